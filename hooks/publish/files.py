"""A table of contents of everything that is published beside the pages, and the writing of it."""

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from catalogue.catalogue import Catalogue
from pages import fonts, geo, images, scripts, styles
from pages.compare import compare_files
from pages.forms import form_files, source_files
from pages.redirects import redirects
from search.analysis import Analyser, Known
from search.build import search_files
from search.documents import Document

FONT = "assets/fonts/schibsted-grotesk.woff2"
MAP = "assets/kartta.svg"
Content = str | bytes | Path  # A path is that of a file to copy.


@dataclass(frozen=True)
class Beside:
    """What the files are made of: the catalogue, the repository, and the pages that can be found without an entry."""

    catalogue: Catalogue
    root: Path
    pictures: Mapping[str, Mapping[images.Size, Path]]
    found: tuple[Document, ...]
    analyser: Analyser


def written(beside: Beside, site: Path) -> Iterator[str | Known]:
    """Writes everything to the site; gives first the folder of the search, which pages name, and in the end what was
    learnt of words."""
    search_root, search = search_files(beside.catalogue, beside.analyser, beside.found)
    yield search_root
    for uri, content in chain(search.items(), files(beside)):
        write(site / uri, content)
    yield beside.analyser.learnt


def files(beside: Beside) -> Iterator[tuple[str, Content]]:
    """Address and content."""
    catalogue, root = beside.catalogue, beside.root
    yield from redirects(catalogue)
    yield from compare_files(catalogue)
    yield from form_files(catalogue)
    yield from source_files(catalogue, root)
    yield FONT, fonts.woff2(root / ".cache" / "fonts")
    yield MAP, geo.svg()
    yield from styles.sheets(root / "docs" / "assets" / "css")
    yield from scripts.scripts(root / "docs" / "assets" / "js")
    yield from images.files(beside.pictures)


def write(file: Path, content: Content) -> None:
    """Writes a file, or copies one."""
    file.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, Path):
        shutil.copyfile(content, file)
    else:
        file.write_bytes(content.encode() if isinstance(content, str) else content)
