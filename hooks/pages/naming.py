"""Names beside dots on a map, where there is room for them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

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
    return any(_near(box, other, _CLEAR if other.r >= dot.r else _CLOSE) for other in others)


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


def _near(box: Box, dot: Dot, clear: float) -> bool:
    across, down = max(box[0] - dot.x, dot.x - box[2], 0), max(box[1] - dot.y, dot.y - box[3], 0)
    return across**2 + down**2 < (dot.r + clear) ** 2


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
