"""Tables that refer to one another by keys, and which lists of the records have a table of their own."""

from dataclasses import dataclass, field
from functools import cache
from typing import Any

from opendata.datasets import EMPTY, Dataset
from opendata.fields import Field
from opendata.layout import Column, layout
from opendata.words import WORD

Row = list[Any]
WORD_TABLES = {
    "theme": ("themes", "Teemat", "Aiheet, joihin käytännöt kuuluvat."),
    "tag": ("tags", "Avainsanat", "Sanat, joilla käytäntöjä kuvataan."),
    "indicator": ("indicators", "Mittarit", "Missä tulokset lasketaan."),
    "bottleneck": ("bottleneck_kinds", "Pullonkaulojen lajit", "Millaisia esteitä on."),
}
# What has a page of its own, so that a link may lead to it.
PAGED = ("practice", "network", "project", "event", "news", "municipality", "theme", "tag", "bottleneck")
# Lists whose name alone would not tell whose they are.
RENAMED = {
    "indicators": ("municipality_indicators", "Kuntien luvut"),
    "documents": ("documents", "Valmiit asiakirjat"),
}


@dataclass(frozen=True)
class Reference:
    """Columns that name a row of another table by its columns."""

    columns: tuple[str, ...]
    table: str
    named: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """Rows with the same columns. `key` is what no two rows have in common."""

    name: str
    title: str
    description: str
    columns: tuple[Field, ...]
    key: tuple[str, ...]
    references: tuple[Reference, ...] = ()
    rows: list[Row] = field(default_factory=list)


@dataclass(frozen=True)
class Child:
    """A list of groups inside the records of a set, which has a table of its own."""

    owner: Dataset
    column: Column

    @property
    def table(self) -> str:
        name = self.column.path[-1]
        return RENAMED[name][0] if name in RENAMED else name


@cache
def children() -> tuple[Child, ...]:
    """Every list of groups that has a table of its own."""
    sets = {dataset.name for dataset in EMPTY}
    found = (Child(owner, column) for owner in EMPTY for column in layout(owner.fields).lists)
    return tuple(child for child in found if child.table not in sets)


def owner_columns(table: str) -> tuple[str, ...]:
    """The columns that tell whose list an item is of."""
    kinds = tuple(dict.fromkeys(child.owner.kind for child in children() if child.table == table))
    return kinds if len(kinds) == 1 or kinds == ("practice", "adoption") else ("kind", "entry")


def word_columns(kind: str) -> list[Column]:
    """The columns that words of one kind have."""
    missing = {"kind", "url"} if kind == "indicator" else {"kind", "unit", "direction"}
    return [column for column in layout(WORD).columns if column.name not in missing]
