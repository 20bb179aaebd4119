"""The site's pages from the catalogue: pure functions from entries to page data. Knows nothing of MkDocs."""

from collections.abc import Iterator

from catalogue.catalogue import Catalogue
from pages.cards import Deck
from pages.events import event_pages
from pages.front import front_page, search_page
from pages.networks import network_pages
from pages.news import news_pages
from pages.page import Page
from pages.places import place_pages
from pages.practice import practice_pages
from pages.settings import Settings
from pages.subjects import subject_pages

__all__ = ["Page", "Settings", "generate"]


def generate(catalogue: Catalogue, settings: Settings, search_root: str = "") -> Iterator[Page]:
    """Every page that comes from the catalogue, in the order of the site's contents; `search_root` is the folder of
    the search index."""
    deck = Deck(catalogue, settings.templates)
    yield front_page(catalogue, deck)
    yield search_page(catalogue, search_root)
    yield from practice_pages(catalogue, deck, settings)
    yield from subject_pages(catalogue, deck)
    yield from place_pages(catalogue, deck)
    yield from network_pages(catalogue, deck)
    yield from event_pages(catalogue, deck)
    yield from news_pages(catalogue, deck)
