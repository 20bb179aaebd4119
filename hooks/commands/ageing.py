"""Entries whose facts nobody has checked lately, by who should check them. Reads neither clock nor network."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import BaseModel

from catalogue.catalogue import Catalogue, newest_source
from catalogue.entry import Entry
from catalogue.parts import Contact
from catalogue.reference import collation
from insight.completeness import completeness
from pages.sources import months_between

# News and events tell what happened then; they do not age.
_AGEING = ("practice", "network", "project", "municipality")


@dataclass(frozen=True)
class Aged:
    """An entry to be checked. `late`: its review is past or was never made. `unchecked`: contacts never checked."""

    entry: Entry[Any]
    late: bool
    unchecked: tuple[str, ...]
    lacks: tuple[str, ...]
    broken: tuple[tuple[str, str], ...] = ()

    @property
    def age(self) -> str:
        """Sorts the oldest first: when it was reviewed, else when its newest source is from."""
        data = self.entry.data
        newest = newest_source(self.entry) if self.entry.kind == "practice" else None
        return data.reviewed.isoformat() if data.reviewed else f"{newest or ''}"


def by_owner(
    catalogue: Catalogue, review_months: int, broken: Mapping[str, str] | None = None
) -> dict[str, tuple[Aged, ...]]:
    """What each municipality or organisation should check, those with the most first; `broken` has the addresses
    that do not open, with the reason."""
    groups: dict[str, list[Aged]] = defaultdict(list)
    for kind in _AGEING:
        for entry in catalogue.of_kind(kind).values():
            found = _aged(entry, catalogue.today, review_months, broken or {})
            if found.late or found.unchecked or found.broken:
                groups[owner(entry)].append(found)
    ordered = sorted(groups, key=lambda name: (-len(groups[name]), collation(name)))
    return {name: tuple(sorted(groups[name], key=lambda aged: (aged.age, aged.entry.path))) for name in ordered}


def owner(entry: Entry[Any]) -> str:
    """The first municipality, or the organisation that leads a network or a project."""
    data = entry.data
    if entry.kind == "municipality":
        return str(data.municipality)
    if entry.kind == "practice":
        return str(data.municipalities[0])
    leaders = data.coordinators if entry.kind == "network" else filter(None, (data.coordinator, *data.municipalities))
    return str(next(iter(leaders), data.title))


def _aged(entry: Entry[Any], today: date, review_months: int, broken: Mapping[str, str]) -> Aged:
    reviewed = entry.data.reviewed
    return Aged(
        entry,
        reviewed is None or months_between(reviewed, today) >= review_months,
        tuple(contact.organisation for contact in contacts(entry) if contact.checked is None),
        tuple(item.label for item in completeness(entry).missing) if entry.kind == "practice" else (),
        tuple((url, broken[url]) for url in dict.fromkeys(addresses(entry.data)) if url in broken),
    )


def contacts(entry: Entry[Any]) -> tuple[Contact, ...]:
    """Whom the entry tells to ask."""
    if entry.kind == "municipality":
        found: tuple[Contact, ...] = entry.data.contacts
        return found
    contact = getattr(entry.data, "contact", None)
    return (contact,) if contact else ()


def addresses(part: BaseModel) -> Iterator[str]:
    """Every external address in an entry."""
    for name in type(part).model_fields:
        value = getattr(part, name)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, BaseModel):
                yield from addresses(item)
            elif isinstance(item, str) and item.startswith(("http://", "https://")):
                yield item
