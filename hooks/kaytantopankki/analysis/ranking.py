"""What a municipality could take into use next: practices ranked for it, and the reasons."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from kaytantopankki.analysis.similarity import MatchedNeed, Matrix, MunicipalitySimilarity, Needs
from kaytantopankki.content.catalogue import Catalogue, PracticeEntry, newest_source
from kaytantopankki.content.field_types import AdoptionStage, Basis, Stage
from kaytantopankki.content.models import Now
from kaytantopankki.content.municipalities import Place
from kaytantopankki.content.submodels import Adoption, Bottleneck, Suits
from kaytantopankki.search.terms import Terms

RANKING_WEIGHTS = {
    "reach": 1.0,
    "origin": 0.75,
    "evidence": 0.2,
    "need": 2.0,
    "solved": 0.4,
    "suits": 0.3,
    "unsuited": -0.6,
    "refused": -0.5,
    "old": -0.1,
    "ended": -0.4,
}
StageWeights = Mapping[AdoptionStage | None, float]
# What an adoption weighs by its stage; the source often does not tell the stage.
_ADOPTED: StageWeights = {
    AdoptionStage.IN_USE: 1.0,
    None: 1.0,
    AdoptionStage.PILOT: 0.7,
    AdoptionStage.CONSIDERING: 0.2,
}
_REFUSED: StageWeights = {AdoptionStage.REJECTED: 1.0, AdoptionStage.ENDED: 0.5}
_EVIDENCE = {Basis.MEASURED: 1.0, Basis.REPORTED: 0.6, Basis.ESTIMATED: 0.3, Basis.TARGET: 0.0}
FRESH_YEARS, OLD_YEARS = 5, 15  # A source older than the former begins to count against, and most at the latter.


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
    matched_need: MatchedNeed | None
    solved: tuple[tuple[Now, Bottleneck], ...]
    suits: Suits | None
    newest: int | None


@dataclass(frozen=True)
class Ranking:
    """The points of every practice (columns) for every municipality (rows)."""

    catalogue: Catalogue
    similarity: MunicipalitySimilarity
    terms: Terms

    def suggestions(self, name: str, count: int = 5) -> tuple[Suggestion, ...]:
        """The best suggestions for a municipality; equals by the order of publication."""
        row = self.similarity.rows[name]
        order = np.argsort(-self.scores[row], kind="stable")[:count]
        return tuple(self._suggestion(name, row, int(column)) for column in order if self.candidates[row, column])

    @cached_property
    def practices(self) -> tuple[PracticeEntry, ...]:
        """The practices that may be suggested; their order is that of the columns."""
        return tuple(entry for entry in self.catalogue.newest if not entry.data.superseded_by)

    @cached_property
    def scores(self) -> Matrix:
        """Points in all; of a practice that a municipality knows already, minus infinity."""
        total = np.zeros(self._shape)
        for part in self.parts.values():
            total += part
        total = np.round(total, 6)
        total[~self.candidates] = -np.inf
        return total

    @cached_property
    def parts(self) -> Mapping[str, Matrix]:
        """The points by reason."""
        weights, similarity = RANKING_WEIGHTS, self.similarity.total
        return {
            "reach": weights["reach"] * np.log1p(similarity @ self._adoptions(_ADOPTED)),
            "origin": weights["origin"] * self._nearest_origin(),
            "evidence": self._for_all([weights["evidence"] * _evidence(entry) for entry in self.practices]),
            "need": weights["need"] * self._needs(),
            "solved": weights["solved"] * self._solutions(),
            "suits": self._suitability(),
            "refused": weights["refused"] * (similarity @ self._adoptions(_REFUSED)),
            "old": self._for_all([weights["old"] * self._age(entry) for entry in self.practices]),
            "ended": self._for_all([weights["ended"] * (entry.data.stage is Stage.ENDED) for entry in self.practices]),
        }

    @cached_property
    def candidates(self) -> NDArray[np.bool_]:
        """Whether a municipality has neither made, adopted nor considered the practice."""
        candidates = np.ones(self._shape, dtype=np.bool_)
        for column, practice in enumerate(self.practices):
            known = (*practice.data.municipalities, *(item.municipality for item in practice.data.adoptions))
            candidates[[self.similarity.rows[name] for name in known], column] = False
        return candidates

    @cached_property
    def needs(self) -> Needs:
        return Needs(self.catalogue, self.practices, self.terms)

    @property
    def _shape(self) -> tuple[int, int]:
        return len(self.similarity.rows), len(self.practices)

    def _for_all(self, values: Sequence[float]) -> Matrix:
        """The same value of each practice for every municipality."""
        return np.broadcast_to(np.array(values, dtype=np.float64), self._shape)

    def _adoptions(self, weights: StageWeights) -> Matrix:
        """The weight of each adoption, by adopter and practice."""
        matrix = np.zeros(self._shape)
        for column, practice in enumerate(self.practices):
            for item in practice.data.adoptions:
                row = self.similarity.rows[item.municipality]
                matrix[row, column] = max(matrix[row, column], weights.get(item.stage, 0.0))
        return matrix

    def _nearest_origin(self) -> Matrix:
        """The similarity of the most similar municipality where the practice began."""
        matrix = np.zeros(self._shape)
        for column, practice in enumerate(self.practices):
            origins = [self.similarity.rows[name] for name in practice.data.municipalities]
            matrix[:, column] = self.similarity.total[:, origins].max(axis=1)
        return matrix

    def _needs(self) -> Matrix:
        """How well the practice matches the need of the municipality that it matches best."""
        matrix = np.zeros(self._shape)
        for name, row in self.similarity.rows.items():
            for column, points in self.needs.points(name).items():
                matrix[row, column] = points
        return matrix

    def _solutions(self) -> Matrix:
        """Whether the practice has solved a kind of bottleneck that the municipality has now."""
        matrix = np.zeros(self._shape)
        solved = [{item.kind for item in practice.data.bottlenecks if item.solved} for practice in self.practices]
        for name, entry in self.catalogue.municipality_entries.items():
            kinds = {now.kind for now in entry.data.bottlenecks_now}
            matrix[self.similarity.rows[name]] = [bool(kinds & each) for each in solved]
        return matrix

    def _suitability(self) -> Matrix:
        """Points for and against by what the practices say of whom they suit."""
        points = np.zeros(self._shape)
        for column, practice in enumerate(self.practices):
            if suits := _stated_suitability(practice):
                for row, place in enumerate(self.catalogue.places.values()):
                    points[row, column] = RANKING_WEIGHTS["suits" if is_suitable(suits, place) else "unsuited"]
        return points

    def _age(self, practice: PracticeEntry) -> float:
        """0 for a practice with a fresh source, 1 for one whose newest is old or not dated."""
        newest = newest_source(practice)
        if newest is None:
            return 1.0
        years = self.catalogue.today.year - newest.year
        return min(1.0, max(0.0, (years - FRESH_YEARS) / (OLD_YEARS - FRESH_YEARS)))

    def _suggestion(self, name: str, row: int, column: int) -> Suggestion:
        practice = self.practices[column]
        newest = newest_source(practice)
        points = {
            reason: round(float(part[row, column]), 3) for reason, part in self.parts.items() if part[row, column]
        }

        def similarity(other: str) -> float:
            return float(self.similarity.total[row, self.similarity.rows[other]])

        nearest_first = sorted(practice.data.adoptions, key=lambda item: -similarity(item.municipality))
        return Suggestion(
            practice,
            float(self.scores[row, column]),
            points,
            tuple(item for item in nearest_first if item.stage in _ADOPTED),
            tuple(item for item in nearest_first if item.stage in _REFUSED),
            max(practice.data.municipalities, key=similarity),
            _best_basis(practice),
            self.needs.matched_need(name, column),
            self._solved(name, practice),
            _stated_suitability(practice),
            newest.year if newest else None,
        )

    def _solved(self, name: str, practice: PracticeEntry) -> tuple[tuple[Now, Bottleneck], ...]:
        """Bottlenecks that the municipality has now, each with one of the same kind that the practice has solved."""
        entry = self.catalogue.municipality_entries.get(name)
        return tuple(
            (now, item)
            for now in (entry.data.bottlenecks_now if entry else ())
            for item in practice.data.bottlenecks
            if item.solved and item.kind == now.kind
        )


def is_suitable(suits: Suits, place: Place) -> bool:
    """Whether a municipality is of a stated size and type."""
    low, high = suits.population_min or 0, suits.population_max or place.population
    return low <= place.population <= high and (not suits.types or place.type in suits.types)


def _stated_suitability(practice: PracticeEntry) -> Suits | None:
    """Whom the practice says it suits, when it says so in figures or types."""
    suits = practice.data.uptake.suits if practice.data.uptake else None
    return suits if suits and (suits.population_min or suits.population_max or suits.types) else None


def _best_basis(practice: PracticeEntry) -> Basis | None:
    """The basis of the best founded result; none when only a target or nothing is recorded."""
    bases = [item.basis for item in practice.data.results if item.basis is not Basis.TARGET]
    return max(bases, key=_EVIDENCE.__getitem__, default=None)


def _evidence(practice: PracticeEntry) -> float:
    basis = _best_basis(practice)
    return _EVIDENCE[basis] if basis else 0.0
