"""A repository read as a whole: what is broken is left out, and everything else stays."""

from pathlib import Path
from typing import Any

import pytest

from kaytantopankki.content.loader import Loaded, load
from kaytantopankki.content.models import KINDS
from tests.builders import TODAY, WORDS, entry, write_entry, write_text, write_words

VOCABULARY = "practices/vocabulary"


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


# The kind of entry that is broken, the kind that links to it, its link, and what is left of the link.
LINKS: list[tuple[str, str, dict[str, Any], dict[str, Any]]] = [
    ("practice", "practice", {"related": ["broken", "sound"]}, {"related": ["sound"]}),
    ("practice", "practice", {"superseded_by": "broken"}, {}),
    (
        "practice",
        "practice",
        {"adapted_from": [{"practice": "broken"}, {"place": "Oslo"}]},
        {"adapted_from": [{"place": "Oslo"}]},
    ),
    (
        "event",
        "practice",
        {"adoptions": [{"municipality": "Lieto", "heard_at": "broken"}]},
        {"adoptions": [{"municipality": "Lieto"}]},
    ),
    ("network", "practice", {"networks": ["sound", "broken"]}, {"networks": ["sound"]}),
    ("project", "practice", {"projects": ["broken"]}, {}),
    ("practice", "news", {"practices": ["broken", "sound"]}, {"practices": ["sound"]}),
    ("event", "news", {"events": ["broken"]}, {}),
    ("network", "news", {"networks": ["broken"]}, {}),
    ("project", "news", {"projects": ["broken"]}, {}),
    ("practice", "event", {"practices": ["broken"]}, {}),
    ("network", "event", {"networks": ["broken"]}, {}),
    ("project", "event", {"projects": ["broken"]}, {}),
    ("news", "event", {"recap": "broken"}, {}),
    ("network", "project", {"networks": ["broken", "sound"]}, {"networks": ["sound"]}),
]


@pytest.mark.parametrize(("broken", "kind", "link", "left"), LINKS, ids=lambda case: str(case)[:40])
def test_links_to_a_broken_entry_vanish(
    root: Path, broken: str, kind: str, link: dict[str, Any], left: dict[str, Any]
) -> None:
    write_entry(root, broken, "broken", colour="red")
    write_entry(root, kind, "linking", **link)
    found = loaded(root)
    assert {problem.path for problem in found.problems} == {f"{KINDS[broken].folder}/broken.md"}
    assert found.catalogue.of_kind(kind)["linking"].data == entry(kind, "linking", **left).data


RESULT = {"indicator": "energiansaasto", "value": 1, "basis": "measured"}
LACK = {"kind": "rahoitus", "what": "Rahaa ei ollut."}

# A broken word, an entry that uses it, and what is left of the entry.
USES: list[tuple[str, str, str, dict[str, Any], dict[str, Any]]] = [
    ("themes", "ruoka", "practice", {"themes": ["ruoka", "energia"]}, {"themes": ["energia"]}),
    ("themes", "ruoka", "news", {"themes": ["ruoka"]}, {}),
    ("tags", "lämpö", "practice", {"tags": ["pyöräily", "lämpö"]}, {"tags": ["pyöräily"]}),
    ("indicators", "energiansaasto", "practice", {"results": [RESULT]}, {}),
    ("bottlenecks", "rahoitus", "practice", {"bottlenecks": [LACK]}, {}),
    (
        "bottlenecks",
        "rahoitus",
        "practice",
        {"adoptions": [{"municipality": "Lieto", "bottlenecks": [LACK]}]},
        {"adoptions": [{"municipality": "Lieto"}]},
    ),
]


@pytest.mark.parametrize(("name", "word", "kind", "use", "left"), USES, ids=lambda case: str(case)[:40])
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


@pytest.mark.parametrize(
    ("raw", "line", "words"),
    [
        (None, 1, "sanasto puuttuu"),
        (b"", 1, "avaimia ja niiden"),
        (b"- a\n", 1, "avaimia ja niiden"),
        (b"a:\nb: 'x\n", 2, "lainausmerkki"),
        (b"a:\na:\n", 2, "kahdesti"),
        (b"a:\nb\xe4:\n", 2, "UTF-8"),
    ],
)
def test_vocabulary_file_that_is_refused(root: Path, raw: bytes | None, line: int, words: str) -> None:
    file = root / VOCABULARY / "tags.yml"
    file.unlink() if raw is None else file.write_bytes(raw)
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
    write_entry(root, "practice", "using", tags=["lämpö"], results=[RESULT])
    found = loaded(root)
    assert found.problems == ()
    assert [str(notice) for notice in found.notices] == [
        f'{VOCABULARY}/{file}: sanaa "{word}" ei käytä yksikään kirjaus'
        for file, word in (
            ("bottlenecks.yml:1", "rahoitus"),
            ("tags.yml:4", "pyöräily"),
            ("themes.yml:5", "liikkuminen"),
            ("themes.yml:9", "ruoka"),
        )
    ]


@pytest.mark.parametrize(
    ("name", "words"),
    [("Turku.md", '"turku.md"'), ("a b.md", '"a-b.md"'), ("ä_ö.md", '"a-o.md"'), ("!.md", '"nimi.md"')],
)
def test_file_name_is_an_address(root: Path, name: str, words: str) -> None:
    write_text(root, f"practices/{name}", "---\n---\n")
    (problem,) = loaded(root).problems
    assert problem.path == f"practices/{name}"
    assert words in problem.message


def test_unreadable_file_is_a_problem(root: Path) -> None:
    (root / "practices" / "folder.md").mkdir()
    (root / "practices" / "link.md").symlink_to(root / "practices" / "sound.md")
    found = [(problem.path, problem.line) for problem in loaded(root).problems]
    assert found == [("practices/folder.md", 1), ("practices/link.md", 1)]


def test_all_problems_come_at_once_in_order(root: Path) -> None:
    write_entry(root, "practice", "b", stage="x", standing="y")
    write_entry(root, "news", "a", type="x")
    write_entry(root, "practice", "a", tags=["tuntematon"])
    problems = loaded(root).problems
    assert [problem.path for problem in problems] == [
        "docs/uutiset/posts/a.md",
        "practices/a.md",
        "practices/b.md",
        "practices/b.md",
    ]
    assert list(problems) == sorted(problems)
