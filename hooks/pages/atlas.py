"""Maps whose dots lead to the municipalities: the whole country, and a region on a larger scale."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import cos, dist, pi, radians, sqrt

from catalogue.reference import Place, collation, places
from pages import geo, links
from pages.apart import Point, apart
from pages.naming import Dot, Frame, Label, named
from pages.page import View
from pages.tallies import Tally

REGION_WIDTH = 360.0
_REGION_HEIGHT = 400.0
_SIDE, _EDGE = 46.0, 24.0  # Room for names beside the outermost dots, and above and below them.
_COUNTRY_SIDE = 14.0
_TARGET = 13.5  # Half of what is a target of 24 px when the map of a region is as wide as a telephone.
_INK = 0.08  # The most of the drawing that the dots may cover.


@dataclass(frozen=True)
class Scale:
    """How dots are drawn: radius without practices, of the first one, and at most; the ring's distance; the least
    room round a dot, how far from its centre a dot can be pointed at, and the sizes of names on narrow and wide
    screens."""

    plain: float
    first: float
    most: float
    ring: float
    room: float
    reach: float
    narrow: float
    wide: float


_COUNTRY = Scale(plain=1.8, first=2.8, most=9.0, ring=1.9, room=2.7, reach=6.5, narrow=13.5, wide=8.0)
_REGION = Scale(plain=4.5, first=6.0, most=15.0, ring=3.2, room=_TARGET, reach=_TARGET, narrow=15.0, wide=10.0)


def country(tallies: Mapping[str, Tally]) -> View:
    """All municipalities of Finland; those with something recorded come first, each part in alphabetical order."""
    points = {name: (x + _COUNTRY_SIDE, y) for name, (x, y) in geo.positions().items()}
    frame = (geo.width() + 2 * _COUNTRY_SIDE, geo.HEIGHT)
    return _drawing(points, tallies, frame, _COUNTRY)


def region(own: Sequence[Place], tallies: Mapping[str, Tally]) -> View:
    """The municipalities of one region, and around them the seats of their neighbours."""
    points, frame = _framed(own)
    inside = {place.name: points[place.name] for place in own}
    outside = [point for name, point in points.items() if name not in inside]
    around = [{"x": round(x, 1), "y": round(y, 1)} for x, y in outside if 0 < x < frame[0] and 0 < y < frame[1]]
    return {**_drawing(inside, tallies, frame, _REGION), "around": around}


def _framed(own: Sequence[Place]) -> tuple[dict[str, Point], tuple[float, float]]:
    """All seats on the scale on which those of a region fill its drawing, and the drawing's width and height."""
    flat = cos(radians(sum(place.latitude for place in own) / len(own)))
    raw = {name: (place.longitude * flat, -place.latitude) for name, place in places().items()}
    across, down = zip(*(raw[place.name] for place in own), strict=True)
    wide, tall = max(across) - min(across), max(down) - min(down)
    scale = min((REGION_WIDTH - 2 * _SIDE) / wide, (_REGION_HEIGHT - 2 * _EDGE) / tall)
    left = (REGION_WIDTH - wide * scale) / 2 - min(across) * scale
    top = _EDGE - min(down) * scale
    return (
        {name: (x * scale + left, y * scale + top) for name, (x, y) in raw.items()},
        (REGION_WIDTH, round(tall * scale + 2 * _EDGE, 1)),
    )


def _drawing(points: Mapping[str, Point], tallies: Mapping[str, Tally], size: Point, scale: Scale) -> View:
    radii = _radii({name: tallies[name].own for name in points}, size, scale)
    full = {name: radius + (scale.ring if tallies[name].taken else 0) for name, radius in radii.items()}
    spread = apart(points, {name: max(scale.room, radius + 0.7) for name, radius in full.items()})
    dots = [Dot(name, round(x, 1), round(y, 1), round(full[name], 1)) for name, (x, y) in spread.items()]
    labels = _labels(dots, tallies, size, scale)
    view: View = {"width": size[0], "height": size[1], "strong": [], "plain": []}
    for dot in dots:
        found = tallies[dot.name]
        signs = {
            "r": radii[dot.name] if found.own or not found.taken else 0,
            "ring": round(dot.r - scale.ring / 4, 1) if found.taken else 0,
            "reach": _reach(dot, dots, scale),
        }
        view["strong" if found.own or found.taken else "plain"].append(_drawn(dot, found, signs, labels[dot.name]))
    return view


def _radii(counts: Mapping[str, int], size: Point, scale: Scale) -> dict[str, float]:
    """The area grows with the count, on a scale on which neither one dot nor all together take too much room."""
    most, total = max(counts.values(), default=0) or 1, sum(counts.values()) or 1
    unit = min(scale.first, scale.most / sqrt(most), sqrt(_INK * size[0] * size[1] / (pi * total)))
    return {name: max(scale.plain, round(unit * sqrt(count), 1)) for name, count in counts.items()}


def _labels(
    dots: Sequence[Dot], tallies: Mapping[str, Tally], size: Point, scale: Scale
) -> dict[str, list[tuple[str, Label]]]:
    """The names of each dot: one for narrow and one for wide screens, or one or none of them."""
    wanted = sorted(
        dots, key=lambda dot: (-tallies[dot.name].total, -places()[dot.name].population, collation(dot.name))
    )
    narrow = named(tuple(dots), Frame(*size, scale.narrow), tuple(wanted))
    wide = named(tuple(dots), Frame(*size, scale.wide), tuple(wanted))
    return {
        dot.name: [(screen, found[dot.name]) for screen, found in (("n", narrow), ("w", wide)) if dot.name in found]
        for dot in dots
    }


def _reach(dot: Dot, dots: Sequence[Dot], scale: Scale) -> float:
    """How far from its centre a dot can be pointed at: not so far that another dot would be under it."""
    free = (dist((dot.x, dot.y), (other.x, other.y)) - other.r for other in dots if other is not dot)
    return round(max(dot.r, min(scale.reach, min(free, default=scale.reach))), 1)


def _drawn(dot: Dot, found: Tally, signs: View, labels: Sequence[tuple[str, Label]]) -> View:
    """One municipality. `r` and `ring` are the radii of its signs, `reach` that of what can be pointed at."""
    return {
        **links.place_link(places()[dot.name]),
        **signs,
        "words": found.words,
        "x": dot.x,
        "y": dot.y,
        "labels": [
            {"at": f"{at} {label.anchor}".removesuffix(" start"), "x": label.x, "y": label.y} for at, label in labels
        ],
    }
