"""What happened in an order that can be."""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from catalogue.checks.scope import Scope
from catalogue.problem import Problem
from catalogue.texts import say
from catalogue.types import Moment
from catalogue.yamltree import Loc


class Order(NamedTuple):
    """Two times of an entry, or of each item of one of its lists, that come in this order, and which of them is told."""

    earlier: str
    later: str
    told: str
    text: str
    items: str = ""


_LIFE = Order("started", "ended", "ended", "ended_first")
ORDERS = {
    "practice": (_LIFE, Order("year", "ended", "ended", "ended_first", "adoptions")),
    "network": (_LIFE, Order("since", "until", "until", "left_first", "members")),
    "project": (_LIFE,),
    "event": (
        Order("start", "end", "end", "ends_first"),
        Order("registration_deadline", "start", "registration_deadline", "late_deadline"),
    ),
}
# What nobody can know before it is: fields of an entry (""), and of a part or the items of a list of it.
BY_NOW = {
    "": ("published", "updated", "reviewed", "date", "stage_as_of"),
    "sources": ("date",),
    "contact": ("checked",),
    "contacts": ("checked",),
}


def times_are_in_order(scope: Scope) -> Iterator[Problem]:
    """Nothing ends before it begins, and registration for an event ends before the event begins."""
    for kind, orders in ORDERS.items():
        for entry in scope.catalogue.of_kind(kind).values():
            for order in orders:
                for at, part in _parts(entry.data, order.items):
                    earlier, later = getattr(part, order.earlier), getattr(part, order.later)
                    if earlier and later and _comes_first(later, earlier):
                        yield entry.problem((*at, order.told), say(order.text, earlier=earlier, later=later))


def nothing_is_of_the_future(scope: Scope) -> Iterator[Problem]:
    """Nothing was published, updated, reviewed or known after today."""
    for entry in scope.catalogue.entries:
        for where, names in BY_NOW.items():
            for at, part in _parts(entry.data, where):
                for name in names:
                    when = getattr(part, name, None)
                    if when and _first_day(when) > scope.catalogue.today:
                        yield entry.problem((*at, name), say("future_day", day=when))


def _parts(data: Any, name: str) -> Iterator[tuple[Loc, Any]]:
    """The entry itself, or a part of it, or each item of a list, with its place."""
    found = getattr(data, name, None) if name else data
    if isinstance(found, tuple):
        yield from (((name, number), item) for number, item in enumerate(found))
    elif found is not None:
        yield (name,) if name else (), found


def _comes_first(one: Moment, other: Moment) -> bool:
    return one.last_day < other.first_day or (one.hour >= 0 and other.hour >= 0 and one < other)


def _first_day(when: date | Moment) -> date:
    return when.first_day if isinstance(when, Moment) else when
