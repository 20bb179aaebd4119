"""The search files of a catalogue."""

from collections.abc import Iterable
from typing import NamedTuple

from catalogue.catalogue import Catalogue
from search import index, shards
from search.analysis import Analyser
from search.documents import Document, documents
from search.facets import facet_titles
from search.terms import Terms


class Findable(NamedTuple):
    """What can be found, and the titles of facets."""

    documents: list[Document]
    titles: dict[str, dict[str, str]]


def findable(catalogue: Catalogue, pages: Iterable[Document] = ()) -> Findable:
    """Everything in the catalogue; `pages` are hand-written ones."""
    return Findable([*documents(catalogue), *pages], facet_titles(catalogue))


def files_of(found: Findable, analyser: Analyser) -> tuple[str, shards.Files]:
    """The folder's address and its files."""
    terms = Terms(analyser)
    return shards.files(found.documents, index.build(found.documents, terms), terms, analyser, found.titles)


def search_files(catalogue: Catalogue, analyser: Analyser, pages: Iterable[Document] = ()) -> tuple[str, shards.Files]:
    """The same of a catalogue."""
    return files_of(findable(catalogue, pages), analyser)
