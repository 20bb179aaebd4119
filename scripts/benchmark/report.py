"""The table of a run, and whether its bounds hold."""

import os
import platform
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from importlib.metadata import version
from typing import NamedTuple

from scripts.benchmark.building import Measured

Builds = dict[tuple[int, str], Measured]  # By number of entries and name of the site.
FIRST, THIS = "this, first build", "this"
TAGS, SEARCH, IN_NAV = "plain with tags", "plain with tags and search", "plain, all in nav"


class Bound(NamedTuple):
    """What must hold: a value, and the most it may be."""

    name: str
    value: float
    most: float

    @property
    def holds(self) -> bool:
        return self.value <= self.most

    def __str__(self) -> str:
        return f"{'holds' if self.holds else 'FAILS'}: {self.name}: {self.value:.2f} (at most {self.most:g})"


def bounds(builds: Builds) -> Iterator[Bound]:
    """Of time against plain Material in the same run, of growth, memory and size."""
    counts = sorted({count for count, _ in builds})
    for count in counts:
        ratio = builds[count, THIS].seconds / builds[count, SEARCH].seconds
        yield Bound(f"{THIS} / {SEARCH} at {count} entries, time", ratio, 2)
    per_entry = [builds[count, THIS].seconds / count for count in counts]
    if len(counts) > 1:
        yield Bound(f"time of an entry at {counts[-1]} / at {counts[0]}", per_entry[-1] / per_entry[0], 1.2)
    for count, memory, size in ((5000, 1000, 400), (10_000, 2000, 800)):
        if count in counts:
            yield Bound(f"peak memory at {count} entries, MB", builds[count, THIS].memory, memory)
            yield Bound(f"site at {count} entries, MB", builds[count, THIS].size, size)


def table(builds: Builds) -> Iterator[str]:
    """The builds as Markdown."""
    yield "| entries | site | s | ms/entry | MB memory | pages | files | MB site |"
    yield "|---|---|---|---|---|---|---|---|"
    for (count, name), it in builds.items():
        each = 1000 * it.seconds / count
        yield f"| {count} | {name} | {it.seconds:.1f} | {each:.2f} | {it.memory:.0f} | {it.pages} | {it.files} | {it.size:.0f} |"


def machine() -> str:
    """What this ran on."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    packages = ", ".join(f"{name} {version(name)}" for name in ("mkdocs", "mkdocs-material"))
    return (
        f"{date.today().isoformat()}: {platform.machine()}, {os.cpu_count()} cores, {memory:.0f} GB of memory, "
        f"{platform.system()}, sites in {tempfile.gettempdir()}, Python {sys.version.split()[0]}, {packages}."
    )
