"""Finland as dots at the municipal seats: maps of the country and of regions, with names and links."""

from collections.abc import Collection, Iterator, Mapping, Sequence, Sized
from functools import cache, lru_cache
from itertools import combinations
from math import cos, dist, pi, radians, sqrt
from typing import NamedTuple

from kaytantopankki import links
from kaytantopankki.analysis.aggregates import PracticeCount
from kaytantopankki.content.municipalities import Place, collation, places
from kaytantopankki.data_files import data_table
from kaytantopankki.page import Context

HEIGHT = 600.0
_MARGIN = 8.0
_MIDDLE = cos(radians(65.0))
_PLAIN_RADIUS = 2.2
_FEW = 20
_MEASURES = data_table("pages/data/maps.yml")
_LETTER_WIDTHS: Mapping[str, float] = {
    letter: width for letters, width in _MEASURES["letter_widths"].items() for letter in letters
}
_Scale = Mapping[str, float]  # How dots are drawn.
_GAP = 2.0  # Between a dot and its name.
_CLEAR, _CLOSE = 2 * _GAP, _GAP / 2  # Between a name and other dots: those as large as its own, and smaller ones.
_MOST_ROUNDS = 200
_COUNTRY_SIDE = 14.0
_REGION_WIDTH, _REGION_HEIGHT = 360.0, 400.0
_SIDE, _EDGE = 46.0, 24.0  # Room for names beside the outermost dots, and above and below them.
_MOST_INK = 0.08  # The most of the drawing that the dots may cover.
_LEAST_EXTENT = 0.1  # Degrees: a region may have one municipality.
_Point = tuple[float, float]
_Box = tuple[float, float, float, float]  # Left, top, right, bottom.


class _Dot(NamedTuple):
    """A municipality's dot; `r` is the radius of all that is drawn of it."""

    name: str
    x: float
    y: float
    r: float


@cache
def positions() -> dict[str, _Point]:
    """(x, y) of each municipality by name, in a box of HEIGHT, north up: longitude × cos(latitude)."""
    raw = {name: (place.longitude * _MIDDLE, -place.latitude) for name, place in places().items()}
    left, top = min(x for x, _ in raw.values()), min(y for _, y in raw.values())
    scale = (HEIGHT - 2 * _MARGIN) / (max(y for _, y in raw.values()) - top)
    return {
        name: (round((x - left) * scale + _MARGIN, 1), round((y - top) * scale + _MARGIN, 1))
        for name, (x, y) in raw.items()
    }


def _width() -> float:
    """The width of the map of the country, in the units of HEIGHT."""
    return round(max(x for x, _ in positions().values()) + _MARGIN, 1)


def dot_map(practices: Mapping[str, Sized]) -> Context:
    """The whole country; the area of a dot grows with the number of practices of its municipality."""
    radii = {name: round(2.9 * sqrt(len(own)) + 1.1, 1) for name, own in sorted(practices.items()) if own}
    return {
        "width": _width() + 40,
        "height": HEIGHT,
        "names": [_fixed_label(radii, *named) for named in _MEASURES["names"]],
        "plain": [_circle(name, _PLAIN_RADIUS) for name in places() if name not in radii],
        "strong": [_circle(name, radius) for name, radius in radii.items()],
    }


def country_svg() -> str:
    """All municipalities as one drawing, which the small maps refer to."""
    dots = "".join(f'<circle cx="{x}" cy="{y}" r="3.4"/>' for x, y in positions().values())
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_width()} {HEIGHT}"><g id="suomi">{dots}</g></svg>\n'


def locator_svg(marked: Collection[str], strong: Collection[str] | None = None) -> Context:
    """A small map where some municipalities stand out; they are drawn last, on top.

    When `strong` is given, only those of the marked that are in it are filled, and the others are rings.
    """
    radius = 9.0 if len(marked) <= _FEW else 7.5
    filled = set(marked) if strong is None else set(marked) & set(strong)
    return {
        "width": _width(),
        "height": HEIGHT,
        "names": [],
        "rings": [_circle(name, radius - 1.5) for name in sorted(set(marked) - filled)],
        "strong": [_circle(name, radius) for name in sorted(filled)],
    }


def _circle(name: str, radius: float) -> Context:
    x, y = positions()[name]
    return {"x": x, "y": y, "r": radius}


def _fixed_label(radii: Mapping[str, float], name: str, anchor: str, drop: int) -> Context:
    """A name beside its dot, clear of its edge."""
    x, y = positions()[name]
    distance = radii.get(name, _PLAIN_RADIUS) + 5
    return {
        "name": name,
        "anchor": anchor,
        "x": round(x + distance if anchor == "start" else x - distance, 1),
        "y": round(y + 5 + drop, 1),
    }


def country_map(counts: Mapping[str, PracticeCount]) -> Context:
    """All municipalities of Finland as links; those with something recorded come first, each part in alphabetical
    order."""
    points = {name: (x + _COUNTRY_SIDE, y) for name, (x, y) in positions().items()}
    return _linked_map(points, counts, (_width() + 2 * _COUNTRY_SIDE, HEIGHT), _MEASURES["scales"]["country"])


def region_map(region: Sequence[Place], counts: Mapping[str, PracticeCount]) -> Context:
    """The municipalities of one region as links, and around them the seats of their neighbours."""
    points, size = _region_points(region)
    inside = {place.name: points.pop(place.name) for place in region}
    around = [{"x": round(x, 1), "y": round(y, 1)} for x, y in points.values() if 0 < x < size[0] and 0 < y < size[1]]
    return {**_linked_map(inside, counts, size, _MEASURES["scales"]["region"]), "around": around}


def _region_points(region: Sequence[Place]) -> tuple[dict[str, _Point], _Point]:
    """All seats on the scale on which those of a region fill its drawing, and the drawing's width and height."""
    flattening = cos(radians(sum(place.latitude for place in region) / len(region)))
    raw = {name: (place.longitude * flattening, -place.latitude) for name, place in places().items()}
    across, down = zip(*(raw[place.name] for place in region), strict=True)
    wide, tall = max(max(across) - min(across), _LEAST_EXTENT), max(max(down) - min(down), _LEAST_EXTENT)
    scale = min((_REGION_WIDTH - 2 * _SIDE) / wide, (_REGION_HEIGHT - 2 * _EDGE) / tall)
    left = (_REGION_WIDTH - wide * scale) / 2 - min(across) * scale
    top = _EDGE - min(down) * scale
    points = {name: (x * scale + left, y * scale + top) for name, (x, y) in raw.items()}
    return points, (_REGION_WIDTH, round(tall * scale + 2 * _EDGE, 1))


def _linked_map(
    points: Mapping[str, _Point], counts: Mapping[str, PracticeCount], size: _Point, scale: _Scale
) -> Context:
    """A drawing of `size` where each dot is a link. `r` and `ring` are the radii of its signs, `reach` that of what can
    be pointed at."""
    radii = _radii({name: counts[name].own for name in points}, size, scale)
    full = {name: radius + (scale["ring"] if counts[name].taken else 0) for name, radius in radii.items()}
    moved = _spread_out(points, {name: max(scale["room"], radius + 0.7) for name, radius in full.items()})
    dots = [_Dot(name, round(x, 1), round(y, 1), round(full[name], 1)) for name, (x, y) in moved.items()]
    labels = _labels_by_screen(dots, counts, size, scale)
    view: Context = {"width": size[0], "height": size[1], "strong": [], "plain": []}
    for dot in dots:
        count = counts[dot.name]
        view["strong" if count.own or count.taken else "plain"].append(
            {
                **links.place_link(places()[dot.name]),
                "r": radii[dot.name] if count.own or not count.taken else 0,
                "ring": round(dot.r - scale["ring"] / 4, 1) if count.taken else 0,
                "reach": _reach(dot, dots, scale),
                "words": count.words,
                "x": dot.x,
                "y": dot.y,
                "labels": labels[dot.name],
            }
        )
    return view


def _radii(counts: Mapping[str, int], size: _Point, scale: _Scale) -> dict[str, float]:
    """The area grows with the count, on a scale on which neither one dot nor all together take too much room."""
    most, total = max(counts.values()) or 1, sum(counts.values()) or 1
    unit = min(scale["first"], scale["most"] / sqrt(most), sqrt(_MOST_INK * size[0] * size[1] / (pi * total)))
    return {name: max(scale["plain"], round(unit * sqrt(count), 1)) for name, count in counts.items()}


def _reach(dot: _Dot, dots: Sequence[_Dot], scale: _Scale) -> float:
    """How far from its centre a dot can be pointed at: not so far that another dot would be under it."""
    free = min((dist(dot[1:3], other[1:3]) - other.r for other in dots if other is not dot), default=scale["reach"])
    return round(max(dot.r, min(scale["reach"], free)), 1)


def _spread_out(points: Mapping[str, _Point], rooms: Mapping[str, float]) -> dict[str, _Point]:
    """The points, each moved a little where it takes that to leave every pair the sum of its rooms between them.

    A dot with much room gives way less than one with little. The same points always end in the same places.
    """
    moved = {name: complex(*point) for name, point in points.items()}
    pairs = [(one, other, rooms[one] + rooms[other]) for one, other in combinations(points, 2)]
    # Others are too far from each other to meet while these are pushed.
    pairs = [(one, other, least) for one, other, least in pairs if abs(moved[one] - moved[other]) < 3 * least]
    for _ in range(_MOST_ROUNDS):
        tight = [pair for pair in pairs if abs(moved[pair[0]] - moved[pair[1]]) < pair[2] - 0.05]
        if not tight:
            break
        for one, other, least in tight:
            between = moved[other] - moved[one]
            missing = max(least - abs(between), 0) * (between / abs(between) if between else 1)
            share = rooms[other] / least
            moved[one] -= missing * share
            moved[other] += missing * (1 - share)
    return {name: (point.real, point.imag) for name, point in moved.items()}


def _labels_by_screen(
    dots: Sequence[_Dot], counts: Mapping[str, PracticeCount], size: _Point, scale: _Scale
) -> dict[str, list[Context]]:
    """Where the name of each dot stands on narrow ("n") and on wide ("w") screens, or on one or none of them: the end,
    middle or start of its base line, from the centre of the dot."""
    by_importance = (
        *sorted(dots, key=lambda dot: (-counts[dot.name].total, -places()[dot.name].population, collation(dot.name))),
    )
    labels: dict[str, list[Context]] = {dot.name: [] for dot in dots}
    for screen, text_size in (("n", scale["narrow"]), ("w", scale["wide"])):
        for name, x, y, anchor in _place_labels(by_importance, size, text_size):
            labels[name].append({"at": f"{screen} {anchor}".removesuffix(" start"), "x": round(x, 1), "y": round(y, 1)})
    return labels


@lru_cache(64)  # All maps of a site: a server draws them at every save.
def _place_labels(dots: tuple[_Dot, ...], size: _Point, text_size: float) -> list[tuple[str, float, float, str]]:
    """Labels of dots in order of importance, each at the first side of its dot where there is room, if any.

    No label comes near another dot, covers another label or crosses the edges of the drawing.
    """
    labels: list[tuple[str, float, float, str]] = []
    boxes: list[_Box] = []
    for dot in dots:
        far = dot.r + text_width(dot.name, text_size) + 2 * text_size + _CLEAR
        near = [other for other in dots if other is not dot and dist(dot[1:3], other[1:3]) < far + other.r]
        for x, y, anchor, box in _sides(dot, text_size):
            inside = box[0] >= 0 and box[1] >= 0 and box[2] <= size[0] and box[3] <= size[1]
            if inside and not any(_overlap(box, other) for other in boxes) and not _near_any(box, dot, near):
                labels.append((dot.name, x, y, anchor))
                boxes.append(box)
                break
    return labels


def text_width(text: str, size: float) -> float:
    """About how wide a name is, rather too much than too little."""
    return size * sum(_LETTER_WIDTHS.get(letter, 0.74 if letter.isupper() else 0.6) for letter in text)


def _sides(dot: _Dot, size: float) -> Iterator[tuple[float, float, str, _Box]]:
    """The places of a name in order: right, left, above, below, and those between them."""
    wide, away, near = text_width(dot.name, size), dot.r + _GAP, 0.7 * dot.r + _GAP
    up, down = 0.8 * size, 0.25 * size  # What letters take above and below their base line.
    level, over, under = 0.35 * size, -down, up
    for x, y in (
        *((away, level), (-away, level), (0, over - away), (0, under + away)),
        *((side * near, y) for side in (1, -1) for y in (over - near, under + near)),
        *((side * away, level + step * size) for side in (1, -1) for step in (-0.45, 0.45)),
        *((side * 0.1, y) for side in (1, -1) for y in (over - away, under + away)),
    ):
        anchor = "start" if x > 0 else "end" if x < 0 else "middle"
        left = dot.x + x - {"start": 0, "middle": wide / 2, "end": wide}[anchor]
        box = (left, dot.y + y - up, left + wide, dot.y + y + down)
        yield x, y, anchor, box


def _overlap(one: _Box, other: _Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _near_any(box: _Box, dot: _Dot, others: Sequence[_Dot]) -> bool:
    """Whether a name comes so near to another dot that it could seem to belong to it."""
    for other in others:
        across, down = max(box[0] - other.x, other.x - box[2], 0), max(box[1] - other.y, other.y - box[3], 0)
        if across**2 + down**2 < (other.r + (_CLEAR if other.r >= dot.r else _CLOSE)) ** 2:
            return True
    return False
