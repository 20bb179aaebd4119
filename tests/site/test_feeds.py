"""The feeds and calendars of the built site, read back as a subscriber reads them and compared with the content."""

import re
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import feedparser
import pytest
from ical.calendar_stream import IcsCalendarStream
from lxml import html

from kaytantopankki.content.catalogue import Catalogue
from kaytantopankki.content.loader import load
from kaytantopankki.content.models import KINDS
from kaytantopankki.pages.subscriptions import (
    ATOM,
    HELSINKI,
    HOUR,
    ICS,
    Subscriptions,
    newest_first,
    published,
    updated,
)
from tests.feed_rules import faults, invalid

ROOT = Path(__file__).resolve().parents[2]
WORD = re.compile(r"[A-Za-zÅÄÖåäö]{4,}")


@cache
def catalogue() -> Catalogue:
    return load(ROOT, date.today()).catalogue


def parsed(file: Path) -> Any:
    return html.fromstring(file.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def root(site: Path) -> str:
    """The address that the site was built for."""
    page = parsed(site / "tietoa/index.html")
    return str(page.xpath("string(//link[@rel='canonical']/@href)")).removesuffix("tietoa/")


def test_feeds_are_valid(site: Path, root: str) -> None:
    files = sorted(site.rglob("atom.xml"))
    assert {str(file.relative_to(site)) for file in files} == {feed.uri for feed in Subscriptions(catalogue()).feeds}
    wrong = [fault for file in files for fault in faults(file.read_bytes(), f"{root}{file.relative_to(site)}")]
    assert wrong == []
    assert invalid(files) == ""


def test_feeds_are_small_enough_to_fetch(site: Path) -> None:
    sizes = {str(file.relative_to(site)): file.stat().st_size for file in site.rglob("atom.xml")}
    assert {name: size for name, size in sizes.items() if size > 2_000_000} == {}


@pytest.mark.parametrize("kind", ["practice", "news"])
def test_every_entry_is_told_in_full(site: Path, root: str, kind: str) -> None:
    address = KINDS[kind].address
    feed = feedparser.parse((site / address / "atom.xml").read_bytes())
    entries = newest_first(catalogue().newest if kind == "practice" else catalogue().latest_news, 10**9)
    assert len(feed.entries) == len(entries) > 50
    for found, entry in zip(feed.entries, entries, strict=True):
        data = entry.data
        assert (found.title, found.summary) == (data.title, data.summary)
        assert found.link == f"{root}{address}/{entry.slug}/"
        oldest = next(iter(data.aliases_url), f"{address}/{entry.slug}/")
        assert found.id == f"tag:kaytantopankki.github.io,2026:{oldest.rstrip('/')}"
        assert (found.published, found.updated) == (stamp(published(entry)), stamp(updated(entry)))
        labels = [tag.label for tag in found.tags]
        assert labels == [
            *(catalogue().vocabulary.themes[key].title for key in data.themes),
            *data.tags,
            *data.municipalities,
            *(catalogue().networks[slug].data.title for slug in data.networks),
        ]
        told = text_of(found.content[0].value)
        assert found.content[0].type == "text/html"
        assert [word for word in words_of(entry) if word not in told] == []


def stamp(day: date) -> str:
    return datetime(day.year, day.month, day.day, HOUR, tzinfo=HELSINKI).isoformat()


def text_of(content: str) -> str:
    """What a reader reads."""
    return str(html.fragment_fromstring(content, create_parent="div").xpath("string()"))


def words_of(entry: Any) -> set[str]:
    """The words of an entry's text without its links' addresses, and of what its author says of figures and sources."""
    data = entry.data
    body = re.sub(r"\]\([^)]*\)|\[[^\]]*\]:.*|`|\*|<[^>]*>", " ", entry.body)
    texts = [body, data.summary, *(source.title for source in data.sources)]
    if entry.kind == "practice":
        texts += [item.note or "" for item in (*data.results, *data.costs)]
        texts += [f"{item.what} {item.solved or ''}" for item in data.bottlenecks]
    return set(WORD.findall(" ".join(texts)))


@pytest.mark.parametrize("kind", ["all", "network", "event"])
def test_every_event_is_in_its_calendars(site: Path, root: str, kind: str) -> None:
    calendars = [calendar for calendar in Subscriptions(catalogue()).calendars if calendar.kind == kind]
    assert calendars
    for calendar in calendars:
        read = IcsCalendarStream.calendar_from_ics((site / calendar.uri).read_text(encoding="utf-8"))
        expected = []
        for event in calendar.events:
            data, url = event.data, f"{root}tapahtumat/{event.slug}/"
            if data.start.day:
                expected.append((data.title, str(data.start), url))
            if data.registration_deadline and data.registration_deadline.day:
                told = f"Ilmoittaudu viimeistään: {data.title}"
                expected.append((told, str(data.registration_deadline), url))
        assert [(found.summary, str(found.dtstart)[:16], str(found.url)) for found in read.events] == expected


@pytest.mark.parametrize(
    ("page", "offered"),
    [
        ("", {"uutiset/atom.xml", "kaytannot/atom.xml", "tapahtumat/kalenteri.ics"}),
        ("uutiset", {"uutiset/atom.xml"}),
        ("uutiset/salo-foorumi-2021", {"uutiset/atom.xml"}),
        ("kaytannot", {"kaytannot/atom.xml"}),
        ("kaytannot/sivu/2", {"kaytannot/atom.xml"}),
        ("kaytannot/ekotuki", {"kaytannot/atom.xml"}),
        ("teemat/energia", {"teemat/energia/atom.xml"}),
        ("teemat", set()),
        ("verkostot/kestava-kaupunki", {"verkostot/kestava-kaupunki/atom.xml", "verkostot/kestava-kaupunki/kalenteri.ics"}),
        ("kunnat/kuopio", {"kunnat/kuopio/atom.xml"}),
        ("kunnat/savitaipale", set()),
        ("tapahtumat", {"tapahtumat/kalenteri.ics"}),
        ("tapahtumat/skaalaus-1-vastaanotto-2023", {"tapahtumat/skaalaus-1-vastaanotto-2023/kalenteri.ics"}),
        ("tilaa", set()),
    ],
)  # fmt: skip
def test_pages_lead_to_what_belongs_to_them(site: Path, page: str, offered: set[str]) -> None:
    document = parsed(site / page / "index.html")
    found = document.xpath(f"//head/link[@rel='alternate'][@type='{ATOM}' or @type='{ICS}'][@title]/@href")
    assert {str((site / page / href).resolve().relative_to(site.resolve())) for href in found} == offered


def test_all_of_them_can_be_found_on_one_page(site: Path) -> None:
    document = parsed(site / "tilaa/index.html")
    linked = {href.removeprefix("../") for href in document.xpath("//main//a/@href")}
    offered = Subscriptions(catalogue())
    everything = {feed.uri for feed in offered.feeds} | {one.uri for one in offered.calendars if one.kind != "event"}
    assert everything <= linked
    assert {href for href in linked if href.startswith("webcal://") and href.endswith(".ics")}
    footers = [found for file in site.rglob("index.html") for found in parsed(file).find_class("kp-footer")]
    assert len(footers) > 308
    assert all(footer.xpath(".//a[contains(@href, 'tilaa/')]") for footer in footers)
