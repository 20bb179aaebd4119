"""How records lie in tables: single values are columns, lists are tables of their own."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from operator import itemgetter
from typing import Any

from opendata.fields import Field
from opendata.records import Record

Path = tuple[str, ...]


@dataclass(frozen=True)
class Column:
    """A single value of a record and the way to it. Its name is the path in one word."""

    path: Path
    field: Field

    @property
    def name(self) -> str:
        return "_".join(self.path)


@dataclass(frozen=True)
class Layout:
    """The columns of a group of fields, and its lists: keys of other records, texts, citations, and groups.

    `every` has all of them in the order of the fields, also what is repeated from elsewhere.
    """

    every: tuple[Column, ...]
    columns: tuple[Column, ...]
    keys: tuple[Column, ...]
    texts: tuple[Column, ...]
    citations: tuple[Column, ...]
    lists: tuple[Column, ...]


@cache
def layout(fields: tuple[Field, ...]) -> Layout:
    """How a group of fields lies in tables. What is repeated from elsewhere is left out of the lists."""
    columns = tuple(_columns(fields, (), ""))
    many = [column for column in columns if column.field.many and not column.field.repeated]
    return Layout(
        columns,
        tuple(column for column in columns if not column.field.many),
        tuple(column for column in many if column.field.target),
        tuple(column for column in many if not column.field.target and not column.field.part),
        tuple(column for column in many if column.field.form == "sources"),
        tuple(column for column in many if column.field.form == "part"),
    )


def _columns(fields: tuple[Field, ...], path: Path, title: str, required: bool = True) -> Iterator[Column]:
    for field in fields:
        here = (*path, field.name)
        told = replace(field, title=f"{title}{field.title}", required=field.required and (required or field.many))
        if field.form == "part" and not field.many:
            yield from _columns(field.part, here, f"{field.title}, ", field.required and required)
        else:
            yield Column(here, told)


Convert = Callable[[Any], Any]


def values(columns: Sequence[Column], convert: Callable[[Field], Convert | None]) -> Callable[[Record], list[Any]]:
    """Takes the values of columns from a record; `convert` tells what to do to those of a field that are there."""
    firsts = [column.path[0] for column in columns]
    whole = itemgetter(*firsts) if len(firsts) > 1 else lambda record: [record[firsts[0]]]
    converts = [
        (place, step) for place, column in enumerate(columns) if (step := _step(column.path[1:], convert(column.field)))
    ]

    def read(record: Record) -> list[Any]:
        row = list(whole(record))
        for place, step in converts:
            if row[place] is not None:
                row[place] = step(row[place])
        return row

    return read


def _step(path: Path, convert: Convert | None) -> Convert | None:
    """What makes the value of a column from the first thing on the way to it."""
    if not path:
        return convert
    first, deeper = path[0], _step(path[1:], convert)
    if not deeper:
        return itemgetter(first)
    return lambda part: None if (value := part[first]) is None else deeper(value)


def listed(column: Column) -> Callable[[Record], list[Any]]:
    """Takes a list from a record; one inside a group that is missing is empty."""
    first, step = column.path[0], _step(column.path[1:], None)
    if not step:
        return itemgetter(first)
    return lambda record: step(record[first]) or [] if record[first] else []
