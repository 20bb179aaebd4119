"""Sums of measured results: only what may be added is added."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaytantopankki.analysis.aggregates import Measured, by_basis, measured
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
PLACES = ("Turku", "Ii", "Lahti", "Kemi", "Vaasa", "Akaa")


def result(value: float | None = 10, **fields: Any) -> dict[str, Any]:
    given = {"indicator": "saasto", "basis": "measured", "period": "2020", "value": value, **fields}
    return {key: item for key, item in given.items() if item is not None}


def practices(*results: dict[str, Any] | list[dict[str, Any]], **fields: Any) -> list[PracticeEntry]:
    """A practice in a municipality of its own for each result or list of results."""
    return [
        entry(
            "practice",
            f"k-{number}",
            **{
                "municipalities": [PLACES[number]],
                "results": given if isinstance(given, list) else [given],
                **fields,
            },
        )
        for number, given in enumerate(results)
    ]


def only(found: list[PracticeEntry]) -> Measured:
    (group,) = measured(found, WORDS)
    return group


def test_measured_figures_of_the_same_kind_are_added() -> None:
    group = only(practices(result(10), result(2.5), result(0.1)))
    assert (group.total, group.obstacle, group.unit, group.periods) == (12.6, "", "MWh/v", ("2020",))
    assert [practice.slug for practice, _ in group.figures] == ["k-0", "k-1", "k-2"]


def test_calendar_years_are_of_one_kind_and_the_sum_tells_them() -> None:
    group = only(practices(result(1, period="2021"), result(2, period="2019")))
    assert (group.total, group.periods) == (3, ("2019", "2021"))


def test_the_same_words_are_the_same_period() -> None:
    assert only(practices(result(1, period="2015–2019"), result(2, period="2015–2019"))).total == 3


def test_a_single_figure_is_neither_a_sum_nor_an_obstacle() -> None:
    group = only(practices(result(10)))
    assert (group.total, group.obstacle) == (None, "")


@pytest.mark.parametrize("basis", [basis.value for basis in Basis if basis != Basis.MEASURED])
def test_only_measured_figures_are_added(basis: str) -> None:
    group = only(practices(result(10), result(5), result(1000, basis=basis)))
    assert (group.total, len(group.figures)) == (15, 2)
    assert measured(practices(result(10, basis=basis), result(5, basis=basis)), WORDS) == ()


@given(
    st.lists(
        st.tuples(st.sampled_from(["reported", "estimated", "target"]), st.floats(-1e6, 1e6)), min_size=1, max_size=4
    )
)
def test_no_figure_of_another_basis_ever_changes_a_sum(others: list[tuple[str, float]]) -> None:
    measured_ones = [[result(10)], [result(5)]]
    plain = only(practices(*measured_ones))
    mixed = [[*given, *(result(value, basis=basis) for basis, value in others)] for given in measured_ones]
    group = only(practices(*mixed))
    assert (group.total, group.obstacle, len(group.figures)) == (plain.total, plain.obstacle, 2)


def test_units_and_indicators_are_never_mixed() -> None:
    groups = measured(
        practices(
            result(10), result(5), result(3, unit="kWh/v"), result(4, unit="kWh/v"), result(7, indicator="koulut")
        ),
        WORDS,
    )
    assert [(group.indicator, group.unit, group.total) for group in groups] == [
        ("saasto", "MWh/v", 15),
        ("saasto", "kWh/v", 7),
        ("koulut", "kpl", None),
    ]


@pytest.mark.parametrize(
    ("second", "reason"),
    [
        (result(None, before=20, after=10), "vaihteluvälejä"),
        (result(5, value_to=9), "vaihteluvälejä"),
        (result(5, approx="over"), "likimääräisiä"),
        (result(5, approx="about"), "likimääräisiä"),
        (result(5, period=None), "miltä ajalta"),
        (result(5, period="2015–2019"), "eripituisilta"),
        (result(5, period="kesä 2020"), "eripituisilta"),
    ],
)
def test_a_figure_that_breaks_a_rule_stops_the_sum(second: dict[str, Any], reason: str) -> None:
    group = only(practices(result(10), second))
    assert group.total is None
    assert reason in group.obstacle
    assert len(group.figures) == 2


def test_two_figures_of_one_practice_are_only_listed() -> None:
    group = only(practices([result(10, period="2019"), result(11, period="2020")], result(5)))
    assert group.total is None
    assert "monta lukua" in group.obstacle


def test_practices_of_one_municipality_are_only_listed() -> None:
    group = only(practices(result(10), result(5), municipalities=["Turku"]))
    assert group.total is None
    assert "kahdesti" in group.obstacle


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"indicator": "osuus"}, "Osuuksia"),
        ({"indicator": "ateria"}, "Osuuksia"),
        ({"unit": "prosenttiyksikköä"}, "Osuuksia"),
        ({"unit": "°C"}, "Osuuksia"),
        ({"unit": "kertaa kuudessa viikossa"}, "Osuuksia"),
        ({"indicator": "paastot"}, "tilasta"),
        ({"indicator": "maara"}, "yksikköä"),
    ],
)
def test_what_cannot_be_added_is_only_listed(fields: dict[str, Any], reason: str) -> None:
    group = only(practices(result(10, **fields), result(5, **fields)))
    assert group.total is None
    assert reason in group.obstacle


@pytest.mark.parametrize("unit", ["t CO₂/v", "m³", "henkilöä", "l/kk", "kWp", "€/v", "asukasta", "vastausta"])
def test_amounts_and_amounts_in_a_time_can_be_added(unit: str) -> None:
    assert only(practices(result(10, unit=unit), result(5, unit=unit))).total == 15


def test_figures_are_counted_by_basis() -> None:
    found = practices([result(1, basis="target"), result(2, basis="target")], result(3, basis="estimated"))
    assert by_basis(found) == {Basis.TARGET: 2, Basis.ESTIMATED: 1}
