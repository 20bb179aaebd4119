"""Which feeds there are, and which entries stand in each."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from catalogue.catalogue import Catalogue, News, Practice
from catalogue.layout import KINDS
from feeds.times import published, updated

Entries = tuple[Practice | News, ...]
# The most entries in a feed. They bound what ten thousand entries weigh, and what a reader fetches again and again.
ALL, SOME, FEW = 150, 50, 10


@dataclass(frozen=True)
class Feed:
    """A feed: its file and the page it belongs to, both relative to the site's root, and its entries, newest first.

    `kind` is "all", "theme", "network" or "municipality"; `label` is the name of the latter three."""

    kind: str
    page: str
    label: str
    title: str
    subtitle: str
    entries: Entries

    @property
    def uri(self) -> str:
        return f"{self.page}atom.xml"


def feeds(catalogue: Catalogue) -> Iterator[Feed]:
    """Every feed that has something in it."""
    return (feed for feed in _feeds(catalogue) if feed.entries)


def _feeds(catalogue: Catalogue) -> Iterator[Feed]:
    news, practices = newest(catalogue.latest_news, ALL), newest(catalogue.newest, ALL)
    yield Feed("all", "uutiset/", "Uutiset", "Uutiset", "Uutisia kuntien verkostoista ja kestävyystyöstä.", news)
    yield Feed("all", "kaytannot/", "Käytännöt", "Käytännöt", "Uudet ja muuttuneet käytännöt.", practices)
    for key, theme in catalogue.vocabulary.themes.items():
        found: Entries = (*catalogue.practices_by_theme.get(key, ()), *catalogue.news_by_theme.get(key, ()))
        about = f"Käytännöt ja uutiset teemasta {theme.title}."
        yield Feed("theme", f"teemat/{key}/", theme.title, f"Teema: {theme.title}", about, newest(found, SOME))
    for network in catalogue.networks_by_title:
        title = network.data.title
        found = (*catalogue.practices_by_members.get(network.slug, ()), *catalogue.news_about.get(network.key, ()))
        about = f"Jäsenkuntien käytännöt ja verkoston uutiset: {title}."
        yield Feed("network", f"verkostot/{network.slug}/", title, title, about, newest(found, SOME))
    for place in catalogue.places.values():
        about = f"{place.genitive} omat ja muualta otetut käytännöt ja kuntaa koskevat uutiset."
        entries = newest(_of_place(catalogue, place.name), FEW)
        yield Feed("municipality", f"kunnat/{place.slug}/", place.name, place.name, about, entries)


def _of_place(catalogue: Catalogue, name: str) -> Iterator[Practice | News]:
    yield from catalogue.practices_by_municipality.get(name, ())
    yield from (use.practice for use in catalogue.uses_by_municipality.get(name, ()) if use.kind == "taken")
    yield from catalogue.news_by_municipality.get(name, ())


def page_file(entry: Practice | News) -> str:
    """The Markdown file of an entry's page."""
    return f"{KINDS[entry.kind].address}/{entry.slug}.md"


def newest(entries: Iterable[Practice | News], most: int) -> Entries:
    """Each entry once, the last changed first; of those changed on one day the last published, then as given."""
    once = {entry.key: entry for entry in entries}
    return tuple(sorted(once.values(), key=lambda entry: (updated(entry), published(entry)), reverse=True)[:most])
