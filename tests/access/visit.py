"""What a page asks for and leaves behind when it is opened, and nothing else is done.

The page of the search asks its index at once; what that weighs is measured with the search itself, not here.
"""

import gzip
import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Error, Response

from tests.access.browser import context

_BREACHES = """window.kpBreaches = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.kpBreaches.push(`${event.effectiveDirective} ${event.blockedURI}`);
});"""

# The worker and the index of this site's search, and of Material's.
_SEARCH = re.compile(r"/haku-worker\.js|/haku/[0-9a-f]{8,}/|/search_index\.json|/workers/search\.")
_SEARCH_PAGE = "haku/"


@dataclass
class Visit:
    """One opening of a page. Bytes are those of the files by kind of request, and compressed as a host sends them."""

    page: str
    requests: list[tuple[str, str]] = field(default_factory=list)
    bytes: dict[str, int] = field(default_factory=dict)
    compressed: dict[str, int] = field(default_factory=dict)
    hosts: set[str] = field(default_factory=set)
    cookies: int = 0
    stored: list[str] = field(default_factory=list)
    breaches: list[str] = field(default_factory=list)

    @property
    def weight(self) -> float:
        """Kilobytes of the files without images."""
        return sum(size for kind, size in self.bytes.items() if kind != "image") / 1000

    @property
    def sent(self) -> float:
        """Kilobytes that come over the network without images, as GitHub Pages compresses text."""
        return sum(size for kind, size in self.compressed.items() if kind != "image") / 1000

    @property
    def count(self) -> int:
        """Requests without those for images."""
        return sum(kind != "image" for _, kind in self.requests)

    @property
    def scripts(self) -> float:
        """Kilobytes of JavaScript as files."""
        return self.bytes.get("script", 0) / 1000

    @property
    def sent_scripts(self) -> float:
        """Kilobytes of JavaScript that come over the network."""
        return self.compressed.get("script", 0) / 1000

    @property
    def too_much(self) -> list[str]:
        """What goes over its bound."""
        found = ((self.sent, 100, "kB"), (self.count, 12, "requests"), (self.sent_scripts, 60, "kB of scripts"))
        return [f"{value:.0f} {name}" for value, most, name in found if value > most]

    @property
    def searching(self) -> list[str]:
        """What was asked of the search."""
        return [url for url, _ in self.requests if _SEARCH.search(url)]


def visit(browser: Browser, address: str, page: str) -> Visit:
    """Opens a page as a reader who has not been on the site before."""
    seen = Visit(page)
    responses: list[Response] = []
    with context(browser) as made:
        made.add_init_script(_BREACHES)
        tab = made.new_page()
        tab.on("request", lambda request: seen.requests.append((request.url, request.resource_type)))
        tab.on("response", lambda response: responses.append(response))
        tab.goto(address + page, wait_until="load")
        tab.evaluate("document.fonts.ready")
        tab.wait_for_timeout(200)  # For what a script asks for after that.
        counted = [response for response in responses if page != _SEARCH_PAGE or not _SEARCH.search(response.url)]
        for response in counted:
            kind = response.request.resource_type
            body = _body(response)
            seen.bytes[kind] = seen.bytes.get(kind, 0) + len(body)
            sent = len(body) if kind in ("font", "image") else len(gzip.compress(body, 6))
            seen.compressed[kind] = seen.compressed.get(kind, 0) + sent
        seen.cookies = len(made.cookies())
        seen.stored = tab.evaluate("[...Object.keys(localStorage), ...Object.keys(sessionStorage)]")
        seen.breaches = tab.evaluate("window.kpBreaches")
    own = urlsplit(address).hostname
    left_out = re.compile("data:") if page != _SEARCH_PAGE else re.compile(f"data:|.*({_SEARCH.pattern})")
    seen.requests = [(url, kind) for url, kind in seen.requests if not left_out.match(url)]
    seen.hosts = {host for url, _ in seen.requests if (host := urlsplit(url).hostname) and host != own}
    return seen


def _body(response: Response) -> bytes:
    try:
        return response.body()
    except Error:  # An answer without a body.
        return b""
