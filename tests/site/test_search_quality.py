"""The search answers the judged queries of the test half, in a real browser, and fetches little for it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.search import quality, queries

pytestmark = pytest.mark.browser

TEST_HALF = queries.read("test")
CLASSES = quality.kinds(TEST_HALF)
LEAST = {"typo": 0.85, "no_dots": 0.93, "inflected": 0.92}


@pytest.fixture(scope="module")
def served(site: Path) -> Iterator[quality.Host]:
    with quality.host(this=site) as served:
        yield served


@pytest.fixture(scope="module")
def measured(site: Path, served: quality.Host, browser: Browser) -> quality.Measured:
    page = browser.new_page()
    found = quality.measure(quality.this(served, "this", site), TEST_HALF, page, served)
    page.close()
    return found


def misses(measured: quality.Measured) -> str:
    return "\n".join(quality.misses(measured))


def test_the_judged_pages_are_pages_of_the_site(site: Path) -> None:
    judged = {path for query in queries.read("all") for path in query.relevant}
    assert sorted(path for path in judged if not (site / path / "index.html").is_file()) == []


def test_recall_over_all_classes(measured: quality.Measured) -> None:
    assert measured.recall(*CLASSES) >= 0.95, misses(measured)


@pytest.mark.parametrize("kind", CLASSES)
def test_recall_of_each_class(measured: quality.Measured, kind: str) -> None:
    assert measured.recall(kind) >= LEAST.get(kind, 0.8), misses(measured)


def test_a_plain_request_finds_its_practice_among_the_first_three(measured: quality.Measured) -> None:
    assert measured.plain >= 0.9, misses(measured)


def test_what_the_site_does_not_tell_of_gives_no_result(measured: quality.Measured) -> None:
    assert [answer for answer in measured.of(queries.NOTHING) if answer.found] == []


def test_the_first_results_weigh_little(measured: quality.Measured) -> None:
    assert 0 < max(measured.kilobytes) <= 150


def test_a_page_fetches_nothing_of_the_search(served: quality.Host, browser: Browser) -> None:
    page = browser.new_page()
    served.sent.clear()
    page.goto(served.address + "this/", wait_until="networkidle")
    page.close()
    assert [path for path, _ in served.sent if path.endswith(quality.WORKER) or "/haku/" in path] == []
