"""What published records are made of: the fields of the content kinds as they are used, from the schema."""

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Literal

from pydantic import BaseModel

from catalogue.guide import guides
from catalogue.labels import Choice
from catalogue.messages import choices_of, part_of
from catalogue.parts import Part, Source
from catalogue.references import ref_fields
from catalogue.types import MOMENT_PATTERN, Target

# An "id" is made here of letters and figures, a "key" names something else and may be any word; "sources" are those of the entry that a fact cites; "place" is a municipality with its code.
Form = Literal[
    "text", "id", "url", "day", "moment", "number", "integer", "boolean", "choice", "key", "place", "part", "sources"
]

# What is not as the author wrote it: the address of an entry is that of its page here, and a unit is always told.
_OTHERWISE = {(model, "url"): "website" for model in ("Network", "Project")}
_RESOLVED = {(model, "unit"): "Luvun yksikkö." for model in ("Result", "Measure")}


@dataclass(frozen=True)
class Field:
    """A field of a published record. One that is not `required` may be null; a list is never null but may be empty.

    `written` is its name in the author's file. A `repeated` field tells what another file has too.
    """

    name: str
    title: str
    description: str
    form: Form = "text"
    many: bool = False
    required: bool = True
    target: Target | None = None
    choices: type[Choice] | None = None
    model: type[BaseModel] | None = None
    part: tuple["Field", ...] = ()
    part_name: str = ""
    written: str = ""
    repeated: bool = False


@cache
def fields_of(model: type[BaseModel]) -> tuple[Field, ...]:
    """The fields of a model as they are used: its own first, then those that it inherits."""
    properties = model.model_json_schema(mode="serialization")["properties"]
    targets = dict(ref_fields(model))
    inherited = {name for base in model.__mro__[1:] if issubclass(base, Part) for name in base.model_fields}
    told = {guide.key: guide for guide in guides(model)}
    found = []
    for name, info in model.model_fields.items():
        description = _RESOLVED.get((model.__name__, name), told[name].said)
        field = Field(_OTHERWISE.get((model.__name__, name), name), info.title or name, description, written=name)
        found.append(_shaped(field, info.annotation, properties[name], targets.get(name)))
    return tuple(sorted(found, key=lambda field: field.written in inherited))


def _shaped(field: Field, annotation: Any, schema: dict[str, Any], target: Target | None) -> Field:
    if field.written == "source" or field.written.endswith("_source"):
        told = "Lähteet, joista tieto on."
        return replace(
            field,
            name=f"{field.written}s",
            title="lähteet" if field.written == "source" else field.title,
            description=told,
            form="sources",
            many=True,
            part=CITED,
            part_name="source",
        )
    present = next(item for item in schema.get("anyOf", [schema]) if item.get("type") != "null")
    many = present.get("type") == "array"
    field = replace(field, many=many, required="anyOf" not in schema, target=target)
    if target:
        return replace(field, form="place" if target == "municipality" else "key")
    if choices := choices_of(annotation):
        listed = ", ".join(f"{choice.value} ({choice.label})" for choice in choices)
        told = " ".join(filter(None, (field.description, f"Vaihtoehdot: {listed}.")))
        return replace(field, form="choice", choices=choices, description=told)
    if model := part_of(annotation):
        cited = model is Source and field.written == "sources"
        part = CITED if cited else fields_of(model)
        return replace(field, form="part", model=model, part=part, part_name=_snake(model.__name__))
    return replace(field, form=_type_of(present["items"] if many else present))


def _type_of(schema: dict[str, Any]) -> Form:
    pattern = schema.get("pattern", "")
    if pattern == MOMENT_PATTERN:
        return "moment"
    if schema.get("format") == "date":
        return "day"
    if pattern.startswith("^https?"):
        return "url"
    plain: dict[str, Form] = {"number": "number", "integer": "integer", "boolean": "boolean"}
    return plain.get(schema["type"], "text")


def _snake(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()


NUMBER = Field("number", "numero", "Järjestysnumero kirjauksen lähdeluettelossa.", "integer")
CITED = (NUMBER, *fields_of(Source))
