"""The coordinator's view: coverage, adoptions, bottlenecks, goals and what has to be looked after."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kaytantopankki.analysis.lineage import adoptions_by_direction
from kaytantopankki.analysis.overview import (
    Scope,
    bottleneck_counts,
    country_scope,
    coverage,
    network_scope,
)
from kaytantopankki.content.catalogue import Catalogue
from kaytantopankki.page import Page
from kaytantopankki.pages.overview_pages import overview_pages
from kaytantopankki.pages.overview_parts import step
from kaytantopankki.settings import Settings
from tests.builders import catalogue, entry

OVERRIDES = Path(__file__).parent.parent / "overrides"
MEMBERS = [{"municipality": name} for name in ("Turku", "Ii", "Kemi")]
FORMER = {"municipality": "Lahti", "until": "2020"}


def adoption(name: str, **fields: Any) -> dict[str, Any]:
    return {"municipality": name, "stage": "in_use", **fields}


@cache
def small() -> Catalogue:
    return catalogue(
        entry("network", "verkosto", members=[*MEMBERS, FORMER]),
        entry("network", "tyhja"),
        entry("network", "yksin", members=[{"municipality": "Utsjoki"}]),
        entry(
            "practice",
            "oma",
            municipalities=["Turku"],
            themes=["energia", "ruoka"],
            adoptions=[
                adoption("Ii", year="2020"),
                adoption("Oulu", year="2021", stage="pilot"),
                adoption("Vaasa", model_named=False),
                adoption("Kemi", stage="rejected"),
            ],
            bottlenecks=[
                {"kind": "rahoitus", "what": "Rahaa ei ollut.", "solved": "Saatiin tukea."},
                {"kind": "rahoitus", "what": "Tuki loppui."},
            ],
            sources=[{"title": "Lähde", "date": "2015"}],
        ),
        entry(
            "practice",
            "yhteinen",
            municipalities=["Turku", "Ii"],
            bottlenecks=[{"kind": "rahoitus", "what": "Rahaa ei ollut.", "solved": "Säästettiin."}],
            sources=[{"title": "Lähde", "date": "2012-05"}],
            reviewed="2026-01-01",
        ),
        entry("practice", "vieras", municipalities=["Lahti"], themes=["ruoka"], adoptions=[adoption("Ii")]),
        entry("municipality", "turku", goals=[{"text": "Puolet pois", "year": "2030", "baseline": "2007"}]),
        entry(
            "municipality", "ii", municipality="Ii", looking_for=["Halpaa lämpöä."], key_challenge="Matkat ovat pitkiä."
        ),
        entry("project", "hanke", networks=["verkosto"], municipalities=["Turku", "Oulu"], budget=1000),
        entry("event", "paiva", networks=["verkosto"], practices=["oma"], start="2020-01-01"),
    )


def network() -> Scope:
    return network_scope(small(), small().networks["verkosto"])


@cache
def pages() -> dict[str, Page]:
    return {page.url: page for page in overview_pages(small(), Settings(OVERRIDES))}


def country() -> Mapping[str, Any]:
    return pages()["tilannekuva/"].view


def verkosto() -> Mapping[str, Any]:
    return pages()["verkostot/verkosto/tilannekuva/"].view


def pairs(found: Any) -> list[tuple[str, list[str]]]:
    return [(item.practice.slug, [adoption.municipality for adoption in item.adopters]) for item in found]


def test_networks_with_members_have_an_overview() -> None:
    assert list(pages()) == ["tilannekuva/", "verkostot/verkosto/tilannekuva/", "verkostot/yksin/tilannekuva/"]


def test_coverage_counts_own_practices_in_each_theme_and_taken_ones_apart() -> None:
    found = coverage(small(), network())
    rows = {row.key: row for row in found.rows}
    assert list(rows) == ["Ii", "Turku"]
    assert (rows["Turku"].own, rows["Turku"].own_count) == ({"energia": 2, "ruoka": 1}, 2)
    assert (rows["Ii"].own, rows["Ii"].own_count) == ({"energia": 1}, 1)
    assert (rows["Ii"].taken, rows["Ii"].taken_count) == ({"energia": 1, "ruoka": 2}, 2)
    assert found.without == ("Kemi",)
    assert (found.themes, found.uncovered) == ({"energia": 2, "ruoka": 1}, ("liikkuminen",))


def test_refusals_and_parallels_fill_no_cell() -> None:
    rows = {row.key for row in coverage(small(), country_scope(small())).rows}
    assert {small().places[name].region for name in ("Turku", "Ii", "Lahti", "Oulu")} == rows


def test_a_region_counts_a_practice_once() -> None:
    found = catalogue(
        entry("practice", "k", municipalities=["Turku", "Salo"], adoptions=[adoption("Ii"), adoption("Oulu")])
    )
    (north, south) = coverage(found, country_scope(found)).rows
    assert (south.own_count, south.taken_count, north.own_count, north.taken_count) == (1, 0, 0, 1)


def test_adoptions_of_a_network_are_told_apart_by_direction() -> None:
    found = adoptions_by_direction(small(), network())
    assert pairs(found.within) == [("oma", ["Ii"])]
    assert pairs(found.out) == [("oma", ["Oulu"])]
    assert pairs(found.into) == [("vieras", ["Ii"])]
    assert [item.adoption.municipality for item in found.parallel] == ["Vaasa"]
    assert [item.adoption.municipality for item in found.refused] == ["Kemi"]
    assert len(found.adopters) == 3


def test_adoptions_of_the_country_are_all_within() -> None:
    found = adoptions_by_direction(small(), country_scope(small()))
    assert pairs(found.within) == [("oma", ["Ii", "Oulu"]), ("vieras", ["Ii"])]
    assert (found.out, found.into) == ((), ())


def test_the_origin_that_has_spread_most_comes_first() -> None:
    found = catalogue(
        entry("practice", "a", municipalities=["Akaa"], adoptions=[adoption("Ii"), adoption("Oulu")]),
        entry("practice", "t1", municipalities=["Turku"], adoptions=[adoption("Ii")]),
        entry("practice", "t2", municipalities=["Turku"], adoptions=[adoption("Ii"), adoption("Oulu")]),
    )
    adopted = adoptions_by_direction(found, country_scope(found)).within
    assert [item.practice.slug for item in adopted] == ["t2", "t1", "a"]


def test_a_bottleneck_counts_a_practice_once_and_is_solved_only_wholly() -> None:
    assert bottleneck_counts(network()) == (("rahoitus", 2, 1),)
    assert verkosto()["hurdles"]["rows"][0]["url"] == "pullonkaulat/rahoitus/"
    assert "verkosto=verkosto" in verkosto()["hurdles"]["rows"][0]["search"]


@pytest.mark.parametrize(
    ("count", "most", "expected"), [(0, 3, 0), (1, 3, 1), (3, 3, 3), (2, 2, 2), (1, 12, 1), (5, 12, 2), (12, 12, 3)]
)
def test_a_shade_is_none_only_for_nothing_and_darkest_for_most(count: int, most: int, expected: int) -> None:
    assert step(count, most) == expected


def test_a_cell_leads_to_the_search_with_both_facets() -> None:
    table = verkosto()["matrix"]
    turku = next(row for row in table["rows"] if row["title"] == "Turku")
    assert turku["cells"][0]["url"] == "haku/?laji=K%C3%A4yt%C3%A4nt%C3%B6&teema=energia&kunta=Turku"
    ii = next(row for row in table["rows"] if row["title"] == "Ii")
    assert (ii["cells"][2]["url"], ii["cells"][2]["taken"]) == ("", 2)
    region = country()["matrix"]["rows"][-1]
    assert f"maakunta={small().places['Turku'].region}" in region["cells"][0]["url"]


def test_the_summary_tells_what_is_and_what_is_missing() -> None:
    lines = [f"{line['figure']} {line['text']}".replace("\u00a0", " ") for line in verkosto()["summary"]]
    assert lines == [
        "2 käytäntöä on kirjattu. Omia käytäntöjä on 2 jäsenellä, jäseniä on 3.",
        "3 käyttöönottoa, joissa jäsen on antajana tai saajana.",
        "1 jäsen ilman yhtään käytäntöä.",
        "1 teema ilman käytäntöjä: Liikkuminen.",
        "Ei mitattuja tuloksia vielä.",
        "1 käytäntö odottaa tarkistusta.",
    ]


def test_a_network_without_anything_shows_no_empty_section() -> None:
    view = pages()["verkostot/yksin/tilannekuva/"].view
    shown = {key for key, part in view.items() if part and key not in ("summary", "network")}
    assert shown == set()


def test_a_network_shows_what_its_members_aim_at_need_do_together_and_met_at() -> None:
    view = verkosto()
    assert [(row["place"]["title"], row["text"], row["year"], row["baseline"]) for row in view["goals"]["rows"]] == [
        ("Turku", "Puolet pois", "2030", "2007")
    ]
    assert [place["title"] for place in view["goals"]["silent"]] == ["Ii", "Kemi"]
    (need,), (project,), (event,) = (view[part]["rows"] for part in ("needs", "projects", "events"))
    assert (need["looking_for"], need["challenge"]) == (["Halpaa lämpöä."], "Matkat ovat pitkiä.")
    assert (project["members"], project["places"], project["budget"]) == ("Turku", 2, "1\u00a0000\u00a0€")
    assert ([item["title"] for item in event["shown"]], event["heard"]) == (["Oma"], [])


def test_what_is_past_review_is_listed_by_its_oldest_source() -> None:
    review = country()["review"]
    assert [row["newest"] for row in review["rows"]] == ["2015"]
    assert (review["undated"], review["never"], review["more"]) == (1, 2, 1)
    longer = next(overview_pages(small(), Settings(OVERRIDES, review_months=6)))
    assert [row["newest"] for row in longer.view["review"]["rows"]] == ["5/2012", "2015"]


def test_the_thinnest_come_first_with_what_they_lack() -> None:
    rows = country()["thin"]["rows"]
    assert [row["score"] for row in rows] == sorted(row["score"] for row in rows)
    assert rows[0]["lacks"].startswith("Tulos, ")
    told = {row["title"]: (row["told"], row["asked"]) for row in country()["thin"]["told"]}
    assert (told["Lähteet"], told["Yhteystieto"], told["Tulos"]) == ((2, 3), (3, 3), (0, 3))


def test_figures_of_other_bases_are_counted_and_not_summed() -> None:
    figures = [{"indicator": "energiansaasto", "value": 7, "basis": basis} for basis in ("reported", "target")]
    found = catalogue(entry("practice", "k", results=figures))
    (page,) = overview_pages(found, Settings(OVERRIDES))
    results = page.view["results"]
    assert results["groups"] == []
    assert results["others"].replace("\u00a0", " ") == "1 ilmoitettu luku ja 1 tavoite"


def test_investments_are_listed_largest_first_with_their_basis() -> None:
    found = catalogue(
        entry("practice", "pieni", costs=[{"investment": 5}]),
        entry("practice", "suuri", costs=[{"investment": 9, "basis": "estimated"}, {"yearly": 100}]),
        entry("practice", "muu", costs=[{"yearly": 1000}], funding=[{"funder": "EU"}]),
    )
    (page,) = overview_pages(found, Settings(OVERRIDES))
    costs = page.view["costs"]
    lines = [(row["title"], line["value"], line["basis"]["label"]) for row in costs["rows"] for line in row["lines"]]
    assert lines == [("Suuri", "9 €", "Arvio"), ("Pieni", "5 €", "Ilmoitettu")]
    assert (costs["priced"].replace("\u00a0", " "), costs["funded"], costs["all"]) == ("3 käytäntöä", 1, 3)
