"""Reading of entries by two processes, where there is a core for each."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from building.aside import aside, can_fork
from catalogue.layout import KINDS, Kind, files_of
from catalogue.reading import read_file
from catalogue.recall import Found, Kept, Recall

_WORTH = 400  # Fewer files are read sooner than another process has begun.


class Ahead(Recall):
    """Recalls what another process reads: the latter half of the entries, while this one reads the former."""

    def __init__(self, root: Path) -> None:
        super().__init__()
        files = [(file, kind) for kind in KINDS.values() for file in files_of(root, kind)]
        later = files[len(files) // 2 :] if len(files) > _WORTH and can_fork() else []
        self._later = frozenset(file for file, _ in later)
        self._read = aside(_read(later)) if later else iter(())

    def entry(self, file: Path, read: Callable[[], Found]) -> Found:
        if file in self._later:
            for found in self._read:
                self.kept |= found
        return super().entry(file, read)


def _read(files: list[tuple[Path, Kind]]) -> Iterator[dict[Path, Kept]]:
    """What is sound. The rest is read again by whoever knows all the names that entries may use."""
    recall = Recall()
    for file, kind in files:
        recall.entry(file, partial(read_file, file, f"{kind.folder}/{file.name}", kind))
    yield recall.kept
