"""The search at two sizes: what it costs to index, and what a reader waits for."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from statistics import median
from typing import NamedTuple

from kaytantopankki.content.catalogue import Catalogue
from kaytantopankki.content.loader import load
from kaytantopankki.content.vocabulary import Vocabulary
from kaytantopankki.search.documents import documents
from scripts.benchmark.entries import synthetic
from scripts.benchmark.report import Bound
from scripts.benchmark.sites import ROOT, write
from tests.search import quality, queries
from tests.search.filler import Filler
from tests.site.conftest import chromium

LARGE = 5000
# Makes the search files of a repository, and tells the seconds and the peak memory that took.
_INDEX = """
import json, resource, sys, time
from datetime import date
from pathlib import Path
from kaytantopankki.content.loader import load
from kaytantopankki.search.analyser import Analyser
from kaytantopankki.search.documents import documents
from kaytantopankki.search.index import facets, search_files
root, cache, target = map(Path, sys.argv[1:4])
catalogue = load(root, date.today()).catalogue
started = time.monotonic()
analyser = Analyser(cache)
_, files = search_files([*documents(catalogue)], facets(catalogue), analyser)
analyser.save()
seconds = time.monotonic() - started
for name, content in files.items():
    (target / name).parent.mkdir(parents=True, exist_ok=True)
    (target / name).write_text(content, encoding="utf-8")
print(json.dumps([seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))
"""


class Searched(NamedTuple):
    """The search at one size: seconds to analyse and index, without a cache and with one, and what a reader waits for:
    kilobytes until the first results, and milliseconds from query to hits (95th percentile)."""

    cold: float
    warm: float
    kilobytes: float
    slow: float


def searches(words: Vocabulary) -> Iterator[Bound]:
    """Indexes the real content, and the same with synthetic practices, and asks the judged queries in the browser."""
    catalogue = load(ROOT, date.today()).catalogue
    count = sum(1 for _ in documents(catalogue))
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        real = _searched(ROOT, Path(folder, "real"), count)
        root = _larger(Path(folder, "content"), LARGE - count, words, catalogue)
        large = _searched(root, Path(folder, "large"), LARGE)
    yield Bound("search: seconds to index the content, cold", real.cold, 60)
    yield Bound("search: seconds to index the content, warm", real.warm, 3)
    yield Bound("search: most kB until first results at the content", real.kilobytes, 150)
    yield Bound(f"search: most kB until first results at {LARGE} documents", large.kilobytes, 300)
    yield Bound(f"search: p95 ms from query to hits at {LARGE} documents", large.slow, 50)


def _larger(folder: Path, count: int, words: Vocabulary, catalogue: Catalogue) -> Path:
    """A copy of the content with synthetic practices about other subjects."""
    for name in ("practices", "docs"):
        shutil.copytree(ROOT / name, folder / name)
    sentence = Filler(catalogue, ROOT / ".cache/haku").sentence
    for uri, text in synthetic(count, words, sentence, news_too=False).items():
        write(folder / uri.replace("kaytannot/", "practices/"), text)
    return folder


def _searched(root: Path, folder: Path, count: int) -> Searched:
    """Indexes a repository twice, first without a cache, and asks as the first search of a visit and again."""
    index = folder / "index"
    cold, memory = _index(root, folder / "cache", index)
    warm, _ = _index(root, folder / "cache", index)
    size = sum(file.stat().st_size for file in index.rglob("*") if file.is_file()) / 1e6
    with chromium() as browser, quality.host(index=index, docs=ROOT / "docs") as host:
        (start,) = index.glob("haku/*")
        engine = quality.This(
            host.address, f"{host.address}index/haku/{start.name}/", f"{host.address}docs/{quality.WORKER}"
        )
        asked = quality.measure(engine, queries.read("test"), browser.new_page(), host)
    print(
        f"{count} documents: indexed in {cold:.1f} s, then {warm:.2f} s, with {memory:.0f} MB of memory; {size:.1f} MB of "
        f"files; {median(asked.kilobytes):.0f} kB until first results, at most {max(asked.kilobytes):.0f}; p95 "
        f"{asked.slow:.1f} ms",
        flush=True,
    )
    return Searched(cold, warm, max(asked.kilobytes), asked.slow)


def _index(root: Path, cache: Path, target: Path) -> tuple[float, float]:
    """Makes the search files in a process of its own: (seconds, peak megabytes)."""
    arguments = [sys.executable, "-c", _INDEX, str(root), str(cache), str(target)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "hooks")}
    done = subprocess.run(arguments, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    seconds, memory = json.loads(done.stdout)
    return seconds, memory
