"""The built site, served under a sub-path as on GitHub Pages, and a real browser."""

import functools
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
PREFIX = "/kaytantopankki"


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the strictly built site: that of SITE_DIR, or one built here."""
    if built := os.environ.get("SITE_DIR"):
        return Path(built)
    folder = tmp_path_factory.mktemp("site")
    mkdocs("build", "--strict", "--site-dir", str(folder))
    return folder


def mkdocs(*arguments: str, root: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs MkDocs in a process of its own; raises CalledProcessError when it fails."""
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", *arguments],
        cwd=root,
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", **environment},
    )


class _UnderPrefix(SimpleHTTPRequestHandler):
    """Serves the folder under PREFIX only, so that an address from the server's root fails as it would online."""

    def translate_path(self, path: str) -> str:
        return super().translate_path(path.removeprefix(PREFIX) if path.startswith(PREFIX + "/") else "/not-here")

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """The web address of the site's root, with a slash at its end."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_UnderPrefix, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}{PREFIX}/"
    server.shutdown()


@contextmanager
def chromium() -> Iterator[Browser]:
    """Chromium without a way out of this machine."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=os.environ.get("BROWSER_PATH") or "/usr/bin/chromium",
            args=[
                "--no-sandbox",
                "--disable-features=AutofillServerCommunication",
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
            ],
        )
        yield started
        started.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started
