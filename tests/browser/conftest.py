"""A site of made-up entries, served, and a browser: what the browser does must not hang on the real content."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from filelock import FileLock
from playwright.sync_api import Browser, BrowserContext, Page

from kaytantopankki.content.catalogue import Catalogue
from kaytantopankki.content.loader import load
from tests.access.browser import context as window
from tests.builders import TODAY
from tests.site.conftest import ROOT, address, browser, mkdocs  # noqa: F401

ENTRIES = ROOT / "tests/fixtures/bank"


@pytest.fixture(scope="session")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository of the entries in tests/fixtures/bank with this checkout's code and style, and its site in `site`.
    It is built once, and shared by the processes of a run."""
    temporary = tmp_path_factory.getbasetemp()
    root = (temporary.parent if "PYTEST_XDIST_WORKER" in os.environ else temporary) / "bank"
    with FileLock(root.with_suffix(".lock")):
        if not (root / "site").is_dir():
            shutil.copytree(ENTRIES, root, dirs_exist_ok=True)
            for name in ("hooks", "overrides", "docs/assets"):
                shutil.copytree(ROOT / name, root / name, dirs_exist_ok=True)
            for name in ("mkdocs.yml", "docs/elementit.md"):  # The second shows all that a page can be made of.
                shutil.copy(ROOT / name, root / name)
            cache = ROOT / ".cache/bank"  # Of its own: a build forgets what it does not use.
            cache.mkdir(parents=True, exist_ok=True)
            (root / ".cache").unlink(missing_ok=True)
            (root / ".cache").symlink_to(cache)
            today = datetime(TODAY.year, TODAY.month, TODAY.day, 12, tzinfo=UTC)
            try:
                mkdocs("build", "--strict", root=root, SOURCE_DATE_EPOCH=str(int(today.timestamp())))
            except subprocess.CalledProcessError as error:
                pytest.fail(error.stderr)
    return root


@pytest.fixture(scope="session")
def site(repository: Path) -> Path:
    """The folder of the built site."""
    return repository / "site"


@pytest.fixture(scope="session")
def catalogue(repository: Path) -> Catalogue:
    """The entries of the site."""
    return load(repository, TODAY).catalogue


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:  # noqa: F811
    """A visit at a desk, which may use the clipboard."""
    with window(browser, permissions=["clipboard-read", "clipboard-write"]) as opened:
        yield opened


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:  # noqa: F811
    """A page on a telephone."""
    with window(browser, 360) as opened:
        yield opened.new_page()


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:  # noqa: F811
    """A page on a telephone without JavaScript."""
    with window(browser, 360, java_script_enabled=False) as opened:
        yield opened.new_page()
