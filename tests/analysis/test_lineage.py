"""Chains of practices: where a model came from, and who made what of it."""

import json
from itertools import pairwise
from typing import Any

import pytest

from kaytantopankki.analysis.lineage import Lineage, lineage
from kaytantopankki.content.catalogue import Catalogue
from kaytantopankki.pages.charts import lineage_view
from kaytantopankki.pages.templates import environment
from tests import OVERRIDES
from tests.builders import catalogue, entry
from tests.cases import read_tables

TABLES = read_tables(__file__)


def practice(slug: str, *origins: str, adoptions: tuple[Any, ...] = (), town: str = "Turku") -> Any:
    """A practice adapted from others, or from a place when the name begins with a capital letter."""
    came = [{"place" if name[0].isupper() else "practice": name} for name in origins]
    return entry("practice", slug, adapted_from=came, adoptions=list(adoptions), municipalities=[town])


def took(name: str, stage: str | None = "in_use", named: bool | None = None) -> dict[str, Any]:
    return {"municipality": name, "stage": stage, "model_named": named}


def of(slug: str, *practices: Any, **limits: int) -> Lineage:
    of_catalogue = catalogue(*practices)
    found = lineage(of_catalogue, of_catalogue.practices[slug], **limits)
    assert found
    return found


CHAINS: dict[str, tuple[Any, ...]] = {
    "three": (
        practice("a", "Oslo", adoptions=(took("Salo"),)),
        practice("b", "a"),
        practice("c", "b", adoptions=(took("Ii"),)),
    ),
    "two_ways": (practice("a"), practice("b", "a"), practice("c", "b", "a"), practice("d", "b", "c")),
    "circle": (practice("a", "c"), practice("b", "a"), practice("c", "b")),
}


@pytest.mark.parametrize(("chain", "slug", "steps", "layers"), TABLES["chains"])
def test_chain_is_followed_to_its_ends_and_a_circle_cut(
    chain: str, slug: str, steps: str, layers: dict[str, int]
) -> None:
    found = of(slug, *CHAINS[chain])
    assert {f"{step.start.key}>{step.end.key}" for step in found.steps} == set(steps.split())
    assert (found.layers, found.whole) == (layers, True)


@pytest.mark.parametrize("alone", [practice("a", "a"), practice("a", adoptions=(took("Ii", None, True),))])
def test_practice_without_origins_adopters_and_descendants_has_no_chain(alone: Any) -> None:
    assert lineage(catalogue(alone), alone) is None


def test_adopter_that_made_a_practice_of_its_own_is_there_once() -> None:
    found = of("a", practice("a", adoptions=(took("Salo"), took("Ii"))), practice("b", "a", town="Ii"))
    assert found.nodes.keys() == {"a", "b", "a/Salo"}
    assert [(step.start.key, step.bond) for step in found.before("b")] == [("a", "adapted")]


def test_a_pair_that_is_told_in_both_directions_is_drawn_once() -> None:
    told = practice("a", "b", adoptions=(took("Ii"),)), practice("b", town="Ii", adoptions=(took("Turku"),))
    assert [step.start.key for step in of("a", *told).steps] == ["b"]
    assert [step.end.key for step in of("b", *told).steps] == ["a"]


def test_adopters_come_before_same_models_and_refusals() -> None:
    given = (
        *(took("Ii", "rejected"), took("Salo", "in_use", False), took("Oulu"), took("Kemi", "decided", True)),
        *(took("Lahti", "ended"), took("Vaasa", "considering")),
    )
    found = of("a", practice("a", adoptions=given), practice("b", "a"))
    assert [(step.end.key, step.bond) for step in found.after("a")] == [
        *(("b", "adapted"), ("a/Oulu", "taken"), ("a/Kemi", "taken"), ("a/Salo", "parallel")),
        *(("a/Ii", "other"), ("a/Lahti", "other"), ("a/Vaasa", "other")),
    ]


def test_long_chain_is_followed_only_so_far() -> None:
    slugs = [f"k-{number}" for number in range(100)]
    many = [practice(slugs[0]), *(practice(slug, origin) for origin, slug in pairwise(slugs))]
    cut, whole = of("k-0", *many, most_nodes=10), of("k-95", *many, most_nodes=100)
    assert (len(cut.nodes), cut.whole) == (11, False)
    assert (len(whole.nodes), whole.whole) == (100, True)


def names(items: list[Any]) -> list[Any]:
    """Municipalities or places of a nested list, each with what follows it."""
    titles = (", ".join(place["title"] for place in item["places"]) or item["outside"] for item in items)
    return [(title, names(item["items"])) for title, item in zip(titles, items, strict=True)]


def shown(of_catalogue: Catalogue, slug: str) -> Any:
    view = lineage_view(of_catalogue, of_catalogue.practices[slug])
    assert json.loads(json.dumps(view)) == view
    return view


def test_list_says_what_the_drawing_shows() -> None:
    found = catalogue(
        practice("a", "Oslo", adoptions=(took("Salo"), took("Lahti", "rejected"))),
        practice("b", "a", town="Ii", adoptions=(took("Oulu"),)),
    )
    view = shown(found, "a")
    assert names(view["origins"]) == [("Oslo", [])]
    assert names(view["takers"]) == [("Ii", [("Oulu", [])]), ("Salo", []), ("Lahti", [])]
    assert view["bonds"] == ["known", "other"]
    drawn = {line["text"] for node in view["drawing"]["nodes"] for line in node["lines"] if line["kind"] == "name"}
    assert drawn == {"Oslo", "Turku", "Ii", "Oulu", "Salo", "Lahti"}
    assert names(shown(found, "b")["origins"]) == [("Turku", [("Oslo", [])])]


def test_what_follows_a_node_is_told_once() -> None:
    found = catalogue(practice("a", "Oslo"), practice("b", "a"), practice("c", "a"), practice("d", "b", "c"))
    assert names(shown(found, "d")["origins"]) == [("Turku", [("Turku", [("Oslo", [])])]), ("Turku", [("Turku", [])])]


def test_notes_and_sources_are_those_of_this_page() -> None:
    found = catalogue(
        entry(
            "practice", "a", adapted_from=[{"place": "Oslo", "note": "Idea.", "source": 1}], sources=[{"title": "S"}]
        ),
        entry("practice", "b", adapted_from=[{"practice": "a", "source": 1}], sources=[{"title": "S"}]),
    )
    (item,) = shown(found, "a")["origins"]
    assert (item["note"], item["sources"]) == ("Idea.", [1])
    (item,) = shown(found, "b")["origins"]
    assert (item["sources"], item["items"][0]["sources"]) == ([1], [])


def test_nodes_do_not_overlap_and_stay_in_the_frame() -> None:
    towns = ("Salo", "Ii", "Oulu", "Kemi", "Lahti", "Kuopio", "Pedersören kunta")
    found = catalogue(
        practice("kunnan-koulujen-ja-paivakotien-ylijaamaruoan-myynti", "Pohjois-Savon ruokapalveluyhtymä",
                 adoptions=tuple(map(took, towns))),
        practice("b", "kunnan-koulujen-ja-paivakotien-ylijaamaruoan-myynti"),
    )  # fmt: skip
    drawing = shown(found, "b")["drawing"]
    lines = sorted((line["x"], line["y"]) for node in drawing["nodes"] for line in node["lines"])
    assert all(x != other or below - y >= 18 for (x, y), (other, below) in pairwise(lines))
    assert all(0 < x < drawing["width"] and 0 < y < drawing["height"] for x, y in lines)
    assert max(len(line["text"]) for node in drawing["nodes"] for line in node["lines"]) <= 25


def test_drawing_tells_stages_by_shape_and_word() -> None:
    given = took("Salo", "pilot"), took("Ii", None), took("Oulu", "rejected"), took("Kemi", "in_use", False)
    view = shown(catalogue(practice("a", "Oslo", adoptions=given)), "a")
    nodes = {node["lines"][0]["text"]: node for node in view["drawing"]["nodes"]}
    marks = {name: [node["dot"], " ".join(line["text"] for line in node["lines"][1:])] for name, node in nodes.items()}
    assert marks == TABLES["marks"]
    drawing = environment(OVERRIDES).get_template("partials/kp/lineage.html").module.drawing  # type: ignore[attr-defined]
    assert f'aria-label="{TABLES["label"]}"' in str(drawing(view["drawing"], "")).replace("\u00a0", " ")
