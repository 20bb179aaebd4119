"""Bottlenecks, the chain of a practice, and the printed page, as readers get them."""

import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from kaytantopankki.content.loader import load
from tests.site.conftest import ROOT

pytestmark = pytest.mark.browser

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
PAGES = (
    "pullonkaulat/",
    "pullonkaulat/tekniikka/",
    "pullonkaulat/tieto-ja-mittaaminen/",
    "pullonkaulat/jatkuvuus/",
    "kaytannot/vantaa-yhteinen-poyta/",
    "kaytannot/fisu-reivi/",
    "kaytannot/mantyharju-led/",
)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_context(viewport={"width": 1280, "height": 900}, locale="fi-FI") as context:
        yield context.new_page()


def adopters(slug: str) -> list[str]:
    practice = load(ROOT, date(2026, 11, 21)).catalogue.practices[slug]
    return [adoption.municipality for adoption in practice.data.adoptions]


def pdf_text(page: Page, file: Path) -> list[str]:
    """The text of each page of the printed page."""
    page.pdf(path=file, format="A4", prefer_css_page_size=True, tagged=True)
    done = subprocess.run(["pdftotext", "-layout", str(file), "-"], check=True, capture_output=True, text=True)
    return done.stdout.split("\f")[:-1]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_and_pages_fit(browser: Browser, address: str, scheme: str, width: int) -> None:
    found = []
    with browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme) as context:  # type: ignore[arg-type]
        page = context.new_page()
        for path in PAGES:
            page.goto(address + path)
            page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
            if (wide := page.evaluate("document.documentElement.scrollWidth")) > width:
                found.append((path, f"{wide} px wide", ""))
            for violation in Axe().run(page, options=RULES).response["violations"]:
                found.append((path, violation["id"], violation["nodes"][0]["html"][:160]))
    assert found == []


def test_chain_is_drawn_with_a_name_and_listed_with_every_municipality(page: Page, address: str) -> None:
    page.goto(address + "kaytannot/ekotuki/")
    chain = page.locator("#ketju")
    expect(chain.get_by_role("img")).to_have_accessible_name(
        "Kaavio käytännön ketjusta: 12\u00a0mallin ottanutta kuntaa; 1\u00a0kunta, jossa on sama malli"
    )
    listed = chain.get_by_role("listitem").get_by_role("link").all_inner_texts()
    assert sorted(listed) == sorted(adopters("ekotuki"))
    drawn = chain.locator("svg a").all_text_contents()
    assert sorted(drawn) == sorted(["Helsinki", *listed])
    assert chain.locator("svg a:not([tabindex='-1'])").count() == 0


@pytest.mark.parametrize(("width", "seen"), [(360, False), (1280, True)])
def test_drawing_is_left_out_where_it_does_not_fit(page: Page, address: str, width: int, seen: bool) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address + "kaytannot/vantaa-yhteinen-poyta/")
    assert page.locator(".lineage__drawing").is_visible() == seen
    assert page.locator(".lineage__list").is_visible()


def test_words_of_the_drawing_do_not_cover_each_other(page: Page, address: str) -> None:
    page.goto(address + "kaytannot/fisu-reivi/")
    boxes = page.locator(".lineage__drawing svg text").evaluate_all(
        "texts => texts.map((text) => { const b = text.getBBox(); return [b.x, b.y + 3, b.x + b.width, b.y + b.height - 3]; })"
    )
    overlapping = [
        (one, other)
        for number, one in enumerate(boxes)
        for other in boxes[number + 1 :]
        if one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
    ]
    assert len(boxes) > 8
    assert overlapping == []


def test_bottlenecks_of_a_practice_lead_to_their_kind(page: Page, address: str) -> None:
    page.goto(address + "kaytannot/ii-oljylammityksesta-luopuminen/")
    page.locator("#pullonkaulat").get_by_role("link", name="Rahoitus").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Rahoitus")
    expect(page.get_by_role("navigation", name="Murupolku").get_by_role("link", name="Pullonkaulat")).to_be_visible()
    assert page.get_by_role("link", name="Kunta luopui öljylämmityksestä").count() == 1


def test_kind_is_found_by_its_name(page: Page, address: str) -> None:
    page.goto(address + "haku/?haku=pullonkaula+rahoitus")
    expect(page.locator("#tulokset > li").first).to_contain_text("Pullonkaula")
    expect(page.locator("#tulokset > li").first.get_by_role("link", name="Rahoitus")).to_be_visible()


def test_practice_prints_on_a_few_pages_with_its_facts_first(page: Page, address: str, tmp_path: Path) -> None:
    page.goto(address + "kaytannot/ii-oljylammityksesta-luopuminen/")
    canonical = page.locator("link[rel=canonical]").get_attribute("href") or ""
    pages = pdf_text(page, tmp_path / "sivu.pdf")
    assert len(pages) == 3
    for words in ("Kunta luopui öljylämmityksestä", "Avaintiedot", "9 755 asukasta", "1 900 000 €"):
        assert words in pages[0].replace("\u00a0", " ").replace("\u00ad", ""), words
    last = "".join(pages[-1].split())
    assert canonical in last
    assert "Sivutkoottu" in last
    everything = " ".join(pages)
    for gone in (
        "Meilläkin käytössä",
        "Korjaa tai täydennä",
        "Näin laskettiin",
        "Siirry sisältöön",
        "Murupolku",
        "Selaa",
    ):
        assert gone not in everything, gone


def test_profile_prints_for_a_meeting(page: Page, address: str, tmp_path: Path) -> None:
    page.goto(address + "kunnat/raasepori/")
    canonical = page.locator("link[rel=canonical]").get_attribute("href") or ""
    pages = pdf_text(page, tmp_path / "kunta.pdf")
    assert len(pages) <= 4
    for words in ("Raasepori", "26 856", "Tavoitteet", "Keskeinen haaste"):
        assert words in pages[0].replace("\u00a0", " ").replace("\u00ad", ""), words
    everything = " ".join(pages)
    assert "Mitä voisimme ottaa käyttöön" in everything
    assert canonical in "".join(pages[-1].split())
    for gone in ("Näin pisteet kertyivät", "Siirry sisältöön", "Selaa", "Muokkaa tätä sivua"):
        assert gone not in everything, gone


def test_line_for_print_is_not_on_the_screen(page: Page, address: str) -> None:
    page.goto(address + "kaytannot/ekotuki/")
    expect(page.locator(".printfoot")).to_be_hidden()
    page.emulate_media(media="print")
    expect(page.locator(".printfoot")).to_be_visible()
    expect(page.get_by_role("heading", name="Avaintiedot")).to_be_visible()
    for gone in (".kp-tabs", ".jump", "#kuka .btns", ".crumb", ".kp-footer"):
        expect(page.locator(gone).first).to_be_hidden()
