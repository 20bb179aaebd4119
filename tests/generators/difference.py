"""How the site that another generator built differs from this one, as a table in Markdown."""

from collections.abc import Sequence
from typing import NamedTuple

from tests.generators.outline import Outline

_SHOWN = 5


class Difference(NamedTuple):
    """What is missing, what is there besides, and on which pages the headings are others."""

    name: str
    pages: int
    missing: list[str]
    extra: list[str]
    files_missing: list[str]
    files_extra: list[str]
    headings: list[str]


def difference(name: str, ours: Outline, theirs: Outline) -> Difference:
    """The difference of the second site from the first."""
    return Difference(
        name,
        len(theirs.pages),
        sorted(ours.pages.keys() - theirs.pages.keys()),
        sorted(theirs.pages.keys() - ours.pages.keys()),
        sorted(ours.files - theirs.files),
        sorted(theirs.files - ours.files),
        [page for page, found in ours.pages.items() if theirs.pages.get(page, found) != found],
    )


def table(pages: int, found: Sequence[Difference]) -> str:
    """One row for each generator: counts, and the names of the first of what differs."""
    heads = (
        "Generaattori",
        "Sivuja",
        "Sivuja puuttuu",
        "Sivuja liikaa",
        "Otsikot eroavat",
        "Muita tiedostoja puuttuu",
        "Muita tiedostoja liikaa",
    )
    rows = [
        [
            item.name,
            str(item.pages),
            *map(_cell, (item.missing, item.extra, item.headings, item.files_missing, item.files_extra)),
        ]
        for item in found
    ]
    lines = [heads, ["---"] * len(heads), ["Tämä kooste", str(pages), *["–"] * 5], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(names: Sequence[str]) -> str:
    if not names:
        return "0"
    return f"{len(names)}: {', '.join(f'`{name}`' for name in names[:_SHOWN])}{' …' if len(names) > _SHOWN else ''}"
