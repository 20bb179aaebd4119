"""Choosing practices and comparing them: ticks, the bar, the table, its address and its printed page."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect

pytestmark = pytest.mark.browser

LAMPS = "laitila-led,asikkala-led-vuokramalli,joensuu-ulkovalaistus"
HEAT = "vantaa-varanto,vaasa-lampovarasto,turku-kakolan-lampopumppulaitos,helsinki-sakarinmaki-hybridilampo"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    with browser.new_context(viewport={"width": 1280, "height": 900}, locale="fi-FI") as context:
        yield context


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def bar(page: Page) -> Locator:
    return page.get_by_role("region", name="Vertailu")


def ticks(page: Page) -> Locator:
    return page.locator(".card .pick input")


def compare(page: Page, address: str, slugs: str) -> Locator:
    """The comparison of some practices."""
    page.goto(f"{address}vertaa/?k={slugs}")
    table = page.get_by_role("table", name="Käytännöt rinnakkain")
    expect(table).to_be_visible()
    return table


def heads(page: Page) -> list[str]:
    return page.locator("#rinnakkain thead th a").all_inner_texts()


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.getAttribute('aria-label') ?? document.activeElement.innerText"))


# ---- choosing


def test_two_cards_are_ticked_and_compared(page: Page, address: str) -> None:
    page.goto(f"{address}kaytannot/")
    assert not bar(page).is_visible()
    titles = [text.replace("\u00ad", "") for text in page.locator(".card h3").all_inner_texts()[:2]]
    for number in (0, 1):
        ticks(page).nth(number).check()
    expect(bar(page)).to_contain_text(f"2 valittu: {titles[0]} · {titles[1]}")
    expect(page.locator("body > p[role=status]")).to_have_text("2 valittu vertailuun")
    bar(page).get_by_role("link", name="Vertaa").click()
    expect(page.get_by_role("table")).to_be_visible()
    assert heads(page) == titles
    assert not bar(page).is_visible()


def test_the_choice_stays_from_page_to_page_until_it_is_cleared(page: Page, address: str) -> None:
    page.goto(f"{address}kaytannot/ekotuki/")
    assert page.evaluate("sessionStorage.length + localStorage.length") == 0
    page.get_by_role("checkbox", name="Vertaa: Työyksiköihin").check()
    page.goto(f"{address}haku/?haku=ekotuki")
    expect(page.locator(".pick input[value=ekotuki]")).to_be_checked()
    expect(bar(page)).to_contain_text("1 valittu")
    page.locator(".pick input[value=ekotuki]").uncheck()
    assert not bar(page).is_visible()
    page.locator(".pick input[value=ekotuki]").check()
    bar(page).get_by_role("button", name="Tyhjennä").press("Enter")
    assert page.evaluate("document.activeElement.value") == "ekotuki"
    assert not page.locator(".pick input[value=ekotuki]").is_checked()
    page.reload()
    expect(page.locator(".pick input[value=ekotuki]")).not_to_be_checked()


def test_a_fifth_practice_is_refused(page: Page, address: str) -> None:
    page.goto(f"{address}kaytannot/")
    for number in range(4):
        ticks(page).nth(number).check()
    ticks(page).nth(4).click()
    assert not ticks(page).nth(4).is_checked()
    full = "Vertailuun mahtuu neljä käytäntöä. Poista ensin jokin niistä."
    expect(page.locator("body > p[role=status]")).to_have_text(full)
    expect(bar(page).get_by_text(full)).to_be_visible()
    ticks(page).nth(0).uncheck()
    assert not bar(page).get_by_text(full).is_visible()


def test_only_practices_can_be_ticked_among_the_results(page: Page, address: str) -> None:
    page.goto(f"{address}haku/?haku=aurinko")
    expect(page.locator("#tulokset")).to_have_attribute("aria-busy", "false")
    kinds = page.locator("#tulokset > li").evaluate_all(
        "items => items.map(li => [li.querySelector('.where')?.textContent.startsWith('Käytäntö ') ?? false, !!li.querySelector('.pick')])"
    )
    assert {True, False} == {practice for practice, _ in kinds}
    assert [pair for pair in kinds if pair[0] != pair[1]] == []


@pytest.mark.parametrize("width", [360, 1280])
def test_the_bar_hides_nothing_that_has_the_focus(browser: Browser, address: str, width: int) -> None:
    with browser.new_context(viewport={"width": width, "height": 640}) as context:
        page = context.new_page()
        page.goto(f"{address}kaytannot/")
        ticks(page).nth(0).check()
        hidden = []
        for _ in range(25):
            page.keyboard.press("Tab")
            name, bottom, top = page.evaluate(
                "(() => { const e = document.activeElement; return [e.textContent || e.value,"
                " e.getBoundingClientRect().bottom, document.querySelector('.pickbar').getBoundingClientRect().top]; })()"
            )
            if bottom > top:
                hidden.append(name)
        assert hidden == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


# ---- the comparison


def test_a_common_indicator_is_on_one_row_and_a_target_on_its_own(page: Page, address: str) -> None:
    table = compare(page, address, LAMPS)
    row = table.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Tulos Energiansäästö prosentteina"))
    assert row.get_by_role("cell").count() == 3
    assert all(
        re.search(r"\d %\s+(Mitattu|Ilmoitettu|Arvio)", text) for text in row.get_by_role("cell").all_inner_texts()
    )
    aims = table.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Tavoitteet", exact=True))
    assert [text.split("\n")[0] for text in aims.get_by_role("cell").all_inner_texts()][:2] == ["Ei kirjattu"] * 2
    assert "Tavoite" in aims.get_by_role("cell").nth(2).inner_text()
    assert "Tavoite" not in row.inner_text()
    expect(page.get_by_text("Mistään näistä ei ole kirjattu: ")).to_contain_text("työmäärä")
    assert table.get_by_role("rowheader", name="Työmäärä").count() == 0


def test_a_practice_is_removed_by_keyboard_and_the_focus_stays_near(page: Page, address: str) -> None:
    compare(page, address, LAMPS)
    first, second, third = heads(page)
    page.get_by_role("button", name=f"Poista vertailusta: {second}").press("Enter")
    assert heads(page) == [first, third]
    assert focused(page) == f"Poista vertailusta: {third}"
    expect(page.get_by_role("status").filter(has_text="Poistettu")).to_have_text(
        f"Poistettu: {second}. Vertailussa on 2 käytäntöä."
    )
    assert page.url.endswith("?k=laitila-led,joensuu-ulkovalaistus")
    page.keyboard.press("Enter")
    assert heads(page) == [first]
    expect(page.get_by_role("heading", name="Mihin tätä voi verrata")).to_be_visible()
    page.keyboard.press("Enter")
    assert focused(page) == "Vertaa käytäntöjä"
    expect(page.get_by_role("heading", name="Näin valitset")).to_be_visible()
    page.go_back()
    page.go_back()
    assert heads(page) == [first, third]


def test_the_address_shows_the_same_again(page: Page, address: str) -> None:
    before = compare(page, address, HEAT).inner_text()
    page.reload()
    expect(page.get_by_role("table")).to_be_visible()
    assert page.get_by_role("table").inner_text() == before
    assert not page.get_by_role("link", name="Lisää käytäntö").is_visible()


def test_one_practice_is_shown_with_what_to_compare_it_with(page: Page, address: str) -> None:
    compare(page, address, "laitila-led")
    expect(page.get_by_text("Vertailussa on yksi käytäntö. Valitse vielä ainakin yksi.")).to_be_visible()
    page.locator("#lisaksi a").first.click()
    expect(page.locator("#rinnakkain thead a")).to_have_count(2)


def test_more_can_be_added_to_a_shared_comparison(page: Page, address: str) -> None:
    compare(page, address, LAMPS)
    page.get_by_role("link", name="Lisää käytäntö").click()
    expect(bar(page)).to_contain_text("3 valittu")


def test_what_is_not_found_and_what_does_not_fit_is_told(page: Page, address: str) -> None:
    compare(page, address, f"{LAMPS},ei-ole-olemassa,vantaa-varanto,<b>")
    assert len(heads(page)) == 3
    notice = page.get_by_role("alert")
    expect(notice).to_contain_text("Näitä käytäntöjä ei löydy: ”ei-ole-olemassa”.")
    expect(notice).to_contain_text("Vertailuun mahtuu 4 käytäntöä. Pois jäi: ”vantaa-varanto”, ”<b>”.")


def test_an_unknown_practice_alone_leads_to_the_help(page: Page, address: str) -> None:
    page.goto(f"{address}vertaa/?k=ei-ole-olemassa")
    expect(page.get_by_role("alert")).to_contain_text("”ei-ole-olemassa”")
    expect(page.get_by_role("heading", name="Valmiita vertailuja")).to_be_visible()


def records_of(slug: str) -> str:
    """The address of the file that a practice's facts are in."""
    return f"**/vertaa/k/{slug}.json"


def test_a_failing_network_is_told_and_the_rest_stays(page: Page, address: str) -> None:
    page.route(records_of("laitila-led"), lambda route: route.abort())
    compare(page, address, LAMPS)
    assert len(heads(page)) == 2
    expect(page.get_by_role("alert")).to_contain_text("Näiden käytäntöjen tietoja ei saatu: ”laitila-led”.")


def test_contributed_text_stays_text(page: Page, address: str) -> None:
    hostile = '<img src=x onerror="document.title = 1">'

    def poisoned(route: Route) -> None:
        facts: dict[str, Any] = route.fetch().json()
        contact = {"name": hostile, "url": "javascript:alert(1)", "visits": hostile}
        facts |= {"title": hostile, "where": hostile, "effort": hostile, "contact": contact}
        route.fulfill(json=facts)

    page.route(records_of("laitila-led"), poisoned)
    table = compare(page, address, LAMPS)
    assert table.get_by_text(hostile).count() >= 5
    assert table.locator("img, a[href^=javascript]").count() == 0


def test_the_link_is_copied_or_shown(browser: Browser, address: str) -> None:
    for allowed in (True, False):
        with browser.new_context(permissions=["clipboard-read", "clipboard-write"] if allowed else []) as context:
            page = context.new_page()
            if not allowed:
                page.add_init_script("delete Navigator.prototype.clipboard")
            compare(page, address, LAMPS)
            page.get_by_role("button", name="Kopioi linkki").click()
            if allowed:
                expect(page.get_by_role("status").filter(has_text="Linkki on kopioitu.")).to_be_visible()
                assert page.evaluate("navigator.clipboard.readText()") == page.url
            else:
                expect(page.get_by_label("Vertailun osoite")).to_have_value(page.url)


def test_ready_comparisons_open(page: Page, address: str) -> None:
    page.goto(f"{address}vertaa/")
    page.get_by_role("link", name="Vertaa näitä").first.click()
    expect(page.get_by_role("table")).to_be_visible()
    assert page.get_by_role("rowheader", name="Tulos ").count() >= 1
    assert not page.get_by_role("alert").is_visible()


# ---- without JavaScript, with axe, on paper


def test_without_javascript_there_is_help_and_no_dead_control(browser: Browser, address: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{address}vertaa/?k={LAMPS}")
        expect(page.get_by_text("Vertailu tarvitsee JavaScriptin")).to_be_visible()
        expect(page.locator("#ohje").get_by_role("link", name="kaikkia käytäntöjä")).to_be_visible()
        assert page.locator("main, .wrap").get_by_role("button", name=re.compile("Kopioi|Tulosta")).count() == 0
        assert page.get_by_role("link", name="Vertaa näitä").count() == 0
        for path in ("kaytannot/", "kaytannot/ekotuki/"):
            page.goto(address + path)
            assert page.get_by_text("Vertaa", exact=True).filter(visible=True).count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing(browser: Browser, address: str, scheme: Any, width: int) -> None:
    found = []
    with browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme) as context:
        page = context.new_page()

        def check(state: str) -> None:
            assert page.evaluate("document.documentElement.scrollWidth") <= width, state
            for violation in Axe().run(page, options=RULES).response["violations"]:
                found.append((state, violation["id"], violation["nodes"][0]["html"][:160]))

        for slugs in (LAMPS.rpartition(",")[0], HEAT, "laitila-led,ei-ole-olemassa"):
            compare(page, address, slugs)
            check(slugs)
        page.goto(f"{address}vertaa/")
        check("help")
        page.goto(f"{address}kaytannot/")
        for number in range(4):
            ticks(page).nth(number).check()
        ticks(page).nth(4).click()
        check("bar")
        page.goto(f"{address}kaytannot/ekotuki/")
        check("practice")
    assert found == []


def test_three_practices_print_on_one_landscape_page(page: Page, address: str, tmp_path: Path) -> None:
    compare(page, address, LAMPS)
    page.pdf(path=tmp_path / "vertailu.pdf", prefer_css_page_size=True)
    told = subprocess.run(["pdfinfo", tmp_path / "vertailu.pdf"], check=True, capture_output=True, text=True).stdout
    wide, high = (float(size) for size in re.findall(r"Page size:\s+([\d.]+) x ([\d.]+)", told)[0])
    assert re.findall(r"Pages:\s+(\d+)", told) == ["1"]
    assert (round(wide), round(high)) == (842, 595)
    text = subprocess.run(["pdftotext", "-raw", tmp_path / "vertailu.pdf", "-"], check=True, capture_output=True).stdout
    printed = re.sub(r"\s+", " ", text.decode())
    assert f"vertaa/?k={LAMPS}" in printed.replace(" ", "")
    assert re.search(r"tulostettu \d{1,2}\.\d{1,2}\.\d{4}", printed)
    assert "Poista" not in printed
    assert "Kunnat" not in printed
