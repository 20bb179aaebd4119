"""How much of what readers ask for a practice tells, and what it lacks."""

from typing import NamedTuple

from catalogue.catalogue import Practice
from catalogue.conditions import Condition, given, holds
from catalogue.kinds import Practice as Fields
from catalogue.labels import Basis, Stage

AHEAD = (Stage.IDEA, Stage.UNDERWAY)


class Missing(NamedTuple):
    """A thing that is not told: its name in the schema and in Finnish, and why readers want it."""

    field: str
    label: str
    why: str


class Completeness(NamedTuple):
    """`score` is 0–100; `missing` begins with what would help readers most."""

    score: int
    missing: tuple[Missing, ...]


class Part(NamedTuple):
    """What readers ask for, how much it weighs, and whether it cannot be known before the practice has been tried."""

    weight: int
    missing: Missing
    told: Condition
    later: bool = False


# The weights sum to 100. A picture is not asked for: it proves little.
PARTS = (
    Part(
        16,
        Missing("results", "tulos", "Lukija haluaa tietää, mitä siitä tuli."),
        ("some", "results", ("not", ("is", "basis", Basis.TARGET))),
        later=True,
    ),
    Part(
        14,
        Missing("costs", "kustannus tai rahoitus", "Ilman hintaa kunta ei voi arvioida, onko sillä varaa."),
        ("any", given("costs"), ("some", "funding", given("amount"))),
    ),
    Part(
        14,
        Missing("bottlenecks", "pullonkaulat", "Seuraava osaa varautua siihen, mikä oli vaikeaa."),
        given("bottlenecks"),
    ),
    Part(
        10,
        Missing("uptake.first_steps", "ensimmäiset askeleet", "Vastaanottaja tietää, mistä aloittaa."),
        given("uptake.first_steps"),
    ),
    Part(
        8,
        Missing("uptake.conditions", "ehdot", "Kunta näkee, täyttyvätkö ehdot sillä."),
        given("uptake.conditions"),
    ),
    Part(
        6,
        Missing("results.measured", "mitattu tulos", "Mitattu luku kestää kysymykset valtuustossa."),
        ("some", "results", ("is", "basis", Basis.MEASURED)),
        later=True,
    ),
    Part(
        6,
        Missing("uptake.decision_level", "kuka päättää", "Valmistelija tietää, kenelle asia viedään."),
        given("uptake.decision_level"),
    ),
    Part(
        6,
        Missing("adoptions", "käyttöönotto muualla", "Muiden kokemus kertoo, toimiiko malli muuallakin."),
        given("adoptions"),
        later=True,
    ),
    Part(
        4,
        Missing("uptake.suits", "kenelle sopii", "Kunta näkee, onko malli sen kokoiselle."),
        given("uptake.suits"),
    ),
    Part(4, Missing("sources", "lähteet", "Luvut voi tarkistaa."), given("sources")),
    Part(4, Missing("contact", "yhteystieto", "Lukija tietää, keneltä kysyä."), given("contact")),
    Part(
        4,
        Missing("contact.checked", "yhteystiedon tarkistus", "Yhteydenotto menee perille."),
        given("contact.checked"),
    ),
    Part(2, Missing("started", "alkamisaika", "Lukija näkee, kuinka tuoretta työ on."), given("started")),
    Part(2, Missing("effort", "työmäärä", "Kunta osaa varata tekijän."), given("effort")),
)
_ASKED_AHEAD = tuple(part for part in PARTS if not part.later)
_WHOLE, _AHEAD_WHOLE = (sum(part.weight for part in parts) for parts in (PARTS, _ASKED_AHEAD))


def is_ahead(data: Fields) -> bool:
    """Whether a practice is only an idea or underway, and can have no results or adopters."""
    return data.stage in AHEAD


def completeness(practice: Practice) -> Completeness:
    """The share of the weights that the practice earns, of those it could."""
    asked = _ASKED_AHEAD if is_ahead(practice.data) else PARTS
    lacking = [part for part in asked if not holds(part.told, practice.data)]
    whole = _AHEAD_WHOLE if asked is _ASKED_AHEAD else _WHOLE
    earned = whole - sum([part.weight for part in lacking])
    return Completeness(round(100 * earned / whole), tuple([part.missing for part in lacking]))
