"""What a coordinator needs to know: coverage by member and theme, and how complete entries are."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from kaytantopankki.content.catalogue import (
    Catalogue,
    EventEntry,
    NetworkEntry,
    PracticeAdoption,
    PracticeEntry,
    ProjectEntry,
)
from kaytantopankki.content.field_types import Basis, Stage
from kaytantopankki.content.models import Practice
from kaytantopankki.content.municipalities import collation
from kaytantopankki.content.submodels import Condition, given, holds

AHEAD = (Stage.IDEA, Stage.UNDERWAY)


class Missing(NamedTuple):
    """A thing that is not told: its name in the schema and in Finnish, and why readers want it."""

    field: str
    label: str
    why: str


class Completeness(NamedTuple):
    """`score` is 0–100; `missing` begins with what would help readers most."""

    score: int
    missing: tuple[Missing, ...]


class Part(NamedTuple):
    """What readers ask for, how much it weighs, and whether it cannot be known before the practice has been tried."""

    weight: int
    missing: Missing
    told: Condition
    later: bool = False


# The weights sum to 100. A picture is not asked for: it proves little.
PARTS = (
    Part(
        16,
        Missing("results", "tulos", "Lukija haluaa tietää, mitä siitä tuli."),
        ("some", "results", ("not", ("is", "basis", Basis.TARGET))),
        later=True,
    ),
    Part(
        14,
        Missing("costs", "kustannus tai rahoitus", "Ilman hintaa kunta ei voi arvioida, onko sillä varaa."),
        ("any", given("costs"), ("some", "funding", given("amount"))),
    ),
    Part(
        14,
        Missing("bottlenecks", "pullonkaulat", "Seuraava osaa varautua siihen, mikä oli vaikeaa."),
        given("bottlenecks"),
    ),
    Part(
        10,
        Missing("uptake.first_steps", "ensimmäiset askeleet", "Vastaanottaja tietää, mistä aloittaa."),
        given("uptake.first_steps"),
    ),
    Part(
        8,
        Missing("uptake.conditions", "ehdot", "Kunta näkee, täyttyvätkö ehdot sillä."),
        given("uptake.conditions"),
    ),
    Part(
        6,
        Missing("results.measured", "mitattu tulos", "Mitattu luku kestää kysymykset valtuustossa."),
        ("some", "results", ("is", "basis", Basis.MEASURED)),
        later=True,
    ),
    Part(
        6,
        Missing("uptake.decision_level", "kuka päättää", "Valmistelija tietää, kenelle asia viedään."),
        given("uptake.decision_level"),
    ),
    Part(
        6,
        Missing("adoptions", "käyttöönotto muualla", "Muiden kokemus kertoo, toimiiko malli muuallakin."),
        given("adoptions"),
        later=True,
    ),
    Part(
        4,
        Missing("uptake.suits", "kenelle sopii", "Kunta näkee, onko malli sen kokoiselle."),
        given("uptake.suits"),
    ),
    Part(4, Missing("sources", "lähteet", "Luvut voi tarkistaa."), given("sources")),
    Part(4, Missing("contact", "yhteystieto", "Lukija tietää, keneltä kysyä."), given("contact")),
    Part(
        4,
        Missing("contact.checked", "yhteystiedon tarkistus", "Yhteydenotto menee perille."),
        given("contact.checked"),
    ),
    Part(2, Missing("started", "alkamisaika", "Lukija näkee, kuinka tuoretta työ on."), given("started")),
    Part(2, Missing("effort", "työmäärä", "Kunta osaa varata tekijän."), given("effort")),
)
_ASKED_AHEAD = tuple(part for part in PARTS if not part.later)
_WHOLE, _AHEAD_WHOLE = (sum(part.weight for part in parts) for parts in (PARTS, _ASKED_AHEAD))


def is_ahead(data: Practice) -> bool:
    """Whether a practice is only an idea or underway, and can have no results or adopters."""
    return data.stage in AHEAD


def completeness(practice: PracticeEntry) -> Completeness:
    """The share of the weights that the practice earns, of those it could."""
    asked = _ASKED_AHEAD if is_ahead(practice.data) else PARTS
    lacking = [part for part in asked if not holds(part.told, practice.data)]
    whole = _AHEAD_WHOLE if asked is _ASKED_AHEAD else _WHOLE
    earned = whole - sum([part.weight for part in lacking])
    return Completeness(round(100 * earned / whole), tuple([part.missing for part in lacking]))


@dataclass(frozen=True)
class Scope:
    """A network with its present members, or the whole country when `network` is None."""

    network: NetworkEntry | None
    members: tuple[str, ...]
    practices: tuple[PracticeEntry, ...]
    projects: tuple[ProjectEntry, ...]
    events: tuple[EventEntry, ...]

    def has(self, practice: PracticeEntry) -> bool:
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


def of_network(catalogue: Catalogue, network: NetworkEntry) -> Scope:
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
        _row(name, catalogue.practices_by_municipality.get(name, ()), catalogue.adoptions_by_municipality.get(name, ()))
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
                for use in catalogue.adoptions_by_municipality.get(place.name, ())
            ),
        )
        for code in catalogue.regions
    ]


def _row(key: str, own: Iterable[PracticeEntry], uses: Iterable[PracticeAdoption]) -> Row:
    own = tuple(own)
    taken = {use.practice.slug: use.practice for use in uses if use.kind == "taken"}
    return Row(key, _by_theme(own), _by_theme(taken.values()), len(own), len(taken))


def _by_theme(practices: Iterable[PracticeEntry]) -> Counter[str]:
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
