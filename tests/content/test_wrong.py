"""Repositories in which everything is wrong, and the exact list of the problems of one."""

import re
from collections.abc import Callable
from datetime import date
from itertools import chain
from pathlib import Path
from typing import get_args

import pytest

from kaytantopankki.cli.check import all_problems
from kaytantopankki.content import checks, loader
from kaytantopankki.content.checks import CHECKS, unused_words
from kaytantopankki.content.field_types import Target
from kaytantopankki.content.messages import TEXTS, form_variants
from kaytantopankki.content.written import unknown_reference_message
from tests.cases import compare, read_tables
from tests.content.broken import BROKEN, EXPECTED, write_broken

TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def roots(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The repository of each part of the table."""
    folder = tmp_path_factory.mktemp("broken")
    return {name: write_broken(folder / name, name) for name in BROKEN}


@pytest.fixture(scope="module")
def root(roots: dict[str, Path]) -> Path:
    return roots["wrong"]


@pytest.fixture(scope="module")
def found(root: Path) -> list[str]:
    return problems(root)


@pytest.fixture(autouse=True)
def day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kaytantopankki.cli.today", lambda: TODAY)


def problems(root: Path) -> list[str]:
    return [str(problem) for problem in loader.load(root, TODAY).problems]


def test_every_problem_is_told_in_these_words(root: Path, bless: bool) -> None:
    compare(EXPECTED, "".join(f"{problem}\n" for problem in all_problems(root)), bless)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: str(check.__name__))
def test_each_check_finds_something(
    check: Callable[..., object], root: Path, found: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checks, "CHECKS", tuple(other for other in CHECKS if other is not check))
    assert set(problems(root)) < set(found)


def test_each_message_is_used(roots: dict[str, Path]) -> None:
    """Every message is said in the repositories, except those that other tests are about."""
    with form_variants({key: f"<{key}> {text}" for key, text in TEXTS.items()}):
        told = [str(problem) for root in roots.values() for problem in all_problems(root)]
    said = set(re.findall(r"<(\w+)>", "\n".join(told)))
    assert set(TEXTS) - said == {*chain(*read_tables(__file__)["elsewhere"])}


def test_every_refusal_has_words_of_its_own(found: list[str]) -> None:
    assert not [line for line in found if "arvo ei käy" in line]


@pytest.mark.parametrize("target", get_args(Target))
def test_each_kind_of_reference_is_left_dangling(target: Target, found: list[str]) -> None:
    words = unknown_reference_message(target, "", {}).split('"')[0]
    assert any(words in line for line in found)


@pytest.mark.parametrize("check", [*CHECKS, unused_words], ids=lambda check: str(check.__name__))
def test_each_check_says_its_rule(check: Callable[..., object]) -> None:
    assert check.__doc__
    assert check.__doc__.endswith(".")


def test_sound_entries_are_kept(root: Path) -> None:
    catalogue = loader.load(root, TODAY).catalogue
    assert [entry.path for entry in catalogue.entries] == ["practices/kunnossa.md", "docs/kunnat/turku.md"]
    assert catalogue.practices["kunnossa"].data.related == ()
    assert catalogue.practices["kunnossa"].data.networks == ()
