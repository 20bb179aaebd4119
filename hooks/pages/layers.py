"""A small drawing in layers: dots with words in columns from left to right, and curves between them."""

from collections.abc import Sequence
from textwrap import wrap

from pages.naming import text_width
from pages.page import View

# In pixels.
_TEXT, _GAP, _INDENT, _EDGE = 170, 38, 20, 10
_COLUMN = _INDENT + _TEXT + _GAP
_LINE, _BETWEEN = 18, 14
_LETTERS = {"name": 20, "word": 25}
_DOT, _NAME_SIZE, _CLEAR = 8, 14, 5


def lines(text: str, kind: str, url: str = "") -> list[View]:
    """A text in lines that fit in a column: a `name` is bold, a `word` is not."""
    return [{"text": line, "url": url, "kind": kind} for line in wrap(text, _LETTERS[kind])]


def drawing(nodes: list[View], steps: Sequence[tuple[str, str, str]]) -> View:
    """Nodes with `key`, `dot`, `column` and `lines` get their places; steps (from, to, bond) become paths."""
    columns = [[node for node in nodes if node["column"] == number] for number in range(_count(nodes))]
    height = max(map(_height, columns))
    placed: dict[str, View] = {}
    for number, column in enumerate(columns):
        placed |= _placed(column, number * _COLUMN + _EDGE, _EDGE + (height - _height(column)) / 2)
    return {
        "width": len(columns) * _COLUMN - _GAP + 2 * _EDGE,
        "height": height + 2 * _EDGE - _BETWEEN,
        "columns": len(columns),
        "paths": [{"d": _path(placed[start], placed[end]), "bond": bond} for start, end, bond in steps],
        "nodes": list(placed.values()),
    }


def _count(nodes: list[View]) -> int:
    return 1 + max(int(node["column"]) for node in nodes)


def _height(nodes: list[View]) -> int:
    return sum(len(node["lines"]) * _LINE + _BETWEEN for node in nodes)


def _placed(nodes: list[View], x: float, top: float) -> dict[str, View]:
    """The nodes of a column under each other, by key; a node's place is the middle of its dot."""
    found: dict[str, View] = {}
    for node in nodes:
        text = [
            {**line, "x": x + _INDENT, "y": round(top + _LINE * number + 14, 1)}
            for number, line in enumerate(node["lines"])
        ]
        found[node["key"]] = {"dot": node["dot"], "x": x + _DOT, "y": round(top + _LINE / 2, 1), "lines": text}
        top += len(text) * _LINE + _BETWEEN
    return found


def _path(start: View, end: View) -> str:
    """From the end of a node's first line to the dot of another; the curve is in the gap before the other's column."""
    first, stop = start["lines"][0], end["x"] - _DOT - 2
    begin = first["x"] + min(text_width(first["text"], _NAME_SIZE) + _CLEAR, _TEXT)
    turn = end["x"] - _DOT - _GAP + 4
    bend = round((turn + stop) / 2, 1)
    return f"M{begin:.0f} {start['y']}H{turn}C{bend} {start['y']} {bend} {end['y']} {stop} {end['y']}"
