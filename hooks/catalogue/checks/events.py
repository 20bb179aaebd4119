"""Events happen in order."""

from collections.abc import Iterator

from catalogue.checks.scope import Scope
from catalogue.problem import Problem
from catalogue.texts import say


def deadline_before_start(scope: Scope) -> Iterator[Problem]:
    """Registration ends before the event starts."""
    for entry in scope.catalogue.events.values():
        deadline, start = entry.data.registration_deadline, entry.data.start
        if deadline and (
            deadline.first_day > start.last_day or (deadline.hour >= 0 and start.hour >= 0 and deadline > start)
        ):
            yield entry.problem(("registration_deadline",), say("late_deadline", deadline=deadline, start=start))


def end_after_start(scope: Scope) -> Iterator[Problem]:
    """An event does not end before it starts."""
    for entry in scope.catalogue.events.values():
        end, start = entry.data.end, entry.data.start
        if end and (end.last_day < start.first_day or (end.hour >= 0 and start.hour >= 0 and end < start)):
            yield entry.problem(("end",), say("ends_first", end=end, start=start))
