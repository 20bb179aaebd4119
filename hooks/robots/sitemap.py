"""sitemap.xml by the protocol of sitemaps.org, and robots.txt, which leads to it."""

import gzip
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from xml.sax.saxutils import escape

from pages.settings import Site
from robots.changes import whole

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
_ROBOTS = """\
# Kaikki saa lukea. Hakukone lukee tämän tiedoston vain verkkotunnuksen juuresta: siitä on hyötyä, kun sivustolla
# on oma verkkotunnus. Kun osoitteessa on polku, ilmoita sivukartta hakukoneelle itse.
User-agent: *
Allow: /
"""


def sitemap_files(
    site: Site, addresses: Iterable[str], changed: Mapping[str, date]
) -> Iterator[tuple[str, str | bytes]]:
    """Address and content; a site that does not know where it is has no sitemap, because that has whole addresses."""
    if not site.url:
        yield "robots.txt", _ROBOTS
        return
    content = sitemap(site, addresses, changed)
    yield "robots.txt", f"{_ROBOTS}\nSitemap: {site.at('sitemap.xml')}\n"
    yield "sitemap.xml", content
    yield "sitemap.xml.gz", gzip.compress(content.encode(), mtime=0)


def sitemap(site: Site, addresses: Iterable[str], changed: Mapping[str, date]) -> str:
    """Every page once, in the order of their addresses, with the day on which its content changed, where it is known."""
    return f"{_HEAD}{''.join(_page(site, url, changed.get(whole(url))) for url in sorted(set(addresses)))}</urlset>\n"


def _page(site: Site, url: str, day: date | None) -> str:
    return f"<url><loc>{escape(site.at(url))}</loc>{f'<lastmod>{day}</lastmod>' if day else ''}</url>\n"
