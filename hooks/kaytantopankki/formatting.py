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
from kaytantopankki.links import search
from kaytantopankki.page import Context

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


# Dashed: intended. Ring: being considered or made. Half: on trial. Full: in use. Struck: refused. Barred: ended.
_DOTS = {
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
_DOTS_IN_A_ROW = 10
FEW_PLACES = 4  # More municipalities than this are counted rather than named.


def dot(stage: Stage | AdoptionStage) -> str:
    """The drawing of a stage, the same for a practice and for those who take it up."""
    return _DOTS[stage]


def stage(practice: PracticeEntry) -> Context:
    """How far the practice is at its origin, e.g. "Vakiintunut, vuodesta 2013"."""
    data = practice.data
    when = period(data.started, data.ended)
    label = capitalised(data.stage.label)
    url = search("vaihe", data.stage.value)
    return {"dot": _DOTS[data.stage], "label": label, "text": f"{label}, {when}" if when else label, "url": url}


def adoption_stage(adoption: Adoption) -> Context:
    """How far an adopter is; no dot when the source does not say."""
    if adoption.stage is None:
        return {"dot": "", "label": "Vaihe ei tiedossa"}
    return {"dot": _DOTS[adoption.stage], "label": capitalised(adoption.stage.label)}


def spread(catalogue: Catalogue, practice: PracticeEntry) -> Context:
    """How widely a practice is used: a dot for each adopter, and the same in words."""
    if not practice.data.adoptions:
        return {"count": 0, "dots": [], "text": ""}
    adopted, _ = _told_apart(practice.data.adoptions)
    dots = [adoption_stage(adoption)["dot"] or "none" for adoption in adopted]
    return {
        "count": len(catalogue.adopters(practice)),
        "dots": dots if len(dots) <= _DOTS_IN_A_ROW else [],
        "text": spread_text(practice.data.adoptions),
    }


def spread_text(adoptions: tuple[Adoption, ...]) -> str:
    """Käytössä 6 kunnassa, 2 kokeilee, 1 lopetti; the same model without a known link is told apart."""
    adopted, parallel = _told_apart(adoptions)
    counts = Counter(adoption.stage for adoption in adopted)
    parts = [template.format(counts[stage]) for stage, template in _SPREAD if counts[stage]]
    if parallel:
        parts.append(f"sama malli {counted(len(parallel), 'muussa kunnassa', 'muussa kunnassa')}")
    return capitalised(", ".join(parts))


_SPREAD = (
    (AdoptionStage.IN_USE, "käytössä {} kunnassa"),
    (AdoptionStage.PILOT, "{} kokeilee"),
    (AdoptionStage.CONSIDERING, "{} harkitsee"),
    (AdoptionStage.ENDED, "{} lopetti"),
    (AdoptionStage.REJECTED, "{} ei ottanut"),
    (None, "{} otti mallin, vaihe ei tiedossa"),
)


def _told_apart(adoptions: tuple[Adoption, ...]) -> tuple[list[Adoption], list[Adoption]]:
    """Adoptions of this model, and those where a source tells only of the same model."""
    parallel = [item for item in adoptions if item.model_named is False]
    return [item for item in adoptions if item not in parallel], parallel


def where(practice: PracticeEntry) -> str:
    """The municipalities of a practice in words; many are counted."""
    names = practice.data.municipalities
    return listed(names) if len(names) <= FEW_PLACES else f"{', '.join(names[:3])} ja {len(names) - 3} muuta kuntaa"


def size(catalogue: Catalogue, names: tuple[str, ...]) -> str:
    """8 932 asukasta · 5 kuntaa, 1 900–120 000 asukasta"""
    sizes = [catalogue.places[name].population for name in names]
    if len(sizes) == 1:
        return counted(sizes[0], "asukas", "asukasta")
    return f"{len(sizes)} kuntaa, {number(min(sizes))}–{counted(max(sizes), 'asukas', 'asukasta')}"
