"""The pages of networks and of joint projects, from their entries, and the lists of them."""

from collections import Counter
from collections.abc import Iterator

from kaytantopankki import formatting, links
from kaytantopankki.content import kind_submodels
from kaytantopankki.content.catalogue import Catalogue, NetworkEntry, ProjectEntry
from kaytantopankki.page import Context, Page, entry_page, titled_page
from kaytantopankki.pages import assets, figures, maps, news_and_events
from kaytantopankki.pages.cards import CardRenderer, numbered_pages
from kaytantopankki.settings import Settings

GOAL_FIELDS = ("text", "year", "document", "baseline", "source")
_PRACTICES_PER_PAGE, _LATEST, _BOTTLENECKS = 12, 10, 8


def network_pages(catalogue: Catalogue, cards: CardRenderer, settings: Settings) -> Iterator[Page]:
    """A page for each network and project, and their lists."""
    for network in catalogue.networks_by_title:
        picture = assets.picture(network.data.image, settings.pictures)
        page = entry_page("verkostot/{slug}.md", network, {**_network_view(catalogue, network), "image": picture})
        practices = catalogue.practices_by_members.get(network.slug, ())
        yield from numbered_pages(page, "practices", cards.of(practices), _PRACTICES_PER_PAGE)
    yield titled_page(
        "verkostot/index.md",
        {"networks": [_network_row(catalogue, network) for network in catalogue.networks_by_title]},
    )
    for project in catalogue.projects_by_title:
        page = entry_page("hankkeet/{slug}.md", project, _project_view(catalogue, project))
        yield from numbered_pages(page, "practices", cards.of(catalogue.practices_by_project.get(project.slug, ())))
    yield titled_page(
        "hankkeet/index.md", {"projects": [_project_row(catalogue, project) for project in catalogue.projects_by_title]}
    )


def _network_row(catalogue: Catalogue, network: NetworkEntry) -> Context:
    """One network in a list."""
    return {
        **links.entry_link(network),
        "summary": network.data.summary,
        "type": formatting.capitalised(network.data.type.label),
        "members": len(network.data.present_members),
        "complete": network.data.members_complete,
        "practices": len(catalogue.practices_by_members.get(network.slug, ())),
    }


def _network_view(catalogue: Catalogue, network: NetworkEntry) -> Context:
    data = network.data
    practices = catalogue.practices_by_members.get(network.slug, ())
    by_theme = Counter(key for practice in practices for key in practice.data.themes)
    bottlenecks = (
        kind for practice in practices for kind in dict.fromkeys(item.kind for item in practice.data.bottlenecks)
    )
    themes = catalogue.vocabulary.themes
    most = max(by_theme.values(), default=1)
    return {
        **_about(catalogue, network),
        "type": formatting.capitalised(data.type.label),
        **formatting.fields_of(data, "coordinators", "partners", "joining"),
        "contact": formatting.contact_link(data.contact) if data.contact else None,
        "steering": data.steering_group
        and formatting.fields_of(data.steering_group, "chair", "members", "follows", "costs", "source"),
        "campaigns": [formatting.fields_of(item, "name", "when", "what", "source") for item in data.campaigns],
        "complete": data.members_complete,
        "counts": [
            {
                **formatting.fields_of(item, "note", "source"),
                "when": formatting.capitalised(formatting.moment(item.when)),
                "count": formatting.number(item.count),
            }
            for item in data.member_counts
        ],
        "goals": [formatting.fields_of(item, *GOAL_FIELDS) for item in data.goals],
        "members": [_member_row(catalogue, item) for item in data.members if not item.until],
        "former": [
            {**links.place_link(catalogue.places[item.municipality]), "until": formatting.short_moment(item.until)}
            for item in data.members
            if item.until
        ],
        "overview": f"verkostot/{network.slug}/tilannekuva/" if data.present_members else "",
        "map": maps.locator_svg(data.present_members, strong=catalogue.practices_by_municipality),
        "themes": [
            {**links.theme_link(catalogue, key), "count": by_theme[key], "share": round(100 * by_theme[key] / most)}
            for key in themes
        ],
        "missing": [theme.title for key, theme in themes.items() if not by_theme[key]],
        "bottlenecks": links.with_counts(lambda key: links.bottleneck_link(catalogue, key), bottlenecks, _BOTTLENECKS),
        "projects": [
            _project_row(catalogue, project) for project in catalogue.projects_by_network.get(network.slug, ())
        ],
        "count": len(practices),
        "embed": f"upota/?lista=verkosto/{network.slug}",
        "sources": figures.sources(data.sources),
    }


def _about(catalogue: Catalogue, entry: NetworkEntry | ProjectEntry) -> Context:
    """What pages of networks and of projects both tell."""
    data = entry.data
    return {
        **formatting.fields_of(data, "summary", "url", "short"),
        "active": formatting.capitalised(formatting.period(data.started, data.ended)),
        "events": [
            news_and_events.event_row(catalogue, item) for item in catalogue.events_about.get(entry.key, ())[:_LATEST]
        ],
        "news": list(map(news_and_events.news_row, catalogue.news_about.get(entry.key, ())[:_LATEST])),
    }


def _member_row(catalogue: Catalogue, member: kind_submodels.Member) -> Context:
    place = catalogue.places[member.municipality]
    return {
        **links.place_link(place),
        **formatting.fields_of(member, "since", "note", "source"),
        "population": formatting.number(place.population),
        "practices": len(catalogue.practices_by_municipality.get(place.name, ())),
    }


def _project_row(catalogue: Catalogue, project: ProjectEntry) -> Context:
    """One project in a list."""
    data = project.data
    return {
        **links.entry_link(project),
        "summary": data.summary,
        "stage": formatting.stage_label(data.stage, data.stage_as_of, catalogue.today),
        "years": formatting.period(data.started, data.ended),
        "places": len(data.municipalities),
    }


def _project_view(catalogue: Catalogue, project: ProjectEntry) -> Context:
    data = project.data
    return {
        **_about(catalogue, project),
        **news_and_events.references(catalogue, data),
        "stage": formatting.stage_label(data.stage, data.stage_as_of, catalogue.today),
        "as_of": formatting.short_moment(data.stage_as_of) if data.stage_as_of else "",
        **formatting.fields_of(data, "coordinator", "partners", "budget_note"),
        "budget": formatting.in_euros(data.budget),
        "funding": figures.funding(data.funding),
        "map": maps.locator_svg(data.municipalities) if data.municipalities else None,
    }
