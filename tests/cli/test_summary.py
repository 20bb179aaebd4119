"""`scripts/summary`: what a change does to the content, told to reviewers."""

from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from kaytantopankki.cli import summary
from tests.builders import write_entry, write_text
from tests.cases import compare, read_tables
from tests.cli import refused
from tests.workflows import git

Output = pytest.CaptureFixture[str]
TABLES = read_tables(__file__)


def commit(root: Path) -> None:
    git(root, "init", "-q")
    git(root, "add", ".")
    git(root, "commit", "-q", "-m", "x")


@pytest.fixture
def four(root: Path) -> Path:
    """A repository with one commit of four practices."""
    for slug in ("muuttuu", "pysyy", "poistuu", "siirtyy"):
        write_entry(root, "practice", slug, summary=f"Mitä {slug} tarkoittaa kunnassa.")
    commit(root)
    return root


def told(capsys: Output) -> str:
    assert summary.main(["HEAD"]) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("case", TABLES["changes"], ids=lambda case: " ".join(case["new"]) or "removed")
def test_every_changed_field_is_told(case: dict[str, Any], root: Path, capsys: Output) -> None:
    write_entry(root, "practice", "a", **case["old"])
    commit(root)
    write_entry(root, "practice", "a", **case["new"])
    text = told(capsys)
    assert [line.strip("| ") for line in text.splitlines() if line.startswith("| ")][2:] == case["rows"]
    assert ("Kenttien sisältö ei muutu." in text) is (not case["rows"])


@pytest.mark.usefixtures("four")
def test_nothing_changed(capsys: Output) -> None:
    assert told(capsys) == "## Sisällön muutokset\n\nKirjaukset eivät muutu.\n"


def test_every_kind_of_change_is_told_as_it_is(root: Path, bless: bool, capsys: Output) -> None:
    write_entry(root, "network", "hinku", title="Hinku", members=[{"municipality": "Turku"}])
    for step in ("before", "after"):
        for slug, fields in TABLES["every_kind"][step]["practices"].items():
            write_entry(root, "practice", slug, **fields)
        for path, text in TABLES["every_kind"][step]["files"].items():
            write_text(root, path, text)
        (root / "docs/assets/kuvat").mkdir(parents=True, exist_ok=True)
        for path, size in TABLES["every_kind"][step]["pictures"].items():
            Image.new("RGB", size).save(root / path)
        if step == "before":
            commit(root)
    (root / "hooks/poistuu.py").unlink()
    compare(Path(__file__).parent / "tables/summary.md", told(capsys), bless)


@pytest.mark.parametrize("staged", [False, True])
def test_a_new_entry_is_told_with_its_completeness(four: Path, staged: bool, capsys: Output) -> None:
    write_entry(four, "practice", "uusi", title="Uusi | @kaikki <b>", effort="Viikko.")
    write_entry(four, "event", "paiva")
    if staged:
        git(four, "add", ".")
    assert [line for line in told(capsys).splitlines() if line.startswith("| ")] == TABLES["completeness"]


def test_a_new_entry_is_told_with_its_figures_and_sources(four: Path, capsys: Output) -> None:
    write_entry(four, "practice", "uusi", **TABLES["whole"]["fields"])
    assert [line for line in told(capsys).splitlines() if line.startswith("- ")] == TABLES["whole"]["lines"]


def test_a_changed_text_is_only_text_and_is_cut_before_it_is_escaped(four: Path, capsys: Output) -> None:
    write_entry(four, "practice", "muuttuu", summary="Uusi | <i>tieto</i>.", effort="*" * 350)
    text = told(capsys)
    assert "### Käytäntö: Muuttuu \\(practices/muuttuu.md\\)" in text
    assert "| tiivistelmä | Mitä muuttuu tarkoittaa kunnassa. | Uusi \\| \\<i\\>tieto\\</i\\>. |" in text
    assert "| työmäärä | – | " + "\\*" * 300 + " … |" in text
    assert "pysyy" not in text


def test_a_removed_and_a_renamed_entry_are_told(four: Path, capsys: Output) -> None:
    git(four, "mv", "practices/siirtyy.md", "practices/muutti.md")
    (four / "practices/poistuu.md").unlink()
    text = told(capsys)
    assert "### Poistuvat\n\n- Poistuu \\(practices/poistuu.md\\); kuntien sivuilla: Turku\n" in text
    assert "Tiedosto oli practices/siirtyy.md. Vanha osoite kuuluu kenttään `aliases_url`: kaytannot/siirtyy/" in text
    assert "Kenttien sisältö ei muutu." in text


def test_an_entry_with_mistakes_is_told_without_its_fields(root: Path, capsys: Output) -> None:
    write_entry(root, "practice", "rikki")
    write_text(root, "practices/oli-rikki.md", "---\n")
    commit(root)
    write_text(root, "practices/rikki.md", "ei mitään")
    write_entry(root, "practice", "oli-rikki")
    write_text(root, "practices/uusi.md", "---\n")
    text = told(capsys)
    assert "### Käytäntö: practices/rikki.md\n\nTiedostossa on virheitä." in text
    assert "Vanhassa tiedostossa oli virheitä" in text
    assert "| käytäntö | practices/uusi.md | – | Tiedostossa on virheitä |" in text


def test_a_vast_change_is_cut(root: Path, capsys: Output) -> None:
    write_text(root, "README.md", "x")
    commit(root)
    for number in range(103):
        write_text(root, f"docs/tapahtumat/t-{number}.md", "---\n")
    text = told(capsys)
    assert text.count("| tapahtuma |") == 100
    assert text.endswith("Lisäksi 3\u00a0muuta.\n")


def test_a_picture_outside_the_repository_is_not_looked_at(root: Path, capsys: Output) -> None:
    paths = ["../../../../../../etc/passwd", "/etc/passwd", "a" * 2000, "a" * 300, "https://example.org/a.png"]
    write_text(root, "docs/sivu.md", "".join(f"![Vanha]({path})\n" for path in paths))
    commit(root)
    write_text(root, "docs/sivu.md", "".join(f"![Uusi]({path})\n" for path in paths))
    assert told(capsys).count(" | ei tiedostoa: Vanha | ei tiedostoa: Uusi |\n") == 5


@pytest.mark.parametrize("base", [["olematon"], ["--output=x"], ["--", "--output=x"]])
def test_an_unknown_version_is_told(base: list[str], four: Path, capfd: pytest.CaptureFixture[str]) -> None:
    error = refused(capfd, summary.main, *base)
    assert "VERTAILUKOHTA" in error or "vertailukohtaa" in error
    assert list(four.glob("x")) == []
