"""The coordinator's view: what there is and what is missing, in the whole country and in each network."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from catalogue.catalogue import Catalogue, Network
from insight.completeness import Completeness, completeness
from insight.flows import Flows, flows
from insight.overview import Coverage, Scope, coverage, obstacles, of_network, whole_country
from pages import coverage as parts
from pages import links, outcomes, spreading, upkeep, wishes
from pages.finnish import counted, listed
from pages.page import Later, Link, Page, View
from pages.settings import Settings


def overview_pages(catalogue: Catalogue, settings: Settings) -> Iterator[Page]:
    """The overview of the whole country, and of each network that has members."""
    scores = {entry.slug: completeness(entry) for entry in catalogue.newest}
    networks = [entry for entry in catalogue.networks_by_title if any(not item.until for item in entry.data.members)]
    yield Page(
        uri="tilannekuva.md",
        findable=True,
        title="Tilannekuva",
        template="tilannekuva.html",
        section="verkostot/",
        crumbs=(Link("Verkostot", "verkostot/"),),
        description="Mitä kunnat ovat tehneet ja mitä vielä puuttuu: teemat, käyttöönotot, pullonkaulat ja tulokset.",
        view=Later(partial(_view_of_country, catalogue, settings, scores, networks)),
    )
    for entry in networks:
        yield Page(
            uri=f"verkostot/{entry.slug}/tilannekuva.md",
            findable=True,
            title=f"Tilannekuva: {entry.data.short or entry.data.title}",
            template="tilannekuva.html",
            section="verkostot/",
            crumbs=(Link("Verkostot", "verkostot/"), Link(entry.data.title, links.address(entry))),
            description=f"{entry.data.title}: mitä jäsenet ovat tehneet ja mitä vielä puuttuu.",
            view=Later(partial(_view, catalogue, of_network(catalogue, entry), settings, scores)),
        )


def _view_of_country(
    catalogue: Catalogue, settings: Settings, scores: Mapping[str, Completeness], networks: Sequence[Network]
) -> View:
    return {
        **_view(catalogue, whole_country(catalogue), settings, scores),
        "networks": [
            {"title": entry.data.short or entry.data.title, "url": f"{links.address(entry)}tilannekuva/"}
            for entry in networks
        ],
    }


def _view(catalogue: Catalogue, scope: Scope, settings: Settings, scores: Mapping[str, Completeness]) -> View:
    cache = settings.cache / "kaaviot"
    covered, found = coverage(catalogue, scope), flows(catalogue, scope)
    results = outcomes.results(catalogue, scope) if scope.practices else None
    review = upkeep.review(catalogue, scope, settings)
    return {
        "network": links.entry_link(scope.network) if scope.network else None,
        "summary": [
            *_summary(catalogue, scope, covered, found),
            *([_measured_line(results), _review_line(review)] if results else []),
        ],
        "matrix": parts.matrix(catalogue, scope, covered),
        "spreading": spreading.spreading(catalogue, scope, found, cache),
        "hurdles": parts.hurdles(catalogue, scope, obstacles(scope), cache),
        "results": results,
        "costs": outcomes.costs(scope),
        "projects": outcomes.projects(scope),
        "goals": wishes.goals(catalogue, scope, cache),
        "needs": wishes.needs(catalogue, scope),
        "review": review,
        "thin": upkeep.thin(scope, scores),
        "events": upkeep.followed(catalogue, scope),
    }


def _summary(catalogue: Catalogue, scope: Scope, covered: Coverage, found: Flows) -> list[View]:
    """The state of things in a few lines: a figure, what it counts, and where it comes from."""
    return [
        _practice_line(catalogue, scope),
        _adoption_line(scope, found),
        _missing_line(catalogue, scope),
        *([_themes_line(catalogue, covered)] if covered.uncovered and covered.rows else []),
    ]


def _line(figure: str, text: str, url: str = "") -> View:
    return {"figure": figure, "text": text, "anchor": url}


def _practice_line(catalogue: Catalogue, scope: Scope) -> View:
    count = len(scope.practices)
    having = sum(name in catalogue.practices_by_municipality for name in scope.members)
    figure = counted(count, "käytäntö", "käytäntöä") if count else "Ei käytäntöjä"
    if scope.network is None:
        line = _line(figure, f"{counted(having, 'kunnasta', 'kunnasta')}." if count else "vielä.")
        return {**line, "url": "kaytannot/"}
    owners = f"on kirjattu. Omia käytäntöjä on {counted(having, 'jäsenellä', 'jäsenellä')}, "
    line = _line(figure, f"{owners}jäseniä on {len(scope.members)}." if count else "vielä.")
    return {**line, "url": links.search_by(laji="Käytäntö", verkosto=scope.network.slug) if count else ""}


def _adoption_line(scope: Scope, found: Flows) -> View:
    if not found.takers:
        return _line("Ei käyttöönottoja", "kunnasta toiseen vielä.")
    text = "joissa jäsen on antajana tai saajana." if scope.network else "kunnasta toiseen."
    figure = counted(len(found.takers), "käyttöönotto", "käyttöönottoa")
    return _line(f"{figure}," if scope.network else figure, text, "#kayttoonotot")


def _missing_line(catalogue: Catalogue, scope: Scope) -> View:
    """Members with neither a practice of their own nor one taken from elsewhere."""
    empty = [
        name
        for name in scope.members
        if name not in catalogue.practices_by_municipality
        and not any(use.kind == "taken" for use in catalogue.uses_by_municipality.get(name, ()))
    ]
    if scope.network is None:
        return {**_line(counted(len(empty), "kunta", "kuntaa"), "ilman yhtään käytäntöä."), "url": "kunnat/"}
    if not empty:
        return _line("Jokaisella jäsenellä", "on oma tai muualta otettu käytäntö.", "#teemat")
    return _line(counted(len(empty), "jäsen", "jäsentä"), "ilman yhtään käytäntöä.", "#teemat")


def _themes_line(catalogue: Catalogue, covered: Coverage) -> View:
    titles = [catalogue.vocabulary.themes[key].title for key in covered.uncovered]
    return _line(counted(len(titles), "teema", "teemaa"), f"ilman käytäntöjä: {listed(titles)}.", "#teemat")


def _measured_line(results: View) -> View:
    count = sum(group["count"] for group in results["groups"])
    figure = counted(count, "mitattu tulos", "mitattua tulosta") if count else "Ei mitattuja tuloksia"
    return _line(figure, "kirjattu." if count else "vielä.", "#tulokset")


def _review_line(review: View | None) -> View:
    if review is None:
        return _line("Kaikki käytännöt", "on tarkistettu.")
    return _line(counted(review["late"], "käytäntö", "käytäntöä"), "odottaa tarkistusta.", "#tarkistettavaa")
