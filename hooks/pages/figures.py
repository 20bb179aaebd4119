"""Figures with their unit, exactness, basis and sources."""

from collections import Counter
from collections.abc import Iterable

from catalogue.labels import Basis
from catalogue.parts import Cost, Funding, Result
from catalogue.vocabulary import Indicator, Vocabulary
from pages.finnish import NBSP, capitalised, euros, number, short_moment
from pages.page import View

# The mark before a figure: filled is measured, half is reported, hatched is estimated, dashed is a target.
MARKS = {Basis.MEASURED: "m", Basis.REPORTED: "u", Basis.ESTIMATED: "a", Basis.TARGET: "t"}
_STRENGTH = (Basis.MEASURED, Basis.REPORTED, Basis.ESTIMATED, Basis.TARGET)


def basis(value: Basis) -> View:
    """The mark and word of a basis."""
    return {"mark": MARKS[value], "label": capitalised(value.label)}


def result(item: Result, words: Vocabulary) -> View:
    """A result figure: value, unit, what it counts, basis, when and where, sources."""
    indicator = words.indicators[item.indicator]
    return {
        "value": _value(item),
        "unit": unit(item, indicator),
        "what": item.note or indicator.title,
        "basis": basis(item.basis),
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


def results(items: tuple[Result, ...], words: Vocabulary) -> list[View]:
    """All results in the author's order, targets left out, with bars where figures can be compared.

    A bar is drawn only between figures of one indicator and unit, from zero; it is given as per cent of the largest.
    """
    shown = [item for item in items if item.basis != Basis.TARGET]
    return [_with_bar(item, shown, words) for item in shown]


def targets(items: tuple[Result, ...], words: Vocabulary) -> list[View]:
    """What was aimed at; never among the results."""
    return [result(item, words) for item in items if item.basis == Basis.TARGET]


def _with_bar(item: Result, shown: list[Result], words: Vocabulary) -> View:
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


def costs(items: tuple[Cost, ...]) -> list[View]:
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
                    "basis": basis(item.basis),
                    "when": short_moment(item.year) if item.year else "",
                    "sources": list(item.source),
                }
            )
    return found


def funding(items: tuple[Funding, ...]) -> list[View]:
    """Who paid and how much, where it is told."""
    return [
        {
            "funder": item.funder,
            "note": item.note or "",
            "sources": list(item.source),
            "amount": _money(item),
            "basis": basis(item.basis) if item.amount is not None else None,
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
