"""Choosing practices and comparing them: ticks, the bar, the table and its address."""

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from tests.access.browser import context as window

pytestmark = pytest.mark.browser
LAMPS = "salo-led,loimaa-led,raisio-led"
HEAT = "turku-hukkalampo,vaasa-lampovarasto,oulu-maalampo,kuopio-aurinkolampo"
RECORD = "**/vertaa/k/salo-led.json"


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


def test_two_cards_are_ticked_and_compared(page: Page, address: str) -> None:
    page.goto(f"{address}kaytannot/")
    assert not bar(page).is_visible()
    titles = [text.replace("\u00ad", "") for text in page.locator(".card h3").all_inner_texts()[:2]]
    for number in (0, 1):
        ticks(page).nth(number).check()
    expect(bar(page)).to_contain_text(f"Valittuna 2: {titles[0]} · {titles[1]}")
    expect(page.locator("body > p[role=status]")).to_have_text("Vertailuun valittuna 2")
    bar(page).get_by_role("link", name="Vertaa").click()
    expect(page.get_by_role("table")).to_be_visible()
    assert heads(page) == titles
    assert not bar(page).is_visible()


def test_the_choice_stays_from_page_to_page_until_it_is_cleared(page: Page, address: str) -> None:
    page.goto(f"{address}kaytannot/energialahetit/")
    page.get_by_role("checkbox", name="Vertaa: Työyksiköihin").check()
    page.goto(f"{address}haku/?haku=energialähetit")
    box = page.locator(".pick input[value=energialahetit]")
    expect(box).to_be_checked()
    expect(bar(page)).to_contain_text("Valittuna 1")
    box.uncheck()
    assert not bar(page).is_visible()
    box.check()
    bar(page).get_by_role("button", name="Tyhjennä").press("Enter")
    assert page.evaluate("document.activeElement.value") == "energialahetit"
    assert not box.is_checked()
    page.reload()
    expect(box).not_to_be_checked()


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
    with window(browser, viewport={"width": width, "height": 640}) as context:
        page = context.new_page()
        page.goto(f"{address}kaytannot/")
        ticks(page).nth(0).check()
        for _ in range(25):
            page.keyboard.press("Tab")
            name, bottom, top = page.evaluate(
                "(() => { const e = document.activeElement; return [e.textContent || e.value,"
                " e.getBoundingClientRect().bottom, document.querySelector('.pickbar').getBoundingClientRect().top]; })()"
            )
            assert bottom <= top, name


def test_a_common_indicator_is_on_one_row_and_a_target_on_its_own(page: Page, address: str) -> None:
    table = compare(page, address, LAMPS)
    row = table.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Tulos Energiansäästö prosentteina"))
    texts = row.get_by_role("cell").all_inner_texts()
    assert len(texts) == 3
    assert all(re.search(r"\d\s%\s+(Mitattu|Ilmoitettu|Arvio)", text) for text in texts)
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
    assert page.url.endswith("?k=salo-led,raisio-led")
    page.keyboard.press("Enter")
    assert heads(page) == [first]
    expect(page.get_by_role("heading", name="Mihin tätä voi verrata")).to_be_visible()
    page.keyboard.press("Enter")
    assert focused(page) == "Vertaa käytäntöjä"
    expect(page.get_by_role("heading", name="Näin valitset")).to_be_visible()
    page.go_back()
    page.go_back()
    assert heads(page) == [first, third]


def test_the_address_shows_the_same_again_and_more_can_be_added_up_to_four(page: Page, address: str) -> None:
    before = compare(page, address, HEAT).inner_text()
    page.reload()
    expect(page.get_by_role("table")).to_be_visible()
    assert page.get_by_role("table").inner_text() == before
    assert not page.get_by_role("link", name="Lisää käytäntö").is_visible()
    compare(page, address, LAMPS)
    page.get_by_role("link", name="Lisää käytäntö").click()
    expect(bar(page)).to_contain_text("Valittuna 3")


def test_one_practice_is_shown_with_what_to_compare_it_with(page: Page, address: str) -> None:
    compare(page, address, "salo-led")
    expect(page.get_by_text("Vertailussa on yksi käytäntö. Valitse vielä ainakin yksi.")).to_be_visible()
    page.locator("#lisaksi a").first.click()
    expect(page.locator("#rinnakkain thead a")).to_have_count(2)


def test_ready_comparisons_open(page: Page, address: str) -> None:
    page.goto(f"{address}vertaa/?k=ei-ole-olemassa")
    expect(page.get_by_role("alert")).to_contain_text("”ei-ole-olemassa”")
    expect(page.get_by_role("heading", name="Valmiita vertailuja")).to_be_visible()
    page.get_by_role("link", name="Vertaa näitä").first.click()
    expect(page.get_by_role("table")).to_be_visible()
    assert page.get_by_role("rowheader", name="Tulos ").count() >= 1
    assert not page.get_by_role("alert").is_visible()


def test_what_is_not_found_and_what_does_not_fit_is_told(page: Page, address: str) -> None:
    compare(page, address, f"{LAMPS},ei-ole-olemassa,turku-hukkalampo,<b>")
    assert len(heads(page)) == 3
    notice = page.get_by_role("alert")
    expect(notice).to_contain_text("Näitä käytäntöjä ei löydy: ”ei-ole-olemassa”.")
    expect(notice).to_contain_text("Vertailuun mahtuu 4 käytäntöä. Pois jätettiin: ”turku-hukkalampo”, ”<b>”.")


def test_an_address_that_cannot_be_decoded_is_an_unknown_practice(page: Page, address: str) -> None:
    failures: list[object] = []
    page.on("pageerror", lambda error: failures.append(error))
    page.goto(f"{address}vertaa/?k=%E4")
    expect(page.get_by_role("alert")).to_contain_text("Näitä käytäntöjä ei löydy")
    page.emulate_media(media="print")
    assert failures == []


def test_a_failing_network_is_told_and_the_rest_stays(page: Page, address: str) -> None:
    page.route(RECORD, lambda route: route.abort())
    compare(page, address, LAMPS)
    assert len(heads(page)) == 2
    expect(page.get_by_role("alert")).to_contain_text("Näiden käytäntöjen tietoja ei saatu: ”salo-led”.")


def test_contributed_text_stays_text(page: Page, address: str) -> None:
    hostile = '<img src=x onerror="document.title = 1">'

    def poisoned(route: Route) -> None:
        contact = {"name": hostile, "url": "javascript:alert(1)", "visits": hostile}
        changed = {"title": hostile, "where": hostile, "effort": hostile, "contact": contact}
        route.fulfill(json=route.fetch().json() | changed)

    page.route(RECORD, poisoned)
    table = compare(page, address, LAMPS)
    assert table.get_by_text(hostile).count() >= 5
    assert table.locator("img, a[href^=javascript]").count() == 0


@pytest.mark.parametrize("allowed", [True, False])
def test_the_link_is_copied_or_shown(page: Page, address: str, allowed: bool) -> None:
    if not allowed:
        page.add_init_script("delete Navigator.prototype.clipboard")
    compare(page, address, LAMPS)
    page.get_by_role("button", name="Kopioi linkki").click()
    if allowed:
        expect(page.get_by_role("status").filter(has_text="Linkki on kopioitu.")).to_be_visible()
        assert page.evaluate("navigator.clipboard.readText()") == page.url
    else:
        expect(page.get_by_label("Vertailun osoite")).to_have_value(page.url)
