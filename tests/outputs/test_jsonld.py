"""What the head of a page tells machines: types and properties that exist, facts of the entries, no way out of a script."""

import json
from typing import Any

import pytest

from kaytantopankki.outputs.jsonld import Node, dataset_node, jsonld_nodes, page_head
from kaytantopankki.page import Link, Page
from kaytantopankki.settings import Settings, Site
from tests import OVERRIDES, builders, schema_org
from tests.cases import compare, part, read_tables
from tests.test_pages_golden import GOLDEN, PICTURES, small, written

TABLES = read_tables(__file__)
SITE = Site("Käytäntöpankki", "https://example.org/pankki/", "Kuntien hyvät käytännöt.")
SETTINGS = Settings(OVERRIDES, pictures=PICTURES, site=SITE)
TURKU = Link("Turku", "kunnat/turku/")
CARD = {"url": "assets/kortit/turku.png", "width": 1200, "height": 630, "alt": "Turku kartalla"}
ARTICLE: Node = {"@type": "Article", "datePublished": "2024-05-03", "dateModified": "2024-06-01"}
HOSTILE = "</script><script>alert(1)</script><!--<script> & \u2028\u2029 \"' ]]> {{ 7*7 }}"


def in_head(site: Site = SITE, page: Link = TURKU, node: Node | None = None, **meta: Any) -> list[dict[str, Any]]:
    data = page_head(site, page, meta, node)["data"]
    return json.loads(data)["@graph"] if data else []


@pytest.mark.parametrize(("name", "url"), TABLES["shown"].items())
def test_a_thing_is_as_expected(name: str, url: str, bless: bool) -> None:
    compare(GOLDEN / f"data/{name}.json", written(jsonld_nodes(small(), SETTINGS)[url]) + "\n", bless)


def test_the_vocabulary_knows_all_that_is_told_and_the_data_are_a_dataset_with_its_files() -> None:
    page = Page("avoin-data.md", "Avoin data", "avoin-data.html", {}, description="Kaikki tiedot.")
    file = {"title": "Käytännöt", "url": "data/k.csv", "media_type": "text/csv", "bytes": 9}
    dataset = dataset_node(SITE, page, [file])
    nodes = [*jsonld_nodes(small(), SETTINGS).values(), dataset]
    things = schema_org.expanded({"@context": "https://schema.org", "@graph": nodes})
    assert sorted({fault for thing in things for fault in schema_org.wrong(thing)}) == []
    (download,) = dataset["distribution"]
    assert download == {
        "@type": "DataDownload",
        "name": "Käytännöt",
        "contentUrl": SITE.at("data/k.csv"),
        "encodingFormat": "text/csv",
        "contentSize": "9 B",
    }


@pytest.mark.parametrize(("thing", "fault"), TABLES["wrong"])
def test_the_reader_finds_what_is_wrong(thing: Node, fault: str) -> None:
    (found,) = schema_org.expanded({"@context": "https://schema.org", **thing})
    assert list(schema_org.wrong(found)) == [fault]


def test_a_site_that_does_not_know_its_address_tells_nothing() -> None:
    assert jsonld_nodes(small(), Settings(OVERRIDES)) == {}


@pytest.mark.parametrize(
    ("kind", "fields", "name", "expected"),
    [(kind, *case) for kind in ("practice", "event") for case in TABLES[kind]],
)
def test_what_is_told_of_an_entry(kind: str, fields: dict[str, Any], name: str, expected: Any) -> None:
    (node,) = (
        node
        for url, node in jsonld_nodes(builders.catalogue(builders.entry(kind, "k", **fields)), SETTINGS).items()
        if url.endswith("/k/")
    )
    assert (part(node.get(name), expected), name in node) == (expected, expected is not None)


def test_no_text_can_end_the_script_or_change_what_is_told() -> None:
    front_page = Link("Etusivu", "")
    block = page_head(SITE, front_page, {}, {"@type": "Article", "headline": HOSTILE})["data"]
    assert not set("<>&\u2028\u2029") & set(block)
    page = f'<html><head><script type="application/ld+json">{block}</script></head></html>'
    (found,) = schema_org.things(page, SITE.url)
    assert schema_org.plain(found)["headline"] == HOSTILE
    assert page_head(SITE, front_page, {}, None)["data"] == ""


@pytest.mark.parametrize(
    ("text", "short"),
    [
        *TABLES["descriptions"],
        ("a" * 160, "a" * 160),
        ("a" * 161, "a" * 159 + "…"),
        ("sana " * 40, "sana " * 31 + "sana…"),
        ("sana, " * 40, "sana, " * 25 + "sana…"),
        ("x" * 159 + " y", "x" * 159 + "…"),
    ],
)
def test_a_description_is_never_empty_and_a_long_one_ends_at_a_word(text: str | None, short: str) -> None:
    assert page_head(SITE, TURKU, {"description": text}, None)["description"] == short
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


def test_pages_that_search_engines_leave_out_and_the_front_page_tell_no_way() -> None:
    (way,) = in_head()
    assert [item["name"] for item in way["itemListElement"]] == ["Etusivu", "Turku"]
    assert in_head(robots="noindex") == in_head(page=Link("Etusivu", "")) == in_head(site=Site()) == []


def test_the_front_page_is_named_after_the_site() -> None:
    assert page_head(SITE, Link("Etusivu", ""), {}, None)["title"] == "Käytäntöpankki"
    assert page_head(SITE, TURKU, {}, None)["title"] == "Turku"
