"""Calendars as iCalendar files (RFC 5545 and 7986): an event is written once, however many it stands in."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import icalendar

from catalogue.catalogue import Catalogue, Event
from catalogue.labels import EventStatus
from catalogue.types import Moment
from feeds.publisher import Publisher, visible
from feeds.schedule import Calendar
from feeds.times import at, instant
from feeds.zone import helsinki
from pages.events import place, when
from pages.finnish import listed, moment
from pages.links import address

_STATUS = {
    EventStatus.PLANNED: "TENTATIVE",
    EventStatus.CONFIRMED: "CONFIRMED",
    EventStatus.CANCELLED: "CANCELLED",
}
_END = b"END:VCALENDAR\r\n"
_DAY = timedelta(days=1)
# What DTSTAMP and SEQUENCE count from when nothing tells when an event was written or changed.
_BEGINNING = date(2000, 1, 1)


def calendar_files(
    catalogue: Catalogue, calendars: tuple[Calendar, ...], publisher: Publisher
) -> Iterator[tuple[str, bytes]]:
    """(file, content) of every calendar."""
    written: dict[str, bytes] = {}
    for calendar in calendars:
        for event in calendar.events:
            if event.slug not in written:
                written[event.slug] = b"".join(part.to_ical() for part in components(catalogue, event, publisher))
        events = b"".join(written[event.slug] for event in calendar.events)
        yield calendar.uri, head(calendar, publisher).removesuffix(_END) + events + _END


def head(calendar: Calendar, publisher: Publisher) -> bytes:
    """A calendar without its events."""
    made = icalendar.Calendar()
    made.add("version", "2.0")
    made.add("prodid", visible(f"-//{publisher.name}//{publisher.identity}//FI"))
    made.add("method", "PUBLISH")
    if calendar.kind != "event":
        name = visible(f"{publisher.name}: {calendar.title}")
        made.add("name", name)
        made.add("x-wr-calname", name)
        made.add("x-wr-timezone", "Europe/Helsinki")
        made.add("refresh-interval", _DAY, parameters={"VALUE": "DURATION"})
        made.add("x-published-ttl", "P1D")
        made.add("source", publisher.absolute(calendar.uri), parameters={"VALUE": "URI"})
    made.add("url", publisher.absolute(calendar.page))
    made.add_component(helsinki())
    return bytes(made.to_ical())


def components(catalogue: Catalogue, event: Event, publisher: Publisher) -> Iterator[icalendar.Event]:
    """The event, when its day is known, and its registration deadline."""
    data = event.data
    if data.start.day:
        made = _component(catalogue, event, publisher, publisher.tag_of(event))
        made.add("summary", visible(data.title))
        for name, value in zip(("dtstart", "dtend"), span(data.start, data.end), strict=True):
            if value:
                made.add(name, value)
        if where := place(event):
            made.add("location", visible(where))
        yield made
    if data.registration_deadline and data.registration_deadline.day:
        made = _component(catalogue, event, publisher, f"{publisher.tag_of(event)}#ilmoittautuminen")
        made.add("summary", visible(f"Ilmoittaudu viimeistään: {data.title}"))
        made.add("dtstart", instant(data.registration_deadline) or data.registration_deadline.first_day)
        made.add("transp", "TRANSPARENT")
        yield made


def span(start: Moment, end: Moment | None) -> tuple[date, date | None]:
    """When an event begins and ends, as days or as moments: the end of days is the day after the last.

    An event that begins at a time and ends on another day without one goes on to the end of that day; one that begins
    on a day without a time is of whole days. An event of an unknown length has only its beginning.
    """
    begins, last = instant(start), end.last_day if end else start.first_day
    if not begins:
        return start.first_day, last + _DAY
    if not end:
        return begins, None
    return begins, instant(end) or datetime.combine(last + _DAY, datetime.min.time(), begins.tzinfo)


def _component(catalogue: Catalogue, event: Event, publisher: Publisher, name: str) -> icalendar.Event:
    """What an event and its deadline have in common."""
    data = event.data
    made = icalendar.Event()
    made.add("uid", str(uuid5(NAMESPACE_URL, name)))
    made.add("dtstamp", _utc(data.updated or data.reviewed or _BEGINNING))
    if data.updated:
        made.add("last-modified", _utc(data.updated))
    cancelled = data.status == EventStatus.CANCELLED
    made.add("sequence", (data.updated - _BEGINNING).days * 2 + cancelled if data.updated else int(cancelled))
    made.add("status", _STATUS[data.status])
    made.add("url", publisher.absolute(address(event)))
    made.add("description", visible(_description(event, publisher)))
    if data.themes:
        made.add("categories", [visible(catalogue.vocabulary.themes[key].title) for key in data.themes])
    return made


def _utc(day: date) -> datetime:
    return at(day).astimezone(UTC)


def _description(event: Event, publisher: Publisher) -> str:
    """The event in plain text."""
    data = event.data
    deadline = moment(data.registration_deadline) if data.registration_deadline else ""
    told: dict[str, Any] = {
        "Milloin": when(event),
        "Kenelle": listed([item.label for item in data.audience]),
        "Järjestäjä": listed(data.organisers),
        "Ilmoittaudu viimeistään": deadline,
        "Ilmoittautuminen": data.registration_url,
        "Lisätietoja": publisher.absolute(address(event)),
    }
    facts = "\n".join(f"{name}: {value}" for name, value in told.items() if value)
    return f"{data.summary}\n\n{facts}"
