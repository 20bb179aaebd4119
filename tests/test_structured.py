"""What pages tell machines: types and properties that exist, facts that the entries hold, and no way out of a script."""

import json
from typing import Any

import pytest

from kaytantopankki.outputs import jsonld
from kaytantopankki.outputs.jsonld import breadcrumb_node, data_block, dataset_node
from kaytantopankki.page import Link, Page
from kaytantopankki.settings import Settings, Site
from tests import builders, schema_org
from tests.test_pages_golden import OVERRIDES, PICTURES, compare, small, written

SITE = Site("Käytäntöpankki", "https://example.org/pankki/", "Kuntien hyvät käytännöt.")
SETTINGS = Settings(OVERRIDES, pictures=PICTURES, site=SITE)
SHOWN = {
    "etusivu": "",
    "kaytanto": "kaytannot/puukoulu/",
    "uutinen": "uutiset/verkostopaiva-kerasi-vaen/",
    "tapahtuma": "tapahtumat/verkostopaiva-2026/",
    "verkosto": "verkostot/esimerkkikunnat/",
    "hanke": "hankkeet/yhteinen-lampo/",
    "kunta": "kunnat/turku/",
    "maakunta": "maakunnat/paijat-hame/",
}


def made(*entries: Any) -> dict[str, jsonld.Node]:
    return jsonld.jsonld_nodes(builders.catalogue(*entries), SETTINGS)


def practice(**fields: Any) -> jsonld.Node:
    return made(builders.entry("practice", "k", **fields))["kaytannot/k/"]


def event(**fields: Any) -> jsonld.Node:
    return made(builders.entry("event", "t", **fields))["tapahtumat/t/"]


def all_of_them() -> list[jsonld.Node]:
    crumbs = breadcrumb_node(SITE, (Link("Kunnat", "kunnat/"), Link("Turku", "kunnat/turku/")))
    page = Page("avoin-data.md", "Avoin data", "avoin-data.html", {}, description="Kaikki tiedot.")
    file = {"name": "Käytännöt", "contentUrl": SITE.at("k.csv"), "encodingFormat": "text/csv", "contentSize": 9}
    data = dataset_node(SITE, page, [file])
    return [*jsonld.jsonld_nodes(small(), SETTINGS).values(), crumbs, data]


@pytest.mark.parametrize(("name", "url"), SHOWN.items())
def test_a_thing_is_as_expected(name: str, url: str, bless: bool) -> None:
    compare(f"data/{name}.json", written(jsonld.jsonld_nodes(small(), SETTINGS)[url]) + "\n", bless)


def test_the_vocabulary_knows_every_type_and_property() -> None:
    found = schema_org.expanded(json.loads(data_block(all_of_them())))
    assert len(found) == len(all_of_them()) > 340
    assert sorted({fault for thing in found for fault in schema_org.wrong(thing)}) == []


@pytest.mark.parametrize(
    ("thing", "fault"),
    [
        ({"@type": "Artikkeli"}, "no type Artikkeli"),
        ({"@type": "article"}, "no type article"),
        ({"@type": "Article", "otsikko": "x"}, "no property otsikko"),
        ({"@type": "City", "headline": "Turku"}, "City has no headline"),
        ({"@type": "Event", "location": {"@type": "Event"}}, "Event.location is no Event"),
        ({"@type": "Article", "datePublished": "3.5.2024"}, "Article.datePublished is not '3.5.2024'"),
        ({"@type": "Event", "startDate": "2024-05-03T13:00"}, "Event.startDate is not '2024-05-03T13:00'"),
        ({"@type": "Article", "license": "CC BY"}, "Article.license is not 'CC BY'"),
        ({"@type": "Event", "eventStatus": "EventScheduled"}, "Event.eventStatus is not 'EventScheduled'"),
        (
            {"@type": "Event", "eventStatus": "https://schema.org/Peruttu"},
            "Event.eventStatus is not 'https://schema.org/Peruttu'",
        ),
    ],
)
def test_the_reader_finds_what_is_wrong(thing: jsonld.Node, fault: str) -> None:
    (found,) = schema_org.expanded({"@context": "https://schema.org", **thing})
    assert list(schema_org.wrong(found)) == [fault]


def test_every_entry_place_and_region_has_its_thing() -> None:
    catalogue = small()
    entries = sum(1 for item in catalogue.entries if item.kind != "municipality")
    assert len(jsonld.jsonld_nodes(catalogue, SETTINGS)) == 1 + entries + 308 + 19


def test_a_site_that_does_not_know_its_address_tells_nothing() -> None:
    assert jsonld.jsonld_nodes(small(), Settings(OVERRIDES)) == {}


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({}, "Käytäntöpankki"),
        ({"standing": "compiled"}, "Käytäntöpankki"),
        ({"standing": "own_report"}, "Turun kaupunki"),
        ({"standing": "verified"}, "Turun kaupunki"),
        (
            {
                "standing": "own_report",
                "contact": None,
                "sources": [{"title": "Lähde"}],
                "municipalities": ["Turku", "Ii"],
            },
            "Turku ja Ii",
        ),
    ],
)
def test_the_author_is_an_organisation_that_wrote_it(fields: dict[str, Any], name: str) -> None:
    found = practice(**fields)["author"]
    assert (found["@type"], found["name"]) == ("Organization", name)


def test_what_changed_a_practice_is_its_update_and_not_its_review() -> None:
    assert practice(published="2024-05-03", reviewed="2025-01-01")["dateModified"] == "2024-05-03"
    assert practice(published="2024-05-03", updated="2024-06-01")["dateModified"] == "2024-06-01"


def test_steps_are_told_only_when_there_are_several_in_order() -> None:
    assert "hasPart" not in practice()
    assert "hasPart" not in practice(uptake={"first_steps": ["Kysy."]})
    steps = practice(uptake={"first_steps": ["Kysy.", "Päätä."]})["hasPart"]
    assert steps["@type"] == "HowTo"
    assert [(item["position"], item["text"]) for item in steps["step"]] == [(1, "Kysy."), (2, "Päätä.")]


@pytest.mark.parametrize(
    ("start", "told"),
    [
        ("2024", "2024"),
        ("2024-03", "2024-03"),
        ("2024-03-05", "2024-03-05"),
        ("2024-03-05 09:30", "2024-03-05T09:30:00+02:00"),
        ("2024-07-05 13:00", "2024-07-05T13:00:00+03:00"),
    ],
)
def test_an_event_begins_as_exactly_as_is_known_in_finnish_time(start: str, told: str) -> None:
    assert event(start=start)["startDate"] == told


@pytest.mark.parametrize(
    ("fields", "mode", "kinds"),
    [
        ({}, None, []),
        ({"place": "Kuntatalo, Helsinki"}, "Offline", ["Place"]),
        ({"online": True}, "Online", ["VirtualLocation"]),
        ({"place": "Kuntatalo", "online": True}, "Mixed", ["Place", "VirtualLocation"]),
    ],
)
def test_where_an_event_is(fields: dict[str, Any], mode: str | None, kinds: list[str]) -> None:
    found = event(**fields)
    assert found.get("eventAttendanceMode") == (f"https://schema.org/{mode}EventAttendanceMode" if mode else None)
    where = found.get("location", [])
    assert [item["@type"] for item in (where if isinstance(where, list) else [where])] == kinds


@pytest.mark.parametrize(
    ("status", "told"),
    [
        ("confirmed", "https://schema.org/EventScheduled"),
        ("cancelled", "https://schema.org/EventCancelled"),
        ("planned", None),
    ],
)
def test_whether_an_event_takes_place(status: str, told: str | None) -> None:
    assert event(status=status).get("eventStatus") == told


def test_a_municipality_is_known_by_its_number_and_its_own_site() -> None:
    found = made()["kunnat/turku/"]
    assert found["identifier"]["value"] == "853"
    assert found["containedInPlace"]["@id"] == made()["maakunnat/varsinais-suomi/"]["@id"]
    assert found["sameAs"] == small().places["Turku"].website


HOSTILE = "</script><script>alert(1)</script><!--<script> & \u2028\u2029 \"' ]]> {{ 7*7 }}"


def test_no_text_can_end_the_script_or_change_what_is_told() -> None:
    block = data_block([{"@type": "Article", "headline": HOSTILE}])
    assert not set("<>&\u2028\u2029") & set(block)
    assert json.loads(block)["@graph"][0]["headline"] == HOSTILE
    page = f'<html><head><script type="application/ld+json">{block}</script></head></html>'
    (found,) = schema_org.things(page, SITE.url)
    assert schema_org.plain(found)["headline"] == HOSTILE


def test_nothing_to_tell_is_no_script() -> None:
    assert data_block([]) == ""
