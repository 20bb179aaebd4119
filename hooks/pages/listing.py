"""Long lists over several pages."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby
from typing import Any

from catalogue.reference import collation
from pages.page import Later, Page, View

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
        view = Later(partial(_portion, first, {key: portion, "paging": paging, "first": number == 1}))
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
                findable=False,
            )


def _portion(first: Page, own: View) -> View:
    return {**first.view, **own}


def alphabetical(items: Sequence[View], most: int = MOST_PER_PAGE) -> list[tuple[str, list[View]]]:
    """Items grouped by first letter into pages of at most `most`: [("A–H", […]), …]; items have a title.

    A letter that does not fit on a page goes on under "K 2".
    """
    pages: list[tuple[list[str], list[View]]] = []
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


def index_pages(first: Page, key: str, items: Sequence[View]) -> Iterator[Page]:
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
