"""The practice card, and lists of cards over several pages."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import Any

from kaytantopankki import formatting, links
from kaytantopankki.content.catalogue import Catalogue, PracticeEntry, newest_source
from kaytantopankki.content.municipalities import collation
from kaytantopankki.page import Context, Page
from kaytantopankki.pages import figures
from kaytantopankki.pages.templates import environment
from kaytantopankki.search.analyser import WordReader

BASE = "\ue000"  # A private-use character: no text on the site has it, because the reader refuses it.
_BASE_LETTERS = str.maketrans("ÉŠŽ", "ESZ")  # É, š and ž are listed among e, s and z, as in `collation`.
PER_PAGE = 60
MOST_PER_PAGE = 100
_ASCII = str.maketrans({"å": "aa", "ä": "ae", "ö": "oe", "–": "-", " ": "-"})


class CardRenderer:
    """Every practice's card as HTML, drawn once: a practice stands in about ten lists.

    `BASE` in the HTML is where a page puts the way from itself to the site's root.
    """

    def __init__(self, catalogue: Catalogue, templates: Path, reader: WordReader | None = None) -> None:
        macros: Any = environment(templates, reader).get_template("partials/kp/card.html").module
        self._html = {entry.slug: str(macros.card(_card(catalogue, entry), BASE)) for entry in catalogue.newest}

    def of(self, practices: Iterable[PracticeEntry]) -> list[str]:
        """The cards of some practices, in the order given."""
        return [self._html[practice.slug] for practice in practices]


def _card(catalogue: Catalogue, practice: PracticeEntry) -> Context:
    data, newest = practice.data, newest_source(practice)
    main = figures.main_result(data.results)
    adoptions = formatting.adoptions_view(catalogue, practice)
    return {
        "title": data.title,
        "url": links.entry_url(practice),
        "slug": practice.slug,
        "theme": links.theme_link(catalogue, data.themes[0]),
        "where": " · ".join(
            filter(None, (formatting.municipalities_text(practice), formatting.period(data.started, data.ended)))
        ),
        "summary": data.summary,
        "key": figures.result(main, catalogue.vocabulary) if main else None,
        "stage": formatting.stage_view(catalogue, practice),
        "outcome": formatting.outcome_view(practice),
        "spread": adoptions if adoptions["text"] else None,
        "source": f"Lähde {formatting.short_moment(newest)}" if newest else "Lähde päiväämätön" if data.sources else "",
    }


def numbered_pages(first: Page, key: str, items: Sequence[Any], per_page: int = PER_PAGE) -> Iterator[Page]:
    """`first` with the first of the items in its view under `key`, then a page for each further portion."""
    portions = [list(items[start : start + per_page]) for start in range(0, len(items), per_page)] or [[]]
    urls = [first.url, *(f"{first.url}sivu/{number}/" for number in range(2, len(portions) + 1))]
    for number, portion in enumerate(portions, 1):
        paging = {"number": number, "count": len(portions), "urls": urls} if len(portions) > 1 else None
        page = replace(first, view={**first.view, key: portion, "paging": paging, "first": number == 1})
        if number > 1:
            about = f"Sivu {number}. {first.description}"
            page = _further(page, f"sivu/{number}", f"sivu {number}", about, body="", in_site_search=False)
        yield page


def lettered_pages(first: Page, key: str, items: Sequence[Context]) -> Iterator[Page]:
    """An alphabetical index: `first` with the first letters, and a page for each further range of letters."""
    ranges = _alphabetical(items) or [("", [])]
    slugs = [letters.lower().translate(_ASCII) for letters, _ in ranges]  # Ö is not O, which may have a page too.
    urls = [first.url, *(f"{first.url}kirjaimet/{slug}/" for slug in slugs[1:])]
    tabs = [{"title": letters, "url": url} for (letters, _), url in zip(ranges, urls, strict=True)]
    for number, (letters, members) in enumerate(ranges):
        groups = [
            {"letter": letter, "items": list(group)}
            for letter, group in groupby(members, key=lambda item: item["letter"])
        ]
        view = {**first.view, key: groups, "tabs": tabs if len(tabs) > 1 else [], "tab": letters, "first": number == 0}
        page = replace(first, view=view)
        yield (
            _further(page, f"kirjaimet/{slugs[number]}", letters, f"{letters}. {page.description}") if number else page
        )


def _further(page: Page, path: str, title: str, description: str, **changes: Any) -> Page:
    """A page of the same list at `path` under the first."""
    return replace(page, uri=f"{page.url}{path}.md", title=f"{page.title}, {title}", description=description, **changes)


def _alphabetical(items: Sequence[Context]) -> list[tuple[str, list[Context]]]:
    """Items grouped by first letter into pages of at most MOST_PER_PAGE: [("A–H", […]), …]; items have a title.

    A letter that does not fit on a page goes on under "K 2".
    """
    pages: list[tuple[list[str], list[Context]]] = []
    ordered = sorted(items, key=lambda item: collation(item["title"]))
    for letter, group in groupby(ordered, key=lambda item: item["title"][0].upper().translate(_BASE_LETTERS)):
        members = [{**member, "letter": letter} for member in group]
        for start in range(0, len(members), MOST_PER_PAGE):
            portion = members[start : start + MOST_PER_PAGE]
            if not pages or len(pages[-1][1]) + len(portion) > MOST_PER_PAGE:
                pages.append(([], []))
            pages[-1][0].append(f"{letter} {start // MOST_PER_PAGE + 1}" if start else letter)
            pages[-1][1].extend(portion)
    return [(letters[0] if len(letters) == 1 else f"{letters[0]}–{letters[-1]}", members) for letters, members in pages]
