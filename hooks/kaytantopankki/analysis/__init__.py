"""All that is computed from a catalogue, each part once; and needs matched with offers and practices."""

from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from kaytantopankki.analysis.ranking import Need, Ranking
from kaytantopankki.analysis.similarity import MunicipalitySimilarity, TextSimilarity
from kaytantopankki.content.catalogue import Catalogue, PracticeEntry
from kaytantopankki.content.models import Municipality
from kaytantopankki.search.analyser import Terms

_ANSWERS_SHOWN = 3
_QUESTION_FIELDS = ("looking_for", "key_challenge")
_Offer = tuple[Municipality, str]  # A municipality, and what it can help with.
_Words = tuple[str, ...]


class Question(NamedTuple):
    """A need of a municipality, and the offers and practices that match it, the best match first, each with the words
    of the need that matched."""

    municipality: Municipality
    need: Need
    offers: list[tuple[_Offer, _Words]]
    practices: list[tuple[PracticeEntry, _Words]]


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
    def questions(self) -> list[Question]:
        """What is looked for first, then the key challenges; those with most answers first."""
        questions = [
            Question(entry.data, need, self._offers(entry.data, need.text), self._practices(entry.data, need.text))
            for name, entry in sorted(self.catalogue.municipality_entries.items())
            for need in self.ranking.needs(name)
            if need.field in _QUESTION_FIELDS
        ]
        order = _QUESTION_FIELDS.index
        return sorted(questions, key=lambda item: (order(item.need.field), not item.offers, -len(item.practices)))

    @cached_property
    def offers(self) -> list[_Offer]:
        """Everything that municipalities offer, by the name of the municipality."""
        entries = sorted(self.catalogue.municipality_entries.items())
        return [(entry.data, text) for _, entry in entries for text in entry.data.can_offer]

    @cached_property
    def _offer_texts(self) -> TextSimilarity:
        return TextSimilarity(self.terms, [text for _, text in self.offers], self.catalogue.vocabulary)

    def _offers(self, asking: Municipality, text: str) -> list[tuple[_Offer, _Words]]:
        texts = self._offer_texts
        others = (match for match in texts.matches(text) if self.offers[match.number][0] is not asking)
        return [(self.offers[match.number], texts.words_of(text, match)) for match in islice(others, _ANSWERS_SHOWN)]

    def _practices(self, asking: Municipality, text: str) -> list[tuple[PracticeEntry, _Words]]:
        """Practices of others that the asking municipality has not adopted or considered."""
        ranking, texts = self.ranking, self.ranking.practice_texts
        row = self.similarity.rows[asking.municipality]
        unknown = (match for match in texts.matches(text) if ranking.candidates[row, match.number])
        return [
            (ranking.practices[match.number], texts.words_of(text, match)) for match in islice(unknown, _ANSWERS_SHOWN)
        ]
