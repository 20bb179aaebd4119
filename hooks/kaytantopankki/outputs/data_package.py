"""The release of the open data, its JSON files with their schemas, and the Data Package that describes its tables."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any, Self

import orjson

from kaytantopankki.content.catalogue import Catalogue
from kaytantopankki.content.field_types import MOMENT_PATTERN
from kaytantopankki.data_files import data_table
from kaytantopankki.formatting import capitalised
from kaytantopankki.outputs import tables
from kaytantopankki.outputs.datasets import WORDS, Dataset, Field

_Schema = dict[str, Any]

VERSION = "1.1"
FOLDER = "data/v1/"
LICENCE, ORIGINS = WORDS["licence"], WORDS["origins"]
_PLACE_CODE = "^[0-9]{3}$"
_SCHEMAS = data_table("outputs/data/schema.yml")
_TYPES = {**_SCHEMAS["types"], "moment": {"type": "string", "pattern": MOMENT_PATTERN}}
_COLUMN_TYPES = {"number": "number", "integer": "integer", "boolean": "boolean", "day": "date"}


@dataclass(frozen=True)
class Release:
    """The site that publishes the data (`url` ends with a slash), and the day of the newest change, if there is one."""

    name: str
    url: str
    modified: date | None

    @classmethod
    def of(cls, catalogue: Catalogue, name: str, url: str) -> Self:
        """The release of a catalogue: the newest day is one on which an entry was published, changed, reviewed or dated."""
        days = [day for entry in catalogue.entries for day in (entry.data.updated, entry.data.reviewed) if day]
        days += [entry.data.published for entry in catalogue.practices.values()]
        days += [entry.data.date.first_day for entry in catalogue.news.values()]
        return cls(name, url, max(days, default=None))

    @property
    def root(self) -> str:
        """The address of the folder that all files are in."""
        return self.url + FOLDER

    @property
    def attribution(self) -> str:
        """How the data is to be named where it is used."""
        return f"{self.name}, {self.url}, CC BY 4.0"


def json_file(dataset: Dataset, release: Release) -> bytes:
    """One file: about the release, and a record on each line."""
    head = {
        "$schema": f"{release.root}schema/{dataset.name}.schema.json",
        "title": dataset.title,
        "version": VERSION,
        "modified": str(release.modified) if release.modified else None,
        "license": LICENCE,
        "attribution": release.attribution,
        "count": len(dataset.records),
    }
    start = json.dumps(head, ensure_ascii=False, indent=1).removesuffix("\n}").encode()
    return start + b',\n "items": [\n' + b",\n".join(map(orjson.dumps, dataset.records)) + b"\n]\n}\n"


def schema_file(dataset: Dataset, release: Release) -> bytes:
    """The schema of one file, with the Finnish names of its fields."""
    return _json({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"{release.root}schema/{dataset.name}.schema.json",
        "title": dataset.title,
        "description": dataset.description,
        "type": "object",
        "required": ["version", "modified", "license", "attribution", "count", "items"],
        "properties": {
            **_SCHEMAS["envelope"],
            "items": {"title": dataset.title, "type": "array", "items": _ref(dataset.kind)},
        },
        "$defs": {dataset.kind: _group(dataset.fields)} | dict(sorted(_definitions(dataset.fields))),
    })  # fmt: skip


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n"


def _ref(name: str) -> _Schema:
    return {"$ref": f"#/$defs/{name}"}


def _group(fields: Iterable[Field]) -> _Schema:
    """A group of fields. Fields may be added later, so others than these are let be."""
    properties = {field.name: _property(field) for field in fields}
    return {"type": "object", "required": [*properties], "properties": properties}


def _property(field: Field) -> _Schema:
    words: _Schema = {"title": capitalised(field.title), "description": field.description}
    if field.form == "place" or field.part:
        value = _ref(field.part_name or "place")
    elif field.choices:
        value = {"type": "string", "enum": [*field.choices]}
    else:
        value = _TYPES[field.form]
    if field.many:
        return {**words, "type": "array", "items": value}
    return {**words, **value} if field.required else {**words, "anyOf": [value, {"type": "null"}]}


def _definitions(fields: Iterable[Field]) -> Iterator[tuple[str, _Schema]]:
    """The groups inside fields by their names."""
    for field in fields:
        if field.form == "place":
            yield "place", _SCHEMAS["place"]
        if field.part:
            yield field.part_name, _group(field.part)
            yield from _definitions(field.part)


def package_file(resources: Sequence[_Schema], release: Release) -> bytes:
    """The description of all tables."""
    return _json({
        "profile": "tabular-data-package",
        "name": "kaytantopankki",
        "id": f"{release.root}datapackage.json",
        "title": release.name,
        "description": "Kuntien hyvät käytännöt, niiden tulokset, kustannukset, pullonkaulat ja käyttöönotot.",
        "homepage": release.url,
        "version": VERSION,
        **({"created": f"{release.modified}T00:00:00Z"} if release.modified else {}),
        "licenses": [{"name": LICENCE["name"], "title": LICENCE["title"], "path": LICENCE["url"]}],
        "sources": [{"title": title, "path": url} for title, url in ORIGINS.items()],
        "contributors": [{"title": release.name, "path": release.url, "role": "publisher"}],
        "resources": resources,
    })  # fmt: skip


def resource(table: tables.Table, content: bytes) -> _Schema:
    """The description of a table and of the file that it is in."""
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": f"{table.name}.csv",
        "title": table.title,
        "description": table.description,
        **WORDS["csv"]["file"],
        "bytes": len(content),
        "hash": f"sha256:{sha256(content).hexdigest()}",
        "dialect": WORDS["csv"]["dialect"],
        "schema": {
            "fields": [_column(column, unique=table.key == (column.name,)) for column in table.columns],
            "missingValues": [""],
            "primaryKey": [*table.key],
            "foreignKeys": table.foreign_keys,
        },
    }


def _column(column: Field, *, unique: bool) -> _Schema:
    patterns = {"moment": MOMENT_PATTERN, "place": _PLACE_CODE}
    constraints: _Schema = {
        **({"required": True} if column.required else {}),
        **({"unique": True} if unique else {}),
        **({"enum": [*column.choices]} if column.choices else {}),
        **({"pattern": patterns[column.form]} if column.form in patterns else {}),
    }
    return {
        "name": column.name,
        "title": capitalised(column.title),
        "description": column.description,
        "type": _COLUMN_TYPES.get(column.form, "string"),
        **({"constraints": constraints} if constraints else {}),
    }
