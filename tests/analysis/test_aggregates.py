"""Sums of measured results: only what may be added is added."""

from typing import Any

import pytest

from kaytantopankki.analysis.aggregates import IndicatorResults, measured_results
from kaytantopankki.content.catalogue import PracticeEntry
from kaytantopankki.content.field_types import Basis
from tests.builders import entry, vocabulary
from tests.cases import read_tables

TABLES = read_tables(__file__)
INDICATORS = {key: {"title": key.title(), "description": key, **own} for key, own in TABLES["indicators"].items()}
WORDS = vocabulary(indicators=INDICATORS)
PLACES = ("Turku", "Ii", "Lahti", "Kemi", "Vaasa")
RESULT = {"indicator": "saasto", "basis": "measured", "period": "2020", "value": 10}


def practices(*results: list[dict[str, Any]], **fields: Any) -> list[PracticeEntry]:
    """A practice in a municipality of its own for each list of results."""
    return [
        entry("practice", f"k-{number}", **{"municipalities": [PLACES[number]], **fields}, results=[
            RESULT | result for result in given
        ])
        for number, given in enumerate(results)
    ]  # fmt: skip


def only(found: list[PracticeEntry]) -> IndicatorResults:
    (group,) = measured_results(found, WORDS)
    return group


@pytest.mark.parametrize(("results", "total", "periods"), TABLES["added"])
def test_results_of_the_same_kind_are_added(results: list[Any], total: float | None, periods: list[str]) -> None:
    group = only(practices(*([result] for result in results)))
    assert (group.total, group.no_total_reason, list(group.periods)) == (total, "", periods)
    assert group.unit == results[0].get("unit", "MWh/v")
    assert [practice.slug for practice, _ in group.results] == [f"k-{number}" for number in range(len(results))]


@pytest.mark.parametrize(("first", "second", "reason"), TABLES["not_added"])
def test_what_must_not_be_added_is_only_listed(first: list[Any], second: list[Any], reason: str) -> None:
    group = only(practices(first, second))
    assert group.total is None
    assert reason in group.no_total_reason
    assert len(group.results) == len(first) + len(second)


def test_the_same_municipality_is_not_counted_twice() -> None:
    group = only(practices([{}], [{}], municipalities=["Turku"]))
    assert (group.total, "kahdesti" in group.no_total_reason) == (None, True)


@pytest.mark.parametrize("basis", [basis.value for basis in Basis if basis != Basis.MEASURED])
def test_only_measured_results_are_added(basis: str) -> None:
    other = {"value": 1000, "basis": basis}
    group = only(practices([{}, other], [{}], [other]))
    assert (group.total, len(group.results)) == (20, 2)
    assert measured_results(practices([other], [other]), WORDS) == ()


def test_units_and_indicators_are_never_mixed() -> None:
    kwh = {"unit": "kWh/v"}
    groups = measured_results(practices([{}], [{}], [kwh], [kwh], [{"indicator": "koulut"}]), WORDS)
    assert [(group.indicator.title, group.unit, group.total) for group in groups] == [
        ("Saasto", "MWh/v", 20),
        ("Saasto", "kWh/v", 20),
        ("Koulut", "kpl", None),
    ]
