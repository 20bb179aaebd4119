"""The JSON Schemas for editors: up to date, with every limit, and in agreement with the content."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]
from pydantic import ValidationError

from kaytantopankki.content import front_matter, models, vocabulary
from kaytantopankki.content.form_export import SCHEMA_FOLDER, editor_schemas
from kaytantopankki.content.models import KINDS, entry_files
from tests.builders import fields_of

ROOT = Path(__file__).resolve().parents[1]
SCHEMAS = editor_schemas()


def validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(json.loads(SCHEMAS[f"{SCHEMA_FOLDER}/{name}.schema.json"]))


class EditorYaml(yaml.SafeLoader):
    """YAML as an editor reads it: numbers and truth values are not text, but days are."""


EditorYaml.yaml_implicit_resolvers = {}
for tag, pattern in {
    "bool": r"true|false",
    "null": r"null|~|",
    "int": r"-?\d+",
    "float": r"-?\d+\.\d+",
}.items():
    EditorYaml.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), None)


def test_the_files_are_up_to_date() -> None:
    written = {
        f"{SCHEMA_FOLDER}/{file.name}": file.read_text(encoding="utf-8") for file in (ROOT / SCHEMA_FOLDER).iterdir()
    }
    assert written == SCHEMAS, "aja scripts/schema"


@pytest.mark.parametrize("path", SCHEMAS)
def test_every_schema_is_a_schema(path: str) -> None:
    Draft202012Validator.check_schema(json.loads(SCHEMAS[path]))


def wrong(kind: str, data: Any) -> list[str]:
    return [f"{'.'.join(map(str, error.path))}: {error.message[:120]}" for error in validator(kind).iter_errors(data)]


@pytest.mark.parametrize("kind", KINDS)
def test_every_entry_agrees_with_its_schema(kind: str) -> None:
    found = {}
    for file in entry_files(ROOT, KINDS[kind]):
        text = front_matter.read_text(file, file.name)
        assert isinstance(text, str)
        data = yaml.load(text.split("\n---", 1)[0], Loader=EditorYaml)
        if problems := wrong(kind, data):
            found[file.name] = problems
    assert found == {}


@pytest.mark.parametrize("name", vocabulary.FILES)
def test_every_vocabulary_agrees_with_its_schema(name: str) -> None:
    text = (ROOT / f"practices/vocabulary/{name}.yml").read_text(encoding="utf-8")
    assert wrong(name, yaml.load(text, Loader=EditorYaml)) == []


@pytest.mark.parametrize(
    "fields",
    [
        {"title": ""},
        {"title": "x" * 121},
        {"summary": "x" * 201},
        {"published": "3.5.2026"},
        {"published": 2026},
        {"started": "3.5.2026"},
        {"themes": []},
        {"themes": ["a", "b", "c", "d"]},
        {"tags": [str(number) for number in range(11)]},
        {"stage": "käytössä"},
        {"sources": [{"title": "Lähde", "url": "turku fi"}]},
        {"sources": [{"title": "x" * 161}]},
        {"effort": "x" * 401},
        {"costs": [{"investment": -1}]},
        {"costs": [{"investment": 1, "source": 0}]},
        {"costs": [{"investment": 1, "source": [1, 100]}]},
        {"contact": {"organisation": "Turku", "checked": "2026"}},
        {"colour": "red"},
    ],
    ids=str,
)
def test_what_the_build_refuses_is_refused_in_the_editor(fields: dict[str, Any]) -> None:
    assert wrong("practice", fields_of("practice", "x")) == []
    whole = fields_of("practice", "x", **fields)
    assert wrong("practice", whole)
    with pytest.raises(ValidationError):
        models.Practice.model_validate(whole)


def test_a_municipality_is_chosen_from_the_list() -> None:
    assert wrong("practice", fields_of("practice", "x", municipalities=["Turussa"]))


@pytest.mark.parametrize(
    "fields", [{"started": 2024}, {"title": 2030}, {"updated": None}, {"costs": [{"yearly": 0.5}]}]
)
def test_what_yaml_reads_as_something_else_than_text_is_accepted(fields: dict[str, Any]) -> None:
    assert wrong("practice", fields_of("practice", "x", **fields)) == []


def _objects(schema: Any) -> Iterator[dict[str, Any]]:
    if isinstance(schema, dict):
        yield schema
        schema = list(schema.values())
    for item in schema if isinstance(schema, list) else ():
        yield from _objects(item)


@pytest.mark.parametrize("path", SCHEMAS)
def test_a_schema_speaks_finnish(path: str) -> None:
    """The docstrings and class names of the code are not shown to authors."""
    for item in _objects(json.loads(SCHEMAS[path])):
        for name, field in item.get("properties", {}).items():
            assert field["title"] != name
            assert field["description"].endswith(".")
        if "enum" in item and item["enum"][0] != "Akaa":
            assert len(item["enumDescriptions"]) == len(item["enum"])
    assert "What a municipality" not in SCHEMAS[path]


def test_a_vocabulary_in_the_editor_has_its_schema() -> None:
    settings = json.loads((ROOT / ".vscode/settings.json").read_text(encoding="utf-8"))
    named = settings["yaml.schemas"]
    assert named == {
        f"./{SCHEMA_FOLDER}/{name}.schema.json": f"practices/vocabulary/{name}.yml" for name in vocabulary.FILES
    }
