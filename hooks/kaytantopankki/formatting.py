"""Dates, numbers, counts and stages as Finnish text."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from babel.dates import format_date

from kaytantopankki.content import field_types, submodels
from kaytantopankki.content.catalogue import Catalogue, PracticeAdoption, PracticeEntry, adoptions_of, grouped
from kaytantopankki.data_files import data_table
from kaytantopankki.links import entry_link, search_url
from kaytantopankki.page import Context

NBSP = "\u00a0"
MOST_NAMED = 4  # More municipalities than this are counted rather than named.
_MOST_DOTS = 10
_CURRENT_YEARS = 2  # What is known from before that many years is told with its year.
_FINNISH_SIGNS = str.maketrans({",": NBSP, ".": ",", "-": "\u2212"})
_UNITS = r"M?€|milj\.|mrd\.|[%‰°]|°C|kpl|[kMGT]?Wh?|[kM]Wp|[mk]?g|tn?|kt|[mcd]?l|[mck]?m|k?m[²³23]|ha|h|min|s|v|kk|pv|vko|htv"
# A space in a number, before its unit, in a unit or after § and klo; and what may have one that must stay.
_SPACE_IN_FIGURE = (
    rf" (?:(?<=\d )(?=(?:\d{{3}}|{_UNITS})(?!\w))"
    r"|(?:(?<=§ )|(?<=klo ))(?=\d)|(?:(?<=milj\. )|(?<=mrd\. ))(?=€)|(?<=t )(?=CO))"
)
_HAS_BREAKS = re.compile(
    rf"""{_SPACE_IN_FIGURE}(?![^<>"]{{0,300}}"(?:\s[^<>]{{0,300}})?/?>)"""
)  # Few pages: most are in tags.
_BREAKS = re.compile(rf"<(code|pre|script|title)\b[^<]*(?:<(?!/?\1\b)[^<]*)*</\1>|</?[a-z][^<>]*>|{_SPACE_IN_FIGURE}")
_STAGES = data_table("data/stages.yml")
STAGE_MARKS: Mapping[field_types.Choice, str] = _STAGES["marks"]


@lru_cache(maxsize=8192)
def number(value: float) -> str:
    """1900000 → "1 900 000", −0.5 → "−0,5"; spaces do not break."""
    return f"{Decimal(f'{value + 0:.15g}'):,f}".translate(_FINNISH_SIGNS)  # Adding nothing makes −0 of a sum 0.


def signed(value: float) -> str:
    """+1,43 · −0,1"""
    return ("+" if value > 0 else "") + number(round(value, 2))


def euros(value: float) -> str:
    """1900000 → "1 900 000", 1.5 → "1,50": cents are at least two figures."""
    text = number(value)
    return f"{text}0" if text[-2:-1] == "," else text


def in_euros(value: float | None) -> str:
    """1 900 000 € · empty when the sum is not known"""
    return "" if value is None else with_unit(euros(value), "€")


def file_size(count: int) -> str:
    """950 → "1 kt", 1234567 → "1,2 Mt"; a number of bytes as people say it."""
    kilobytes = max(1, round(count / 1000))
    return with_unit(number(kilobytes), "kt") if kilobytes < 1000 else with_unit(number(round(count / 1e6, 1)), "Mt")


def with_unit(figure: str, unit: str) -> str:
    """A figure and its unit on one line: "yli 1 600 osallistujaa"."""
    return f"{figure}{NBSP}{unit}" if unit else figure


def unbroken(text: str) -> str:
    """A text or HTML where no line ends inside a figure or between it and its unit: "13 000", "1,50 €", "§ 33". Tags and
    code stay as they are."""
    if not _HAS_BREAKS.search(text):
        return text
    return _BREAKS.sub(lambda match: NBSP if match[0] == " " else match[0], text)


@lru_cache(maxsize=8192)
def long_date(value: date) -> str:
    """3. toukokuuta 2021"""
    return str(format_date(value, "d. MMMM y", locale="fi"))


def short_date(value: date) -> str:
    """3.5.2021"""
    return f"{value.day}.{value.month}.{value.year}"


@lru_cache(maxsize=8192)
def moment(value: field_types.Moment) -> str:
    """3. toukokuuta 2021 · toukokuu 2021 · 2021"""
    if value.day:
        return long_date(value.first_day)
    return str(format_date(value.first_day, "LLLL y", locale="fi")) if value.month else str(value.year)


def short_moment(value: field_types.Moment) -> str:
    """3.5.2021 · 5/2021 · 2021"""
    if value.day:
        return short_date(value.first_day)
    return f"{value.month}/{value.year}" if value.month else str(value.year)


def period(started: field_types.Moment | None, ended: field_types.Moment | None) -> str:
    """2018–2021 · 2019 · vuodesta 2004 · vuoteen 2020; empty when neither is known"""
    if started and ended:
        return str(started.year) if started.year == ended.year else f"{started.year}–{ended.year}"
    if started:
        return f"vuodesta {started.year}"
    return f"vuoteen {ended.year}" if ended else ""


def agreeing(count: float, one: str, many: str) -> str:
    """The form of a word that agrees with a number: koulu, koulua; sai, saivat."""
    return one if count == 1 else many


def counted(count: float, one: str, many: str) -> str:
    """1 käytäntö · 5 käytäntöä"""
    return with_unit(number(count), agreeing(count, one, many))


def listed(words: Sequence[str]) -> str:
    """Turku · Turku ja Ii · Turku, Ii ja Lahti"""
    return " ja ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def listed_briefly(names: Sequence[str], others: str) -> str:
    """All names, or of many the first three and how many others there are: Turku, Ii, Lahti ja 5 muuta"""
    return listed(names) if len(names) <= MOST_NAMED else f"{', '.join(names[:3])} ja {len(names) - 3} {others}"


def capitalised(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


def uncapitalised(text: str) -> str:
    """The text with a small first letter."""
    return text[:1].lower() + text[1:]


def fields_of(record: object, *names: str) -> Context:
    """Fields of a record for a template: "" for what is not told, a moment in words, source numbers under "sources"."""
    return {"sources" if name == "source" else name: _plain(getattr(record, name)) for name in names}


def _plain(value: Any) -> Any:
    if isinstance(value, field_types.Moment):
        return moment(value)
    return "" if value is None else list(value) if isinstance(value, tuple) else value


def stage_label(stage: field_types.Choice, as_of: field_types.Moment | None, today: date) -> str:
    """Käytössä · Käytössä 2015, when what is known is old on the day of the build"""
    label, comma, rest = capitalised(stage.label).partition(",")
    return f"{label}{NBSP}{as_of.year}{comma}{rest}" if as_of and _is_old(as_of, today) else f"{label}{comma}{rest}"


def _is_old(as_of: field_types.Moment, today: date) -> bool:
    last = as_of.last_day
    return (last.year + _CURRENT_YEARS, last.month, last.day) < (today.year, today.month, today.day)


def stage_view(catalogue: Catalogue, practice: PracticeEntry) -> Context:
    """The stage of a practice at its origin: drawing, label, text with the years, e.g. "Vakiintunut 2021, vuodesta
    2013", and the search for others of that stage."""
    data = practice.data
    label = stage_label(data.stage, data.stage_as_of, catalogue.today)
    text = _with_years(label, period(data.started, data.ended))
    return {"dot": STAGE_MARKS[data.stage], "label": label, "text": text, "url": search_url(vaihe=data.stage.value)}


def _with_years(label: str, years: str) -> str:
    return label if years.removeprefix("vuodesta ") in label else f"{label}, {years}"


def outcome_view(practice: PracticeEntry) -> Context:
    """What became of the goal: text, note, and the search for others with that outcome; no text when it is not known."""
    data = practice.data
    text = "" if data.outcome == field_types.Outcome.UNKNOWN else capitalised(data.outcome.label)
    url = search_url(lopputulos=data.outcome.value) if text else ""
    return {"text": text, "note": data.outcome_note or "", "sources": list(data.outcome_source), "url": url}


def adoption_stage_view(catalogue: Catalogue, use: PracticeAdoption) -> Context:
    """The stage of an adopter: drawing, label, and text with the years; no drawing when the source does not say. That
    a practice is in use is not told as of today when nobody knows of when it is."""
    item = use.adoption
    if item.stage is None:
        dot, label = "", "Vaihe ei tiedossa"
    else:
        dot, label = STAGE_MARKS[item.stage], stage_label(item.stage, use.as_of, catalogue.today)
    lasts = item.ended or item.stage in (field_types.AdoptionStage.PILOT, field_types.AdoptionStage.IN_USE)
    years = period(item.year, item.ended) if lasts else str(item.year.year) if item.year else ""
    if use.kind != "other" and use.as_of is None:
        label += ", ajankohta ei tiedossa"
    return {"dot": dot, "label": label, "text": _with_years(label, years)}


def adoptions_view(catalogue: Catalogue, practice: PracticeEntry) -> Context:
    """How widely a practice is used: the number of adopters, a drawing of each when they are few, and the text."""
    uses = (use for use in adoptions_of(practice) if use.kind != "parallel")
    dots = [adoption_stage_view(catalogue, use)["dot"] or "none" for use in uses]
    return {
        "count": len(catalogue.adopters(practice)),
        "dots": dots if len(dots) <= _MOST_DOTS else [],
        "text": adoptions_text(catalogue, practice),
    }


def adoptions_text(catalogue: Catalogue, practice: PracticeEntry) -> str:
    """Käytössä 6 kunnassa (tieto 2011–2021), 1 lopetti, sama malli 1 muussa kunnassa, 1 tästä tehty oma käytäntö"""
    groups = grouped(adoptions_of(practice), lambda use: ["parallel" if use.kind == "parallel" else use.adoption.stage])
    parts = [
        text.format(len(groups[key])) + _years_known(groups[key], catalogue.today)
        for key, text in _STAGES["adoption_counts"].items()
        if key in groups
    ]
    if made := len(catalogue.descendants.get(practice.slug, ())):
        parts.append(counted(made, "tästä tehty oma käytäntö", "tästä tehtyä omaa käytäntöä"))
    return capitalised(", ".join(parts))


def _years_known(uses: Sequence[PracticeAdoption], today: date) -> str:
    """(tieto 2011–2021); empty when none of what is known is old"""
    dates = sorted(use.as_of for use in uses if use.as_of)
    return f" (tieto {period(dates[0], dates[-1])})" if dates and _is_old(dates[0], today) else ""


def municipalities_text(practice: PracticeEntry) -> str:
    """The municipalities of a practice: Turku ja Ii · Turku, Ii, Lahti ja 5 muuta kuntaa"""
    return listed_briefly(practice.data.municipalities, "muuta kuntaa")


def practice_row(practice: PracticeEntry) -> Context:
    """A practice's title, page and municipalities."""
    return {**entry_link(practice), "where": municipalities_text(practice)}


def contact_link(contact: submodels.Contact) -> Context:
    """Whom to ask, and the page that tells how."""
    return {"name": contact.name, "url": contact.url or ""}


def population_text(catalogue: Catalogue, names: tuple[str, ...]) -> str:
    """8 932 asukasta · 5 kuntaa, 1 900–120 000 asukasta"""
    sizes = [catalogue.places[name].population for name in names]
    if len(sizes) == 1:
        return counted(sizes[0], "asukas", "asukasta")
    return f"{counted(len(sizes), 'kunta', 'kuntaa')}, {number(min(sizes))}–{counted(max(sizes), 'asukas', 'asukasta')}"
