"""Hand-written pages in `docs/`: their front matter and text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from kaytantopankki.content.models import is_entry
from kaytantopankki.os_errors import printable
from kaytantopankki.page import address_of

_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*\n", re.DOTALL)


@dataclass(frozen=True)
class StaticPage:
    """One page that somebody wrote, by its path in docs/. `first_line` is the line of the file where `text` begins."""

    uri: str
    meta: dict[str, Any]
    text: str
    first_line: int = 1

    @property
    def path(self) -> str:
        """The path of the file in the repository."""
        return f"docs/{self.uri}"

    @property
    def url(self) -> str:
        """The address of the page, relative to the site's root."""
        return address_of(self.uri)

    @property
    def title(self) -> str:
        """The title, else the name of the file."""
        return str(self.meta.get("title", Path(self.uri).stem))


def static_pages(docs: Path) -> Iterator[StaticPage]:
    """Every hand-written page in `docs` that is published: it is no entry, is not hidden, is not led to by a link out
    of there, and has a name that can stand in an address."""
    top = docs.resolve()
    for file in sorted(docs.rglob("*.md")):
        uri = file.relative_to(docs).as_posix()
        hidden = any(part.startswith(".") for part in uri.split("/"))
        if not hidden and printable(uri) == uri and not is_entry(uri) and file.resolve() == top / uri:
            yield _read(file, uri)


def _read(file: Path, uri: str) -> StaticPage:
    text = file.read_text(encoding="utf-8-sig")
    match = _FRONT_MATTER.match(text)
    meta = yaml.safe_load(match[1]) if match else {}
    start = match.end() if match else 0
    return StaticPage(uri, meta or {}, text[start:], text.count("\n", 0, start) + 1)
