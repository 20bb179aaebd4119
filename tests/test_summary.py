"""What a change does to the content, told to reviewers."""

import subprocess
from pathlib import Path
from typing import Any

import pytest

from kaytantopankki.cli import summary
from kaytantopankki.cli.summary import FieldChange, field_changes
from kaytantopankki.github_forms.comments import escape_markdown
from tests.builders import entry, write_entry, write_text, write_words


def differences(old: dict[str, Any], new: dict[str, Any], kind: str = "practice") -> list[tuple[str, str, str]]:
    found = field_changes(entry(kind, "a", **old), entry(kind, "a", **new))
    assert all(isinstance(change, FieldChange) for change in found)
    return [(change.field, change.old, change.new) for change in found]


RESULT = {"indicator": "energiansaasto", "value": 5, "basis": "measured"}
LACK = {"kind": "rahoitus", "what": "Rahaa ei ollut."}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ({}, {}, []),
        ({"title": "A"}, {"title": "B"}, [("otsikko", "A", "B")]),
        ({"stage": "pilot"}, {"stage": "in_use"}, [("vaihe", "kokeilu", "käytössä")]),
        ({}, {"effort": "Viikko."}, [("työmäärä", "", "Viikko.")]),
        ({"started": "2024-05"}, {}, [("alkoi", "2024-05", "")]),
        ({}, {"themes": ["energia", "ruoka"]}, [("teemat", "energia", "energia, ruoka")]),
        ({"results": [RESULT]}, {"results": [{**RESULT, "value": 7.5}]}, [("tulokset 1, arvo", "5", "7.5")]),
        (
            {"results": [RESULT]},
            {"results": [{**RESULT, "value": 1, "note": "Uusi"}, RESULT]},
            [("tulokset 1", "", "selite: Uusi; mittari: energiansaasto; arvo: 1; peruste: mitattu")],
        ),
        (
            {"bottlenecks": [LACK, {**LACK, "what": "Toinen."}]},
            {"bottlenecks": [LACK]},
            [("pullonkaulat 2", "laji: rahoitus; mitä tapahtui: Toinen.", "")],
        ),
        (
            {"bottlenecks": [LACK, {**LACK, "what": "B."}]},
            {"bottlenecks": [{**LACK, "what": "B."}, LACK]},
            [],
        ),
        (
            {"uptake": {"conditions": ["A."]}},
            {"uptake": {"conditions": ["A."], "suits": {"population_max": 5000}}},
            [("näin pääset alkuun, kenelle sopii", "", "asukkaita enintään: 5000")],
        ),
        (
            {"contact": {"organisation": "Turku"}},
            {"contact": {"organisation": "Turku", "hosts_visits": False}},
            [("yhteys, ottaa vierailijoita", "", "ei")],
        ),
        ({"body": "Yksi kaksi."}, {"body": "Yksi kaksi kolme."}, [("teksti", "2 sanaa", "3 sanaa")]),
    ],
)
def test_every_changed_field_is_told(
    old: dict[str, Any], new: dict[str, Any], expected: list[tuple[str, str, str]]
) -> None:
    assert differences(old, new) == expected


def git(root: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=x", "-c", "user.email=x@example.fi", "-c", "commit.gpgsign=false")
    subprocess.run(("git", *identity, *arguments), cwd=root, check=True, capture_output=True)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository with one commit of four practices."""
    write_words(tmp_path)
    for slug in ("muuttuu", "pysyy", "poistuu", "siirtyy"):
        write_entry(tmp_path, "practice", slug, summary=f"Mitä {slug} tarkoittaa kunnassa.")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "x")
    return tmp_path


def told(root: Path) -> str:
    return summary.summary(list(summary.changed_entries(root, "HEAD")))


def test_nothing_changed(root: Path) -> None:
    write_text(root, "README.md", "x")
    assert told(root) == "## Sisällön muutokset\n\nKirjaukset eivät muutu.\n"


@pytest.mark.parametrize("staged", [False, True])
def test_a_new_entry_is_told_with_its_completeness(root: Path, staged: bool) -> None:
    write_entry(root, "practice", "uusi", title="Uusi | @kaikki <b>", effort="Viikko.")
    write_entry(root, "event", "paiva")
    if staged:
        git(root, "add", ".")
    rows = [line for line in told(root).splitlines() if line.startswith("| ")]
    assert rows == [
        "| Laji | Otsikko | Kattavuus | Puuttuu |",
        "| --- | --- | --- | --- |",
        "| tapahtuma | Paiva \\(docs/tapahtumat/paiva.md\\) | – | – |",
        "| käytäntö | Uusi \\| @\u2060kaikki \\<b\\> \\(practices/uusi.md\\) | 6 % "
        "| tulos, kustannus tai rahoitus, pullonkaulat, ensimmäiset askeleet |",
    ]


def test_a_changed_entry_is_told_field_by_field(root: Path) -> None:
    write_entry(root, "practice", "muuttuu", summary="Uusi | <i>tieto</i>.", effort="Viikko.")
    text = told(root)
    assert "### Käytäntö: Muuttuu \\(practices/muuttuu.md\\)" in text
    assert "| tiivistelmä | Mitä muuttuu tarkoittaa kunnassa. | Uusi \\| \\<i\\>tieto\\</i\\>. |" in text
    assert "| työmäärä | – | Viikko. |" in text
    assert "| kattavuus | 4 % | 6 % |" in text
    assert "pysyy" not in text


def test_a_removed_and_a_renamed_entry_are_told(root: Path) -> None:
    git(root, "mv", "practices/siirtyy.md", "practices/muutti.md")
    (root / "practices/poistuu.md").unlink()
    text = told(root)
    assert "### Poistuvat\n\n- practices/poistuu.md\n" in text
    assert "Tiedosto oli practices/siirtyy.md. Vanha osoite kuuluu kenttään `aliases_url`: kaytannot/siirtyy/" in text
    assert "Kenttien sisältö ei muutu." in text


def test_an_entry_with_mistakes_is_told_without_its_fields(root: Path) -> None:
    write_text(root, "practices/pysyy.md", "ei mitään")
    write_text(root, "practices/rikki.md", "---\n")
    text = told(root)
    assert "### Käytäntö: practices/pysyy.md\n\nTiedostossa on virheitä." in text
    assert "| käytäntö | practices/rikki.md | – | Tiedostossa on virheitä |" in text


def test_other_files_are_not_entries() -> None:
    assert summary.kind_of("practices/vocabulary/tags.yml") is None
    assert summary.kind_of("docs/tapahtumat/index.md") is None
    assert summary.kind_of("docs/tietoa.md") is None
    kind = summary.kind_of("docs/uutiset/posts/a.md")
    assert kind
    assert kind.name == "news"


@pytest.mark.parametrize("base", [["olematon"], ["--output=x"], ["--", "--output=x"]])
def test_an_unknown_version_is_told(
    base: list[str], root: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(root)
    with pytest.raises(SystemExit) as end:
        summary.main(base)
    assert end.value.code == 2
    assert list(root.glob("x")) == []
    assert "VERTAILUKOHTA" in (error := capfd.readouterr().err) or "vertailukohtaa" in error


def test_the_command_prints_the_summary(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(root)
    assert summary.main(["HEAD"]) == 0
    assert capsys.readouterr().out.startswith("## Sisällön muutokset")


def test_long_text_is_cut_before_it_is_escaped() -> None:
    assert escape_markdown("*" * 400) == "\\*" * 300 + " …"
    assert escape_markdown("a\nb\t c") == "a b c"
