"""Entries as published records, and the fields of records: names, Finnish titles, types, units and sources resolved."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Literal

from pydantic import BaseModel

from kaytantopankki import links
from kaytantopankki.content.field_types import MOMENT_PATTERN, Choice, Target
from kaytantopankki.content.fields import FieldSpec, field_specs
from kaytantopankki.content.models import Entry
from kaytantopankki.content.municipalities import places
from kaytantopankki.content.scaffold import description as field_description
from kaytantopankki.content.submodels import Source, Submodel

Record = dict[str, Any]
Units = Mapping[str, str]  # By the key of an indicator, where it has a unit of its own.
# An "id" is made here of letters and figures; a "key" names something else and may be any word; "place" is a
# municipality with its code; "part" is a group of fields; "sources" are those of the entry that a fact cites.
Form = Literal[
    "text", "id", "url", "day", "moment", "number", "integer", "boolean", "choice", "key", "place", "part", "sources"
]
# "url" is the address of an entry's page on this site, so the entry's own web site is told under another name.
_PUBLISHED_NAMES = {("Network", "url"): "website", ("Project", "url"): "website"}
# A published figure always has its unit, also one that the indicator gives.
_UNIT = "Luvun yksikkö."


@dataclass(frozen=True)
class Field:
    """A field of a published record, or a column of a table.

    One that is not `required` may be null; a list (`many`) is never null but may be empty. `target` is the kind of
    thing that a key names. `choices` are the values and their labels. `part` are the fields of a group, `part_name` its name in the JSON Schema. `key` is the name
    in front matter. A `repeated` field is in another file too. `path` leads to the value of a column in its record.
    """

    name: str
    title: str
    description: str
    form: Form = "text"
    many: bool = False
    required: bool = True
    target: Target | None = None
    choices: Mapping[str, str] | None = None
    part: tuple["Field", ...] = ()
    part_name: str = ""
    key: str = ""
    repeated: bool = False
    path: tuple[str, ...] = ()


@cache
def fields_of(model: type[BaseModel]) -> tuple[Field, ...]:
    """The published fields of a model: its own first, then those that it inherits."""
    schemas = model.model_json_schema(mode="serialization")["properties"]
    inherited = {name for base in model.__mro__[1:] if issubclass(base, Submodel) for name in base.model_fields}
    fields = [_field(model, spec, schemas[name]) for name, spec in field_specs(model).items()]
    return tuple(sorted(fields, key=lambda field: field.key in inherited))


def labels(choices: Iterable[Choice]) -> dict[str, str]:
    """The values of choices and their Finnish words."""
    return {choice.value: choice.label for choice in choices}


def with_choices(field: Field, choices: Mapping[str, str]) -> Field:
    """The field with its choices, if there are any, also in its description."""
    if not choices:
        return field
    listed = ", ".join(f"{value} ({label})" for value, label in choices.items())
    description = " ".join(filter(None, (field.description, f"Vaihtoehdot: {listed}.")))
    return replace(field, form="choice", choices=choices, description=description)


def _field(model: type[BaseModel], spec: FieldSpec, schema: dict[str, Any]) -> Field:
    """A field of a model: its words by its specification, its type by the JSON Schema."""
    key = spec.key
    if key == "source" or key.endswith("_source"):
        title, description = "lähteet" if key == "source" else spec.label, "Lähteet, joista tieto on."
        part = _source_fields()
        return Field(f"{key}s", title, description, "sources", many=True, part=part, part_name="source", key=key)
    value = next(item for item in schema.get("anyOf", [schema]) if item.get("type") != "null")
    many, target = value.get("type") == "array", spec.target
    field = Field(
        name=_PUBLISHED_NAMES.get((model.__name__, key), key),
        title=spec.label,
        description=_UNIT if key == "unit" and "indicator" in model.model_fields else field_description(spec),
        many=many,
        required="anyOf" not in schema,
        target=target,
        key=key,
    )
    if target:
        return replace(field, form="place" if target == "municipality" else "key")
    if spec.choices:
        return with_choices(field, labels(spec.choices))
    if spec.submodel:
        part = _source_fields() if spec.submodel is Source else fields_of(spec.submodel)
        part_name = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", spec.submodel.__name__).lower()
        return replace(field, form="part", part=part, part_name=part_name)
    return replace(field, form=_form_of(value["items"] if many else value))


def _form_of(schema: dict[str, Any]) -> Form:
    pattern = schema.get("pattern", "")
    if pattern == MOMENT_PATTERN:
        return "moment"
    if schema.get("format") == "date":
        return "day"
    if pattern.startswith("^https?"):
        return "url"
    plain: dict[str, Form] = {"number": "number", "integer": "integer", "boolean": "boolean"}
    return plain.get(schema["type"], "text")


@cache
def _source_fields() -> tuple[Field, ...]:
    """A source, and the number by which the facts of its entry cite it."""
    number = Field("number", "numero", "Järjestysnumero kirjauksen lähdeluettelossa.", "integer", key="number")
    return (number, *fields_of(Source))


def entry_record(entry: Entry[Any], site_url: str, units: Units) -> Record:
    """One entry with all its fields."""
    url, fields = site_url + links.entry_url(entry), published_fields(entry, units)
    return {"id": entry.slug, "url": url, **fields, "body": entry.body.strip() or None}


def published_fields(entry: Entry[Any], units: Units) -> Record:
    """The fields of an entry as `fields_of` its model tells them."""
    written = entry.data.model_dump(mode="json")
    written["sources"] = [{"number": number, **source} for number, source in enumerate(written["sources"], 1)]
    model: type[BaseModel] = type(entry.data)
    return _published(fields_of(model), written, written["sources"], units)


def _published(fields: Sequence[Field], written: Record, sources: Sequence[Record], units: Units) -> Record:
    """A group of fields; facts have the `sources` that they cite by number."""

    def resolved(field: Field, value: Any) -> Any:
        if field.form == "number":
            return int(value) if value == int(value) else value
        if field.form == "sources":
            return sources[value - 1]
        if field.form == "place":
            return {"code": places()[value].code, "name": value}
        return _published(field.part, value, sources, units) if field.part else value

    record = {}
    for field in fields:
        value = written[field.key]
        if value and field.many:
            value = [resolved(field, item) for item in value]
        record[field.name] = resolved(field, value) if value and not field.many else value
    if "unit" in record and "indicator" in record:
        record["unit"] = record["unit"] or units.get(record["indicator"])
    return record
