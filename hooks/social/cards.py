"""What is told of a page in its social card."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from catalogue.catalogue import Catalogue, Event, News, Practice
from catalogue.reference import Place
from pages import links, marks
from pages.finnish import capitalised, counted, day, listed, moment

FOLDER = "assets/kortit"
_OWN = "sivusto"


@dataclass(frozen=True)
class Card:
    """The texts of a card. `address` is the file's, relative to the site's root; `tone` a colour of `drawing.TONES`.
    Soft hyphens tell where a long word may be cut."""

    address: str
    kind: str
    title: str
    detail: str
    site: str
    tone: str

    @property
    def told(self) -> str:
        """The same in words, for those who do not see the card."""
        kind = f"{self.kind}: " if self.kind else ""
        return f"{kind}{self.title}{'. ' if self.detail else ''}{self.detail}".replace("\u00ad", "")


def site_card(name: str, description: str) -> Card:
    """The card of every page without one of its own."""
    return Card(f"{FOLDER}/{_OWN}.png", "", name, description, name, "site")


def cards(catalogue: Catalogue, name: str, hyphenated: Callable[[object], str] = str) -> Iterator[tuple[str, Card]]:
    """(address of the page, its card) for every page that people are likely to share."""

    def card(url: str, kind: str, title: str, detail: str, tone: str) -> tuple[str, Card]:
        picture = f"{FOLDER}/{url.rstrip('/').replace('/', '-')}.png"
        return url, Card(picture, kind, hyphenated(title), hyphenated(detail), name, tone)

    for practice in catalogue.practices.values():
        yield card(links.address(practice), "Käytäntö", practice.data.title, _practice(catalogue, practice), "practice")
    for item in catalogue.news.values():
        yield card(links.address(item), "Uutinen", item.data.title, _news(item), "news")
    for event in catalogue.events.values():
        yield card(links.address(event), "Tapahtuma", event.data.title, _event(event), "event")
    for network in catalogue.networks.values():
        yield card(links.address(network), "Verkosto", network.data.title, network.data.summary, "network")
    for project in catalogue.projects.values():
        yield card(links.address(project), "Yhteishanke", project.data.title, project.data.summary, "network")
    for key, theme in catalogue.vocabulary.themes.items():
        yield card(f"teemat/{key}/", "Teema", theme.title, theme.description, "theme")
    for place in catalogue.places.values():
        if detail := _place(catalogue, place):
            yield card(f"kunnat/{place.slug}/", "Kunta", place.name, detail, "place")


def _practice(catalogue: Catalogue, practice: Practice) -> str:
    theme = catalogue.vocabulary.themes[practice.data.themes[0]].title
    return f"{marks.where(practice)} · {theme}"


def _news(item: News) -> str:
    return " · ".join(filter(None, (capitalised(moment(item.data.date)), listed(item.data.municipalities[:3]))))


def _event(event: Event) -> str:
    start, place = event.data.start, event.data.place or ("Verkossa" if event.data.online else "")
    return " · ".join(filter(None, (day(start.first_day) if start.day else capitalised(moment(start)), place)))


def _place(catalogue: Catalogue, place: Place) -> str:
    """What there is of a municipality; empty when there is nothing."""
    practices = len(catalogue.practices_by_municipality.get(place.name, ()))
    taken = sum(use.kind == "taken" for use in catalogue.uses_by_municipality.get(place.name, ()))
    return " · ".join(
        filter(
            None,
            (
                counted(practices, "käytäntö", "käytäntöä") if practices else "",
                f"{counted(taken, 'käytäntö', 'käytäntöä')} otettu muualta" if taken else "",
                catalogue.regions[place.region].name if practices or taken else "",
            ),
        )
    )
