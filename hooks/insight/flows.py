"""Which way practices have gone from one municipality to another."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from catalogue.catalogue import Catalogue, Practice, Use
from catalogue.parts import Adoption
from catalogue.reference import collation
from catalogue.types import LATEST_YEAR
from insight.overview import Scope

Direction = Literal["within", "out", "in"]


@dataclass(frozen=True)
class Flow:
    """A practice and the municipalities that took it into use or tried it."""

    practice: Practice
    takers: tuple[Adoption, ...]


@dataclass(frozen=True)
class Flows:
    """Flows by direction, those of the origin that has spread most first, and the uses that are not flows: the same
    model without a known link, and refusals and mere considerations."""

    within: tuple[Flow, ...]
    out: tuple[Flow, ...]
    into: tuple[Flow, ...]
    parallel: tuple[Use, ...]
    refused: tuple[Use, ...]

    @cached_property
    def takers(self) -> tuple[Adoption, ...]:
        """Every adoption of every direction."""
        return tuple(taker for flow in (*self.within, *self.out, *self.into) for taker in flow.takers)


def flows(catalogue: Catalogue, scope: Scope) -> Flows:
    """Uses where a member is at either end; for the whole country all of them are within."""
    found: dict[Direction, dict[str, list[Use]]] = {"within": {}, "out": {}, "in": {}}
    others: dict[str, list[Use]] = defaultdict(list)
    for use in _uses(catalogue, scope):
        if use.kind != "taken":
            others[use.kind].append(use)
            continue
        found[_direction(scope, use)].setdefault(use.practice.slug, []).append(use)
    within, out, into = (_in_order(found[direction]) for direction in ("within", "out", "in"))
    return Flows(within, out, into, tuple(others["parallel"]), tuple(others["refused"]))


def _uses(catalogue: Catalogue, scope: Scope) -> Iterator[Use]:
    """Uses of what began in a member, and what members took from elsewhere."""
    if scope.network is None:
        for uses in catalogue.uses_by_municipality.values():
            yield from uses
        return
    for entry in scope.practices:
        if scope.has(entry):
            yield from (Use(entry, item) for item in entry.data.adoptions)
    for name in scope.members:
        yield from (use for use in catalogue.uses_by_municipality.get(name, ()) if not scope.has(use.practice))


def _direction(scope: Scope, use: Use) -> Direction:
    if not scope.has(use.practice):
        return "in"
    return "within" if scope.is_member(use.adoption.municipality) else "out"


def _in_order(found: dict[str, list[Use]]) -> tuple[Flow, ...]:
    made = [Flow(uses[0].practice, tuple(sorted((use.adoption for use in uses), key=_when))) for uses in found.values()]
    spread: dict[tuple[str, ...], int] = defaultdict(int)
    for flow in made:
        spread[flow.practice.data.municipalities] += len(flow.takers)

    def rank(flow: Flow) -> tuple[int, list[str], int, str]:
        origin = flow.practice.data.municipalities
        return (
            -spread[origin],
            [collation(name) for name in origin],
            -len(flow.takers),
            collation(flow.practice.data.title),
        )

    return tuple(sorted(made, key=rank))


def _when(taker: Adoption) -> tuple[int, str]:
    """Adoptions in the order they were made; those of an unknown year come last."""
    return taker.year.year if taker.year else LATEST_YEAR + 1, collation(taker.municipality)
