"""Real entries changed at random: an entry or its problems comes out, never an exception."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from kaytantopankki.content.checks import CHECKS
from kaytantopankki.content.field_types import Target
from kaytantopankki.content.file_checks import Scope
from kaytantopankki.content.loader import read_entry
from kaytantopankki.content.models import KINDS, Entry, Kind, entry_files
from tests.builders import catalogue

ROOT = Path(__file__).parent.parent
REAL = [
    (kind, f"{kind.folder}/{file.name}", file.read_text(encoding="utf-8"))
    for kind in KINDS.values()
    for file in entry_files(ROOT, kind)
]
NOTHING: dict[Target, frozenset[str]] = {target: frozenset() for target in get_args(Target)}
Lines = list[str]
Change = Callable[[st.DrawFn, Lines], Lines]
thousand = settings(max_examples=1000, deadline=None, derandomize=True, database=None)

# Files are read with "\n" as the only line end.
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), max_size=20)
SYNTAX = st.sampled_from(
    ["[", "{a: b", "'", "&a", "*a", "!!int 1", "- ", "a: b: c", "---", "...", "# ", "a: >", "<<: x", "? a", ": ", "\t"]
)
VALUES = st.sampled_from(
    ["", "~", "no", "020", "1e999", "nan", "²²²²", "2024-00-15", "2024-13", '"\\u202e"', "\u2028", "a\u0308", "[99]"]
)
LONG = st.sampled_from(["9" * 5000, "[" * 100, "{" * 100, "- " * 100, "x" * 2000, "\n" * 20])
WORDS = SYNTAX | VALUES | LONG | ANY_TEXT


def position(draw: st.DrawFn, lines: Lines) -> int:
    return draw(st.integers(0, len(lines) - 1))


def deleted(draw: st.DrawFn, lines: Lines) -> Lines:
    at = position(draw, lines)
    return lines[:at] + lines[at + 1 :] or [""]


def duplicated(draw: st.DrawFn, lines: Lines) -> Lines:
    at, to = position(draw, lines), position(draw, lines)
    return [*lines[:to], lines[at], *lines[to:]]


def swapped(draw: st.DrawFn, lines: Lines) -> Lines:
    one, other = position(draw, lines), position(draw, lines)
    changed = [*lines]
    changed[one], changed[other] = lines[other], lines[one]
    return changed


def inserted(draw: st.DrawFn, lines: Lines) -> Lines:
    at = position(draw, lines)
    column = draw(st.integers(0, len(lines[at])))
    return [*lines[:at], lines[at][:column] + draw(WORDS) + lines[at][column:], *lines[at + 1 :]]


def indented(draw: st.DrawFn, lines: Lines) -> Lines:
    at = position(draw, lines)
    return [*lines[:at], " " * draw(st.integers(0, 9)) + lines[at].lstrip(), *lines[at + 1 :]]


def revalued(draw: st.DrawFn, lines: Lines) -> Lines:
    at = position(draw, lines)
    key = re.match(r"[ -]*(\w+: |- )?", lines[at])
    return [*lines[:at], (key[0] if key else "") + draw(WORDS), *lines[at + 1 :]]


def truncated(draw: st.DrawFn, lines: Lines) -> Lines:
    text = "\n".join(lines)
    return text[: draw(st.integers(0, len(text)))].split("\n")


def spliced(draw: st.DrawFn, lines: Lines) -> Lines:
    other = draw(st.sampled_from(REAL))[2].split("\n")
    return lines[: position(draw, lines)] + other[position(draw, other) :]


CHANGES: list[Change] = [deleted, duplicated, swapped, inserted, indented, revalued, truncated, spliced]


@st.composite
def mutated(draw: st.DrawFn) -> tuple[Kind, str, str]:
    kind, path, text = draw(st.sampled_from(REAL))
    lines = text.split("\n")
    for change in draw(st.lists(st.sampled_from(CHANGES), min_size=1, max_size=4)):
        lines = change(draw, lines)
    return kind, path, "\n".join(lines)


@st.composite
def yaml_like(draw: st.DrawFn) -> str:
    line = st.builds(
        lambda indent, dash, key, value: f"{' ' * indent}{dash}{key}{value}",
        st.integers(0, 4),
        st.sampled_from(["", "", "- ", "-"]),
        st.sampled_from(["title: ", "sources: ", "results:", "stage: ", "? ", "", "start: ", "municipality: "]),
        WORDS,
    )
    return "---\n" + "\n".join(draw(st.lists(line, max_size=12))) + "\n---\n" + draw(WORDS)


def read_and_check(kind: Kind, path: str, text: str) -> None:
    """Reads and checks one entry; every problem has its file, a line inside it and something to say."""
    found = read_entry(text, path, kind)
    if isinstance(found, Entry):
        assert (found.kind, found.path) == (kind.name, path)
        scope = Scope(catalogue(found), NOTHING, ROOT)
        problems = [problem for check in CHECKS for problem in check(scope)]
    else:
        assert found
        problems = found
    for problem in problems:
        assert problem.path == path
        assert problem.message
        assert 1 <= problem.line <= text.count("\n") + 2


@thousand
@given(mutated())
def test_mutated_entry_never_raises(case: tuple[Kind, str, str]) -> None:
    read_and_check(*case)


@thousand
@given(st.sampled_from(list(KINDS.values())), ANY_TEXT | ANY_TEXT.map("---\n{}\n---\n".format))
def test_random_text_never_raises(kind: Kind, text: str) -> None:
    read_and_check(kind, f"{kind.folder}/x.md", text)


@thousand
@given(st.sampled_from(list(KINDS.values())), yaml_like())
def test_yaml_like_text_never_raises(kind: Kind, text: str) -> None:
    read_and_check(kind, f"{kind.folder}/x.md", text)
