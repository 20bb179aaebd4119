"""Everything that a build needs of the repository: for MkDocs, and for the sources that are written out."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Any

from building.session import Session
from catalogue.catalogue import Catalogue
from catalogue.load import Loaded, load
from feeds.atom import entry_xml, feed_files
from feeds.content import article
from feeds.publisher import Publisher
from feeds.subscriptions import Subscriptions
from opendata.page import DATA_PAGE, distributions, open_data_page
from opendata.records import Publisher as DataPublisher
from opendata.terms import terms_of
from pages import generate, images, structured
from pages.head import head
from pages.page import Link, Page, View
from pages.settings import Settings, Site
from previews.cards import cards, social_card
from previews.store import is_shown
from publish.beside import Beside
from publish.hand import Hand, hand_written, published, read
from search.analysis import Analyser
from search.documents import Document, written_page

_ELSEWHERE = (Link("Tilaa syötteet ja kalenterit", "tilaa/"), Link("Näytä käytäntöjä omalla sivustollasi", "upota/"))
# What the site is made of and is not published as it stands: beginnings of paths in docs/.
UNPUBLISHED = (images.PUBLISHED, "assets/css/", "assets/js/lomake/")


@dataclass(frozen=True)
class Made:
    """`pages` are by the path of their Markdown file; `beside` is what is published beside the pages, and `offered`
    what can be subscribed to."""

    loaded: Loaded
    pages: dict[str, Page]
    beside: Beside
    offered: Subscriptions

    @property
    def catalogue(self) -> Catalogue:
        """The sound entries."""
        return self.loaded.catalogue

    @property
    def site(self) -> Site:
        """The site as others see it."""
        return self.beside.settings.site

    @property
    def analyser(self) -> Analyser:
        """What knows the words."""
        return self.beside.analyser

    @cached_property
    def things(self) -> dict[str, structured.Node]:
        """What each page is about, by its address."""
        return structured.things(self.catalogue, self.beside.settings)

    def shared(self, url: str) -> View:
        """The picture of links to a page, as its front matter has it; nothing when there are no pictures."""
        return {"social_card": social_card(self.beside.cards, url)} if self.beside.cards else {}

    def of_data(self, listed: View) -> View:
        """What the page of the open data shows besides its own, when the files are known; what it is about is told."""
        site, page = self.site, self.pages[DATA_PAGE]
        if site.url:
            files = distributions(listed, DataPublisher(site.name, site.url))
            self.things[page.url] = structured.dataset(site, page, files)
        return {"files": listed}

    def feed_entry(self, page: Page, body: str) -> bytes | None:
        """The XML of a page's entry, whose cleaned text is `body`; None when it stands in no feed."""
        if entry := self.offered.in_feeds.get(page.uri):
            publisher = self.beside.publisher
            html = article(page, body, publisher, self.beside.settings.templates)
            return entry_xml(self.catalogue, entry, publisher, html)
        return None

    def feed_files(self, entries: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
        """(address, XML) of every feed; `entries` has the XML of the entries in them by the file of the page."""
        return feed_files(self.offered.feeds, self.beside.publisher, entries)

    def head_of(self, page: Link, meta: Mapping[str, Any]) -> View:
        """What other programs read of a page with this front matter."""
        return head(self.site, page, meta, self.things.get(page.url))


def made(root: Path, today: date, review_months: int, site: Site, session: Session) -> Made:
    """Everything that comes from the repository at `root`."""
    loaded = load(root, today, session.entries if session.serving else None)
    catalogue, pictures = loaded.catalogue, images.published(loaded.catalogue, root)
    settings = Settings(root / "overrides", review_months, pictures, site)
    analyser = session.reader(root / ".cache" / "haku")
    terms = terms_of(catalogue, DataPublisher(site.name, f"{site.url.rstrip('/')}/"))
    generated = chain(generate(catalogue, settings, analyser), [open_data_page(terms, _ELSEWHERE)])
    pages = {page.uri: page for page in generated}
    found = (*map(_found, hand_written(root / "docs")), *_titled(pages.values()))
    publisher = Publisher(site.name, site.url or "/", site.identity)
    addresses = (*_addresses(root / "docs"), *(page.url for page in pages.values() if page.indexed))
    shown = cards(catalogue) if is_shown(site.url) else {}
    beside = Beside(catalogue, root, settings, pictures, found, analyser, terms, publisher, addresses, shown)
    return Made(loaded, pages, beside, Subscriptions(catalogue))


def _addresses(docs: Path) -> Iterator[str]:
    """Hand-written pages that search engines may show."""
    pages = (read(docs, uri) for uri in published(docs) if uri.endswith(".md"))
    return (page.url for page in pages if not page.meta.get("robots"))


def _found(page: Hand) -> Document:
    return written_page(page.url, page.title, str(page.meta.get("description", "")), page.text)


def _titled(pages: Iterable[Page]) -> Iterable[Document]:
    """Pages without an entry that can be found."""
    return (written_page(page.url, page.title, page.description, "") for page in pages if page.findable)
