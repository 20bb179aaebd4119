"""What a word is found by: its lemma, its compound parts and what it is derived from."""

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from kaytantopankki.search.analyser import NOUNS, Reading, WordReader, fold, words

WHOLE, PART, DERIVED = 1.0, 0.45, 0.35
# Shorter parts are noise, but "EU" in "EU-hanke" and "3D" in "3D-tulostus" are words.
_LEAST_PART, _LEAST_BEFORE_HYPHEN = 3, 2
_CONJUNCTIONS = {"ja", "sekä", "tai", "että", "eli"}
# Words that say nothing of what a text is about.
_STOP_WORDS = "ja on ei se he me te tai kun jos niin myös että joka jotka oli ovat olla mutta sekä kuin tämä"


class Terms:
    """Terms of words by an analyser. `lemmas` has what they come from, for the dictionary of forms: by term the lemmas
    with `|` between compound parts, and their parts of speech."""

    def __init__(self, analyser: WordReader) -> None:
        self._analyser = analyser
        self.lemmas: dict[str, set[tuple[str, str]]] = {}
        self.of_word = lru_cache(maxsize=None)(self._of_word)

    def _of_word(self, word: str) -> tuple[tuple[str, float], ...]:
        """(term, weight) of a word form, the best weight of each term; none of a stop word."""
        if word.lower() in _STOP_WORDS.split():
            return ()
        best: dict[str, float] = {}
        for term, weight in self._all_terms(word):
            best[term] = max(weight, best.get(term, 0))
        return tuple(best.items())

    def weighted(self, text: str) -> list[tuple[str, float]]:
        """(term, weight) for each different word of a text, as often as it stands there times its weight; suspended
        hyphens are expanded: "ilmasto- ja ympäristöohjelma"."""
        in_order = words(text)
        counts = Counter(in_order).items()
        weights = [(term, count * weight) for word, count in counts for term, weight in self.of_word(word)]
        for first, conjunction, compound in zip(in_order, in_order[1:], in_order[2:], strict=False):
            if first.endswith("-") and conjunction.lower() in _CONJUNCTIONS:
                weights += ((term, PART * 2) for term in self._suspended(first, compound))
        return weights

    def _suspended(self, first: str, compound: str) -> Iterator[str]:
        """What a suspended hyphen leaves out: "ilmasto-" before "ympäristöohjelma" is "ilmasto-ohjelma"."""
        for reading in self._readings(compound):
            if len(reading.parts) > 1:
                yield self._term(f"{first.strip('-').lower()}|{reading.parts[-1]}", reading.pos)

    def _all_terms(self, word: str) -> Iterator[tuple[str, float]]:
        readings = self._readings(word)
        if not readings:
            bare = word.strip("-")
            yield self._term(bare, "noun"), WHOLE
            for part in bare.split("-") if "-" in bare else ():
                yield from ((term, weight * PART) for term, weight in self._all_terms(part))
        for reading in readings:
            yield self._term(reading.lemma, reading.pos), WHOLE
            if reading.base:
                yield self._term(reading.base, "verb"), DERIVED
            yield from self._compound_parts(reading)

    def _readings(self, word: str) -> tuple[Reading, ...]:
        """Readings of a word as it stands, or of its ordinary spelling when it stands at the head of a sentence."""
        bare = word.strip("-’'")
        return self._analyser.readings(bare) or (self._analyser.readings(bare.lower()) if bare != bare.lower() else ())

    def _compound_parts(self, reading: Reading) -> Iterator[tuple[str, float]]:
        """Every contiguous run of compound parts except the whole; a modifier in the genitive as its lemma."""
        parts = reading.parts
        runs = ((first, last) for first in range(len(parts)) for last in range(first + 1, len(parts) + 1))
        for first, last in runs:
            if last - first == len(parts):
                continue
            run, is_head = "|".join(parts[first:last]), last == len(parts)
            least = _LEAST_PART if run not in reading.lemma.split("-") else _LEAST_BEFORE_HYPHEN
            for lemma, pos, base in self._of_part(run, reading.pos if is_head else "noun", is_head):
                if len(fold(lemma.replace("|", ""))) >= least:
                    yield self._term(lemma, pos), PART
                    if base:
                        yield self._term(base, "verb"), PART * DERIVED

    def _of_part(self, run: str, pos: str, is_head: bool) -> Iterator[tuple[str, str, str]]:
        """(lemma, part of speech, base) of each noun that a run of parts may be."""
        nouns = [reading for reading in self._analyser.readings(run.replace("|", "")) if reading.pos in NOUNS]
        for reading in nouns:
            yield reading.lemma, reading.pos, reading.base
        if not nouns or is_head:
            yield run, pos, ""

    def _term(self, lemma: str, pos: str) -> str:
        term = fold(lemma.replace("|", ""))
        self.lemmas.setdefault(term, set()).add((lemma, pos))
        return term
