"""What came of the practices and what they cost: parts of the overview."""

from collections.abc import Callable, Sequence

from catalogue.catalogue import Catalogue, Practice
from catalogue.labels import Basis
from insight.overview import Scope
from insight.sums import Measured, by_basis, measured
from pages import figures, links, marks
from pages.finnish import amount, capitalised, counted, listed, period
from pages.page import View
from pages.projects import budget

_MOST_INVESTMENTS, _MOST_PROJECTS, _MOST_LINES, _MOST_TRACED = 10, 30, 30, 20
_BASES = (
    (Basis.REPORTED, "ilmoitettu luku", "ilmoitettua lukua"),
    (Basis.ESTIMATED, "arvio", "arviota"),
    (Basis.TARGET, "tavoite", "tavoitetta"),
)


def results(catalogue: Catalogue, scope: Scope) -> View:
    """Measured results and what they add up to, and how many figures of other bases there are."""
    counts = by_basis(scope.practices)
    others = [counted(counts[basis], one, many) for basis, one, many in _BASES if counts[basis]]
    with_figures = [entry for entry in scope.practices if entry.data.results]
    with_figures.sort(key=lambda entry: -len(entry.data.results))
    return {
        "groups": [_group(catalogue, group) for group in measured(scope.practices, catalogue.vocabulary)],
        "others": listed(others),
        **_traced(with_figures, lambda entry: counted(len(entry.data.results), "luku", "lukua")),
    }


def _traced(entries: Sequence[Practice], note: Callable[[Practice], str]) -> View:
    """Entries behind a statement: the first of them, and how many more there are."""
    items = [{**links.entry_link(entry), "note": note(entry)} for entry in entries[:_MOST_TRACED]]
    return {"items": items, "more": max(0, len(entries) - _MOST_TRACED)}


def _group(catalogue: Catalogue, group: Measured) -> View:
    words = catalogue.vocabulary
    total = "" if group.total is None else amount(group.total, group.unit)
    scope = f"{counted(len(group.figures), 'käytäntö', 'käytäntöä')}, {', '.join(group.periods)}"
    return {
        "title": words.indicators[group.indicator].title,
        "unit": group.unit,
        "total": total,
        "scope": scope if total else "",
        "obstacle": group.obstacle,
        "lines": [
            {
                **links.entry_link(practice),
                "where": result.municipality or marks.where(practice),
                "when": result.period or "",
                "value": " ".join(filter(None, (figures.result(result, words)["value"], group.unit))),
            }
            for practice, result in group.figures[:_MOST_LINES]
        ],
        "count": len(group.figures),
        "more": max(0, len(group.figures) - _MOST_LINES),
    }


def costs(scope: Scope) -> View | None:
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
        "trace": _traced(priced, marks.where),
    }


def _largest(practice: Practice) -> float:
    return max((item.investment for item in practice.data.costs if item.investment is not None), default=0)


def _investment(practice: Practice) -> View:
    """One practice; when its sources give several figures, all of them."""
    items = tuple(item for item in practice.data.costs if item.investment is not None)
    lines = [line for line in figures.costs(items) if line["kind"] == "investment"]
    return {
        **links.entry_link(practice),
        "where": marks.where(practice),
        "lines": [
            {"value": f"{line['value']} €", "basis": line["basis"], "note": line["note"], "when": line["when"]}
            for line in lines
        ],
    }


def projects(scope: Scope) -> View | None:
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
                "budget": budget(project),
                "places": len(data.municipalities),
                "members": listed(mine),
            }
        )
    return {"rows": rows, "more": max(0, len(scope.projects) - _MOST_PROJECTS)}
