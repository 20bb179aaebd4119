"""Builds and servers of a small repository, each in a process of its own."""

import html
import os
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

BUILD = (sys.executable, "-m", "mkdocs", "build")
CHECK = (sys.executable, "-m", "kaytantopankki.cli.check")
ADDRESS = "https://example.org/sivut/"
DAY = "1795251600"  # 21 November 2026


def environment(root: Path, **more: str) -> dict[str, str]:
    """The repository's own code, on a known day, at a known address and of a branch that is not `main`."""
    own = {"PYTHONPATH": str(root / "hooks"), "NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    site = {"SITE_URL": ADDRESS, "EDIT_URI": "edit/julkaisu/", "SOURCE_DATE_EPOCH": DAY}
    return {**os.environ, **own, **site, **more}


def begin(root: Path, *command: str, **more: str) -> subprocess.Popen[str]:
    """Starts a command, or a build if none is given, with more in its environment."""
    return subprocess.Popen(
        command or BUILD,
        cwd=root,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="backslashreplace",
        env=environment(root, **more),
    )


def run(root: Path, *command: str, **more: str) -> tuple[int, str]:
    """Exit code and all output of a command, or of a build if none is given."""
    process = begin(root, *command, **more)
    output, _ = process.communicate(timeout=300)
    assert "Traceback" not in output, output
    return process.returncode, output


def eventually(condition: Callable[[], bool]) -> bool:
    """Waits for up to two minutes."""
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.05)
    return False


def closed_gate(root: Path) -> Path:
    """A font in the cache that does not end until somebody has written it: a build that reads it waits."""
    gate = next((root / ".cache/fonts").iterdir())
    gate.unlink()
    os.mkfifo(gate)
    return gate


@dataclass(frozen=True)
class Server:
    """`mkdocs serve` or `scripts/serve` at work."""

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

    def shown(self, path: str) -> str:
        """What is shown at an address, be it a page or why there is none."""
        try:
            with urllib.request.urlopen(self.address + path, timeout=30) as response:
                return html.unescape(response.read().decode())
        except urllib.error.HTTPError as error:
            return html.unescape(error.read().decode())

    @property
    def output(self) -> str:
        return self.log.read_text(encoding="utf-8")


@contextmanager
def served(root: Path, *command: str, **more: str) -> Iterator[Server]:
    """Runs a Python module that serves the repository; `PORT` in the command is a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    words = [sys.executable, "-m", *(word.replace("PORT", port) for word in command)]
    log = root / "serve.log"
    address = f"http://127.0.0.1:{port}/"
    with log.open("w") as output:
        process = subprocess.Popen(
            words, cwd=root, stdout=output, stderr=output, env=environment(root, SITE_URL=address, **more)
        )
        try:
            yield Server(process, address, log)
        finally:
            process.terminate()
            process.wait(60)
