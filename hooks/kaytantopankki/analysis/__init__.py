"""All that is computed from a catalogue, each part once; and needs matched with offers and practices."""

from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Generic, TypeVar

from kaytantopankki.analysis.ranking import Need, Ranking
from kaytantopankki.analysis.similarity import MunicipalitySimilarity, TextSimilarity
from kaytantopankki.content.catalogue import Catalogue, PracticeEntry
from kaytantopankki.content.models import Municipality
from kaytantopankki.search.terms import Terms

T = TypeVar("T")
_ANSWERS_SHOWN = 3
_QUESTION_FIELDS = ("looking_for", "key_challenge")


@dataclass(frozen=True)
class _Offer:
    """What a municipality can help with."""

    municipality: Municipality
    text: str


@dataclass(frozen=True)
class _Answer(Generic[T]):
    """A practice or an offer whose text matches a need, and the words of the need that matched."""

    found: T
    words: tuple[str, ...]


@dataclass(frozen=True)
class Question:
    """A need of a municipality, and the offers and practices that match it, the best match first."""

    municipality: Municipality
    need: Need
    offers: tuple[_Answer[_Offer], ...]
    practices: tuple[_Answer[PracticeEntry], ...]


@dataclass(frozen=True)
class _Meetings:
    """Needs and offers of all municipalities."""

    ranking: Ranking

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """What is looked for first, then the key challenges; those with most answers first."""
        questions = [
            Question(entry.data, need, self._offers(entry.data, need.text), self._practices(entry.data, need.text))
            for name, entry in sorted(self.ranking.catalogue.municipality_entries.items())
            for need in self.ranking.needs(name)
            if need.field in _QUESTION_FIELDS
        ]
        questions.sort(
            key=lambda item: (_QUESTION_FIELDS.index(item.need.field), not item.offers, -len(item.practices))
        )
        return tuple(questions)

    @cached_property
    def offers(self) -> tuple[_Offer, ...]:
        """Everything that municipalities offer, by the name of the municipality."""
        entries = sorted(self.ranking.catalogue.municipality_entries.items())
        return tuple(_Offer(entry.data, text) for _, entry in entries for text in entry.data.can_offer)

    @cached_property
    def _offer_texts(self) -> TextSimilarity:
        texts = [offer.text for offer in self.offers]
        return TextSimilarity(self.ranking.terms, texts, self.ranking.catalogue.vocabulary)

    def _offers(self, asking: Municipality, text: str) -> tuple[_Answer[_Offer], ...]:
        matches = self._offer_texts.matches(text)
        answers = (_Answer(self.offers[match.number], self._offer_texts.words_of(text, match)) for match in matches)
        return tuple(islice((item for item in answers if item.found.municipality is not asking), _ANSWERS_SHOWN))

    def _practices(self, asking: Municipality, text: str) -> tuple[_Answer[PracticeEntry], ...]:
        """Practices of others that the asking municipality has not adopted or considered."""
        ranking, texts = self.ranking, self.ranking.practice_texts
        row = ranking.similarity.rows[asking.municipality]
        unknown = (match for match in texts.matches(text) if ranking.candidates[row, match.number])
        return tuple(
            _Answer(ranking.practices[match.number], texts.words_of(text, match))
            for match in islice(unknown, _ANSWERS_SHOWN)
        )


@dataclass(frozen=True)
class Analysis:
    """Similarity of municipalities, practices ranked for them, and who could help whom."""

    catalogue: Catalogue
    terms: Terms

    @cached_property
    def similarity(self) -> MunicipalitySimilarity:
        return MunicipalitySimilarity(self.catalogue)

    @cached_property
    def ranking(self) -> Ranking:
        return Ranking(self.catalogue, self.similarity, self.terms)

    @cached_property
    def meetings(self) -> _Meetings:
        return _Meetings(self.ranking)
