"""Accessibility, privacy and weight on every kind of page. scripts/access-report measures the same beside plain Material."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.access import browser as look
from tests.access import document, keys, kinds
from tests.access.paper import Paper
from tests.access.rows import ADAPTED, source_addresses
from tests.access.subject import Subject
from tests.access.valid import errors
from tests.site.test_site import pages

in_browser = pytest.mark.browser


@pytest.fixture
def subject(site: Path, address: str, browser: Browser) -> Subject:
    return Subject("this", site, address, kinds.PAGES, keys.THIS, browser)


# ---- every page of the site


def test_every_kind_of_page_is_there(site: Path) -> None:
    assert [page for page in kinds.PAGES if not kinds.file(site, page).is_file()] == []


@pytest.mark.parametrize(
    "rule",
    [
        document.first_stop_is_the_skip_link,
        document.language_is_told,
        document.pictures_have_a_text,
        document.the_page_itself_is_marked,
        document.charts_are_told_in_words,
    ],
    ids=lambda rule: rule.__name__,
)
def test_pages_hold_the_rules_of_a_document(site: Path, rule: document.Rule) -> None:
    found = [
        (path, problem)
        for path, page in pages(site)
        for problem in rule(page, "http://127.0.0.1/" + path.removesuffix("index.html"))
    ]
    assert found == []


def test_html_is_valid(site: Path) -> None:
    assert errors(site) == []


# ---- keyboard


@in_browser
@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1280, "dark")])
def test_every_tab_stop_is_seen_and_has_a_ring(subject: Subject, width: int, scheme: str) -> None:
    wrong: list[str] = []
    count = 0
    for path, page in subject.each(width, scheme):
        stops = look.stops(page)
        count += len(stops)
        wrong += [f"{path}: {stop}" for stop in stops if not stop.sound]
    assert count > 20 * len(kinds.PAGES)
    assert wrong == []


@in_browser
@pytest.mark.parametrize("task", [task for task in keys.THIS if task.closes], ids=lambda task: task.name)
def test_what_a_key_opens_escape_closes(subject: Subject, task: keys.Task) -> None:
    with look.context(subject.browser, task.width) as context:
        page = context.new_page()
        look.open_page(page, subject.address, task.page)
        assert keys.failure(page, task) == ""


# ---- what readers set


@in_browser
@pytest.mark.parametrize("setting", ADAPTED[1:], ids=lambda setting: setting[0])  # The first is in test_browser.
def test_larger_and_looser_text_fits(subject: Subject, setting: tuple[str, int, Callable[[Page], None]]) -> None:
    _, width, change = setting
    wrong: list[str] = []
    for path, page in subject.each(width):
        change(page)
        if over := look.read(page, "wide()"):
            wrong.append(f"{path}: {over} px too wide")
        wrong += [f"{path}: {cut}" for cut in look.read(page, "cut()")]
    assert wrong == []


@in_browser
def test_forced_colours_leave_texts_and_drawings_to_be_seen(subject: Subject) -> None:
    wrong: list[str] = []
    for path, page in subject.each(forced_colors="active"):
        wrong += [f"{path}: {lost}" for lost in look.read(page, "faint()") + look.read(page, "lost()")]
    assert wrong == []


@in_browser
def test_nothing_moves_for_those_who_want_no_motion(subject: Subject) -> None:
    wrong: list[str] = []
    for path, page in subject.each(reduced_motion="reduce"):
        wrong += [f"{path}: {moving}" for moving in look.read(page, "moving()")]
    assert wrong == []


@in_browser
@pytest.mark.parametrize("scheme", look.SCHEMES)
def test_links_and_buttons_can_be_read_under_the_mouse(subject: Subject, scheme: str) -> None:
    wrong: list[str] = []
    known: set[str] = set()
    for path, page in subject.each(scheme=scheme):
        wrong += [f"{path}: {faint}" for faint in look.faint_when_pointed_at(page, known)]
    assert len(known) > 20
    assert wrong == []


@in_browser
def test_without_javascript_lists_are_whole_and_no_control_is_dead(subject: Subject) -> None:
    wrong: list[str] = []
    with look.context(subject.browser, java_script_enabled=False) as context:
        plain = context.new_page()
        for path, page in subject.each():
            look.open_page(plain, subject.address, path.partition("?")[0])
            wrong += [f"{path}: {dead}" for dead in look.read(plain, "dead()")]
            wrong += [f"{path}: without fieldset: {loose}" for loose in look.read(page, "loose()")]
            if "?" not in path and look.read(page, "links()") > look.read(plain, "links()"):
                wrong.append(f"{path}: fewer links")
    assert wrong == []


@in_browser
def test_tables_that_are_shown_as_blocks_still_tell_their_rows(subject: Subject) -> None:
    with look.context(subject.browser, 360) as context:
        page = context.new_page()
        look.open_page(page, subject.address, "kaytannot/ekotuki/")
        table = page.locator("table.ledger").first
        assert table.evaluate("table => getComputedStyle(table).display") == "block"
        for part, role in (("tr", "row"), ("tbody th", "rowheader"), ("thead th", "columnheader"), ("td", "cell")):
            assert set(table.locator(part).evaluate_all("all => all.map((part) => part.role)")) == {role}


# ---- what a page asks for and leaves behind


@in_browser
def test_a_page_is_light_and_keeps_to_itself(subject: Subject) -> None:
    wrong: list[str] = []
    for seen in subject.visits:
        left = [*seen.hosts, *seen.stored, *seen.breaches, *seen.searching]
        wrong += [f"{seen.page}: {problem}" for problem in [*left, *seen.too_much]]
        if seen.cookies:
            wrong.append(f"{seen.page}: {seen.cookies} cookies")
        assert seen.weight > 10
    assert wrong == []


@in_browser
@pytest.mark.parametrize("path", ["kaytannot/ekotuki/", "haku/?haku=energia"])
def test_nothing_jumps_while_a_slow_telephone_loads(subject: Subject, path: str) -> None:
    with look.context(subject.browser, 412) as context:
        page = context.new_page()
        slow = context.new_cdp_session(page)
        slow.send("Network.enable")
        speed = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 90_000}
        slow.send("Network.emulateNetworkConditions", speed)
        slow.send("Emulation.setCPUThrottlingRate", {"rate": 4})
        page.add_init_script("""window.jumped = 0;
            new PerformanceObserver((list) => { for (const entry of list.getEntries()) window.jumped += entry.value; })
              .observe({ type: "layout-shift", buffered: true });""")
        page.goto(subject.address + path, wait_until="networkidle")
        assert page.evaluate("window.jumped") <= 0.05


# ---- paper


@in_browser
@pytest.mark.parametrize("path", ["kaytannot/ekotuki/", "kaytannot/ii-koulut-50-50/"])
def test_a_practice_on_paper_has_its_facts_first_and_shows_addresses(subject: Subject, path: str) -> None:
    with look.context(subject.browser) as context:
        page = context.new_page()
        look.open_page(page, subject.address, path)
        printed, sources = Paper(page), source_addresses(page)
    assert printed.tagged
    assert "Avaintiedot" in printed.first
    assert sources
    assert [address for address in sources if not printed.shows(address)] == []
