"""The shape of a body: which headings it may have."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kaytantopankki.content.body_rules import PRACTICE, heading_problems, headings
from kaytantopankki.content.front_matter import Document
from tests.html_reader import html_of


def found(kind: str, body: str) -> list[tuple[int, str]]:
    return [
        (problem.line, problem.message) for problem in heading_problems(kind, Document("", {}, {}, body, 10), "x.md")
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("# A\n\n## B ##\ntext\n###### C", [(0, 1, "A"), (2, 2, "B"), (4, 6, "C")]),
        ("##A", [(0, 2, "A")]),
        ("a # b\n  ## c\n#", []),
        ("```\n# A\n```\n# B", [(3, 1, "B")]),
        ("```\n# A", [(1, 1, "A")]),
        ("  ```\n# A\n  ```", [(1, 1, "A")]),
        ("A\n===\n\nB\n-\nC\n--- \nD", [(0, 1, "A"), (3, 2, "B"), (5, 2, "C")]),
        ("# A\nB\n---", [(0, 1, "A"), (1, 2, "B")]),
        ("a\nb\n---\n\n---\n\n    c\n---\n\na | b\n--- | ---\n", []),
        ("***\nA\n==", [(1, 1, "A")]),
        ("- A\n---", [(0, 2, "- A")]),
        ("~~~~ sh\n# A\n```\n# B\n~~~~\n# C", [(5, 1, "C")]),
    ],
)
def test_headings(body: str, expected: list[tuple[int, int, str]]) -> None:
    assert list(headings(body)) == expected


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("practice", "\n".join(f"## {name}" for name in PRACTICE)),
        ("practice", "Ratkaisu\n---\n\n`<h2>` ja\n\n```\n<h2>\n```\n\n    <h2>\n\n<hr>"),
        ("practice", "## Ratkaisu\n\n### Mitä tahansa\n\n## Opit"),
        ("practice", ""),
        ("news", "## Mitä tahansa\n\n## Ratkaisu\n\n## Lähtötilanne"),
    ],
)
def test_sound_structure(kind: str, body: str) -> None:
    assert found(kind, body) == []


@pytest.mark.parametrize(
    ("kind", "body", "line", "words"),
    [
        ("news", "a\n# B", 11, 'otsikko "B": käytä tasoa ##'),
        ("practice", "# Ratkaisu", 10, 'otsikko "Ratkaisu": käytä tasoa ##'),
        ("practice", "a\n\nMuuta\n---", 12, "ei kuulu rakenteeseen. Käytä"),
        ("news", "B\n=", 10, 'otsikko "B": käytä tasoa ##'),
        ("news", "a\n<H3 id=x>B</H3>", 11, "on HTML:ää. Kirjoita se merkeillä ##"),
        ("practice", "\n\n## Ratkaissu", 12, 'ei kuulu rakenteeseen, tarkoititko "Ratkaisu"?'),
        ("practice", "## Muuta", 10, "ei kuulu rakenteeseen. Käytä: Lähtötilanne · Ratkaisu"),
        ("practice", "## Opit\n## Tulokset", 11, "on väärässä paikassa. Järjestys: Lähtötilanne · Ratkaisu"),
        ("practice", "## Opit\n## Opit", 11, "on väärässä paikassa"),
    ],
)
def test_wrong_structure(kind: str, body: str, line: int, words: str) -> None:
    ((at, message),) = found(kind, body)
    assert at == line
    assert words in message


LINES = st.sampled_from(
    [
        *("Otsikko", "toinen rivi", "# a", "## b", "##c", "===", "---", "-", "= ", "", "", "    koodi", "```", "~~~"),
        *("***", "- kohta", "> lainaus", "a | b", "--- | ---", "  sisennys", "<b>x</b>", "1. yksi", "-- -"),
    ]
)


@settings(max_examples=1000, deadline=None, derandomize=True, database=None)
@given(st.lists(LINES, max_size=8).map("\n".join))
def test_no_heading_escapes(body: str) -> None:
    """Whatever Markdown makes a first- or second-level heading at the top of a text is found."""
    made = [
        int(level) for level in re.findall("<h([12])", re.sub(r"(?s)<(ul|ol|blockquote)>.*</\1>", "", html_of(body)))
    ]
    seen = [level for _, level, _ in headings(body) if level <= 2]
    assert not [level for level in made if made.count(level) > seen.count(level)]
