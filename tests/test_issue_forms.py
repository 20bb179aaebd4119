"""GitHub's issue forms: what GitHub asks of them, and that they speak to people."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from kaytantopankki.cli import export_schema, read_settings
from kaytantopankki.content import messages, vocabulary
from kaytantopankki.content.loader import VOCABULARY
from kaytantopankki.content.municipalities import slugify
from kaytantopankki.github_forms import issue_forms
from kaytantopankki.github_forms.issue_forms import FORM_FOLDER, GENERATED_MARK, IssueForm, form_files, make_issue_forms
from tests.builders import write_text, write_words

ROOT = Path(__file__).resolve().parents[1]
WORDS, _ = vocabulary.load(ROOT / VOCABULARY, VOCABULARY)
FORMS = make_issue_forms(WORDS)
SETTINGS = read_settings(ROOT, {})
MADE = {path: yaml.safe_load(text) for path, text in form_files(WORDS, SETTINGS).items()}
TEMPLATES = {name: MADE[f"{FORM_FOLDER}/{name}.yml"] for name in FORMS}


def test_the_files_are_up_to_date() -> None:
    made = export_schema.exported_files(ROOT)
    assert FORM_FOLDER in {str(Path(path).parent) for path in made}
    for path, text in made.items():
        assert (ROOT / path).read_text(encoding="utf-8") == text, "aja scripts/schema"
    assert export_schema.outdated_files(ROOT, made) == []


def test_a_form_that_is_made_no_more_goes_and_one_written_by_hand_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_words(tmp_path)
    write_text(tmp_path, "mkdocs.yml", (ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    write_text(tmp_path, f"{FORM_FOLDER}/vanha.yml", f"{GENERATED_MARK}name: x\n")
    write_text(tmp_path, f"{FORM_FOLDER}/oma.yml", "name: x\n")
    write_text(tmp_path, "schemas/vanha.schema.json", "{}")
    monkeypatch.chdir(tmp_path)
    assert export_schema.main() == 0
    assert {file.name for file in (tmp_path / FORM_FOLDER).iterdir()} == {
        "kaytanto.yml", "kayttoonotto.yml", "config.yml", "oma.yml",
    }  # fmt: skip
    assert not (tmp_path / "schemas/vanha.schema.json").exists()


def test_the_files_do_not_depend_on_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITE_URL", "https://muualla.example/")
    assert read_settings(ROOT)["site_url"] == "https://muualla.example/"
    assert "muualla" not in "".join(export_schema.exported_files(ROOT).values())


@pytest.mark.parametrize("name", FORMS)
def test_github_takes_the_form(name: str) -> None:
    """https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests"""
    made = TEMPLATES[name]
    assert {"name", "description", "title", "body"} == made.keys()
    fields = [field for field in made["body"] if field["type"] != "markdown"]
    ids = [field["id"] for field in fields]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[\w-]+", each, re.ASCII) for each in ids)
    labels = [field["attributes"]["label"] for field in fields]
    boxes = [
        box["label"] for field in fields if field["type"] == "checkboxes" for box in field["attributes"]["options"]
    ]
    assert len({slugify(label) for label in [*labels, *boxes]}) == len([*labels, *boxes])
    assert not any(re.search("password|salasana", label, re.IGNORECASE) for label in labels)
    for field in fields:
        if field["type"] == "dropdown":
            options = field["attributes"]["options"]
            assert len(set(options)) == len(options)
            assert all(isinstance(option, str) and option.strip() and option.lower() != "none" for option in options)


@pytest.mark.parametrize("name", FORMS)
def test_every_question_is_in_the_form_in_its_order(name: str) -> None:
    """The reader of issues and the form ask the same: a label cannot be changed in one of them."""
    labels = [field["attributes"]["label"] for field in TEMPLATES[name]["body"] if field["type"] != "markdown"]
    assert labels == [*(question.label for question in FORMS[name].questions), issue_forms.CONSENT]


@pytest.mark.parametrize("name", FORMS)
def test_what_the_schema_requires_is_required(name: str) -> None:
    required = {field["id"] for field in TEMPLATES[name]["body"] if field.get("validations", {}).get("required")}
    needed = {field["name"] for field in FORMS[name].fields if field.get("required")} - {"published"}
    assert required == (needed if not FORMS[name].web.adds else {"practice", "municipality"})


@pytest.mark.parametrize("name", FORMS)
def test_a_form_speaks_of_no_key(name: str) -> None:
    keys = {step for question in FORMS[name].questions for step in question.path} - {"online"}
    for field in TEMPLATES[name]["body"]:
        told = " ".join(str(value) for value in field["attributes"].values() if isinstance(value, str))
        assert not {word for word in re.findall(r"[a-z_]{4,}", told) if word in keys and "_" in word}, told
        assert ".yml" not in told
        assert "true" not in told
        assert field["type"] in ("markdown", "checkboxes") or re.fullmatch(
            r"[A-ZÅÄÖ].*[.?]", field["attributes"]["description"]
        )


@pytest.mark.parametrize("name", FORMS)
def test_options_can_be_told_apart_in_a_row(name: str) -> None:
    """GitHub writes many chosen options with a comma between them."""
    for question in FORMS[name].questions:
        if question.shape and "list" in question.shape:
            assert not any(", " in option for option in question.options), question.label


def test_every_word_of_the_layout_is_about_something() -> None:
    def paths(form: IssueForm) -> set[str]:
        found = {".".join(question.path) for question in form.questions}
        return found | {f"{form.web.adds}.{path}" for path in found if form.web.adds}

    asked = set().union(*map(paths, FORMS.values()))
    assert issue_forms.QUESTION_HELP.keys() | issue_forms.EXAMPLES.keys() | issue_forms.ONLY.keys() <= asked


def test_what_is_said_of_an_issue_names_the_same_places_as_the_build() -> None:
    for key, text in issue_forms.IN_ISSUE.items():
        places = set(re.findall(r"\{(\w+)\}", text))
        assert places <= set(re.findall(r"\{(\w+)\}", messages.TEXTS.get(key, ""))), key


def test_texts_are_said_otherwise_only_within() -> None:
    with messages.form_variants({"missing": "toisin"}):
        assert messages.message_for("missing") == "toisin"
        assert messages.message_for("number") == messages.TEXTS["number"]
    assert messages.message_for("missing") == messages.TEXTS["missing"]


def test_the_chooser_leads_to_the_web_forms_and_to_feedback() -> None:
    links: list[dict[str, Any]] = MADE[f"{FORM_FOLDER}/config.yml"]["contact_links"]
    site = str(SETTINGS["site_url"])
    assert [link["url"].removeprefix(site) for link in links] == [
        "osallistu/kaytanto/", "osallistu/kayttoonotto/", "osallistu/",
    ]  # fmt: skip
    told = form_files(WORDS, {**SETTINGS, "extra": {"feedback": "https://example.org/palaute"}})
    assert "https://example.org/palaute" in told[f"{FORM_FOLDER}/config.yml"]
    mail = form_files(WORDS, {**SETTINGS, "extra": {"feedback": "mailto:x@example.org"}})
    assert "mailto" not in mail[f"{FORM_FOLDER}/config.yml"]


def test_a_form_tells_what_happens_next() -> None:
    for made in TEMPLATES.values():
        first = made["body"][0]["attributes"]["value"]
        assert "ylläpitäjä lukee" in first
        assert "samaan asiaan" in first
