"""The site as its readers use it: telephone and desktop, keyboard, dark and light, with and without JavaScript."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.access.browser import SCHEMES, WIDTHS, axe, open_page
from tests.access.browser import context as context_of
from tests.access.kinds import PAGES
from tests.access.states import menu, unfold

pytestmark = pytest.mark.browser


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    with browser.new_context(viewport={"width": 360, "height": 740}, locale="fi-FI") as context:
        yield context


@pytest.fixture
def phone(context: BrowserContext, address: str) -> Page:
    """The front page on a telephone."""
    page = context.new_page()
    page.goto(address)
    return page


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_pages_fit_their_screen_and_load_nothing_from_elsewhere(browser: Browser, address: str, width: int) -> None:
    with browser.new_context(viewport={"width": width, "height": 800}) as context:
        page = context.new_page()
        wrong: list[str] = []
        here = ""
        page.on("console", lambda message: wrong.append(f"{here}: {message.text}") if message.type == "error" else None)
        page.on("pageerror", lambda error: wrong.append(f"{here}: {error}"))
        page.on(
            "request",
            lambda request: (
                None if request.url.startswith(("http://127.0.0.1:", "data:")) else wrong.append(request.url)
            ),
        )
        page.on(
            "response",
            lambda response: wrong.append(f"{response.status} {response.url}") if response.status >= 400 else None,
        )
        for here in PAGES:
            open_page(page, address, here)
            if (wide := page.evaluate("document.documentElement.scrollWidth")) > width:
                wrong.append(f"{here}: {wide} px wide")
        assert wrong == []


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing(browser: Browser, address: str, scheme: str, width: int) -> None:
    found = []
    with context_of(browser, width, scheme) as context:
        page = context.new_page()
        for path in PAGES:
            open_page(page, address, path)
            unfold(page)
            found += [(path, violation) for violation in axe(page, colours_only=scheme == "dark")]
        for state in menu(page, address):
            found += [(state, violation) for violation in axe(page)]
    assert found == []


def test_the_menu_works_by_keyboard_and_closes_with_escape(phone: Page) -> None:
    menu = phone.get_by_role("button", name="Valikko")
    link = phone.get_by_role("navigation", name="Päävalikko").get_by_role("link", name="Kunnat")
    assert not link.is_visible()
    menu.focus()
    phone.keyboard.press("Enter")
    assert link.is_visible()
    assert menu.get_attribute("aria-expanded") == "true"
    phone.keyboard.press("Tab")
    assert phone.evaluate("document.activeElement.textContent") == "Käytännöt"
    phone.keyboard.press("Escape")
    assert not link.is_visible()
    assert phone.evaluate("document.activeElement.id") == "menu"


def test_the_skip_link_is_first_and_leads_to_the_content(phone: Page) -> None:
    phone.keyboard.press("Tab")
    assert phone.evaluate("document.activeElement.textContent") == "Siirry sisältöön"
    phone.keyboard.press("Enter")
    assert phone.evaluate("document.activeElement.id") == "sisalto"


def test_the_dark_scheme_follows_the_system_and_the_choice_stays(browser: Browser, address: str) -> None:
    with browser.new_context(color_scheme="dark") as context:
        page = context.new_page()
        page.goto(address)
        button = page.get_by_role("button", name="Tumma tila")
        assert page.evaluate("Object.keys(localStorage)") == []
        assert button.get_attribute("aria-pressed") == "true"
        button.press("Space")
        page.goto(address + "kunnat/")
        assert button.get_attribute("aria-pressed") == "false"
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(245, 244, 241)"


def test_the_menu_is_open_without_javascript(browser: Browser, address: str) -> None:
    with browser.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(address)
        assert page.get_by_role("navigation", name="Päävalikko").get_by_role("link", name="Kunnat").is_visible()
        assert not page.get_by_role("button", name="Tumma tila").is_visible()


def test_the_own_font_is_used(phone: Page) -> None:
    loaded = phone.evaluate(
        "document.fonts.ready.then(() => [...document.fonts].filter(f => f.status === 'loaded').map(f => f.family))"
    )
    assert any("Schibsted Grotesk Fi" in family for family in loaded)


def test_a_practice_prints_its_key_facts_first_and_no_navigation(browser: Browser, address: str) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(address + "kaytannot/ekotuki/")
        page.emulate_media(media="print")
        assert page.get_by_role("heading", name="Avaintiedot").is_visible()
        for hidden in ("#tabs", ".kp-footer", ".btns", ".jump"):
            assert not page.locator(hidden).first.is_visible(), hidden


def test_a_source_number_leads_to_its_source(browser: Browser, address: str) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(address + "kaytannot/ii-koulut-50-50/")
        number = page.locator("sup a").first.inner_text()
        page.locator("sup a").first.click()
        assert page.url.endswith(f"#lahde-{number}")
        assert page.locator(f"#lahde-{number}").is_visible()
