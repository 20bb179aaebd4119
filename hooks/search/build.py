"""The search files of a catalogue."""

from collections.abc import Iterable

from catalogue.catalogue import Catalogue
from search import index, shards
from search.analysis import Analyser
from search.documents import Document, documents
from search.facets import facet_titles
from search.terms import Terms


def search_files(catalogue: Catalogue, analyser: Analyser, pages: Iterable[Document] = ()) -> tuple[str, shards.Files]:
    """The folder's address and its files; `pages` are hand-written ones."""
    terms = Terms(analyser)
    found = [*documents(catalogue), *pages]
    return shards.files(found, index.build(found, terms), terms, analyser, facet_titles(catalogue))
