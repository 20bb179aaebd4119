"""What a municipality could take into use next: how practices are ranked for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from kaytantopankki.analysis.similarity import Fit, Matrix, MunicipalitySimilarity, Needs
from kaytantopankki.content.catalogue import Catalogue, PracticeEntry, newest_source
from kaytantopankki.content.field_types import AdoptionStage, Basis, Stage
from kaytantopankki.content.models import Now
from kaytantopankki.content.municipalities import Place
from kaytantopankki.content.submodels import Adoption, Bottleneck, Suits
from kaytantopankki.search.terms import Terms


@dataclass(frozen=True)
class Weights:
    """The weight of each reason."""

    reach: float = 1.0
    origin: float = 0.75
    evidence: float = 0.2
    need: float = 2.0
    solved: float = 0.4
    suits: float = 0.3
    unsuited: float = -0.6
    refused: float = -0.5
    old: float = -0.1
    ended: float = -0.4


RANKING_WEIGHTS = Weights()
# What an adoption weighs by its stage; the source often does not tell the stage.
TAKEN: Mapping[AdoptionStage | None, float] = {
    AdoptionStage.IN_USE: 1.0,
    None: 1.0,
    AdoptionStage.PILOT: 0.7,
    AdoptionStage.CONSIDERING: 0.2,
}
REFUSED: Mapping[AdoptionStage | None, float] = {AdoptionStage.REJECTED: 1.0, AdoptionStage.ENDED: 0.5}
EVIDENCE = {Basis.MEASURED: 1.0, Basis.REPORTED: 0.6, Basis.ESTIMATED: 0.3, Basis.TARGET: 0.0}
FRESH_YEARS, OLD_YEARS = 5, 15  # A source older than the former begins to count against, and most at the latter.


@dataclass(frozen=True)
class Ranking:
    """The points of every practice for every municipality."""

    catalogue: Catalogue
    resemblance: MunicipalitySimilarity
    terms: Terms
    points: Weights = field(default=RANKING_WEIGHTS)

    @cached_property
    def practices(self) -> tuple[PracticeEntry, ...]:
        """The practices that may be suggested; their order is that of the columns."""
        return tuple(entry for entry in self.catalogue.newest if not entry.data.superseded_by)

    @property
    def _shape(self) -> tuple[int, int]:
        return len(self.resemblance.number), len(self.practices)

    @cached_property
    def scores(self) -> Matrix:
        """Points by municipality (rows) and practice (columns); what a municipality knows already is out."""
        total = np.zeros(self._shape)
        for part in self.parts.values():
            total += part  # One after another: at once would take room for all of them again.
        total = np.round(total, 6, out=total)
        total[~self.open] = -np.inf
        return total

    @cached_property
    def parts(self) -> Mapping[str, Matrix]:
        """The points by reason."""
        points, alike = self.points, self.resemblance.total
        return {
            "reach": points.reach * np.log1p(alike @ self._weights(TAKEN)),
            "origin": points.origin * self._nearest_origin,
            "evidence": self._row([points.evidence * _evidence(entry) for entry in self.practices]),
            "need": points.need * self._needs,
            "solved": points.solved * self._solutions,
            "suits": self._suits,
            "refused": points.refused * (alike @ self._weights(REFUSED)),
            "old": self._row([points.old * self._age(entry) for entry in self.practices]),
            "ended": self._row([points.ended * (entry.data.stage is Stage.ENDED) for entry in self.practices]),
        }

    @cached_property
    def open(self) -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
        """Whether a municipality has neither made nor met the practice."""
        found = np.ones(self._shape, dtype=np.bool_)
        for column, practice in enumerate(self.practices):
            known = (*practice.data.municipalities, *(item.municipality for item in practice.data.adoptions))
            found[[self.resemblance.number[name] for name in known], column] = False
        return found

    def _weights(self, by_stage: Mapping[AdoptionStage | None, float]) -> Matrix:
        """The weight of each adoption, by adopter and practice."""
        weights = np.zeros(self._shape)
        for column, practice in enumerate(self.practices):
            for item in practice.data.adoptions:
                row = self.resemblance.number[item.municipality]
                weights[row, column] = max(weights[row, column], by_stage.get(item.stage, 0.0))
        return weights

    @cached_property
    def _nearest_origin(self) -> Matrix:
        alike = self.resemblance.total
        columns = [
            alike[:, [self.resemblance.number[name] for name in practice.data.municipalities]].max(axis=1)
            for practice in self.practices
        ]
        return np.stack(columns, axis=1) if columns else np.zeros((len(alike), 0))

    def _row(self, values: Sequence[float]) -> Matrix:
        """The same values for every municipality, kept once."""
        return np.broadcast_to(np.array(values, dtype=np.float64), self._shape)

    def _age(self, practice: PracticeEntry) -> float:
        """0 for a practice with a fresh source, 1 for one whose newest is old or not dated."""
        newest = newest_source(practice)
        if newest is None:
            return 1.0
        years = self.catalogue.today.year - newest.year
        return min(1.0, max(0.0, (years - FRESH_YEARS) / (OLD_YEARS - FRESH_YEARS)))

    @cached_property
    def _suits(self) -> Matrix:
        """For and against by what the practices say of whom they suit."""
        points = np.zeros(self._shape)
        for column, practice in enumerate(self.practices):
            suits = declared(practice)
            if suits:
                for row, place in enumerate(self.catalogue.places.values()):
                    points[row, column] = self.points.suits if fits(suits, place) else self.points.unsuited
        return points

    @cached_property
    def _needs(self) -> Matrix:
        """The strongest likeness between a need of the municipality and the practice."""
        found = np.zeros(self._shape)
        for name, points in self.needs.points.items():
            found[self.resemblance.number[name], list(points)] = list(points.values())
        return found

    @cached_property
    def _solutions(self) -> Matrix:
        found = np.zeros(self._shape)
        solving = [{item.kind for item in practice.data.bottlenecks if item.solved} for practice in self.practices]
        for name, own in self.catalogue.municipality_entries.items():
            kinds = {item.kind for item in own.data.bottlenecks_now}
            found[self.resemblance.number[name]] = [float(bool(kinds & solved)) for solved in solving]
        return found

    @cached_property
    def needs(self) -> Needs:
        return Needs(self.catalogue, self.practices, self.terms)


def basis(practice: PracticeEntry) -> Basis | None:
    """The basis of the best founded result; none when only a target or nothing is recorded."""
    found = [item.basis for item in practice.data.results if item.basis is not Basis.TARGET]
    return max(found, key=lambda basis: EVIDENCE[basis], default=None)


def _evidence(practice: PracticeEntry) -> float:
    best = basis(practice)
    return EVIDENCE[best] if best else 0.0


def declared(practice: PracticeEntry) -> Suits | None:
    """Whom the practice says it suits, when it says so in figures or kinds."""
    suits = practice.data.uptake.suits if practice.data.uptake else None
    return suits if suits and (suits.population_min or suits.population_max or suits.types) else None


def fits(suits: Suits, place: Place) -> bool:
    """Whether a municipality is of a declared size and kind."""
    low, high = suits.population_min or 0, suits.population_max or place.population
    return low <= place.population <= high and (not suits.types or place.type in suits.types)


@dataclass(frozen=True)
class Suggestion:
    """A practice for a municipality: its points in all and by reason, and what each reason rests on."""

    practice: PracticeEntry
    score: float
    points: Mapping[str, float]
    adopters: tuple[Adoption, ...]
    refusers: tuple[Adoption, ...]
    origin: str
    basis: Basis | None
    fit: Fit | None
    solved: tuple[tuple[Now, Bottleneck], ...]
    suits: Suits | None
    newest: int | None


@dataclass(frozen=True)
class Suggestions:
    """Suggestions for every municipality."""

    scoring: Ranking

    def of(self, name: str, count: int = 5) -> tuple[Suggestion, ...]:
        """The best suggestions for a municipality; equals by the order of publication."""
        row = self.scoring.resemblance.number[name]
        order = np.argsort(-self.scoring.scores[row], kind="stable")[:count]
        return tuple(self._suggestion(name, row, int(column)) for column in order if self.scoring.open[row, column])

    def _suggestion(self, name: str, row: int, column: int) -> Suggestion:
        practice = self.scoring.practices[column]
        newest = newest_source(practice)
        return Suggestion(
            practice,
            float(self.scoring.scores[row, column]),
            {
                reason: round(float(part[row, column]), 3)
                for reason, part in self.scoring.parts.items()
                if part[row, column]
            },
            self._nearest_first(row, practice, TAKEN),
            self._nearest_first(row, practice, REFUSED),
            max(
                practice.data.municipalities,
                key=lambda origin: self.scoring.resemblance.total[row, self.scoring.resemblance.number[origin]],
            ),
            basis(practice),
            self.scoring.needs.fit(name, column),
            self._solved(name, practice),
            declared(practice),
            newest.year if newest else None,
        )

    def _nearest_first(
        self, row: int, practice: PracticeEntry, by_stage: Mapping[AdoptionStage | None, float]
    ) -> tuple[Adoption, ...]:
        found = [item for item in practice.data.adoptions if by_stage.get(item.stage)]
        alike = self.scoring.resemblance.total[row]
        return tuple(sorted(found, key=lambda item: -alike[self.scoring.resemblance.number[item.municipality]]))

    def _solved(self, name: str, practice: PracticeEntry) -> tuple[tuple[Now, Bottleneck], ...]:
        own = self.scoring.catalogue.municipality_entries.get(name)
        return tuple(
            (now, item)
            for now in (own.data.bottlenecks_now if own else ())
            for item in practice.data.bottlenecks
            if item.solved and item.kind == now.kind
        )
