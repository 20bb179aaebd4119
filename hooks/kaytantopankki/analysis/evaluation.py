"""How well suggestions foretell adoptions: each known adoption is hidden in turn and its practice looked for."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import fmean, median

import numpy as np

from kaytantopankki.analysis.ranking import RANKING_WEIGHTS, Ranking, Weights
from kaytantopankki.analysis.similarity import MunicipalitySimilarity
from kaytantopankki.content.catalogue import Catalogue, PracticeAdoption, PracticeEntry
from kaytantopankki.search.terms import Terms


@dataclass(frozen=True)
class Trial:
    """One hidden adoption, and where its practice came among all the practices that could be suggested.

    `rank` is by the suggestions, `popular` when the most adopted come first, `same_theme` the ranks (each as likely)
    when practices of the municipality's themes come first in random order. Equals share the middle of their places.
    `place_rank` tells where the municipality came among all those that could have taken the practice, of `places`;
    `largest` the same when the largest come first.
    """

    use: PracticeAdoption
    rank: float
    popular: float
    same_theme: range
    place_rank: float
    largest: float
    places: int


def trials(catalogue: Catalogue, terms: Terms, points: Weights = RANKING_WEIGHTS) -> Iterator[Trial]:
    """A trial for each adoption that was not a refusal or a mere consideration."""
    for practice in catalogue.newest:
        for adoption in practice.data.adoptions:
            use = PracticeAdoption(practice, adoption)
            if use.kind != "refused" and not practice.data.superseded_by:
                yield _trial(_without(catalogue, use), use, terms, points)


def hit_rate(ranks: Iterable[float], within: int = 10) -> float:
    """The share of trials whose practice came among the first."""
    return fmean(rank <= within for rank in ranks)


def reciprocal_rank(ranks: Iterable[float]) -> float:
    """Mean reciprocal rank."""
    return fmean(1 / rank for rank in ranks)


def random_hit_rate(ranges: Sequence[range], within: int = 10) -> float:
    """The expected hit rate when every rank of a range is as likely."""
    return fmean(fmean(rank <= within for rank in ranks) for ranks in ranges)


def random_reciprocal_rank(ranges: Sequence[range]) -> float:
    """The expected mean reciprocal rank when every rank of a range is as likely."""
    return fmean(fmean(1 / rank for rank in ranks) for ranks in ranges)


def place_share(ranks: Iterable[float], found: Sequence[Trial]) -> float:
    """The median place of the adopter among all municipalities, from 0 (first) to 1 (last); by chance it is 0.5."""
    return median((rank - 1) / (trial.places - 1) for rank, trial in zip(ranks, found, strict=True))


def _without(catalogue: Catalogue, use: PracticeAdoption) -> Catalogue:
    """The catalogue without one adoption."""
    kept = tuple(item for item in use.practice.data.adoptions if item is not use.adoption)
    data = use.practice.data.model_copy(update={"adoptions": kept})
    hidden = replace(use.practice, data=data)
    return replace(catalogue, practices={**catalogue.practices, hidden.slug: hidden})


def _trial(catalogue: Catalogue, use: PracticeAdoption, terms: Terms, points: Weights) -> Trial:
    scoring = Ranking(catalogue, MunicipalitySimilarity(catalogue), terms, points)
    row = scoring.resemblance.number[use.adoption.municipality]
    slugs = [practice.slug for practice in scoring.practices]
    column = slugs.index(use.practice.slug)
    is_open = scoring.open[row]
    adopters = np.array([float(len(practice.data.adoptions)) for practice in scoring.practices])
    could = scoring.open[:, column]
    population = np.array([float(place.population) for place in catalogue.places.values()])
    return Trial(
        use,
        _rank(scoring.scores[row, is_open], scoring.scores[row, column]),
        _rank(adopters[is_open], adopters[column]),
        _same_theme(catalogue, use, [scoring.practices[number] for number in np.flatnonzero(is_open)]),
        _rank(scoring.scores[could, column], scoring.scores[row, column]),
        _rank(population[could], population[row]),
        int(could.sum()),
    )


def _rank(values: np.ndarray[tuple[int], np.dtype[np.float64]], own: float) -> float:
    """The place of a value among `values`, itself among them; equals share the middle of their places."""
    return float(1 + (values > own).sum() + ((values == own).sum() - 1) / 2)


def _same_theme(catalogue: Catalogue, use: PracticeAdoption, choices: Sequence[PracticeEntry]) -> range:
    name = use.adoption.municipality
    used = (*catalogue.practices_by_municipality.get(name, ()), *_used(catalogue, name))
    themes = {theme for practice in used for theme in practice.data.themes}
    same = sum(bool(themes & set(practice.data.themes)) for practice in choices)
    return range(1, same + 1) if themes & set(use.practice.data.themes) else range(same + 1, len(choices) + 1)


def _used(catalogue: Catalogue, name: str) -> list[PracticeEntry]:
    return [use.practice for use in catalogue.adoptions_by_municipality.get(name, ()) if use.kind != "refused"]
