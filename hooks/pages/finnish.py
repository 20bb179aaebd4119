"""Dates, numbers and counts as Finnish text."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from babel.dates import format_date
from babel.numbers import format_decimal

from catalogue.types import Moment

NBSP = "\u00a0"
MINUS = "\u2212"


@lru_cache(maxsize=8192)
def number(value: float) -> str:
    """1900000 → "1 900 000", −0.5 → "−0,5"; spaces do not break."""
    if value == (whole := int(value)):  # Most figures are; the library takes thirty times as long.
        return f"{whole:,}".replace(",", NBSP).replace("-", MINUS)
    return str(format_decimal(value, format="#,##0.####", locale="fi")).replace("-", MINUS)


def euros(value: float) -> str:
    """1900000 → "1 900 000", 1.5 → "1,50": cents are always two figures."""
    return number(value) if value == int(value) else str(format_decimal(value, format="#,##0.00", locale="fi"))


def amount(value: float, unit: str = "") -> str:
    """A number with its unit, kept on one line."""
    return f"{number(value)}{NBSP}{unit}" if unit else number(value)


@lru_cache(maxsize=8192)
def day(value: date) -> str:
    """3. toukokuuta 2021"""
    return str(format_date(value, "d. MMMM y", locale="fi"))


def short_day(value: date) -> str:
    """3.5.2021"""
    return f"{value.day}.{value.month}.{value.year}"


@lru_cache(maxsize=8192)
def moment(value: Moment) -> str:
    """3. toukokuuta 2021 · toukokuu 2021 · 2021"""
    if value.day:
        return day(value.first_day)
    if value.month:
        return str(format_date(value.first_day, "LLLL y", locale="fi"))
    return str(value.year)


def short_moment(value: Moment) -> str:
    """3.5.2021 · 5/2021 · 2021"""
    if value.day:
        return short_day(value.first_day)
    return f"{value.month}/{value.year}" if value.month else str(value.year)


def clock(value: Moment) -> str:
    """klo 13 · klo 13.30 · empty when the time is not known"""
    if value.hour < 0:
        return ""
    return f"klo{NBSP}{value.hour}" + (f".{value.minute:02}" if value.minute else "")


def weekday(value: Moment) -> str:
    """maanantai; empty when the day is not known"""
    return str(format_date(value.first_day, "cccc", locale="fi")) if value.day else ""


def period(started: Moment | None, ended: Moment | None) -> str:
    """2018–2021 · 2019 · vuodesta 2004 · vuoteen 2020; empty when neither is known"""
    if started and ended:
        return str(started.year) if started.year == ended.year else f"{started.year}–{ended.year}"
    if started:
        return f"vuodesta {started.year}"
    return f"vuoteen {ended.year}" if ended else ""


def counted(count: int, one: str, many: str) -> str:
    """1 käytäntö · 5 käytäntöä"""
    return f"{number(count)}{NBSP}{one if count == 1 else many}"


def listed(words: Sequence[str]) -> str:
    """Turku · Turku ja Ii · Turku, Ii ja Lahti"""
    return " ja ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def capitalised(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]
