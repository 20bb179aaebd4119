"""Contributed text as safe HTML: cleaned, its source numbers linked, its sections told apart."""

import re

import nh3

from pages.page import View

_TAGS = {
    "a",
    "abbr",
    "blockquote",
    "br",
    "code",
    "dd",
    "del",
    "dl",
    "dt",
    "em",
    "h2",
    "h3",
    "h4",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
}
_ATTRIBUTES = {
    "a": {"href", "title"},
    "abbr": {"title"},
    "h2": {"id"},
    "h3": {"id"},
    "h4": {"id"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}
_SOURCE = re.compile(r"(?: |&nbsp;)?\[(\d{1,2})\](?!\()")
_HEADING = re.compile(r'<h2(?: id="([^"]*)")?>(.*?)</h2>', re.DOTALL)


def clean(html: str) -> str:
    """The HTML without scripts, styles, frames, event handlers and addresses other than http, https and relative."""
    return nh3.clean(html, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes={"http", "https"}, link_rel=None)


def readable(html: str) -> str:
    """Cleaned HTML with links from source numbers to the list of sources, and tables that scroll by keyboard."""
    linked = _SOURCE.sub(r'<sup><a href="#lahde-\1" aria-label="lähde \1">\1</a></sup>', clean(html))
    scroll = '<div class="scroll" role="region" tabindex="0" aria-label="Taulukko"><table>'
    return linked.replace("<table>", scroll).replace("</table>", "</table></div>")


def sections(html: str) -> list[View]:
    """The text before the first second-level heading, and each section after it: heading, id and HTML."""
    found = []
    headings = list(_HEADING.finditer(html))
    if lead := html[: headings[0].start() if headings else None].strip():
        found.append({"id": "", "title": "", "html": lead})
    ends = [heading.start() for heading in headings[1:]] + [len(html)]
    for heading, end in zip(headings, ends, strict=False):
        found.append({"id": heading[1] or "", "title": heading[2], "html": html[heading.end() : end].strip()})
    return found
