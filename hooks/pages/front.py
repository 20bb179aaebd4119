"""The front page, and the page of the search."""

from catalogue.catalogue import Catalogue
from pages import geo, links, marks
from pages.cards import Deck
from pages.events import rows_by_deadline
from pages.news import news_items
from pages.page import Page
from pages.subjects import theme_rows
from pages.tallies import practice_counts

_NEWEST, _SPREAD, _NEWS, _EVENTS = 6, 5, 4, 3


def front_page(catalogue: Catalogue, deck: Deck) -> Page:
    """What is new, what spreads and what is coming."""
    counts = practice_counts(catalogue)
    spread = [
        {
            **links.entry_link(practice),
            "origin": marks.where(practice),
            "spread": marks.spread(catalogue, practice),
            "takers": [item.municipality for item in catalogue.takers(practice)][:6],
        }
        for practice in catalogue.most_adopted[:_SPREAD]
    ]
    return Page(
        uri="index.md",
        title="Etusivu",
        template="etusivu.html",
        section="",
        view={
            "practices": len(catalogue.practices),
            "places": len(counts),
            "themes": theme_rows(catalogue),
            "map": geo.country(counts),
            "newest": deck.of(catalogue.newest[:_NEWEST]),
            "spread": spread,
            "news": news_items(catalogue.latest_news[:_NEWS]),
            "events": rows_by_deadline(catalogue, _EVENTS),
            "past": not catalogue.coming_events and bool(catalogue.past_events),
        },
    )


def search_page(catalogue: Catalogue) -> Page:
    """The search and the faceted catalogue; a script fills it from the index."""
    return Page(
        uri="haku.md",
        title="Haku",
        template="haku.html",
        section="haku/",
        indexed=False,
        description="Hae käytäntöjä, uutisia, tapahtumia, verkostoja ja kuntia.",
        view={"themes": theme_rows(catalogue)},
    )
