"""Which feeds and calendars there are, what stands in each, and the page that tells of them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from kaytantopankki.content import models
from kaytantopankki.content.catalogue import Catalogue, EventEntry, NewsEntry, PracticeEntry
from kaytantopankki.content.field_types import Moment
from kaytantopankki.content.models import KINDS
from kaytantopankki.page import Context, Link, Page

HELSINKI = ZoneInfo("Europe/Helsinki")
# At what hour a day without a time of day stands in a feed. Early, so that what is published today is not of the
# future; yet not at midnight, when it would be of the day before in the west of Finland's time zone.
HOUR = 6


def midnight_or_time(day: date) -> datetime:
    """When something happened of which only the day is known."""
    return datetime(day.year, day.month, day.day, HOUR, tzinfo=HELSINKI)


def instant(moment: Moment) -> datetime | None:
    """A moment with a time of day; None when only the day is known."""
    if moment.hour < 0:
        return None
    return datetime(moment.year, moment.month, moment.day, moment.hour, moment.minute, tzinfo=HELSINKI)


def published(entry: PracticeEntry | NewsEntry) -> date:
    """The first day of the month or year, where a piece of news is not known more exactly."""
    data = entry.data
    return data.date.first_day if isinstance(data, models.News) else data.published


def updated(entry: PracticeEntry | NewsEntry) -> date:
    """The day when an entry was published, last changed or last found right, whichever is the latest."""
    return max(filter(None, (published(entry), entry.data.updated, entry.data.reviewed)))


Entries = tuple[PracticeEntry | NewsEntry, ...]
# The most entries in a feed. They bound what ten thousand entries weigh, and what a reader fetches again and again.
ALL, SOME, FEW = 150, 50, 10


@dataclass(frozen=True)
class Feed:
    """A feed: its file and the page it belongs to, both relative to the site's root, and its entries, newest first.

    `kind` is "all", "theme", "network" or "municipality"; `label` is the name of the latter three."""

    kind: str
    page: str
    label: str
    title: str
    subtitle: str
    entries: Entries

    @property
    def uri(self) -> str:
        return f"{self.page}atom.xml"


def feeds(catalogue: Catalogue) -> Iterator[Feed]:
    """Every feed that has something in it."""
    return (feed for feed in _feeds(catalogue) if feed.entries)


def _feeds(catalogue: Catalogue) -> Iterator[Feed]:
    news, practices = newest_first(catalogue.latest_news, ALL), newest_first(catalogue.newest, ALL)
    yield Feed("all", "uutiset/", "Uutiset", "Uutiset", "Uutisia kuntien verkostoista ja kestävyystyöstä.", news)
    yield Feed("all", "kaytannot/", "Käytännöt", "Käytännöt", "Uudet ja muuttuneet käytännöt.", practices)
    for key, theme in catalogue.vocabulary.themes.items():
        found: Entries = (*catalogue.practices_by_theme.get(key, ()), *catalogue.news_by_theme.get(key, ()))
        about = f"Käytännöt ja uutiset teemasta {theme.title}."
        yield Feed("theme", f"teemat/{key}/", theme.title, f"Teema: {theme.title}", about, newest_first(found, SOME))
    for network in catalogue.networks_by_title:
        title = network.data.title
        found = (*catalogue.practices_by_members.get(network.slug, ()), *catalogue.news_about.get(network.key, ()))
        about = f"Jäsenkuntien käytännöt ja verkoston uutiset: {title}."
        yield Feed("network", f"verkostot/{network.slug}/", title, title, about, newest_first(found, SOME))
    for place in catalogue.places.values():
        about = f"{place.genitive} omat ja muualta otetut käytännöt ja kuntaa koskevat uutiset."
        entries = newest_first(_of_place(catalogue, place.name), FEW)
        yield Feed("municipality", f"kunnat/{place.slug}/", place.name, place.name, about, entries)


def _of_place(catalogue: Catalogue, name: str) -> Iterator[PracticeEntry | NewsEntry]:
    yield from catalogue.practices_by_municipality.get(name, ())
    yield from (use.practice for use in catalogue.adoptions_by_municipality.get(name, ()) if use.kind == "taken")
    yield from catalogue.news_by_municipality.get(name, ())


def page_file(entry: PracticeEntry | NewsEntry) -> str:
    """The Markdown file of an entry's page."""
    return f"{KINDS[entry.kind].address}/{entry.slug}.md"


def newest_first(entries: Iterable[PracticeEntry | NewsEntry], most: int) -> Entries:
    """Each entry once, the last changed first; of those changed on one day the last published, then as given."""
    once = {entry.key: entry for entry in entries}
    return tuple(sorted(once.values(), key=lambda entry: (updated(entry), published(entry)), reverse=True)[:most])


@dataclass(frozen=True)
class Calendar:
    """A calendar: its file and the page it belongs to, both relative to the site's root, and its events in order.

    `kind` is "all", "network" or "event"."""

    kind: str
    page: str
    label: str
    title: str
    events: tuple[EventEntry, ...]

    @property
    def uri(self) -> str:
        return f"{self.page}kalenteri.ics"


def calendars(catalogue: Catalogue) -> Iterator[Calendar]:
    """One of all events, one for each network that has any, and one for each event that has a day.

    An event of which only the month or year is known has no place in a calendar before its day is told.
    """
    dated = {entry.key: entry for entry in _in_order(catalogue) if has_day(entry)}
    yield Calendar("all", "tapahtumat/", "Kaikki tapahtumat", "Tapahtumat", tuple(dated.values()))
    for network in catalogue.networks_by_title:
        about = {entry.key for entry in catalogue.events_about.get(network.key, ())}
        title = network.data.title
        if found := tuple(entry for key, entry in dated.items() if key in about):
            yield Calendar("network", f"verkostot/{network.slug}/", title, f"Tapahtumat: {title}", found)
    for entry in dated.values():
        yield Calendar("event", f"tapahtumat/{entry.slug}/", entry.data.title, entry.data.title, (entry,))


def has_day(event: EventEntry) -> bool:
    """Whether the day of the event, or of its registration deadline, is known."""
    deadline = event.data.registration_deadline
    return bool(event.data.start.day or (deadline and deadline.day))


def _in_order(catalogue: Catalogue) -> list[EventEntry]:
    return sorted(catalogue.events.values(), key=lambda entry: (entry.data.start, entry.slug))


FeedLink = dict[str, str]
ATOM, ICS = "application/atom+xml", "text/calendar"


class Subscriptions:
    """What a catalogue offers to subscribe to."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.feeds = tuple(feeds(catalogue))
        self.calendars = tuple(calendars(catalogue))

    @cached_property
    def in_feeds(self) -> dict[str, PracticeEntry | NewsEntry]:
        """The entries that stand in some feed, by the file of their page."""
        return {page_file(entry): entry for feed in self.feeds for entry in feed.entries}

    def of(self, url: str, section: str) -> list[FeedLink]:
        """What belongs to the page at an address in a section: its own, else those of its list; the front page has those of the whole site."""
        if not url:
            return [link for first in ("uutiset/", "kaytannot/", "tapahtumat/") for link in self._links.get(first, [])]
        address = url.partition("/sivu/")[0].rstrip("/") + "/"
        return self._links.get(address) or self._links.get(section, [])

    @cached_property
    def _links(self) -> dict[str, list[FeedLink]]:
        found: dict[str, list[FeedLink]] = defaultdict(list)
        everything: tuple[Feed | Calendar, ...] = (*self.feeds, *self.calendars)
        for offered in everything:
            found[offered.page].append(feed_link(offered))
        return found


def feed_link(offered: Feed | Calendar) -> FeedLink:
    """A feed or calendar for a template."""
    return {
        "title": offered.title,
        "label": offered.label,
        "file": offered.uri,
        "type": ATOM if isinstance(offered, Feed) else ICS,
        "kind": offered.kind,
    }


_FEEDS = (
    ("all", "Koko sivusto", f"Enintään {ALL} uusinta."),
    ("theme", "Teemat", f"Teeman käytännöt ja uutiset, enintään {SOME} uusinta."),
    ("network", "Verkostot", f"Jäsenkuntien käytännöt ja verkoston uutiset, enintään {SOME} uusinta."),
    ("municipality", "Kunnat", f"Omat ja muualta otetut käytännöt ja uutiset, enintään {FEW} uusinta."),
)


def subscribe_page(catalogue: Catalogue) -> Page:
    """Every feed and calendar; what they are is told in the hand-written text of the page."""
    offered = Subscriptions(catalogue)
    groups: list[Context] = [
        {"id": f"syotteet-{kind}", "title": title, "about": about, "items": items}
        for kind, title, about in _FEEDS
        if (items := [feed_link(feed) for feed in offered.feeds if feed.kind == kind])
    ]
    return Page(
        uri="tilaa.md",
        title="Tilaa syötteet ja kalenterit",
        template="tilaa.html",
        crumbs=(Link("Tietoa", "tietoa/"),),
        description="Tilaa uutiset, käytännöt ja tapahtumat omaan lukuohjelmaasi, Teamsiin tai kalenteriin.",
        view={
            "feeds": groups,
            "calendars": [feed_link(calendar) for calendar in offered.calendars if calendar.kind != "event"],
        },
    )
