"""What a network sets, the day of a build, and what the machine refuses: what is wrong is said with what to do."""

import errno
import re
from pathlib import Path

import pytest

from kaytantopankki.os_errors import reason
from kaytantopankki.settings import build_date, macro_pages, settings_problems
from tests.cases import read_tables

TABLES = read_tables(__file__)
SOUND = TABLES["sound"]


@pytest.mark.parametrize(("epoch", "problem"), TABLES["wrong_days"].items())
def test_a_wrong_day(epoch: str, problem: str) -> None:
    with pytest.raises(ValueError, match=re.escape(problem)):
        build_date(epoch)


def test_the_day_is_that_of_finland() -> None:
    assert [str(build_date(epoch)) for epoch in ("1795297500", "1795298500")] == ["2026-11-21", "2026-11-22"]


def write(root: Path, settings: str = SOUND, without: str = "") -> None:
    for folder in {"docs", "practices"} - {without}:
        (root / folder).mkdir(exist_ok=True)
    if without != "mkdocs.yml":
        (root / "mkdocs.yml").write_text(settings)


@pytest.mark.parametrize(("old", "new", "told"), TABLES["wrong_settings"])
def test_wrong_settings(tmp_path: Path, old: str, new: str, told: list[str]) -> None:
    write(tmp_path)
    assert [*settings_problems(tmp_path)] == []
    assert old in SOUND
    write(tmp_path, SOUND.replace(old, new))
    found = [*map(str, settings_problems(tmp_path))]
    assert len(found) == len(told)
    assert [problem for problem, words in zip(found, told, strict=True) if words not in problem] == []


@pytest.mark.parametrize("name", ["mkdocs.yml", "docs", "practices"])
def test_what_is_missing(tmp_path: Path, name: str) -> None:
    write(tmp_path, without=name)
    assert [*map(str, settings_problems(tmp_path))] == [f"{name}:1: puuttuu. Palauta se: git checkout -- {name}"]


@pytest.mark.parametrize(("name", "words"), TABLES["errors"].items())
def test_what_the_machine_refuses(name: str, words: str) -> None:
    told = reason(OSError(getattr(errno, name), "resource busy", "käytäntö\udce4.md"))
    assert told.startswith("Syy: käytäntö\\xdce4.md: ")
    assert words in told


@pytest.mark.parametrize(("text", "pages"), TABLES["macro_pages"])
def test_the_pages_with_macros_are_those_that_the_settings_list(text: str, pages: list[str]) -> None:
    assert sorted(macro_pages(text)) == pages
