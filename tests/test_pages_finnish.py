"""Dates, numbers and counts as Finnish text."""

from datetime import date

import pytest

from kaytantopankki import formatting
from kaytantopankki.content.field_types import Moment


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (7, "7"),
        (999, "999"),
        (1000, "1\u00a0000"),
        (49500, "49\u00a0500"),
        (1900000.0, "1\u00a0900\u00a0000"),
        (1e13, "10\u00a0000\u00a0000\u00a0000\u00a0000"),
        (0.5, "0,5"),
        (-0.5, "\u22120,5"),
        (-1234.5, "\u22121\u00a0234,5"),
        (2.25, "2,25"),
        (0.0125, "0,0125"),
        (0.1 + 0.2, "0,3"),
        (1.00004, "1"),
    ],
)
def test_number(value: float, text: str) -> None:
    assert formatting.number(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (1900000.0, "1\u00a0900\u00a0000"),
        (1.5, "1,50"),
        (0.05, "0,05"),
        (0.999, "1,00"),
        (1234.56, "1\u00a0234,56"),
    ],
)
def test_euros_have_two_figures_of_cents_or_none(value: float, text: str) -> None:
    assert formatting.euros(value) == text


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (1900000, "€", "1\u00a0900\u00a0000\u00a0€"),
        (12.5, "MWh/v", "12,5\u00a0MWh/v"),
        (-3, "%", "\u22123\u00a0%"),
        (12, "", "12"),
    ],
)
def test_amount_stays_on_one_line(value: float, unit: str, text: str) -> None:
    assert formatting.amount(value, unit) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (date(2021, 5, 3), "3. toukokuuta 2021"),
        (date(2026, 11, 21), "21. marraskuuta 2026"),
        (date(2024, 2, 29), "29. helmikuuta 2024"),
    ],
)
def test_day(value: date, text: str) -> None:
    assert formatting.long_date(value) == text


def test_every_month_is_in_the_partitive() -> None:
    assert [formatting.long_date(date(2021, month, 1)).split()[1] for month in range(1, 13)] == [
        *("tammikuuta", "helmikuuta", "maaliskuuta", "huhtikuuta", "toukokuuta", "kesäkuuta"),
        *("heinäkuuta", "elokuuta", "syyskuuta", "lokakuuta", "marraskuuta", "joulukuuta"),
    ]


@pytest.mark.parametrize(
    ("text", "long", "short", "clock", "weekday"),
    [
        ("2021", "2021", "2021", "", ""),
        ("2021-05", "toukokuu 2021", "5/2021", "", ""),
        ("2021-12", "joulukuu 2021", "12/2021", "", ""),
        ("2021-05-03", "3. toukokuuta 2021", "3.5.2021", "", "maanantai"),
        ("2021-05-09 13:00", "9. toukokuuta 2021", "9.5.2021", "klo\u00a013", "sunnuntai"),
        ("2021-05-08 09:05", "8. toukokuuta 2021", "8.5.2021", "klo\u00a09.05", "lauantai"),
        ("2021-05-08 00:00", "8. toukokuuta 2021", "8.5.2021", "klo\u00a00", "lauantai"),
    ],
)
def test_moment_is_told_as_exactly_as_it_is_known(text: str, long: str, short: str, clock: str, weekday: str) -> None:
    value = Moment.parse(text)
    assert formatting.moment(value) == long
    assert formatting.short_moment(value) == short
    assert formatting.time_text(value) == clock
    assert formatting.weekday(value) == weekday


@pytest.mark.parametrize(
    ("started", "ended", "text"),
    [
        ("2018", "2021", "2018–2021"),
        ("2018-11", "2019-02", "2018–2019"),
        ("2019", "2019", "2019"),
        ("2019-01", "2019-12-31", "2019"),
        ("2004", None, "vuodesta 2004"),
        (None, "2020-06", "vuoteen 2020"),
        (None, None, ""),
    ],
)
def test_period(started: str | None, ended: str | None, text: str) -> None:
    first, last = (Moment.parse(value) if value else None for value in (started, ended))
    assert formatting.period(first, last) == text


@pytest.mark.parametrize(
    ("count", "text"),
    [(0, "0\u00a0käytäntöä"), (1, "1\u00a0käytäntö"), (5, "5\u00a0käytäntöä"), (1200, "1\u00a0200\u00a0käytäntöä")],
)
def test_counted(count: int, text: str) -> None:
    assert formatting.counted(count, "käytäntö", "käytäntöä") == text


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ([], ""),
        (["Turku"], "Turku"),
        (["Turku", "Ii"], "Turku ja Ii"),
        (("Turku", "Ii", "Lahti"), "Turku, Ii ja Lahti"),
    ],
)
def test_listed(words: list[str], text: str) -> None:
    assert formatting.listed(words) == text


@pytest.mark.parametrize(
    ("text", "capital"),
    [
        ("", ""),
        ("äiti", "Äiti"),
        ("vuodesta 2004", "Vuodesta 2004"),
        ("EU:n tuki", "EU:n tuki"),
        ("1 kunta", "1 kunta"),
    ],
)
def test_capitalised(text: str, capital: str) -> None:
    assert formatting.capitalised(text) == capital
