"""`scripts/check`: its formats, what it escapes, which files it tells of and how it ends."""

from pathlib import Path

import pytest

from kaytantopankki.cli import check, repository_root
from kaytantopankki.content.messages import Problem
from tests.builders import write_entry, write_text, write_words


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_words(tmp_path)
    write_entry(tmp_path, "practice", "hyva")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def spoil(root: Path) -> None:
    write_entry(root, "practice", "vaara", municipalities=["Turussa"], themes=["enrgia"])
    write_entry(root, "news", "uutinen", date="2026-13-01")


def test_sound_content_ends_with_zero(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check.main([]) == 0
    assert capsys.readouterr().out == "Ei ongelmia 5 tiedostossa.\n"
    assert root.is_dir()


def test_problems_end_with_one_and_are_counted(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spoil(root)
    assert check.main([]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert 'practices/vaara.md:5: kunnat: tuntematon kunta "Turussa", tarkoititko "Turku"?' in lines
    assert lines[-1] == "3 ongelmaa 2 tiedostossa."


def test_only_the_problems_of_the_files_asked_for_are_told(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spoil(root)
    assert check.main(["docs/uutiset/posts/uutinen.md"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(":")[0] for line in lines[:-2]] == ["docs/uutiset/posts/uutinen.md"]
    assert lines[-2:] == ["1 ongelma 1 tiedostossa.", "Muissa tiedostoissa: 2. Näet kaikki komennolla scripts/check."]


def test_a_sound_file_ends_with_zero_beside_others_that_are_not(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spoil(root)
    assert check.main([str(root / "practices/hyva.md")]) == 0
    assert capsys.readouterr().out.startswith("Ei ongelmia 1 tiedostossa.\n")


def test_links_from_the_file_are_checked_against_everything(root: Path) -> None:
    write_entry(root, "practice", "viittaa", related=["hyva"])
    assert check.main(["practices/viittaa.md"]) == 0
    (root / "practices/hyva.md").unlink()
    assert check.main(["practices/viittaa.md"]) == 1


def test_a_file_is_named_from_the_folder_where_one_is(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root / "practices")
    assert repository_root() == root
    assert check.main(["hyva.md", "vocabulary/tags.yml"]) == 0


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("practices/hyvä.md", 'Tiedostoa "practices/hyvä.md" ei ole, tarkoititko "practices/hyva.md"?'),
        ("olematon", 'Tiedostoa "olematon" ei ole.'),
        ("README.md", '"README.md" ei ole kirjaus eikä sanasto.'),
        ("../muualla.md", '"../muualla.md" ei ole'),
    ],
)
def test_an_unknown_file_is_told(root: Path, name: str, message: str, capsys: pytest.CaptureFixture[str]) -> None:
    write_text(root, "README.md", "x")
    write_text(root.parent, "muualla.md", "x")
    with pytest.raises(SystemExit) as end:
        check.main([name])
    assert end.value.code == 2
    assert message in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["--format", "xml"], ["--mita"]])
def test_a_wrong_argument_is_answered_with_the_guide(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        check.main(arguments)
    assert end.value.code == 2
    assert "Käyttö: scripts/check" in capsys.readouterr().err


def test_help_is_the_guide(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        check.main(["--help"])
    assert end.value.code == 0
    assert capsys.readouterr().out == check.GUIDE


def test_github_shows_the_problem_beside_its_line(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spoil(root)
    assert check.main(["--format", "github"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert (
        "::error file=practices/vaara.md,line=5,title=practices/vaara.md%2C rivi 5::"
        'kunnat: tuntematon kunta "Turussa", tarkoititko "Turku"?' in lines
    )
    assert sum(line.startswith("::error ") for line in lines) == 3
    assert sum(line.startswith(("practices/", "docs/")) for line in lines) == 3


def test_what_would_end_a_command_early_is_escaped() -> None:
    problem = Problem("a,b:c%d\r\ne.md", 7, "100 % :: x,y\r\n::error::z")
    assert check.github(problem) == (
        "::error file=a%2Cb%3Ac%25d%0D%0Ae.md,line=7,title=a%2Cb%3Ac%25d%0D%0Ae.md%2C rivi 7::"
        "100 %25 :: x,y%0D%0A::error::z"
    )


def test_a_word_of_the_author_cannot_begin_a_line(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_entry(root, "practice", "rivit", themes=["x\n::error::y\n\nz"])
    assert check.main(["--format", "github"]) == 1
    out = capsys.readouterr().out
    assert "\\x0a" in out
    assert "\n::error::y" not in out
