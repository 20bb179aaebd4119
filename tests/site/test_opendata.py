"""The page of open data, its files, and its examples run for real."""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests import schema_org
from tests.site.processes import ADDRESS
from tests.site.test_site import parsed

DATA = f"{ADDRESS}data/v1/"


def records(site: Path, name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((site / f"data/v1/{name}.json").read_text(encoding="utf-8"))["items"]
    return found


def by_theme(site: Path) -> dict[str, int]:
    titles = {word["id"]: word["title"] for word in records(site, "vocabulary") if word["kind"] == "theme"}
    return Counter(titles[theme] for practice in records(site, "practices") for theme in practice["themes"])


def test_the_page_tells_search_engines_of_every_file(site: Path) -> None:
    text = (site / "avoin-data/index.html").read_text(encoding="utf-8")
    (dataset,) = (it for it in map(schema_org.plain, schema_org.things(text, DATA)) if it["@type"] == "Dataset")
    sizes = {item["contentUrl"].removeprefix(DATA): item["contentSize"] for item in dataset["distribution"]}
    folder = site / "data/v1"
    files = {
        str(file.relative_to(folder)): file for file in folder.rglob("*") if file.suffix in (".json", ".csv", ".zip")
    }
    data = {name: f"{file.stat().st_size} B" for name, file in files.items() if not name.startswith("schema/")}
    assert sizes == data
    assert "creativecommons.org/licenses/by/4.0" in dataset["license"]


def test_the_code_on_the_page_is_the_code_that_runs(site: Path) -> None:
    page = parsed(site / "avoin-data/index.html")
    shown = [block.text_content() for block in page.xpath("//pre/code")]
    (script,) = page.xpath("//script[contains(@src, 'esimerkit')]/@src")
    files = (site / "avoin-data" / script, site / "data/v1/esimerkit/teemat.py")
    assert shown[:2] == [file.read_text(encoding="utf-8") for file in files]


def test_the_python_example_runs_on_the_built_files(site: Path, address: str) -> None:
    code = (site / "data/v1/esimerkit/teemat.py").read_text(encoding="utf-8")
    assert f'data = "{DATA}"' in code
    moved = code.replace(DATA, f"{address}data/v1/")
    done = subprocess.run([sys.executable, "-X", "utf8", "-c", moved], capture_output=True, text=True, check=True)
    rows = (line.rpartition(" ") for line in done.stdout.splitlines())
    basis = Counter(item["basis"] for practice in records(site, "practices") for item in practice["results"])
    assert {name.strip(): int(count) for name, _, count in rows} == {**by_theme(site), **basis}


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 1280])
def test_the_example_counts_in_the_browser(browser: Browser, address: str, site: Path, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{address}avoin-data/")
    page.locator("summary").click()
    page.click("#laske")
    page.locator("#teemat").wait_for()
    rows = page.locator("#teemat tbody tr").evaluate_all(
        "rows => rows.map(row => [row.cells[0].textContent, Number(row.cells[1].textContent)])"
    )
    assert dict(map(tuple, rows)) == by_theme(site)
    assert [count for _, count in rows] == sorted((count for _, count in rows), reverse=True)
    assert page.locator("#kerrottu").text_content() == f"Luettu {len(records(site, 'practices'))} käytäntöä."
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert errors == []
    page.close()


@pytest.mark.browser
def test_the_example_tells_when_the_data_cannot_be_read(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.route("**/practices.json", lambda route: route.abort())
    page.goto(f"{address}avoin-data/")
    assert page.locator("#teemat").is_hidden()
    page.click("#laske")
    page.locator("#kerrottu", has_text="Dataa ei voitu lukea").wait_for()
    assert page.locator("#teemat").is_hidden()
    page.close()
