"""Sums of measured results: only what may be added is added."""

from typing import Any

import pytest

from kaytantopankki.analysis.aggregates import IndicatorResults, measured_results, result_bases
from kaytantopankki.content.catalogue import PracticeEntry
from kaytantopankki.content.field_types import Basis, Direction
from kaytantopankki.content.vocabulary import Indicator, Vocabulary
from tests.builders import entry

WORDS = Vocabulary(
    indicators={
        key: Indicator(title=key.title(), unit=unit, direction=direction, description=key)
        for key, unit, direction in (
            ("saasto", "MWh/v", Direction.UP),
            ("koulut", "kpl", Direction.UP),
            ("osuus", "%", Direction.UP),
            ("ateria", "kg CO₂e/ateria", Direction.UP),
            ("paastot", "t CO₂e/v", Direction.DOWN),
            ("maara", "", Direction.UP),
        )
    }
)
PLACES = ("Turku", "Ii", "Lahti", "Kemi", "Vaasa")


def result(value: float | None = 10, **fields: Any) -> dict[str, Any]:
    given = {"indicator": "saasto", "basis": "measured", "period": "2020", "value": value, **fields}
    return {key: item for key, item in given.items() if item is not None}


def practices(*results: list[dict[str, Any]], **fields: Any) -> list[PracticeEntry]:
    """A practice in a municipality of its own for each list of results."""
    return [
        entry("practice", f"k-{number}", **{"municipalities": [PLACES[number]], "results": given, **fields})
        for number, given in enumerate(results)
    ]


def only(found: list[PracticeEntry]) -> IndicatorResults:
    (group,) = measured_results(found, WORDS)
    return group


def test_measured_results_of_the_same_kind_are_added() -> None:
    group = only(practices([result(10)], [result(2.5)], [result(0.1)]))
    assert (group.total, group.no_total_reason, group.unit, group.periods) == (12.6, "", "MWh/v", ("2020",))
    assert [practice.slug for practice, _ in group.results] == ["k-0", "k-1", "k-2"]


@pytest.mark.parametrize(
    ("periods", "told"),
    [(("2021", "2019"), ("2019", "2021")), (("2015–2019", "2015–2019"), ("2015–2019",))],
)
def test_calendar_years_are_of_one_kind_and_the_same_words_are_the_same_period(
    periods: tuple[str, ...], told: tuple[str, ...]
) -> None:
    group = only(practices(*([result(2, period=period)] for period in periods)))
    assert (group.total, group.periods) == (4, told)


def test_a_single_result_is_neither_a_sum_nor_an_obstacle() -> None:
    group = only(practices([result(10)]))
    assert (group.total, group.no_total_reason) == (None, "")


@pytest.mark.parametrize("basis", [basis.value for basis in Basis if basis != Basis.MEASURED])
def test_only_measured_results_are_added_and_the_others_counted(basis: str) -> None:
    other = result(1000, basis=basis)
    group = only(practices([result(10), other], [result(5)], [other]))
    assert (group.total, len(group.results)) == (15, 2)
    others = practices([result(10, basis=basis)], [result(5, basis=basis)])
    assert measured_results(others, WORDS) == ()
    assert result_bases(others) == {Basis(basis): 2}


def test_units_and_indicators_are_never_mixed() -> None:
    kwh = {"unit": "kWh/v"}
    groups = measured_results(
        practices([result(10)], [result(5)], [result(3, **kwh)], [result(4, **kwh)], [result(7, indicator="koulut")]),
        WORDS,
    )
    assert [(group.indicator, group.unit, group.total) for group in groups] == [
        ("saasto", "MWh/v", 15),
        ("saasto", "kWh/v", 7),
        ("koulut", "kpl", None),
    ]


@pytest.mark.parametrize(
    ("found", "reason"),
    [
        *(
            (practices([result(10)], [result(**second)]), reason)
            for second, reason in (
                ({"value": None, "before": 20, "after": 10}, "vaihteluvälejä"),
                ({"value_to": 19}, "vaihteluvälejä"),
                ({"approx": "about"}, "likimääräisiä"),
                ({"period": None}, "miltä ajalta"),
                ({"period": "2015–2019"}, "eripituisilta"),
                ({"period": "kesä 2020"}, "eripituisilta"),
            )
        ),
        *(
            (practices([result(10, **fields)], [result(5, **fields)]), reason)
            for fields, reason in (
                ({"indicator": "osuus"}, "Osuuksia"),
                ({"indicator": "ateria"}, "Osuuksia"),
                ({"unit": "prosenttiyksikköä"}, "Osuuksia"),
                ({"unit": "°C"}, "Osuuksia"),
                ({"unit": "kertaa kuudessa viikossa"}, "Osuuksia"),
                ({"indicator": "paastot"}, "tilasta"),
                ({"indicator": "maara"}, "yksikköä"),
            )
        ),
        (practices([result(10, period="2019"), result(11, period="2020")], [result(5)]), "monta lukua"),
        (practices([result(10)], [result(5)], municipalities=["Turku"]), "kahdesti"),
    ],
)
def test_what_must_not_be_added_is_only_listed(found: list[PracticeEntry], reason: str) -> None:
    group = only(found)
    assert group.total is None
    assert reason in group.no_total_reason
    assert len(group.results) >= 2


@pytest.mark.parametrize("unit", ["t CO₂/v", "m³", "henkilöä", "l/kk", "kWp", "€/v", "asukasta", "vastausta"])
def test_amounts_and_amounts_in_a_time_can_be_added(unit: str) -> None:
    assert only(practices([result(10, unit=unit)], [result(5, unit=unit)])).total == 15
