"""The shape of a body: which headings it may have, and how much it may hold."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kaytantopankki.content.body_markdown import LIMITS, body_problems, headings, render_html, size_problems
from kaytantopankki.content.front_matter import Document
from kaytantopankki.content.messages import Problem
from tests.cases import read_tables

CASES = read_tables(__file__)
CHARACTERS, PARAGRAPH, FENCES = LIMITS["characters"], LIMITS["paragraph"], LIMITS["fences"]


def problems(kind: str, body: str) -> list[Problem]:
    document = Document({}, {}, body, 10)
    return [*size_problems(document, "x.md")] or body_problems(kind, document, "x.md")


def test_headings() -> None:
    for body, expected in CASES["headings"]:
        assert list(map(list, headings(body))) == expected, body


@pytest.mark.parametrize(("kind", "body"), CASES["sound"])
def test_sound_structure(kind: str, body: str) -> None:
    assert problems(kind, body) == []


@pytest.mark.parametrize(
    "body",
    [
        *CASES["within_limits"],
        "sana " * (PARAGRAPH // 5),
        ("x" * (PARAGRAPH - 2) + "\n\n") * (CHARACTERS // PARAGRAPH),
        "[a](b) <c> " * 300,
        ") ] > " * 300,
        "```\n" + "[" * 100 + "\n" + "- " * 30 + "\n```",
        "```\na\n```\n" * (FENCES // 2),
    ],
)
def test_bodies_within_the_limits(body: str) -> None:
    assert problems("news", body) == []


@pytest.mark.parametrize(
    ("kind", "body", "line", "words"),
    [
        *CASES["wrong"],
        *(("news", *case) for case in CASES["over_limits"]),
        ("news", "x\n\n" * CHARACTERS, 10, f"teksti on liian pitkä ({3 * CHARACTERS} merkkiä), enintään"),
        ("news", "a\n\n" + "sana " * 900, 12, "kappale on liian pitkä"),
        ("news", "a\n```\n" * (FENCES + 1), 10 + 2 * FENCES + 1, "liikaa koodilohkojen rajoja"),
        ("news", "a\n\nb\n" + "[a](" * (LIMITS["open"] + 1), 12, 'yli 20 avointa merkkiä "("'),
        ("news", "<a " * (LIMITS["open"] + 1), 10, 'yli 20 avointa merkkiä "<"'),
    ],
)
def test_bodies_that_are_refused(kind: str, body: str, line: int, words: str) -> None:
    (problem,) = problems(kind, body)
    assert (problem.line, words in problem.message) == (line, True), problem.message


BLOCKS = st.sampled_from(
    [
        *("Otsikko", "toinen rivi", "# a", "## b", "##c", "===", "---", "-", "= ", "", "", "    koodi", "```", "~~~"),
        *("***", "- kohta", "> lainaus", "a | b", "--- | ---", "  sisennys", "<b>x</b>", "1. yksi", "-- -"),
    ]
)


@settings(max_examples=200, deadline=None, derandomize=True, database=None)
@given(st.lists(BLOCKS, max_size=8).map("\n".join))
def test_no_heading_escapes(body: str) -> None:
    """Whatever Markdown makes a first- or second-level heading at the top of a text is found."""
    top = re.sub(r"(?s)<(ul|ol|blockquote)>.*</\1>", "", render_html(body, str))
    shown = [int(level) for level in re.findall("<h([12])", top)]
    found = [level for _, level, _ in headings(body) if level <= 2]
    assert not [level for level in shown if shown.count(level) > found.count(level)]
