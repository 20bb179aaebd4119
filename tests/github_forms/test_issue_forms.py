"""GitHub's issue forms: what GitHub asks of them, and that they speak to people."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from kaytantopankki.cli import export_schema
from kaytantopankki.content import messages
from kaytantopankki.content.fields import field_specs
from kaytantopankki.content.form_export import SCHEMA_FOLDER
from kaytantopankki.content.models import KINDS
from kaytantopankki.content.municipalities import slugify
from kaytantopankki.github_forms.issue_forms import FORM_FOLDER, GENERATED_MARK, ISSUE_MESSAGES, form_files
from tests.builders import VOCABULARY, write_text, write_words
from tests.github_forms.issues import FORMS

SETTINGS = {"site_url": "https://example.fi/sivusto", "extra": {"feedback": ""}}
MADE = {path: yaml.safe_load(text) for path, text in form_files(VOCABULARY, SETTINGS).items()}
TEMPLATES = {name: MADE[f"{FORM_FOLDER}/{name}.yml"] for name in FORMS}
# A form by its name, and those of its fields that ask something.
EACH = pytest.mark.parametrize(
    ("name", "fields"),
    [(name, [field for field in made["body"] if field["type"] != "markdown"]) for name, made in TEMPLATES.items()],
    ids=list(TEMPLATES),
)
Fields = list[dict[str, Any]]


def links(feedback: str) -> list[str]:
    files = form_files(VOCABULARY, {**SETTINGS, "extra": {"feedback": feedback}})
    return [link["url"] for link in yaml.safe_load(files[f"{FORM_FOLDER}/config.yml"])["contact_links"]]


def test_the_files_are_exported_and_those_that_are_made_no_more_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are the same on every machine, and a form written by hand stays."""
    write_words(tmp_path)
    settings = 'site_url: !ENV [SITE_URL, "https://example.fi/sivusto/"]\nextra: {feedback: ""}\n'
    write_text(tmp_path, "mkdocs.yml", settings)
    write_text(tmp_path, f"{FORM_FOLDER}/vanha.yml", f"{GENERATED_MARK}name: x\n")
    write_text(tmp_path, f"{FORM_FOLDER}/oma.yml", "name: x\n")
    write_text(tmp_path, f"{SCHEMA_FOLDER}/vanha.schema.json", "{}")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SITE_URL", "https://muualla.example/")
    assert export_schema.main() == 0
    names = {file.name for file in (tmp_path / FORM_FOLDER).iterdir()}
    assert names == {"kaytanto.yml", "kayttoonotto.yml", "config.yml", "oma.yml"}
    for path, text in form_files(VOCABULARY, SETTINGS).items():
        assert (tmp_path / path).read_text(encoding="utf-8") == text
    assert (tmp_path / f"{SCHEMA_FOLDER}/practice.schema.json").exists()
    assert not (tmp_path / f"{SCHEMA_FOLDER}/vanha.schema.json").exists()


@EACH
def test_github_takes_the_form(name: str, fields: Fields) -> None:
    """https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests"""
    assert {"name", "description", "title", "body"} == TEMPLATES[name].keys()
    ids = [field["id"] for field in fields]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[\w-]+", each, re.ASCII) for each in ids)
    labels = [field["attributes"]["label"] for field in fields]
    boxes = [box["label"] for box in fields[-1]["attributes"]["options"]]
    assert len({slugify(label) for label in labels + boxes}) == len(labels + boxes)
    assert not any(re.search("password|salasana", label, re.IGNORECASE) for label in labels)
    for options in (field["attributes"]["options"] for field in fields if field["type"] == "dropdown"):
        assert len(set(options)) == len(options)
        assert all(isinstance(option, str) and option.strip() and option.lower() != "none" for option in options)


@EACH
def test_the_form_asks_what_is_read_and_requires_what_the_schema_does(name: str, fields: Fields) -> None:
    """A label cannot be changed in one of them."""
    form = FORMS[name]
    assert [field["attributes"]["label"] for field in fields] == form.labels
    required = {field["id"] for field in fields if field.get("validations", {}).get("required")}
    needed = {spec.key for spec in field_specs(KINDS[form.web.kind].model).values() if spec.required} - {"published"}
    assert required == (needed if not form.web.adds else {"practice", "municipality"})


@EACH
def test_a_form_tells_what_happens_next_and_speaks_of_no_key(name: str, fields: Fields) -> None:
    keys = {step for question in FORMS[name].questions for step in question.path if "_" in step}
    first = TEMPLATES[name]["body"][0]["attributes"]["value"]
    assert "ylläpitäjä lukee" in first
    assert f"(https://example.fi/sivusto/osallistu/{name}/)" in first
    for field in fields:
        texts = " ".join(value for value in field["attributes"].values() if isinstance(value, str))
        assert keys.isdisjoint(re.findall(r"[a-z_]{4,}", texts)), texts
        assert ".yml" not in texts
        assert "true" not in texts
        assert field["type"] == "checkboxes" or re.fullmatch(r"[A-ZÅÄÖ].*[.?]", field["attributes"]["description"])


def test_the_chooser_leads_to_the_web_forms_and_to_feedback() -> None:
    site = "https://example.fi/sivusto/osallistu/"
    web_forms = [f"{site}kaytanto/", f"{site}kayttoonotto/", site]
    assert links("") == links("mailto:x@example.org") == web_forms
    assert links("https://example.org/palaute") == [*web_forms, "https://example.org/palaute"]


def test_what_is_said_of_an_issue_names_the_same_places_as_the_build() -> None:
    for key, text in ISSUE_MESSAGES.items():
        places = set(re.findall(r"\{(\w+)\}", text))
        assert places <= set(re.findall(r"\{(\w+)\}", messages.TEXTS.get(key, ""))), key
