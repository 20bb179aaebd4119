"""How much municipalities, and texts, resemble one another."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log, sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kaytantopankki.content.catalogue import Catalogue, Membership, NetworkEntry
from kaytantopankki.content.municipalities import Place
from kaytantopankki.content.vocabulary import Vocabulary
from kaytantopankki.search.analyser import WHOLE, Terms, words

Matrix = NDArray[np.float64]
WEIGHTS = {"size": 0.4, "near": 0.1, "kind": 0.15, "region": 0.1, "networks": 0.2, "languages": 0.05}
NEAR_KM = 200.0
_SIZE_RATIO = 10.0
_RARE_NETWORK = 10  # A network of this many members counts as one; a smaller one as more.
_NETWORKS_IN_FULL = 1.5  # How many such networks in common make the part full.
_EARTH_KM = 6371.0
_LEAST_SIMILARITY = 0.28  # Texts that are less similar share words by chance.
# What every entry of the site is about.
_GENERAL_WORDS = "kunta kaupunki päästö päästöt ilmasto vähentää vähennys tieto tavoite"


@dataclass(frozen=True)
class SimilarMunicipality:
    """How much a municipality resembles another (0–1), by part, their distance, and the networks they share."""

    place: Place
    score: float
    parts: Mapping[str, float]
    kilometres: int
    networks: tuple[NetworkEntry, ...]


@dataclass(frozen=True)
class MunicipalitySimilarity:
    """The similarity of every pair of municipalities, in the order of the places."""

    catalogue: Catalogue

    @cached_property
    def rows(self) -> Mapping[str, int]:
        """The row and column of each municipality by name."""
        return {name: row for row, name in enumerate(self.catalogue.places)}

    @cached_property
    def parts(self) -> Mapping[str, Matrix]:
        """Each part of the similarity as a square matrix."""
        places = list(self.catalogue.places.values())
        population = np.log([place.population for place in places])
        ratio = np.abs(population[:, None] - population[None, :]) / np.log(_SIZE_RATIO)
        return {
            "size": np.clip(1 - ratio, 0, 1),
            "near": np.clip(1 - self.kilometres / NEAR_KM, 0, 1),
            "kind": _equal([place.type.value for place in places]),
            "region": _equal([place.region for place in places]),
            "networks": self._networks(),
            "languages": _jaccard([set(place.languages) for place in places]),
        }

    @cached_property
    def total(self) -> Matrix:
        """The weighted sum of the parts; of a municipality with itself 0."""
        total = sum((weight * self.parts[name] for name, weight in WEIGHTS.items()), np.zeros(1))
        # Rounded so that the order does not hang on how a processor adds.
        return np.round(total * (1 - np.eye(len(total))), 6)

    @cached_property
    def kilometres(self) -> Matrix:
        """Great-circle distances of the seats, in kilometres."""
        places = self.catalogue.places.values()
        latitude = np.radians([place.latitude for place in places])
        longitude = np.radians([place.longitude for place in places])
        across = np.sin((latitude[:, None] - latitude[None, :]) / 2) ** 2
        along = np.sin((longitude[:, None] - longitude[None, :]) / 2) ** 2
        chord = across + np.cos(latitude)[:, None] * np.cos(latitude)[None, :] * along
        return np.asarray(2 * _EARTH_KM * np.arcsin(np.sqrt(chord)))

    def most_similar(self, name: str, count: int = 5) -> tuple[SimilarMunicipality, ...]:
        """The municipalities that resemble `name` most; equals in alphabetical order."""
        names = list(self.catalogue.places)
        order = np.argsort(-self.total[self.rows[name]], kind="stable")[:count]
        return tuple(self.compare(name, names[other]) for other in order)

    def compare(self, name: str, other: str) -> SimilarMunicipality:
        """How `other` resembles `name`."""
        row, column = self.rows[name], self.rows[other]
        networks = {item.network.slug for item in self._memberships(name)}
        return SimilarMunicipality(
            self.catalogue.places[other],
            float(self.total[row, column]),
            {part: float(matrix[row, column]) for part, matrix in self.parts.items()},
            round(float(self.kilometres[row, column])),
            tuple(item.network for item in self._memberships(other) if item.network.slug in networks),
        )

    def _memberships(self, name: str) -> list[Membership]:
        return [item for item in self.catalogue.memberships.get(name, ()) if not item.member.until]

    def _networks(self) -> Matrix:
        """Networks in common by their rarity."""
        columns = {slug: column for column, slug in enumerate(self.catalogue.networks)}
        member = np.zeros((len(self.rows), len(columns)))
        for name, row in self.rows.items():
            for item in self._memberships(name):
                member[row, columns[item.network.slug]] = 1
        size = np.maximum(member.sum(axis=0), 1)
        rarity = np.log(len(self.rows) / size) / np.log(len(self.rows) / _RARE_NETWORK)
        return np.asarray(np.clip((member * rarity) @ member.T / _NETWORKS_IN_FULL, 0, 1))


def _equal(values: Sequence[str]) -> Matrix:
    array = np.array(values)
    return np.asarray(array[:, None] == array[None, :], dtype=np.float64)


def _jaccard(sets: Sequence[set[str]]) -> Matrix:
    members = sorted(set().union(*sets))
    has = np.array([[member in each for member in members] for each in sets], dtype=np.float64)
    common, sizes = has @ has.T, has.sum(axis=1)
    return np.asarray(common / (sizes[:, None] + sizes[None, :] - common))


class TextMatch(NamedTuple):
    """A text by its number, its cosine similarity, and what each common term adds to that."""

    number: int
    similarity: float
    terms: Mapping[str, float]


@dataclass(frozen=True)
class TextSimilarity:
    """Texts to compare others with: cosine of term frequencies weighted by rarity (tf–idf).

    Only subject terms count: the words "vasta", "osa" and "2021" are common to texts about different things.
    """

    terms: Terms
    texts: Sequence[str]
    vocabulary: Vocabulary

    def matches(self, text: str) -> list[TextMatch]:
        """The texts that are about the same things as `text`, the most similar first."""
        query = self._unit_vector(self._frequencies(text))
        common = [
            {term: weight * vector[term] for term, weight in query.items() if term in vector}
            for vector in self._vectors
        ]
        matches = (TextMatch(number, round(sum(terms.values()), 6), terms) for number, terms in enumerate(common))
        similar = [match for match in matches if match.similarity >= _LEAST_SIMILARITY]
        return sorted(similar, key=lambda match: (-match.similarity, match.number))

    def words_of(self, text: str, match: TextMatch) -> tuple[str, ...]:
        """The words of `text`, in their order, that made most of a match."""
        least = sum(match.terms.values()) / 5
        weighty = {term for term, part in match.terms.items() if part >= least}
        matching = (word for word in words(text) if weighty & {term for term, _ in self.terms.of_word(word)})
        return tuple(dict.fromkeys(matching))

    @cached_property
    def _subjects(self) -> frozenset[str]:
        """The terms of what practices are about: tags, and synonyms of tags and themes.

        Of names of many words none counts alone: "pieni" in "pieni kunta" says nothing.
        """
        tags, themes = self.vocabulary.tags, self.vocabulary.themes
        synonyms = [name for tag in tags.values() for name in tag.synonyms]
        synonyms += [name for theme in themes.values() for name in theme.synonyms]
        names = " ".join(dict.fromkeys(name for name in (*tags, *synonyms) if " " not in name))
        general = {term for term, _ in self.terms.weighted(_GENERAL_WORDS)}
        subjects = {term for term, weight in self.terms.weighted(names) if weight == WHOLE and not term.isnumeric()}
        return frozenset(subjects - general)

    @cached_property
    def _text_frequencies(self) -> list[Mapping[str, float]]:
        return [self._frequencies(text) for text in self.texts]

    @cached_property
    def _rarity(self) -> Mapping[str, float]:
        counts = Counter(term for frequencies in self._text_frequencies for term in frequencies)
        return {term: log(1 + len(self.texts) / count) for term, count in counts.items()}

    @cached_property
    def _vectors(self) -> list[Mapping[str, float]]:
        return [self._unit_vector(frequencies) for frequencies in self._text_frequencies]

    def _unit_vector(self, frequencies: Mapping[str, float]) -> Mapping[str, float]:
        weights = {term: count * self._rarity[term] for term, count in frequencies.items() if term in self._rarity}
        length = sqrt(sum(weight**2 for weight in weights.values())) or 1
        return {term: weight / length for term, weight in weights.items()}

    def _frequencies(self, text: str) -> Mapping[str, float]:
        frequencies: dict[str, float] = defaultdict(float)
        for term, weight in self.terms.weighted(text):
            if term in self._subjects:
                frequencies[term] += weight
        return frequencies
