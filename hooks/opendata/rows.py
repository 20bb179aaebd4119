"""The rows of the tables, from the records."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from opendata.cells import csv_file
from opendata.datasets import Dataset
from opendata.definitions import definitions
from opendata.fields import Field
from opendata.layout import Convert, layout, listed, values
from opendata.records import Record
from opendata.tables import PAGED, WORD_TABLES, Row, Table, children, owner_columns, word_columns

Rows = dict[str, list[Row]]


def tables(sets: Sequence[Dataset]) -> list[Table]:
    """Every table with its rows, in the order of the records."""
    rows: Rows = defaultdict(list)
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


def _main(rows: Rows, dataset: Dataset) -> None:
    rows[dataset.name] += map(values(layout(dataset.fields).columns, _cell), dataset.records)


def _words(rows: Rows, dataset: Dataset) -> None:
    reads = {kind: values(word_columns(kind), _cell) for kind in WORD_TABLES}
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


def _pages(rows: Rows, dataset: Dataset) -> None:
    for record in dataset.records:
        kind = record["kind"] if dataset.kind == "word" else dataset.kind
        if kind in PAGED:
            name = record.get("title") or record["name"]
            rows["entries"].append([kind, record.get("code") or record["id"], name, record["url"]])


def _joined(rows: Rows, dataset: Dataset) -> None:
    """Lists of keys and of texts, and what the record itself cites."""
    shape = layout(dataset.fields)
    keys = [(".".join(column.path), column.field.target, listed(column)) for column in shape.keys]
    texts = [(".".join(column.path), listed(column)) for column in shape.texts]
    cited = [("" if column.name == "sources" else f"/{column.name}", listed(column)) for column in shape.citations]
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


def _cite(rows: Rows, kind: str, entry: str, item: str, sources: Iterable[Record]) -> None:
    numbers = dict.fromkeys(source["number"] for source in sources)
    rows["citations"] += [[kind, entry, item, f"{kind}/{entry}/sources/{number}"] for number in numbers]


def _children(rows: Rows, dataset: Dataset) -> None:
    for child in children():
        if child.owner.kind != dataset.kind:
            continue
        target, listing, path = rows[child.table], listed(child.column), "/".join(child.column.path)
        shape = layout(child.column.field.part)
        read = values(shape.columns, _cell)
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
