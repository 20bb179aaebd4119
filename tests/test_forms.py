"""The web forms' data: every field has its place and its words, and conditions mean the same everywhere."""

import ast
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Annotated, Any

import pytest
from pydantic import AfterValidator, Field
from rjsmin import jsmin

from kaytantopankki.analysis.overview import CRITERIA
from kaytantopankki.content import body_markdown, form_export, messages
from kaytantopankki.content.models import KINDS, Content, Kind
from kaytantopankki.content.submodels import Condition, given, holds
from kaytantopankki.pages.form_pages import FIELD_HELP, FORMS, IN_FORM, ONE, Form, form_files, source_files
from tests import ROOT
from tests.builders import catalogue, entry
from tests.test_pages_golden import REPO, small

SCRIPTS = sorted(file for name in ("lomake", "esikatselu") for file in (ROOT / f"docs/assets/js/{name}").glob("*.js"))
# Modules that tell what is wrong with an entry.
TELLING = ("body_markdown", "checks", "fields", "file_checks", "front_matter", "loader", "municipalities")
# What the parser of YAML says, and what is told of a vocabulary and not of an entry.
NOT_OF_ENTRIES = re.compile(r"(did not|found|could not|mapping|block|while|control) |.*ei käytä yksikään kirjaus")


@cache
def form_data(name: str) -> dict[str, Any]:
    files = dict(form_files(catalogue(entry("practice", "malli"), entry("municipality", "turku"))))
    data: dict[str, Any] = json.loads(files[f"osallistu/lomake/{name}.json"])
    return data


def within(fields: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [each for field in fields for each in (field, *within(field.get("fields", [])))]


def test_the_words_of_the_forms_are_texts() -> None:
    """YAML reads some words as numbers, days or truth values."""
    told = [text for words in (FIELD_HELP, ONE, IN_FORM) for pair in words.items() for text in pair]
    for form in FORMS:
        told += [form.name, form.kind, form.title, form.lead, form.question, form.adds, *form.need]
        told += [text for section in form.sections for text in (section.title, section.lead, *section.fields)]
        assert {type(section.open) for section in form.sections} == {bool}
        assert form.kind in KINDS
    assert [text for text in told if not isinstance(text, str)] == []


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_every_field_is_on_its_form_once_and_what_is_needed_is_open_at_once(form: Form) -> None:
    data = form_data(form.name)
    shown = [name for section in form.sections for name in section.fields if not name.startswith("#")]
    assert sorted(shown) == sorted(field["name"] for field in data.get("record", data["fields"]))
    if form.kind == "practice" and not form.adds:
        sections = [name[2:] for section in form.sections for name in section.fields if name.startswith("#")]
        assert sorted(sections) == sorted(["", *data["headings"]])
    needed = {field["name"] for field in data.get("record", data["fields"]) if field.get("required")}
    at_once = {name for section in form.sections if section.open for name in section.fields}
    assert needed <= at_once | {"published"}  # The form itself fills the day of publication.


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_a_form_speaks_of_no_key_and_no_file_of_the_repository(form: Form) -> None:
    fields = within(form_data(form.name)["fields"])
    keys = {field["name"] for field in fields} | {
        value for field in fields for value, label in field.get("choices", []) if value != label
    }
    for field in fields:
        words = set(re.findall(r"[a-z_]{3,}", field["help"]))
        assert not {word for word in words & keys if "_" in word or word not in ("online", "alt")}, field["help"]
        assert not re.search(r"\.yml|true", field["help"]), field["help"]
    assert [text for text in IN_FORM.values() if re.search(r"\.yml|\.md|\btarget\b|source:", text)] == []


def test_what_a_form_says_otherwise_names_the_same_places() -> None:
    for key, text in IN_FORM.items():
        places = set(re.findall(r"\{(\w+)\}", text))
        assert places <= set(re.findall(r"\{(\w+)\}", messages.TEXTS.get(key, ""))), key


def test_every_list_has_a_word_for_one_and_no_word_is_for_nothing() -> None:
    lists = {
        field["name"]
        for form in FORMS
        for field in within(form_data(form.name)["fields"])
        if "list" in field and not field["list"].get("alone") and "choices" not in field
    }
    assert lists == set(ONE)
    paths = {field["name"] for form in FORMS for field in within(form_data(form.name)["fields"])}
    assert {path.rsplit(".", 1)[-1] for path in FIELD_HELP} <= paths


def test_every_text_is_said_somewhere() -> None:
    code = "".join(
        file.read_text(encoding="utf-8") for file in (ROOT / "hooks").rglob("*.py") if file.name != "messages.py"
    )
    code += "".join(file.read_text(encoding="utf-8") for file in SCRIPTS)
    of_errors = {*messages.SCHEMA_ERRORS.values(), *messages.PARSER_ERRORS.values()}
    unsaid = {key for key in messages.TEXTS if not re.search(f"[\"']{key}[\"']", code)}
    assert unsaid - of_errors == set()


def test_a_form_has_every_text_but_those_of_the_build_alone() -> None:
    assert set(messages.BUILD_ONLY_MESSAGES) <= set(messages.TEXTS)
    assert all(messages.BUILD_ONLY_MESSAGES.values())
    assert set(form_export.form_rules()["texts"]) == set(messages.TEXTS) - set(messages.BUILD_ONLY_MESSAGES)


def _phrases(tree: ast.AST) -> Iterator[str]:
    """Texts of two words or more that are no docstrings."""
    for node in ast.walk(tree):
        for child in ast.iter_child_nodes(node):
            if isinstance(node, ast.Expr) or not isinstance(child, ast.Constant) or not isinstance(child.value, str):
                continue
            if re.search(r"[a-zåäö]{2,}[,.]? [a-zåäö]{2,}", child.value):
                yield child.value


@pytest.mark.parametrize("module", TELLING)
def test_what_is_told_of_an_entry_stands_among_the_texts(module: str) -> None:
    """Else no form could say it, and nobody would notice that it does not."""
    tree = ast.parse((ROOT / f"hooks/kaytantopankki/content/{module}.py").read_text(encoding="utf-8"))
    names = {*body_markdown.PRACTICE, *messages.TARGETS.values()}
    assert [text for text in _phrases(tree) if text not in names and not NOT_OF_ENTRIES.match(text)] == []


@pytest.mark.parametrize("name", KINDS)
def test_the_data_has_every_field_of_the_schema(name: str) -> None:
    data = form_export.form_schema(KINDS[name])
    assert {field["name"] for field in data["fields"]} == set(KINDS[name].model.model_fields)
    for field in data["fields"]:
        info = KINDS[name].model.model_fields[field["name"]]
        assert (field["label"], field["help"]) == (info.title, info.description)
        assert field.get("required", False) is info.is_required()


def test_limits_are_those_of_the_schema() -> None:
    fields = {field["name"]: field for field in form_export.form_schema(KINDS["practice"])["fields"]}
    assert (fields["summary"]["max_length"], fields["summary"]["prose"]) == (200, True)
    assert fields["themes"]["list"] == {"min_length": 1, "max_length": 3}
    assert fields["themes"]["target"] == "theme"
    costs = {field["name"]: field for field in fields["costs"]["fields"]}
    assert (costs["years"]["gt"], costs["years"]["le"], costs["amount"]["ge"]) == (0, 200, 0)
    assert costs["source"]["list"] == {"alone": True}
    assert [*costs][-6:] == ["approx", "per", "year", "basis", "note", "source"]


def test_a_rule_that_a_form_does_not_know_is_noticed() -> None:
    def new_rule(text: str) -> str:
        return text

    class Strange(Content):
        text: Annotated[str, AfterValidator(new_rule)] = Field(title="teksti", description="Teksti.")

    with pytest.raises(ValueError, match="no rule for new_rule"):
        form_export.form_schema(Kind("strange", "docs", "outo", Strange))


def test_hidden_characters_are_named_as_a_script_names_them() -> None:
    pattern = form_export.form_rules()["patterns"]["control"][0]
    assert pattern.isascii()
    assert r"\u200b" in pattern
    assert r"\u{e0000}-\u{e0fff}" in pattern
    assert r"\U" not in pattern


@pytest.mark.parametrize("file", SCRIPTS, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_texts_of_scripts_stay_when_scripts_are_made_shorter(file: Path) -> None:
    """The library that takes comments and needless space away breaks a template that is inside another."""
    script = file.read_text(encoding="utf-8")
    short = jsmin(script)
    texts_ = [found for line in script.split("\n") for found in re.findall(r"`[^`]*`", line)]
    assert [text for text in texts_ if text not in short or text.count("${") != text.count("}")] == []
    assert script.count("`") == 2 * len(texts_)


TRUE: list[Condition] = [
    *(given("a"), given("inner.c"), ("is", "inner.c", "on"), ("above", "b", "a"), ("some", "items", given("x"))),
    ("any", given("a"), given("none")),
]
FALSE: list[Condition] = [
    *(given("empty"), given("none"), given("missing.too"), ("is", "inner.c", "off"), ("not", given("a"))),
    *(("above", "a", "b"), ("above", "a", "a"), ("above", "none", "a"), ("all", given("a"), given("none"))),
    *(("some", "items", ("is", "x", 2)), ("some", "none", given("x"))),
]


@pytest.mark.parametrize(("condition", "true"), [(each, True) for each in TRUE] + [(each, False) for each in FALSE])
def test_conditions(condition: Condition, true: bool) -> None:
    items, inner = (SimpleNamespace(x=1), SimpleNamespace(x=None)), SimpleNamespace(c="on")
    assert holds(condition, SimpleNamespace(a=0.0, b=2.0, empty=(), none=None, items=items, inner=inner)) is true


def test_the_form_asks_what_completeness_asks() -> None:
    asked = form_data("kaytanto")["asked"]
    assert [(each["field"], each["weight"]) for each in asked] == [(item.field, item.weight) for item in CRITERIA]
    assert form_data("kayttoonotto")["asked"] == []


def test_an_adoption_has_no_number_for_its_source() -> None:
    names = [field["name"] for field in within(form_data("kayttoonotto")["record"])]
    assert "source" not in names
    assert names.count("sources") == 1


def test_every_entry_that_can_be_opened_is_published_as_it_is_written() -> None:
    assert {address: json.loads(text) for address, text in source_files(small(), REPO)} == {
        f"osallistu/lahteet/{KINDS[kind].address}/{slug}.json": (REPO / item.path).read_bytes().decode()
        for kind in {form.kind for form in FORMS}
        for slug, item in small().of_kind(kind).items()
    }
