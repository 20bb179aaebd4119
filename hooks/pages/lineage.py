"""The chain of a practice as a nested list, and beside it the same as a drawing."""

from catalogue.catalogue import Catalogue, Practice
from catalogue.parts import Adoption
from insight.lineage import Bond, Lineage, Node, Step, lineage
from pages import layers, links, marks
from pages.finnish import counted, period
from pages.page import View

_FEW = 3
# Kinds of line in the drawing: the model is known to have come from there, or the model is only the same, or neither.
_LINES: dict[str, set[Bond]] = {"known": {"adapted", "taken"}, "parallel": {"parallel"}, "refused": {"refused"}}


def lineage_view(catalogue: Catalogue, practice: Practice) -> View | None:
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


def _listed(catalogue: Catalogue, found: Lineage, key: str, back: bool, told: set[str]) -> list[View]:
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


def _described(catalogue: Catalogue, node: Node, step: Step | None) -> View:
    """A node's dot, names and words."""
    if node.practice:
        data = node.practice.data
        names = data.municipalities if len(data.municipalities) <= _FEW + 1 else data.municipalities[:_FEW]
        more = len(data.municipalities) - len(names)
        stage = marks.stage(node.practice)
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
    stage = marks.adoption_stage(adoption)
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


def _drawing(catalogue: Catalogue, found: Lineage) -> View:
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
    return {**layers.drawing(nodes, steps), "label": _label(found)}


def _lines(item: View, middle: bool, bond: Bond) -> list[View]:
    """What stands beside a dot: names, then the practice or the stage."""
    lines = [line for place in item["places"] for line in layers.lines(place["title"], "name", place["url"])]
    lines += layers.lines(item.get("outside", ""), "name") + layers.lines(item["more"], "word")
    if middle:
        return lines + layers.lines("tämä käytäntö", "word")
    if item["practice"]:
        return lines + layers.lines(item["practice"]["title"], "word", item["practice"]["url"])
    same = layers.lines("sama malli", "word") if bond == "parallel" else []
    return lines + same + layers.lines(item["words"].lower(), "word")


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
