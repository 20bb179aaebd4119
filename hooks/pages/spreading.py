"""Which way practices have gone from one municipality to another: a part of the overview."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from catalogue.catalogue import Catalogue, Use
from catalogue.parts import Adoption
from insight.flows import Flow, Flows
from insight.overview import Scope
from pages import charts, links, marks
from pages.finnish import counted
from pages.page import View

_MOST_FLOWS, _MOST_TAKERS = 30, 15
_DIRECTIONS = (
    ("within", "Verkoston sisällä", "Jäseneltä toiselle jäsenelle"),
    ("out", "Verkostosta ulos", "Jäseneltä muulle kunnalle"),
    ("into", "Verkostoon muualta", "Muulta kunnalta jäsenelle"),
)


def spreading(catalogue: Catalogue, scope: Scope, found: Flows, cache: Path) -> View | None:
    """Adoptions from one municipality to another; None when there are none of any kind."""
    if not (found.takers or found.parallel or found.refused):
        return None
    groups = [
        {"title": title if scope.network else "", "name": name, **_flow_rows(catalogue, getattr(found, key))}
        for key, title, name in _DIRECTIONS
        if getattr(found, key)
    ]
    return {
        "count": len(found.takers),
        "groups": groups,
        "parallel": _others(found.parallel),
        "refused": _others(found.refused),
        "chart": _by_year(found.takers, cache),
    }


def _flow_rows(catalogue: Catalogue, flows: Sequence[Flow]) -> View:
    return {
        "count": counted(sum(len(flow.takers) for flow in flows), "käyttöönotto", "käyttöönottoa"),
        "rows": [_flow(catalogue, flow) for flow in flows[:_MOST_FLOWS]],
        "more": max(0, len(flows) - _MOST_FLOWS),
    }


def _flow(catalogue: Catalogue, flow: Flow) -> View:
    return {
        "origin": marks.where(flow.practice),
        "practice": links.entry_link(flow.practice),
        "takers": [_taker(catalogue, item) for item in flow.takers[:_MOST_TAKERS]],
        "more": max(0, len(flow.takers) - _MOST_TAKERS),
    }


def _taker(catalogue: Catalogue, item: Adoption) -> View:
    stage = marks.adoption_stage(item)
    year = str(item.year.year) if item.year else ""
    told = [stage["label"].lower() if item.stage else "", year]
    return {**links.place_link(catalogue.places[item.municipality]), "note": ", ".join(filter(None, told))}


def _others(uses: Sequence[Use]) -> View | None:
    """Uses that are not flows: how many, and from which entries that is known."""
    if not uses:
        return None
    by_practice: dict[str, list[Use]] = {}
    for use in uses:
        by_practice.setdefault(use.practice.slug, []).append(use)
    items = [
        {**links.entry_link(group[0].practice), "note": ", ".join(use.adoption.municipality for use in group)}
        for group in by_practice.values()
    ]
    return {"count": len(uses), "items": items[:_MOST_FLOWS], "more": max(0, len(items) - _MOST_FLOWS)}


def _by_year(takers: Sequence[Adoption], cache: Path) -> View | None:
    years = sorted(Counter(item.year.year for item in takers if item.year).items())
    if len(years) < 2:
        return None
    known = sum(count for _, count in years)
    title = "Käyttöönotot vuosittain"
    return {
        "title": title,
        "note": f"Vuosi tiedetään {known} käyttöönotosta, kaikkiaan käyttöönottoja on {len(takers)}.",
        "svg": charts.drawn(charts.columns(years), "kaavio-vuodet", title, charts.told(years), cache),
        "head": ["Vuosi", "Käyttöönottoja"],
        "rows": [[str(year), str(count)] for year, count in years],
    }
