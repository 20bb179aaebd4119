"""The web forms' data: every field has its place and its words, and conditions mean the same everywhere."""

import ast
import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from rjsmin import jsmin

from kaytantopankki.analysis.overview import CRITERIA
from kaytantopankki.content import body_rules, form_export, front_matter, messages, municipalities
from kaytantopankki.content.form_export import BUILD_ONLY_MESSAGES
from kaytantopankki.content.loader import load
from kaytantopankki.content.models import KINDS
from kaytantopankki.content.submodels import Condition, given, holds
from kaytantopankki.pages.form_pages import FIELD_HELP, FORMS, IN_FORM, ONE, Form, form_files, form_pages, source_files
from tests.builders import catalogue, entry

ROOT = Path(__file__).resolve().parents[1]
BY_NAME = {form.name: form for form in FORMS}


def made(form: Form) -> dict[str, Any]:
    files = dict(form_files(catalogue(entry("practice", "malli"), entry("municipality", "turku"))))
    found: dict[str, Any] = json.loads(files[f"osallistu/lomake/{form.name}.json"])
    return found


def within(fields: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [each for field in fields for each in (field, *within(field.get("fields", [])))]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_every_field_is_on_its_form_once(form: Form) -> None:
    data = made(form)
    shown = [name for section in form.sections for name in section.fields if not name.startswith("#")]
    assert sorted(shown) == sorted(field["name"] for field in data.get("record", data["fields"]))
    if form.kind == "practice" and not form.adds:
        sections = [name[2:] for section in form.sections for name in section.fields if name.startswith("#")]
        assert sections == ["", *data["headings"]]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_what_is_needed_is_open_at_once(form: Form) -> None:
    data = made(form)
    needed = {field["name"] for field in data.get("record", data["fields"]) if field.get("required")}
    assert needed <= {name for section in form.sections if section.open for name in section.fields}


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_a_form_speaks_of_no_key_and_no_file_of_the_repository(form: Form) -> None:
    fields = within(made(form)["fields"])
    keys = {field["name"] for field in fields} | {
        value for field in fields for value, label in field.get("choices", []) if value != label
    }
    for field in fields:
        words = set(re.findall(r"[a-z_]{3,}", field["help"]))
        assert not {word for word in words & keys if "_" in word or word not in ("online", "alt")}, field["help"]
        assert ".yml" not in field["help"], field["help"]
        assert "true" not in field["help"], field["help"]
    told = [text for text in IN_FORM.values() if re.search(r"\.yml|\.md|\btarget\b|source:", text)]
    assert told == []


def test_what_a_form_says_otherwise_names_the_same_places() -> None:
    for key, text in IN_FORM.items():
        places = set(re.findall(r"\{(\w+)\}", text))
        assert places <= set(re.findall(r"\{(\w+)\}", messages.TEXTS.get(key, ""))), key


def test_every_list_has_a_word_for_one_and_no_word_is_for_nothing() -> None:
    lists = {
        field["name"]
        for form in FORMS
        for field in within(made(form)["fields"])
        if "list" in field and not field["list"].get("alone") and "choices" not in field
    }
    assert lists == set(ONE)
    paths = {field["name"] for form in FORMS for field in within(made(form)["fields"])}
    assert {path.rsplit(".", 1)[-1] for path in FIELD_HELP} <= paths


def test_every_text_is_said_somewhere() -> None:
    code = "".join(
        file.read_text(encoding="utf-8") for file in (ROOT / "hooks").rglob("*.py") if file.name != "texts.py"
    )
    code += "".join(file.read_text(encoding="utf-8") for file in (ROOT / "docs/assets/js/lomake").glob("*.js"))
    assert [key for key in messages.TEXTS if f'"{key}"' not in code] == []


def test_a_form_has_every_text_but_those_of_the_build_alone() -> None:
    assert set(BUILD_ONLY_MESSAGES) <= set(messages.TEXTS)
    assert all(BUILD_ONLY_MESSAGES.values())
    assert set(form_export.form_rules()["texts"]) == set(messages.TEXTS) - set(BUILD_ONLY_MESSAGES)


# Modules that tell what is wrong with an entry.
TELLING = [
    *(file for file in sorted((ROOT / "hooks/catalogue/checks").glob("*.py")) if file.stem != "words"),
    *(
        ROOT / f"hooks/catalogue/{name}.py"
        for name in (
            "document",
            "entry",
            "headings",
            "hosts",
            "limits",
            "messages",
            "pictures",
            "reading",
            "types",
            "unknown",
            "yamltree",
        )
    ),
]


def _phrases(tree: ast.AST) -> Iterator[str]:
    """Texts of two words or more that are no docstrings."""
    for node in ast.walk(tree):
        for child in ast.iter_child_nodes(node):
            if isinstance(node, ast.Expr) or not isinstance(child, ast.Constant) or not isinstance(child.value, str):
                continue
            if re.search(r"[a-zåäö]{2,}[,.]? [a-zåäö]{2,}", child.value):
                yield child.value


@pytest.mark.parametrize("file", TELLING, ids=lambda file: file.stem)
def test_what_is_told_of_an_entry_stands_among_the_texts(file: Path) -> None:
    """Else no form could say it, and nobody would notice that it does not."""
    names = {
        *body_rules.PRACTICE,
        *municipalities.WHAT.values(),
        *front_matter._BEGUN,
        *dict(front_matter._EXPLANATIONS),
    }
    assert set(_phrases(ast.parse(file.read_text(encoding="utf-8")))) <= names


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
    assert (costs["payback_years"]["gt"], costs["payback_years"]["le"], costs["investment"]["ge"]) == (0, 200, 0)
    assert costs["source"]["list"] == {"alone": True}
    assert [field["name"] for field in fields["costs"]["fields"]][-5:] == ["approx", "year", "basis", "note", "source"]


def test_a_rule_that_a_form_does_not_know_is_noticed() -> None:
    with pytest.raises(ValueError, match="no rule for _new_rule"):
        form_export._checked("_new_rule")


def test_hidden_characters_are_named_as_a_script_names_them() -> None:
    pattern = form_export.form_rules()["patterns"]["control"][0]
    assert pattern.isascii()
    assert r"\u200b" in pattern
    assert r"\u{e0000}-\u{e0fff}" in pattern
    assert r"\U" not in pattern


PART = SimpleNamespace(
    a=0.0,
    b=2.0,
    empty=(),
    none=None,
    items=(SimpleNamespace(x=1), SimpleNamespace(x=None)),
    inner=SimpleNamespace(c="on"),
)


@pytest.mark.parametrize("file", sorted((ROOT / "docs/assets/js/lomake").glob("*.js")), ids=lambda file: file.name)
def test_texts_of_scripts_stay_when_scripts_are_made_shorter(file: Path) -> None:
    """The library that takes comments and needless space away breaks a template that is inside another."""
    script = file.read_text(encoding="utf-8")
    short = jsmin(script)
    texts_ = [found for line in script.split("\n") for found in re.findall(r"`[^`]*`", line)]
    assert [text for text in texts_ if text not in short or text.count("${") != text.count("}")] == []
    assert script.count("`") == 2 * len(texts_)


@pytest.mark.parametrize(
    ("condition", "true"),
    [
        (given("a"), True),
        (given("empty"), False),
        (given("none"), False),
        (given("missing.too"), False),
        (given("inner.c"), True),
        (("is", "inner.c", "on"), True),
        (("is", "inner.c", "off"), False),
        (("above", "b", "a"), True),
        (("above", "a", "b"), False),
        (("above", "a", "a"), False),
        (("above", "none", "a"), False),
        (("some", "items", given("x")), True),
        (("some", "items", ("is", "x", 2)), False),
        (("some", "none", given("x")), False),
        (("not", given("a")), False),
        (("all", given("a"), given("none")), False),
        (("any", given("a"), given("none")), True),
    ],
)
def test_conditions(condition: Condition, true: bool) -> None:
    assert holds(condition, PART) is true


def test_an_unknown_condition_is_a_mistake_of_the_programmer() -> None:
    with pytest.raises(ValueError, match="no such condition"):
        holds(("perhaps", "a"), PART)


def test_the_form_asks_what_completeness_asks() -> None:
    asked = made(BY_NAME["kaytanto"])["asked"]
    assert [(each["field"], each["weight"]) for each in asked] == [(item.field, item.weight) for item in CRITERIA]
    assert made(BY_NAME["kayttoonotto"])["asked"] == []


def test_an_adoption_has_no_number_for_its_source() -> None:
    names = [field["name"] for field in within(made(BY_NAME["kayttoonotto"])["record"])]
    assert "source" not in names
    assert names.count("sources") == 1


def test_every_entry_that_can_be_opened_is_published_as_it_is_written() -> None:
    loaded = load(ROOT, date.today()).catalogue
    files = {address: json.loads(text) for address, text in source_files(loaded, ROOT)}
    for form in FORMS:
        for slug, opened in loaded.of_kind(form.kind).items():
            text = files[f"osallistu/lahteet/{KINDS[form.kind].address}/{slug}.json"]
            assert text.encode() == (ROOT / opened.path).read_bytes()
    kinds = {form.kind for form in FORMS}
    assert len(files) == sum(len(loaded.of_kind(kind)) for kind in kinds)


def test_pages_have_addresses_of_their_own() -> None:
    assert [page.url for page in form_pages()] == [f"osallistu/{form.name}/" for form in FORMS]
