"""The CSV tables: read back with two readers and compared with the JSON, and checked against their description."""

import csv
import json
import re
from collections.abc import Iterator
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from frictionless import Package

from kaytantopankki.outputs.csv_files import csv_file, safe
from tests.opendata.samples import CATALOGUES, RISKY, items, published

BOM = "\ufeff".encode()
Rows = list[dict[str, str]]
# The lists of groups in each JSON file, and the table that each is in.
LISTS = {
    "practices": {
        "results": "results",
        "costs": "costs",
        "funding": "funding",
        "bottlenecks": "bottlenecks",
        "uptake.documents": "documents",
        "adapted_from": "adapted_from",
        "sources": "sources",
    },
    "adoptions": {"bottlenecks": "bottlenecks"},
    "municipalities": {
        "goals": "goals",
        "bottlenecks_now": "bottlenecks_now",
        "contacts": "contacts",
        "indicators": "municipality_indicators",
        "programmes": "programmes",
        "sources": "sources",
    },
    "networks": {"members": "members", "member_counts": "member_counts", "goals": "goals", "sources": "sources"},
    "projects": {"funding": "funding", "sources": "sources"},
    "events": {"sources": "sources"},
    "news": {"sources": "sources"},
}
KINDS = {
    "practices": "practice",
    "adoptions": "practice",
    "municipalities": "municipality",
    "networks": "network",
    "projects": "project",
    "events": "event",
    "news": "news",
}
# What is in another table too, or is a record of its own.
ELSEWHERE = {("practices", "adoptions"), ("municipalities", "networks"), ("adoptions", "origins")}


def rows(name: str, table: str, delimiter: str = ",") -> Rows:
    """The rows of a table as the standard library reads them."""
    content = published(name)[f"{table}.csv"].content
    assert content.startswith(BOM)
    assert content.count(BOM) == 1
    return [*csv.DictReader(StringIO(content.decode("utf-8-sig"), newline=""), delimiter=delimiter, strict=True)]


def told(cell: str) -> str:
    """The text of a cell without the apostrophe that makes it safe."""
    return cell.removeprefix("'")


def cell(value: Any) -> str:
    """How a value of the JSON is told in a table."""
    if value is None or isinstance(value, bool):
        return {None: "", True: "true", False: "false"}[value]
    if isinstance(value, dict):
        return str(value["code"])
    return str(value)


def is_place(value: Any) -> bool:
    return isinstance(value, dict) and set(value) == {"code", "name"} and len(value["code"]) == 3


def flat(record: dict[str, Any], start: str = "") -> Iterator[tuple[str, str]]:
    """(column, cell) of every single value of a record."""
    for key, value in record.items():
        if isinstance(value, dict) and not is_place(value):
            yield from flat(value, f"{start}{key}_")
        elif not isinstance(value, list):
            yield f"{start}{key}", cell(value)


def listed(record: dict[str, Any], start: str = "") -> Iterator[tuple[str, list[Any]]]:
    """(path, list) of every list of a record."""
    for key, value in record.items():
        if isinstance(value, dict):
            yield from listed(value, f"{start}{key}.")
        elif isinstance(value, list):
            yield f"{start}{key}", value


def same(row: dict[str, str], record: dict[str, Any], renamed: dict[str, str] | None = None) -> None:
    """The row has every single value of the record, and nothing where the record has nothing."""
    for column, text in flat(record):
        column = (renamed or {}).get(column, column)
        if column in row:
            assert told(row[column]) == text, column
        else:
            assert text == "", column


def key(record: dict[str, Any]) -> str:
    return str(record.get("code") or record.get("practice") or record["id"])


@pytest.mark.parametrize("name", CATALOGUES)
@pytest.mark.parametrize("file", KINDS)
def test_every_record_has_its_row(name: str, file: str) -> None:
    for row, record in zip(rows(name, file), items(name, file), strict=True):
        same(row, record)
        filled = {column for column, text in row.items() if text}
        assert filled == {column for column, text in flat(record) if text}


@pytest.mark.parametrize("name", CATALOGUES)
@pytest.mark.parametrize("file", LISTS)
def test_every_item_of_a_list_has_its_row(name: str, file: str) -> None:
    found = {table: {row["id"]: row for row in rows(name, table)} for table in {*LISTS[file].values()}}
    seen = dict.fromkeys(found, 0)
    for record in items(name, file):
        root = record["id"] if file == "adoptions" else f"{KINDS[file]}/{key(record)}"
        for path, values in listed(record):
            if values and isinstance(values[0], dict) and not is_place(values[0]) and (file, path) not in ELSEWHERE:
                if path.endswith("_sources") or (path, file) == ("sources", "adoptions"):
                    continue
                table = LISTS[file][path]
                for number, item in enumerate(values, 1):
                    row = found[table][f"{root}/{path.replace('.', '/')}/{number}"]
                    same(row, item, {"practice": "origin_practice"} if path == "adapted_from" else None)
                    assert row["position"] == str(number)
                    assert {row.get("practice"), row.get("entry"), row.get("municipality"), row.get("network")} & {
                        key(record)
                    }
                    assert row.get("adoption", "") == (record["id"] if file == "adoptions" else "")
                seen[table] += len(values)
    for table, count in seen.items():
        owners = [other for other, lists in LISTS.items() if table in lists.values()]
        if owners == [file]:
            assert count == len(found[table])


@pytest.mark.parametrize("name", CATALOGUES)
def test_every_key_text_and_citation_has_its_row(name: str) -> None:
    links, texts, cited = set(), set(), set()
    kinds = {**KINDS, "vocabulary": ""}
    for file, kind in kinds.items():
        for record in items(name, file):
            kind, owner = kind or record["kind"], key(record)
            root = record["id"] if file == "adoptions" else f"{kind}/{owner}"
            cited |= set(citations(record, file, root, f"{kind}/{owner}"))
            for path, values in listed(record):
                for number, value in enumerate(values, 1):
                    if (file, path) in ELSEWHERE or (isinstance(value, dict) and not is_place(value)):
                        continue
                    if target := TARGETS.get(path):
                        links.add((kind, owner, path, str(number), target, cell(value)))
                    else:
                        texts.add((kind, owner, path, str(number), value))
            kind = kinds[file]
    assert {(*map(told, row.values()),) for row in rows(name, "links")} == links
    # Languages of municipalities are texts too.
    assert {(*map(told, row.values()),) for row in rows(name, "texts")} == texts
    found = [(row["item"], row["source"]) for row in rows(name, "citations")]
    assert set(found) == cited
    assert len(found) == len(cited)


TARGETS = {
    "municipalities": "municipality",
    "themes": "theme",
    "tags": "tag",
    "networks": "network",
    "projects": "project",
    "practices": "practice",
    "related": "practice",
    "events": "event",
}


def citations(record: dict[str, Any], file: str, item: str, owner: str) -> Iterator[tuple[str, str]]:
    """(item, source) of everything in a record that cites a source; sources of an entry itself are no citations."""
    for name, value in record.items():
        here = f"{item}/{name}"
        if name == "sources" or name.endswith("_sources"):
            if item != owner or name != "sources":
                ends = item if name == "sources" else here
                yield from ((ends, f"{owner}/sources/{source['number']}") for source in value)
        elif isinstance(value, dict):
            yield from citations(value, file, here, owner)
        elif isinstance(value, list) and (file, name) not in ELSEWHERE:
            for number, part in enumerate(value, 1):
                if isinstance(part, dict):
                    yield from citations(part, file, f"{here}/{number}", owner)


@pytest.mark.parametrize("name", CATALOGUES)
def test_pandas_reads_the_same(name: str) -> None:
    for file in published(name).values():
        if file.group in ("table", "sheet"):
            delimiter = ";" if file.group == "sheet" else ","
            frame = pd.read_csv(BytesIO(file.content), sep=delimiter, dtype=str, keep_default_na=False)
            expected = rows(name, file.name.removesuffix(".csv"), delimiter)
            assert frame.to_dict("records") == expected
            assert len(frame) == file.rows


def test_numbers_are_numbers() -> None:
    frame = pd.read_csv(BytesIO(published("whole")["results.csv"].content))
    figures = frame[frame["practice"] == "figures"]
    assert figures["value"].dropna().tolist() == [-50.5, 1900000]
    assert figures["before"].dropna().tolist() == [0.00001]
    assert figures["after"].dropna().tolist() == [-7]
    assert figures["value_to"].dropna().tolist() == [1e13]
    written = [row["value"] for row in rows("whole", "results") if row["practice"] == "figures"]
    assert written == ["-50.5", "", "1900000"]
    finnish = pd.read_csv(BytesIO(published("whole")["fi/tulokset.csv"].content), sep=";", decimal=",")
    own = finnish[finnish["Käytäntö"] == "Figures"]
    assert own["Arvo"].dropna().tolist() == [-50.5, 1900000]
    assert own["Ennen"].dropna().tolist() == [0.00001]


NUMBER = r"-\d+([.,]\d+)?(e-?\d+)?"


@pytest.mark.parametrize("name", CATALOGUES)
def test_no_cell_is_taken_for_a_formula(name: str) -> None:
    for file in published(name).values():
        if file.group in ("table", "sheet"):
            delimiter = ";" if file.group == "sheet" else ","
            for row in rows(name, file.name.removesuffix(".csv"), delimiter):
                for column, text in row.items():
                    assert text[:1] not in ("=", "+", "@", "\t", "\r", "\n"), (file.name, column, text)
                    assert text[:1] != "-" or re.fullmatch(NUMBER, text), (file.name, column, text)


@pytest.mark.parametrize("text", [*RISKY, "\t=1", "\r=1", "\n=1", "", "tavallinen", "''"])
def test_a_text_can_be_had_back(text: str) -> None:
    assert safe(text) in (text, f"'{text}")
    assert told(safe(text)) == text
    assert safe(text)[:1] not in {*"=+-@\t\r\n"}
    content = csv_file(["a", "b"], [[text, -1.5]], [0])
    (row,) = csv.DictReader(StringIO(content.decode("utf-8-sig"), newline=""))
    assert row == {"a": safe(text), "b": "-1.5"}


def unpack(name: str, folder: Path) -> Path:
    """The tables and their description in a folder."""
    for file in published(name).values():
        if file.group in ("table", "package"):
            (folder / file.name).write_bytes(file.content)
    return folder / "datapackage.json"


@pytest.mark.parametrize("name", CATALOGUES)
def test_the_tables_agree_with_their_description(name: str, tmp_path: Path) -> None:
    report = Package(str(unpack(name, tmp_path))).validate()
    assert report.flatten(["name", "rowNumber", "type", "message"]) == []
    tables = [file for file in published(name).values() if file.group == "table"]
    assert report.stats["tasks"] == len(tables)
    described = json.loads(published(name)["datapackage.json"].content)
    assert [resource["path"] for resource in described["resources"]] == [file.name for file in tables]
    assert described["licenses"][0]["name"] == "CC-BY-4.0"


@pytest.mark.parametrize(
    ("table", "old", "new", "kind"),
    [
        ("results", "energiansaasto", "olematon", "foreign-key"),
        ("results", "measured", "arvattu", "constraint-error"),
        ("results", "-50.5", "puolet", "type-error"),
        ("adoptions", "practice-0", "olematon", "foreign-key"),
        ("members", "423", "999", "foreign-key"),
        ("citations", "sources/1", "sources/77", "foreign-key"),
        ("links", ",energia", ",olematon", "foreign-key"),
        ("practices", "practice-1,", "practice-2,", "primary-key"),
        ("practices", "2020-05-03", "3.5.2020", "type-error"),
    ],
)
def test_the_description_refuses_what_is_not_so(table: str, old: str, new: str, kind: str, tmp_path: Path) -> None:
    description = unpack("whole", tmp_path)
    file = tmp_path / f"{table}.csv"
    text = file.read_bytes().decode()
    assert old in text
    file.write_bytes(text.replace(old, new).encode())
    found = {error for (error,) in Package(str(description)).validate().flatten(["type"])}
    assert kind in found


def test_a_heading_is_the_name_of_one_column() -> None:
    for file in published("real").values():
        if file.group in ("table", "sheet"):
            delimiter = ";" if file.group == "sheet" else ","
            head = next(csv.reader(StringIO(file.content.decode("utf-8-sig")), delimiter=delimiter))
            assert len(head) == len({*head}), (file.name, head)


def test_every_column_that_names_another_row_says_so() -> None:
    described = json.loads(published("whole")["datapackage.json"].content)
    named = {
        "practice": "practices",
        "origin_practice": "practices",
        "superseded_by": "practices",
        "adoption": "adoptions",
        "network": "networks",
        "municipality": "municipalities",
        "indicator": "indicators",
        "heard_at": "events",
        "recap": "news",
        "source": "sources",
        "entry": "entries",
        "target": "entries",
    }
    for resource in described["resources"]:
        columns = {field["name"] for field in resource["schema"]["fields"]}
        found = {
            key["fields"][-1]: key["reference"]["resource"]
            for key in resource["schema"]["foreignKeys"]
            if key["fields"] != ["kind"]
        }
        assert found == {column: named[column] for column in columns & set(named)}, resource["name"]
        kinds = [key for key in resource["schema"]["foreignKeys"] if key["fields"] == ["kind"]]
        assert bool(kinds) == (resource["name"] in ("bottlenecks", "bottlenecks_now"))
