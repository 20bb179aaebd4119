"""The columns, keys and references of every table."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from opendata.datasets import EMPTY
from opendata.fields import Field
from opendata.joining import ENTRY, JOINING, KIND, OWNER, POSITION
from opendata.layout import Column, layout
from opendata.tables import RENAMED, WORD_TABLES, Reference, Table, children, owner_columns, word_columns
from pages.finnish import capitalised

# The table and column that have the key of each kind of thing.
_KEPT_IN = {
    **{dataset.kind: (dataset.name, "id") for dataset in EMPTY if dataset.kind != "word"},
    "municipality": ("municipalities", "code"),
    **{kind: (name, "id") for kind, (name, *_) in WORD_TABLES.items()},
}
_OWNER_TITLES = {
    "practice": "käytäntö",
    "adoption": "käyttöönotto",
    "network": "verkosto",
    "municipality": "kunta",
}
_ID = Field("id", "tunnus", "Rivin tunnus. Se voi muuttua, jos luettelon järjestys muuttuu.", "id")


@cache
def definitions() -> tuple[Table, ...]:
    """Every table without its rows."""
    of_lists = dict.fromkeys(child.table for child in children())
    return (*_of_sets(), *map(_of_list, of_lists), *JOINING)


def _of_sets() -> Iterator[Table]:
    for dataset in EMPTY:
        if dataset.kind == "word":
            yield from (_table(*told, _fields(word_columns(kind)), "id") for kind, told in WORD_TABLES.items())
        else:
            fields = _fields(layout(dataset.fields).columns)
            yield _table(dataset.name, dataset.title, dataset.description, fields, _KEPT_IN[dataset.kind][1])


def _of_list(name: str) -> Table:
    field = next(child.column.field for child in children() if child.table == name)
    shape = layout(field.part)
    if shape.keys or shape.texts or shape.lists:
        raise TypeError(f"{name}: a list inside a list has no table")
    owners = owner_columns(name)
    own = (
        replace(column, name=f"{field.part_name}_{column.name}") if column.name in owners else column
        for column in _fields(shape.columns)
    )
    columns = (_ID, *map(_owner, owners), POSITION, *own)
    title = RENAMED[field.name][1] if field.name in RENAMED else capitalised(field.title)
    return _table(name, title, field.description, columns, "id", owners)


def _owner(name: str) -> Field:
    if name in ("kind", "entry"):
        return KIND if name == "kind" else ENTRY
    told = f"Kenen luettelosta rivi on: tunnus taulukossa {_KEPT_IN[name][0]}."
    return Field(name, _OWNER_TITLES[name], told, "id", required=name != "adoption")


def _fields(columns: Iterable[Column]) -> tuple[Field, ...]:
    return tuple(replace(column.field, name=column.name) for column in columns)


def _table(
    name: str, title: str, description: str, columns: tuple[Field, ...], key: str, owners: tuple[str, ...] = ()
) -> Table:
    """A table whose references are those of its columns and of its owners."""
    named: dict[str, str] = {column.name: column.target for column in columns if column.target}
    named |= {owner: owner for owner in owners if owner in _KEPT_IN}
    references = [Reference((column,), _KEPT_IN[kind][0], (_KEPT_IN[kind][1],)) for column, kind in named.items()]
    owned = [OWNER] if "kind" in owners else []
    return Table(name, title, description, columns, (key,), (*owned, *references))
