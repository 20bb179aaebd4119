"""What other municipalities did with a practice."""

from catalogue.catalogue import Catalogue, Practice, Use
from catalogue.labels import AdoptionStage
from catalogue.parts import Adoption
from pages import links, marks
from pages.finnish import capitalised, counted, listed, moment
from pages.page import View


def adoption_rows(catalogue: Catalogue, practice: Practice, same: bool) -> list[View]:
    """Rows of the ledger; `same` picks those where the source tells of the same model without naming this one."""
    return [adoption_row(catalogue, item) for item in practice.data.adoptions if (item.model_named is False) == same]


def adoption_row(catalogue: Catalogue, item: Adoption) -> View:
    """What one municipality did with a practice."""
    event = catalogue.events[item.heard_at] if item.heard_at else None
    place = catalogue.places[item.municipality]
    return {
        "place": links.place_link(place),
        "size": counted(place.population, "asukas", "asukasta"),
        "stage": marks.adoption_stage(item),
        "when": _when(item),
        "changed": item.changed or "",
        "result": item.result or "",
        "why_not": item.why_not or "",
        "why_label": "Miksi lopetettiin" if item.stage == AdoptionStage.ENDED else "Miksi ei",
        "cost": item.cost or "",
        "bottlenecks": [
            {
                **links.bottleneck_link(catalogue, each.kind),
                "what": each.what,
                "solved": each.solved or "",
                "sources": list(each.source),
            }
            for each in item.bottlenecks
        ],
        "heard": item.heard_from or "",
        "event": links.entry_link(event) if event else None,
        "sources": list(item.source),
    }


def naming(practice: Practice) -> str:
    """Of which adopters a source says that they got the model from here."""
    takers = [item for item in practice.data.adoptions if Use(practice, item).kind == "taken"]
    named = [item.municipality for item in takers if item.model_named]
    if not takers:
        return ""
    if not named:
        return "Lähteet eivät kerro, mistä malli saatiin."
    if len(named) == len(takers):
        return (
            "Lähteen mukaan malli saatiin täältä."
            if len(named) == 1
            else "Lähteiden mukaan kaikki saivat mallin täältä."
        )
    return f"Lähteiden mukaan mallin saivat täältä {listed(named)}. Muista lähteet eivät kerro, mistä malli saatiin."


def _when(item: Adoption) -> str:
    """Toukokuu 2024 · 2019–2022 · Toukokuu 2019 – kesäkuu 2022 · Päättyi 2022"""
    if item.ended is None:
        return capitalised(moment(item.year)) if item.year else ""
    if item.year is None:
        return f"Päättyi {moment(item.ended)}"
    if item.year == item.ended:
        return capitalised(moment(item.year))
    start, end = moment(item.year), moment(item.ended)
    return capitalised(f"{start} – {end}" if " " in start + end else f"{start}–{end}")
