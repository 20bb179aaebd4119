"""A site of made-up entries, served, and a browser: what the browser does must not hang on the real content."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from kaytantopankki.content.catalogue import Catalogue
from kaytantopankki.content.loader import load
from tests import ROOT
from tests.access.browser import context as window
from tests.builders import TODAY
from tests.site.conftest import PREFIX, address, built_once  # noqa: F401

ENTRIES = ROOT / "tests/fixtures/bank"


def _write(root: Path) -> None:
    shutil.copytree(ENTRIES, root)
    for name in ("hooks", "overrides", "docs/assets"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info", "kuvat"))
    shutil.copy(ROOT / "docs/elementit.md", root / "docs")  # It shows all that a page can be made of.
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    site_url = (
        f"site_url: https://esimerkki.example{PREFIX}/"  # The error page leads to addresses from the server's root.
    )
    (root / "mkdocs.yml").write_text(re.sub("^site_url: .*", site_url, settings, flags=re.MULTILINE), encoding="utf-8")
    cache = ROOT / ".cache/bank"  # Of its own: a build forgets what it does not use.
    cache.mkdir(parents=True, exist_ok=True)
    (root / ".cache").symlink_to(cache)


@pytest.fixture(scope="session")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository of the entries in tests/fixtures/bank with this checkout's code and style, and its site in `site`."""
    return built_once(tmp_path_factory, "bank", _write, "--strict")


@pytest.fixture(scope="session")
def site(repository: Path) -> Path:
    """The folder of the built site."""
    return repository / "site"


@pytest.fixture(scope="session")
def catalogue(repository: Path) -> Catalogue:
    """The entries of the site."""
    return load(repository, TODAY).catalogue


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A visit at a desk, which may use the clipboard."""
    with window(browser, permissions=["clipboard-read", "clipboard-write"]) as opened:
        yield opened


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A page on a telephone."""
    with window(browser, 360) as opened:
        yield opened.new_page()


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A page on a telephone without JavaScript."""
    with window(browser, 360, java_script_enabled=False) as opened:
        yield opened.new_page()
