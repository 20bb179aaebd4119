"""Long compounds break at their seams on a narrow screen, and only what is drawn has soft hyphens."""

from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Browser

from kaytantopankki.pages.templates import SOFT_HYPHEN

pytestmark = pytest.mark.browser

PAGES = (
    "kaytannot/",
    "kaytannot/lappeenranta-aurinkosahkon-yhteistilaukset/",
    "kaytannot/kuhmo-tuupalan-puukoulu/",
    "kaytannot/hyvinkaa-energiansaastoryhma/",
    "teemat/energia/",
    "teemat/johtaminen/",
    "avainsanat/energiatehokkuussopimus/",
    "verkostot/",
    "verkostot/kets/",
    "verkostot/fisu/",
    "uutiset/",
)
# The style sheet lets a heading break anywhere as a last resort: without that it shows whether it has to.
NO_LAST_RESORT = "h1,h2,h3,.chip{overflow-wrap:normal!important}"
TOO_WIDE = """[...document.querySelectorAll("h1,h2,h3,.chip")]
    .filter(box => box.clientWidth > 20 && box.scrollWidth > box.clientWidth + 1).map(box => box.textContent.trim())"""
WITHOUT_SOFT_HYPHENS = """(() => { const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) texts.currentNode.data = texts.currentNode.data.replaceAll("\\u00ad", ""); })()"""


def test_no_heading_is_wider_than_its_box(browser: Browser, address: str) -> None:
    wide, undivided = [], []
    with browser.new_context(viewport={"width": 320, "height": 700}, bypass_csp=True) as context:
        page = context.new_page()
        for path in PAGES:
            page.goto(address + path)
            page.add_style_tag(content=NO_LAST_RESORT)
            wide += [(path, text) for text in page.evaluate(TOO_WIDE)]
            page.evaluate(WITHOUT_SOFT_HYPHENS)
            undivided += page.evaluate(TOO_WIDE)
    assert wide == []
    assert "Energiatehokkuussopimus" in undivided


def test_soft_hyphens_are_only_in_the_text_of_pages(site: Path) -> None:
    mark = SOFT_HYPHEN.encode()
    files = [
        file
        for file in site.rglob("*")
        if file.is_file() and file.suffix not in (".woff2", ".webp", ".png", ".zip", ".gz")
    ]
    assert [file for file in files if file.suffix != ".html" and mark in file.read_bytes()] == []
    drawn = [file for file in files if mark in file.read_bytes()]
    assert site / "kaytannot/hyvinkaa-energiansaastoryhma/index.html" in drawn
    hidden = f"//head//text()[contains(.,'{SOFT_HYPHEN}')] | //@*[contains(.,'{SOFT_HYPHEN}')]"
    assert [file for file in drawn if html.fromstring(file.read_text(encoding="utf-8")).xpath(hidden)] == []
