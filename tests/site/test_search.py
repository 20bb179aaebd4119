"""The search as its readers use it: the field of every page, the results, the facets and the address."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

pytestmark = pytest.mark.browser

TYPO = "kaukolämpp"
NONSENSE = "qqxzwq"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    with browser.new_context(viewport={"width": 1280, "height": 900}, locale="fi-FI") as context:
        yield context


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def field(page: Page) -> Locator:
    return page.get_by_label("Hakusanat")


def options(page: Page) -> Locator:
    return page.get_by_role("option")


def count(page: Page) -> int:
    """The number of results that the live region tells, once the results are there."""
    expect(page.locator("#tulokset")).to_have_attribute("aria-busy", "false")
    told = page.locator("#maara").inner_text()
    return 0 if told.startswith("Ei ") else int(re.sub(r"\D", "", told.split(" tulos")[0]))


def titles(page: Page) -> list[str]:
    count(page)
    return page.locator("#tulokset > li h2").all_inner_texts()


def search(page: Page, address: str, parameters: str) -> None:
    page.goto(f"{address}haku/?{parameters}")
    count(page)


def query(page: Page) -> str:
    """What stands after the question mark of the address."""
    return str(page.evaluate("decodeURIComponent(location.search.slice(1))"))


# ---- the field of every page


def test_nothing_of_the_search_is_fetched_before_the_first_keystroke(page: Page, address: str) -> None:
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
    page.goto(address + "kunnat/kuopio/")
    box = field(page)
    assert box.get_attribute("role") == "combobox"
    box.press_sequentially("kaukol")
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
    expect(page.get_by_role("heading", level=1)).to_contain_text(title[:12])
    assert "/haku/" not in page.url


def test_a_completion_leads_to_its_results(page: Page, address: str) -> None:
    page.goto(address)
    field(page).press_sequentially("kaukol")
    expect(options(page).first).to_contain_text("kaukolämpö")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/haku/?haku=*")
    assert query(page) == "haku=kaukolämpö"
    assert count(page) > 0


def test_enter_without_a_choice_searches_what_was_typed(page: Page, address: str) -> None:
    page.goto(address + "teemat/")
    field(page).fill("katuvalot")
    page.keyboard.press("Enter")
    page.wait_for_url("**/haku/?haku=katuvalot")
    assert count(page) > 0


def test_escape_closes_the_suggestions_and_keeps_the_text(page: Page, address: str) -> None:
    page.goto(address)
    field(page).press_sequentially("bussi")
    expect(options(page).first).to_be_visible()
    page.keyboard.press("Escape")
    expect(options(page)).to_have_count(0)
    page.keyboard.press("Escape")
    assert field(page).input_value() == "bussi"
    assert field(page).get_attribute("aria-expanded") == "false"
    page.keyboard.press("ArrowDown")
    expect(options(page).first).to_be_visible()


def test_tab_moves_on_and_closes_the_suggestions(page: Page, address: str) -> None:
    page.goto(address)
    field(page).press_sequentially("bussi")
    expect(options(page).first).to_be_visible()
    page.keyboard.press("Tab")
    expect(options(page)).to_have_count(0)
    assert page.evaluate("document.activeElement.textContent.trim()") == "Hae"


def test_a_suggestion_can_be_clicked(page: Page, address: str) -> None:
    page.goto(address + "kunnat/")
    field(page).press_sequentially("ekotuki")
    choice = options(page).filter(has=page.locator(".kind", has_text="Käytäntö")).first
    choice.click()
    page.wait_for_url("**/kaytannot/*/")


@pytest.mark.parametrize("keys", ["Control+k", "Meta+k"])
def test_the_shortcut_focuses_the_field_and_single_keys_do_nothing(page: Page, address: str, keys: str) -> None:
    page.goto(address + "kunnat/kuopio/")
    for key in ("s", "f", "k", "/", ".", ",", "n", "p"):
        page.keyboard.press(key)
    assert page.evaluate("document.activeElement === document.body")
    page.keyboard.press(keys)
    assert page.evaluate("document.activeElement.id") == "hakusanat"


# ---- results


def test_results_mark_the_inflected_words_and_lead_to_their_pages(page: Page, address: str) -> None:
    search(page, address, "haku=öljylämmityksestä")
    marks = page.locator("#tulokset mark").all_inner_texts()
    assert any(re.search(r"ämmity(s|kse|tä)", word) for word in marks)
    assert len(titles(page)) == min(count(page), 20)
    expect(page.locator("#maara")).to_have_attribute("role", "status")
    assert page.title().startswith("öljylämmityksestä – ")
    link = page.locator("#tulokset h2 a").first
    name = link.inner_text()
    link.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)


def test_a_typo_is_corrected_aloud_and_there_is_a_way_back(page: Page, address: str) -> None:
    search(page, address, f"haku={TYPO}")
    notice = page.locator("#ilmoitus")
    expect(notice).to_contain_text("Näytetään tulokset sanalle kaukolämpö")
    notice.get_by_role("link", name=f"”{TYPO}”").click()
    page.wait_for_url("**tarkka=1")
    expect(page.locator("#maara")).to_have_text(f"Ei tuloksia sanalle {TYPO}")
    expect(notice).to_contain_text("juuri kirjoittamallasi sanalla")
    notice.get_by_role("link").click()
    expect(notice).to_contain_text("Näytetään tulokset")
    assert query(page) == f"haku={TYPO}"


def test_nothing_found_helps_on(page: Page, address: str) -> None:
    search(page, address, f"haku={NONSENSE}")
    assert count(page) == 0
    assert not page.locator("#rajaukset").is_visible()
    help_ = page.locator("#eimitaan")
    expect(help_.get_by_role("link", name="Energia")).to_be_visible()
    expect(help_.get_by_role("heading", name="Kysy koordinaattorilta")).to_be_visible()


def test_near_words_are_links_to_their_results(page: Page, address: str) -> None:
    search(page, address, f"haku={TYPO}&tarkka=1")
    word = page.locator("#lahella").get_by_role("link").first
    text = word.inner_text()
    word.click()
    expect(page.locator("#maara")).to_contain_text(f"sanalle {text}")
    assert count(page) > 0


def test_more_results_come_by_twenty_and_keep_the_focus(page: Page, address: str) -> None:
    search(page, address, "haku=")
    assert len(titles(page)) == 20
    page.get_by_role("button", name="Näytä lisää").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#tulokset > li")).to_have_count(40)
    expect(page.locator("#maara")).to_contain_text("näkyvissä 40")
    assert page.evaluate("document.activeElement === document.querySelectorAll('#tulokset h2 a')[20]")


def test_results_can_be_sorted_and_the_address_tells_it(page: Page, address: str) -> None:
    search(page, address, "laji=Verkosto")
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
    promised = int(box.evaluate("box => box.closest('label').querySelector('.n').textContent"))
    box.focus()
    page.keyboard.press("Space")
    assert count(page) == promised < everything
    assert page.evaluate("document.activeElement.type") == "checkbox"
    assert "teema=" in query(page)
    one = titles(page)
    page.get_by_role("group", name="Teema").locator("input:enabled:not(:checked)").first.check()
    assert promised <= count(page) <= everything
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
    for box in boxes.all():
        promised = int(box.evaluate("box => box.closest('label').querySelector('.n').textContent"))
        box.check()
        assert count(page) == promised
        box.uncheck()
    empty = page.locator("#rajaukset label:visible", has=page.locator("input:disabled"))
    assert set(empty.locator(".n").all_inner_texts()) <= {"0"}


def test_an_empty_query_with_facets_is_the_catalogue(page: Page, address: str) -> None:
    search(page, address, "laji=Verkosto")
    assert count(page) == len(titles(page)) > 3
    expect(page.get_by_role("button", name="Verkosto (poista rajaus)")).to_be_visible()


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


def test_facets_are_behind_a_button_on_a_telephone(browser: Browser, address: str) -> None:
    with browser.new_context(viewport={"width": 360, "height": 740}) as context:
        page = context.new_page()
        search(page, address, "haku=energia&teema=energia")
        button = page.get_by_role("button", name="Rajaa tuloksia, 1 valittu")
        box = page.get_by_role("group", name="Vaihe").get_by_role("checkbox").first
        assert not box.is_visible()
        button.press("Enter")
        assert box.is_visible()
        box.focus()
        page.keyboard.press("Escape")
        assert not box.is_visible()
        assert button.evaluate("button => button === document.activeElement")
        button.click()
        page.get_by_role("button", name=f"Näytä {count(page)} tulosta").click()
        assert not box.is_visible()
        assert page.evaluate("document.activeElement.id") == "maara"


# ---- what holds in every state


def test_a_broken_index_leaves_a_way_on(page: Page, address: str) -> None:
    page.route(re.compile(r"/haku/\w+/.*json"), lambda route: route.abort())
    page.goto(address + "haku/?haku=energia")
    expect(page.get_by_text("Haku ei juuri nyt toimi")).to_be_visible()
    page.unroute_all()
    field(page).press("Enter")
    assert count(page) > 0
    expect(page.get_by_text("Haku ei juuri nyt toimi")).not_to_be_visible()


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_it_fits_asks_no_other_host_and_leaves_no_error(browser: Browser, address: str, width: int) -> None:
    with browser.new_context(viewport={"width": width, "height": 800}) as context:
        page = context.new_page()
        wrong: list[str] = []
        page.on("console", lambda message: wrong.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", lambda request: None if request.url.startswith(address) else wrong.append(request.url))
        page.on("response", lambda response: wrong.append(response.url) if response.status >= 400 else None)
        for state in states(page, address):
            if (wide := page.evaluate("document.documentElement.scrollWidth")) > width:
                wrong.append(f"{state}: {wide} px wide")
        assert wrong == []
        assert context.cookies() == []
        assert page.evaluate("Object.keys(localStorage)") == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing(browser: Browser, address: str, scheme: Any, width: int) -> None:
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
    found = []
    with browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme) as context:
        page = context.new_page()
        for state in states(page, address):
            for violation in Axe().run(page, options=rules).response["violations"]:
                found.append((state, violation["id"], violation["nodes"][0]["html"][:160]))
    assert found == []


def states(page: Page, address: str) -> Iterator[str]:
    """Brings the page to each state that only a script makes."""
    page.goto(address + "kunnat/kuopio/")
    field(page).press_sequentially("kaukol")
    expect(options(page).first).to_be_visible()
    page.keyboard.press("ArrowDown")
    yield "suggestions"
    search(page, address, f"haku={TYPO}&teema=energia")
    yield "results"
    if (button := page.locator("#rajaa")).is_visible():
        button.click()
    page.locator("#rajaukset details").evaluate_all("all => all.forEach(details => { details.open = true; })")
    yield "facets"
    search(page, address, "laji=Uutinen&vaihe=in_use")
    yield "filtered away"
    search(page, address, f"haku={NONSENSE}")
    yield "nothing found"
    search(page, address, f"haku={TYPO}&tarkka=1")
    yield "near words"


def test_tab_stops_of_the_results_are_visible(browser: Browser, address: str) -> None:
    with browser.new_context(viewport={"width": 360, "height": 740}) as context:
        page = context.new_page()
        search(page, address, "haku=kaukolämpö&teema=energia")
        page.locator("#rajaa").click()
        unseen = []
        field(page).focus()
        for _ in range(40):
            page.keyboard.press("Tab")
            seen, name = page.evaluate("""() => {
                const element = document.activeElement, box = element.getBoundingClientRect();
                const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
                const own = element.contains(top) || element.closest("label")?.contains(top);
                return [own && parseFloat(getComputedStyle(element).outlineWidth) >= 2, element.outerHTML.slice(0, 80)];
            }""")
            if not seen:
                unseen.append(name)
        assert unseen == []


def test_without_javascript_the_field_leads_to_ways_to_browse(browser: Browser, address: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(address + "kunnat/kuopio/")
        field(page).fill("kaukolämpö")
        page.keyboard.press("Enter")
        page.wait_for_url("**/haku/?haku=*")
        main = page.get_by_role("main")
        expect(main.get_by_text("Haku tarvitsee JavaScriptin")).to_be_visible()
        for name in ("Kaikki käytännöt", "Teemat", "Avainsanat aakkosjärjestyksessä", "Kunnat aakkosjärjestyksessä"):
            expect(main.get_by_role("link", name=name)).to_be_visible()
        assert [control for control in main.locator("input, button, select").all() if control.is_visible()] == []


def test_forms_do_not_print(page: Page, address: str) -> None:
    search(page, address, "haku=kaukolämpö")
    page.emulate_media(media="print")
    for hidden in (".searchbar", "#rajaukset", "#jarjestys"):
        assert not page.locator(hidden).is_visible(), hidden
    assert page.locator("#tulokset").is_visible()
