"""One build in a process of its own: how long it takes, what it needs, and what it leaves."""

import os
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryFile, mkdtemp
from typing import NamedTuple


class Measured(NamedTuple):
    """One build: wall seconds, peak memory of its process in megabytes, HTML pages, all files, and the site's
    megabytes."""

    seconds: float
    memory: float
    pages: int
    files: int
    size: float


def build(folder: Path) -> Measured:
    """Builds a site strictly where there is none yet. Raises SystemExit with the end of what it said when that fails.

    An earlier site is moved away and not removed: ext4 makes files slowly for minutes after many have been removed."""
    if (folder / "site").exists():
        (folder / "site").rename(mkdtemp(prefix=f"{folder.name}-", dir=folder.parent))
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": ""}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    os.sync()  # What the build before left to be written would be written during this one.
    with TemporaryFile("w+") as output:
        started = time.monotonic()
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=output, stderr=output)
        _, process.returncode, usage = os.wait4(process.pid, 0)
        seconds = time.monotonic() - started
        output.seek(0)
        if process.returncode:
            sys.exit(output.read()[-3000:])
    files = [file for file in (folder / "site").rglob("*") if file.is_file()]
    pages = sum(file.suffix == ".html" for file in files)
    return Measured(seconds, usage.ru_maxrss / 1024, pages, len(files), sum(it.stat().st_size for it in files) / 1e6)
