"""Every feed and calendar of a catalogue, and which of them belong to a page."""

from collections import defaultdict
from functools import cached_property

from catalogue.catalogue import Catalogue, News, Practice
from feeds.outline import Feed, feeds, page_file
from feeds.schedule import Calendar, calendars

Link = dict[str, str]
ATOM, ICS = "application/atom+xml", "text/calendar"


class Subscriptions:
    """What a catalogue offers to subscribe to."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.feeds = tuple(feeds(catalogue))
        self.calendars = tuple(calendars(catalogue))

    @cached_property
    def in_feeds(self) -> dict[str, Practice | News]:
        """The entries that stand in some feed, by the file of their page."""
        return {page_file(entry): entry for feed in self.feeds for entry in feed.entries}

    def of(self, url: str, section: str) -> list[Link]:
        """What belongs to the page at an address in a section: its own, else those of its list; the front page has those of the whole site."""
        if not url:
            return [link for first in ("uutiset/", "kaytannot/", "tapahtumat/") for link in self._links.get(first, [])]
        address = url.partition("/sivu/")[0].rstrip("/") + "/"
        return self._links.get(address) or self._links.get(section, [])

    @cached_property
    def _links(self) -> dict[str, list[Link]]:
        found: dict[str, list[Link]] = defaultdict(list)
        everything: tuple[Feed | Calendar, ...] = (*self.feeds, *self.calendars)
        for offered in everything:
            found[offered.page].append(link(offered))
        return found


def link(offered: Feed | Calendar) -> Link:
    """A feed or calendar for a template."""
    return {
        "title": offered.title,
        "label": offered.label,
        "file": offered.uri,
        "type": ATOM if isinstance(offered, Feed) else ICS,
        "kind": offered.kind,
    }
