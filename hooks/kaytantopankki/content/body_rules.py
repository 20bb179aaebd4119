"""What the body of an entry may hold: its headings, its size and the hosts of its links."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from markdown.extensions.fenced_code import FencedBlockPreprocessor

from kaytantopankki.content.front_matter import Document
from kaytantopankki.content.messages import Problem, did_you_mean, message_for

HOST = re.compile(r"""https?:/*([^\s/?#<>"'()\[\]|]+)""", re.IGNORECASE)
STRANGE = re.compile(r"[^A-Za-z0-9åäöÅÄÖ.:@%_\\-]")


def check_homograph(text: str) -> str:
    """The text itself; raises ValueError when a host in it has a letter that only looks like one of ours.

    Names written as xn--… are read first, because readers see them decoded.
    """
    for found in HOST.finditer(text):
        name = ".".join(map(_decoded, found[1].split(".")))
        if strange := STRANGE.search(name):
            code = f"U+{ord(strange[0]):04X}"
            raise ValueError(message_for("strange_host", name=name, sign=strange[0], code=code))
    return text


def _decoded(label: str) -> str:
    if not label.lower().startswith("xn--"):
        return label
    try:
        return label[4:].encode("ascii").decode("punycode")
    except UnicodeError:
        return "\ufffd"


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


def heading_problems(kind: str, document: Document, path: str) -> list[Problem]:
    """A page has one first-level heading, its title; a practice's sections have fixed names and order."""
    found = [
        Problem(path, document.body_line + number, message_for("html_heading"))
        for number in html_headings(document.body)
    ]
    names, last = OF_KIND.get(kind, ()), -1
    for number, level, text in headings(document.body):
        line = document.body_line + number
        if level == 1:
            found.append(Problem(path, line, message_for("first_heading", given=text)))
        elif names and level == 2:
            if text not in names:
                near = did_you_mean(text, names) or message_for("headings", headings=" · ".join(names))
                found.append(Problem(path, line, message_for("odd_heading", given=text, near=near)))
            elif names.index(text) <= last:
                found.append(Problem(path, line, message_for("heading_order", given=text, headings=" · ".join(names))))
            else:
                last = names.index(text)
    return found


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
ADDRESS_HOST = re.compile(r"(?:\]\(\s*<?|\]:\s*<?|<)(?:[\w+.\s-]*:)?\s*/\s*/([^/?#<>)]*)")
FENCE = re.compile(r"^(?:```|~~~)", re.MULTILINE)


def size_problems(document: Document, path: str) -> Iterator[Problem]:
    """A body is of a length that people read, and nothing in it is nested deeper than they can follow."""
    body, first = document.body, document.body_line
    if len(body) > MOST_CHARACTERS:
        yield Problem(path, first, message_for("long_text", actual=len(body), limit=MOST_CHARACTERS))
    elif len(fences := list(FENCE.finditer(body))) > MOST_FENCES:
        line = first + body.count("\n", 0, fences[MOST_FENCES].start())
        yield Problem(path, line, message_for("many_fences", limit=MOST_FENCES))
    else:
        text = without_code(body)
        yield from _in_paragraphs(text, first, path)
        yield from _declarations(text, first, path)
        yield from _addresses(text, first, path)


def _declarations(body: str, first: int, path: str) -> Iterator[Problem]:
    """Python's HTML parser, through which MkDocs reads every text, gives up on some of these."""
    if found := DECLARATION.search(body):
        line = first + body.count("\n", 0, found.start())
        yield Problem(path, line, message_for("declaration"))


def _addresses(body: str, first: int, path: str) -> Iterator[Problem]:
    """MkDocs takes every link apart, and cannot when what should be a host has a bracket or an odd letter."""
    for found in ADDRESS_HOST.finditer(body):
        host = found[1].strip()
        if not _is_host(host):
            line = first + body.count("\n", 0, found.start(1))
            yield Problem(path, line, message_for("body_host", given=host[:LONGEST_TOLD]))
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
            yield Problem(path, line, message_for("long_paragraph", limit=MOST_IN_PARAGRAPH))
        elif sign := _left_open(paragraph[0]):
            yield Problem(path, line, message_for("left_open", limit=MOST_OPEN, sign=sign))
        for number, text in enumerate(paragraph[0].split("\n")):
            marks = MARKS.match(text)
            if marks and len(MARK.findall(marks[0])) > MOST_NESTED:
                yield Problem(path, line + number, message_for("nested", limit=MOST_NESTED))


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
