"""Links between entries lead somewhere."""

import re
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from catalogue.checks.scope import Scope
from catalogue.entry import refusal
from catalogue.hosts import looks_like_itself
from catalogue.problem import Problem
from catalogue.source_numbers import source_numbers
from catalogue.texts import say
from catalogue.unknown import unknown
from catalogue.yamltree import Loc

BODY_SOURCES = re.compile(r"\[(\d{1,2}(?:, ?\d{1,2})*)\](?!\()")


def references_exist(scope: Scope) -> Iterator[Problem]:
    """Every reference names something that exists."""
    for entry in scope.catalogue.entries:
        for loc, target, word in entry.references:
            names = scope.named.get(target)
            if names is not None and word not in names:
                yield entry.problem(loc, unknown(target, word, names))


def source_numbers_exist(scope: Scope) -> Iterator[Problem]:
    """A figure's source number is in the entry's list of sources."""
    for entry in scope.catalogue.entries:
        for loc, number in source_numbers(entry.data):
            if number > len(entry.data.sources):
                yield entry.problem(loc, _no_source(number, len(entry.data.sources)))


def body_source_numbers_exist(scope: Scope) -> Iterator[Problem]:
    """A source number in the text, such as [2], is in the entry's list of sources."""
    for entry in scope.catalogue.entries:
        for found in BODY_SOURCES.finditer(entry.body):
            for source in map(int, found[1].split(",")):
                if not 1 <= source <= len(entry.data.sources):
                    line = entry.body_line + entry.body.count("\n", 0, found.start())
                    yield Problem(entry.path, line, f"teksti: {_no_source(source, len(entry.data.sources))}")


def _no_source(number: int, count: int) -> str:
    listed = say("sources_listed", count=count) if count else say("sources_none")
    return say("no_source", number=number, listed=listed)


def no_link_to_itself(scope: Scope) -> Iterator[Problem]:
    """An entry does not refer to itself."""
    for entry in scope.catalogue.entries:
        for loc, target, word in entry.references:
            if (target, word) == entry.key:
                yield entry.problem(loc, say("itself"))


def hosts_look_like_themselves(scope: Scope) -> Iterator[Problem]:
    """A link leads to a host whose name has only letters that we know."""
    for entry in scope.catalogue.entries:
        for loc, address in _addresses(entry.data):
            if message := refusal(looks_like_itself, address):
                yield entry.problem(loc, message)
        yield from entry.refused(looks_like_itself)


def _addresses(part: BaseModel | tuple[Any, ...], at: Loc = ()) -> Iterator[tuple[Loc, str]]:
    """(location, address) of every web address in the fields of a part."""
    for name, value in enumerate(part) if isinstance(part, tuple) else vars(part).items():
        if isinstance(value, str):
            if value.startswith("http"):
                yield (*at, name), value
        elif isinstance(value, tuple | BaseModel):
            yield from _addresses(value, (*at, name))
