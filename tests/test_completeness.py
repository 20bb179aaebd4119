"""How complete a practice is."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaytantopankki.analysis.overview import PARTS, completeness
from tests.builders import entry

WHOLE: dict[str, dict[str, Any]] = {
    "results": {"results": [{"indicator": "energiansaasto", "value": 1, "basis": "reported"}]},
    "costs": {"costs": [{"investment": 1000}]},
    "bottlenecks": {"bottlenecks": [{"kind": "rahoitus", "what": "Rahaa ei ollut."}]},
    "started": {"started": "2019"},
    "effort": {"effort": "Kaksi päivää."},
    "adoptions": {"adoptions": [{"municipality": "Ii"}]},
    "sources": {"sources": [{"title": "Lähde"}]},
}
UPTAKE: dict[str, dict[str, Any]] = {
    "uptake.first_steps": {"first_steps": ["Soita."]},
    "uptake.conditions": {"conditions": ["Sopimus."]},
    "uptake.decision_level": {"decision_level": "board"},
    "uptake.suits": {"suits": {"population_min": 1}},
}
MEASURED = {"results": [{"indicator": "energiansaasto", "value": 1, "basis": "measured"}]}
CHECKED = {"contact": {"organisation": "Turun kaupunki", "checked": "2026-01-01"}}


def everything() -> dict[str, Any]:
    fields = {key: value for part in WHOLE.values() for key, value in part.items()}
    uptake = {key: value for part in UPTAKE.values() for key, value in part.items()}
    return {**fields, "uptake": uptake, **MEASURED, **CHECKED}


def lacking(**fields: Any) -> set[str]:
    return {item.field for item in completeness(entry("practice", "k", **fields)).missing}


def test_weights_make_a_hundred_and_each_thing_is_asked_once() -> None:
    assert sum(part.weight for part in PARTS) == 100
    assert len({part.missing.field for part in PARTS}) == len(PARTS)
    assert [part.weight for part in PARTS] == sorted((part.weight for part in PARTS), reverse=True)


def test_everything_is_a_hundred_and_lacks_nothing() -> None:
    assert completeness(entry("practice", "k", **everything())) == (100, ())


def test_a_stub_has_only_its_contact() -> None:
    found = completeness(entry("practice", "k"))
    assert found.score == 4
    assert "contact" not in {item.field for item in found.missing}
    assert len(found.missing) == len(PARTS) - 1


@pytest.mark.parametrize("field", [part.missing.field for part in PARTS])
def test_each_thing_raises_the_score_by_its_weight(field: str) -> None:
    """Everything but one thing lacks that thing alone, and its weight."""
    fields = everything()
    match field.split("."):
        case ["results", "measured"]:
            fields["results"] = WHOLE["results"]["results"]
        case ["results"]:
            fields["results"] = [{"indicator": "energiansaasto", "value": 1, "basis": "target"}]
        case ["contact"]:
            fields["contact"] = None
        case ["contact", "checked"]:
            fields["contact"] = {"organisation": "Turun kaupunki"}
        case ["uptake", part]:
            fields["uptake"] = {key: value for key, value in fields["uptake"].items() if key != part}
        case _:
            del fields[field]
    expected = {field} | ({"results.measured"} if field == "results" else set())
    expected |= {"contact.checked"} if field == "contact" else set()
    found = completeness(entry("practice", "k", **fields))
    assert {item.field for item in found.missing} == expected
    assert found.score == 100 - sum(part.weight for part in PARTS if part.missing.field in expected)


def test_a_target_is_not_a_result() -> None:
    target = [{"indicator": "energiansaasto", "value": 1, "basis": "target"}]
    assert {"results", "results.measured"} <= lacking(results=target)


def test_a_funder_without_an_amount_is_not_a_cost() -> None:
    assert "costs" in lacking(funding=[{"funder": "EU"}])
    assert "costs" not in lacking(funding=[{"funder": "EU", "amount": 1}])


@pytest.mark.parametrize("stage", ["idea", "underway"])
def test_what_is_ahead_is_not_asked_for_results(stage: str) -> None:
    assert not {"results", "results.measured", "adoptions"} & lacking(stage=stage)
    fields = {key: value for key, value in everything().items() if key not in ("results", "adoptions")}
    assert completeness(entry("practice", "k", stage=stage, **fields)).score == 100


@given(st.sets(st.sampled_from(sorted(WHOLE))))
def test_telling_more_never_lowers_the_score(told: set[str]) -> None:
    fields: dict[str, Any] = {}
    score = completeness(entry("practice", "k")).score
    for name in sorted(told):
        fields |= WHOLE[name]
        more = completeness(entry("practice", "k", **fields)).score
        assert more > score
        score = more
    assert score <= 100
