"""Sums, shares and counts over practices: our own calculations from given figures."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from math import floor, fsum, log10
from typing import Literal

from kaytantopankki.content.catalogue import Catalogue, PracticeEntry
from kaytantopankki.content.field_types import Approx, Basis, Direction
from kaytantopankki.content.municipalities import Place
from kaytantopankki.content.submodels import Cost, Result
from kaytantopankki.content.vocabulary import Indicator, Vocabulary
from kaytantopankki.formatting import counted

COUNCIL_TERM = 4  # Years between municipal elections.
CostFit = Literal["fits", "about", "longer", "unknown"]
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


def per_inhabitant(catalogue: Catalogue, practice: PracticeEntry) -> PerInhabitant | None:
    """Only for one municipality and one investment that is not a target."""
    names = practice.data.municipalities
    investment = _only(practice.data.costs, "investment")
    if len(names) != 1 or investment is None or not investment.investment:
        return None
    place = catalogue.places[names[0]]
    return PerInhabitant(rounded(investment.investment / place.population), investment, place)


def paybacks(practice: PracticeEntry) -> list[Payback]:
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


def fit(payback: Payback) -> CostFit:
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


_AMOUNT = re.compile(r"[^/]+(/(v|vuosi|kk|kuukausi|vko|viikko|pv|päivä))?")
_SHARE = re.compile(r"[%‰°]|prosent|promille|osuu|\b(aste|indeksi|pistettä)|\w+ss[aä]\b", re.IGNORECASE)
_YEAR = re.compile(r"\d{4}")


@dataclass(frozen=True)
class Measured:
    """Measured figures of one indicator and unit. `total` is None when they must not be added, and `obstacle` then
    says why in Finnish; a single figure has neither."""

    indicator: str
    unit: str
    figures: tuple[tuple[PracticeEntry, Result], ...]
    total: float | None = None
    obstacle: str = ""

    @property
    def periods(self) -> tuple[str, ...]:
        """The periods of the figures, in order."""
        return tuple(sorted({result.period for _, result in self.figures if result.period}))


def measured(practices: Iterable[PracticeEntry], words: Vocabulary) -> tuple[Measured, ...]:
    """Measured results by indicator and unit, in the order of the vocabulary; those of most practices first."""
    groups: dict[tuple[str, str], list[tuple[PracticeEntry, Result]]] = defaultdict(list)
    for practice in practices:
        for result in practice.data.results:
            if result.basis == Basis.MEASURED:
                unit = result.unit or words.indicators[result.indicator].unit
                groups[result.indicator, unit].append((practice, result))
    order = {key: number for number, key in enumerate(words.indicators)}
    ordered = sorted(groups, key=lambda key: (-len(groups[key]), order[key[0]], key[1]))
    return tuple(_group(*key, tuple(groups[key]), words.indicators[key[0]]) for key in ordered)


def by_basis(practices: Iterable[PracticeEntry]) -> Counter[Basis]:
    """How many result figures there are of each basis."""
    found = [result.basis for practice in practices for result in practice.data.results]
    return Counter({basis: count for basis in Basis if (count := found.count(basis))})


def _group(key: str, unit: str, figures: tuple[tuple[PracticeEntry, Result], ...], indicator: Indicator) -> Measured:
    if len(figures) == 1:
        return Measured(key, unit, figures)
    reason = obstacle(unit, figures, indicator)
    total = None if reason else fsum(result.value or 0 for _, result in figures)
    return Measured(key, unit, figures, total, reason)


def obstacle(unit: str, figures: tuple[tuple[PracticeEntry, Result], ...], indicator: Indicator) -> str:
    """Why the figures must not be added; empty when they may."""
    if not unit:
        return "Luvuilla ei ole yksikköä."
    if not _AMOUNT.fullmatch(unit) or _SHARE.search(unit):
        return "Osuuksia ja suhdelukuja ei voi laskea yhteen."
    if indicator.direction != Direction.UP:
        return "Mittari kertoo tilasta eikä tuloksesta, joten lukuja ei lasketa yhteen."
    results = [result for _, result in figures]
    if len({practice.slug for practice, _ in figures}) < len(figures):
        return "Samasta käytännöstä on monta lukua, jotka voivat kertoa samasta asiasta."
    if any(result.value is None or result.value_to is not None or result.approx for result in results):
        return "Osa luvuista on vaihteluvälejä, ennen ja jälkeen -lukuja tai likimääräisiä."
    periods = {result.period or "" for result in results}
    if "" in periods:
        return "Kaikista luvuista ei tiedetä, miltä ajalta ne ovat."
    if len(periods) > 1 and not all(_YEAR.fullmatch(period) for period in periods):
        return "Luvut ovat eripituisilta ajoilta."
    places = Counter(name for practice, _ in figures for name in practice.data.municipalities)
    if max(places.values()) > 1:
        return "Sama kunta on mukana monessa käytännössä, joten sama tulos voisi tulla lasketuksi kahdesti."
    return ""


@dataclass(frozen=True)
class PracticeCount:
    """What is recorded of one municipality. `parallel` counts models that were not said to come from elsewhere."""

    own: int = 0
    taken: int = 0
    parallel: int = 0

    @property
    def total(self) -> int:
        return self.own + self.taken + self.parallel

    @property
    def order(self) -> tuple[int, int, int]:
        """Sort key: its own practices first, then what was taken."""
        return (self.own, self.taken, self.parallel)

    @property
    def words(self) -> str:
        """9 omaa käytäntöä, 4 muualta otettua · empty when nothing is recorded"""
        taken = ("muualta otettu", "muualta otettua")
        if not self.own:
            taken = (f"{taken[0]} käytäntö", f"{taken[1]} käytäntöä")
        parts = (
            (self.own, ("oma käytäntö", "omaa käytäntöä")),
            (self.taken, taken),
            (self.parallel, ("samanlainen malli", "samanlaista mallia")),
        )
        return ", ".join(counted(count, *forms) for count, forms in parts if count)


def tally(catalogue: Catalogue, name: str) -> PracticeCount:
    """The figures of one municipality."""
    kinds = Counter(use.kind for use in catalogue.adoptions_by_municipality.get(name, ()))
    return PracticeCount(len(catalogue.practices_by_municipality.get(name, ())), kinds["taken"], kinds["parallel"])


def practice_counts(catalogue: Catalogue) -> dict[str, int]:
    """How many practices of its own each municipality has, where it has any."""
    return {name: len(found) for name, found in catalogue.practices_by_municipality.items()}
