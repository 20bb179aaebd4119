"""Long lists over several pages."""

from collections import Counter
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kaytantopankki.content.municipalities import collation
from kaytantopankki.page import Link, Page
from kaytantopankki.pages.cards import MOST_PER_PAGE, PER_PAGE, alphabetical, index_pages, paged

LIST = Page(
    uri="kaytannot/index.md",
    title="Käytännöt",
    template="kaytannot.html",
    crumbs=(Link("Etusivu", ""),),
    description="Kaikki käytännöt.",
    view={"count": 7},
)


def titles(*words: str) -> list[dict[str, Any]]:
    return [{"title": word} for word in words]


@pytest.mark.parametrize(
    ("count", "sizes"), [(0, [0]), (1, [1]), (60, [60]), (61, [60, 1]), (120, [60, 60]), (150, [60, 60, 30])]
)
def test_items_are_cut_into_pages_in_order(count: int, sizes: list[int]) -> None:
    pages = list(paged(LIST, "items", range(count)))
    assert [len(page.view["items"]) for page in pages] == sizes
    assert [item for page in pages for item in page.view["items"]] == list(range(count))
    assert [page.view["first"] for page in pages] == [True] + [False] * (len(sizes) - 1)


@pytest.mark.parametrize(
    ("uri", "urls"),
    [
        ("kaytannot/index.md", ["kaytannot/", "kaytannot/sivu/2/", "kaytannot/sivu/3/"]),
        ("teemat/energia.md", ["teemat/energia/", "teemat/energia/sivu/2/", "teemat/energia/sivu/3/"]),
        ("index.md", ["", "sivu/2/", "sivu/3/"]),
    ],
)
def test_addresses_of_pages(uri: str, urls: list[str]) -> None:
    pages = list(paged(replace(LIST, uri=uri), "items", range(150)))
    assert [page.url for page in pages] == urls
    assert [page.view["paging"] for page in pages] == [
        {"number": number, "count": 3, "urls": urls} for number in (1, 2, 3)
    ]


@pytest.mark.parametrize("count", [0, 1, PER_PAGE])
def test_one_page_has_no_paging(count: int) -> None:
    (page,) = paged(LIST, "items", range(count))
    assert page == replace(LIST, view={"count": 7, "items": list(range(count)), "paging": None, "first": True})


def test_later_pages_keep_title_and_description_with_their_number() -> None:
    first, second, third = paged(replace(LIST, body="Johdanto", source="a.md"), "items", range(150))
    assert (first.title, first.body) == ("Käytännöt", "Johdanto")
    assert (second.title, third.title) == ("Käytännöt, sivu 2", "Käytännöt, sivu 3")
    for page in (second, third):
        assert page.body == ""
        assert page.view["count"] == 7
        assert (page.template, page.section, page.crumbs, page.description) == (
            LIST.template,
            LIST.section,
            LIST.crumbs,
            f"Sivu {page.view['paging']['number']}. {LIST.description}",
        )


def test_page_size_can_be_chosen() -> None:
    assert [page.view["items"] for page in paged(LIST, "items", "abcde", 2)] == [["a", "b"], ["c", "d"], ["e"]]


@pytest.mark.parametrize(
    ("words", "most", "ranges"),
    [
        ([], 100, []),
        (["Turku"], 100, [("T", ["Turku"])]),
        (["Ähtäri", "Äänekoski", "Åland", "Oulu", "Öja", "Zoo"], 100, [("O–Ö", "Oulu Zoo Åland Ähtäri Äänekoski Öja")]),
        (["b", "a", "C", "B", "A"], 100, [("A–C", "a A b B C")]),
        (["a1", "a2", "b1", "b2", "c1"], 4, [("A–B", "a1 a2 b1 b2"), ("C", "c1")]),
        (["a1", "a2", "b1", "b2", "c1"], 3, [("A", "a1 a2"), ("B–C", "b1 b2 c1")]),
        (["a1", "a2", "a3", "a4", "a5", "b1"], 2, [("A", "a1 a2"), ("A 2", "a3 a4"), ("A 3–B", "a5 b1")]),
        (["0", "a1", "a2", "a3"], 2, [("0", "0"), ("A", "a1 a2"), ("A 2", "a3")]),
        (["eko", "éclair", "elo", "škoda", "sato", "suo"], 100, [("E–S", "éclair eko elo sato škoda suo")]),
        (["3D-malli", "aita"], 100, [("3–A", "3D-malli aita")]),
    ],
)
def test_alphabetical(words: list[str], most: int, ranges: list[tuple[str, Any]]) -> None:
    found = [(letters, [item["title"] for item in members]) for letters, members in alphabetical(titles(*words), most)]
    assert found == [(letters, shown.split() if isinstance(shown, str) else shown) for letters, shown in ranges]


def test_items_keep_what_they_have_and_learn_their_letter() -> None:
    assert alphabetical([{"title": "äes", "url": "x/"}]) == [("Ä", [{"title": "äes", "url": "x/", "letter": "Ä"}])]


WORDS = st.lists(st.text("abkzåäöéš3", min_size=1, max_size=3), max_size=40)
property_test = settings(deadline=None, derandomize=True, database=None)


@property_test
@given(WORDS, st.integers(1, 9))
def test_alphabetical_is_complete_in_order_and_never_too_long(words: list[str], most: int) -> None:
    ranges = alphabetical(titles(*words), most)
    shown = [item["title"] for _, members in ranges for item in members]
    assert Counter(shown) == Counter(words)
    assert all(collation(one) <= collation(other) for one, other in pairwise(shown))
    assert all(1 <= len(members) <= most for _, members in ranges)
    assert len({letters for letters, _ in ranges}) == len(ranges)


@property_test
@given(WORDS.map(lambda words: words * 60))
def test_index_pages_have_addresses_of_their_own(words: list[str]) -> None:
    pages = list(index_pages(LIST, "groups", titles(*words)))
    assert len({page.uri for page in pages}) == len(pages)
    assert all(page.uri.isascii() and " " not in page.uri for page in pages)
    sizes = [sum(len(group["items"]) for group in page.view["groups"]) for page in pages]
    assert sum(sizes) == len(words)
    assert max(sizes) <= MOST_PER_PAGE


def test_short_index_is_one_page_without_tabs() -> None:
    (page,) = index_pages(LIST, "groups", titles("Turku", "Oulu", "Tampere"))
    assert page == replace(
        LIST,
        view={
            "count": 7,
            "groups": [
                {"letter": "O", "items": [{"title": "Oulu", "letter": "O"}]},
                {"letter": "T", "items": [{"title": "Tampere", "letter": "T"}, {"title": "Turku", "letter": "T"}]},
            ],
            "tabs": [],
            "tab": "O–T",
            "first": True,
        },
    )


def test_long_index_has_a_page_for_each_range_of_letters() -> None:
    words = [f"{letter}{number}" for letter, count in (("a", 60), ("s", 60), ("ä", 30)) for number in range(count)]
    first, second = index_pages(LIST, "groups", titles(*words))
    tabs = [{"title": "A", "url": "kaytannot/"}, {"title": "S–Ä", "url": "kaytannot/kirjaimet/s-ae/"}]
    assert first.view["tabs"] == second.view["tabs"] == tabs
    assert (first.url, first.title, first.view["tab"]) == ("kaytannot/", "Käytännöt", "A")
    assert (second.url, second.title, second.view["tab"]) == ("kaytannot/kirjaimet/s-ae/", "Käytännöt, S–Ä", "S–Ä")
    assert [group["letter"] for group in second.view["groups"]] == ["S", "Ä"]
    assert (first.view["first"], second.view["first"]) == (True, False)


def test_a_and_a_with_dots_have_pages_of_their_own() -> None:
    pages = index_pages(LIST, "groups", titles(*(letter for letter in "1aäåoö" for _ in range(MOST_PER_PAGE))))
    assert [page.url.split("/")[-2] for page in pages] == ["kaytannot", "a", "o", "aa", "ae", "oe"]


def test_index_of_nothing_is_one_empty_page() -> None:
    (page,) = index_pages(LIST, "groups", [])
    assert (page.url, page.view["groups"], page.view["tabs"]) == ("kaytannot/", [], [])
