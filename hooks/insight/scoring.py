"""How many points each practice has for each municipality.

A practice's score for a municipality is a sum of points. `Points` holds every weight, and the method page of the site
prints them from there:

- reach: ln(1 + Σ resemblance × stage) over the municipalities that took the practice or have the same model
- origin: the resemblance of the nearest municipality where the practice was made
- evidence: the best founded result: measured, reported or estimated; a target is not a result
- need: how much the practice is about what the municipality looks for, finds hardest or aims at (cosine of words)
- solved: the practice solved a bottleneck that the municipality has now
- suits: the practice says that it suits municipalities of this size and kind; against when it says it does not
- refused: Σ resemblance over those that refused it or gave it up, against
- old: how long ago the newest source is from, against
- ended: the practice has ended where it began, against

What the municipality made, took, weighed or refused already is never suggested, nor is a practice that has a successor.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from catalogue.catalogue import Catalogue, Practice, newest_source
from catalogue.labels import AdoptionStage, Basis, Stage
from catalogue.parts import Suits
from catalogue.reference import Place
from insight.needs import Needs
from insight.similarity import Matrix, Resemblance
from search.terms import Terms


@dataclass(frozen=True)
class Points:
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


POINTS = Points()
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
class Scoring:
    """The points of every practice for every municipality."""

    catalogue: Catalogue
    resemblance: Resemblance
    terms: Terms
    points: Points = field(default=POINTS)

    @cached_property
    def practices(self) -> tuple[Practice, ...]:
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

    def _age(self, practice: Practice) -> float:
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
        for name, own in self.catalogue.own_words.items():
            kinds = {item.kind for item in own.data.bottlenecks_now}
            found[self.resemblance.number[name]] = [float(bool(kinds & solved)) for solved in solving]
        return found

    @cached_property
    def needs(self) -> Needs:
        return Needs(self.catalogue, self.practices, self.terms)


def basis(practice: Practice) -> Basis | None:
    """The basis of the best founded result; none when only a target or nothing is recorded."""
    found = [item.basis for item in practice.data.results if item.basis is not Basis.TARGET]
    return max(found, key=lambda basis: EVIDENCE[basis], default=None)


def _evidence(practice: Practice) -> float:
    best = basis(practice)
    return EVIDENCE[best] if best else 0.0


def declared(practice: Practice) -> Suits | None:
    """Whom the practice says it suits, when it says so in figures or kinds."""
    suits = practice.data.uptake.suits if practice.data.uptake else None
    return suits if suits and (suits.population_min or suits.population_max or suits.types) else None


def fits(suits: Suits, place: Place) -> bool:
    """Whether a municipality is of a declared size and kind."""
    low, high = suits.population_min or 0, suits.population_max or place.population
    return low <= place.population <= high and (not suits.types or place.type in suits.types)
