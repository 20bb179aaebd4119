"""sitemap.xml by the protocol of sitemaps.org with the day of each page's last change, and robots.txt."""

import gzip
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import chain
from typing import Any
from xml.sax.saxutils import escape

from kaytantopankki import links
from kaytantopankki.content import models, municipalities
from kaytantopankki.content.catalogue import Catalogue
from kaytantopankki.data_files import data_table, data_text
from kaytantopankki.settings import Site

_Entries = Iterable[models.Entry[Any]]
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
# The further parts of a long list: uutiset/sivu/2/, avainsanat/kirjaimet/a-h/.
_FURTHER_PART = re.compile(r"(?:sivu/\d+|kirjaimet/[^/]+)/$")


def sitemap_files(site: Site, urls: Iterable[str], changes: Mapping[str, date]) -> Iterator[tuple[str, str | bytes]]:
    """Address and content; a site that does not know where it is has no sitemap, because that has whole addresses."""
    if not site.url:
        yield "robots.txt", data_text("outputs/data/robots.txt")
        return
    pages = ((site.at(url), changes.get(_FURTHER_PART.sub("", url))) for url in sorted(set(urls)))
    lines = (
        f"<url><loc>{escape(address)}</loc>{f'<lastmod>{day}</lastmod>' if day else ''}</url>\n"
        for address, day in pages
    )
    content = f"{_HEAD}{''.join(lines)}</urlset>\n"
    yield "robots.txt", f"{data_text('outputs/data/robots.txt')}\nSitemap: {site.at('sitemap.xml')}\n"
    yield "sitemap.xml", content
    yield "sitemap.xml.gz", gzip.compress(content.encode(), mtime=0)


def last_changes(catalogue: Catalogue) -> Mapping[str, date]:
    """The day by the page's address; pages whose entries tell no day, or only one to come, are not there."""
    pages = chain(_entry_pages(catalogue), _lists(catalogue), _municipalities(catalogue))
    days = ((url, [day for entry in entries for day in _days(entry.data)]) for url, entries in pages)
    past = ((url, [day for day in known if day <= catalogue.today]) for url, known in days)
    return {url: max(known) for url, known in past if known}


def _days(data: Any) -> Iterator[date]:
    """When an entry was written or found true. A date without a day is no day."""
    yield from filter(None, (data.updated, data.reviewed))
    if isinstance(data, models.Practice):
        yield data.published
    if isinstance(data, models.News) and data.date.day:
        yield data.date.first_day


def _entry_pages(catalogue: Catalogue) -> Iterator[tuple[str, _Entries]]:
    for entry in catalogue.entries:
        if entry.kind not in ("network", "municipality"):  # Their pages tell more than they themselves.
            yield links.entry_url(entry), (entry,)
    for network in catalogue.networks.values():
        entries: tuple[models.Entry[Any], ...] = (
            network,
            *catalogue.practices_by_members.get(network.slug, ()),
            *catalogue.news_about.get(network.key, ()),
            *catalogue.events_about.get(network.key, ()),
        )
        yield links.entry_url(network), entries
        yield f"{links.entry_url(network)}tilannekuva/", entries


def _lists(catalogue: Catalogue) -> Iterator[tuple[str, _Entries]]:
    for url, kinds in data_table("outputs/data/sitemap.yml").items():
        yield url, chain(*(catalogue.of_kind(kind).values() for kind in kinds))
    groups: dict[str, Mapping[str, _Entries]] = {
        "teemat": catalogue.practices_by_theme,
        "avainsanat": {municipalities.slugify(tag): found for tag, found in catalogue.practices_by_tag.items()},
        "mittarit": catalogue.entries_by_indicator,
        "uutiset/vuosi": catalogue.news_by_year,
        "uutiset/teema": catalogue.news_by_theme,
        "tapahtumat/sarjat": {municipalities.slugify(name): events for name, events in catalogue.series.items()},
    }
    for folder, entries_by_key in groups.items():
        for key, entries in entries_by_key.items():
            yield f"{folder}/{key}/", entries
    for code, practices in catalogue.practices_by_region.items():
        yield links.region_link(catalogue, code)["url"], practices
    for key in catalogue.vocabulary.bottlenecks:
        past = (*catalogue.past_bottlenecks_by_kind.get(key, ()), *catalogue.adoption_bottlenecks_by_kind.get(key, ()))
        current = catalogue.current_bottlenecks_by_kind.get(key, ())
        yield f"pullonkaulat/{key}/", (*(item.practice for item in past), *(entry for entry, _ in current))


def _municipalities(catalogue: Catalogue) -> Iterator[tuple[str, _Entries]]:
    for name, place in catalogue.places.items():
        entry = catalogue.municipality_entries.get(name)
        entries: tuple[models.Entry[Any], ...] = (
            *((entry,) if entry else ()),
            *catalogue.practices_by_municipality.get(name, ()),
            *(adoption.practice for adoption in catalogue.adoptions_by_municipality.get(name, ())),
            *catalogue.projects_by_municipality.get(name, ()),
            *catalogue.news_by_municipality.get(name, ()),
            *catalogue.events_by_municipality.get(name, ()),
        )
        yield f"kunnat/{place.slug}/", entries
