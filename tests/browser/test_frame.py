"""What is around every page: the menu, the skip link, the colour scheme, the font; and the texts of a page."""

from pathlib import Path
from typing import Any

import pytest
from lxml import html
from playwright.sync_api import Browser, Page, expect

from kaytantopankki.pages.templates import SOFT_HYPHEN
from tests.access.browser import context as window
from tests.browser import script
from tests.cases import table

pytestmark = pytest.mark.browser


def test_the_menu_works_by_keyboard_and_closes_with_escape(phone: Page, address: str) -> None:
    phone.goto(address)
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


def test_the_skip_link_is_first_and_leads_to_the_content_in_the_own_font(phone: Page, address: str) -> None:
    phone.goto(address)
    phone.keyboard.press("Tab")
    assert phone.evaluate("document.activeElement.textContent") == "Siirry sisältöön"
    phone.keyboard.press("Enter")
    assert phone.evaluate("document.activeElement.id") == "sisalto"
    loaded = phone.evaluate(
        "document.fonts.ready.then(() => [...document.fonts].filter(f => f.status === 'loaded').map(f => f.family))"
    )
    assert any("Schibsted Grotesk Fi" in family for family in loaded)


def test_the_dark_scheme_follows_the_system_and_the_choice_stays(browser: Browser, address: str) -> None:
    with window(browser, scheme="dark") as context:
        page = context.new_page()
        page.goto(address)
        button = page.get_by_role("button", name="Tumma tila")
        assert button.get_attribute("aria-pressed") == "true"
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(26, 23, 28)"
        button.press("Space")
        page.goto(address + "kunnat/")
        assert button.get_attribute("aria-pressed") == "false"
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(245, 244, 241)"


def test_the_menu_is_open_without_javascript(plain: Page, address: str) -> None:
    plain.goto(address)
    assert plain.get_by_role("navigation", name="Päävalikko").get_by_role("link", name="Kunnat").is_visible()


@pytest.mark.parametrize("shown", table("browser/plain"), ids=lambda shown: shown["path"])
def test_there_are_other_ways_and_nothing_dead_without_javascript(
    plain: Page, address: str, shown: dict[str, Any]
) -> None:
    plain.goto(address + shown["path"])
    main = plain.get_by_role("main")
    for text in shown.get("texts", ()):
        expect(main.get_by_text(text)).to_be_visible()
    for name in shown.get("links", ()):
        expect(main.get_by_role("link", name=name).first).to_be_visible()
    for selector in shown.get("absent", ()):
        expect(plain.locator(selector).filter(visible=True)).to_have_count(0)


def test_long_compounds_break_at_their_seams(browser: Browser, address: str) -> None:
    """The style sheet lets a heading break anywhere as a last resort: without that it shows whether it has to."""
    undivided = []
    with window(browser, 320, bypass_csp=True) as context:
        page = context.new_page()
        for path in ("avainsanat/energiatehokkuussopimus/", "kaytannot/turku-yhteishankinta/", "kaytannot/"):
            page.goto(address + path)
            page.add_style_tag(content="h1,h2,h3,.chip{overflow-wrap:normal!important}")
            hyphenated, without = page.evaluate(script("too-wide"))
            assert hyphenated == [], path
            undivided += without
    assert "Energiatehokkuussopimus" in undivided


def test_soft_hyphens_are_only_in_the_text_of_pages(site: Path) -> None:
    mark = SOFT_HYPHEN.encode()
    written = (
        file for ending in ("html", "json", "xml", "csv", "ics", "txt", "js") for file in site.rglob(f"*.{ending}")
    )
    drawn = [file for file in written if mark in file.read_bytes()]
    assert {file.suffix for file in drawn} == {".html"}
    hidden = f"//head//text()[contains(.,'{SOFT_HYPHEN}')] | //@*[contains(.,'{SOFT_HYPHEN}')]"
    assert [file for file in drawn if html.fromstring(file.read_text(encoding="utf-8")).xpath(hidden)] == []


def test_the_browsers_title_has_all_the_signs_of_the_title(site: Path) -> None:
    page = html.fromstring((site / "kaytannot/turku-kouluruoka/index.html").read_text(encoding="utf-8"))
    assert page.findtext(".//title") == "Kouluruoan päästöt <5 g ja lämpö >20 astetta – Käytäntöpankki"
