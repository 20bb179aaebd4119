"""The practice card, the same everywhere."""

from catalogue.catalogue import Catalogue, Practice
from catalogue.types import Moment
from pages import figures, links, marks
from pages.finnish import period, short_moment
from pages.page import View


def card(catalogue: Catalogue, practice: Practice) -> View:
    """A practice as an index card."""
    data = practice.data
    main = figures.main_result(data.results)
    spread = marks.spread(catalogue, practice)
    when = period(data.started, data.ended)
    return {
        "title": data.title,
        "url": links.address(practice),
        "slug": practice.slug,
        "theme": links.theme_link(catalogue, data.themes[0]),
        "where": " · ".join(filter(None, (marks.where(practice), when))),
        "summary": data.summary,
        "key": figures.result(main, catalogue.vocabulary) if main else None,
        "stage": marks.stage(practice),
        "spread": spread if spread["text"] else None,
        "source": source_age(practice),
    }


def cards(catalogue: Catalogue, practices: tuple[Practice, ...]) -> list[View]:
    """Practices as cards, in the order given."""
    return [card(catalogue, practice) for practice in practices]


def newest_source(practice: Practice) -> Moment | None:
    """The date of the newest source."""
    return max((source.date for source in practice.data.sources if source.date), default=None)


def source_age(practice: Practice) -> str:
    """When the newest source is from, in a few words."""
    newest = newest_source(practice)
    return f"Lähde {short_moment(newest)}" if newest else "Lähde päiväämätön" if practice.data.sources else ""
