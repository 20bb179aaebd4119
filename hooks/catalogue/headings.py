"""The shape of a body: which headings it may have."""

import re
from collections.abc import Iterator

from markdown.extensions.fenced_code import FencedBlockPreprocessor

from catalogue.document import Document
from catalogue.nearest import did_you_mean
from catalogue.problem import Problem
from catalogue.texts import say

PRACTICE = ("Lähtötilanne", "Ratkaisu", "Näin se tehtiin", "Tulokset", "Opit", "Käyttöönotto muualla")
# The sections of a kind's body, in order; other kinds have the headings they like.
OF_KIND = {"practice": PRACTICE}
# What Markdown itself takes for fenced code: a fence that is not closed is none.
_FENCED = FencedBlockPreprocessor.FENCED_BLOCK_RE
HEADING = re.compile(r"^(#{1,6})[ \t]*(.+?)[ \t]*#*$")
UNDERLINE = re.compile(r"^(=+|-+) *$")
RULE = re.compile(r"^ {0,3}((- {0,2}){3,}|(_ {0,2}){3,}|(\* {0,2}){3,})$")
HTML = re.compile(r"<h[1-6][\s/>]", re.IGNORECASE)


def headings(body: str) -> Iterator[tuple[int, int, str]]:
    """(line within the body from 0, level, text) of each Markdown heading outside code blocks."""
    lines = without_code(body).split("\n")
    begins = True  # Only what begins a paragraph is a heading when it is underlined.
    for number, (line, following) in enumerate(zip(lines, [*lines[1:], ""], strict=True)):
        if found := HEADING.match(line):
            yield number, len(found[1]), found[2]
        elif begins and line.strip() and not _indented(line) and (underline := UNDERLINE.match(following)):
            yield number, 1 if underline[1].startswith("=") else 2, line.strip()
        begins = bool(found) or not line.strip() or _indented(line) or _rules(line)


def without_code(body: str) -> str:
    """The body with as many lines but nothing in its fenced code."""
    kept: str = _FENCED.sub(lambda block: "\n" * block[0].count("\n"), body)
    return kept


def _indented(line: str) -> bool:
    return line.startswith(("    ", "\t"))


def _rules(line: str) -> bool:
    return bool(UNDERLINE.match(line) or RULE.match(line))


def html_headings(body: str) -> Iterator[int]:
    """The lines within the body that have a heading written as HTML."""
    for number, line in enumerate(without_code(body).split("\n") if HTML.search(body) else ()):
        if not _indented(line) and HTML.search(re.sub(r"`[^`]*`", "", line)):
            yield number


def problems(kind: str, document: Document, path: str) -> list[Problem]:
    """A page has one first-level heading, its title; a practice's sections have fixed names and order."""
    found = [Problem(path, document.body_line + number, say("html_heading")) for number in html_headings(document.body)]
    names, last = OF_KIND.get(kind, ()), -1
    for number, level, text in headings(document.body):
        line = document.body_line + number
        if level == 1:
            found.append(Problem(path, line, say("first_heading", given=text)))
        elif names and level == 2:
            if text not in names:
                near = did_you_mean(text, names) or say("headings", headings=" · ".join(names))
                found.append(Problem(path, line, say("odd_heading", given=text, near=near)))
            elif names.index(text) <= last:
                found.append(Problem(path, line, say("heading_order", given=text, headings=" · ".join(names))))
            else:
                last = names.index(text)
    return found
