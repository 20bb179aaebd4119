"""The feeds and calendars of a built site, read back as a subscriber reads them."""

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import feedparser
import pytest
from ical.calendar_stream import IcsCalendarStream
from lxml import html

from kaytantopankki.content.catalogue import Catalogue
from kaytantopankki.content.loader import load
from kaytantopankki.pages.subscriptions import ATOM, ICS, Subscriptions
from tests.cases import table
from tests.feed_rules import faults, invalid
from tests.site.processes import ADDRESS
from tests.site.test_site import parsed

WORD = re.compile(r"[A-Za-zÅÄÖåäö]{4,}")


@cache
def catalogue(root: Path) -> Catalogue:
    return load(root, date(2026, 11, 21)).catalogue


def test_feeds_are_valid(small_repository: Path, site: Path) -> None:
    files = sorted(site.rglob("atom.xml"))
    offered = {feed.uri for feed in Subscriptions(catalogue(small_repository)).feeds}
    assert {str(file.relative_to(site)) for file in files} == offered
    addresses = {file: f"{ADDRESS}{file.relative_to(site)}" for file in files}
    assert [fault for file, url in addresses.items() for fault in faults(file.read_bytes(), url)] == []
    assert invalid(files) == ""


@pytest.mark.parametrize("folder", ["kaytannot", "uutiset"])
def test_every_entry_is_told_in_full(small_repository: Path, site: Path, folder: str) -> None:
    known = catalogue(small_repository)
    entries: Mapping[str, Any] = known.practices if folder == "kaytannot" else known.news
    feed = feedparser.parse((site / folder / "atom.xml").read_bytes())
    told = {item.link.removeprefix(f"{ADDRESS}{folder}/").rstrip("/"): item for item in feed.entries}
    assert told.keys() == entries.keys()
    for slug, item in told.items():
        content = html.fragment_fromstring(item.content[0].value, create_parent="div").xpath("string()")
        assert [word for word in words_of(entries[slug]) if word not in content] == []


def words_of(entry: Any) -> set[str]:
    """The words of an entry's text without its links' addresses, and of what its author says of figures and sources."""
    data = entry.data
    texts = [re.sub(r"\]\([^)]*\)|\[[^\]]*\]:.*", " ", entry.body), data.summary, *(it.title for it in data.sources)]
    if entry.kind == "practice":
        texts += [item.note or "" for item in (*data.results, *data.costs)]
        texts += [f"{item.what} {item.solved or ''}" for item in data.bottlenecks]
    return set(WORD.findall(" ".join(texts)))


def test_calendars_can_be_read(small_repository: Path, site: Path) -> None:
    for calendar in Subscriptions(catalogue(small_repository)).calendars:
        text = (site / calendar.uri).read_text(encoding="utf-8")
        urls = {str(event.url) for event in IcsCalendarStream.calendar_from_ics(text).events}
        dated = (event for event in calendar.entries if event.data.start.day or event.data.registration_deadline)
        assert urls == {f"{ADDRESS}tapahtumat/{event.slug}/" for event in dated}


@pytest.mark.parametrize(("page", "offered"), table("site/pages")["subscriptions"].items())
def test_pages_lead_to_what_belongs_to_them(site: Path, page: str, offered: list[str]) -> None:
    head = f"//head/link[@rel='alternate'][@type='{ATOM}' or @type='{ICS}'][@title]/@href"
    links = parsed(site / page / "index.html").xpath(head)
    assert {str((site / page / href).resolve().relative_to(site.resolve())) for href in links} == {*offered}


def test_all_of_them_can_be_found_on_one_page(small_repository: Path, site: Path) -> None:
    links = {href.removeprefix("../") for href in parsed(site / "tilaa/index.html").xpath("//main//a/@href")}
    offered = Subscriptions(catalogue(small_repository))
    assert {feed.uri for feed in offered.feeds} <= links
    assert {calendar.uri for calendar in offered.calendars if calendar.kind != "event"} <= links
    assert [href for href in links if href.startswith("webcal://") and href.endswith(".ics")]
