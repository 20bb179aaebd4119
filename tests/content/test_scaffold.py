"""New entries: every kind's file is sound as it is, nothing is overwritten, and hostile words stay words."""

import re
from contextlib import redirect_stderr, redirect_stdout
from datetime import datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from kaytantopankki.cli import KIND_WORDS, new_entry
from kaytantopankki.content import front_matter, scaffold
from kaytantopankki.content.body_markdown import PRACTICE
from kaytantopankki.content.fields import field_specs
from kaytantopankki.content.loader import load, read_entry
from kaytantopankki.content.models import KINDS, Entry
from tests.builders import LEAST, TODAY, write_words
from tests.cases import read_tables

CASES = read_tables(__file__)
PATHS = {word: path for word, (path, _) in CASES["new"].items()}
ARGUMENTS = {word: arguments for word, (_, arguments) in CASES["new"].items()}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write_words(tmp_path)
    return tmp_path


def create(root: Path, *arguments: str, answers: list[str] | None = None, asked: list[str] | None = None) -> str:
    """The path of the new file; ValueError says why there is none. The questions go to `asked`."""
    replies, questions, out, err = iter(answers or ()), [] if asked is None else asked, StringIO(), StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        patch.chdir(root)
        patch.setenv("SOURCE_DATE_EPOCH", str(int(datetime(TODAY.year, TODAY.month, TODAY.day, 12).timestamp())))
        patch.setattr("sys.stdin.isatty", lambda: answers is not None, raising=False)
        patch.setattr("builtins.input", lambda question: questions.append(question) or next(replies))  # type: ignore[func-returns-value]
        try:
            new_entry.main(arguments)
        except SystemExit:
            raise ValueError(err.getvalue()) from None
    found = re.search(r"Kirjoitin tiedoston (\S+\.md)\.", out.getvalue())
    assert found, out.getvalue()
    return found[1]


def practice(root: Path, title: str, *more: str) -> str:
    return create(root, "käytäntö", title, *ARGUMENTS["käytäntö"][1:], *more)


@pytest.mark.parametrize("word", KIND_WORDS)
def test_a_new_file_has_no_problems(word: str, root: Path) -> None:
    assert create(root, word, *ARGUMENTS[word]) == PATHS[word]
    loaded = load(root, TODAY)
    assert loaded.problems == ()
    assert [entry.path for entry in loaded.catalogue.entries] == [PATHS[word]]


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_is_there_with_its_advice_and_can_be_taken_into_use(kind: str) -> None:
    values = {"title": "Otsikko", **LEAST[kind]} if kind != "municipality" else LEAST[kind]
    text = scaffold.scaffold_text(KINDS[kind], values)
    for spec in field_specs(KINDS[kind].model).values():
        assert f"{spec.key}:" in text
        assert f"{spec.label}." in text.lower()
        assert spec.description.rstrip(".") in text or spec.choices
        for choice in spec.choices:
            assert f"{choice.value} ({choice.label})" in text
    # Without the # the file still opens, and has no key that the schema does not know.
    uncommented = re.sub(r"^# (?=[a-z_]+:|  )", "", text, flags=re.MULTILINE)
    parsed = front_matter.parse_document(uncommented, "x.md")
    assert isinstance(parsed, front_matter.Document), parsed
    assert set(parsed.data) == set(KINDS[kind].model.model_fields)
    assert {len(value) for value in parsed.data.values() if isinstance(value, list)} == {1}
    read = read_entry(uncommented, f"{KINDS[kind].folder}/x.md", KINDS[kind])
    problems = [] if isinstance(read, Entry) else [problem.message for problem in read]
    assert [message for message in problems if "tuntematon" in message] == []


def test_the_required_fields_come_first_and_the_headings_last(root: Path) -> None:
    text = (root / create(root, "käytäntö", *ARGUMENTS["käytäntö"])).read_text(encoding="utf-8")
    filled = re.findall(r"^([a-z]+):", text, re.MULTILINE)
    assert filled == ["title", "summary", "municipalities", "themes", "stage", "published", "contact"]
    assert "\npublished: 2026-11-21\n" in text
    assert "\nstage: in_use\n" in text
    assert [heading for heading in re.findall(r"## (.+)", text) if heading in PRACTICE] == list(PRACTICE)
    assert text.endswith("---\n")


def test_a_file_is_not_overwritten(root: Path) -> None:
    path = create(root, "verkosto", *ARGUMENTS["verkosto"])
    (root / path).write_text("oma teksti", encoding="utf-8")
    with pytest.raises(ValueError, match=f"{path} on jo olemassa"):
        create(root, "verkosto", *ARGUMENTS["verkosto"])
    assert (root / path).read_text(encoding="utf-8") == "oma teksti"


@pytest.mark.parametrize(("word", "title", "told"), CASES["refused"])
def test_what_gets_no_file_is_told(word: str, title: str, told: str, root: Path) -> None:
    create(root, "kunta", "Jomala")
    with pytest.raises(ValueError, match=told):
        create(root, word, title)


def test_a_file_that_the_build_would_refuse_is_not_left_behind(root: Path) -> None:
    create(root, "verkosto", *ARGUMENTS["verkosto"])
    with pytest.raises(ValueError, match="sama otsikko on jo tiedostossa"):
        create(root, "verkosto", *ARGUMENTS["verkosto"], "--tiedosto", "toinen")
    assert not (root / "docs/verkostot/toinen.md").exists()


@pytest.mark.parametrize("title", CASES["hostile_titles"])
def test_a_hostile_title_stays_a_title(title: str, root: Path) -> None:
    values: dict[str, Any] = {**LEAST["practice"], "title": title}
    file = root / practice(root, "x", "--tiedosto", "turku-x")
    file.write_text(scaffold.scaffold_text(KINDS["practice"], values), encoding="utf-8")
    loaded = load(root, TODAY)
    assert loaded.problems == ()
    assert [entry.data.title for entry in loaded.catalogue.practices.values()] == [title]


@pytest.mark.parametrize("title", ["rivi\n\ntoinen: rivi", "x" * 121, "a\u202eb", "a\x07b", "nimi@example.fi"])
def test_a_title_that_no_entry_may_have_makes_no_file(title: str, root: Path) -> None:
    with pytest.raises(ValueError, match=r"otsikko|näkymätön|sähköposti"):
        practice(root, title)
    assert list((root / "practices").glob("*.md")) == []


def test_a_title_without_letters_needs_a_file_name(root: Path) -> None:
    with pytest.raises(ValueError, match="--tiedosto"):
        create(root, "verkosto", "…", *ARGUMENTS["verkosto"][1:])
    assert create(root, "verkosto", "…", *ARGUMENTS["verkosto"][1:], "--tiedosto", "../Pisteet") == (
        "docs/verkostot/pisteet.md"
    )


@pytest.mark.parametrize(("title", "slug"), CASES["addresses"].items())
def test_the_address_begins_with_the_municipality(title: str, slug: str) -> None:
    assert scaffold.slug_of(KINDS["practice"], {"title": title, "municipalities": ["Turku", "Ii"]}) == slug


def test_without_a_person_everything_that_is_missing_or_wrong_is_told_at_once(root: Path) -> None:
    with pytest.raises(ValueError, match="Puuttuu") as error:
        create(root, "käytäntö", "Otsikko", "--kunta", "Turkku", "--kunta", "Nastola", "--teema", "enrgia")
    assert str(error.value).splitlines() == CASES["told_at_once"]


def test_a_person_chooses_from_lists_and_a_wrong_answer_is_asked_again_alone(root: Path) -> None:
    create(root, "käytäntö", "Uudet valot", *ARGUMENTS["käytäntö"][1:])
    asked: list[str] = []
    path = create(root, "kaytanto", answers=CASES["answers"], asked=asked)
    entry = load(root, TODAY).catalogue.practices[Path(path).stem]
    assert path == "practices/ii-paremmat-valot.md"
    assert entry.data.municipalities == ("Ii", "Turku")
    assert (entry.data.themes, entry.data.stage, entry.data.tags) == (("ruoka", "energia"), "pilot", ("lämpö",))
    assert [source.url for source in entry.data.sources] == ["https://www.turku.fi/raportti"]
    result = entry.data.results[0]
    assert (result.indicator, result.value, result.approx, result.source) == ("energiansaasto", 1600, "about", (1,))
    assert "    value: 1600\n    approx: about\n    basis: estimated\n" in (root / path).read_text(encoding="utf-8")
    for place, text in CASES["asked"].items():
        assert text in asked[place]


def test_a_brief_file_has_only_what_is_needed(root: Path) -> None:
    text = (root / practice(root, "Valot", "--lyhyt")).read_text(encoding="utf-8")
    assert set(re.findall("^[a-z#]+", text, re.MULTILINE)) == {"title", *LEAST["practice"]}
    assert load(root, TODAY).problems == ()
    assert create(root, "käytäntö", "--lyhyt", answers=["Toinen", "Mitä.", "Ii", "1", "kokeilu", "Raportti", ""])


def test_the_next_steps_name_the_file_and_the_page(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(root)
    assert new_entry.main(["uutinen", *ARGUMENTS["uutinen"]]) == 0
    steps = capsys.readouterr().out
    assert f"scripts/check {PATHS['uutinen']}" in steps
    assert "http://127.0.0.1:8000/uutiset/2026-05-03-verkosto-kasvaa/" in steps
