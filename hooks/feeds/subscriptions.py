"""Every feed and calendar of a catalogue, and which of them belong to a page."""

from collections import defaultdict
from functools import cached_property
from typing import Any

from catalogue.catalogue import Catalogue
from feeds.atom import page_file
from feeds.outline import feeds
from feeds.schedule import calendars
from pages.page import Page

Link = dict[str, str]
ATOM, ICS = "application/atom+xml", "text/calendar"


class Subscriptions:
    """What a catalogue offers to subscribe to."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.feeds = tuple(feeds(catalogue))
        self.calendars = tuple(calendars(catalogue))

    @cached_property
    def in_feeds(self) -> frozenset[str]:
        """The files of the pages of entries that stand in some feed."""
        return frozenset(page_file(entry) for feed in self.feeds for entry in feed.entries)

    def of(self, page: Page) -> list[Link]:
        """What belongs to a page: its own, else those of its list; the front page has those of the whole site."""
        if page.uri == "index.md":
            return [link for section in ("uutiset/", "kaytannot/", "tapahtumat/") for link in self._links[section]]
        address = page.url.partition("sivu/")[0]
        return self._links.get(address) or self._links.get(page.section, [])

    @cached_property
    def _links(self) -> dict[str, list[Link]]:
        found: dict[str, list[Link]] = defaultdict(list)
        for offered in (*self.feeds, *self.calendars):
            found[offered.page].append(link(offered))
        return found


def link(offered: Any) -> Link:
    """A feed or calendar for a template."""
    return {
        "title": offered.title,
        "label": offered.label,
        "file": offered.uri,
        "type": ATOM if offered.uri.endswith(".xml") else ICS,
        "kind": offered.kind,
    }
