"""Atom feeds and calendars of made entries: valid, complete, the same whatever the day and the site's address."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import feedparser
import icalendar
import pytest
from ical.calendar import Calendar
from ical.calendar_stream import IcsCalendarStream
from ical.event import Event as Read
from lxml import html

from kaytantopankki.content.catalogue import Catalogue
from kaytantopankki.content.models import KINDS, Entry
from kaytantopankki.outputs.feeds import absolute_links, calendar_files, entry_xml, feed_files, visible
from kaytantopankki.pages.body import readable
from kaytantopankki.pages.cards import CardRenderer
from kaytantopankki.pages.news_and_events import news_pages
from kaytantopankki.pages.practice_pages import practice_pages
from kaytantopankki.pages.subscriptions import ALL, FEW, HOUR, SOME, Subscriptions
from kaytantopankki.settings import Settings, Site
from tests import OVERRIDES, ROOT
from tests.builders import catalogue, entry
from tests.cases import part, read_tables
from tests.feed_rules import content_faults, faults, invalid
from tests.html_reader import html_of
from tests.test_pages_golden import PICTURES, small

TABLES = read_tables(__file__)
CALENDARS = TABLES["calendars"]
TABLE = "<table><tbody><tr><td>a</td></tr></tbody></table>"
TWO_TABLES = f"{TABLE}<p>a</p>{TABLE}"
HERE = Site("Käytäntöpankki", "https://example.org/pankki/", identity="example.org,2026")
HOSTILE = (*TABLES["hostile"], "sana " * 2000)
HOSTILE_EVENTS = (*CALENDARS["hostile"], "ä" * 10_000, "\U0001f33f" * 2_000)
HELSINKI = ZoneInfo("Europe/Helsinki")
CALENDAR = "tapahtumat/kalenteri.ics"


def written(of: Catalogue, site: Site = HERE) -> dict[str, bytes]:
    """Every feed of a catalogue by its file."""
    renderer, offered = CardRenderer(of, OVERRIDES), Subscriptions(of)
    settings = Settings(OVERRIDES, pictures=PICTURES)
    generated = chain(practice_pages(of, renderer, settings), news_pages(of, renderer, settings))
    entries = {}
    for page in generated:
        if item := offered.in_feeds.get(page.url):
            entries[page.url] = entry_xml(of, item, page, readable(html_of(page.body)), site, OVERRIDES)
    return dict(feed_files(offered.feeds, site, entries))


@cache
def feeds_of_small() -> dict[str, bytes]:
    return written(small())


def only(*entries: Entry[Any], feed: str = "kaytannot/atom.xml") -> Any:
    """One feed of some entries, read back."""
    return feedparser.parse(written(catalogue(*entries))[feed])


def the_entry(kind: str = "practice", feed: str = "kaytannot/atom.xml", **fields: Any) -> Any:
    """The one entry of a feed of one entry."""
    (found,) = only(entry(kind, "koulu", **fields), feed=feed).entries
    return found


def test_feeds_are_valid_and_an_invalid_one_is_noticed(tmp_path: Path) -> None:
    for uri, content in feeds_of_small().items():
        (tmp_path / uri.replace("/", "-")).write_bytes(content)
        assert list(faults(content, HERE.at(uri))) == []
    assert len(feeds_of_small()) == 16
    assert invalid(tmp_path.iterdir()) == ""
    content, file = feeds_of_small()["uutiset/atom.xml"], tmp_path / "atom.xml"
    for right, wrong in ((b"T06:00:00", b""), (b"published>", b"issued>"), (b"<id>tag:", b"<id>")):
        assert right in content
        file.write_bytes(content.replace(right, wrong))
        assert "atom.xml" in invalid([file]), right
    content = content.replace(b"https://example.org/pankki/uutiset/", b"https://example.com/", 1)
    content = content.replace(b"&lt;p&gt;", b"&lt;p onclick=x&gt;&lt;script&gt;&lt;/script&gt;", 1)
    found = {fault.split(": ")[-1] for fault in faults(content, HERE.at("uutiset/atom.xml"))}
    assert {"self is elsewhere", "<p onclick>", "<script>"} <= found
    assert list(content_faults('<a href="../x/">x</a><img src="x.png">')) == ["address ../x/", "address x.png"]


def test_a_feed_says_what_it_is_and_where() -> None:
    feed = feedparser.parse(feeds_of_small()["teemat/energia/atom.xml"]).feed
    assert part(feed, TABLES["feed"]) == TABLES["feed"]
    assert feed.rights.startswith("CC BY 4.0")


def test_an_entry_has_its_facts_before_its_text_and_its_sources_after() -> None:
    feed = feedparser.parse(feeds_of_small()["kaytannot/atom.xml"])
    (content,) = (one.content[0].value for one in feed.entries if one.link.endswith("/puukoulu/"))
    text = str(html.fragment_fromstring(content, create_parent="div").xpath("string()"))
    places = [text.index(words) for words in TABLES["parts"]]
    assert places == sorted(places)
    assert ' src="https://example.org/pankki/assets/kuvat/puukoulu-png-480.webp"' in content
    assert 'href="https://example.org/pankki/kaytannot/puukoulu/#lahde-1"' in content


def test_an_entry_is_filed_under_what_it_is_about() -> None:
    fields: dict[str, Any] = {"tags": ["lämpö"], "networks": ["verkosto"], "municipalities": ["Ii", "Pedersören kunta"]}
    (found,) = only(entry("practice", "koulu", **fields), entry("network", "verkosto", title="Oma <verkosto>")).entries
    assert [[tag.scheme.split(":")[-1], tag.term, tag.label] for tag in found.tags] == TABLES["tags"]
    assert "Oma &lt;verkosto&gt;</a>" in found.content[0].value


def test_the_author_is_who_tells_it() -> None:
    own: dict[str, Any] = {"standing": "verified", "contact": None, "sources": [{"title": "L"}]}
    found = (the_entry(), the_entry(**own, municipalities=["Ii", "Lahti"]))
    assert [[author.name for author in item.authors] for item in found] == [["Käytäntöpankki"], ["Ii", "Lahti"]]


@pytest.mark.parametrize(("fields", "published", "updated"), TABLES["days"])
def test_days_stand_at_six_in_finland(fields: dict[str, str], published: str, updated: str) -> None:
    found = the_entry(**fields)
    assert (found.published, found.updated) == (published, updated)
    assert HOUR == 6
    assert "kellonaika on 6.00" in (ROOT / "docs/tilaa.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(("when", "day"), [("2025", "2025-01-01"), ("2025-06", "2025-06-01")])
def test_news_of_a_year_or_month_stand_on_its_first_day(when: str, day: str) -> None:
    assert the_entry("news", "uutiset/atom.xml", date=when).published.startswith(day)


def test_feeds_hold_the_last_changed_up_to_a_limit() -> None:
    old = entry("practice", "vanha", published="2020-01-01", updated="2026-11-20")
    about: dict[str, Any] = {"networks": ["verkosto"], "published": "2026-02-01"}
    many = [entry("practice", f"k-{number}", **about) for number in range(160)]
    feeds = written(catalogue(old, *many, entry("network", "verkosto"), entry("network", "tyhja")))
    assert {uri: content.count(b"<entry>") for uri, content in feeds.items()} == {
        "kaytannot/atom.xml": ALL,
        "teemat/energia/atom.xml": SOME,
        "verkostot/verkosto/atom.xml": SOME,
        "kunnat/turku/atom.xml": FEW,
    }
    newest = feedparser.parse(feeds["kunnat/turku/atom.xml"])
    assert newest.entries[0].id.endswith("/vanha")
    assert newest.feed.updated == newest.entries[0].updated == "2026-11-20T06:00:00+02:00"
    assert written(catalogue()) == {}


def test_a_municipality_hears_of_what_it_took_but_not_of_what_it_refused() -> None:
    adoptions = [{"municipality": "Ii", "stage": "in_use"}, {"municipality": "Lahti", "stage": "rejected"}]
    feeds = written(catalogue(entry("practice", "koulu", adoptions=adoptions)))
    assert {uri for uri in feeds if uri.startswith("kunnat/")} == {"kunnat/ii/atom.xml", "kunnat/turku/atom.xml"}


def test_ids_stay_when_the_site_moves_and_when_an_entry_is_renamed() -> None:
    elsewhere = written(catalogue(entry("practice", "koulu")), replace(HERE, name="Muu", url="https://example.com/"))
    before, moved = the_entry(), feedparser.parse(elsewhere["kaytannot/atom.xml"]).entries[0]
    assert before.id == moved.id == "tag:example.org,2026:kaytannot/koulu"
    assert before.link == "https://example.org/pankki/kaytannot/koulu/"
    assert moved.link == "https://example.com/kaytannot/koulu/"
    (renamed,) = only(entry("practice", "puukoulu", aliases_url=["kaytannot/koulu/", "kaytannot/vali/"])).entries
    assert (renamed.id, renamed.link) == (before.id, "https://example.org/pankki/kaytannot/puukoulu/")


def test_the_day_of_the_build_changes_nothing() -> None:
    earlier, later = (catalogue(entry("practice", "koulu"), today=date(year, 5, 1)) for year in (2026, 2031))
    assert written(earlier) == written(later)


@pytest.mark.parametrize(("before", "after"), [*TABLES["links"], (readable(TWO_TABLES), TWO_TABLES)])
def test_addresses_are_whole(before: str, after: str) -> None:
    assert absolute_links(before, "https://example.org/k/koulu/") == after


@pytest.mark.parametrize("kind", ["practice", "news"])
def test_hostile_text_stays_text(kind: str, tmp_path: Path) -> None:
    uri = "kaytannot/atom.xml" if kind == "practice" else "uutiset/atom.xml"
    entries = [hostile(kind, f"k-{number}", snippet) for number, snippet in enumerate(HOSTILE)]
    content = written(catalogue(*entries))[uri]
    (tmp_path / "atom.xml").write_bytes(content)
    assert list(faults(content, HERE.at(uri))) == []
    assert invalid(tmp_path.iterdir()) == ""
    titles = {one.id: one.title for one in feedparser.parse(content, sanitize_html=False).entries}
    ids = (f"tag:{HERE.identity}:{KINDS[kind].address}/{item.slug}" for item in entries)
    assert titles == {name: visible(item.data.title).strip() for name, item in zip(ids, entries, strict=True)}


def hostile(kind: str, slug: str, snippet: str) -> Entry[Any]:
    """An entry with the text in every kind of place of a feed."""
    results = {"results": [{"indicator": "energiansaasto", "value": 1, "basis": "measured"}]}
    item = entry(kind, slug, snippet, sources=[{"title": "Lähde"}], **(results if kind == "practice" else {}))
    sources = tuple(source.model_copy(update={"title": snippet}) for source in item.data.sources)
    changed = {"title": f"Otsikko {snippet}", "summary": snippet, "sources": sources}
    if kind == "practice":
        note = {"note": snippet, "unit": snippet}
        changed["results"] = tuple(result.model_copy(update=note) for result in item.data.results)
    return replace(item, data=item.data.model_copy(update=changed))


def calendars_of(of: Catalogue, site: Site = HERE) -> dict[str, bytes]:
    """Every calendar of a catalogue by its file."""
    return dict(calendar_files(of, Subscriptions(of).calendars, site))


def read(content: bytes) -> Calendar:
    return IcsCalendarStream.calendar_from_ics(content.decode())


def events(*entries: Entry[Any]) -> list[Read]:
    return list(read(calendars_of(catalogue(*entries))[CALENDAR]).events)


def event(**fields: Any) -> Read:
    (found,) = events(entry("event", "paiva", **fields))
    return found


def told(item: Read, names: Iterable[str]) -> dict[str, str]:
    """What an event tells by the names of its properties."""
    values = {name: getattr(item, name) for name in names}
    plain = {name: moment(getattr(value, "value", value)) for name, value in values.items()}
    return {name: str(value).replace("\u00a0", " ") for name, value in plain.items()}


def test_there_is_a_calendar_of_all_of_a_network_and_of_an_event() -> None:
    files = calendars_of(small())
    assert sorted(files) == CALENDARS["files"]
    (own, deadline) = read(files["tapahtumat/verkostopaiva-2026/kalenteri.ics"]).events
    assert told(own, CALENDARS["event"]) == CALENDARS["event"]
    assert told(deadline, CALENDARS["deadline"]) == CALENDARS["deadline"]
    assert own.uid != deadline.uid
    assert events() == [], "a calendar without events is there to be subscribed to"


def test_a_calendar_says_what_it_is() -> None:
    network = entry("network", "verkosto", title="Oma; verkosto, ä")
    files = calendars_of(catalogue(entry("event", "paiva", networks=["verkosto"], themes=["ruoka"]), network))
    calendar: Any = icalendar.Calendar.from_ical(files["verkostot/verkosto/kalenteri.ics"])
    assert {name: calendar[name] for name in CALENDARS["calendar"]} == CALENDARS["calendar"]
    assert calendar["refresh-interval"].dt == timedelta(days=1)
    assert [part["categories"].cats for part in calendar.walk("VEVENT")] == [["Ruoka"]]
    assert b"REFRESH-INTERVAL" not in files["tapahtumat/paiva/kalenteri.ics"]
    assert b"ORGANIZER" not in b"".join(files.values())


@pytest.mark.parametrize(("start", "end", "begins", "ends"), CALENDARS["times"])
def test_times_are_those_of_finland(start: str, end: str | None, begins: str, ends: str | None) -> None:
    found = event(start=start, end=end)
    assert (moment(found.dtstart), moment(found.dtend)) == (begins, ends)


def moment(value: Any) -> Any:
    """A day as it is, and a time as it is in Greenwich."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ")
    return str(value) if isinstance(value, date) else value


def test_the_rule_of_the_time_zone_is_that_of_finland() -> None:
    """On both sides of every change from 1997 on for as long as the law is known."""
    (zone,) = icalendar.Calendar.from_ical(calendars_of(catalogue())[CALENDAR]).walk("VTIMEZONE")
    assert isinstance(zone, icalendar.Timezone)
    rule = zone.to_tz(lookup_tzid=False)
    days = (datetime(1997, 4, 1) + timedelta(days=number) for number in range(365 * 40))
    times = [day.replace(hour=hour) for day in days if day.month in (3, 10) for hour in (2, 5)]
    offsets = [(time.replace(tzinfo=rule).utcoffset(), time.replace(tzinfo=HELSINKI).utcoffset()) for time in times]
    assert [pair for pair in offsets if pair[0] != pair[1]] == []


@pytest.mark.parametrize("start", ["2026", "2026-12"])
def test_an_event_without_a_day_waits_but_its_deadline_does_not(start: str) -> None:
    plain = entry("event", "avoin", start=start)
    assert list(calendars_of(catalogue(plain))) == [CALENDAR]
    assert events(plain) == []
    found = event(start=start, registration_deadline="2026-11-30")
    assert (found.summary, found.dtstart) == ("Ilmoittaudu viimeistään: Paiva", date(2026, 11, 30))
    assert events(entry("event", "avoin", start=start, registration_deadline="2026-11")) == []


@pytest.mark.parametrize(("status", "expected"), CALENDARS["statuses"].items())
def test_an_event_and_its_deadline_tell_whether_it_takes_place(status: str, expected: str) -> None:
    item = entry("event", "paiva", start="2026-12-10", registration_deadline="2026-11-30 16:00", status=status)
    own, deadline = events(item)
    assert (own.status, deadline.status) == (expected, expected)
    assert moment(deadline.dtstart) == "2026-11-30T14:00Z"


def test_a_change_has_a_higher_number_and_a_later_stamp() -> None:
    found = [event(start="2026-12-10", **version) for version in CALENDARS["versions"]]
    assert len({one.uid for one in found}) == 1
    numbers = [one.sequence or 0 for one in found]
    assert numbers == sorted(set(numbers))
    assert [one.dtstamp for one in found] == sorted(one.dtstamp for one in found)
    assert found[-1].last_modified == found[-1].dtstamp == datetime(2026, 10, 2, 3, tzinfo=UTC)
    assert found[0].last_modified is None


def test_uids_and_bytes_stay_when_the_site_moves_when_an_event_is_renamed_and_on_another_day() -> None:
    item = entry("event", "paiva", start="2026-12-10", registration_deadline="2026-11-30")
    moved = read(calendars_of(catalogue(item), replace(HERE, url="https://example.com/"))[CALENDAR]).events
    data = item.data.model_copy(update={"aliases_url": ("tapahtumat/paiva/",)})
    renamed = events(replace(item, slug="uusi-paiva", data=data))
    uids = [one.uid for one in events(item)]
    assert [one.uid for one in moved] == [one.uid for one in renamed] == uids
    assert calendars_of(catalogue(item)) == calendars_of(catalogue(item, today=date(2031, 5, 1)))


def test_hostile_text_of_events_stays_text() -> None:
    item = entry("event", "t", start="2026-12-10", organisers=["x"])
    changes = ({"title": f"a{text}", "place": f"a{text}", "organisers": (text,)} for text in HOSTILE_EVENTS)
    entries = [
        replace(item, slug=f"t-{number:02}", data=item.data.model_copy(update=change))
        for number, change in enumerate(changes)
    ]
    content = calendars_of(catalogue(*entries))[CALENDAR]
    assert max(map(len, content.split(b"\r\n"))) <= 75
    assert not set(b"\r\n") & set(content.replace(b"\r\n", b""))
    for found, made in zip(read(content).events, entries, strict=True):
        title = visible(made.data.title)
        assert (found.summary, found.location) == (title, title)
        assert not found.attach
