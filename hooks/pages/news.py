"""News: lists of it, and what each item is about. The pages and the archive are the blog plugin's."""

from collections.abc import Iterable, Iterator

from catalogue.catalogue import Catalogue, News
from pages import links
from pages.cards import cards
from pages.finnish import capitalised, moment, short_moment
from pages.page import Link, Page, View
from pages.sources import sources


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


def news_pages(catalogue: Catalogue) -> Iterator[Page]:
    """The page of each news item."""
    for entry in catalogue.latest_news:
        data = entry.data
        yield Page(
            uri=f"uutiset/posts/{entry.slug}.md",
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
                "first_day": data.date.first_day,
                "places": links.place_links(catalogue, data.municipalities),
                "networks": links.entry_links(catalogue, "network", data.networks),
                "projects": links.entry_links(catalogue, "project", data.projects),
                "events": links.entry_links(catalogue, "event", data.events),
                "themes": [links.theme_link(catalogue, key) for key in data.themes],
                "tags": [links.tag_link(tag) for tag in data.tags],
                "practices": cards(catalogue, tuple(catalogue.practices[slug] for slug in data.practices)),
                "sources": sources(data.sources),
            },
        )
