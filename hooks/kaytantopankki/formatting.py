"""Dates, numbers, counts and stages as Finnish text."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from babel.dates import format_date
from babel.numbers import format_decimal

from kaytantopankki.content.catalogue import Catalogue, PracticeEntry
from kaytantopankki.content.field_types import AdoptionStage, Moment, Stage
from kaytantopankki.content.submodels import Adoption
from kaytantopankki.links import search_url
from kaytantopankki.page import Context

NBSP = "\u00a0"
MOST_NAMED = 4  # More municipalities than this are counted rather than named.
_MINUS = "\u2212"
_MOST_DOTS = 10
# Dashed: intended. Ring: being considered or made. Half: on trial. Full: in use. Struck: refused. Barred: ended.
_STAGE_MARKS = {
    Stage.IDEA: "none",
    Stage.UNDERWAY: "ring",
    Stage.PILOT: "half",
    Stage.IN_USE: "full",
    Stage.ESTABLISHED: "full",
    Stage.ENDED: "barred",
    AdoptionStage.CONSIDERING: "ring",
    AdoptionStage.PILOT: "half",
    AdoptionStage.IN_USE: "full",
    AdoptionStage.REJECTED: "struck",
    AdoptionStage.ENDED: "barred",
}
_ADOPTION_COUNTS = {
    AdoptionStage.IN_USE: "käytössä {} kunnassa",
    AdoptionStage.PILOT: "{} kokeilee",
    AdoptionStage.CONSIDERING: "{} harkitsee",
    AdoptionStage.ENDED: "{} lopetti",
    AdoptionStage.REJECTED: "{} ei ottanut",
    None: "{} otti mallin, vaihe ei tiedossa",
}


@lru_cache(maxsize=8192)
def number(value: float) -> str:
    """1900000 → "1 900 000", −0.5 → "−0,5"; spaces do not break."""
    if value == (whole := int(value)):  # Most figures are; the library takes thirty times as long.
        return f"{whole:,}".replace(",", NBSP).replace("-", _MINUS)
    return str(format_decimal(value, format="#,##0.####", locale="fi")).replace("-", _MINUS)


def euros(value: float) -> str:
    """1900000 → "1 900 000", 1.5 → "1,50": cents are always two figures."""
    return number(value) if value == int(value) else str(format_decimal(value, format="#,##0.00", locale="fi"))


def amount(value: float, unit: str = "") -> str:
    """A number with its unit, kept on one line."""
    return f"{number(value)}{NBSP}{unit}" if unit else number(value)


@lru_cache(maxsize=8192)
def long_date(value: date) -> str:
    """3. toukokuuta 2021"""
    return str(format_date(value, "d. MMMM y", locale="fi"))


def short_date(value: date) -> str:
    """3.5.2021"""
    return f"{value.day}.{value.month}.{value.year}"


@lru_cache(maxsize=8192)
def moment(value: Moment) -> str:
    """3. toukokuuta 2021 · toukokuu 2021 · 2021"""
    if value.day:
        return long_date(value.first_day)
    return str(format_date(value.first_day, "LLLL y", locale="fi")) if value.month else str(value.year)


def short_moment(value: Moment) -> str:
    """3.5.2021 · 5/2021 · 2021"""
    if value.day:
        return short_date(value.first_day)
    return f"{value.month}/{value.year}" if value.month else str(value.year)


def time_text(value: Moment) -> str:
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


def stage_mark(stage: Stage | AdoptionStage) -> str:
    """The name of a stage's drawing, the same for a practice and for its adopters."""
    return _STAGE_MARKS[stage]


def stage_view(practice: PracticeEntry) -> Context:
    """The stage of a practice at its origin: drawing, label, text with the years, e.g. "Vakiintunut, vuodesta 2013", and
    the search for others of that stage."""
    data = practice.data
    label = capitalised(data.stage.label)
    text = ", ".join(filter(None, (label, period(data.started, data.ended))))
    return {"dot": _STAGE_MARKS[data.stage], "label": label, "text": text, "url": search_url(vaihe=data.stage.value)}


def adoption_stage_view(adoption: Adoption) -> Context:
    """The stage of an adopter: drawing and label; no drawing when the source does not say."""
    if adoption.stage is None:
        return {"dot": "", "label": "Vaihe ei tiedossa"}
    return {"dot": _STAGE_MARKS[adoption.stage], "label": capitalised(adoption.stage.label)}


def adoptions_view(catalogue: Catalogue, practice: PracticeEntry) -> Context:
    """How widely a practice is used: the number of adopters, a drawing of each when they are few, and the text."""
    adoptions = practice.data.adoptions
    dots = [adoption_stage_view(item)["dot"] or "none" for item in adoptions if item.model_named is not False]
    return {
        "count": len(catalogue.adopters(practice)),
        "dots": dots if len(dots) <= _MOST_DOTS else [],
        "text": adoptions_text(adoptions),
    }


def adoptions_text(adoptions: tuple[Adoption, ...]) -> str:
    """Käytössä 6 kunnassa, 2 kokeilee, 1 lopetti, sama malli 1 muussa kunnassa"""
    counts = Counter(adoption.stage for adoption in adoptions if adoption.model_named is not False)
    parts = [text.format(counts[stage]) for stage, text in _ADOPTION_COUNTS.items() if counts[stage]]
    if parallel := sum(adoption.model_named is False for adoption in adoptions):
        parts.append(f"sama malli {counted(parallel, 'muussa kunnassa', 'muussa kunnassa')}")
    return capitalised(", ".join(parts))


def municipalities_text(practice: PracticeEntry) -> str:
    """The municipalities of a practice: Turku ja Ii · Turku, Ii, Lahti ja 5 muuta kuntaa"""
    names = practice.data.municipalities
    return listed(names) if len(names) <= MOST_NAMED else f"{', '.join(names[:3])} ja {len(names) - 3} muuta kuntaa"


def population_text(catalogue: Catalogue, names: tuple[str, ...]) -> str:
    """8 932 asukasta · 5 kuntaa, 1 900–120 000 asukasta"""
    sizes = [catalogue.places[name].population for name in names]
    if len(sizes) == 1:
        return counted(sizes[0], "asukas", "asukasta")
    return f"{len(sizes)} kuntaa, {number(min(sizes))}–{counted(max(sizes), 'asukas', 'asukasta')}"
