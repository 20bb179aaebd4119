"""What must work by keyboard alone, and what is said aloud."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from playwright.sync_api import Browser, Page

from tests.access.browser import context, open_page

_ACTIVE = "selector => document.activeElement.closest(selector) !== null"
_FARTHEST = 80


class Task(NamedTuple):
    """A control that is reached with Tab, what is typed on it, and what is true of the page after that."""

    name: str
    page: str
    width: int
    control: str
    keys: tuple[str, ...]
    effect: str
    closes: bool = True


THIS = (
    Task("menu", "kunnat/kuopio/", 360, "#menu", ("Enter",), "document.querySelector('#tabs a').checkVisibility()"),
    Task(
        "search",
        "kunnat/kuopio/",
        1280,
        "#hakusanat",
        tuple("kaukol"),
        "document.querySelector('[role=option]')?.checkVisibility()",
    ),
    Task(
        "colour scheme",
        "kunnat/kuopio/",
        1280,
        "#scheme",
        ("Space",),
        "document.body.dataset.mdColorScheme === 'slate'",
        False,
    ),
    Task(
        "facets",
        "haku/?haku=energia",
        360,
        "#rajaa",
        ("Enter",),
        "document.querySelector('#rajaukset summary').checkVisibility()",
    ),
    Task(
        "facet",
        "haku/?haku=energia",
        1280,
        "#rajaukset input",
        ("Space",),
        "document.querySelector('#valitut').checkVisibility()",
        False,
    ),
)
STOCK = (
    Task(
        "menu",
        "kunnat/kuopio/",
        360,
        "label.md-header__button",
        ("Enter",),
        "document.querySelector('#__drawer').checked",
    ),
    Task(
        "search",
        "kunnat/kuopio/",
        1280,
        ".md-search__input",
        tuple("kaukol"),
        "document.querySelector('#__search').checked && document.querySelector('.md-search-result__item')",
    ),
    Task(
        "colour scheme",
        "kunnat/kuopio/",
        1280,
        "[data-md-component=palette] *",
        ("Space",),
        "document.body.dataset.mdColorScheme === 'slate'",
        False,
    ),
)


def failure(page: Page, task: Task) -> str:
    """What goes wrong when the task is done on its opened page; empty when it can be done."""
    for _ in range(_FARTHEST):
        page.keyboard.press("Tab")
        if page.evaluate(_ACTIVE, task.control):
            break
    else:
        return "cannot be reached"
    for key in task.keys:
        page.keyboard.press(key)
    if not _becomes(page, task.effect):
        return "does nothing"
    if not task.closes:
        return ""
    page.keyboard.press("Escape")
    if not _becomes(page, f"!({task.effect})"):
        return "Esc does not close it"
    return "" if page.evaluate(_ACTIVE, task.control) else "the focus does not return"


def _becomes(page: Page, effect: str) -> bool:
    for _ in range(40):
        if page.evaluate(f"Boolean({effect})"):
            return True
        page.wait_for_timeout(50)
    return False


def counts(browser: Browser, address: str, own: bool) -> Iterator[tuple[str, int, list[int]]]:
    """(query, number of results on the page, the first number of each text that is said aloud) for two queries whose
    results all fit on the page."""
    with context(browser) as made:
        page = made.new_page()
        for query in ("katuvalot", "kompostointi") if own else ("kaukolämpö", "energia"):
            if own:
                open_page(page, address, f"haku/?haku={query}")
            else:
                open_page(page, address, "kunnat/kuopio/")
                page.locator(".md-search__input").press_sequentially(query)
            results = page.locator("#tulokset > li" if own else ".md-search-result__item")
            results.first.wait_for(state="attached")
            page.wait_for_timeout(500)  # Until the last of them has come.
            texts = page.locator("[role=status], [aria-live]").all_text_contents()
            yield query, results.count(), [int(found[0]) for text in texts if (found := re.findall(r"\d+", text))]
