"""How well suggestions predict adoptions: each known adoption is hidden in turn and its practice looked for."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import fmean, median

import numpy as np
from numpy.typing import NDArray

from kaytantopankki.analysis import Analysis
from kaytantopankki.content.catalogue import Catalogue, PracticeAdoption, PracticeEntry, adoptions_of
from kaytantopankki.search.analyser import Terms

Ranks = Sequence[float]  # Each as likely.


@dataclass(frozen=True)
class Trial:
    """One hidden adoption, and the rank of its practice among all that could be suggested; equals share the middle of
    their ranks.

    `suggested` is by the suggestions, `most_adopted` when the most adopted come first, `same_theme` when practices of
    the municipality's themes come first in random order. `adopter` is the place, from 0 (first) to 1 (last), of the
    municipality among all those that could have adopted the practice; `largest` when the largest come first.
    """

    adoption: PracticeAdoption
    suggested: Ranks
    most_adopted: Ranks
    same_theme: Ranks
    adopter: float
    largest: float


def trials(catalogue: Catalogue, terms: Terms) -> Iterator[Trial]:
    """A trial for each adoption that is known to be in use, whether or not its source names the practice."""
    for practice in catalogue.newest:
        for adoption in adoptions_of(practice):
            if adoption.kind != "other" and not practice.data.superseded_by:
                yield _trial(_without(catalogue, adoption), adoption, terms)


def hit_rate(ranks: Iterable[Ranks], within: int = 10) -> float:
    """The share of trials whose practice came among the first."""
    return fmean(fmean(rank <= within for rank in each) for each in ranks)


def reciprocal_rank(ranks: Iterable[Ranks]) -> float:
    """Mean reciprocal rank."""
    return fmean(fmean(1 / rank for rank in each) for each in ranks)


def table(found: Sequence[Trial]) -> str:
    """The measures of three ways to suggest, as Markdown."""
    ways = {
        "suggestions": [trial.suggested for trial in found],
        "most adopted first": [trial.most_adopted for trial in found],
        "same theme at random": [trial.same_theme for trial in found],
    }
    rows = (f"| {name} | {hit_rate(ranks):.3f} | {reciprocal_rank(ranks):.3f} |" for name, ranks in ways.items())
    return "\n".join(["| | hit rate at 10 | mean reciprocal rank |", "|---|---|---|", *rows])


def places(found: Sequence[Trial]) -> str:
    """Where adopters come among the municipalities, in one sentence."""
    adopter, largest = median(trial.adopter for trial in found), median(trial.largest for trial in found)
    return (
        "The adopter among all municipalities that could have adopted the practice, median place from 0 (first) to 1 "
        f"(last): {adopter:.3f}; largest first {largest:.3f}; by chance 0.5"
    )


def _without(catalogue: Catalogue, hidden: PracticeAdoption) -> Catalogue:
    """The catalogue without one adoption."""
    kept = tuple(item for item in hidden.practice.data.adoptions if item is not hidden.adoption)
    practice = replace(hidden.practice, data=hidden.practice.data.model_copy(update={"adoptions": kept}))
    return replace(catalogue, practices={**catalogue.practices, practice.slug: practice})


def _trial(catalogue: Catalogue, adoption: PracticeAdoption, terms: Terms) -> Trial:
    ranking = Analysis(catalogue, terms).ranking
    row = ranking.similarity.rows[adoption.adoption.municipality]
    column = [practice.slug for practice in ranking.practices].index(adoption.practice.slug)
    practices, municipalities = ranking.candidates[row], ranking.candidates[:, column]
    used = [[use for use in adoptions_of(practice) if use.kind != "other"] for practice in ranking.practices]
    adoptions = np.array([float(len(uses)) for uses in used])
    population = np.array([float(place.population) for place in catalogue.places.values()])
    last = municipalities.sum() - 1
    return Trial(
        adoption,
        (_rank(ranking.scores[row, practices], ranking.scores[row, column]),),
        (_rank(adoptions[practices], adoptions[column]),),
        _same_theme(catalogue, adoption, [ranking.practices[number] for number in np.flatnonzero(practices)]),
        (_rank(ranking.scores[municipalities, column], ranking.scores[row, column]) - 1) / last,
        (_rank(population[municipalities], population[row]) - 1) / last,
    )


def _rank(values: NDArray[np.float64], value: float) -> float:
    """The rank of a value among `values`, itself among them; equals share the middle of their ranks."""
    return float(1 + (values > value).sum() + ((values == value).sum() - 1) / 2)


def _same_theme(catalogue: Catalogue, hidden: PracticeAdoption, candidates: Sequence[PracticeEntry]) -> range:
    name = hidden.adoption.municipality
    adoptions = catalogue.adoptions_by_municipality.get(name, ())
    adopted = (item.practice for item in adoptions if item.kind != "other")
    practices = (*catalogue.practices_by_municipality.get(name, ()), *adopted)
    themes = {theme for practice in practices for theme in practice.data.themes}
    same = sum(bool(themes & set(practice.data.themes)) for practice in candidates)
    is_same = themes & set(hidden.practice.data.themes)
    return range(1, same + 1) if is_same else range(same + 1, len(candidates) + 1)
