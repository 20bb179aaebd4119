"""Sections of the coordinator's view: coverage, adoptions, bottlenecks, results, costs, projects, goals and needs."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

from kaytantopankki import formatting, links
from kaytantopankki.analysis import aggregates, lineage, overview
from kaytantopankki.content import field_types, models, municipalities, submodels
from kaytantopankki.content.catalogue import Catalogue, PracticeAdoption, PracticeEntry, ProjectEntry, grouped
from kaytantopankki.page import Context
from kaytantopankki.pages import charts, figures, network_pages

_MOST_LINES, _MOST_FLOWS, _MOST_PROJECTS, _MOST_NEEDS, _MOST_GOALS = 30, 30, 30, 40, 120
_MOST_INVESTMENTS, _MOST_ADOPTERS, _MOST_NAMES, _MOST_TRACED = 10, 15, 5, 20
_SHADES = 3
_T = TypeVar("_T")


def sections(catalogue: Catalogue, area: overview.Area, coverage: overview.Coverage) -> Context:
    """Each section; None for one that has nothing to show."""
    profiles = [
        catalogue.municipality_entries[name].data for name in area.members if name in catalogue.municipality_entries
    ]
    return {
        "matrix": _coverage_matrix(catalogue, area, coverage),
        "spreading": _adoptions(catalogue, area),
        "hurdles": _bottlenecks(catalogue, area),
        "results": _results(catalogue, area) if area.practices else None,
        "costs": _costs(area),
        "projects": first_rows("rows", area.projects, _MOST_PROJECTS, partial(_project, catalogue, area))
        if area.projects
        else None,
        "goals": _goals(catalogue, area, profiles),
        "needs": _needs(catalogue, profiles),
    }


def first_rows(key: str, items: Sequence[_T], most: int, row: Callable[[_T], Context]) -> Context:
    """The first of the items as rows under `key`, and how many more there are."""
    return {key: [row(item) for item in items[:most]], "more": max(0, len(items) - most)}


def _coverage_matrix(catalogue: Catalogue, area: overview.Area, coverage: overview.Coverage) -> Context | None:
    """The table of members (for the whole country, regions) by theme."""
    if not coverage.rows:
        return None
    themes = catalogue.vocabulary.themes
    most = max(row.own.get(key, 0) + row.taken.get(key, 0) for row in coverage.rows for key in themes)
    return {
        "name": "Jäsen" if area.network else "Maakunta",
        "themes": [links.theme_link(catalogue, key) for key in themes],
        "rows": [_matrix_row(catalogue, area, row, most) for row in coverage.rows],
        "totals": [coverage.themes.get(key, 0) for key in themes],
        "total": len(area.practices),
        "without": [_member_link(catalogue, area, key) for key in coverage.without],
        "uncovered": formatting.listed([themes[key].title for key in coverage.uncovered]),
        "rare": _rare_themes(catalogue, coverage.rows),
        "taken": any(row.taken_count for row in coverage.rows),
    }


def _matrix_row(catalogue: Catalogue, area: overview.Area, row: overview.CoverageRow, most: int) -> Context:
    facet = {"kunta" if area.network else "maakunta": row.key}
    return {
        **_member_link(catalogue, area, row.key),
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


def _member_link(catalogue: Catalogue, area: overview.Area, key: str) -> Context:
    return links.place_link(catalogue.places[key]) if area.network else links.region_link(catalogue, key)


def step(count: int, most: int) -> int:
    """Which of three shades a figure has; 0 is none. Up to three each figure has its own."""
    return min(count, _SHADES) if most <= _SHADES else -(-_SHADES * count // most)


def _rare_themes(catalogue: Catalogue, rows: Sequence[overview.CoverageRow]) -> str:
    """The themes that fewest of those in the table have: Vesi (2/12), …"""
    themes, counts = catalogue.vocabulary.themes, Counter(key for row in rows for key in {*row.own, *row.taken})
    rarest = sorted(filter(counts.get, themes), key=counts.__getitem__)[:3]
    return formatting.listed(
        [f"{themes[key].title} ({counts[key]}/{len(rows)})" for key in rarest if counts[key] * 2 < len(rows)]
    )


def _adoptions(catalogue: Catalogue, area: overview.Area) -> Context | None:
    """Adoptions from one municipality to another."""
    adoptions = lineage.adoptions_by_direction(catalogue, area)
    if not adoptions:
        return None
    directions = [direction for direction in ("within", "out", "into") if direction in adoptions]
    uses = [use for direction in directions for use in adoptions[direction]]
    years = [use.adoption.year.year for use in uses if use.adoption.year]
    return {
        "count": len(uses),
        "groups": [
            {
                "direction": direction,
                "count": len(adoptions[direction]),
                **first_rows("rows", lineage.by_practice(adoptions[direction]), _MOST_FLOWS, partial(_flow, catalogue)),
            }
            for direction in directions
        ],
        "parallel": _not_adopted(catalogue, adoptions.get("parallel", ())),
        "others": _not_adopted(catalogue, adoptions.get("other", ())),
        "chart": charts.year_chart("vuodet", years, known=len(years), all=len(uses)),
    }


def _flow(catalogue: Catalogue, uses: Sequence[PracticeAdoption]) -> Context:
    def adopter(use: PracticeAdoption) -> Context:
        place = catalogue.places[use.adoption.municipality]
        return {**links.place_link(place), "note": _stage_text(catalogue, use)}

    return {
        "origin": formatting.municipalities_text(uses[0].practice),
        "practice": links.entry_link(uses[0].practice),
        **first_rows("takers", uses, _MOST_ADOPTERS, adopter),
    }


def _stage_text(catalogue: Catalogue, use: PracticeAdoption) -> str:
    return str(formatting.adoption_stage_view(catalogue, use)["text"].lower())


def _not_adopted(catalogue: Catalogue, uses: Sequence[PracticeAdoption]) -> Context | None:
    """Uses that are not adoptions: how many, of which practices that is known, and what."""
    if not uses:
        return None
    groups = grouped(uses, lambda use: [use.practice.slug])
    items = [
        {
            **links.entry_link(group[0].practice),
            "note": ", ".join(f"{use.adoption.municipality} ({_stage_text(catalogue, use)})" for use in group),
        }
        for group in groups.values()
    ]
    return {"count": len(uses), **first_rows("items", items, _MOST_FLOWS, dict)}


def _bottlenecks(catalogue: Catalogue, area: overview.Area) -> Context | None:
    """Kinds of bottleneck with how many practices met and solved them."""
    network = {"verkosto": area.network.slug} if area.network else {}
    rows = [
        {
            **links.bottleneck_link(catalogue, kind),
            "practices": practices,
            "solved": solved,
            "search": links.search_url(laji="Käytäntö", pullonkaula=kind, **network),
        }
        for kind, practices, solved in overview.bottleneck_counts(area)
    ]
    if not rows:
        return None
    bars = [(row["title"], row["solved"], row["practices"]) for row in rows]
    return {"rows": rows, "chart": charts.bar_chart("pullonkaulat", bars)}


def _results(catalogue: Catalogue, area: overview.Area) -> Context:
    """Measured results and what they add up to, and how many figures of other bases there are."""
    counts = Counter(result.basis for entry in area.practices for result in entry.data.results)
    with_results = [entry for entry in area.practices if entry.data.results]
    with_results.sort(key=lambda entry: -len(entry.data.results))
    return {
        "groups": [
            _measured(catalogue, group) for group in aggregates.measured_results(area.practices, catalogue.vocabulary)
        ],
        "others": {basis.value: counts[basis] for basis in field_types.Basis},
        **_traced(with_results, lambda entry: formatting.counted(len(entry.data.results), "luku", "lukua")),
    }


def _traced(entries: Sequence[PracticeEntry], note: Callable[[PracticeEntry], str]) -> Context:
    """The entries behind a statement."""
    return first_rows("items", entries, _MOST_TRACED, lambda entry: {**links.entry_link(entry), "note": note(entry)})


def _measured(catalogue: Catalogue, group: aggregates.IndicatorResults) -> Context:
    """The measured results of one indicator, and their sum where they can be added up."""
    words = catalogue.vocabulary
    practices = formatting.counted(len(group.results), "käytäntö", "käytäntöä")

    def line(figure: tuple[PracticeEntry, submodels.Result]) -> Context:
        practice, result = figure
        return {
            **links.entry_link(practice),
            "where": result.municipality or formatting.municipalities_text(practice),
            "when": result.period or "",
            "value": figures.result(result, words)["figure"],
        }

    return {
        "title": group.indicator.title,
        "total": "" if group.total is None else formatting.with_unit(formatting.number(group.total), group.unit),
        "scope": f"{practices}, {', '.join(group.periods)}",
        "obstacle": group.no_total_reason,
        "count": len(group.results),
        **first_rows("lines", group.results, _MOST_LINES, line),
    }


def _costs(area: overview.Area) -> Context | None:
    """The largest known investments, and how many practices tell what they cost."""
    priced = [entry for entry in area.practices if any(item.is_cost for item in entry.data.costs)]
    funded = sum(bool(entry.data.funding) for entry in area.practices)
    if not (priced or funded):
        return None
    invested = [entry for entry in priced if entry.data.largest_investment]
    invested.sort(key=lambda entry: entry.data.largest_investment or 0, reverse=True)
    return {
        "priced": formatting.counted(len(priced), "käytäntö", "käytäntöä"),
        "funded": funded,
        "all": len(area.practices),
        "trace": _traced(priced, formatting.municipalities_text),
        **first_rows("rows", invested, _MOST_INVESTMENTS, _investment),
    }


def _investment(practice: PracticeEntry) -> Context:
    """One practice; when its sources give several figures, all of them."""
    investments = [item for item in practice.data.costs if item.kind == field_types.MoneyKind.INVESTMENT]
    return {**formatting.practice_row(practice), "lines": list(map(figures.money, investments))}


def _project(catalogue: Catalogue, area: overview.Area, project: ProjectEntry) -> Context:
    data = project.data
    return {
        **links.entry_link(project),
        "stage": formatting.stage_label(data.stage, data.stage_as_of, catalogue.today),
        "years": formatting.capitalised(formatting.period(data.started, data.ended)),
        "budget": formatting.in_euros(data.budget),
        "places": len(data.municipalities),
        "members": formatting.listed([name for name in data.municipalities if area.network and area.is_member(name)]),
    }


def _goals(catalogue: Catalogue, area: overview.Area, profiles: Sequence[models.Municipality]) -> Context | None:
    """Members' goals side by side; for the whole country, how many goals there are for each year."""
    goals = [(catalogue.places[data.municipality], goal) for data in profiles for goal in data.goals]
    if not goals:
        return None
    names = {place.name for place, _ in goals}
    count = f"{formatting.counted(len(goals), 'tavoite', 'tavoitetta')} {formatting.counted(len(names), 'kunnalta', 'kunnalta')}"
    if area.network is None:
        return {"count": count, "rows": [], "years": _goals_by_year(goals)}
    return {
        "count": count,
        "silent": links.place_links(catalogue, tuple(name for name in area.members if name not in names)),
        **first_rows("rows", goals, _MOST_GOALS, _goal),
    }


def _goal(item: tuple[municipalities.Place, submodels.Goal]) -> Context:
    place, goal = item
    return {"place": links.place_link(place), **formatting.fields_of(goal, *network_pages.GOAL_FIELDS)}


def _goals_by_year(goals: Sequence[tuple[municipalities.Place, submodels.Goal]]) -> Context:
    by_year: dict[str, list[municipalities.Place]] = defaultdict(list)
    for place, goal in goals:
        by_year[str(goal.year.year) if goal.year else "Ei vuotta"].append(place)
    counts = [(year, len(places)) for year, places in sorted(by_year.items())]
    return {
        "chart": charts.bar_chart("tavoitteet", [(year, count, count) for year, count in counts]),
        "rows": [
            {"year": year, "count": count, "places": places[:_MOST_NAMES], "rest": places[_MOST_NAMES:]}
            for year, count in counts
            if (places := [links.place_link(place) for place in dict.fromkeys(by_year[year])])
        ],
    }


def _needs(catalogue: Catalogue, profiles: Sequence[models.Municipality]) -> Context | None:
    """What municipalities look for, what is hardest and what stands in the way now; those who look for something
    come first."""
    needs = [data for data in profiles if data.looking_for or data.key_challenge or data.bottlenecks_now]
    if not needs:
        return None
    needs.sort(key=lambda data: not data.looking_for)
    return {
        "looking": bool(needs[0].looking_for),
        "count": formatting.counted(len(needs), "kunta", "kuntaa"),
        **first_rows("rows", needs, _MOST_NEEDS, partial(_needs_row, catalogue)),
    }


def _needs_row(catalogue: Catalogue, data: models.Municipality) -> Context:
    return {
        "place": links.place_link(catalogue.places[data.municipality]),
        "looking_for": list(data.looking_for),
        "challenge": data.key_challenge or "",
        "now": [
            {**links.bottleneck_link(catalogue, item.kind), **formatting.fields_of(item, "what")}
            for item in data.bottlenecks_now
        ],
    }
