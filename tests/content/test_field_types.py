"""The kinds of value: what they accept, what they refuse."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from kaytantopankki.content import field_types
from kaytantopankki.content.field_types import Moment
from tests.cases import read_tables

CASES = read_tables(__file__)
MOMENTS = {
    "2024": Moment(2024),
    "2024-05": Moment(2024, 5),
    "2024-05-03": Moment(2024, 5, 3),
    "2024-05-03 00:00": Moment(2024, 5, 3, 0, 0),
    "2024-05-03 13:05": Moment(2024, 5, 3, 13, 5),
    "2024-12-31 23:59": Moment(2024, 12, 31, 23, 59),
}
LENGTHS = {"Line": 160, "Sentence": 400, "Paragraph": 1200, "Summary": 200, "Title": 120}


def read(name: str, value: object) -> Any:
    return TypeAdapter(getattr(field_types, name)).validate_python(value)


def accepts(name: str, value: object) -> bool:
    try:
        read(name, value)
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize("name", CASES["accepted"])
def test_values_that_are_accepted(name: str) -> None:
    assert [value for value in CASES["accepted"][name] if not accepts(name, value)] == []


@pytest.mark.parametrize("name", CASES["refused"])
def test_values_that_are_refused(name: str) -> None:
    assert [value for value in CASES["refused"][name] if accepts(name, value)] == []


def test_values_as_they_are_read() -> None:
    for name, value, expected in CASES["read_as"]:
        found = read(name, value)
        assert (list(found) if isinstance(found, tuple) else found) == expected
    assert read("Day", "2024-02-29") == date(2024, 2, 29)
    assert read("SourceNumbers", 1) == read("SourceNumbers", (1,)) == (1,)
    assert read("Url", "  https://example.fi/  ") == "https://example.fi/"


@pytest.mark.parametrize("name", LENGTHS)
def test_text_has_a_length(name: str) -> None:
    assert accepts(name, "x" * LENGTHS[name])
    for refused in ("x" * (LENGTHS[name] + 1), "", "  \n ", "a\n\nb"):
        assert not accepts(name, refused)
    assert not accepts("Url", "https://example.fi/" + "x" * 600)


@pytest.mark.parametrize(("text", "moment"), MOMENTS.items())
def test_moment_is_as_exact_as_written(text: str, moment: Moment) -> None:
    assert Moment.parse(text) == moment
    assert str(moment) == text


def test_moment_has_the_time_of_iso_dates() -> None:
    assert Moment.parse("2024-05-03T13:05") == Moment(2024, 5, 3, 13, 5)


@settings(max_examples=50, deadline=None, derandomize=True, database=None)
@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.times(), st.integers(4, 16))
def test_moment_returns_to_its_text(day: date, time: Any, length: int) -> None:
    text = f"{day} {time:%H:%M}"[: length if length in (4, 7, 10) else 16]
    moment = Moment.parse(text)
    assert str(moment) == text
    assert moment.first_day <= day <= moment.last_day


def test_moments_that_are_refused() -> None:
    for text, words in CASES["refused_moments"]:
        with pytest.raises(ValueError, match=words):
            Moment.parse(text)


def test_moments_order_by_their_beginning() -> None:
    ordered = ["2023-12-31", *sorted(MOMENTS), "2025"]
    assert [str(moment) for moment in sorted(map(Moment.parse, reversed(ordered)))] == ordered


def test_moment_spans_days() -> None:
    moments = [(text, Moment.parse(text)) for text, _, _ in CASES["spans"]]
    assert [[text, str(moment.first_day), str(moment.last_day)] for text, moment in moments] == CASES["spans"]
