"""How much municipalities, and texts about needs, resemble one another."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from math import log, sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kaytantopankki.content.catalogue import Catalogue, Membership, NetworkEntry, PracticeEntry
from kaytantopankki.content.municipalities import Place
from kaytantopankki.content.vocabulary import Vocabulary
from kaytantopankki.search.analyser import words
from kaytantopankki.search.terms import WHOLE, Terms, weighted

Matrix = NDArray[np.float64]
WEIGHTS = {"size": 0.4, "near": 0.1, "kind": 0.15, "region": 0.1, "networks": 0.2, "languages": 0.05}
NEAR_KM = 200.0
_SIZE_RATIO = 10.0
_RARE = 10  # A network of this many members counts as one whole; a smaller one as more.
_NETWORKS = 1.5  # How many such networks in common make the part full.
_EARTH_KM = 6371.0


@dataclass(frozen=True)
class Peer:
    """A municipality that resembles another: how much (0–1), by which parts, how far (km), networks in common."""

    place: Place
    score: float
    parts: Mapping[str, float]
    kilometres: int
    networks: tuple[NetworkEntry, ...]


@dataclass(frozen=True)
class MunicipalitySimilarity:
    """The resemblance of every pair of municipalities, in the order of the places."""

    catalogue: Catalogue

    @cached_property
    def number(self) -> Mapping[str, int]:
        """The row and column of each municipality by name."""
        return {name: row for row, name in enumerate(self.catalogue.places)}

    @cached_property
    def parts(self) -> Mapping[str, Matrix]:
        """Each part of the resemblance as a square matrix."""
        places = list(self.catalogue.places.values())
        population = np.log([place.population for place in places])
        ratio = np.abs(population[:, None] - population[None, :]) / np.log(_SIZE_RATIO)
        return {
            "size": np.clip(1 - ratio, 0, 1),
            "near": np.clip(1 - self.kilometres / NEAR_KM, 0, 1),
            "kind": _same([place.type.value for place in places]),
            "region": _same([place.region for place in places]),
            "networks": self._networks(),
            "languages": _jaccard([set(place.languages) for place in places]),
        }

    @cached_property
    def total(self) -> Matrix:
        """The weighted sum of the parts; a municipality is not its own peer."""
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
        distance: Matrix = 2 * _EARTH_KM * np.arcsin(np.sqrt(chord))
        return distance

    def nearest(self, name: str, count: int = 5) -> tuple[Peer, ...]:
        """The municipalities that resemble `name` most; equals in alphabetical order."""
        row = self.total[self.number[name]]
        names = list(self.catalogue.places)
        return tuple(self.peer(name, names[other]) for other in np.argsort(-row, kind="stable")[:count])

    def peer(self, name: str, other: str) -> Peer:
        """How `other` resembles `name`."""
        here, there = self.number[name], self.number[other]
        common = {item.network.slug for item in self._present(name)}
        return Peer(
            self.catalogue.places[other],
            float(self.total[here, there]),
            {part: float(matrix[here, there]) for part, matrix in self.parts.items()},
            round(float(self.kilometres[here, there])),
            tuple(item.network for item in self._present(other) if item.network.slug in common),
        )

    def _present(self, name: str) -> list[Membership]:
        return [item for item in self.catalogue.memberships.get(name, ()) if not item.member.until]

    def _networks(self) -> Matrix:
        """Networks in common by their rarity."""
        slugs = {slug: column for column, slug in enumerate(self.catalogue.networks)}
        member = np.zeros((len(self.number), len(slugs)))
        for name, row in self.number.items():
            for item in self._present(name):
                member[row, slugs[item.network.slug]] = 1
        size = np.maximum(member.sum(axis=0), 1)
        rarity = np.log(len(self.number) / size) / np.log(len(self.number) / _RARE)
        return np.asarray(np.clip((member * rarity) @ member.T / _NETWORKS, 0, 1))


def _same(values: list[str]) -> Matrix:
    keys = np.unique(np.array(values), return_inverse=True)[1]
    same: Matrix = np.equal(keys[:, None], keys[None, :]).astype(np.float64)
    return same


def _jaccard(sets: list[set[str]]) -> Matrix:
    words = sorted(set().union(*sets))
    has = np.array([[word in found for word in words] for found in sets], dtype=np.float64)
    common = has @ has.T
    counts = has.sum(axis=1)
    return np.asarray(common / (counts[:, None] + counts[None, :] - common))


Vector = Mapping[str, float]
# What every entry of the site is about.
_GENERAL = ("kunta", "kaupunki", "päästö", "päästöt", "ilmasto", "vähentää", "vähennys", "tieto", "tavoite")


@dataclass(frozen=True)
class TextSimilarity:
    """Texts to compare others with: cosine of term frequencies weighted by rarity (tf–idf).

    Only terms of `subjects` count: the words "vasta", "osa" and "2021" are common to texts about different things.
    """

    terms: Terms
    texts: Sequence[str]
    subjects: frozenset[str]

    @cached_property
    def _counts(self) -> list[Counter[str]]:
        return [self._terms_of(text) for text in self.texts]

    @cached_property
    def _rarity(self) -> Mapping[str, float]:
        found = Counter(term for counts in self._counts for term in counts)
        return {term: log(1 + len(self.texts) / count) for term, count in found.items()}

    @cached_property
    def _postings(self) -> Mapping[str, list[tuple[int, float]]]:
        """Texts and weights by term; the weights of one text have the length 1."""
        postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for number, counts in enumerate(self._counts):
            for term, weight in self._unit(counts).items():
                postings[term].append((number, weight))
        return postings

    def alike(self, text: str) -> dict[int, dict[str, float]]:
        """The texts that have terms of `text`: what each common term adds to the cosine, by the text's number."""
        found: dict[int, dict[str, float]] = defaultdict(dict)
        for term, weight in self._unit(self._terms_of(text)).items():
            for number, there in self._postings.get(term, ()):
                found[number][term] = weight * there
        return found

    def _unit(self, counts: Mapping[str, float]) -> Vector:
        weights = {term: count * self._rarity[term] for term, count in counts.items() if term in self._rarity}
        length = sqrt(sum(weight**2 for weight in weights.values())) or 1
        return {term: weight / length for term, weight in weights.items()}

    def _terms_of(self, text: str) -> Counter[str]:
        counts: Counter[str] = Counter()
        for term, share in weighted(text, self.terms):
            if term in self.subjects:
                counts[term] += share  # type: ignore[assignment]
        return counts


def subjects(words_: Vocabulary, terms: Terms) -> frozenset[str]:
    """The terms of the site's own words for what practices are about: tags, and synonyms of tags and themes.

    Of names of many words none counts alone: "pieni" in "pieni kunta" says nothing.
    """
    synonyms = [word.synonyms for word in words_.tags.values()] + [theme.synonyms for theme in words_.themes.values()]
    names = " ".join(dict.fromkeys(name for name in (*words_.tags, *chain(*synonyms)) if " " not in name))
    general = {term for term, _ in weighted(" ".join(_GENERAL), terms)}
    found = {term for term, weight in weighted(names, terms) if weight == WHOLE and not term.isnumeric()}
    return frozenset(found - general)


def told(text: str, shared: Mapping[str, float], terms: Terms) -> tuple[str, ...]:
    """The words of `text`, in their order, that made most of a likeness; `shared` tells what each term added."""
    least = sum(shared.values()) / 5
    wanted = {term for term, part in shared.items() if part >= least}
    found = (word for word in words(text) if wanted & {term for term, _ in terms.of_word(word)})
    return tuple(dict.fromkeys(found))


NEED_WEIGHTS = {"looking_for": 1.0, "key_challenge": 0.8, "goals": 0.3}  # How much a need counts by its field.
LEAST_LIKENESS = 0.28  # A weaker likeness of words is chance.


class Need(NamedTuple):
    """What a municipality says: how much it counts, its field and its text."""

    weight: float
    field: str
    text: str


class NeedMatch(NamedTuple):
    """A text by its number, how like it is (a cosine), and what each common term adds to that."""

    number: int
    share: float
    shared: Mapping[str, float]


class Fit(NamedTuple):
    """A need that a practice answers, and the words of the need that told so."""

    need: Need
    words: tuple[str, ...]


@dataclass(frozen=True)
class Needs:
    """The needs of municipalities, and how far practices answer them."""

    catalogue: Catalogue
    practices: tuple[PracticeEntry, ...]
    terms: Terms

    def of(self, name: str) -> Iterator[Need]:
        """The needs of a municipality, those of one field after another."""
        own = self.catalogue.municipality_entries.get(name)
        if own:
            texts: dict[str, tuple[str, ...]] = {
                "looking_for": own.data.looking_for,
                "key_challenge": (own.data.key_challenge,) if own.data.key_challenge else (),
                "goals": tuple(goal.text for goal in own.data.goals),
            }
            yield from (Need(weight, field, text) for field, weight in NEED_WEIGHTS.items() for text in texts[field])

    def answers(self, text: str) -> Iterator[NeedMatch]:
        """The practices that are about the same things as a text, the likest first."""
        return best_matches(self._wording, text)

    @cached_property
    def points(self) -> Mapping[str, Mapping[int, float]]:
        """How well practices (by number) answer the need that they answer best, by municipality."""
        return {
            name: {number: need.weight * found.share for number, (need, found) in best.items()}
            for name, best in self._best.items()
        }

    def fit(self, name: str, number: int) -> Fit | None:
        """The need of a municipality that a practice answers best."""
        best = self._best.get(name, {}).get(number)
        return Fit(best[0], told(best[0].text, best[1].shared, self.terms)) if best else None

    @cached_property
    def _best(self) -> Mapping[str, Mapping[int, tuple[Need, NeedMatch]]]:
        found: dict[str, dict[int, tuple[Need, NeedMatch]]] = {}
        for name in self.catalogue.municipality_entries:
            best = found.setdefault(name, {})
            for need in self.of(name):
                for answer in self.answers(need.text):
                    earlier = best.get(answer.number)
                    if not earlier or need.weight * answer.share > earlier[0].weight * earlier[1].share:
                        best[answer.number] = need, answer
        return found

    @cached_property
    def _wording(self) -> TextSimilarity:
        words = [_words(practice) for practice in self.practices]
        return TextSimilarity(self.terms, words, subjects(self.catalogue.vocabulary, self.terms))


def best_matches(wording: TextSimilarity, text: str) -> Iterator[NeedMatch]:
    """The texts that are about the same things as `text`, the likest first."""
    found = (
        NeedMatch(number, round(sum(shared.values()), 6), shared) for number, shared in wording.alike(text).items()
    )
    alike = (item for item in found if item.share >= LEAST_LIKENESS)
    yield from sorted(alike, key=lambda item: (-item.share, item.number))


def _words(practice: PracticeEntry) -> str:
    """What a practice is about, in its own words."""
    data = practice.data
    solved = (item.what for item in data.bottlenecks if item.solved)
    return ". ".join((data.title, data.title, data.summary, *data.tags, *data.tags, *data.aliases, *solved))
