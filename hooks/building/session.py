"""What one run of MkDocs remembers: a server builds the site many times."""

import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from catalogue.recall import Recall
from pages.page import Page
from search.analysis import Analyser, Recalled


@dataclass
class Session:
    """State of one run of MkDocs. `serving`: whether it is `mkdocs serve`. `entries`: entries of the latest build, by
    file. `frame`: what every page depends on. `pages`, `assets`: what the latest build wrote, by path. `shown`: output
    files of all pages that are there. `search`: the process that makes the search index."""

    serving: bool = False
    entries: Recall = field(default_factory=Recall)
    frame: object = None
    pages: Mapping[str, Page] = field(default_factory=dict)
    shown: frozenset[str] = frozenset()
    assets: dict[str, str | bytes] = field(default_factory=dict)
    search: subprocess.Popen[bytes] | None = None
    _reader: tuple[int, Recalled] | None = None

    def reader(self, cache: Path) -> Analyser:
        """Analyses every word for a site to be published; a server takes only those that are in the cache already."""
        if not self.serving:
            return Analyser(cache)
        stamp = max((file.stat().st_mtime_ns for file in cache.glob("*")), default=0)
        if self._reader is None or self._reader[0] != stamp:
            self._reader = stamp, Recalled(cache)
        return self._reader[1]

    def end(self) -> None:
        """Stops the process that makes the search index."""
        if self.search:
            self.search.kill()
            self.search.wait()
            self.search = None
