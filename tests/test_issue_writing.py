"""Numbers, days and sources as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaytantopankki.github_forms import parse


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("12", ("", "12", "")),
        ("12 000", ("", "12000", "")),
        ("1 234 567,5", ("", "1234567.5", "")),
        ("12\u00a0000\u202f000", ("", "12000000", "")),
        ("noin 12 000 €", ("about", "12000", "")),
        ("Yli 5 euroa", ("over", "5", "")),
        ("vähintään 3,2 MWh/v", ("at_least", "3.2", "")),
        ("-5", ("", "-5", "")),
        ("−5", ("", "-5", "")),
        ("10–20", ("", "10", "20")),
        ("10 - 20 mwh/v", ("", "10", "20")),
        ("1 000–2 000", ("", "1000", "2000")),
        ("12 0000", ("", "12 0000", "")),
        ("n. 12", ("", "n. 12", "")),
        ("noin paljon", ("", "noin paljon", "")),
        ("1e9", ("", "1e9", "")),
        ("0x1F", ("", "0x1F", "")),
        ("nan", ("", "nan", "")),
        ("1_000", ("", "1_000", "")),
        ("12.000", ("", "12.000", "")),
        ("12 kpl", ("", "12 kpl", "")),
    ],
)
def test_figures(text: str, found: tuple[str, str, str]) -> None:
    assert parse.read_figure(text, ("MWh/v", "€", "euroa")) == found


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2024", "2024"),
        ("5/2024", "2024-05"),
        ("12/2024", "2024-12"),
        ("05.2024", "2024-05"),
        ("3.5.2024", "2024-05-03"),
        ("3. 5. 2024", "2024-05-03"),
        ("2024-05", "2024-05"),
        (" keväällä  2024 ", "keväällä 2024"),
        ("99/2024", "2024-99"),
    ],
)
def test_moments(text: str, moment: str) -> None:
    assert parse.read_moment(text) == moment


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("Raportti", {"title": "Raportti"}),
        ("Raportti; Yle", {"title": "Raportti", "publisher": "Yle"}),
        (
            "Raportti 2025: osa 1; Hangon kaupunki; https://a.fi/b?c=1; 2/2026",
            {
                "title": "Raportti 2025: osa 1",
                "publisher": "Hangon kaupunki",
                "url": "https://a.fi/b?c=1",
                "date": "2026-02",
            },
        ),
        ("https://a.fi/b Raportti", {"url": "https://a.fi/b", "title": "Raportti"}),
        ("Raportti, https://a.fi/b.", {"url": "https://a.fi/b", "title": "Raportti"}),
        ("[Raportti](https://a.fi/b_(c)); Yle", {"url": "https://a.fi/b_(c)", "title": "Raportti", "publisher": "Yle"}),
        ("<https://a.fi/b>", {"url": "https://a.fi/b", "title": "a.fi/b"}),
        ("Raportti (https://a.fi/b)", {"url": "https://a.fi/b", "title": "Raportti"}),
        ("www.a.fi", {"url": "www.a.fi", "title": "www.a.fi"}),
        ("2024; Raportti", {"date": "2024", "title": "Raportti"}),
        ("javascript:alert(1)", {"title": "javascript:alert(1)"}),
        (";;", {}),
    ],
)
def test_sources(line: str, source: dict[str, str]) -> None:
    assert parse.read_source(line) == source


@pytest.mark.parametrize(
    ("text", "row"), [("1", "1"), ("[2]", "2"), ("lähde 3", "3"), ("yksi", "yksi"), ("1.5", "1.5"), ("-1", "-1")]
)
def test_rows(text: str, row: str) -> None:
    assert parse.read_row(text) == row


def test_too_many_parts_are_told() -> None:
    with pytest.raises(ValueError, match="liian monta osaa"):
        parse.read_source("a; b; c")


def test_the_marks_of_a_list_are_no_text() -> None:
    assert parse.split_lines("- a\n* b\n1. c\n2) d\n\n  e  f \n• g\n-ei merkki\n10 askelta") == [
        "a", "b", "c", "d", "e f", "g", "-ei merkki", "10 askelta",
    ]  # fmt: skip


@given(st.text())
def test_no_text_is_too_odd(text: str) -> None:
    parse.read_figure(text, ("€",))
    parse.read_moment(text)
    for line in parse.split_lines(text):
        try:
            found = parse.read_source(line)
        except ValueError:
            continue
        assert all(found.values())


def test_a_long_line_is_read_at_once() -> None:
    for line in ("[" * 60_000, "[a](" * 15_000, "https://" * 7_000, "a(" * 30_000, "1 " * 30_000, "noin " * 12_000):
        parse.read_figure(line, ("€",))
        try:
            parse.read_source(line)
        except ValueError:
            continue
