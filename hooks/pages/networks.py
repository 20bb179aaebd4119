"""Pages of networks."""

from collections import Counter
from collections.abc import Iterator

from catalogue.catalogue import Catalogue, Network
from catalogue.parts import Goal
from pages import geo, links
from pages.cards import Deck
from pages.embeds import chosen, of_network
from pages.events import row
from pages.finnish import capitalised, counted, moment, number, period, short_moment
from pages.listing import paged
from pages.news import news_items
from pages.page import Link, Page, View
from pages.projects import project_row
from pages.sources import sources


def network_pages(catalogue: Catalogue, deck: Deck) -> Iterator[Page]:
    """A page for each network, and their list."""
    for network in catalogue.networks_by_title:
        yield from _network(catalogue, deck, network)
    yield Page(
        uri="verkostot/index.md",
        title="Verkostot ja yhteishankkeet",
        template="verkostot.html",
        section="verkostot/",
        description="Kuntien ilmasto- ja kestävyysverkostot, ohjelmat ja yhteiset hankkeet.",
        view={"networks": [_network_row(catalogue, item) for item in catalogue.networks_by_title]},
    )


def members(network: Network) -> list[str]:
    """Present members by name."""
    return [member.municipality for member in network.data.members if not member.until]


def _network_row(catalogue: Catalogue, network: Network) -> View:
    data = network.data
    return {
        **links.entry_link(network),
        "summary": data.summary,
        "type": capitalised(data.type.label),
        "members": _member_count(network),
        "practices": len(catalogue.practices_by_members.get(network.slug, ())),
    }


def _member_count(network: Network) -> str:
    count = len(members(network))
    if not count:
        return ""
    return (
        counted(count, "jäsen", "jäsentä")
        if network.data.members_complete
        else f"{counted(count, 'jäsen', 'jäsentä')} kirjattu"
    )


def _network(catalogue: Catalogue, deck: Deck, network: Network) -> Iterator[Page]:
    data = network.data
    practices = catalogue.practices_by_members.get(network.slug, ())
    covered = Counter(key for practice in practices for key in practice.data.themes)
    kinds = Counter(
        key for practice in practices for key in dict.fromkeys(item.kind for item in practice.data.bottlenecks)
    )
    most = max(covered.values(), default=1)
    view = {
        "summary": data.summary,
        "short": data.short or "",
        "type": capitalised(data.type.label),
        "url": data.url or "",
        "active": capitalised(period(data.started, data.ended)),
        "coordinators": list(data.coordinators),
        "member_count": _member_count(network),
        "complete": data.members_complete,
        "counts": [
            {
                "when": capitalised(moment(item.when)),
                "count": number(item.count),
                "note": item.note or "",
                "sources": list(item.source),
            }
            for item in data.member_counts
        ],
        "goals": goals(data.goals),
        "joining": list(data.joining),
        "members": _members(catalogue, network),
        "former": [
            {**links.place_link(catalogue.places[item.municipality]), "until": short_moment(item.until)}
            for item in data.members
            if item.until
        ],
        "overview": f"verkostot/{network.slug}/tilannekuva/" if members(network) else "",
        "map": geo.locator(members(network), strong=catalogue.practices_by_municipality),
        "themes": [
            {**links.theme_link(catalogue, key), "count": covered[key], "share": round(100 * covered[key] / most)}
            for key in catalogue.vocabulary.themes
        ],
        "missing": [
            links.theme_link(catalogue, key)["title"] for key in catalogue.vocabulary.themes if not covered[key]
        ],
        "bottlenecks": [
            {**links.bottleneck_link(catalogue, key), "count": count} for key, count in kinds.most_common(8)
        ],
        "projects": [project_row(item) for item in catalogue.projects_by_network.get(network.slug, ())],
        "events": [row(catalogue, item) for item in catalogue.events_about.get(network.key, ())[:10]],
        "news": news_items(catalogue.news_about.get(network.key, ())[:10]),
        "count": len(practices),
        "embed": chosen(of_network(catalogue, network)),
        "sources": sources(data.sources),
    }
    yield from paged(
        Page(
            uri=f"verkostot/{network.slug}.md",
            title=data.title,
            template="verkosto.html",
            section="verkostot/",
            crumbs=(Link("Verkostot", "verkostot/"),),
            description=data.summary,
            body=network.body,
            source=network.path,
            contributed=True,
            view=view,
        ),
        "practices",
        deck.of(practices),
        12,
    )


def goals(items: tuple[Goal, ...]) -> list[View]:
    """Goals with their years and documents."""
    return [
        {
            "text": item.text,
            "year": moment(item.year) if item.year else "",
            "document": item.document or "",
            "baseline": moment(item.baseline) if item.baseline else "",
            "sources": list(item.source),
        }
        for item in items
    ]


def _members(catalogue: Catalogue, network: Network) -> list[View]:
    return [
        {
            **links.place_link(catalogue.places[item.municipality]),
            "since": moment(item.since) if item.since else "",
            "population": number(catalogue.places[item.municipality].population),
            "note": item.note or "",
            "practices": len(catalogue.practices_by_municipality.get(item.municipality, ())),
            "sources": list(item.source),
        }
        for item in network.data.members
        if not item.until
    ]
