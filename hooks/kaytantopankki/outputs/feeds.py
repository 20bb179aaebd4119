"""Atom feeds (RFC 4287) and iCalendar files (RFC 5545 and 7986)."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urljoin
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import escape as _xml

import icalendar
import nh3
from icalendar import STATUS, TRANSP

from kaytantopankki import formatting, links
from kaytantopankki.content import field_types, front_matter, models, municipalities
from kaytantopankki.content.catalogue import Catalogue, EventEntry
from kaytantopankki.data_files import data_template, data_text
from kaytantopankki.page import Page
from kaytantopankki.pages import body, news_and_events, practice_pages, subscriptions
from kaytantopankki.pages.templates import environment
from kaytantopankki.settings import Site

_CALENDAR_END = b"END:VCALENDAR\r\n"
# Ids are what links of the site's own page lead to.
_ATTRIBUTES = {tag: names - {"id"} for tag, names in body.ATTRIBUTES.items()}
_DAY = timedelta(days=1)
# What DTSTAMP and SEQUENCE count from when nothing tells when an event was written or changed.
_BEGINNING = date(2000, 1, 1)
_STATUS = {"planned": STATUS.TENTATIVE, "confirmed": STATUS.CONFIRMED, "cancelled": STATUS.CANCELLED}


def _entry_id(site: Site, entry: models.Entry[Any]) -> str:
    """The lasting id of an entry: made of its oldest address, so that it stays when the entry is renamed."""
    folder = f"{models.KINDS[entry.kind].address}/"
    old = (alias for alias in entry.data.aliases_url if alias.startswith(folder))
    return _tag(site, next(old, links.entry_url(entry)).rstrip("/"))


def _tag(site: Site, path: str) -> str:
    """A tag URI (RFC 4151). It stays when the site moves, because it is made of what the network has chosen for good."""
    return f"tag:{site.identity}:{path}"


def visible(text: str) -> str:
    """The text without what nobody sees and what neither XML nor a calendar can hold."""
    return front_matter.CONTROL.sub("", text).replace("\r", " ")


def absolute_links(html: str, url: str) -> str:
    """Cleaned HTML for use elsewhere: links are whole, and nothing is left that only the site's own page needs."""

    def whole(_: str, name: str, value: str) -> str | None:
        try:
            return value if name != "href" else url + value if value.startswith("#") else value and urljoin(url, value)
        except ValueError:
            return None

    return nh3.clean(html, tags=body.TAGS, attributes=_ATTRIBUTES, attribute_filter=whole, link_rel=None)


def feed_files(
    feeds: Iterable[subscriptions.Feed], site: Site, entries: Mapping[str, str]
) -> Iterator[tuple[str, bytes]]:
    """(file, XML) of every feed; `entries` has the XML of each entry by the address of its page."""
    for feed in feeds:
        content = "".join(entries[links.entry_url(entry)] for entry in feed.entries)
        updated = max(map(subscriptions.updated, feed.entries))
        yield feed.uri, str(_atom().feed(feed, updated, content, site)).encode()


def entry_xml(catalogue: Catalogue, entry: models.Entry[Any], page: Page, text: str, site: Site, theme: Path) -> str:
    """One entry as it stands in every feed: its `page`, whose cleaned text is `text`, as the theme's template draws it."""
    url: str = site.at(page.url)
    macros: Any = environment(theme).get_template("partials/kp/syote.html").module
    draw = macros.practice if entry.kind == "practice" else macros.news
    html = visible(str(draw(dict(page.view), absolute_links(text, url), site.url, url)))
    return str(_atom().entry(catalogue, entry, site, formatting.unbroken(html.strip())))


@cache
def _atom() -> Any:
    """The macros that write a feed and an entry."""
    filters = {"text": lambda text: _xml(visible(text)), "value": lambda text: _xml(visible(text), {'"': "&quot;"})}
    names: dict[str, Any] = {"links": links, "practice_pages": practice_pages, "municipalities": municipalities}
    names |= {"subscriptions": subscriptions, "tag": _tag, "entry_id": _entry_id}
    return data_template("outputs/data/atom.xml", **filters).make_module(names)


def calendar_files(
    catalogue: Catalogue, calendars: Iterable[subscriptions.Calendar], site: Site
) -> Iterator[tuple[str, bytes]]:
    """(file, content) of every calendar."""
    components = {
        event.slug: b"".join(part.to_ical() for part in _components(catalogue, event, site))
        for event in catalogue.events.values()
    }
    timezone = icalendar.Timezone.from_ical(data_text("outputs/data/helsinki.ics"))
    for calendar in calendars:
        ical = icalendar.Calendar()
        ical.add("version", "2.0")
        ical.add("prodid", visible(f"-//{site.name}//{site.identity}//FI"))
        ical.add("method", "PUBLISH")
        if calendar.kind != "event":
            name = visible(f"{site.name}: {calendar.title}")
            ical.add("name", name)
            ical.add("x-wr-calname", name)
            ical.add("x-wr-timezone", "Europe/Helsinki")
            ical.add("refresh-interval", _DAY, parameters={"VALUE": "DURATION"})
            ical.add("x-published-ttl", "P1D")
            ical.add("source", site.at(calendar.uri), parameters={"VALUE": "URI"})
        ical.add("url", site.at(calendar.page))
        ical.add_component(timezone)
        head = bytes(ical.to_ical()).removesuffix(_CALENDAR_END)
        events = b"".join(components[event.slug] for event in calendar.entries)
        yield calendar.uri, head + events + _CALENDAR_END


def _components(catalogue: Catalogue, event: EventEntry, site: Site) -> Iterator[icalendar.Event]:
    """The event, when its day is known, and its registration deadline."""
    data, deadline, name = event.data, event.data.registration_deadline, _entry_id(site, event)
    if data.start.day:
        start, end = _span(data.start, data.end)
        place = visible(news_and_events.place(event)) or None
        title = visible(data.title)
        yield _component(catalogue, event, site, name, summary=title, start=start, end=end, location=place)
    if deadline and deadline.day:
        title = visible(f"Ilmoittaudu viimeistään: {data.title}")
        start = subscriptions.instant(deadline) or deadline.first_day
        name += "#ilmoittautuminen"
        yield _component(catalogue, event, site, name, summary=title, start=start, transparency=TRANSP.TRANSPARENT)


def _span(start: field_types.Moment, end: field_types.Moment | None) -> tuple[date, date | None]:
    """When an event begins and ends, as days or as moments: the end of days is the day after the last.

    An event that begins at a time and ends on another day without one goes on to the end of that day; one that begins
    on a day without a time is of whole days. An event of an unknown length has only its beginning.
    """
    begins, last = subscriptions.instant(start), end.last_day if end else start.first_day
    if not begins:
        return start.first_day, last + _DAY
    if not end:
        return begins, None
    return begins, subscriptions.instant(end) or datetime.combine(last + _DAY, datetime.min.time(), begins.tzinfo)


def _component(catalogue: Catalogue, event: EventEntry, site: Site, name: str, **own: Any) -> icalendar.Event:
    """What an event and its deadline have in common; each has a `name` and properties of its own."""
    data = event.data
    stamp = subscriptions.midnight_or_time(data.updated or data.reviewed or _BEGINNING).astimezone(UTC)
    days = ((data.updated or _BEGINNING) - _BEGINNING).days
    return icalendar.Event.new(
        uid=uuid5(NAMESPACE_URL, name),
        stamp=stamp,
        last_modified=stamp if data.updated else None,
        sequence=days * 2 + (data.status == field_types.EventStatus.CANCELLED),
        status=_STATUS[data.status],
        url=site.at(links.entry_url(event)),
        description=visible(_description(event, site)),
        categories=[visible(catalogue.vocabulary.themes[key].title) for key in data.themes],
        **own,
    )


def _description(event: EventEntry, site: Site) -> str:
    """The event in plain text."""
    data = event.data
    facts = {
        "Milloin": news_and_events.when(event),
        "Kenelle": formatting.listed([audience.label for audience in data.audience]),
        "Järjestäjä": formatting.listed(data.organisers),
        **news_and_events.facts(event),
        "Yhteys": data.contact.name if data.contact else "",
        "Ilmoittaudu viimeistään": formatting.moment(data.registration_deadline) if data.registration_deadline else "",
        "Ilmoittautuminen": data.registration_url,
        "Lisätietoja": site.at(links.entry_url(event)),
    }
    lines = "\n".join(f"{name}: {value}" for name, value in facts.items() if value)
    agenda = "\n".join(" ".join(filter(None, (item.time, item.what))) for item in data.agenda)
    return "\n\n".join(filter(None, (data.summary, lines, agenda and f"Ohjelma:\n{agenda}")))
