"""How well suggestions predict adoptions, measured on a few practices."""

from functools import cache

import pytest

from kaytantopankki.content.catalogue import Catalogue
from kaytantopankki.search.analyser import CachedAnalyser, Terms
from tests import builders, suggestion_quality
from tests.suggestion_quality import Trial, hit_rate, reciprocal_rank


def small() -> Catalogue:
    """Lohja adopted "suosittu", as four others did, and Vihti the only copy of "naapurin"."""
    adoptions = {
        "suosittu": dict.fromkeys(("Lohja", "Turku", "Kotka", "Oulu", "Kemi"), "in_use"),
        "naapurin": {"Vihti": "in_use"},
        "kielletty": {"Salo": "rejected", "Kuopio": "committed"},
        "yksin": {},
    }
    return builders.catalogue(
        *(
            builders.entry(
                "practice",
                slug,
                municipalities=["Lohja" if slug == "naapurin" else "Utsjoki"],
                themes=["energia" if slug == "naapurin" else "ruoka"],
                adoptions=[{"municipality": name, "stage": stage} for name, stage in stages.items()],
            )
            for slug, stages in adoptions.items()
        )
    )


@cache
def found() -> dict[str, Trial]:
    trials = suggestion_quality.trials(small(), Terms(CachedAnalyser()))
    return {trial.adoption.adoption.municipality: trial for trial in trials}


def test_every_adoption_that_is_in_use_is_hidden_in_turn_and_does_not_help_its_practice() -> None:
    assert found().keys() == {"Lohja", "Turku", "Kotka", "Oulu", "Kemi", "Vihti"}
    assert found()["Vihti"].most_adopted == (3.0,)  # Nobody else has it: equal with "kielletty" and "yksin".
    assert found()["Lohja"].most_adopted == (1.0,)


def test_the_only_adopter_is_found_by_its_neighbour_and_a_municipality_without_themes_has_every_place_after_none() -> (
    None
):
    vihti = found()["Vihti"]
    assert vihti.suggested[0] <= 2
    assert vihti.adopter < 0.07 < vihti.largest
    assert (vihti.same_theme, found()["Lohja"].same_theme) == (range(1, 5), range(1, 4))


def test_measures() -> None:
    assert hit_rate([[1], [10], [11], [40]]) == hit_rate([range(1, 21)]) == 0.5
    assert reciprocal_rank([[1], [2], [4]]) == pytest.approx((1 + 0.5 + 0.25) / 3)
    assert reciprocal_rank([range(1, 3)]) == 0.75
    assert suggestion_quality.table(list(found().values())).count("\n") == 4
