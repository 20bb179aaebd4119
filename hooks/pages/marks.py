"""Stages and spread as marks with words."""

from collections import Counter

from catalogue.catalogue import Catalogue, Practice
from catalogue.labels import AdoptionStage, Stage
from catalogue.parts import Adoption
from pages.finnish import capitalised, counted, listed, period
from pages.page import View

# Ring: being considered. Half: on trial. Full: in use. Struck: refused. Barred: ended.
_DOTS = {
    Stage.IDEA: "ring",
    Stage.PILOT: "half",
    Stage.IN_USE: "full",
    Stage.ESTABLISHED: "full",
    Stage.ENDED: "barred",
    AdoptionStage.CONSIDERING: "ring",
    AdoptionStage.PILOT: "half",
    AdoptionStage.IN_USE: "full",
    AdoptionStage.REJECTED: "struck",
    AdoptionStage.ENDED: "barred",
}
_DOTS_IN_A_ROW = 10


def stage(practice: Practice) -> View:
    """How far the practice is at its origin, e.g. "Vakiintunut, vuodesta 2013"."""
    data = practice.data
    when = period(data.started, data.ended)
    label = capitalised(data.stage.label)
    return {"dot": _DOTS[data.stage], "label": label, "text": f"{label}, {when}" if when else label}


def adoption_stage(adoption: Adoption) -> View:
    """How far an adopter is; no dot when the source does not say."""
    if adoption.stage is None:
        return {"dot": "", "label": "Vaihe ei tiedossa"}
    return {"dot": _DOTS[adoption.stage], "label": capitalised(adoption.stage.label)}


def spread(catalogue: Catalogue, practice: Practice) -> View:
    """How widely a practice is used: a dot for each adopter, and the same in words."""
    adoptions = practice.data.adoptions
    dots = [adoption_stage(adoption)["dot"] or "none" for adoption in adoptions]
    return {
        "count": len(catalogue.takers(practice)),
        "dots": dots if len(dots) <= _DOTS_IN_A_ROW else [],
        "text": spread_text(adoptions),
    }


def spread_text(adoptions: tuple[Adoption, ...]) -> str:
    """Käytössä 6 kunnassa, 2 kokeilee, 1 luopui."""
    counts = Counter(adoption.stage for adoption in adoptions)
    in_use = counts[AdoptionStage.IN_USE]
    parts = []
    if in_use:
        parts.append("käytössä " + counted(in_use, "kunnassa", "kunnassa"))
    for value, one, many in (
        (AdoptionStage.PILOT, "kokeilee", "kokeilee"),
        (AdoptionStage.CONSIDERING, "harkitsee", "harkitsee"),
        (AdoptionStage.ENDED, "päättynyt", "päättynyttä"),
        (AdoptionStage.REJECTED, "ei ottanut", "ei ottanut"),
    ):
        if counts[value]:
            parts.append(counted(counts[value], one, many))
    if counts[None]:
        parts.append(counted(counts[None], "otti mallin, vaihe ei tiedossa", "otti mallin, vaihe ei tiedossa"))
    return capitalised(", ".join(parts))


def where(practice: Practice) -> str:
    """The municipalities of a practice in words; many are counted."""
    names = practice.data.municipalities
    return listed(names) if len(names) <= 4 else f"{', '.join(names[:3])} ja {len(names) - 3} muuta kuntaa"
