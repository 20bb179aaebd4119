"""The shape of a body: which headings it may have."""

import re
from collections.abc import Iterator

from catalogue.document import Document
from catalogue.nearest import did_you_mean
from catalogue.problem import Problem

PRACTICE = ("Lähtötilanne", "Ratkaisu", "Näin se tehtiin", "Tulokset", "Opit", "Käyttöönotto muualla")
_HEADING = re.compile(r"^(#{1,6})[ \t]*(.+?)[ \t]*#*$")
_FENCE = re.compile(r"^[ \t]*(```+|~~~+)")


def headings(body: str) -> Iterator[tuple[int, int, str]]:
    """(line within the body from 0, level, text) of each Markdown heading outside code blocks."""
    fence = ""
    for number, line in enumerate(body.split("\n")):
        if marker := _FENCE.match(line):
            fence = "" if fence and marker[1].startswith(fence) else fence or marker[1]
        elif not fence and (found := _HEADING.match(line)):
            yield number, len(found[1]), found[2]


def problems(kind: str, document: Document, path: str) -> list[Problem]:
    """A page has one first-level heading, its title; a practice's sections have fixed names and order."""
    found = []
    last = -1
    for number, level, text in headings(document.body):
        line = document.body_line + number
        if level == 1:
            found.append(
                Problem(path, line, f'otsikko "{text}": käytä tasoa ## (sivun pääotsikko tulee kentästä title)')
            )
        elif kind == "practice" and level == 2:
            if text not in PRACTICE:
                found.append(
                    Problem(
                        path,
                        line,
                        f'otsikko "{text}" ei kuulu rakenteeseen'
                        f"{did_you_mean(text, PRACTICE) or '. Käytä: ' + ' · '.join(PRACTICE)}",
                    )
                )
            elif PRACTICE.index(text) <= last:
                found.append(
                    Problem(path, line, f'otsikko "{text}" on väärässä paikassa. Järjestys: {" · ".join(PRACTICE)}')
                )
            else:
                last = PRACTICE.index(text)
    return found
