"""One build in a process of its own: how long it takes, what it needs, and what it leaves."""

import os
import subprocess
import sys
import threading
import time
from pathlib import Path
from tempfile import mkdtemp
from typing import NamedTuple

_EVERY, _REST = 0.2, 50  # Seconds between two looks at the memory, but at least so many times what a look takes.


class Measured(NamedTuple):
    """One build: wall seconds, peak memory of all its processes together in megabytes, HTML pages, all files, and the
    site's megabytes."""

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
    started = time.monotonic()
    with subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    ) as process:
        peak: list[float] = []
        watcher = threading.Thread(target=_watch, args=(process.pid, peak), daemon=True)
        watcher.start()
        _, output = process.communicate()
    seconds = time.monotonic() - started
    watcher.join()
    if process.returncode:
        sys.exit(output[-3000:])
    files = [file for file in (folder / "site").rglob("*") if file.is_file()]
    pages = sum(file.suffix == ".html" for file in files)
    return Measured(seconds, max(peak), pages, len(files), sum(file.stat().st_size for file in files) / 1e6)


def _watch(pid: int, peak: list[float]) -> None:
    """Tells again and again how many megabytes a process and its children hold together, until it ends; what they
    share is counted once (proportional set size)."""
    while True:
        started = time.monotonic()
        if not (held := sum(map(_held, _family(pid)))):
            return
        peak.append(held / 1024)
        time.sleep(max(_EVERY, _REST * (time.monotonic() - started)))


def _family(pid: int) -> list[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return []
    return [pid, *(one for child in children for one in _family(int(child)))]


def _held(pid: int) -> int:
    """Kilobytes; none when the process has ended."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
