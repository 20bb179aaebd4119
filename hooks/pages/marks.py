"""Stages and spread as marks with words."""

from collections import Counter

from catalogue.catalogue import Catalogue, Practice
from catalogue.labels import AdoptionStage, Stage
from catalogue.parts import Adoption
from pages.finnish import capitalised, counted, listed, number, period
from pages.links import search
from pages.page import View

# Dashed: intended. Ring: being considered or made. Half: on trial. Full: in use. Struck: refused. Barred: ended.
_DOTS = {
    Stage.IDEA: "none",
    Stage.UNDERWAY: "ring",
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
FEW_PLACES = 4  # More municipalities than this are counted rather than named.


def dot(stage: Stage | AdoptionStage) -> str:
    """The drawing of a stage, the same for a practice and for those who take it up."""
    return _DOTS[stage]


def stage(practice: Practice) -> View:
    """How far the practice is at its origin, e.g. "Vakiintunut, vuodesta 2013"."""
    data = practice.data
    when = period(data.started, data.ended)
    label = capitalised(data.stage.label)
    url = search("vaihe", data.stage.value)
    return {"dot": _DOTS[data.stage], "label": label, "text": f"{label}, {when}" if when else label, "url": url}


def adoption_stage(adoption: Adoption) -> View:
    """How far an adopter is; no dot when the source does not say."""
    if adoption.stage is None:
        return {"dot": "", "label": "Vaihe ei tiedossa"}
    return {"dot": _DOTS[adoption.stage], "label": capitalised(adoption.stage.label)}


def spread(catalogue: Catalogue, practice: Practice) -> View:
    """How widely a practice is used: a dot for each adopter, and the same in words."""
    if not practice.data.adoptions:
        return {"count": 0, "dots": [], "text": ""}
    adopted, _ = _told_apart(practice.data.adoptions)
    dots = [adoption_stage(adoption)["dot"] or "none" for adoption in adopted]
    return {
        "count": len(catalogue.takers(practice)),
        "dots": dots if len(dots) <= _DOTS_IN_A_ROW else [],
        "text": spread_text(practice.data.adoptions),
    }


def spread_text(adoptions: tuple[Adoption, ...]) -> str:
    """Käytössä 6 kunnassa, 2 kokeilee, 1 lopetti; the same model without a known link is told apart."""
    adopted, parallel = _told_apart(adoptions)
    counts = Counter(adoption.stage for adoption in adopted)
    parts = [template.format(counts[stage]) for stage, template in _SPREAD if counts[stage]]
    if parallel:
        parts.append(f"sama malli {counted(len(parallel), 'muussa kunnassa', 'muussa kunnassa')}")
    return capitalised(", ".join(parts))


_SPREAD = (
    (AdoptionStage.IN_USE, "käytössä {} kunnassa"),
    (AdoptionStage.PILOT, "{} kokeilee"),
    (AdoptionStage.CONSIDERING, "{} harkitsee"),
    (AdoptionStage.ENDED, "{} lopetti"),
    (AdoptionStage.REJECTED, "{} ei ottanut"),
    (None, "{} otti mallin, vaihe ei tiedossa"),
)


def _told_apart(adoptions: tuple[Adoption, ...]) -> tuple[list[Adoption], list[Adoption]]:
    """Adoptions of this model, and those where a source tells only of the same model."""
    parallel = [item for item in adoptions if item.model_named is False]
    return [item for item in adoptions if item not in parallel], parallel


def where(practice: Practice) -> str:
    """The municipalities of a practice in words; many are counted."""
    names = practice.data.municipalities
    return listed(names) if len(names) <= FEW_PLACES else f"{', '.join(names[:3])} ja {len(names) - 3} muuta kuntaa"


def size(catalogue: Catalogue, names: tuple[str, ...]) -> str:
    """8 932 asukasta · 5 kuntaa, 1 900–120 000 asukasta"""
    sizes = [catalogue.places[name].population for name in names]
    if len(sizes) == 1:
        return counted(sizes[0], "asukas", "asukasta")
    return f"{len(sizes)} kuntaa, {number(min(sizes))}–{counted(max(sizes), 'asukas', 'asukasta')}"
