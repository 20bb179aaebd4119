"""Everything that a build makes of the repository: pages, what is published beside them, and its writing."""

import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Any

from kaytantopankki.content.catalogue import Catalogue
from kaytantopankki.content.loader import (
    EntryCache,
    Loaded,
    StaticPage,
    load,
    published_files,
    read_static_page,
    static_pages,
)
from kaytantopankki.links import redirect_pages
from kaytantopankki.outputs import jsonld
from kaytantopankki.outputs.card_renderer import CardArt, CardCache, is_shown
from kaytantopankki.outputs.feeds import FeedPublisher, calendar_files, entry_xml, feed_article, feed_files
from kaytantopankki.outputs.llms import llms_files
from kaytantopankki.outputs.open_data import DATA_PAGE, data_files, distributions, file_listing, open_data_page
from kaytantopankki.outputs.page_head import page_head
from kaytantopankki.outputs.records import DataFile, DataPublisher, Terms, terms_of
from kaytantopankki.outputs.sitemap import last_changes, sitemap_files
from kaytantopankki.outputs.social_cards import Card, card_address, cards, social_card
from kaytantopankki.page import Context, Link, Page
from kaytantopankki.pages import assets, generate
from kaytantopankki.pages.compare_page import compare_files
from kaytantopankki.pages.embed_page import embed_files
from kaytantopankki.pages.form_pages import form_files, source_files
from kaytantopankki.pages.maps import country_svg
from kaytantopankki.pages.subscriptions import Subscriptions, calendars
from kaytantopankki.search import index
from kaytantopankki.search.analyser import Analyser, CachedAnalyser
from kaytantopankki.search.documents import Document, written_page
from kaytantopankki.search.index import findable, search_files
from kaytantopankki.settings import Settings, Site


@dataclass
class ServeState:
    """State of one run of MkDocs. `serving`: whether it is `mkdocs serve`. `entries`: entries of the latest build, by
    file. `frame`: what every page depends on. `pages`, `assets`: what the latest build wrote, by path. `shown`: output
    files of all pages that are there. `search`: the process that makes the search index."""

    serving: bool = False
    entries: EntryCache = field(default_factory=EntryCache)
    frame: object = None
    pages: Mapping[str, Page] = field(default_factory=dict)
    shown: frozenset[str] = frozenset()
    assets: dict[str, str | bytes] = field(default_factory=dict)
    search: subprocess.Popen[bytes] | None = None
    _reader: tuple[int, CachedAnalyser] | None = None

    def reader(self, cache: Path) -> Analyser:
        """Analyses every word for a site to be published; a server takes only those that are in the cache already."""
        if not self.serving:
            return Analyser(cache)
        stamp = max((file.stat().st_mtime_ns for file in cache.glob("*")), default=0)
        if self._reader is None or self._reader[0] != stamp:
            self._reader = stamp, CachedAnalyser(cache)
        return self._reader[1]

    def end(self) -> None:
        """Stops the process that makes the search index."""
        if self.search:
            self.search.kill()
            self.search.wait()
            self.search = None


Content = str | bytes | Path  # A path is that of a file to copy.


@dataclass(frozen=True)
class AssetContext:
    """What the files are made of: the catalogue, the repository, its settings, the pages that can be found without an
    entry, the terms of the open data, who publishes the calendars, the addresses of the pages that search engines may
    show, and the pictures of links by the address of their page."""

    catalogue: Catalogue
    root: Path
    settings: Settings
    pictures: Mapping[str, Mapping[assets.ImageSize, Path]]
    found: tuple[Document, ...]
    analyser: Analyser
    terms: Terms
    publisher: FeedPublisher
    addresses: tuple[str, ...]
    cards: Mapping[str, Card]


def write_file(file: Path, content: Content) -> None:
    """Writes a file, or copies one. Most folders are there already."""
    try:
        _put(file, content)
    except FileNotFoundError:
        file.parent.mkdir(parents=True, exist_ok=True)
        _put(file, content)


def _put(file: Path, content: Content) -> None:
    if isinstance(content, Path):
        shutil.copyfile(content, file)
    else:
        with file.open("wb") as written:
            written.write(content.encode() if isinstance(content, str) else content)


FONT = "assets/fonts/schibsted-grotesk.woff2"
MAP = "assets/kartta.svg"


# The folder of the search index, and the files of the open data as their page shows them.
Written = tuple[str, Context]


def write_assets(build: "SiteBuild", site: Path) -> Written:
    """Writes everything that is published beside the pages."""
    beside = build.beside
    search_root, search = search_files(beside.catalogue, beside.analyser, beside.found)
    for uri, content in chain(search.items(), asset_files(beside), social_card_files(beside)):
        write_file(site / uri, content)
    return search_root, file_listing(_data(beside, site))


def _data(beside: AssetContext, site: Path) -> Iterator[DataFile]:
    """The files of the open data, each after it has been written, so that not all of them are held at once."""
    for file in data_files(beside.catalogue, beside.terms):
        write_file(site / file.uri, file.content)
        yield file


def asset_files(beside: AssetContext) -> Iterator[tuple[str, Content]]:
    """Address and content."""
    catalogue, root = beside.catalogue, beside.root
    yield from redirect_pages(catalogue)
    yield from calendar_files(catalogue, tuple(calendars(catalogue)), beside.publisher)
    yield from compare_files(catalogue)
    yield from form_files(catalogue)
    yield from embed_files(catalogue, beside.settings, beside.analyser)
    yield from source_files(catalogue, root)
    yield FONT, assets.font_file(root / ".cache" / "fonts")
    yield MAP, country_svg()
    yield from assets.style_sheets(root / "docs" / "assets" / "css")
    yield from assets.script_files(root / "docs" / "assets" / "js")
    yield from assets.published_images(beside.pictures)
    yield from sitemap_files(beside.settings.site, beside.addresses, last_changes(catalogue))
    yield from llms_files(catalogue, beside.settings.site)


def social_card_files(beside: AssetContext) -> Iterator[tuple[str, Path]]:
    """The address of each picture of links, and where it is kept; those that are missing are drawn first."""
    if beside.cards:
        store = CardCache(
            beside.root / ".cache" / "kortit", CardArt(beside.root, beside.settings.site.name), beside.analyser
        )
        store.draw(beside.cards)
        for url, card in beside.cards.items():
            yield card_address(url), store.file(card)


def write_changed_assets(build: "SiteBuild", site: Path, session: ServeState) -> Written:
    """Writes what differs from the server's build before, and begins to make the search index."""
    beside = build.beside
    data = [*data_files(beside.catalogue, beside.terms)]
    for uri, content in chain(((file.uri, file.content) for file in data), asset_files(beside)):
        if _changed(uri, content, site, session):
            write_file(site / uri, content)
    session.end()
    found = findable(beside.catalogue, beside.found)
    session.search = index.start_indexing(found, beside.root / ".cache" / "haku", site)
    return index.PREVIEW_ADDRESS, file_listing(data)


def _changed(uri: str, content: Content, site: Path, session: ServeState) -> bool:
    if isinstance(content, Path):
        target = site / uri
        return not target.exists() or target.stat().st_mtime_ns < content.stat().st_mtime_ns
    before = session.assets.get(uri)
    session.assets[uri] = content
    return content != before


_ELSEWHERE = (Link("Tilaa syötteet ja kalenterit", "tilaa/"), Link("Näytä käytäntöjä omalla sivustollasi", "upota/"))
# What the site is made of and is not published as it stands: beginnings of paths in docs/.
UNPUBLISHED = (assets.PUBLISHED, "assets/css/", "assets/js/lomake/")


@dataclass(frozen=True)
class SiteBuild:
    """`pages` are by the path of their Markdown file; `beside` is what is published beside the pages, and `offered`
    what can be subscribed to."""

    loaded: Loaded
    pages: dict[str, Page]
    beside: AssetContext
    offered: Subscriptions

    @property
    def catalogue(self) -> Catalogue:
        """The sound entries."""
        return self.loaded.catalogue

    @property
    def settings(self) -> Settings:
        """What the network has chosen in `mkdocs.yml`."""
        return self.beside.settings

    @property
    def analyser(self) -> Analyser:
        """What knows the words."""
        return self.beside.analyser

    @cached_property
    def things(self) -> dict[str, jsonld.Node]:
        """What each page is about, by its address."""
        return jsonld.jsonld_nodes(self.catalogue, self.settings)

    def shared(self, url: str) -> Context:
        """The picture of links to a page, as its front matter has it; nothing when there are no pictures."""
        return {"social_card": social_card(self.beside.cards, url)} if self.beside.cards else {}

    def of_data(self, listed: Context) -> Context:
        """What the page of the open data shows besides its own, when the files are known; what it is about is told."""
        site, page = self.settings.site, self.pages[DATA_PAGE]
        if site.url:
            files = distributions(listed, DataPublisher(site.name, site.url))
            self.things[page.url] = jsonld.dataset_node(site, page, files)
        return {"files": listed}

    def feed_entry(self, page: Page, body: str) -> bytes | None:
        """The XML of a page's entry, whose cleaned text is `body`; None when it stands in no feed."""
        if entry := self.offered.in_feeds.get(page.uri):
            publisher = self.beside.publisher
            html = feed_article(page, body, publisher, self.settings.templates)
            return entry_xml(self.catalogue, entry, publisher, html)
        return None

    def feed_files(self, entries: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
        """(address, XML) of every feed; `entries` has the XML of the entries in them by the file of the page."""
        return feed_files(self.offered.feeds, self.beside.publisher, entries)

    def head_of(self, page: Link, meta: Mapping[str, Any]) -> Context:
        """What other programs read of a page with this front matter."""
        return page_head(self.settings.site, page, meta, self.things.get(page.url))


def build_site(root: Path, today: date, review_months: int, site: Site, session: ServeState) -> SiteBuild:
    """Everything that comes from the repository at `root`."""
    loaded = load(root, today, session.entries if session.serving else None)
    catalogue, pictures = loaded.catalogue, assets.image_files(loaded.catalogue, root)
    settings = Settings(root / "overrides", review_months, pictures, site)
    analyser = session.reader(root / ".cache" / "haku")
    terms = terms_of(catalogue, DataPublisher(site.name, f"{site.url.rstrip('/')}/"))
    generated = chain(generate(catalogue, settings, analyser), [open_data_page(terms, _ELSEWHERE)])
    pages = {page.uri: page for page in generated}
    found = (*map(_static_document, static_pages(root / "docs")), *_page_documents(pages.values()))
    publisher = FeedPublisher(site.name, site.url or "/", site.identity)
    addresses = (*_addresses(root / "docs"), *(page.url for page in pages.values() if page.allow_indexing))
    shown = cards(catalogue) if is_shown(site.url) else {}
    beside = AssetContext(catalogue, root, settings, pictures, found, analyser, terms, publisher, addresses, shown)
    return SiteBuild(loaded, pages, beside, Subscriptions(catalogue))


def _addresses(docs: Path) -> Iterator[str]:
    """Hand-written pages that search engines may show."""
    pages = (read_static_page(docs, uri) for uri in published_files(docs) if uri.endswith(".md"))
    return (page.url for page in pages if not page.meta.get("robots"))


def _static_document(page: StaticPage) -> Document:
    return written_page(page.url, page.title, str(page.meta.get("description", "")), page.text)


def _page_documents(pages: Iterable[Page]) -> Iterable[Document]:
    """Pages without an entry that can be found."""
    return (written_page(page.url, page.title, page.description, "") for page in pages if page.in_site_search)
