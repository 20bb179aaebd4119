"""Members by theme, and what stood in their way: parts of the overview."""

from collections.abc import Sequence
from pathlib import Path

from catalogue.catalogue import Catalogue
from insight.overview import Coverage, Obstacle, Row, Scope
from pages import charts, links
from pages.finnish import listed
from pages.page import View

_STEPS = 3


def matrix(catalogue: Catalogue, scope: Scope, covered: Coverage) -> View | None:
    """The table of members (for the whole country, regions) by theme; None when no one has anything."""
    if not covered.rows:
        return None
    themes = list(catalogue.vocabulary.themes)
    most = max(row.own.get(key, 0) + row.taken.get(key, 0) for row in covered.rows for key in themes)
    return {
        "name": "Maakunta" if scope.network is None else "Jäsen",
        "themes": [links.theme_link(catalogue, key) for key in themes],
        "rows": [_row(catalogue, scope, row, themes, most) for row in covered.rows],
        "totals": [covered.themes.get(key, 0) for key in themes],
        "total": len(scope.practices),
        "without": [_named(catalogue, scope, key) for key in covered.without],
        "uncovered": listed([catalogue.vocabulary.themes[key].title for key in covered.uncovered]),
        "rare": _rare(catalogue, covered, themes),
        "taken": any(row.taken_count for row in covered.rows),
    }


def _named(catalogue: Catalogue, scope: Scope, key: str) -> View:
    return links.region_link(catalogue, key) if scope.network is None else links.place_link(catalogue.places[key])


def _row(catalogue: Catalogue, scope: Scope, row: Row, themes: Sequence[str], most: int) -> View:
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
                "url": links.search_by(laji="Käytäntö", teema=key, **facet) if row.own.get(key) else "",
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


def hurdles(catalogue: Catalogue, scope: Scope, found: Sequence[Obstacle], cache: Path) -> View | None:
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
                "search": links.search_by(laji="Käytäntö", pullonkaula=item.kind, **network),
            }
            for item in found
        ],
        "chart": {
            "title": title,
            "note": "Palkin pituus on käytäntöjen määrä. Täytetty osa: ratkaisu on kirjattu.",
            "svg": charts.drawn(charts.bars(rows), "kaavio-pullonkaulat", title, told, cache),
        },
    }
