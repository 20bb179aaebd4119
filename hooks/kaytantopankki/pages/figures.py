"""Figures with their unit, exactness, basis and sources; costs and savings; lists of sources."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from kaytantopankki import formatting
from kaytantopankki.analysis.aggregates import Payback, PerInhabitant, paybacks, per_inhabitant, round_significant
from kaytantopankki.content.catalogue import Catalogue, PracticeEntry, newest_source
from kaytantopankki.content.field_types import AdoptionStage, Approx, Basis, Stage
from kaytantopankki.content.submodels import Cost, Funding, Result, Source
from kaytantopankki.content.vocabulary import Indicator, Vocabulary
from kaytantopankki.formatting import NBSP, capitalised, day, euros, moment, number, short_moment
from kaytantopankki.page import Context
from kaytantopankki.pages.templates import environment


def sources(items: tuple[Source, ...]) -> list[Context]:
    """Sources in the author's order; figures refer to them by number."""
    return [
        {
            "title": item.title,
            "url": item.url or "",
            "publisher": item.publisher or "",
            "date": moment(item.date) if item.date else "päiväys ei tiedossa",
            "language": item.language.value if item.language else "",
            "note": item.note or "",
        }
        for item in items
    ]


def freshness(catalogue: Catalogue, practice: PracticeEntry, review_months: int) -> Context:
    """Whether the entry is still true: newest source, last review, and who stands behind it."""
    data = practice.data
    newest = newest_source(practice)
    return {
        "newest": capitalised(moment(newest)) if newest else "Ei tiedossa",
        "reviewed": day(data.reviewed) if data.reviewed else "Ei vielä",
        "published": day(data.published),
        "updated": day(data.updated) if data.updated else "",
        "standing": capitalised(data.standing.label) if data.standing else "",
        "late": overdue(practice, catalogue.today, review_months),
        "short": f"Tarkistettu {day(data.reviewed)}" if data.reviewed else "Tilannetta ei ole tarkistettu",
    }


def overdue(practice: PracticeEntry, today: date, review_months: int) -> bool:
    """Whether the entry was never reviewed, or too long ago."""
    reviewed = practice.data.reviewed
    return reviewed is None or months_between(reviewed, today) >= review_months


def months_between(earlier: date, later: date) -> int:
    """Whole months from one day to another."""
    return (later.year - earlier.year) * 12 + later.month - earlier.month - (later.day < earlier.day)


# The mark before a figure: filled is measured, half is reported, hatched is estimated, dashed is a target.
MARKS = {Basis.MEASURED: "m", Basis.REPORTED: "u", Basis.ESTIMATED: "a", Basis.TARGET: "t"}
_STRENGTH = (Basis.MEASURED, Basis.REPORTED, Basis.ESTIMATED, Basis.TARGET)


def basis_view(value: Basis) -> Context:
    """The mark and word of a basis."""
    return {"mark": MARKS[value], "label": capitalised(value.label)}


def result(item: Result, words: Vocabulary) -> Context:
    """A result figure: value, unit, what it counts, basis, when and where, sources."""
    indicator = words.indicators[item.indicator]
    return {
        "value": _value(item),
        "unit": unit(item, indicator),
        "what": item.note or indicator.title,
        "basis": basis_view(item.basis),
        "when": item.period or "",
        "where": item.municipality or "",
        "indicator": indicator.title if item.note else "",
        "sources": list(item.source),
    }


def unit(item: Result, indicator: Indicator) -> str:
    """The unit of a result: its own, or its indicator's."""
    return item.unit or indicator.unit


def _value(item: Result) -> str:
    if item.value is None:
        return f"{number(item.before or 0)} → {number(item.after or 0)}"
    text = number(item.value) + (f"–{number(item.value_to)}" if item.value_to is not None else "")
    return f"{item.approx.label} {text}" if item.approx else text


def main_result(items: Iterable[Result]) -> Result | None:
    """The result to show first: the best founded, in the author's order; a target only when there is nothing else."""
    return min(items, key=lambda item: _STRENGTH.index(item.basis), default=None)


def results(items: tuple[Result, ...], words: Vocabulary) -> list[Context]:
    """All results in the author's order, targets left out, with bars where figures can be compared.

    A bar is drawn only between figures of one indicator and unit, from zero; it is given as per cent of the largest.
    """
    shown = [item for item in items if item.basis != Basis.TARGET]
    return [_with_bar(item, shown, words) for item in shown]


def targets(items: tuple[Result, ...], words: Vocabulary) -> list[Context]:
    """What was aimed at; never among the results."""
    return [result(item, words) for item in items if item.basis == Basis.TARGET]


def _with_bar(item: Result, shown: list[Result], words: Vocabulary) -> Context:
    view = result(item, words)
    group = [
        other
        for other in shown
        if other.value is not None and (other.indicator, other.unit) == (item.indicator, item.unit)
    ]
    values = [other.value_to or other.value or 0 for other in group]
    if item.value is not None and len(group) > 1 and min(values) >= 0 < max(values):
        view["bar"] = round(100 * (item.value_to or item.value) / max(values), 1)
    return view


_COSTS = (
    ("investment", "Investointi", "€"),
    ("yearly", "Kustannus vuodessa", "€/v"),
    ("yearly_saving", "Säästö vuodessa", "€/v"),
    ("amount", "Summa", "€"),
    ("payback_years", "Takaisinmaksuaika", "vuotta"),
)


def costs(items: tuple[Cost, ...]) -> list[Context]:
    """Every cost figure with its name, e.g. "Investointi" 1 900 000 €."""
    found = []
    for item in items:
        for name, title, unit_ in _COSTS:
            value = getattr(item, name)
            if value is None:
                continue
            to = f"–{euros(item.amount_to)}" if name == "amount" and item.amount_to is not None else ""
            text = (number(value) if name == "payback_years" else euros(value)) + to
            found.append(
                {
                    "value": f"{item.approx.label} {text}" if item.approx else text,
                    "unit": unit_,
                    "what": item.note if name == "amount" else title,
                    "note": "" if name == "amount" else item.note or "",
                    "kind": name,
                    "basis": basis_view(item.basis),
                    "when": short_moment(item.year) if item.year else "",
                    "sources": list(item.source),
                }
            )
    return found


def funding(items: tuple[Funding, ...]) -> list[Context]:
    """Who paid and how much, where it is told."""
    return [
        {
            "funder": item.funder,
            "note": item.note or "",
            "sources": list(item.source),
            "amount": _money(item),
            "basis": basis_view(item.basis) if item.amount is not None else None,
        }
        for item in items
    ]


def _money(item: Funding) -> str:
    if item.amount is None:
        return ""
    text = f"{euros(item.amount)}{NBSP}€"
    return f"{item.approx.label} {text}" if item.approx else text


def most_common(names: Iterable[str]) -> list[tuple[str, int]]:
    """Names with how many times they come, the most common first and in the order given among equals."""
    return Counter(names).most_common()


def legend(templates: Path) -> dict[str, str]:
    """HTML of each mark by its word: "mitattu", "kokeilu"."""
    draw: Any = environment(templates).get_template("partials/kp/marks.html").module
    stages = {
        stage.label: f"{draw.dot(formatting.dot(stage))} {capitalised(stage.label)}"
        for stage in (*Stage, *AdoptionStage)
    }
    return {**stages, **{basis.label: str(draw.basis(basis_view(basis))) for basis in Basis}}


_MONEY = (("investment", "Investointi"), ("yearly", "Kustannus vuodessa"), ("yearly_saving", "Säästö vuodessa"))
_FITS = {
    "fits": ": mahtuu nelivuotiseen valtuustokauteen",
    "about": ": suunnilleen nelivuotisen valtuustokauden mittainen aika",
    "longer": ": pitempi kuin nelivuotinen valtuustokausi",
    "unknown": "",
}
_ROUGHLY = {
    Approx.OVER: "vähintään noin",
    Approx.AT_LEAST: "vähintään noin",
    Approx.UNDER: "enintään noin",
    Approx.AT_MOST: "enintään noin",
}
_OURS = "Jakolasku on tämän sivuston oma, eikä se ole kunnan ilmoittama luku."


def cost_line(text: str, **more: object) -> Context:
    """A line of a fact; `trace` tells how a figure was computed."""
    return {"text": text, "note": "", "url": "", "basis": None, "sources": [], "trace": [], **more}


def cost_rows(catalogue: Catalogue, practice: PracticeEntry) -> dict[str, list[Context]]:
    """Lines by fact: every investment, yearly cost and saving, the investment for each inhabitant, and the payback."""
    told = costs(practice.data.costs)
    found = {label: [_cost(item) for item in told if item["kind"] == kind] for kind, label in _MONEY}
    share = per_inhabitant(catalogue, practice)
    if share:
        found["Investointi"].append(_share(share))
    return {**found, "Takaisinmaksuaika": [_payback(item) for item in paybacks(practice)]}


def _cost(item: Context) -> Context:
    note = ", ".join(filter(None, (item["note"], item["when"])))
    return cost_line(f"{item['value']}{NBSP}{item['unit']}", note=note, basis=item["basis"], sources=item["sources"])


def _share(item: PerInhabitant) -> Context:
    """The investment for each inhabitant in words, and the division behind it."""
    cost, place = item.investment, item.place
    about = _ROUGHLY.get(cost.approx, "noin") if cost.approx else "noin"
    people = number(round_significant(place.population))
    return cost_line(
        capitalised(f"{about} {euros(item.euros)}{NBSP}€/asukas, kun asukkaita on {people}"),
        note="Laskettu: investointi / asukasluku",
        sources=list(cost.source),
        trace=[
            f"Investointi {_euros(cost.investment)} jaettuna asukasluvulla {number(place.population)} "
            f"(31.12.{place.population_year}) on {about} {euros(item.euros)}{NBSP}€ asukasta kohti.",
            _told("Investointi", cost),
            _OURS,
        ],
    )


def _payback(item: Payback) -> Context:
    """The payback time in words, beside the council term."""
    if item.computed:
        return _computed(item)
    cost = item.costs[0]
    about = f"{cost.approx.label} " if cost.approx else ""
    goal = "tavoite: " if cost.basis == Basis.TARGET else ""
    text = f"{goal}maksaa itsensä takaisin {about}{number(item.years)}{NBSP}vuodessa{_FITS[item.council_term]}"
    note = ", ".join(filter(None, (cost.note, short_moment(cost.year) if cost.year else "")))
    return cost_line(capitalised(text), note=note, basis=basis_view(cost.basis), sources=list(cost.source))


def _computed(item: Payback) -> Context:
    investment, saving = item.costs
    years = number(item.years)
    return cost_line(
        f"Maksaa itsensä takaisin noin {years}{NBSP}vuodessa{_FITS[item.council_term]}",
        note="Laskettu: investointi / säästö",
        sources=sorted({*investment.source, *saving.source}),
        trace=[
            f"Investointi {_euros(investment.investment)} jaettuna säästöllä {_euros(saving.yearly_saving)} vuodessa "
            f"on noin {years} vuotta.",
            _told("Investointi", investment),
            _told("Säästö", saving),
            f"{_OURS} Korkoa, kunnossapitoa ja hintojen muutoksia siinä ei ole.",
        ],
    )


def _euros(value: float | None) -> str:
    return f"{euros(value or 0)}{NBSP}€"


def _told(name: str, cost: Cost) -> str:
    """What the source says of a figure that a division uses."""
    when = short_moment(cost.year) if cost.year else ""
    exact = f"luku on lähteessä {cost.approx.label}" if cost.approx else ""
    told = "; ".join(filter(None, (cost.basis.label, cost.note, when, exact)))
    return f"{name}: {told}."
