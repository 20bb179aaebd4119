"""What the comparison knows of each practice, and the comparisons that are ready to open."""

import json
import re
from dataclasses import replace
from typing import Any

from kaytantopankki.content.catalogue import Catalogue
from kaytantopankki.content.models import Practice
from kaytantopankki.pages.compare_page import compare_files, compare_page
from tests import ROOT, builders
from tests.hostile.fields import filled, path_text, untold
from tests.test_pages_golden import compare_facts, small

SUN: dict[str, Any] = {"indicator": "aurinko", "basis": "measured"}
INDICATORS: dict[str, Any] = {
    **builders.WORDS["indicators"],
    "aurinko": {"title": "Aurinkosähkö", "unit": "kWp", "direction": "up", "description": "Teho."},
    "maara": {"title": "Määrä", "unit": "", "direction": "neutral", "description": "Muu määrä."},
}


def catalogue(**practices: dict[str, Any]) -> Catalogue:
    """A catalogue of practices by slug, with two more indicators."""
    made = builders.catalogue(*(builders.entry("practice", slug, **fields) for slug, fields in practices.items()))
    return replace(made, vocabulary=builders.vocabulary(indicators=INDICATORS))


def facts(catalogue: Catalogue, slug: str) -> dict[str, Any]:
    """What the file of one practice says."""
    content: dict[str, Any] = json.loads(dict(compare_files(catalogue))[f"vertaa/k/{slug}.json"])
    return content


def of(slug: str = "eka", **fields: Any) -> dict[str, Any]:
    """What the comparison knows of one practice."""
    made = catalogue(**{slug: fields})
    return facts(made, slug)


def test_everything_is_in_words(bless: bool) -> None:
    compare_facts("vertailu", facts(small(), "puukoulu"), bless)


def test_what_is_not_known_is_empty() -> None:
    found = of(contact=None, sources=[{"title": "Lähde"}])
    empty = {name for name, value in found.items() if value in ("", [], None)}
    assert empty == {
        *("outcome", "results", "targets", "costs", "other_money", "payback", "funding", "effort", "staff", "lifetime"),
        *("target_group", "actors", "decision", "suits", "bottlenecks"),
        *("contact", "standing", "related"),
    }, "if a new fact may be missing, list it here"
    assert found["source"] == "Päiväys ei tiedossa"
    assert found["adopters"] == {"text": "", "who": [], "more": ""}


def test_a_field_is_compared_or_knowingly_left_out() -> None:
    fields = filled(Practice, path_text)
    left_out = {"summary", "summary_sv", "stage_note", "milestones", "evaluation", "alternatives", "adapted_from"}
    partly = {"aliases", "image", "uptake", "adoptions", "sources"}
    untold_fields = untold(fields, json.dumps(of("lieto", **fields)))
    assert untold_fields == left_out | partly, "compare them in pages/compare_page.py, or list them here"


def test_the_page_has_a_place_for_each_fact() -> None:
    script = (ROOT / "docs/assets/js/vertaa.js").read_text(encoding="utf-8")
    unseen = {name for name in of() if not re.search(rf"\b{name}\b", script)}
    assert unseen == set(), "add a row for them in docs/assets/js/vertaa.js"


def test_a_target_is_never_among_the_results() -> None:
    found = of(results=[{**SUN, "value": 1, "basis": "target"}, {**SUN, "value": 2, "basis": "estimated"}])
    assert [item["value"] for item in found["results"]] == ["2"]
    assert [(item["value"], item["key"], item["basis"]["mark"]) for item in found["targets"]] == [("1", "aurinko", "t")]


def test_figures_that_count_different_things_have_no_common_key() -> None:
    made = catalogue(
        eka={"results": [{**SUN, "value": 1}, {"indicator": "maara", "value": 3, "basis": "reported"}]},
        toka={"results": [{**SUN, "value": 2, "unit": "MWp"}, {"indicator": "maara", "value": 4, "basis": "reported"}]},
    )
    keys = [[item["key"] for item in facts(made, slug)["results"]] for slug in ("eka", "toka")]
    assert keys == [["aurinko", ""], ["aurinko", ""]]


def test_many_adopters_are_counted() -> None:
    places = ["Akaa", "Alajärvi", "Alavieska", "Alavus", "Asikkala", "Askola", "Aura", "Brändö", "Eckerö", "Enontekiö"]
    adopters = of(adoptions=[{"municipality": name, "stage": "pilot"} for name in places])["adopters"]
    assert [item["place"] for item in adopters["who"]] == places[:8]
    assert adopters["more"] == "ja 2\u00a0muuta kuntaa"
    assert adopters["text"] == "10 kokeilee"


def test_what_to_compare_with_is_near() -> None:
    made = catalogue(
        eka={"related": ["liittyva"], "results": [{**SUN, "value": 1}], "tags": ["lämpö"]},
        liittyva={"themes": ["ruoka"]},
        samateema={"published": "2026-01-02"},
        tavoite={"themes": ["ruoka"], "results": [{**SUN, "value": 9, "basis": "target"}]},
        mittari={"themes": ["ruoka"], "results": [{**SUN, "value": 1}]},
        sana={"tags": ["lämpö"]},
        muu={"themes": ["ruoka"]},
        samateema2={"published": "2026-01-01"},
    )
    near = [item["slug"] for item in facts(made, "eka")["related"]]
    assert near[0] == "liittyva"
    assert set(near[1:3]) == {"mittari", "sana"}
    assert near[3:] == ["samateema"]
    assert {"slug": "sana", "title": "Sana"} in facts(made, "eka")["related"]


def test_the_facts_of_every_practice_are_the_same_every_time() -> None:
    hostile = '</script><img src=x onerror="alert(1)">'
    made = catalogue(eka={"title": f"Koulu {hostile}", "effort": hostile}, toka={})
    files = dict(compare_files(made))
    assert files == dict(compare_files(made))
    read = {slug: json.loads(files.pop(f"vertaa/k/{slug}.json")) for slug in ("eka", "toka")}
    assert files == {}
    assert read["eka"]["effort"] == hostile


def test_ready_comparisons_share_a_tag_and_an_indicator() -> None:
    def made(**counted: Any) -> dict[str, Any]:
        return {"results": [{"value": 1, "basis": "measured", **counted}], "tags": ["lämpö"]}

    found = catalogue(
        **{f"e{number}": made(indicator="aurinko") for number in range(4)},
        **{f"m{number}": made(indicator="maara") for number in range(5)},
        **{f"t{number}": made(indicator="aurinko", basis="target") for number in range(5)},
        **{f"p{number}": {**made(indicator="energiansaasto"), "tags": ["pyöräily"]} for number in range(2)},
        yksin=made(indicator="energiansaasto"),
        ilman={**made(indicator="aurinko"), "tags": []},
    )
    ready = compare_page(found).view["ready"]
    assert [(item["tag"]["title"], item["indicator"], item["url"]) for item in ready] == [
        ("pyöräily", "Energiansäästö", "vertaa/?k=p0,p1"),
        ("lämpö", "Aurinkosähkö", "vertaa/?k=e0,e1,e2"),
    ]
    assert ready[0]["practices"][0] == {"title": "P0", "url": "kaytannot/p0/", "where": "Turku"}


def test_no_practice_is_in_two_ready_comparisons() -> None:
    both: dict[str, Any] = {
        "results": [{**SUN, "value": 1}, {"indicator": "energiansaasto", "value": 1, "basis": "measured"}],
        "tags": ["lämpö", "pyöräily"],
    }
    assert [item["url"] for item in compare_page(catalogue(eka=both, toka=both)).view["ready"]] == [
        "vertaa/?k=eka,toka"
    ]


def test_nothing_is_ready_in_an_empty_catalogue() -> None:
    assert compare_page(builders.catalogue()).view == {"ready": []}
