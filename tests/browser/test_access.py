"""Accessibility, privacy and weight on every kind of page. scripts/access-report looks at the real site in every window."""

from pathlib import Path
from typing import Any

import pytest
from lxml import html
from playwright.sync_api import Browser, Page

from tests.access import browser as look
from tests.access import document, kinds, rules, states, tools
from tests.access.visit import visit, watch
from tests.cases import table

pytestmark = pytest.mark.browser
# A practice with everything in it, the same three ways.
RICH = "kaytannot/energialahetit/"


def test_every_kind_of_page_is_valid_and_holds_the_rules_of_a_document(site: Path) -> None:
    pages = kinds.pages(site)
    assert len(pages) > 35
    assert tools.html_errors(kinds.file(site, path) for path in pages) == []
    for path in pages:
        tree = html.fromstring(kinds.file(site, path).read_text(encoding="utf-8"))
        assert document.problems(tree, "http://127.0.0.1/" + path) == [], path


# The pages are known when they are built, and tests before that: each test takes every twelfth.
@pytest.mark.parametrize("share", range(12))
def test_every_kind_of_page_is_for_everyone(browser: Browser, address: str, site: Path, share: int) -> None:
    wrong: list[tuple[str, rules.Problem]] = []
    pointed: dict[str, set[str]] = {}
    for path in kinds.pages(site)[share::12]:
        with visit(browser, address + path) as (seen, page):
            links = look.read(page, "links()")
            found = [*seen.problems(), *rules.problems(page, pointed)]
            assert seen.weight["kB"] > 1
            assert len(look.stops(page)) > 2
        found += rules.without_scripts(browser, address, path, links)
        wrong += [(path, problem) for problem in found]
    assert wrong == []


@pytest.mark.parametrize("state", states.STATES, ids=lambda state: state.__name__)
def test_every_state_that_a_script_makes_is_for_everyone(browser: Browser, address: str, state: states.State) -> None:
    wrong: list[str] = []
    with look.context(browser, 360) as context:
        page = context.new_page()
        watch(page, wrong)
        page.on("request", lambda request: wrong.append(request.url) if not request.url.startswith(address) else None)
        page.on("response", lambda response: wrong.append(response.url) if response.status >= 400 else None)
        for name in state(page, address):
            for width, scheme in ((320, "light"), (1280, "dark"), (360, "light")):
                look.set_window(page, width, scheme)
                found = look.read(page, "faint()") + [
                    f"{over} px too wide" for over in [look.read(page, "wide()")] if over
                ]
                wrong += [f"{name} {width}: {one}" for one in found]
            wrong += [f"{name}: {one}" for one in look.axe(page)]
        assert context.cookies() == []
    assert wrong == []


def test_tables_that_are_shown_as_blocks_still_tell_their_rows(phone: Page, address: str) -> None:
    phone.goto(address + RICH)
    table = phone.locator("table.ledger").first
    assert table.evaluate("table => getComputedStyle(table).display") == "block"
    for part, role in (("tr", "row"), ("tbody th", "rowheader"), ("thead th", "columnheader"), ("td", "cell")):
        assert set(table.locator(part).evaluate_all("all => all.map((part) => part.role)")) == {role}


@pytest.mark.parametrize("path", [RICH, "haku/?haku=energia"])
def test_nothing_jumps_while_a_slow_telephone_loads(phone: Page, address: str, path: str) -> None:
    slow = phone.context.new_cdp_session(phone)
    slow.send("Network.enable")
    speed = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 90_000}
    slow.send("Network.emulateNetworkConditions", speed)
    slow.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    phone.add_init_script("""window.jumped = 0;
        new PerformanceObserver((list) => { for (const entry of list.getEntries()) window.jumped += entry.value; })
          .observe({ type: "layout-shift", buffered: true });""")
    phone.goto(address + path, wait_until="networkidle")
    assert phone.evaluate("window.jumped") <= 0.05


@pytest.mark.parametrize("shown", table("browser/printed"), ids=lambda shown: shown["path"])
def test_on_paper_facts_are_first_addresses_are_shown_and_controls_are_not(
    page: Page, address: str, shown: dict[str, Any]
) -> None:
    path, landscape = shown["path"], shown["landscape"]
    page.goto(address + path, wait_until="networkidle")
    printed = tools.Paper(page)
    assert printed.tagged
    assert printed.landscape == landscape
    assert len(printed.pages) <= shown["most"]
    assert [words for words in shown["first"] if not printed.shows(words, slice(1))] == []
    assert [words for words in (*shown["gone"], "Siirry sisältöön", "Selaa") if printed.shows(words)] == []
    if "haku=" not in path:
        sources = (source for source in rules.source_addresses(page) if "example" in source)
        assert [source for source in sources if not printed.shows(source)] == []
        where = page.locator("link[rel=canonical]").get_attribute("href") or ""
        assert printed.shows(path if landscape else where, slice(-1, None))
        assert printed.shows("tulostettu" if landscape else "Sivut koottu", slice(-1, None))
    assert landscape or not page.locator(".printfoot").first.is_visible()
    page.emulate_media(media="print")
    for selector in (*shown["hidden"], "#tabs", ".kp-footer"):
        assert not page.locator(selector).first.is_visible(), selector
