"""What the head of a page tells machines: types and properties that exist, facts of the entries, no way out of a script."""

import json
from typing import Any

import pytest

from kaytantopankki.outputs.jsonld import Node, data_block, dataset_node, jsonld_nodes, page_head
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
TURKU = Link("Turku", "kunnat/turku/")
CARD = {"url": "assets/kortit/turku.png", "width": 1200, "height": 630, "alt": "Turku kartalla"}
ARTICLE: Node = {"@type": "Article", "datePublished": "2024-05-03", "dateModified": "2024-06-01"}
HOSTILE = "</script><script>alert(1)</script><!--<script> & \u2028\u2029 \"' ]]> {{ 7*7 }}"


def practice(**fields: Any) -> Node:
    return jsonld_nodes(builders.catalogue(builders.entry("practice", "k", **fields)), SETTINGS)["kaytannot/k/"]


def event(**fields: Any) -> Node:
    return jsonld_nodes(builders.catalogue(builders.entry("event", "t", **fields)), SETTINGS)["tapahtumat/t/"]


def in_head(site: Site = SITE, page: Link = TURKU, node: Node | None = None, **meta: Any) -> list[dict[str, Any]]:
    data = page_head(site, page, meta, node)["data"]
    return json.loads(data)["@graph"] if data else []


# Things.


@pytest.mark.parametrize(("name", "url"), SHOWN.items())
def test_a_thing_is_as_expected(name: str, url: str, bless: bool) -> None:
    compare(f"data/{name}.json", written(jsonld_nodes(small(), SETTINGS)[url]) + "\n", bless)


def test_every_entry_place_and_region_has_its_thing_and_the_vocabulary_knows_all_of_them() -> None:
    nodes = jsonld_nodes(small(), SETTINGS)
    entries = sum(1 for item in small().entries if item.kind != "municipality")
    assert len(nodes) == 1 + entries + 308 + 19
    page = Page("avoin-data.md", "Avoin data", "avoin-data.html", {}, description="Kaikki tiedot.")
    file = {"name": "Käytännöt", "contentUrl": SITE.at("k.csv"), "encodingFormat": "text/csv", "contentSize": 9}
    things = schema_org.expanded(
        json.loads(data_block([*nodes.values(), dataset_node(SITE, page, [file]), *in_head(crumbs=[])]))
    )
    assert len(things) == len(nodes) + 2
    assert sorted({fault for thing in things for fault in schema_org.wrong(thing)}) == []


@pytest.mark.parametrize(
    ("thing", "fault"),
    [
        ({"@type": "Artikkeli"}, "no type Artikkeli"),
        ({"@type": "Article", "otsikko": "x"}, "no property otsikko"),
        ({"@type": "City", "headline": "Turku"}, "City has no headline"),
        ({"@type": "Event", "location": {"@type": "Event"}}, "Event.location is no Event"),
        ({"@type": "Article", "datePublished": "3.5.2024"}, "Article.datePublished is not '3.5.2024'"),
        ({"@type": "Event", "startDate": "2024-05-03T13:00"}, "Event.startDate is not '2024-05-03T13:00'"),
        ({"@type": "Article", "license": "CC BY"}, "Article.license is not 'CC BY'"),
        ({"@type": "Event", "eventStatus": "EventScheduled"}, "Event.eventStatus is not 'EventScheduled'"),
    ],
)
def test_the_reader_finds_what_is_wrong(thing: Node, fault: str) -> None:
    (found,) = schema_org.expanded({"@context": "https://schema.org", **thing})
    assert list(schema_org.wrong(found)) == [fault]


def test_a_site_that_does_not_know_its_address_tells_nothing() -> None:
    assert jsonld_nodes(small(), Settings(OVERRIDES)) == {}


@pytest.mark.parametrize(("standing", "name"), [(None, "Käytäntöpankki"), ("own_report", "Turun kaupunki")])
def test_the_author_is_an_organisation_that_wrote_it(standing: str | None, name: str) -> None:
    author = practice(standing=standing)["author"]
    assert (author["@type"], author["name"]) == ("Organization", name)


def test_what_changed_a_practice_is_its_update_and_not_its_review() -> None:
    assert practice(published="2024-05-03", reviewed="2025-01-01")["dateModified"] == "2024-05-03"
    assert practice(published="2024-05-03", updated="2024-06-01")["dateModified"] == "2024-06-01"


def test_steps_are_told_only_when_there_are_several_in_order() -> None:
    assert "hasPart" not in practice()
    assert "hasPart" not in practice(uptake={"first_steps": ["Kysy."]})
    steps = practice(uptake={"first_steps": ["Kysy.", "Päätä."]})["hasPart"]
    assert [(item["position"], item["text"]) for item in steps["step"]] == [(1, "Kysy."), (2, "Päätä.")]


@pytest.mark.parametrize(
    ("start", "written"),
    [
        ("2024", "2024"),
        ("2024-03-05", "2024-03-05"),
        ("2024-03-05 09:30", "2024-03-05T09:30:00+02:00"),
        ("2024-07-05 13:00", "2024-07-05T13:00:00+03:00"),
    ],
)
def test_an_event_begins_as_exactly_as_is_known_in_finnish_time(start: str, written: str) -> None:
    assert event(start=start)["startDate"] == written


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
    node = event(**fields)
    assert node.get("eventAttendanceMode") == (f"https://schema.org/{mode}EventAttendanceMode" if mode else None)
    where = node.get("location", [])
    assert [item["@type"] for item in (where if isinstance(where, list) else [where])] == kinds


@pytest.mark.parametrize(
    ("status", "written"), [("confirmed", "EventScheduled"), ("cancelled", "EventCancelled"), ("planned", None)]
)
def test_whether_an_event_takes_place(status: str, written: str | None) -> None:
    assert event(status=status).get("eventStatus") == (f"https://schema.org/{written}" if written else None)


def test_no_text_can_end_the_script_or_change_what_is_told() -> None:
    block = data_block([{"@type": "Article", "headline": HOSTILE}])
    assert not set("<>&\u2028\u2029") & set(block)
    page = f'<html><head><script type="application/ld+json">{block}</script></head></html>'
    (found,) = schema_org.things(page, SITE.url)
    assert schema_org.plain(found)["headline"] == HOSTILE
    assert data_block([]) == ""


# The head.


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("  Kaksi\n riviä. ", "Kaksi riviä."),
        ("a" * 160, "a" * 160),
        ("a" * 161, "a" * 159 + "…"),
        ("sana " * 40, "sana " * 31 + "sana…"),
        ("sana, " * 40, "sana, " * 25 + "sana…"),
        ("x" * 159 + " y", "x" * 159 + "…"),
    ],
)
def test_a_long_description_ends_at_a_word(text: str, short: str) -> None:
    assert page_head(SITE, TURKU, {"description": text}, None)["description"] == short


def test_a_description_is_never_empty() -> None:
    assert page_head(SITE, TURKU, {"description": "Kunnan oma."}, None)["description"] == "Kunnan oma."
    assert page_head(SITE, TURKU, {"description": None}, None)["description"] == "Kuntien hyvät käytännöt."
    assert page_head(Site(), TURKU, {}, None)["description"] == "Turku"


def test_a_work_is_an_article_with_its_days() -> None:
    head = page_head(SITE, TURKU, {}, ARTICLE)
    assert (head["type"], head["published"], head["modified"]) == ("article", "2024-05-03", "2024-06-01")
    head = page_head(SITE, TURKU, {}, {"@type": "City"})
    assert (head["type"], head["published"], head["modified"]) == ("website", "", "")


def test_a_picture_for_social_media_has_a_whole_address_and_is_that_of_a_work_without_its_own() -> None:
    whole = "https://example.org/pankki/assets/kortit/turku.png"
    assert page_head(SITE, TURKU, {"social_card": CARD}, None)["card"] == CARD | {"url": whole}
    assert page_head(SITE, TURKU, {}, None)["card"] is None
    assert page_head(Site(), TURKU, {"social_card": CARD}, None)["card"] is None
    own = {"@type": "ImageObject", "url": "https://example.org/oma.webp"}
    assert in_head(node=ARTICLE, social_card=CARD)[0]["image"]["url"] == whole
    assert in_head(node={**ARTICLE, "image": own}, social_card=CARD)[0]["image"] == own
    assert "image" not in in_head(node={"@type": "City"}, social_card=CARD)[0]
    assert "image" not in ARTICLE


def test_the_way_from_the_front_page_ends_at_the_page() -> None:
    (way,) = in_head(crumbs=[{"title": "Kunnat", "url": "kunnat/"}])
    steps = [(item["position"], item["name"], item["item"]["@id"]) for item in way["itemListElement"]]
    root = SITE.url
    assert steps == [(1, "Etusivu", root), (2, "Kunnat", f"{root}kunnat/"), (3, "Turku", f"{root}kunnat/turku/")]
    assert in_head(robots="noindex") == in_head(page=Link("Etusivu", "")) == in_head(site=Site()) == []


def test_the_front_page_is_named_after_the_site() -> None:
    assert page_head(SITE, Link("Etusivu", ""), {}, None)["title"] == "Käytäntöpankki"
    assert page_head(SITE, TURKU, {}, None)["title"] == "Turku"
