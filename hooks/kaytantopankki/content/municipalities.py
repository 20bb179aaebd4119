"""The municipalities and regions of Finland, from the tables in `data/`."""

import csv
import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter

from kaytantopankki.content import field_types, messages
from kaytantopankki.data_files import data_table

_DATA = Path(__file__).parent / "data"
_WORDS = data_table("content/data/words.yml")
# How a municipality and an area of many are written; the stem is the genitive without its n.
PLACE_FORMS: Sequence[str] = _WORDS["place_forms"]
AREA_FORMS: Sequence[str] = _WORDS["area_forms"]
# What stands between the names when one value has many.
SEPARATOR = re.compile(r" ?[,;/&+()] ?| (?:ja|sekä|och|eli|[-–—]) ", re.IGNORECASE)
# How similar names must be, of 100, for one to be meant by the other, and how many letters may be too few or too many:
# other places have names that are nearly the same. How many names a message lists.
LEAST_LIKENESS, MOST_ODD_LETTERS, MOST_LISTED = 80, 2, 12
# Upper limit (not included), key and Finnish name of each class, in order.
Classes = Sequence[tuple[int, str, str]]
SIZES: Classes = _WORDS["sizes"]
INVESTMENTS: Classes = _WORDS["investments"]
_FINNISH_LAST = str.maketrans({"å": "{", "ä": "|", "ö": "}", "é": "e", "š": "s", "ž": "z"})
T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Named:
    """A name, and the municipalities of today that it means: itself, those of an area, or those to which the area of a
    former one has belonged since a year. `locative` answers "where"."""

    name: str
    name_sv: str
    genitive: str
    locative: str = ""
    municipalities: tuple[str, ...] = ()
    since: int = 0


@dataclass(frozen=True, kw_only=True)
class _Area(Named):
    """What regions and municipalities have; population is that of 31 December."""

    code: str
    population: int
    population_year: int
    slug: str


class Region(_Area):
    """A region (maakunta)."""


@dataclass(frozen=True, kw_only=True)
class Place(_Area):
    """A municipality, with the code of its region. Seats are WGS 84 degrees."""

    region: str
    type: field_types.MunicipalityType
    languages: tuple[str, ...]
    latitude: float
    longitude: float
    website: str


def slugify(text: str) -> str:
    """An ASCII address: "Pedersören kunta" → "pedersoren-kunta"."""
    ascii_text = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_text).strip("-")


def collation(text: str) -> str:
    """Sort key in the Finnish order: å, ä and ö come last."""
    return text.casefold().translate(_FINNISH_LAST)


def _table(name: str, row_type: type[T]) -> list[T]:
    """The rows of a table in `data/`, in Finnish alphabetical order."""
    text = (_DATA / name).read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    rows: list[dict[str, Any]] = sorted(csv.DictReader(lines), key=lambda row: collation(row["name"]))
    for row in rows:
        row["slug"] = slugify(row["name"])
        row["languages"] = row.get("languages", "").split()
        row["municipalities"] = row.get("municipalities", row["name"]).split(";")
    return TypeAdapter(list[row_type]).validate_python(rows)  # type: ignore[valid-type]


@cache
def regions() -> dict[str, Region]:
    """The 19 regions by code, in Finnish alphabetical order."""
    return {region.code: region for region in _table("regions.csv", Region)}


@cache
def places() -> dict[str, Place]:
    """The 308 municipalities by Finnish name, in Finnish alphabetical order."""
    return {place.name: place for place in _table("municipalities.csv", Place)}


@cache
def formers() -> Sequence[Named]:
    """The municipalities that have ended since 2001, in Finnish alphabetical order."""
    return _table("former_municipalities.csv", Named)


@cache
def areas() -> Sequence[Named]:
    """Regions and sub-regions."""
    members = defaultdict[str, list[str]](list)
    for place in places().values():
        members[place.region].append(place.name)
    wholes = [replace(region, municipalities=tuple(members[code])) for code, region in regions().items()]
    return [*wholes, *_table("subregions.csv", Named)]


@cache
def _meanings() -> Mapping[str, tuple[Named, ...]]:
    """What each way to write a name means, in lower case. Municipalities of today come before others of that name."""
    today: dict[str, tuple[Named, ...]] = {name.casefold(): (place,) for name, place in places().items()}
    others: dict[str, tuple[Named, ...]] = {}
    for items, templates in ((places().values(), PLACE_FORMS), (formers(), PLACE_FORMS), (areas(), AREA_FORMS)):
        for item in items:
            stem = item.genitive.removesuffix("n")
            forms = {template.format(stem=stem, **vars(item)).casefold(): None for template in templates}
            for form in filter(None, forms):
                if isinstance(item, Place):
                    today.setdefault(form, (item,))
                else:
                    others[form] = (*others.get(form, ()), item)
    return today | {form: items for form, items in others.items() if form not in today}


def _meant(name: str) -> tuple[Named, ...]:
    """What a name means, or one that is nearly the same; nothing when there is none."""
    written, meanings = name.casefold(), _meanings()
    near = written if written in meanings else messages.nearest(written, meanings, LEAST_LIKENESS, MOST_ODD_LETTERS)
    return meanings[near] if near else ()


def _parts(text: str) -> Mapping[str, tuple[Named, ...]]:
    """What each name in a text means; the text is one name when it is a known one, or has a part that means nothing."""
    whole = text.strip()
    parts = [whole] if whole.casefold() in _meanings() else filter(None, SEPARATOR.split(" ".join(whole.split())))
    meant: dict[str, tuple[Named, ...]] = {}
    for part in parts:
        meant[part] = _meant(part)
        if not meant[part]:
            return {whole: _meant(whole)}
    return meant or {whole: _meant(whole)}


def read_places(text: str) -> list[str]:
    """The names in a text, those of municipalities of today as entries have them: "Hangon kaupunki ja Åbo" → Hanko,
    Turku. Any other name stays as it is written."""
    read = {}
    for part, meant in _parts(text).items():
        is_known = part.casefold() in _meanings() and not meant[0].since and len(meant[0].municipalities) == 1
        read[meant] = meant[0].municipalities[0] if is_known else part
    return [*read.values()]


def unknown_place_message(word: str) -> str:
    """What to say of a word that is not a municipality's name as entries have it, with what to write instead."""
    meant = [*dict.fromkeys(_parts(word).values())]
    names = dict.fromkeys(name for items in meant for item in items for name in item.municipalities)
    many = Named(name=word, name_sv="", genitive="", municipalities=tuple(names))
    return ". ".join(_told(word, item) for item in (meant[0] if len(meant) == 1 and names else [many]))


def _told(word: str, item: Named) -> str:
    names = item.municipalities
    quoted = [f'"{name}"' for name in names]
    if item.since:
        now, write = " tai ".join(names), " tai ".join(quoted)
        return messages.message_for("former_municipality", name=item.name, since=item.since, now=now, quoted=write)
    if len(names) > 1:
        listed = f": {', '.join(quoted)}" if len(names) <= MOST_LISTED else ""
        return messages.message_for("many_municipalities", given=word, listed=listed)
    near = messages.message_for("did_you_mean", near=names[0]) if names else messages.message_for("far_municipality")
    return messages.message_for("unknown", what=messages.TARGETS["municipality"], given=word, near=near)


def bin_of(value: float, classes: Classes) -> str:
    """The key of the class that a value is in."""
    return next(key for limit, key, _ in classes if value < limit)
