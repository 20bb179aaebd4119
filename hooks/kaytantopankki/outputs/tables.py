"""How records lie in tables that refer to one another by keys: columns, keys, references."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from operator import itemgetter
from typing import Any

from kaytantopankki.formatting import capitalised
from kaytantopankki.outputs.datasets import EMPTY, WORD, Dataset
from kaytantopankki.outputs.records import Field, Record

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
    for item in fields:
        here = (*path, item.name)
        told = replace(item, title=f"{title}{item.title}", required=item.required and (required or item.many))
        if item.form == "part" and not item.many:
            yield from _columns(item.part, here, f"{item.title}, ", item.required and required)
        else:
            yield Column(here, told)


Convert = Callable[[Any], Any]


def column_values(
    columns: Sequence[Column], convert: Callable[[Field], Convert | None]
) -> Callable[[Record], list[Any]]:
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


def list_items(column: Column) -> Callable[[Record], list[Any]]:
    """Takes a list from a record; one inside a group that is missing is empty."""
    first, step = column.path[0], _step(column.path[1:], None)
    if not step:
        return itemgetter(first)
    return lambda record: step(record[first]) or [] if record[first] else []


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


KIND = Field("kind", "laji", f"Mitä kirjaus on. Vaihtoehdot: {', '.join(PAGED)}.", "id")
ENTRY = Field("entry", "kirjaus", "Kirjauksen tunnus. Kunnan tunnus on kuntanumero.", "id")
POSITION = Field("position", "järjestys", "Monesko luettelossa.", "integer")
OWNER = Reference(("kind", "entry"), "entries", ("kind", "id"))
_FIELD = Field("field", "kenttä", "Kentän nimi. Pisteen jälkeen on ryhmän sisällä oleva kenttä.", "id")
_IN_LIST = ("kind", "entry", "field", "position")

JOINING = (
    Table(
        "entries",
        "Sivut",
        "Kaikki, joilla on sivu: laji, tunnus, otsikko ja osoite.",
        (
            KIND,
            Field("id", "tunnus", ENTRY.description, "key"),
            Field("title", "otsikko", "Otsikko tai nimi."),
            Field("url", "sivu", "Sivu tällä sivustolla.", "url"),
        ),
        ("kind", "id"),
    ),
    Table(
        "links",
        "Viittaukset",
        "Mikä kirjaus viittaa mihin: teemat, avainsanat, kunnat, verkostot.",
        (
            KIND,
            ENTRY,
            _FIELD,
            POSITION,
            Field("target_kind", "kohteen laji", "Mihin viitataan. Samat vaihtoehdot kuin sarakkeessa kind.", "id"),
            Field("target", "kohde", "Kohteen tunnus.", "key"),
        ),
        _IN_LIST,
        (OWNER, Reference(("target_kind", "target"), "entries", ("kind", "id"))),
    ),
    Table(
        "texts",
        "Tekstiluettelot",
        "Luettelot, joiden kohdat ovat pelkkää tekstiä.",
        (
            KIND,
            Field("entry", "kirjaus", ENTRY.description, "key"),
            _FIELD,
            POSITION,
            Field("text", "teksti", "Luettelon yksi kohta."),
        ),
        _IN_LIST,
        (OWNER,),
    ),
    Table(
        "citations",
        "Lähdeviitteet",
        "Mikä tieto on mistäkin lähteestä.",
        (
            KIND,
            ENTRY,
            Field("item", "kohta", "Sen rivin tunnus, jonka tieto on lähteestä.", "id"),
            Field("source", "lähde", "Lähteen tunnus taulukossa sources.", "id"),
        ),
        ("item", "source"),
        (OWNER, Reference(("source",), "sources", ("id",))),
    ),
)


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
