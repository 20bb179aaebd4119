"""What entries say makes sense together."""

from collections.abc import Iterator

from catalogue.checks.scope import Scope
from catalogue.labels import Basis
from catalogue.problem import Problem
from catalogue.texts import say
from catalogue.types import no_private_data

TARGET_WORDS = ("tavoit", "tähtää", "pyrki", "mennessä")
RESULT_BASES = (Basis.MEASURED, Basis.REPORTED)
# The lists of figures of a practice.
FIGURES = ("results", "costs", "funding")


def origin_does_not_adopt(scope: Scope) -> Iterator[Problem]:
    """A municipality where the practice began is not among its adopters."""
    for entry in scope.catalogue.practices.values():
        for number, adoption in enumerate(entry.data.adoptions):
            if adoption.municipality in entry.data.municipalities:
                yield entry.problem(
                    ("adoptions", number, "municipality"), say("origin_adopts", name=adoption.municipality)
                )


def adopted_once(scope: Scope) -> Iterator[Problem]:
    """A municipality has one adoption record of a practice."""
    for entry in scope.catalogue.practices.values():
        names = [adoption.municipality for adoption in entry.data.adoptions]
        for number, name in enumerate(names):
            if name in names[:number]:
                yield entry.problem(("adoptions", number, "municipality"), say("adopted_twice", name=name))


def body_has_no_private_data(scope: Scope) -> Iterator[Problem]:
    """The text has no e-mail address or telephone number."""
    for entry in scope.catalogue.entries:
        yield from entry.refused(no_private_data)


def listed_once(scope: Scope) -> Iterator[Problem]:
    """A list does not name the same thing twice."""
    for entry in scope.catalogue.entries:
        seen: set[tuple[object, ...]] = set()
        for loc, target, word in entry.references:
            if len(loc) == 2 and isinstance(loc[1], int):
                if (loc[0], target, word) in seen:
                    yield entry.problem(loc, say("listed_twice", given=word))
                seen.add((loc[0], target, word))


def member_once(scope: Scope) -> Iterator[Problem]:
    """A municipality is in a network's list of members once."""
    for entry in scope.catalogue.networks.values():
        names = [member.municipality for member in entry.data.members]
        for number, name in enumerate(names):
            if name in names[:number]:
                yield entry.problem(("members", number, "municipality"), say("member_twice", name=name))


def target_is_not_a_result(scope: Scope) -> Iterator[Problem]:
    """A target is not presented as a measured result, and a measured result is not in the future."""
    for entry in scope.catalogue.practices.values():
        for number, result in enumerate(entry.data.results):
            if result.basis not in RESULT_BASES:
                continue
            note = (result.note or "").casefold()
            if any(word in note for word in TARGET_WORDS):
                yield entry.problem(("results", number, "basis"), say("target_as_result", basis=result.basis.value))
            year = (result.period or "")[-4:]
            if year.isdecimal() and int(year) > scope.catalogue.today.year:
                yield entry.problem(("results", number, "period"), say("future_result", basis=result.basis.value))


def figures_have_a_source(scope: Scope) -> Iterator[Problem]:
    """When an entry lists sources, every figure in it says which of them it comes from."""
    for entry in scope.catalogue.practices.values():
        if not entry.data.sources:
            continue
        for name in FIGURES:
            for number, figure in enumerate(getattr(entry.data, name)):
                if not figure.source:
                    yield entry.problem((name, number), say("figure_source"))
