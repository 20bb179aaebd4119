"""sitemap.xml by the protocol of sitemaps.org with the day of each page's last change, and robots.txt."""

import gzip
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import chain
from typing import Any
from xml.sax.saxutils import escape

from kaytantopankki import links
from kaytantopankki.content.catalogue import Catalogue
from kaytantopankki.content.models import KINDS, Entry, News, Practice
from kaytantopankki.content.municipalities import slugify
from kaytantopankki.settings import Site

Entries = Iterable[Entry[Any]]
# Lists of everything there is: their address, and the kinds of entry in them.
_OF_ALL = {
    "": ("practice", "news", "event"),
    "kaytannot/": ("practice",),
    "teemat/": ("practice",),
    "avainsanat/": ("practice",),
    "pullonkaulat/": ("practice", "municipality"),
    "kunnat/": ("practice", "municipality"),
    "kunnat/kartta/": ("practice",),
    "kohtaamiset/": ("practice", "municipality"),
    "tilannekuva/": ("practice", "municipality", "project"),
    "verkostot/": ("network", "practice"),
    "hankkeet/": ("project",),
    "uutiset/": ("news",),
    "tapahtumat/": ("event",),
}
_PORTION = re.compile(r"(?:sivu/\d+|kirjaimet/[^/]+)/$")


def last_changes(catalogue: Catalogue) -> Mapping[str, date]:
    """The day by the page's address; pages whose entries tell no day, or only one to come, are not there."""
    days = {id(entry): day for entry in catalogue.entries if (day := _day(entry.data, catalogue.today))}

    def newest(entries: Entries) -> date | None:
        return max(filter(None, map(days.get, map(id, entries))), default=None)

    of_kind = {kind: newest(catalogue.of_kind(kind).values()) for kind in KINDS}
    pages = chain(_own(catalogue), _lists(catalogue), _places(catalogue), _networks(catalogue))
    found = {
        **{url: max(filter(None, map(of_kind.get, kinds)), default=None) for url, kinds in _OF_ALL.items()},
        **{url: newest(entries) for url, entries in pages},
    }
    return {url: day for url, day in found.items() if day}


def newest_change(url: str) -> str:
    """The address of the first part of a long list: uutiset/sivu/2/ → uutiset/."""
    return _PORTION.sub("", url)


def _day(data: Any, today: date) -> date | None:
    """When an entry was last written or found true. A date without a day is no day."""
    if isinstance(data, News):
        written = data.date.first_day if data.date.day else None
    else:
        written = data.published if isinstance(data, Practice) else None
    return max((day for day in (written, data.updated, data.reviewed) if day and day <= today), default=None)


def _own(catalogue: Catalogue) -> Iterator[tuple[str, Entries]]:
    for entry in catalogue.entries:
        if entry.kind not in ("network", "municipality"):  # Their pages tell more than they themselves.
            yield links.entry_url(entry), (entry,)


def _lists(catalogue: Catalogue) -> Iterator[tuple[str, Entries]]:
    for key, practices in catalogue.practices_by_theme.items():
        yield f"teemat/{key}/", practices
    for tag, practices in catalogue.practices_by_tag.items():
        yield f"avainsanat/{slugify(tag)}/", practices
    for code, practices in catalogue.practices_by_region.items():
        yield links.region_link(catalogue, code)["url"], practices
    for key in catalogue.vocabulary.bottlenecks:
        met = (*catalogue.past_bottlenecks_by_kind.get(key, ()), *catalogue.adoption_bottlenecks_by_kind.get(key, ()))
        now = (hindrance.municipality for hindrance in catalogue.current_bottlenecks_by_kind.get(key, ()))
        yield f"pullonkaulat/{key}/", chain((hurdle.practice for hurdle in met), now)
    for year, news in catalogue.news_by_year.items():
        yield f"uutiset/vuosi/{year}/", news
    for key, news in catalogue.news_by_theme.items():
        yield f"uutiset/teema/{key}/", news
    for name, events in catalogue.series.items():
        yield f"tapahtumat/sarjat/{slugify(name)}/", events


def _places(catalogue: Catalogue) -> Iterator[tuple[str, Entries]]:
    for name, place in catalogue.places.items():
        own = catalogue.municipality_entries.get(name)
        yield (
            f"kunnat/{place.slug}/",
            chain(
                (own,) if own else (),
                catalogue.practices_by_municipality.get(name, ()),
                (use.practice for use in catalogue.adoptions_by_municipality.get(name, ())),
                catalogue.projects_by_municipality.get(name, ()),
                catalogue.news_by_municipality.get(name, ()),
                catalogue.events_by_municipality.get(name, ()),
            ),
        )


def _networks(catalogue: Catalogue) -> Iterator[tuple[str, Entries]]:
    for network in catalogue.networks.values():
        entries: tuple[Entry[Any], ...] = (
            network,
            *catalogue.practices_by_members.get(network.slug, ()),
            *catalogue.news_about.get(network.key, ()),
            *catalogue.events_about.get(network.key, ()),
        )
        yield links.entry_url(network), entries
        yield f"{links.entry_url(network)}tilannekuva/", entries


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
    return f"{_HEAD}{''.join(_page(site, url, changed.get(newest_change(url))) for url in sorted(set(addresses)))}</urlset>\n"


def _page(site: Site, url: str, day: date | None) -> str:
    return f"<url><loc>{escape(site.at(url))}</loc>{f'<lastmod>{day}</lastmod>' if day else ''}</url>\n"
