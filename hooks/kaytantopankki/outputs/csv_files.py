"""The tables as CSV for programs, and as CSV for Finnish spreadsheets."""

import csv
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from io import StringIO
from typing import Any

from kaytantopankki.content.field_types import Moment
from kaytantopankki.formatting import capitalised, short_moment
from kaytantopankki.outputs.datasets import Dataset
from kaytantopankki.outputs.records import Field, Record
from kaytantopankki.outputs.tables import (
    PAGED,
    WORD_TABLES,
    Column,
    Convert,
    Row,
    Table,
    children,
    column_values,
    definitions,
    layout,
    list_items,
    owner_columns,
    word_columns,
)

# A spreadsheet takes a cell that begins with one of these for a formula, or the rest of it for another cell.
_RISKY = frozenset("=+-@\t\r\n'")


def safe(text: str) -> str:
    """The text with an apostrophe before it if a spreadsheet might run it. To undo: take one leading apostrophe away."""
    return f"'{text}" if text[:1] in _RISKY else text


def csv_file(header: Sequence[str], rows: Iterable[Sequence[Any]], texts: Sequence[int], delimiter: str = ",") -> bytes:
    """UTF-8 with a byte order mark, lines ended by CR LF. `texts` are the places of the columns that have free text."""
    written = StringIO()
    writer = csv.writer(written, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows((_guarded(row, texts) for row in rows) if texts else rows)
    return written.getvalue().encode("utf-8-sig")


def _guarded(row: Sequence[Any], texts: Sequence[int]) -> Sequence[Any]:
    for place in texts:
        if (cell := row[place]) and cell[0] in _RISKY:
            return [safe(cell) if number in texts and cell else cell for number, cell in enumerate(row)]
    return row


TableRows = dict[str, list[Row]]


def data_tables(sets: Sequence[Dataset]) -> list[Table]:
    """Every table with its rows, in the order of the records."""
    rows: TableRows = defaultdict(list)
    for dataset in sets:
        if dataset.kind == "word":
            _words(rows, dataset)
        else:
            _main(rows, dataset)
            _children(rows, dataset)
        _joined(rows, dataset)
        _pages(rows, dataset)
    return [replace(table, rows=rows[table.name]) for table in definitions()]


def table_file(table: Table) -> bytes:
    """The table as CSV."""
    texts = [place for place, field in enumerate(table.columns) if field.form in ("text", "key")]
    return csv_file([field.name for field in table.columns], table.rows, texts)


def _identity(dataset: Dataset, record: Record) -> tuple[str, str, str]:
    """The kind and id of the entry that a record is of, and what the ids of its items begin with."""
    if dataset.kind == "adoption":
        return "practice", record["practice"], record["id"]
    if dataset.kind == "word":
        return record["kind"], record["id"], f"{record['kind']}/{record['id']}"
    entry = record["code"] if dataset.kind == "municipality" else record["id"]
    return dataset.kind, entry, f"{dataset.kind}/{entry}"


def _main(rows: TableRows, dataset: Dataset) -> None:
    rows[dataset.name] += map(column_values(layout(dataset.fields).columns, _cell), dataset.records)


def _words(rows: TableRows, dataset: Dataset) -> None:
    reads = {kind: column_values(word_columns(kind), _cell) for kind in WORD_TABLES}
    for record in dataset.records:
        kind = record["kind"]
        rows[WORD_TABLES[kind][0]].append(reads[kind](record))


def _cell(field: Field) -> Convert | None:
    """How a value is told in a table: a municipality by its code."""
    return _CELLS.get(field.form)


def _code(place: Record) -> str:
    return str(place["code"])


def _truth(value: bool) -> str:
    return "true" if value else "false"


_CELLS: dict[str, Convert] = {"place": _code, "boolean": _truth}


def _pages(rows: TableRows, dataset: Dataset) -> None:
    for record in dataset.records:
        kind = record["kind"] if dataset.kind == "word" else dataset.kind
        if kind in PAGED:
            name = record.get("title") or record["name"]
            rows["entries"].append([kind, record.get("code") or record["id"], name, record["url"]])


def _joined(rows: TableRows, dataset: Dataset) -> None:
    """Lists of keys and of texts, and what the record itself cites."""
    shape = layout(dataset.fields)
    keys = [(".".join(column.path), column.field.target, list_items(column)) for column in shape.keys]
    texts = [(".".join(column.path), list_items(column)) for column in shape.texts]
    cited = [("" if column.name == "sources" else f"/{column.name}", list_items(column)) for column in shape.citations]
    for record in dataset.records:
        kind, entry, root = _identity(dataset, record)
        for name, target, read in keys:
            for number, value in enumerate(read(record), 1):
                key = value["code"] if target == "municipality" else value
                rows["links"].append([kind, entry, name, number, target, key])
        for name, read in texts:
            rows["texts"] += [[kind, entry, name, number, text] for number, text in enumerate(read(record), 1)]
        for end, read in cited:
            _cite(rows, kind, entry, root + end, read(record))


def _cite(rows: TableRows, kind: str, entry: str, item: str, sources: Iterable[Record]) -> None:
    numbers = dict.fromkeys(source["number"] for source in sources)
    rows["citations"] += [[kind, entry, item, f"{kind}/{entry}/sources/{number}"] for number in numbers]


def _children(rows: TableRows, dataset: Dataset) -> None:
    for child in children():
        if child.owner.kind != dataset.kind:
            continue
        target, listing, path = rows[child.table], list_items(child.column), "/".join(child.column.path)
        shape = layout(child.column.field.part)
        read = column_values(shape.columns, _cell)
        owners = owner_columns(child.table)
        for record in dataset.records:
            if items := listing(record):
                kind, entry, root = _identity(dataset, record)
                owner = _owner(owners, kind, entry, root)
                for number, item in enumerate(items, 1):
                    name = f"{root}/{path}/{number}"
                    target.append([name, *owner, number, *read(item)])
                    if shape.citations:
                        _cite(rows, kind, entry, name, item["sources"])


def _owner(owners: tuple[str, ...], kind: str, entry: str, root: str) -> Row:
    if owners == ("kind", "entry"):
        return [kind, entry]
    return [entry] if len(owners) == 1 else [entry, root if "/adoptions/" in root else None]


Titles = Mapping[str, Mapping[str, str]]  # By kind and key.


@dataclass(frozen=True)
class Sheet:
    """A sheet of one set of records, or of one list inside them."""

    name: str
    title: str
    description: str
    dataset: str
    path: str = ""


SHEETS = (
    Sheet("kaytannot", "Käytännöt", "Käytännöt: otsikko, kunnat, teemat, vaihe, tekijät ja yhteys.", "practices"),
    Sheet("kayttoonotot", "Käyttöönotot", "Kuka otti minkä käytännön, milloin ja millä tuloksella.", "adoptions"),
    Sheet("tulokset", "Tulokset", "Mitä saatiin aikaan: luku, yksikkö, peruste ja lähde.", "practices", "results"),
    Sheet("kustannukset", "Kustannukset", "Mitä maksoi ja mitä säästää, euroina.", "practices", "costs"),
    Sheet("rahoitus", "Käytäntöjen rahoitus", "Kuka maksoi käytännön.", "practices", "funding"),
    Sheet("pullonkaulat", "Pullonkaulat", "Mikä esti tai hidasti, ja miten se ratkesi.", "practices", "bottlenecks"),
    Sheet("kunnat", "Kunnat", "Kaikki 308 kuntaa: perustiedot, verkostot ja määrät.", "municipalities"),
    Sheet("tavoitteet", "Kuntien tavoitteet", "Kuntien tavoitteet vuosineen.", "municipalities", "goals"),
    Sheet("verkostot", "Verkostot", "Verkostot ja niiden koordinaattorit.", "networks"),
    Sheet("jasenet", "Verkostojen jäsenet", "Verkostojen kunnat ja liittymisvuodet.", "networks", "members"),
    Sheet("hankkeet", "Yhteishankkeet", "Kuntien yhteiset hankkeet.", "projects"),
    Sheet("tapahtumat", "Tapahtumat", "Tapaamiset, työpajat ja verkostopäivät.", "events"),
    Sheet("uutiset", "Uutiset", "Uutiset, päätökset, julkaisut ja rahoitus.", "news"),
)
_OWNERS = {"practices": "Käytäntö", "municipalities": "Kunta", "networks": "Verkosto"}
# What says nothing to a reader of a sheet, or is there in words.
_LEFT_OUT = {"id", "body", "aliases_url", "practice", "practice_url"}


def sheet_file(sheet: Sheet, sets: Mapping[str, Dataset], titles: Titles) -> tuple[bytes, int]:
    """The sheet, and how many rows it has. The last column is the address of the page."""
    dataset = sets[sheet.dataset]
    columns = _columns(sheet, dataset)
    read = column_values(columns, lambda field: _shown(field, titles))
    texts = [place for place, column in enumerate(columns) if _is_free(column.field)]
    heads = [capitalised(column.field.title) for column in columns]
    if sheet.path:
        rows = [*_item_rows(sheet, dataset, read)]
        return csv_file([_OWNERS[sheet.dataset], *heads, "Sivu"], rows, [0, *(place + 1 for place in texts)], ";"), len(
            rows
        )
    url = "url" if any(field.name == "url" for field in dataset.fields) else "practice_url"
    rows = [[*read(record), record[url]] for record in dataset.records]
    return csv_file([*heads, "Sivu"], rows, texts, ";"), len(rows)


def _columns(sheet: Sheet, dataset: Dataset) -> Sequence[Column]:
    if sheet.path:
        return layout(next(field for field in dataset.fields if field.name == sheet.path).part).every
    return [column for column in layout(dataset.fields).every if _is_shown(column)]


def _item_rows(sheet: Sheet, dataset: Dataset, read: Callable[[Record], list[Any]]) -> Iterator[Sequence[Any]]:
    for record in dataset.records:
        owner, url = record.get("title") or record["name"], record["url"]
        for item in record[sheet.path]:
            yield [owner, *read(item), url]


def _is_free(field: Field) -> bool:
    """Whether the cells of a column are free text."""
    return field.form in ("text", "key", "sources", "part")


def titles_of(sets: Mapping[str, Dataset]) -> Titles:
    """What each key means, in words."""
    titles: dict[str, dict[str, str]] = defaultdict(dict)
    for dataset in sets.values():
        if dataset.kind not in ("municipality", "adoption"):
            for record in dataset.records:
                kind = record["kind"] if dataset.kind == "word" else dataset.kind
                titles[kind][record["id"]] = record["title"]
    return titles


def _is_shown(column: Column) -> bool:
    field = column.field
    return column.name not in _LEFT_OUT | {"url"} and (field.form != "part" or field.repeated)


def _heads(columns: Sequence[Column]) -> list[str]:
    return [capitalised(column.field.title) for column in columns]


def _shown(field: Field, titles: Titles) -> Convert | None:
    show = _one(field, titles)
    if not field.many:
        return show
    return (lambda value: "; ".join(map(show, value))) if show else "; ".join


def _one(field: Field, titles: Titles) -> Convert | None:
    if field.choices:
        return {choice.value: choice.label for choice in field.choices}.__getitem__
    if field.target and field.form == "key":
        return titles.get(field.target, {}).__getitem__
    return _FORMS.get(field.form)


def _number(value: float) -> str:
    return str(value).replace(".", ",")


@lru_cache(maxsize=8192)
def _moment(value: str) -> str:
    at = Moment.parse(value)
    return f"{short_moment(at)} {at.hour}:{at.minute:02}" if at.hour >= 0 else short_moment(at)


def _source(value: Record) -> str:
    return ", ".join(filter(None, (value["title"], value["publisher"], value["url"])))


_FORMS: dict[str, Convert] = {
    "place": lambda value: value["name"],
    "boolean": lambda value: "kyllä" if value else "ei",
    "number": _number,
    "day": _moment,
    "moment": _moment,
    "sources": _source,
    "part": lambda value: value["title"],
}
