"""How complete a practice is."""

from typing import Any

import pytest

from kaytantopankki.analysis.overview import CRITERIA, completeness
from tests.builders import entry

RESULT = {"indicator": "energiansaasto", "value": 1}
CONTACT = {"organisation": "Turun kaupunki"}
UPTAKE = {
    "first_steps": ["Soita."],
    "conditions": ["Sopimus."],
    "decision_level": "board",
    "suits": {"population_min": 1},
}
EVERYTHING: dict[str, Any] = {
    "results": [{**RESULT, "basis": "measured"}],
    "costs": [{"investment": 1000}],
    "bottlenecks": [{"kind": "rahoitus", "what": "Rahaa ei ollut."}],
    "started": "2019",
    "effort": "Kaksi päivää.",
    "adoptions": [{"municipality": "Ii"}],
    "sources": [{"title": "Lähde"}],
    "uptake": UPTAKE,
    "contact": {**CONTACT, "checked": "2026-01-01"},
}
# What is left of everything when one thing is missing, if not everything but its field.
REST: dict[str, dict[str, Any]] = {
    "results": {"results": [{**RESULT, "basis": "target"}]},
    "results.measured": {"results": [{**RESULT, "basis": "reported"}]},
    "costs": {"costs": [], "funding": [{"funder": "EU"}]},
    "contact": {"contact": None},
    "contact.checked": {"contact": CONTACT},
}
ALSO_MISSING = {"results": {"results.measured"}, "contact": {"contact.checked"}}


def test_weights_make_a_hundred_and_each_thing_is_asked_once() -> None:
    weights = [criterion.weight for criterion in CRITERIA]
    assert sum(weights) == 100
    assert weights == sorted(weights, reverse=True)
    assert len({criterion.field for criterion in CRITERIA}) == len(CRITERIA)


def test_everything_is_a_hundred_and_a_stub_has_only_its_contact() -> None:
    assert completeness(entry("practice", "k", **EVERYTHING)) == (100, ())
    stub = completeness(entry("practice", "k"))
    assert stub.score == 4
    assert {item.field for item in stub.missing} == {item.field for item in CRITERIA} - {"contact"}


@pytest.mark.parametrize("field", [criterion.field for criterion in CRITERIA])
def test_each_thing_raises_the_score_by_its_weight(field: str) -> None:
    name = field.removeprefix("uptake.")
    rest = REST.get(field, {"uptake": {key: UPTAKE[key] for key in UPTAKE if key != name}} if name != field else {})
    fields = {key: EVERYTHING[key] for key in EVERYTHING if key != field} | rest
    expected = {field} | ALSO_MISSING.get(field, set())
    found = completeness(entry("practice", "k", **fields))
    assert {item.field for item in found.missing} == expected
    assert found.score == 100 - sum(criterion.weight for criterion in CRITERIA if criterion.field in expected)


def test_funding_with_an_amount_tells_the_cost() -> None:
    fields = EVERYTHING | {"costs": [], "funding": [{"funder": "EU", "amount": 1}]}
    assert completeness(entry("practice", "k", **fields)).score == 100


@pytest.mark.parametrize("stage", ["idea", "underway"])
def test_an_early_practice_is_not_asked_for_results(stage: str) -> None:
    assert (
        completeness(entry("practice", "k", **EVERYTHING | {"stage": stage, "results": [], "adoptions": []})).score
        == 100
    )
