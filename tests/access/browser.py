"""Pages in a browser in the settings that readers choose, and what measure.js reads off them."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

_MEASURE = Path(__file__).with_name("measure.js").read_text(encoding="utf-8")
_AXE = Axe().axe_script
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_COLOURS = ["color-contrast", "link-in-text-block"]
WIDTHS = (360, 1280)
SCHEMES = ("light", "dark")
# WCAG 2.2, 1.4.12.
SPACING = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-block-end: 2em !important; }"""
_STILL = "*, ::before, ::after { transition: none !important; animation: none !important; }"


class Stop(NamedTuple):
    """A place where Tab stops: the width of its ring in pixels and the ring's contrast with what is around it."""

    name: str
    seen: bool
    width: float
    contrast: float

    @property
    def sound(self) -> bool:
        return self.seen and self.width >= 2 and self.contrast >= 3


@contextmanager
def context(browser: Browser, width: int = 1280, scheme: str = "light", **settings: Any) -> Iterator[BrowserContext]:
    """A visit with a window of a width and a colour scheme."""
    settings = {"viewport": {"width": width, "height": 800}, "locale": "fi-FI", **settings}
    with browser.new_context(color_scheme=scheme, **settings) as opened:  # type: ignore[arg-type]
        opened.set_default_timeout(15_000)
        yield opened


def read(page: Page, what: str) -> Any:
    """The value of a call of measure.js, such as `wide()`."""
    return page.evaluate(f"{_MEASURE}.{what}")


def set_window(page: Page, width: int = 1280, scheme: str = "light", style: str = "", text_size: int = 16) -> None:
    """Gives an open page what a reader sets: the width of the window, the colour scheme, a style sheet of the reader's
    own, which no policy of the page's can refuse, and the size of text, which counts in the conditions of style sheets.
    Nothing moves any more, so that what is read next is not half way from one to the other."""
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    slate = "slate" if scheme == "dark" else "default"
    page.evaluate("scheme => document.body.setAttribute('data-md-color-scheme', scheme)", slate)
    page.evaluate(f"text => {_MEASURE}.style(text)", _STILL + style)
    session = page.context.new_cdp_session(page)
    session.send("Page.setFontSizes", {"fontSizes": {"standard": text_size, "fixed": text_size * 13 // 16}})
    session.detach()


def axe(page: Page, colours_only: bool = False) -> list[str]:
    """A line for each place where the page breaks a rule, of all or of those that the colour scheme can change."""
    chosen = {"runOnly": _COLOURS} if colours_only else {"runOnly": _RULES, "rules": {"target-size": {"enabled": True}}}
    if not page.evaluate("'axe' in window"):
        page.evaluate(_AXE)
    return page.evaluate(  # type: ignore[no-any-return]
        """options => axe.run(options).then(({ violations }) =>
             violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`)))""",
        {**chosen, "resultTypes": ["violations"]},
    )


def stops(page: Page) -> list[Stop]:
    """Every place where Tab stops. The first is reached by Tab, so that the browser shows the focus from then on."""
    page.keyboard.press("Tab")
    return [Stop(**stop) for stop in read(page, "stops()")]


def faint_when_pointed_at(page: Page, known: set[str]) -> list[str]:
    """Texts that are too faint while the mouse is over their link or button, one of each kind that is not known yet."""
    page.evaluate(f"window.kpMeasure = {_MEASURE}")
    kinds = page.evaluate("known => kpMeasure.pointed(known)", sorted(known))
    faint: list[str] = []
    for index in range(len(kinds)):
        page.mouse.move(*page.evaluate("index => kpMeasure.point(index)", index))
        faint += page.evaluate("index => kpMeasure.pointedAt(index)", index)
    page.mouse.move(0, 0)
    known.update(kinds)
    return faint
