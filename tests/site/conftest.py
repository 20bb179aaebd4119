"""Built sites, served under a sub-path as on GitHub Pages, and a real browser."""

import functools
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from filelock import FileLock
from playwright.sync_api import Browser, sync_playwright

from tests import ROOT
from tests.site import processes, small

PREFIX = "/kaytantopankki"


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


def built_once(factory: pytest.TempPathFactory, name: str, write: Callable[[Path], object], *options: str) -> Path:
    """A repository whose site has been built; all processes of the run share it, so none may change it."""
    folder = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    root = folder / name
    with FileLock(folder / f"{name}.lock"):
        if not root.exists():
            unfinished = folder / f"{name}.unfinished"
            write(unfinished)
            code, output = processes.run(unfinished, *processes.BUILD, *options, PYTHONDONTWRITEBYTECODE="")
            assert code == 0, output
            (unfinished / "build.log").write_text(output, encoding="utf-8")
            unfinished.rename(root)
    return root


@pytest.fixture(scope="session")
def small_repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small repository whose site has been built strictly, which no test may change."""
    return built_once(tmp_path_factory, "small", small.repository, "--strict")


@pytest.fixture(scope="session")
def site(small_repository: Path) -> Path:
    """The folder of the site of the small repository."""
    return small_repository / "site"


@pytest.fixture
def checkout(small_repository: Path, tmp_path: Path) -> Path:
    """A copy of the small repository with its site and its cache, for one test to change."""
    return Path(shutil.copytree(small_repository, tmp_path / "checkout"))


class _UnderPrefix(SimpleHTTPRequestHandler):
    """Serves the folder under PREFIX only, so that an address from the server's root fails as it would online."""

    def translate_path(self, path: str) -> str:
        return super().translate_path(path.removeprefix(PREFIX) if path.startswith(PREFIX + "/") else "/not-here")

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The web address of a folder's root, with a slash at its end."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_UnderPrefix, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}{PREFIX}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """The web address of the site."""
    with serving(site) as address:
        yield address


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
