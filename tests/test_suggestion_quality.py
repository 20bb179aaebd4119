"""How well suggestions foretell adoptions."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kaytantopankki.analysis import evaluation
from kaytantopankki.analysis.evaluation import Trial
from kaytantopankki.content.catalogue import Catalogue
from kaytantopankki.content.loader import load
from kaytantopankki.search.analyser import Analyser, UnknownWords
from kaytantopankki.search.terms import Terms
from tests import builders

ROOT = Path(__file__).resolve().parent.parent


def adoption(name: str, stage: str = "in_use") -> dict[str, str]:
    return {"municipality": name, "stage": stage}


@cache
def small() -> Catalogue:
    """Lohja took "suosittu", as four others did, and Vihti the only copy of "naapurin"."""
    where: dict[str, Any] = {"municipalities": ["Utsjoki"], "themes": ["ruoka"]}
    many = [adoption(name) for name in ("Lohja", "Turku", "Kotka", "Oulu", "Kemi")]
    return builders.catalogue(
        builders.entry("practice", "suosittu", adoptions=many, **where),
        builders.entry("practice", "naapurin", municipalities=["Lohja"], adoptions=[adoption("Vihti")]),
        builders.entry("practice", "kielletty", adoptions=[adoption("Salo", "rejected")], **where),
        builders.entry("practice", "yksin", **where),
    )


@cache
def found() -> dict[str, Trial]:
    return {trial.use.adoption.municipality: trial for trial in evaluation.trials(small(), Terms(UnknownWords()))}


def test_every_adoption_but_refusals_is_hidden_in_turn() -> None:
    assert set(found()) == {"Lohja", "Turku", "Kotka", "Oulu", "Kemi", "Vihti"}


def test_the_hidden_adoption_does_not_help_its_own_practice() -> None:
    assert found()["Vihti"].popular == 3.5  # Nobody else has it: equal with "yksin", after the other two.
    assert found()["Lohja"].popular == 1.0


def test_the_only_taker_is_found_by_its_neighbour_that_made_the_practice() -> None:
    assert found()["Vihti"].rank <= 2
    assert found()["Vihti"].place_rank < 20


def test_a_municipality_without_themes_has_every_place_after_none() -> None:
    assert found()["Vihti"].same_theme == range(1, 5)
    assert found()["Lohja"].same_theme == range(1, 4)


def test_measures() -> None:
    assert evaluation.hit_rate([1, 10, 11, 40]) == 0.5
    assert evaluation.reciprocal_rank([1, 2, 4]) == pytest.approx((1 + 0.5 + 0.25) / 3)
    assert evaluation.random_hit_rate([range(1, 21)]) == 0.5
    assert evaluation.random_reciprocal_rank([range(1, 3)]) == 0.75


def test_suggestions_foretell_the_real_adoptions_better_than_simple_ways() -> None:
    catalogue = load(ROOT, date(2026, 11, 21)).catalogue
    trials = list(evaluation.trials(catalogue, Terms(Analyser(ROOT / ".cache" / "haku"))))
    ranks, popular = [trial.rank for trial in trials], [trial.popular for trial in trials]
    ranges = [trial.same_theme for trial in trials]
    assert evaluation.hit_rate(ranks) > evaluation.hit_rate(popular) > evaluation.random_hit_rate(ranges)
    assert (
        evaluation.reciprocal_rank(ranks)
        > evaluation.reciprocal_rank(popular)
        > evaluation.random_reciprocal_rank(ranges)
    )
