"""The judged queries: what a reader types, and the pages that answer it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

PLAIN, NOTHING = "plain", "nothing"


@dataclass(frozen=True)
class Query:
    """`kind` is its class, PLAIN when one practice answers it, or NOTHING when no page should."""

    text: str
    kind: str
    relevant: frozenset[str] = frozenset()


def read(half: str) -> list[Query]:
    """The queries of a half, "dev" or "test", or of "all"; those that nothing answers belong to both."""
    judged = [Query(item["query"], item["class"], frozenset(item["relevant"])) for item in _items("queries", half)]
    plain = [
        Query(item["query"], PLAIN, frozenset({f"kaytannot/{item['practice']}/"})) for item in _items("plain", half)
    ]
    return judged + plain + [Query(str(text), NOTHING) for text in _load("nothing")]


def _load(name: str) -> list[Any]:
    found: list[Any] = yaml.safe_load(Path(__file__).with_name(f"{name}.yml").read_text(encoding="utf-8"))
    return found


def _items(name: str, half: str) -> list[Any]:
    return [item for item in _load(name) if half in ("all", item["half"])]
