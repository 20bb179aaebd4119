"""`scripts/new` that is given too little, or is given up; what it writes is in the tests of the scaffold."""

from pathlib import Path
from typing import NoReturn

import pytest

from kaytantopankki.cli import new_entry
from tests.cli import refused


@pytest.mark.usefixtures("root")
@pytest.mark.parametrize(("arguments", "message"), [([], "Käyttö: scripts/new"), (["uutine"], "tarkoititko")])
def test_without_a_kind_nothing_is_written(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert message in refused(capsys, new_entry.main, *arguments)


@pytest.mark.parametrize("error", [EOFError, KeyboardInterrupt])
def test_a_person_may_give_up(
    error: type[BaseException], root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def give_up(question: str) -> NoReturn:
        raise error(question)

    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", give_up)
    assert "Tiedostoa ei kirjoitettu." in refused(capsys, new_entry.main, "verkosto")
    assert not (root / "docs").exists()
