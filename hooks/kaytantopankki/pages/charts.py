"""Charts as bars, and lineage graphs drawn at build time as SVG."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from textwrap import wrap

from kaytantopankki import formatting, links
from kaytantopankki.analysis.lineage import Bond, Lineage, Node, Step, lineage
from kaytantopankki.content.catalogue import Catalogue, PracticeEntry
from kaytantopankki.data_files import data_table
from kaytantopankki.page import Context
from kaytantopankki.pages.maps import text_width

_WORDS = data_table("pages/data/charts.yml")

# The lineage graph, in pixels; letters on a line of a bold name and of other words.
_COLUMN_TEXT, _COLUMN_GAP, _INDENT, _EDGE = 170, 38, 20, 10
_LINE_HEIGHT, _NODE_GAP, _DOT_OFFSET, _NAME_SIZE, _CLEAR = 18, 14, 8, 14, 5
_LETTERS = {"name": 20, "word": 25}
_MOST_NAMES = 3
# Kinds of line in the drawing: the model is known to have come from there, or the model is only the same, or it is not
# known to be in use.
_LINES: dict[str, set[Bond]] = {"known": {"adapted", "taken"}, "parallel": {"parallel"}, "other": {"other"}}


def year_chart(name: str, years: Iterable[int], **told: int) -> Context | None:
    """How many there are of each year, as bars. None when all are of one year. What is `told` are figures of its note."""
    counts = sorted(Counter(years).items())
    if len(counts) < 2:
        return None
    return bar_chart(name, [(str(year), count, count) for year, count in counts], **told)


def bar_chart(name: str, rows: Sequence[tuple[str, int, int]], **told: int) -> Context:
    """Bars of a part and the whole, (label, part, whole), in hundredths of the longest, with the words of the chart's
    name. The figures tell only the whole when all parts are whole."""
    only_whole = all(part == whole for _, part, whole in rows)
    most = max(whole for _, _, whole in rows)
    bars = [
        {
            "label": label,
            "part": round(100 * part / most, 1),
            "whole": round(100 * whole / most, 1),
            "figures": str(whole) if only_whole else f"{part}/{whole}",
        }
        for label, part, whole in rows
    ]
    words = _WORDS[name]
    return {**words, "note": words["note"].format_map(told), "bars": bars}


def lineage_view(catalogue: Catalogue, practice: PracticeEntry) -> Context | None:
    """Where a practice came from and who made what of it, as lists and as a graph; nothing when neither is known."""
    chain = lineage(catalogue, practice)
    if chain is None:
        return None
    return {
        "origins": _steps_from(catalogue, chain, practice.slug, back=True, seen=set()),
        "takers": _steps_from(catalogue, chain, practice.slug, back=False, seen=set()),
        "whole": chain.whole,
        "bonds": [kind for kind in _LINES if any(step.bond in _LINES[kind] for step in chain.steps)],
        "drawing": _graph(catalogue, chain),
    }


def _steps_from(catalogue: Catalogue, chain: Lineage, key: str, back: bool, seen: set[str]) -> list[Context]:
    """The steps from a node on, each with those that follow it; what follows a node is told once."""
    items = []
    for step in chain.before(key) if back else chain.after(key):
        node, origin = step.start if back else step.end, step.origin
        first = node.key not in seen
        seen.add(node.key)
        items.append(
            {
                **_node_view(catalogue, node, step),
                "bond": step.bond,
                "note": (origin.note or "") if origin else "",
                "sources": list(origin.source) if origin and step.end.key == chain.middle.key else [],
                "items": _steps_from(catalogue, chain, node.key, back, seen) if first else [],
            }
        )
    return items


def _node_view(catalogue: Catalogue, node: Node, step: Step | None) -> Context:
    """A node's dot, names and words; `outside` names an origin that is not on the site."""
    view: Context = {"dot": "", "places": [], "more": "", "practice": None, "words": ""}
    if node.practice:
        names = node.practice.data.municipalities
        shown = names if len(names) <= _MOST_NAMES + 1 else names[:_MOST_NAMES]
        more = len(names) - len(shown)
        stage = formatting.stage_view(catalogue, node.practice)
        return view | {
            "dot": stage["dot"],
            "places": links.place_links(catalogue, shown),
            "more": f"ja {formatting.counted(more, 'muu kunta', 'muuta kuntaa')}" if more else "",
            "practice": links.entry_link(node.practice),
            "words": stage["text"],
        }
    if step and step.use:
        stage = formatting.adoption_stage_view(catalogue, step.use)
        return view | {
            "dot": stage["dot"] or "none",
            "places": links.place_links(catalogue, (node.place,)),
            "words": stage["text"],
        }
    return view | {"outside": node.place}


def _graph(catalogue: Catalogue, chain: Lineage) -> Context:
    """Every node with its lines of text in the column of its layer, and the steps between them as paths."""
    step_to = {step.end.key: step for step in chain.steps}
    first, last = min(chain.layers.values()), max(chain.layers[key] for key in chain.nodes)
    columns: list[dict[str, Context]] = [{} for _ in range(first, last + 1)]
    for key, node in chain.nodes.items():
        layer, step = chain.layers[key], step_to.get(key)
        view = _node_view(catalogue, node, step)
        lines = _node_lines(view, layer == 0, step.bond if step else "adapted")
        columns[layer - first][key] = {"dot": view["dot"] or "outside", "lines": lines}
    height = max(map(_height, columns))
    placed: dict[str, Context] = {}
    for number, column in enumerate(columns):
        x = number * (_INDENT + _COLUMN_TEXT + _COLUMN_GAP) + _EDGE
        placed |= _placed(column, x, _EDGE + (height - _height(column)) / 2)
    return {
        "width": len(columns) * (_INDENT + _COLUMN_TEXT + _COLUMN_GAP) - _COLUMN_GAP + 2 * _EDGE,
        "height": height + 2 * _EDGE - _NODE_GAP,
        "columns": len(columns),
        "paths": [
            {"d": _path(placed[step.start.key], placed[step.end.key]), "bond": step.bond} for step in chain.steps
        ],
        "nodes": list(placed.values()),
        "counts": _bond_counts(chain),
    }


def _node_lines(view: Context, middle: bool, bond: Bond) -> list[Context]:
    """What stands beside a dot: names, then the practice or the stage."""
    lines = [line for place in view["places"] for line in _wrapped(place["title"], "name", place["url"])]
    lines += _wrapped(view.get("outside", ""), "name") + _wrapped(view["more"], "word")
    if middle:
        return lines + _wrapped("tämä käytäntö", "word")
    if view["practice"]:
        return lines + _wrapped(view["practice"]["title"], "word", view["practice"]["url"])
    same = _wrapped("sama malli", "word") if bond == "parallel" else []
    return lines + same + _wrapped(view["words"].lower(), "word")


def _wrapped(text: str, kind: str, url: str = "") -> list[Context]:
    """A text in lines that fit in a column: a `name` is bold, a `word` is not."""
    return [{"text": line, "url": url, "kind": kind} for line in wrap(text, _LETTERS[kind])]


def _height(column: Mapping[str, Context]) -> int:
    return sum(len(node["lines"]) * _LINE_HEIGHT + _NODE_GAP for node in column.values())


def _placed(column: Mapping[str, Context], x: float, top: float) -> dict[str, Context]:
    """The nodes of a column under each other, by key; a node's place is the middle of its dot."""
    placed: dict[str, Context] = {}
    for key, node in column.items():
        lines = [
            {**line, "x": x + _INDENT, "y": round(top + _LINE_HEIGHT * number + 14, 1)}
            for number, line in enumerate(node["lines"])
        ]
        y = round(top + _LINE_HEIGHT / 2, 1)
        placed[key] = {"dot": node["dot"], "x": x + _DOT_OFFSET, "y": y, "lines": lines}
        top += len(lines) * _LINE_HEIGHT + _NODE_GAP
    return placed


def _path(start: Context, end: Context) -> str:
    """From the end of a node's first line to the dot of another; the curve is in the gap before the other's column."""
    line, stop = start["lines"][0], end["x"] - _DOT_OFFSET - 2
    begin = line["x"] + min(text_width(line["text"], _NAME_SIZE) + _CLEAR, _COLUMN_TEXT)
    turn = end["x"] - _DOT_OFFSET - _COLUMN_GAP + 4
    bend = round((turn + stop) / 2, 1)
    return f"M{begin:.0f} {start['y']}H{turn}C{bend} {start['y']} {bend} {end['y']} {stop} {end['y']}"


def _bond_counts(chain: Lineage) -> dict[str, int]:
    """How many steps there are of each bond; where the practice itself came from is told apart."""
    bonds = Counter[str](step.bond for step in chain.steps)
    bonds["origin"] = sum(chain.layers[step.start.key] < 0 for step in chain.steps)
    bonds["adapted"] -= bonds["origin"]
    return dict(bonds)
