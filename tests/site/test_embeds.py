"""Lists of practices in frames of another site, and the page that gives the code; and copying from a page."""

import functools
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lxml import html
from playwright.sync_api import Browser, BrowserContext, Frame, Page

from kaytantopankki.content.catalogue import Catalogue
from tests.access.browser import SCHEMES, axe, context
from tests.site.test_meta import catalogue, root_of

pytestmark = pytest.mark.browser
LISTS = ("kunta/turku", "verkosto/fisu")
WIDTHS = (280, 360, 560, 800)


@contextmanager
def elsewhere(folder: Path, code: str) -> Iterator[str]:
    """The address of a page of another origin that has some code in it."""
    page = (
        f"<!doctype html><html lang=fi><meta charset=utf-8><title>Kunnan sivu</title><main><h1>Kunta</h1>{code}</main>"
    )
    (folder / "index.html").write_text(page, encoding="utf-8")
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(SimpleHTTPRequestHandler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


class Watched:
    """A tab whose requests and complaints are kept."""

    def __init__(self, made: BrowserContext) -> None:
        self.asked, self.said = list[str](), list[str]()
        self.page: Page = made.new_page()
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("console", lambda message: self.said.append(message.text) if message.type == "error" else None)
        self.page.on("pageerror", lambda error: self.said.append(str(error)))


def code_for(browser: Browser, address: str, site: Path, key: str) -> str:
    """The code that the page gives for a list, leading to the site as it is served here."""
    with context(browser) as made:
        page = made.new_page()
        page.goto(f"{address}upota/")
        page.get_by_label("Kenen käytännöt").select_option(key)
        code = page.locator("#koodi").inner_text()
    assert root_of(site) in code
    return code.replace(root_of(site), address)


def framed(page: Page) -> Frame:
    (frame,) = page.frames[1:]
    return frame


@pytest.mark.parametrize("key", LISTS)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_list_fits_the_frame_of_another_site(
    browser: Browser, address: str, site: Path, tmp_path: Path, key: str, scheme: str
) -> None:
    code = code_for(browser, address, site, key)
    with elsewhere(tmp_path, code) as other:
        for width in WIDTHS:
            with context(browser, width, scheme) as made:
                seen = Watched(made)
                seen.page.goto(other, wait_until="networkidle")
                frame = framed(seen.page)
                assert frame.evaluate("document.documentElement.scrollWidth <= innerWidth"), width
                assert frame.locator("li").count() == 6
                dark = frame.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(26, 23, 28)"
                assert dark == (scheme == "dark")
                assert axe(seen.page) == []
                own = {urlsplit(address).netloc, urlsplit(other).netloc}
                assert {urlsplit(url).netloc for url in seen.asked} == own
                loaded = [url for url in seen.asked if url.startswith(address)]
                assert sorted(url.rpartition(".")[2] for url in loaded[1:]) == ["css", "woff2"]
                assert [line for line in seen.said if "favicon" not in line and "404" not in line] == []


def test_a_link_of_a_list_opens_a_page_of_its_own(browser: Browser, address: str, site: Path, tmp_path: Path) -> None:
    with elsewhere(tmp_path, code_for(browser, address, site, LISTS[0])) as other, context(browser) as made:
        page = made.new_page()
        page.goto(other, wait_until="networkidle")
        link = framed(page).get_by_role("link").first
        assert "avautuu uuteen välilehteen" in link.inner_text()
        with made.expect_page() as opened:
            link.click()
        opened.value.wait_for_load_state()
        assert opened.value.url.startswith(f"{address}kaytannot/")
        assert opened.value.evaluate("window.opener") is None
        assert page.url == other


def test_a_frame_without_any_rights_shows_the_list(browser: Browser, address: str, tmp_path: Path) -> None:
    """As a careful site puts it there: nothing of it may run."""
    code = f'<iframe src="{address}upota/{LISTS[0]}/" title="Käytäntöjä" sandbox width="400" height="600"></iframe>'
    with elsewhere(tmp_path, code) as other, context(browser) as made:
        page = made.new_page()
        page.goto(other, wait_until="networkidle")
        assert framed(page).locator("li").count() == 6


def test_the_code_can_be_trusted_whatever_a_list_is_called(browser: Browser, address: str) -> None:
    name = "</iframe><script>alert(1)</script>\" onload='alert(2)' & <b>"
    with context(browser) as made:
        seen = Watched(made)
        seen.page.goto(f"{address}upota/")
        seen.page.evaluate("name => document.querySelector('#listat a').dataset.title = name", name)
        choice = seen.page.get_by_label("Kenen käytännöt")
        choice.select_option(index=1)
        (frame,) = html.fragments_fromstring(seen.page.locator("#koodi").inner_text())
        assert (frame.tag, frame.get("title"), frame.get("onload")) == ("iframe", name, None)
        assert seen.page.locator("#nayte iframe").get_attribute("title") == name
        assert seen.said == []


def test_the_code_follows_what_is_chosen(browser: Browser, address: str) -> None:
    with context(browser) as made:
        seen = Watched(made)
        page = seen.page
        page.goto(f"{address}kunnat/turku/")
        page.get_by_role("link", name="Näytä nämä omalla sivustollasi").click()
        page.locator("#koodi").wait_for()
        assert page.get_by_label("Kenen käytännöt").input_value() == "kunta/turku"
        assert "/upota/kunta/turku/" in page.locator("#koodi").inner_text()
        page.frame_locator("#nayte iframe").get_by_role("heading", name="Turun käytäntöjä").wait_for()
        page.get_by_label("Korkeus").fill("99999")
        page.get_by_label("Korkeus").blur()
        assert 'height="2000"' in page.locator("#koodi").inner_text()
        page.get_by_label("Kenen käytännöt").select_option("")
        assert not page.locator("#tulos").is_visible()
        page.goto(f"{address}upota/?lista=<script>")
        page.locator("#lista").wait_for()
        assert page.get_by_label("Kenen käytännöt").input_value() == ""
        assert seen.said == []


def test_without_a_script_every_list_can_be_found(browser: Browser, address: str) -> None:
    with context(browser, java_script_enabled=False) as made:
        page = made.new_page()
        page.goto(f"{address}upota/")
        assert not page.locator("#upotus").is_visible()
        assert "<iframe src=" in page.locator("#malli code").inner_text()
        page.locator("#listat").get_by_role("link", name="Fisu-verkosto").click()
        assert page.url == f"{address}upota/verkosto/fisu/"


def test_each_list_has_the_newest_practices_and_leads_to_the_profile(site: Path) -> None:
    found = expected(catalogue())
    assert {str(file.parent.relative_to(site / "upota")) for file in (site / "upota").glob("*/*/index.html")} == {
        *found
    }
    for key, (profile, slugs) in found.items():
        document = html.fromstring((site / "upota" / key / "index.html").read_text(encoding="utf-8"))
        links = [link.get("href", "").removeprefix("../../../") for link in document.iter("a")]
        assert links == [*(f"kaytannot/{slug}/" for slug in slugs), profile, ""]
        assert {(link.get("target"), link.get("rel")) for link in document.iter("a")} == {("_blank", "noopener")}
        assert document.xpath("//script | //nav | //header") == []


def expected(content: Catalogue) -> dict[str, tuple[str, list[str]]]:
    """The lists by key: the profile's address and the practices."""
    places = {
        f"kunta/{place.slug}": (f"kunnat/{place.slug}/", content.practices_by_municipality[place.name])
        for place in content.places.values()
        if place.name in content.practices_by_municipality
    }
    networks = {
        f"verkosto/{slug}": (f"verkostot/{slug}/", content.practices_by_members.get(slug, ()))
        for slug in content.networks
    }
    return {
        key: (url, [entry.slug for entry in practices[:6]]) for key, (url, practices) in {**places, **networks}.items()
    }


PRACTICE = "kaytannot/ekotuki/"


def test_a_reference_is_copied_and_saved(browser: Browser, address: str) -> None:
    with context(browser, permissions=["clipboard-read", "clipboard-write"], accept_downloads=True) as made:
        seen = Watched(made)
        page = seen.page
        page.goto(address + PRACTICE)
        before = len(seen.asked)
        page.get_by_role("button", name="Kopioi viite").click()
        page.get_by_text("Kopioitu.").wait_for()
        assert page.evaluate("navigator.clipboard.readText()") == page.locator("#viite").inner_text()
        page.get_by_text("Viite viitteidenhallintaan").click()
        with page.expect_download() as saved:
            page.get_by_role("button", name="Lataa BibTeX").click()
        assert saved.value.suggested_filename == "ekotuki.bib"
        assert saved.value.path().read_text(encoding="utf-8").rstrip("\n") == page.locator("#bibtex").text_content()
        page.get_by_role("button", name="Kopioi RIS").click()
        page.wait_for_function("document.querySelector('#viittaa [role=status]').textContent === 'Kopioitu.'")
        assert page.evaluate("navigator.clipboard.readText()").startswith("TY  - ELEC\nAU  - ")
        assert [
            url for url in seen.asked[before:] if not url.endswith("kuvake.svg") and not url.startswith("blob:")
        ] == []
        assert seen.said == []


def test_where_copying_is_not_allowed_the_text_is_chosen(browser: Browser, address: str) -> None:
    with context(browser) as made:
        page = made.new_page()
        page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error())")
        page.goto(address + PRACTICE)
        page.get_by_role("button", name="Kopioi viite").click()
        page.get_by_text("Selain ei salli kopiointia").wait_for()
        assert page.evaluate("String(getSelection())") == page.locator("#viite").inner_text()


def test_a_reference_can_be_read_without_a_script(browser: Browser, address: str) -> None:
    with context(browser, java_script_enabled=False) as made:
        page = made.new_page()
        page.goto(address + PRACTICE)
        assert page.locator("#viite").is_visible()
        page.get_by_text("Viite viitteidenhallintaan").click()
        assert page.locator("#bibtex").is_visible()
        assert page.locator("#viittaa button:visible").count() == 0


@pytest.mark.parametrize("path", ["", PRACTICE, "kunnat/turku/", "upota/?lista=kunta/turku"])
def test_data_in_a_page_breaks_no_policy(browser: Browser, address: str, path: str) -> None:
    with context(browser) as made:
        made.add_init_script(
            "window.breaches = []; addEventListener('securitypolicyviolation', (event) => breaches.push(event.blockedURI))"
        )
        seen = Watched(made)
        seen.page.goto(address + path, wait_until="networkidle")
        assert seen.page.locator("script[type='application/ld+json']").count() == 1
        assert (seen.page.evaluate("breaches"), seen.said) == ([], [])
