"""The subset of the site's font."""

from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from kaytantopankki.pages import assets


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fonts")
    assets.font_file(folder / "fonts")
    return folder / "fonts"


def test_subset_has_the_letters_of_finnish_and_swedish(cache: Path) -> None:
    font = TTFont(BytesIO(assets.font_file(cache)))
    letters = "abcdefghijklmnopqrstuvwxyzåäöšžé"
    marks = "0123456789 .,:;!?()[]/&%+-–−×€→”’…·§°½\u00a0"
    drawn = font.getBestCmap()
    assert [letter for letter in letters + letters.upper() + marks if ord(letter) not in drawn] == []
    assert {letter for letter in assets.LETTERS if ord(letter) not in drawn} == {
        "\u00ad",
        "₂",
    }  # Not in the font itself.
    assert "fvar" in font  # One file has every weight.


def test_subset_is_small_woff2(cache: Path) -> None:
    content = assets.font_file(cache)
    assert content[:4] == b"wOF2"
    assert len(content) < 40_000


def test_same_bytes_every_time(cache: Path, tmp_path: Path) -> None:
    assert assets.font_file(tmp_path) == assets.font_file(cache)


def test_second_call_reads_what_the_first_wrote(cache: Path, tmp_path: Path) -> None:
    (made,) = cache.iterdir()
    assert made.read_bytes() == assets.font_file(cache)
    other = made.read_bytes()[:-1] + b"?"
    (tmp_path / made.name).write_bytes(other)
    assert assets.font_file(tmp_path) == other


def test_change_of_letters_makes_a_new_subset(cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (made,) = cache.iterdir()
    (tmp_path / made.name).write_bytes(b"font")
    monkeypatch.setattr(assets, "LETTERS", "abc")
    content = assets.font_file(tmp_path)
    assert set(TTFont(BytesIO(content)).getBestCmap()) == set(b"abc")
    assert len(list(tmp_path.iterdir())) == 2
