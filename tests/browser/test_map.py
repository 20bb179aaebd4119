"""The linked maps as their readers use them: pointer and keyboard, with and without JavaScript."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.access.browser import context as window
from tests.browser import script

pytestmark = pytest.mark.browser
MAP = "kunnat/kartta/"
FOCUSED = "document.activeElement.getAttribute('aria-label')"


@pytest.fixture
def country(page: Page, address: str) -> Page:
    page.goto(address + MAP)
    return page


def dot(page: Page, name: str) -> Locator:
    return page.locator(".atlas").get_by_role("link", name=re.compile(f"^{name}(:|$)"))


def centre(page: Page, name: str) -> tuple[float, float]:
    box = dot(page, name).locator(".h").bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_the_map_is_one_tab_stop_and_tells_how_it_is_used(country: Page) -> None:
    described = country.get_by_role("group", name="Suomen kunnat kartalla").get_attribute("aria-describedby")
    assert "nuolinäppäimillä" in country.locator(f"#{described}").inner_text()
    country.locator("#sisalto .past").focus()
    country.keyboard.press("Tab")
    first = country.evaluate(FOCUSED)
    assert dot(country, first.split(":")[0]).count() == 1
    country.keyboard.press("Tab")
    assert country.evaluate("document.activeElement.closest('.atlas')") is None
    country.keyboard.press("Shift+Tab")
    assert country.evaluate(FOCUSED) == first


def test_arrow_keys_lead_to_the_next_dot_that_way_and_to_every_dot(country: Page, address: str) -> None:
    for key, axis, sign in (("ArrowRight", 0, 1), ("ArrowLeft", 0, -1), ("ArrowUp", 1, -1), ("ArrowDown", 1, 1)):
        dot(country, "Turku").focus()
        country.keyboard.press(key)
        name = country.evaluate(FOCUSED).split(":")[0]
        assert sign * (centre(country, name)[axis] - centre(country, "Turku")[axis]) > 0, (key, name)
    assert country.evaluate(script("reached")) == country.locator(".atlas a").count() == 308
    country.goto(address + "maakunnat/uusimaa/")
    assert country.evaluate(script("reached")) == country.locator(".atlas a").count() > 20


def test_home_end_and_enter(country: Page) -> None:
    dot(country, "Turku").focus()
    country.keyboard.press("Home")
    assert country.evaluate(FOCUSED).startswith("Utsjoki")
    country.keyboard.press("ArrowUp")
    assert country.evaluate(FOCUSED).startswith("Utsjoki")
    country.keyboard.press("End")
    assert country.evaluate(FOCUSED).split(":")[0] in ("Hanko", "Kökar")
    country.keyboard.press("Home")
    country.keyboard.press("Enter")
    country.wait_for_url("**/kunnat/utsjoki/")


def test_the_label_follows_the_pointer_and_may_be_pointed_at(country: Page) -> None:
    label = country.locator(".maplabel")
    assert not label.is_visible()
    dot(country, "Turku").hover()
    assert label.inner_text().replace("\n", ": ") == dot(country, "Turku").get_attribute("aria-label")
    label.hover()
    country.wait_for_timeout(500)  # Longer than the label waits before it goes.
    assert label.is_visible()
    country.mouse.move(5, 5)
    expect(label).to_be_hidden()
    dot(country, "Lahti").hover()
    assert label.inner_text() == "Lahti\nEi omia eikä muualta otettuja käytäntöjä"


def test_the_label_follows_focus(country: Page) -> None:
    label = country.locator(".maplabel")
    country.locator("#sisalto .past").focus()
    country.keyboard.press("Tab")
    country.keyboard.press("Home")
    assert label.inner_text().split("\n")[0] == "Utsjoki"
    country.keyboard.press("Escape")
    assert not label.is_visible()
    country.keyboard.press("ArrowDown")
    assert label.is_visible()
    country.keyboard.press("Tab")
    assert not label.is_visible()


@pytest.mark.parametrize("width", [320, 1280])
def test_no_label_is_cut_off(browser: Browser, address: str, width: int) -> None:
    with window(browser, width) as context:
        page = context.new_page()
        page.goto(address + MAP)
        page.locator("#sisalto .past").focus()
        page.keyboard.press("Tab")
        for name in ("Utsjoki", "Ilomantsi", "Eckerö", "Hanko", "Turku"):
            dot(page, name).focus()
            page.keyboard.press("ArrowDown")
            page.keyboard.press("ArrowUp")
            box = page.locator(".maplabel").bounding_box()
            assert box
            assert 0 <= box["x"] <= box["x"] + box["width"] <= width


def test_every_dot_is_a_link_without_javascript(plain: Page, address: str, site: Path) -> None:
    plain.goto(address + MAP)
    assert plain.locator(".atlas a").count() == 308
    assert (site / MAP / "index.html").stat().st_size <= 100_000
    for link in (dot(plain, name).first for name in ("Turku", "Akaa", "Utsjoki")):
        assert (site / MAP / (link.get_attribute("href") or "-")).resolve().is_dir()
    assert dot(plain, "Turku").get_attribute("tabindex") is None
    dot(plain, "Turku").focus()
    plain.keyboard.press("Enter")
    plain.wait_for_url("**/kunnat/turku/")


@pytest.mark.parametrize("script", [True, False])
def test_the_skip_link_leads_past_the_map(browser: Browser, address: str, script: bool) -> None:
    with window(browser, java_script_enabled=script) as context:
        page = context.new_page()
        page.goto(address + MAP)
        page.get_by_role("link", name="Ohita kartta").focus()
        assert page.get_by_role("link", name="Ohita kartta").is_visible()
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "taulukko"
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('table') !== null")


def test_dots_say_what_the_table_says(country: Page) -> None:
    rows = country.locator("#taulukko tbody tr")
    assert rows.count() > 10
    for row in rows.all():
        name, _, _, *told = (cell.strip() for cell in row.locator("th, td").all_inner_texts())
        said = (dot(country, name).get_attribute("aria-label") or "").replace("\u00a0", " ")
        figures = {kind: number for number, kind in re.findall(r"(\d+) (om|muualta|samanlai)", said.split(": ")[1])}
        assert [figures.get(kind, "0") for kind in ("om", "muualta", "samanlai")] == told, said


def _do_not_meet(names: list[tuple[str, float, float, float, float, float]], width: int) -> None:
    assert len(names) > 5
    assert min(size for _, size, *_ in names) >= 11.95
    meeting = [
        (one[0], other[0])
        for index, one in enumerate(names)
        for other in names[:index]
        if one[2] < other[4] and other[2] < one[4] and one[3] < other[5] and other[3] < one[5]
    ]
    assert meeting == []
    assert all(left >= 0 and right <= width for _, _, left, _, right, _ in names)


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_names_are_legible_and_do_not_meet_and_targets_are_large_enough(
    browser: Browser, address: str, width: int
) -> None:
    with window(browser, width) as context:
        page = context.new_page()
        for path in (MAP, "maakunnat/uusimaa/", "maakunnat/ahvenanmaa/", "maakunnat/lappi/"):
            page.goto(address + path)
            page.evaluate("document.fonts.ready")
            _do_not_meet(page.evaluate(script("names")), width)
            if path != MAP:
                sides = page.evaluate(
                    "[...document.querySelectorAll('.atlas .h')].map(e => e.getBoundingClientRect().width)"
                )
                assert min(sides) >= 24 or width < 360
