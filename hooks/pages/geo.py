"""Finland as dots at the municipal seats."""

from collections.abc import Collection, Mapping
from functools import cache
from math import cos, radians, sqrt

from catalogue.reference import Place, places
from pages.page import View

HEIGHT = 600.0
_MARGIN = 8.0
_PLAIN = 2.2
_FEW = 20
_MIDDLE = cos(radians(65.0))
# Names that place the reader: spread over the country, on the side where there is room. (name, text anchor, drop)
_NAMED = (
    ("Utsjoki", "start", 0),
    ("Rovaniemi", "start", 0),
    ("Oulu", "end", 0),
    ("Vaasa", "end", 0),
    ("Kuopio", "start", -6),
    ("Jyväskylä", "end", 0),
    ("Turku", "end", 0),
    ("Lappeenranta", "start", 6),
    ("Helsinki", "start", 14),
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
    radii = {name: round(2.9 * sqrt(count) + 1.1, 1) for name, count in sorted(counts.items()) if count}
    return {
        "width": width() + 40,
        "height": HEIGHT,
        "names": [_label(name, anchor, drop, radii.get(name, _PLAIN)) for name, anchor, drop in _NAMED],
        "plain": [_dot(place, _PLAIN) for place in places().values() if place.name not in radii],
        "strong": [_dot(places()[name], radius) for name, radius in radii.items()],
    }


def _label(name: str, anchor: str, drop: int, radius: float) -> View:
    """A name beside its dot, clear of its edge."""
    x, y = positions()[name]
    beside = radius + 5
    return {
        "name": name,
        "anchor": anchor,
        "x": round(x + (beside if anchor == "start" else -beside), 1),
        "y": round(y + 5 + drop, 1),
    }


def svg() -> str:
    """All municipalities as one drawing, which the small maps refer to."""
    dots = "".join(f'<circle cx="{x}" cy="{y}" r="3.4"/>' for x, y in positions().values())
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width()} {HEIGHT}"><g id="suomi">{dots}</g></svg>\n'


def locator(marked: Collection[str], strong: Collection[str] | None = None) -> View:
    """A small map where some municipalities stand out; they are drawn last, on top.

    When `strong` is given, only those of the marked that are in it are filled, and the others are rings.
    """
    radius = 9.0 if len(marked) <= _FEW else 7.5
    filled = marked if strong is None else set(marked) & set(strong)
    return {
        "width": width(),
        "height": HEIGHT,
        "names": [],
        "rings": [_dot(places()[name], radius - 1.5) for name in sorted(set(marked) - set(filled))],
        "strong": [_dot(places()[name], radius) for name in sorted(filled)],
    }


def _dot(place: Place, radius: float) -> View:
    x, y = positions()[place.name]
    return {"x": x, "y": y, "r": radius}
