"""The search files of a catalogue."""

from collections.abc import Iterable
from pathlib import Path

from catalogue.catalogue import Catalogue
from search import index, shards
from search.analysis import Analyser
from search.documents import Document, documents
from search.facets import facet_titles
from search.terms import Terms


def search_files(catalogue: Catalogue, cache: Path | None, pages: Iterable[Document] = ()) -> tuple[str, shards.Files]:
    """The folder's address and its files; `pages` are hand-written ones. New words are analysed and kept in `cache`."""
    analyser = Analyser(cache)
    terms = Terms(analyser)
    found = [*documents(catalogue), *pages]
    made = shards.files(found, index.build(found, terms), terms, analyser, facet_titles(catalogue))
    analyser.save()
    return made
