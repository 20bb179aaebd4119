"""What a coordinator needs to know: coverage by member and theme, and how complete entries are."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from kaytantopankki.content import field_types, municipalities, submodels
from kaytantopankki.content.catalogue import Catalogue, EventEntry, NetworkEntry, PracticeEntry, ProjectEntry
from kaytantopankki.content.kind_submodels import COST_KINDS
from kaytantopankki.data_files import data_table

EARLY_STAGES = (field_types.Stage.IDEA, field_types.Stage.UNDERWAY)  # A practice can have no results or adopters yet.
# When a criterion is met if not by its field having a value.
_CONDITIONS: dict[str, submodels.Condition] = {
    "results": ("some", "results", ("not", ("is", "basis", field_types.Basis.TARGET))),
    "results.measured": ("some", "results", ("is", "basis", field_types.Basis.MEASURED)),
    "costs": (
        "any",
        *(("some", "costs", ("is", "kind", kind)) for kind in COST_KINDS),
        ("some", "funding", submodels.given("amount")),
    ),
}


class _Criterion(NamedTuple):
    """What readers ask for: how much it weighs, its field, its name and why readers want it in Finnish, and whether it
    cannot be known in an early stage."""

    weight: int
    field: str
    label: str
    why: str
    later: bool = False

    @property
    def condition(self) -> submodels.Condition:
        """What is true of a practice that has it."""
        return _CONDITIONS.get(self.field, submodels.given(self.field))


CRITERIA = tuple(_Criterion(**item) for item in data_table("analysis/data/completeness.yml"))


class Completeness(NamedTuple):
    """`score` is 0–100; `missing` begins with what would help readers most."""

    score: int
    missing: tuple[_Criterion, ...]


def completeness(practice: PracticeEntry) -> Completeness:
    """The share of the weights that the practice earns, of those it could."""
    is_early = practice.data.stage in EARLY_STAGES
    asked = [criterion for criterion in CRITERIA if not (criterion.later and is_early)]
    missing = tuple(criterion for criterion in asked if not submodels.holds(criterion.condition, practice.data))
    total = sum(criterion.weight for criterion in asked)
    earned = total - sum(criterion.weight for criterion in missing)
    return Completeness(round(100 * earned / total), missing)


@dataclass(frozen=True)
class Area:
    """A network with its present members, or the whole country when `network` is None."""

    network: NetworkEntry | None
    members: tuple[str, ...]
    practices: tuple[PracticeEntry, ...]
    projects: tuple[ProjectEntry, ...]
    events: tuple[EventEntry, ...]

    def has(self, practice: PracticeEntry) -> bool:
        """Whether the practice began in a member."""
        return any(map(self.is_member, practice.data.municipalities))

    def is_member(self, name: str) -> bool:
        return self.network is None or name in self.members


def area_of(catalogue: Catalogue, network: NetworkEntry | None = None) -> Area:
    """A network's present members, what they have done, and its projects and events; or all 308 municipalities and
    everything recorded of them."""
    if network is None:
        names = tuple(catalogue.places)
        return Area(None, names, catalogue.newest, catalogue.projects_by_title, catalogue.events_newest)
    return Area(
        network,
        tuple(sorted(network.data.present_members, key=municipalities.collation)),
        catalogue.practices_by_members.get(network.slug, ()),
        catalogue.projects_by_network.get(network.slug, ()),
        catalogue.events_about.get(network.key, ()),
    )


@dataclass(frozen=True)
class CoverageRow:
    """Practices of one municipality or region by theme: its own, and those it took from elsewhere."""

    key: str
    own: Mapping[str, int]
    taken: Mapping[str, int]
    own_count: int
    taken_count: int


@dataclass(frozen=True)
class Coverage:
    """Rows of those with practices, keys of those without, and the number of different practices in each theme."""

    rows: tuple[CoverageRow, ...]
    without: tuple[str, ...]
    themes: Mapping[str, int]
    uncovered: tuple[str, ...]


def coverage(catalogue: Catalogue, area: Area) -> Coverage:
    """Members by theme; for the whole country, regions by theme."""
    if area.network:
        by_name = catalogue.practices_by_municipality
        rows = [_coverage_row(catalogue, name, by_name.get(name, ()), [name]) for name in area.members]
    else:
        by_region = catalogue.practices_by_region
        names = {code: [place.name for place in catalogue.places_by_region[code]] for code in catalogue.regions}
        rows = [_coverage_row(catalogue, code, by_region.get(code, ()), names[code]) for code in names]
    themes = _count_by_theme(area.practices)
    taken = {key for row in rows for key in row.taken}
    return Coverage(
        tuple(row for row in rows if row.own_count or row.taken_count),
        tuple(row.key for row in rows if not (row.own_count or row.taken_count)),
        themes,
        tuple(key for key in catalogue.vocabulary.themes if not themes[key] and key not in taken),
    )


def _coverage_row(catalogue: Catalogue, key: str, own: tuple[PracticeEntry, ...], names: list[str]) -> CoverageRow:
    uses = (use for name in names for use in catalogue.adoptions_by_municipality.get(name, ()))
    taken = {use.practice.slug: use.practice for use in uses if use.kind == "taken"}
    return CoverageRow(key, _count_by_theme(own), _count_by_theme(taken.values()), len(own), len(taken))


def _count_by_theme(practices: Iterable[PracticeEntry]) -> Counter[str]:
    return Counter(theme for practice in practices for theme in practice.data.themes)


def bottleneck_counts(area: Area) -> list[tuple[str, int, int]]:
    """(kind of bottleneck, how many practices met it, how many of them solved all they met), the most common first."""
    met: Counter[str] = Counter()
    solved: Counter[str] = Counter()
    for practice in area.practices:
        bottlenecks = practice.data.bottlenecks
        kinds = list(dict.fromkeys(item.kind for item in bottlenecks))
        met.update(kinds)
        solved.update(set(kinds) - {item.kind for item in bottlenecks if not item.solved})
    return [(kind, count, solved[kind]) for kind, count in met.most_common()]
