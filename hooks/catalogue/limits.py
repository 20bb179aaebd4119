"""How much a body may hold, so that no text can keep the build from ending."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from catalogue.document import Document
from catalogue.headings import without_code
from catalogue.problem import Problem
from catalogue.texts import say

MOST_CHARACTERS, MOST_IN_PARAGRAPH, MOST_FENCES, MOST_NESTED, MOST_OPEN = 20_000, 4_000, 40, 8, 20
OPENS = (("[", "]"), ("(", ")"), ("<", ">"))
# What no host has, though it could be taken apart.
NO_HOST = "[]("
LONGEST_TOLD = 80
_PARAGRAPH = re.compile(r"(?:[^\n]*\S[^\n]*\n?)+")
MARKS = re.compile(r"(?:[ \t]*(?:[-*+>]|\d{1,9}[.)])(?=[ \t>]))+")
MARK = re.compile(r"[-*+>]|\d+[.)]")
DECLARATION = re.compile("<!(?!--)")
# What stands for a host in [x](https://host/), [x]: https://host/ and <https://host/>, however it is written.
HOST = re.compile(r"(?:\]\(\s*<?|\]:\s*<?|<)(?:[\w+.\s-]*:)?\s*/\s*/([^/?#<>)]*)")
FENCE = re.compile(r"^(?:```|~~~)", re.MULTILINE)


def problems(document: Document, path: str) -> Iterator[Problem]:
    """A body is of a length that people read, and nothing in it is nested deeper than they can follow."""
    body, first = document.body, document.body_line
    if len(body) > MOST_CHARACTERS:
        yield Problem(path, first, say("long_text", actual=len(body), limit=MOST_CHARACTERS))
    elif len(fences := list(FENCE.finditer(body))) > MOST_FENCES:
        line = first + body.count("\n", 0, fences[MOST_FENCES].start())
        yield Problem(path, line, say("many_fences", limit=MOST_FENCES))
    else:
        text = without_code(body)
        yield from _in_paragraphs(text, first, path)
        yield from _declarations(text, first, path)
        yield from _addresses(text, first, path)


def _declarations(body: str, first: int, path: str) -> Iterator[Problem]:
    """Python's HTML parser, through which MkDocs reads every text, gives up on some of these."""
    if found := DECLARATION.search(body):
        line = first + body.count("\n", 0, found.start())
        yield Problem(path, line, say("declaration"))


def _addresses(body: str, first: int, path: str) -> Iterator[Problem]:
    """MkDocs takes every link apart, and cannot when what should be a host has a bracket or an odd letter."""
    for found in HOST.finditer(body):
        host = found[1].strip()
        if not _is_host(host):
            line = first + body.count("\n", 0, found.start(1))
            yield Problem(path, line, say("body_host", given=host[:LONGEST_TOLD]))
            return


def _is_host(host: str) -> bool:
    try:
        urlsplit(f"//{host}")
    except ValueError:
        return False
    return not set(NO_HOST) & set(host)


def _in_paragraphs(body: str, first: int, path: str) -> Iterator[Problem]:
    for paragraph in _PARAGRAPH.finditer(body):
        line = first + body.count("\n", 0, paragraph.start())
        if len(paragraph[0]) > MOST_IN_PARAGRAPH:
            yield Problem(path, line, say("long_paragraph", limit=MOST_IN_PARAGRAPH))
        elif sign := _left_open(paragraph[0]):
            yield Problem(path, line, say("left_open", limit=MOST_OPEN, sign=sign))
        for number, text in enumerate(paragraph[0].split("\n")):
            marks = MARKS.match(text)
            if marks and len(MARK.findall(marks[0])) > MOST_NESTED:
                yield Problem(path, line + number, say("nested", limit=MOST_NESTED))


def _left_open(paragraph: str) -> str:
    """The bracket of which too many are open at once; "" when none is."""
    for opening, closing in OPENS:
        if paragraph.count(opening) <= MOST_OPEN:
            continue
        depth = 0
        for sign in re.findall(f"[{re.escape(opening + closing)}]", paragraph):
            depth = depth + 1 if sign == opening else max(0, depth - 1)
            if depth > MOST_OPEN:
                return opening
    return ""
