"""What a word is found by: its lemma, its compound parts and what it is derived from."""

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from kaytantopankki.search.analyser import NOUNS, Reading, WordReader, fold, words

WHOLE, PART, DERIVED = 1.0, 0.45, 0.35
# Shorter parts are noise, but "EU" in "EU-hanke" and "3D" in "3D-tulostus" are words.
_LEAST_PART, _LEAST_BEFORE_HYPHEN = 3, 2
_JOINERS = {"ja", "sekä", "tai", "että", "eli"}
# Words that say nothing of what a text is about.
STOP = frozenset(
    [
        "ja",
        "on",
        "ei",
        "se",
        "he",
        "me",
        "te",
        "tai",
        "kun",
        "jos",
        "niin",
        "myös",
        "että",
        "joka",
        "jotka",
        "oli",
        "ovat",
        "olla",
        "mutta",
        "sekä",
        "kuin",
        "tämä",
    ]
)
Lemma = tuple[str, str]  # A lemma with `|` between its parts, and its part of speech.


class Terms:
    """Terms of words by an analyser, and the lemmas that the form dictionary needs."""

    def __init__(self, analyser: WordReader) -> None:
        self._analyser = analyser
        self.lemmas: dict[str, set[Lemma]] = {}
        self.of_word = lru_cache(maxsize=None)(self._of_word)

    def _of_word(self, word: str) -> tuple[tuple[str, float], ...]:
        """(term, weight) of a word form, the best weight of each term; none of a word that says nothing."""
        if word.lower() in STOP:
            return ()
        best: dict[str, float] = {}
        for term, weight in self._all(word):
            best[term] = max(weight, best.get(term, 0))
        return tuple(best.items())

    def _all(self, word: str) -> Iterator[tuple[str, float]]:
        readings = self._readings(word)
        if not readings:
            bare = word.strip("-")
            yield self._term(bare, "noun"), WHOLE
            for piece in bare.split("-") if "-" in bare else ():
                yield from ((term, weight * PART) for term, weight in self._all(piece))
            return
        for reading in readings:
            yield self._term(reading.lemma, reading.pos), WHOLE
            if reading.base:
                yield self._term(reading.base, "verb"), DERIVED
            yield from ((term, weight) for term, weight in self._parts(reading))

    def _readings(self, word: str) -> tuple[Reading, ...]:
        """Readings of a word as it stands, or of its ordinary spelling when it stands at the head of a sentence."""
        bare = word.strip("-’'")
        return self._analyser.readings(bare) or (self._analyser.readings(bare.lower()) if bare != bare.lower() else ())

    def _parts(self, reading: Reading) -> Iterator[tuple[str, float]]:
        """Every contiguous run of compound parts except the whole; a modifier in the genitive as its lemma."""
        parts = reading.parts
        for first in range(len(parts)):
            for last in range(first + 1, len(parts) + 1):
                if last - first == len(parts):
                    continue
                run = "|".join(parts[first:last])
                is_head = last == len(parts)
                least = _LEAST_PART if run not in reading.lemma.split("-") else _LEAST_BEFORE_HYPHEN
                for lemma, pos, base in self._of_part(run, reading.pos if is_head else "noun", is_head):
                    if len(fold(lemma.replace("|", ""))) >= least:
                        yield self._term(lemma, pos), PART
                        if base:
                            yield self._term(base, "verb"), PART * DERIVED

    def _of_part(self, run: str, pos: str, is_head: bool) -> Iterator[tuple[str, str, str]]:
        found = [reading for reading in self._analyser.readings(run.replace("|", "")) if reading.pos in NOUNS]
        for reading in found:
            yield reading.lemma, reading.pos, reading.base
        if not found or is_head:
            yield run, pos, ""

    def _term(self, lemma: str, pos: str) -> str:
        term = fold(lemma.replace("|", ""))
        self.lemmas.setdefault(term, set()).add((lemma, pos))
        return term

    def suspended(self, first: str, compound: str) -> Iterator[str]:
        """What a suspended hyphen leaves out: "ilmasto-" before "ympäristöohjelma" is "ilmasto-ohjelma"."""
        for reading in self._readings(compound):
            if len(reading.parts) > 1:
                yield self._term(f"{first.strip('-').lower()}|{reading.parts[-1]}", reading.pos)


def weighted(text: str, terms: Terms) -> list[tuple[str, float]]:
    """(term, weight) for each different word of a text, as often as it stands there times its weight; suspended hyphens
    are expanded: "ilmasto- ja ympäristöohjelma"."""
    found = words(text)
    told = [(term, times * weight) for word, times in Counter(found).items() for term, weight in terms.of_word(word)]
    for at, word in enumerate(found[:-2]):
        if word[-1] == "-" and found[at + 1].lower() in _JOINERS:
            told += ((term, PART * 2) for term in terms.suspended(word, found[at + 2]))
    return told
