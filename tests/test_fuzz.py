"""Random files: only problems come out, never an exception.

HYPOTHESIS_PROFILE=long tries 20 000 of each and also measures that none takes a second. scripts/fuzz goes on for as
long as one likes.
"""

import os
import time
import typing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import find, given, settings
from hypothesis import strategies as st
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as SitePage
from pydantic import BaseModel

from kaytantopankki.content.field_types import Choice, Moment
from kaytantopankki.content.models import KINDS, Kind
from kaytantopankki.pages.body import readable, sections
from tests.builders import fields_of
from tests.hostile.reader import problems_of, problems_of_bytes
from tests.hostile.snippets import SNIPPETS
from tests.html_reader import wrongs

ROOT = Path(__file__).parent.parent
LONG = os.environ.get("HYPOTHESIS_PROFILE") == "long"
many = settings(max_examples=20_000 if LONG else 500, deadline=None, derandomize=not LONG, database=None)
kinds = st.sampled_from(list(KINDS.values()))

WORDS = st.sampled_from(
    [
        "",
        "Turku",
        "energia",
        "2024",
        "2024-05-03",
        "9999-99-99",
        "0000-01-01",
        "1e309",
        "-0",
        "nan",
        "inf",
        "0x1F",
        "1_0",
    ]
)
TEXT = st.text(max_size=30) | WORDS | st.sampled_from(SNIPPETS)
SCALARS = TEXT | st.integers() | st.floats() | st.booleans() | st.none() | st.dates()
ANYTHING = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3), max_leaves=6
)


def timed(read: typing.Callable[[], object]) -> None:
    """Runs it; in the long run it may not take a second."""
    start = time.perf_counter()
    read()
    assert not LONG or time.perf_counter() - start < 1


def value_of(annotation: Any) -> st.SearchStrategy[Any]:
    """What might stand in a field of this type: mostly what does, and sometimes anything."""
    return st.one_of(_right(annotation), _right(annotation), ANYTHING)


def _right(annotation: Any) -> st.SearchStrategy[Any]:
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is tuple:
        return st.lists(value_of(arguments[0]), max_size=3)
    if origin is typing.Annotated:
        return _right(arguments[0])
    if arguments:
        return _right(arguments[0])
    if issubclass(annotation, BaseModel):
        return part(annotation)
    if issubclass(annotation, Choice):
        return st.sampled_from([choice.value for choice in annotation])
    plain: dict[type, st.SearchStrategy[Any]] = {
        str: TEXT,
        bool: st.booleans(),
        int: st.integers(),
        float: st.floats() | st.integers(),
        date: st.dates(),
        Moment: st.dates().map(str) | st.integers(-1, 3000) | TEXT,
    }
    return plain[annotation]


@st.composite
def part(draw: st.DrawFn, model: type[BaseModel]) -> dict[str, Any]:
    """Up to four of the fields of a group."""
    names = draw(st.lists(st.sampled_from(sorted(model.model_fields)), max_size=4, unique=True))
    return {name: draw(value_of(model.model_fields[name].annotation)) for name in names}


@st.composite
def front_matter(draw: st.DrawFn) -> tuple[Kind, str]:
    """A sound entry with some fields that are random."""
    kind = draw(kinds)
    data = {**fields_of(kind.name, "x"), **draw(part(kind.model))}
    written = yaml.safe_dump(
        data, allow_unicode=draw(st.booleans()), sort_keys=False, default_flow_style=draw(st.none())
    )
    return kind, f"---\n{written}---\n"


PIECES = st.sampled_from(
    [
        "#",
        "##",
        "===",
        "---",
        "```",
        "~~~",
        "- ",
        "> ",
        "1. ",
        "    ",
        "\t",
        "\n",
        "\n\n",
        "[",
        "](",
        ")",
        "|",
        "<h2>",
        "<",
    ]
)
BODIES = st.lists(PIECES | TEXT, max_size=30).map("".join)
HEAD = {
    kind.name: f"---\n{yaml.safe_dump(fields_of(kind.name, 'x'), allow_unicode=True)}---\n" for kind in KINDS.values()
}


@many
@given(front_matter())
def test_random_fields_never_raise(case: tuple[Kind, str]) -> None:
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
def test_accepted_bodies_can_be_shown(config: MkDocsConfig, body: str) -> None:
    if any(problem.line > HEAD["news"].count("\n") for problem in problems_of(HEAD["news"] + body, KINDS["news"])):
        return
    timed(lambda: shown(body, config))


@pytest.fixture(scope="module")
def config() -> MkDocsConfig:
    return load_config(str(ROOT / "mkdocs.yml"))


def shown(body: str, config: MkDocsConfig) -> list[dict[str, Any]]:
    """A body as MkDocs turns it into a page, and as the site cleans it and takes it apart."""
    file = File("uutiset/x.md", src_dir=None, dest_dir=config.site_dir, use_directory_urls=True)
    file.generated_by, file.content_string = "test", f"\n{body}"
    page = SitePage(None, file, config)
    file.page = page
    page.read_source(config)
    assert page.meta == {}
    page.render(config, Files([file]))
    html = readable(page.content or "")
    assert wrongs(html) == []
    return sections(html)


def test_random_fields_are_also_sound() -> None:
    """Not everything that is drawn is refused at once, so that the checks have something to look at."""
    found = find(
        front_matter(), lambda case: "sources:" in case[1] and not problems_of(case[1], case[0]), settings=many
    )
    assert found
