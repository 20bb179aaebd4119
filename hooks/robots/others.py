"""News, events, networks and projects as Markdown."""

from collections.abc import Iterable, Iterator
from typing import Any

from catalogue.catalogue import Catalogue, Event, Network, News, Project
from catalogue.entry import Entry
from pages import figures, links
from pages.finnish import listed, moment, period
from pages.networks import members
from pages.projects import budget
from pages.settings import Site
from robots.markdown import fact, facts, plain
from robots.shared import funding, goal, sources, standing, titles, told


def _text(site: Site, entry: Entry[Any], lines: Iterable[str]) -> str:
    data = entry.data
    head = (fact("Osoite", f"<{site.at(links.address(entry))}>"), fact("Tiivistelmä", plain(data.summary)))
    listing = "".join((*head, *lines, *standing(data), facts("Lähteet", sources(data.sources))))
    return f"### {plain(data.title)}\n\n{listing}\n{told(entry.body)}"


def _subjects(catalogue: Catalogue, data: Any) -> Iterator[str]:
    """What an entry is about."""
    yield fact("Kunnat", ", ".join(data.municipalities))
    yield fact("Teemat", ", ".join(catalogue.vocabulary.themes[key].title for key in data.themes))
    yield fact("Verkostot", titles(catalogue, "network", data.networks))
    yield fact("Yhteishankkeet", titles(catalogue, "project", getattr(data, "projects", ())))
    yield fact("Käytännöt", titles(catalogue, "practice", getattr(data, "practices", ())))


def news_text(catalogue: Catalogue, site: Site, entry: News) -> str:
    """A news item."""
    data = entry.data
    first = (fact("Päiväys", moment(data.date)), fact("Tyyppi", data.type.label))
    return _text(site, entry, (*first, *_subjects(catalogue, data)))


def event_text(catalogue: Catalogue, site: Site, entry: Event) -> str:
    """An event."""
    data = entry.data
    place = ", ".join(filter(None, (plain(data.place or ""), "etäyhteys" if data.online else "")))
    lines = (
        fact("Alkaa", str(data.start)),
        fact("Päättyy", str(data.end or "")),
        fact("Paikka", place),
        fact("Tila", data.status.label),
        fact("Ilmoittaudu viimeistään", str(data.registration_deadline or "")),
        fact("Ilmoittautuminen", f"<{data.registration_url}>" if data.registration_url else ""),
        fact("Kenelle", listed([item.label for item in data.audience])),
        fact("Sarja", plain(data.series or "")),
        fact("Järjestäjät", ", ".join(map(plain, data.organisers))),
        *_subjects(catalogue, data),
    )
    return _text(site, entry, lines)


def network_text(site: Site, entry: Network) -> str:
    """A network: its members and goals."""
    data = entry.data
    present = members(entry)
    lines = (
        fact("Tyyppi", data.type.label),
        fact("Toiminnassa", period(data.started, data.ended)),
        fact("Koordinaattorit", ", ".join(map(plain, data.coordinators))),
        fact("Jäsenkunnat" if data.members_complete else "Kirjatut jäsenkunnat", ", ".join(present)),
        facts("Tavoitteet, eivät tuloksia", map(goal, data.goals)),
        facts("Liittyminen", map(plain, data.joining)),
        fact("Verkkosivu", f"<{data.url}>" if data.url else ""),
    )
    return _text(site, entry, lines)


def project_text(catalogue: Catalogue, site: Site, entry: Project) -> str:
    """A joint project."""
    data = entry.data
    lines = (
        fact("Vaihe", data.stage.label),
        fact("Aika", period(data.started, data.ended)),
        fact("Koordinaattori", plain(data.coordinator or "")),
        fact("Kumppanit", ", ".join(map(plain, data.partners))),
        fact("Budjetti", ". ".join(filter(None, (budget(entry), plain(data.budget_note or ""))))),
        facts("Rahoitus", map(funding, figures.funding(data.funding))),
        fact("Verkkosivu", f"<{data.url}>" if data.url else ""),
        *_subjects(catalogue, data),
    )
    return _text(site, entry, lines)
