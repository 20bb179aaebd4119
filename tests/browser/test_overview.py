"""The coordinator's view in a browser: charts with their figures, and the matrix."""

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
COUNTRY, NETWORK = "tilannekuva/", "verkostot/esimerkkikunnat/tilannekuva/"


@pytest.mark.parametrize("path", [COUNTRY, NETWORK])
def test_every_chart_has_its_figures_in_words_and_only_once_for_those_who_hear_the_page(
    phone: Page, address: str, path: str
) -> None:
    phone.goto(address + path)
    charts = phone.locator(".chart").all()
    assert len(charts) in (2, 3, 4)
    for chart in charts:
        figures = chart.locator(".n").all_inner_texts()
        assert all(re.fullmatch(r"\d+(/\d+)?", figure) for figure in figures)
        table = chart.evaluate("(figure) => figure.parentElement.querySelector('td.r') !== null")
        assert chart.get_attribute("aria-hidden") == ("true" if table else None)


def test_the_matrix_is_reached_and_moved_by_keyboard(phone: Page, address: str) -> None:
    phone.goto(address + NETWORK)
    region = phone.get_by_role("region", name="Taulukko: käytännöt teemoittain")
    region.focus()
    assert phone.evaluate("document.activeElement.getAttribute('aria-label')") == "Taulukko: käytännöt teemoittain"
    head = region.locator("tbody th").first
    left = head.evaluate("(cell) => cell.getBoundingClientRect().left")
    phone.keyboard.press("ArrowRight")
    phone.wait_for_function("() => document.activeElement.scrollLeft > 0")
    assert head.evaluate("(cell) => cell.getBoundingClientRect().left") >= left - 2  # The space between cells.
    phone.keyboard.press("Tab")
    assert phone.evaluate("document.activeElement.closest('.matrix') !== null")


def test_a_cell_leads_to_as_many_practices_as_it_says(page: Page, address: str) -> None:
    for path in (COUNTRY, NETWORK):
        page.goto(address + path)
        cell = page.locator(".matrix td.m3 a").first
        count = cell.inner_text()
        cell.click()
        expect(page.locator("#maara")).to_contain_text(re.compile(rf"\b{count}\b"))


def test_charts_print_in_black_and_rows_whole(page: Page, address: str) -> None:
    page.goto(address + NETWORK)
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.querySelector('.chart .value')).fill") == "rgb(0, 0, 0)"
    assert page.evaluate("getComputedStyle(document.querySelector('.peers tr')).breakInside") == "avoid"
