"""The inverted index: how much each document is about each term, and what its words look like."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from search.documents import Document
from search.folding import fold, words
from search.terms import Terms, weighted

# BM25: how fast repetition saturates, and how much a long text counts against a document.
_K1, _B = 1.4, 0.6
_SCALE, _MOST = 40, 255


@dataclass(frozen=True)
class Index:
    """`postings`: documents and impacts (1–255) by term. `forms`: folded word forms by term, for each document."""

    postings: dict[str, list[tuple[int, int]]]
    forms: list[dict[str, list[str]]]


def build(documents: Iterable[Document], terms: Terms) -> Index:
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
