"""Markdown as HTML, as MkDocs makes it: the same extensions, and links between files made into addresses."""

from collections.abc import Collection, Mapping, Sequence
from posixpath import dirname, join, normpath, relpath
from typing import Any
from urllib.parse import unquote, urlsplit, urlunsplit
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from pages.page import address_of

# Those that MkDocs has on without being told.
_ALWAYS = ("toc", "tables", "fenced_code")


class Prose:
    """Makes HTML of Markdown with the extensions that mkdocs.yml names; `uris` are the Markdown files of the site."""

    def __init__(self, extensions: Sequence[str | Mapping[str, Any]], uris: Collection[str]) -> None:
        named: dict[str, Mapping[str, Any]] = {}
        for item in (*_ALWAYS, *extensions):
            named.update({item: {}} if isinstance(item, str) else item)
        self._markdown = Markdown(extensions=list(named), extension_configs=named)
        self._links = _Links(uris)
        self._markdown.treeprocessors.register(self._links, "links", 0)

    def html(self, text: str, uri: str) -> str:
        """The HTML of the text of the file at `uri`."""
        self._links.uri = uri
        return str(self._markdown.reset().convert(text))


class _Links(Treeprocessor):  # type: ignore[misc]
    uri = ""

    def __init__(self, uris: Collection[str]) -> None:
        super().__init__()
        self._uris = uris

    def run(self, root: Element) -> None:
        for link in root.iter("a"):
            link.set("href", self._address(link.get("href", "")))

    def _address(self, href: str) -> str:
        scheme, host, path, query, anchor = urlsplit(href)
        target = normpath(join(dirname(self.uri), unquote(path)))
        if scheme or host or not path or path.startswith("/") or target not in self._uris:
            return href
        return urlunsplit(("", "", relative(address_of(target), address_of(self.uri)), query, anchor))


def relative(target: str, page: str) -> str:
    """The way from one address of the site to another."""
    path = relpath("/" + target, "/" + page)
    return path if target and not target.endswith("/") else path + "/"


def base_of(url: str) -> str:
    """The way from an address to the site's root, without a slash at its end."""
    return relpath("/", "/" + url)
