"""What is published beside the pages: what it is made of, what its writing tells, and how a file is written."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from catalogue.catalogue import Catalogue
from feeds.publisher import Publisher
from opendata.terms import Terms
from pages import images
from pages.settings import Settings
from previews.card import Card
from search.analysis import Analyser
from search.documents import Document

Content = str | bytes | Path  # A path is that of a file to copy.


@dataclass(frozen=True)
class Beside:
    """What the files are made of: the catalogue, the repository, its settings, the pages that can be found without an
    entry, the terms of the open data, who publishes the calendars, the addresses of the pages that search engines may
    show, and the pictures of links by the address of their page."""

    catalogue: Catalogue
    root: Path
    settings: Settings
    pictures: Mapping[str, Mapping[images.Size, Path]]
    found: tuple[Document, ...]
    analyser: Analyser
    terms: Terms
    publisher: Publisher
    addresses: tuple[str, ...]
    cards: Mapping[str, Card]


def write(file: Path, content: Content) -> None:
    """Writes a file, or copies one. Most folders are there already."""
    try:
        _put(file, content)
    except FileNotFoundError:
        file.parent.mkdir(parents=True, exist_ok=True)
        _put(file, content)


def _put(file: Path, content: Content) -> None:
    if isinstance(content, Path):
        shutil.copyfile(content, file)
    else:
        with file.open("wb") as written:
            written.write(content.encode() if isinstance(content, str) else content)
