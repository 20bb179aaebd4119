"""The site's pages from the catalogue: pure functions from entries to page data. Knows nothing of MkDocs."""

from collections.abc import Iterator

from kaytantopankki.analysis import Analysis
from kaytantopankki.content.catalogue import Catalogue
from kaytantopankki.page import Page
from kaytantopankki.pages import (
    bottleneck_pages,
    catalogue_pages,
    compare_page,
    form_pages,
    indicator_pages,
    municipality_pages,
    network_pages,
    news_and_events,
    overview_pages,
    practice_pages,
    subscriptions,
)
from kaytantopankki.pages.cards import CardRenderer
from kaytantopankki.search import analyser
from kaytantopankki.settings import Settings


def generate(catalogue: Catalogue, settings: Settings, reader: analyser.WordReader | None = None) -> Iterator[Page]:
    """Every page that comes from the catalogue, in the order of the site's contents; `reader` knows what words mean and
    where their seams are."""
    cards = CardRenderer(catalogue, settings.templates, reader)
    analysis = Analysis(catalogue, analyser.Terms(reader or analyser.CachedAnalyser()))
    yield from catalogue_pages.catalogue_pages(catalogue, cards)
    yield from practice_pages.practice_pages(catalogue, cards, settings)
    yield compare_page.compare_page(catalogue)
    yield from bottleneck_pages.bottleneck_pages(catalogue)
    yield from indicator_pages.indicator_pages(catalogue)
    yield from municipality_pages.place_pages(catalogue, cards, analysis)
    yield bottleneck_pages.meetings_page(catalogue, analysis)
    yield from network_pages.network_pages(catalogue, cards, settings)
    yield from overview_pages.overview_pages(catalogue, settings)
    yield from news_and_events.event_pages(catalogue, cards, settings)
    yield from news_and_events.news_pages(catalogue, cards, settings)
    yield from form_pages.form_pages()
    yield subscriptions.embed_page(catalogue, settings)
    yield subscriptions.subscribe_page(catalogue)
