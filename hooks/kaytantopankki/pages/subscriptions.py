"""What others take from the site: lists of practices in frames, feeds and calendars; the pages that tell how, and which
entries stand in each."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from html import escape
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from kaytantopankki import formatting, links
from kaytantopankki.content import field_types, models
from kaytantopankki.content.catalogue import Catalogue, EventEntry, PracticeEntry, grouped
from kaytantopankki.page import Context, Page, titled_page
from kaytantopankki.pages.templates import environment
from kaytantopankki.search.analyser import WordReader
from kaytantopankki.settings import Settings, Site

_Entries = tuple[models.Entry[Any], ...]

ATOM, ICS = "application/atom+xml", "text/calendar"
# The most entries in a feed. They bound what ten thousand entries weigh, and what a reader fetches again and again.
ALL, SOME, FEW = 150, 50, 10
HELSINKI = ZoneInfo("Europe/Helsinki")
# At what hour a day without a time of day stands in a feed. Early, so that what is published today is not of the
# future; yet not at midnight, when it would be of the day before in the west of Finland's time zone.
HOUR = 6
_EMBEDDED, _FRAME_HEIGHT, _NETWORKS = 6, 560, "Verkostot"


@dataclass(frozen=True)
class Feed:
    """A feed: the page it belongs to, relative to the site's root, and its entries, newest first.

    `kind` is "all", "theme", "network" or "municipality"; `label` is the name of the latter three."""

    kind: str
    page: str
    label: str
    title: str
    entries: _Entries
    subtitle: str = ""
    file: ClassVar[str] = "atom.xml"
    media_type: ClassVar[str] = ATOM

    @property
    def uri(self) -> str:
        """The address, relative to the site's root."""
        return self.page + self.file

    @property
    def link(self) -> Context:
        """What templates are told."""
        return {**formatting.fields_of(self, "title", "label", "kind"), "file": self.uri, "type": self.media_type}


class Calendar(Feed):
    """A calendar: its entries are events in order, and its `kind` is "all", "network" or "event"."""

    file, media_type = "kalenteri.ics", ICS


class Subscriptions:
    """What a catalogue offers to subscribe to: every feed that has something in it, and every calendar."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.feeds = tuple(feed for feed in _feeds(catalogue) if feed.entries)
        self.calendars = tuple(_calendars(catalogue))

    @cached_property
    def in_feeds(self) -> dict[str, models.Entry[Any]]:
        """The entries that stand in some feed, by the address of their page."""
        return {links.entry_url(entry): entry for feed in self.feeds for entry in feed.entries}

    def of(self, url: str, section: str) -> list[Context]:
        """What belongs to the page at an address in a section: its own, else those of its list; the front page has those
        of the whole site."""
        address = url.partition("/sivu/")[0].rstrip("/") + "/"
        own = address if address in self._by_page else section
        pages = (own,) if url else ("uutiset/", "kaytannot/", "tapahtumat/")
        return [each.link for page in pages for each in self._by_page.get(page, ())]

    @cached_property
    def _by_page(self) -> Mapping[str, tuple[Feed, ...]]:
        return grouped((*self.feeds, *self.calendars), lambda each: (each.page,))


def subscribe_page(catalogue: Catalogue) -> Page:
    """Every feed and calendar; what they are is told in the hand-written text of the page."""
    offered = Subscriptions(catalogue)
    calendars = [calendar.link for calendar in offered.calendars if calendar.kind != "event"]
    most = {"all": ALL, "some": SOME, "few": FEW}
    return titled_page("tilaa.md", {"feeds": [feed.link for feed in offered.feeds], "calendars": calendars, **most})


def _feeds(catalogue: Catalogue) -> Iterator[Feed]:
    news, practices = _newest_first(catalogue.latest_news, ALL), _newest_first(catalogue.newest, ALL)
    yield Feed("all", "uutiset/", "Uutiset", "Uutiset", news, "Uutisia kuntien verkostoista ja kestävyystyöstä.")
    yield Feed("all", "kaytannot/", "Käytännöt", "Käytännöt", practices, "Uudet ja muuttuneet käytännöt.")
    for key, theme in catalogue.vocabulary.themes.items():
        entries: _Entries = (*catalogue.practices_by_theme.get(key, ()), *catalogue.news_by_theme.get(key, ()))
        about = f"Käytännöt ja uutiset teemasta {theme.title}."
        yield Feed("theme", f"teemat/{key}/", theme.title, f"Teema: {theme.title}", _newest_first(entries, SOME), about)
    for network in catalogue.networks_by_title:
        title = network.data.title
        entries = (*catalogue.practices_by_members.get(network.slug, ()), *catalogue.news_about.get(network.key, ()))
        about = f"Jäsenkuntien käytännöt ja verkoston uutiset: {title}."
        yield Feed("network", f"verkostot/{network.slug}/", title, title, _newest_first(entries, SOME), about)
    for place in catalogue.places.values():
        uses = catalogue.adoptions_by_municipality.get(place.name, ())
        entries = (
            *catalogue.practices_by_municipality.get(place.name, ()),
            *(use.practice for use in uses if use.kind == "taken"),
            *catalogue.news_by_municipality.get(place.name, ()),
        )
        about = f"{place.genitive} omat ja muualta otetut käytännöt ja kuntaa koskevat uutiset."
        yield Feed("municipality", f"kunnat/{place.slug}/", place.name, place.name, _newest_first(entries, FEW), about)


def _calendars(catalogue: Catalogue) -> Iterator[Calendar]:
    """One of all events, one for each network that has any, and one for each event that has a day.

    An event of which only the month or year is known has no place in a calendar before its day is told.
    """
    in_order = sorted(catalogue.events.values(), key=lambda entry: (entry.data.start, entry.slug))
    dated = {entry.key: entry for entry in in_order if _has_day(entry)}
    yield Calendar("all", "tapahtumat/", "Kaikki tapahtumat", "Tapahtumat", tuple(dated.values()))
    for network in catalogue.networks_by_title:
        about = {entry.key for entry in catalogue.events_about.get(network.key, ())}
        title = network.data.title
        if events := tuple(entry for key, entry in dated.items() if key in about):
            yield Calendar("network", f"verkostot/{network.slug}/", title, f"Tapahtumat: {title}", events)
    for entry in dated.values():
        yield Calendar("event", f"tapahtumat/{entry.slug}/", entry.data.title, entry.data.title, (entry,))


def _has_day(event: EventEntry) -> bool:
    """Whether the day of the event, or of its registration deadline, is known."""
    deadline = event.data.registration_deadline
    return bool(event.data.start.day or (deadline and deadline.day))


def _newest_first(entries: Iterable[models.Entry[Any]], most: int) -> _Entries:
    """Each entry once, the last changed first; of those changed on one day the last published, then as given."""
    once = {entry.key: entry for entry in entries}
    return tuple(sorted(once.values(), key=lambda entry: (updated(entry), published(entry)), reverse=True)[:most])


def published(entry: models.Entry[Any]) -> date:
    """The first day of the month or year, where a piece of news is not known more exactly."""
    day: date = entry.data.date.first_day if isinstance(entry.data, models.News) else entry.data.published
    return day


def updated(entry: models.Entry[Any]) -> date:
    """The day when an entry was published, last changed or last found right, whichever is the latest."""
    days: Iterable[date] = filter(None, (published(entry), entry.data.updated, entry.data.reviewed))
    return max(days)


def midnight_or_time(day: date) -> datetime:
    """When something happened of which only the day is known."""
    return datetime(day.year, day.month, day.day, HOUR, tzinfo=HELSINKI)


def instant(moment: field_types.Moment) -> datetime | None:
    """A moment with a time of day; None when only the day is known."""
    if moment.hour < 0:
        return None
    return datetime(moment.year, moment.month, moment.day, moment.hour, moment.minute, tzinfo=HELSINKI)


@dataclass(frozen=True)
class _Embed:
    """A list for a frame on another site: the newest practices of one municipality or network. `group` is the heading
    under which it is offered; `key` is its address under the folder of all of them, and what opens the page that tells
    how to show it; `url` is the whole profile."""

    group: str
    key: str
    name: str
    title: str
    url: str
    practices: tuple[PracticeEntry, ...]

    @property
    def address(self) -> str:
        return f"upota/{self.key}/"


def embed_page(catalogue: Catalogue, settings: Settings) -> Page:
    """How to show a list elsewhere, and all the lists; a script makes the code for the one that is chosen."""
    site = settings.site
    lists: list[Context] = [
        {
            "title": title,
            "items": [
                {"title": embed.name, "url": embed.address, "key": embed.key, "frame": f"{embed.title} – {site.name}"}
                for embed in embeds
            ],
        }
        for title, embeds in grouped(_embeds(catalogue), lambda embed: [embed.group]).items()
    ]
    example = _frame_code(site, lists[-1]["items"][0]) if lists else ""
    sizes = {"height": _FRAME_HEIGHT, "most": _EMBEDDED}
    return titled_page(
        "upota.md", {"framed": True, "root": site.at("upota/"), **sizes, "lists": lists, "example": example}
    )


def embed_files(
    catalogue: Catalogue, settings: Settings, reader: WordReader | None = None
) -> Iterator[tuple[str, str]]:
    """(file, HTML) of every list: a small page without the site's header, footer or scripts."""
    template = environment(settings.templates, reader).get_template("upote.html")
    for embed in _embeds(catalogue):
        practices = [_embedded(catalogue, entry, embed.group == _NETWORKS) for entry in embed.practices[:_EMBEDDED]]
        count = formatting.counted(len(embed.practices), "käytäntö", "käytäntöä")
        html = template.render(site=settings.site, embed=embed, practices=practices, count=count)
        yield f"{embed.address}index.html", formatting.unbroken(html)


def _embeds(catalogue: Catalogue) -> Iterator[_Embed]:
    """What the members of each network have done, and the practices of each municipality that has some of its own."""
    for network in catalogue.networks_by_title:
        name, practices = network.data.title, catalogue.practices_by_members.get(network.slug, ())
        title, url = f"{name}: jäsenten käytäntöjä", links.entry_url(network)
        yield _Embed(_NETWORKS, f"verkosto/{network.slug}", name, title, url, practices)
    for place in catalogue.places.values():
        if practices := catalogue.practices_by_municipality.get(place.name, ()):
            title, url = f"{place.genitive} käytäntöjä", links.place_link(place)["url"]
            yield _Embed("Kunnat", f"kunta/{place.slug}", place.name, title, url, practices)


def _frame_code(site: Site, row: Context) -> str:
    """What to put into one's own page."""
    address, title = escape(site.at(row["url"])), escape(row["frame"])
    size = f'width="100%" height="{_FRAME_HEIGHT}"'
    return f'<iframe src="{address}" title="{title}" {size} loading="lazy" style="border:0"></iframe>'


def _embedded(catalogue: Catalogue, practice: PracticeEntry, of_many_places: bool) -> Context:
    data = practice.data
    where = formatting.municipalities_text(practice) if of_many_places or len(data.municipalities) > 1 else ""
    return {
        **links.entry_link(practice),
        "theme": links.theme_link(catalogue, data.themes[0])["title"],
        "where": " · ".join(filter(None, (where, formatting.period(data.started, data.ended)))),
        "summary": data.summary,
    }
