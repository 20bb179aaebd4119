"""Every lookup and index of the catalogue, on a few entries made by hand."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import pytest

from kaytantopankki.content.catalogue import Catalogue, grouped, newest_source
from kaytantopankki.content.front_matter import Loc
from kaytantopankki.content.models import Entry
from tests.builders import catalogue, entry


def slugs(entries: Iterable[Entry[Any]]) -> list[str]:
    return [item.slug for item in entries]


def index(groups: Mapping[Any, Iterable[Entry[Any]]]) -> dict[Any, list[str]]:
    return {key: slugs(group) for key, group in groups.items()}


def adopted(*stages: str | None) -> list[dict[str, Any]]:
    places = ("Lieto", "Raisio", "Naantali")
    return [{"municipality": place, "stage": stage} for place, stage in zip(places, stages, strict=False)]


PRACTICES = [
    entry(
        "practice",
        "old",
        title="Älykäs vanha",
        published="2025-01-01",
        tags=["lämpö"],
        related=["new"],
        networks=["alpha"],
        projects=["joint"],
        adoptions=adopted("in_use", "rejected", "considering"),
        bottlenecks=[{"kind": "rahoitus", "what": "Ei rahaa."}, {"kind": "rahoitus", "what": "Ei vieläkään."}],
    ),
    entry(
        "practice",
        "new",
        title="Uusi",
        published="2026-02-01",
        municipalities=["Lahti", "Turku"],
        themes=["ruoka", "energia"],
        related=["twin", "new"],
        adapted_from=[{"practice": "old"}, {"place": "Oslo"}],
        adoptions=adopted("in_use", "pilot", None),
    ),
    entry("practice", "twin", title="Åkerin tapa", published="2026-02-01", municipalities=["Turku", "Lieto"]),
    entry("practice", "refused", title="Zeniitti", published="2024-01-01", adoptions=adopted("rejected")),
    entry("practice", "third", title="Öljytön", published="2023-01-01", adoptions=adopted("ended")),
]
EVENTS = [
    entry("event", "over", start="2026-10-01", series="Päivät", municipalities=["Turku"]),
    entry("event", "long-over", start="2025-10-01 09:00", end="2025-10-02", series="Päivät", networks=["alpha"]),
    entry("event", "this-year", start="2026", series="Åpäivät"),
    entry("event", "today", start="2026-11-21 09:00"),
    entry("event", "under-way", start="2026-11-20", end="2026-11-23"),
    entry("event", "soon", start="2026-12-01", practices=["old"], municipalities=["Turku", "Turku"]),
    entry("event", "later-but-due", start="2027-03-01", registration_deadline="2026-11-25 12:00", projects=["joint"]),
    entry("event", "due-passed", start="2027-01-01", registration_deadline="2026-11-20", series="Päivät"),
    entry("event", "due-today", start="2027-01-01", registration_deadline="2026-11-21"),
    entry("event", "cancelled", start="2027-02-01", registration_deadline="2026-11-24", status="cancelled"),
]
OTHERS = [
    entry("news", "first", title="B", date="2026-01-05", practices=["old"], networks=["alpha"], themes=["ruoka"]),
    entry("news", "second", title="A", date="2026-01-05", projects=["joint"], municipalities=["Turku", "Lahti"]),
    entry("news", "year-only", title="C", date="2026", events=["soon"]),
    entry("news", "last-year", title="D", date="2025-12-31", practices=["old", "new"], municipalities=["Turku"]),
    entry("network", "beta", title="Överkosto", members=[{"municipality": "Turku", "until": 2020}]),
    entry("network", "alpha", title="Zverkosto", members=[{"municipality": "Turku"}, {"municipality": "Lieto"}]),
    entry("project", "joint", title="Ähanke", municipalities=["Turku"], networks=["alpha", "beta"]),
    entry("project", "solo", title="Zhanke", municipalities=["Turku", "Lahti"], networks=["alpha"]),
    entry("municipality", "turku"),
    entry("municipality", "lahti", municipality="Lahti"),
]


@pytest.fixture(scope="module")
def all_of_it() -> Catalogue:
    return catalogue(*PRACTICES, *EVENTS, *OTHERS)


ORDERS = {
    "newest": ["new", "twin", "old", "refused", "third"],
    "practices_by_title": ["new", "refused", "twin", "old", "third"],
    "most_adopted": ["new", "old", "third"],
    "latest_news": ["second", "first", "year-only", "last-year"],
    "coming_events": [
        "this-year",
        "under-way",
        "due-today",
        "today",
        "later-but-due",
        "soon",
        "due-passed",
        "cancelled",
    ],
    "past_events": ["over", "long-over"],
    "networks_by_title": ["alpha", "beta"],
    "projects_by_title": ["solo", "joint"],
}

INDEXES: dict[str, dict[Any, list[str]]] = {
    "practices_by_theme": {"energia": ["new", "twin", "old", "refused", "third"], "ruoka": ["new"]},
    "practices_by_tag": {"lämpö": ["old"]},
    "practices_by_municipality": {
        "Lahti": ["new"],
        "Lieto": ["twin"],
        "Turku": ["new", "twin", "old", "refused", "third"],
    },
    "practices_by_region": {"07": ["new"], "02": ["new", "twin", "old", "refused", "third"]},
    "practices_by_network": {"alpha": ["old"]},
    "practices_by_project": {"joint": ["old"]},
    "descendants": {"old": ["new"]},
    "news_by_year": {"2026": ["second", "first", "year-only"], "2025": ["last-year"]},
    "news_by_theme": {"ruoka": ["first"]},
    "news_by_municipality": {"Turku": ["second", "last-year"], "Lahti": ["second"]},
    "news_about": {
        ("practice", "old"): ["first", "last-year"],
        ("practice", "new"): ["last-year"],
        ("network", "alpha"): ["first"],
        ("project", "joint"): ["second"],
        ("event", "soon"): ["year-only"],
    },
    "events_by_municipality": {"Turku": ["soon", "over"]},
    "events_about": {
        ("practice", "old"): ["soon"],
        ("project", "joint"): ["later-but-due"],
        ("network", "alpha"): ["long-over"],
    },
    "series": {"Päivät": ["long-over", "over", "due-passed"], "Åpäivät": ["this-year"]},
    "projects_by_municipality": {"Turku": ["solo", "joint"], "Lahti": ["solo"]},
    "projects_by_network": {"alpha": ["solo", "joint"], "beta": ["joint"]},
}


@pytest.mark.parametrize(("name", "expected"), ORDERS.items())
def test_order(all_of_it: Catalogue, name: str, expected: list[str]) -> None:
    assert slugs(getattr(all_of_it, name)) == expected


@pytest.mark.parametrize(("name", "expected"), INDEXES.items())
def test_index(all_of_it: Catalogue, name: str, expected: dict[Any, list[str]]) -> None:
    assert index(getattr(all_of_it, name)) == expected


def test_series_are_in_alphabetical_order(all_of_it: Catalogue) -> None:
    assert list(all_of_it.series) == ["Päivät", "Åpäivät"]


@pytest.mark.parametrize(
    ("slug", "related"), [("old", ["new"]), ("new", ["twin", "old"]), ("twin", ["new"]), ("third", [])]
)
def test_related_from_either_side(all_of_it: Catalogue, slug: str, related: list[str]) -> None:
    assert slugs(all_of_it.related(all_of_it.practices[slug])) == related


@pytest.mark.parametrize(
    ("slug", "places"),
    [("old", ["Lieto"]), ("new", ["Lieto", "Raisio", "Naantali"]), ("refused", []), ("third", ["Lieto"])],
)
def test_takers_did_not_refuse(all_of_it: Catalogue, slug: str, places: list[str]) -> None:
    assert [item.municipality for item in all_of_it.adopters(all_of_it.practices[slug])] == places


def test_uses_by_municipality(all_of_it: Catalogue) -> None:
    uses = {name: [use.practice.slug for use in group] for name, group in all_of_it.adoptions_by_municipality.items()}
    assert uses == {
        "Lieto": ["new", "old", "refused", "third"],
        "Raisio": ["new", "old"],
        "Naantali": ["new", "old"],
    }
    assert all_of_it.adoptions_by_municipality["Raisio"][1].adoption.stage == "rejected"


@pytest.mark.parametrize(
    ("stage", "model_named", "kind"),
    [
        ("in_use", True, "taken"),
        ("pilot", None, "taken"),
        ("ended", None, "taken"),
        (None, None, "taken"),
        ("in_use", False, "parallel"),
        ("rejected", None, "refused"),
        ("considering", False, "refused"),
    ],
)
def test_kind_of_use(stage: str | None, model_named: bool | None, kind: str) -> None:
    adoption = {"municipality": "Lieto", "stage": stage, "model_named": model_named}
    practice = entry("practice", "x", adoptions=[adoption])
    found = catalogue(practice)
    assert [use.kind for use in found.adoptions_by_municipality["Lieto"]] == [kind]
    assert len(found.adopters(practice)) == len(found.most_adopted) == (kind == "taken")


def test_newest_on_one_day_is_by_the_newest_source() -> None:
    sources: dict[str, list[dict[str, str]]] = {
        "a": [],
        "b": [{"title": "S", "date": "2020"}],
        "c": [{"title": "S", "date": "2021"}, {"title": "T"}],
    }
    dated = [entry("practice", slug, sources=given) for slug, given in sources.items()]
    assert slugs(catalogue(*dated).newest) == ["c", "b", "a"]
    assert [str(newest_source(item)) for item in dated] == ["None", "2020", "2021"]


def test_memberships(all_of_it: Catalogue) -> None:
    found = {name: [item.network.slug for item in group] for name, group in all_of_it.memberships.items()}
    assert found == {"Turku": ["alpha", "beta"], "Lieto": ["alpha"]}
    assert str(all_of_it.memberships["Turku"][1].member.until) == "2020"


def test_own_words(all_of_it: Catalogue) -> None:
    assert {name: item.slug for name, item in all_of_it.municipality_entries.items()} == {
        "Turku": "turku",
        "Lahti": "lahti",
    }


@pytest.mark.parametrize(
    ("today", "coming", "past"),
    [
        (date(2026, 9, 30), ["one", "two"], []),
        (date(2026, 10, 1), ["one", "two"], []),
        (date(2026, 10, 2), ["two"], ["one"]),
        (date(2026, 10, 5), ["two"], ["one"]),
        (date(2026, 10, 6), [], ["two", "one"]),
    ],
)
def test_events_pass(today: date, coming: list[str], past: list[str]) -> None:
    found = catalogue(
        entry("event", "one", start="2026-10-01 09:00"),
        entry("event", "two", start="2026-10-04", end="2026-10-05 12:00"),
        today=today,
    )
    assert (slugs(found.coming_events), slugs(found.past_events)) == (coming, past)
    assert slugs(found.events_newest) == coming + past


@pytest.mark.parametrize(
    ("slug", "still_open", "due"),
    [
        ("soon", False, date(2026, 12, 1)),
        ("later-but-due", True, date(2026, 11, 25)),
        ("due-passed", False, date(2027, 1, 1)),
        ("due-today", True, date(2026, 11, 21)),
        ("cancelled", False, date(2027, 2, 1)),
        ("this-year", False, date(2026, 1, 1)),
    ],
)
def test_registration(all_of_it: Catalogue, slug: str, still_open: bool, due: date) -> None:
    event = all_of_it.events[slug]
    assert (all_of_it.registration_open(event), all_of_it.next_date(event)) == (still_open, due)


def test_entries_come_by_kind(all_of_it: Catalogue) -> None:
    assert slugs(all_of_it.entries) == slugs([*PRACTICES, *OTHERS[:4], *EVENTS, *OTHERS[4:]])
    assert {item.key for item in all_of_it.entries} == {
        (kind, slug) for kind in ("practice", "news", "event") for slug in all_of_it.of_kind(kind)
    } | {item.key for item in OTHERS[4:]}


def test_places_and_regions(all_of_it: Catalogue) -> None:
    assert (len(all_of_it.places), len(all_of_it.regions)) == (308, 19)
    assert sum(map(len, all_of_it.places_by_region.values())) == 308
    assert {place.region for place in all_of_it.places_by_region["02"]} == {"02"}


def test_an_item_counts_once_under_a_key() -> None:
    assert grouped(["ab", "bb"], list) == {"a": ("ab",), "b": ("ab", "bb")}


@pytest.mark.parametrize(
    ("loc", "text"),
    [
        (("results", 1, "unit"), "practices/x.md:9: tulokset 2, yksikkö: virhe"),
        (("results", 0, "unit"), "practices/x.md:7: tulokset 1, yksikkö: virhe"),
        (("costs",), "practices/x.md:2: kustannukset: virhe"),
        ((), "practices/x.md:2: virhe"),
    ],
)
def test_problem_is_at_the_nearest_line(loc: Loc, text: str) -> None:
    sound = entry("practice", "x")
    front = "title: x\n#\n#\n#\n#\nresults: [{unit: a},\n{\nunit: b}]\n"
    found = Entry("practice", "x", sound.path, sound.data, "", 1, front).problem(loc, "virhe")
    assert str(found) == text
