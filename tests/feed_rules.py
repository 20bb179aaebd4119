"""What makes a feed valid: what RFC 4287 demands, as a schema, and the rules of the W3C feed validator beyond it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from lxml import etree, html

SCHEMA = etree.RelaxNG(file=str(Path(__file__).parent / "fixtures" / "feeds" / "atom.rng"))
NS = {"a": "http://www.w3.org/2005/Atom"}
# What the validator takes for safe in the HTML of an entry, as far as this site needs it.
SAFE = frozenset([
    "a", "abbr", "blockquote", "br", "code", "dd", "del", "div", "dl", "dt", "em", "h2", "h3", "h4", "hr", "img",
    "li", "ol", "p", "pre", "strong", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul",
])  # fmt: skip
SAFE_ATTRIBUTES = frozenset(["href", "title", "src", "alt", "width", "height", "start", "colspan", "rowspan", "scope"])


def invalid(files: Iterable[Path]) -> str:
    """What is wrong in the files; empty when all are valid."""
    return "\n".join(str(SCHEMA.error_log) for file in files if not SCHEMA.validate(etree.parse(str(file))))


def faults(content: bytes, location: str) -> Iterator[str]:
    """Each way in which a feed at an address breaks a rule that no schema can tell."""
    feed = etree.fromstring(content)
    entries = feed.findall("a:entry", NS)
    if found(feed, "a:link[@rel='self']/@href") != [location]:
        yield "self is elsewhere"
    if not found(feed, "a:link[@rel='alternate'][@type='text/html']"):
        yield "no page"
    if feed.find("a:author", NS) is None:
        yield "no author"
    ids = Counter(map(str, found(feed, "//a:id/text()")))
    yield from (f"{name} is the id of two" for name, count in ids.items() if count > 1)
    yield from (f"{name} is no tag URI" for name in ids if not name.startswith("tag:"))
    moments = [when(entry, "updated") for entry in entries]
    if moments != sorted(moments, reverse=True) or when(feed, "updated") != moments[0]:
        yield "not newest first"
    for entry in entries:
        yield from (f"{text(entry, 'id')}: {fault}" for fault in _entry(entry))


def _entry(entry: etree._Element) -> Iterator[str]:
    if len(found(entry, "a:link[not(@rel) or @rel='alternate']")) != 1:
        yield "not one page"
    if not text(entry, "title").strip():
        yield "no title"
    if not datetime(1990, 1, 1, tzinfo=UTC) <= when(entry, "published") <= when(entry, "updated"):
        yield "published after it was updated, or before the web"
    yield from content_faults(text(entry, "content"))


def content_faults(content: str) -> Iterator[str]:
    """Elements, attributes and addresses that do not belong in the HTML of an entry."""
    for element in html.fragment_fromstring(content, create_parent="div").iterdescendants():
        if element.tag not in SAFE:
            yield f"<{element.tag}>"
        for name, value in element.items():
            if name not in SAFE_ATTRIBUTES:
                yield f"<{element.tag} {name}>"
            if name in ("href", "src") and urlsplit(value).scheme not in ("http", "https"):
                yield f"address {value}"


def found(element: etree._Element, path: str) -> list[Any]:
    nodes = element.xpath(path, namespaces=NS)
    assert isinstance(nodes, list)
    return nodes


def text(element: etree._Element, name: str) -> str:
    return element.findtext(f"a:{name}", "", NS)


def when(element: etree._Element, name: str) -> datetime:
    return datetime.fromisoformat(text(element, name))
