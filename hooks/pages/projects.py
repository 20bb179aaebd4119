"""Pages of joint projects."""

from collections.abc import Iterator

from catalogue.catalogue import Catalogue, Project
from pages import figures, geo, links
from pages.cards import Deck
from pages.events import row
from pages.finnish import NBSP, capitalised, euros, period, short_moment
from pages.listing import paged
from pages.news import news_items
from pages.page import Link, Page, View
from pages.sources import sources


def project_pages(catalogue: Catalogue, deck: Deck) -> Iterator[Page]:
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


def project_row(project: Project) -> View:
    """One project in a list."""
    data = project.data
    return {
        **links.entry_link(project),
        "summary": data.summary,
        "stage": capitalised(data.stage.label),
        "years": period(data.started, data.ended),
        "places": len(data.municipalities),
    }


def budget(project: Project) -> str:
    """The whole budget of a project; empty when it is not known."""
    return f"{euros(project.data.budget)}{NBSP}€" if project.data.budget is not None else ""


def _project(catalogue: Catalogue, deck: Deck, project: Project) -> Iterator[Page]:
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
        "budget": budget(project),
        "budget_note": data.budget_note or "",
        "funding": figures.funding(data.funding),
        "places": links.place_links(catalogue, data.municipalities),
        "map": geo.locator(data.municipalities) if data.municipalities else None,
        "networks": links.entry_links(catalogue, "network", data.networks),
        "themes": [links.theme_link(catalogue, key) for key in data.themes],
        "events": [row(catalogue, item) for item in catalogue.events_about.get(project.key, ())[:10]],
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
            contributed=True,
            view=view,
        ),
        "practices",
        deck.of(catalogue.practices_by_project.get(project.slug, ())),
    )
