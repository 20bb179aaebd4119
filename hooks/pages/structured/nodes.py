"""The parts that things of many kinds are made of."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from catalogue.types import Moment
from pages.settings import Site

Node = dict[str, Any]
FINLAND = ZoneInfo("Europe/Helsinki")
LICENCE = "https://creativecommons.org/licenses/by/4.0/"


def node(kind: str, /, **properties: Any) -> Node:
    """A thing of one type with the properties that are known of it."""
    return {"@type": kind, **{name: value for name, value in properties.items() if value not in (None, "", [])}}


def organisation(name: str, **properties: Any) -> Node:
    """An organisation by its name."""
    return node("Organization", name=name, **properties)


def publisher(site: Site) -> Node:
    """Who publishes the site: it speaks in its own name alone."""
    return {"@id": site.at("#julkaisija"), **organisation(site.name, url=site.url)}


def at(moment: Moment | None) -> str | None:
    """A moment as exactly as it is known: 2024, 2024-05, 2024-05-03 or 2024-05-03T13:00:00+03:00 in Finland."""
    if moment is None or moment.hour < 0:
        return str(moment) if moment else None
    local = datetime(moment.year, moment.month, moment.day, moment.hour, moment.minute, tzinfo=FINLAND)
    return local.isoformat()


def on(day: date | None) -> str | None:
    """2024-05-03"""
    return day.isoformat() if day else None


def one_or_all(values: Iterable[Any]) -> Any:
    """The only value by itself, many as a list."""
    found = list(values)
    return found[0] if len(found) == 1 else found
