"""Brings a page to the states in which more is open than when it is loaded. The search has its own, in its tests."""

from collections.abc import Iterator

from playwright.sync_api import Page


def unfold(page: Page) -> None:
    """Opens everything that a reader can fold out."""
    page.evaluate("document.querySelectorAll('main details').forEach((details) => { details.open = true; })")


def menu(page: Page, address: str) -> Iterator[str]:
    """The menu of this site, where there is a button for it."""
    page.goto(address + "kunnat/kuopio/")
    if (button := page.locator("#menu")).is_visible():
        button.click()
        yield "menu"


def stock(page: Page, address: str) -> Iterator[str]:
    """The menu and the search of plain Material."""
    page.goto(address + "kunnat/kuopio/")
    if (label := page.locator("label.md-header__button[for=__drawer]")).is_visible():
        label.click()
        page.wait_for_timeout(500)
        yield "menu"
        page.goto(address + "kunnat/kuopio/")
    if (label := page.locator("label.md-header__button[for=__search]")).is_visible():
        label.click()
    page.locator(".md-search__input").press_sequentially("kaukol")
    page.locator(".md-search-result__item").first.wait_for()
    yield "search"
