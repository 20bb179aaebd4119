"""sitemap.xml by the protocol of sitemaps.org with the day on which an entry last changed, and robots.txt."""

import gzip
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any
from xml.sax.saxutils import escape

from kaytantopankki import links
from kaytantopankki.content import models
from kaytantopankki.content.catalogue import Catalogue
from kaytantopankki.data_files import data_text
from kaytantopankki.settings import Site

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'


def sitemap_files(site: Site, urls: Iterable[str], changes: Mapping[str, date]) -> Iterator[tuple[str, str | bytes]]:
    """Address and content; a site that does not know where it is has no sitemap, because that has whole addresses."""
    if not site.url:
        yield "robots.txt", data_text("outputs/data/robots.txt")
        return
    pages = ((site.at(url), changes.get(url)) for url in sorted(set(urls)))
    lines = (
        f"<url><loc>{escape(address)}</loc>{f'<lastmod>{day}</lastmod>' if day else ''}</url>\n"
        for address, day in pages
    )
    content = f"{_HEAD}{''.join(lines)}</urlset>\n"
    yield "robots.txt", f"{data_text('outputs/data/robots.txt')}\nSitemap: {site.at('sitemap.xml')}\n"
    yield "sitemap.xml", content
    yield "sitemap.xml.gz", gzip.compress(content.encode(), mtime=0)


def last_changes(catalogue: Catalogue) -> Mapping[str, date]:
    """The day by the page's address, for pages of one entry; what else they show, and lists, tell no day of their own.

    An entry that tells no day, or only one to come, is not there.
    """
    entries = (entry for entry in catalogue.entries if entry.kind not in ("network", "municipality"))
    past = {links.entry_url(e): [day for day in _days(e.data) if day <= catalogue.today] for e in entries}
    return {url: max(days) for url, days in past.items() if days}


def _days(data: Any) -> Iterator[date]:
    """When an entry was written or found true. A date without a day is no day."""
    yield from filter(None, (data.updated, data.reviewed))
    if isinstance(data, models.Practice):
        yield data.published
    if isinstance(data, models.News) and data.date.day:
        yield data.date.first_day
