"""The maps whose dots are links: signs, sizes, room and names."""

from itertools import combinations
from math import dist, hypot, pi
from typing import Any

import pytest

from kaytantopankki.analysis.aggregates import PracticeCount, practice_count
from kaytantopankki.content.municipalities import places, regions
from kaytantopankki.pages import maps
from kaytantopankki.pages.maps import Dot, Frame, apart, named, text_width
from kaytantopankki.pages.region_pages import place_lists, region_page
from tests import builders

COUNTS = {
    "Turku": PracticeCount(13, 3, 1),
    "Espoo": PracticeCount(4),
    "Kauniainen": PracticeCount(taken=2),
    "Kemi": PracticeCount(parallel=1),
}
REGIONS = {code: [place for place in places().values() if place.region == code] for code in regions()}


def tallies(**counts: PracticeCount) -> dict[str, PracticeCount]:
    return {name: counts.get(name, PracticeCount()) for name in places()}


def dots(drawing: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Every dot that is a link, by name."""
    return {dot["title"]: dot for dot in drawing["strong"] + drawing["plain"]}


def box(dot: dict[str, Any], label: dict[str, Any], size: float) -> tuple[float, float, float, float]:
    """About where a name is drawn: left, top, right, bottom."""
    wide = text_width(dot["title"], size)
    shift = {"start": 0, "middle": wide / 2, "end": wide}[[*label["at"].split(), "start"][1]]
    left, base = dot["x"] + label["x"] - shift, dot["y"] + label["y"]
    return (left, base - 0.8 * size, left + wide, base + 0.25 * size)


def names(drawing: dict[str, Any], screen: str, size: float) -> dict[str, tuple[float, float, float, float]]:
    """The boxes of the names on narrow ("n") or wide ("w") screens."""
    return {
        dot["title"]: box(dot, label, size)
        for dot in drawing["strong"] + drawing["plain"]
        for label in dot["labels"]
        if label["at"].startswith(screen)
    }


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (PracticeCount(9, 4), "9 omaa käytäntöä, 4 muualta otettua"),
        (PracticeCount(1, 1, 1), "1 oma käytäntö, 1 muualta otettu, 1 samanlainen malli"),
        (PracticeCount(taken=1), "1 muualta otettu käytäntö"),
        (PracticeCount(taken=2, parallel=2), "2 muualta otettua käytäntöä, 2 samanlaista mallia"),
        (PracticeCount(), ""),
    ],
)
def test_figures_in_words(found: PracticeCount, words: str) -> None:
    assert found.words.replace("\u00a0", " ") == words


def test_refused_and_considered_practices_are_not_counted() -> None:
    def adoption(stage: str, **fields: Any) -> dict[str, Any]:
        return {"municipality": "Ii", "stage": stage, **fields}

    catalogue = builders.catalogue(
        builders.entry("practice", "a", adoptions=[adoption("in_use")]),
        builders.entry("practice", "b", adoptions=[adoption("in_use", model_named=False)]),
        builders.entry("practice", "c", adoptions=[adoption("rejected")]),
        builders.entry("practice", "d", adoptions=[adoption("considering")]),
        builders.entry("practice", "e", municipalities=["Ii"]),
    )
    assert practice_count(catalogue, "Ii") == PracticeCount(own=1, taken=1, parallel=1)


def test_country_links_every_municipality_once() -> None:
    drawing = maps.country_map(tallies(**COUNTS))
    urls = [dot["url"] for dot in drawing["strong"] + drawing["plain"]]
    assert sorted(urls) == sorted(f"kunnat/{place.slug}/" for place in places().values())
    assert [dot["title"] for dot in drawing["strong"]] == ["Espoo", "Kauniainen", "Turku"]


def test_signs_tell_what_is_recorded() -> None:
    found = dots(maps.country_map(tallies(**COUNTS)))
    signs = {name: (bool(found[name]["r"]), bool(found[name]["ring"])) for name in (*COUNTS, "Ii")}
    assert signs == {
        "Turku": (True, True),
        "Espoo": (True, False),
        "Kauniainen": (False, True),
        "Kemi": (True, False),
        "Ii": (True, False),
    }
    assert found["Turku"]["ring"] > found["Turku"]["r"] > found["Espoo"]["r"] > found["Ii"]["r"] == found["Kemi"]["r"]


def test_area_grows_with_practices() -> None:
    found = dots(maps.country_map(tallies(Turku=PracticeCount(8), Oulu=PracticeCount(4), Lahti=PracticeCount(2))))
    areas = [pi * found[name]["r"] ** 2 for name in ("Turku", "Oulu", "Lahti")]
    assert areas[0] / areas[1] == pytest.approx(2, rel=0.1)
    assert areas[1] / areas[2] == pytest.approx(2, rel=0.1)


@pytest.mark.parametrize(
    "counts", [{"Turku": PracticeCount(900, 9)}, {name: PracticeCount(90, 9) for name in places()}]
)
def test_dots_stay_small_however_many_practices_there_are(counts: dict[str, PracticeCount]) -> None:
    found = dots(maps.country_map(tallies(**counts))).values()
    assert max(dot["r"] for dot in found) <= 10
    assert sum(pi * dot["r"] ** 2 for dot in found) < 0.12 * maps.width() * maps.HEIGHT


def test_no_dot_covers_another_and_none_goes_far() -> None:
    found = dots(maps.country_map(tallies(**COUNTS)))
    edge = {name: max(dot["r"], dot["ring"]) for name, dot in found.items()}
    near = [
        (one, other)
        for one, other in combinations(found, 2)
        if dist(*((found[name]["x"], found[name]["y"]) for name in (one, other))) < edge[one] + edge[other]
    ]
    assert near == []
    shift = found["Utsjoki"]["x"] - maps.positions()["Utsjoki"][0]
    moved = {name: dist((dot["x"] - shift, dot["y"]), maps.positions()[name]) for name, dot in found.items()}
    assert max(moved.values()) < 14
    assert sorted(moved.values())[len(moved) // 2] == 0


def test_what_can_be_pointed_at_is_never_over_another_dot() -> None:
    found = dots(maps.country_map(tallies(**COUNTS)))
    for one, other in combinations(found.values(), 2):
        between = dist((one["x"], one["y"]), (other["x"], other["y"]))
        assert one["reach"] + other["r"] <= between + 0.15
        assert other["reach"] + one["r"] <= between + 0.15


@pytest.mark.parametrize("code", REGIONS)
def test_region_has_a_target_for_each_of_its_own(code: str) -> None:
    own = REGIONS[code]
    drawing = maps.region_map(own, tallies(**COUNTS))
    found = dots(drawing)
    assert found.keys() == {place.name for place in own}
    assert len(drawing["around"]) <= 308 - len(own)
    for dot in found.values():
        assert 0 < dot["x"] < drawing["width"]
        assert 0 < dot["y"] < drawing["height"]
        assert dot["reach"] >= 11
    for one, other in combinations(found.values(), 2):
        assert dist((one["x"], one["y"]), (other["x"], other["y"])) > 26.5


@pytest.mark.parametrize(("screen", "sizes"), [("n", (13.5, 15.0)), ("w", (8.0, 10.0))])
@pytest.mark.parametrize("code", ["", *REGIONS])
def test_names_cover_nothing(code: str, screen: str, sizes: tuple[float, float]) -> None:
    counted = tallies(**COUNTS)
    drawing = maps.region_map(REGIONS[code], counted) if code else maps.country_map(counted)
    boxes = names(drawing, screen, sizes[bool(code)])
    assert len(boxes) >= (6 if code else 30)
    rings = {name: max(dot["r"], dot["ring"]) for name, dot in dots(drawing).items()}
    for name, (left, top, right, bottom) in boxes.items():
        assert 0 <= left < right <= drawing["width"] + 0.1
        assert 0 <= top < bottom <= drawing["height"] + 0.1
        for other, dot in dots(drawing).items():
            across, down = (
                max(low - at, at - high, 0) for low, at, high in ((left, dot["x"], right), (top, dot["y"], bottom))
            )
            assert hypot(across, down) > rings[other] + (
                1.8 if other == name else 3.8 if rings[other] >= rings[name] else 0.8
            ), (name, other)
        for other in boxes.keys() - {name}:
            box_left, box_top, box_right, box_bottom = boxes[other]
            wide = min(right, box_right) - max(left, box_left)
            tall = min(bottom, box_bottom) - max(top, box_top)
            assert min(wide, tall) < 0.2, (name, other)


@pytest.mark.parametrize(
    ("x", "others", "anchor"),
    [
        (50, (), "start"),
        (95, (), "end"),
        (50, ((62, 50),), "end"),
        (50, ((62, 50), (38, 50)), "middle"),
        (50, ((x, y) for x in (38, 50, 62) for y in (38, 50, 62) if (x, y) != (50, 50)), None),
    ],
)
def test_name_goes_where_there_is_room(x: float, others: tuple[tuple[float, float], ...], anchor: str | None) -> None:
    dot = Dot("Ii", x, 50, 3)
    labels = named((dot, *(Dot("muu", *other, 3) for other in others)), Frame(100, 100, 10), (dot,))
    assert [label.anchor for label in labels.values()] == ([anchor] if anchor else [])


def test_the_more_important_name_comes_first() -> None:
    near, frame = (Dot("Ii", 4, 8, 2), Dot("Eno", 4, 24, 2)), Frame(60, 34, 16)
    assert named(near, frame, near).keys() == {"Ii"}
    assert named(near, frame, near[::-1]).keys() == {"Eno"}


def test_points_with_room_enough_stay_and_others_part() -> None:
    points = {"a": (0.0, 0.0), "b": (0.0, 0.0), "c": (50.0, 0.0)}
    found = apart(points, {"a": 4, "b": 1, "c": 4})
    assert found["c"] == (50, 0)
    assert dist(found["a"], found["b"]) == pytest.approx(5, abs=0.1)
    assert dist(found["a"], (0, 0)) < dist(found["b"], (0, 0))


def test_map_page_lists_those_with_something_recorded() -> None:
    catalogue = builders.catalogue(
        builders.entry(
            "practice", "a", municipalities=["Turku"], adoptions=[{"municipality": "Ii", "stage": "in_use"}]
        ),
        builders.entry("practice", "b", municipalities=["Turku", "Lahti"]),
    )
    (page,) = (page for page in place_lists(catalogue) if page.url == "kunnat/kartta/")
    rows = [(row["title"], row["region"], row["practices"], row["uses"]) for row in page.view["rows"]]
    assert rows == [
        ("Turku", "Varsinais-Suomi", 2, 0),
        ("Lahti", "Päijät-Häme", 1, 0),
        ("Ii", "Pohjois-Pohjanmaa", 0, 1),
    ]
    assert (page.view["own"], page.view["taken"], page.view["none"]) == (2, 1, 305)


def test_table_goes_on_to_a_second_page() -> None:
    everyone = [
        builders.entry("practice", f"k-{place.slug}", municipalities=[place.name]) for place in places().values()
    ]
    pages = [page for page in place_lists(builders.catalogue(*everyone)) if page.url.startswith("kunnat/kartta/")]
    assert [len(page.view["rows"]) for page in pages] == [100, 100, 100, 8]
    assert [page.view["first"] for page in pages] == [True, False, False, False]


def test_region_page_counts_similar_models_apart() -> None:
    use = {"municipality": "Salo", "stage": "in_use", "model_named": False}
    catalogue = builders.catalogue(builders.entry("practice", "a", adoptions=[use]))

    class NoCards:
        def of(self, _: object) -> list[str]:
            return []

    (region,) = (region for region in regions().values() if region.name == "Varsinais-Suomi")
    (page,) = region_page(catalogue, NoCards(), region)  # type: ignore[arg-type]
    (salo,) = (row for row in page.view["places"] if row["title"] == "Salo")
    assert (salo["practices"], salo["uses"], salo["parallels"]) == (0, 0, 1)
