"""The search of a site that its writer looks at: made in a process of its own, some seconds behind the pages.

New words are analysed here, so the server need not hold the analyser, which takes more than a gigabyte.
"""

import os
import pickle
import subprocess
import sys
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryFile, mkdtemp

from search.analysis import Analyser
from search.build import Findable, files_of

ADDRESS = "haku/esikatselu/"  # The same for every build, so that no page changes with the search.


def begun(found: Findable, cache: Path, site: Path) -> subprocess.Popen[bytes]:
    """A process that makes the search files of `site` anew."""
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    with TemporaryFile() as told:
        pickle.dump(found, told)
        told.seek(0)
        return subprocess.Popen(
            [sys.executable, "-m", "search.later", str(cache), str(site)], stdin=told, env=environment
        )


def write(found: Findable, cache: Path, site: Path) -> None:
    """Puts new search files in the place of the old ones."""
    analyser = Analyser(cache)
    root, files = files_of(found, analyser)
    made = Path(mkdtemp(dir=site, prefix=".haku-"))
    for uri, content in files.items():
        file = made / uri.removeprefix(root)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8")
    target = site / ADDRESS
    rmtree(target, ignore_errors=True)
    target.parent.mkdir(exist_ok=True)
    made.rename(target)
    analyser.save()


def main() -> None:
    """Makes what standard input tells; a writer who saves again stops it."""
    if hasattr(os, "nice"):
        os.nice(10)  # The pages come first.
    cache, site = map(Path, sys.argv[1:])
    write(pickle.load(sys.stdin.buffer), cache, site)


if __name__ == "__main__":
    main()
