"""The index as small files, so that a query fetches only what it needs.

Under `haku/<hash>/`, where the hash is that of everything in it:
- `alku.json`: names of the shards and the suffix classes of the form dictionary
- `m/<beginning>.json`: the dictionary: for each lemma its stem, suffix class and number of documents
- `s/<beginning>.json`: postings by term
- `d/<number>.json`: what is shown of one document
- `rajaus.json`: facets and orders of all documents
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from search.analysis import Analyser
from search.documents import Document
from search.facets import facets
from search.index import Index
from search.terms import Terms

_MOST_ENTRIES = 2500
_MOST_POSTINGS = 12_000  # Numbers in the postings of a shard, so that a common beginning does not make a large file.
_LONGEST_TEXT = 6000
Files = dict[str, str]


def files(
    documents: list[Document], index: Index, terms: Terms, analyser: Analyser, titles: dict[str, dict[str, str]]
) -> tuple[str, Files]:
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
