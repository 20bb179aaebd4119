"""Random files and entries changed at random: an entry or its problems comes out, never an exception.

HYPOTHESIS_PROFILE=long tries 20 000 of each and also measures that none takes a second. scripts/fuzz goes on for as
long as one likes.
"""

import os
import re
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import find, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from kaytantopankki.content.body_markdown import render_html
from kaytantopankki.content.field_types import Moment
from kaytantopankki.content.fields import FieldSpec, field_specs
from kaytantopankki.content.models import KINDS, Kind
from kaytantopankki.pages.body import readable
from tests.builders import fields_of
from tests.cases import read_tables, table
from tests.hostile.reader import problems_of, problems_of_bytes
from tests.hostile.snippets import SNIPPETS
from tests.html_reader import wrongs

LONG = os.environ.get("HYPOTHESIS_PROFILE") == "long"
many = settings(max_examples=20_000 if LONG else 60, deadline=None, derandomize=not LONG, database=None)
kinds = st.sampled_from(list(KINDS.values()))

HEAD = {
    kind.name: f"---\n{yaml.safe_dump(fields_of(kind.name, 'x'), allow_unicode=True)}---\n" for kind in KINDS.values()
}
# Entries with every field, where there is one.
WHOLE = [
    (
        KINDS[kind],
        f"---\n{yaml.safe_dump(table('content/whole').get(kind, fields_of(kind, 'x')), allow_unicode=True)}---\nA [1].\n",
    )
    for kind in KINDS
]
ORDINARY, SYNTAX, BLOCKS = (read_tables(__file__)[name] for name in ("ordinary", "syntax", "blocks"))
LONG_TEXTS = ["9" * 5000, "[" * 100, "{" * 100, "- " * 100, "x" * 2000, "\n" * 20]
# Files are read with "\n" as the only line end.
LINE = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), max_size=20)
TEXT = st.text(max_size=30) | st.sampled_from([*ORDINARY, *SNIPPETS])
WORDS = st.sampled_from([*ORDINARY, *SYNTAX, *LONG_TEXTS, "2024-00-15", '"\\u202e"', "a\u0308"]) | LINE
BODIES = st.lists(st.sampled_from(BLOCKS) | TEXT, max_size=30).map("".join)
SCALARS = TEXT | st.integers() | st.floats() | st.booleans() | st.none() | st.dates()
ANYTHING = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3), max_leaves=6
)
PLAIN: dict[type, st.SearchStrategy[Any]] = {
    str: TEXT,
    bool: st.booleans(),
    int: st.integers(),
    float: st.floats() | st.integers(),
    date: st.dates(),
    Moment: st.dates().map(str) | st.integers(-1, 3000) | TEXT,
}


def timed(read: Callable[[], object]) -> None:
    """Runs it; in the long run it may not take a second of the processor, nor again when it has: the time of collecting
    what many thousand examples leave falls on any of them."""
    start = time.process_time()
    read()
    if LONG and time.process_time() - start >= 1:
        start = time.process_time()
        read()
        assert time.process_time() - start < 1


def value_of(spec: FieldSpec) -> st.SearchStrategy[Any]:
    """What might stand in a field: mostly what does, and sometimes anything."""
    if spec.submodel:
        value: st.SearchStrategy[Any] = part(spec.submodel)
    elif spec.choices:
        value = st.sampled_from([choice.value for choice in spec.choices])
    else:
        value = PLAIN[spec.value_type]
    right = st.lists(value, max_size=3) if spec.many else value
    return st.one_of(right, right, ANYTHING)


@st.composite
def part(draw: st.DrawFn, model: type[BaseModel]) -> dict[str, Any]:
    """Up to four of the fields of a group."""
    specs = field_specs(model)
    return {name: draw(value_of(specs[name])) for name in draw(st.lists(st.sampled_from([*specs]), max_size=4))}


@st.composite
def front_matter(draw: st.DrawFn) -> tuple[Kind, str]:
    """A sound entry with some fields that are random."""
    kind = draw(kinds)
    data = {**fields_of(kind.name, "x"), **draw(part(kind.model))}
    written = yaml.safe_dump(data, allow_unicode=draw(st.booleans()), default_flow_style=draw(st.none()))
    return kind, f"---\n{written}---\n"


@st.composite
def mutated(draw: st.DrawFn) -> tuple[Kind, str]:
    """A whole entry in which some lines are changed."""
    kind, text = draw(st.sampled_from(WHOLE))
    lines = text.split("\n")
    for _ in range(draw(st.integers(1, 4))):
        lines = _changed(draw, lines)
    return kind, "\n".join(lines)


def _changed(draw: st.DrawFn, lines: list[str]) -> list[str]:
    at, other = (draw(st.integers(0, len(lines) - 1)) for _ in range(2))
    line, column = lines[at], draw(st.integers(0, len(lines[at])))
    key = re.match(r"[ -]*(\w+: |- )?", line)
    changes: list[list[str]] = [
        [],  # Deleted.
        [line, line],
        [lines[other]],
        [line[:column] + draw(WORDS) + line[column:]],
        [" " * draw(st.integers(0, 9)) + line.lstrip()],
        [(key[0] if key else "") + draw(WORDS)],
    ]
    whole = [[*lines[:at], *change, *lines[at + 1 :]] for change in changes]
    spliced = [*lines[:at], *draw(st.sampled_from(WHOLE))[1].split("\n")[other:]]
    return draw(st.sampled_from([*whole, lines[: at + 1], spliced])) or [""]


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


@many
@given(front_matter() | mutated() | st.tuples(kinds, yaml_like() | LINE | LINE.map("---\n{}\n---\n".format)))
def test_random_files_never_raise(case: tuple[Kind, str]) -> None:
    kind, text = case
    timed(lambda: problems_of(text, kind))


@many
@given(mutated())
def test_mutated_entries_never_raise(case: tuple[Kind, str]) -> None:
    kind, text = case
    timed(lambda: problems_of(text, kind))


@many
@given(kinds, BODIES)
def test_random_bodies_never_raise(kind: Kind, body: str) -> None:
    timed(lambda: problems_of(HEAD[kind.name] + body, kind))


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fuzz") / "x.md"


@many
@given(kinds, st.binary(max_size=200) | TEXT.map(lambda text: text.encode("utf-8", "surrogatepass")), st.booleans())
def test_random_bytes_never_raise(file: Path, kind: Kind, raw: bytes, framed: bool) -> None:
    timed(lambda: problems_of_bytes(b"---\n" + raw + b"\n---\n" + raw if framed else raw, kind, file))


@many
@given(BODIES)
def test_accepted_bodies_can_be_shown(body: str) -> None:
    if any(problem.line > HEAD["news"].count("\n") for problem in problems_of(HEAD["news"] + body, KINDS["news"])):
        return
    timed(lambda: wrongs(readable(render_html(body, str))))
    assert wrongs(readable(render_html(body, str))) == []


def test_random_fields_are_also_sound() -> None:
    """Not everything that is drawn is refused at once, so that the checks have something to look at."""
    one = settings(many, max_examples=500)
    assert find(front_matter(), lambda case: "sources:" in case[1] and not problems_of(case[1], case[0]), settings=one)
