"""Where practices came from and where they went."""

from collections import defaultdict, deque
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from kaytantopankki.analysis.overview import Scope
from kaytantopankki.content.catalogue import Catalogue, PracticeAdoption, PracticeEntry
from kaytantopankki.content.field_types import LATEST_YEAR
from kaytantopankki.content.municipalities import collation
from kaytantopankki.content.submodels import Adoption, Origin

Direction = Literal["within", "out", "in"]


@dataclass(frozen=True)
class Flow:
    """A practice and the municipalities that took it into use or tried it."""

    practice: PracticeEntry
    adopters: tuple[Adoption, ...]


@dataclass(frozen=True)
class Flows:
    """Flows by direction, those of the origin that has spread most first, and the uses that are not flows: the same
    model without a known link, and refusals and mere considerations."""

    within: tuple[Flow, ...]
    out: tuple[Flow, ...]
    into: tuple[Flow, ...]
    parallel: tuple[PracticeAdoption, ...]
    refused: tuple[PracticeAdoption, ...]

    @cached_property
    def adopters(self) -> tuple[Adoption, ...]:
        """Every adoption of every direction."""
        return tuple(taker for flow in (*self.within, *self.out, *self.into) for taker in flow.adopters)


def flows(catalogue: Catalogue, scope: Scope) -> Flows:
    """Uses where a member is at either end; for the whole country all of them are within."""
    found: dict[Direction, dict[str, list[PracticeAdoption]]] = {"within": {}, "out": {}, "in": {}}
    others: dict[str, list[PracticeAdoption]] = defaultdict(list)
    for use in _uses(catalogue, scope):
        if use.kind != "taken":
            others[use.kind].append(use)
            continue
        found[_direction(scope, use)].setdefault(use.practice.slug, []).append(use)
    within, out, into = (_in_order(found[direction]) for direction in ("within", "out", "in"))
    return Flows(within, out, into, tuple(others["parallel"]), tuple(others["refused"]))


def _uses(catalogue: Catalogue, scope: Scope) -> Iterator[PracticeAdoption]:
    """Uses of what began in a member, and what members took from elsewhere."""
    if scope.network is None:
        for uses in catalogue.adoptions_by_municipality.values():
            yield from uses
        return
    for entry in scope.practices:
        if scope.has(entry):
            yield from (PracticeAdoption(entry, item) for item in entry.data.adoptions)
    for name in scope.members:
        yield from (use for use in catalogue.adoptions_by_municipality.get(name, ()) if not scope.has(use.practice))


def _direction(scope: Scope, use: PracticeAdoption) -> Direction:
    if not scope.has(use.practice):
        return "in"
    return "within" if scope.is_member(use.adoption.municipality) else "out"


def _in_order(found: dict[str, list[PracticeAdoption]]) -> tuple[Flow, ...]:
    made = [Flow(uses[0].practice, tuple(sorted((use.adoption for use in uses), key=_when))) for uses in found.values()]
    spread: dict[tuple[str, ...], int] = defaultdict(int)
    for flow in made:
        spread[flow.practice.data.municipalities] += len(flow.adopters)

    def rank(flow: Flow) -> tuple[int, list[str], int, str]:
        origin = flow.practice.data.municipalities
        return (
            -spread[origin],
            [collation(name) for name in origin],
            -len(flow.adopters),
            collation(flow.practice.data.title),
        )

    return tuple(sorted(made, key=rank))


def _when(taker: Adoption) -> tuple[int, str]:
    """Adoptions in the order they were made; those of an unknown year come last."""
    return taker.year.year if taker.year else LATEST_YEAR + 1, collation(taker.municipality)


MOST = 60  # Nodes on one side: longer chains go on on the pages of the practices in them.
Bond = Literal["adapted", "taken", "parallel", "refused"]
_ORDER: tuple[Bond, ...] = ("adapted", "taken", "parallel", "refused")


@dataclass(frozen=True)
class Node:
    """A practice of the site, or else a place: an origin outside the site, or a municipality that weighed a practice."""

    key: str
    place: str = ""
    practice: PracticeEntry | None = None


@dataclass(frozen=True)
class Step:
    """From an origin to what was made of it. A step to a practice has an adoption when its municipality is known to
    have taken the origin before."""

    start: Node
    end: Node
    origin: Origin | None = None
    adoption: Adoption | None = None

    @property
    def bond(self) -> Bond:
        if self.origin or self.adoption is None or self.start.practice is None:
            return "adapted"
        return PracticeAdoption(self.start.practice, self.adoption).kind


@dataclass(frozen=True)
class Lineage:
    """Steps without circles. `layers` counts from the practice in the middle: origins are negative. `whole` tells
    whether the chain was followed to its ends."""

    middle: Node
    steps: tuple[Step, ...]
    layers: Mapping[str, int]
    whole: bool

    @property
    def nodes(self) -> dict[str, Node]:
        """Every node by key, in the order in which the steps name them."""
        ends = (node for step in self.steps for node in (step.start, step.end))
        return {node.key: node for node in (self.middle, *ends)}

    def before(self, key: str) -> list[Step]:
        """The steps that lead to a node."""
        return [step for step in self.steps if step.end.key == key]

    def after(self, key: str) -> list[Step]:
        """The steps that lead from a node."""
        return [step for step in self.steps if step.start.key == key]


@dataclass
class _Walk:
    steps: list[Step] = field(default_factory=list)
    depths: dict[str, int] = field(default_factory=dict)
    whole: bool = True


def lineage(catalogue: Catalogue, practice: PracticeEntry, most: int = MOST) -> Lineage | None:
    """The origins of a practice and their origins, its takers and what they made of it, as far as the chains go.

    Nothing when no origin, taker or descendant is known. A circle is cut where it would close.
    """
    middle = _node(practice)
    up = _walk(middle, lambda node: _origins(catalogue, node), (), most)
    down = _walk(middle, lambda node: _takers(catalogue, node), up.depths.keys() - {middle.key}, most)
    if not any(step.bond in ("adapted", "taken") for step in (*up.steps, *down.steps)):
        return None
    layers = {key: -depth for key, depth in up.depths.items()} | down.depths
    return Lineage(middle, (*up.steps, *down.steps), layers, up.whole and down.whole)


def _node(practice: PracticeEntry) -> Node:
    return Node(practice.slug, practice=practice)


def _origins(catalogue: Catalogue, node: Node) -> Iterator[Step]:
    for origin in node.practice.data.adapted_from if node.practice else ():
        start = (
            _node(catalogue.practices[origin.practice])
            if origin.practice
            else Node(f"/{origin.place}", place=origin.place or "")
        )
        yield Step(start, node, origin)


def _takers(catalogue: Catalogue, node: Node) -> list[Step]:
    """Descendants first, then municipalities: those that took the model, have the same one, and said no."""
    if node.practice is None:
        return []
    adoptions = {adoption.municipality: adoption for adoption in node.practice.data.adoptions}
    steps = []
    for descendant in catalogue.descendants.get(node.key, ()):
        origin = next(item for item in descendant.data.adapted_from if item.practice == node.key)
        here = next((name for name in descendant.data.municipalities if name in adoptions), None)
        steps.append(Step(node, _node(descendant), origin, adoptions.pop(here) if here else None))
    for name, adoption in adoptions.items():
        steps.append(Step(node, Node(f"{node.key}/{name}", place=name), adoption=adoption))
    return sorted(steps, key=lambda step: _ORDER.index(step.bond))


def _walk(
    start: Node, steps_of: Callable[[Node], Collection[Step] | Iterator[Step]], barred: Collection[str], most: int
) -> _Walk:
    """The steps from `start` on, the nearest nodes first, and how deep the longest way to each node is."""
    walk, reached, queue = _Walk(), {start.key}, deque([start])
    near: dict[str, list[tuple[str, Step]]] = defaultdict(list)
    while queue:
        node = queue.popleft()
        for step in steps_of(node):
            far = step.end if step.start.key == node.key else step.start
            if far.key not in reached and far.key not in barred:
                if len(reached) > most:
                    walk.whole = False
                    continue
                reached.add(far.key)
                queue.append(far)
            if far.key in reached:
                near[node.key].append((far.key, step))
    _cut_and_measure(start.key, near, walk)
    return walk


def _cut_and_measure(start: str, near: Mapping[str, list[tuple[str, Step]]], walk: _Walk) -> None:
    done: list[str] = []
    kept: dict[str, list[str]] = defaultdict(list)

    def visit(key: str, way: tuple[str, ...]) -> None:
        for far, step in near.get(key, ()):
            if far in way:
                continue
            walk.steps.append(step)
            kept[key].append(far)
            if far not in done:
                visit(far, (*way, far))
        done.append(key)

    visit(start, (start,))
    walk.depths[start] = 0
    for key in reversed(done):
        for far in kept[key]:
            walk.depths[far] = max(walk.depths.get(far, 0), walk.depths[key] + 1)
