"""The kinds of value: what they accept, what they refuse."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from kaytantopankki.content import field_types
from kaytantopankki.content.field_types import Moment

MOMENTS = {
    "2024": Moment(2024),
    "2024-05": Moment(2024, 5),
    "2024-05-03": Moment(2024, 5, 3),
    "2024-05-03 00:00": Moment(2024, 5, 3, 0, 0),
    "2024-05-03 13:05": Moment(2024, 5, 3, 13, 5),
    "2024-12-31 23:59": Moment(2024, 12, 31, 23, 59),
}


def accepts(kind: Any, value: object) -> bool:
    try:
        TypeAdapter(kind).validate_python(value)
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize(("text", "moment"), MOMENTS.items())
def test_moment_is_as_exact_as_written(text: str, moment: Moment) -> None:
    assert Moment.parse(text) == moment
    assert str(moment) == text


def test_moment_has_the_time_of_iso_dates() -> None:
    assert Moment.parse("2024-05-03T13:05") == Moment(2024, 5, 3, 13, 5)


@settings(deadline=None, derandomize=True, database=None)
@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.times(), st.integers(4, 16))
def test_moment_returns_to_its_text(day: date, time: Any, length: int) -> None:
    text = f"{day} {time:%H:%M}"[: length if length in (4, 7, 10) else 16]
    moment = Moment.parse(text)
    assert str(moment) == text
    assert moment.first_day <= day <= moment.last_day


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "kirjoita vuosi"),
        ("24", "kirjoita vuosi"),
        ("2024-5", "kirjoita vuosi"),
        ("3.5.2024", "kirjoita vuosi"),
        ("2024-05-03 13", "kirjoita vuosi"),
        ("2024-05 13:00", "kirjoita vuosi"),
        (" 2024", "kirjoita vuosi"),
        ("2024\n", "kirjoita vuosi"),
        ("1899", "1900–2100"),
        ("2101-01-01", "1900–2100"),
        ("2024-13", "ei ole kalenterissa"),
        ("2024-00", "ei ole kalenterissa"),
        ("2024-00-15", "ei ole kalenterissa"),
        ("2024-05-00", "ei ole kalenterissa"),
        ("2024-04-31", "ei ole kalenterissa"),
        ("2023-02-29", "ei ole kalenterissa"),
        ("2024-05-03 24:00", '"24:00" ei ole'),
        ("2024-05-03 12:60", '"12:60" ei ole'),
    ],
)
def test_moment_that_is_refused(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        Moment.parse(text)


def test_moments_order_by_their_beginning() -> None:
    ordered = ["2023-12-31", *sorted(MOMENTS), "2025"]
    assert [str(moment) for moment in sorted(map(Moment.parse, reversed(ordered)))] == ordered


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-12", date(2024, 12, 1), date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-02", date(2023, 2, 1), date(2023, 2, 28)),
        ("2100-02", date(2100, 2, 1), date(2100, 2, 28)),
        ("2024-04", date(2024, 4, 1), date(2024, 4, 30)),
        ("2024-04-15", date(2024, 4, 15), date(2024, 4, 15)),
        ("2024-04-15 09:00", date(2024, 4, 15), date(2024, 4, 15)),
    ],
)
def test_moment_spans_days(text: str, first: date, last: date) -> None:
    moment = Moment.parse(text)
    assert (moment.first_day, moment.last_day) == (first, last)


@pytest.mark.parametrize(
    "url",
    [
        "https://www.turku.fi",
        "http://example.fi/a/b?c=d#e",
        "https://example.fi:8080/x",
        "https://www.hyvinkää.fi/ä",
        "https://example.fi?x=1",
        "  https://example.fi/  ",
        "https://example.fi/(x),'y'",
    ],
)
def test_url(url: str) -> None:
    assert TypeAdapter(field_types.Url).validate_python(url) == url.strip()


@pytest.mark.parametrize(
    "url",
    [
        "",
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "data:text/html,x",
        "mailto:a@b.fi",
        "ftp://example.fi",
        "//example.fi",
        "www.turku.fi",
        "https://",
        "https://user:pass@example.fi",
        "https://example.fi/a b",
        "https://example.fi/\nx",
        'https://example.fi/"onclick=',
        "https://example.fi/<script>",
        "https://example.fi/`x`",
        "https://example.fi/" + "x" * 600,
    ],
)
def test_url_that_is_refused(url: str) -> None:
    assert not accepts(field_types.Url, url)


@pytest.mark.parametrize(
    "text",
    [
        "matti.meikalainen@turku.fi",
        "Kysy: matti (at) turku.fi",
        "matti(ät)turku.fi",
        "puh. 040 123 4567",
        "0401234567",
        "044-123 4567",
        "050 1234567",
        "0400 123 456",
        "0400\u00a0123\u00a0456",
        "+358 40 123 4567",
        "+358401234567",
        "+358 9 310 1691",
    ],
)
@pytest.mark.parametrize(
    "kind", [field_types.Line, field_types.Sentence, field_types.Paragraph, field_types.Summary, field_types.Title]
)
def test_private_data_is_refused(kind: Any, text: str) -> None:
    assert not accepts(kind, text)


@pytest.mark.parametrize(
    "text",
    [
        "0,5",
        "2040-luku",
        "1 900 000",
        "1 045 000 000 euroa",
        "1\u00a0050\u00a0000\u00a0000 euroa",
        "Vuosina 2040–2050 säästö on 450 000 MWh",
        "Ajalla 2019-2024",
        "y-tunnus 0450123-4",
        "050 000",
        "Helsinki @ 2030",
    ],
)
def test_ordinary_numbers_are_not_private(text: str) -> None:
    assert TypeAdapter(field_types.Line).validate_python(text) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [("  a  ", "a"), ("a\nb", "a b"), ("a  \n  b\nc", "a b c"), ("a\n", "a")],
)
def test_wrapped_text_is_one_line(value: str, text: str) -> None:
    assert TypeAdapter(field_types.Line).validate_python(value) == text


@pytest.mark.parametrize(
    ("kind", "longest"),
    [
        (field_types.Line, 160),
        (field_types.Sentence, 400),
        (field_types.Paragraph, 1200),
        (field_types.Summary, 200),
        (field_types.Title, 120),
    ],
)
def test_text_has_a_length(kind: Any, longest: int) -> None:
    assert accepts(kind, "x" * longest)
    assert not accepts(kind, "x" * (longest + 1))
    assert not accepts(kind, "")
    assert not accepts(kind, "  \n ")
    assert not accepts(kind, "a\n\nb")


@pytest.mark.parametrize(
    ("value", "numbers"), [("1", (1,)), (1, (1,)), (["1", "3"], (1, 3)), ((2,), (2,)), ([], ()), ("099", (99,))]
)
def test_source_numbers_may_be_one_or_many(value: object, numbers: tuple[int, ...]) -> None:
    assert TypeAdapter(field_types.SourceNumbers).validate_python(value) == numbers


@pytest.mark.parametrize("value", ["0", "100", "-1", "x", "1.5", "1, 2", [["1"]], {"a": "1"}, [None]])
def test_source_numbers_that_are_refused(value: object) -> None:
    assert not accepts(field_types.SourceNumbers, value)


@pytest.mark.parametrize("value", ["2024", "2024-05", "3.5.2024", "2024-02-30", "1899-12-31", "2101-01-01", "", ["x"]])
def test_day_that_is_refused(value: object) -> None:
    assert not accepts(field_types.Day, value)


@pytest.mark.parametrize(
    ("kind", "value", "number"),
    [
        (field_types.Amount, "1900000", 1.9e6),
        (field_types.Amount, "-0.5", -0.5),
        (field_types.Count, "020", 20),
        (field_types.Day, "2024-02-29", None),
    ],
)
def test_numbers_and_days(kind: Any, value: str, number: float | None) -> None:
    assert TypeAdapter(kind).validate_python(value) == (date(2024, 2, 29) if number is None else number)


@pytest.mark.parametrize("value", ["1900-01-01", "2100-12-31"])
def test_first_and_last_day(value: str) -> None:
    assert str(TypeAdapter(field_types.Day).validate_python(value)) == value


@pytest.mark.parametrize("value", ["1 900", "0,5", "nan", "inf", "1e14", "no", ""])
def test_amount_that_is_refused(value: str) -> None:
    assert not accepts(field_types.Amount, value)


@pytest.mark.parametrize(
    ("address", "good"),
    [
        ("kaytannot/vanha-nimi/", True),
        ("a/", True),
        ("kaytannot/vanha", False),
        ("/kaytannot/x/", False),
        ("../x/", False),
        ("a//b/", False),
        ("Kaytannot/x/", False),
        ("", False),
    ],
)
def test_old_address(address: str, good: bool) -> None:
    assert accepts(field_types.OldAddress, address) is good
