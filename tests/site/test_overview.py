"""The coordinator's view in a browser: accessible, light, and printable for a steering group."""

import gzip
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Response, expect

pytestmark = pytest.mark.browser

COUNTRY, FISU = "tilannekuva/", "verkostot/fisu/tilannekuva/"
PAGES = (COUNTRY, FISU)
MOST_KILOBYTES, MOST_REQUESTS = 100, 12


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    with browser.new_context(viewport={"width": 360, "height": 740}, locale="fi-FI") as context:
        yield context.new_page()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(browser: Browser, address: str, path: str, width: int, scheme: str) -> None:
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
    with browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme) as context:  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(address + path)
        page.evaluate("document.querySelectorAll('details').forEach((item) => { item.open = true; })")
        found = Axe().run(page, options=rules).response["violations"]
        assert [(item["id"], item["nodes"][0]["html"][:160]) for item in found] == []


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("width", [320, 360, 768])
def test_the_page_fits_its_screen(browser: Browser, address: str, path: str, width: int) -> None:
    with browser.new_context(viewport={"width": width, "height": 740}) as context:
        page = context.new_page()
        page.goto(address + path)
        assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("path", PAGES)
def test_every_chart_has_a_name_and_its_figures_in_a_table(phone: Page, address: str, path: str) -> None:
    phone.goto(address + path)
    charts = phone.locator("svg[role=img]").all()
    assert len(charts) in (2, 3, 4)
    for chart in charts:
        name, description = (
            chart.evaluate(f"(svg) => document.getElementById(svg.getAttribute('{name}')).textContent")
            for name in ("aria-labelledby", "aria-describedby")
        )
        table = chart.evaluate(
            "(svg) => [...svg.closest('.two').querySelectorAll('td.r')].map((cell) => cell.textContent)"
        )
        figures = re.findall(r": (\d+)", description)
        assert name
        assert figures
        assert all(figure in table for figure in figures), name


@pytest.mark.parametrize("path", PAGES)
def test_text_in_charts_is_at_least_12_px(phone: Page, address: str, path: str) -> None:
    phone.goto(address + path)
    sizes = phone.evaluate(
        "[...document.querySelectorAll('.chart text')].map((text) => parseFloat(getComputedStyle(text).fontSize)"
        " * text.ownerSVGElement.getBoundingClientRect().width / text.ownerSVGElement.viewBox.baseVal.width)"
    )
    assert sizes
    assert min(sizes) >= 12


def test_the_matrix_is_reached_and_moved_by_keyboard(phone: Page, address: str) -> None:
    phone.goto(address + FISU)
    region = phone.get_by_role("region", name="Taulukko: käytännöt teemoittain")
    region.focus()
    assert phone.evaluate("document.activeElement.getAttribute('aria-label')") == "Taulukko: käytännöt teemoittain"
    head = region.locator("tbody th").first
    left = head.evaluate("(cell) => cell.getBoundingClientRect().left")
    phone.keyboard.press("ArrowRight")
    phone.wait_for_timeout(300)
    assert region.evaluate("(box) => box.scrollLeft") > 0
    assert head.evaluate("(cell) => cell.getBoundingClientRect().left") >= left - 2  # The space between cells.
    phone.keyboard.press("Tab")
    assert phone.evaluate("document.activeElement.closest('.matrix') !== null")


def test_a_cell_leads_to_as_many_practices_as_it_says(browser: Browser, address: str) -> None:
    with browser.new_context(viewport={"width": 1280, "height": 800}) as context:
        page = context.new_page()
        for path in PAGES:
            page.goto(address + path)
            cell = page.locator(".matrix td.m3 a").first
            count = cell.inner_text()
            cell.click()
            expect(page.locator("#maara")).to_contain_text(re.compile(rf"\b{count}\b"))


@pytest.mark.parametrize("path", PAGES)
def test_the_page_is_light(browser: Browser, address: str, path: str) -> None:
    """Texts are counted as servers send them, compressed."""
    responses: list[Response] = []
    with browser.new_context() as context:
        page = context.new_page()
        page.on("response", lambda response: responses.append(response))
        page.goto(address + path, wait_until="networkidle")
        size = sum(_sent(response) for response in responses if response.request.resource_type != "image")
    assert size <= MOST_KILOBYTES * 1000
    assert len(responses) <= MOST_REQUESTS


def _sent(response: Response) -> int:
    body = response.body()
    return len(body) if response.request.resource_type == "font" else len(gzip.compress(body))


def test_a_network_prints_for_its_steering_group(browser: Browser, address: str, tmp_path: Path) -> None:
    file = tmp_path / "fisu.pdf"
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(address + FISU)
        file.write_bytes(page.pdf(format="A4", tagged=True))
        page.emulate_media(media="print")
        for hidden in ("#tabs", ".kp-footer", ".jump", ".picks", ".crumb"):
            assert not page.locator(hidden).first.is_visible(), hidden
        assert page.evaluate("getComputedStyle(document.querySelector('.chart path')).fill") == "rgb(0, 0, 0)"
        assert page.evaluate("getComputedStyle(document.querySelector('.peers tr')).breakInside") == "avoid"
    info = subprocess.run(["pdfinfo", file], capture_output=True, text=True, check=True).stdout
    text = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, text=True, check=True).stdout
    pages = int(re.search(r"Pages:\s+(\d+)", info)[1])  # type: ignore[index]
    assert 4 <= pages <= 14
    assert "Tilannekuva: Fisu" in text.split("\f")[0]
    assert FISU in "".join(text.split())
    assert "Tagged:          yes" in info
