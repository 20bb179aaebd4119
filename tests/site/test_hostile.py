"""A site built of hostile text: nothing runs, nothing is fetched from elsewhere, and the page around it stays."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from lxml import html
from playwright.sync_api import Browser, BrowserContext, Page, Route

from kaytantopankki.content.models import KINDS
from tests.access.visit import watch
from tests.cases import read_tables
from tests.hostile import repository
from tests.html_reader import ATTRIBUTES, TAGS
from tests.site.conftest import built_once, serving

pytestmark = pytest.mark.browser

BATCH = 12
# A script tells what the parts of a table are.
ROLES = {(tag, "role") for tag in ("table", "thead", "tbody", "tr", "th", "td")}
COUNT = """
window.__hits = 0; window.__violations = [];
window.hit = window.alert = window.confirm = window.prompt = () => { window.__hits++; };
document.addEventListener("securitypolicyviolation", (event) => window.__violations.push(event.blockedURI));
"""
OPEN = Path(repository.__file__).with_name("audit.js").read_text(encoding="utf-8")
LIVE = """
//@*[starts-with(name(), "on") or name() = "srcdoc" or name() = "style"] | //base
| //meta[@http-equiv="refresh" and not(starts-with(@content, "0; url=../"))]
| //iframe | //frame | //object | //embed | //style | //script[not(@src) and not(parent::body) and not(@type="application/ld+json")]
| //a[starts-with(normalize-space(@href), "javascript:")]
"""
# What was written into each entry, by the address of its page.
WRITTEN = {f"{KINDS[kind].address}/{slug}/": data for (kind, slug), data in repository.entries().items()}
TITLED = {path: data for path, data in WRITTEN.items() if "title" in data}
PRACTICES = {path: data for path, data in WRITTEN.items() if path.startswith("kaytannot/")}


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built site. A browser can end reading it: nothing in it runs by itself, so it never goes on."""
    root = built_once(tmp_path_factory, "hostile", repository.write)
    output = (root / "build.log").read_text(encoding="utf-8")
    assert re.findall(r"(?:practices|docs)/\S+vihamielinen-\d+\.md:\d+: .*", output) == []
    for path in ("docs/assets/vuoto.txt", "docs/tapahtumat/sivu.html", "docs/verkostot/oma/sivu.md"):
        assert f"{path}:1: " in output
    for file in (root / "site").rglob("*.html"):
        assert html.fromstring(file.read_text(encoding="utf-8")).xpath(LIVE) == [], file
    return root / "site"


@pytest.fixture(scope="session")
def server(hostile: Path) -> Iterator[str]:
    """The address of the built site."""
    with serving(hostile) as address:
        yield address


class Watched:
    """A tab whose every request and message is kept; a dialog is a hit."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.address, self.elsewhere, self.said = address, list[str](), list[str]()
        context.add_init_script(COUNT)
        self.page: Page = context.new_page()
        own = urlsplit(address).netloc
        self.page.on(
            "request",
            lambda request: self.elsewhere.append(request.url) if urlsplit(request.url).netloc != own else None,
        )
        watch(self.page, self.said)

    def calm(self) -> None:
        """Nothing ran, nothing was fetched from elsewhere, and the browser had nothing to say."""
        assert (self.elsewhere, self.said) == ([], [])

    def audit(self, paths: list[str]) -> dict[str, dict[str, Any]]:
        """What is found on each of the pages, by path, many at a time in frames of an empty page."""
        self.page.route("**/tyhja", lambda route: route.fulfill(body="<!doctype html>", content_type="text/html"))
        self.page.goto(f"{self.address}tyhja")
        known = [f"{tag} {name}" for tag, name in {*ATTRIBUTES, ("section", "id"), *ROLES}]
        found: list[dict[str, Any]] = []
        for start in range(0, len(paths), BATCH):
            addresses = [self.address + path for path in paths[start : start + BATCH]]
            found += self.page.evaluate(OPEN, [addresses, sorted(TAGS | {"section"}), known])
        return dict(zip(paths, found, strict=True))


@pytest.fixture
def watched(browser: Browser, server: str) -> Iterator[Watched]:
    context = browser.new_context()
    yield Watched(context, server)
    context.close()


def same(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("\u00ad", "")).strip()


def faults(pages: dict[str, dict[str, Any]]) -> list[tuple[str, Any]]:
    """The pages on which something ran, was stopped by the policy or should not be."""
    found = ((path, (page["hits"], page["violations"], page["wrong"])) for path, page in pages.items())
    return [(path, faults) for path, faults in found if faults != (0, [], [])]


def test_every_entry_is_shown_as_text(watched: Watched) -> None:
    pages = watched.audit([*WRITTEN])
    watched.calm()
    assert faults(pages) == []
    for path, data in TITLED.items():
        assert same(pages[path]["title"]) == same(data["title"]), path
        assert same(data["summary"]) in same(pages[path]["text"]), path
    for kind in KINDS.values():
        (frame,) = {page["frame"] for path, page in pages.items() if path.startswith(f"{kind.address}/")}
        assert frame.endswith("|1")


def test_every_list_shows_it_as_text(watched: Watched) -> None:
    pages = watched.audit(read_tables(__file__))
    assert faults(pages) == []
    assert all(page["frame"].endswith("|1") for page in pages.values())
    assert watched.elsewhere == []
    assert [line for line in watched.said if "404" not in line] == []  # The comparison asks for what is not there.


def test_the_search_shows_it_as_text(watched: Watched) -> None:
    watched.page.goto(f"{watched.address}haku/?q=kaappaus")
    results = watched.page.locator("#tulokset > li")
    results.nth(9).wait_for()
    text = same(watched.page.locator("#tulokset").inner_text())
    assert re.search(r"<\w+|javascript:|\{\{", text)
    assert watched.page.locator("#tulokset").locator("script, img[onerror], iframe, svg[onload]").count() == 0
    assert watched.page.evaluate("[__hits, __violations]") == [0, []]
    watched.calm()


def test_data_files_hold_it_as_text(hostile: Path) -> None:
    for path, data in PRACTICES.items():
        compared = json.loads((hostile / f"vertaa/k/{path.split('/')[1]}.json").read_text(encoding="utf-8"))
        assert (same(compared["title"]), same(compared["effort"])) == (same(data["title"]), same(data["effort"]))
    documents = [json.loads(file.read_text(encoding="utf-8")) for file in (hostile / "haku").glob("*/d/*.json")]
    shown = {document["url"]: (same(document["title"]), same(document["summary"])) for document in documents}
    written = {path: (same(data["title"]), same(data["summary"])) for path, data in TITLED.items()}
    assert written.items() <= shown.items()


def test_what_a_body_orders_is_text(hostile: Path) -> None:
    for kind in ("uutiset", "verkostot"):
        for slug in repository.ORDERS:
            page = (hostile / kind / slug / "index.html").read_text(encoding="utf-8")
            assert "render_macros" in page
            assert "1337" not in page
            assert not re.search("<(title|h1)>Kaapattu", page)


def test_nothing_but_entries_is_published(hostile: Path) -> None:
    files = (file for file in hostile.rglob("*") if file.is_file())
    assert [file for file in files if repository.SECRET.encode() in file.read_bytes()] == []


INJECTED = (
    '<script>__hits++</script><img src="//evil.example/x" onerror="__hits++"><a id="x" href="javascript:__hits++">x</a>'
)


@pytest.mark.parametrize("guarded", [True, False])
def test_the_policy_stops_what_would_get_through(browser: Browser, server: str, guarded: bool) -> None:
    """What is put into a page on its way runs only when the browser is told to forget the page's policy."""
    context = browser.new_context(bypass_csp=not guarded)
    context.add_init_script(COUNT)
    page = context.new_page()

    def injected(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, body=response.text().replace("</h1>", f"</h1>{INJECTED}", 1))

    page.route("**/kaytannot/vihamielinen-0/", injected)
    page.goto(f"{server}kaytannot/vihamielinen-0/")
    page.locator("#x").dispatch_event("click")
    page.wait_for_timeout(200)
    hits, violations = page.evaluate("[__hits, __violations]")
    assert (hits == 0, len(violations) >= 3) == (guarded, guarded)
    context.close()
