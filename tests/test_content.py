"""The content of this repository: what can be verified of it without its sources. Any copy of the site can use it."""

import json
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from kaytantopankki.cli import export_schema
from kaytantopankki.content import vocabulary
from kaytantopankki.content.catalogue import Catalogue
from kaytantopankki.content.field_types import AdoptionStage, Basis, Stage
from kaytantopankki.content.form_export import SCHEMA_FOLDER, editor_schemas
from kaytantopankki.content.loader import Loaded, load
from kaytantopankki.content.models import KINDS, Entry, entry_files
from kaytantopankki.pages import figures
from kaytantopankki.pages.page_macros import PageMacros
from kaytantopankki.settings import Settings
from tests import OVERRIDES, ROOT, builders
from tests.github_markdown import github_structure, our_structure

CITED = re.compile(r"\[\d{1,2}(, ?\d{1,2})*\]")


@pytest.fixture(scope="module")
def loaded() -> Loaded:
    return load(ROOT, date.today())


@pytest.fixture
def catalogue(loaded: Loaded) -> Catalogue:
    return loaded.catalogue


def paragraphs(entry: Entry[Any]) -> Iterator[str]:
    """Paragraphs and list items of a body, headings left out."""
    for block in re.split(r"\n\s*\n", entry.body):
        if block.strip() and not block.lstrip().startswith("#"):
            yield block.strip()


def test_the_content_has_no_problems(loaded: Loaded) -> None:
    assert loaded.problems == ()


def test_every_entry_and_adoption_says_where_it_comes_from(catalogue: Catalogue) -> None:
    assert [entry.path for entry in catalogue.entries if not entry.data.sources] == []
    adoptions = ((entry.path, item) for entry in catalogue.practices.values() for item in entry.data.adoptions)
    assert [(path, item.municipality) for path, item in adoptions if not item.source] == []


def test_no_adoption_is_counted_as_in_use_without_a_stage_that_says_so(catalogue: Catalogue) -> None:
    uses = [use for group in catalogue.adoptions_by_municipality.values() for use in group]
    counted = [use for use in uses if use.kind != "other" or use.adoption in catalogue.adopters(use.practice)]
    stages = (AdoptionStage.DECIDED, AdoptionStage.PILOT, AdoptionStage.IN_USE)
    assert [(use.practice.path, use.adoption.municipality) for use in counted if use.adoption.stage not in stages] == []


def test_only_what_the_municipality_pays_is_told_and_counted_as_a_cost(catalogue: Catalogue) -> None:
    for practice in catalogue.practices.values():
        sums = practice.data.costs
        costs = [item for item in sums if item.kind in ("investment", "yearly_cost", "contract", "cost")]
        assert figures.sums(sums)["costs"] == list(map(figures.money, costs)), practice.path
        assert practice.data.largest_investment in [None, *(item.amount for item in costs)], practice.path


def test_every_figure_in_a_text_names_its_source(catalogue: Catalogue) -> None:
    """A paragraph with a figure has a source number, unless the entry has a single source or it tells what is not known."""
    bare = [
        (entry.path, block)
        for entry in catalogue.practices.values()
        if len(entry.data.sources) > 1
        for block in paragraphs(entry)
        if re.search(r"\d", CITED.sub("", block))
        and not CITED.search(block)
        and not block.startswith("Mitä emme tiedä:")
    ]
    assert bare == []


def test_the_same_thing_has_the_same_name_everywhere(catalogue: Catalogue) -> None:
    """No text has a word that the table in CONTRIBUTING.md gives another for; names of documents are as they are."""
    rows = re.findall(r"^\| \w+ \| ([\w, ]+) \|$", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"), re.MULTILINE)
    avoided = re.compile(rf"(?<![\w-])(?:{'|'.join(word for row in rows for word in row.split(', '))})")
    texts = (
        (entry.path, text)
        for entry in catalogue.entries
        for text in (getattr(entry.data, "title", ""), getattr(entry.data, "summary", ""), entry.body)
    )
    assert [(path, match[0]) for path, text in texts for match in avoided.finditer(text)] == []


def test_no_sentence_stands_in_two_entries(catalogue: Catalogue) -> None:
    sentences: Counter[str] = Counter()
    for entry in catalogue.entries:
        text = CITED.sub("", " ".join(paragraphs(entry)))
        sentences.update({sentence.strip() for sentence in re.split(r"(?<=[.!?])\s", text) if len(sentence) > 60})
    assert [sentence for sentence, count in sentences.items() if count > 1] == []


def test_every_text_is_shown_as_github_shows_it(catalogue: Catalogue) -> None:
    bodies = {entry.path: entry.body for entry in catalogue.entries}
    assert [path for path, body in bodies.items() if our_structure(body) != github_structure(body)] == []


def test_every_tag_is_used_twice_and_has_words_people_search_by(catalogue: Catalogue) -> None:
    used = Counter(tag for entry in catalogue.practices.values() for tag in entry.data.tags)
    assert [tag for tag, word in catalogue.vocabulary.tags.items() if used[tag] < 2 or not word.synonyms] == []


def test_no_theme_is_empty(catalogue: Catalogue) -> None:
    assert [key for key in catalogue.vocabulary.themes if key not in catalogue.practices_by_theme] == []


class EditorYaml(yaml.SafeLoader):
    """YAML as an editor reads it: numbers and truth values are not text, but days are."""


EditorYaml.yaml_implicit_resolvers = {}
for tag, pattern in {"bool": "true|false", "null": "null|~|", "int": r"-?\d+", "float": r"-?\d+\.\d+"}.items():
    EditorYaml.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), None)


@pytest.mark.parametrize("name", [*KINDS, *vocabulary.FILES])
def test_every_file_agrees_with_the_schema_for_editors(name: str) -> None:
    validator = Draft202012Validator(json.loads(editor_schemas()[f"{SCHEMA_FOLDER}/{name}.schema.json"]))
    files = entry_files(ROOT, KINDS[name]) if name in KINDS else [ROOT / f"practices/vocabulary/{name}.yml"]
    wrong = {}
    for file in files:
        front = file.read_text(encoding="utf-8").removeprefix("---\n").split("\n---", 1)[0]
        wrong[file.name] = [error.message for error in validator.iter_errors(yaml.load(front, Loader=EditorYaml))]
    assert {name: messages for name, messages in wrong.items() if messages} == {}


def test_what_is_made_of_fields_and_vocabularies_is_up_to_date(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Otherwise: run scripts/schema. Many options chosen in an issue are told apart by the commas between them."""
    shutil.copytree(ROOT / "practices/vocabulary", tmp_path / "practices/vocabulary")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    monkeypatch.chdir(tmp_path)
    export_schema.main()
    for folder in ("schemas", ".github/ISSUE_TEMPLATE"):
        made = {file.name: file.read_text(encoding="utf-8") for file in (tmp_path / folder).iterdir()}
        assert {name: (ROOT / folder / name).read_text(encoding="utf-8") for name in made} == made
    for form in (tmp_path / ".github/ISSUE_TEMPLATE").glob("k*.yml"):
        for attributes in (field["attributes"] for field in yaml.safe_load(form.read_text(encoding="utf-8"))["body"]):
            assert not (attributes.get("multiple") and any(", " in option for option in attributes["options"]))


@pytest.mark.parametrize("page", ["ohje", "osallistu/index", "osallistu/tarkistus", "sanasto", "tietoa"])
def test_a_hand_written_page_is_short(page: str) -> None:
    text = (ROOT / f"docs/{page}.md").read_text(encoding="utf-8").split("---\n", 2)[2]
    assert len(re.findall(r"\w+", text)) <= 420


def test_the_pages_that_explain_marks_show_them() -> None:
    macros = PageMacros(builders.catalogue(), Settings(OVERRIDES), "ohje.md")
    drawings = {
        choice.label: macros.merkki(choice.label).rsplit("</svg> ", 1)[0]
        for kind in (Basis, Stage, AdoptionStage)
        for choice in kind
    }
    guide, words = (
        set(re.findall(r'merkki\("([^"]+)"\)', (ROOT / f"docs/{page}.md").read_text(encoding="utf-8")))
        for page in ("ohje", "sanasto")
    )
    assert {basis.label for basis in Basis} <= guide & words
    assert guide | words <= set(drawings)
    assert {drawings[stage.label] for stage in (*Stage, *AdoptionStage)} <= {drawings[label] for label in guide}
