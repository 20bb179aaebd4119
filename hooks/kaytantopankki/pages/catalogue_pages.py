"""The front page, the search page, and lists of practices: all, by theme and by tag."""

from collections import Counter
from collections.abc import Iterator

from kaytantopankki import formatting, links
from kaytantopankki.analysis.aggregates import own_practice_counts
from kaytantopankki.content.catalogue import Catalogue
from kaytantopankki.content.municipalities import slugify
from kaytantopankki.page import Link, Page
from kaytantopankki.pages import maps
from kaytantopankki.pages.cards import CardRenderer, index_pages, paged
from kaytantopankki.pages.news_and_events import news_items, rows_by_deadline


def subject_pages(catalogue: Catalogue, deck: CardRenderer) -> Iterator[Page]:
    """The list of practices, the themes and the tags."""
    yield from _all(catalogue, deck)
    yield from _themes(catalogue, deck)
    yield from _tags(catalogue, deck)


def theme_rows(catalogue: Catalogue) -> list[dict[str, object]]:
    """Every theme with how many practices it has."""
    return [
        {
            **links.theme_link(catalogue, key),
            "description": theme.description,
            "count": len(catalogue.practices_by_theme.get(key, ())),
        }
        for key, theme in catalogue.vocabulary.themes.items()
    ]


def _all(catalogue: Catalogue, deck: CardRenderer) -> Iterator[Page]:
    yield from paged(
        Page(
            uri="kaytannot/index.md",
            title="Käytännöt",
            template="kaytannot.html",
            section="kaytannot/",
            description="Kaikki kirjatut käytännöt, uusimmat ensin.",
            view={"count": len(catalogue.practices), "themes": theme_rows(catalogue)},
        ),
        "practices",
        deck.of(catalogue.newest),
    )


def _themes(catalogue: Catalogue, deck: CardRenderer) -> Iterator[Page]:
    yield Page(
        uri="teemat/index.md",
        title="Teemat",
        template="teemat.html",
        section="teemat/",
        description="Käytännöt teemoittain.",
        view={"themes": theme_rows(catalogue), "tags": len(catalogue.practices_by_tag)},
    )
    for key, theme in catalogue.vocabulary.themes.items():
        practices = catalogue.practices_by_theme.get(key, ())
        tags = Counter(tag for practice in practices for tag in practice.data.tags).most_common(16)
        bottlenecks = Counter(item.kind for practice in practices for item in practice.data.bottlenecks).most_common(5)
        view = {
            "icon": theme.icon,
            "description": theme.description,
            "count": len(practices),
            "tags": [{**links.tag_link(tag), "count": count} for tag, count in tags],
            "bottlenecks": [{**links.bottleneck_link(catalogue, kind), "count": count} for kind, count in bottlenecks],
        }
        yield from paged(
            Page(
                uri=f"teemat/{key}.md",
                title=theme.title,
                template="teema.html",
                section="teemat/",
                crumbs=(Link("Teemat", "teemat/"),),
                description=theme.description,
                view=view,
            ),
            "practices",
            deck.of(practices),
        )


def _tags(catalogue: Catalogue, deck: CardRenderer) -> Iterator[Page]:
    rows = [{**links.tag_link(tag), "count": len(practices)} for tag, practices in catalogue.practices_by_tag.items()]
    yield from index_pages(
        Page(
            uri="avainsanat/index.md",
            title="Avainsanat",
            template="avainsanat.html",
            section="teemat/",
            crumbs=(Link("Teemat", "teemat/"),),
            description="Kaikki avainsanat aakkosjärjestyksessä.",
            view={},
        ),
        "groups",
        rows,
    )
    for tag, practices in catalogue.practices_by_tag.items():
        word = catalogue.vocabulary.tags[tag]
        near = Counter(other for practice in practices for other in practice.data.tags if other != tag).most_common(10)
        view = {
            "tag": tag,
            "synonyms": list(word.synonyms),
            "description": word.description or "",
            "count": len(practices),
            "near": [{**links.tag_link(other), "count": count} for other, count in near],
        }
        yield from paged(
            Page(
                uri=f"avainsanat/{slugify(tag)}.md",
                title=f"Avainsana: {tag}",
                template="avainsana.html",
                section="teemat/",
                crumbs=(Link("Teemat", "teemat/"), Link("Avainsanat", "avainsanat/")),
                description=f"Käytännöt, joiden avainsana on {tag}.",
                view=view,
            ),
            "practices",
            deck.of(practices),
        )


_NEWEST, _SPREAD, _NEWS, _EVENTS = 6, 5, 4, 3


def front_page(catalogue: Catalogue, deck: CardRenderer) -> Page:
    """What is new, what spreads and what is coming."""
    counts = own_practice_counts(catalogue)
    spread = [
        {
            **links.entry_link(practice),
            "origin": formatting.municipalities_text(practice),
            "spread": formatting.adoptions_view(catalogue, practice),
            "takers": [item.municipality for item in catalogue.adopters(practice)][:6],
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
            "map": maps.dot_map(counts),
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
        allow_indexing=False,
        description="Hae käytäntöjä, uutisia, tapahtumia, verkostoja ja kuntia.",
        view={"themes": theme_rows(catalogue)},
    )
