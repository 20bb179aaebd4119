"""Hand-written pages: their front matter and text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from building.faults import printable
from catalogue.layout import is_entry
from pages.page import address_of

_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*\n", re.DOTALL)


@dataclass(frozen=True)
class Hand:
    """One page that somebody wrote, by its path in docs/."""

    uri: str
    meta: dict[str, Any]
    text: str

    @property
    def url(self) -> str:
        """The address of the page, relative to the site's root."""
        return address_of(self.uri)

    @property
    def title(self) -> str:
        """The title, else the name of the file."""
        return str(self.meta.get("title", Path(self.uri).stem))


def published(docs: Path) -> Iterator[str]:
    """The path of every file in `docs` that is no entry's, is not hidden, is not led to by a link out of there, and has
    a name that can stand in an address."""
    top = docs.resolve()
    for file in sorted(docs.rglob("*")):
        uri = file.relative_to(docs).as_posix()
        hidden = any(part.startswith(".") for part in uri.split("/"))
        if (
            not hidden
            and printable(uri) == uri
            and not is_entry(uri)
            and file.is_file()
            and file.resolve() == top / uri
        ):
            yield uri


def hand_written(docs: Path) -> Iterator[Hand]:
    """Every hand-written page with a text of its own."""
    for uri in published(docs):
        if uri.endswith(".md"):
            page = read(docs, uri)
            if page.text.strip():
                yield page


def read(docs: Path, uri: str) -> Hand:
    """The page at a path of `docs`."""
    text = (docs / uri).read_text(encoding="utf-8-sig")
    found = _FRONT_MATTER.match(text)
    meta = yaml.safe_load(found[1]) if found else {}
    return Hand(uri, meta or {}, text[found.end() :] if found else text)
