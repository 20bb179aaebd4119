"""The municipalities and regions of Finland, from the tables in `data/`.

Municipal classification 1.1.2026 and population 31.12.2025: Statistics Finland (CC BY 4.0). Seats: National
Land Survey of Finland, Topographic Database 4/2025 (CC BY 4.0). Websites: Wikidata (CC0). Inflections:
pykko, © 2024 Pekka Kauppinen (MIT).
"""

import csv
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from catalogue.labels import MunicipalityType
from catalogue.nearest import nearest


@dataclass(frozen=True)
class Region:
    """A region (maakunta). `locative` is the form that answers "where"."""

    code: str
    name: str
    name_sv: str
    genitive: str
    locative: str
    population: int
    population_year: int
    slug: str


@dataclass(frozen=True)
class Place:
    """A municipality. Population is that of 31 December of `population_year`; seats are WGS 84 degrees."""

    code: str
    name: str
    name_sv: str
    genitive: str
    locative: str
    region: str
    population: int
    population_year: int
    type: MunicipalityType
    languages: tuple[str, ...]
    latitude: float
    longitude: float
    website: str
    slug: str


def slugify(text: str) -> str:
    """An ASCII address: "Pedersören kunta" → "pedersoren-kunta"."""
    ascii_text = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_text).strip("-")


_FINNISH_LAST = str.maketrans({"å": "{", "ä": "|", "ö": "}", "é": "e", "š": "s", "ž": "z"})


def collation(text: str) -> str:
    """Sort key in the Finnish order: å, ä and ö come last."""
    return text.casefold().translate(_FINNISH_LAST)


def _rows(name: str) -> Iterator[dict[str, str]]:
    yield from csv.DictReader(files("catalogue").joinpath("data", name).read_text(encoding="utf-8").splitlines())


@cache
def regions() -> dict[str, Region]:
    """The 19 regions by code, in Finnish alphabetical order."""
    rows = sorted(_rows("regions.csv"), key=lambda row: collation(row["name"]))
    return {
        row["code"]: Region(
            row["code"],
            row["name"],
            row["name_sv"],
            row["genitive"],
            row["locative"],
            int(row["population"]),
            int(row["population_year"]),
            slugify(row["name"]),
        )
        for row in rows
    }


@cache
def places() -> dict[str, Place]:
    """The 308 municipalities by Finnish name, in Finnish alphabetical order."""
    rows = sorted(_rows("municipalities.csv"), key=lambda row: collation(row["name"]))
    return {
        row["name"]: Place(
            row["code"],
            row["name"],
            row["name_sv"],
            row["genitive"],
            row["locative"],
            row["region"],
            int(row["population"]),
            int(row["population_year"]),
            MunicipalityType(row["type"]),
            tuple(row["languages"].split()),
            float(row["latitude"]),
            float(row["longitude"]),
            row["website"],
            slugify(row["name"]),
        )
        for row in rows
    }


# How a municipality is written when not in its Finnish basic form; the stem is the genitive without its n.
FORMS_FROM = ("name", "name_sv", "genitive", "locative")
FORMS = (
    "{genitive}",
    "{locative}",
    "{stem}sta",
    "{stem}stä",
    "{stem}lta",
    "{stem}ltä",
    "{genitive} kaupunki",
    "{genitive} kunta",
    "{name} kaupunki",
    "{name_sv} stad",
    "{name_sv}",
)


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


def meant_place(text: str) -> str | None:
    """The municipality that a Swedish, inflected or misspelt name means ("Turussa", "Åbo" → "Turku")."""
    form = text.strip().casefold()
    if form in _forms():
        return _forms()[form]
    near = nearest(form, _forms())
    return _forms()[near] if near else None
