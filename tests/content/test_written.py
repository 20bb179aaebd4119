"""What people write, and what they are told of it with its line."""

from typing import Any

import pytest

from kaytantopankki.content.loader import read_entry
from kaytantopankki.content.models import KINDS
from tests.cases import read_tables

CASES = read_tables(__file__)
FRONT = "title: Otsikko\nsummary: Mitä tehtiin.\nmunicipalities: [Turku]\nthemes: [energia]\nstage: in_use\n"
FRONT += "published: 2024-05-03\ncontact:\n  organisation: Turku\n"


def messages(text: str) -> list[str]:
    """What is said of a practice, with lines, but for fields that are missing."""
    read = read_entry(text, "practices/x.md", KINDS["practice"])
    problems = read if isinstance(read, list) else []
    return [f"{problem.line}: {problem.message}" for problem in problems if "puuttuu, lisää" not in problem.message]


@pytest.mark.parametrize("case", CASES["front"], ids=lambda case: case["text"])
def test_front_matter(case: dict[str, Any]) -> None:
    rest = "\n".join(line for line in FRONT.splitlines() if not line.startswith("title"))
    said = messages(f"---\n{case['text'].replace('date:', 'updated:')}\n{rest}\n---\n\nTeksti.\n")
    assert any(line.startswith("2: ") and case["message"] in line for line in said) if case["message"] else not said


@pytest.mark.parametrize("case", CASES["body"], ids=lambda case: case["text"])
def test_body(case: dict[str, Any]) -> None:
    said = messages(f"---\n{FRONT}---\n{case['text']}\n")
    assert any(case["message"] in line for line in said) if case["message"] else not said


@pytest.mark.parametrize("case", CASES["whole"], ids=lambda case: case["text"])
def test_everything_is_told_at_once(case: dict[str, Any]) -> None:
    read = read_entry(case["text"], "docs/tapahtumat/x.md", KINDS[case["kind"]])
    problems = read if isinstance(read, list) else []
    assert [f"{problem.line}: {problem.message}" for problem in problems] == case["told"]


def test_every_line_with_an_invisible_sign_is_told_at_once() -> None:
    said = messages(f"---\n{FRONT}---\nKaksi\u00adsanaa\n\nja kol\u200bme\n")
    assert [line.split(" on ")[0] for line in said] == ['11: sanassa "Kaksi|sanaa"', '13: sanassa "kol|me"']
