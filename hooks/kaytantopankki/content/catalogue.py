"""Everything the site holds, with every lookup and index, built once."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Literal, TypeVar

from kaytantopankki.content import field_types, kind_submodels, models, submodels
from kaytantopankki.content.municipalities import Place, Region, collation, places, regions
from kaytantopankki.content.vocabulary import Vocabulary

PracticeEntry = models.Entry[models.Practice]
NewsEntry = models.Entry[models.News]
EventEntry = models.Entry[models.Event]
NetworkEntry = models.Entry[models.Network]
ProjectEntry = models.Entry[models.Project]
MunicipalityEntry = models.Entry[models.Municipality]
T = TypeVar("T")
E = TypeVar("E", bound=models.Entry[Any])
K = TypeVar("K")
Index = Mapping[str, tuple[T, ...]]
# The stages in which a municipality is said to have taken the practice; every other stage is only told as it is.
_USED = (field_types.AdoptionStage.DECIDED, field_types.AdoptionStage.PILOT, field_types.AdoptionStage.IN_USE)
_NO_DATE = field_types.Moment(field_types.EARLIEST_YEAR - 1)


def grouped(items: Iterable[T], keys: Callable[[T], Iterable[K]]) -> Mapping[K, tuple[T, ...]]:
    """Items by each of their keys, in the order given; an item counts once under a key."""
    groups: dict[K, list[T]] = defaultdict(list)
    for item in items:
        for key in dict.fromkeys(keys(item)):
            groups[key].append(item)
    return {key: tuple(group) for key, group in groups.items()}


@dataclass(frozen=True)
class PracticeAdoption:
    """What a municipality did with a practice that began elsewhere."""

    practice: PracticeEntry
    adoption: submodels.Adoption

    @property
    def kind(self) -> Literal["taken", "parallel", "other"]:
        """Taken from here, the same model without a known link to this one, or not known to be in use: considered,
        promised, refused, over, or of a stage that the source does not tell."""
        if self.adoption.stage not in _USED:
            return "other"
        return "parallel" if self.adoption.model_named is False else "taken"

    @property
    def as_of(self) -> field_types.Moment | None:
        """When the stage was that: as the author says, or the newest source that is cited, or the adoption's own
        year."""
        item, sources = self.adoption, self.practice.data.sources
        dates = (sources[number - 1].date for number in item.source if number <= len(sources))
        return item.as_of or max(filter(None, dates), default=item.ended or item.year)


def adoptions_of(practice: PracticeEntry) -> tuple[PracticeAdoption, ...]:
    """The adoptions of a practice, in the author's order."""
    return tuple(PracticeAdoption(practice, item) for item in practice.data.adoptions)


@dataclass(frozen=True)
class PastBottleneck:
    """A bottleneck that was met where a practice began, or by an adopter of it."""

    practice: PracticeEntry
    bottleneck: submodels.Bottleneck
    adoption: submodels.Adoption | None = None


@dataclass(frozen=True)
class Membership:
    """A municipality in a network."""

    network: NetworkEntry
    member: kind_submodels.Member


def newest_source(practice: PracticeEntry) -> field_types.Moment | None:
    """The date of the newest source of a practice."""
    return max((source.date for source in practice.data.sources if source.date), default=None)


def _index(
    items: Callable[["Catalogue"], Iterable[T]], keys: Callable[[T], Iterable[K]]
) -> "cached_property[Mapping[K, tuple[T, ...]]]":
    """An index of some items of a catalogue by each of their keys, in the order of the items."""
    return cached_property(lambda catalogue: grouped(items(catalogue), keys))


def _practices_by(keys: Callable[[PracticeEntry], Iterable[str]]) -> "cached_property[Index[PracticeEntry]]":
    """An index of a catalogue's practices, newest first."""
    return _index(lambda catalogue: catalogue.newest, keys)


def _by_title(entries: Callable[["Catalogue"], Mapping[str, E]]) -> "cached_property[tuple[E, ...]]":
    """Entries in the alphabetical order of their titles."""
    return cached_property(
        lambda catalogue: tuple(sorted(entries(catalogue).values(), key=lambda entry: collation(entry.data.title)))
    )


def _subjects(entry: models.Entry[Any]) -> Iterator[tuple[str, str]]:
    """(kind, slug) of each entry that this one says it is about."""
    for kind in ("practice", "network", "project", "event"):
        yield from ((kind, slug) for slug in getattr(entry.data, f"{kind}s", ()))


@dataclass(frozen=True)
class Catalogue:
    """All sound entries and the vocabularies. `today` decides which events are still to come."""

    vocabulary: Vocabulary
    practices: Mapping[str, PracticeEntry]
    news: Mapping[str, NewsEntry]
    events: Mapping[str, EventEntry]
    networks: Mapping[str, NetworkEntry]
    projects: Mapping[str, ProjectEntry]
    municipalities: Mapping[str, MunicipalityEntry]
    today: date

    def of_kind(self, kind: str) -> Mapping[str, models.Entry[Any]]:
        """The entries of one kind by slug."""
        groups = (self.practices, self.news, self.events, self.networks, self.projects, self.municipalities)
        by_kind: dict[str, Mapping[str, models.Entry[Any]]] = dict(zip(models.KINDS, groups, strict=True))
        return by_kind[kind]

    @property
    def entries(self) -> Iterable[models.Entry[Any]]:
        for kind in models.KINDS:
            yield from self.of_kind(kind).values()

    @cached_property
    def newest(self) -> tuple[PracticeEntry, ...]:
        """Practices by publication; on one day by the newest source, then by title."""
        by_source = sorted(self.practices_by_title, key=lambda entry: newest_source(entry) or _NO_DATE, reverse=True)
        return tuple(sorted(by_source, key=lambda entry: entry.data.published, reverse=True))

    practices_by_title = _by_title(lambda catalogue: catalogue.practices)
    practices_by_theme = _practices_by(lambda entry: entry.data.themes)
    practices_by_tag = _practices_by(lambda entry: entry.data.tags)
    # By what results are counted in; targets are left out.
    practices_by_indicator = _practices_by(
        lambda entry: (result.indicator for result in entry.data.results if result.basis != field_types.Basis.TARGET)
    )
    practices_by_municipality = _practices_by(lambda entry: entry.data.municipalities)
    practices_by_region = _practices_by(lambda entry: (places()[name].region for name in entry.data.municipalities))
    practices_by_network = _practices_by(lambda entry: entry.data.networks)
    practices_by_project = _practices_by(lambda entry: entry.data.projects)
    # Practices that were adapted from a practice, and those that name it as related.
    descendants = _practices_by(lambda entry: (item.practice for item in entry.data.adapted_from if item.practice))
    _relations = _practices_by(lambda entry: entry.data.related)

    def related(self, practice: PracticeEntry) -> tuple[PracticeEntry, ...]:
        """Practices that either side names as related, the practice's own choices first."""
        named = (self.practices[slug] for slug in practice.data.related if slug in self.practices)
        both = {entry.slug: entry for entry in (*named, *self._relations.get(practice.slug, ()))}
        both.pop(practice.slug, None)
        return tuple(both.values())

    # Bottlenecks that were met where a practice began, those that its adopters met, and those that municipalities say
    # they have now, each with the municipality.
    past_bottlenecks_by_kind = _index(
        lambda catalogue: (
            PastBottleneck(entry, item) for entry in catalogue.newest for item in entry.data.bottlenecks
        ),
        lambda past: (past.bottleneck.kind,),
    )
    adoption_bottlenecks_by_kind = _index(
        lambda catalogue: (
            PastBottleneck(use.practice, item, use.adoption)
            for use in catalogue._adoptions
            for item in use.adoption.bottlenecks
        ),
        lambda past: (past.bottleneck.kind,),
    )
    current_bottlenecks_by_kind = _index(
        lambda catalogue: (
            (entry, now) for entry in catalogue._municipalities_by_name for now in entry.data.bottlenecks_now
        ),
        lambda current: (current[1].kind,),
    )
    # Municipalities by name, then practices, newest first, that have figures of an indicator or are followed with it.
    entries_by_indicator = _index(
        lambda catalogue: catalogue._with_figures,
        lambda entry: (word for _, target, word in entry.references if target == "indicator"),
    )

    @property
    def _municipalities_by_name(self) -> Iterable[MunicipalityEntry]:
        return sorted(self.municipalities.values(), key=lambda entry: collation(entry.data.municipality))

    @property
    def _with_figures(self) -> Iterator[models.Entry[Any]]:
        yield from self._municipalities_by_name
        yield from self.newest

    @property
    def _adoptions(self) -> Iterable[PracticeAdoption]:
        return (use for entry in self.newest for use in adoptions_of(entry))

    adoptions_by_municipality = _index(lambda catalogue: catalogue._adoptions, lambda use: (use.adoption.municipality,))
    # By the event where the municipality heard of the practice.
    adoptions_by_event = _index(
        lambda catalogue: catalogue._adoptions, lambda use: (use.adoption.heard_at,) if use.adoption.heard_at else ()
    )

    @cached_property
    def most_adopted(self) -> tuple[PracticeEntry, ...]:
        """Practices that some other municipality took into use, the most widely used first."""
        used = [entry for entry in self.practices_by_title if self.adopters(entry)]
        return tuple(sorted(used, key=lambda entry: len(self.adopters(entry)), reverse=True))

    def adopters(self, practice: PracticeEntry) -> tuple[submodels.Adoption, ...]:
        """Those that are known to have taken this model."""
        return tuple(use.adoption for use in adoptions_of(practice) if use.kind == "taken")

    @cached_property
    def latest_news(self) -> tuple[NewsEntry, ...]:
        return tuple(sorted(self._news_by_title, key=lambda entry: entry.data.date, reverse=True))

    _news_by_title = _by_title(lambda catalogue: catalogue.news)
    news_by_year = _index(lambda catalogue: catalogue.latest_news, lambda entry: (str(entry.data.date.year),))
    news_by_theme = _index(lambda catalogue: catalogue.latest_news, lambda entry: entry.data.themes)
    news_by_municipality = _index(lambda catalogue: catalogue.latest_news, lambda entry: entry.data.municipalities)
    # News by (kind, slug) of the entries that they are about.
    news_about = _index(lambda catalogue: catalogue.latest_news, _subjects)

    @cached_property
    def coming_events(self) -> tuple[EventEntry, ...]:
        """Events that are not over, the one with the nearest open registration first."""
        coming = (entry for entry in self.events.values() if self.event_end(entry) >= self.today)
        return tuple(sorted(coming, key=lambda entry: (self.next_date(entry), entry.slug)))

    @cached_property
    def past_events(self) -> tuple[EventEntry, ...]:
        """Events that are over, the latest first."""
        past = (entry for entry in self.events.values() if self.event_end(entry) < self.today)
        return tuple(sorted(past, key=lambda entry: (entry.data.start, entry.slug), reverse=True))

    @cached_property
    def events_newest(self) -> tuple[EventEntry, ...]:
        return self.coming_events + self.past_events

    events_by_municipality = _index(lambda catalogue: catalogue.events_newest, lambda entry: entry.data.municipalities)
    # Events by (kind, slug) of the entries that they are about.
    events_about = _index(lambda catalogue: catalogue.events_newest, _subjects)

    @cached_property
    def series(self) -> Index[EventEntry]:
        """Events of each series, in the order they are held."""
        in_order = sorted(self.events.values(), key=lambda entry: (entry.data.start, entry.slug))
        by_name = grouped(in_order, lambda entry: (entry.data.series,) if entry.data.series else ())
        return {name: by_name[name] for name in sorted(by_name, key=collation)}

    def event_end(self, event: EventEntry) -> date:
        return (event.data.end or event.data.start).last_day

    def registration_open(self, event: EventEntry) -> bool:
        deadline = event.data.registration_deadline
        return deadline is not None and deadline.last_day >= self.today and event.data.status != "cancelled"

    def next_date(self, event: EventEntry) -> date:
        """The next day on which something is due: the registration deadline, or the event itself."""
        deadline = event.data.registration_deadline
        return deadline.first_day if deadline and self.registration_open(event) else event.data.start.first_day

    networks_by_title = _by_title(lambda catalogue: catalogue.networks)
    # Present and past memberships by municipality.
    memberships = _index(
        lambda catalogue: (
            Membership(entry, member) for entry in catalogue.networks_by_title for member in entry.data.members
        ),
        lambda membership: (membership.member.municipality,),
    )

    @cached_property
    def practices_by_members(self) -> Index[PracticeEntry]:
        """Practices of a network's present members and those that name it, by network, newest first."""
        present: dict[str, list[str]] = defaultdict(list)
        for name, memberships in self.memberships.items():
            present[name] = [item.network.slug for item in memberships if not item.member.until]

        def networks_of(entry: PracticeEntry) -> Iterator[str]:
            yield from entry.data.networks
            for name in entry.data.municipalities:
                yield from present[name]

        return grouped(self.newest, networks_of)

    projects_by_title = _by_title(lambda catalogue: catalogue.projects)
    projects_by_municipality = _index(
        lambda catalogue: catalogue.projects_by_title, lambda entry: entry.data.municipalities
    )
    projects_by_network = _index(lambda catalogue: catalogue.projects_by_title, lambda entry: entry.data.networks)

    @cached_property
    def municipality_entries(self) -> Mapping[str, MunicipalityEntry]:
        """What municipalities say of themselves, by Finnish name."""
        return {entry.data.municipality: entry for entry in self.municipalities.values()}

    @property
    def places(self) -> Mapping[str, Place]:
        return places()

    @property
    def regions(self) -> Mapping[str, Region]:
        return regions()

    places_by_region = _index(lambda _: places().values(), lambda place: (place.region,))
