"""Figures with their unit, exactness, basis and sources; costs and other sums of money; lists of sources."""

from collections.abc import Iterable
from datetime import date

from kaytantopankki import formatting
from kaytantopankki.analysis.aggregates import Payback, paybacks, per_inhabitant, round_significant
from kaytantopankki.content import municipalities, submodels, vocabulary
from kaytantopankki.content.catalogue import Catalogue, PracticeEntry
from kaytantopankki.content.field_types import Approx, Basis, MoneyKind
from kaytantopankki.content.kind_submodels import Money
from kaytantopankki.data_files import data_table
from kaytantopankki.page import Context

_STRENGTH = list(Basis)
# The mark before a figure: filled is measured, half is reported, hatched is estimated, dashed is a target.
_BASIS_MARKS = dict(zip(_STRENGTH, "muat", strict=True))
# The sums of the starter card, and how a sum is counted when its kind alone says so.
_STARTER = (MoneyKind.INVESTMENT, MoneyKind.YEARLY_COST, MoneyKind.CONTRACT, MoneyKind.SAVING)
_PER = {MoneyKind.YEARLY_COST: "vuosi"}
_WORDS = data_table("pages/data/figures.yml")


def sources(items: tuple[submodels.Source, ...]) -> list[Context]:
    """Sources in the author's order; figures refer to them by number."""
    return [
        {
            **formatting.fields_of(item, "title", "url", "publisher", "proves", "note"),
            "date": formatting.moment(item.date) if item.date else "päiväys ei tiedossa",
            "language": item.language.value if item.language else "",
        }
        for item in items
    ]


def overdue(day: date | None, today: date, review_months: int) -> bool:
    """Whether an entry was never reviewed, or too many whole months ago."""
    return not day or (today.year - day.year) * 12 + today.month - day.month - (today.day < day.day) >= review_months


def basis_view(basis: Basis) -> Context:
    """The mark and word of a basis."""
    return {"mark": _BASIS_MARKS[basis], "label": formatting.capitalised(basis.label)}


def result(item: submodels.Result, words: vocabulary.Vocabulary) -> Context:
    """A result figure: value, unit, what it counts, basis, when and where, sources."""
    indicator = words.indicators[item.indicator]
    numbers = [each for each in (item.value, item.value_to, item.before, item.after) if each is not None]
    figure = (" → " if item.value is None else "–").join(map(formatting.number, numbers))
    value, unit = with_exactness(figure, item.approx), indicator.unit_after(numbers[-1], item.unit)
    return {
        "value": value,
        "unit": unit,
        "figure": formatting.with_unit(value, unit),
        "what": item.note or indicator.title,
        "basis": basis_view(item.basis),
        "when": item.period or "",
        "where": item.municipality or "",
        "indicator": indicator.title if item.note else "",
        "indicator_url": f"mittarit/{item.indicator}/",
        "sources": list(item.source),
    }


def with_exactness(text: str, approx: Approx | None) -> str:
    """noin 40 · 40"""
    return f"{approx.label} {text}" if approx else text


def main_result(items: Iterable[submodels.Result]) -> submodels.Result | None:
    """The result to show first: the best founded, in the author's order; a target only when there is nothing else."""
    return min(items, key=lambda item: _STRENGTH.index(item.basis), default=None)


def results(items: tuple[submodels.Result, ...], words: vocabulary.Vocabulary) -> dict[str, list[Context]]:
    """All "results" in the author's order, with bars where figures can be compared, and apart from them the "targets".

    A bar is drawn only between figures of one indicator and unit, from zero; it is given as per cent of the largest.
    """
    shown = [item for item in items if item.basis != Basis.TARGET]
    return {
        "results": [{**result(item, words), **_bar(item, shown)} for item in shown],
        "targets": [result(item, words) for item in items if item.basis == Basis.TARGET],
    }


def _bar(item: submodels.Result, shown: list[submodels.Result]) -> Context:
    values = [
        other.value_to or other.value
        for other in shown
        if other.value is not None and (other.indicator, other.unit) == (item.indicator, item.unit)
    ]
    if item.value is None or len(values) < 2 or not min(values) >= 0 < max(values):
        return {}
    return {"bar": round(100 * (item.value_to or item.value) / max(values), 1)}


def sums(items: tuple[Money, ...]) -> dict[str, list[Context]]:
    """What the municipality pays as "costs"; savings, incomes, prices and what others pay, no cost of it, apart from
    them as "other_money"."""
    return {
        "costs": [money(item) for item in items if item.is_cost],
        "other_money": [money(item) for item in items if not item.is_cost],
    }


def money(item: Money) -> Context:
    """A sum with its name; a cost that is of no other kind has its note for a name."""
    title = formatting.capitalised(item.kind.label)
    years = formatting.counted(item.years, "vuosi", "vuotta") if item.years else ""
    if item.kind == MoneyKind.PAYBACK:
        text, unit = formatting.number(item.years or 0), formatting.agreeing(item.years or 0, "vuosi", "vuotta")
        years = ""
    elif item.amount is None:
        text, unit = f"{formatting.euros(item.before or 0)} → {formatting.euros(item.after or 0)}", "€"
    else:
        end = "" if item.amount_to is None else f"–{formatting.euros(item.amount_to)}"
        text, unit = formatting.euros(item.amount) + end, "€"
    if per := item.per or _PER.get(item.kind):
        unit += f"/{per}"
    text, is_named = with_exactness(text, item.approx), item.kind == MoneyKind.COST
    return {
        "value": text,
        "unit": unit,
        "figure": formatting.with_unit(text, unit),
        "what": item.note if is_named else title,
        "note": "" if is_named else item.note or "",
        "kind": item.kind.value,
        "basis": basis_view(item.basis),
        "when": ", ".join(filter(None, (formatting.short_moment(item.year) if item.year else "", years))),
        "sources": list(item.source),
    }


def funding(items: tuple[submodels.Funding, ...]) -> list[Context]:
    """Who paid and how much, where it is told."""
    return [
        {
            **formatting.fields_of(item, "funder", "note", "source"),
            "amount": "" if item.amount is None else with_exactness(formatting.in_euros(item.amount), item.approx),
            "basis": None if item.amount is None else basis_view(item.basis),
        }
        for item in items
    ]


def cost_rows(catalogue: Catalogue, practice: PracticeEntry) -> dict[str, list[Context]]:
    """Lines by fact: every investment, yearly cost, contract and saving, the investment for each inhabitant, and the
    payback. The `trace` of a line tells how its figure was computed."""
    rows = {
        formatting.capitalised(kind.label): [_cost_line(item) for item in practice.data.costs if item.kind == kind]
        for kind in _STARTER
    }
    if share := per_inhabitant(catalogue, practice):
        place = catalogue.places[practice.data.municipalities[0]]
        rows["Investointi"].append(_per_inhabitant_line(*share, place))
    return {**rows, "Takaisinmaksuaika": [_payback_line(item) for item in paybacks(practice)]}


def _cost_line(item: Money) -> Context:
    shown = money(item)
    note = ", ".join(filter(None, ((shown["note"] or "").rstrip("." * bool(shown["when"])), shown["when"])))
    return {"text": shown["figure"], "note": note, "basis": shown["basis"], "sources": shown["sources"]}


def _per_inhabitant_line(euros: float, cost: Money, place: municipalities.Place) -> Context:
    """The investment for each inhabitant in words, and the division behind it."""
    about = _WORDS["roughly"].get(cost.approx, "noin")
    people, share = formatting.number(round_significant(place.population)), formatting.euros(euros)
    return {
        "text": formatting.capitalised(f"{about} {formatting.with_unit(share, '€/asukas')}, kun asukkaita on {people}"),
        "note": "Laskettu: investointi / asukasluku",
        "sources": list(cost.source),
        "trace": [
            f"Investointi {formatting.in_euros(cost.amount)} jaettuna asukasluvulla {formatting.number(place.population)} "
            f"(31.12.{place.population_year}) on {about} {formatting.in_euros(euros)} asukasta kohti.",
            _source_sentence("Investointi", cost),
            _WORDS["our_division"],
        ],
    }


def _payback_line(item: Payback) -> Context:
    """The payback time in words, beside the council term; with the division when it is ours."""
    years = formatting.with_unit(formatting.number(item.years), "vuodessa")
    term = _WORDS["council_term"][item.council_term]
    if not item.computed:
        (cost,) = item.costs
        text = f"maksaa itsensä takaisin {with_exactness(years, cost.approx)}{term}"
        text = f"tavoite: {text}" if cost.basis == Basis.TARGET else text
        return {**_cost_line(cost), "text": formatting.capitalised(text)}
    investment, saving = item.costs
    return {
        "text": f"Maksaa itsensä takaisin noin {years}{term}",
        "note": "Laskettu: investointi / säästö",
        "sources": sorted({*investment.source, *saving.source}),
        "trace": [
            f"Investointi {formatting.in_euros(investment.amount)} jaettuna säästöllä {formatting.in_euros(saving.amount)} vuodessa "
            f"on noin {formatting.counted(item.years, 'vuosi', 'vuotta')}.",
            _source_sentence("Investointi", investment),
            _source_sentence("Säästö", saving),
            f"{_WORDS['our_division']} Korkoa, kunnossapitoa ja hintojen muutoksia siinä ei ole.",
        ],
    }


def _source_sentence(name: str, cost: Money) -> str:
    """What the source says of a figure that a division uses."""
    when = formatting.short_moment(cost.year) if cost.year else ""
    exactness = f"luku on lähteessä {cost.approx.label}" if cost.approx else ""
    return f"{name}: {'; '.join(filter(None, (cost.basis.label, cost.note, when, exactness)))}."
