"""What is beside the pages while their writer looks at them: what has not changed is not written, and the search
follows some seconds behind."""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from building.session import Session
from opendata.files import data_files
from opendata.page import listing
from pages.page import View
from publish.beside import Beside, Content, write
from publish.files import files
from search import later
from search.analysis import Known
from search.build import findable


def written(beside: Beside, site: Path, session: Session) -> Iterator[str | View | Known]:
    """Gives first the folder of the search and the files of the open data, as for a site to be published."""
    yield later.ADDRESS
    data = [*data_files(beside.catalogue, beside.terms)]
    yield listing(data)
    for uri, content in chain(((file.uri, file.content) for file in data), files(beside)):
        if _changed(uri, content, site, session):
            write(site / uri, content)
    session.end()
    found = findable(beside.catalogue, beside.found)
    session.search = later.begun(found, beside.root / ".cache" / "haku", site)


def _changed(uri: str, content: Content, site: Path, session: Session) -> bool:
    if isinstance(content, Path):
        target = site / uri
        return not target.exists() or target.stat().st_mtime_ns < content.stat().st_mtime_ns
    before = session.beside.get(uri)
    session.beside[uri] = content
    return content != before
