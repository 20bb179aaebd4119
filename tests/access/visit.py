"""What a page asks for and leaves behind when it is opened, and nothing else is done.

The page of the search asks its index at once; what that weighs is measured with the search itself, not here.
"""

import gzip
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Error, Page, Response

from tests.access.browser import context

_BREACHES = """window.kpBreaches = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.kpBreaches.push(`${event.effectiveDirective} ${event.blockedURI}`);
});"""
# The worker and the index of this site's search, and of Material's.
_SEARCH = re.compile(r"/haku-worker\.js|/haku/[0-9a-f]{8,}/|/search_index\.json|/workers/search\.")
# What goes over the network without images: kilobytes in all and of scripts, as GitHub Pages compresses them, requests.
_MOST = {"kB": 100.0, "kB of scripts": 60.0, "requests": 12.0}


@dataclass
class Visit:
    """One opening of a page: the responses, `complaints` of the browser, and what the page left."""

    address: str
    responses: list[Response] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    weight: dict[str, float] = field(default_factory=dict)
    left: list[str] = field(default_factory=list)
    breaches: list[str] = field(default_factory=list)

    def problems(self) -> Iterator[tuple[str, str]]:
        """(rule, what breaks it)."""
        own = urlsplit(self.address).hostname
        hosts = {urlsplit(url).hostname or own for url in self.requests} - {own}
        yield from (("own host only", str(host)) for host in hosts)
        yield from (("nothing stored", item) for item in self.left)
        yield from (("no breach of the policy", breach) for breach in self.breaches)
        yield from (("no error in the console", text) for text in self.complaints)
        yield from (("no broken link", f"{at.status} {at.url}") for at in self.responses if at.status >= 400)
        if "?" not in self.address:
            yield from (
                ("light", f"{self.weight[name]:.0f} {name}") for name in _MOST if self.weight[name] > _MOST[name]
            )
            asked = (url for url in self.requests if _SEARCH.search(url) and not self.address.endswith("/haku/"))
            yield from (("nothing of the search before it is used", url) for url in asked)

    def weigh(self, page: Page) -> None:
        """Reads what has come and what is left, once the page has loaded."""
        sizes = [(at.request.resource_type, _size(at)) for at in self.responses if at.request.resource_type != "image"]
        scripts = sum(size for kind, size in sizes if kind == "script")
        self.weight = dict(zip(_MOST, (sum(size for _, size in sizes), scripts, len(sizes)), strict=True))
        self.left = [f"cookie {cookie.get('name')}" for cookie in page.context.cookies()]
        self.left += page.evaluate("[...Object.keys(localStorage), ...Object.keys(sessionStorage)]")
        self.breaches = page.evaluate("window.kpBreaches")


@contextmanager
def visit(browser: Browser, address: str) -> Iterator[tuple[Visit, Page]]:
    """Opens a page as a reader who has not been on the site before, and leaves it open. The script of a page whose
    address asks something has answered."""
    with context(browser) as opened:
        opened.add_init_script(_BREACHES)
        page, seen = opened.new_page(), Visit(address)
        watch(page, seen.complaints)
        page.on(
            "request", lambda request: None if request.url.startswith("data:") else seen.requests.append(request.url)
        )
        page.on("response", lambda response: seen.responses.append(response))
        page.goto(address, wait_until="networkidle")
        page.evaluate("document.fonts.ready")
        seen.weigh(page)
        yield seen, page


def watch(page: Page, complaints: list[str]) -> None:
    """Adds what the browser complains of to a list."""
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))


def _size(response: Response) -> float:
    """Kilobytes as a host sends them."""
    try:
        body = response.body()
    except Error:  # An answer without a body.
        return 0
    return len(body if response.request.resource_type == "font" else gzip.compress(body, 6)) / 1000
