"""The subset of the site's font."""

from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from pages import fonts


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fonts")
    fonts.woff2(folder / "fonts")
    return folder / "fonts"


def test_subset_has_the_letters_of_finnish_and_swedish(cache: Path) -> None:
    font = TTFont(BytesIO(fonts.woff2(cache)))
    letters = "abcdefghijklmnopqrstuvwxyzåäöšžé"
    marks = "0123456789 .,:;!?()[]/&%+-–−×€→”’…·§°½\u00a0"
    drawn = font.getBestCmap()
    assert [letter for letter in letters + letters.upper() + marks if ord(letter) not in drawn] == []
    assert {letter for letter in fonts.LETTERS if ord(letter) not in drawn} == {
        "\u00ad",
        "₂",
    }  # Not in the font itself.
    assert "fvar" in font  # One file has every weight.


def test_subset_is_small_woff2(cache: Path) -> None:
    content = fonts.woff2(cache)
    assert content[:4] == b"wOF2"
    assert len(content) < 40_000


def test_same_bytes_every_time(cache: Path, tmp_path: Path) -> None:
    assert fonts.woff2(tmp_path) == fonts.woff2(cache)


def test_second_call_reads_what_the_first_wrote(cache: Path, tmp_path: Path) -> None:
    (made,) = cache.iterdir()
    assert made.read_bytes() == fonts.woff2(cache)
    other = made.read_bytes()[:-1] + b"?"
    (tmp_path / made.name).write_bytes(other)
    assert fonts.woff2(tmp_path) == other


def test_change_of_letters_makes_a_new_subset(cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (made,) = cache.iterdir()
    (tmp_path / made.name).write_bytes(b"font")
    monkeypatch.setattr(fonts, "LETTERS", "abc")
    content = fonts.woff2(tmp_path)
    assert set(TTFont(BytesIO(content)).getBestCmap()) == set(b"abc")
    assert len(list(tmp_path.iterdir())) == 2
