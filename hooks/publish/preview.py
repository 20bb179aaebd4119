"""What is beside the pages while their writer looks at them: what has not changed is not written, and the search
follows some seconds behind."""

from itertools import chain
from pathlib import Path

from building.session import Session
from opendata.files import data_files
from opendata.page import listing
from publish.beside import Beside, Content, write
from publish.files import Written, files
from search import later
from search.build import findable


def write_changed_assets(beside: Beside, site: Path, session: Session) -> Written:
    """Writes what differs from the server's build before, and begins to make the search index."""
    data = [*data_files(beside.catalogue, beside.terms)]
    for uri, content in chain(((file.uri, file.content) for file in data), files(beside)):
        if _changed(uri, content, site, session):
            write(site / uri, content)
    session.end()
    found = findable(beside.catalogue, beside.found)
    session.search = later.begun(found, beside.root / ".cache" / "haku", site)
    return later.ADDRESS, listing(data)


def _changed(uri: str, content: Content, site: Path, session: Session) -> bool:
    if isinstance(content, Path):
        target = site / uri
        return not target.exists() or target.stat().st_mtime_ns < content.stat().st_mtime_ns
    before = session.assets.get(uri)
    session.assets[uri] = content
    return content != before
