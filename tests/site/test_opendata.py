"""The page of open data in the browser, and its examples run for real."""

import json
import os
import subprocess
import sys
import urllib.request
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from playwright.sync_api import Browser


def records(site: Path, name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((site / f"data/v1/{name}.json").read_text(encoding="utf-8"))["items"]
    return found


def parsed(site: Path) -> Any:
    return html.fromstring((site / "avoin-data/index.html").read_text(encoding="utf-8"))


def by_theme(site: Path) -> dict[str, int]:
    titles = {word["id"]: word["title"] for word in records(site, "vocabulary") if word["kind"] == "theme"}
    return Counter(titles[theme] for practice in records(site, "practices") for theme in practice["themes"])


def test_every_file_of_the_page_is_there_and_as_large_as_it_says(site: Path) -> None:
    page = parsed(site)
    rows = page.xpath("//table[@class='ledger']/tbody/tr[th/a]")
    assert len(rows) > 40
    for row in rows:
        (link,) = row.xpath("th/a/@href")
        file = site / "avoin-data" / link
        assert file.is_file()
        told = row.xpath("string(td[last()])").replace("\u00a0", " ")
        assert told == f"{max(1, round(file.stat().st_size / 1000))} kt"


def test_the_code_on_the_page_is_the_code_that_runs(site: Path) -> None:
    page = parsed(site)
    shown = [block.text_content() for block in page.xpath("//pre/code")]
    (script,) = page.xpath("//script[contains(@src, 'esimerkit')]/@src")
    assert shown[0] == (site / "avoin-data" / script).read_text(encoding="utf-8")
    assert shown[1] == (site / "data/v1/esimerkit/teemat.py").read_text(encoding="utf-8")


def test_the_page_tells_search_engines_of_every_file(site: Path) -> None:
    blocks = parsed(site).xpath("//script[@type='application/ld+json']/text()")
    graph = [thing for block in blocks for thing in json.loads(block).get("@graph", [json.loads(block)])]
    (dataset,) = [thing for thing in graph if thing["@type"] == "Dataset"]
    root = records_root(site)
    found = {item["contentUrl"].removeprefix(root) for item in dataset["distribution"]}
    folder = site / "data/v1"
    files = {str(file.relative_to(folder)) for file in folder.rglob("*") if file.suffix in (".json", ".csv", ".zip")}
    assert found == {name for name in files if not name.startswith("schema/")}
    assert "creativecommons.org/licenses/by/4.0" in dataset["license"]


@pytest.mark.browser
def test_the_example_counts_in_the_browser(browser: Browser, address: str, site: Path) -> None:
    page = browser.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(f"{address}avoin-data/")
    assert page.locator("#teemat").is_hidden()
    page.click("#laske")
    page.locator("#teemat").wait_for()
    found = page.locator("#teemat tbody tr").evaluate_all(
        "rows => rows.map(row => [row.cells[0].textContent, Number(row.cells[1].textContent)])"
    )
    assert dict(map(tuple, found)) == by_theme(site)
    assert [count for _, count in found] == sorted((count for _, count in found), reverse=True)
    assert page.locator("#kerrottu").text_content() == f"Luettu {len(records(site, 'practices'))} käytäntöä."
    assert wrong == []
    page.close()


@pytest.mark.browser
def test_the_example_tells_when_the_data_cannot_be_read(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.route("**/practices.json", lambda route: route.abort())
    page.goto(f"{address}avoin-data/")
    page.click("#laske")
    page.locator("#kerrottu", has_text="Dataa ei voitu lukea").wait_for()
    assert page.locator("#teemat").is_hidden()
    page.close()


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_is_wider_than_the_page(browser: Browser, address: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(f"{address}avoin-data/")
    page.locator("summary").click()
    page.click("#laske")
    page.locator("#teemat").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def test_the_python_example_runs_on_the_built_files(site: Path, address: str, tmp_path: Path) -> None:
    code = (site / "data/v1/esimerkit/teemat.py").read_text(encoding="utf-8")
    published = records_root(site)
    assert f'data = "{published}"' in code
    (tmp_path / "teemat.py").write_text(code.replace(published, f"{address}data/v1/"), encoding="utf-8")
    environment = {**os.environ, "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, "teemat.py"], cwd=tmp_path, env=environment, check=True, capture_output=True, text=True
    )
    printed = {}
    for line in done.stdout.splitlines():
        name, _, count = line.rpartition(" ")
        printed[name.strip()] = int(count)
    basis = Counter(item["basis"] for practice in records(site, "practices") for item in practice["results"])
    assert printed == {**by_theme(site), **basis}


def records_root(site: Path) -> str:
    """The address that the site is published at, with the folder of the data."""
    data = json.loads((site / "data/v1/practices.json").read_text(encoding="utf-8"))
    return str(data["$schema"].partition("schema/")[0])


def test_the_bundle_can_be_had_from_the_server(address: str, site: Path) -> None:
    with urllib.request.urlopen(f"{address}data/v1/kaytantopankki-v1.zip") as answer:
        assert answer.read() == (site / "data/v1/kaytantopankki-v1.zip").read_bytes()
