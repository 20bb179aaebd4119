"""A repository in which everything is wrong, and the exact list of its problems."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from kaytantopankki.content import loader, validation
from kaytantopankki.content.checks import CHECKS, NOTICES, Check
from kaytantopankki.content.field_types import Target
from kaytantopankki.content.municipalities import unknown_reference_message

ROOT = Path(__file__).parent / "fixtures" / "wrong"
EXPECTED = ROOT / "expected.txt"
TODAY = date(2026, 11, 21)


def problems() -> list[str]:
    return [str(problem) for problem in loader.load(ROOT, TODAY).problems]


@pytest.fixture(scope="module")
def found() -> list[str]:
    return problems()


def test_every_problem_is_told_in_these_words(found: list[str], bless: bool) -> None:
    if bless:
        EXPECTED.write_text("\n".join(found) + "\n", encoding="utf-8")
    assert found == EXPECTED.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: str(check.__name__))
def test_each_check_finds_something(check: Check, found: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loader, "CHECKS", tuple(other for other in CHECKS if other is not check))
    assert set(problems()) < set(found)


@pytest.mark.parametrize("kind", sorted(validation._MESSAGES))
def test_each_message_is_used(kind: str, found: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(validation._MESSAGES, kind)
    assert problems() != found


def test_every_refusal_has_words_of_its_own(found: list[str]) -> None:
    assert not [line for line in found if "arvo ei käy" in line]


@pytest.mark.parametrize("target", get_args(Target))
def test_each_kind_of_reference_is_left_dangling(target: Target, found: list[str]) -> None:
    words = unknown_reference_message(target, "", frozenset()).split('"')[0]
    assert any(words in line for line in found)


@pytest.mark.parametrize("check", [*CHECKS, *NOTICES], ids=lambda check: str(check.__name__))
def test_each_check_says_its_rule(check: Callable[..., object]) -> None:
    assert check.__doc__
    assert check.__doc__.endswith(".")


def test_sound_entries_are_kept() -> None:
    catalogue = loader.load(ROOT, TODAY).catalogue
    assert [entry.path for entry in catalogue.entries] == ["practices/kunnossa.md", "docs/kunnat/turku.md"]
    assert catalogue.practices["kunnossa"].data.related == ()
    assert catalogue.practices["kunnossa"].data.networks == ()
