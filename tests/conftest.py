"""Options that every test shares."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--bless", action="store_true", help="accept what the golden tests produce as expected")


@pytest.fixture
def bless(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are rewritten instead of compared."""
    return bool(request.config.getoption("--bless"))


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """One browser for each process that runs tests: Playwright starts only once in each."""
    from tests.site.conftest import chromium  # The content's own tests do without Playwright.

    with chromium() as started:
        yield started
