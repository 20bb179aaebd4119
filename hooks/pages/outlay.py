"""What a practice costs and saves, in lines of words with their basis, sources and the divisions behind them."""

from catalogue.catalogue import Catalogue, Practice
from catalogue.labels import Approx, Basis
from catalogue.parts import Cost
from insight.outlay import Payback, PerInhabitant, fit, paybacks, per_inhabitant, rounded
from pages import figures
from pages.finnish import NBSP, capitalised, euros, number, short_moment
from pages.page import View

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


def line(text: str, **more: object) -> View:
    """A line of a fact; `trace` tells how a figure was computed."""
    return {"text": text, "note": "", "url": "", "basis": None, "sources": [], "trace": [], **more}


def rows(catalogue: Catalogue, practice: Practice) -> dict[str, list[View]]:
    """Lines by fact: every investment, yearly cost and saving, the investment for each inhabitant, and the payback."""
    told = figures.costs(practice.data.costs)
    found = {label: [_cost(item) for item in told if item["kind"] == kind] for kind, label in _MONEY}
    share = per_inhabitant(catalogue, practice)
    if share:
        found["Investointi"].append(_share(share))
    return {**found, "Takaisinmaksuaika": [_payback(item) for item in paybacks(practice)]}


def _cost(item: View) -> View:
    note = ", ".join(filter(None, (item["note"], item["when"])))
    return line(f"{item['value']}{NBSP}{item['unit']}", note=note, basis=item["basis"], sources=item["sources"])


def _share(item: PerInhabitant) -> View:
    """The investment for each inhabitant in words, and the division behind it."""
    cost, place = item.investment, item.place
    about = _ROUGHLY.get(cost.approx, "noin") if cost.approx else "noin"
    people = number(rounded(place.population))
    return line(
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


def _payback(item: Payback) -> View:
    """The payback time in words, beside the council term."""
    if item.computed:
        return _computed(item)
    cost = item.costs[0]
    about = f"{cost.approx.label} " if cost.approx else ""
    goal = "tavoite: " if cost.basis == Basis.TARGET else ""
    text = f"{goal}maksaa itsensä takaisin {about}{number(item.years)}{NBSP}vuodessa{_FITS[fit(item)]}"
    note = ", ".join(filter(None, (cost.note, short_moment(cost.year) if cost.year else "")))
    return line(capitalised(text), note=note, basis=figures.basis(cost.basis), sources=list(cost.source))


def _computed(item: Payback) -> View:
    investment, saving = item.costs
    years = number(item.years)
    return line(
        f"Maksaa itsensä takaisin noin {years}{NBSP}vuodessa{_FITS[fit(item)]}",
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
