"""What a municipality could take into use, each reason by itself; and who could help whom."""

from typing import Any

import pytest

from kaytantopankki.analysis import Analysis, ranking
from kaytantopankki.analysis.ranking import RANKING_WEIGHTS, Ranking, Suggestion
from kaytantopankki.content.field_types import Basis
from kaytantopankki.content.models import Entry
from kaytantopankki.search.analyser import UnknownWords
from kaytantopankki.search.terms import Terms
from tests import builders

RESULT = {"indicator": "energiansaasto", "value": 5, "unit": "%"}


def analysis(*entries: Entry[Any]) -> Analysis:
    return Analysis(builders.catalogue(*entries), Terms(UnknownWords()))


def rank(*entries: Entry[Any]) -> Ranking:
    return analysis(*entries).ranking


def practice(slug: str, *adoptions: dict[str, Any], origin: str = "Utsjoki", **fields: Any) -> Entry[Any]:
    given = {"municipalities": [origin], "sources": [{"title": "Lähde", "date": "2026"}], **fields}
    return builders.entry("practice", slug, adoptions=list(adoptions), **given)


def adoption(name: str, stage: str | None = "in_use", **fields: Any) -> dict[str, Any]:
    return {"municipality": name, **({"stage": stage} if stage else {}), **fields}


def municipality(name: str, **fields: Any) -> Entry[Any]:
    return builders.entry("municipality", name.lower(), municipality=name, **fields)


def by_slug(found: Ranking, name: str = "Lohja") -> dict[str, Suggestion]:
    """All suggestions, the best first."""
    return {item.practice.slug: item for item in found.suggestions(name, 50)}


def order(found: Ranking, name: str = "Lohja") -> list[str]:
    return list(by_slug(found, name))


@pytest.mark.parametrize("stage", ["in_use", "pilot", "considering", "rejected", "ended", None])
def test_what_a_municipality_has_met_is_not_suggested_to_it(stage: str | None) -> None:
    found = rank(practice("uusi"), practice("tuttu", adoption("Lohja", stage)), practice("oma", origin="Lohja"))
    assert order(found) == ["uusi"]
    assert set(order(found, "Turku")) == {"uusi", "tuttu", "oma"}


def test_what_has_a_successor_is_not_suggested_and_nothing_is_when_there_is_nothing() -> None:
    assert order(rank(practice("vanha", superseded_by="uusi"), practice("uusi"))) == ["uusi"]
    assert order(rank()) == []


def test_use_in_similar_municipalities_counts_more() -> None:
    found = rank(practice("kaukana", adoption("Utsjoki")), practice("lahella", adoption("Kirkkonummi")))
    assert order(found) == ["lahella", "kaukana"]
    assert order(found, "Inari") == ["kaukana", "lahella"]
    assert [item.municipality for item in by_slug(found)["lahella"].adopters] == ["Kirkkonummi"]


def test_more_users_and_further_stages_count_more() -> None:
    found = rank(
        practice("harkinta", adoption("Kirkkonummi", "considering")),
        practice("kokeilu", adoption("Kirkkonummi", "pilot")),
        practice("kaytossa", adoption("Kirkkonummi")),
        practice("kaksi", adoption("Kirkkonummi"), adoption("Vihti", None)),
        practice("ei-kukaan"),
    )
    assert order(found) == ["kaksi", "kaytossa", "kokeilu", "harkinta", "ei-kukaan"]


def test_the_nearest_origin_counts() -> None:
    assert order(rank(practice("kaukana"), practice("lahella", origin="Kirkkonummi"))) == ["lahella", "kaukana"]
    both = rank(practice("yhteinen", municipalities=["Utsjoki", "Kirkkonummi"]))
    assert by_slug(both)["yhteinen"].origin == "Kirkkonummi"


def test_evidence_counts_by_its_basis_and_a_target_is_no_evidence() -> None:
    bases = ("target", "estimated", "reported", "measured")
    found = rank(*(practice(basis, results=[{**RESULT, "basis": basis}]) for basis in bases), practice("tyhja"))
    assert order(found)[:3] == ["measured", "reported", "estimated"]
    suggestions = by_slug(found)
    assert (suggestions["target"].basis, suggestions["measured"].basis) == (None, Basis.MEASURED)
    assert suggestions["target"].score == suggestions["tyhja"].score


@pytest.mark.parametrize("stage", ["rejected", "ended"])
def test_refusals_by_similar_municipalities_count_against_and_are_told(stage: str) -> None:
    no = {"stage": stage, "why_not": "Liian kallis."}
    found = rank(practice("lahella", adoption("Kirkkonummi", **no)), practice("kaukana", adoption("Utsjoki", **no)))
    near, far = (by_slug(found)[slug] for slug in ("lahella", "kaukana"))
    assert near.points["refused"] < far.points["refused"] < 0
    assert ([item.why_not for item in near.refusers], near.adopters) == (["Liian kallis."], ())


def test_suitability_counts_for_and_against() -> None:
    suits: dict[str, dict[str, Any]] = {
        "sopii": {"population_min": 20_000, "population_max": 60_000},
        "ei-sovi": {"population_max": 10_000},
        "vaara-ryhma": {"types": ["rural"]},
        "sanoin": {"note": "Kaikille."},
    }
    found = rank(*(practice(slug, uptake={"suits": each}) for slug, each in suits.items()))
    points = {slug: item.points.get("suits", 0) for slug, item in by_slug(found).items()}
    assert points == {"sopii": 0.3, "sanoin": 0, "ei-sovi": -0.6, "vaara-ryhma": -0.6}


def test_age_and_an_end_count_against() -> None:
    years = {"ikivanha": "2001", "paivaamaton": None, "vanhahko": "2016", "tuore": "2021"}
    found = rank(
        practice("paattynyt", stage="ended"),
        *(practice(slug, sources=[{"title": "Lähde", "date": year}]) for slug, year in years.items()),
    )
    assert order(found) == ["tuore", "vanhahko", "ikivanha", "paivaamaton", "paattynyt"]
    points = {slug: item.points for slug, item in by_slug(found).items()}
    assert points["ikivanha"]["old"] == points["paivaamaton"]["old"] == RANKING_WEIGHTS["old"]
    assert points["vanhahko"]["old"] == RANKING_WEIGHTS["old"] / 2
    assert "old" not in points["tuore"]
    assert points["paattynyt"]["ended"] == RANKING_WEIGHTS["ended"]


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"looking_for": ["Apua: lämpö"]}, "looking_for"),
        ({"key_challenge": "Vaikeinta on lämpö.", "goals": [{"text": "Puolet: lämpö"}]}, "key_challenge"),
        ({"goals": [{"text": "Puolet: lämpö"}]}, "goals"),
        ({"key_challenge": "Kunnan katto vuotaa."}, None),
    ],
)
def test_a_need_in_the_same_words_of_its_subject_counts_and_is_told(fields: dict[str, Any], field: str | None) -> None:
    found = rank(
        municipality("Lohja", **fields),
        practice("katto", title="Kunnan katto vuotaa aina"),
        practice("lammosta", title="Lämpö talteen"),
    )
    best = found.suggestions("Lohja")[0]
    need = best.need.field if best.need else None
    assert (best.practice.slug, need, best.need_words) == (
        ("lammosta", field, ("lämpö",)) if field else (best.practice.slug, None, ())
    )
    assert by_slug(found, "Turku")["lammosta"].need is None


def test_a_bottleneck_that_was_solved_counts_for_those_who_have_it() -> None:
    met = {"kind": "rahoitus", "what": "Rahaa ei ollut."}
    found = rank(
        municipality("Lohja", bottlenecks_now=[{"kind": "rahoitus"}]),
        practice("ei-ratkennut", bottlenecks=[met]),
        practice("ratkesi", bottlenecks=[{**met, "solved": "Haettiin tukea."}]),
    )
    assert order(found) == ["ratkesi", "ei-ratkennut"]
    assert [item.solved for _, item in by_slug(found)["ratkesi"].solved] == ["Haettiin tukea."]
    assert by_slug(found)["ei-ratkennut"].solved == ()
    assert by_slug(found, "Turku")["ratkesi"].points.get("solved") is None


def test_the_points_add_up_to_the_score_and_equals_keep_the_order_of_publication() -> None:
    found = rank(
        practice("a", adoption("Vihti"), adoption("Kotka", "rejected"), results=[{**RESULT, "basis": "measured"}]),
        practice("b", published="2026-02-01"),
        practice("c", published="2026-03-01"),
    )
    for item in found.suggestions("Lohja"):
        assert sum(item.points.values()) == pytest.approx(item.score, abs=0.005)
    assert order(found) == ["a", "c", "b"]


def test_the_weights_are_the_only_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ranking, "RANKING_WEIGHTS", dict.fromkeys(RANKING_WEIGHTS, 0.0))
    found = rank(practice("a", adoption("Vihti")), practice("b", origin="Kirkkonummi"))
    assert [item.score for item in found.suggestions("Lohja")] == [0, 0]


def test_what_one_looks_for_meets_what_another_offers() -> None:
    meetings = analysis(
        municipality("Lohja", looking_for=["Miten lämpö saadaan talteen?"], can_offer=["Kerromme: lämpö"]),
        municipality("Kotka", can_offer=["Näytämme, miten lämpö kulkee", "Kerromme pyöräily-asiat"]),
    ).meetings
    (question,) = meetings.questions
    (answer,) = question.offers
    assert (answer.found.municipality.municipality, answer.words) == ("Kotka", ("lämpö",))
    assert [offer.municipality.municipality for offer in meetings.offers] == ["Kotka", "Kotka", "Lohja"]


def test_a_challenge_meets_practices_of_others_that_it_has_not_met() -> None:
    (question,) = analysis(
        municipality("Lohja", key_challenge="Vaikeinta on lämpö."),
        practice("muiden-lampo", title="Muiden lämpö"),
        practice("oma-lampo", title="Oma lämpö", origin="Lohja"),
        practice("otettu-lampo", adoption("Lohja"), title="Otettu lämpö"),
        practice("pyöräily"),
    ).meetings.questions
    assert [answer.found.slug for answer in question.practices] == ["muiden-lampo"]


def test_goals_are_not_questions_and_questions_without_answers_come_last() -> None:
    questions = analysis(
        municipality("Espoo", goals=[{"text": "Puolet: lämpö"}], key_challenge="Vaikeinta on meri."),
        municipality("Lohja", key_challenge="Vaikeinta on lämpö."),
        municipality("Kotka", looking_for=["Etsimme: meri"]),
        practice("lampo", title="Lämpö talteen"),
    ).meetings.questions
    assert [(each.municipality.municipality, each.need.field) for each in questions] == [
        ("Kotka", "looking_for"),
        ("Lohja", "key_challenge"),
        ("Espoo", "key_challenge"),
    ]
