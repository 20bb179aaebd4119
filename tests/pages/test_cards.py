"""Long lists over several pages."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kaytantopankki.content.municipalities import collation
from kaytantopankki.page import Link, Page
from kaytantopankki.pages.cards import MOST_PER_PAGE, lettered_pages, numbered_pages
from tests.cases import read_tables

CASES = read_tables(__file__)
LIST = Page(
    uri="kaytannot/index.md",
    title="Käytännöt",
    template="kaytannot.html",
    crumbs=(Link("Etusivu", ""),),
    description="Kaikki käytännöt.",
    view={"count": 7},
)


def index(titles: Iterable[str]) -> list[Page]:
    return list(lettered_pages(LIST, "groups", [{"title": title, "url": "x/"} for title in titles]))


def shown(page: Page) -> list[str]:
    return [item["title"] for group in page.view["groups"] for item in group["items"]]


@pytest.mark.parametrize(
    ("count", "sizes"), [(0, [0]), (60, [60]), (61, [60, 1]), (120, [60, 60]), (150, [60, 60, 30])]
)
def test_items_are_cut_into_pages_in_order(count: int, sizes: list[int]) -> None:
    pages = list(numbered_pages(LIST, "items", range(count)))
    assert [len(page.view["items"]) for page in pages] == sizes
    assert [item for page in pages for item in page.view["items"]] == list(range(count))
    assert [page.view["first"] for page in pages] == [True] + [False] * (len(sizes) - 1)
    assert (pages[0].view["paging"] is None) == (len(pages) == 1)


@pytest.mark.parametrize(("uri", "urls"), CASES["addresses"])
def test_addresses_of_pages(uri: str, urls: list[str]) -> None:
    pages = list(numbered_pages(replace(LIST, uri=uri), "items", "abcde", 2))
    assert [page.url for page in pages] == urls
    assert [page.view["paging"] for page in pages] == [{"number": n, "count": 3, "urls": urls} for n in (1, 2, 3)]


def test_later_pages_keep_title_and_description_with_their_number() -> None:
    start = replace(LIST, body="Johdanto", source="a.md", in_site_search=True)
    first, second = numbered_pages(start, "items", range(70))
    assert first == replace(start, view=first.view)
    assert second == replace(
        start,
        uri="kaytannot/sivu/2.md",
        title="Käytännöt, sivu 2",
        description="Sivu 2. Kaikki käytännöt.",
        body="",
        in_site_search=False,
        view=second.view,
    )
    assert second.view["count"] == 7


@pytest.mark.parametrize(("titles", "tab", "order"), CASES["alphabetical"])
def test_index_is_in_alphabetical_order(titles: list[str], tab: str, order: str) -> None:
    (page,) = index(titles)
    assert (page.view["tab"], shown(page)) == (tab, order.split())


@pytest.mark.parametrize(("counts", "ranges"), CASES["ranges"])
def test_index_has_a_page_for_each_range_of_letters(counts: dict[str, int], ranges: dict[str, int]) -> None:
    pages = index(f"{letter}{number}" for letter, count in counts.items() for number in range(count))
    assert {page.view["tab"]: len(shown(page)) for page in pages} == ranges
    tabs = [{"title": page.view["tab"], "url": page.url} for page in pages]
    assert all(page.view["tabs"] == (tabs if len(tabs) > 1 else []) for page in pages)


def test_pages_of_an_index() -> None:
    first, second = index([*("a" for _ in range(60)), *("s" for _ in range(60)), "ä"])
    item = {"title": "ä", "url": "x/", "letter": "Ä"}
    assert first == replace(LIST, view=first.view)
    assert second == replace(
        LIST,
        uri="kaytannot/kirjaimet/s-ae.md",
        title="Käytännöt, S–Ä",
        description="S–Ä. Kaikki käytännöt.",
        view=second.view,
    )
    assert [group["letter"] for group in second.view["groups"]] == ["S", "Ä"]
    assert second.view["groups"][1]["items"] == [item]
    assert (first.view["first"], second.view["first"], second.view["count"]) == (True, False, 7)


def test_a_and_a_with_dots_have_pages_of_their_own() -> None:
    pages: Any = index(letter for letter in "1aäåoö" for _ in range(MOST_PER_PAGE))
    assert [page.url.split("/")[-2] for page in pages] == ["kaytannot", "a", "o", "aa", "ae", "oe"]


@settings(max_examples=50, deadline=None, derandomize=True, database=None)
@given(st.lists(st.text("abkzåäöéš3", min_size=1, max_size=3), max_size=40), st.integers(1, 60))
def test_index_is_complete_in_order_and_never_too_long(words: list[str], times: int) -> None:
    pages = index(words * times)
    titles = [title for page in pages for title in shown(page)]
    assert Counter(titles) == Counter(words * times)
    assert all(collation(one) <= collation(other) for one, other in pairwise(titles))
    assert max(len(shown(page)) for page in pages) <= MOST_PER_PAGE
    assert len({page.uri for page in pages}) == len({page.view["tab"] for page in pages}) == len(pages)
    assert all(page.uri.isascii() and " " not in page.uri for page in pages)
