"""What of an entry is running text: its Markdown without marks, and the sentences of its front matter."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from pydantic import BaseModel

from catalogue.labels import Choice

_MARKUP = re.compile(
    r"\[(\d{1,2}(?:, ?\d{1,2})*)\]|^#+ .*$|^\s*(?:[-+:]|\d+[.)])\s|-{3,}|[*_`>|]|\]\([^)]*\)|\[", re.MULTILINE
)
# Fields of front matter that name or count something, or are searched on their own.
_NOT_TEXT = {
    "url",
    "source",
    "basis",
    "stage",
    "kind",
    "indicator",
    "date",
    "language",
    "type",
    "standing",
    "themes",
    "tags",
    "municipalities",
    "municipality",
    "networks",
    "projects",
    "practices",
    "events",
    "related",
    "aliases_url",
    "sources",
    "title",
    "summary",
    "aliases",
    "adapted_from",
    "superseded_by",
    "recap",
    "audience",
    "status",
    "image",
    "key_action_source",
    "key_challenge_source",
    "approx",
    "members",
    "practice",
    "heard_at",
    "registration_url",
}


def plain(markdown: str) -> str:
    """Markdown as running text: without headings, marks, addresses and source numbers."""
    text = re.sub(r"\s+", " ", _MARKUP.sub(" ", markdown)).strip()
    return re.sub(r" ([.,;:!?)])", r"\1", text)


def strings(value: Any) -> Iterator[str]:
    """Every sentence inside front matter: captions, bottlenecks, adoptions and the like."""
    if isinstance(value, Choice):
        return
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple | list):
        for item in value:
            yield from strings(item)
    elif isinstance(value, BaseModel):
        for name in _texts_of(type(value)):
            yield from strings(getattr(value, name))


@cache
def _texts_of(model: type[BaseModel]) -> tuple[str, ...]:
    return tuple(name for name in model.model_fields if name not in _NOT_TEXT)
