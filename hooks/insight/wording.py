"""How much two short texts are about the same things, by the terms of the Finnish search."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from math import log, sqrt

from catalogue.vocabulary import Vocabulary
from search.folding import words
from search.terms import WHOLE, Terms, weighted

Vector = Mapping[str, float]
# What every entry of the site is about.
_GENERAL = ("kunta", "kaupunki", "päästö", "päästöt", "ilmasto", "vähentää", "vähennys", "tieto", "tavoite")


@dataclass(frozen=True)
class Wording:
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
