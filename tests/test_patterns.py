"""No regular expression takes more than linear time, however long a run of one sign a contributor writes."""

import ast
import re
import time
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest

import kaytantopankki
from kaytantopankki.content.models import KINDS
from tests.cases import read_tables
from tests.hostile.reader import problems_of

RUNS: list[str] = read_tables(__file__)["runs"]
_LENGTHS, _SECONDS = (1_000, 20_000), 1  # What is quadratic takes longer for 20 000, what is cubic for 1 000.
_AS_CALLED = {"fullmatch": r"\A(?:{})\Z", "match": r"\A(?:{})"}


def _patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Every pattern of the package by its place: those with names, those in tables and those written where they are used."""
    for module in walk_packages(kaytantopankki.__path__, "kaytantopankki."):
        file = import_module(module.name).__file__ or ""
        for name, value in vars(import_module(module.name)).items():
            named = value.items() if isinstance(value, dict) else [("", value)]
            yield from ((f"{module.name}.{name} {key}", each) for key, each in named if isinstance(each, re.Pattern))
        for node in ast.walk(ast.parse(Path(file).read_text(encoding="utf-8"))):
            match node:
                case ast.Call(ast.Attribute(ast.Name("re"), way), [ast.Constant(str(text)), *_]) if way != "compile":
                    yield f"{module.name} {node.lineno}", re.compile(_AS_CALLED.get(way, "{}").replace("{}", text))


PATTERNS = {pattern: name for name, pattern in _patterns()}


@pytest.mark.parametrize("pattern", [pytest.param(pattern, id=name) for pattern, name in PATTERNS.items()])
def test_long_runs_take_linear_time(pattern: re.Pattern[str]) -> None:
    for length in _LENGTHS:
        for text in (f"{start}{run * (length // len(run))}\x00" for start in ("", "### Turku ") for run in RUNS):
            begun = time.process_time()
            pattern.sub("", text)
            assert time.process_time() - begun < _SECONDS, repr(text[:40])


@pytest.mark.parametrize("field", ["title", "municipalities", "stage", "published", "sources", "##"])
def test_a_long_value_is_refused_where_it_is(field: str) -> None:
    for run in (" ", "\t", "a", "a,", "1-"):
        value = f"Turku {run * 80_000}"
        text = f"---\ntitle: x\n---\n## {value}\n" if field == "##" else f"---\n{field}: {value}\n---\n"
        begun = time.process_time()
        problems = problems_of(text, KINDS["practice"])
        assert [(line, "rivi on liian pitkä (" in message) for _, line, message in problems] == [
            (text[:20].count("\n") + 1 if field == "##" else 2, True)
        ]
        assert time.process_time() - begun < _SECONDS
