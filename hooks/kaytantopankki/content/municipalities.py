"""The municipalities and regions of Finland, from the tables in `data/`."""

import csv
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter

from kaytantopankki.content import field_types, messages, models
from kaytantopankki.data_files import data_table

_DATA = Path(__file__).parent / "data"
_WORDS = data_table("content/data/words.yml")
# How a municipality is written when not in its Finnish basic form; the stem is the genitive without its n.
FORMS_FROM = ("name", "name_sv", "genitive", "locative")
FORMS: Sequence[str] = _WORDS["place_forms"]
# What each target of a reference is called.
WHAT: Mapping[str, str] = _WORDS["targets"]
# Upper limit (not included), key and Finnish name of each class, in order.
Classes = Sequence[tuple[int, str, str]]
SIZES: Classes = _WORDS["sizes"]
INVESTMENTS: Classes = _WORDS["investments"]
_FINNISH_LAST = str.maketrans({"å": "{", "ä": "|", "ö": "}", "é": "e", "š": "s", "ž": "z"})
# Every name that may be referred to, by what it names; a target that is not here is not checked.
Named = Mapping[field_types.Target, frozenset[str]]
T = TypeVar("T")


@dataclass(frozen=True)
class _Area:
    """What regions and municipalities have. `locative` answers "where"; population is that of 31 December."""

    code: str
    name: str
    name_sv: str
    genitive: str
    locative: str
    population: int
    population_year: int
    slug: str


class Region(_Area):
    """A region (maakunta)."""


@dataclass(frozen=True)
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
    rows: list[dict[str, Any]] = sorted(csv.DictReader(text.splitlines()), key=lambda row: collation(row["name"]))
    for row in rows:
        row["slug"] = slugify(row["name"])
        row["languages"] = row.get("languages", "").split()
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
def _forms() -> dict[str, str]:
    """Finnish name by every other form that is written for it, in lower case."""
    forms: dict[str, str] = {}
    for place in places().values():
        stem = place.genitive.removesuffix("n")
        for form in FORMS:
            written = form.format(stem=stem, **{name: getattr(place, name) for name in FORMS_FROM})
            forms.setdefault(written.casefold(), place.name)
    return {**forms, **{name.casefold(): name for name in places()}}


def place_called(text: str) -> str | None:
    """The municipality that a name means in any of its known forms ("turussa", "Åbo stad" → "Turku")."""
    return _forms().get(text.strip().casefold())


def unknown_reference_message(target: field_types.Target, word: str, names: frozenset[str]) -> str:
    """What to say of a word that means nothing, with the word that was probably meant."""
    if target == "municipality":
        meant = place_called(word) or _forms().get(messages.nearest(word.strip().casefold(), _forms()) or "")
        near = messages.message_for("did_you_mean", near=meant) if meant else messages.message_for("far_municipality")
    elif not (near := messages.did_you_mean(word, sorted(names))):
        kind = models.KINDS.get(target)
        near = (
            messages.message_for("far_entry", folder=kind.folder)
            if kind
            else messages.message_for("far_word", target=target)
        )
    return messages.message_for("unknown", what=WHAT[target], given=word, near=near)


def bin_of(value: float, classes: Classes) -> str:
    """The key of the class that a value is in."""
    return next(key for limit, key, _ in classes if value < limit)


def bin_titles(classes: Classes) -> dict[str, str]:
    """Finnish names by key."""
    return {key: name for _, key, name in classes}
