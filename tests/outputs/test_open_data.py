"""Open data: goldens of a small catalogue, and of one with every field filled each file by readers of its format."""

import csv
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pandas as pd
import pytest
from frictionless import Package
from jsonschema import Draft202012Validator, FormatChecker  # type: ignore[import-untyped]

from kaytantopankki.content.catalogue import Catalogue
from kaytantopankki.content.models import KINDS
from kaytantopankki.outputs.data_package import Release
from kaytantopankki.outputs.open_data import SHOWN, DataFile, data_files, file_listing, open_data_page
from kaytantopankki.outputs.tables import safe
from kaytantopankki.page import Link
from tests.builders import catalogue, entry
from tests.cases import read_tables
from tests.hostile.fields import filled
from tests.test_pages_golden import small

GOLDEN = Path(__file__).parents[1] / "fixtures/opendata"
TABLES = read_tables(__file__)
RISKY = TABLES["risky"]
URL = "https://kunnat.example/pankki/"
BOM = "\ufeff".encode()
# Of these, as long as there are municipalities, the golden files have the head and what tells of Turku.
LONG = ("municipalities.json", "municipalities.csv", "entries.csv", "texts.csv", "fi/kunnat.csv")
JSON = ("practices", "news", "events", "networks", "projects", "municipalities", "adoptions", "vocabulary")


def whole() -> Catalogue:
    """Entries of every kind with every field, and in them text that spreadsheets would run."""
    entries = [
        entry(kind, f"{kind}-{number}", **_fields(kind, text))
        for kind in KINDS
        for number, text in enumerate(RISKY[:1] if kind == "municipality" else RISKY)
    ]
    adapted: dict[str, Any] = {"adapted_from": [{"practice": "practice-0"}], "superseded_by": "practice-2"}
    linked = entry("practice", "linked", related=["practice-1"], networks=["network-0"], **adapted)
    result = {"indicator": "energiansaasto", "basis": "measured"}
    numbers = [{"value": -50.5}, {"before": 0.00001, "after": -7}, {"value": 1900000, "value_to": 1e13}]
    figures = entry("practice", "figures", body="=1\n\nToinen.\n", results=[result | number for number in numbers])
    return catalogue(*entries, linked, figures)


def _fields(kind: str, text: str) -> dict[str, Any]:
    fields = filled(KINDS[kind].model, lambda _, limit: text[:limit])
    if kind == "practice":
        fields["adoptions"][0]["heard_at"] = "event-0"
    return fields


def files_of(catalogue: Catalogue) -> dict[str, DataFile]:
    return {file.name: file for file in data_files(catalogue, Release.of(catalogue, "Käytäntöpankki", URL))}


@cache
def published(name: str) -> dict[str, DataFile]:
    """The files of a catalogue by name."""
    makers: dict[str, Callable[[], Catalogue]] = {"small": small, "whole": whole, "empty": catalogue}
    return files_of(makers[name]())


def parsed(name: str, file: str) -> Any:
    return json.loads(published(name)[file].content)


def rows(name: str, file: str) -> list[dict[str, str]]:
    """The rows of a table as the standard library reads them."""
    content = published(name)[f"{file}.csv"].content
    assert content.count(BOM) == content.startswith(BOM) == 1
    delimiter = ";" if file.startswith("fi/") else ","
    return [*csv.DictReader(StringIO(content.decode("utf-8-sig"), newline=""), delimiter=delimiter, strict=True)]


def tables(name: str) -> Iterator[tuple[DataFile, list[dict[str, str]]]]:
    """Every table and sheet, and its rows."""
    for file in published(name).values():
        if file.group in ("table", "sheet"):
            yield file, rows(name, file.name.removesuffix(".csv"))


def test_files_are_as_expected(bless: bool) -> None:
    """Schemas and the description of the tables are for readers of their own; one schema stands for all."""
    left_out = ("datapackage.json", ".zip", "esimerkit/", "schema/")
    files = {key: file.content for key, file in published("small").items() if not any(part in key for part in left_out)}
    files |= {name: excerpt(files[name]) for name in LONG}
    files["foreign-keys.txt"] = "".join(f"{line}\n" for line in foreign_keys("small")).encode()
    files["schema/vocabulary.schema.json"] = published("small")["schema/vocabulary.schema.json"].content
    if bless:
        for key, content in files.items():
            (GOLDEN / key).parent.mkdir(parents=True, exist_ok=True)
            (GOLDEN / key).write_bytes(content)
    golden = {str(file.relative_to(GOLDEN)): file.read_bytes() for file in GOLDEN.rglob("*") if file.is_file()}
    assert sorted(files) == sorted(golden), "if this is as it should be, run pytest --bless"
    for key, content in files.items():
        assert content == golden[key], f"{key}: if this is as it should be, run pytest --bless"


def excerpt(content: bytes) -> bytes:
    first, *lines = content.splitlines(keepends=True)
    return first + b"".join(line for line in lines if b"Turku" in line or b"853," in line)


def foreign_keys(name: str) -> Iterator[str]:
    """What each table refers to."""
    for table in parsed(name, "datapackage.json")["resources"]:
        for key in table["schema"]["foreignKeys"]:
            target = key["reference"]
            yield f"{table['name']} {','.join(key['fields'])} → {target['resource']} {','.join(target['fields'])}"


def test_the_same_catalogue_gives_the_same_bytes_on_any_day() -> None:
    assert files_of(small()) == files_of(replace(small(), today=date(2031, 1, 2)))


def test_the_bundle_has_every_file_and_tells_no_day() -> None:
    files = dict(published("small"))
    with ZipFile(BytesIO(files.pop("kaytantopankki-v1.zip").content)) as bundle:
        assert bundle.testzip() is None
        assert {info.filename: bundle.read(info) for info in bundle.infolist()} == {
            name: file.content for name, file in files.items()
        }
        assert {info.date_time for info in bundle.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert all(f"data/v1/{name}" == file.uri and name.isascii() for name, file in files.items())


def test_an_empty_catalogue_has_every_file() -> None:
    assert published("empty").keys() == published("small").keys()
    assert open_data_page(Release.of(catalogue(), "x", URL)).view["modified"] == ""
    assert "ei tiedossa" in published("empty")["LUE.txt"].content.decode()
    data = parsed("empty", "practices.json")
    assert (data["count"], data["items"], data["modified"]) == (0, [], None)


@pytest.mark.parametrize(("entries", "newest"), TABLES["newest"])
def test_the_newest_change_is_that_of_the_content(entries: list[Any], newest: str) -> None:
    of = catalogue(*(entry(kind, slug, **fields) for kind, slug, fields in entries))
    assert str(Release.of(of, "x", URL).modified) == newest


def test_the_page_leads_elsewhere_and_search_engines_are_told_of_downloads() -> None:
    page = open_data_page(Release.of(small(), "x", URL), [Link("Tilaa", "tilaa/")])
    assert page.view["elsewhere"] == [{"title": "Tilaa", "url": "tilaa/"}]
    listing = file_listing(published("small").values())
    assert ("Käytännöt", "data/v1/practices.json", len(published("small")["practices.json"].content)) in [
        (file["title"], file["url"], file["bytes"]) for file in listing["json"]
    ]
    types = {file["media_type"] for group in SHOWN for file in listing[group]}
    assert types == {"application/json", "text/csv", "application/zip"}


@pytest.mark.parametrize(("count", "text"), TABLES["sizes"])
def test_a_size_is_told_in_words(count: int, text: str) -> None:
    (row,) = file_listing([DataFile("a.json", "json", "", "", bytes(count))])["json"]
    assert (row["bytes"], row["size"].replace("\u00a0", " ")) == (count, text)


@pytest.mark.parametrize("file", JSON)
def test_a_file_agrees_with_its_schema_which_tells_of_every_field_in_finnish(file: str) -> None:
    data, schema = parsed("whole", f"{file}.json"), parsed("whole", f"schema/{file}.schema.json")
    assert data["$schema"] == schema["$id"] == f"{URL}data/v1/schema/{file}.schema.json"
    Draft202012Validator.check_schema(schema)
    errors = Draft202012Validator(closed(schema), format_checker=FormatChecker()).iter_errors(data)
    assert [error.message for error in errors] == []
    assert data["count"] == len(data["items"])
    for name, group in schema["$defs"].items():
        for key, field in group["properties"].items():
            assert field["title"][0].isupper(), (name, key)
            assert "description" in field or name == "place", (name, key)
            assert not field.get("description", "").startswith("Vain, jos"), (name, key)


def closed(schema: Any) -> Any:
    """The schema with no other fields than those that it tells of."""
    if isinstance(schema, list):
        return [closed(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    group = {"additionalProperties": False} if isinstance(schema.get("properties"), dict) and "type" in schema else {}
    return {key: closed(item) for key, item in schema.items()} | group


@pytest.mark.parametrize(("file", "change"), TABLES["refused_by_schema"])
def test_a_schema_refuses_what_is_not_so(file: str, change: dict[str, Any]) -> None:
    item = parsed("whole", f"{file}.json")["items"][0] | change
    schema = parsed("whole", f"schema/{file}.schema.json")
    part = {"$defs": schema["$defs"], **schema["properties"]["items"]["items"]}
    assert [*Draft202012Validator(part, format_checker=FormatChecker()).iter_errors(item)]


def test_other_readers_find_the_same_and_nothing_that_is_taken_for_a_formula() -> None:
    for file, expected in tables("whole"):
        delimiter = ";" if file.group == "sheet" else ","
        frame = pd.read_csv(BytesIO(file.content), sep=delimiter, dtype=str, keep_default_na=False)
        assert frame.to_dict("records") == expected
        assert len({*frame.columns}) == len(frame.columns), file.name
        assert len(frame) == file.rows
        for row in expected:
            for column, text in row.items():
                assert text[:1] not in ("=", "+", "@", "\t", "\r", "\n"), (file.name, column, text)
                assert text[:1] != "-" or re.fullmatch(r"-\d+([.,]\d+)?(e-?\d+)?", text), (file.name, column, text)


@pytest.mark.parametrize("text", [*RISKY, "\t=1", "\r=1", "\n=1", "", "tavallinen", "''"])
def test_a_text_can_be_had_back(text: str) -> None:
    assert safe(text).removeprefix("'") == text
    assert safe(text) in (text, f"'{text}")
    assert safe(text)[:1] not in {*"=+-@\t\r\n"}


def errors(folder: Path) -> set[tuple[str, str]]:
    """(table, kind of error) of what disagrees with the description of the tables."""
    found = Package(str(folder / "datapackage.json")).validate()
    return {(task.name, error.type) for task in found.tasks for error in task.errors}


def test_the_tables_agree_with_their_description_which_refuses_what_is_not_so(tmp_path: Path) -> None:
    for file in published("whole").values():
        if file.group in ("table", "package"):
            (tmp_path / file.name).write_bytes(file.content)
    assert errors(tmp_path) == set()
    described = parsed("whole", "datapackage.json")["resources"]
    assert {table["path"] for table in described} == {file.name for file, _ in tables("whole") if file.group == "table"}
    wrong = {(table, error): (old, new) for table, error, old, new in TABLES["refused_by_tables"]}
    for (table, _), (old, new) in wrong.items():
        path = tmp_path / f"{table}.csv"
        assert old in path.read_bytes().decode(), table
        path.write_bytes(path.read_bytes().decode().replace(old, new).encode())
    assert wrong.keys() <= errors(tmp_path)
