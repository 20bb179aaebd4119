"""Maps of Finland: places of dots, and the maps whose dots are links with signs, room and names."""

from collections.abc import Iterator
from itertools import combinations
from math import dist, hypot, pi
from typing import Any
from xml.etree import ElementTree

import pytest

from kaytantopankki.analysis import Analysis
from kaytantopankki.analysis.aggregates import PracticeCount, practice_count
from kaytantopankki.content.catalogue import Catalogue
from kaytantopankki.content.municipalities import places, regions
from kaytantopankki.page import Page
from kaytantopankki.pages import maps
from kaytantopankki.pages.cards import CardRenderer
from kaytantopankki.pages.municipality_pages import place_pages
from kaytantopankki.search.analyser import CachedAnalyser, Terms
from tests import OVERRIDES, builders
from tests.cases import read_tables

COUNTS = {
    "Turku": PracticeCount(13, 3, 1),
    "Espoo": PracticeCount(4),
    "Kauniainen": PracticeCount(taken=2),
    "Kemi": PracticeCount(parallel=1),
}
REGIONS = {code: [place for place in places().values() if place.region == code] for code in regions()}
Box = tuple[float, float, float, float]


def pages_of(catalogue: Catalogue) -> Iterator[Page]:
    """The profiles, lists and regions of a catalogue."""
    analysis = Analysis(catalogue, Terms(CachedAnalyser()))
    return place_pages(catalogue, CardRenderer(catalogue, OVERRIDES), analysis)


def counts(**some: PracticeCount) -> dict[str, PracticeCount]:
    return {name: some.get(name, PracticeCount()) for name in places()}


def dots(drawing: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Every dot that is a link, by name."""
    return {dot["title"]: dot for dot in drawing["strong"] + drawing["plain"]}


def names(drawing: dict[str, Any], screen: str, size: float) -> dict[str, Box]:
    """About where the names on narrow ("n") or wide ("w") screens are drawn: left, top, right, bottom."""
    boxes = {}
    for name, dot in dots(drawing).items():
        for label in dot["labels"]:
            if label["at"].startswith(screen):
                wide = maps.text_width(name, size)
                shift = {"start": 0, "middle": wide / 2, "end": wide}[[*label["at"].split(), "start"][1]]
                left, base = dot["x"] + label["x"] - shift, dot["y"] + label["y"]
                boxes[name] = (left, base - 0.8 * size, left + wide, base + 0.25 * size)
    return boxes


def test_every_municipality_is_in_the_drawing_at_a_place_of_its_own() -> None:
    drawing = ElementTree.fromstring(maps.country_svg())
    circles = drawing.findall(".//{http://www.w3.org/2000/svg}circle")
    found = [(float(dot.attrib["cx"]), float(dot.attrib["cy"])) for dot in circles]
    assert found == list(maps.positions().values())
    assert maps.positions().keys() == places().keys()
    assert len(set(found)) == 308
    width, height = map(float, drawing.attrib["viewBox"].split()[2:])
    assert height == maps.HEIGHT
    assert 1.8 < height / width < 2.3
    assert all(0 < x < width and 0 < y < height for x, y in found)


@pytest.mark.parametrize(
    ("axis", "order"),
    [(1, ("Utsjoki", "Oulu", "Kuopio", "Turku", "Hanko")), (0, ("Maarianhamina", "Turku", "Helsinki", "Ilomantsi"))],
)
def test_north_is_up_and_west_is_left(axis: int, order: tuple[str, ...]) -> None:
    assert sorted(order, key=lambda name: maps.positions()[name][axis]) == list(order)


def test_country_has_every_municipality_once() -> None:
    country = maps.dot_map({"Turku": "a", "Lahti": "abcd", "Ii": ""})
    assert (len(country["plain"]), len(country["strong"])) == (306, 2)
    found = [(dot["x"], dot["y"]) for dot in country["plain"] + country["strong"]]
    assert sorted(found) == sorted(maps.positions().values())
    assert all(0 < name["x"] < country["width"] and 0 < name["y"] < maps.HEIGHT for name in country["names"])


def test_area_of_a_dot_grows_with_its_practices() -> None:
    radii = [maps.dot_map({"Turku": range(count)})["strong"][0]["r"] for count in range(1, 40)]
    assert radii == sorted(set(radii))
    assert radii[35] ** 2 / radii[8] ** 2 == pytest.approx(4, rel=0.15)
    assert min(radii) > max(dot["r"] for dot in maps.dot_map({})["plain"])
    linked = dots(maps.country_map(counts(Turku=PracticeCount(8), Oulu=PracticeCount(4), Lahti=PracticeCount(2))))
    assert linked["Turku"]["r"] ** 2 / linked["Oulu"]["r"] ** 2 == pytest.approx(2, rel=0.1)
    assert linked["Oulu"]["r"] ** 2 / linked["Lahti"]["r"] ** 2 == pytest.approx(2, rel=0.1)


def test_locator_marks_what_is_asked() -> None:
    marked = maps.locator_svg(["Turku", "Ii", "Lahti"], strong={"Ii", "Oulu"})
    assert [(dot["x"], dot["y"]) for dot in marked["strong"]] == [maps.positions()["Ii"]]
    assert [(dot["x"], dot["y"]) for dot in marked["rings"]] == [maps.positions()["Lahti"], maps.positions()["Turku"]]
    filled = maps.locator_svg({"Turku", "Ii"})
    assert (len(filled["strong"]), filled["rings"]) == (2, [])
    assert maps.locator_svg(["Turku"], strong=[])["strong"] == maps.locator_svg([])["strong"] == []
    assert maps.locator_svg(list(places()))["strong"][0]["r"] < filled["strong"][0]["r"]


def test_country_links_every_municipality_once() -> None:
    drawing = maps.country_map(counts(**COUNTS))
    urls = [dot["url"] for dot in drawing["strong"] + drawing["plain"]]
    assert sorted(urls) == sorted(f"kunnat/{place.slug}/" for place in places().values())
    assert [dot["title"] for dot in drawing["strong"]] == ["Espoo", "Kauniainen", "Turku"]
    assert dots(drawing)["Espoo"]["words"] == "4\u00a0omaa käytäntöä"


def test_signs_tell_what_is_recorded() -> None:
    found = dots(maps.country_map(counts(**COUNTS)))
    signs = {name: (bool(found[name]["r"]), bool(found[name]["ring"])) for name in (*COUNTS, "Ii")}
    filled, ring = (True, False), (False, True)
    assert signs == {"Turku": (True, True), "Espoo": filled, "Kauniainen": ring, "Kemi": filled, "Ii": filled}
    assert found["Turku"]["ring"] > found["Turku"]["r"] > found["Espoo"]["r"] > found["Ii"]["r"] == found["Kemi"]["r"]


@pytest.mark.parametrize("some", [{"Turku": PracticeCount(900, 9)}, dict.fromkeys(places(), PracticeCount(90, 9))])
def test_dots_stay_small_however_many_practices_there_are(some: dict[str, PracticeCount]) -> None:
    drawing = maps.country_map(counts(**some))
    assert max(dot["r"] for dot in dots(drawing).values()) <= 10
    ink = sum(pi * dot["r"] ** 2 for dot in dots(drawing).values())
    assert ink < 0.12 * drawing["width"] * maps.HEIGHT


def test_no_dot_covers_another_and_none_goes_far() -> None:
    found = dots(maps.country_map(counts(**COUNTS)))
    for one, other in combinations(found.values(), 2):
        between = dist((one["x"], one["y"]), (other["x"], other["y"]))
        assert between >= max(one["r"], one["ring"]) + max(other["r"], other["ring"])
        assert one["reach"] + other["r"] <= between + 0.15
        assert other["reach"] + one["r"] <= between + 0.15
    shift = found["Utsjoki"]["x"] - maps.positions()["Utsjoki"][0]
    moved = sorted(dist((dot["x"] - shift, dot["y"]), maps.positions()[name]) for name, dot in found.items())
    assert moved[len(moved) // 2] == 0
    assert moved[-1] < 14


@pytest.mark.parametrize("code", REGIONS)
def test_region_has_a_target_for_each_of_its_own(code: str) -> None:
    region = REGIONS[code]
    drawing = maps.region_map(region, counts(**COUNTS))
    found = dots(drawing)
    assert found.keys() == {place.name for place in region}
    assert len(drawing["around"]) <= 308 - len(region)
    for dot in found.values():
        assert 0 < dot["x"] < drawing["width"]
        assert 0 < dot["y"] < drawing["height"]
        assert dot["reach"] >= 11
    for one, other in combinations(found.values(), 2):
        assert dist((one["x"], one["y"]), (other["x"], other["y"])) > 26.5


@pytest.mark.parametrize("screen", ["n", "w"])
@pytest.mark.parametrize("code", ["", *REGIONS])
def test_names_cover_nothing(code: str, screen: str) -> None:
    drawing = maps.region_map(REGIONS[code], counts(**COUNTS)) if code else maps.country_map(counts(**COUNTS))
    size = {"n": (13.5, 15.0), "w": (8.0, 10.0)}[screen][bool(code)]
    boxes = names(drawing, screen, size)
    assert len(boxes) >= (6 if code else 30)
    edges = {name: max(dot["r"], dot["ring"]) for name, dot in dots(drawing).items()}
    for name, (left, top, right, bottom) in boxes.items():
        assert 0 <= left < right <= drawing["width"] + 0.1
        assert 0 <= top < bottom <= drawing["height"] + 0.1
        for other, dot in dots(drawing).items():
            clear = 1.8 if other == name else 3.8 if edges[other] >= edges[name] else 0.8
            across, down = max(left - dot["x"], dot["x"] - right, 0), max(top - dot["y"], dot["y"] - bottom, 0)
            assert hypot(across, down) > edges[other] + clear, (name, other)
    for (one, box), (other, beside) in combinations(boxes.items(), 2):
        wide, tall = min(box[2], beside[2]) - max(box[0], beside[0]), min(box[3], beside[3]) - max(box[1], beside[1])
        assert min(wide, tall) < 0.2, (one, other)


def test_names_stand_on_any_side_and_the_more_important_come_first() -> None:
    sides = {label["at"] for dot in dots(maps.country_map(counts())).values() for label in dot["labels"]}
    assert sides == {f"{screen}{side}" for screen in "nw" for side in ("", " middle", " end")}
    few = names(maps.country_map(counts()), "n", 13.5)
    assert "Kerava" not in few
    assert "Kerava" in names(maps.country_map(counts(Kerava=PracticeCount(9))), "n", 13.5)


def test_refused_and_considered_practices_are_not_counted() -> None:
    adoptions = [("in_use", None), ("in_use", False), ("rejected", None), ("considering", None)]
    rows = [{"municipality": "Ii", "stage": stage, "model_named": named} for stage, named in adoptions]
    practices = [builders.entry("practice", f"k{number}", adoptions=[row]) for number, row in enumerate(rows)]
    catalogue = builders.catalogue(*practices, builders.entry("practice", "oma", municipalities=["Ii"]))
    assert practice_count(catalogue, "Ii") == PracticeCount(own=1, taken=1, parallel=1)


@pytest.mark.parametrize(("count", "words"), read_tables(__file__))
def test_counts_in_words(count: list[int], words: str) -> None:
    assert PracticeCount(*count).words.replace("\u00a0", " ") == words


def test_map_page_lists_those_with_something_recorded() -> None:
    use = {"municipality": "Ii", "stage": "in_use"}
    catalogue = builders.catalogue(
        builders.entry("practice", "a", municipalities=["Turku"], adoptions=[use]),
        builders.entry("practice", "b", municipalities=["Turku", "Lahti"]),
    )
    (page,) = (page for page in pages_of(catalogue) if page.url == "kunnat/kartta/")
    rows = [(row["title"], row["region"], row["practices"], row["uses"]) for row in page.view["rows"]]
    assert rows == [
        ("Turku", "Varsinais-Suomi", 2, 0),
        ("Lahti", "Päijät-Häme", 1, 0),
        ("Ii", "Pohjois-Pohjanmaa", 0, 1),
    ]
    assert (page.view["own"], page.view["taken"], page.view["none"]) == (2, 1, 305)


def test_table_of_the_map_goes_on_to_a_second_page() -> None:
    everyone = [builders.entry("practice", place.slug, municipalities=[place.name]) for place in places().values()]
    pages = [page for page in pages_of(builders.catalogue(*everyone)) if page.url.startswith("kunnat/kartta/")]
    assert [len(page.view["rows"]) for page in pages] == [100, 100, 100, 8]


def test_region_page_counts_similar_models_apart() -> None:
    use = {"municipality": "Salo", "stage": "in_use", "model_named": False}
    catalogue = builders.catalogue(builders.entry("practice", "a", adoptions=[use]))
    (page,) = (page for page in pages_of(catalogue) if page.title == "Varsinais-Suomi")
    (salo,) = (row for row in page.view["places"] if row["title"] == "Salo")
    assert (salo["practices"], salo["uses"], salo["parallels"]) == (0, 0, 1)


def test_a_region_of_one_municipality_has_a_map() -> None:
    drawing = maps.region_map((places()["Turku"],), counts(Turku=PracticeCount(1, 0, 0)))
    assert dots(drawing).keys() == {"Turku"}
