"""Calendars of made events, read back by another library than wrote them."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
from ical.calendar import Calendar
from ical.calendar_stream import IcsCalendarStream
from ical.event import Event as Read

from kaytantopankki.content.catalogue import Catalogue
from kaytantopankki.content.models import Entry
from kaytantopankki.outputs.feeds import calendar_files, visible
from kaytantopankki.pages.subscriptions import Subscriptions
from kaytantopankki.settings import Site
from tests.builders import catalogue, entry
from tests.cases import read_tables
from tests.test_pages_golden import small

TABLES = read_tables(__file__)
HERE = Site("Käytäntöpankki", "https://example.org/pankki/", identity="example.org,2026")
HELSINKI = ZoneInfo("Europe/Helsinki")
ALL = "tapahtumat/kalenteri.ics"
HOSTILE = (*TABLES["hostile"], "ä" * 10_000, "\U0001f33f" * 2_000)


def written(of: Catalogue, site: Site = HERE) -> dict[str, bytes]:
    """Every calendar of a catalogue by its file."""
    return dict(calendar_files(of, Subscriptions(of).calendars, site))


def read(content: bytes) -> Calendar:
    return IcsCalendarStream.calendar_from_ics(content.decode())


def events(*entries: Entry[Any]) -> list[Read]:
    return list(read(written(catalogue(*entries))[ALL]).events)


def event(**fields: Any) -> Read:
    (found,) = events(entry("event", "paiva", **fields))
    return found


def told(item: Read, names: Iterable[str]) -> dict[str, str]:
    """What an event tells by the names of its properties."""
    values = {name: getattr(item, name) for name in names}
    plain = {name: moment(getattr(value, "value", value)) for name, value in values.items()}
    return {name: str(value).replace("\u00a0", " ") for name, value in plain.items()}


def test_there_is_a_calendar_of_all_of_a_network_and_of_an_event() -> None:
    files = written(small())
    assert sorted(files) == TABLES["files"]
    (own, deadline) = read(files["tapahtumat/verkostopaiva-2026/kalenteri.ics"]).events
    assert told(own, TABLES["event"]) == TABLES["event"]
    assert told(deadline, TABLES["deadline"]) == TABLES["deadline"]
    assert own.uid != deadline.uid
    assert events() == [], "a calendar without events is there to be subscribed to"


def test_a_calendar_says_what_it_is() -> None:
    network = entry("network", "verkosto", title="Oma; verkosto, ä")
    files = written(catalogue(entry("event", "paiva", networks=["verkosto"], themes=["ruoka"]), network))
    calendar: Any = icalendar.Calendar.from_ical(files["verkostot/verkosto/kalenteri.ics"])
    assert {name: calendar[name] for name in TABLES["calendar"]} == TABLES["calendar"]
    assert calendar["refresh-interval"].dt == timedelta(days=1)
    assert [part["categories"].cats for part in calendar.walk("VEVENT")] == [["Ruoka"]]
    assert b"REFRESH-INTERVAL" not in files["tapahtumat/paiva/kalenteri.ics"]
    assert b"ORGANIZER" not in b"".join(files.values())


@pytest.mark.parametrize(("start", "end", "begins", "ends"), TABLES["times"])
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
    (zone,) = icalendar.Calendar.from_ical(written(catalogue())[ALL]).walk("VTIMEZONE")
    assert isinstance(zone, icalendar.Timezone)
    rule = zone.to_tz(lookup_tzid=False)
    days = (datetime(1997, 4, 1) + timedelta(days=number) for number in range(365 * 40))
    times = [day.replace(hour=hour) for day in days if day.month in (3, 10) for hour in (2, 5)]
    offsets = [(time.replace(tzinfo=rule).utcoffset(), time.replace(tzinfo=HELSINKI).utcoffset()) for time in times]
    assert [pair for pair in offsets if pair[0] != pair[1]] == []


@pytest.mark.parametrize("start", ["2026", "2026-12"])
def test_an_event_without_a_day_waits_but_its_deadline_does_not(start: str) -> None:
    plain = entry("event", "avoin", start=start)
    assert list(written(catalogue(plain))) == [ALL]
    assert events(plain) == []
    found = event(start=start, registration_deadline="2026-11-30")
    assert (found.summary, found.dtstart) == ("Ilmoittaudu viimeistään: Paiva", date(2026, 11, 30))
    assert events(entry("event", "avoin", start=start, registration_deadline="2026-11")) == []


@pytest.mark.parametrize(("status", "expected"), TABLES["statuses"].items())
def test_an_event_and_its_deadline_tell_whether_it_takes_place(status: str, expected: str) -> None:
    item = entry("event", "paiva", start="2026-12-10", registration_deadline="2026-11-30 16:00", status=status)
    own, deadline = events(item)
    assert (own.status, deadline.status) == (expected, expected)
    assert moment(deadline.dtstart) == "2026-11-30T14:00Z"


def test_a_change_has_a_higher_number_and_a_later_stamp() -> None:
    found = [event(start="2026-12-10", **version) for version in TABLES["versions"]]
    assert len({one.uid for one in found}) == 1
    numbers = [one.sequence or 0 for one in found]
    assert numbers == sorted(set(numbers))
    assert [one.dtstamp for one in found] == sorted(one.dtstamp for one in found)
    assert found[-1].last_modified == found[-1].dtstamp == datetime(2026, 10, 2, 3, tzinfo=UTC)
    assert found[0].last_modified is None


def test_uids_and_bytes_stay_when_the_site_moves_when_an_event_is_renamed_and_on_another_day() -> None:
    item = entry("event", "paiva", start="2026-12-10", registration_deadline="2026-11-30")
    moved = read(written(catalogue(item), replace(HERE, url="https://example.com/"))[ALL]).events
    data = item.data.model_copy(update={"aliases_url": ("tapahtumat/paiva/",)})
    renamed = events(replace(item, slug="uusi-paiva", data=data))
    uids = [one.uid for one in events(item)]
    assert [one.uid for one in moved] == [one.uid for one in renamed] == uids
    assert written(catalogue(item)) == written(catalogue(item, today=date(2031, 5, 1)))


def test_hostile_text_stays_text() -> None:
    item = entry("event", "t", start="2026-12-10", organisers=["x"])
    changes = ({"title": f"a{text}", "place": f"a{text}", "organisers": (text,)} for text in HOSTILE)
    entries = [
        replace(item, slug=f"t-{number:02}", data=item.data.model_copy(update=change))
        for number, change in enumerate(changes)
    ]
    content = written(catalogue(*entries))[ALL]
    assert max(map(len, content.split(b"\r\n"))) <= 75
    assert not set(b"\r\n") & set(content.replace(b"\r\n", b""))
    for found, made in zip(read(content).events, entries, strict=True):
        title = visible(made.data.title)
        assert (found.summary, found.location) == (title, title)
        assert not found.attach
