"""What measured results add up to, when they may be added up at all.

A sum tells a steering group something only when nothing in it is counted twice or is of another kind. So:

- Only `measured` results count. Reported and estimated figures and targets are counted by number, never added up.
- Figures are of one indicator and one unit, and of a unit that can be added: no shares, and nothing per anything but
  time (`kg CO₂e/ateria`). The indicator is one of which more is better: what remains after a change (emissions,
  consumption) is a state, not a result.
- Every practice of the group gives exactly one measured figure, and gives it exactly: not a range, not before and
  after, not "about" or "over".
- All figures are of a calendar year, or all of the same period in the same words.
- No municipality stands in two of the practices, because both may count the same saving.

If one figure breaks a rule, the group is only listed, and `obstacle` says why.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from math import fsum

from catalogue.catalogue import Practice
from catalogue.labels import Basis, Direction
from catalogue.parts import Result
from catalogue.vocabulary import Indicator, Vocabulary

_AMOUNT = re.compile(r"[^/]+(/(v|vuosi|kk|kuukausi|vko|viikko|pv|päivä))?")
_SHARE = re.compile(r"[%‰°]|prosent|promille|osuu|\b(aste|indeksi|pistettä)|\w+ss[aä]\b", re.IGNORECASE)
_YEAR = re.compile(r"\d{4}")


@dataclass(frozen=True)
class Measured:
    """Measured figures of one indicator and unit. `total` is None when they must not be added, and `obstacle` then
    says why in Finnish; a single figure has neither."""

    indicator: str
    unit: str
    figures: tuple[tuple[Practice, Result], ...]
    total: float | None = None
    obstacle: str = ""

    @property
    def periods(self) -> tuple[str, ...]:
        """The periods of the figures, in order."""
        return tuple(sorted({result.period for _, result in self.figures if result.period}))


def measured(practices: Iterable[Practice], words: Vocabulary) -> tuple[Measured, ...]:
    """Measured results by indicator and unit, in the order of the vocabulary; those of most practices first."""
    groups: dict[tuple[str, str], list[tuple[Practice, Result]]] = defaultdict(list)
    for practice in practices:
        for result in practice.data.results:
            if result.basis == Basis.MEASURED:
                unit = result.unit or words.indicators[result.indicator].unit
                groups[result.indicator, unit].append((practice, result))
    order = {key: number for number, key in enumerate(words.indicators)}
    ordered = sorted(groups, key=lambda key: (-len(groups[key]), order[key[0]], key[1]))
    return tuple(_group(*key, tuple(groups[key]), words.indicators[key[0]]) for key in ordered)


def by_basis(practices: Iterable[Practice]) -> Counter[Basis]:
    """How many result figures there are of each basis."""
    found = [result.basis for practice in practices for result in practice.data.results]
    return Counter({basis: count for basis in Basis if (count := found.count(basis))})


def _group(key: str, unit: str, figures: tuple[tuple[Practice, Result], ...], indicator: Indicator) -> Measured:
    if len(figures) == 1:
        return Measured(key, unit, figures)
    reason = obstacle(unit, figures, indicator)
    total = None if reason else fsum(result.value or 0 for _, result in figures)
    return Measured(key, unit, figures, total, reason)


def obstacle(unit: str, figures: tuple[tuple[Practice, Result], ...], indicator: Indicator) -> str:
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
