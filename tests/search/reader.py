"""The search files as the browser reads them, and what the tests of the search share."""

import json
import re
from collections.abc import Iterable
from functools import cache
from typing import Any, NamedTuple

from kaytantopankki.content.catalogue import Catalogue
from kaytantopankki.search import index
from kaytantopankki.search.analyser import Analyser, Reading, fold
from kaytantopankki.search.documents import BODY, TITLE, Document
from tests import builders
from tests.cases import read_tables

FORMS, BASES = (read_tables(__file__)[name] for name in ("forms", "bases"))


class Lexicon(Analyser):
    """Knows these words at once: the real analyser takes seconds to load. Another word is its own and only form."""

    def readings(self, word: str) -> tuple[Reading, ...]:
        known = (lemma for lemma, forms in FORMS.items() if word in (lemma.replace("|", ""), *forms.split()))
        return tuple(Reading(lemma, "noun", BASES.get(lemma, "")) for lemma in known)

    def forms(self, lemma: str, pos: str) -> tuple[str, ...]:  # noqa: ARG002
        return tuple(fold(form) for form in (lemma.replace("|", ""), *FORMS.get(lemma, "").split()))


@cache
def analyser() -> Analyser:
    """One real analyser for all tests. It keeps nothing on disk."""
    return Analyser()


def document(title: str, body: str = "", **fields: Any) -> Document:
    """A document with a title and a body."""
    texts = ((TITLE, title), (BODY, body))
    return Document(**{"url": "a/", "title": title, "texts": texts, "parts": (body,), "shown": {}, **fields})


class Entry(NamedTuple):
    """What the dictionary knows of a form: its lemma, on how many pages that is, its marks and what it means."""

    lemma: str
    pages: int
    mark: str = ""
    meant: str = ""


class Reader:
    """Finds forms and postings in the files by the same rules as docs/assets/js/haku-worker.js."""

    def __init__(self, root: str, files: dict[str, str]) -> None:
        self.root = root
        self.files = {name.removeprefix(root): json.loads(content) for name, content in files.items()}
        start = self.files["alku.json"]
        self.dictionary_keys, self.posting_keys = set(start["m"]), set(start["s"])
        self._endings = [endings.split(" ") for endings in start["luokat"]]
        self._dictionaries: dict[str, dict[str, set[Entry]]] = {}

    def known(self, form: str) -> set[Entry]:
        """The dictionary's entries of a form, from every shard that the form begins with."""
        shards = (self.dictionary(key) for key in self._keys_of(form, self.dictionary_keys))
        return set().union(*(shard.get(form, set()) for shard in shards))

    def dictionary(self, key: str) -> dict[str, set[Entry]]:
        """One shard of the dictionary: entries by form."""
        if key not in self._dictionaries:
            forms: dict[str, set[Entry]] = {}
            for line in self.files[f"m/{key}.json"].split("\n"):
                own, _, meant = line.partition("\t")
                *words, stem, family, told = own.split(" ")
                lemma, pages = " ".join(words), re.sub(r"\D", "", told)
                mark = told.removeprefix(pages)
                beginning = fold(lemma)[: int(stem)] if stem.isdecimal() else stem
                for ending in self._endings[int(family)]:
                    forms.setdefault(beginning + ending, set()).add(Entry(lemma, int(pages), mark, meant))
            self._dictionaries[key] = forms
        return self._dictionaries[key]

    def postings(self, term: str) -> list[tuple[int, int]]:
        """Documents and impacts of a term."""
        postings, page = [], 0
        _, *flat = self._item(term)
        for step, impact in zip(flat[::2], flat[1::2], strict=True):
            page += step
            postings.append((page, impact))
        return postings

    def shown(self, term: str) -> str:
        """The other forms of a term that are in the texts."""
        return str(self._item(term)[0])

    def _item(self, term: str) -> list[Any]:
        """What the shard with the longest key that the term begins with has of it."""
        shards = (self.files[f"s/{key}.json"] for key in reversed(self._keys_of(term, self.posting_keys)))
        return next((shard[term] for shard in shards if term in shard), [""])

    def _keys_of(self, word: str, keys: set[str]) -> list[str]:
        beginnings = [self._key(word[:length]) for length in range(1, min(6, len(word)) + 1)]
        return [beginning for beginning in beginnings if beginning in keys]

    @staticmethod
    def _key(text: str) -> str:
        return "".join(
            letter if letter in "abcdefghijklmnopqrstuvwxyz0123456789" else f"_{ord(letter):x}" for letter in text
        )


def read(documents: Iterable[Document], catalogue: Catalogue | None = None) -> Reader:
    """The search files of documents; `catalogue` has the names of their facets."""
    catalogue = catalogue or builders.catalogue()
    words = catalogue.vocabulary.search
    return Reader(*index.search_files(list(documents), index.facets(catalogue), words, Lexicon()))
