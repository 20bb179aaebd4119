"""What is kept from build to build."""

import logging
from pathlib import Path

import pytest

from kaytantopankki import cache


def made(contents: list[bytes]) -> bytes:
    contents.append(b"made")
    return contents[-1]


def test_what_is_kept_is_not_made_again(tmp_path: Path) -> None:
    times: list[bytes] = []
    for _ in range(3):
        assert cache.get_or_create(tmp_path / "a" / "b", lambda _: True, lambda: made(times)) == b"made"
    assert len(times) == 1


@pytest.mark.parametrize("left", [b"", b"ma", b"other"])
def test_what_is_not_sound_is_made_again(tmp_path: Path, left: bytes) -> None:
    (tmp_path / "b").write_bytes(left)
    assert cache.get_or_create(tmp_path / "b", lambda content: content == b"made", lambda: made([])) == b"made"
    assert (tmp_path / "b").read_bytes() == b"made"


def test_a_place_where_nothing_can_be_kept_is_told_once(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "file").write_text("")
    with caplog.at_level(logging.INFO):
        for name in ("b", "c"):
            assert cache.get_or_create(tmp_path / "file" / name, lambda _: True, lambda: made([])) == b"made"
    (told,) = caplog.messages
    assert told.startswith("Välimuisti jäi tallentamatta. Sivusto on silti kunnossa")
    assert f"{tmp_path}/file: tässä pitäisi olla kansio" in told


def test_nothing_unfinished_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("os.replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        cache.write_atomic(tmp_path / "b", b"made")
    assert list(tmp_path.iterdir()) == []
