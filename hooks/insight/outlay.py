"""What an investment is for an inhabitant, and in how many years it pays itself back: our own divisions of given figures."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import floor, log10
from typing import Literal

from catalogue.catalogue import Catalogue, Practice
from catalogue.labels import Approx, Basis
from catalogue.parts import Cost
from catalogue.reference import Place

COUNCIL_TERM = 4  # Years between municipal elections.
Fit = Literal["fits", "about", "longer", "unknown"]
_ROUND_ABOUT = (None, Approx.ABOUT, Approx.NEARLY)


@dataclass(frozen=True)
class PerInhabitant:
    """Euros for each inhabitant of the municipality where the practice began, to two figures."""

    euros: float
    investment: Cost
    place: Place


@dataclass(frozen=True)
class Payback:
    """Years in which a practice pays itself back: as one cost gives them, or `computed` from an investment and a
    saving."""

    years: float
    costs: tuple[Cost, ...]
    computed: bool = False


def rounded(value: float, figures: int = 2) -> float:
    """212.7 → 210.0, 0.237 → 0.24"""
    return round(value, figures - 1 - floor(log10(abs(value)))) if value else 0.0


def per_inhabitant(catalogue: Catalogue, practice: Practice) -> PerInhabitant | None:
    """Only for one municipality and one investment that is not a target."""
    names = practice.data.municipalities
    investment = _only(practice.data.costs, "investment")
    if len(names) != 1 or investment is None or not investment.investment:
        return None
    place = catalogue.places[names[0]]
    return PerInhabitant(rounded(investment.investment / place.population), investment, place)


def paybacks(practice: Practice) -> list[Payback]:
    """Every payback time that sources give; without one, investment divided by yearly saving when each has one figure
    that is neither a target nor a bound."""
    given = [cost for cost in practice.data.costs if cost.payback_years is not None]
    if given:
        return [Payback(cost.payback_years or 0, (cost,)) for cost in given]
    investment, saving = _only(practice.data.costs, "investment"), _only(practice.data.costs, "yearly_saving")
    if investment is None or saving is None or not investment.investment or not saving.yearly_saving:
        return []
    if investment.approx not in _ROUND_ABOUT or saving.approx not in _ROUND_ABOUT:
        return []
    years = rounded(investment.investment / saving.yearly_saving)
    return [Payback(years, (investment, saving), computed=True)]


def fit(payback: Payback) -> Fit:
    """Whether a practice pays itself back within a council term."""
    approx = Approx.ABOUT if payback.computed else payback.costs[0].approx
    if approx in (Approx.OVER, Approx.AT_LEAST) and payback.years < COUNCIL_TERM:
        return "unknown"
    if approx in (Approx.UNDER, Approx.AT_MOST) and payback.years > COUNCIL_TERM:
        return "unknown"
    if approx == Approx.OVER and payback.years == COUNCIL_TERM:
        return "longer"
    if approx in (Approx.ABOUT, Approx.AT_LEAST) and abs(payback.years - COUNCIL_TERM) < 0.25:
        return "about"
    return "fits" if payback.years <= COUNCIL_TERM else "longer"


def _only(costs: Iterable[Cost], name: str) -> Cost | None:
    """The one cost with this figure, targets left out; nothing when there are many."""
    found = [cost for cost in costs if getattr(cost, name) is not None and cost.basis != Basis.TARGET]
    return found[0] if len(found) == 1 else None
