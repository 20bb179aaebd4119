"""Finland as dots at the municipal seats."""

from collections.abc import Collection, Mapping
from functools import cache
from math import cos, radians, sqrt

from catalogue.reference import Place, places
from pages.page import View

HEIGHT = 600.0
_MARGIN = 8.0
_MIDDLE = cos(radians(65.0))
# Names that place the reader: spread over the country, with room around them. (name, text anchor, dx, dy)
_NAMED = (
    ("Utsjoki", "start", 10, 5),
    ("Rovaniemi", "start", 10, 5),
    ("Oulu", "end", -10, 5),
    ("Vaasa", "end", -9, 5),
    ("Kuopio", "start", 11, 5),
    ("Jyväskylä", "end", -11, 5),
    ("Turku", "end", -10, 5),
    ("Lappeenranta", "start", 9, 14),
    ("Helsinki", "start", 4, 20),
)


@cache
def positions() -> dict[str, tuple[float, float]]:
    """(x, y) of each municipality by name, in a box of HEIGHT, north up: longitude × cos(latitude)."""
    raw = {name: (place.longitude * _MIDDLE, -place.latitude) for name, place in places().items()}
    left, top = min(x for x, _ in raw.values()), min(y for _, y in raw.values())
    scale = (HEIGHT - 2 * _MARGIN) / (max(y for _, y in raw.values()) - top)
    return {
        name: (round((x - left) * scale + _MARGIN, 1), round((y - top) * scale + _MARGIN, 1))
        for name, (x, y) in raw.items()
    }


@cache
def width() -> float:
    """The width of the map, in the units of HEIGHT."""
    return round(max(x for x, _ in positions().values()) + _MARGIN, 1)


def country(counts: Mapping[str, int]) -> View:
    """The whole country; the area of a dot grows with the number of practices."""
    names = [
        {"name": name, "anchor": anchor, "x": positions()[name][0] + dx, "y": positions()[name][1] + dy}
        for name, anchor, dx, dy in _NAMED
    ]
    return {
        "width": width() + 40,
        "height": HEIGHT,
        "names": names,
        "plain": [_dot(place, 2.2) for place in places().values() if not counts.get(place.name)],
        "strong": [
            _dot(places()[name], round(3.4 * sqrt(count) + 0.6, 1)) for name, count in sorted(counts.items()) if count
        ],
    }


def svg() -> str:
    """All municipalities as one drawing, which the small maps refer to."""
    dots = "".join(f'<circle cx="{x}" cy="{y}" r="3.4"/>' for x, y in positions().values())
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width()} {HEIGHT}"><g id="suomi">{dots}</g></svg>\n'


def locator(marked: Collection[str]) -> View:
    """A small map where some municipalities stand out; they are drawn last, on top."""
    return {
        "width": width(),
        "height": HEIGHT,
        "names": [],
        "strong": [_dot(places()[name], 9) for name in sorted(marked)],
    }


def _dot(place: Place, radius: float) -> View:
    x, y = positions()[place.name]
    return {"x": x, "y": y, "r": radius}
