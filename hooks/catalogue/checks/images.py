"""Pictures can be shown."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from catalogue.checks.scope import Scope
from catalogue.entry import Entry
from catalogue.pictures import CACHE, FOLDER, decoded, fingerprint
from catalogue.problem import Problem
from catalogue.texts import say

TYPES = (".jpg", ".jpeg", ".png", ".webp")
MOST_BYTES = 8_000_000
_FIELD = ("image", "file")


def image_is_in_its_folder(scope: Scope) -> Iterator[Problem]:
    """A picture is a file in its folder, of a type that cameras and telephones make, and not too large."""
    for entry, file in _images(scope):
        if message := _unusable(scope.root, file):
            yield entry.problem(_FIELD, message)


def image_can_be_shown(scope: Scope) -> Iterator[Problem]:
    """A picture is whole, stands still and has not too many pixels."""
    for entry, file in _images(scope):
        if _unusable(scope.root, file):
            continue
        content = file.read_bytes()
        if (scope.root / CACHE / fingerprint(content)).is_dir():
            continue  # An earlier build has drawn it.
        try:
            decoded(content)
        except ValueError as error:
            yield entry.problem(_FIELD, str(error))


def _images(scope: Scope) -> Iterator[tuple[Entry[Any], Path]]:
    for entry in scope.catalogue.practices.values():
        if entry.data.image:
            yield entry, scope.root / FOLDER / entry.data.image.file


def _unusable(root: Path, file: Path) -> str:
    """Why a file is not even looked into."""
    if file.suffix not in TYPES:
        return say("image_type", suffix=file.suffix, types=", ".join(TYPES))
    if not file.is_file() or file.resolve() != root.resolve() / FOLDER / file.name:
        return say("image_missing", file=f"{FOLDER}/{file.name}")
    size = file.stat().st_size
    if size > MOST_BYTES:
        return say("image_large", actual=_megabytes(size), limit=_megabytes(MOST_BYTES))
    return ""


def _megabytes(size: int) -> str:
    """8 · 8,1: rounded up, so that what is too large also looks so."""
    tenths = -(-size // 100_000)
    return f"{tenths // 10},{tenths % 10}".removesuffix(",0")
