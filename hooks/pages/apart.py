"""Dots pushed apart, so that none hides another."""

from collections.abc import Iterator, Mapping
from itertools import combinations
from math import dist, hypot

Point = tuple[float, float]
_ROUNDS = 200
_NEAR = 3.0  # Pairs within this many times the room they need can come to meet while others are pushed.


def apart(points: Mapping[str, Point], rooms: Mapping[str, float]) -> dict[str, Point]:
    """The points, each moved a little where it takes that to leave every pair the sum of its rooms between them.

    A dot with much room gives way less than one with little. The same points always end in the same places.
    """
    places = dict(points)
    pairs = [(one, other, rooms[one] + rooms[other]) for one, other in _near(points, rooms)]
    for _ in range(_ROUNDS):
        tight = [(one, other, least) for one, other, least in pairs if dist(places[one], places[other]) < least - 0.05]
        if not tight:
            break
        for one, other, least in tight:
            share = rooms[other] / least
            places[one], places[other] = _pushed(places[one], places[other], least, share)
    return places


def _near(points: Mapping[str, Point], rooms: Mapping[str, float]) -> Iterator[tuple[str, str]]:
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
