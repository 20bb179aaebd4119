"""A repository read as a whole: what is broken is told of and left out, and everything else stays."""

from pathlib import Path
from typing import Any

import pytest

from kaytantopankki.content.loader import VOCABULARY, EntryCache, Loaded, load
from kaytantopankki.content.models import KINDS
from tests.builders import TODAY, WORDS, entry, write_entry, write_text, write_words
from tests.cases import read_tables
from tests.content.broken import write_file

CASES = read_tables(__file__)
NEWS = "docs/uutiset/posts"
HEADS = {
    "news": "---\ntitle: Otsikko\nsummary: Mitä tapahtui.\ndate: 2026-01-01\n",
    "practice": "---\ntitle: Otsikko\nsummary: Mitä tehtiin.\nmunicipalities: [Turku]\nthemes: [energia]\n"
    "stage: in_use\npublished: 2026-01-01\nsources:\n  - title: Lähde\n",
}
FOLDERS = {"news": NEWS, "practice": "practices"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository with its vocabularies and one sound entry of each kind, named `sound`."""
    write_words(tmp_path)
    for kind in KINDS:
        write_entry(tmp_path, kind, "turku" if kind == "municipality" else "sound")
    return tmp_path


def loaded(root: Path) -> Loaded:
    return load(root, TODAY)


def slugs(found: Loaded) -> list[str]:
    return [item.slug for item in found.catalogue.entries]


def test_sound_repository(root: Path) -> None:
    write_text(root, "docs/verkostot/index.md", "# Verkostot\n")
    write_text(root, "docs/uutiset/index.md", "# Uutiset\n")
    found = loaded(root)
    assert found.problems == ()
    assert [(item.kind, item.data) for item in found.catalogue.entries] == [
        (kind, entry(kind, "turku" if kind == "municipality" else "sound").data) for kind in KINDS
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_broken_entry_is_left_out_alone(root: Path, kind: str) -> None:
    before = slugs(loaded(root))
    write_entry(root, kind, "broken", colour="red")
    found = loaded(root)
    assert {problem.path for problem in found.problems} == {f"{KINDS[kind].folder}/broken.md"}
    assert slugs(found) == before


@pytest.mark.parametrize(("broken", "kind", "link", "left"), CASES["links"], ids=lambda case: str(case)[:40])
def test_links_to_a_broken_entry_vanish(
    root: Path, broken: str, kind: str, link: dict[str, Any], left: dict[str, Any]
) -> None:
    write_entry(root, broken, "broken", colour="red")
    write_entry(root, kind, "linking", **link)
    found = loaded(root)
    assert {problem.path for problem in found.problems} == {f"{KINDS[broken].folder}/broken.md"}
    assert found.catalogue.of_kind(kind)["linking"].data == entry(kind, "linking", **left).data


@pytest.mark.parametrize(("name", "word", "kind", "use", "left"), CASES["words"], ids=lambda case: str(case)[:40])
def test_uses_of_a_broken_word_vanish(
    root: Path, name: str, word: str, kind: str, use: dict[str, Any], left: dict[str, Any]
) -> None:
    write_words(root, **{name: WORDS[name] | {word: {"colour": "red"}}})
    write_entry(root, kind, "using", **use)
    found = loaded(root)
    assert {problem.path for problem in found.problems} == {f"{VOCABULARY}/{name}.yml"}
    assert found.catalogue.of_kind(kind)["using"].data == entry(kind, "using", **left).data


def test_entry_that_cannot_stay_takes_links_with_it(root: Path) -> None:
    write_words(root, themes=WORDS["themes"] | {"ruoka": {"colour": "red"}})
    write_entry(root, "practice", "only-food", themes=["ruoka"])
    write_entry(root, "practice", "linking", related=["only-food", "sound"])
    catalogue = loaded(root).catalogue
    assert sorted(catalogue.practices) == ["linking", "sound"]
    assert catalogue.related(catalogue.practices["linking"]) == (catalogue.practices["sound"],)


@pytest.mark.parametrize(("text", "line", "words"), CASES["refused_vocabularies"])
def test_vocabulary_file_that_is_refused(root: Path, text: str | None, line: int, words: str) -> None:
    file = root / VOCABULARY / "tags.yml"
    file.unlink() if text is None else file.write_bytes(text.encode("latin-1"))
    write_entry(root, "practice", "using", tags=["lämpö"])
    found = loaded(root)
    assert [(problem.path, problem.line) for problem in found.problems] == [(f"{VOCABULARY}/tags.yml", line)]
    assert words in found.problems[0].message
    assert found.catalogue.practices["using"].data == entry("practice", "using").data


def test_words_without_fields_and_empty_fields(root: Path) -> None:
    write_text(root, f"{VOCABULARY}/tags.yml", "lämpö:\nbussit:\n  synonyms:\n  description:\n")
    found = loaded(root)
    assert found.problems == ()
    assert list(found.catalogue.vocabulary.tags) == ["lämpö", "bussit"]


def test_unused_words_are_only_noticed(root: Path) -> None:
    result = {"indicator": "energiansaasto", "value": 1, "basis": "measured"}
    write_entry(root, "practice", "using", tags=["lämpö"], results=[result])
    found = loaded(root)
    assert found.problems == ()
    unused = {"bottlenecks.yml:1": "rahoitus", "tags.yml:4": "pyöräily", "themes.yml:5": "liikkuminen"}
    assert [str(notice) for notice in found.notices] == [
        f'{VOCABULARY}/{line}: sanaa "{word}" ei käytä yksikään kirjaus'
        for line, word in (unused | {"themes.yml:9": "ruoka"}).items()
    ]


@pytest.mark.parametrize(("kind", "fields", "line", "words"), CASES["refused_fields"])
def test_field_that_is_refused(root: Path, kind: str, fields: str, line: int, words: str) -> None:
    write_text(root, f"{FOLDERS[kind]}/broken.md", f"{HEADS[kind]}{fields}---\n")
    _only(loaded(root), f"{FOLDERS[kind]}/broken.md", line, words)


@pytest.mark.parametrize(("kind", "body", "line", "words"), CASES["refused_bodies"])
def test_body_that_is_refused(root: Path, kind: str, body: str, line: int, words: str) -> None:
    write_text(root, f"{FOLDERS[kind]}/broken.md", f"{HEADS[kind]}---\n{body}")
    _only(loaded(root), f"{FOLDERS[kind]}/broken.md", line, words)


def _only(found: Loaded, path: str, line: int, words: str) -> None:
    """One file is told of, at this line and in these words, and nothing else is lost."""
    assert {problem.path for problem in found.problems} == {path}, found.problems
    assert any(words in problem.message for problem in found.problems if problem.line == line), found.problems
    assert slugs(found) == ["sound"] * 5 + ["turku"]


@pytest.mark.parametrize(
    ("path", "content", "line", "words"),
    [*CASES["refused_files"], (f"{NEWS}/rikki.md", "x" * 10_000_000, 1, "liian suuri, enintään 300 kt")],
    ids=lambda case: str(case)[:40],
)
def test_file_that_is_refused(root: Path, path: str, content: Any, line: int, words: str) -> None:
    write_file(root / path, content)
    _only(loaded(root), path, line, words)


def test_linked_folder(root: Path) -> None:
    write_entry(root / "muualla", "network", "x")
    (root / "docs/verkostot/sound.md").unlink()
    (root / "docs/verkostot").rmdir()
    (root / "docs/verkostot").symlink_to(root / "muualla/docs/verkostot")
    found = loaded(root)
    assert {str(problem) for problem in found.problems} == {
        "docs/verkostot:1: on linkki toiseen paikkaan. Tee siitä tavallinen tiedosto tai kansio"
    }
    assert slugs(found) == ["sound"] * 4 + ["turku"]


def test_file_that_cannot_be_read(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    messages = {problem.message for problem in loaded(root).problems if problem.path == f"{NEWS}/sound.md"}
    assert messages == {"tiedostoa ei voi lukea. Korjaa sen lukuoikeudet"}


def test_all_problems_come_at_once_in_order(root: Path) -> None:
    write_entry(root, "practice", "b", stage="x", standing="y")
    write_entry(root, "news", "a", type="x")
    write_entry(root, "practice", "a", tags=["tuntematon"])
    problems = loaded(root).problems
    expected = ["docs/uutiset/posts/a.md", "practices/a.md", "practices/b.md", "practices/b.md"]
    assert [problem.path for problem in problems] == expected
    assert list(problems) == sorted(problems)


def test_what_has_not_changed_is_not_read_again(root: Path) -> None:
    cache = EntryCache()
    write_entry(root, "practice", "broken", tags=["tuntematon"])
    first = load(root, TODAY, cache).catalogue
    write_entry(root, "practice", "sound", title="Uusi otsikko")
    write_entry(root, "practice", "broken", tags=[])
    second = load(root, TODAY, cache).catalogue
    assert second.news["sound"].data is first.news["sound"].data
    assert second.practices["sound"].data.title == "Uusi otsikko"
    assert "broken" in second.practices
    assert cache.entry(root / "practices/none.md", list) == []
