"""Every page has one address and a title of its own."""

from collections.abc import Iterator

from catalogue.checks.scope import Scope
from catalogue.layout import KINDS
from catalogue.problem import Problem
from catalogue.texts import say

# First parts of the addresses of entries: an old address is under one of them.
OWN = frozenset(kind.address for kind in KINDS.values())
# Second parts that the site's own lists have, and names that Windows does not let a file have.
KEPT = frozenset({"index", "sivu", "kirjaimet", "kartta", "sarjat", "vuosi", "teema", "tilannekuva"})
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{digit}" for port in ("com", "lpt") for digit in "123456789")}
)
NOT_FREE = {"kept_by_site": KEPT, "kept_by_windows": _DEVICES}


def titles_differ(scope: Scope) -> Iterator[Problem]:
    """Two entries of one kind do not have the same title."""
    first: dict[tuple[str, str], str] = {}
    for entry in scope.catalogue.entries:
        if title := getattr(entry.data, "title", None):
            other = first.setdefault((entry.kind, title.casefold()), entry.path)
            if other != entry.path:
                yield entry.problem(("title",), say("same_title", other=other))


def names_are_free(scope: Scope) -> Iterator[Problem]:
    """An entry's file does not have a name that the site or Windows keeps for something else."""
    for entry in scope.catalogue.entries:
        yield from (
            Problem(entry.path, 1, say(text, given=entry.slug))
            for text, names in NOT_FREE.items()
            if entry.slug in names
        )


def old_addresses_are_free(scope: Scope) -> Iterator[Problem]:
    """An old address does not hide a page and leads to one place only."""
    taken = {
        f"{KINDS[kind].address}/{slug}/": f"{KINDS[kind].folder}/{slug}.md"
        for kind in KINDS
        for slug in scope.catalogue.of_kind(kind)
    }
    taken |= {f"{first}/{second}/": say("own_page") for first in OWN for second in KEPT}
    taken |= {f"kunnat/{place.slug}/": say("own_place", name=place.name) for place in scope.catalogue.places.values()}
    for entry in scope.catalogue.entries:
        for number, address in enumerate(entry.data.aliases_url):
            loc = ("aliases_url", number)
            if address.split("/")[0] not in OWN or address.count("/") != 2:
                yield entry.problem(loc, say("old_elsewhere", given=address, address=KINDS[entry.kind].address))
            elif (owner := taken.setdefault(address, entry.path)) != entry.path or address in _own_address(entry.key):
                yield entry.problem(loc, say("old_taken", given=address, owner=owner))


def _own_address(key: tuple[str, str]) -> tuple[str, ...]:
    kind, slug = key
    return (f"{KINDS[kind].address}/{slug}/",)


def one_file_for_a_municipality(scope: Scope) -> Iterator[Problem]:
    """A municipality's own words are in the file that has its name."""
    for entry in scope.catalogue.municipalities.values():
        place = scope.catalogue.places.get(entry.data.municipality)
        if place and place.slug != entry.slug:
            yield entry.problem(("municipality",), say("misnamed", slug=place.slug))
