"""The search as its readers use it: the field of every page, the results, the facets and the address."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.access.browser import stops
from tests.access.states import NONSENSE, TYPO, settled

pytestmark = pytest.mark.browser


def field(page: Page) -> Locator:
    return page.get_by_label("Hakusanat")


def options(page: Page) -> Locator:
    return page.get_by_role("option")


def typed(page: Page, address: str, path: str, text: str) -> Locator:
    """Writes into the field of a page at once, so that suggestions come once; returns it when they are there."""
    page.goto(address + path)
    field(page).fill(text)
    expect(options(page).first).to_be_visible()
    return field(page)


def count(page: Page) -> int:
    """The number of results that the live region tells, once the results are there."""
    settled(page)
    told = page.locator("#maara").inner_text()
    return 0 if told.startswith("Ei ") else int(re.sub(r"\D", "", told.split(" tulos")[0]))


def titles(page: Page) -> list[str]:
    return settled(page).locator("> li h2").all_inner_texts()


def search(page: Page, address: str, parameters: str) -> None:
    page.goto(f"{address}haku/?{parameters}")
    settled(page)


def query(page: Page) -> str:
    """What stands after the question mark of the address."""
    return str(page.evaluate("decodeURIComponent(location.search.slice(1))"))


def promised(box: Locator) -> int:
    """The number of results beside the box of a facet."""
    return int(box.evaluate("box => box.closest('label').querySelector('.n').textContent"))


# ---- the field of every page


def test_the_search_is_fetched_at_the_first_keystroke(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address + "kunnat/kuopio/", wait_until="networkidle")
    field(page).focus()
    assert [url for url in asked if "/haku/" in url or "worker" in url] == []
    field(page).press_sequentially("kau")
    expect(options(page).first).to_be_visible()
    assert [url for url in asked if "haku-worker.js" in url]
    assert [url for url in asked if re.search(r"/haku/\w+/", url)]


def test_suggestions_are_chosen_with_arrows_and_enter(page: Page, address: str) -> None:
    box = typed(page, address, "kunnat/kuopio/", "kaukol")
    assert box.get_attribute("role") == "combobox"
    expect(options(page).first).to_have_text("kaukolämpö")
    assert box.get_attribute("aria-expanded") == "true"
    assert box.get_attribute("aria-activedescendant") is None
    page.keyboard.press("ArrowDown")
    active = page.locator(f"#{box.get_attribute('aria-activedescendant')}")
    assert active.get_attribute("aria-selected") == "true"
    assert active.inner_text() == "kaukolämpö"
    page.keyboard.press("ArrowUp")
    assert box.get_attribute("aria-activedescendant") is None
    page.keyboard.press("ArrowUp")
    last = options(page).last
    assert last.get_attribute("aria-selected") == "true"
    title = last.evaluate("option => option.firstChild.textContent")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text(title[:8])
    assert "/haku/" not in page.url


def test_a_choice_by_key_or_mouse_leads_to_its_page_and_so_does_what_was_typed(page: Page, address: str) -> None:
    typed(page, address, "", "kaukol")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/haku/?haku=*")
    assert query(page) == "haku=kaukolämpö"
    assert count(page) > 0
    page.goto(address + "teemat/")
    field(page).fill("katuvalot")
    page.keyboard.press("Enter")
    page.wait_for_url("**/haku/?haku=katuvalot")
    assert count(page) > 0
    typed(page, address, "kunnat/", "katuval")
    options(page).filter(has=page.locator(".kind", has_text="Käytäntö")).first.click()
    page.wait_for_url("**/kaytannot/*/")


def test_escape_and_tab_close_the_suggestions_and_keep_the_text(page: Page, address: str) -> None:
    box = typed(page, address, "", "bussi")
    page.keyboard.press("Escape")
    expect(options(page)).to_have_count(0)
    page.keyboard.press("Escape")
    assert box.input_value() == "bussi"
    assert box.get_attribute("aria-expanded") == "false"
    page.keyboard.press("ArrowDown")
    expect(options(page).first).to_be_visible()
    page.keyboard.press("Tab")
    expect(options(page)).to_have_count(0)
    assert page.evaluate("document.activeElement.textContent.trim()") == "Hae"


def test_shortcuts_focus_the_field_and_single_keys_do_nothing(page: Page, address: str) -> None:
    page.goto(address + "kunnat/kuopio/")
    for shortcut in ("Control+k", "Meta+k"):
        for key in ("s", "f", "k", "/", ".", ",", "n", "p"):
            page.keyboard.press(key)
        assert page.evaluate("document.activeElement === document.body")
        page.keyboard.press(shortcut)
        assert page.evaluate("document.activeElement.id") == "hakusanat"
        page.evaluate("document.activeElement.blur()")


# ---- results


def test_results_mark_the_inflected_words_and_lead_to_their_pages(page: Page, address: str) -> None:
    search(page, address, "haku=öljylämmityksestä")
    marks = page.locator("#tulokset mark").all_inner_texts()
    assert any(re.search(r"ämmity(s|kse|tä)", word) for word in marks)
    assert len(titles(page)) == min(count(page), 20)
    expect(page.locator("#maara")).to_have_attribute("role", "status")
    assert page.title().startswith("öljylämmityksestä – ")
    link = page.locator("#tulokset h2 a").first
    name = link.inner_text().replace("\u00ad", "")
    link.click()
    expect(page.locator("h1")).to_contain_text(name[:8])


def test_a_typo_is_corrected_aloud_and_there_is_a_way_back(page: Page, address: str) -> None:
    search(page, address, f"haku={TYPO}")
    notice = page.locator("#ilmoitus")
    expect(notice).to_contain_text("Näytetään tulokset sanalle kaukolämpö")
    notice.get_by_role("link", name=f"”{TYPO}”").click()
    page.wait_for_url("**tarkka=1")
    expect(page.locator("#maara")).to_have_text(f"Ei tuloksia sanalle {TYPO}")
    expect(notice).to_contain_text("juuri kirjoittamallasi sanalla")
    near = page.locator("#lahella").get_by_role("link").first
    word = near.inner_text()
    notice.get_by_role("link").click()
    expect(notice).to_contain_text("Näytetään tulokset")
    assert query(page) == f"haku={TYPO}"
    page.go_back()
    near.click()
    expect(page.locator("#maara")).to_contain_text(f"sanalle {word}")
    assert count(page) > 0


@pytest.mark.parametrize("word", ["pienemmäksi", "vaatteille", "lukita", "fillarit", "hammaslääkärille"])
def test_a_right_word_is_no_mistake(page: Page, address: str, word: str) -> None:
    search(page, address, f"haku={word}")
    expect(page.locator("#maara")).to_contain_text(f"sanalle {word}")
    expect(page.locator("#ilmoitus")).not_to_contain_text("Näytetään tulokset sanalle")
    expect(page.locator("#lahella")).to_be_hidden()


def test_it_is_told_why_a_card_is_there_and_what_it_lacks(page: Page, address: str) -> None:
    search(page, address, "haku=dösällä")
    expect(page.locator("#tulokset .why").first).to_have_text("dösällä ~ bussi")
    search(page, address, "haku=dösällä kummitus")
    expect(page.locator("#tulokset .why").first).to_have_text("dösällä ~ bussi · Ei sanaa: kummitus")
    expect(page.locator("#ilmoitus")).to_contain_text("Kaikkia hakusanoja ei ole samalla sivulla")
    search(page, address, "haku=the purple elephants")
    expect(page.locator("#ilmoitus [lang=en]")).to_contain_text("This site is in Finnish")


def test_nothing_found_helps_on(page: Page, address: str) -> None:
    search(page, address, f"haku={NONSENSE}")
    assert count(page) == 0
    assert not page.locator("#rajaukset").is_visible()
    expect(page.locator("#eimitaan").get_by_role("link", name="Energia")).to_be_visible()
    expect(page.locator("#eimitaan").get_by_role("heading", name="Kysy koordinaattorilta")).to_be_visible()
    wish = page.get_by_role("link", name="Kerro, mitä etsit")
    assert f"/issues/new?title=Haku%20ei%20l%C3%B6yt%C3%A4nyt%3A%20{NONSENSE}&" in str(wish.get_attribute("href"))
    wish.evaluate("link => { link.dataset.feedback = 'mailto:a@esimerkki.example'; }")
    field(page).fill(f"{NONSENSE} & ?")
    page.keyboard.press("Enter")
    expect(wish).to_have_attribute("href", re.compile(f"^mailto:.*[?]subject=.*{NONSENSE}%20%26%20%3F&body=Etsin"))


def test_counts_are_told_before_cards_and_cards_come_one_by_one(page: Page, address: str) -> None:
    held: list[Route] = []
    cards = re.compile(r"/haku/\w+/d/")
    page.route(cards, lambda route: held.append(route))
    page.goto(address + "haku/?haku=energia")
    expect(page.locator("#maara")).to_contain_text("tulosta sanalle energia")
    expect(page.get_by_role("group", name="Teema")).to_be_visible()
    expect(page.locator("#hakutulos")).to_have_attribute("aria-busy", "true")
    assert len(held) == 5
    held.pop(0).continue_()
    expect(page.locator("#hakutulos")).to_have_attribute("aria-busy", "false")
    expect(page.locator("#tulokset > li")).to_have_count(1)
    expect(page.locator("#tulokset")).to_have_attribute("aria-busy", "true")
    page.route(cards, lambda route: route.continue_())
    for route in held:
        route.continue_()
    assert len(titles(page)) == min(count(page), 20)


def test_more_results_keep_the_focus_and_back_keeps_the_place_and_the_words(page: Page, address: str) -> None:
    search(page, address, "haku=")
    assert len(titles(page)) == 20
    page.get_by_role("button", name="Näytä lisää").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#tulokset > li")).to_have_count(40)
    expect(page.locator("#maara")).to_contain_text("näkyvissä 40")
    assert page.evaluate("document.activeElement === document.querySelectorAll('#tulokset h2 a')[20]")
    field(page).fill("vielä lähettämättä")
    page.locator("#tulokset h2 a").nth(30).focus()
    place = page.evaluate("scrollY")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/haku/" not in url)
    page.go_back()
    assert len(titles(page)) == 40
    page.wait_for_function(f"{place} > 1000 && Math.abs(scrollY - {place}) < 50")
    assert field(page).input_value() == "vielä lähettämättä"


def test_a_query_of_facets_alone_is_a_catalogue_that_can_be_sorted(page: Page, address: str) -> None:
    search(page, address, "laji=Verkosto")
    assert count(page) == len(titles(page)) > 3
    expect(page.get_by_role("button", name="Verkosto (poista rajaus)")).to_be_visible()
    page.get_by_label("Järjestä").select_option("nimi")
    page.wait_for_url("**jarjestys=nimi")
    names = titles(page)
    assert names == page.evaluate("names => [...names].sort(new Intl.Collator('fi').compare)", names)
    page.reload()
    assert titles(page) == names


# ---- facets and the address


def test_facets_narrow_and_live_in_the_address(page: Page, address: str) -> None:
    search(page, address, "haku=energia")
    everything = count(page)
    box = page.get_by_role("group", name="Teema").get_by_role("checkbox").first
    expected = promised(box)
    box.focus()
    page.keyboard.press("Space")
    assert count(page) == expected < everything
    assert page.evaluate("document.activeElement.type") == "checkbox"
    assert "teema=" in query(page)
    one = titles(page)
    page.get_by_role("group", name="Teema").locator("input:enabled:not(:checked)").first.check()
    assert expected <= count(page) <= everything
    two = query(page)
    page.reload()
    assert query(page) == two
    page.go_back()
    expect(page.locator("#valitut .chip--on")).to_have_count(1)
    assert titles(page) == one
    page.go_back()
    expect(page.locator("#valitut")).not_to_be_visible()
    assert count(page) == everything
    page.go_forward()
    expect(page.locator("#valitut .chip--on")).to_have_count(1)
    assert titles(page) == one


def test_every_count_is_what_ticking_it_gives(page: Page, address: str) -> None:
    search(page, address, "haku=lämpö&vaihe=in_use")
    boxes = page.get_by_role("group", name="Kunnan koko").locator("input:enabled")
    assert boxes.count()
    for box in boxes.all():
        expected = promised(box)
        box.check()
        assert count(page) == expected
        box.uncheck()
    empty = page.locator("#rajaukset label:visible", has=page.locator("input:disabled"))
    assert set(empty.locator(".n").all_inner_texts()) <= {"0"}


def test_chips_take_filters_away_and_the_focus_stays_near(page: Page, address: str) -> None:
    search(page, address, "haku=energia&teema=energia&vaihe=in_use")
    chips = page.locator("#valitut .chip--on")
    assert chips.all_inner_texts()[0].startswith("Teema: Energia")
    chips.first.focus()
    page.keyboard.press("Enter")
    expect(chips).to_have_count(1)
    assert query(page) == "haku=energia&vaihe=in_use"
    assert page.evaluate("document.activeElement.textContent").startswith("Vaihe: ")
    page.get_by_role("button", name="Tyhjennä rajaukset").click()
    assert query(page) == "haku=energia"
    assert page.evaluate("document.activeElement.id") == "maara"


def test_a_long_facet_shows_eight_values_until_all_are_asked_for(page: Page, address: str) -> None:
    search(page, address, "haku=")
    page.locator("summary", has_text="Maakunta").click()
    group = page.get_by_role("group", name="Maakunta")
    expect(group.get_by_role("checkbox")).to_have_count(8)
    group.get_by_role("button", name="Näytä kaikki 19").click()
    expect(group.get_by_role("checkbox")).to_have_count(19)
    assert page.evaluate("document.activeElement.type") == "checkbox"


def test_filters_that_leave_nothing_say_so(page: Page, address: str) -> None:
    search(page, address, "laji=Uutinen&vaihe=in_use")
    assert count(page) == 0
    expect(page.get_by_text("Näillä rajauksilla ei ole tuloksia")).to_be_visible()
    page.get_by_role("button", name="Tyhjennä rajaukset").click()
    assert count(page) > 0


def test_a_new_query_on_the_search_page_stays_on_it_and_can_be_undone(page: Page, address: str) -> None:
    search(page, address, "haku=katuvalot")
    first = titles(page)
    page.evaluate("window.same = true")
    field(page).fill("kouluruoka")
    page.keyboard.press("Enter")
    expect(page.locator("#maara")).to_contain_text("kouluruoka")
    assert page.evaluate("window.same")
    page.go_back()
    expect(page.locator("#maara")).to_contain_text("katuvalot")
    assert titles(page) == first
    assert field(page).input_value() == "katuvalot"


def test_facets_are_behind_a_button_on_a_telephone(phone: Page, address: str) -> None:
    search(phone, address, "haku=energia&teema=energia")
    button = phone.get_by_role("button", name="Rajaa tuloksia, valittuna 1")
    box = phone.get_by_role("group", name="Vaihe").get_by_role("checkbox").first
    assert not box.is_visible()
    button.press("Enter")
    assert box.is_visible()
    box.focus()
    phone.keyboard.press("Escape")
    assert not box.is_visible()
    assert button.evaluate("button => button === document.activeElement")
    button.click()
    assert [stop for stop in stops(phone) if not stop.sound] == []
    phone.get_by_role("button", name=re.compile(f"Näytä {count(phone)} tulos")).click()
    assert not box.is_visible()
    assert phone.evaluate("document.activeElement.id") == "maara"


# ---- when something is missing


def test_a_broken_index_leaves_a_way_on(page: Page, address: str) -> None:
    page.route(re.compile(r"/haku/\w+/.*json"), lambda route: route.abort())
    page.goto(address + "haku/?haku=energia")
    expect(page.get_by_text("Haku ei juuri nyt toimi")).to_be_visible()
    page.unroute_all()
    field(page).press("Enter")
    assert count(page) > 0
    expect(page.get_by_text("Haku ei juuri nyt toimi")).not_to_be_visible()


def test_a_page_whose_index_is_gone_renews_itself_once_and_then_offers_to(page: Page, address: str, site: Path) -> None:
    old = re.sub("haku/[0-9a-f]{12}/", "haku/000000000000/", (site / "haku/index.html").read_text(encoding="utf-8"))
    page.route(re.compile(r"/haku/\?"), lambda route: route.fulfill(body=old, content_type="text/html"), times=1)
    search(page, address, "haku=energia&teema=energia")
    assert count(page) > 0
    page.route(re.compile(r"/haku/\?"), lambda route: route.fulfill(body=old, content_type="text/html"))
    page.goto(address + "haku/?haku=katuvalot")
    expect(page.get_by_role("alert")).to_contain_text("Sivusto on päivittynyt")
    page.unroute_all()
    page.get_by_role("button", name="Lataa sivu uudelleen").click()
    expect(page.locator("#maara")).to_contain_text("katuvalot")
    assert count(page) > 0


def test_without_javascript_the_field_leads_to_the_search(plain: Page, address: str) -> None:
    plain.goto(address + "kunnat/kuopio/")
    field(plain).fill("kaukolämpö")
    plain.keyboard.press("Enter")
    plain.wait_for_url("**/haku/?haku=*")
