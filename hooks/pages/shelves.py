"""Records of many entries in a few files: a file for each entry would cost a build of thousands more than the records."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

_ON_A_SHELF = 16


def shelf_count(entries: int) -> int:
    """How many files the records of so many entries are in."""
    return -(-entries // _ON_A_SHELF)


def shelf(slug: str, count: int) -> int:
    """Which of the files a record is in, by FNV-1a; the site's script counts the same (`kpSearch.shelf`)."""
    number = 0x811C9DC5
    for byte in slug.encode("ascii"):
        number = ((number ^ byte) * 0x01000193) % 2**32
    return number % count


def shelves(folder: str, records: Iterable[tuple[str, Any]], entries: int) -> Iterator[tuple[str, str]]:
    """(address, JSON) of each file: the records by slug."""
    count = shelf_count(entries)
    by_shelf: dict[int, dict[str, Any]] = defaultdict(dict)
    for slug, record in records:
        by_shelf[shelf(slug, count)][slug] = record
    for number in range(count):
        yield f"{folder}/{number}.json", json.dumps(by_shelf[number], ensure_ascii=False, separators=(",", ":"))
