"""A table of contents of everything that is published beside the pages, and the writing of it."""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from feeds.ics import calendar_files
from feeds.schedule import calendars
from opendata.file import DataFile
from opendata.files import data_files
from opendata.page import listing
from pages import fonts, geo, images, scripts, styles
from pages.compare import compare_files
from pages.embeds import embed_files
from pages.forms import form_files, source_files
from pages.page import View
from pages.redirects import redirects
from previews.art import Art
from previews.cards import address
from previews.store import Store
from publish.beside import Beside, Content, write
from robots.changes import changed
from robots.llms import llms_files
from robots.sitemap import sitemap_files
from search.build import search_files

FONT = "assets/fonts/schibsted-grotesk.woff2"
MAP = "assets/kartta.svg"


Written = tuple[str, View]  # The folder of the search index, and the files of the open data as their page shows them.


def write_assets(beside: Beside, site: Path) -> Written:
    """Writes everything that is published beside the pages."""
    search_root, search = search_files(beside.catalogue, beside.analyser, beside.found)
    for uri, content in chain(search.items(), files(beside), previews(beside)):
        write(site / uri, content)
    return search_root, listing(_data(beside, site))


def _data(beside: Beside, site: Path) -> Iterator[DataFile]:
    """The files of the open data, each after it has been written, so that not all of them are held at once."""
    for file in data_files(beside.catalogue, beside.terms):
        write(site / file.uri, file.content)
        yield file


def files(beside: Beside) -> Iterator[tuple[str, Content]]:
    """Address and content."""
    catalogue, root = beside.catalogue, beside.root
    yield from redirects(catalogue)
    yield from calendar_files(catalogue, tuple(calendars(catalogue)), beside.publisher)
    yield from compare_files(catalogue)
    yield from form_files(catalogue)
    yield from embed_files(catalogue, beside.settings, beside.analyser)
    yield from source_files(catalogue, root)
    yield FONT, fonts.woff2(root / ".cache" / "fonts")
    yield MAP, geo.svg()
    yield from styles.sheets(root / "docs" / "assets" / "css")
    yield from scripts.scripts(root / "docs" / "assets" / "js")
    yield from images.files(beside.pictures)
    yield from sitemap_files(beside.settings.site, beside.addresses, changed(catalogue))
    yield from llms_files(catalogue, beside.settings.site)


def previews(beside: Beside) -> Iterator[tuple[str, Path]]:
    """The address of each picture of links, and where it is kept; those that are missing are drawn first."""
    if beside.cards:
        store = Store(beside.root / ".cache" / "kortit", Art(beside.root, beside.settings.site.name), beside.analyser)
        store.draw(beside.cards)
        for url, card in beside.cards.items():
            yield address(url), store.file(card)
