"""The data for Finnish spreadsheets: Finnish heads and words, names in place of keys, decimal commas."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from catalogue.types import Moment
from opendata.cells import csv_file
from opendata.datasets import Dataset
from opendata.fields import Field
from opendata.layout import Column, Convert, layout, values
from opendata.records import Record
from pages.finnish import capitalised, short_moment

Titles = Mapping[str, Mapping[str, str]]  # By kind and key.


@dataclass(frozen=True)
class Sheet:
    """A sheet of one set of records, or of one list inside them."""

    name: str
    title: str
    description: str
    dataset: str
    path: str = ""


SHEETS = (
    Sheet("kaytannot", "Käytännöt", "Käytännöt: otsikko, kunnat, teemat, vaihe, tekijät ja yhteys.", "practices"),
    Sheet("kayttoonotot", "Käyttöönotot", "Kuka otti minkä käytännön, milloin ja millä tuloksella.", "adoptions"),
    Sheet("tulokset", "Tulokset", "Mitä saatiin aikaan: luku, yksikkö, peruste ja lähde.", "practices", "results"),
    Sheet("kustannukset", "Kustannukset", "Mitä maksoi ja mitä säästää, euroina.", "practices", "costs"),
    Sheet("rahoitus", "Käytäntöjen rahoitus", "Kuka maksoi käytännön.", "practices", "funding"),
    Sheet("pullonkaulat", "Pullonkaulat", "Mikä esti tai hidasti, ja miten se ratkesi.", "practices", "bottlenecks"),
    Sheet("kunnat", "Kunnat", "Kaikki 308 kuntaa: perustiedot, verkostot ja määrät.", "municipalities"),
    Sheet("tavoitteet", "Kuntien tavoitteet", "Kuntien tavoitteet vuosineen.", "municipalities", "goals"),
    Sheet("verkostot", "Verkostot", "Verkostot ja niiden koordinaattorit.", "networks"),
    Sheet("jasenet", "Verkostojen jäsenet", "Verkostojen kunnat ja liittymisvuodet.", "networks", "members"),
    Sheet("hankkeet", "Yhteishankkeet", "Kuntien yhteiset hankkeet.", "projects"),
    Sheet("tapahtumat", "Tapahtumat", "Tapaamiset, työpajat ja verkostopäivät.", "events"),
    Sheet("uutiset", "Uutiset", "Uutiset, päätökset, julkaisut ja rahoitus.", "news"),
)
_OWNERS = {"practices": "Käytäntö", "municipalities": "Kunta", "networks": "Verkosto"}
# What says nothing to a reader of a sheet, or is there in words.
_LEFT_OUT = {"id", "body", "aliases_url", "practice", "practice_url"}


def sheet_file(sheet: Sheet, sets: Mapping[str, Dataset], titles: Titles) -> tuple[bytes, int]:
    """The sheet, and how many rows it has. The last column is the address of the page."""
    dataset = sets[sheet.dataset]
    columns = _columns(sheet, dataset)
    read = values(columns, lambda field: _shown(field, titles))
    texts = [place for place, column in enumerate(columns) if _is_free(column.field)]
    heads = [capitalised(column.field.title) for column in columns]
    if sheet.path:
        rows = [*_item_rows(sheet, dataset, read)]
        return csv_file([_OWNERS[sheet.dataset], *heads, "Sivu"], rows, [0, *(place + 1 for place in texts)], ";"), len(
            rows
        )
    url = "url" if any(field.name == "url" for field in dataset.fields) else "practice_url"
    rows = [[*read(record), record[url]] for record in dataset.records]
    return csv_file([*heads, "Sivu"], rows, texts, ";"), len(rows)


def _columns(sheet: Sheet, dataset: Dataset) -> Sequence[Column]:
    if sheet.path:
        return layout(next(field for field in dataset.fields if field.name == sheet.path).part).every
    return [column for column in layout(dataset.fields).every if _is_shown(column)]


def _item_rows(sheet: Sheet, dataset: Dataset, read: Callable[[Record], list[Any]]) -> Iterator[Sequence[Any]]:
    for record in dataset.records:
        owner, url = record.get("title") or record["name"], record["url"]
        for item in record[sheet.path]:
            yield [owner, *read(item), url]


def _is_free(field: Field) -> bool:
    """Whether the cells of a column are free text."""
    return field.form in ("text", "key", "sources", "part")


def titles_of(sets: Mapping[str, Dataset]) -> Titles:
    """What each key means, in words."""
    titles: dict[str, dict[str, str]] = defaultdict(dict)
    for dataset in sets.values():
        if dataset.kind not in ("municipality", "adoption"):
            for record in dataset.records:
                kind = record["kind"] if dataset.kind == "word" else dataset.kind
                titles[kind][record["id"]] = record["title"]
    return titles


def _is_shown(column: Column) -> bool:
    field = column.field
    return column.name not in _LEFT_OUT | {"url"} and (field.form != "part" or field.repeated)


def _heads(columns: Sequence[Column]) -> list[str]:
    return [capitalised(column.field.title) for column in columns]


def _shown(field: Field, titles: Titles) -> Convert | None:
    show = _one(field, titles)
    if not field.many:
        return show
    return (lambda value: "; ".join(map(show, value))) if show else "; ".join


def _one(field: Field, titles: Titles) -> Convert | None:
    if field.choices:
        return {choice.value: choice.label for choice in field.choices}.__getitem__
    if field.target and field.form == "key":
        return titles.get(field.target, {}).__getitem__
    return _FORMS.get(field.form)


def _number(value: float) -> str:
    return str(value).replace(".", ",")


@lru_cache(maxsize=8192)
def _moment(value: str) -> str:
    at = Moment.parse(value)
    return f"{short_moment(at)} {at.hour}:{at.minute:02}" if at.hour >= 0 else short_moment(at)


def _source(value: Record) -> str:
    return ", ".join(filter(None, (value["title"], value["publisher"], value["url"])))


_FORMS: dict[str, Convert] = {
    "place": lambda value: value["name"],
    "boolean": lambda value: "kyllä" if value else "ei",
    "number": _number,
    "day": _moment,
    "moment": _moment,
    "sources": _source,
    "part": lambda value: value["title"],
}
