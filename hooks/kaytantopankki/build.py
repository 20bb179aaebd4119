"""One build of the site: its pages, the files published beside them, and the writing of those files."""

import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, partial
from itertools import chain
from pathlib import Path
from typing import Any

from jinja2 import Environment

from kaytantopankki.content import body_markdown, loader, messages
from kaytantopankki.content.catalogue import Catalogue
from kaytantopankki.content.static_pages import StaticPage
from kaytantopankki.links import redirect_pages
from kaytantopankki.outputs import card_renderer, data_package, feeds, jsonld, llms, open_data, sitemap, social_cards
from kaytantopankki.page import Context, Link, Page
from kaytantopankki.pages import assets, body, compare_page, form_pages, generate, maps
from kaytantopankki.pages.subscriptions import Subscriptions, embed_files
from kaytantopankki.search import documents, index
from kaytantopankki.search.analyser import Analyser, CachedAnalyser
from kaytantopankki.settings import Settings, Site

_OTHER_WAYS = (Link("Tilaa syötteet ja kalenterit", "tilaa/"), Link("Näytä käytäntöjä omalla sivustollasi", "upota/"))

Content = str | bytes


@dataclass
class SiteBuild:
    """What a build makes of the repository at `root`. `pages` are by the path of their Markdown file, `images` by name
    the file of each size, `static_pages` the sound hand-written pages, and `cards` the link pictures by the URL of the page.

    Known as the build goes on: the folder of the search index, the files of the open data as their page shows them, what
    is wrong with macros and links, and the Atom entries by the Markdown file of their page."""

    root: Path
    loaded: loader.Loaded
    settings: Settings
    analyser: Analyser
    pages: dict[str, Page]
    images: assets.Pictures
    static_pages: tuple[StaticPage, ...]
    cards: Mapping[str, card_renderer.Card]
    subscriptions: Subscriptions
    publisher: Site
    release: data_package.Release
    search_root: str = ""
    data_files: Context = field(default_factory=dict)
    page_problems: Sequence[messages.Problem] = ()
    feed_entries: dict[str, str] = field(default_factory=dict)

    @property
    def problems(self) -> tuple[messages.Problem, ...]:
        """What is wrong in the content."""
        return tuple(sorted((*self.loaded.problems, *self.page_problems)))

    @property
    def catalogue(self) -> Catalogue:
        """The entries without problems."""
        return self.loaded.catalogue

    @property
    def search_documents(self) -> tuple[documents.Document, ...]:
        """All that can be found: the catalogue, hand-written pages with a text of their own, and generated pages without
        an entry."""
        written = (
            documents.written_page(page.url, page.title, str(page.meta.get("description", "")), page.text)
            for page in self.static_pages
            if page.text.strip() and not page.meta.get("robots")
        )
        generated = (page for page in self.pages.values() if page.in_site_search)
        others = (documents.written_page(page.url, page.title, page.description, "") for page in generated)
        return (*documents.documents(self.catalogue), *written, *others)

    @property
    def indexed_urls(self) -> tuple[str, ...]:
        """The URLs that search engines may show."""
        written = (page.url for page in self.static_pages if not page.meta.get("robots"))
        return (*written, *(page.url for page in self.pages.values() if page.allow_indexing))

    @cached_property
    def jsonld_nodes(self) -> dict[str, jsonld.Node]:
        """What each page is about in the words of schema.org, by the URL of the page."""
        return jsonld.jsonld_nodes(self.catalogue, self.settings)

    def body_html(self, page: Page) -> str:
        """The contributed text of a page as safe HTML."""
        return body.readable(
            body_markdown.render_html(page.body, partial(body_markdown.site_href, page.source or "", page.url))
        )

    def social_card(self, url: str) -> Context:
        """The link picture of a page as its front matter has it; empty when the site draws none."""
        return {"social_card": social_cards.social_card(self.cards, url)} if self.cards else {}

    def data_page_context(self) -> Context:
        """What the page of the open data shows of the published files, which are also added to its JSON-LD."""
        site, page = self.settings.site, self.pages[open_data.DATA_PAGE]
        if site.url:
            files = [file for group in open_data.SHOWN for file in self.data_files[group]]
            self.jsonld_nodes[page.url] = jsonld.dataset_node(site, page, files)
        return {"files": self.data_files}

    def add_feed_entry(self, page: Page, html: str) -> None:
        """Makes the Atom entry of a page whose text is `html`, if it stands in a feed."""
        if entry := self.subscriptions.in_feeds.get(page.url):
            theme = self.settings.templates
            self.feed_entries[page.url] = feeds.entry_xml(self.catalogue, entry, page, html, self.publisher, theme)

    def feed_files(self) -> Iterator[tuple[str, bytes]]:
        """(path, XML) of every feed; of none when some entry is missing: a server renders only what has changed."""
        if self.subscriptions.in_feeds.keys() <= self.feed_entries.keys():
            yield from feeds.feed_files(self.subscriptions.feeds, self.publisher, self.feed_entries)

    def page_head(self, page: Link, meta: Mapping[str, Any]) -> Context:
        """What the head of a page with this front matter tells other programs."""
        return jsonld.page_head(self.settings.site, page, meta, self.jsonld_nodes.get(page.url))


@dataclass
class ServeState:
    """What `mkdocs serve` keeps from build to build. `serving`: whether it is running. `entries`: entries of the latest
    build, by file. `frame`: what every page depends on. `pages`, `assets`: what the latest build wrote, by path.
    `output_files`: of all pages that are there. `indexing`: the process that makes the search index. `environment`:
    Jinja's, with the templates that it has compiled. `failure`: why the latest build failed."""

    serving: bool = False
    entries: loader.EntryCache = field(default_factory=loader.EntryCache)
    frame: object = None
    pages: Mapping[str, Page] = field(default_factory=dict)
    output_files: frozenset[str] = frozenset()
    assets: dict[str, str | bytes] = field(default_factory=dict)
    indexing: subprocess.Popen[bytes] | None = None
    failure: str = ""
    environment: Environment | None = None
    _analyser: tuple[int, CachedAnalyser] | None = None

    def analyser(self, cache: Path) -> Analyser:
        """Analyses every word for a site to be published; a server knows only the words that are in the cache already,
        because the analyser takes seconds to load and a gigabyte of memory."""
        if not self.serving:
            return Analyser(cache)
        stamp = max((file.stat().st_mtime_ns for file in cache.glob("*")), default=0)
        if self._analyser is None or self._analyser[0] != stamp:
            self._analyser = stamp, CachedAnalyser(cache)
        return self._analyser[1]

    def stop_indexing(self) -> None:
        """Ends the process that makes the search index."""
        if self.indexing:
            self.indexing.kill()
            self.indexing.wait()
            self.indexing = None


def build_site(root: Path, today: date, review_months: int, site: Site, state: ServeState) -> SiteBuild:
    """Everything that is made of the repository at `root` on the day `today`, but for the files beside the pages."""
    loaded = loader.load(root, today, state.entries if state.serving else None)
    catalogue = loaded.catalogue
    images = assets.image_files(catalogue, root)
    settings = Settings(root / "overrides", review_months, images, site)
    analyser = state.analyser(root / ".cache" / "haku")
    release = data_package.Release.of(catalogue, site.name, f"{site.url.rstrip('/')}/")
    generated = chain(generate(catalogue, settings, analyser), [open_data.open_data_page(release, _OTHER_WAYS)])
    return SiteBuild(
        root,
        loaded,
        settings,
        analyser,
        {page.uri: page for page in generated},
        images,
        tuple(page for page in loaded.pages if not page.problems),
        social_cards.cards(catalogue) if social_cards.is_shown(site.url) else {},
        Subscriptions(catalogue),
        replace(site, url=site.url or "/"),
        release,
    )


def write_assets(build: SiteBuild, site_dir: Path) -> None:
    """Writes everything that is published beside the pages."""
    facets, words = index.facets(build.catalogue), build.catalogue.vocabulary.search
    build.search_root, search = index.search_files(build.search_documents, facets, words, build.analyser)
    for uri, content in chain(search.items(), _asset_files(build), _social_card_files(build)):
        write_file(site_dir / uri, content)
    build.data_files = open_data.file_listing(_write_data(build, site_dir))


def write_changes(build: SiteBuild, site_dir: Path, state: ServeState) -> None:
    """The same for a server: writes what has changed since its build before, and starts to make the search index."""
    data = [*open_data.data_files(build.catalogue, build.release)]
    for uri, content in chain(((file.uri, file.content) for file in data), _asset_files(build)):
        if state.assets.get(uri) != content:
            state.assets[uri] = content
            write_file(site_dir / uri, content)
    state.stop_indexing()
    cache = build.root / ".cache" / "haku"
    state.indexing = index.start_indexing(build.search_documents, build.catalogue, cache, site_dir)
    build.search_root, build.data_files = index.PREVIEW_ADDRESS, open_data.file_listing(data)


def write_file(file: Path, content: Content) -> None:
    """Writes a file and the folders it is in."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content.encode() if isinstance(content, str) else content)


def _write_data(build: SiteBuild, site_dir: Path) -> Iterator[open_data.DataFile]:
    """The files of the open data, each after it has been written, so that not all of them are held at once."""
    for file in open_data.data_files(build.catalogue, build.release):
        write_file(site_dir / file.uri, file.content)
        yield file


def _asset_files(build: SiteBuild) -> Iterator[tuple[str, Content]]:
    """(path, content) of what is neither a page, the search index, open data nor a link picture."""
    catalogue, settings, root = build.catalogue, build.settings, build.root
    above = {page.url: page.crumbs[-1].url if page.crumbs else "" for page in build.pages.values()}
    above |= {page.url: "" for page in build.loaded.pages}
    for uri, html in embed_files(catalogue, settings, build.analyser):
        above[uri.removesuffix("index.html")] = "upota/"
        yield uri, html
    yield from redirect_pages(catalogue, above)
    yield from feeds.calendar_files(catalogue, build.subscriptions.calendars, build.publisher)
    yield from compare_page.compare_files(catalogue)
    yield from form_pages.form_files(catalogue)
    yield from form_pages.source_files(catalogue, root)
    yield "assets/fonts/schibsted-grotesk.woff2", assets.font_file(root / ".cache" / "fonts")
    yield "assets/kartta.svg", maps.country_svg()
    yield from assets.style_sheets(root / "docs" / "assets" / "css")
    yield from assets.script_files(root / "docs" / "assets" / "js")
    yield from assets.published_images(build.images)
    yield from sitemap.sitemap_files(settings.site, build.indexed_urls, sitemap.last_changes(catalogue))
    yield from llms.llms_files(catalogue, settings.site)


def _social_card_files(build: SiteBuild) -> Iterator[tuple[str, bytes]]:
    """(path, picture) of each link picture."""
    if build.cards:
        art = card_renderer.CardArt(build.root, build.settings.site.name)
        cache = social_cards.CardCache(build.root / ".cache" / "kortit", art, build.analyser)
        yield from cache.pictures(build.cards)
