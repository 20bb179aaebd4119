"""The picture that a link to a page shows: which pages have one, and what stands in it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kaytantopankki import formatting, links
from kaytantopankki.analysis.aggregates import practice_count
from kaytantopankki.content.catalogue import Catalogue, EventEntry, NetworkEntry, NewsEntry, PracticeEntry, ProjectEntry
from kaytantopankki.content.models import Entry
from kaytantopankki.content.municipalities import Place
from kaytantopankki.formatting import capitalised, counted, listed, moment, number, period
from kaytantopankki.page import Context
from kaytantopankki.pages.network_pages import members

WIDTH, HEIGHT = 1200, 630


@dataclass(frozen=True)
class Card:
    """A card of the index. `look` is a key of `ground.LOOKS`; the label stands on the tab, the facts under the line.

    A `leaf` is the day of a calendar, the large figures first; `marked` are the municipalities that stand out on a
    small map. A card has at most one of them.
    """

    look: str
    label: str
    title: str
    facts: tuple[str, ...] = ()
    subject: str = ""
    icon: str = ""
    leaf: tuple[str, ...] = ()
    marked: tuple[str, ...] = ()

    @property
    def alt(self) -> str:
        """The words of the picture."""
        told = ". ".join(filter(None, (self.title, *self.facts, *self.leaf[1:], self.subject)))
        return f"{self.label}: {told}"


_FACTS = ("Mitä tehtiin, mitä siitä tuli ja kuka on ottanut sen käyttöön",)
_SITE = ("site", "Kuntien hyvät käytännöt", "Joku kunta on jo kokeillut")
# Look, label and title by the beginning of the address.
_PARTS = {
    "kaytannot/": ("practice", "Käytännöt", "Mitä kunnissa on tehty ja mitä siitä tuli"),
    "teemat/": ("practice", "Teemat", "Kuntien käytännöt teemoittain"),
    "avainsanat/": ("practice", "Avainsanat", "Kuntien käytännöt avainsanoittain"),
    "pullonkaulat/": ("practice", "Pullonkaulat", "Mikä kunnissa on estänyt ja miten se ratkesi"),
    "hankkeet/": ("network", "Yhteishankkeet", "Kuntien yhteiset hankkeet ideasta tuloksiin"),
    "uutiset/": ("news", "Uutiset", "Uutisia kuntien verkostoista ja kestävyystyöstä"),
    "tapahtumat/": ("event", "Tapahtumat", "Verkostojen tapahtumat ja ilmoittautumispäivät"),
}
_WITH_MAP = {
    "": _SITE,
    "kunnat/": ("place", "Kunnat", "Mitä eri kunnat ovat tehneet"),
    "maakunnat/": ("place", "Maakunnat", "Mitä maakunnan kunnat ovat tehneet"),
    "verkostot/": ("network", "Verkostot", "Verkostot ja yhteishankkeet"),
}


def part_cards(catalogue: Catalogue) -> dict[str, Card]:
    """By the beginning of the address; those with a map show the municipalities that have a practice."""
    places = tuple(sorted(catalogue.practices_by_municipality))
    return {
        **{url: Card(look, label, title, _FACTS) for url, (look, label, title) in _PARTS.items()},
        **{url: Card(look, label, title, _FACTS, marked=places) for url, (look, label, title) in _WITH_MAP.items()},
    }


FOLDER = "assets/kortit/"
MOST = 7000  # Cards of practices, news and events: about 90 MB. Links to the oldest of more show a shared one.
_MONTHS = ["tammi", "helmi", "maalis", "huhti", "touko", "kesä", "heinä", "elo", "syys", "loka", "marras", "joulu"]


def cards(catalogue: Catalogue) -> dict[str, Card]:
    """Cards by the address of the page or, when the address is that of a part of the site, of the pages below it."""
    return {
        **part_cards(catalogue),
        **dict(_themes(catalogue)),
        **{links.entry_url(entry): _DATED[entry.kind](catalogue, entry) for entry in _newest(catalogue)},
        **{links.entry_url(entry): _network(entry) for entry in catalogue.networks.values()},
        **{links.entry_url(entry): _project(entry) for entry in catalogue.projects.values()},
        **dict(_places(catalogue)),
    }


def _newest(catalogue: Catalogue) -> list[Entry[Any]]:
    """The practices, news and events that have cards of their own."""
    dated: list[tuple[str, Entry[Any]]] = [
        *((str(entry.data.published), entry) for entry in catalogue.newest),
        *((str(entry.data.date), entry) for entry in catalogue.latest_news),
        *((str(entry.data.start), entry) for entry in catalogue.events_newest),
    ]
    return [entry for _, entry in sorted(dated, key=lambda pair: pair[0], reverse=True)[:MOST]]


def card_address(url: str) -> str:
    """Where the card of a page is: kunnat/turku/ → assets/kortit/kunnat/turku.png."""
    return f"{FOLDER}{url.rstrip('/') or 'etusivu'}.png"


def social_card(cards: Mapping[str, Card], url: str) -> Context:
    """The picture of links to a page, for its head; `url` in it is relative to the site's root."""
    shown = nearest_card(cards, url)
    return {"url": card_address(shown), "width": WIDTH, "height": HEIGHT, "alt": cards[shown].alt}


def nearest_card(cards: Mapping[str, Card], url: str) -> str:
    """The address whose card a page shows: its own, or that of the nearest page above it."""
    while url and url not in cards:
        url = url.rstrip("/").rpartition("/")[0]
        url = f"{url}/" if url else ""
    return url


def _practice(catalogue: Catalogue, entry: PracticeEntry) -> Card:
    data = entry.data
    theme = catalogue.vocabulary.themes[data.themes[0]]
    facts = (formatting.municipalities_text(entry), formatting.stage_view(entry)["text"])
    return Card("practice", "Käytäntö", data.title, facts, theme.title, theme.icon)


def _news(catalogue: Catalogue, entry: NewsEntry) -> Card:
    data = entry.data
    facts = tuple(filter(None, (capitalised(moment(data.date)), _about(catalogue, data.networks, data.municipalities))))
    return Card("news", capitalised(data.type.label), data.title, facts, *_theme(catalogue, data.themes))


def _theme(catalogue: Catalogue, keys: tuple[str, ...]) -> tuple[str, str]:
    """The title and icon of the first of the themes."""
    return ((theme := catalogue.vocabulary.themes[keys[0]]).title, theme.icon) if keys else ("", "")


def _about(catalogue: Catalogue, networks: tuple[str, ...], places: tuple[str, ...]) -> str:
    """Networks by name, or else municipalities; many are counted."""
    titles = [catalogue.networks[slug].data.short or catalogue.networks[slug].data.title for slug in networks]
    names = titles or list(places)
    return listed(names) if len(names) <= formatting.MOST_NAMED else f"{', '.join(names[:3])} ja {len(names) - 3} muuta"


def _event(catalogue: Catalogue, entry: EventEntry) -> Card:
    data, start, end = entry.data, entry.data.start, entry.data.end
    place = " ja ".join(filter(None, (data.place, "etäyhteys" if data.online else "")))
    about = _about(catalogue, data.networks, data.municipalities) or listed(data.organisers[:2])
    facts = tuple(filter(None, (capitalised(place), about))) or ("Tapahtuma",)
    label = "Peruttu tapahtuma" if data.status == "cancelled" else "Tapahtuma"
    if not start.month:
        leaf: tuple[str, ...] = (str(start.year),)
    elif not start.day:
        leaf = (str(start.year), f"{_MONTHS[start.month - 1]}kuu")
    else:
        lasts = end is not None and end.day and (end.year, end.month) == (start.year, start.month)
        days = f"{start.day}.–{end.day}." if end and lasts and end.day != start.day else f"{start.day}."
        leaf = (days, f"{_MONTHS[start.month - 1]}kuuta", str(start.year))
    return Card("event", label, data.title, facts, leaf=leaf)


_DATED: Mapping[str, Callable[[Catalogue, Any], Card]] = {"practice": _practice, "news": _news, "event": _event}


def _network(entry: NetworkEntry) -> Card:
    present = members(entry)
    count = counted(len(present), "jäsenkunta", "jäsenkuntaa") if entry.data.members_complete and present else ""
    facts = tuple(filter(None, (count, capitalised(period(entry.data.started, entry.data.ended)))))
    shown = facts or (listed(entry.data.coordinators[:2]) or "Kuntien yhteistyötä",)
    return Card("network", capitalised(entry.data.type.label), entry.data.title, shown, marked=tuple(sorted(present)))


def _project(entry: ProjectEntry) -> Card:
    data = entry.data
    years = capitalised(period(data.started, data.ended))
    count = counted(len(data.municipalities), "kunta", "kuntaa") if data.municipalities else ""
    facts = tuple(filter(None, (capitalised(data.stage.label), " · ".join(filter(None, (count, years))))))
    return Card("network", "Yhteishanke", data.title, facts, marked=tuple(sorted(data.municipalities)))


def _themes(catalogue: Catalogue) -> Iterator[tuple[str, Card]]:
    for key, theme in catalogue.vocabulary.themes.items():
        count = len(catalogue.practices_by_theme.get(key, ()))
        told = counted(count, "käytäntö", "käytäntöä") if count else "Ei vielä käytäntöjä"
        yield f"teemat/{key}/", Card("theme", "Teema", theme.title, (told,), icon=theme.icon)


def _places(catalogue: Catalogue) -> Iterator[tuple[str, Card]]:
    """Municipalities of which there is something to tell."""
    for place in catalogue.places.values():
        found = practice_count(catalogue, place.name)
        if found.total or place.name in catalogue.municipality_entries:
            yield f"kunnat/{place.slug}/", _place(catalogue, place, found.words)


def _place(catalogue: Catalogue, place: Place, words: str) -> Card:
    facts = (
        words or "Kunnan tavoitteet ja ohjelmat",
        f"{catalogue.regions[place.region].name}, {number(place.population)} asukasta",
    )
    return Card("place", "Kunta", place.name, facts, marked=(place.name,))
