"""What one run of MkDocs remembers: a server builds the site many times."""

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from building.ahead import Ahead
from catalogue.catalogue import Catalogue
from catalogue.part import around, referring
from catalogue.recall import Recall
from pages.page import Page
from search.analysis import Analyser, Recalled

# The environment variable in which `scripts/serve --only` names the entries, with a line break between them.
ONLY = "KAYTANTOPANKKI_ONLY"


@dataclass
class Session:
    """`serving`: whether the site is shown to its writer and not made to be published. `named`: the entries of which
    only a part of it is made. `pages` and `beside` are what the latest whole build wrote, `shown` the files
    of all pages that are there, and `frame` is what all pages have in common."""

    serving: bool = False
    named: tuple[str, ...] = ()
    _recall: Recall = field(default_factory=Recall)
    frame: object = None
    pages: Mapping[str, Page] = field(default_factory=dict)
    shown: frozenset[str] = frozenset()
    beside: dict[str, str | bytes] = field(default_factory=dict)
    search: subprocess.Popen[bytes] | None = None
    _referring: frozenset[str] | None = None
    _reader: tuple[int, Recalled] | None = None

    def begin(self, command: str) -> None:
        """Learns what MkDocs was told to do; a site to be published is always whole."""
        self.serving = command == "serve"
        self.named = tuple(filter(None, os.environ.get(ONLY, "").split("\n"))) if self.serving else ()

    def part(self, root: Path) -> frozenset[str] | None:
        """The files to read, None for all. What refers to the entries is looked for once: that reads every file."""
        if not self.named:
            return None
        if self._referring is None:
            self._referring = referring(root, self.named)
        return around(root, self.named, self._referring)

    def recall(self, root: Path) -> Recall:
        """What is known of the entries: of those of a site to be published nothing yet."""
        return self._recall if self.serving else Ahead(root)

    def profiles(self, catalogue: Catalogue) -> frozenset[str] | None:
        """The municipalities that the entries name, None for all."""
        if not self.named:
            return None
        own = (entry for entry in catalogue.entries if entry.path in self.named)
        return frozenset(name for entry in own for _, target, name in entry.references if target == "municipality")

    def reader(self, cache: Path) -> Analyser:
        """What knows words: all of them for a site to be published, for its writer those that are known already."""
        if not self.serving:
            return Analyser(cache)
        stamp = max((file.stat().st_mtime_ns for file in cache.glob("*")), default=0)
        if self._reader is None or self._reader[0] != stamp:
            self._reader = stamp, Recalled(cache)
        return self._reader[1]

    def end(self) -> None:
        """Leaves nothing running."""
        if self.search:
            self.search.kill()
            self.search.wait()
            self.search = None
