"""A part of the catalogue: some entries, and those that a reader of their pages meets beside them."""

import re
from collections.abc import Iterable
from pathlib import Path

from catalogue.layout import KINDS, files_of

# There is at most one for each municipality, and they tell of the municipalities that entries name.
_WHOLE = ("network", "municipality")
_NAME = re.compile(rb"[a-z0-9]+(?:-[a-z0-9]+)*")


def kind_of(path: str) -> str | None:
    """The kind of entry that a path of the repository is the file of."""
    folder, _, name = path.rpartition("/")
    if not name.endswith(".md") or name == "index.md":
        return None
    return next((kind.name for kind in KINDS.values() if kind.folder == folder), None)


def referring(root: Path, paths: Iterable[str]) -> frozenset[str]:
    """The files of all entries in which one of these is named."""
    names = "|".join(re.escape(Path(path).stem) for path in paths).encode()
    named = re.compile(rb"(?<![a-z0-9-])(?:" + names + rb")(?![a-z0-9-])")
    return frozenset(path for path, file in _files(root).items() if named.search(_content(file)))


def around(root: Path, paths: Iterable[str], referring: frozenset[str]) -> frozenset[str]:
    """These, what they name, what names them, and all networks and what municipalities say of themselves.

    A name is looked for as a word, so there may be more than is named, but never less.
    """
    own = frozenset(paths)
    words = {word for path in own for word in _NAME.findall(_content(root / path))}
    return own | {
        path
        for path, file in _files(root).items()
        if path in referring or file.stem.encode() in words or kind_of(path) in _WHOLE
    }


def _files(root: Path) -> dict[str, Path]:
    return {f"{kind.folder}/{file.name}": file for kind in KINDS.values() for file in files_of(root, kind)}


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:  # Whoever reads the entry tells why.
        return b""
