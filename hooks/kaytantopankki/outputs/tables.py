"""Records as CSV tables: those for programs, which refer to one another by keys, and those for Finnish spreadsheets."""

import csv
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from io import StringIO
from typing import Any

from kaytantopankki.content.field_types import Moment
from kaytantopankki.formatting import capitalised, short_moment
from kaytantopankki.outputs.datasets import WORDS, Dataset, Field, Record, read_fields

_Row = list[Any]
_Identity = tuple[str, str, str]  # The kind and id of an entry, and what the ids of the items of a record begin with.
_Titles = Mapping[str, Mapping[str, str]]  # By kind and key.

# A spreadsheet takes a cell that begins with one of these for a formula, or the rest of it for another cell.
_RISKY = frozenset("=+-@\t\r\n'")
# The table of the things of each kind.
_TABLES = {words["kind"]: words["name"] for words in WORDS["datasets"]}
_TABLES |= {kind: words["name"] for kind, words in WORDS["word_tables"].items()}
# Columns of a sheet whose cells are free text, and those that would say nothing to its reader, or are there in words.
_FREE = ("text", "key", "sources", "part")
_NOT_IN_SHEETS = {"id", "url", "body", "aliases_url", "practice", "practice_url"}


@dataclass(frozen=True)
class Table:
    """Rows with the same columns. `key` are the columns of the primary key; foreign keys are as in a Data Package."""

    name: str
    title: str
    description: str
    columns: tuple[Field, ...]
    key: tuple[str, ...]
    foreign_keys: list[Record]
    rows: list[_Row]

    @property
    def content(self) -> bytes:
        """The table as CSV."""
        texts = [place for place, column in enumerate(self.columns) if column.form in ("text", "key")]
        return _csv_file([column.name for column in self.columns], self.rows, texts)


def safe(text: str) -> str:
    """The text with an apostrophe before it if a spreadsheet might run it. To undo: take one leading apostrophe away."""
    return f"'{text}" if text[:1] in _RISKY else text


def _csv_file(
    header: Sequence[str], rows: Iterable[Sequence[Any]], texts: Collection[int], delimiter: str = ","
) -> bytes:
    """UTF-8 with a byte order mark, lines ended by CR LF. `texts` are the places of the columns that have free text."""
    written = StringIO()
    writer = csv.writer(written, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(header)
    for row in rows:
        writer.writerow([safe(cell) if cell and place in texts else cell for place, cell in enumerate(row)])
    return written.getvalue().encode("utf-8-sig")


def data_tables(datasets: Sequence[Dataset]) -> Iterator[Table]:
    """Every table for programs: of datasets, of the lists of groups in them, and those that join the others."""
    for dataset in datasets:
        yield from map(_record_table, _word_sets(dataset) if dataset.kind == "word" else [dataset])
    lists: dict[str, list[tuple[Dataset, Field]]] = defaultdict(list)
    for dataset in datasets:
        for column in _list_columns(dataset):
            name = column.path[-1]
            lists[WORDS["list_tables"].get(name, {}).get("name", name)].append((dataset, column))
    yield from (_list_table(name, owners) for name, owners in lists.items())
    rows = {"entries": _page_rows, "links": _link_rows, "texts": _text_rows, "citations": _citation_rows}
    for words in WORDS["joining_tables"]:
        columns = tuple(read_fields(words["columns"]))
        yield Table(
            **{**words, "columns": columns, "key": tuple(words["key"]), "rows": [*rows[words["name"]](datasets)]}
        )


def _flat(
    fields: Iterable[Field], path: tuple[str, ...] = (), title: str = "", required: bool = True
) -> Iterator[Field]:
    """Fields as columns: a single group gives a column for each of its fields, `timing` with `start` timing_start."""
    for field in fields:
        here = (*path, field.name)
        if field.form == "part" and not field.many:
            yield from _flat(field.part, here, f"{field.title}, ", field.required and required)
        else:
            yield replace(
                field,
                name="_".join(here),
                title=f"{title}{field.title}",
                required=field.required and (required or field.many),
                path=here,
            )


def _value(record: Record | None, column: Field) -> Any:
    """The value of a column in a record; None, or an empty list, when a group on the way to it is missing."""
    value: Any = record
    for name in column.path:
        value = None if value is None else value[name]
    return [] if value is None and column.many else value


def _cells(record: Record, columns: Iterable[Field]) -> Iterator[Any]:
    """A record in a table for programs: a municipality by its code."""
    for column in columns:
        value = _value(record, column)
        if column.form == "place" and value:
            value = value["code"]
        yield str(value).lower() if column.form == "boolean" and value is not None else value


def _record_table(dataset: Dataset) -> Table:
    columns = tuple(column for column in _flat(dataset.fields) if not column.many)
    rows = [[*_cells(record, columns)] for record in dataset.records]
    key = (_key_column(dataset.kind),)
    return Table(dataset.name, dataset.title, dataset.description, columns, key, _foreign_keys(columns), rows)


def _word_sets(dataset: Dataset) -> Iterator[Dataset]:
    """The vocabulary as a set of each kind of word."""
    for kind, words in WORDS["word_tables"].items():
        missing = {"kind"} if kind == "indicator" else {"kind", "unit", "direction"}
        fields = tuple(field for field in dataset.fields if field.name not in missing)
        records = [record for record in dataset.records if record["kind"] == kind]
        yield Dataset(**words, kind=kind, fields=fields, records=records)


def _list_columns(dataset: Dataset) -> list[Field]:
    """Lists of groups of fields that are no dataset of their own."""
    elsewhere = {words["name"] for words in WORDS["datasets"]}
    lists = (field for field in _flat(dataset.fields) if field.many and field.form == "part" and not field.repeated)
    return [field for field in lists if field.path[-1] not in elsewhere]


def _list_table(name: str, owners: Sequence[tuple[Dataset, Field]]) -> Table:
    """The table of the lists of one name, and whose list each row is of."""
    first = owners[0][1]
    kinds = tuple(dict.fromkeys(dataset.kind for dataset, _ in owners))
    names = kinds if len(kinds) == 1 or kinds == ("practice", "adoption") else ("kind", "entry")
    columns = [*_flat(first.part)]
    if any(column.many and column.part and column.form != "sources" for column in columns):
        raise TypeError(f"{name}: a list of groups inside a list has no table")
    values = [column for column in columns if not column.many]
    own = [replace(c, name=f"{first.part_name}_{c.name}") if c.name in names else c for c in values]
    identity, *owner_columns, position = read_fields(
        WORDS["owner_columns"][column] for column in ("id", *names, "position")
    )
    rows = [row for dataset, column in owners for row in _list_rows(dataset, column, names, values)]
    title = WORDS["list_tables"].get(first.path[-1], {}).get("title") or capitalised(first.title)
    table_columns = (identity, *owner_columns, position, *own)
    return Table(name, title, first.description, table_columns, ("id",), _foreign_keys(own, names), rows)


def _list_rows(
    dataset: Dataset, column: Field, owner_columns: Sequence[str], columns: Sequence[Field]
) -> Iterator[_Row]:
    for (kind, entry, record_id), _, number, item in _items(dataset, [column]):
        adoption = record_id if dataset.kind == "adoption" else None
        owner = {"kind": kind, "entry": entry, "adoption": adoption, kind: entry}
        owners = [owner[name] for name in owner_columns]
        yield [_item_id(record_id, column, number), *owners, number, *_cells(item, columns)]


def _items(dataset: Dataset, columns: Sequence[Field]) -> Iterator[tuple[_Identity, Field, int, Any]]:
    """The items of lists in records: whose they are, in which list, which in order from 1, and the item itself."""
    for record in dataset.records:
        for column in columns:
            for number, item in enumerate(_value(record, column), 1):
                yield _identity(dataset, record), column, number, item


def _foreign_keys(columns: Iterable[Field], owners: Sequence[str] = ()) -> list[Record]:
    """The references of columns that name something else, and of those that name the owner of a list."""
    targets: dict[str, str] = {column.name: column.target for column in columns if column.target}
    if owners == ("kind", "entry"):
        page = [{"fields": [*owners], "reference": {"resource": "entries", "fields": ["kind", "id"]}}]
    else:
        page, targets = [], targets | {owner: owner for owner in owners}
    places = ((name, {"resource": _TABLES[kind], "fields": [_key_column(kind)]}) for name, kind in targets.items())
    return page + [{"fields": [name], "reference": place} for name, place in places]


def _key_column(kind: str) -> str:
    return "code" if kind == "municipality" else "id"


def _identity(dataset: Dataset, record: Record) -> _Identity:
    if dataset.kind == "adoption":
        return "practice", record["practice"], record["id"]
    kind = record["kind"] if dataset.kind == "word" else dataset.kind
    entry = record[_key_column(kind)]
    return kind, entry, f"{kind}/{entry}"


def _item_id(record_id: str, column: Field, number: int) -> str:
    return f"{record_id}/{'/'.join(column.path)}/{number}"


def _page_rows(datasets: Iterable[Dataset]) -> Iterator[_Row]:
    for dataset in datasets:
        for record in dataset.records:
            kind, entry, _ = _identity(dataset, record)
            if dataset.kind != "adoption" and record["url"]:
                yield [kind, entry, record.get("title") or record["name"], record["url"]]


def _link_rows(datasets: Iterable[Dataset]) -> Iterator[_Row]:
    """Lists of keys."""
    for start, column, value in _plain_items(datasets):
        if column.target:
            yield [*start, column.target, value["code"] if column.form == "place" else value]


def _text_rows(datasets: Iterable[Dataset]) -> Iterator[_Row]:
    """Lists of texts."""
    return ([*start, text] for start, column, text in _plain_items(datasets) if not column.target)


def _plain_items(datasets: Iterable[Dataset]) -> Iterator[tuple[_Row, Field, Any]]:
    """The items of lists that are no groups: kind, entry, field and position, then the list and the item itself. A list
    inside the second programme is of the field programmes.2.followed_by."""
    for dataset in datasets:
        plain = [column for column in _flat(dataset.fields) if _is_plain(column)]
        for (kind, entry, _), column, number, item in _items(dataset, plain):
            yield [kind, entry, ".".join(column.path), number], column, item
        for (kind, entry, _), outer, place, group in _items(dataset, _list_columns(dataset)):
            for column in filter(_is_plain, _flat(outer.part)):
                for number, item in enumerate(_value(group, column), 1):
                    yield [kind, entry, ".".join((*outer.path, str(place), *column.path)), number], column, item


def _is_plain(column: Field) -> bool:
    return column.many and not column.part and not column.repeated


def _citation_rows(datasets: Iterable[Dataset]) -> Iterator[_Row]:
    """What the items of lists cite, then what the record itself does."""
    for dataset in datasets:
        for listing in _list_columns(dataset):
            for (kind, entry, record_id), column, number, item in _items(dataset, [listing]):
                yield from _citations(kind, entry, _item_id(record_id, column, number), item.get("sources", ()))
        columns = [column for column in _flat(dataset.fields) if column.form == "sources"]
        for record in dataset.records:
            kind, entry, record_id = _identity(dataset, record)
            for column in columns:
                item_id = record_id if column.name == "sources" else f"{record_id}/{column.name}"
                yield from _citations(kind, entry, item_id, _value(record, column))


def _citations(kind: str, entry: str, item_id: str, sources: Iterable[Record]) -> Iterator[_Row]:
    for number in dict.fromkeys(source["number"] for source in sources):
        yield [kind, entry, item_id, f"{kind}/{entry}/sources/{number}"]


def sheet_files(datasets: Sequence[Dataset]) -> Iterator[tuple[Mapping[str, str], bytes, int]]:
    """Every table for spreadsheets: its words, its CSV, and how many rows it has.

    It is of a dataset, or of the list at `path` inside its records. The last column is the address of the page.
    """
    titles = _titles(datasets)
    by_name = {dataset.name: dataset for dataset in datasets}
    for sheet in WORDS["sheets"]:
        dataset, path = by_name[sheet["dataset"]], sheet.get("path", "")
        columns = [*_sheet_columns(dataset, path)]
        rows = [*_sheet_rows(dataset, path, columns, titles)]
        owner = [WORDS["sheet_owners"][dataset.name]] if path else []
        texts = [place for place, column in enumerate(columns, len(owner)) if column.form in _FREE]
        header = [*owner, *(capitalised(column.title) for column in columns), "Sivu"]
        yield sheet, _csv_file(header, rows, [*range(len(owner)), *texts], ";"), len(rows)


def _titles(datasets: Iterable[Dataset]) -> _Titles:
    """What each key means, in words."""
    titles: dict[str, dict[str, str]] = defaultdict(dict)
    for dataset in datasets:
        if dataset.kind not in ("municipality", "adoption"):
            for record in dataset.records:
                titles[_identity(dataset, record)[0]][record["id"]] = record["title"]
    return titles


def _sheet_columns(dataset: Dataset, path: str) -> Iterable[Field]:
    if path:
        return _flat(next(field for field in dataset.fields if field.name == path).part)
    columns = (column for column in _flat(dataset.fields) if column.name not in _NOT_IN_SHEETS)
    return (column for column in columns if column.form != "part" or column.repeated)


def _sheet_rows(dataset: Dataset, path: str, columns: Sequence[Field], titles: _Titles) -> Iterator[_Row]:
    for record in dataset.records:
        owner = [record.get("title") or record.get("name")] if path else []
        url = record["practice_url" if dataset.kind == "adoption" else "url"]
        for item in record[path] if path else [record]:
            yield [*owner, *(_words(column, _value(item, column), titles) for column in columns), url]


def _words(column: Field, value: Any, titles: _Titles) -> Any:
    """A value as Finnish readers read it; lists are told on one line."""
    if value is None:
        return None
    return "; ".join(_word(column, item, titles) for item in value) if column.many else _word(column, value, titles)


def _word(column: Field, value: Any, titles: _Titles) -> Any:
    if column.choices:
        return column.choices[value]
    match column.form:
        case "key":
            return titles[column.target][value] if column.target else value
        case "place":
            return value["name"]
        case "boolean":
            return "kyllä" if value else "ei"
        case "number":
            return str(value).replace(".", ",")
        case "day" | "moment":
            moment = Moment.parse(value)
            return short_moment(moment) + (f" {moment.hour}:{moment.minute:02}" if moment.hour >= 0 else "")
        case "sources":
            return ", ".join(filter(None, (value["title"], value["publisher"], value["url"])))
        case "part":
            return value["title"]
    return value
