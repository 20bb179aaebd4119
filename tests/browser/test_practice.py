"""The page of a practice: the chain of who took it from whom, its bottlenecks, and how to refer to it."""

import re
from itertools import combinations

import pytest
from playwright.sync_api import Page, expect

from tests.access.visit import watch

pytestmark = pytest.mark.browser
PRACTICE = "kaytannot/energialahetit/"


def test_the_chain_has_a_name_and_its_drawing_no_tab_stops(page: Page, address: str) -> None:
    page.goto(address + PRACTICE)
    chain = page.locator("#ketju")
    expect(chain.get_by_role("img")).to_have_accessible_name(re.compile("^Kaavio käytännön ketjusta: .* kuntaa"))
    assert chain.locator("svg a").count() > 3
    assert chain.locator("svg a:not([tabindex='-1'])").count() == 0


def test_the_drawing_is_legible_and_left_out_where_it_does_not_fit(page: Page, address: str) -> None:
    page.goto(address + PRACTICE)
    boxes = page.locator(".lineage__drawing svg text").evaluate_all(
        "texts => texts.map((text) => { const b = text.getBBox(); return [b.x, b.y + 3, b.x + b.width, b.y + b.height - 3]; })"
    )
    assert len(boxes) > 8
    for one, other in combinations(boxes, 2):
        assert one[0] >= other[2] or other[0] >= one[2] or one[1] >= other[3] or other[1] >= one[3], (one, other)
    for width, seen in ((1280, True), (360, False)):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.locator(".lineage__drawing").is_visible() == seen
        assert page.locator(".lineage__list").is_visible()


def test_bottlenecks_lead_to_their_kind_which_is_found_by_its_name(page: Page, address: str) -> None:
    page.goto(address + "kaytannot/ii-oljysta-luopuminen/")
    page.locator("#pullonkaulat").get_by_role("link", name="Rahoitus").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Rahoitus")
    expect(page.get_by_role("navigation", name="Murupolku").get_by_role("link", name="Pullonkaulat")).to_be_visible()
    assert page.get_by_role("link", name="Kunta luopui öljylämmityksestä").count() == 1
    page.goto(address + "haku/?haku=pullonkaula+rahoitus")
    first = page.locator("#tulokset > li").first
    expect(first).to_contain_text("Pullonkaula")
    expect(first.get_by_role("link", name="Rahoitus")).to_be_visible()


def test_a_reference_is_copied_and_saved(page: Page, address: str) -> None:
    asked, said = list[str](), list[str]()
    watch(page, said)
    page.goto(address + PRACTICE, wait_until="networkidle")
    page.on("request", lambda request: asked.append(request.url))
    page.get_by_role("button", name="Kopioi viite").click()
    page.get_by_text("Kopioitu.").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == page.locator("#viite").inner_text()
    page.get_by_text("Viite viitteidenhallintaan").click()
    with page.expect_download() as saved:
        page.get_by_role("button", name="Lataa BibTeX").click()
    assert saved.value.suggested_filename == "energialahetit.bib"
    assert saved.value.path().read_text(encoding="utf-8").rstrip("\n") == page.locator("#bibtex").text_content()
    page.get_by_role("button", name="Kopioi RIS").click()
    expect(page.locator("#viittaa [role=status]")).to_have_text("Kopioitu.")
    assert page.evaluate("navigator.clipboard.readText()").startswith("TY  - ELEC\nAU  - ")
    assert [url for url in asked if not url.startswith("blob:")] == []
    assert said == []


def test_where_copying_is_not_allowed_the_text_is_chosen(page: Page, address: str) -> None:
    page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error())")
    page.goto(address + PRACTICE)
    page.get_by_role("button", name="Kopioi viite").click()
    page.get_by_text("Selain ei salli kopiointia").wait_for()
    assert page.evaluate("String(getSelection())") == page.locator("#viite").inner_text()


def test_a_reference_can_be_read_without_a_script(plain: Page, address: str) -> None:
    plain.goto(address + PRACTICE)
    assert plain.locator("#viite").is_visible()
    plain.get_by_text("Viite viitteidenhallintaan").click()
    assert plain.locator("#bibtex").is_visible()
