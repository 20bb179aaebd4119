"""Events: when and where, who holds them, and whether they take place."""

from typing import Any

from catalogue.catalogue import Event
from catalogue.labels import EventStatus
from catalogue.reference import slugify
from pages import links
from pages.settings import Site
from pages.structured.nodes import Node, at, node, organisation

_SCHEMA = "https://schema.org/"
# An event that is only planned has not been scheduled.
_STATUS = {EventStatus.CONFIRMED: "EventScheduled", EventStatus.CANCELLED: "EventCancelled"}


def event(site: Site, entry: Event) -> Node:
    """An event; what is not known of it, such as its place, is left out."""
    data, url = entry.data, site.at(links.address(entry))
    status = _STATUS.get(data.status)
    return {
        "@id": url,
        **node(
            "Event",
            url=url,
            mainEntityOfPage=url,
            name=data.title,
            description=data.summary,
            inLanguage="fi",
            startDate=at(data.start),
            endDate=at(data.end),
            eventStatus=_SCHEMA + status if status else None,
            eventAttendanceMode=_attendance(entry),
            location=_location(entry, url),
            organizer=[organisation(name) for name in data.organisers],
            audience=[node("Audience", audienceType=item.label) for item in data.audience],
            superEvent=_series(site, entry),
        ),
    }


def _attendance(entry: Event) -> str | None:
    place, online = entry.data.place, entry.data.online
    mode = "Mixed" if place and online else "Online" if online else "Offline" if place else ""
    return f"{_SCHEMA}{mode}EventAttendanceMode" if mode else None


def _location(entry: Event, url: str) -> Any:
    place, online = entry.data.place, entry.data.online
    where = node("Place", name=place, address=place) if place else None
    net = node("VirtualLocation", url=entry.data.registration_url or url) if online else None
    return [where, net] if where and net else where or net


def _series(site: Site, entry: Event) -> Node | None:
    name = entry.data.series
    return node("EventSeries", name=name, url=site.at(f"tapahtumat/sarjat/{slugify(name)}/")) if name else None
