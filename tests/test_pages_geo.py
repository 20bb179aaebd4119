"""Finland as dots."""

from math import pi
from xml.etree import ElementTree

import pytest

from catalogue.reference import places
from pages import geo


def test_every_municipality_is_in_the_box_at_a_place_of_its_own() -> None:
    positions = geo.positions()
    assert positions.keys() == places().keys()
    assert len(positions) == len(set(positions.values())) == 308
    for x, y in positions.values():
        assert 0 < x < geo.width()
        assert 0 < y < geo.HEIGHT


@pytest.mark.parametrize(
    ("north", "south"), [("Utsjoki", "Helsinki"), ("Oulu", "Jyväskylä"), ("Kuopio", "Lappeenranta"), ("Turku", "Hanko")]
)
def test_north_is_up(north: str, south: str) -> None:
    assert geo.positions()[north][1] < geo.positions()[south][1]


@pytest.mark.parametrize(
    ("west", "east"), [("Turku", "Helsinki"), ("Vaasa", "Kuopio"), ("Enontekiö", "Utsjoki"), ("Kuopio", "Ilomantsi")]
)
def test_west_is_left(west: str, east: str) -> None:
    assert geo.positions()[west][0] < geo.positions()[east][0]


def test_all_of_aland_is_west_of_helsinki() -> None:
    codes = {place.region for place in places().values() if place.name == "Maarianhamina"}
    aland = [place.name for place in places().values() if place.region in codes]
    assert len(aland) == 16
    assert all(
        geo.positions()[name][0] < geo.positions()["Turku"][0] < geo.positions()["Helsinki"][0] for name in aland
    )


def test_finland_is_about_twice_as_tall_as_it_is_wide() -> None:
    assert 1.8 < geo.HEIGHT / geo.width() < 2.3


def test_drawing_has_a_dot_for_every_municipality() -> None:
    drawing = ElementTree.fromstring(geo.svg())
    dots = drawing.findall(".//{http://www.w3.org/2000/svg}circle")
    assert [(float(dot.attrib["cx"]), float(dot.attrib["cy"])) for dot in dots] == list(geo.positions().values())
    assert len(dots) == 308
    assert drawing.attrib["viewBox"] == f"0 0 {geo.width()} {geo.HEIGHT}"


def test_country_has_every_municipality_once() -> None:
    country = geo.country({"Turku": 1, "Lahti": 4, "Ii": 0})
    assert (len(country["plain"]), len(country["strong"])) == (306, 2)
    dots = [(dot["x"], dot["y"]) for dot in country["plain"] + country["strong"]]
    assert sorted(dots) == sorted(geo.positions().values())
    assert all(0 < name["x"] < country["width"] and 0 < name["y"] < geo.HEIGHT for name in country["names"])


def test_area_of_a_dot_grows_with_its_practices() -> None:
    radii = [geo.country({"Turku": count})["strong"][0]["r"] for count in range(1, 40)]
    assert radii == sorted(set(radii))
    assert pi * radii[35] ** 2 / (pi * radii[8] ** 2) == pytest.approx(4, rel=0.15)
    assert min(radii) > max(dot["r"] for dot in geo.country({})["plain"])


def test_locator_marks_what_is_asked() -> None:
    marked = geo.locator({"Turku", "Ii"})["strong"]
    assert [(dot["x"], dot["y"]) for dot in marked] == [geo.positions()["Ii"], geo.positions()["Turku"]]
    assert geo.locator([])["strong"] == geo.locator([])["rings"] == []


def test_locator_fills_the_strong_and_rings_the_others() -> None:
    found = geo.locator(["Turku", "Ii", "Lahti"], strong={"Ii", "Oulu"})
    assert [(dot["x"], dot["y"]) for dot in found["strong"]] == [geo.positions()["Ii"]]
    assert [(dot["x"], dot["y"]) for dot in found["rings"]] == [geo.positions()["Lahti"], geo.positions()["Turku"]]
    assert geo.locator(["Turku"], strong=[])["strong"] == []
