"""The table of a run, and whether its bounds hold."""

import os
import platform
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from tests.bench.building import Measured

Builds = dict[tuple[int, str], Measured]  # By number of entries and name of the site.
FIRST, THIS, TAGS, SEARCH, IN_NAV = (
    "this, first build",
    "this",
    "plain with tags",
    "plain with tags and search",
    "plain, all in nav",
)


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
        yield Bound(f"{THIS} / {TAGS} at {count} entries, time", _ratio(builds, count, TAGS), 1.5)
        yield Bound(f"{THIS} / {SEARCH} at {count} entries, time", _ratio(builds, count, SEARCH), 1.5)
    per_entry = [builds[count, THIS].seconds / count for count in counts]
    if len(counts) > 1:
        yield Bound(f"time of an entry at {counts[-1]} / at {counts[0]}", per_entry[-1] / per_entry[0], 1.2)
    for count, memory, size in ((5000, 1000, 400), (10_000, 2000, 800)):
        if count in counts:
            yield Bound(f"peak memory at {count} entries, MB", builds[count, THIS].memory, memory)
            yield Bound(f"site at {count} entries, MB", builds[count, THIS].size, size)


def _ratio(builds: Builds, count: int, other: str) -> float:
    return builds[count, THIS].seconds / builds[count, other].seconds


def table(builds: Builds) -> Iterator[str]:
    """The builds, and the kinds of page of the largest of this site, as Markdown."""
    yield "| entries | site | s | ms/entry | MB memory | pages | files | MB site |"
    yield "|---|---|---|---|---|---|---|---|"
    for (count, name), it in builds.items():
        each = 1000 * it.seconds / count
        yield f"| {count} | {name} | {it.seconds:.1f} | {each:.2f} | {it.memory:.0f} | {it.pages} | {it.files} | {it.size:.0f} |"
    count, largest = max(
        ((count, it) for (count, name), it in builds.items() if name == THIS), key=lambda pair: pair[0]
    )
    yield ""
    yield f"Pages of this site at {count} entries, by template:"
    yield ""
    yield "| template | pages | ms in all | ms/page | MB | kB/page |"
    yield "|---|---|---|---|---|---|"
    for template, kind in sorted(largest.kinds.items(), key=lambda pair: -pair[1].milliseconds):
        each, size = kind.milliseconds / kind.pages, 1000 * kind.megabytes / kind.pages
        yield f"| {template} | {kind.pages} | {kind.milliseconds:.0f} | {each:.2f} | {kind.megabytes:.1f} | {size:.0f} |"


def machine() -> str:
    """What this ran on."""
    names = [line.split(":")[1].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")]
    memory = next((int(line.split()[1]) / 1e6 for line in _lines("/proc/meminfo") if line.startswith("MemTotal")), 0)
    packages = ", ".join(f"{name} {version(name)}" for name in ("mkdocs", "mkdocs-material"))
    return (
        f"{date.today().isoformat()}: {names[0] if names else platform.processor()}, {os.cpu_count()} cores, "
        f"{memory:.0f} GB of memory, {platform.system()}, sites in {tempfile.gettempdir()}, Python {sys.version.split()[0]}, {packages}."
    )


def _lines(file: str) -> list[str]:
    path = Path(file)
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []
