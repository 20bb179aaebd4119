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
    return judged + plain + _requests(half) + [Query(str(text), NOTHING) for text in _load("nothing")]


def _requests(half: str) -> list[Query]:
    """What readers ask for, with the entries that answer each; "asked typo" and so on are their classes."""
    return [
        Query(str(text), f"asked {kind}" if entries else NOTHING, frozenset(map(_path, (entries or "").split())))
        for name, kinds in _load("requests").items()
        if half in ("all", name)
        for kind, requests in kinds.items()
        for text, entries in requests.items()
    ]


def _path(entry: str) -> str:
    return f"{entry}/" if "/" in entry else f"kaytannot/{entry}/"


def _load(name: str) -> Any:
    return yaml.safe_load(Path(__file__).with_name(f"{name}.yml").read_text(encoding="utf-8"))


def _items(name: str, half: str) -> list[Any]:
    return [item for item in _load(name) if half in ("all", item["half"])]
