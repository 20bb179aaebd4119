"""Entries of an earlier reading, which are as good as new while their files are as they were."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from catalogue.entry import Entry
from catalogue.problem import Problem

Found = Entry[Any] | list[Problem]
_Stamp = tuple[int, int, int]
Kept = tuple[_Stamp, Entry[Any]]


class Recall:
    """Sound entries by file. What was wrong is read again, because other files may have mended it."""

    def __init__(self) -> None:
        self.kept: dict[Path, Kept] = {}

    def entry(self, file: Path, read: Callable[[], Found]) -> Found:
        """The entry of the file, read only if the file has changed."""
        stamp = _stamp(file)
        kept = self.kept.get(file)
        if kept and kept[0] == stamp:
            return kept[1]
        found = read()
        if isinstance(found, Entry) and stamp and stamp == _stamp(file):
            self.kept[file] = stamp, found
        return found


def _stamp(file: Path) -> _Stamp | None:
    """What changes when a file is written or another takes its place."""
    try:
        seen = os.lstat(file)
    except OSError:
        return None
    return seen.st_mtime_ns, seen.st_size, seen.st_ino
