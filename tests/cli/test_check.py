"""`scripts/check`: its formats, what it escapes, which files it tells of and how it ends."""

from pathlib import Path

import pytest

from kaytantopankki.cli import check
from tests.builders import write_entry, write_text
from tests.cases import read_tables
from tests.cli import refused

Output = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def content(root: Path) -> None:
    write_entry(root, "practice", "hyva")
    write_text(root, "docs/tietoa.md", "# Tietoa")


def spoil(root: Path) -> None:
    write_entry(root, "practice", "vaara", municipalities=["Turkku"], themes=["enrgia"])
    write_entry(root, "news", "uutinen", date="2026-13-01")


def test_sound_content_ends_with_zero(capsys: Output) -> None:
    assert check.main([]) == 0
    assert capsys.readouterr().out == "Ei ongelmia 7 tiedostossa.\n"


def test_a_macro_of_a_page_that_is_wrong_is_a_problem(root: Path, capsys: Output) -> None:
    write_text(root, "docs/tietoa.md", "\n{{ lukumaara('kunnat') }}\n")
    assert check.main(["docs/tietoa.md"]) == 1
    assert capsys.readouterr().out.startswith("docs/tietoa.md:2: ")


def test_only_the_problems_of_the_files_asked_for_are_told(root: Path, capsys: Output) -> None:
    spoil(root)
    assert check.main(["docs/uutiset/posts/uutinen.md"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(":")[0] for line in lines[:-2]] == ["docs/uutiset/posts/uutinen.md"]
    assert lines[-2:] == ["1 ongelma 1 tiedostossa.", "Muissa tiedostoissa: 2. Näet kaikki komennolla scripts/check."]
    assert check.main([str(root / "practices/hyva.md")]) == 0
    assert capsys.readouterr().out.startswith("Ei ongelmia 1 tiedostossa.\n")


def test_a_file_is_named_from_the_folder_where_one_is_and_checked_against_everything(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_entry(root, "practice", "viittaa", related=["hyva"])
    monkeypatch.chdir(root / "practices")
    assert check.main(["viittaa.md", "vocabulary/tags.yml"]) == 0
    (root / "practices/hyva.md").unlink()
    assert check.main(["viittaa.md"]) == 1


@pytest.mark.parametrize(("name", "message"), read_tables(__file__))
def test_what_cannot_be_checked_ends_with_two(root: Path, name: str, message: str, capsys: Output) -> None:
    write_text(root, "README.md", "x")
    write_text(root.parent, "muualla.md", "x")
    assert message in refused(capsys, check.main, name)


def test_a_machine_on_which_nothing_can_be_checked(root: Path, monkeypatch: pytest.MonkeyPatch, capsys: Output) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "eilen")
    assert 'SOURCE_DATE_EPOCH arvo "eilen" ei kelpaa' in refused(capsys, check.main)
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    (root / "mkdocs.yml").unlink()
    assert check.main([]) == 1
    assert "mkdocs.yml:1: puuttuu" in capsys.readouterr().out


def test_help_is_the_guide(capsys: Output) -> None:
    with pytest.raises(SystemExit) as end:
        check.main(["--help"])
    assert end.value.code == 0
    assert capsys.readouterr().out.startswith("Käyttö: scripts/check [--format text|github] [tiedosto ...]\n")


def test_problems_end_with_one_are_counted_and_shown_beside_their_lines(root: Path, capsys: Output) -> None:
    spoil(root)
    assert check.main([]) == 1
    plain = capsys.readouterr().out.splitlines()
    assert 'practices/vaara.md:5: kunnat: tuntematon kunta "Turkku", tarkoititko "Turku"?' in plain
    assert plain[-1] == "3 ongelmaa 2 tiedostossa."
    assert check.main(["--format", "github"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line for line in lines if not line.startswith("::error ")] == plain
    assert (
        "::error file=practices/vaara.md,line=5,title=practices/vaara.md%2C rivi 5::"
        'kunnat: tuntematon kunta "Turkku", tarkoititko "Turku"?' in lines
    )
    assert len(lines) == len(plain) + 3


def test_what_a_contributor_wrote_cannot_begin_a_line_or_end_a_command(root: Path, capsys: Output) -> None:
    write_entry(root, "practice", "rivit", themes=["x\n::error::y % z"])
    write_text(root, "practices/a,b:c%d\r\ne.md", "x")
    for name in ("a\n::error::b", "\x1b[2Jb", "a:b", 'a"b'):
        write_text(root, f"docs/assets/{name}.txt", "x")
    assert check.main(["--format", "github"]) == 1
    out = capsys.readouterr().out
    assert "\n::error::y" not in out
    assert '"x\\x0a::error::y % z"' in out
    assert (out.count("merkkejä, joita verkko-osoitteessa") - 4, "\x1b" in out) == (4, False)
    assert 'tuntematon teema "x%0A::error::y %25 z"' in out
    assert "\npractices/a,b:c%d\\x0d\\x0ae.md:1: " in "\n" + out
    assert (
        "::error file=practices/a%2Cb%3Ac%25d%0D%0Ae.md,line=1,title=practices/a%2Cb%3Ac%25d%0D%0Ae.md%2C rivi" in out
    )
