"""The head of a page: a short description, what social media show, and data."""

import json
from typing import Any

import pytest

from kaytantopankki.outputs.jsonld import Node
from kaytantopankki.outputs.page_head import LONGEST, page_head, shortened
from kaytantopankki.page import Link
from kaytantopankki.settings import Site

SITE = Site("Käytäntöpankki", "https://example.org/pankki/", "Kuntien hyvät käytännöt.")
TURKU = Link("Turku", "kunnat/turku/")
CARD = {"url": "assets/kortit/turku.png", "width": 1200, "height": 630, "alt": "Turku kartalla"}
ARTICLE: Node = {"@type": "Article", "datePublished": "2024-05-03", "dateModified": "2024-06-01"}


def told(site: Site = SITE, page: Link = TURKU, thing: Node | None = None, **meta: Any) -> list[dict[str, Any]]:
    data = page_head(site, page, meta, thing)["data"]
    return json.loads(data)["@graph"] if data else []


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("Lyhyt.", "Lyhyt."),
        ("  Kaksi\n riviä. ", "Kaksi riviä."),
        ("a" * LONGEST, "a" * LONGEST),
        ("a" * (LONGEST + 1), "a" * (LONGEST - 1) + "…"),
        ("sana " * 40, "sana " * 31 + "sana…"),
        ("sana, " * 40, "sana, " * 25 + "sana…"),
        ("x" * (LONGEST - 1) + " y", "x" * (LONGEST - 1) + "…"),
    ],
)
def test_a_long_text_ends_at_a_word(text: str, short: str) -> None:
    assert shortened(text) == short
    assert len(short) <= LONGEST


def test_a_description_is_never_empty() -> None:
    assert page_head(SITE, TURKU, {"description": "Kunnan oma."}, None)["description"] == "Kunnan oma."
    assert page_head(SITE, TURKU, {"description": None}, None)["description"] == "Kuntien hyvät käytännöt."
    assert page_head(Site(), TURKU, {}, None)["description"] == "Turku"


def test_a_work_is_an_article_with_its_days() -> None:
    found = page_head(SITE, TURKU, {}, ARTICLE)
    assert (found["type"], found["published"], found["modified"]) == ("article", "2024-05-03", "2024-06-01")
    found = page_head(SITE, TURKU, {}, {"@type": "City"})
    assert (found["type"], found["published"], found["modified"]) == ("website", "", "")


def test_a_picture_for_social_media_has_a_whole_address() -> None:
    assert page_head(SITE, TURKU, {"social_card": CARD}, None)["card"] == {
        **CARD,
        "url": "https://example.org/pankki/assets/kortit/turku.png",
    }
    assert page_head(SITE, TURKU, {}, None)["card"] is None
    assert page_head(Site(), TURKU, {"social_card": CARD}, None)["card"] is None


def test_that_picture_is_told_of_a_work_without_one_of_its_own() -> None:
    own = {"@type": "ImageObject", "url": "https://example.org/oma.webp"}
    (work, _) = told(thing=ARTICLE, social_card=CARD)
    assert work["image"]["url"] == "https://example.org/pankki/assets/kortit/turku.png"
    assert told(thing={**ARTICLE, "image": own}, social_card=CARD)[0]["image"] == own
    assert "image" not in told(thing={"@type": "City"}, social_card=CARD)[0]
    assert "image" not in ARTICLE


def test_the_way_from_the_front_page_ends_at_the_page() -> None:
    (way,) = told(crumbs=[{"title": "Kunnat", "url": "kunnat/"}])
    found = [(item["position"], item["name"], item["item"]["@id"]) for item in way["itemListElement"]]
    root = SITE.url
    assert found == [(1, "Etusivu", root), (2, "Kunnat", f"{root}kunnat/"), (3, "Turku", f"{root}kunnat/turku/")]


def test_pages_that_are_not_to_be_found_and_the_front_page_have_no_way() -> None:
    assert told(robots="noindex") == []
    assert told(page=Link("Etusivu", "")) == []
    assert told(site=Site()) == []


def test_the_front_page_is_named_after_the_site() -> None:
    assert page_head(SITE, Link("Etusivu", ""), {}, None)["title"] == "Käytäntöpankki"
    assert page_head(SITE, TURKU, {}, None)["title"] == "Turku"
