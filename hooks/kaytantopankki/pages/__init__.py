"""The site's pages from the catalogue: pure functions from entries to page data. Knows nothing of MkDocs."""

from collections.abc import Iterator

from kaytantopankki.analysis import Analysis
from kaytantopankki.content.catalogue import Catalogue
from kaytantopankki.page import Page
from kaytantopankki.pages.bottleneck_pages import bottleneck_pages, meetings_page
from kaytantopankki.pages.cards import CardRenderer
from kaytantopankki.pages.catalogue_pages import front_page, search_page, subject_pages
from kaytantopankki.pages.compare_page import compare_page
from kaytantopankki.pages.embed_page import embed_page
from kaytantopankki.pages.form_pages import form_pages
from kaytantopankki.pages.municipality_pages import place_pages
from kaytantopankki.pages.network_pages import network_pages, project_pages
from kaytantopankki.pages.news_and_events import event_pages, news_pages
from kaytantopankki.pages.overview_pages import overview_pages
from kaytantopankki.pages.practice_pages import practice_pages
from kaytantopankki.pages.subscriptions import subscribe_page
from kaytantopankki.search.analyser import UnknownWords, WordReader
from kaytantopankki.search.terms import Terms
from kaytantopankki.settings import Settings


def generate(catalogue: Catalogue, settings: Settings, reader: WordReader | None = None) -> Iterator[Page]:
    """Every page that comes from the catalogue, in the order of the site's contents; `reader` knows what words mean and
    where their seams are."""
    deck = CardRenderer(catalogue, settings.templates, reader)
    insight = Analysis(catalogue, Terms(reader or UnknownWords()))
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
