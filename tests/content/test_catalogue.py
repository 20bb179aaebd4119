"""Every lookup and index of the catalogue, on a few entries made by hand."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest

from kaytantopankki.content.catalogue import Catalogue, adoptions_of, grouped, newest_source
from kaytantopankki.content.field_types import AdoptionStage
from kaytantopankki.content.front_matter import parse_yaml
from kaytantopankki.content.models import Entry
from tests.builders import catalogue, entry
from tests.cases import read_tables

CASES = read_tables(__file__)


def slugs(entries: Iterable[Entry[Any]]) -> list[str]:
    return [item.slug for item in entries]


@pytest.fixture(scope="module")
def whole() -> Catalogue:
    return catalogue(*(entry(kind, slug, **fields) for kind, slug, fields in CASES["entries"]))


@pytest.mark.parametrize("name", CASES["orders"])
def test_order(whole: Catalogue, name: str) -> None:
    assert slugs(getattr(whole, name)) == CASES["orders"][name]


@pytest.mark.parametrize("name", CASES["indexes"])
def test_index(whole: Catalogue, name: str) -> None:
    groups = getattr(whole, name)
    found = {" ".join(key) if isinstance(key, tuple) else key: slugs(group) for key, group in groups.items()}
    assert found == CASES["indexes"][name]


def test_series_are_in_alphabetical_order(whole: Catalogue) -> None:
    assert list(whole.series) == ["Päivät", "Åpäivät"]


def test_related_from_either_side(whole: Catalogue) -> None:
    related = {slug: slugs(whole.related(practice)) for slug, practice in whole.practices.items()}
    assert related == {"old": ["new"], "new": ["twin", "old"], "twin": ["new"], "refused": [], "third": []}


def test_adopters_are_those_of_whom_a_stage_says_so(whole: Catalogue) -> None:
    adopters = {slug: [item.municipality for item in whole.adopters(entry)] for slug, entry in whole.practices.items()}
    assert adopters == {"old": ["Lieto"], "new": ["Lieto", "Raisio"], "refused": [], "third": [], "twin": []}


def test_adoptions_by_municipality(whole: Catalogue) -> None:
    uses = {name: [use.practice.slug for use in group] for name, group in whole.adoptions_by_municipality.items()}
    both = ["new", "old"]
    assert uses == {"Lieto": ["new", "old", "refused", "third"], "Raisio": both, "Naantali": both}
    assert whole.adoptions_by_municipality["Raisio"][1].adoption.stage == "rejected"


@pytest.mark.parametrize("named", [True, None, False])
@pytest.mark.parametrize("stage", [*AdoptionStage, None])
def test_kind_of_adoption(stage: str | None, named: bool | None) -> None:
    uses = {True: "taken", None: "taken", False: "parallel"}
    kind = uses[named] if stage in ("in_use", "pilot", "decided") else "other"
    adoption = {"municipality": "Lieto", "stage": stage, "model_named": named, "heard_at": "paiva"}
    practice = entry("practice", "x", adoptions=[adoption])
    found = catalogue(practice)
    assert [use.kind for use in found.adoptions_by_municipality["Lieto"]] == [kind]
    assert [use.kind for use in found.adoptions_by_event["paiva"]] == [kind]
    assert len(found.adopters(practice)) == len(found.most_adopted) == (kind == "taken")


@pytest.mark.parametrize(("fields", "as_of"), CASES["as_of"])
def test_when_a_stage_was_that(fields: dict[str, Any], as_of: str) -> None:
    sources = [{"title": "S", "date": "2015"}, {"title": "S"}, {"title": "S", "date": "2017-05"}]
    practice = entry("practice", "x", adoptions=[{"municipality": "Lieto", **fields}], sources=sources)
    assert [str(use.as_of) for use in adoptions_of(practice)] == [as_of]


def test_bottlenecks_by_kind() -> None:
    lack = [{"kind": "rahoitus", "what": "Ei rahaa."}]
    adoption = {"municipality": "Lieto", "bottlenecks": lack}
    practice = entry("practice", "x", bottlenecks=lack, adoptions=[adoption], results=[])
    found = catalogue(practice, entry("municipality", "turku", bottlenecks_now=[{"kind": "rahoitus"}]))
    assert [past.adoption for past in found.past_bottlenecks_by_kind["rahoitus"]] == [None]
    assert [past.adoption for past in found.adoption_bottlenecks_by_kind["rahoitus"]] == [practice.data.adoptions[0]]
    assert [entry.slug for entry, _ in found.current_bottlenecks_by_kind["rahoitus"]] == ["turku"]


def test_practices_by_indicator_leave_targets_out() -> None:
    figures = [{"indicator": name, "value": 1, "basis": basis} for name, basis in (("a", "measured"), ("b", "target"))]
    assert list(catalogue(entry("practice", "x", results=figures)).practices_by_indicator) == ["a"]


def test_newest_on_one_day_is_by_the_newest_source() -> None:
    sources: dict[str, list[dict[str, str]]] = {
        "a": [],
        "b": [{"title": "S", "date": "2020"}],
        "c": [{"title": "S", "date": "2021"}, {"title": "T"}],
    }
    dated = [entry("practice", slug, sources=given) for slug, given in sources.items()]
    assert slugs(catalogue(*dated).newest) == ["c", "b", "a"]
    assert [str(newest_source(item)) for item in dated] == ["None", "2020", "2021"]


def test_memberships(whole: Catalogue) -> None:
    found = {name: [item.network.slug for item in group] for name, group in whole.memberships.items()}
    assert found == {"Turku": ["alpha", "beta"], "Lieto": ["alpha"]}
    assert str(whole.memberships["Turku"][1].member.until) == "2020"
    assert slugs(whole.practices_by_members["alpha"]) == ["new", "twin", "old", "refused", "third"]
    assert "beta" not in whole.practices_by_members


def test_municipality_entries(whole: Catalogue) -> None:
    entries = {name: item.slug for name, item in whole.municipality_entries.items()}
    assert entries == {"Turku": "turku", "Lahti": "lahti"}


@pytest.mark.parametrize(("today", "coming", "past"), CASES["passing"])
def test_events_pass(today: str, coming: list[str], past: list[str]) -> None:
    found = catalogue(
        entry("event", "one", start="2026-10-01 09:00"),
        entry("event", "two", start="2026-10-04", end="2026-10-05 12:00"),
        today=date.fromisoformat(today),
    )
    assert (slugs(found.coming_events), slugs(found.past_events)) == (coming, past)
    assert slugs(found.events_newest) == coming + past


@pytest.mark.parametrize(("slug", "still_open", "due"), CASES["registration"])
def test_registration(whole: Catalogue, slug: str, still_open: bool, due: str) -> None:
    event = whole.events[slug]
    assert (whole.registration_open(event), str(whole.next_date(event))) == (still_open, due)


def test_entries_come_by_kind(whole: Catalogue) -> None:
    kinds = ["practice", "news", "event", "network", "project", "municipality"]
    keys = [(kind, slug) for kind, slug, _ in CASES["entries"]]
    assert [item.key for item in whole.entries] == sorted(keys, key=lambda key: kinds.index(key[0]))


def test_places_and_regions(whole: Catalogue) -> None:
    assert (len(whole.places), len(whole.regions)) == (308, 19)
    assert sum(map(len, whole.places_by_region.values())) == 308
    assert {place.region for place in whole.places_by_region["02"]} == {"02"}


def test_an_item_counts_once_under_a_key() -> None:
    assert grouped(["ab", "bb"], list) == {"a": ("ab",), "b": ("ab", "bb")}


@pytest.mark.parametrize(("loc", "text"), CASES["nearest_lines"])
def test_problem_is_at_the_nearest_line(loc: list[str | int], text: str) -> None:
    sound = entry("practice", "x")
    _, lines, _ = parse_yaml("title: x\n#\n#\n#\n#\nresults: [{unit: a},\n{\nunit: b}]\n", first_line=2)
    assert str(Entry("practice", "x", sound.path, sound.data, "", 1, lines).problem(tuple(loc), "virhe")) == text
