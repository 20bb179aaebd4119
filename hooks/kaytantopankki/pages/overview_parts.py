"""Parts of the coordinator's view: coverage, results, costs, needs and the spreading of practices."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from kaytantopankki import formatting, links
from kaytantopankki.analysis.aggregates import IndicatorResults, measured_results, result_bases
from kaytantopankki.analysis.lineage import AdoptedPractice, AdoptionsByDirection
from kaytantopankki.analysis.overview import BottleneckCount, Coverage, CoverageRow, Scope
from kaytantopankki.content.catalogue import Catalogue, MunicipalityEntry, PracticeAdoption, PracticeEntry
from kaytantopankki.content.field_types import Basis
from kaytantopankki.content.submodels import Adoption, Goal
from kaytantopankki.formatting import amount, capitalised, counted, listed, period
from kaytantopankki.page import Context
from kaytantopankki.pages import charts, figures
from kaytantopankki.pages.network_pages import network_goals, project_budget

_STEPS = 3


def coverage_matrix(catalogue: Catalogue, scope: Scope, covered: Coverage) -> Context | None:
    """The table of members (for the whole country, regions) by theme; None when no one has anything."""
    if not covered.rows:
        return None
    themes = list(catalogue.vocabulary.themes)
    most = max(row.own.get(key, 0) + row.taken.get(key, 0) for row in covered.rows for key in themes)
    return {
        "name": "Maakunta" if scope.network is None else "Jäsen",
        "themes": [links.theme_link(catalogue, key) for key in themes],
        "rows": [_coverage_row(catalogue, scope, row, themes, most) for row in covered.rows],
        "totals": [covered.themes.get(key, 0) for key in themes],
        "total": len(scope.practices),
        "without": [_named(catalogue, scope, key) for key in covered.without],
        "uncovered": listed([catalogue.vocabulary.themes[key].title for key in covered.uncovered]),
        "rare": _rare(catalogue, covered, themes),
        "taken": any(row.taken_count for row in covered.rows),
    }


def _named(catalogue: Catalogue, scope: Scope, key: str) -> Context:
    return links.region_link(catalogue, key) if scope.network is None else links.place_link(catalogue.places[key])


def _coverage_row(catalogue: Catalogue, scope: Scope, row: CoverageRow, themes: Sequence[str], most: int) -> Context:
    facet = {"maakunta" if scope.network is None else "kunta": row.key}
    return {
        **_named(catalogue, scope, row.key),
        "own": row.own_count,
        "taken": row.taken_count,
        "cells": [
            {
                "own": row.own.get(key, 0),
                "taken": row.taken.get(key, 0),
                "step": step(row.own.get(key, 0) + row.taken.get(key, 0), most),
                "url": links.search_url(laji="Käytäntö", teema=key, **facet) if row.own.get(key) else "",
            }
            for key in themes
        ],
    }


def step(count: int, most: int) -> int:
    """Which of three shades a figure has; 0 is none. Up to three each figure has its own."""
    return min(count, _STEPS) if most <= _STEPS else -(-_STEPS * count // most)


def _rare(catalogue: Catalogue, covered: Coverage, themes: Sequence[str]) -> str:
    """The themes that fewest of those in the table have: Vesi (2/12), …"""
    have = {key: sum(bool(row.own.get(key) or row.taken.get(key)) for row in covered.rows) for key in themes}
    rarest = sorted((key for key in themes if have[key]), key=lambda key: have[key])[:3]
    few = [key for key in rarest if have[key] * 2 < len(covered.rows)]
    return listed([f"{catalogue.vocabulary.themes[key].title} ({have[key]}/{len(covered.rows)})" for key in few])


def overview_bottlenecks(
    catalogue: Catalogue, scope: Scope, found: Sequence[BottleneckCount], cache: Path
) -> Context | None:
    """Kinds of bottleneck with how many practices met and solved them; None when none is told."""
    if not found:
        return None
    rows = [(links.bottleneck_title(catalogue, item.kind), item.solved, item.practices) for item in found]
    title = "Pullonkaulat ja ratkaisut"
    told = "; ".join(f"{name}: {whole}, ratkaisu kirjattu {part}" for name, part, whole in rows)
    network = {"verkosto": scope.network.slug} if scope.network else {}
    return {
        "rows": [
            {
                **links.bottleneck_link(catalogue, item.kind),
                "practices": item.practices,
                "solved": item.solved,
                "search": links.search_url(laji="Käytäntö", pullonkaula=item.kind, **network),
            }
            for item in found
        ],
        "chart": {
            "title": title,
            "note": "Palkin pituus on käytäntöjen määrä. Täytetty osa: ratkaisu on kirjattu.",
            "svg": charts.chart_svg(charts.bars(rows), "kaavio-pullonkaulat", title, told, cache),
        },
    }


_MOST_INVESTMENTS, _MOST_PROJECTS, _MOST_LINES, _MOST_TRACED = 10, 30, 30, 20
_BASES = (
    (Basis.REPORTED, "ilmoitettu luku", "ilmoitettua lukua"),
    (Basis.ESTIMATED, "arvio", "arviota"),
    (Basis.TARGET, "tavoite", "tavoitetta"),
)


def overview_results(catalogue: Catalogue, scope: Scope) -> Context:
    """Measured results and what they add up to, and how many figures of other bases there are."""
    counts = result_bases(scope.practices)
    others = [counted(counts[basis], one, many) for basis, one, many in _BASES if counts[basis]]
    with_figures = [entry for entry in scope.practices if entry.data.results]
    with_figures.sort(key=lambda entry: -len(entry.data.results))
    return {
        "groups": [_group(catalogue, group) for group in measured_results(scope.practices, catalogue.vocabulary)],
        "others": listed(others),
        **_traced(with_figures, lambda entry: counted(len(entry.data.results), "luku", "lukua")),
    }


def _traced(entries: Sequence[PracticeEntry], note: Callable[[PracticeEntry], str]) -> Context:
    """Entries behind a statement: the first of them, and how many more there are."""
    items = [{**links.entry_link(entry), "note": note(entry)} for entry in entries[:_MOST_TRACED]]
    return {"items": items, "more": max(0, len(entries) - _MOST_TRACED)}


def _group(catalogue: Catalogue, group: IndicatorResults) -> Context:
    words = catalogue.vocabulary
    total = "" if group.total is None else amount(group.total, group.unit)
    scope = f"{counted(len(group.results), 'käytäntö', 'käytäntöä')}, {', '.join(group.periods)}"
    return {
        "title": words.indicators[group.indicator].title,
        "unit": group.unit,
        "total": total,
        "scope": scope if total else "",
        "obstacle": group.no_total_reason,
        "lines": [
            {
                **links.entry_link(practice),
                "where": result.municipality or formatting.municipalities_text(practice),
                "when": result.period or "",
                "value": " ".join(filter(None, (figures.result(result, words)["value"], group.unit))),
            }
            for practice, result in group.results[:_MOST_LINES]
        ],
        "count": len(group.results),
        "more": max(0, len(group.results) - _MOST_LINES),
    }


def overview_costs(scope: Scope) -> Context | None:
    """The largest known investments, and how many practices tell what they cost; None when no practice does."""
    priced = [entry for entry in scope.practices if entry.data.costs]
    funded = [entry for entry in scope.practices if entry.data.funding]
    if not (priced or funded):
        return None
    invested = sorted(filter(_largest, priced), key=_largest, reverse=True)
    return {
        "priced": counted(len(priced), "käytäntö", "käytäntöä"),
        "funded": len(funded),
        "all": len(scope.practices),
        "rows": [_investment(entry) for entry in invested[:_MOST_INVESTMENTS]],
        "more": max(0, len(invested) - _MOST_INVESTMENTS),
        "trace": _traced(priced, formatting.municipalities_text),
    }


def _largest(practice: PracticeEntry) -> float:
    return max((item.investment for item in practice.data.costs if item.investment is not None), default=0)


def _investment(practice: PracticeEntry) -> Context:
    """One practice; when its sources give several figures, all of them."""
    items = tuple(item for item in practice.data.costs if item.investment is not None)
    lines = [line for line in figures.costs(items) if line["kind"] == "investment"]
    return {
        **links.entry_link(practice),
        "where": formatting.municipalities_text(practice),
        "lines": [
            {"value": f"{line['value']} €", "basis": line["basis"], "note": line["note"], "when": line["when"]}
            for line in lines
        ],
    }


def overview_projects(scope: Scope) -> Context | None:
    """Joint projects with their stage, years, budget and participants; None when there are none."""
    if not scope.projects:
        return None
    rows = []
    for project in scope.projects[:_MOST_PROJECTS]:
        data = project.data
        mine = [name for name in data.municipalities if scope.is_member(name)] if scope.network else []
        rows.append(
            {
                **links.entry_link(project),
                "stage": capitalised(data.stage.label),
                "years": capitalised(period(data.started, data.ended)),
                "budget": project_budget(project),
                "places": len(data.municipalities),
                "members": listed(mine),
            }
        )
    return {"rows": rows, "more": max(0, len(scope.projects) - _MOST_PROJECTS)}


_MOST_GOALS, _MOST_NEEDS, _MOST_NAMES = 120, 40, 5


def overview_goals(catalogue: Catalogue, scope: Scope, cache: Path) -> Context | None:
    """Members' goals side by side; for the whole country, how many goals there are for each year."""
    told = [(own, goal) for own in _own_words(catalogue, scope) for goal in own.data.goals]
    if not told:
        return None
    names = list(dict.fromkeys(own.data.municipality for own, _ in told))
    count = f"{counted(len(told), 'tavoite', 'tavoitetta')} {counted(len(names), 'kunnalta', 'kunnalta')}"
    silent = [links.place_link(catalogue.places[name]) for name in scope.members if name not in names]
    if scope.network is None:
        return {"count": count, "rows": [], "years": _wishes_by_year(catalogue, told, cache)}
    rows = [_wishes_row(catalogue, own, goal) for own, goal in told[:_MOST_GOALS]]
    return {"count": count, "rows": rows, "more": max(0, len(told) - _MOST_GOALS), "silent": silent}


def _own_words(catalogue: Catalogue, scope: Scope) -> Iterable[MunicipalityEntry]:
    return (catalogue.municipality_entries[name] for name in scope.members if name in catalogue.municipality_entries)


def _wishes_row(catalogue: Catalogue, own: MunicipalityEntry, goal: Goal) -> Context:
    (view,) = network_goals((goal,))
    return {"place": links.place_link(catalogue.places[own.data.municipality]), **view}


def _wishes_by_year(catalogue: Catalogue, told: list[tuple[MunicipalityEntry, Goal]], cache: Path) -> Context:
    by_year: dict[str, list[str]] = defaultdict(list)
    for own, goal in told:
        by_year[str(goal.year.year) if goal.year else "Ei vuotta"].append(own.data.municipality)
    years = sorted(by_year.items())
    counts = [(year, len(names)) for year, names in years]
    title = "Kuntien tavoitteet tavoitevuoden mukaan"
    return {
        "chart": {
            "title": title,
            "note": "Palkin pituus on tavoitteiden määrä.",
            "svg": charts.chart_svg(
                charts.bars([(year, count, count) for year, count in counts]),
                "kaavio-tavoitteet",
                title,
                charts.chart_data(counts),
                cache,
            ),
        },
        "rows": [
            {"year": year, "count": len(names), **_places(catalogue, list(dict.fromkeys(names)))}
            for year, names in years
        ],
    }


def _places(catalogue: Catalogue, names: list[str]) -> Context:
    """The first municipalities, and the rest for those who want to see them all."""
    places = [links.place_link(catalogue.places[name]) for name in names]
    return {"places": places[:_MOST_NAMES], "rest": places[_MOST_NAMES:]}


def overview_needs(catalogue: Catalogue, scope: Scope) -> Context | None:
    """What municipalities look for, what is hardest and what stands in the way now; those who look for something
    come first. None when no one has told."""
    told = [own for own in _own_words(catalogue, scope) if _tells(own)]
    if not told:
        return None
    looking = sum(bool(own.data.looking_for) for own in told)
    ordered = sorted(told, key=lambda own: not own.data.looking_for)
    return {
        "looking": looking,
        "count": counted(len(told), "kunta", "kuntaa"),
        "rows": [_need(catalogue, own) for own in ordered[:_MOST_NEEDS]],
        "more": max(0, len(told) - _MOST_NEEDS),
    }


def _tells(own: MunicipalityEntry) -> bool:
    return bool(own.data.looking_for or own.data.key_challenge or own.data.bottlenecks_now)


def _need(catalogue: Catalogue, own: MunicipalityEntry) -> Context:
    return {
        "place": links.place_link(catalogue.places[own.data.municipality]),
        "looking_for": list(own.data.looking_for),
        "challenge": own.data.key_challenge or "",
        "now": [
            {**links.bottleneck_link(catalogue, item.kind), "what": item.what or ""}
            for item in own.data.bottlenecks_now
        ],
    }


_MOST_FLOWS, _MOST_TAKERS = 30, 15
_DIRECTIONS = (
    ("within", "Verkoston sisällä", "Jäseneltä toiselle jäsenelle"),
    ("out", "Verkostosta ulos", "Jäseneltä muulle kunnalle"),
    ("into", "Verkostoon muualta", "Muulta kunnalta jäsenelle"),
)


def overview_flows(catalogue: Catalogue, scope: Scope, found: AdoptionsByDirection, cache: Path) -> Context | None:
    """Adoptions from one municipality to another; None when there are none of any kind."""
    if not (found.adopters or found.parallel or found.refused):
        return None
    groups = [
        {"title": title if scope.network else "", "name": name, **_flow_rows(catalogue, getattr(found, key))}
        for key, title, name in _DIRECTIONS
        if getattr(found, key)
    ]
    return {
        "count": len(found.adopters),
        "groups": groups,
        "parallel": _others(found.parallel),
        "refused": _others(found.refused),
        "chart": _spreading_by_year(found.adopters, cache),
    }


def _flow_rows(catalogue: Catalogue, flows: Sequence[AdoptedPractice]) -> Context:
    return {
        "count": counted(sum(len(flow.adopters) for flow in flows), "käyttöönotto", "käyttöönottoa"),
        "rows": [_flow(catalogue, flow) for flow in flows[:_MOST_FLOWS]],
        "more": max(0, len(flows) - _MOST_FLOWS),
    }


def _flow(catalogue: Catalogue, flow: AdoptedPractice) -> Context:
    return {
        "origin": formatting.municipalities_text(flow.practice),
        "practice": links.entry_link(flow.practice),
        "takers": [_taker(catalogue, item) for item in flow.adopters[:_MOST_TAKERS]],
        "more": max(0, len(flow.adopters) - _MOST_TAKERS),
    }


def _taker(catalogue: Catalogue, item: Adoption) -> Context:
    stage = formatting.adoption_stage_view(item)
    year = str(item.year.year) if item.year else ""
    told = [stage["label"].lower() if item.stage else "", year]
    return {**links.place_link(catalogue.places[item.municipality]), "note": ", ".join(filter(None, told))}


def _others(uses: Sequence[PracticeAdoption]) -> Context | None:
    """Uses that are not flows: how many, and from which entries that is known."""
    if not uses:
        return None
    by_practice: dict[str, list[PracticeAdoption]] = {}
    for use in uses:
        by_practice.setdefault(use.practice.slug, []).append(use)
    items = [
        {**links.entry_link(group[0].practice), "note": ", ".join(use.adoption.municipality for use in group)}
        for group in by_practice.values()
    ]
    return {"count": len(uses), "items": items[:_MOST_FLOWS], "more": max(0, len(items) - _MOST_FLOWS)}


def _spreading_by_year(takers: Sequence[Adoption], cache: Path) -> Context | None:
    years = sorted(Counter(item.year.year for item in takers if item.year).items())
    if len(years) < 2:
        return None
    known = sum(count for _, count in years)
    title = "Käyttöönotot vuosittain"
    return {
        "title": title,
        "note": f"Vuosi tiedetään {known} käyttöönotosta, kaikkiaan käyttöönottoja on {len(takers)}.",
        "svg": charts.chart_svg(charts.columns(years), "kaavio-vuodet", title, charts.chart_data(years), cache),
        "head": ["Vuosi", "Käyttöönottoja"],
        "rows": [[str(year), str(count)] for year, count in years],
    }
