"""The published sets of records: what each holds, and its fields."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from kaytantopankki.content.catalogue import Catalogue, PracticeAdoption
from kaytantopankki.content.field_types import Choice, Direction, MunicipalityType
from kaytantopankki.content.models import KINDS, Municipality
from kaytantopankki.content.municipalities import Place, slugify
from kaytantopankki.content.submodels import Adoption
from kaytantopankki.outputs import data_table, records
from kaytantopankki.outputs.records import Field, Record, Units, fields_of, labels, with_choices

# What `choices` in the data file may name.
_CHOICES: dict[str, type[Choice]] = {"MunicipalityType": MunicipalityType, "Direction": Direction}


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
    """Fields as the data file tells them."""
    for item in items:
        field = Field(**{**item, "part": tuple(read_fields(item.get("part", ()))), "choices": None})
        choices = item.get("choices")
        yield with_choices(field, labels(_CHOICES[choices]) if isinstance(choices, str) else choices or {})


def datasets(catalogue: Catalogue, site_url: str) -> Iterator[Dataset]:
    """Every set with its records."""
    units = {key: word.unit for key, word in catalogue.vocabulary.indicators.items() if word.unit}
    of_kind: dict[str, list[Record]] = {
        kind: [records.entry_record(entry, site_url, units) for entry in catalogue.of_kind(kind).values()]
        for kind in KINDS
        if kind != "municipality"
    }
    of_kind["adoption"] = [*_adoption_records(catalogue, of_kind["practice"])]
    of_kind["municipality"] = [*_municipality_records(catalogue, site_url, units)]
    of_kind["word"] = [*_word_records(catalogue, site_url)]
    for item in open_data_words()["datasets"]:
        yield Dataset(**item, fields=_fields(item["kind"]), records=of_kind[item["kind"]])


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
        described = records.published_fields(entry, units) if entry else {}
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
        **{relation: relations[relation] for relation in ("taken", "parallel", "refused")},
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
    """Every word, in the order of the vocabulary files; what words of its kind do not have is empty."""
    words = catalogue.vocabulary
    vocabularies: dict[str, tuple[Mapping[str, Any], str]] = {
        "theme": (words.themes, "teemat"),
        "tag": (words.tags, "avainsanat"),
        "indicator": (words.indicators, ""),
        "bottleneck": (words.bottlenecks, "pullonkaulat"),
    }
    for kind, (vocabulary, folder) in vocabularies.items():
        for key, word in vocabulary.items():
            yield {
                "kind": kind,
                "id": key,
                "title": getattr(word, "title", key),
                "description": word.description,
                "unit": getattr(word, "unit", None) or None,
                "direction": getattr(word, "direction", None),
                "synonyms": list(getattr(word, "synonyms", ())),
                "url": f"{site_url}{folder}/{slugify(key) if kind == 'tag' else key}/" if folder else None,
            }
