"""How well suggestions predict adoptions, measured on a few practices."""

from functools import cache
from typing import Any

import pytest

from kaytantopankki.content.catalogue import Catalogue
from kaytantopankki.search.analyser import UnknownWords
from kaytantopankki.search.terms import Terms
from tests import builders, suggestion_quality
from tests.suggestion_quality import Trial, hit_rate, reciprocal_rank


def adoption(name: str, stage: str = "in_use") -> dict[str, str]:
    return {"municipality": name, "stage": stage}


def small() -> Catalogue:
    """Lohja adopted "suosittu", as four others did, and Vihti the only copy of "naapurin"."""
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
    trials = suggestion_quality.trials(small(), Terms(UnknownWords()))
    return {trial.adoption.adoption.municipality: trial for trial in trials}


def test_every_adoption_but_refusals_is_hidden_in_turn() -> None:
    assert found().keys() == {"Lohja", "Turku", "Kotka", "Oulu", "Kemi", "Vihti"}


def test_the_hidden_adoption_does_not_help_its_own_practice() -> None:
    assert found()["Vihti"].most_adopted == (3.5,)  # Nobody else has it: equal with "yksin", after the other two.
    assert found()["Lohja"].most_adopted == (1.0,)


def test_the_only_adopter_is_found_by_its_neighbour_that_made_the_practice() -> None:
    assert found()["Vihti"].suggested[0] <= 2
    assert found()["Vihti"].adopter < 0.07 < found()["Vihti"].largest


def test_a_municipality_without_themes_has_every_place_after_none() -> None:
    assert found()["Vihti"].same_theme == range(1, 5)
    assert found()["Lohja"].same_theme == range(1, 4)


def test_measures() -> None:
    assert hit_rate([[1], [10], [11], [40]]) == hit_rate([range(1, 21)]) == 0.5
    assert reciprocal_rank([[1], [2], [4]]) == pytest.approx((1 + 0.5 + 0.25) / 3)
    assert reciprocal_rank([range(1, 3)]) == 0.75
    assert suggestion_quality.table(list(found().values())).count("\n") == 4
