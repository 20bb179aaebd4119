"""The practice card, and lists of cards over several pages."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import Any

from kaytantopankki import formatting, links
from kaytantopankki.content.catalogue import Catalogue, PracticeEntry, newest_source
from kaytantopankki.content.municipalities import collation
from kaytantopankki.formatting import period, short_moment
from kaytantopankki.page import Context, Page
from kaytantopankki.pages import figures
from kaytantopankki.pages.templates import Lexicon, environment

BASE = "\ue000"  # A private-use character: no text on the site has it, because the reader refuses it.


def card(catalogue: Catalogue, practice: PracticeEntry) -> Context:
    """A practice as an index card."""
    data = practice.data
    main = figures.main_result(data.results)
    spread = formatting.adoptions_view(catalogue, practice)
    when = period(data.started, data.ended)
    return {
        "title": data.title,
        "url": links.entry_url(practice),
        "slug": practice.slug,
        "theme": links.theme_link(catalogue, data.themes[0]),
        "where": " · ".join(filter(None, (formatting.municipalities_text(practice), when))),
        "summary": data.summary,
        "key": figures.result(main, catalogue.vocabulary) if main else None,
        "stage": formatting.stage_view(practice),
        "spread": spread if spread["text"] else None,
        "source": source_age(practice),
    }


class CardRenderer:
    """Every practice's card as HTML, drawn once: a practice stands in about ten lists.

    `BASE` in the HTML is where a page puts the way from itself to the site's root.
    """

    def __init__(self, catalogue: Catalogue, templates: Path, lexicon: Lexicon | None = None) -> None:
        draw: Any = environment(templates, lexicon).get_template("partials/kp/card.html").module
        self._html = {entry.slug: str(draw.card(card(catalogue, entry), BASE)) for entry in catalogue.newest}

    def of(self, practices: Iterable[PracticeEntry]) -> list[str]:
        """The cards of some practices, in the order given."""
        return [self._html[practice.slug] for practice in practices]


def source_age(practice: PracticeEntry) -> str:
    """When the newest source is from, in a few words."""
    newest = newest_source(practice)
    return f"Lähde {short_moment(newest)}" if newest else "Lähde päiväämätön" if practice.data.sources else ""


PER_PAGE = 60
MOST_PER_PAGE = 100


def paged(first: Page, key: str, items: Sequence[Any], per_page: int = PER_PAGE) -> Iterator[Page]:
    """`first` with the first of the items in its view under `key`, then a page for each further portion."""
    folder = (
        first.uri.removesuffix("index.md") if first.uri.endswith("index.md") else first.uri.removesuffix(".md") + "/"
    )
    count = max(1, -(-len(items) // per_page))
    urls = [first.url, *(f"{folder}sivu/{number}/" for number in range(2, count + 1))]
    for number in range(1, count + 1):
        portion = list(items[(number - 1) * per_page : number * per_page])
        paging = {"number": number, "count": count, "urls": urls} if count > 1 else None
        view = _portion(first, {key: portion, "paging": paging, "first": number == 1})
        if number == 1:
            yield replace(first, view=view)
        else:
            yield replace(
                first,
                uri=f"{folder}sivu/{number}.md",
                title=f"{first.title}, sivu {number}",
                description=f"Sivu {number}. {first.description}",
                view=view,
                body="",
                in_site_search=False,
            )


def _portion(first: Page, own: Context) -> Context:
    return {**first.view, **own}


def alphabetical(items: Sequence[Context], most: int = MOST_PER_PAGE) -> list[tuple[str, list[Context]]]:
    """Items grouped by first letter into pages of at most `most`: [("A–H", […]), …]; items have a title.

    A letter that does not fit on a page goes on under "K 2".
    """
    pages: list[tuple[list[str], list[Context]]] = []
    ordered = sorted(items, key=lambda item: collation(item["title"]))
    for letter, group in groupby(ordered, key=lambda item: _letter(item["title"])):
        members = [{**member, "letter": letter} for member in group]
        for start in range(0, len(members), most):
            portion = members[start : start + most]
            if not pages or len(pages[-1][1]) + len(portion) > most:
                pages.append(([], []))
            pages[-1][0].append(f"{letter} {start // most + 1}" if start else letter)
            pages[-1][1].extend(portion)
    return [(letters[0] if len(letters) == 1 else f"{letters[0]}–{letters[-1]}", members) for letters, members in pages]


def index_pages(first: Page, key: str, items: Sequence[Context]) -> Iterator[Page]:
    """An alphabetical index: `first` with the first letters, and a page for each further range of letters."""
    ranges = alphabetical(items)
    folder = first.uri.removesuffix("index.md")
    urls = [first.url, *(f"{folder}kirjaimet/{_slug(letters)}/" for letters, _ in ranges[1:])]
    tabs = [{"title": letters, "url": url} for (letters, _), url in zip(ranges, urls, strict=False)]
    for number, (letters, members) in enumerate(ranges or [("", [])]):
        groups = [
            {"letter": letter, "items": list(group)}
            for letter, group in groupby(members, key=lambda item: item["letter"])
        ]
        view = {**first.view, key: groups, "tabs": tabs if len(tabs) > 1 else [], "tab": letters, "first": number == 0}
        if number == 0:
            yield replace(first, view=view)
        else:
            yield replace(
                first,
                uri=f"{folder}kirjaimet/{_slug(letters)}.md",
                title=f"{first.title}, {letters}",
                description=f"{letters}. {first.description}",
                view=view,
            )


def _letter(title: str) -> str:
    """The letter under which a title is listed: é, š and ž are among e, s and z, as in `collation`."""
    return title[0].upper().translate(str.maketrans("ÉŠŽ", "ESZ"))


def _slug(letters: str) -> str:
    """ "R–Ö" → "r-oe", in ASCII for the address; Ö is not O, which may have a page too."""
    ascii_letters = letters.lower().replace("å", "aa").replace("ä", "ae").replace("ö", "oe")
    return ascii_letters.replace("–", "-").replace(" ", "-")
