"""The front page, the search page, and the lists of practices from the catalogue: all, by theme and by tag."""

from collections.abc import Iterator
from functools import partial

from kaytantopankki import formatting, links
from kaytantopankki.content.catalogue import Catalogue
from kaytantopankki.content.municipalities import slugify
from kaytantopankki.page import Context, Page, titled_page
from kaytantopankki.pages import maps, news_and_events
from kaytantopankki.pages.cards import CardRenderer, lettered_pages, numbered_pages

_NEWEST, _SPREAD, _ADOPTERS, _NEWS, _EVENTS = 6, 5, 6, 4, 3
_MOST_TAGS, _MOST_BOTTLENECKS, _MOST_NEAR_TAGS = 16, 5, 10


def catalogue_pages(catalogue: Catalogue, cards: CardRenderer) -> Iterator[Page]:
    """The front page, the search page, the list of practices, the themes and the tags."""
    yield _front_page(catalogue, cards)
    yield titled_page("haku.md", {"themes": _theme_rows(catalogue)})
    practices = titled_page("kaytannot/index.md", {"count": len(catalogue.practices), "themes": _theme_rows(catalogue)})
    yield from numbered_pages(practices, "practices", cards.of(catalogue.newest))
    yield from _theme_pages(catalogue, cards)
    yield from _tag_pages(catalogue, cards)


def _front_page(catalogue: Catalogue, cards: CardRenderer) -> Page:
    """What is new, what spreads and what is coming."""
    return titled_page(
        "index.md",
        {
            "practices": len(catalogue.practices),
            "places": len(catalogue.practices_by_municipality),
            "themes": _theme_rows(catalogue),
            "map": maps.dot_map(catalogue.practices_by_municipality),
            "newest": cards.of(catalogue.newest[:_NEWEST]),
            "spread": [
                {
                    **links.entry_link(practice),
                    "origin": formatting.municipalities_text(practice),
                    "spread": formatting.adoptions_view(catalogue, practice),
                    "takers": [item.municipality for item in catalogue.adopters(practice)][:_ADOPTERS],
                }
                for practice in catalogue.most_adopted[:_SPREAD]
            ],
            "news": list(map(news_and_events.news_row, catalogue.latest_news[:_NEWS])),
            "events": news_and_events.rows_by_deadline(catalogue, _EVENTS),
        },
    )


def _theme_rows(catalogue: Catalogue) -> list[Context]:
    """Every theme with how many practices it has."""
    return [
        {
            **links.theme_link(catalogue, key),
            "description": theme.description,
            "count": len(catalogue.practices_by_theme.get(key, ())),
        }
        for key, theme in catalogue.vocabulary.themes.items()
    ]


def _theme_pages(catalogue: Catalogue, cards: CardRenderer) -> Iterator[Page]:
    yield titled_page("teemat/index.md", {"themes": _theme_rows(catalogue), "tags": len(catalogue.practices_by_tag)})
    for key, theme in catalogue.vocabulary.themes.items():
        practices = catalogue.practices_by_theme.get(key, ())
        bottlenecks = (item.kind for practice in practices for item in practice.data.bottlenecks)
        tags = (tag for practice in practices for tag in practice.data.tags)
        view = {
            "icon": theme.icon,
            "description": theme.description,
            "count": len(practices),
            "tags": links.with_counts(links.tag_link, tags, _MOST_TAGS),
            "bottlenecks": links.with_counts(partial(links.bottleneck_link, catalogue), bottlenecks, _MOST_BOTTLENECKS),
        }
        page = titled_page("teemat/{key}.md", view, key=key, title=theme.title, description=theme.description)
        yield from numbered_pages(page, "practices", cards.of(practices))


def _tag_pages(catalogue: Catalogue, cards: CardRenderer) -> Iterator[Page]:
    index = titled_page("avainsanat/index.md", {})
    rows = [{**links.tag_link(tag), "count": len(practices)} for tag, practices in catalogue.practices_by_tag.items()]
    yield from lettered_pages(index, "groups", rows)
    for tag, practices in catalogue.practices_by_tag.items():
        word = catalogue.vocabulary.tags[tag]
        others = (other for practice in practices for other in practice.data.tags if other != tag)
        view = {
            "tag": tag,
            **formatting.fields_of(word, "synonyms", "description"),
            "count": len(practices),
            "near": links.with_counts(links.tag_link, others, _MOST_NEAR_TAGS),
        }
        page = titled_page("avainsanat/{slug}.md", view, slug=slugify(tag), tag=tag)
        yield from numbered_pages(page, "practices", cards.of(practices))
