"""The linked maps as their readers use them: pointer and keyboard, with and without JavaScript."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

pytestmark = pytest.mark.browser

MAP = "kunnat/kartta/"
PAGES = (MAP, "kunnat/", "maakunnat/uusimaa/", "maakunnat/ahvenanmaa/", "verkostot/hinku/")
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
FOCUSED = "document.activeElement.getAttribute('aria-label')"
# Every dot that the arrow keys lead to from the first one, without a reader pressing them one by one.
REACHED = """() => {
  const seen = new Set(), waiting = [document.querySelector('.atlas a')];
  while (waiting.length) {
    const link = waiting.pop();
    if (seen.has(link)) continue;
    seen.add(link);
    for (const key of ['ArrowRight', 'ArrowLeft', 'ArrowDown', 'ArrowUp']) {
      link.focus();
      link.dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true}));
      waiting.push(document.activeElement);
    }
  }
  return seen.size;
}"""


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    with browser.new_context(viewport={"width": 1280, "height": 800}, locale="fi-FI") as context:
        yield context


@pytest.fixture
def country(context: BrowserContext, address: str) -> Page:
    page = context.new_page()
    page.goto(address + MAP)
    return page


@pytest.fixture
def plain(browser: Browser, address: str) -> Iterator[Page]:
    """The map without JavaScript."""
    with browser.new_context(viewport={"width": 1280, "height": 800}, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(address + MAP)
        yield page


def dot(page: Page, name: str) -> Locator:
    return page.locator(".atlas").get_by_role("link", name=re.compile(f"^{name}(:|$)"))


def centre(page: Page, name: str) -> tuple[float, float]:
    box = dot(page, name).locator(".h").bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_the_map_is_one_tab_stop(country: Page) -> None:
    country.locator("#sisalto .past").focus()
    country.keyboard.press("Tab")
    first = country.evaluate(FOCUSED)
    assert dot(country, first.split(":")[0]).count() == 1
    country.keyboard.press("Tab")
    assert country.evaluate("document.activeElement.closest('.atlas')") is None
    country.keyboard.press("Shift+Tab")
    assert country.evaluate(FOCUSED) == first


def test_arrow_keys_lead_to_the_next_dot_that_way(country: Page) -> None:
    for key, axis, sign in (("ArrowRight", 0, 1), ("ArrowLeft", 0, -1), ("ArrowUp", 1, -1), ("ArrowDown", 1, 1)):
        dot(country, "Turku").focus()
        country.keyboard.press(key)
        name = country.evaluate(FOCUSED).split(":")[0]
        assert sign * (centre(country, name)[axis] - centre(country, "Turku")[axis]) > 0, (key, name)


@pytest.mark.parametrize("path", [MAP, "maakunnat/uusimaa/"])
def test_arrow_keys_lead_to_every_dot(context: BrowserContext, address: str, path: str) -> None:
    page = context.new_page()
    page.goto(address + path)
    assert page.evaluate(REACHED) == page.locator(".atlas a").count() > 20


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


def test_the_map_tells_how_it_is_used(country: Page) -> None:
    described = country.get_by_role("group", name="Suomen kunnat kartalla").get_attribute("aria-describedby")
    assert "nuolinäppäimillä" in country.locator(f"#{described}").inner_text()


def test_the_label_follows_the_pointer(country: Page) -> None:
    label = country.locator(".maplabel")
    assert not label.is_visible()
    dot(country, "Turku").hover()
    assert label.inner_text().replace("\n", ": ") == dot(country, "Turku").get_attribute("aria-label")
    label.hover()  # The pointer may go over the label.
    country.wait_for_timeout(500)
    assert label.is_visible()
    country.mouse.move(5, 5)
    expect(label).to_be_hidden()
    dot(country, "Akaa").hover()
    assert label.inner_text() == "Akaa\nEi omia eikä muualta otettuja käytäntöjä"


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
    with browser.new_context(viewport={"width": width, "height": 700}) as context:
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
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= width


def test_every_dot_is_a_link_without_javascript(plain: Page, site: Path) -> None:
    links = plain.locator(".atlas a")
    assert links.count() == 308
    for link in (dot(plain, name).first for name in ("Turku", "Akaa", "Utsjoki")):
        assert (site / "kunnat" / "kartta" / (link.get_attribute("href") or "-")).resolve().is_dir()
    assert dot(plain, "Turku").get_attribute("tabindex") is None
    dot(plain, "Turku").focus()
    plain.keyboard.press("Enter")
    plain.wait_for_url("**/kunnat/turku/")


@pytest.mark.parametrize("script", [True, False])
def test_the_skip_link_leads_past_the_map(browser: Browser, address: str, script: bool) -> None:
    with browser.new_context(java_script_enabled=script) as context:
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
    for row in (rows.nth(index) for index in (0, 1, 8, rows.count() - 1)):
        name, _, _, own, taken, parallel = (cell.strip() for cell in row.locator("th, td").all_inner_texts())
        said = (dot(country, name).get_attribute("aria-label") or "").replace("\u00a0", " ")
        figures = {kind: number for number, kind in re.findall(r"(\d+) (om|muualta|samanlai)", said.split(": ")[1])}
        assert (figures.get("om", "0"), figures.get("muualta", "0"), figures.get("samanlai", "0")) == (
            own,
            taken,
            parallel,
        ), said


@pytest.mark.parametrize("width", [320, 768, 1280])
@pytest.mark.parametrize("path", [MAP, "maakunnat/uusimaa/", "maakunnat/ahvenanmaa/", "maakunnat/lappi/"])
def test_printed_names_are_legible_and_do_not_meet(browser: Browser, address: str, path: str, width: int) -> None:
    with browser.new_context(viewport={"width": width, "height": 800}) as context:
        page = context.new_page()
        page.goto(address + path)
        page.evaluate("document.fonts.ready")
        boxes = page.evaluate(
            "[...document.querySelectorAll('.atlas text')].filter(e => getComputedStyle(e).display !== 'none').map(e => {"
            " const b = e.getBBox(), m = e.getScreenCTM(), size = parseFloat(getComputedStyle(e).fontSize) * m.a;"
            " const x = m.a * b.x + m.e, base = m.d * Number(e.getAttribute('y')) + m.f;"
            " return [e.textContent, size, x, base - .72 * size, x + m.a * b.width, base + .2 * size]; })"
        )
        assert len(boxes) > 5
        assert min(size for _, size, *_ in boxes) >= 11.95
        meeting = [
            (one[0], other[0])
            for index, one in enumerate(boxes)
            for other in boxes[:index]
            if one[2] < other[4] and other[2] < one[4] and one[3] < other[5] and other[3] < one[5]
        ]
        assert meeting == []
        assert all(left >= 0 and right <= width for _, _, left, _, right, _ in boxes)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing(browser: Browser, address: str, scheme: str, width: int) -> None:
    found = []
    with browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme) as context:  # type: ignore[arg-type]
        page = context.new_page()
        for path in PAGES:
            page.goto(address + path)
            for violation in Axe().run(page, options=RULES).response["violations"]:
                found.append((path, violation["id"], violation["nodes"][0]["html"][:160]))
    assert found == []


def test_targets_of_a_region_are_large_enough_on_a_telephone(browser: Browser, address: str) -> None:
    with browser.new_context(viewport={"width": 360, "height": 740}) as context:
        page = context.new_page()
        page.goto(address + "maakunnat/uusimaa/")
        sides = page.evaluate("[...document.querySelectorAll('.atlas .h')].map(e => e.getBoundingClientRect().width)")
        assert len(sides) == 26
        assert min(sides) >= 24


@pytest.mark.parametrize("path", PAGES)
def test_pages_are_light(site: Path, path: str) -> None:
    assert (site / path / "index.html").stat().st_size <= 100_000
