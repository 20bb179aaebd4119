"""Where ready pages are in the written sources: each in a folder of its own, so that the links of its HTML are right both
to the page's address, as MkDocs reads them, and to its file, as Zensical does."""

import re
from collections.abc import Collection, Iterator
from posixpath import dirname, join, normpath
from typing import Any

from pages.page import address_of

_LINK = re.compile(r"(?<=\]\()([^)\s#?]+)\.md(?=[)#?])")


def own_folder(uri: str) -> str:
    """vertaa.md → vertaa/index.md, which has the same address."""
    return f"{address_of(uri)}index.md"


def led(text: str, uri: str, ready: Collection[str]) -> str:
    """The Markdown of the page at `uri` with its links to ready pages as they are now."""

    def link(found: re.Match[str]) -> str:
        target = normpath(join(dirname(uri), f"{found[1]}.md"))
        return own_folder(found[0]) if target in ready else found[0]

    return _LINK.sub(link, text)


def moved(nav: Any, ready: Collection[str]) -> Any:
    """The navigation with its ready pages as they are now."""
    if isinstance(nav, str):
        return own_folder(nav) if nav in ready else nav
    if isinstance(nav, dict):
        return {title: moved(inside, ready) for title, inside in nav.items()}
    return [moved(item, ready) for item in nav]


def titles(nav: Any) -> Iterator[tuple[str, str]]:
    """(path, title) of the pages to which the navigation gives a title of its own."""
    for item in nav:
        for title, inside in item.items() if isinstance(item, dict) else ():
            yield from titles(inside) if isinstance(inside, list) else [(inside, title)]
