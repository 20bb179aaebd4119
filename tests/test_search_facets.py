"""Facets in columns, and the orders of results."""

from typing import Any

import pytest

from kaytantopankki.content.field_types import Stage
from kaytantopankki.search.documents import Document, documents
from kaytantopankki.search.index import facet_titles, facets
from tests import builders
from tests.search_reader import document
from tests.test_pages_golden import small

TITLES = facet_titles(builders.catalogue())


def made(*found: Document) -> Any:
    return facets(found, TITLES)


def values(result: Any, key: str) -> list[str]:
    """The values of a facet in the order in which readers see them."""
    (facet,) = (facet for facet in result["facets"] if facet["key"] == key)
    return [value for value, _ in facet["values"]]


def with_facets(**values: tuple[str, ...]) -> Document:
    return document("vesi", facets=values)


def test_columns_tell_the_values_of_every_document() -> None:
    found = list(documents(small()))
    result = facets(found, facet_titles(small()))
    assert result["count"] == len(found)
    assert result["docs"].keys() == {facet["key"] for facet in result["facets"]}
    for facet in result["facets"]:
        column = result["docs"][facet["key"]]
        names = [value for value, _ in facet["values"]]
        assert [tuple(names[number] for number in numbers) for numbers in column] == [
            tuple(document.facets.get(facet["key"], ())) for document in found
        ]
        assert {number for numbers in column for number in numbers} == set(range(len(names)))


def test_every_facet_of_a_document_can_be_chosen() -> None:
    found = list(documents(small()))
    keys = {facet["key"] for facet in facets(found, facet_titles(small()))["facets"]}
    assert {key for document in found for key in document.facets} == keys


def test_orders_are_permutations() -> None:
    found = list(documents(small()))
    order = facets(found, facet_titles(small()))["order"]
    assert order.keys() == {"uusin", "kayttoonotot", "nimi"}
    assert all(sorted(ranks) == list(range(len(found))) for ranks in order.values())


@pytest.mark.parametrize(
    ("order", "found", "ranks"),
    [
        ("nimi", [document(title) for title in ("Öljy", "åbo", "vesi", "Äes", "Ahjo")], [4, 2, 1, 3, 0]),
        ("nimi", [document("vesi", url="b/"), document("vesi", url="a/")], [0, 1]),
        (
            "uusin",
            [
                document("vesi", newest=newest)
                for newest in ("", "2020", "2024-05-03", "2024-05", "2024-05-03 09:00", "2024")
            ],
            [5, 4, 1, 2, 0, 3],
        ),
        ("uusin", [document("vesi", newest="2020"), document("katu", newest="2020")], [0, 1]),
        ("kayttoonotot", [document("vesi", adopters=count) for count in (0, 3, 0, 12)], [2, 1, 3, 0]),
    ],
)
def test_order(order: str, found: list[Document], ranks: list[int]) -> None:
    assert made(*found)["order"][order] == ranks


@pytest.mark.parametrize(
    ("key", "given", "order"),
    [
        ("laji", ["Sivu", "Kunta", "Käytäntö"], ["Käytäntö", "Kunta", "Sivu"]),
        ("teema", ["ruoka", "energia"], ["energia", "ruoka"]),
        ("vaihe", ["ended", "in_use", "idea"], ["idea", "in_use", "ended"]),
        ("koko", ["yli100", "5-20", "alle5", "20-100"], ["alle5", "5-20", "20-100", "yli100"]),
        ("investointi", ["yli5000", "500-5000", "alle50"], ["alle50", "500-5000", "yli5000"]),
        ("kunta", ["Äänekoski", "Ylöjärvi", "Akaa"], ["Akaa", "Ylöjärvi", "Äänekoski"]),
        ("vuosi", ["1998", "2024", "2015"], ["2024", "2015", "1998"]),
        ("avainsana", ["lämpö", "pyöräily", "pyöräily"], ["pyöräily", "lämpö"]),
        ("avainsana", ["lämpö", "pyöräily", "lämpö"], ["lämpö", "pyöräily"]),
    ],
)
def test_values_come_in_the_order_of_their_meaning_or_the_commonest_first(
    key: str, given: list[str], order: list[str]
) -> None:
    result = made(*(with_facets(**{key: (value,)}) for value in given))
    assert values(result, key) == order
    assert result["docs"][key] == [[order.index(value)] for value in given]


def test_values_have_finnish_titles() -> None:
    result = facets(list(documents(small())), facet_titles(small()))
    titles = {facet["key"]: dict(facet["values"]) for facet in result["facets"]}
    assert titles["vaihe"].items() <= {(stage.value, stage.label.capitalize()) for stage in Stage}
    assert titles["maakunta"]["02"] == "Varsinais-Suomi"
    assert titles["verkosto"]["esimerkkikunnat"] == "Esimerkkikunnat"
    assert titles["pullonkaula"]["rahoitus"] == small().vocabulary.bottlenecks["rahoitus"].title
    assert all(facet["title"] and title for facet in result["facets"] for _, title in facet["values"])


def test_facets_without_documents_are_empty() -> None:
    result = made()
    assert result["count"] == 0
    assert {tuple(facet["values"]) for facet in result["facets"]} == {()}
    assert {tuple(column) for column in (*result["docs"].values(), *result["order"].values())} == {()}
