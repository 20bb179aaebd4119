"""A site built of hostile text: nothing runs, nothing is fetched from elsewhere, and the page around it stays."""

import functools
import json
import re
import threading
from collections.abc import Iterable, Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from lxml import html
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, Route

from tests import schema_org
from tests.hostile import repository
from tests.site.conftest import PREFIX, _UnderPrefix, mkdocs
from tests.test_pages_body import ATTRIBUTES, TAGS

pytestmark = pytest.mark.browser

BATCH = 12
# A script tells what the parts of a table are.
ROLES = {(tag, "role") for tag in ("table", "thead", "tbody", "tr", "th", "td")}
COUNT = """
window.__hits = 0; window.__violations = [];
window.hit = window.alert = window.confirm = window.prompt = () => { window.__hits++; };
document.addEventListener("securitypolicyviolation", (event) => window.__violations.push(event.blockedURI));
"""
# What is wrong with one page, and what it shows; every element is pointed at, focused and clicked.
AUDIT = """
(frame, tags, attributes) => {
  const page = frame.contentDocument, view = frame.contentWindow, wrong = [];
  const links = (event) => event.preventDefault();
  page.addEventListener("click", links, true);
  page.addEventListener("submit", links, true);
  for (const element of page.body.querySelectorAll("*")) {
    for (const name of ["pointerenter", "mouseover", "mouseenter", "focus", "toggle", "click"])
      element.dispatchEvent(new view.Event(name, { bubbles: true, cancelable: true }));
    for (const { name, value } of element.attributes) {
      if (/^on/i.test(name) || ["style", "srcdoc", "xlink:href", "formaction", "ping"].includes(name))
        wrong.push(`${element.localName} ${name}`);
      if (["href", "src", "action"].includes(name) && !/^https?:$/.test(new URL(value, page.baseURI).protocol))
        wrong.push(`${element.localName} ${name}=${value}`);
    }
  }
  wrong.push(...[...page.querySelectorAll("iframe, object, embed, applet, base, math, frame, style, plaintext")]
    .map((element) => element.localName));
  for (const region of page.querySelectorAll(".md-typeset"))
    for (const element of region.querySelectorAll("*")) {
      if (!tags.includes(element.localName)) wrong.push(`${element.localName} in the text`);
      for (const { name } of element.attributes)
        if (!attributes.includes(`${element.localName} ${name}`)) wrong.push(`${element.localName} ${name} in the text`);
    }
  const ids = [...page.querySelectorAll("[id]")].map((element) => element.id);
  wrong.push(...ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `#${id} twice`));
  return {
    wrong, hits: view.__hits, violations: view.__violations,
    title: page.querySelector("h1")?.textContent.replaceAll("\\u00ad", "") ?? "",
    text: page.body.textContent.replaceAll("\\u00ad", ""),
    frame: [
      [...page.body.children].map((element) => element.localName + "." + element.className).join(" "),
      [...page.scripts].filter((script) => script.type !== "application/ld+json").map((script) => script.getAttribute("src") ? "src" : script.textContent).join(" "),
      ...["header", "nav.kp-tabs", "footer"].map((name) => page.querySelectorAll(name).length
        + (page.querySelector(name)?.textContent ?? "")),
      page.querySelectorAll("meta, link").length, page.querySelectorAll("h1").length,
    ].join("|"),
  };
}
"""
OPEN = f"""
async ([addresses, tags, attributes]) => Promise.all(addresses.map((address) => new Promise((resolve) => {{
  const frame = document.createElement("iframe");
  const end = (found) => {{ frame.remove(); resolve(found); }};
  const lost = (why) => end({{ wrong: [String(why)], hits: 0, violations: [], title: "", text: "", frame: "" }});
  frame.addEventListener("load", () => setTimeout(() => {{
    try {{
      const found = ({AUDIT})(frame, tags, attributes);
      setTimeout(() => {{ found.hits = frame.contentWindow?.__hits; end(found); }}, 50);
    }} catch (error) {{ lost(error); }}
  }}, 50), {{ once: true }});
  setTimeout(() => lost("never loaded"), 30000);
  frame.src = address;
  document.body.append(frame);
}})))
"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, dict[str, Any]]]:
    """The folder of the built site, and what was written into each page."""
    root = tmp_path_factory.mktemp("hostile")
    written = repository.write(root)
    said = mkdocs("build", root=root).stderr
    refused = re.findall(r"(?:practices|docs)/\S+vihamielinen-\d+\.md:\d+: .*", said)
    assert refused == []
    for path in ("docs/assets/vuoto.txt", "docs/tapahtumat/sivu.html", "docs/verkostot/oma/sivu.md"):
        assert f"{path}:1: " in said
    return root / "site", written


LIVE = """
//@*[starts-with(name(), "on") or name() = "srcdoc" or name() = "style"] | //meta[@http-equiv="refresh"] | //base
| //iframe | //frame | //object | //embed | //style | //script[not(@src) and not(parent::body) and not(@type="application/ld+json")]
| //a[starts-with(normalize-space(@href), "javascript:")]
"""


def live(site: Path) -> list[str]:
    """Pages with something in them that a browser would run or follow by itself."""
    return [
        str(file.relative_to(site))
        for file in sorted(site.rglob("*.html"))
        if html.fromstring(file.read_text(encoding="utf-8")).xpath(LIVE)
    ]


@pytest.fixture(scope="module")
def server(hostile: tuple[Path, dict[str, dict[str, Any]]]) -> Iterator[str]:
    """The site's address, once it is clear that a browser can end reading it: what runs there may never do."""
    assert live(hostile[0]) == []
    handler = functools.partial(_UnderPrefix, directory=str(hostile[0]))
    started = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=started.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{started.server_port}{PREFIX}/"
    started.shutdown()


class Watched:
    """A tab whose every request, message and dialog is kept."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.address, self.elsewhere, self.said = address, list[str](), list[str]()
        context.add_init_script(COUNT)
        self.page: Page = context.new_page()
        own = urlsplit(address).netloc
        self.page.on(
            "request",
            lambda request: self.elsewhere.append(request.url) if urlsplit(request.url).netloc != own else None,
        )
        self.page.on("console", lambda message: self.said.append(message.text) if message.type == "error" else None)
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("dialog", self._dialog)

    def _dialog(self, dialog: Dialog) -> None:
        self.said.append(dialog.message)
        dialog.dismiss()

    def calm(self) -> None:
        """Nothing ran, nothing was fetched from elsewhere, and the browser had nothing to say."""
        assert (self.elsewhere, self.said) == ([], [])

    def audit(self, paths: list[str]) -> list[dict[str, Any]]:
        """What is found on each of the pages, many at a time in frames of an empty page."""
        self.page.route("**/tyhja", lambda route: route.fulfill(body="<!doctype html>", content_type="text/html"))
        self.page.goto(f"{self.address}tyhja")
        known = [f"{tag} {name}" for tag, name in {*ATTRIBUTES, ("section", "id"), *ROLES}]
        found: list[dict[str, Any]] = []
        for start in range(0, len(paths), BATCH):
            addresses = [self.address + path for path in paths[start : start + BATCH]]
            found += self.page.evaluate(OPEN, [addresses, sorted(TAGS | {"section"}), known])
        return found


@pytest.fixture
def watched(browser: Browser, server: str) -> Iterator[Watched]:
    context = browser.new_context()
    yield Watched(context, server)
    context.close()


def same(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("\u00ad", "")).strip()


def faults(paths: Iterable[str], pages: list[dict[str, Any]]) -> list[tuple[str, Any]]:
    """The pages on which something ran, was stopped by the policy or should not be."""
    return [
        (path, found)
        for path, page in zip(paths, pages, strict=True)
        if (found := (page["hits"], page["violations"], page["wrong"])) != (0, [], [])
    ]


def test_every_entry_is_shown_as_text(hostile: tuple[Path, dict[str, dict[str, Any]]], watched: Watched) -> None:
    _, written = hostile
    pages = watched.audit([*written])
    watched.calm()
    assert faults(written, pages) == []
    for path, page in zip(written, pages, strict=True):
        data = written[path]
        if "title" in data:
            assert same(page["title"]) == same(data["title"]), path
            assert same(data["summary"]) in same(page["text"]), path
    for kind in {path.split("/")[0] for path in written}:
        (frame,) = {page["frame"] for path, page in zip(written, pages, strict=True) if path.startswith(f"{kind}/")}
        assert frame.endswith("|1")


LISTS = [
    *("", "kaytannot/", "kaytannot/sivu/2/", "teemat/", "teemat/energia/", "avainsanat/", "avainsanat/lampo/"),
    *("kunnat/", "kunnat/turku/", "kunnat/lieto/", "kunnat/kartta/", "maakunnat/varsinais-suomi/", "pullonkaulat/"),
    *("pullonkaulat/rahoitus/", "verkostot/", "hankkeet/", "uutiset/", "uutiset/teema/energia/", "tapahtumat/"),
    *("upota/", "upota/kunta/turku/", "upota/verkosto/vihamielinen-0/", "upota/verkosto/vihamielinen-1/"),
    *("tilannekuva/", "kohtaamiset/", "haku/?q=kaappaus", "haku/?q=%3Cscript%3Ehit(1)%3C/script%3E"),
    "vertaa/?k=vihamielinen-0,vihamielinen-1,vihamielinen-2",
    "vertaa/?k=%3Cimg%20src=x%20onerror=hit(1)%3E",
]


def test_every_list_shows_it_as_text(watched: Watched) -> None:
    pages = watched.audit(LISTS)
    assert faults(LISTS, pages) == []
    assert all(page["frame"].endswith("|1") for page in pages)
    assert watched.elsewhere == []
    assert [line for line in watched.said if "404" not in line] == []  # The comparison asks for what is not there.


def test_the_search_shows_it_as_text(watched: Watched) -> None:
    watched.page.goto(f"{watched.address}haku/?q=kaappaus")
    results = watched.page.locator("#tulokset > li")
    results.first.wait_for()
    assert results.count() >= 10
    text = same(watched.page.locator("#tulokset").inner_text())
    assert re.search(r"<\w+|javascript:|\{\{", text)
    assert watched.page.locator("#tulokset").locator("script, img[onerror], iframe, svg[onload]").count() == 0
    assert watched.page.evaluate("[__hits, __violations]") == [0, []]
    watched.calm()


def test_data_files_hold_it_as_text(hostile: tuple[Path, dict[str, dict[str, Any]]]) -> None:
    site, written = hostile
    for path, data in written.items():
        if path.startswith("kaytannot/"):
            compared = json.loads((site / f"vertaa/k/{path.split('/')[1]}.json").read_text(encoding="utf-8"))
            assert compared["title"] == data["title"]
            assert compared["effort"] == data["effort"]
    found = [json.loads(file.read_text(encoding="utf-8")) for file in (site / "haku").glob("*/d/*.json")]
    shown = {document["url"]: document for document in found}
    for path, data in written.items():
        if "title" in data:
            assert (shown[path]["title"], shown[path]["summary"]) == (data["title"], data["summary"])


def test_data_in_a_page_holds_it_as_text(hostile: tuple[Path, dict[str, dict[str, Any]]]) -> None:
    site, written = hostile
    for path, data in written.items():
        if "title" in data:
            page = (site / path / "index.html").read_text(encoding="utf-8")
            things = [schema_org.plain(thing) for thing in schema_org.things(page, "https://example.org/")]
            assert len(things) == 2
            (about,) = (thing for thing in things if thing["@type"] != "BreadcrumbList")
            assert about.get("headline", about.get("name")) == data["title"]
            assert about["description"] == data["summary"]


def test_references_hold_it_as_text(hostile: tuple[Path, dict[str, dict[str, Any]]]) -> None:
    site, written = hostile
    for path, data in written.items():
        if path.startswith("kaytannot/"):
            page = html.fromstring((site / path / "index.html").read_text(encoding="utf-8"))
            (reference,) = rispy.loads(str(page.xpath("string(//*[@id='ris'])")))
            (block,) = parse_string(str(page.xpath("string(//*[@id='bibtex'])"))).entries
            assert reference["title"] == " ".join(data["title"].split())
            assert block["url"] == reference["urls"][0]


def test_what_a_body_orders_is_text(hostile: tuple[Path, dict[str, dict[str, Any]]]) -> None:
    site, _ = hostile
    for kind in ("uutiset", "verkostot"):
        for slug in repository.ORDERS:
            page = (site / kind / slug / "index.html").read_text(encoding="utf-8")
            assert "render_macros" in page
            assert "1337" not in page
            assert not re.search("<(title|h1)>Kaapattu", page)


def test_nothing_but_entries_is_published(hostile: tuple[Path, dict[str, dict[str, Any]]]) -> None:
    site, _ = hostile
    holding = [file for file in site.rglob("*") if file.is_file() and repository.SECRET.encode() in file.read_bytes()]
    assert holding == []


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
