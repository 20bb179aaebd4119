"""Pages of networks and of joint projects."""

from collections import Counter
from collections.abc import Iterator

from kaytantopankki import links
from kaytantopankki.content.catalogue import Catalogue, NetworkEntry, ProjectEntry
from kaytantopankki.content.submodels import Goal
from kaytantopankki.formatting import NBSP, capitalised, counted, euros, moment, number, period, short_moment
from kaytantopankki.page import Context, Link, Page
from kaytantopankki.pages import figures, maps
from kaytantopankki.pages.cards import CardRenderer, paged
from kaytantopankki.pages.embed_page import embeds, of_network
from kaytantopankki.pages.figures import sources
from kaytantopankki.pages.news_and_events import event_row, news_items


def network_pages(catalogue: Catalogue, deck: CardRenderer) -> Iterator[Page]:
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


def members(network: NetworkEntry) -> list[str]:
    """Present members by name."""
    return [member.municipality for member in network.data.members if not member.until]


def _network_row(catalogue: Catalogue, network: NetworkEntry) -> Context:
    data = network.data
    return {
        **links.entry_link(network),
        "summary": data.summary,
        "type": capitalised(data.type.label),
        "members": _member_count(network),
        "practices": len(catalogue.practices_by_members.get(network.slug, ())),
    }


def _member_count(network: NetworkEntry) -> str:
    count = len(members(network))
    if not count:
        return ""
    return (
        counted(count, "jäsen", "jäsentä")
        if network.data.members_complete
        else f"{counted(count, 'jäsen', 'jäsentä')} kirjattu"
    )


def _network(catalogue: Catalogue, deck: CardRenderer, network: NetworkEntry) -> Iterator[Page]:
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
        "goals": network_goals(data.goals),
        "joining": list(data.joining),
        "members": _members(catalogue, network),
        "former": [
            {**links.place_link(catalogue.places[item.municipality]), "until": short_moment(item.until)}
            for item in data.members
            if item.until
        ],
        "overview": f"verkostot/{network.slug}/tilannekuva/" if members(network) else "",
        "map": maps.locator_svg(members(network), strong=catalogue.practices_by_municipality),
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
        "events": [event_row(catalogue, item) for item in catalogue.events_about.get(network.key, ())[:10]],
        "news": news_items(catalogue.news_about.get(network.key, ())[:10]),
        "count": len(practices),
        "embed": embeds(of_network(catalogue, network)),
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
            untrusted=True,
            view=view,
        ),
        "practices",
        deck.of(practices),
        12,
    )


def network_goals(items: tuple[Goal, ...]) -> list[Context]:
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


def _members(catalogue: Catalogue, network: NetworkEntry) -> list[Context]:
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


def project_pages(catalogue: Catalogue, deck: CardRenderer) -> Iterator[Page]:
    """A page for each project, and their list."""
    for project in catalogue.projects_by_title:
        yield from _project(catalogue, deck, project)
    yield Page(
        uri="hankkeet/index.md",
        title="Yhteishankkeet",
        template="hankkeet.html",
        section="verkostot/",
        crumbs=(Link("Verkostot", "verkostot/"),),
        description="Kuntien yhteiset hankkeet ideasta tuloksiin.",
        view={"projects": [project_row(item) for item in catalogue.projects_by_title]},
    )


def project_row(project: ProjectEntry) -> Context:
    """One project in a list."""
    data = project.data
    return {
        **links.entry_link(project),
        "summary": data.summary,
        "stage": capitalised(data.stage.label),
        "years": period(data.started, data.ended),
        "places": len(data.municipalities),
    }


def project_budget(project: ProjectEntry) -> str:
    """The whole budget of a project; empty when it is not known."""
    return f"{euros(project.data.budget)}{NBSP}€" if project.data.budget is not None else ""


def _project(catalogue: Catalogue, deck: CardRenderer, project: ProjectEntry) -> Iterator[Page]:
    data = project.data
    view = {
        "summary": data.summary,
        "short": data.short or "",
        "stage": capitalised(data.stage.label),
        "as_of": short_moment(data.stage_as_of) if data.stage_as_of else "",
        "active": capitalised(period(data.started, data.ended)),
        "coordinator": data.coordinator or "",
        "partners": list(data.partners),
        "url": data.url or "",
        "budget": project_budget(project),
        "budget_note": data.budget_note or "",
        "funding": figures.funding(data.funding),
        "places": links.place_links(catalogue, data.municipalities),
        "map": maps.locator_svg(data.municipalities) if data.municipalities else None,
        "networks": links.entry_links(catalogue, "network", data.networks),
        "themes": [links.theme_link(catalogue, key) for key in data.themes],
        "events": [event_row(catalogue, item) for item in catalogue.events_about.get(project.key, ())[:10]],
        "news": news_items(catalogue.news_about.get(project.key, ())[:10]),
        "sources": sources(data.sources),
    }
    yield from paged(
        Page(
            uri=f"hankkeet/{project.slug}.md",
            title=data.title,
            template="hanke.html",
            section="verkostot/",
            crumbs=(Link("Verkostot", "verkostot/"), Link("Yhteishankkeet", "hankkeet/")),
            description=data.summary,
            body=project.body,
            source=project.path,
            untrusted=True,
            view=view,
        ),
        "practices",
        deck.of(catalogue.practices_by_project.get(project.slug, ())),
    )
