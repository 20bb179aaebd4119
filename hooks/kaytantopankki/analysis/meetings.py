"""Who looks for what, and who could help; and all of the analysis, each part computed once."""

from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Generic, TypeVar

from kaytantopankki.analysis.ranking import Ranking, Suggestions
from kaytantopankki.analysis.similarity import (
    MunicipalitySimilarity,
    Need,
    TextSimilarity,
    best_matches,
    subjects,
    told,
)
from kaytantopankki.content.catalogue import Catalogue, PracticeEntry
from kaytantopankki.content.models import Municipality
from kaytantopankki.search.terms import Terms

T = TypeVar("T")
_ANSWERS = 3
_ASKED = ("looking_for", "key_challenge")


@dataclass(frozen=True)
class Offer:
    """What a municipality can help with."""

    municipality: Municipality
    text: str


@dataclass(frozen=True)
class Answer(Generic[T]):
    """A practice or an offer that speaks of the same things as a need, and the words of the need that told so."""

    found: T
    words: tuple[str, ...]


@dataclass(frozen=True)
class Question:
    """What a municipality looks for or finds hardest, and who may have an answer, the likeliest first."""

    municipality: Municipality
    need: Need
    offers: tuple[Answer[Offer], ...]
    practices: tuple[Answer[PracticeEntry], ...]


@dataclass(frozen=True)
class Meetings:
    """Needs and offers of all municipalities."""

    scoring: Ranking

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """What is looked for first, then what is found hardest; those with most answers first."""
        found = [
            Question(own.data, need, self._offers(own.data, need.text), self._practices(own.data, need.text))
            for name, own in sorted(self.scoring.catalogue.municipality_entries.items())
            for need in self.scoring.needs.of(name)
            if need.field in _ASKED
        ]
        return tuple(
            sorted(found, key=lambda item: (_ASKED.index(item.need.field), not item.offers, -len(item.practices)))
        )

    @cached_property
    def offers(self) -> tuple[Offer, ...]:
        """Everything that municipalities offer, by name."""
        own_words = (own.data for _, own in sorted(self.scoring.catalogue.municipality_entries.items()))
        return tuple(Offer(data, text) for data in own_words for text in data.can_offer)

    @cached_property
    def _wording(self) -> TextSimilarity:
        words = subjects(self.scoring.catalogue.vocabulary, self.scoring.terms)
        return TextSimilarity(self.scoring.terms, [offer.text for offer in self.offers], words)

    def _offers(self, asking: Municipality, text: str) -> tuple[Answer[Offer], ...]:
        terms = self.scoring.terms
        found = best_matches(self._wording, text)
        answers = (Answer(self.offers[item.number], told(text, item.shared, terms)) for item in found)
        return tuple(item for item in answers if item.found.municipality is not asking)[:_ANSWERS]

    def _practices(self, asking: Municipality, text: str) -> tuple[Answer[PracticeEntry], ...]:
        """Practices of others that the asking municipality has not met yet."""
        row = self.scoring.resemblance.number[asking.municipality]
        found = (item for item in self.scoring.needs.answers(text) if self.scoring.open[row, item.number])
        return tuple(
            Answer(self.scoring.practices[item.number], told(text, item.shared, self.scoring.terms))
            for item in islice(found, _ANSWERS)
        )


@dataclass(frozen=True)
class Analysis:
    """Resemblance of municipalities, suggestions to them, and who could help whom."""

    catalogue: Catalogue
    terms: Terms

    @cached_property
    def resemblance(self) -> MunicipalitySimilarity:
        return MunicipalitySimilarity(self.catalogue)

    @cached_property
    def scoring(self) -> Ranking:
        return Ranking(self.catalogue, self.resemblance, self.terms)

    @cached_property
    def suggestions(self) -> Suggestions:
        return Suggestions(self.scoring)

    @cached_property
    def meetings(self) -> Meetings:
        return Meetings(self.scoring)
