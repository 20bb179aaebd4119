"""Entries as published records: what the author wrote, with names, units and sources resolved."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import BaseModel

from catalogue.catalogue import Catalogue
from catalogue.entry import Entry
from catalogue.reference import places
from opendata.fields import Field, fields_of
from pages import links

Record = dict[str, Any]
Units = Mapping[str, str]


@dataclass(frozen=True)
class Publisher:
    """The site that publishes the data; `url` ends with a slash."""

    name: str
    url: str


@dataclass(frozen=True)
class Known:
    """What the words of one entry mean: its numbered sources, and the unit of each indicator."""

    sources: Sequence[Record]
    units: Units


_Finish = Callable[[Any, Known], Any]


def entry_record(entry: Entry[Any], publisher: Publisher, units: Units) -> Record:
    """One entry with all its fields."""
    address = publisher.url + links.address(entry)
    return {"id": entry.slug, "url": address, **used(entry, units), "body": entry.body.strip() or None}


def used(entry: Entry[Any], units: Units) -> Record:
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


def empty(fields: Sequence[Field]) -> Record:
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
