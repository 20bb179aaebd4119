"""The coordinator's view: what there is, what is missing and what is old, in the whole country and in each network."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from kaytantopankki import formatting, links
from kaytantopankki.analysis.lineage import AdoptionsByDirection, adoptions_by_direction
from kaytantopankki.analysis.overview import (
    CRITERIA,
    EARLY_STAGES,
    Completeness,
    Coverage,
    Scope,
    bottleneck_counts,
    completeness,
    country_scope,
    coverage,
    network_scope,
)
from kaytantopankki.content.catalogue import Catalogue, EventEntry, NetworkEntry, PracticeEntry, newest_source
from kaytantopankki.formatting import capitalised, counted, listed, long_date, short_moment
from kaytantopankki.page import Context, Link, Page
from kaytantopankki.pages import charts, overview_parts
from kaytantopankki.pages.figures import overdue
from kaytantopankki.settings import Settings

_MOST = 20
_LACKS = 4


def review_rows(catalogue: Catalogue, scope: Scope, settings: Settings) -> Context | None:
    """Entries past review, those with the oldest sources first; None when there are none."""
    late = [entry for entry in scope.practices if overdue(entry, catalogue.today, settings.review_months)]
    if not late:
        return None
    dated = sorted(
        ((newest, entry) for entry in late if (newest := newest_source(entry))),
        key=lambda pair: (pair[0].year, pair[0].month, pair[0].day),
    )
    return {
        "late": len(late),
        "count": counted(len(late), "käytäntö odottaa", "käytäntöä odottaa"),
        "never": sum(entry.data.reviewed is None for entry in late),
        "all": len(scope.practices),
        "months": settings.review_months,
        "undated": len(late) - len(dated),
        "rows": [
            {
                **links.entry_link(entry),
                "where": formatting.municipalities_text(entry),
                "newest": short_moment(newest),
                "reviewed": long_date(entry.data.reviewed) if entry.data.reviewed else "",
            }
            for newest, entry in dated[:_MOST]
        ],
        "more": len(late) - min(len(dated), _MOST),
        "chart": _ages([newest.year for newest, _ in dated], settings.cache / "kaaviot") if not scope.network else None,
    }


def _ages(years: Sequence[int], cache: Path) -> Context | None:
    counts = sorted(Counter(years).items())
    if len(counts) < 2:
        return None
    title = "Tarkistettavat käytännöt tuoreimman lähteen vuoden mukaan"
    return {
        "title": title,
        "note": "Pylvään korkeus on käytäntöjen määrä.",
        "svg": charts.chart_svg(charts.columns(counts), "kaavio-lahteet", title, charts.chart_data(counts), cache),
        "head": ["Tuorein lähde", "Käytäntöjä"],
        "rows": [[str(year), str(count)] for year, count in counts],
    }


def thin_entries(scope: Scope, scores: Mapping[str, Completeness]) -> Context | None:
    """The thinnest entries and what they lack most, and how many entries tell each thing."""
    if not scope.practices:
        return None
    ordered = sorted(scope.practices, key=lambda entry: scores[entry.slug].score)
    rows = [_thin(entry, scores[entry.slug]) for entry in ordered[:_MOST] if scores[entry.slug].missing]
    lacking = Counter(item.field for entry in scope.practices for item in scores[entry.slug].missing)
    return {"rows": rows, "more": max(0, len(ordered) - len(rows)), "told": _told(scope.practices, lacking)}


def _thin(practice: PracticeEntry, found: Completeness) -> Context:
    labels = [item.label for item in found.missing]
    return {
        **links.entry_link(practice),
        "where": formatting.municipalities_text(practice),
        "score": found.score,
        "lacks": capitalised(", ".join(labels[:_LACKS])),
        "more": max(0, len(labels) - _LACKS),
    }


def _told(practices: Sequence[PracticeEntry], lacking: Counter[str]) -> list[Context]:
    """How many of those that could tell a thing do, the best told first."""
    rows = []
    ahead = sum(entry.data.stage in EARLY_STAGES for entry in practices)
    for part in CRITERIA:
        asked = len(practices) - (ahead if part.later else 0)
        told = asked - lacking[part.field]
        if asked:
            words = {"title": capitalised(part.label), "why": part.why}
            rows.append({**words, "told": told, "asked": asked, "share": round(100 * told / asked)})
    return sorted(rows, key=lambda row: -row["share"])


def event_outcomes(catalogue: Catalogue, scope: Scope) -> Context | None:
    """Past events and what followed from them; for the whole country only those from which something did."""
    past = [event for event in scope.events if catalogue.event_end(event) < catalogue.today]
    rows = [_event(catalogue, event) for event in past]
    known = [row for row in rows if row["shown"] or row["heard"]]
    listed = rows if scope.network else known
    if not listed:
        return None
    return {"rows": listed[:_MOST], "more": max(0, len(listed) - _MOST), "known": len(known)}


def _event(catalogue: Catalogue, event: EventEntry) -> Context:
    data = event.data
    recap = catalogue.news.get(data.recap) if data.recap else None
    return {
        **links.entry_link(event),
        "when": short_moment(data.start),
        "shown": links.entry_links(catalogue, "practice", data.practices),
        "heard": [
            {"place": links.place_link(catalogue.places[use.adoption.municipality]), **links.entry_link(use.practice)}
            for use in catalogue.adoptions_by_event.get(event.slug, ())
        ],
        "recap": links.entry_link(recap) if recap else None,
    }


def overview_pages(catalogue: Catalogue, settings: Settings) -> Iterator[Page]:
    """The overview of the whole country, and of each network that has members."""
    scores = {entry.slug: completeness(entry) for entry in catalogue.newest}
    networks = [entry for entry in catalogue.networks_by_title if any(not item.until for item in entry.data.members)]
    yield Page(
        uri="tilannekuva.md",
        in_site_search=True,
        title="Tilannekuva",
        template="tilannekuva.html",
        section="verkostot/",
        crumbs=(Link("Verkostot", "verkostot/"),),
        description="Mitä kunnat ovat tehneet ja mitä vielä puuttuu: teemat, käyttöönotot, pullonkaulat ja tulokset.",
        view=_view_of_country(catalogue, settings, scores, networks),
    )
    for entry in networks:
        yield Page(
            uri=f"verkostot/{entry.slug}/tilannekuva.md",
            in_site_search=True,
            title=f"Tilannekuva: {entry.data.short or entry.data.title}",
            template="tilannekuva.html",
            section="verkostot/",
            crumbs=(Link("Verkostot", "verkostot/"), Link(entry.data.title, links.entry_url(entry))),
            description=f"{entry.data.title}: mitä jäsenet ovat tehneet ja mitä vielä puuttuu.",
            view=_view(catalogue, network_scope(catalogue, entry), settings, scores),
        )


def _view_of_country(
    catalogue: Catalogue, settings: Settings, scores: Mapping[str, Completeness], networks: Sequence[NetworkEntry]
) -> Context:
    return {
        **_view(catalogue, country_scope(catalogue), settings, scores),
        "networks": [
            {"title": entry.data.short or entry.data.title, "url": f"{links.entry_url(entry)}tilannekuva/"}
            for entry in networks
        ],
    }


def _view(catalogue: Catalogue, scope: Scope, settings: Settings, scores: Mapping[str, Completeness]) -> Context:
    cache = settings.cache / "kaaviot"
    covered, found = coverage(catalogue, scope), adoptions_by_direction(catalogue, scope)
    results = overview_parts.overview_results(catalogue, scope) if scope.practices else None
    review = review_rows(catalogue, scope, settings)
    return {
        "network": links.entry_link(scope.network) if scope.network else None,
        "summary": [
            *_summary(catalogue, scope, covered, found),
            *([_measured_line(results), _review_line(review)] if results else []),
        ],
        "matrix": overview_parts.coverage_matrix(catalogue, scope, covered),
        "spreading": overview_parts.overview_flows(catalogue, scope, found, cache),
        "hurdles": overview_parts.overview_bottlenecks(catalogue, scope, bottleneck_counts(scope), cache),
        "results": results,
        "costs": overview_parts.overview_costs(scope),
        "projects": overview_parts.overview_projects(scope),
        "goals": overview_parts.overview_goals(catalogue, scope, cache),
        "needs": overview_parts.overview_needs(catalogue, scope),
        "review": review,
        "thin": thin_entries(scope, scores),
        "events": event_outcomes(catalogue, scope),
    }


def _summary(catalogue: Catalogue, scope: Scope, covered: Coverage, found: AdoptionsByDirection) -> list[Context]:
    """The state of things in a few lines: a figure, what it counts, and where it comes from."""
    return [
        _practice_line(catalogue, scope),
        _adoption_line(scope, found),
        _missing_line(catalogue, scope),
        *([_themes_line(catalogue, covered)] if covered.uncovered and covered.rows else []),
    ]


def _line(figure: str, text: str, url: str = "") -> Context:
    return {"figure": figure, "text": text, "anchor": url}


def _practice_line(catalogue: Catalogue, scope: Scope) -> Context:
    count = len(scope.practices)
    having = sum(name in catalogue.practices_by_municipality for name in scope.members)
    figure = counted(count, "käytäntö", "käytäntöä") if count else "Ei käytäntöjä"
    if scope.network is None:
        line = _line(figure, f"{counted(having, 'kunnasta', 'kunnasta')}." if count else "vielä.")
        return {**line, "url": "kaytannot/"}
    owners = f"on kirjattu. Omia käytäntöjä on {counted(having, 'jäsenellä', 'jäsenellä')}, "
    line = _line(figure, f"{owners}jäseniä on {len(scope.members)}." if count else "vielä.")
    return {**line, "url": links.search_url(laji="Käytäntö", verkosto=scope.network.slug) if count else ""}


def _adoption_line(scope: Scope, found: AdoptionsByDirection) -> Context:
    if not found.adopters:
        return _line("Ei käyttöönottoja", "kunnasta toiseen vielä.")
    text = "joissa jäsen on antajana tai saajana." if scope.network else "kunnasta toiseen."
    figure = counted(len(found.adopters), "käyttöönotto", "käyttöönottoa")
    return _line(f"{figure}," if scope.network else figure, text, "#kayttoonotot")


def _missing_line(catalogue: Catalogue, scope: Scope) -> Context:
    """Members with neither a practice of their own nor one taken from elsewhere."""
    empty = [
        name
        for name in scope.members
        if name not in catalogue.practices_by_municipality
        and not any(use.kind == "taken" for use in catalogue.adoptions_by_municipality.get(name, ()))
    ]
    if scope.network is None:
        return {**_line(counted(len(empty), "kunta", "kuntaa"), "ilman yhtään käytäntöä."), "url": "kunnat/"}
    if not empty:
        return _line("Jokaisella jäsenellä", "on oma tai muualta otettu käytäntö.", "#teemat")
    return _line(counted(len(empty), "jäsen", "jäsentä"), "ilman yhtään käytäntöä.", "#teemat")


def _themes_line(catalogue: Catalogue, covered: Coverage) -> Context:
    titles = [catalogue.vocabulary.themes[key].title for key in covered.uncovered]
    return _line(counted(len(titles), "teema", "teemaa"), f"ilman käytäntöjä: {listed(titles)}.", "#teemat")


def _measured_line(results: Context) -> Context:
    count = sum(group["count"] for group in results["groups"])
    figure = counted(count, "mitattu tulos", "mitattua tulosta") if count else "Ei mitattuja tuloksia"
    return _line(figure, "kirjattu." if count else "vielä.", "#tulokset")


def _review_line(review: Context | None) -> Context:
    if review is None:
        return _line("Kaikki käytännöt", "on tarkistettu.")
    return _line(counted(review["late"], "käytäntö", "käytäntöä"), "odottaa tarkistusta.", "#tarkistettavaa")
