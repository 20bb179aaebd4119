"""Word forms to lemmas, compound parts and derivation bases, lemmas to their paradigms, and the terms by which a word is
found: its lemma, its compound parts and what it is derived from."""

import json
import logging
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, Protocol

from pydantic import BaseModel

from kaytantopankki.cache import write_atomic
from kaytantopankki.data_files import data_table

log = logging.getLogger("mkdocs.hooks.search")  # A name under MkDocs' own, so that its reader sees the message.
_WORD = re.compile(r"[^\W_]*[^\W\d_][^\W_]*(?:[-'’][^\W_]+)*-?|\d+(?:[.,]\d+)*")
_LONGEST = 200
_POSSIBLE = re.compile(r"^[a-zåäöéèüšž]+(?:-[a-zåäöéèüšž]+)*-?$")
NOUNS = ("noun", "proper", "adjective", "numeral", "pronoun", "ordinal")
_FINNISH: Mapping[str, list[str]] = {
    name: words.split() for name, words in data_table("search/data/finnish.yml").items()
}
_KNOWN, _GUESSED = "Lexicon", "Guesser|Any"  # What pykko calls where a word comes from.
WHOLE, PART, DERIVED = 1.0, 0.45, 0.35
# Shorter parts are noise, but "EU" in "EU-hanke" and "3D" in "3D-tulostus" are words.
_LEAST_PART, _LEAST_BEFORE_HYPHEN = 3, 2


@lru_cache(maxsize=200_000)
def fold(text: str) -> str:
    """ "Kaukolämpö" → "kaukolampo", "led-valo" → "ledvalo": as a word is compared, whichever way it is typed."""
    text = unicodedata.normalize("NFKD", text).replace("-", "").lower()
    return "".join(character for character in text if not unicodedata.combining(character))


@lru_cache(maxsize=64)  # What a document is found by and what is shown of it are the same texts.
def words(text: str) -> tuple[str, ...]:
    """The words of a text in their order, hyphenated ones whole: "led-valaistus", "3D", "ilmasto-", "2030"."""
    return tuple(_WORD.findall(text.replace("\u00ad", "")))


@dataclass(frozen=True)
class Reading:
    """One meaning of a word form: its lemma with `|` between compound parts, and what it is derived from."""

    lemma: str
    pos: str
    base: str = ""

    @property
    def parts(self) -> tuple[str, ...]:
        return tuple(part for part in re.split(r"[|\-]", self.lemma) if part)


class _KnownWords(BaseModel):
    """What is in the cache: the readings of each word form, and the forms of each lemma."""

    readings: dict[str, list[tuple[str, str, str]]]
    forms: dict[str, list[str]]


class WordReader(Hashable, Protocol):
    """What knows the meanings of word forms, the likeliest first."""

    def readings(self, word: str) -> tuple[Reading, ...]: ...


class Analyser:
    """pykko with a cache on disk: readings by word form, and forms by lemma."""

    def __init__(self, cache: Path | None = None) -> None:
        self._file = cache / f"pykko-{version('pypykko')}-4.json" if cache else None
        self._known = _load_cache(self._file)
        self.analysed = 0  # How much had to be analysed or generated, and is to be saved.

    def readings(self, word: str) -> tuple[Reading, ...]:
        """The likeliest readings of a word form; none when the analyser does not know it."""
        known = self._known["readings"]
        if word not in known:
            self._count()
            known[word] = [list(reading) for reading in _readings(word)]
        return tuple(Reading(*reading) for reading in known[word])

    def forms(self, lemma: str, pos: str) -> tuple[str, ...]:
        """The folded forms of a lemma, given with `|` between compound parts.

        Only the last part is inflected, which many words share; of a name the whole is: "Uusi|kaupunki" is
        "Uudenkaupungin". An unknown word is inflected as those that end alike, and what cannot be inflected at all
        has the commonest endings.
        """
        whole, (head, before) = lemma.replace("|", ""), _head(lemma)
        ways = [(head, before, pos), (whole, "", pos)]
        if pos.startswith("proper"):
            ways = [(whole, "", pos), *([(head, before, pos), (head, before, "noun")] if before else [])]
        for inflected, start, as_pos, source in (*((*way, _KNOWN) for way in ways), (head, before, pos, _GUESSED)):
            if paradigm := self._paradigm(inflected, as_pos, source):
                return tuple(fold(start.replace("|", "")) + form for form in paradigm)
        return tuple(sorted(_plain_forms(fold(whole)))) if any(map(str.isalpha, whole)) else (fold(whole),)

    def forms_in(self, language: str, given: str) -> set[str]:
        """The folded forms of a word, or of several written as one, of which the last is inflected."""
        *before, last = given.split()
        start, whole = fold("".join(before)), fold("".join(given.split()))
        if language == "fi":
            # Of some compounds the analyser leaves the beginning out: "yhteisauto" is an "auto".
            known = [one for one in self.readings(last) if fold(one.lemma)[:2] == fold(last)[:2]]
            lemma, pos = (known[0].lemma, known[0].pos) if known else (last, "noun")
            return {whole, *(start + form for form in self.forms(lemma, pos))}
        stems = {whole, re.sub("[ae]$|e(?=[lr]$)", "", whole)}
        return {whole, *(stem + ending for stem in stems for ending in _FINNISH[f"{language}_endings"])}

    def save(self) -> None:
        """Writes the cache for the next build if it can be written."""
        if self._file and self.analysed:
            write_atomic(self._file, json.dumps(self._known, ensure_ascii=False).encode())

    def _paradigm(self, head: str, pos: str, source: str) -> list[str]:
        known: dict[str, list[str]] = self._known["forms"]
        key = f"{head} {pos} {source}"
        if key not in known:
            self._count()
            known[key] = sorted(_paradigm(head, pos, source))
        return known[key]

    def _count(self) -> None:
        """Counts what is analysed; before the first word tells what is to come."""
        self.analysed += 1
        if self.analysed == 1:
            log.info(
                "Haku: analysoin uusia sanoja. Ensimmäinen kerta kestää minuutin tai kaksi, sen jälkeen tulokset ovat "
                "muistissa."
            )


class CachedAnalyser(Analyser):
    """Knows only what has been analysed, so it is never slow: another word has no reading, and without a cache none."""

    def readings(self, word: str) -> tuple[Reading, ...]:
        return super().readings(word) if word in self._known["readings"] else ()


def _load_cache(file: Path | None) -> dict[str, dict[str, Any]]:
    """What an earlier build saved; empty when there is no file or it cannot be understood."""
    try:
        return dict(_KnownWords.model_validate_json(file.read_bytes())) if file else {"readings": {}, "forms": {}}
    except (OSError, ValueError):
        return {"readings": {}, "forms": {}}


def _head(lemma: str) -> tuple[str, str]:
    """The last compound part, and what comes before it."""
    cut = max(lemma.rfind("|"), lemma.rfind("-")) + 1
    return lemma[cut:], lemma[:cut]


def _readings(word: str) -> Iterator[tuple[str, str, str]]:
    from pypykko.utils import analyze  # Imported here: it takes seconds to load, and a cached build does not need it.

    readings = []
    if len(word) > _LONGEST:  # The analyser calls itself for every letter.
        return
    for analysis in list(analyze(word))[:4]:
        base = re.search(r"← \w+:([^:]+):", analysis.info or "")
        readings.append((analysis.lemma, analysis.pos, base[1] if base else ""))
    yield from dict.fromkeys(reading for reading in readings if reading[1])


def _paradigm(head: str, pos: str, source: str) -> set[str]:
    """Folded forms of one lemma: those generated, and those that follow from their stems; none if it is unknown."""
    if not _POSSIBLE.match(head.lower()):
        return set()
    from pypykko.utils import add_compound_separators

    # All divisions into parts, because pykko's own function takes whichever a set happens to give first.
    is_known = source == _KNOWN
    divided = sorted(add_compound_separators(head, pos=pos, normalize_separators=False)) if is_known else [head]
    by_tag: dict[str, set[str]] = defaultdict(set)
    tags = _FINNISH["verb_tags" if pos == "verb" else "noun_tags"] + (_FINNISH["name_tags"] if pos == "proper" else [])
    for tag in tags:
        # The tags of a word that has only a plural, such as "talkoot", do not name the number.
        pykko_tag = tag.replace("+pl", "") if pos.endswith("-pl") else tag
        by_tag[tag] = {fold(form) for word in divided for form in _generate(word, pos, pykko_tag, source)}
    forms = set().union(*by_tag.values())
    if not forms:
        return forms
    weak = {form[:-1] for form in by_tag["+sg+gen"]}
    weak_plural = {form[:-3] for form in by_tag["+pl+ine"]}
    strong = {form[:-2] for form in by_tag["+sg+ess"] | by_tag["+pl+ess"]}
    forms.add(fold(head))
    forms |= {stem + ending for stem in weak for ending in ("", "n", "t", *_FINNISH["weak_endings"])}
    forms |= {stem + ending for stem in weak_plural for ending in _FINNISH["weak_endings"]}
    forms |= {stem + ending for stem in strong for ending in _FINNISH["strong_endings"]}
    return forms


def _generate(word: str, pos: str, tag: str, source: str) -> Iterator[str]:
    from pypykko.generate import TAB, generator_fst

    for homonym in ("", "1", "2") if source == _KNOWN else ("",):  # "laki" is a law, "lain", and a peak, "laen".
        forms = list(generator_fst.lookup(TAB.join((source, word, f"^{pos}", homonym, "", tag))))
        for form, weight in forms:
            # The likeliest come first. Texts are cut into words at a colon, so "EU:n" is never looked for.
            if weight == forms[0][1] and ":" not in form:
                yield form


def _plain_forms(word: str) -> set[str]:
    """Endings of a foreign or unknown word: "Motiva" + n, ssa …; after a consonant with the linking i."""
    stems = (word, word + "i") if word[-1:] not in "aeiouy" else (word,)
    return {stem + ending for stem in stems for ending in ("", *_FINNISH["plain_endings"])}


class Terms:
    """Terms of words by an analyser. `lemmas` has what they come from, for the dictionary of forms: by term the lemmas
    with `|` between compound parts, and their parts of speech."""

    def __init__(self, analyser: WordReader) -> None:
        self._analyser = analyser
        self.lemmas: dict[str, set[tuple[str, str]]] = {}
        self.of_word = lru_cache(maxsize=None)(self._of_word)

    def _of_word(self, word: str) -> tuple[tuple[str, float], ...]:
        """(term, weight) of a word form, the best weight of each term; none of a stop word."""
        if word.lower() in _FINNISH["stop_words"]:
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
            if first.endswith("-") and conjunction.lower() in _FINNISH["conjunctions"]:
                weights += ((term, PART * 2) for term in self._suspended(first, compound))
        return weights

    def main(self, word: str) -> str:
        """The term that a word of the vocabulary is itself, or its likeliest; none of a stop word."""
        found = [term for term, weight in self.of_word(word) if weight == WHOLE]
        return fold(word) if fold(word) in found else next(iter(found), "")

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
