"""Where practices came from and where they went."""

from collections import Counter, deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from kaytantopankki.analysis.overview import Area
from kaytantopankki.content import field_types, municipalities, submodels
from kaytantopankki.content.catalogue import Catalogue, Index, PracticeAdoption, PracticeEntry, adoptions_of, grouped

_MOST_NODES = 60  # On one side: longer chains go on on the pages of the practices in them.
Bond = Literal["adapted", "taken", "parallel", "other"]
_BONDS: tuple[Bond, ...] = ("adapted", "taken", "parallel", "other")


def adoptions_by_direction(catalogue: Catalogue, area: Area) -> Index[PracticeAdoption]:
    """Adoptions where a member is at either end: "within" the area, "out" of it and "into" it, and the "parallel" and
    "other" ones; for the whole country all of them are within."""

    def direction(adoption: PracticeAdoption) -> str:
        if adoption.kind != "taken":
            return adoption.kind
        if not area.has(adoption.practice):
            return "into"
        return "within" if area.is_member(adoption.adoption.municipality) else "out"

    return grouped(_adoptions(catalogue, area), lambda adoption: [direction(adoption)])


def _adoptions(catalogue: Catalogue, area: Area) -> Iterator[PracticeAdoption]:
    """Adoptions of what began in a member, and what members adopted from elsewhere."""
    if area.network is None:
        for adoptions in catalogue.adoptions_by_municipality.values():
            yield from adoptions
        return
    for entry in area.practices:
        if area.has(entry):
            yield from adoptions_of(entry)
    for name in area.members:
        yield from (item for item in catalogue.adoptions_by_municipality.get(name, ()) if not area.has(item.practice))


def by_practice(adoptions: Iterable[PracticeAdoption]) -> list[tuple[PracticeAdoption, ...]]:
    """The adoptions of each practice by year, those of the origin that has spread most first."""
    in_order = sorted(adoptions, key=_by_year)
    spread = Counter(use.practice.data.municipalities for use in in_order)

    def order(uses: tuple[PracticeAdoption, ...]) -> tuple[int, list[str], int, str]:
        data = uses[0].practice.data
        names = [municipalities.collation(name) for name in data.municipalities]
        return -spread[data.municipalities], names, -len(uses), municipalities.collation(data.title)

    return sorted(grouped(in_order, lambda use: [use.practice.slug]).values(), key=order)


def _by_year(use: PracticeAdoption) -> tuple[int, str]:
    """Adoptions in the order they were made; those of an unknown year come last."""
    year = use.adoption.year
    return year.year if year else field_types.LATEST_YEAR + 1, municipalities.collation(use.adoption.municipality)


@dataclass(frozen=True)
class Node:
    """A practice of the site, or else a place: an origin outside the site, or a municipality that weighed a practice."""

    key: str
    place: str = ""
    practice: PracticeEntry | None = None


@dataclass(frozen=True)
class Step:
    """From an origin to what was made of it: a practice, or else a municipality's use of it."""

    start: Node
    end: Node
    origin: submodels.Origin | None = None
    use: PracticeAdoption | None = None

    @property
    def bond(self) -> Bond:
        return self.use.kind if self.use else "adapted"


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


def lineage(catalogue: Catalogue, practice: PracticeEntry, most_nodes: int = _MOST_NODES) -> Lineage | None:
    """The origins of a practice and their origins, its adopters and what they made of it, as far as the chains go.

    None when no origin, adopter or descendant is known. A circle is cut where it would close.
    """
    middle = Node(practice.slug, practice=practice)
    back, all_back = _reachable(middle, lambda node: _origins(catalogue, node), (), most_nodes)
    forth, all_forth = _reachable(middle, lambda node: _descendants(catalogue, node), back, most_nodes)
    steps_back, depths_back = _without_circles(middle.key, back)
    steps_forth, depths_forth = _without_circles(middle.key, forth)
    steps = (*steps_back, *steps_forth)
    if not any(step.bond in ("adapted", "taken") for step in steps):
        return None
    layers = {key: -depth for key, depth in depths_back.items()} | depths_forth
    return Lineage(middle, steps, layers, all_back and all_forth)


def _origins(catalogue: Catalogue, node: Node) -> list[Step]:
    origins = node.practice.data.adapted_from if node.practice else ()
    return [Step(_origin_node(catalogue, origin), node, origin) for origin in origins]


def _origin_node(catalogue: Catalogue, origin: submodels.Origin) -> Node:
    if origin.practice:
        return Node(origin.practice, practice=catalogue.practices[origin.practice])
    return Node(f"/{origin.place}", place=origin.place or "")


def _descendants(catalogue: Catalogue, node: Node) -> list[Step]:
    """Practices made of it first, then municipalities: those that adopted it, have the same model, and others.

    A municipality that made a practice of it, or whose practice it came from, is there once: with that practice.
    """
    if node.practice is None:
        return []
    steps = []
    origins = [catalogue.practices[item.practice] for item in node.practice.data.adapted_from if item.practice]
    told = {name for practice in origins for name in practice.data.municipalities}
    for practice in catalogue.descendants.get(node.key, ()):
        origin = next(item for item in practice.data.adapted_from if item.practice == node.key)
        steps.append(Step(node, Node(practice.slug, practice=practice), origin))
        told.update(practice.data.municipalities)
    for use in adoptions_of(node.practice):
        if (name := use.adoption.municipality) not in told:
            steps.append(Step(node, Node(f"{node.key}/{name}", place=name), use=use))
    return sorted(steps, key=lambda step: _BONDS.index(step.bond))


def _reachable(
    start: Node, steps_of: Callable[[Node], Iterable[Step]], barred: Collection[str], most_nodes: int
) -> tuple[dict[str, list[tuple[str, Step]]], bool]:
    """By node that can be reached from `start`, the nearest first, its steps with the node at their other end; and
    whether there are no more nodes than these."""
    steps: dict[str, list[tuple[str, Step]]] = {start.key: []}
    queue, is_whole = deque([start]), True
    while queue:
        node = queue.popleft()
        for step in steps_of(node):
            far = step.end if step.start.key == node.key else step.start
            if far.key not in steps and far.key not in barred:
                if len(steps) > most_nodes:
                    is_whole = False
                    continue
                steps[far.key] = []
                queue.append(far)
            if far.key in steps:
                steps[node.key].append((far.key, step))
    return steps, is_whole


def _without_circles(start: str, steps: Mapping[str, list[tuple[str, Step]]]) -> tuple[list[Step], dict[str, int]]:
    """The steps from `start` on but for those that close a circle, and how deep the longest way to each node is."""
    kept: dict[str, list[tuple[str, Step]]] = {}

    def visit(key: str, way: tuple[str, ...]) -> Iterator[Step]:
        kept[key] = [(far, step) for far, step in steps[key] if far not in way]
        for far, step in kept[key]:
            yield step
            if far not in kept:
                yield from visit(far, (*way, far))
        finished.append(key)

    finished: list[str] = []
    kept_steps = list(visit(start, (start,)))
    depths = {start: 0}
    for key in reversed(finished):
        for far, _ in kept[key]:
            depths[far] = max(depths.get(far, 0), depths[key] + 1)
    return kept_steps, depths
