"""The published sets of records: what each holds, and its fields with their Finnish titles, types and choices."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Literal

from pydantic import BaseModel

from kaytantopankki import links
from kaytantopankki.content import field_types, models, municipalities, scaffold, submodels
from kaytantopankki.content.catalogue import Catalogue, PracticeAdoption, adoptions_of
from kaytantopankki.content.fields import FieldSpec, field_specs
from kaytantopankki.content.kind_submodels import Money
from kaytantopankki.data_files import data_table

WORDS = data_table("outputs/data/open_data.yml")  # The names, titles and descriptions of the open data.
Record = dict[str, Any]
_Units = Mapping[str, str]  # By the key of an indicator, where it has a unit of its own.
# An "id" is made here of letters and figures; a "key" names something else and may be any word; "place" is a
# municipality with its code; "part" is a group of fields; "sources" are those of the entry that a fact cites.
_Form = Literal[
    "text", "id", "url", "day", "moment", "number", "integer", "boolean", "choice", "key", "place", "part", "sources"
]
# The columns of version 1.0 for kinds of sums; any other is in the column `amount`.
_COST_COLUMNS = {"investment": "investment", "yearly_cost": "yearly", "payback": "payback_years"}


@dataclass(frozen=True)
class Field:
    """A field of a published record, or a column of a table.

    One that is not `required` may be null; a list (`many`) is never null but may be empty. `target` is the kind of
    thing that a key names. `choices` are the values and their labels. `part` are the fields of a group, `part_name`
    its name in the JSON Schema. `key` is the name in front matter. A `repeated` field is in another file too. `path`
    leads to the value of a column in its record.
    """

    name: str
    title: str
    description: str
    form: _Form = "text"
    many: bool = False
    required: bool = True
    target: field_types.Target | None = None
    choices: Mapping[str, str] | None = None
    part: tuple["Field", ...] = ()
    part_name: str = ""
    key: str = ""
    repeated: bool = False
    path: tuple[str, ...] = ()


@dataclass(frozen=True)
class Dataset:
    """Records of one sort. `kind` is what one record is."""

    name: str
    kind: str
    title: str
    description: str
    fields: tuple[Field, ...]
    records: list[Record]


def read_fields(items: Iterable[dict[str, Any]]) -> Iterator[Field]:
    """Fields as the data file tells them."""
    for item in items:
        field = Field(**{**item, "part": tuple(read_fields(item.get("part", ()))), "choices": None})
        choices = item.get("choices", {})
        yield _with_choices(field, _labels(getattr(field_types, choices)) if isinstance(choices, str) else choices)


def datasets(catalogue: Catalogue, site_url: str) -> Iterator[Dataset]:
    """Every set with its records."""
    units = {key: word.unit for key, word in catalogue.vocabulary.indicators.items() if word.unit}
    of_kind: dict[str, list[Record]] = {
        kind: [
            {
                "id": entry.slug,
                "url": site_url + links.entry_url(entry),
                **_published_fields(entry, units),
                "body": entry.body.strip() or None,
            }
            for entry in catalogue.of_kind(kind).values()
        ]
        for kind in models.KINDS
        if kind != "municipality"
    }
    for record in of_kind["practice"]:
        record["costs"] = [_former_cost(item) for item in record["money"] if item["before"] is None]
        record["actors"] = [doer["name"] for doer in record["doers"]]
    of_kind["adoption"] = [*_adoption_records(catalogue, of_kind["practice"])]
    of_kind["municipality"] = [*_municipality_records(catalogue, site_url, units)]
    of_kind["word"] = [*_word_records(catalogue, site_url)]
    for item in WORDS["datasets"]:
        yield Dataset(**item, fields=_fields(item["kind"]), records=of_kind[item["kind"]])


def _fields(kind: str) -> tuple[Field, ...]:
    """The fields of a record of a kind."""
    words = WORDS["fields"]
    if kind == "word":
        return tuple(read_fields(words[kind]))
    if kind == "adoption":
        return (*read_fields(words[kind]), *_fields_of(submodels.Adoption))
    if kind == "municipality":
        *facts, body = read_fields(words[kind])
        return (*facts, *_described_fields(), body)
    identity, url, body = read_fields(words["entry"])
    former = _former_fields() if kind == "practice" else ()
    return (identity, url, *_fields_of(models.KINDS[kind].model), *former, body)


@cache
def _former_fields() -> tuple[Field, ...]:
    """What practices had in version 1.0 under these names: sums by column, and actors without their kinds."""
    costs, actors = read_fields(WORDS["fields"]["practice"])
    kept = (field for field in _fields_of(Money) if field.name in ("year", "basis", "approx", "note", "sources"))
    return replace(costs, part=(*costs.part, *kept)), actors


def _former_cost(item: Record) -> Record:
    """A sum of `money` as version 1.0 had it: the number in a column by its kind."""
    is_yearly_saving = (item["kind"], item["per"]) == ("saving", "vuosi")
    column = "yearly_saving" if is_yearly_saving else _COST_COLUMNS.get(item["kind"], "amount")
    number = item["years" if column == "payback_years" else "amount"]
    note = item["note"] or (field_types.MoneyKind(item["kind"]).label if column == "amount" else None)
    values = {field.name: item.get(field.name) for field in _former_fields()[0].part}
    return values | {"amount": None, "note": note, column: number}


def _adoption_records(catalogue: Catalogue, practices: Sequence[Record]) -> Iterator[Record]:
    """The adoptions of each practice, in the author's order."""
    for practice, record in zip(catalogue.practices.values(), practices, strict=True):
        for number, use in enumerate(adoptions_of(practice), 1):
            yield {
                "id": f"practice/{practice.slug}/adoptions/{number}",
                "practice": record["id"],
                "practice_title": record["title"],
                "practice_url": record["url"],
                "origins": record["municipalities"],
                "relation": _relation(use),
                **record["adoptions"][number - 1],
            }


def _relation(use: PracticeAdoption) -> str:
    """The kind of an adoption, those that said no or only consider told apart."""
    no = (field_types.AdoptionStage.REJECTED, field_types.AdoptionStage.CONSIDERING)
    return "refused" if use.adoption.stage in no else use.kind


def _municipality_records(catalogue: Catalogue, site_url: str, units: _Units) -> Iterator[Record]:
    """All municipalities in Finnish alphabetical order."""
    for place in catalogue.places.values():
        region, entry = catalogue.regions[place.region], catalogue.municipality_entries.get(place.name)
        described = _published_fields(entry, units) if entry else {}
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
            "networks": [
                {
                    "id": item.network.slug,
                    "title": item.network.data.title,
                    **item.member.model_dump(mode="json", include={"since", "until"}),
                }
                for item in catalogue.memberships.get(place.name, ())
            ],
            "described": entry is not None,
            **{field.name: described.get(field.name, [] if field.many else None) for field in _described_fields()},
            "body": (entry.body.strip() or None) if entry else None,
        }


@cache
def _described_fields() -> tuple[Field, ...]:
    """What a municipality's own entry tells besides which municipality it is."""
    return tuple(field for field in _fields_of(models.Municipality) if field.name != "municipality")


def _counts(catalogue: Catalogue, place: municipalities.Place) -> Record:
    name = place.name
    relations = Counter(map(_relation, catalogue.adoptions_by_municipality.get(name, ())))
    return {
        "practices": len(catalogue.practices_by_municipality.get(name, ())),
        **{relation: relations[relation] for relation in ("taken", "parallel", "refused", "other")},
        "news": len(catalogue.news_by_municipality.get(name, ())),
        "events": len(catalogue.events_by_municipality.get(name, ())),
        "projects": len(catalogue.projects_by_municipality.get(name, ())),
    }


def _word_records(catalogue: Catalogue, site_url: str) -> Iterator[Record]:
    """Every word, in the order of the vocabulary files; what words of its kind do not have is empty."""
    folders = {"theme": "teemat", "tag": "avainsanat", "indicator": "mittarit", "bottleneck": "pullonkaulat"}
    for kind, folder in folders.items():
        for key, word in getattr(catalogue.vocabulary, f"{kind}s").items():
            yield {
                "kind": kind,
                "id": key,
                "title": getattr(word, "title", key),
                "description": word.description,
                "unit": getattr(word, "unit", None) or None,
                "direction": getattr(word, "direction", None),
                "synonyms": list(getattr(word, "synonyms", ())),
                "url": f"{site_url}{folder}/{municipalities.slugify(key) if kind == 'tag' else key}/"
                if kind != "indicator" or key in catalogue.entries_by_indicator
                else None,
            }


@cache
def _fields_of(model: type[BaseModel]) -> tuple[Field, ...]:
    """The published fields of a model: its own first, then those that it inherits."""
    schemas = model.model_json_schema(mode="serialization")["properties"]
    inherited = {
        name for base in model.__mro__[1:] if issubclass(base, submodels.Submodel) for name in base.model_fields
    }
    fields = [_field(model, spec, schemas[name]) for name, spec in field_specs(model).items()]
    return tuple(sorted(fields, key=lambda field: field.key in inherited))


def _labels(choices: Iterable[field_types.Choice]) -> dict[str, str]:
    """The values of choices and their Finnish words."""
    return {choice.value: choice.label for choice in choices}


def _with_choices(field: Field, choices: Mapping[str, str]) -> Field:
    """The field with its choices, if there are any, also in its description."""
    if not choices:
        return field
    listed = ", ".join(f"{value} ({label})" for value, label in choices.items())
    description = " ".join(filter(None, (field.description, f"Vaihtoehdot: {listed}.")))
    return replace(field, form="choice", choices=choices, description=description)


def _field(model: type[BaseModel], spec: FieldSpec, schema: dict[str, Any]) -> Field:
    """A field of a model: its words by its specification, its type by the JSON Schema."""
    key = spec.key
    if key == "source" or key.endswith("_source"):
        title, description = "lähteet" if key == "source" else spec.label, "Lähteet, joista tieto on."
        part = _source_fields()
        return Field(f"{key}s", title, description, "sources", many=True, part=part, part_name="source", key=key)
    value = next(item for item in schema.get("anyOf", [schema]) if item.get("type") != "null")
    many, target = value.get("type") == "array", spec.target
    # A published figure always has its unit, also one that the indicator gives.
    is_unit = key == "unit" and "indicator" in model.model_fields
    field = Field(
        name=WORDS["published_names"].get(model.__name__, {}).get(key, key),
        title=spec.label,
        description="Luvun yksikkö." if is_unit else scaffold.description(spec),
        many=many,
        required="anyOf" not in schema,
        target=target,
        key=key,
    )
    if target:
        return replace(field, form="place" if target == "municipality" else "key")
    if spec.choices:
        return _with_choices(field, _labels(spec.choices))
    if spec.submodel:
        part = _source_fields() if spec.submodel is submodels.Source else _fields_of(spec.submodel)
        part_name = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", spec.submodel.__name__).lower()
        return replace(field, form="part", part=part, part_name=part_name)
    return replace(field, form=_form_of(value["items"] if many else value))


def _form_of(schema: dict[str, Any]) -> _Form:
    pattern = schema.get("pattern", "")
    if pattern == field_types.MOMENT_PATTERN:
        return "moment"
    if schema.get("format") == "date":
        return "day"
    if pattern.startswith("^https?"):
        return "url"
    return "text" if schema["type"] == "string" else schema["type"]


@cache
def _source_fields() -> tuple[Field, ...]:
    """A source, and the number by which the facts of its entry cite it."""
    number = Field("number", "numero", "Järjestysnumero kirjauksen lähdeluettelossa.", "integer", key="number")
    return (number, *_fields_of(submodels.Source))


def _published_fields(entry: models.Entry[Any], units: _Units) -> Record:
    """The fields of an entry as `_fields_of` its model tells them."""
    written = entry.data.model_dump(mode="json")
    written["sources"] = [{"number": number, **source} for number, source in enumerate(written["sources"], 1)]
    model: type[BaseModel] = type(entry.data)
    return _published(_fields_of(model), written, written["sources"], units)


def _published(fields: Sequence[Field], written: Record, sources: Sequence[Record], units: _Units) -> Record:
    """A group of fields; facts have the `sources` that they cite by number."""

    def resolved(field: Field, value: Any) -> Any:
        if field.form == "number":
            return int(value) if value == int(value) else value
        if field.form == "sources":
            return sources[value - 1]
        if field.form == "place":
            return {"code": municipalities.places()[value].code, "name": value}
        return _published(field.part, value, sources, units) if field.part else value

    record = {}
    for field in fields:
        value = written[field.key]
        if value and field.many:
            value = [resolved(field, item) for item in value]
        record[field.name] = value if field.many or value is None else resolved(field, value)
    if "unit" in record and "indicator" in record:
        record["unit"] = record["unit"] or units.get(record["indicator"])
    return record
