"""The data as JSON, and the schema of each file."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

import orjson

from catalogue.types import MOMENT_PATTERN
from opendata.datasets import Dataset
from opendata.fields import Field
from opendata.terms import Terms
from pages.finnish import capitalised

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
