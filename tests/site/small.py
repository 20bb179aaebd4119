"""A small copy of the repository, and a server of it."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.site.conftest import ROOT

SOUND = """---
title: {title}
summary: Kunta kokeili ja kertoo, mitä siitä tuli.
municipalities:
  - Turku
themes:
  - energia
stage: in_use
published: 2024-05-03
{more}sources:
  - title: Lähde
---

## Ratkaisu

Kunta teki sen.
"""


def repository(root: Path) -> Path:
    """Three practices, of which one names another as related; what earlier builds have kept is there."""
    for name in ("hooks", "overrides", "docs"):
        leave = shutil.ignore_patterns(
            "__pycache__", "*.egg-info", "posts", "tapahtumat", "verkostot", "hankkeet", "kunnat"
        )
        shutil.copytree(ROOT / name, root / name, ignore=leave)
    shutil.copytree(ROOT / "practices/vocabulary", root / "practices/vocabulary")
    shutil.copy(ROOT / "mkdocs.yml", root)
    if (ROOT / ".cache").is_dir():
        shutil.copytree(ROOT / ".cache", root / ".cache", ignore=shutil.ignore_patterns("npm", "zensical"))
    write(root, "eka", SOUND.format(title="Ensimmäinen", more="related:\n  - toka\n"))
    write(root, "toka", SOUND.format(title="Toinen", more="aliases_url:\n  - kaytannot/vanha/\n"))
    write(root, "kolmas", SOUND.format(title="Kolmas", more=""))
    return root


def write(root: Path, slug: str, text: str) -> None:
    (root / "practices" / f"{slug}.md").write_text(text, encoding="utf-8")


@dataclass(frozen=True)
class Served:
    """A server in a process of its own."""

    process: subprocess.Popen[bytes]
    address: str
    log: Path

    def fetch(self, path: str) -> str:
        """A page, or "" when there is none."""
        try:
            with urllib.request.urlopen(self.address + path, timeout=30) as response:
                return str(response.read().decode())
        except (urllib.error.HTTPError, urllib.error.URLError, ConnectionError):
            return ""

    def missing(self, path: str) -> str:
        """What is shown in the place of a page that is not there."""
        try:
            urllib.request.urlopen(self.address + path, timeout=30)
        except urllib.error.HTTPError as error:
            return str(error.read().decode())
        raise AssertionError(f"{path} is there")

    @property
    def said(self) -> str:
        return self.log.read_text(encoding="utf-8")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(root: Path, *command: str, **environment: str) -> Iterator[Served]:
    """Runs a Python module that serves the repository; `PORT` in the command is a free port."""
    port = str(free_port())
    log = root / "serve.log"
    with log.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", *(word.replace("PORT", port) for word in command)],
            cwd=root,
            stdout=output,
            stderr=output,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "SITE_URL": "http://x/", **environment},
        )
        try:
            yield Served(process, f"http://127.0.0.1:{port}/", log)
        finally:
            process.terminate()
            process.wait(30)


def eventually(condition: Callable[[], bool]) -> bool:
    """Waits for up to a minute."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.1)
    return False
