"""Atomic deploy: a site is built in a temporary folder and replaces the one before only when it is whole."""

import atexit
import logging
from contextlib import suppress
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import NamedTuple, Self

from filelock import FileLock, Timeout

log = logging.getLogger("mkdocs.hooks.building")
_WORK_DIR, _LOCK_FILE = ".kesken", ".kesken.lock"  # Hidden: MkDocs leaves them where they are.
_FRONT_PAGE = "index.html"


class Staging(NamedTuple):
    """The folder of the site, the folder in which it is built, and what keeps other builds of the same site waiting."""

    site: Path
    build_dir: Path
    lock: FileLock

    @classmethod
    def begin(cls, site: Path) -> Self:
        """Makes an empty build folder; waits until another build of the same site has ended."""
        site.mkdir(parents=True, exist_ok=True)
        lock = FileLock(site / _LOCK_FILE, is_singleton=True)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            log.info(f"Sivustoa kootaan jo kansioon {site}. Odotan, että se valmistuu.")
            lock.acquire()
        rmtree(site / _WORK_DIR, ignore_errors=True)  # A build that was killed left it.
        (site / _WORK_DIR).mkdir()
        staging = cls(site, Path(mkdtemp(dir=site / _WORK_DIR)), lock)
        atexit.register(staging.rollback)
        return staging

    def commit(self) -> None:
        """Puts the built site in the place of the one before. The front page goes first and comes last, so that nobody
        takes a half-moved site for a whole one."""
        previous = self.site / _WORK_DIR / "aiempi"
        previous.mkdir()
        (self.site / _FRONT_PAGE).unlink(missing_ok=True)
        for old in [old for old in self.site.iterdir() if not old.name.startswith(".")]:
            old.rename(previous / old.name)
        for new in sorted(self.build_dir.iterdir(), key=lambda file: file.name == _FRONT_PAGE):
            new.rename(self.site / new.name)
        self.rollback()

    def rollback(self) -> None:
        """Removes the build folder and releases the lock."""
        if self.lock.is_locked:
            rmtree(self.site / _WORK_DIR, ignore_errors=True)
            with suppress(OSError):  # Windows removes no file that is open.
                (self.site / _LOCK_FILE).unlink(missing_ok=True)
            self.lock.release(force=True)
        atexit.unregister(self.rollback)
