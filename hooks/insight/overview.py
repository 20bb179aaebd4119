"""What a coordinator needs to know of a network's members, or of the whole country."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from catalogue.catalogue import Catalogue, Event, Network, Practice, Project, Use
from catalogue.reference import collation


@dataclass(frozen=True)
class Scope:
    """A network with its present members, or the whole country when `network` is None."""

    network: Network | None
    members: tuple[str, ...]
    practices: tuple[Practice, ...]
    projects: tuple[Project, ...]
    events: tuple[Event, ...]

    def has(self, practice: Practice) -> bool:
        """Whether the practice began in a member."""
        return self.network is None or not self._members.isdisjoint(practice.data.municipalities)

    def is_member(self, name: str) -> bool:
        return self.network is None or name in self._members

    @cached_property
    def _members(self) -> frozenset[str]:
        return frozenset(self.members)


def whole_country(catalogue: Catalogue) -> Scope:
    """All 308 municipalities and everything told of them."""
    return Scope(None, tuple(catalogue.places), catalogue.newest, catalogue.projects_by_title, catalogue.events_newest)


def of_network(catalogue: Catalogue, network: Network) -> Scope:
    """A network's present members, what they have done, and its projects and events."""
    return Scope(
        network,
        tuple(sorted((item.municipality for item in network.data.members if not item.until), key=collation)),
        catalogue.practices_by_members.get(network.slug, ()),
        catalogue.projects_by_network.get(network.slug, ()),
        catalogue.events_about.get(network.key, ()),
    )


@dataclass(frozen=True)
class Row:
    """Practices of one municipality or region by theme: its own, and those it took from elsewhere."""

    key: str
    own: Mapping[str, int]
    taken: Mapping[str, int]
    own_count: int
    taken_count: int


@dataclass(frozen=True)
class Coverage:
    """Rows of those with practices, keys of those without, and the number of different practices in each theme."""

    rows: tuple[Row, ...]
    without: tuple[str, ...]
    themes: Mapping[str, int]
    uncovered: tuple[str, ...]


def coverage(catalogue: Catalogue, scope: Scope) -> Coverage:
    """Members by theme; for the whole country, regions by theme."""
    rows = _member_rows(catalogue, scope.members) if scope.network else _region_rows(catalogue)
    themes = _by_theme(scope.practices)
    taken = Counter(key for row in rows for key in row.taken)
    return Coverage(
        tuple(row for row in rows if row.own_count or row.taken_count),
        tuple(row.key for row in rows if not (row.own_count or row.taken_count)),
        themes,
        tuple(key for key in catalogue.vocabulary.themes if not themes[key] and not taken[key]),
    )


def _member_rows(catalogue: Catalogue, members: Iterable[str]) -> list[Row]:
    return [
        _row(name, catalogue.practices_by_municipality.get(name, ()), catalogue.uses_by_municipality.get(name, ()))
        for name in members
    ]


def _region_rows(catalogue: Catalogue) -> list[Row]:
    return [
        _row(
            code,
            catalogue.practices_by_region.get(code, ()),
            (
                use
                for place in catalogue.places_by_region[code]
                for use in catalogue.uses_by_municipality.get(place.name, ())
            ),
        )
        for code in catalogue.regions
    ]


def _row(key: str, own: Iterable[Practice], uses: Iterable[Use]) -> Row:
    own = tuple(own)
    taken = {use.practice.slug: use.practice for use in uses if use.kind == "taken"}
    return Row(key, _by_theme(own), _by_theme(taken.values()), len(own), len(taken))


def _by_theme(practices: Iterable[Practice]) -> Counter[str]:
    return Counter(theme for practice in practices for theme in practice.data.themes)


@dataclass(frozen=True)
class Obstacle:
    """A kind of bottleneck: how many practices met it, and in how many a solution is told to all they met."""

    kind: str
    practices: int
    solved: int


def obstacles(scope: Scope) -> tuple[Obstacle, ...]:
    """Kinds of bottleneck, the most common first."""
    met: Counter[str] = Counter()
    solved: Counter[str] = Counter()
    for practice in scope.practices:
        solutions: dict[str, bool] = {}
        for item in practice.data.bottlenecks:
            solutions[item.kind] = solutions.get(item.kind, True) and bool(item.solved)
        for kind, told in solutions.items():
            met[kind] += 1
            solved[kind] += told
    return tuple(Obstacle(kind, count, solved[kind]) for kind, count in met.most_common())
