"""The receiver's starter card: what a municipality needs to know to begin, and what nobody has told yet."""

from catalogue.catalogue import Catalogue, Practice
from catalogue.parts import Suits
from pages import outlay
from pages.finnish import capitalised, day, number
from pages.page import View


def starter(catalogue: Catalogue, practice: Practice) -> View:
    """What is known as rows of lines, the first steps, and the names of what is not known."""
    data, plain = practice.data, starter_card(practice) or {}
    contact = contact_details(practice)
    rows = [
        _row("Ehdot", [outlay.line(text) for text in plain.get("conditions", [])]),
        _row("Työmäärä", [outlay.line(data.effort)] if data.effort else []),
        *(_row(label, lines) for label, lines in outlay.rows(catalogue, practice).items()),
        _row("Kuka päättää", [outlay.line(plain["decision"])] if plain.get("decision") else []),
        _row("Kenelle sopii", [outlay.line(plain["suits"])] if plain.get("suits") else []),
        _row(
            "Valmiit asiakirjat",
            [
                outlay.line(item["title"], url=item["url"], sources=item["sources"])
                for item in plain.get("documents", [])
            ],
        ),
        _row("Keneltä kysyä", _contact_lines(contact) if contact else []),
    ]
    steps = plain.get("steps", [])
    unknown = {row["label"] for row in rows if not row["lines"]} - {"Säästö vuodessa", "Takaisinmaksuaika"}
    missing = [row["label"] for row in rows if row["label"] in unknown]
    return {
        "steps": steps,
        "rows": [row for row in rows if row["lines"]],
        "missing": [name[:1].lower() + name[1:] for name in ([] if steps else ["Ensimmäiset askeleet"]) + missing],
    }


def starter_card(practice: Practice) -> View | None:
    """What the author wrote for receivers, when there is anything."""
    uptake = practice.data.uptake
    if uptake is None:
        return None
    return {
        "steps": list(uptake.first_steps),
        "conditions": list(uptake.conditions),
        "decision": capitalised(uptake.decision_level.label) if uptake.decision_level else "",
        "suits": suited(uptake.suits) if uptake.suits else "",
        "documents": [
            {"title": item.title, "url": item.url or "", "sources": list(item.source)} for item in uptake.documents
        ],
    }


def contact_details(practice: Practice) -> View | None:
    """Whom to ask: a unit and a role, and whether it was checked that they are right."""
    contact = practice.data.contact
    if contact is None:
        return None
    visits = {True: "Ottaa vierailijoita", False: "Ei ota vierailijoita", None: ""}[contact.hosts_visits]
    return {
        "name": ", ".join(filter(None, (contact.organisation, contact.unit, contact.role))),
        "url": contact.url or "",
        "checked": f"Tarkistettu {day(contact.checked)}" if contact.checked else "Yhteystietoa ei ole tarkistettu",
        "visits": visits,
    }


def suited(suits: Suits) -> str:
    """For whom a practice is meant: size and kind of municipality, and the author's note."""
    low, high = suits.population_min, suits.population_max
    if low and high:
        sizes = f"{number(low)}–{number(high)} asukasta"
    elif low or high:
        sizes = f"vähintään {number(low)} asukasta" if low else f"enintään {number(high or 0)} asukasta"
    else:
        sizes = ""
    types = ", ".join(item.label for item in suits.types)
    return ". ".join(map(capitalised, filter(None, (sizes, types, suits.note))))


def _row(label: str, lines: list[View]) -> View:
    return {"label": label, "lines": lines}


def _contact_lines(contact: View) -> list[View]:
    rest = ". ".join(filter(None, (contact["checked"], contact["visits"])))
    return [outlay.line(contact["name"], url=contact["url"], note=rest)]
