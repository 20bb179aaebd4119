"""Lists of practices: all, by theme and by tag."""

from collections.abc import Iterator

from catalogue.catalogue import Catalogue
from catalogue.reference import slugify
from pages import links
from pages.cards import Deck
from pages.figures import most_common
from pages.listing import index_pages, paged
from pages.page import Link, Page


def subject_pages(catalogue: Catalogue, deck: Deck) -> Iterator[Page]:
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


def _all(catalogue: Catalogue, deck: Deck) -> Iterator[Page]:
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


def _themes(catalogue: Catalogue, deck: Deck) -> Iterator[Page]:
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
        tags = most_common(tag for practice in practices for tag in practice.data.tags)[:16]
        bottlenecks = most_common(item.kind for practice in practices for item in practice.data.bottlenecks)[:5]
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


def _tags(catalogue: Catalogue, deck: Deck) -> Iterator[Page]:
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
        near = most_common(other for practice in practices for other in practice.data.tags if other != tag)[:10]
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
