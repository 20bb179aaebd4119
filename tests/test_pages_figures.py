"""Figures: value, unit, basis, bars and money."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kaytantopankki.content.field_types import Approx, Basis, Direction
from kaytantopankki.content.submodels import Cost, Funding, Result
from kaytantopankki.content.vocabulary import Indicator, Vocabulary
from kaytantopankki.pages import figures

WORDS = Vocabulary(
    indicators={
        key: Indicator(title=title, unit=unit, direction=Direction.UP, description=title)
        for key, title, unit in (("saasto", "Säästö", "MWh/v"), ("havikki", "Hävikki", "kg"), ("muu", "Muu", ""))
    }
)


def result(**fields: Any) -> Result:
    return Result(**{"indicator": "saasto", "basis": "measured", **fields})


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"value": 120.5}, "120,5"),
        ({"value": 0}, "0"),
        ({"value": -12}, "\u221212"),
        ({"value": 10, "value_to": 1500}, "10–1\u00a0500"),
        ({"value": -5, "value_to": 0}, "\u22125–0"),
        ({"before": 1000, "after": 250.5}, "1\u00a0000 → 250,5"),
        ({"before": 0, "after": 3}, "0 → 3"),
        ({"before": 3, "after": 0}, "3 → 0"),
    ],
)
def test_value(fields: dict[str, float], text: str) -> None:
    assert figures.result(result(**fields), WORDS)["value"] == text


@pytest.mark.parametrize(
    ("approx", "text"),
    [
        ("about", "noin 40"),
        ("over", "yli 40"),
        ("under", "alle 40"),
        ("at_least", "vähintään 40"),
        ("at_most", "enintään 40"),
        ("nearly", "lähes 40"),
    ],
)
def test_exactness_is_told_in_words(approx: str, text: str) -> None:
    assert figures.result(result(value=40, approx=approx), WORDS)["value"] == text


def test_every_exactness_is_told() -> None:
    values = [figures.result(result(value=1, approx=approx), WORDS)["value"] for approx in Approx]
    assert values == [f"{approx.label} 1" for approx in Approx]


def test_result_tells_what_when_where_and_from_which_source() -> None:
    item = result(value=3, note="Koulujen sähkö", period="2019–2021", municipality="Turku", source=[2, 1])
    assert figures.result(item, WORDS) == {
        "value": "3",
        "unit": "MWh/v",
        "what": "Koulujen sähkö",
        "basis": {"mark": "m", "label": "Mitattu"},
        "when": "2019–2021",
        "where": "Turku",
        "indicator": "Säästö",
        "sources": [2, 1],
    }


def test_indicator_names_a_result_without_a_note() -> None:
    view = figures.result(result(value=3), WORDS)
    assert (view["what"], view["indicator"]) == ("Säästö", "")


@pytest.mark.parametrize(
    ("fields", "unit"),
    [
        ({}, "MWh/v"),
        ({"unit": "GWh"}, "GWh"),
        ({"indicator": "muu"}, ""),
        ({"indicator": "muu", "unit": "kpl"}, "kpl"),
    ],
)
def test_own_unit_comes_before_the_indicators(fields: dict[str, str], unit: str) -> None:
    assert figures.result(result(value=1, **fields), WORDS)["unit"] == unit


@pytest.mark.parametrize(
    ("basis", "view"),
    [
        ("measured", {"mark": "m", "label": "Mitattu"}),
        ("reported", {"mark": "u", "label": "Ilmoitettu"}),
        ("estimated", {"mark": "a", "label": "Arvio"}),
        ("target", {"mark": "t", "label": "Tavoite"}),
    ],
)
def test_basis_has_a_mark_of_its_own(basis: str, view: dict[str, str]) -> None:
    assert figures.basis_view(Basis(basis)) == view


@pytest.mark.parametrize(
    ("items", "bars"),
    [
        ([{"value": 10}, {"value": 5}], [100.0, 50.0]),
        ([{"value": 1}, {"value": 3}], [33.3, 100.0]),
        ([{"value": 5, "value_to": 20}, {"value": 10}], [100.0, 50.0]),
        ([{"value": 10}, {"value": 0}], [100.0, 0.0]),
        ([{"value": 10}], [None]),
        ([{"value": 0}, {"value": 0}], [None, None]),
        ([{"value": 10}, {"value": -5}], [None, None]),
        ([{"value": 10}, {"value": 5, "indicator": "havikki"}], [None, None]),
        ([{"value": 10}, {"value": 5, "unit": "GWh"}], [None, None]),
        ([{"value": 10, "unit": "GWh"}, {"value": 5, "unit": "GWh"}], [100.0, 50.0]),
        ([{"value": 10}, {"before": 9, "after": 5}], [None, None]),
        ([{"value": 10}, {"before": 90, "after": 5}, {"value": 4}], [100.0, None, 40.0]),
        ([{"value": 10}, {"value": 5, "basis": "estimated"}], [100.0, 50.0]),
        ([{"value": 10}, {"value": 99, "basis": "target"}], [None]),
        ([{"value": 10}, {"value": 99, "basis": "target"}, {"value": 5}], [100.0, 50.0]),
    ],
)
def test_bars_are_only_between_figures_that_can_be_compared(
    items: list[dict[str, Any]], bars: list[float | None]
) -> None:
    views = figures.results(tuple(result(**fields) for fields in items), WORDS)
    assert [view.get("bar") for view in views] == bars


def test_targets_are_apart_from_results() -> None:
    items = tuple(result(value=number, basis=basis) for number, basis in enumerate([*Basis, *Basis]))
    results, targets = figures.results(items, WORDS), figures.targets(items, WORDS)
    assert [view["value"] for view in results] == ["0", "1", "2", "4", "5", "6"]
    assert [view["value"] for view in targets] == ["3", "7"]
    assert not any("bar" in view for view in targets)


@pytest.mark.parametrize(
    ("bases", "first"),
    [
        ("target estimated reported measured", 3),
        ("target estimated reported", 2),
        ("target estimated", 1),
        ("target target", 0),
        ("reported measured reported measured", 1),
        ("estimated reported reported", 1),
        ("measured measured", 0),
    ],
)
def test_main_result_is_the_best_founded_and_the_first_of_its_kind(bases: str, first: int) -> None:
    items = [result(value=number, basis=basis) for number, basis in enumerate(bases.split())]
    assert figures.main_result(items) is items[first]


def test_no_results_have_no_main_result() -> None:
    assert figures.main_result([]) is None


@settings(deadline=None, derandomize=True, database=None)
@given(st.lists(st.floats(-1e13, 1e13), max_size=8))
def test_bar_is_never_outside_its_track(values: list[float]) -> None:
    views = figures.results(tuple(result(value=value) for value in values), WORDS)
    bars = [view["bar"] for view in views if "bar" in view]
    assert len(bars) == (len(values) if len(values) > 1 and min(values) >= 0 < max(values) else 0)
    assert all(0 <= bar <= 100 for bar in bars)
    assert not bars or max(bars) == 100


@pytest.mark.parametrize(
    ("fields", "rows"),
    [
        ({"investment": 1900000}, [("1\u00a0900\u00a0000", "€", "Investointi")]),
        ({"yearly": 500.5}, [("500,50", "€/v", "Kustannus vuodessa")]),
        ({"yearly_saving": 0}, [("0", "€/v", "Säästö vuodessa")]),
        ({"payback_years": 7.5}, [("7,5", "vuotta", "Takaisinmaksuaika")]),
        ({"amount": 10, "note": "Lounas"}, [("10", "€", "Lounas")]),
        ({"amount": 10, "amount_to": 20, "note": "Lounas"}, [("10–20", "€", "Lounas")]),
        ({"investment": 9, "approx": "about"}, [("noin 9", "€", "Investointi")]),
        (
            {"payback_years": 3, "yearly_saving": 2, "investment": 6, "amount_to": 8},
            [("6", "€", "Investointi"), ("2", "€/v", "Säästö vuodessa"), ("3", "vuotta", "Takaisinmaksuaika")],
        ),
    ],
)
def test_every_cost_figure_is_named(fields: dict[str, Any], rows: list[tuple[str, str, str]]) -> None:
    views = figures.costs((Cost(**fields),))
    assert [(view["value"], view["unit"], view["what"]) for view in views] == rows


def test_costs_keep_their_order_note_basis_time_and_sources() -> None:
    views = figures.costs(
        (
            Cost(yearly=5, note="Ylläpito", basis=Basis.ESTIMATED, year="2021-05", source=3),
            Cost(amount=7, note="Palkinto"),
        )
    )
    assert [(view["kind"], view["note"], view["basis"]["mark"], view["when"], view["sources"]) for view in views] == [
        ("yearly", "Ylläpito", "a", "5/2021", [3]),
        ("amount", "", "u", "", []),
    ]


@pytest.mark.parametrize(
    ("fields", "amount", "basis"),
    [
        ({}, "", None),
        ({"note": "Puolet", "approx": "about"}, "", None),
        ({"amount": 0}, "0\u00a0€", {"mark": "u", "label": "Ilmoitettu"}),
        ({"amount": 2.5}, "2,50\u00a0€", {"mark": "u", "label": "Ilmoitettu"}),
        ({"amount": 1500}, "1\u00a0500\u00a0€", {"mark": "u", "label": "Ilmoitettu"}),
        (
            {"amount": 1500, "approx": "over", "basis": "estimated"},
            "yli 1\u00a0500\u00a0€",
            {"mark": "a", "label": "Arvio"},
        ),
    ],
)
def test_funding_tells_the_sum_where_it_is_known(
    fields: dict[str, Any], amount: str, basis: dict[str, str] | None
) -> None:
    (view,) = figures.funding((Funding(funder="EU", source=1, **fields),))
    assert view == {
        "funder": "EU",
        "note": fields.get("note", ""),
        "sources": [1],
        "amount": amount,
        "basis": basis,
    }


def test_most_common_keeps_the_order_among_equals() -> None:
    assert figures.most_common(["b", "a", "c", "a", "c", "d"]) == [("a", 2), ("c", 2), ("b", 1), ("d", 1)]
