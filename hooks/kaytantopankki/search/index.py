"""The inverted index and the facets, as small files, so that a query fetches only what it needs."""

import hashlib
import json
import os
import pickle
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryFile, mkdtemp
from typing import Any, NamedTuple

from kaytantopankki.content.catalogue import Catalogue
from kaytantopankki.content.field_types import Stage
from kaytantopankki.content.municipalities import INVESTMENTS, SIZES, collation
from kaytantopankki.formatting import capitalised
from kaytantopankki.search.analyser import Analyser, fold, words
from kaytantopankki.search.documents import Document, documents
from kaytantopankki.search.terms import Terms, weighted

# Key, title, and whether the values come in the order of their titles' table (otherwise the most common first).
_FACETS = (
    ("laji", "Sisältö", True),
    ("teema", "Teema", True),
    ("vaihe", "Vaihe", True),
    ("koko", "Kunnan koko", True),
    ("mitattu", "Tulokset", True),
    ("muualla", "Muualla", True),
    ("investointi", "Investointi", True),
    ("pullonkaula", "Pullonkaula", False),
    ("verkosto", "Verkosto", False),
    ("maakunta", "Maakunta", True),
    ("kunta", "Kunta", True),
    ("avainsana", "Avainsana", False),
    ("vuosi", "Alkoi", True),
)


def facet_titles(catalogue: Catalogue) -> dict[str, dict[str, str]]:
    """Finnish titles of facet values, in the order in which readers expect them."""
    words = catalogue.vocabulary
    return {
        "laji": {
            name: name
            for name in (
                "Käytäntö",
                "Uutinen",
                "Tapahtuma",
                "Kunta",
                "Maakunta",
                "Verkosto",
                "Yhteishanke",
                "Teema",
                "Avainsana",
                "Pullonkaula",
                "Sivu",
            )
        },
        "teema": {key: theme.title for key, theme in words.themes.items()},
        "vaihe": {stage.value: capitalised(stage.label) for stage in Stage},
        "koko": {key: name for _, key, name in SIZES},
        "mitattu": {"on": "Mitattu tulos"},
        "muualla": {"on": "Otettu käyttöön"},
        "investointi": {key: name for _, key, name in INVESTMENTS},
        "pullonkaula": {key: kind.title for key, kind in words.bottlenecks.items()},
        "verkosto": {entry.slug: entry.data.title for entry in catalogue.networks_by_title},
        "maakunta": {code: region.name for code, region in catalogue.regions.items()},
        "kunta": {name: name for name in catalogue.places},
        "avainsana": {tag: tag for tag in words.tags},
        "vuosi": {str(year): str(year) for year in range(2100, 1899, -1)},
    }


def facets(documents: Sequence[Document], titles: dict[str, dict[str, str]]) -> dict[str, Any]:
    """What the browser needs to count and to order: see the protocol of the search worker."""
    made, columns = [], {}
    for key, title, listed in _FACETS:
        counts = Counter(value for document in documents for value in document.facets.get(key, ()))
        order = (
            [value for value in titles[key] if counts[value]]
            if listed
            else [value for value, _ in counts.most_common()]
        )
        numbers = {value: number for number, value in enumerate(order)}
        made.append({"key": key, "title": title, "values": [[value, titles[key][value]] for value in order]})
        columns[key] = [[numbers[value] for value in document.facets.get(key, ())] for document in documents]
    return {
        "count": len(documents),
        "facets": made,
        "docs": columns,
        "order": {
            "uusin": _ranks(documents, lambda document: _descending(document.newest)),
            "kayttoonotot": _ranks(documents, lambda document: -document.adopters),
            "nimi": _ranks(documents, lambda document: collation(document.title)),
        },
    }


def _descending(text: str) -> tuple[int, ...]:
    return tuple(-ord(character) for character in text.ljust(16))


def _ranks(documents: Sequence[Document], key: Any) -> list[int]:
    """The place of each document in an order; equals keep their own order."""
    order = sorted(range(len(documents)), key=lambda number: key(documents[number]))
    ranks = [0] * len(order)
    for rank, number in enumerate(order):
        ranks[number] = rank
    return ranks


# BM25: how fast repetition saturates, and how much a long text counts against a document.
_K1, _B = 1.4, 0.6
_SCALE, _MOST = 40, 255


@dataclass(frozen=True)
class Index:
    """`postings`: documents and impacts (1–255) by term. `forms`: folded word forms by term, for each document."""

    postings: dict[str, list[tuple[int, int]]]
    forms: list[dict[str, list[str]]]


def build_index(documents: Iterable[Document], terms: Terms) -> Index:
    """Indexes the documents in the order given; a document's number is its place in it."""
    frequencies: list[dict[str, float]] = []
    lengths: list[float] = []
    forms: list[dict[str, list[str]]] = []
    priors = []
    for document in documents:
        found: dict[str, float] = defaultdict(float)
        length = 0.0
        for weight, text in document.texts:
            for term, share in weighted(text, terms):
                found[term] += weight * share
            length += weight * len(text.split())
        frequencies.append(found)
        lengths.append(length)
        priors.append(document.prior)
        forms.append(_surface(document, terms))
    return Index(_postings(frequencies, lengths, priors), forms)


def _surface(document: Document, terms: Terms) -> dict[str, list[str]]:
    """The folded forms that stand in a document's title, summary and text, by term."""
    forms: dict[str, set[str]] = defaultdict(set)
    texts = (document.title, document.shown.get("summary", ""), *document.parts)
    for word in sorted({word for text in texts for word in words(text)}):
        folded = fold(word)
        for term, _ in terms.of_word(word):
            forms[term].add(folded)
    return {term: sorted(found) for term, found in forms.items()}


def _postings(
    frequencies: list[dict[str, float]], lengths: list[float], priors: list[float]
) -> dict[str, list[tuple[int, int]]]:
    average = sum(lengths) / max(1, len(lengths))
    postings: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, found in enumerate(frequencies):
        norm = _K1 * (1 - _B + _B * lengths[number] / average)
        prior = priors[number]
        for term, frequency in found.items():
            impact = round(prior * frequency * (_K1 + 1) / (frequency + norm) * _SCALE)
            postings[term].append((number, 1 if impact < 1 else _MOST if impact > _MOST else impact))
    return dict(postings)


_MOST_ENTRIES = 2500
_MOST_POSTINGS = 12_000  # Numbers in the postings of a shard, so that a common beginning does not make a large file.
_LONGEST_TEXT = 6000
ShardFiles = dict[str, str]


def shard_files(
    documents: list[Document], index: Index, terms: Terms, analyser: Analyser, titles: dict[str, dict[str, str]]
) -> tuple[str, ShardFiles]:
    """The folder's address, and the content of each file by its address."""
    made = dict(_dictionary_and_postings(index, terms, analyser))
    made["rajaus.json"] = _json(facets(documents, titles))
    made |= {
        f"d/{number}.json": _json(_document(document, index.forms[number])) for number, document in enumerate(documents)
    }
    digest = hashlib.sha256(
        "".join(f"{name}\0{content}" for name, content in sorted(made.items())).encode()
    ).hexdigest()[:12]
    root = f"haku/{digest}/"
    return root, {root + name: content for name, content in made.items()}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _document(document: Document, forms: dict[str, list[str]]) -> dict[str, Any]:
    return {
        "url": document.url,
        "title": document.title,
        **document.shown,
        "text": document.text[:_LONGEST_TEXT],
        "forms": {term: " ".join(found) for term, found in forms.items()},
    }


def _dictionary_and_postings(index: Index, terms: Terms, analyser: Analyser) -> Iterator[tuple[str, str]]:
    classes: dict[tuple[str, ...], int] = {}
    entries: list[tuple[str, str]] = []
    for term, found in sorted(index.postings.items()):
        for lemma, pos in sorted(terms.lemmas.get(term, {(term, "noun")})):
            forms = {term, *analyser.forms(lemma, pos)}
            for stem, suffixes in _stems(forms):
                number = classes.setdefault(suffixes, len(classes))
                entries.append(
                    (
                        stem,
                        f"{lemma.replace('|', '')} {stem if not term.startswith(stem) else len(stem)} {number} {len(found)}",
                    )
                )
    dictionary = _split(entries, _MOST_ENTRIES, 1)
    postings = _split(
        [(term, (term, _flat(found))) for term, found in sorted(index.postings.items())], _MOST_POSTINGS, 2
    )
    for key, lines in dictionary.items():
        yield f"m/{key}.json", _json("\n".join(dict.fromkeys(lines)))
    for key, pairs in postings.items():
        yield f"s/{key}.json", _json(dict(pairs))
    yield (
        "alku.json",
        _json(
            {
                "count": len(index.forms),
                "m": sorted(dictionary),
                "s": sorted(postings),
                "luokat": [" ".join(suffixes) for suffixes in classes],
            }
        ),
    )


def _stems(forms: Iterable[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Forms as stems and their endings; forms that begin differently ("yö", "öitä") have stems of their own."""
    groups: dict[str, list[str]] = defaultdict(list)
    for form in sorted(forms):
        if form:
            groups[form[:2]].append(form)
    for group in groups.values():
        stem = _common_beginning(min(group), max(group))
        yield stem, tuple(sorted({form[len(stem) :] for form in group}))


def _common_beginning(one: str, other: str) -> str:
    """What two words begin with."""
    same = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return one[:same]


def _flat(found: list[tuple[int, int]]) -> list[int]:
    """Document numbers as steps from the one before, each with its impact."""
    flat, last = [], 0
    for number, impact in found:
        flat += [number - last, impact]
        last = number
    return flat


def _split(items: list[tuple[str, Any]], most: int, length: int) -> dict[str, list[Any]]:
    """Items by the beginning of their first part, each group with at most `most` unless it is as long as the word."""
    groups: dict[str, list[tuple[str, Any]]] = defaultdict(list)
    for beginning, item in items:
        groups[_key(beginning, length)].append((beginning, item))
    made: dict[str, list[Any]] = {}
    for key, group in groups.items():
        if sum(map(_size, group)) > most and length < 5 and len(key) == length:
            made |= _split(group, most, length + 1)
        else:
            made.setdefault(key, []).extend(item for _, item in group)
    return made


def _size(item: tuple[str, Any]) -> int:
    """How much an item weighs: a dictionary entry one, postings as many as their numbers."""
    _, content = item
    return len(content[1]) if isinstance(content, tuple) else 1


def _key(beginning: str, length: int) -> str:
    """The first letters as a file name; anything but a–z and figures is written as its number."""
    return "".join(
        character if character.isascii() and character.isalnum() else f"_{ord(character):x}"
        for character in beginning[:length]
    )


class Findable(NamedTuple):
    """What can be found, and the titles of facets."""

    documents: list[Document]
    titles: dict[str, dict[str, str]]


def findable(catalogue: Catalogue, pages: Iterable[Document] = ()) -> Findable:
    """Everything in the catalogue; `pages` are hand-written ones."""
    return Findable([*documents(catalogue), *pages], facet_titles(catalogue))


def index_files(found: Findable, analyser: Analyser) -> tuple[str, ShardFiles]:
    """The folder's address and its files."""
    terms = Terms(analyser)
    return shard_files(found.documents, build_index(found.documents, terms), terms, analyser, found.titles)


def search_files(catalogue: Catalogue, analyser: Analyser, pages: Iterable[Document] = ()) -> tuple[str, ShardFiles]:
    """The same of a catalogue."""
    return index_files(findable(catalogue, pages), analyser)


PREVIEW_ADDRESS = "haku/esikatselu/"  # The same for every build, so that no page changes with the search.


def start_indexing(found: Findable, cache: Path, site: Path) -> subprocess.Popen[bytes]:
    """A process that makes the search files of `site` anew."""
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    with TemporaryFile() as told:
        pickle.dump(found, told)
        told.seek(0)
        return subprocess.Popen(
            [sys.executable, "-m", "kaytantopankki.search.index", str(cache), str(site)], stdin=told, env=environment
        )


def write_index(found: Findable, cache: Path, site: Path) -> None:
    """Puts new search files in the place of the old ones."""
    analyser = Analyser(cache)
    root, files = index_files(found, analyser)
    made = Path(mkdtemp(dir=site, prefix=".haku-"))
    for uri, content in files.items():
        file = made / uri.removeprefix(root)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8")
    target = site / PREVIEW_ADDRESS
    rmtree(target, ignore_errors=True)
    target.parent.mkdir(exist_ok=True)
    made.rename(target)
    analyser.save()


def main() -> None:
    """Makes what standard input tells; a writer who saves again stops it."""
    if hasattr(os, "nice"):
        os.nice(10)  # The pages come first.
    cache, site = map(Path, sys.argv[1:])
    write_index(pickle.load(sys.stdin.buffer), cache, site)


if __name__ == "__main__":
    main()
