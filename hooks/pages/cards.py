"""The practice card, the same everywhere."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from catalogue.catalogue import Catalogue, Practice, newest_source
from pages import figures, links, marks
from pages.finnish import period, short_moment
from pages.hyphens import Lexicon
from pages.page import View
from pages.templates import environment

BASE = "\ue000"  # A private-use character: no text on the site has it, because the reader refuses it.


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


class Deck:
    """Every practice's card as HTML, drawn once: a practice stands in about ten lists.

    `BASE` in the HTML is where a page puts the way from itself to the site's root.
    """

    def __init__(self, catalogue: Catalogue, templates: Path, lexicon: Lexicon | None = None) -> None:
        draw: Any = environment(templates, lexicon).get_template("partials/kp/card.html").module
        self._html = {entry.slug: str(draw.card(card(catalogue, entry), BASE)) for entry in catalogue.newest}

    def of(self, practices: Iterable[Practice]) -> list[str]:
        """The cards of some practices, in the order given."""
        return [self._html[practice.slug] for practice in practices]


def source_age(practice: Practice) -> str:
    """When the newest source is from, in a few words."""
    newest = newest_source(practice)
    return f"Lähde {short_moment(newest)}" if newest else "Lähde päiväämätön" if practice.data.sources else ""
