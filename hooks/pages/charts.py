"""Charts drawn at build time as SVG that takes its colours and font from the page.

Vega-Lite is given as plain data: it is the key of the cache as it stands, and a build in which nothing has changed
loads no drawing library. A chart is 320 px wide, so that its text keeps its size on a telephone.
"""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from building.cache import kept

WIDTH = 320
TEXT = 14
_INK, _FULL, _LINE = "var(--kp-ink)", "var(--kp-c1)", "var(--kp-rule)"
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
            "axis": {"labelFontSize": TEXT, "labelColor": _INK, "domainColor": _LINE, "grid": False},
        },
    }


def drawn(spec: Spec, ident: str, title: str, description: str, cache: Path) -> str:
    """The chart as an SVG element for a page; `ident` is unique on the page. Drawn once for each content and version
    of the drawing library, then read from `cache`."""
    key = json.dumps([spec, version("vl-convert-python"), version("fontpkg-schibsted-grotesk")], sort_keys=True)
    file = cache / f"{hashlib.sha256(key.encode()).hexdigest()[:20]}.svg"
    return inline(kept(file, _whole, lambda: _draw(spec).encode()).decode(), ident, title, description)


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


def told(rows: Sequence[tuple[Any, int]]) -> str:
    """The figures of a chart in words, for its description: 2011: 1; 2013: 3"""
    return "; ".join(f"{name}: {count}" for name, count in rows)
