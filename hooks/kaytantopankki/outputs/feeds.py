"""Atom feeds (RFC 4287) and iCalendar files (RFC 5545 and 7986)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from html import escape, unescape
from pathlib import Path
from typing import Any
from urllib.parse import urljoin
from uuid import NAMESPACE_URL, uuid5

import icalendar
from feedgen.entry import FeedEntry
from feedgen.feed import FeedGenerator
from lxml import etree

from kaytantopankki import links
from kaytantopankki.content import models
from kaytantopankki.content.catalogue import Catalogue, EventEntry, NewsEntry, PracticeEntry
from kaytantopankki.content.field_types import EventStatus, Moment
from kaytantopankki.content.front_matter import CONTROL
from kaytantopankki.content.models import KINDS, Entry
from kaytantopankki.content.municipalities import slugify
from kaytantopankki.formatting import listed, moment
from kaytantopankki.links import entry_url
from kaytantopankki.page import Page
from kaytantopankki.pages.body import TABLE
from kaytantopankki.pages.citation import authors
from kaytantopankki.pages.news_and_events import place, when
from kaytantopankki.pages.subscriptions import Calendar, Feed, instant, midnight_or_time, page_file, published, updated
from kaytantopankki.pages.templates import environment

LICENCE, LICENCE_URL = "CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"


@dataclass(frozen=True)
class FeedPublisher:
    """The site: its name, its address with a slash at its end, and the first part of every tag URI (RFC 4151).

    A reader knows an entry by its id. The address of the site may change, so ids are made of `identity` instead,
    which is a host name that was the publisher's in some year, and is never changed: "example.fi,2026".
    """

    name: str
    url: str
    identity: str

    def absolute(self, path: str) -> str:
        return self.url + path

    def tag(self, path: str) -> str:
        """The lasting id of what is at an address relative to the site's root."""
        return f"tag:{self.identity}:{path}"

    def tag_of(self, entry: Entry[Any]) -> str:
        """The lasting id of an entry: made of its oldest address, so that it stays when the entry is renamed."""
        folder = f"{KINDS[entry.kind].address}/"
        old = (alias for alias in entry.data.aliases_url if alias.startswith(folder))
        return self.tag(next(old, entry_url(entry)).rstrip("/"))


def visible(text: str) -> str:
    """The text without what nobody sees and what neither XML nor a calendar can hold."""
    return CONTROL.sub("", text).replace("\r", " ")


_LINK = re.compile(r'<a((?: [a-z-]+="[^"]*")+)>')
_ID = re.compile(r'<h([234]) id="[^"]*">')
_ATTRIBUTE = re.compile(r' ([a-z-]+)="([^"]*)"')


def feed_article(page: Page, body: str, publisher: FeedPublisher, templates: Path) -> str:
    """The HTML of an entry's page, whose cleaned text is `body`, as the theme's template draws it."""
    address, macros = publisher.absolute(page.url), _macros(templates)
    draw = macros.practice if page.template == "kaytanto.html" else macros.news
    return visible(str(draw(dict(page.view), absolute_links(body, address), publisher.url, address))).strip()


@cache
def _macros(templates: Path) -> Any:
    return environment(templates).get_template("partials/kp/syote.html").module


def absolute_links(html: str, address: str) -> str:
    """Cleaned HTML for use elsewhere: links are whole, and nothing is left that only the site's own page needs."""

    def link(found: re.Match[str]) -> str:
        told = dict(_ATTRIBUTE.findall(found[1]))
        kept = {"href": _joined(address, told.get("href", "")), "title": told.get("title")}
        return "<a{}>".format("".join(f' {name}="{value}"' for name, value in kept.items() if value))

    plain = _ID.sub(r"<h\1>", html.replace(TABLE[0], "<table>").replace(TABLE[1], "</table>"))
    return _LINK.sub(link, plain)


def _joined(address: str, href: str) -> str:
    """A link from a page as a whole address, as it stands in an attribute; empty when it is no address at all."""
    if href.startswith("#"):
        return f"{address}{href}"
    try:
        return escape(urljoin(address, unescape(href))) if href else ""
    except ValueError:
        return ""


_RIGHTS = f"{LICENCE}, {LICENCE_URL}"
_HTML, _ATOM = "text/html", "application/atom+xml"
_atom_END = b"</feed>"


def feed_files(
    feeds: tuple[Feed, ...], publisher: FeedPublisher, entries: Mapping[str, bytes]
) -> Iterator[tuple[str, bytes]]:
    """(file, XML) of every feed; `entries` has the XML of each entry by the file of its page."""
    for feed in feeds:
        head = _head(feed, publisher).removesuffix(_atom_END)
        yield feed.uri, b"".join((head, *(entries[page_file(entry)] for entry in feed.entries), _atom_END, b"\n"))


def _head(feed: Feed, publisher: FeedPublisher) -> bytes:
    """A feed without its entries."""
    made = FeedGenerator()
    made.id(publisher.tag(feed.uri))
    made.title(visible(f"{publisher.name}: {feed.title}"))
    made.subtitle(visible(feed.subtitle))
    made.language("fi")
    made.updated(midnight_or_time(max(map(updated, feed.entries))))
    made.author(name=visible(publisher.name), uri=publisher.url)
    made.generator(visible(publisher.name), uri=publisher.url)
    made.rights(_RIGHTS)
    made.link(href=publisher.absolute(feed.uri), rel="self", type=_ATOM)
    made.link(href=publisher.absolute(feed.page), rel="alternate", type=_HTML)
    made.link(href=LICENCE_URL, rel="license")
    return bytes(made.atom_str(pretty=False))


def entry_xml(catalogue: Catalogue, entry: PracticeEntry | NewsEntry, publisher: FeedPublisher, html: str) -> bytes:
    """One entry, whose content is `html`, as it stands in every feed."""
    data = entry.data
    made = FeedEntry()
    made.id(publisher.tag_of(entry))
    made.title(visible(data.title))
    made.published(midnight_or_time(published(entry)))
    made.updated(midnight_or_time(updated(entry)))
    made.link(href=publisher.absolute(links.entry_url(entry)), rel="alternate", type=_HTML)
    own = authors(data) if isinstance(data, models.Practice) else ()
    for name in own or (publisher.name,):
        made.author(name=visible(name))
    made.summary(visible(data.summary))
    made.content(html, type="html")
    made.category(list(_categories(catalogue, entry, publisher)))
    made.rights(_RIGHTS)
    return bytes(etree.tostring(made.atom_entry(), encoding="UTF-8", xml_declaration=False))


def _categories(
    catalogue: Catalogue, entry: PracticeEntry | NewsEntry, publisher: FeedPublisher
) -> Iterator[dict[str, Any]]:
    """Themes, tags, municipalities and networks, each by its address and by its name."""
    data = entry.data
    themes = [(key, catalogue.vocabulary.themes[key].title) for key in data.themes]
    networks = [(slug, catalogue.networks[slug].data.title) for slug in data.networks]
    for scheme, words in (
        ("teemat", themes),
        ("avainsanat", [(slugify(tag), tag) for tag in data.tags]),
        ("kunnat", [(catalogue.places[name].slug, name) for name in data.municipalities]),
        ("verkostot", networks),
    ):
        for term, label in words:
            yield {"term": term, "scheme": publisher.tag(scheme), "label": visible(label)}


# The rule since 1996: summer time from the last Sunday of March at 3 to the last Sunday of October at 4.
_CHANGES: tuple[tuple[type[icalendar.Component], str, datetime, int, int, int], ...] = (
    (icalendar.TimezoneDaylight, "EEST", datetime(1997, 3, 30, 3), 3, 2, 3),
    (icalendar.TimezoneStandard, "EET", datetime(1996, 10, 27, 4), 10, 3, 2),
)


def helsinki() -> icalendar.Timezone:
    """The time zone of every time in the calendars."""
    made = icalendar.Timezone()
    made.add("tzid", "Europe/Helsinki")
    for kind, name, first, month, before, after in _CHANGES:
        part = kind()
        part.add("dtstart", first)
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1su"})
        part.add("tzname", name)
        part.add("tzoffsetfrom", timedelta(hours=before))
        part.add("tzoffsetto", timedelta(hours=after))
        made.add_component(part)
    return made


_STATUS = {
    EventStatus.PLANNED: "TENTATIVE",
    EventStatus.CONFIRMED: "CONFIRMED",
    EventStatus.CANCELLED: "CANCELLED",
}
_ics_END = b"END:VCALENDAR\r\n"
_DAY = timedelta(days=1)
# What DTSTAMP and SEQUENCE count from when nothing tells when an event was written or changed.
_BEGINNING = date(2000, 1, 1)


def calendar_files(
    catalogue: Catalogue, calendars: tuple[Calendar, ...], publisher: FeedPublisher
) -> Iterator[tuple[str, bytes]]:
    """(file, content) of every calendar."""
    written: dict[str, bytes] = {}
    for calendar in calendars:
        for event in calendar.events:
            if event.slug not in written:
                written[event.slug] = b"".join(part.to_ical() for part in event_components(catalogue, event, publisher))
        events = b"".join(written[event.slug] for event in calendar.events)
        yield calendar.uri, calendar_head(calendar, publisher).removesuffix(_ics_END) + events + _ics_END


def calendar_head(calendar: Calendar, publisher: FeedPublisher) -> bytes:
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


def event_components(catalogue: Catalogue, event: EventEntry, publisher: FeedPublisher) -> Iterator[icalendar.Event]:
    """The event, when its day is known, and its registration deadline."""
    data = event.data
    if data.start.day:
        made = _component(catalogue, event, publisher, publisher.tag_of(event))
        made.add("summary", visible(data.title))
        for name, value in zip(("dtstart", "dtend"), event_span(data.start, data.end), strict=True):
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


def event_span(start: Moment, end: Moment | None) -> tuple[date, date | None]:
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


def _component(catalogue: Catalogue, event: EventEntry, publisher: FeedPublisher, name: str) -> icalendar.Event:
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
    made.add("url", publisher.absolute(entry_url(event)))
    made.add("description", visible(_description(event, publisher)))
    if data.themes:
        made.add("categories", [visible(catalogue.vocabulary.themes[key].title) for key in data.themes])
    return made


def _utc(day: date) -> datetime:
    return midnight_or_time(day).astimezone(UTC)


def _description(event: EventEntry, publisher: FeedPublisher) -> str:
    """The event in plain text."""
    data = event.data
    deadline = moment(data.registration_deadline) if data.registration_deadline else ""
    told: dict[str, Any] = {
        "Milloin": when(event),
        "Kenelle": listed([item.label for item in data.audience]),
        "Järjestäjä": listed(data.organisers),
        "Ilmoittaudu viimeistään": deadline,
        "Ilmoittautuminen": data.registration_url,
        "Lisätietoja": publisher.absolute(entry_url(event)),
    }
    facts = "\n".join(f"{name}: {value}" for name, value in told.items() if value)
    return f"{data.summary}\n\n{facts}"
