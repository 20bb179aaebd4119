"""Lists of practices in frames of another site, and the page that gives the code."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lxml import html
from playwright.sync_api import Browser, BrowserContext, Frame, Page, expect

from tests.access import browser as look
from tests.access.visit import watch
from tests.site.conftest import serving

pytestmark = pytest.mark.browser


@contextmanager
def elsewhere(folder: Path, code: str) -> Iterator[str]:
    """The address of a page of another origin that has some code in it."""
    head = "<!doctype html><html lang=fi><meta charset=utf-8><link rel=icon href=data:><title>Kunnan sivu</title>"
    (folder / "index.html").write_text(f"{head}<main><h1>Kunta</h1>{code}</main>", encoding="utf-8")
    with serving(folder) as address:
        yield address


def code_for(page: Page, address: str, key: str) -> str:
    """The code that the page gives for a list, leading to the site as it is served here."""
    page.goto(f"{address}upota/")
    root = page.locator("link[rel=canonical]").get_attribute("href") or ""
    page.get_by_label("Kenen käytännöt").select_option(key)
    code = page.locator("#koodi").inner_text()
    assert root.removesuffix("upota/") in code
    return code.replace(root.removesuffix("upota/"), address)


def framed(page: Page) -> Frame:
    (frame,) = page.frames[1:]
    return frame


@pytest.mark.parametrize(("key", "scheme"), [("kunta/turku", "light"), ("verkosto/esimerkkikunnat", "dark")])
def test_a_list_fits_the_frame_of_another_site(
    browser: Browser, page: Page, address: str, tmp_path: Path, key: str, scheme: str
) -> None:
    asked, said = list[str](), list[str]()
    with elsewhere(tmp_path, code_for(page, address, key)) as other, look.context(browser, scheme=scheme) as context:
        seen = context.new_page()
        watch(seen, said)
        seen.on("request", lambda request: asked.append(request.url))
        seen.goto(other, wait_until="networkidle")
        frame = framed(seen)
        for width in (280, 360, 560, 800):
            seen.set_viewport_size({"width": width, "height": 800})
            assert frame.evaluate("document.documentElement.scrollWidth <= innerWidth"), width
            assert look.axe(seen, colours_only=width != 280) == []
        assert frame.locator("li").count() == 6
        dark = frame.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(26, 23, 28)"
        assert dark == (scheme == "dark")
        own = {urlsplit(address).netloc, urlsplit(other).netloc}
        assert {urlsplit(url).netloc for url in asked if not url.startswith("data:")} == own
        loaded = [url for url in asked if url.startswith(address)]
        assert sorted(url.rpartition(".")[2] for url in loaded[1:]) == ["css", "woff2"]
        assert said == []


def test_a_link_of_a_list_opens_a_page_of_its_own(
    context: BrowserContext, page: Page, address: str, tmp_path: Path
) -> None:
    with elsewhere(tmp_path, code_for(page, address, "kunta/turku")) as other:
        page.goto(other, wait_until="networkidle")
        link = framed(page).get_by_role("link").first
        assert "avautuu uuteen välilehteen" in link.inner_text()
        with context.expect_page() as opened:
            link.click()
        opened.value.wait_for_load_state()
        assert opened.value.url.startswith(f"{address}kaytannot/")
        assert opened.value.evaluate("window.opener") is None
        assert page.url == other


def test_a_frame_without_any_rights_shows_the_list(page: Page, address: str, tmp_path: Path) -> None:
    """As a careful site puts it there: nothing of it may run."""
    code = f'<iframe src="{address}upota/kunta/turku/" title="Käytäntöjä" sandbox width="400" height="600"></iframe>'
    with elsewhere(tmp_path, code) as other:
        page.goto(other, wait_until="networkidle")
        assert framed(page).locator("li").count() == 6


def test_the_code_can_be_trusted_whatever_a_list_is_called(page: Page, address: str) -> None:
    said: list[str] = []
    watch(page, said)
    name = "</iframe><script>alert(1)</script>\" onload='alert(2)' & <b>"
    page.goto(f"{address}upota/")
    page.evaluate("name => document.querySelector('#listat a').dataset.title = name", name)
    page.get_by_label("Kenen käytännöt").select_option(index=1)
    (frame,) = html.fragments_fromstring(page.locator("#koodi").inner_text())
    assert (frame.tag, frame.get("title"), frame.get("onload")) == ("iframe", name, None)
    assert page.locator("#nayte iframe").get_attribute("title") == name
    assert said == []


def test_the_code_follows_what_is_chosen(page: Page, address: str) -> None:
    said: list[str] = []
    watch(page, said)
    page.goto(f"{address}kunnat/turku/")
    page.get_by_role("link", name="Näytä nämä omalla sivustollasi").click()
    code, choice = page.locator("#koodi"), page.get_by_label("Kenen käytännöt")
    expect(code).to_contain_text("/upota/kunta/turku/")
    assert choice.input_value() == "kunta/turku"
    page.frame_locator("#nayte iframe").get_by_role("heading", name="Turun käytäntöjä").wait_for()
    page.get_by_label("Korkeus").fill("99999")
    page.get_by_label("Korkeus").blur()
    assert 'height="2000"' in code.inner_text()
    choice.select_option("")
    assert not page.locator("#tulos").is_visible()
    page.goto(f"{address}upota/?lista=<script>")
    page.locator("#lista").wait_for()
    assert choice.input_value() == ""
    assert said == []


def test_without_a_script_every_list_can_be_found(plain: Page, address: str) -> None:
    plain.goto(f"{address}upota/")
    assert not plain.locator("#upotus").is_visible()
    assert "<iframe src=" in plain.locator("#malli code").inner_text()
    plain.locator("#listat").get_by_role("link", name="Esimerkkikunnat").click()
    assert plain.url == f"{address}upota/verkosto/esimerkkikunnat/"
