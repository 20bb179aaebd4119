"""Entries as published records: what the author wrote, with names, units and sources resolved."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any, Literal

from pydantic import BaseModel

from kaytantopankki import links
from kaytantopankki.content.catalogue import Catalogue
from kaytantopankki.content.field_types import MOMENT_PATTERN, Choice, Target
from kaytantopankki.content.fields import FieldSpec, field_specs
from kaytantopankki.content.models import Entry
from kaytantopankki.content.municipalities import places
from kaytantopankki.content.scaffold import description as field_description
from kaytantopankki.content.submodels import Source, Submodel

Group = Literal["json", "table", "sheet", "schema", "example", "package", "text", "bundle"]


@dataclass(frozen=True)
class DataFile:
    """A published file. `rows` is how many records it has, where that can be said."""

    uri: str
    group: Group
    title: str
    description: str
    content: bytes
    rows: int | None = None

    @property
    def name(self) -> str:
        """The name of the file inside the folder of the data."""
        return self.uri.removeprefix(FOLDER)


Record = dict[str, Any]
Units = Mapping[str, str]


@dataclass(frozen=True)
class DataPublisher:
    """The site that publishes the data; `url` ends with a slash."""

    name: str
    url: str


VERSION = "1.0"
FOLDER = "data/v1/"
LICENCE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Nimeä 4.0 Kansainvälinen",
    "url": "https://creativecommons.org/licenses/by/4.0/deed.fi",
}
# What the facts of municipalities are from, as their licences ask to be told.
ORIGINS = (
    ("Kuntaluokitukset ja väkiluku: Tilastokeskus, CC BY 4.0", "https://stat.fi/"),
    (
        "Kuntakeskusten sijainnit: Maanmittauslaitos, Maastotietokanta 4/2025, CC BY 4.0",
        "https://www.maanmittauslaitos.fi/",
    ),
    ("Kuntien verkkosivujen osoitteet: Wikidata, CC0", "https://www.wikidata.org/"),
)


@dataclass(frozen=True)
class Terms:
    """Who publishes the data and how new it is. `modified` is the day of the newest change; None when there is none."""

    publisher: DataPublisher
    modified: date | None

    @property
    def root(self) -> str:
        """The address of the folder that all files are in."""
        return self.publisher.url + FOLDER

    @property
    def attribution(self) -> str:
        """How the data is to be named where it is used."""
        return f"{self.publisher.name}, {self.publisher.url}, CC BY 4.0"

    @property
    def envelope(self) -> Record:
        """What every JSON file begins with."""
        return {
            "version": VERSION,
            "modified": str(self.modified) if self.modified else None,
            "license": LICENCE,
            "attribution": self.attribution,
        }


def terms_of(catalogue: Catalogue, publisher: DataPublisher) -> Terms:
    """The terms, with the newest day that an entry tells it was published, changed, reviewed or dated."""
    days = [day for entry in catalogue.entries for day in (entry.data.updated, entry.data.reviewed) if day]
    days += [entry.data.published for entry in catalogue.practices.values()]
    days += [entry.data.date.first_day for entry in catalogue.news.values()]
    return Terms(publisher, max(days, default=None))


# An "id" is made here of letters and figures, a "key" names something else and may be any word; "sources" are those of the entry that a fact cites; "place" is a municipality with its code.
Form = Literal[
    "text", "id", "url", "day", "moment", "number", "integer", "boolean", "choice", "key", "place", "part", "sources"
]

# What is not as the author wrote it: the address of an entry is that of its page here, and a unit is always told.
_OTHERWISE = {(model, "url"): "website" for model in ("Network", "Project")}
_RESOLVED = {(model, "unit"): "Luvun yksikkö." for model in ("Result", "Measure")}


@dataclass(frozen=True)
class Field:
    """A field of a published record. One that is not `required` may be null; a list is never null but may be empty.

    `written` is its name in the author's file. A `repeated` field tells what another file has too.
    """

    name: str
    title: str
    description: str
    form: Form = "text"
    many: bool = False
    required: bool = True
    target: Target | None = None
    choices: type[Choice] | None = None
    model: type[BaseModel] | None = None
    part: tuple["Field", ...] = ()
    part_name: str = ""
    written: str = ""
    repeated: bool = False


@cache
def fields_of(model: type[BaseModel]) -> tuple[Field, ...]:
    """The fields of a model as they are used: its own first, then those that it inherits."""
    properties = model.model_json_schema(mode="serialization")["properties"]
    inherited = {name for base in model.__mro__[1:] if issubclass(base, Submodel) for name in base.model_fields}
    found = []
    for name, spec in field_specs(model).items():
        description = _RESOLVED.get((model.__name__, name), field_description(spec))
        field = Field(_OTHERWISE.get((model.__name__, name), name), spec.label, description, written=name)
        found.append(_shaped(field, spec, properties[name]))
    return tuple(sorted(found, key=lambda field: field.written in inherited))


def _shaped(field: Field, spec: FieldSpec, schema: dict[str, Any]) -> Field:
    if field.written == "source" or field.written.endswith("_source"):
        told = "Lähteet, joista tieto on."
        return replace(
            field,
            name=f"{field.written}s",
            title="lähteet" if field.written == "source" else field.title,
            description=told,
            form="sources",
            many=True,
            part=CITED,
            part_name="source",
        )
    present = next(item for item in schema.get("anyOf", [schema]) if item.get("type") != "null")
    many = present.get("type") == "array"
    field = replace(field, many=many, required="anyOf" not in schema, target=spec.target)
    if spec.target:
        return replace(field, form="place" if spec.target == "municipality" else "key")
    if spec.choices:
        listed = ", ".join(f"{choice.value} ({choice.label})" for choice in spec.choices)
        told = " ".join(filter(None, (field.description, f"Vaihtoehdot: {listed}.")))
        return replace(field, form="choice", choices=type(spec.choices[0]), description=told)
    if model := spec.submodel:
        cited = model is Source and field.written == "sources"
        part = CITED if cited else fields_of(model)
        return replace(field, form="part", model=model, part=part, part_name=_snake(model.__name__))
    return replace(field, form=_type_of(present["items"] if many else present))


def _type_of(schema: dict[str, Any]) -> Form:
    pattern = schema.get("pattern", "")
    if pattern == MOMENT_PATTERN:
        return "moment"
    if schema.get("format") == "date":
        return "day"
    if pattern.startswith("^https?"):
        return "url"
    plain: dict[str, Form] = {"number": "number", "integer": "integer", "boolean": "boolean"}
    return plain.get(schema["type"], "text")


def _snake(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()


NUMBER = Field("number", "numero", "Järjestysnumero kirjauksen lähdeluettelossa.", "integer")
CITED = (NUMBER, *fields_of(Source))


@dataclass(frozen=True)
class Known:
    """What the words of one entry mean: its numbered sources, and the unit of each indicator."""

    sources: Sequence[Record]
    units: Units


_Finish = Callable[[Any, Known], Any]


def entry_record(entry: Entry[Any], publisher: DataPublisher, units: Units) -> Record:
    """One entry with all its fields."""
    address = publisher.url + links.entry_url(entry)
    return {"id": entry.slug, "url": address, **published_fields(entry, units), "body": entry.body.strip() or None}


def published_fields(entry: Entry[Any], units: Units) -> Record:
    """The fields of an entry as `fields_of` tells them."""
    written = entry.data.model_dump(mode="json")
    written["sources"] = [{"number": number, **source} for number, source in enumerate(written["sources"], 1)]
    return _used(type(entry.data), written, Known(written["sources"], units))


def units_of(catalogue: Catalogue) -> Units:
    """The unit of each indicator that has one of its own."""
    return {key: word.unit for key, word in catalogue.vocabulary.indicators.items() if word.unit}


@cache
def place_reference(name: str) -> Record:
    """A municipality's code and name."""
    return {"code": places()[name].code, "name": name}


def empty_record(fields: Sequence[Field]) -> Record:
    """A record of which nothing is known."""
    return {field.name: [] if field.many else None for field in fields}


@cache
def _plan(model: type[BaseModel]) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, _Finish], ...]]:
    """The names of the fields, used and written, and what remains to be done to some of them."""
    fields = fields_of(model)
    finishes = ((field.name, finish) for field in fields if (finish := _finish(field)))
    return tuple((field.name, field.written) for field in fields), tuple(finishes)


def _used(model: type[BaseModel], written: Record, known: Known) -> Record:
    names, finishes = _plan(model)
    record = {name: written[key] for name, key in names}
    for name, finish in finishes:
        if value := record[name]:
            record[name] = finish(value, known)
    if "unit" in record and "indicator" in record:
        record["unit"] = record["unit"] or known.units.get(record["indicator"])
    return record


def _finish(field: Field) -> _Finish | None:
    if field.form == "number":
        return lambda value, _: int(value) if value == int(value) else value
    if field.form == "sources":
        return lambda value, known: [known.sources[number - 1] for number in value]
    if field.form == "place" and field.many:
        return lambda value, _: [place_reference(name) for name in value]
    if field.form == "place":
        return lambda value, _: place_reference(value)
    model = field.model
    if not model or field.written == "sources":
        return None
    if field.many:
        return lambda value, known: [_used(model, item, known) for item in value]
    return lambda value, known: _used(model, value, known)
