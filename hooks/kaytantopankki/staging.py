"""Atomic deploy: the site is built in a temporary folder and takes the place of the one before only when it is whole."""

import atexit
import logging
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

from filelock import FileLock, Timeout

log = logging.getLogger("mkdocs.hooks.building")
WORKSHOP, LOCK = ".kesken", ".kesken.lock"  # Hidden: MkDocs leaves them where they are.
FRONT = "index.html"


@dataclass(frozen=True)
class Staging:
    """Where the site is to be, where it is made, and the lock that keeps other builds of the same site waiting."""

    site: Path
    made: Path
    lock: FileLock


def begin(site: Path) -> Staging:
    """The place for a new site, which is empty; waits until another build of the same site has ended."""
    site.mkdir(parents=True, exist_ok=True)
    lock = FileLock(site / LOCK, is_singleton=True)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        log.info(f"Sivustoa kootaan jo kansioon {site}. Odotan, että se valmistuu.")
        lock.acquire()
    rmtree(site / WORKSHOP, ignore_errors=True)  # What a build that was killed left.
    (site / WORKSHOP).mkdir()
    staging = Staging(site, Path(mkdtemp(dir=site / WORKSHOP)), lock)
    atexit.register(rollback, staging)
    return staging


def commit(staging: Staging) -> None:
    """Puts the site that was made in its place."""
    before = staging.site / WORKSHOP / "aiempi"
    before.mkdir()
    (staging.site / FRONT).unlink(missing_ok=True)
    for old in [old for old in staging.site.iterdir() if not old.name.startswith(".")]:
        old.rename(before / old.name)
    for new in sorted(staging.made.iterdir(), key=lambda file: file.name == FRONT):
        new.rename(staging.site / new.name)
    rollback(staging)


def rollback(staging: Staging) -> None:
    """Leaves nothing of what was made behind, and lets others build."""
    if staging.lock.is_locked:
        rmtree(staging.site / WORKSHOP, ignore_errors=True)
        with suppress(OSError):  # Windows removes no file that is open.
            (staging.site / LOCK).unlink(missing_ok=True)
        staging.lock.release(force=True)
    atexit.unregister(rollback)
