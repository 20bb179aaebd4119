"""What holds for everyone on every kind of page, read off one opened page in one window after another."""

from collections.abc import Iterable, Iterator
from itertools import product

from playwright.sync_api import Browser, Page

from tests.access import browser as look

Problem = tuple[str, str]
Window = tuple[int, str, str, bool]  # Width, scheme, what axe looks at ("all", "colours", ""), whether Tab is pressed.
# The tests look at a few windows, the report at all.
FEW: tuple[Window, ...] = ((1280, "light", "all", True), (360, "dark", "colours", True))
ALL: tuple[Window, ...] = tuple((width, scheme, "all", True) for width, scheme in product(look.WIDTHS, look.SCHEMES))
# Width, style sheet and size of text.
_ADAPTED = {
    "320 px": (320, "", 16),
    "768 px": (768, "", 16),
    "200 %": (1280, "", 32),
    "spacing": (1280, look.SPACING, 16),
    "spacing at 360 px": (360, look.SPACING, 16),
}


def unfold(page: Page) -> None:
    """Opens everything that a reader can fold out."""
    page.evaluate("document.querySelectorAll('main details').forEach((details) => { details.open = true; })")


def problems(page: Page, pointed: dict[str, set[str]], windows: Iterable[Window] = FEW) -> Iterator[Problem]:
    """(rule, what breaks it) on an opened page. `pointed`: the kinds of link that are known already, by colour scheme."""
    yield from (("choices in a fieldset with a legend", loose) for loose in look.read(page, "loose()"))
    page.emulate_media(reduced_motion="reduce")
    yield from (("nothing moves for those who want no motion", moving) for moving in look.read(page, "moving()"))
    page.emulate_media(forced_colors="active", reduced_motion="null")
    lost = look.read(page, "faint()") + look.read(page, "lost()")
    yield from (("texts and drawings stand out in forced colours", one) for one in lost)
    page.emulate_media(forced_colors="none")
    for name, (width, style, size) in _ADAPTED.items():
        look.set_window(page, width, style=style, text_size=size)
        if over := look.read(page, "wide()"):
            yield "nothing wider than the page", f"{name}: {over} px"
        yield from (("no text cut off", f"{name}: {cut}") for cut in look.read(page, "cut()"))
    for width, scheme, _, keyboard in windows:
        look.set_window(page, width, scheme)
        yield from (("no short word torn", f"{width}: {one}") for one in look.read(page, "torn()"))
        unsound = (stop for stop in look.stops(page) if not stop.sound) if keyboard else ()
        yield from (("Tab stops are seen and have a ring", f"{width} {scheme}: {stop}") for stop in unsound)
    for scheme in look.SCHEMES:
        look.set_window(page, 1280, scheme)
        faint = look.faint_when_pointed_at(page, pointed.setdefault(scheme, set()))
        yield from (("links can be read under the mouse", f"{scheme}: {one}") for one in faint)
    unfold(page)
    for width, scheme, rules, _ in windows:
        look.set_window(page, width, scheme)
        found = look.axe(page, rules == "colours") if rules else []
        yield from (("axe", f"{width} {scheme}: {one}") for one in found)


def without_scripts(browser: Browser, address: str, path: str, links: int) -> Iterator[Problem]:
    """What is dead or lacking without JavaScript on a page that has so many links with it."""
    with look.context(browser, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(address + path.partition("?")[0])
        yield from (("no dead control without JavaScript", dead) for dead in look.read(page, "dead()"))
        lacking = links - look.read(page, "links()")
        if "?" not in path and lacking > 0:  # An answer that a script makes cannot be there without it.
            yield "every link without JavaScript", f"{lacking} lacking"


def source_addresses(page: Page) -> list[str]:
    """The addresses of links that lead to other sites from the content of a page, but not to the repository."""
    found: list[str] = page.evaluate(
        "[...document.querySelectorAll('main a[href^=http]:not(.btn, .noprint *)')].map((link) => link.getAttribute('href'))"
    )
    return found
