"""What a built site is compared by: its addresses, and the main headings of each page."""

import re
from pathlib import Path
from typing import NamedTuple

from lxml import html

Headings = tuple[str, ...]


class Outline(NamedTuple):
    """The headings of each page by its address, and the addresses of all other files."""

    pages: dict[str, Headings]
    files: frozenset[str]


def outline(site: Path) -> Outline:
    """The outline of the site in a folder."""
    found = [file for file in sorted(site.rglob("*")) if file.is_file()]
    names = {file.relative_to(site).as_posix(): file for file in found}
    pages = {name: headings(file) for name, file in names.items() if name.endswith(".html")}
    return Outline(pages, frozenset(names.keys() - pages.keys()))


def headings(file: Path) -> Headings:
    """The first- and second-level headings of a page in order, each with its level and without soft hyphens."""
    document = html.fromstring(file.read_text(encoding="utf-8"))
    return tuple(f"{element.tag} {_text(element)}" for element in document.iter("h1", "h2"))


def _text(element: html.HtmlElement) -> str:
    text = html.tostring(element, method="text", encoding="unicode", with_tail=False)
    return " ".join(str(text).replace("\u00ad", "").split())


def whole(file: Path) -> str:
    """The whole page, but for spaces and line breaks between words and elements, which no reader sees."""
    document = html.fromstring(file.read_text(encoding="utf-8"))
    kept = {inside for element in document.iter("pre", "textarea") for inside in element.iter()}
    for element in document.iter():
        if element not in kept:
            element.text = _spaced(element.text)
        if element.getparent() not in kept:
            element.tail = _spaced(element.tail)
    return str(html.tostring(document, encoding="unicode"))


def _spaced(text: str | None) -> str | None:
    return re.sub(r"[ \t\n]+", " ", text).strip(" ") or None if text else None
