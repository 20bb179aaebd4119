"""The description of the tables as a Data Package, so that programs know every column."""

import json
from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from catalogue.types import MOMENT_PATTERN
from opendata.fields import Field
from opendata.tables import Reference, Table
from opendata.terms import LICENCE, ORIGINS, VERSION, Terms
from pages.finnish import capitalised

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
