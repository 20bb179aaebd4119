"""Goals, challenges and needs that municipalities tell of themselves: parts of the overview."""

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from catalogue.catalogue import Catalogue, Municipality
from catalogue.parts import Goal
from insight.overview import Scope
from pages import charts, links
from pages.finnish import counted
from pages.networks import goals as goal_rows
from pages.page import View

_MOST_GOALS, _MOST_NEEDS, _MOST_NAMES = 120, 40, 5


def goals(catalogue: Catalogue, scope: Scope, cache: Path) -> View | None:
    """Members' goals side by side; for the whole country, how many goals there are for each year."""
    told = [(own, goal) for own in _own_words(catalogue, scope) for goal in own.data.goals]
    if not told:
        return None
    names = list(dict.fromkeys(own.data.municipality for own, _ in told))
    count = f"{counted(len(told), 'tavoite', 'tavoitetta')} {counted(len(names), 'kunnalta', 'kunnalta')}"
    silent = [links.place_link(catalogue.places[name]) for name in scope.members if name not in names]
    if scope.network is None:
        return {"count": count, "rows": [], "years": _by_year(catalogue, told, cache)}
    rows = [_row(catalogue, own, goal) for own, goal in told[:_MOST_GOALS]]
    return {"count": count, "rows": rows, "more": max(0, len(told) - _MOST_GOALS), "silent": silent}


def _own_words(catalogue: Catalogue, scope: Scope) -> Iterable[Municipality]:
    return (catalogue.own_words[name] for name in scope.members if name in catalogue.own_words)


def _row(catalogue: Catalogue, own: Municipality, goal: Goal) -> View:
    (view,) = goal_rows((goal,))
    return {"place": links.place_link(catalogue.places[own.data.municipality]), **view}


def _by_year(catalogue: Catalogue, told: list[tuple[Municipality, Goal]], cache: Path) -> View:
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
            "svg": charts.drawn(
                charts.bars([(year, count, count) for year, count in counts]),
                "kaavio-tavoitteet",
                title,
                charts.told(counts),
                cache,
            ),
        },
        "rows": [
            {"year": year, "count": len(names), **_places(catalogue, list(dict.fromkeys(names)))}
            for year, names in years
        ],
    }


def _places(catalogue: Catalogue, names: list[str]) -> View:
    """The first municipalities, and the rest for those who want to see them all."""
    places = [links.place_link(catalogue.places[name]) for name in names]
    return {"places": places[:_MOST_NAMES], "rest": places[_MOST_NAMES:]}


def needs(catalogue: Catalogue, scope: Scope) -> View | None:
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


def _tells(own: Municipality) -> bool:
    return bool(own.data.looking_for or own.data.key_challenge or own.data.bottlenecks_now)


def _need(catalogue: Catalogue, own: Municipality) -> View:
    return {
        "place": links.place_link(catalogue.places[own.data.municipality]),
        "looking_for": list(own.data.looking_for),
        "challenge": own.data.key_challenge or "",
        "now": [
            {**links.bottleneck_link(catalogue, item.kind), "what": item.what or ""}
            for item in own.data.bottlenecks_now
        ],
    }
