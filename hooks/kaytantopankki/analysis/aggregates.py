"""Sums, shares and counts over practices: our own calculations from given figures."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from math import floor, fsum, log10
from typing import Literal

from kaytantopankki.content import submodels, vocabulary
from kaytantopankki.content.catalogue import Catalogue, PracticeEntry, grouped
from kaytantopankki.content.field_types import Approx, Basis, Direction, MoneyKind
from kaytantopankki.content.kind_submodels import Money
from kaytantopankki.formatting import counted

_COUNCIL_TERM = 4  # Years between municipal elections.
_NO_BOUND = (None, Approx.ABOUT, Approx.NEARLY)
_AMOUNT = re.compile(r"[^/]+(/(v|vuosi|kk|kuukausi|vko|viikko|pv|päivä))?")
_SHARE = re.compile(r"[%‰°]|prosent|promille|osuu|\b(aste|indeksi|pistettä)|\wss[aä]\b", re.IGNORECASE)
_YEAR = re.compile(r"\d{4}")


@dataclass(frozen=True)
class Payback:
    """Years in which a practice pays itself back: as one cost gives them, or `computed` from an investment and a
    saving."""

    years: float
    costs: tuple[Money, ...]
    computed: bool = False

    @property
    def council_term(self) -> Literal["fits", "about", "longer", "unknown"]:
        """Whether the practice pays itself back within a council term."""
        approx = Approx.ABOUT if self.computed else self.costs[0].approx
        if approx in (Approx.OVER, Approx.AT_LEAST) and self.years < _COUNCIL_TERM:
            return "unknown"
        if approx in (Approx.UNDER, Approx.AT_MOST) and self.years > _COUNCIL_TERM:
            return "unknown"
        if approx == Approx.OVER and self.years == _COUNCIL_TERM:
            return "longer"
        if approx in (Approx.ABOUT, Approx.AT_LEAST) and abs(self.years - _COUNCIL_TERM) < 0.25:
            return "about"
        return "fits" if self.years <= _COUNCIL_TERM else "longer"


def round_significant(value: float, figures: int = 2) -> float:
    """212.7 → 210.0, 0.237 → 0.24"""
    return round(value, figures - 1 - floor(log10(abs(value)))) if value else 0.0


def per_inhabitant(catalogue: Catalogue, practice: PracticeEntry) -> tuple[float, Money] | None:
    """Euros for each inhabitant of the municipality where the practice began, to two figures, and the investment; only
    for one municipality and one investment that is not a target."""
    names = practice.data.municipalities
    investment = _only(practice, MoneyKind.INVESTMENT)
    if len(names) != 1 or investment is None or not investment.amount:
        return None
    return round_significant(investment.amount / catalogue.places[names[0]].population), investment


def paybacks(practice: PracticeEntry) -> list[Payback]:
    """Every payback time that sources give; without one, investment divided by yearly saving when each has one figure
    that is neither a target nor a bound."""
    given = [
        Payback(item.years, (item,)) for item in practice.data.costs if item.kind == MoneyKind.PAYBACK and item.years
    ]
    if given:
        return given
    investment, saving = _only(practice, MoneyKind.INVESTMENT), _only(practice, MoneyKind.SAVING, per="vuosi")
    if investment is None or saving is None or not investment.amount or not saving.amount:
        return []
    if investment.approx not in _NO_BOUND or saving.approx not in _NO_BOUND:
        return []
    years = round_significant(investment.amount / saving.amount)
    return [Payback(years, (investment, saving), computed=True)]


def _only(practice: PracticeEntry, kind: MoneyKind, per: str | None = None) -> Money | None:
    """The one sum of this kind, targets left out; None when there are many, or it is a range."""
    sums = [item for item in practice.data.costs if (item.kind, item.per) == (kind, per) and item.basis != Basis.TARGET]
    return sums[0] if len(sums) == 1 and sums[0].amount_to is None else None


@dataclass(frozen=True)
class IndicatorResults:
    """Measured results of one indicator and unit."""

    indicator: vocabulary.Indicator
    unit: str
    results: tuple[tuple[PracticeEntry, submodels.Result], ...]

    @property
    def periods(self) -> tuple[str, ...]:
        """The periods of the results, in order."""
        return tuple(sorted({result.period for _, result in self.results if result.period}))

    @property
    def total(self) -> float | None:
        """The sum; None of a single result, and when they must not be added."""
        if len(self.results) == 1 or self.no_total_reason:
            return None
        return fsum(result.value or 0 for _, result in self.results)

    @property
    def no_total_reason(self) -> str:
        """Why the results must not be added, in Finnish; empty when they may, and of a single result."""
        results = [result for _, result in self.results]
        if len(results) == 1:
            return ""
        if not self.unit:
            return "Luvuilla ei ole yksikköä."
        if not _AMOUNT.fullmatch(self.unit) or _SHARE.search(self.unit):
            return "Osuuksia ja suhdelukuja ei voi laskea yhteen."
        if self.indicator.direction != Direction.UP:
            return "Mittari kertoo tilasta eikä tuloksesta, joten lukuja ei lasketa yhteen."
        if len({practice.slug for practice, _ in self.results}) < len(results):
            return "Samasta käytännöstä on monta lukua, jotka voivat kertoa samasta asiasta."
        if any(result.value is None or result.value_to is not None or result.approx for result in results):
            return "Osa luvuista on vaihteluvälejä, ennen ja jälkeen -lukuja tai likimääräisiä."
        if not all(result.period for result in results):
            return "Kaikista luvuista ei tiedetä, miltä ajalta ne ovat."
        if len(self.periods) > 1 and not all(map(_YEAR.fullmatch, self.periods)):
            return "Luvut ovat eripituisilta ajoilta."
        places = Counter(name for practice, _ in self.results for name in practice.data.municipalities)
        if max(places.values()) > 1:
            return "Sama kunta on mukana monessa käytännössä, joten sama tulos voisi tulla lasketuksi kahdesti."
        return ""


def measured_results(practices: Iterable[PracticeEntry], words: vocabulary.Vocabulary) -> tuple[IndicatorResults, ...]:
    """Measured results by indicator and unit, in the order of the vocabulary; those of most practices first."""
    pairs = ((practice, result) for practice in practices for result in practice.data.results)
    measured = (pair for pair in pairs if pair[1].basis == Basis.MEASURED)
    groups = grouped(
        measured, lambda pair: [(pair[1].indicator, pair[1].unit or words.indicators[pair[1].indicator].unit)]
    )
    order = list(words.indicators)
    ordered = sorted(groups, key=lambda key: (-len(groups[key]), order.index(key[0]), key[1]))
    return tuple(IndicatorResults(words.indicators[key], unit, groups[key, unit]) for key, unit in ordered)


@dataclass(frozen=True, order=True)
class PracticeCount:
    """How many practices one municipality has: its own, adopted ones, and the same models without a known link. In
    order by its own practices first."""

    own: int = 0
    taken: int = 0
    parallel: int = 0

    @property
    def total(self) -> int:
        return self.own + self.taken + self.parallel

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


def practice_count(catalogue: Catalogue, name: str) -> PracticeCount:
    """The practices of one municipality."""
    kinds = Counter(adoption.kind for adoption in catalogue.adoptions_by_municipality.get(name, ()))
    return PracticeCount(len(catalogue.practices_by_municipality.get(name, ())), kinds["taken"], kinds["parallel"])
