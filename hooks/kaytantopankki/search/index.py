"""The inverted index and the facets, as small files, so that a query fetches only what it needs."""

import hashlib
import json
import os
import pickle
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryFile, mkdtemp
from typing import Any, NamedTuple

from kaytantopankki.content import field_types, municipalities
from kaytantopankki.content.catalogue import Catalogue
from kaytantopankki.content.vocabulary import SearchWord
from kaytantopankki.formatting import capitalised, unbroken
from kaytantopankki.search.analyser import Analyser, Terms, fold, words
from kaytantopankki.search.documents import Document

PREVIEW_ADDRESS = "haku/esikatselu/"  # The same for every build of a server, so that no page changes with the search.
_KINDS = "Käytäntö Uutinen Tapahtuma Kunta Maakunta Verkosto Yhteishanke Teema Avainsana Pullonkaula Mittari Sivu"
# BM25: how fast repetition saturates, and how much a long text counts against a document.
_K1, _B = 1.4, 0.6
_SCALE, _MOST_IMPACT = 40, 255
_MOST_ENTRIES = 600  # In a shard of the dictionary.
_MOST_POSTINGS = 4000  # Numbers in a shard of postings, so that a common beginning does not make a large file.
_LONGEST_KEY = 5
_LONGEST_TEXT = 6000
_Files = dict[str, str]
_Postings = list[tuple[str, list[tuple[int, int]]]]


class _Facet(NamedTuple):
    """A way to narrow results: its key and title, and the titles of its values in the order in which readers expect
    them, or with the most common first."""

    key: str
    title: str
    values: dict[str, str]
    common_first: bool = False


class _Entry(NamedTuple):
    """A word of the dictionary, what is told of it, and its folded forms."""

    lemma: str
    told: str
    forms: set[str]


def search_files(
    found: Sequence[Document], all_facets: Sequence[_Facet], words: Mapping[str, SearchWord], analyser: Analyser
) -> tuple[str, _Files]:
    """The folder's address, which tells its content, and the content of each file by its address. `words` are those by
    which readers look for what texts call otherwise."""
    terms = Terms(analyser)
    index, forms = _postings(found, terms), _forms(found, terms)
    entries = chain(_entries(index, set().union(*forms.values()), terms, analyser), _others(words, terms, analyser))
    files = dict(_shards(index, forms, len(found), entries))
    files["rajaus.json"] = _json(_facet_columns(found, all_facets))
    for number, document in enumerate(found):
        files[f"d/{number}.json"] = _json(_document(document))
    content = "".join(f"{name}\0{content}" for name, content in sorted(files.items()))
    root = f"haku/{hashlib.sha256(content.encode()).hexdigest()[:12]}/"
    return root, {root + name: content for name, content in files.items()}


def facets(catalogue: Catalogue) -> tuple[_Facet, ...]:
    """All facets, in the order of the search page."""
    words = catalogue.vocabulary
    bottlenecks = {key: kind.title for key, kind in words.bottlenecks.items()}
    networks = {entry.slug: entry.data.title for entry in catalogue.networks_by_title}
    years = map(str, range(2100, 1899, -1))
    return (
        _Facet("laji", "Sisältö", {kind: kind for kind in _KINDS.split()}),
        _Facet("teema", "Teema", {key: theme.title for key, theme in words.themes.items()}),
        _Facet("vaihe", "Vaihe", {stage.value: capitalised(stage.label) for stage in field_types.Stage}),
        _Facet(
            "lopputulos", "Lopputulos", {outcome.value: capitalised(outcome.label) for outcome in field_types.Outcome}
        ),
        _Facet("koko", "Kunnan koko", {key: title for _, key, title in municipalities.SIZES}),
        _Facet("mitattu", "Tulokset", {"on": "Mitattu tulos"}),
        _Facet("muualla", "Muualla", {"on": "Otettu käyttöön"}),
        _Facet("investointi", "Investointi", {key: title for _, key, title in municipalities.INVESTMENTS}),
        _Facet("pullonkaula", "Pullonkaula", bottlenecks, common_first=True),
        _Facet(
            "tekija",
            "Tekijä",
            {kind.value: capitalised(kind.label) for kind in field_types.ActorKind},
            common_first=True,
        ),
        _Facet("verkosto", "Verkosto", networks, common_first=True),
        _Facet("maakunta", "Maakunta", {code: region.name for code, region in catalogue.regions.items()}),
        _Facet("kunta", "Kunta", {name: name for name in catalogue.places}),
        _Facet("avainsana", "Avainsana", {tag: tag for tag in words.tags}, common_first=True),
        _Facet("vuosi", "Alkoi", {year: year for year in years}),
    )


def _facet_columns(documents: Sequence[Document], facets: Iterable[_Facet]) -> dict[str, Any]:
    """What the browser needs to count and to order: the values of each facet, their numbers by document, and the rank
    of each document in the orders that a reader can choose."""
    listed, columns = [], {}
    for key, title, titles, common_first in facets:
        counts = Counter(value for document in documents for value in document.facets.get(key, ()))
        common = [value for value, _ in counts.most_common()]
        values = common if common_first else [value for value in titles if counts[value]]
        numbers = {value: number for number, value in enumerate(values)}
        listed.append({"key": key, "title": title, "values": [[value, titles[value]] for value in values]})
        columns[key] = [[numbers[value] for value in document.facets.get(key, ())] for document in documents]
    return {
        "count": len(documents),
        "facets": listed,
        "docs": columns,
        "order": {
            "uusin": _ranks(documents, lambda document: document.newest, reverse=True),
            "kayttoonotot": _ranks(documents, lambda document: document.adopters, reverse=True),
            "nimi": _ranks(documents, lambda document: municipalities.collation(document.title)),
        },
    }


def _ranks(documents: Sequence[Document], key: Callable[[Document], Any], reverse: bool = False) -> list[int]:
    """The place of each document in an order; equals keep their own order."""
    order = sorted(range(len(documents)), key=lambda number: key(documents[number]), reverse=reverse)
    ranks = {number: rank for rank, number in enumerate(order)}
    return [ranks[number] for number in range(len(documents))]


def _postings(documents: Sequence[Document], terms: Terms) -> _Postings:
    """(term, documents with impacts from 1 to 255) in alphabetical order; a document's number is its place."""
    lengths = [sum(weight * len(text.split()) for weight, text in document.texts) for document in documents]
    average = sum(lengths) / max(1, len(lengths))
    postings: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, document in enumerate(documents):
        frequencies: dict[str, float] = defaultdict(float)
        for weight, text in document.texts:
            for term, share in terms.weighted(text):
                frequencies[term] += weight * share
        norm = _K1 * (1 - _B + _B * lengths[number] / average)
        for term, frequency in frequencies.items():
            impact = round(document.prior * frequency * (_K1 + 1) / (frequency + norm) * _SCALE)
            postings[term].append((number, min(max(impact, 1), _MOST_IMPACT)))
    return sorted(postings.items())


def _forms(documents: Sequence[Document], terms: Terms) -> dict[str, set[str]]:
    """The folded forms that stand in titles, summaries and texts, by term."""
    texts = (
        text
        for one in documents
        for text in (one.title, one.shown.get("summary", ""), *one.parts, *chain(*one.about.values()))
    )
    forms: dict[str, set[str]] = defaultdict(set)
    for word in {word for text in texts for word in words(text)}:
        for term, _ in terms.of_word(word):
            forms[term].add(fold(word))
    return forms


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _document(document: Document) -> dict[str, Any]:
    texts = {"title": document.title, **document.shown, "text": document.text[:_LONGEST_TEXT]}
    about = {name: values for name, values in document.about.items() if values}
    return {"url": document.url, **{name: unbroken(text) for name, text in texts.items()}, "about": about}


def _entries(index: _Postings, standing: set[str], terms: Terms, analyser: Analyser) -> Iterator[_Entry]:
    """Every lemma of the texts with the number of its documents, the mark of its class, and "-" if its basic form stands
    in no text: what is only guessed is offered to nobody."""
    for term, pairs in index:
        for lemma, pos in sorted(terms.lemmas.get(term, {(term, "noun")})):
            mark = class_mark(pos) + ("" if term in standing else "-")
            yield _Entry(lemma.replace("|", ""), f"{len(pairs)}{mark}", {term, *analyser.forms(lemma, pos)})


def class_mark(part_of_speech: str) -> str:
    """How files of the search tell a word that names something (""), a verb, an adjective and any other."""
    naming = part_of_speech.startswith(("noun", "proper"))
    return "" if naming else {"verb": "v", "adjective": "a"}.get(part_of_speech, "o")


def _others(words: Mapping[str, SearchWord], terms: Terms, analyser: Analyser) -> Iterator[_Entry]:
    """The words by which readers look for what texts call otherwise, each with its language and what it means: the word
    of the texts and its terms, all of which must match."""
    meanings: dict[tuple[str, str], list[str]] = defaultdict(list)
    for key, word in words.items():
        meant = ":".join((key, *filter(None, map(terms.main, key.split()))))
        for language, name in (("fi", "finnish"), ("sv", "swedish"), ("en", "english")):
            for given in getattr(word, name):
                meanings[given, language].append(meant)
    for (given, language), meant_all in sorted(meanings.items()):
        yield _Entry(given, "\t".join(("0", language, *meant_all)), analyser.forms_in(language, given))


def _shards(
    index: _Postings, forms: dict[str, set[str]], count: int, words: Iterable[_Entry]
) -> Iterator[tuple[str, str]]:
    """The dictionary of forms, and the postings with the forms in the texts, by the first letters of a word, and a file
    that lists them."""
    families: dict[tuple[str, ...], int] = {}  # Endings that a stem can have.
    entries = []
    for lemma, told, all_forms in words:
        for stem, endings in stems_and_endings(all_forms):
            family = families.setdefault(endings, len(families))
            beginning = len(stem) if fold(lemma).startswith(stem) else stem
            entries.append((stem, 1, f"{lemma} {beginning} {family} {told}"))
    dictionary = _split(entries, _MOST_ENTRIES, 1)
    items = [(term, [" ".join(sorted(forms[term] - {term})), *_flat(pairs)]) for term, pairs in index]
    postings = _split([(term, len(item), (term, item)) for term, item in items], _MOST_POSTINGS, 2)
    for key, lines in dictionary.items():
        yield f"m/{key}.json", _json("\n".join(dict.fromkeys(lines)))
    for key, group in postings.items():
        yield f"s/{key}.json", _json(dict(group))
    start = {"count": count, "m": sorted(dictionary), "s": sorted(postings), "luokat": [*map(" ".join, families)]}
    yield "alku.json", _json(start)


def stems_and_endings(forms: Iterable[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Forms as stems and their endings; forms that begin differently ("yö", "öitä") have stems of their own."""
    groups: dict[str, list[str]] = defaultdict(list)
    for form in sorted(filter(None, forms)):
        groups[form[:2]].append(form)
    for group in groups.values():
        stem = os.path.commonprefix(group)  # noqa: RUF071  Letter by letter.
        yield stem, tuple(sorted({form[len(stem) :] for form in group}))


def _flat(pairs: Iterable[tuple[int, int]]) -> list[int]:
    """Document numbers as steps from the one before, each with its impact."""
    flat, last = [], 0
    for number, impact in pairs:
        flat += [number - last, impact]
        last = number
    return flat


def _split(items: Iterable[tuple[str, int, Any]], most: int, length: int) -> dict[str, list[Any]]:
    """The contents of (word, size, content) by the first letters of the word: so many that a group is no larger than
    `most`, unless the word has no more letters."""
    groups: dict[str, list[tuple[str, int, Any]]] = defaultdict(list)
    for item in items:
        groups[_key(item[0], length)].append(item)
    split: dict[str, list[Any]] = {}
    for key, group in groups.items():
        if sum(size for _, size, _ in group) > most and length < _LONGEST_KEY and len(key) == length:
            split |= _split(group, most, length + 1)
        else:
            split.setdefault(key, []).extend(content for _, _, content in group)
    return split


def _key(word: str, length: int) -> str:
    """The first letters as a file name; anything but a–z and figures is written as its number."""
    return "".join(
        character if character.isascii() and character.isalnum() else f"_{ord(character):x}"
        for character in word[:length]
    )


def start_indexing(found: Sequence[Document], catalogue: Catalogue, cache: Path, site: Path) -> subprocess.Popen[bytes]:
    """A process that makes the search files of `site` anew, so that the pages of a server need not wait for them."""
    with TemporaryFile() as given:
        pickle.dump((found, facets(catalogue), catalogue.vocabulary.search), given)
        given.seek(0)
        return subprocess.Popen(
            [sys.executable, "-m", __name__, str(cache), str(site)],
            stdin=given,
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        )


def _main() -> None:
    """Makes the search files of the documents in standard input, and puts them in the place of the old ones."""
    if hasattr(os, "nice"):
        os.nice(10)  # The pages come first.
    cache, site = map(Path, sys.argv[1:])
    analyser = Analyser(cache)
    found, all_facets, words_of_readers = pickle.load(sys.stdin.buffer)
    root, files = search_files(found, all_facets, words_of_readers, analyser)
    (site / PREVIEW_ADDRESS).parent.mkdir(exist_ok=True)
    unfinished = Path(mkdtemp(dir=site, prefix=".haku-"))
    for uri, content in files.items():
        file = unfinished / uri.removeprefix(root)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8")
    rmtree(site / PREVIEW_ADDRESS, ignore_errors=True)
    unfinished.rename(site / PREVIEW_ADDRESS)
    analyser.save()


if __name__ == "__main__":
    _main()
