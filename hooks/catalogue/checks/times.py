"""What happened in an order that can be."""

from collections.abc import Iterator

from catalogue.checks.scope import Scope
from catalogue.parts import Contact
from catalogue.problem import Problem
from catalogue.types import Moment
from catalogue.yamltree import Loc


def nothing_is_known_from_the_future(scope: Scope) -> Iterator[Problem]:
    """No source, news, stage or contact is of a day after today."""
    for entry in scope.catalogue.entries:
        known: list[tuple[Loc, Moment | None]] = [
            ((name,), getattr(entry.data, name, None)) for name in ("date", "stage_as_of")
        ]
        known += [(("sources", number, "date"), source.date) for number, source in enumerate(entry.data.sources)]
        for loc, when in known:
            if when and when.first_day > scope.catalogue.today:
                yield entry.problem(loc, f"{when} on tulevaisuudessa, korjaa se")


def contact_is_checked_by_now(scope: Scope) -> Iterator[Problem]:
    """No contact was found right after today."""
    for entry in scope.catalogue.entries:
        one = getattr(entry.data, "contact", None)
        contacts: list[tuple[Loc, Contact]] = [(("contact",), one)] if one else []
        contacts += [(("contacts", number), item) for number, item in enumerate(getattr(entry.data, "contacts", ()))]
        for loc, contact in contacts:
            if contact.checked and contact.checked > scope.catalogue.today:
                yield entry.problem((*loc, "checked"), f"{contact.checked} on tulevaisuudessa, korjaa se")


def member_leaves_after_joining(scope: Scope) -> Iterator[Problem]:
    """A municipality does not leave a network before it joins."""
    for entry in scope.catalogue.networks.values():
        for number, member in enumerate(entry.data.members):
            if member.since and member.until and member.until.last_day < member.since.first_day:
                yield entry.problem(
                    ("members", number, "until"),
                    f"erosi ({member.until}) ennen kuin liittyi ({member.since}), korjaa toinen",
                )


def adoption_ends_after_it_begins(scope: Scope) -> Iterator[Problem]:
    """A municipality does not stop using a practice before it begins."""
    for entry in scope.catalogue.practices.values():
        for number, item in enumerate(entry.data.adoptions):
            if item.year and item.ended and item.ended.last_day < item.year.first_day:
                yield entry.problem(
                    ("adoptions", number, "ended"),
                    f"päättyi ({item.ended}) ennen kuin alkoi ({item.year}), korjaa toinen",
                )
