"""The coordinator's view: coverage, adoptions, bottlenecks, goals, how complete entries are and what has to be done."""

from functools import cache
from typing import Any

import pytest

from kaytantopankki.analysis.lineage import adoptions_by_direction, by_practice
from kaytantopankki.analysis.overview import CRITERIA, area_of, completeness, coverage
from kaytantopankki.content.catalogue import Catalogue
from kaytantopankki.page import Page
from kaytantopankki.pages.overview_pages import overview_pages
from kaytantopankki.pages.overview_parts import step
from kaytantopankki.settings import Settings
from tests import OVERRIDES
from tests.builders import catalogue, entry
from tests.cases import part, read_tables
from tests.test_sentences import text_of

TABLES = read_tables(__file__)


def catalogue_of(entries: list[Any]) -> Catalogue:
    return catalogue(*(entry(kind, slug, **fields) for kind, slug, fields in entries))


@cache
def small() -> Catalogue:
    return catalogue_of(TABLES["entries"])


@cache
def pages() -> dict[str, Page]:
    return {page.url: page for page in overview_pages(small(), Settings(OVERRIDES))}


def test_networks_with_members_have_an_overview() -> None:
    assert list(pages()) == ["tilannekuva/", "verkostot/verkosto/tilannekuva/", "verkostot/yksin/tilannekuva/"]


@pytest.mark.parametrize("url", TABLES["pages"])
def test_a_page_tells(url: str) -> None:
    expected = TABLES["pages"][url]
    assert part(pages()[url].view, expected) == expected


@pytest.mark.parametrize("case", TABLES["countries"], ids=lambda case: case["rule"])
def test_the_page_of_the_country_tells(case: dict[str, Any]) -> None:
    (page,) = overview_pages(catalogue_of(case["entries"]), Settings(OVERRIDES))
    assert part(page.view, case["view"]) == case["view"]
    assert case.get("text", "") in text_of(page)


@pytest.mark.parametrize("text", TABLES["texts"])
def test_adoptions_of_a_network_are_told_by_direction(text: str) -> None:
    assert text in text_of(pages()["verkostot/verkosto/tilannekuva/"])


def test_a_network_without_anything_shows_no_empty_section() -> None:
    view = pages()["verkostot/yksin/tilannekuva/"].view
    assert {key for key, section in view.items() if section} == {"counts", "network"}


def test_what_is_past_review_is_listed_by_its_oldest_source() -> None:
    page = next(overview_pages(small(), Settings(OVERRIDES, review_months=6)))
    assert [row["newest"] for row in page.view["review"]["rows"]] == ["5/2012", "2015"]


def test_coverage_counts_own_practices_in_each_theme_and_taken_ones_apart() -> None:
    """Refusals and parallels fill no cell."""
    found = coverage(small(), area_of(small(), small().networks["verkosto"]))
    rows = {row.key: (row.own, row.own_count, row.taken, row.taken_count) for row in found.rows}
    assert rows == {
        "Ii": ({"energia": 1}, 1, {"energia": 1, "ruoka": 2}, 2),
        "Turku": ({"energia": 2, "ruoka": 1}, 2, {}, 0),
    }
    assert found.without == ("Kemi",)
    assert (found.themes, found.uncovered) == ({"energia": 2, "ruoka": 1}, ("liikkuminen",))


def test_adoptions_are_told_apart_by_direction() -> None:
    def pairs(uses: Any) -> list[tuple[str, list[str]]]:
        return [(group[0].practice.slug, [use.adoption.municipality for use in group]) for group in by_practice(uses)]

    found = adoptions_by_direction(small(), area_of(small(), small().networks["verkosto"]))
    assert {direction: dict(pairs(uses)) for direction, uses in found.items()} == TABLES["directions"]
    found = adoptions_by_direction(small(), area_of(small()))
    assert pairs(found["within"]) == [("oma", ["Ii", "Oulu"]), ("vieras", ["Ii"])]
    assert not {"out", "into"} & found.keys()


@pytest.mark.parametrize(("count", "most", "shade"), TABLES["shades"])
def test_shades(count: int, most: int, shade: int) -> None:
    assert step(count, most) == shade


def test_weights_make_a_hundred_and_each_thing_is_asked_once() -> None:
    weights = {criterion.field: criterion.weight for criterion in CRITERIA}
    assert (sum(weights.values()), len(weights)) == (100, len(CRITERIA))
    assert [*weights.values()] == sorted(weights.values(), reverse=True)
    assert weights.keys() == {field for _, _, missing in TABLES["missing"] for field in missing}


@pytest.mark.parametrize(("without", "score", "missing"), [({}, 100, []), *TABLES["missing"]])
def test_each_thing_raises_the_score_by_its_weight(without: Any, score: int, missing: list[str]) -> None:
    found = completeness(entry("practice", "k", **TABLES["complete"] | without))
    assert (found.score, [criterion.field for criterion in found.missing]) == (score, missing)


def test_a_stub_has_only_its_contact() -> None:
    stub = completeness(entry("practice", "k"))
    told = {criterion.field for criterion in CRITERIA} - {item.field for item in stub.missing}
    assert (stub.score, told) == (4, {"contact"})
