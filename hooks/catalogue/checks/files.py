"""Every file is where it is read, and what it seems to be."""

import os
from collections.abc import Iterator
from pathlib import Path

from catalogue import vocabulary
from catalogue.checks.addresses import OWN
from catalogue.checks.scope import Scope
from catalogue.layout import KINDS, files_of
from catalogue.problem import Problem
from catalogue.texts import say

_WORDS = {f"practices/vocabulary/{name}.yml" for name in vocabulary.FILES}
_LISTS = {f"docs/{address}/index.md" for address in OWN}
# The folders that are looked through, and where an entry is put in each.
_FOLDERS = {"practices": "practices", "docs/kaytannot": "practices"} | {
    f"docs/{kind.address}": kind.folder for kind in KINDS.values() if kind.name != "practice"
}


def nothing_is_left_out(scope: Scope) -> Iterator[Problem]:
    """The folders of entries hold nothing but entries, so that no text is lost and no page is made of anything else."""
    expected = {f"{kind.folder}/{file.name}" for kind in KINDS.values() for file in files_of(scope.root, kind)}
    expected |= _WORDS | _LISTS
    for folder, own in _FOLDERS.items():
        for path in _files(scope.root, folder):
            if path not in expected:
                yield Problem(path, 1, say("file_left_out", folder=own))


def nothing_is_a_link(scope: Scope) -> Iterator[Problem]:
    """No file or folder is a symbolic link, because what it leads to would be published."""
    for top in ("docs", "practices"):
        for folder, folders, files in os.walk(scope.root / top):
            for name in sorted((*folders, *files)):
                if os.path.islink(found := Path(folder, name)):
                    yield Problem(found.relative_to(scope.root).as_posix(), 1, say("file_link"))


def _files(root: Path, folder: str) -> Iterator[str]:
    """Paths of the files in a folder and under it, but not of those that are hidden."""
    for found, folders, files in os.walk(root / folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        inside = Path(found).relative_to(root).as_posix()
        yield from (f"{inside}/{name}" for name in sorted(files) if not name.startswith("."))
