"""The data as JSON with the schema of each file, and its description as a Data Package."""

import json
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from typing import Any

import orjson

from kaytantopankki.content.field_types import MOMENT_PATTERN
from kaytantopankki.formatting import capitalised
from kaytantopankki.outputs.datasets import Dataset
from kaytantopankki.outputs.records import LICENCE, ORIGINS, VERSION, Field, Terms
from kaytantopankki.outputs.tables import Reference, Table

Described = dict[str, Any]
_TYPES = {"number": "number", "integer": "integer", "boolean": "boolean", "day": "date"}


def package_file(resources: Sequence[Described], terms: Terms) -> bytes:
    """The description of all tables."""
    described: Described = {
        "profile": "tabular-data-package",
        "name": "kaytantopankki",
        "id": f"{terms.root}datapackage.json",
        "title": terms.publisher.name,
        "description": "Kuntien hyvät käytännöt, niiden tulokset, kustannukset, pullonkaulat ja käyttöönotot.",
        "homepage": terms.publisher.url,
        "version": VERSION,
        **({"created": f"{terms.modified}T00:00:00Z"} if terms.modified else {}),
        "licenses": [{"name": LICENCE["name"], "title": LICENCE["title"], "path": LICENCE["url"]}],
        "sources": [{"title": title, "path": url} for title, url in ORIGINS],
        "contributors": [{"title": terms.publisher.name, "path": terms.publisher.url, "role": "publisher"}],
        "resources": resources,
    }
    return json.dumps(described, ensure_ascii=False, indent=1).encode() + b"\n"


def resource(table: Table, content: bytes) -> Described:
    """The description of a table and of the file that it is in."""
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": f"{table.name}.csv",
        "title": table.title,
        "description": table.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{sha256(content).hexdigest()}",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True},
        "schema": {
            "fields": [_field(field, table.key == (field.name,)) for field in table.columns],
            "missingValues": [""],
            "primaryKey": [*table.key],
            "foreignKeys": [_foreign(reference) for reference in table.references],
        },
    }


def _field(field: Field, unique: bool) -> Described:
    constraints: Described = {"required": True} if field.required else {}
    if unique:
        constraints["unique"] = True
    if field.choices:
        constraints["enum"] = [choice.value for choice in field.choices]
    if field.form == "moment":
        constraints["pattern"] = MOMENT_PATTERN
    if field.form == "place":
        constraints["pattern"] = "^[0-9]{3}$"
    described = {
        "name": field.name,
        "title": capitalised(field.title),
        "description": field.description,
        "type": _TYPES.get(field.form, "string"),
    }
    return described | ({"constraints": constraints} if constraints else {})


def _foreign(reference: Reference) -> Described:
    return {
        "fields": [*reference.columns],
        "reference": {"resource": reference.table, "fields": [*reference.named]},
    }


_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_SCHEMAS = "schema/"
Schema = dict[str, Any]


def json_file(dataset: Dataset, terms: Terms) -> bytes:
    """One file: the terms, and a record on each line."""
    head = {
        "$schema": terms.root + schema_path(dataset),
        "title": dataset.title,
        **terms.envelope,
        "count": len(dataset.records),
    }
    start = json.dumps(head, ensure_ascii=False, indent=1).removesuffix("\n}").encode()
    items = b",\n".join(map(orjson.dumps, dataset.records))
    return b"".join((start, b',\n "items": [\n', items, b"\n]\n}\n"))


def schema_path(dataset: Dataset) -> str:
    """The schema of a file, relative to the folder of the data."""
    return f"{_SCHEMAS}{dataset.name}.schema.json"


def schema_file(dataset: Dataset, terms: Terms) -> bytes:
    """The schema of one file, with the Finnish names of its fields."""
    schema = {
        "$schema": _DIALECT,
        "$id": terms.root + schema_path(dataset),
        "title": dataset.title,
        "description": dataset.description,
        "type": "object",
        "required": ["version", "modified", "license", "attribution", "count", "items"],
        "properties": {**_ENVELOPE, "items": {"title": dataset.title, "type": "array", "items": _ref(dataset.kind)}},
        "$defs": {dataset.kind: _group(dataset.fields)} | _definitions(dataset.fields),
    }
    return json.dumps(schema, ensure_ascii=False, indent=1).encode() + b"\n"


_ENVELOPE: Schema = {
    "$schema": {"title": "Skeema", "type": "string", "format": "uri"},
    "title": {"title": "Aineisto", "type": "string"},
    "version": {"title": "Muodon versio", "type": "string"},
    "modified": {"title": "Uusin muutos", "type": ["string", "null"], "format": "date"},
    "license": {
        "title": "Lisenssi",
        "type": "object",
        "required": ["name", "title", "url"],
        "properties": {"name": {"type": "string"}, "title": {"type": "string"}, "url": {"type": "string"}},
    },
    "attribution": {"title": "Näin mainitset lähteen", "type": "string"},
    "count": {"title": "Kirjauksia", "type": "integer", "minimum": 0},
}
_PLACE: Schema = {
    "title": "Kunta",
    "type": "object",
    "required": ["code", "name"],
    "properties": {
        "code": {"title": "Kuntanumero", "type": "string", "pattern": "^[0-9]{3}$"},
        "name": {"title": "Nimi", "type": "string"},
    },
}
_FORMS: dict[str, Schema] = {
    "text": {"type": "string"},
    "id": {"type": "string", "minLength": 1},
    "key": {"type": "string", "minLength": 1},
    "url": {"type": "string", "format": "uri-reference"},
    "day": {"type": "string", "format": "date"},
    "moment": {"type": "string", "pattern": MOMENT_PATTERN},
    "number": {"type": "number"},
    "integer": {"type": "integer"},
    "boolean": {"type": "boolean"},
}


def _group(fields: Iterable[Field]) -> Schema:
    """A group of fields. Fields may be added later, so others than these are let be."""
    properties = {field.name: _property(field) for field in fields}
    return {"type": "object", "required": list(properties), "properties": properties}


def _property(field: Field) -> Schema:
    told: Schema = {"title": capitalised(field.title), "description": field.description}
    if field.form == "place":
        value = _ref("place")
    elif field.part:
        value = _ref(field.part_name)
    elif field.choices:
        value = {"type": "string", "enum": [choice.value for choice in field.choices]}
    else:
        value = _FORMS[field.form]
    if field.many:
        return {**told, "type": "array", "items": value}
    if field.required:
        return {**told, **value}
    return {**told, "anyOf": [value, {"type": "null"}]}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _definitions(fields: Iterable[Field]) -> Schema:
    return dict(sorted(_groups(fields)))


def _groups(fields: Iterable[Field]) -> Iterator[tuple[str, Schema]]:
    for field in fields:
        if field.form == "place":
            yield "place", _PLACE
        if field.part:
            yield field.part_name, _group(field.part)
            yield from _groups(field.part)
