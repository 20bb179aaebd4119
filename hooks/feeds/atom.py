"""Atom feeds (RFC 4287): an entry is written once, however many feeds it stands in."""

from collections.abc import Iterator, Mapping
from typing import Any

from feedgen.entry import FeedEntry
from feedgen.feed import FeedGenerator
from lxml import etree

from catalogue import kinds
from catalogue.catalogue import Catalogue, News, Practice
from catalogue.reference import slugify
from feeds.outline import Feed, page_file
from feeds.publisher import LICENCE, LICENCE_URL, Publisher, visible
from feeds.times import at, published, updated
from pages import links
from pages.authors import authors

_RIGHTS = f"{LICENCE}, {LICENCE_URL}"
_HTML, _ATOM = "text/html", "application/atom+xml"
_END = b"</feed>"


def feed_files(
    feeds: tuple[Feed, ...], publisher: Publisher, entries: Mapping[str, bytes]
) -> Iterator[tuple[str, bytes]]:
    """(file, XML) of every feed; `entries` has the XML of each entry by the file of its page."""
    for feed in feeds:
        head = _head(feed, publisher).removesuffix(_END)
        yield feed.uri, b"".join((head, *(entries[page_file(entry)] for entry in feed.entries), _END, b"\n"))


def _head(feed: Feed, publisher: Publisher) -> bytes:
    """A feed without its entries."""
    made = FeedGenerator()
    made.id(publisher.tag(feed.uri))
    made.title(visible(f"{publisher.name}: {feed.title}"))
    made.subtitle(visible(feed.subtitle))
    made.language("fi")
    made.updated(at(max(map(updated, feed.entries))))
    made.author(name=visible(publisher.name), uri=publisher.url)
    made.generator(visible(publisher.name), uri=publisher.url)
    made.rights(_RIGHTS)
    made.link(href=publisher.absolute(feed.uri), rel="self", type=_ATOM)
    made.link(href=publisher.absolute(feed.page), rel="alternate", type=_HTML)
    made.link(href=LICENCE_URL, rel="license")
    return bytes(made.atom_str(pretty=False))


def entry_xml(catalogue: Catalogue, entry: Practice | News, publisher: Publisher, html: str) -> bytes:
    """One entry, whose content is `html`, as it stands in every feed."""
    data = entry.data
    made = FeedEntry()
    made.id(publisher.tag_of(entry))
    made.title(visible(data.title))
    made.published(at(published(entry)))
    made.updated(at(updated(entry)))
    made.link(href=publisher.absolute(links.address(entry)), rel="alternate", type=_HTML)
    own = authors(data) if isinstance(data, kinds.Practice) else ()
    for name in own or (publisher.name,):
        made.author(name=visible(name))
    made.summary(visible(data.summary))
    made.content(html, type="html")
    made.category(list(_categories(catalogue, entry, publisher)))
    made.rights(_RIGHTS)
    return bytes(etree.tostring(made.atom_entry(), encoding="UTF-8", xml_declaration=False))


def _categories(catalogue: Catalogue, entry: Practice | News, publisher: Publisher) -> Iterator[dict[str, Any]]:
    """Themes, tags, municipalities and networks, each by its address and by its name."""
    data = entry.data
    themes = [(key, catalogue.vocabulary.themes[key].title) for key in data.themes]
    networks = [(slug, catalogue.networks[slug].data.title) for slug in data.networks]
    for scheme, words in (
        ("teemat", themes),
        ("avainsanat", [(slugify(tag), tag) for tag in data.tags]),
        ("kunnat", [(catalogue.places[name].slug, name) for name in data.municipalities]),
        ("verkostot", networks),
    ):
        for term, label in words:
            yield {"term": term, "scheme": publisher.tag(scheme), "label": visible(label)}
