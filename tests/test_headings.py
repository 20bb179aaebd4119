"""The shape of a body: which headings it may have."""

import pytest

from catalogue.document import Document
from catalogue.headings import PRACTICE, headings, problems


def found(kind: str, body: str) -> list[tuple[int, str]]:
    return [(problem.line, problem.message) for problem in problems(kind, Document({}, {}, body, 10), "x.md")]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("# A\n\n## B ##\ntext\n###### C", [(0, 1, "A"), (2, 2, "B"), (4, 6, "C")]),
        ("##A", [(0, 2, "A")]),
        ("a # b\n  ## c\n#", []),
        ("```\n# A\n```\n# B", [(3, 1, "B")]),
        ("~~~~ sh\n# A\n```\n# B\n~~~~\n# C", [(5, 1, "C")]),
    ],
)
def test_headings(body: str, expected: list[tuple[int, int, str]]) -> None:
    assert list(headings(body)) == expected


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("practice", "\n".join(f"## {name}" for name in PRACTICE)),
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
