"""What a page's HTML must hold before any script has run. Each rule yields a line for every place that breaks it."""

import re
from collections.abc import Callable, Iterator
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

# Words that one language has and Finnish does not.
_FOREIGN = {
    "en": frozenset(["the", "of", "and", "for", "with", "from"]),
    "sv": frozenset(["och", "för", "med", "som", "av", "på", "till"]),
}


def _first_stop_is_the_skip_link(page: HtmlElement, _: str) -> Iterator[str]:
    """The first place where Tab stops leads to the content of the page, when anything comes before it."""
    if not page.xpath("//nav | //header"):
        return
    # Material hides its switches with a style, so that Tab does not stop there.
    inputs = "self::input[not(@type='hidden' or @class='md-toggle')]"
    first = page.xpath(f"//body//*[self::a[@href] or self::button or {inputs} or @tabindex='0']")
    target = first[0].get("href", "") if first else ""
    if not (target.startswith("#") and len(target) > 1 and page.xpath("//*[@id=$id]", id=target[1:])):
        yield f"first stop {target!r}"


def _language_is_told(page: HtmlElement, _: str) -> Iterator[str]:
    """The page is in Finnish, and a text in another language says so."""
    if page.get("lang") != "fi":
        yield f"lang {page.get('lang')!r}"
    for element in page.xpath("//body//*[self::a or self::p or self::li or self::dd or self::q]"):
        told = element.xpath("string(ancestor-or-self::*[@lang][1]/@lang)")
        words = set(re.findall(r"[a-zåäö]+", (element.text or "").lower()))
        for language, own in _FOREIGN.items():
            if len(words & own) >= 2 and not told.startswith(language):
                yield f"{told or 'no'} lang on {element.text.strip()[:60]!r}"


def _one_first_heading(page: HtmlElement, _: str) -> Iterator[str]:
    """There is one heading of the first level."""
    if (count := len(page.xpath("//h1"))) != 1:
        yield f"{count} h1"


def _pictures_have_a_text(page: HtmlElement, _: str) -> Iterator[str]:
    """A picture says what it shows, or is hidden from those who cannot see it."""
    yield from (f"img {image.get('src')}" for image in page.xpath("//img[not(@alt)]"))
    for drawing in page.xpath("//svg[not(ancestor::svg)]"):
        named = drawing.xpath("ancestor::*[self::a or self::button or self::label][@aria-label or @title]")
        hidden = drawing.xpath("ancestor-or-self::*[@aria-hidden='true'] | self::*[@role='none']")
        if not named and not hidden and not (drawing.get("role") in ("img", "group") and _name(drawing)):
            yield f"svg.{drawing.get('class', '')}"


def _the_page_itself_is_marked(page: HtmlElement, address: str) -> Iterator[str]:
    """A link in the navigation that leads to the page itself says so."""
    for link in page.xpath("//nav//a[@href and not(@aria-current)]"):
        target = urlsplit(urljoin(address, link.get("href")))
        if not target.fragment and target.path == urlsplit(address).path and not link.get("href").startswith("#"):
            yield f"nav link {link.text_content().strip()!r}"


def _charts_are_told_in_words(page: HtmlElement, _: str) -> Iterator[str]:
    """A chart or a map has a name and a description, and a table or a list beside it, or says where there is one."""
    for chart in page.xpath("//svg[@role='img']"):
        told = f"{chart.xpath('string(./desc)')} {_referred(chart, 'aria-describedby')}".strip()
        if not (_name(chart) and told):
            yield f"no name or no description: {_name(chart)}"
        figure = (chart.xpath("ancestor::figure[1]") or [chart])[0]
        beside = figure.xpath(".//a|.//table|.//ul|.//ol|.//dl") or figure.getparent().xpath(
            ".//table|.//ul|.//ol|.//dl"
        )
        if not beside and not re.search(r"luettelo|tauluk", told):
            yield f"no table or list: {_name(chart)}"


def _name(drawing: HtmlElement) -> str:
    label = drawing.get("aria-label") or _referred(drawing, "aria-labelledby") or drawing.xpath("string(./title)")
    return " ".join(str(label).split())


def _referred(element: HtmlElement, attribute: str) -> str:
    """The text of the elements that an attribute names."""
    found = (element.xpath("string(//*[@id=$id])", id=name) for name in (element.get(attribute) or "").split())
    return " ".join(" ".join(found).split())


_RULES: tuple[Callable[[HtmlElement, str], Iterator[str]], ...] = (
    _first_stop_is_the_skip_link,
    _language_is_told,
    _one_first_heading,
    _pictures_have_a_text,
    _the_page_itself_is_marked,
    _charts_are_told_in_words,
)


def problems(page: HtmlElement, address: str) -> list[str]:
    """What is wrong with the page at an address."""
    return [f"{rule.__name__.strip('_')}: {problem}" for rule in _RULES for problem in rule(page, address)]
