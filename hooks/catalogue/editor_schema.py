"""JSON Schemas for editors: the schema with Finnish names, as YAML is read by programs other than the build."""

import json
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from catalogue import vocabulary
from catalogue.guide import parts_of
from catalogue.labels import Choice
from catalogue.layout import KINDS
from catalogue.messages import choices_of
from catalogue.reference import places
from catalogue.types import MOMENT_PATTERN

FOLDER = "schemas"
_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_PLACES = "#/$defs/kunta"
Schema = dict[str, Any]


def editor_schemas() -> dict[str, str]:
    """Path and text of every schema: one for each kind of entry, and one for each vocabulary."""
    made = {name: _schema(kind.model) for name, kind in KINDS.items()}
    made |= {name: _words(model) for name, model in vocabulary.FILES.items()}
    return {
        f"{FOLDER}/{name}.schema.json": json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
        for name, schema in made.items()
    }


def _words(model: type[BaseModel]) -> Schema:
    """A vocabulary has words of the author's choice, each with the same fields."""
    word = _schema(model)
    defs = {"$defs": word.pop("$defs")} if "$defs" in word else {}
    return {"$schema": word.pop("$schema"), "type": "object", "additionalProperties": word} | defs


def _schema(model: type[BaseModel]) -> Schema:
    schema = model.model_json_schema()
    choices = {choice.__name__: choice for choice in _choices(model)}
    defs: Schema = schema.pop("$defs", {})
    for name, part in defs.items():
        _unnamed(part)
        if name in choices:
            part["enumDescriptions"] = [choice.label for choice in choices[name]]
    _unnamed(schema)
    whole: Schema = _as_yaml_is_read({"$schema": _DIALECT, **schema, "$defs": defs})
    if _PLACES in json.dumps(whole):
        whole["$defs"]["kunta"] = {"enum": list(places())}
    return whole if whole["$defs"] else {key: value for key, value in whole.items() if key != "$defs"}


def _choices(model: type[BaseModel]) -> Iterator[type[Choice]]:
    for part in (model, *parts_of(model)):
        for info in part.model_fields.values():
            if found := choices_of(info.annotation):
                yield found


def _unnamed(schema: Schema) -> None:
    """Takes away the names and docstrings of the code, which are not for authors."""
    schema.pop("title", None)
    schema.pop("description", None)


def _as_yaml_is_read(schema: Any) -> Any:
    """The build reads every value as text; other readers take 2024 for a number and an empty value for null."""
    if isinstance(schema, list):
        return [_as_yaml_is_read(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    names = schema.get("x-names")
    if names == "municipality":
        told = {key: schema[key] for key in ("title", "description") if key in schema}
        return {"$ref": _PLACES, **told}
    whole = {key: _as_yaml_is_read(value) for key, value in schema.items() if key not in ("x-names", "default")}
    if whole.get("type") == "string" and "enum" not in whole and whole.get("pattern", MOMENT_PATTERN) == MOMENT_PATTERN:
        whole["type"] = ["string", "number"]
    return whole
