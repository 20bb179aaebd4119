"""Figures: value, unit, basis, bars and money, and the marks that hand-written pages show."""

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kaytantopankki.content.field_types import AdoptionStage, Approx, Basis, Direction, Stage
from kaytantopankki.content.submodels import Cost, Funding, Result
from kaytantopankki.content.vocabulary import Indicator, Vocabulary
from kaytantopankki.pages import figures

WORDS = Vocabulary(
    indicators={
        key: Indicator(title=title, unit=unit, direction=Direction.UP, description=title)
        for key, title, unit in (("saasto", "Säästö", "MWh/v"), ("havikki", "Hävikki", "kg"), ("muu", "Muu", ""))
    }
)
MARKS = figures.legend(Path(__file__).parents[2] / "overrides")


def result(**fields: Any) -> Result:
    return Result(**{"indicator": "saasto", "basis": "measured", **fields})


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"value": 120.5}, "120,5"),
        ({"value": 10, "value_to": 1500}, "10–1\u00a0500"),
        ({"value": -5, "value_to": 0}, "−5–0"),
        ({"before": 1000, "after": 250.5}, "1\u00a0000 → 250,5"),
        ({"before": 0, "after": 3}, "0 → 3"),
        ({"before": 3, "after": 0}, "3 → 0"),
        *(({"value": 40, "approx": approx}, f"{approx.label} 40") for approx in Approx),
    ],
)
def test_value(fields: dict[str, Any], text: str) -> None:
    assert figures.result(result(**fields), WORDS)["value"] == text


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
    bare = figures.result(result(value=3, unit="GWh"), WORDS)
    assert (bare["what"], bare["indicator"], bare["unit"]) == ("Säästö", "", "GWh")


@pytest.mark.parametrize(
    ("items", "bars"),
    [
        ([{"value": 1}, {"value": 3}], [33.3, 100.0]),
        ([{"value": 5, "value_to": 20}, {"value": 10}], [100.0, 50.0]),
        ([{"value": 10}], [None]),
        ([{"value": 0}, {"value": 0}], [None, None]),
        ([{"value": 10}, {"value": -5}], [None, None]),
        ([{"value": 10}, {"value": 5, "indicator": "havikki"}], [None, None]),
        ([{"value": 10}, {"value": 5, "unit": "GWh"}], [None, None]),
        ([{"value": 10}, {"before": 90, "after": 5}, {"value": 4}], [100.0, None, 40.0]),
        ([{"value": 10}, {"value": 5, "basis": "estimated"}], [100.0, 50.0]),
        ([{"value": 10}, {"value": 99, "basis": "target"}, {"value": 5}], [100.0, 50.0]),
    ],
)
def test_bars_are_only_between_figures_that_can_be_compared(items: list[Any], bars: list[float | None]) -> None:
    views = figures.results(tuple(result(**fields) for fields in items), WORDS)
    assert [view.get("bar") for view in views] == bars


@settings(max_examples=50, deadline=None, derandomize=True, database=None)
@given(st.lists(st.floats(-1e13, 1e13), max_size=8))
def test_bar_is_never_outside_its_track(values: list[float]) -> None:
    views = figures.results(tuple(result(value=value) for value in values), WORDS)
    bars = [view["bar"] for view in views if "bar" in view]
    assert len(bars) == (len(values) if len(values) > 1 and min(values) >= 0 < max(values) else 0)
    assert all(0 <= bar <= 100 for bar in bars)
    assert not bars or max(bars) == 100


def test_targets_are_apart_from_results() -> None:
    items = tuple(result(value=number, basis=basis) for number, basis in enumerate([*Basis, *Basis]))
    assert [view["value"] for view in figures.results(items, WORDS)] == ["0", "1", "2", "4", "5", "6"]
    assert [view["value"] for view in figures.targets(items, WORDS)] == ["3", "7"]


@pytest.mark.parametrize(
    ("bases", "first"),
    [
        ("target estimated reported measured", 3),
        ("target estimated reported", 2),
        ("target estimated", 1),
        ("target target", 0),
        ("reported measured reported measured", 1),
    ],
)
def test_main_result_is_the_best_founded_and_the_first_of_its_kind(bases: str, first: int) -> None:
    items = [result(value=number, basis=basis) for number, basis in enumerate(bases.split())]
    assert figures.main_result(items) is items[first]
    assert figures.main_result([]) is None


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
    yearly = Cost(yearly=5, note="Ylläpito", basis=Basis.ESTIMATED, year="2021-05", source=3)
    views = figures.costs((yearly, Cost(amount=7, note="Palkinto")))
    assert [(view["kind"], view["note"], view["basis"]["mark"], view["when"], view["sources"]) for view in views] == [
        ("yearly", "Ylläpito", "a", "5/2021", [3]),
        ("amount", "", "u", "", []),
    ]


@pytest.mark.parametrize(
    ("fields", "amount", "mark"),
    [
        ({"note": "Puolet", "approx": "about"}, "", None),
        ({"amount": 0}, "0\u00a0€", "u"),
        ({"amount": 2.5}, "2,50\u00a0€", "u"),
        ({"amount": 1500, "approx": "over", "basis": "estimated"}, "yli 1\u00a0500\u00a0€", "a"),
    ],
)
def test_funding_tells_the_sum_where_it_is_known(fields: dict[str, Any], amount: str, mark: str | None) -> None:
    (view,) = figures.funding((Funding(funder="EU", source=1, **fields),))
    assert (view["funder"], view["note"], view["sources"]) == ("EU", fields.get("note", ""), [1])
    assert (view["amount"], view["basis"] and view["basis"]["mark"]) == (amount, mark)


def test_every_basis_and_stage_has_a_mark_with_its_word() -> None:
    assert set(MARKS) == {choice.label for kind in (Basis, Stage, AdoptionStage) for choice in kind}
    for basis in Basis:
        assert re.fullmatch(rf'<span class="basis basis--[muat]">{basis.label.capitalize()}</span>', MARKS[basis.label])
    for stage in (*Stage, *AdoptionStage):
        drawing, word = MARKS[stage.label].rsplit("</svg> ", 1)
        assert drawing.startswith('<svg class="dot"')
        assert 'aria-hidden="true"' in drawing
        assert word == stage.label.capitalize()


def test_marks_are_told_apart_by_shape() -> None:
    stages = ("idea", "tekeillä", "kokeilu", "käytössä", "ei otettu", "päättynyt")
    assert len({MARKS[label].rsplit("</svg> ", 1)[0] for label in stages}) == len(stages)
    assert len({MARKS[basis.label].split('"')[1] for basis in Basis}) == len(Basis)
