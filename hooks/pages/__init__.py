"""The site's pages from the catalogue: pure functions from entries to page data. Knows nothing of MkDocs."""

from collections.abc import Iterator

from catalogue.catalogue import Catalogue
from insight.insight import Insight
from pages.bottlenecks import bottleneck_pages
from pages.cards import Deck
from pages.compare import compare_page
from pages.embeds import embed_page
from pages.events import event_pages
from pages.forms import form_pages
from pages.front import front_page, search_page
from pages.meetings import meetings_page
from pages.networks import network_pages
from pages.news import news_pages
from pages.overview import overview_pages
from pages.page import Page
from pages.places import place_pages
from pages.practice import practice_pages
from pages.projects import project_pages
from pages.settings import Settings
from pages.subjects import subject_pages
from pages.subscribe import subscribe_page
from search.analysis import Reader, Unread
from search.terms import Terms

__all__ = ["Page", "Settings", "generate"]


def generate(catalogue: Catalogue, settings: Settings, reader: Reader | None = None) -> Iterator[Page]:
    """Every page that comes from the catalogue, in the order of the site's contents; `reader` knows what words mean and
    where their seams are."""
    deck = Deck(catalogue, settings.templates, reader)
    insight = Insight(catalogue, Terms(reader or Unread()))
    yield front_page(catalogue, deck)
    yield search_page(catalogue)
    yield from practice_pages(catalogue, deck, settings)
    yield compare_page(catalogue)
    yield from bottleneck_pages(catalogue)
    yield from subject_pages(catalogue, deck)
    yield from place_pages(catalogue, deck, insight)
    yield meetings_page(catalogue, insight)
    yield from network_pages(catalogue, deck)
    yield from project_pages(catalogue, deck)
    yield from overview_pages(catalogue, settings)
    yield from event_pages(catalogue, deck)
    yield from news_pages(catalogue, deck)
    yield from form_pages()
    yield embed_page(catalogue, settings)
    yield subscribe_page(catalogue)
