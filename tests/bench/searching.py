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

from kaytantopankki.content import vocabulary
from kaytantopankki.content.catalogue import Catalogue
from kaytantopankki.content.loader import load
from kaytantopankki.search.documents import documents
from tests.bench.entries import synthetic
from tests.bench.report import Bound
from tests.bench.sites import ROOT, write
from tests.search import quality, queries
from tests.search.filler import Filler
from tests.site.conftest import chromium

LARGE = 5000
# Makes the search files of a repository, and tells the seconds and the peak memory that took.
_INDEX = """
import json, resource, sys, time
from datetime import date
from pathlib import Path
root, cache, target = map(Path, sys.argv[1:4])
if sys.argv[4:]:
    sys.modules[sys.argv[4]] = None  # As if it were not installed.
from catalogue.load import load
from search.analysis import Analyser
from search.build import search_files
catalogue = load(root, date.today()).catalogue
started = time.monotonic()
analyser = Analyser(cache)
_, files = search_files(catalogue, analyser)
analyser.save()
seconds = time.monotonic() - started
for name, content in files.items():
    (target / name).parent.mkdir(parents=True, exist_ok=True)
    (target / name).write_text(content, encoding="utf-8")
print(json.dumps([seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))
"""


class Searched(NamedTuple):
    """The search at one size: seconds and megabytes to analyse and index, its files, and what a reader waits for."""

    cold: float
    memory: float
    warm: float
    files: int
    size: float
    typical: float
    most: float
    slow: float


def searches(words: vocabulary.Vocabulary, slowly: bool) -> Iterator[Bound]:
    """Indexes the real content, and the same with made practices, and asks the judged queries in the browser."""
    catalogue = load(ROOT, date.today()).catalogue
    real = sum(1 for _ in documents(catalogue))
    print(
        f"{'documents':>9} {'cold s':>8} {'MB mem':>8} {'warm s':>8} {'files':>7} {'MB':>6} {'kB median':>10} {'kB most':>8} {'ms p95':>7}"
    )
    found = {}
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        for count in (real, LARGE):
            # The real content first: what this process holds after making filler would count as memory of the next.
            root = ROOT if count == real else larger(Path(folder, "large"), LARGE - real, words, catalogue)
            found[count] = it = searched(root, Path(folder, str(count)))
            print(
                f"{count:>9} {it.cold:>8.1f} {it.memory:>8.0f} {it.warm:>8.2f} {it.files:>7} {it.size:>6.1f} "
                f"{it.typical:>10.0f} {it.most:>8.0f} {it.slow:>7.1f}",
                flush=True,
            )
        print(f"analysing the content without a cache: {found[real].cold:.0f} s, peak {found[real].memory:.0f} MB")
        if slowly:
            seconds, memory = index(ROOT, Path(folder, "slow"), Path(folder, "slow/index"), "kfst_rs")
            print(f"the same without kfst-rs: {seconds:.0f} s, peak {memory:.0f} MB")
    print()
    yield Bound("search: seconds to index the content, cold", found[real].cold, 60)
    yield Bound("search: seconds to index the content, warm", found[real].warm, 3)
    yield Bound("search: most kB until first results at the content", found[real].most, 150)
    yield Bound(f"search: most kB until first results at {LARGE} documents", found[LARGE].most, 300)
    yield Bound(f"search: p95 ms from query to hits at {LARGE} documents", found[LARGE].slow, 50)


def larger(folder: Path, count: int, words: vocabulary.Vocabulary, catalogue: Catalogue) -> Path:
    """A copy of the content with made practices about other subjects."""
    for name in ("practices", "docs"):
        shutil.copytree(ROOT / name, folder / name)
    say = Filler(catalogue, ROOT / ".cache/haku").sentence
    for uri, text in synthetic(count, words, say, news_too=False).items():
        write(folder / uri.replace("kaytannot/", "practices/"), text)
    return folder


def searched(root: Path, folder: Path) -> Searched:
    """Indexes a repository twice, first without a cache, and asks as the first search of a visit and again."""
    cold, memory = index(root, folder / "cache", folder / "index")
    warm, _ = index(root, folder / "cache", folder / "index")
    files = [file for file in (folder / "index").rglob("*") if file.is_file()]
    with chromium() as browser, quality.host(index=folder / "index", docs=ROOT / "docs") as served:
        (start,) = (folder / "index").glob("haku/*")
        engine = quality.This(
            served.address, f"{served.address}index/haku/{start.name}/", f"{served.address}docs/{quality.WORKER}"
        )
        asked = quality.measure(engine, queries.read("test"), browser.new_page(), served)
    return Searched(
        cold,
        memory,
        warm,
        len(files),
        sum(file.stat().st_size for file in files) / 1e6,
        median(asked.kilobytes),
        max(asked.kilobytes),
        asked.slow,
    )


def index(root: Path, cache: Path, target: Path, missing: str = "") -> tuple[float, float]:
    """Makes the search files in a process of its own, if asked as if a package were missing: (seconds, peak megabytes)."""
    arguments = [sys.executable, "-c", _INDEX, str(root), str(cache), str(target), *([missing] if missing else [])]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "hooks")}
    done = subprocess.run(arguments, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    seconds, memory = json.loads(done.stdout)
    return seconds, memory
