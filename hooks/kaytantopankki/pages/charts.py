"""Charts and graphs drawn at build time as SVG."""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from textwrap import wrap
from typing import Any
from xml.etree import ElementTree as ET

from kaytantopankki import formatting, links
from kaytantopankki.analysis.lineage import Bond, Lineage, Node, Step, lineage
from kaytantopankki.cache import get_or_create
from kaytantopankki.content.catalogue import Catalogue, PracticeEntry
from kaytantopankki.content.submodels import Adoption
from kaytantopankki.formatting import counted, period
from kaytantopankki.page import Context
from kaytantopankki.pages.maps import text_width

WIDTH = 320
TEXT = 14
_INK, _FULL, _charts_LINE = "var(--kp-ink)", "var(--kp-c1)", "var(--kp-rule)"
_FONT = "Schibsted Grotesk"
_LABEL = {"fontSize": TEXT, "color": _INK}
_KEPT = {
    *("d", "x", "y", "x1", "y1", "x2", "y2", "width", "height", "transform", "text-anchor", "font-size"),
    *("font-weight", "fill", "stroke", "stroke-width", "stroke-dasharray", "viewBox"),
}
_FRACTION = re.compile(r"\d+\.\d{2,}")
_DROPPED_VALUES = {("fill", "none"), ("transform", "translate(0,0)")}
Spec = Mapping[str, Any]
Layer = dict[str, Any]


def columns(rows: Sequence[tuple[int, int]]) -> Spec:
    """Counts by year as columns, each with its figure; the years between them stay empty."""
    values = [{"year": str(year), "count": count} for year, count in rows]
    years = [year for year, _ in rows]
    scale: Layer = {"domain": [str(year) for year in range(min(years), max(years) + 1)], "paddingInner": 0.2}
    axis = {"labelAngle": 0, "labelOverlap": True, "ticks": False, "labelPadding": 6}
    x = {"field": "year", "type": "ordinal", "title": None, "scale": scale, "axis": axis}
    y = {"field": "count", "type": "quantitative", "axis": None}
    bar = {"mark": {"type": "bar", "color": _FULL}, "encoding": {"x": x, "y": y}}
    figure = {"mark": {"type": "text", "dy": -8, **_LABEL}, "encoding": {"x": x, "y": y, "text": {"field": "count"}}}
    return _spec(values, [bar, figure], 160)


def bars(rows: Sequence[tuple[str, int, int]]) -> Spec:
    """Bars of a part and the whole: (label, part, whole). The part is filled and the rest is an outline, so that
    they are told apart without colour; the figures stand after the bar."""
    only_whole = all(part == whole for _, part, whole in rows)
    values = [
        {"label": label, "part": part, "whole": whole, "figures": str(whole) if only_whole else f"{part}/{whole}"}
        for label, part, whole in rows
    ]
    axis = {"ticks": False, "labelLimit": 190, "labelPadding": 8}
    y: Layer = {"field": "label", "type": "nominal", "sort": None, "title": None, "axis": axis}
    y["scale"] = {"paddingInner": 0.35}
    whole = {"y": y, "x": {"field": "whole", "type": "quantitative", "axis": None}}
    part = {"y": y, "x": {"field": "part", "type": "quantitative", "axis": None}}
    outline = {"type": "bar", "fill": "var(--kp-card)", "stroke": _FULL, "strokeWidth": 1.5}
    figure = {"type": "text", "align": "left", "dx": 6, **_LABEL}
    layers: list[Layer] = [
        {"mark": outline, "encoding": whole},
        {"mark": {"type": "bar", "color": _FULL}, "encoding": part},
        {"mark": figure, "encoding": {**whole, "text": {"field": "figures", "type": "nominal"}}},
    ]
    return _spec(values, layers, {"step": 26})


def _spec(values: list[Layer], layers: list[Layer], height: Any) -> Spec:
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "background": None,
        "width": WIDTH,
        "height": height,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "padding": {"left": 12, "right": 12, "top": 4, "bottom": 2},
        "data": {"values": values},
        "layer": layers,
        "config": {
            "font": _FONT,
            "view": {"stroke": None},
            "axis": {"labelFontSize": TEXT, "labelColor": _INK, "domainColor": _charts_LINE, "grid": False},
        },
    }


def chart_svg(spec: Spec, ident: str, title: str, description: str, cache: Path) -> str:
    """The chart as an SVG element for a page; `ident` is unique on the page. Drawn once for each content and version
    of the drawing library, then read from `cache`."""
    key = json.dumps([spec, version("vl-convert-python"), version("fontpkg-schibsted-grotesk")], sort_keys=True)
    file = cache / f"{hashlib.sha256(key.encode()).hexdigest()[:20]}.svg"
    return inline(get_or_create(file, _whole, lambda: _draw(spec).encode()).decode(), ident, title, description)


def _whole(svg: bytes) -> bool:
    return svg.startswith(b"<svg") and svg.rstrip().endswith(b"</svg>")


def _draw(spec: Spec) -> str:
    import fontpkg  # Imported here, because a chart that has been drawn needs neither.
    import vl_convert

    # With its own font the drawing has the same measures on every machine.
    vl_convert.register_font_directory(str(Path(fontpkg.path(_FONT)).parent))
    return str(vl_convert.vegalite_to_svg(dict(spec), vl_version=vl_convert.get_vegalite_versions()[-1]))


def inline(svg: str, ident: str, title: str, description: str) -> str:
    """A drawing with a name and nothing but shapes: no background, style, font or English roles."""
    drawing = ET.fromstring(svg)
    _, _, width, height = drawing.attrib["viewBox"].split()
    root = ET.Element(
        "svg",
        {
            "viewBox": f"0 0 {width} {height}",
            "width": width,
            "height": height,
            "role": "img",
            "focusable": "false",
            "aria-labelledby": f"{ident}-nimi",
            "aria-describedby": f"{ident}-kuvaus",
        },
    )
    ET.SubElement(root, "title", {"id": f"{ident}-nimi"}).text = title
    ET.SubElement(root, "desc", {"id": f"{ident}-kuvaus"}).text = description
    root.extend(_shapes(drawing))
    return ET.tostring(root, encoding="unicode")


def _shapes(element: ET.Element) -> list[ET.Element]:
    """The visible content of an element, groups without a transform opened up."""
    found: list[ET.Element] = []
    for child in element:
        tag = child.tag.rpartition("}")[2]
        kept = _attributes(child)
        if tag == "g":
            inner = _shapes(child)
            group = ET.Element("g", kept)
            group.extend(inner)
            found += [group] if kept and inner else inner
        elif {"fill", "stroke"} & kept.keys() and child.get("opacity") != "0":  # Labels that would overlap are hidden.
            shape = ET.Element(tag, kept)
            shape.text = child.text
            found.append(shape)
    return found


def _attributes(element: ET.Element) -> dict[str, str]:
    return {
        name: _FRACTION.sub(lambda match: f"{float(match[0]):.1f}", value.removesuffix("px"))
        for name, value in element.attrib.items()
        if name in _KEPT and (name, value) not in _DROPPED_VALUES
    }


def chart_data(rows: Sequence[tuple[Any, int]]) -> str:
    """The figures of a chart in words, for its description: 2011: 1; 2013: 3"""
    return "; ".join(f"{name}: {count}" for name, count in rows)


# In pixels.
_TEXT, _GAP, _INDENT, _EDGE = 170, 38, 20, 10
_COLUMN = _INDENT + _TEXT + _GAP
_layers_LINE, _BETWEEN = 18, 14
_LETTERS = {"name": 20, "word": 25}
_DOT, _NAME_SIZE, _CLEAR = 8, 14, 5


def wrap_words(text: str, kind: str, url: str = "") -> list[Context]:
    """A text in lines that fit in a column: a `name` is bold, a `word` is not."""
    return [{"text": line, "url": url, "kind": kind} for line in wrap(text, _LETTERS[kind])]


def layered_graph(nodes: list[Context], steps: Sequence[tuple[str, str, str]]) -> Context:
    """Nodes with `key`, `dot`, `column` and `lines` get their places; steps (from, to, bond) become paths."""
    columns = [[node for node in nodes if node["column"] == number] for number in range(_count(nodes))]
    height = max(map(_height, columns))
    placed: dict[str, Context] = {}
    for number, column in enumerate(columns):
        placed |= _placed(column, number * _COLUMN + _EDGE, _EDGE + (height - _height(column)) / 2)
    return {
        "width": len(columns) * _COLUMN - _GAP + 2 * _EDGE,
        "height": height + 2 * _EDGE - _BETWEEN,
        "columns": len(columns),
        "paths": [{"d": _path(placed[start], placed[end]), "bond": bond} for start, end, bond in steps],
        "nodes": list(placed.values()),
    }


def _count(nodes: list[Context]) -> int:
    return 1 + max(int(node["column"]) for node in nodes)


def _height(nodes: list[Context]) -> int:
    return sum(len(node["lines"]) * _layers_LINE + _BETWEEN for node in nodes)


def _placed(nodes: list[Context], x: float, top: float) -> dict[str, Context]:
    """The nodes of a column under each other, by key; a node's place is the middle of its dot."""
    found: dict[str, Context] = {}
    for node in nodes:
        text = [
            {**line, "x": x + _INDENT, "y": round(top + _layers_LINE * number + 14, 1)}
            for number, line in enumerate(node["lines"])
        ]
        found[node["key"]] = {"dot": node["dot"], "x": x + _DOT, "y": round(top + _layers_LINE / 2, 1), "lines": text}
        top += len(text) * _layers_LINE + _BETWEEN
    return found


def _path(start: Context, end: Context) -> str:
    """From the end of a node's first line to the dot of another; the curve is in the gap before the other's column."""
    first, stop = start["lines"][0], end["x"] - _DOT - 2
    begin = first["x"] + min(text_width(first["text"], _NAME_SIZE) + _CLEAR, _TEXT)
    turn = end["x"] - _DOT - _GAP + 4
    bend = round((turn + stop) / 2, 1)
    return f"M{begin:.0f} {start['y']}H{turn}C{bend} {start['y']} {bend} {end['y']} {stop} {end['y']}"


_FEW = 3
# Kinds of line in the drawing: the model is known to have come from there, or the model is only the same, or neither.
_LINES: dict[str, set[Bond]] = {"known": {"adapted", "taken"}, "parallel": {"parallel"}, "refused": {"refused"}}


def lineage_view(catalogue: Catalogue, practice: PracticeEntry) -> Context | None:
    """Where a practice came from and who made what of it; nothing when neither is known."""
    found = lineage(catalogue, practice)
    if found is None:
        return None
    return {
        "origins": _listed(catalogue, found, practice.slug, back=True, told=set()),
        "takers": _listed(catalogue, found, practice.slug, back=False, told=set()),
        "whole": found.whole,
        "bonds": [kind for kind in _LINES if any(_LINES[kind] & {step.bond} for step in found.steps)],
        "drawing": _drawing(catalogue, found),
    }


def _listed(catalogue: Catalogue, found: Lineage, key: str, back: bool, told: set[str]) -> list[Context]:
    """The steps from a node on, each with those that follow it; what follows is told once."""
    items = []
    for step in found.before(key) if back else found.after(key):
        node = step.start if back else step.end
        first = node.key not in told
        told.add(node.key)
        origin = step.origin
        own = origin is not None and step.end.key == found.middle.key
        items.append(
            {
                **_described(catalogue, node, step),
                "bond": step.bond,
                "note": (origin.note or "") if origin else "",
                "sources": list(origin.source) if origin and own else [],
                "items": _listed(catalogue, found, node.key, back, told) if first else [],
            }
        )
    return items


def _described(catalogue: Catalogue, node: Node, step: Step | None) -> Context:
    """A node's dot, names and words."""
    if node.practice:
        data = node.practice.data
        names = data.municipalities if len(data.municipalities) <= _FEW + 1 else data.municipalities[:_FEW]
        more = len(data.municipalities) - len(names)
        stage = formatting.stage_view(node.practice)
        return {
            "dot": stage["dot"],
            "places": links.place_links(catalogue, names),
            "more": f"ja {counted(more, 'muu kunta', 'muuta kuntaa')}" if more else "",
            "practice": links.entry_link(node.practice),
            "words": stage["text"],
        }
    adoption = step.adoption if step else None
    if adoption is None:
        return {"dot": "", "places": [], "more": "", "practice": None, "words": "", "outside": node.place}
    place = links.place_link(catalogue.places[node.place])
    stage = formatting.adoption_stage_view(adoption)
    return {
        "dot": stage["dot"] or "none",
        "places": [place],
        "more": "",
        "practice": None,
        "words": _when(stage["label"], adoption),
    }


def _when(label: str, adoption: Adoption) -> str:
    years = (
        period(adoption.year, adoption.ended) if adoption.ended else str(adoption.year.year) if adoption.year else ""
    )
    return f"{label}, {years}" if years else label


def _drawing(catalogue: Catalogue, found: Lineage) -> Context:
    """Every node with its lines of text in the column of its layer, and the steps between them."""
    reasons = {step.end.key: step for step in found.steps}
    first = min(found.layers.values())
    nodes = []
    for node in found.nodes.values():
        step, layer = reasons.get(node.key), found.layers[node.key]
        item = _described(catalogue, node, step)
        lines = _lines(item, layer == 0, step.bond if step else "adapted")
        nodes.append({"key": node.key, "dot": item["dot"] or "outside", "column": layer - first, "lines": lines})
    steps = [(step.start.key, step.end.key, step.bond) for step in found.steps]
    return {**layered_graph(nodes, steps), "label": _label(found)}


def _lines(item: Context, middle: bool, bond: Bond) -> list[Context]:
    """What stands beside a dot: names, then the practice or the stage."""
    lines = [line for place in item["places"] for line in wrap_words(place["title"], "name", place["url"])]
    lines += wrap_words(item.get("outside", ""), "name") + wrap_words(item["more"], "word")
    if middle:
        return lines + wrap_words("tämä käytäntö", "word")
    if item["practice"]:
        return lines + wrap_words(item["practice"]["title"], "word", item["practice"]["url"])
    same = wrap_words("sama malli", "word") if bond == "parallel" else []
    return lines + same + wrap_words(item["words"].lower(), "word")


def _label(found: Lineage) -> str:
    """The drawing in a sentence: how many of each."""
    bonds = [step.bond for step in found.steps]
    back = sum(found.layers[step.start.key] < 0 for step in found.steps)
    counts = (
        (back, "esikuva", "esikuvaa"),
        (bonds.count("adapted") - back, "tästä tehty oma käytäntö", "tästä tehtyä omaa käytäntöä"),
        (bonds.count("taken"), "mallin ottanut kunta", "mallin ottanutta kuntaa"),
        (bonds.count("parallel"), "kunta, jossa on sama malli", "kuntaa, joissa on sama malli"),
        (
            bonds.count("refused"),
            "kunta, joka harkitsee tai ei ottanut",
            "kuntaa, jotka harkitsevat tai eivät ottaneet",
        ),
    )
    told = "; ".join(counted(count, one, many) for count, one, many in counts if count)
    return f"Kaavio käytännön ketjusta: {told}"
