"""One build in a process of its own: how long it takes, what it needs, and what it leaves."""

import json
import os
import subprocess
import sys
import threading
import time
from collections import defaultdict
from pathlib import Path
from tempfile import mkdtemp
from typing import NamedTuple

_EVERY, _REST = 0.2, 50  # Seconds between two looks at the memory, but at least so many times what a look takes.
_HOOK = "timing.py"


class Kind(NamedTuple):
    """The pages of one template: how many, milliseconds of work in all, and megabytes."""

    pages: int
    milliseconds: float
    megabytes: float


class Measured(NamedTuple):
    """One build: wall seconds, peak memory of all its processes together in megabytes, HTML pages, all files, the
    site's megabytes, and its pages by template if asked."""

    seconds: float
    memory: float
    pages: int
    files: int
    size: float
    kinds: dict[str, Kind]


def build(folder: Path, by_kind: bool = False) -> Measured:
    """Builds a site strictly where there is none yet. Raises SystemExit with the end of what it said when that fails.

    An earlier site is moved away and not removed: ext4 makes files slowly for minutes after many have been removed."""
    if (folder / "site").exists():
        (folder / "site").rename(mkdtemp(prefix=f"{folder.name}-", dir=folder.parent))
    if by_kind:
        (folder / _HOOK).write_text(Path(__file__).with_name("timing.py").read_text(encoding="utf-8"), encoding="utf-8")
        config = (folder / "mkdocs.yml").read_text(encoding="utf-8")
        (folder / "mkdocs.yml").write_text(config.replace("hooks:\n", f"hooks:\n  - {_HOOK}\n"), encoding="utf-8")
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": ""}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    os.sync()  # What the build before left to be written would be written during this one.
    started = time.monotonic()
    with subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    ) as process:
        memory = Memory(process.pid)
        said = process.stderr.read().decode() if process.stderr else ""
        status = process.wait()
    seconds = time.monotonic() - started
    if status:
        sys.exit(said[-3000:])
    files = [file for file in (folder / "site").rglob("*") if file.is_file()]
    pages = [file for file in files if file.suffix == ".html"]
    size = sum(file.stat().st_size for file in files) / 1e6
    return Measured(seconds, memory.peak(), len(pages), len(files), size, _kinds(folder) if by_kind else {})


def _kinds(folder: Path) -> dict[str, Kind]:
    found: dict[str, list[tuple[float, int]]] = defaultdict(list)
    for row in (folder / "timing.jsonl").read_text(encoding="utf-8").splitlines():
        template, seconds, size = json.loads(row)
        found[template].append((seconds, size))
    return {
        template: Kind(len(pages), 1000 * sum(time for time, _ in pages), sum(size for _, size in pages) / 1e6)
        for template, pages in sorted(found.items())
    }


class Memory:
    """Looks again and again at how much memory a process and its children hold together; what they share is counted
    once (proportional set size)."""

    def __init__(self, pid: int) -> None:
        self._pid, self._most = pid, 0.0
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def peak(self) -> float:
        """The most that was seen, in megabytes, once the process has ended."""
        self._thread.join()
        return self._most

    def _watch(self) -> None:
        while True:
            started = time.monotonic()
            if not (held := sum(map(_held, _family(self._pid)))):
                return
            self._most = max(self._most, held / 1024)
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
