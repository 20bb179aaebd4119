"""Who publishes the feeds and calendars, and the names that things in them keep for good."""

from dataclasses import dataclass
from typing import Any

from catalogue.entry import Entry
from catalogue.layout import KINDS
from catalogue.yamltree import CONTROL
from pages.links import address

LICENCE, LICENCE_URL = "CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"


@dataclass(frozen=True)
class Publisher:
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
        return self.tag(next(old, address(entry)).rstrip("/"))


def visible(text: str) -> str:
    """The text without what nobody sees and what neither XML nor a calendar can hold."""
    return CONTROL.sub("", text).replace("\r", " ")
