"""What a municipality could take into use, each reason by itself."""

from dataclasses import replace
from typing import Any

import pytest

from kaytantopankki.analysis.meetings import Analysis
from kaytantopankki.analysis.ranking import RANKING_WEIGHTS, Suggestion, Suggestions
from kaytantopankki.content.field_types import Basis
from kaytantopankki.content.models import Entry
from kaytantopankki.search.analyser import UnknownWords
from kaytantopankki.search.terms import Terms
from tests import builders

RESULT = {"indicator": "energiansaasto", "value": 5, "unit": "%"}


def suggestions(*entries: Entry[Any]) -> Suggestions:
    return Analysis(builders.catalogue(*entries), Terms(UnknownWords())).suggestions


def practice(slug: str, *adoptions: dict[str, Any], origin: str = "Utsjoki", **fields: Any) -> Entry[Any]:
    source = [{"title": "Lähde", "date": "2026"}]
    return builders.entry(
        "practice", slug, municipalities=[origin], adoptions=list(adoptions), **{"sources": source, **fields}
    )


def adoption(name: str, stage: str | None = "in_use", **fields: Any) -> dict[str, Any]:
    return {"municipality": name, **({"stage": stage} if stage else {}), **fields}


def suggestion(found: Suggestions, name: str, slug: str) -> Suggestion:
    return next(item for item in found.of(name, 50) if item.practice.slug == slug)


def order(found: Suggestions, name: str = "Lohja") -> list[str]:
    return [item.practice.slug for item in found.of(name, 50)]


@pytest.mark.parametrize("stage", ["in_use", "pilot", "considering", "rejected", "ended", None])
def test_what_a_municipality_has_met_is_not_suggested_to_it(stage: str | None) -> None:
    found = suggestions(practice("uusi"), practice("tuttu", adoption("Lohja", stage)), practice("oma", origin="Lohja"))
    assert order(found) == ["uusi"]
    assert set(order(found, "Turku")) == {"uusi", "tuttu", "oma"}


def test_what_has_a_successor_is_not_suggested() -> None:
    found = suggestions(practice("vanha", superseded_by="uusi"), practice("uusi"))
    assert order(found) == ["uusi"]


def test_use_in_like_municipalities_counts_more() -> None:
    found = suggestions(practice("kaukana", adoption("Utsjoki")), practice("lahella", adoption("Kirkkonummi")))
    assert order(found) == ["lahella", "kaukana"]
    assert order(found, "Inari") == ["kaukana", "lahella"]
    assert [item.municipality for item in suggestion(found, "Lohja", "lahella").adopters] == ["Kirkkonummi"]


def test_more_users_and_further_stages_count_more() -> None:
    stages = {"in_use": "kaytossa", "pilot": "kokeilu", "considering": "harkinta"}
    found = suggestions(
        *(practice(slug, adoption("Kirkkonummi", stage)) for stage, slug in stages.items()),
        practice("kaksi", adoption("Kirkkonummi"), adoption("Vihti")),
        practice("ei-kukaan"),
    )
    assert order(found) == ["kaksi", "kaytossa", "kokeilu", "harkinta", "ei-kukaan"]


def test_the_nearest_origin_counts() -> None:
    found = suggestions(practice("kaukana"), practice("lahella", origin="Kirkkonummi"))
    assert order(found) == ["lahella", "kaukana"]
    both = suggestions(builders.entry("practice", "yhteinen", municipalities=["Utsjoki", "Kirkkonummi"]))
    assert suggestion(both, "Lohja", "yhteinen").origin == "Kirkkonummi"


def test_evidence_counts_by_its_basis_and_a_target_is_no_evidence() -> None:
    bases = ("measured", "reported", "estimated", "target")
    found = suggestions(
        *(practice(basis, results=[{**RESULT, "basis": basis}]) for basis in reversed(bases)), practice("tyhja")
    )
    assert order(found)[:3] == ["measured", "reported", "estimated"]
    assert suggestion(found, "Lohja", "target").basis is None
    assert suggestion(found, "Lohja", "target").score == suggestion(found, "Lohja", "tyhja").score
    assert suggestion(found, "Lohja", "measured").basis is Basis.MEASURED


@pytest.mark.parametrize("stage", ["rejected", "ended"])
def test_refusals_by_like_municipalities_count_against_and_are_told(stage: str) -> None:
    no = adoption("Kirkkonummi", stage, why_not="Liian kallis.")
    found = suggestions(practice("kielletty", no), practice("muu"))
    refused = suggestion(found, "Lohja", "kielletty")
    assert order(found) == ["muu", "kielletty"]
    assert [item.why_not for item in refused.refusers] == ["Liian kallis."]
    assert refused.points["refused"] < 0
    assert refused.adopters == ()


def test_a_refusal_by_an_unlike_municipality_counts_less() -> None:
    found = suggestions(practice("lahella", adoption("Kirkkonummi", "rejected")))
    far = suggestions(practice("kaukana", adoption("Utsjoki", "rejected")))
    near_points, far_points = found.of("Lohja")[0].points["refused"], far.of("Lohja")[0].points["refused"]
    assert near_points < far_points < 0


def test_suitability_counts_for_and_against() -> None:
    def suits(**limits: Any) -> dict[str, Any]:
        return {"uptake": {"suits": limits}}

    found = suggestions(
        practice("sopii", **suits(population_min=20_000, population_max=60_000)),
        practice("ei-sovi", **suits(population_max=10_000)),
        practice("vaara-ryhma", **suits(types=["rural"])),
        practice("sanoin", **suits(note="Kaikille.")),
    )
    points = {item.practice.slug: item.points.get("suits", 0) for item in found.of("Lohja", 9)}
    assert points == {"sopii": 0.3, "sanoin": 0, "ei-sovi": -0.6, "vaara-ryhma": -0.6}


def test_age_and_an_end_count_against() -> None:
    def dated(slug: str, year: str | None, **fields: Any) -> Entry[Any]:
        return practice(slug, sources=[{"title": "Lähde", **({"date": year} if year else {})}], **fields)

    found = suggestions(
        dated("paattynyt", "2026", stage="ended"),
        dated("ikivanha", "2001"),
        dated("paivaamaton", None),
        dated("vanhahko", "2016"),
        dated("tuore", "2021"),
    )
    assert order(found) == ["tuore", "vanhahko", "ikivanha", "paivaamaton", "paattynyt"]
    points = {item.practice.slug: item.points for item in found.of("Lohja", 9)}
    assert points["ikivanha"]["old"] == points["paivaamaton"]["old"] == RANKING_WEIGHTS.old
    assert points["vanhahko"]["old"] == RANKING_WEIGHTS.old / 2
    assert "old" not in points["tuore"]
    assert points["paattynyt"]["ended"] == RANKING_WEIGHTS.ended


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"looking_for": ["Apua: lämpö"]}, "looking_for"),
        ({"key_challenge": "Vaikeinta on lämpö."}, "key_challenge"),
        ({"goals": [{"text": "Puolet: lämpö"}]}, "goals"),
    ],
)
def test_a_need_in_the_same_words_counts_and_is_told(fields: dict[str, Any], field: str) -> None:
    own = builders.entry("municipality", "lohja", municipality="Lohja", **fields)
    found = suggestions(own, practice("muu"), practice("lammosta", title="Lämpö talteen"))
    best = found.of("Lohja")[0]
    assert best.practice.slug == "lammosta"
    assert best.fit
    assert (best.fit.need.field, best.fit.words) == (field, ("lämpö",))
    assert suggestion(found, "Turku", "lammosta").fit is None


def test_words_that_are_not_subjects_are_no_need() -> None:
    own = builders.entry("municipality", "lohja", municipality="Lohja", key_challenge="Kunnan katto vuotaa.")
    found = suggestions(own, practice("katto", title="Kunnan katto vuotaa aina"))
    assert found.of("Lohja")[0].fit is None


def test_a_bottleneck_that_was_solved_counts_for_those_who_have_it() -> None:
    def met(slug: str, **fields: str) -> Entry[Any]:
        return practice(slug, bottlenecks=[{"kind": "rahoitus", "what": "Rahaa ei ollut.", **fields}])

    own = builders.entry("municipality", "lohja", municipality="Lohja", bottlenecks_now=[{"kind": "rahoitus"}])
    found = suggestions(own, met("ei-ratkennut"), met("ratkesi", solved="Haettiin tukea."))
    assert order(found) == ["ratkesi", "ei-ratkennut"]
    assert [item.solved for _, item in found.of("Lohja")[0].solved] == ["Haettiin tukea."]
    assert suggestion(found, "Lohja", "ei-ratkennut").solved == ()
    assert suggestion(found, "Turku", "ratkesi").points.get("solved") is None


def test_the_points_add_up_to_the_score_and_equals_keep_the_order_of_publication() -> None:
    found = suggestions(
        practice("a", adoption("Vihti"), adoption("Kotka", "rejected"), results=[{**RESULT, "basis": "measured"}]),
        practice("b", published="2026-02-01"),
        practice("c", published="2026-03-01"),
    )
    for item in found.of("Lohja"):
        assert sum(item.points.values()) == pytest.approx(item.score, abs=0.005)
    assert order(found) == ["a", "c", "b"]


def test_the_weights_are_the_only_ones() -> None:
    found = suggestions(practice("a", adoption("Vihti")), practice("b", origin="Kirkkonummi"))
    without = Suggestions(replace(found.scoring, points=replace(RANKING_WEIGHTS, reach=0.0, origin=0.0, old=0.0)))
    assert [item.score for item in without.of("Lohja")] == [0, 0]


def test_a_catalogue_without_practices_suggests_nothing() -> None:
    assert suggestions().of("Lohja") == ()
