"""Finland as dots."""

from math import pi
from xml.etree import ElementTree

import pytest

from kaytantopankki.content.municipalities import places
from kaytantopankki.pages import maps


def test_every_municipality_is_in_the_box_at_a_place_of_its_own() -> None:
    positions = maps.positions()
    assert positions.keys() == places().keys()
    assert len(positions) == len(set(positions.values())) == 308
    for x, y in positions.values():
        assert 0 < x < maps.width()
        assert 0 < y < maps.HEIGHT


@pytest.mark.parametrize(
    ("north", "south"), [("Utsjoki", "Helsinki"), ("Oulu", "Jyväskylä"), ("Kuopio", "Lappeenranta"), ("Turku", "Hanko")]
)
def test_north_is_up(north: str, south: str) -> None:
    assert maps.positions()[north][1] < maps.positions()[south][1]


@pytest.mark.parametrize(
    ("west", "east"), [("Turku", "Helsinki"), ("Vaasa", "Kuopio"), ("Enontekiö", "Utsjoki"), ("Kuopio", "Ilomantsi")]
)
def test_west_is_left(west: str, east: str) -> None:
    assert maps.positions()[west][0] < maps.positions()[east][0]


def test_all_of_aland_is_west_of_helsinki() -> None:
    codes = {place.region for place in places().values() if place.name == "Maarianhamina"}
    aland = [place.name for place in places().values() if place.region in codes]
    assert len(aland) == 16
    assert all(
        maps.positions()[name][0] < maps.positions()["Turku"][0] < maps.positions()["Helsinki"][0] for name in aland
    )


def test_finland_is_about_twice_as_tall_as_it_is_wide() -> None:
    assert 1.8 < maps.HEIGHT / maps.width() < 2.3


def test_drawing_has_a_dot_for_every_municipality() -> None:
    drawing = ElementTree.fromstring(maps.country_svg())
    dots = drawing.findall(".//{http://www.w3.org/2000/svg}circle")
    assert [(float(dot.attrib["cx"]), float(dot.attrib["cy"])) for dot in dots] == list(maps.positions().values())
    assert len(dots) == 308
    assert drawing.attrib["viewBox"] == f"0 0 {maps.width()} {maps.HEIGHT}"


def test_country_has_every_municipality_once() -> None:
    country = maps.dot_map({"Turku": 1, "Lahti": 4, "Ii": 0})
    assert (len(country["plain"]), len(country["strong"])) == (306, 2)
    dots = [(dot["x"], dot["y"]) for dot in country["plain"] + country["strong"]]
    assert sorted(dots) == sorted(maps.positions().values())
    assert all(0 < name["x"] < country["width"] and 0 < name["y"] < maps.HEIGHT for name in country["names"])


def test_area_of_a_dot_grows_with_its_practices() -> None:
    radii = [maps.dot_map({"Turku": count})["strong"][0]["r"] for count in range(1, 40)]
    assert radii == sorted(set(radii))
    assert pi * radii[35] ** 2 / (pi * radii[8] ** 2) == pytest.approx(4, rel=0.15)
    assert min(radii) > max(dot["r"] for dot in maps.dot_map({})["plain"])


def test_locator_marks_what_is_asked() -> None:
    marked = maps.locator_svg({"Turku", "Ii"})["strong"]
    assert [(dot["x"], dot["y"]) for dot in marked] == [maps.positions()["Ii"], maps.positions()["Turku"]]
    assert maps.locator_svg([])["strong"] == maps.locator_svg([])["rings"] == []


def test_locator_fills_the_strong_and_rings_the_others() -> None:
    found = maps.locator_svg(["Turku", "Ii", "Lahti"], strong={"Ii", "Oulu"})
    assert [(dot["x"], dot["y"]) for dot in found["strong"]] == [maps.positions()["Ii"]]
    assert [(dot["x"], dot["y"]) for dot in found["rings"]] == [maps.positions()["Lahti"], maps.positions()["Turku"]]
    assert maps.locator_svg(["Turku"], strong=[])["strong"] == []
