"""Sections of the coordinator's view: coverage, adoptions, bottlenecks, results, costs, projects, goals and needs.

Each is None when it has nothing to show.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from kaytantopankki import formatting, links
from kaytantopankki.analysis import aggregates
from kaytantopankki.analysis.lineage import AdoptedPractice, AdoptionsByDirection
from kaytantopankki.analysis.overview import Coverage, CoverageRow, Scope, bottleneck_counts
from kaytantopankki.content.catalogue import (
    Catalogue,
    MunicipalityEntry,
    PracticeAdoption,
    PracticeEntry,
    ProjectEntry,
    grouped,
)
from kaytantopankki.content.field_types import Basis
from kaytantopankki.content.models import Municipality
from kaytantopankki.content.submodels import Adoption, Goal, Result
from kaytantopankki.formatting import amount, capitalised, counted, listed, period
from kaytantopankki.page import Context
from kaytantopankki.pages import charts, figures
from kaytantopankki.pages.network_pages import network_goals, project_budget

_MOST_LINES, _MOST_FLOWS, _MOST_PROJECTS, _MOST_NEEDS, _MOST_GOALS = 30, 30, 30, 40, 120
_MOST_INVESTMENTS, _MOST_ADOPTERS, _MOST_NAMES, _MOST_TRACED = 10, 15, 5, 20
_SHADES = 3
_BASES = (
    (Basis.REPORTED, "ilmoitettu luku", "ilmoitettua lukua"),
    (Basis.ESTIMATED, "arvio", "arviota"),
    (Basis.TARGET, "tavoite", "tavoitetta"),
)
_DIRECTIONS = (
    ("within", "Verkoston sisällä", "Jäseneltä toiselle jäsenelle"),
    ("out", "Verkostosta ulos", "Jäseneltä muulle kunnalle"),
    ("into", "Verkostoon muualta", "Muulta kunnalta jäsenelle"),
)
_T = TypeVar("_T")


def first_rows(key: str, items: Sequence[_T], most: int, row: Callable[[_T], Context]) -> Context:
    """The first of the items as rows under `key`, and how many more there are."""
    return {key: [row(item) for item in items[:most]], "more": max(0, len(items) - most)}


def year_chart(years: Iterable[int], ident: str, title: str, note: str, head: list[str], cache: Path) -> Context | None:
    """How many there are of each year as a chart and a table; None when all are of one year."""
    counts = sorted(Counter(years).items())
    if len(counts) < 2:
        return None
    return {
        **_chart(charts.columns(counts), ident, title, note, charts.chart_data(counts), cache),
        "head": head,
        "rows": [[str(year), str(count)] for year, count in counts],
    }


def _chart(spec: charts.Spec, ident: str, title: str, note: str, description: str, cache: Path) -> Context:
    return {"title": title, "note": note, "svg": charts.chart_svg(spec, ident, title, description, cache)}


def coverage_matrix(catalogue: Catalogue, scope: Scope, covered: Coverage) -> Context | None:
    """The table of members (for the whole country, regions) by theme."""
    if not covered.rows:
        return None
    themes = list(catalogue.vocabulary.themes)
    most = max(row.own.get(key, 0) + row.taken.get(key, 0) for row in covered.rows for key in themes)
    return {
        "name": "Jäsen" if scope.network else "Maakunta",
        "themes": [links.theme_link(catalogue, key) for key in themes],
        "rows": [_matrix_row(catalogue, scope, row, most) for row in covered.rows],
        "totals": [covered.themes.get(key, 0) for key in themes],
        "total": len(scope.practices),
        "without": [_member_link(catalogue, scope, key) for key in covered.without],
        "uncovered": theme_titles(catalogue, covered.uncovered),
        "rare": _rare_themes(catalogue, covered),
        "taken": any(row.taken_count for row in covered.rows),
    }


def _matrix_row(catalogue: Catalogue, scope: Scope, row: CoverageRow, most: int) -> Context:
    facet = {"kunta" if scope.network else "maakunta": row.key}
    return {
        **_member_link(catalogue, scope, row.key),
        "own": row.own_count,
        "taken": row.taken_count,
        "cells": [
            {
                "own": (own := row.own.get(key, 0)),
                "taken": (taken := row.taken.get(key, 0)),
                "step": step(own + taken, most),
                "url": links.search_url(laji="Käytäntö", teema=key, **facet) if own else "",
            }
            for key in catalogue.vocabulary.themes
        ],
    }


def _member_link(catalogue: Catalogue, scope: Scope, key: str) -> Context:
    return links.place_link(catalogue.places[key]) if scope.network else links.region_link(catalogue, key)


def step(count: int, most: int) -> int:
    """Which of three shades a figure has; 0 is none. Up to three each figure has its own."""
    return min(count, _SHADES) if most <= _SHADES else -(-_SHADES * count // most)


def theme_titles(catalogue: Catalogue, keys: Iterable[str]) -> str:
    return listed([catalogue.vocabulary.themes[key].title for key in keys])


def _rare_themes(catalogue: Catalogue, covered: Coverage) -> str:
    """The themes that fewest of those in the table have: Vesi (2/12), …"""
    whole = len(covered.rows)
    counts = Counter(key for row in covered.rows for key in {*row.own, *row.taken})
    rarest = sorted((key for key in catalogue.vocabulary.themes if counts[key]), key=counts.__getitem__)[:3]
    return listed(
        [f"{theme_titles(catalogue, [key])} ({counts[key]}/{whole})" for key in rarest if counts[key] * 2 < whole]
    )


def overview_adoptions(
    catalogue: Catalogue, scope: Scope, adoptions: AdoptionsByDirection, cache: Path
) -> Context | None:
    """Adoptions from one municipality to another."""
    if not (adoptions.adopters or adoptions.parallel or adoptions.refused):
        return None
    years = [item.year.year for item in adoptions.adopters if item.year]
    note = f"Vuosi tiedetään {len(years)} käyttöönotosta, kaikkiaan käyttöönottoja on {len(adoptions.adopters)}."
    return {
        "count": len(adoptions.adopters),
        "groups": [
            {
                "title": title if scope.network else "",
                "name": name,
                "count": counted(sum(len(flow.adopters) for flow in group), "käyttöönotto", "käyttöönottoa"),
                **first_rows("rows", group, _MOST_FLOWS, partial(_flow, catalogue)),
            }
            for key, title, name in _DIRECTIONS
            if (group := getattr(adoptions, key))
        ],
        "parallel": _not_adopted(adoptions.parallel),
        "refused": _not_adopted(adoptions.refused),
        "chart": year_chart(
            years, "kaavio-vuodet", "Käyttöönotot vuosittain", note, ["Vuosi", "Käyttöönottoja"], cache
        ),
    }


def _flow(catalogue: Catalogue, flow: AdoptedPractice) -> Context:
    return {
        "origin": formatting.municipalities_text(flow.practice),
        "practice": links.entry_link(flow.practice),
        **first_rows("takers", flow.adopters, _MOST_ADOPTERS, partial(_adopter, catalogue)),
    }


def _adopter(catalogue: Catalogue, item: Adoption) -> Context:
    stage = formatting.adoption_stage_view(item)["label"].lower() if item.stage else ""
    year = str(item.year.year) if item.year else ""
    return {**links.place_link(catalogue.places[item.municipality]), "note": ", ".join(filter(None, (stage, year)))}


def _not_adopted(uses: Sequence[PracticeAdoption]) -> Context | None:
    """Uses that are not adoptions: how many, and of which practices that is known."""
    if not uses:
        return None
    groups = grouped(uses, lambda use: [use.practice.slug])
    items = [
        {**links.entry_link(group[0].practice), "note": ", ".join(use.adoption.municipality for use in group)}
        for group in groups.values()
    ]
    return {"count": len(uses), **first_rows("items", items, _MOST_FLOWS, dict)}


def overview_bottlenecks(catalogue: Catalogue, scope: Scope, cache: Path) -> Context | None:
    """Kinds of bottleneck with how many practices met and solved them."""
    met = bottleneck_counts(scope)
    if not met:
        return None
    bars = [(links.bottleneck_title(catalogue, item.kind), item.solved, item.practices) for item in met]
    description = "; ".join(f"{name}: {whole}, ratkaisu kirjattu {solved}" for name, solved, whole in bars)
    title, note = "Pullonkaulat ja ratkaisut", "Palkin pituus on käytäntöjen määrä. Täytetty osa: ratkaisu on kirjattu."
    network = {"verkosto": scope.network.slug} if scope.network else {}
    return {
        "rows": [
            {
                **links.bottleneck_link(catalogue, item.kind),
                "practices": item.practices,
                "solved": item.solved,
                "search": links.search_url(laji="Käytäntö", pullonkaula=item.kind, **network),
            }
            for item in met
        ],
        "chart": _chart(charts.bars(bars), "kaavio-pullonkaulat", title, note, description, cache),
    }


def overview_results(catalogue: Catalogue, scope: Scope) -> Context:
    """Measured results and what they add up to, and how many figures of other bases there are."""
    counts = aggregates.result_bases(scope.practices)
    with_figures = sorted(
        (entry for entry in scope.practices if entry.data.results), key=lambda entry: -len(entry.data.results)
    )
    return {
        "groups": [
            _measured(catalogue, group) for group in aggregates.measured_results(scope.practices, catalogue.vocabulary)
        ],
        "others": listed([counted(counts[basis], one, many) for basis, one, many in _BASES if counts[basis]]),
        **_traced(with_figures, lambda entry: counted(len(entry.data.results), "luku", "lukua")),
    }


def _traced(entries: Sequence[PracticeEntry], note: Callable[[PracticeEntry], str]) -> Context:
    """The entries behind a statement."""
    return first_rows("items", entries, _MOST_TRACED, lambda entry: {**links.entry_link(entry), "note": note(entry)})


def _measured(catalogue: Catalogue, group: aggregates.IndicatorResults) -> Context:
    """The measured results of one indicator, and their sum where they can be added up."""
    words = catalogue.vocabulary
    practices = counted(len(group.results), "käytäntö", "käytäntöä")

    def line(figure: tuple[PracticeEntry, Result]) -> Context:
        practice, result = figure
        value = figures.result(result, words)["value"]
        return {
            **links.entry_link(practice),
            "where": result.municipality or formatting.municipalities_text(practice),
            "when": result.period or "",
            "value": f"{value} {group.unit}".rstrip(),
        }

    return {
        "title": words.indicators[group.indicator].title,
        "total": "" if group.total is None else amount(group.total, group.unit),
        "scope": f"{practices}, {', '.join(group.periods)}",
        "obstacle": group.no_total_reason,
        "count": len(group.results),
        **first_rows("lines", group.results, _MOST_LINES, line),
    }


def overview_costs(scope: Scope) -> Context | None:
    """The largest known investments, and how many practices tell what they cost."""
    priced = [entry for entry in scope.practices if entry.data.costs]
    funded = [entry for entry in scope.practices if entry.data.funding]
    if not (priced or funded):
        return None
    return {
        "priced": counted(len(priced), "käytäntö", "käytäntöä"),
        "funded": len(funded),
        "all": len(scope.practices),
        "trace": _traced(priced, formatting.municipalities_text),
        **first_rows(
            "rows", sorted(filter(_largest, priced), key=_largest, reverse=True), _MOST_INVESTMENTS, _investment
        ),
    }


def _largest(practice: PracticeEntry) -> float:
    return max((item.investment for item in practice.data.costs if item.investment is not None), default=0)


def _investment(practice: PracticeEntry) -> Context:
    """One practice; when its sources give several figures, all of them."""
    return {
        **links.entry_link(practice),
        "where": formatting.municipalities_text(practice),
        "lines": [
            {"value": f"{line['value']} €", "basis": line["basis"], "note": line["note"], "when": line["when"]}
            for line in figures.costs(practice.data.costs)
            if line["kind"] == "investment"
        ],
    }


def overview_projects(scope: Scope) -> Context | None:
    """Joint projects with their stage, years, budget and participants."""
    if not scope.projects:
        return None

    def row(project: ProjectEntry) -> Context:
        data = project.data
        return {
            **links.entry_link(project),
            "stage": capitalised(data.stage.label),
            "years": capitalised(period(data.started, data.ended)),
            "budget": project_budget(project),
            "places": len(data.municipalities),
            "members": listed([name for name in data.municipalities if scope.network and scope.is_member(name)]),
        }

    return first_rows("rows", scope.projects, _MOST_PROJECTS, row)


def overview_goals(catalogue: Catalogue, scope: Scope, cache: Path) -> Context | None:
    """Members' goals side by side; for the whole country, how many goals there are for each year."""
    goals = [(entry.data.municipality, goal) for entry in _profiles(catalogue, scope) for goal in entry.data.goals]
    if not goals:
        return None
    names = {name for name, _ in goals}
    count = f"{counted(len(goals), 'tavoite', 'tavoitetta')} {counted(len(names), 'kunnalta', 'kunnalta')}"
    if scope.network is None:
        return {"count": count, "rows": [], "years": _goals_by_year(catalogue, goals, cache)}

    def row(item: tuple[str, Goal]) -> Context:
        name, goal = item
        return {"place": links.place_link(catalogue.places[name]), **network_goals((goal,))[0]}

    return {
        "count": count,
        "silent": [links.place_link(catalogue.places[name]) for name in scope.members if name not in names],
        **first_rows("rows", goals, _MOST_GOALS, row),
    }


def _profiles(catalogue: Catalogue, scope: Scope) -> list[MunicipalityEntry]:
    """What members have written of themselves."""
    return [catalogue.municipality_entries[name] for name in scope.members if name in catalogue.municipality_entries]


def _goals_by_year(catalogue: Catalogue, goals: Sequence[tuple[str, Goal]], cache: Path) -> Context:
    by_year: dict[str, list[str]] = defaultdict(list)
    for name, goal in goals:
        by_year[str(goal.year.year) if goal.year else "Ei vuotta"].append(name)
    counts = [(year, len(names)) for year, names in sorted(by_year.items())]
    title, note = "Kuntien tavoitteet tavoitevuoden mukaan", "Palkin pituus on tavoitteiden määrä."
    bars = charts.bars([(year, count, count) for year, count in counts])
    return {
        "chart": _chart(bars, "kaavio-tavoitteet", title, note, charts.chart_data(counts), cache),
        "rows": [
            {"year": year, "count": count, "places": places[:_MOST_NAMES], "rest": places[_MOST_NAMES:]}
            for year, count in counts
            if (places := links.place_links(catalogue, tuple(dict.fromkeys(by_year[year]))))
        ],
    }


def overview_needs(catalogue: Catalogue, scope: Scope) -> Context | None:
    """What municipalities look for, what is hardest and what stands in the way now; those who look for something
    come first."""
    needs = [
        entry.data
        for entry in _profiles(catalogue, scope)
        if entry.data.looking_for or entry.data.key_challenge or entry.data.bottlenecks_now
    ]
    if not needs:
        return None

    def row(data: Municipality) -> Context:
        return {
            "place": links.place_link(catalogue.places[data.municipality]),
            "looking_for": list(data.looking_for),
            "challenge": data.key_challenge or "",
            "now": [
                {**links.bottleneck_link(catalogue, item.kind), "what": item.what or ""}
                for item in data.bottlenecks_now
            ],
        }

    return {
        "looking": any(data.looking_for for data in needs),
        "count": counted(len(needs), "kunta", "kuntaa"),
        **first_rows("rows", sorted(needs, key=lambda data: not data.looking_for), _MOST_NEEDS, row),
    }
