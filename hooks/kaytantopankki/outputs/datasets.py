"""The published sets of records: what each holds, and its fields."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from kaytantopankki.content.catalogue import Catalogue, PracticeAdoption
from kaytantopankki.content.field_types import Choice, Direction, MunicipalityType
from kaytantopankki.content.models import KINDS, Municipality
from kaytantopankki.content.municipalities import Place, slugify
from kaytantopankki.content.submodels import Adoption
from kaytantopankki.outputs import data_table
from kaytantopankki.outputs.records import (
    Field,
    Record,
    Units,
    entry_record,
    fields_of,
    published_fields,
    units_of,
    with_choices,
)


class Relation(Choice):
    """How an adoption relates to the practice; the values are those of `PracticeAdoption.kind`."""

    TAKEN = "taken", "otti mallin käyttöön"
    PARALLEL = "parallel", "sama malli käytössä, yhteyttä ei sanota"
    REFUSED = "refused", "ei ottanut tai vasta harkitsee"


class WordKind(Choice):
    """What a word of the vocabularies is."""

    THEME = "theme", "teema"
    TAG = "tag", "avainsana"
    INDICATOR = "indicator", "mittari"
    BOTTLENECK = "bottleneck", "pullonkaulan laji"


# What `choices` in the data file may be.
_CHOICES: dict[str, type[Choice]] = {
    choices.__name__: choices for choices in (Relation, WordKind, MunicipalityType, Direction)
}


@dataclass(frozen=True)
class Dataset:
    """Records of one sort. `kind` is what one record is."""

    name: str
    kind: str
    title: str
    description: str
    fields: tuple[Field, ...]
    records: list[Record]


@cache
def open_data_words() -> Any:
    """The names, titles and descriptions of the open data."""
    return data_table("open_data.yml")


def read_fields(items: Iterable[dict[str, Any]]) -> Iterator[Field]:
    """Fields as the data file tells them; `choices` in it is the name of a class."""
    for item in items:
        field = Field(**{**item, "part": tuple(read_fields(item.get("part", ()))), "choices": None})
        yield with_choices(field, _CHOICES[item["choices"]]) if "choices" in item else field


def datasets(catalogue: Catalogue, site_url: str) -> Iterator[Dataset]:
    """Every set with its records."""
    units = units_of(catalogue)
    records: dict[str, list[Record]] = {
        kind: [entry_record(entry, site_url, units) for entry in catalogue.of_kind(kind).values()]
        for kind in KINDS
        if kind != "municipality"
    }
    records["adoption"] = [*_adoption_records(catalogue, records["practice"])]
    records["municipality"] = [*_municipality_records(catalogue, site_url, units)]
    records["word"] = [*_word_records(catalogue, site_url)]
    for item in open_data_words()["datasets"]:
        yield Dataset(**item, fields=_fields(item["kind"]), records=records[item["kind"]])


def _fields(kind: str) -> tuple[Field, ...]:
    """The fields of a record of a kind."""
    words = open_data_words()["fields"]
    if kind == "word":
        return tuple(read_fields(words[kind]))
    if kind == "adoption":
        return (*read_fields(words[kind]), *fields_of(Adoption))
    if kind == "municipality":
        *facts, body = read_fields(words[kind])
        return (*facts, *_described_fields(), body)
    identity, url, body = read_fields(words["entry"])
    return (identity, url, *fields_of(KINDS[kind].model), body)


def _adoption_records(catalogue: Catalogue, practices: Sequence[Record]) -> Iterator[Record]:
    """The adoptions of each practice, in the author's order."""
    for practice, record in zip(catalogue.practices.values(), practices, strict=True):
        for number, adoption in enumerate(practice.data.adoptions, 1):
            yield {
                "id": f"practice/{practice.slug}/adoptions/{number}",
                "practice": record["id"],
                "practice_title": record["title"],
                "practice_url": record["url"],
                "origins": record["municipalities"],
                "relation": PracticeAdoption(practice, adoption).kind,
                **record["adoptions"][number - 1],
            }


def _municipality_records(catalogue: Catalogue, site_url: str, units: Units) -> Iterator[Record]:
    """All municipalities in Finnish alphabetical order."""
    for place in catalogue.places.values():
        region, entry = catalogue.regions[place.region], catalogue.municipality_entries.get(place.name)
        described = published_fields(entry, units) if entry else {}
        facts = ("population", "population_year", "type", "languages", "latitude", "longitude")
        yield {
            "code": place.code,
            "name": place.name,
            "name_sv": place.name_sv,
            "url": f"{site_url}kunnat/{place.slug}/",
            "website": place.website or None,
            "region": {"code": region.code, "name": region.name},
            **{name: getattr(place, name) for name in facts},
            "counts": _counts(catalogue, place),
            "networks": _networks(catalogue, place),
            "described": entry is not None,
            **{field.name: described.get(field.name, [] if field.many else None) for field in _described_fields()},
            "body": (entry.body.strip() or None) if entry else None,
        }


@cache
def _described_fields() -> tuple[Field, ...]:
    """What a municipality's own entry tells besides which municipality it is."""
    return tuple(field for field in fields_of(Municipality) if field.name != "municipality")


def _counts(catalogue: Catalogue, place: Place) -> Record:
    name = place.name
    relations: Counter[str] = Counter(adoption.kind for adoption in catalogue.adoptions_by_municipality.get(name, ()))
    return {
        "practices": len(catalogue.practices_by_municipality.get(name, ())),
        **{relation.value: relations[relation.value] for relation in Relation},
        "news": len(catalogue.news_by_municipality.get(name, ())),
        "events": len(catalogue.events_by_municipality.get(name, ())),
        "projects": len(catalogue.projects_by_municipality.get(name, ())),
    }


def _networks(catalogue: Catalogue, place: Place) -> list[Record]:
    return [
        {
            "id": item.network.slug,
            "title": item.network.data.title,
            "since": str(item.member.since) if item.member.since else None,
            "until": str(item.member.until) if item.member.until else None,
        }
        for item in catalogue.memberships.get(place.name, ())
    ]


def _word_records(catalogue: Catalogue, site_url: str) -> Iterator[Record]:
    """Every word, in the order of the vocabulary files."""
    words = catalogue.vocabulary
    for key, theme in words.themes.items():
        yield _word("theme", key, theme, f"{site_url}teemat/{key}/")
    for key, tag in words.tags.items():
        yield _word("tag", key, tag, f"{site_url}avainsanat/{slugify(key)}/")
    for key, indicator in words.indicators.items():
        yield _word("indicator", key, indicator, None)
    for key, bottleneck in words.bottlenecks.items():
        yield _word("bottleneck", key, bottleneck, f"{site_url}pullonkaulat/{key}/")


def _word(kind: str, key: str, word: Any, url: str | None) -> Record:
    """A word of any vocabulary; what words of its kind do not have is empty."""
    return {
        "kind": kind,
        "id": key,
        "title": getattr(word, "title", key),
        "description": word.description,
        "unit": getattr(word, "unit", None) or None,
        "direction": getattr(word, "direction", None),
        "synonyms": list(getattr(word, "synonyms", ())),
        "url": url,
    }
