"""What a municipality could take into use next: practices ranked for it, and the reasons."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kaytantopankki.analysis.similarity import Matrix, MunicipalitySimilarity, TextMatch, TextSimilarity
from kaytantopankki.content import field_types, kind_submodels, municipalities, submodels
from kaytantopankki.content.catalogue import Catalogue, PracticeAdoption, PracticeEntry, adoptions_of, newest_source
from kaytantopankki.data_files import data_table
from kaytantopankki.search.analyser import Terms

_TABLES = data_table("analysis/data/ranking.yml")
RANKING_WEIGHTS: Mapping[str, float] = _TABLES["weights"]
_StageWeights = Mapping[str | None, float]
_ADOPTED: _StageWeights = _TABLES["adopted"]
_REFUSED: _StageWeights = _TABLES["refused"]
_EVIDENCE: Mapping[str | None, float] = _TABLES["evidence"]  # By the basis of the best founded result.
FRESH_YEARS, OLD_YEARS = 5, 15  # A source older than the former begins to count against, and most at the latter.


class Need(NamedTuple):
    """What a municipality says it needs: how much that counts, its field and its text."""

    weight: float
    field: str
    text: str


class _NeedMatch(NamedTuple):
    """A need, how a practice matches it, and the points for that."""

    need: Need
    match: TextMatch
    points: float


@dataclass(frozen=True)
class Suggestion:
    """A practice for a municipality: its points in all and by reason, and what each reason rests on."""

    practice: PracticeEntry
    score: float
    points: Mapping[str, float]
    adopters: tuple[PracticeAdoption, ...]
    refusers: tuple[PracticeAdoption, ...]
    origin: str
    basis: field_types.Basis | None
    need: Need | None
    need_words: tuple[str, ...]
    solved: tuple[tuple[kind_submodels.Now, submodels.Bottleneck], ...]
    suits: submodels.Suits | None


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
    def practice_texts(self) -> TextSimilarity:
        """What each practice is about, in its own words."""
        return TextSimilarity(self.terms, [_text(practice) for practice in self.practices], self.catalogue.vocabulary)

    @cached_property
    def scores(self) -> Matrix:
        """Points in all; of a practice that a municipality knows already, minus infinity."""
        total = np.round(sum(self.parts.values(), np.zeros(self.candidates.shape)), 6)
        total[~self.candidates] = -np.inf
        return total

    @cached_property
    def parts(self) -> Mapping[str, Matrix]:
        """The points by reason."""
        weights, similarity = RANKING_WEIGHTS, self.similarity.total
        adopted = self._matrix(lambda practice: self._adoptions(practice, _ADOPTED))
        refused = self._matrix(lambda practice: self._adoptions(practice, _REFUSED))
        return {
            "reach": weights["reach"] * np.log1p(similarity @ adopted),
            "origin": weights["origin"] * self._matrix(self._nearest_origin),
            "evidence": weights["evidence"] * self._matrix(lambda practice: _EVIDENCE[_best_basis(practice)]),
            "need": weights["need"] * self._needs(),
            "solved": weights["solved"] * self._matrix(self._has_solved),
            "suits": self._matrix(self._suitability),
            "refused": weights["refused"] * (similarity @ refused),
            "old": weights["old"] * self._matrix(self._age),
            "ended": weights["ended"] * self._matrix(lambda practice: practice.data.stage is field_types.Stage.ENDED),
        }

    @cached_property
    def candidates(self) -> NDArray[np.bool_]:
        """Whether a municipality has neither made the practice nor is told of among its adoptions."""
        candidates = np.ones((len(self.similarity.rows), len(self.practices)), dtype=np.bool_)
        for column, practice in enumerate(self.practices):
            known = (*practice.data.municipalities, *(item.municipality for item in practice.data.adoptions))
            candidates[[self.similarity.rows[name] for name in known], column] = False
        return candidates

    def needs(self, name: str) -> Iterator[Need]:
        """The needs of a municipality, those of one field after another."""
        if entry := self.catalogue.municipality_entries.get(name):
            data = entry.data
            texts: dict[str, tuple[str, ...]] = {
                "looking_for": data.looking_for,
                "key_challenge": (data.key_challenge,) if data.key_challenge else (),
                "goals": tuple(goal.text for goal in data.goals),
            }
            yield from (
                Need(weight, field, text) for field, weight in _TABLES["needs"].items() for text in texts[field]
            )

    @cached_property
    def _need_matches(self) -> Mapping[tuple[str, int], _NeedMatch]:
        """The need that each practice, by column, matches best, by the name of the municipality."""
        best: dict[tuple[str, int], _NeedMatch] = {}
        for name in self.catalogue.municipality_entries:
            for need in self.needs(name):
                for match in self.practice_texts.matches(need.text):
                    key, found = (name, match.number), _NeedMatch(need, match, need.weight * match.similarity)
                    if key not in best or found.points > best[key].points:
                        best[key] = found
        return best

    def _matrix(self, column: Callable[[PracticeEntry], Matrix | float]) -> Matrix:
        """A matrix of the columns of all practices: values by municipality, or the same value for all."""
        matrix = np.zeros(self.candidates.shape)
        for number, practice in enumerate(self.practices):
            matrix[:, number] = column(practice)
        return matrix

    def _needs(self) -> Matrix:
        matrix = np.zeros(self.candidates.shape)
        for (name, column), match in self._need_matches.items():
            matrix[self.similarity.rows[name], column] = match.points
        return matrix

    def _adoptions(self, practice: PracticeEntry, weights: _StageWeights) -> Matrix:
        """The weight of the adoption of each municipality."""
        column = np.zeros(len(self.similarity.rows))
        for item in practice.data.adoptions:
            row = self.similarity.rows[item.municipality]
            column[row] = max(column[row], weights.get(item.stage, 0.0))
        return column

    def _nearest_origin(self, practice: PracticeEntry) -> Matrix:
        """The similarity of the most similar municipality where the practice began."""
        origins = [self.similarity.rows[name] for name in practice.data.municipalities]
        return np.asarray(self.similarity.total[:, origins].max(axis=1))

    def _has_solved(self, practice: PracticeEntry) -> Matrix:
        """Whether the practice has solved a kind of bottleneck that each municipality has now."""
        return np.array([float(bool(self._solved(name, practice))) for name in self.similarity.rows])

    def _suitability(self, practice: PracticeEntry) -> Matrix | float:
        """Points for or against by what the practice says of whom it suits."""
        suits = _stated_suitability(practice)
        if not suits:
            return 0.0
        places = self.catalogue.places.values()
        return np.array([RANKING_WEIGHTS["suits" if is_suitable(suits, place) else "unsuited"] for place in places])

    def _age(self, practice: PracticeEntry) -> float:
        """0 for a practice with a fresh source, 1 for one whose newest is old or not dated."""
        newest = newest_source(practice)
        years = self.catalogue.today.year - newest.year if newest else OLD_YEARS
        return min(1.0, max(0.0, (years - FRESH_YEARS) / (OLD_YEARS - FRESH_YEARS)))

    def _suggestion(self, name: str, row: int, column: int) -> Suggestion:
        practice = self.practices[column]
        need = self._need_matches.get((name, column))

        def similarity(other: str) -> float:
            return float(self.similarity.total[row, self.similarity.rows[other]])

        nearest_first = sorted(adoptions_of(practice), key=lambda use: -similarity(use.adoption.municipality))
        return Suggestion(
            practice,
            float(self.scores[row, column]),
            {reason: round(float(part[row, column]), 3) for reason, part in self.parts.items() if part[row, column]},
            tuple(use for use in nearest_first if use.adoption.stage in _ADOPTED),
            tuple(use for use in nearest_first if use.adoption.stage in _REFUSED),
            max(practice.data.municipalities, key=similarity),
            _best_basis(practice),
            need.need if need else None,
            self.practice_texts.words_of(need.need.text, need.match) if need else (),
            self._solved(name, practice),
            _stated_suitability(practice),
        )

    def _solved(
        self, name: str, practice: PracticeEntry
    ) -> tuple[tuple[kind_submodels.Now, submodels.Bottleneck], ...]:
        """Bottlenecks that the municipality has now, each with one of the same kind that the practice has solved."""
        entry = self.catalogue.municipality_entries.get(name)
        return tuple(
            (now, item)
            for now in (entry.data.bottlenecks_now if entry else ())
            for item in practice.data.bottlenecks
            if item.solved and item.kind == now.kind
        )


def is_suitable(suits: submodels.Suits, place: municipalities.Place) -> bool:
    """Whether a municipality is of a stated size and type."""
    low, high = suits.population_min or 0, suits.population_max or place.population
    return low <= place.population <= high and (not suits.types or place.type in suits.types)


def _stated_suitability(practice: PracticeEntry) -> submodels.Suits | None:
    """Whom the practice says it suits, when it says so in figures or types."""
    suits = practice.data.uptake.suits if practice.data.uptake else None
    return suits if suits and (suits.population_min or suits.population_max or suits.types) else None


def _best_basis(practice: PracticeEntry) -> field_types.Basis | None:
    """The basis of the best founded result; none when only a target or nothing is recorded."""
    bases = [item.basis for item in practice.data.results if item.basis is not field_types.Basis.TARGET]
    return max(bases, key=_EVIDENCE.__getitem__, default=None)


def _text(practice: PracticeEntry) -> str:
    """The texts that tell what a practice is about; what weighs more is there twice."""
    data = practice.data
    solved = (item.what for item in data.bottlenecks if item.solved)
    return ". ".join((data.title, data.title, data.summary, *data.tags, *data.tags, *data.aliases, *solved))
