"""Figures: value, unit, basis, bars and money, and the marks that hand-written pages show."""

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kaytantopankki.content.field_types import AdoptionStage, Approx, Basis, Stage
from kaytantopankki.content.kind_submodels import Money
from kaytantopankki.content.submodels import Funding, Result
from kaytantopankki.pages import figures
from kaytantopankki.pages.page_macros import PageMacros
from kaytantopankki.settings import Settings
from tests import OVERRIDES
from tests.builders import catalogue, vocabulary
from tests.cases import read_tables, spaced

CASES = read_tables(__file__)
WORDS = vocabulary(indicators=CASES["indicators"])
MACROS = PageMacros(catalogue(), Settings(OVERRIDES), "ohje.md")
MARKS = {choice.label: MACROS.merkki(choice.label) for kind in (Basis, Stage, AdoptionStage) for choice in kind}


def result(**fields: Any) -> Result:
    return Result(**{"indicator": "saasto", "basis": "measured", **fields})


@pytest.mark.parametrize(("fields", "text"), CASES["values"])
def test_value(fields: dict[str, Any], text: str) -> None:
    assert spaced(figures.result(result(**{"indicator": "koulut", **fields}), WORDS)["figure"]) == text
    assert {case["approx"] for case, _ in CASES["values"] if "approx" in case} == {approx.value for approx in Approx}


def test_result_tells_what_when_where_and_from_which_source() -> None:
    item = result(value=3, note="Koulujen sähkö", period="2019–2021", municipality="Turku", source=[2, 1])
    assert figures.result(item, WORDS) == CASES["view"]
    bare = figures.result(result(value=3, unit="GWh"), WORDS)
    assert (bare["what"], bare["indicator"], bare["unit"]) == ("Säästö", "", "GWh")


@pytest.mark.parametrize(("items", "bars"), CASES["bars"])
def test_bars_are_only_between_figures_that_can_be_compared(items: list[Any], bars: list[float | None]) -> None:
    views = figures.results(tuple(result(**fields) for fields in items), WORDS)["results"]
    assert [view.get("bar") for view in views] == bars


@settings(max_examples=50, deadline=None, derandomize=True, database=None)
@given(st.lists(st.floats(-1e13, 1e13), max_size=8))
def test_bar_is_never_outside_its_track(values: list[float]) -> None:
    views = figures.results(tuple(result(value=value) for value in values), WORDS)["results"]
    bars = [view["bar"] for view in views if "bar" in view]
    assert len(bars) == (len(values) if len(values) > 1 and min(values) >= 0 < max(values) else 0)
    assert all(0 <= bar <= 100 for bar in bars)
    assert not bars or max(bars) == 100


def test_targets_are_apart_from_results() -> None:
    items = tuple(result(value=number, basis=basis) for number, basis in enumerate([*Basis, *Basis]))
    found = {key: [view["value"] for view in views] for key, views in figures.results(items, WORDS).items()}
    assert found == {"results": ["0", "1", "2", "4", "5", "6"], "targets": ["3", "7"]}


@pytest.mark.parametrize(("bases", "first"), CASES["main"])
def test_main_result_is_the_best_founded_and_the_first_of_its_kind(bases: str, first: int) -> None:
    items = [result(value=number, basis=basis) for number, basis in enumerate(bases.split())]
    assert figures.main_result(items) is items[first]
    assert figures.main_result([]) is None


@pytest.mark.parametrize(("fields", "row"), CASES["money"])
def test_every_sum_has_its_name_and_only_what_the_municipality_pays_is_a_cost(
    fields: dict[str, Any], row: list[str]
) -> None:
    item = Money(**fields, basis="estimated", source=3)
    shown = figures.money(item)
    assert [spaced(shown[name]) for name in ("value", "unit", "what", "note", "when")] == row
    assert (shown["kind"], shown["basis"]["mark"], shown["sources"]) == (fields["kind"], "a", [3])
    is_cost = fields["kind"] in ("investment", "yearly_cost", "contract", "cost")
    assert figures.sums((item,)) == {"costs": [shown] * is_cost, "other_money": [shown] * (not is_cost)}


@pytest.mark.parametrize(("fields", "amount", "mark"), CASES["funding"])
def test_funding_tells_the_sum_where_it_is_known(fields: dict[str, Any], amount: str, mark: str | None) -> None:
    (view,) = figures.funding((Funding(funder="EU", source=1, **fields),))
    assert (view["funder"], view["note"], view["sources"]) == ("EU", fields.get("note", ""), [1])
    assert (spaced(view["amount"]), view["basis"] and view["basis"]["mark"]) == (amount, mark)


def test_every_basis_and_stage_has_a_mark_with_its_word() -> None:
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
