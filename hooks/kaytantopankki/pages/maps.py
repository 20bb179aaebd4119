"""Finland as dots at the municipal seats: maps of the country and of regions, with names and links."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import combinations
from math import cos, dist, hypot, pi, radians, sqrt

from kaytantopankki import links
from kaytantopankki.analysis.aggregates import PracticeCount
from kaytantopankki.content.municipalities import Place, collation, places
from kaytantopankki.page import Context

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


def dot_map(counts: Mapping[str, int]) -> Context:
    """The whole country; the area of a dot grows with the number of practices."""
    radii = {name: round(2.9 * sqrt(count) + 1.1, 1) for name, count in sorted(counts.items()) if count}
    return {
        "width": width() + 40,
        "height": HEIGHT,
        "names": [_label(name, anchor, drop, radii.get(name, _PLAIN)) for name, anchor, drop in _NAMED],
        "plain": [_dot(place, _PLAIN) for place in places().values() if place.name not in radii],
        "strong": [_dot(places()[name], radius) for name, radius in radii.items()],
    }


def _label(name: str, anchor: str, drop: int, radius: float) -> Context:
    """A name beside its dot, clear of its edge."""
    x, y = positions()[name]
    beside = radius + 5
    return {
        "name": name,
        "anchor": anchor,
        "x": round(x + (beside if anchor == "start" else -beside), 1),
        "y": round(y + 5 + drop, 1),
    }


def country_svg() -> str:
    """All municipalities as one drawing, which the small maps refer to."""
    dots = "".join(f'<circle cx="{x}" cy="{y}" r="3.4"/>' for x, y in positions().values())
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width()} {HEIGHT}"><g id="suomi">{dots}</g></svg>\n'


def locator_svg(marked: Collection[str], strong: Collection[str] | None = None) -> Context:
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


def _dot(place: Place, radius: float) -> Context:
    x, y = positions()[place.name]
    return {"x": x, "y": y, "r": radius}


Point = tuple[float, float]
_ROUNDS = 200
_NEAR = 3.0  # Pairs within this many times the room they need can come to meet while others are pushed.


def apart(points: Mapping[str, Point], rooms: Mapping[str, float]) -> dict[str, Point]:
    """The points, each moved a little where it takes that to leave every pair the sum of its rooms between them.

    A dot with much room gives way less than one with little. The same points always end in the same places.
    """
    places = dict(points)
    pairs = [(one, other, rooms[one] + rooms[other]) for one, other in _apart_near(points, rooms)]
    for _ in range(_ROUNDS):
        tight = [(one, other, least) for one, other, least in pairs if dist(places[one], places[other]) < least - 0.05]
        if not tight:
            break
        for one, other, least in tight:
            share = rooms[other] / least
            places[one], places[other] = _pushed(places[one], places[other], least, share)
    return places


def _apart_near(points: Mapping[str, Point], rooms: Mapping[str, float]) -> Iterator[tuple[str, str]]:
    for one, other in combinations(points, 2):
        if dist(points[one], points[other]) < _NEAR * (rooms[one] + rooms[other]):
            yield one, other


def _pushed(one: Point, other: Point, least: float, share: float) -> tuple[Point, Point]:
    """Both points moved along the line between them; the first takes `share` of what is missing."""
    across, down = other[0] - one[0], other[1] - one[1]
    apart_now = hypot(across, down)
    if apart_now >= least:
        return one, other
    across, down = (across / apart_now, down / apart_now) if apart_now else (1.0, 0.0)
    missing = least - apart_now
    first, second = missing * share, missing * (1 - share)
    return (one[0] - across * first, one[1] - down * first), (other[0] + across * second, other[1] + down * second)


_GAP = 2.0
_CLEAR, _CLOSE = 2 * _GAP, _GAP / 2  # From dots to which it could seem to belong, and from smaller ones.
# Of the site's font at weight 500, in ems; other letters are about as wide as an o or an N.
_WIDTHS = {
    **dict.fromkeys(" ilj", 0.28),
    **dict.fromkeys("tI", 0.37),
    **dict.fromkeys("rf", 0.42),
    **dict.fromkeys("s-", 0.53),
    **dict.fromkeys("mwMW", 0.89),
}
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Dot:
    """A dot by the radius of all that is drawn of it."""

    name: str
    x: float
    y: float
    r: float


@dataclass(frozen=True)
class Label:
    """Where a name stands, from the centre of its dot: the end, middle or start of its base line."""

    x: float
    y: float
    anchor: str


@dataclass(frozen=True)
class Frame:
    """The drawing's width and height, and the size of its text, in the same units."""

    width: float
    height: float
    size: float


@lru_cache(maxsize=64)  # A server draws the same maps again and again.
def named(dots: tuple[Dot, ...], frame: Frame, wanted: tuple[Dot, ...]) -> Mapping[str, Label]:
    """Labels of the wanted dots in order of importance, each at the first side of its dot where there is room, if any.

    No label comes near another dot, covers another label or crosses the frame.
    """
    labels: dict[str, Label] = {}
    taken: list[Box] = []
    for dot in wanted:
        near = _around(dot, dots, frame)
        for label, box in _sides(dot, frame):
            if _inside(box, frame) and not any(_meet(box, other) for other in taken) and not _touched(box, dot, near):
                labels[dot.name] = label
                taken.append(box)
                break
    return labels


def _around(dot: Dot, dots: Sequence[Dot], frame: Frame) -> list[Dot]:
    """The other dots that some label of a dot could come near to."""
    high = dot.r + 2 * frame.size + _CLEAR
    wide = high + text_width(dot.name, frame.size)
    return [
        other
        for other in dots
        if abs(other.y - dot.y) < high + other.r and abs(other.x - dot.x) < wide + other.r and other != dot
    ]


def _touched(box: Box, dot: Dot, others: Iterable[Dot]) -> bool:
    return any(_naming_near(box, other, _CLEAR if other.r >= dot.r else _CLOSE) for other in others)


def text_width(text: str, size: float) -> float:
    """About how wide a name is, rather too much than too little."""
    return size * sum(_WIDTHS.get(letter, 0.74 if letter.isupper() else 0.6) for letter in text)


def _sides(dot: Dot, frame: Frame) -> Iterator[tuple[Label, Box]]:
    """The places of a name in order: right, left, above, below, and those between them."""
    wide, away, near = text_width(dot.name, frame.size), dot.r + _GAP, 0.7 * dot.r + _GAP
    up, down = 0.8 * frame.size, 0.25 * frame.size  # What letters take above and below their base line.
    level, over, under = 0.35 * frame.size, -down, up
    for x, y in (
        *((away, level), (-away, level), (0, over - away), (0, under + away)),
        *((side * near, y) for side in (1, -1) for y in (over - near, under + near)),
        *((side * away, level + step * frame.size) for side in (1, -1) for step in (-0.45, 0.45)),
        *((side * 0.1, y) for side in (1, -1) for y in (over - away, under + away)),
    ):
        anchor = "start" if x > 0 else "end" if x < 0 else "middle"
        left = dot.x + x - {"start": 0, "middle": wide / 2, "end": wide}[anchor]
        box = (left, dot.y + y - up, left + wide, dot.y + y + down)
        yield Label(round(x, 1), round(y, 1), anchor), box


def _inside(box: Box, frame: Frame) -> bool:
    return box[0] >= 0 and box[1] >= 0 and box[2] <= frame.width and box[3] <= frame.height


def _naming_near(box: Box, dot: Dot, clear: float) -> bool:
    across, down = max(box[0] - dot.x, dot.x - box[2], 0), max(box[1] - dot.y, dot.y - box[3], 0)
    return across**2 + down**2 < (dot.r + clear) ** 2


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


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


def country_map(tallies: Mapping[str, PracticeCount]) -> Context:
    """All municipalities of Finland; those with something recorded come first, each part in alphabetical order."""
    points = {name: (x + _COUNTRY_SIDE, y) for name, (x, y) in positions().items()}
    frame = (width() + 2 * _COUNTRY_SIDE, HEIGHT)
    return _drawing(points, tallies, frame, _COUNTRY)


def region_map(own: Sequence[Place], tallies: Mapping[str, PracticeCount]) -> Context:
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


def _drawing(points: Mapping[str, Point], tallies: Mapping[str, PracticeCount], size: Point, scale: Scale) -> Context:
    radii = _radii({name: tallies[name].own for name in points}, size, scale)
    full = {name: radius + (scale.ring if tallies[name].taken else 0) for name, radius in radii.items()}
    spread = apart(points, {name: max(scale.room, radius + 0.7) for name, radius in full.items()})
    dots = [Dot(name, round(x, 1), round(y, 1), round(full[name], 1)) for name, (x, y) in spread.items()]
    labels = _labels(dots, tallies, size, scale)
    view: Context = {"width": size[0], "height": size[1], "strong": [], "plain": []}
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
    dots: Sequence[Dot], tallies: Mapping[str, PracticeCount], size: Point, scale: Scale
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


def _drawn(dot: Dot, found: PracticeCount, signs: Context, labels: Sequence[tuple[str, Label]]) -> Context:
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
