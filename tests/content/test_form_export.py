"""The schema for the web form and for editors: up to date, with every limit, and in agreement with the build."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]
from pydantic import ValidationError

from kaytantopankki.content import models, vocabulary
from kaytantopankki.content.form_export import SCHEMA_FOLDER, editor_schemas
from tests import ROOT
from tests.builders import fields_of
from tests.cases import read_tables

SCHEMAS = editor_schemas()
CASES = read_tables(__file__)


def accepts(fields: dict[str, Any]) -> bool:
    schema = json.loads(SCHEMAS[f"{SCHEMA_FOLDER}/practice.schema.json"])
    return bool(Draft202012Validator(schema).is_valid(fields_of("practice", "x", **fields)))


def test_the_files_are_up_to_date() -> None:
    written = {f"{SCHEMA_FOLDER}/{file.name}": file.read_text("utf-8") for file in (ROOT / SCHEMA_FOLDER).iterdir()}
    assert written == SCHEMAS, "aja scripts/schema"


@pytest.mark.parametrize("path", SCHEMAS)
def test_every_schema_is_one_and_speaks_finnish(path: str) -> None:
    """The docstrings and class names of the code are not shown to authors."""
    Draft202012Validator.check_schema(json.loads(SCHEMAS[path]))
    for item in _objects(json.loads(SCHEMAS[path])):
        for name, field in item.get("properties", {}).items():
            assert field["title"] != name
            assert field["description"].endswith(".")
        if "enum" in item and item["enum"][0] != "Akaa":
            assert len(item["enumDescriptions"]) == len(item["enum"])
    assert "What a municipality" not in SCHEMAS[path]


def _objects(schema: Any) -> Iterator[dict[str, Any]]:
    if isinstance(schema, dict):
        yield schema
        schema = list(schema.values())
    for item in schema if isinstance(schema, list) else ():
        yield from _objects(item)


@pytest.mark.parametrize("fields", CASES["refused"], ids=str)
def test_what_the_build_refuses_is_refused_in_the_editor(fields: dict[str, Any]) -> None:
    assert not accepts(fields)
    with pytest.raises(ValidationError):
        models.Practice.model_validate(fields_of("practice", "x", **fields))


@pytest.mark.parametrize(("name", "longest"), [("title", 120), ("summary", 200), ("effort", 400)])
def test_a_text_has_a_length_in_the_editor(name: str, longest: int) -> None:
    assert accepts({name: "x" * longest})
    assert not accepts({name: "x" * (longest + 1)})


def test_a_municipality_is_chosen_from_the_list() -> None:
    assert not accepts({"municipalities": ["Turussa"]})


@pytest.mark.parametrize("fields", CASES["accepted"], ids=str)
def test_what_yaml_reads_as_something_else_than_text_is_accepted(fields: dict[str, Any]) -> None:
    assert accepts(fields)


def test_a_vocabulary_in_the_editor_has_its_schema() -> None:
    settings = json.loads((ROOT / ".vscode/settings.json").read_text(encoding="utf-8"))
    assert settings["yaml.schemas"] == {
        f"./{SCHEMA_FOLDER}/{name}.schema.json": f"practices/vocabulary/{name}.yml" for name in vocabulary.FILES
    }
