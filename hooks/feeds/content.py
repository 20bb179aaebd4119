"""An entry as HTML for feed readers: its key facts, its text and its sources, with whole addresses only."""

import re
from functools import cache
from html import escape, unescape
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from feeds.publisher import Publisher, visible
from pages.body import TABLE
from pages.page import Page
from pages.templates import environment

_LINK = re.compile(r'<a((?: [a-z-]+="[^"]*")+)>')
_ID = re.compile(r'<h([234]) id="[^"]*">')
_ATTRIBUTE = re.compile(r' ([a-z-]+)="([^"]*)"')


def article(page: Page, body: str, publisher: Publisher, templates: Path) -> str:
    """The HTML of an entry's page, whose cleaned text is `body`, as the theme's template draws it."""
    address, macros = publisher.absolute(page.url), _macros(templates)
    draw = macros.practice if page.template == "kaytanto.html" else macros.news
    return visible(str(draw(dict(page.view), whole(body, address), publisher.url, address))).strip()


@cache
def _macros(templates: Path) -> Any:
    return environment(templates).get_template("partials/kp/syote.html").module


def whole(html: str, address: str) -> str:
    """Cleaned HTML for use elsewhere: links are whole, and nothing is left that only the site's own page needs."""

    def link(found: re.Match[str]) -> str:
        told = dict(_ATTRIBUTE.findall(found[1]))
        kept = {"href": _joined(address, told.get("href", "")), "title": told.get("title")}
        return "<a{}>".format("".join(f' {name}="{value}"' for name, value in kept.items() if value))

    plain = _ID.sub(r"<h\1>", html.replace(TABLE[0], "<table>").replace(TABLE[1], "</table>"))
    return _LINK.sub(link, plain)


def _joined(address: str, href: str) -> str:
    """A link from a page as a whole address, as it stands in an attribute; empty when it is no address at all."""
    if href.startswith("#"):
        return f"{address}{href}"
    try:
        return escape(urljoin(address, unescape(href))) if href else ""
    except ValueError:
        return ""
