"""News: a page for each item, and lists of all, by year and by theme."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from catalogue.catalogue import Catalogue, News
from pages import links
from pages.cards import Deck
from pages.finnish import capitalised, moment, short_moment
from pages.listing import paged
from pages.page import Link, Page, View
from pages.sources import sources

_PER_PAGE = 30


def news_items(entries: Iterable[News]) -> list[View]:
    """News as rows of a list."""
    return [news_item(entry) for entry in entries]


def news_item(entry: News) -> View:
    """One row: date, title, summary."""
    data = entry.data
    return {
        **links.entry_link(entry),
        "date": short_moment(data.date),
        "iso": str(data.date)[:10],
        "summary": data.summary,
        "type": capitalised(data.type.label),
    }


def news_pages(catalogue: Catalogue, deck: Deck) -> Iterator[Page]:
    """Every news item, the list of all, and the lists by year and theme."""
    yield from _items(catalogue, deck)
    years: list[View] = [
        {"title": year, "url": f"uutiset/vuosi/{year}/", "count": len(found)}
        for year, found in catalogue.news_by_year.items()
    ]
    themes: list[View] = [
        {**links.theme_link(catalogue, key), "url": f"uutiset/teema/{key}/", "count": len(catalogue.news_by_theme[key])}
        for key in catalogue.vocabulary.themes
        if key in catalogue.news_by_theme
    ]
    view = {"years": years, "themes": themes}
    first = Page(
        uri="uutiset/index.md",
        title="Uutiset",
        template="uutiset.html",
        section="uutiset/",
        view=view,
        description="Uutisia kuntien verkostoista ja kestävyystyöstä.",
    )
    yield from paged(first, "news", news_items(catalogue.latest_news), _PER_PAGE)
    crumbs = (Link("Uutiset", "uutiset/"),)
    for link, found in ((link, catalogue.news_by_year[link["title"]]) for link in years):
        page = replace(
            first,
            uri=link["url"].rstrip("/") + ".md",
            title=f"Uutiset vuodelta {link['title']}",
            description=f"Uutisia kuntien verkostoista ja kestävyystyöstä vuodelta {link['title']}.",
            crumbs=crumbs,
        )
        yield from paged(page, "news", news_items(found), _PER_PAGE)
    for key, found in catalogue.news_by_theme.items():
        title = catalogue.vocabulary.themes[key].title
        page = replace(
            first,
            uri=f"uutiset/teema/{key}.md",
            title=f"Uutiset: {title}",
            description=f"Uutisia kuntien kestävyystyöstä. Teema: {title}.",
            crumbs=crumbs,
        )
        yield from paged(page, "news", news_items(found), _PER_PAGE)


def _items(catalogue: Catalogue, deck: Deck) -> Iterator[Page]:
    for entry in catalogue.latest_news:
        data = entry.data
        yield Page(
            uri=f"uutiset/{entry.slug}.md",
            title=data.title,
            template="uutinen.html",
            section="uutiset/",
            crumbs=(Link("Uutiset", "uutiset/"),),
            description=data.summary,
            body=entry.body,
            source=entry.path,
            contributed=True,
            view={
                **news_item(entry),
                "when": capitalised(moment(data.date)),
                "places": links.place_links(catalogue, data.municipalities),
                "networks": links.entry_links(catalogue, "network", data.networks),
                "projects": links.entry_links(catalogue, "project", data.projects),
                "events": links.entry_links(catalogue, "event", data.events),
                "themes": [links.theme_link(catalogue, key) for key in data.themes],
                "tags": [links.tag_link(tag) for tag in data.tags],
                "practices": deck.of(tuple(catalogue.practices[slug] for slug in data.practices)),
                "sources": sources(data.sources),
            },
        )
