"""What a municipality could take into use, each reason by itself; and who could help whom."""

from collections.abc import Iterator
from typing import Any

import pytest

from kaytantopankki.analysis import Analysis, ranking
from kaytantopankki.analysis.ranking import Suggestion
from kaytantopankki.content.models import Entry
from kaytantopankki.search.analyser import CachedAnalyser, Terms
from tests import builders
from tests.cases import read_tables

TABLES = read_tables(__file__)


def analysis(case: dict[str, Any]) -> Analysis:
    return Analysis(builders.catalogue(*_entries(case)), Terms(CachedAnalyser()))


def _entries(case: dict[str, Any]) -> Iterator[Entry[Any]]:
    for name, fields in case.get("municipalities", {}).items():
        yield builders.entry("municipality", name.lower(), municipality=name, **fields)
    for slug, fields in case.get("practices", {}).items():
        least = {"municipalities": ["Utsjoki"], "sources": [{"title": "Lähde", "date": "2026"}]}
        adoptions = [
            {"municipality": name, **(adoption if isinstance(adoption, dict) else {"stage": adoption})}
            for name, adoption in fields.get("adoptions", {}).items()
        ]
        yield builders.entry("practice", slug, **least | fields | {"adoptions": adoptions})


def facts(suggestion: Suggestion) -> dict[str, Any]:
    """The points of each reason, and what a page tells of the suggestion."""
    return {
        **suggestion.points,
        "origin": suggestion.origin,
        "basis": suggestion.basis,
        "adopters": [use.adoption.municipality for use in suggestion.adopters],
        "refusers": [use.adoption.why_not for use in suggestion.refusers],
        "need": suggestion.need.field if suggestion.need else None,
        "need_words": list(suggestion.need_words),
        "solutions": [bottleneck.solved for _, bottleneck in suggestion.solved],
    }


@pytest.mark.parametrize("case", TABLES["orders"], ids=lambda case: case["rule"])
def test_order_of_suggestions(case: dict[str, Any]) -> None:
    found = analysis(case).ranking
    suggestions = {item.practice.slug: item for item in found.suggestions("Lohja", 50)}
    orders = {name: [item.practice.slug for item in found.suggestions(name, 50)] for name in case["order"]}
    assert orders == case["order"]
    for slug, expected in case.get("facts", {}).items():
        assert {key: facts(suggestions[slug]).get(key) for key in expected} == expected
    for item in suggestions.values():
        assert sum(item.points.values()) == pytest.approx(item.score, abs=0.005)


def test_the_weights_are_the_only_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ranking, "RANKING_WEIGHTS", dict.fromkeys(ranking.RANKING_WEIGHTS, 0.0))
    for case in TABLES["orders"]:
        assert {item.score for item in analysis(case).ranking.suggestions("Lohja")} <= {0}


@pytest.mark.parametrize("case", TABLES["meetings"], ids=lambda case: case["rule"])
def test_meetings(case: dict[str, Any]) -> None:
    found = analysis(case)
    assert [
        [
            f"{question.municipality.municipality} {question.need.field}",
            [f"{offer.municipality} {' '.join(words)}" for (offer, _), words in question.offers],
            [practice.slug for practice, _ in question.practices],
        ]
        for question in found.questions
    ] == case["questions"]
    assert [offer.municipality for offer, _ in found.offers] == case.get("offers", [])
