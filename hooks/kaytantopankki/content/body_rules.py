"""What the body of an entry may hold: its headings, its size and the hosts of its links."""

import re
from collections.abc import Iterator
from itertools import pairwise
from urllib.parse import urlsplit

from markdown.extensions.fenced_code import FencedBlockPreprocessor
from markdown_it import MarkdownIt

from kaytantopankki.content.front_matter import Document
from kaytantopankki.content.messages import Problem, did_you_mean, message_for

PRACTICE = ("Lähtötilanne", "Ratkaisu", "Näin se tehtiin", "Tulokset", "Opit", "Käyttöönotto muualla")
# The sections of a kind's body, in order; other kinds have the headings they like.
OF_KIND = {"practice": PRACTICE}
# How many characters, fences, nested lists and open brackets a body may have, and how much of an address is quoted.
LIMITS = {"characters": 20_000, "paragraph": 4_000, "fences": 40, "nested": 8, "open": 20, "told": 80}
PATTERNS = {
    "heading": re.compile(r"^(#{1,6})[ \t]*(.+?)[ \t]*#*$"),
    "underline": re.compile(r"^(=+|-+) *$"),
    "rule": re.compile(r"^ {0,3}((- {0,2}){3,}|(_ {0,2}){3,}|(\* {0,2}){3,})$"),
    "html": re.compile(r"<h[1-6][\s/>]", re.IGNORECASE),
    "fence": re.compile(r"^(?:```|~~~)", re.MULTILINE),
    "marks": re.compile(r"(?:[ \t]*(?:[-*+>]|\d{1,9}[.)])(?=[ \t>]))+"),
    "mark": re.compile(r"[-*+>]|\d+[.)]"),
    "declaration": re.compile("<!(?!--)"),
    # What stands for a host in [x](https://host/), [x]: https://host/ and <https://host/>, however it is written.
    "bodyHost": re.compile(r"(?:\]\(\s*<?|\]:\s*<?|<)(?:[\w+.\s-]*:)?\s*/\s*/([^/?#<>)]*)"),
    "host": re.compile(r"""https?:/*([^\s/?#<>"'()\[\]|]+)""", re.IGNORECASE),
    "strange": re.compile(r"[^A-Za-z0-9åäöÅÄÖ.:@%_\\-]"),
}
OPENS = (("[", "]"), ("(", ")"), ("<", ">"))
# What no host has, though it could be taken apart.
NO_HOST = "[]("
# The blocks of a text, without what is inside them.
_BLOCKS = MarkdownIt("commonmark").enable("table").disable("inline")
_PARAGRAPH = re.compile(r"(?:[^\n]*\S[^\n]*\n?)+")
# What Markdown itself takes for fenced code: a fence that is not closed is none.
_FENCED = FencedBlockPreprocessor.FENCED_BLOCK_RE


def check_homograph(text: str) -> str:
    """The text itself; raises ValueError when a host in it has a letter that only looks like one of ours.

    Names written as xn--… are read first, because readers see them decoded.
    """
    for match in PATTERNS["host"].finditer(text):
        name = ".".join(map(_decoded, match[1].split(".")))
        if strange := PATTERNS["strange"].search(name):
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


def headings(body: str) -> Iterator[tuple[int, int, str]]:
    """(line within the body from 0, level, text) of each heading that stands by itself, as the site shows it."""
    for opening, content in pairwise(_BLOCKS.parse(body)):
        if opening.type == "heading_open" and opening.level == 0 and opening.map:
            yield opening.map[0], int(opening.tag[1]), content.content.replace("\n", " ")


def _without_code(body: str) -> str:
    """The body with as many lines but nothing in its fenced code."""
    return str(_FENCED.sub(lambda block: "\n" * block[0].count("\n"), body))


def _indented(line: str) -> bool:
    return line.startswith(("    ", "\t"))


def heading_problems(kind: str, document: Document, path: str) -> list[Problem]:
    """A page has one first-level heading, its title; a practice's sections have fixed names and order."""
    first = document.body_line
    problems = [Problem(path, first + number, message_for("html_heading")) for number in _html_headings(document.body)]
    names, last = OF_KIND.get(kind, ()), -1
    for number, level, text in headings(document.body):
        line = first + number
        if level == 1:
            problems.append(Problem(path, line, message_for("first_heading", given=text)))
        elif names and level == 2:
            listed = " · ".join(names)
            if text not in names:
                near = did_you_mean(text, names) or message_for("headings", headings=listed)
                problems.append(Problem(path, line, message_for("odd_heading", given=text, near=near)))
            elif names.index(text) <= last:
                problems.append(Problem(path, line, message_for("heading_order", given=text, headings=listed)))
            else:
                last = names.index(text)
    return problems


def _html_headings(body: str) -> Iterator[int]:
    """The lines within the body that have a heading written as HTML."""
    html = PATTERNS["html"]
    for number, line in enumerate(_without_code(body).split("\n") if html.search(body) else ()):
        if not _indented(line) and html.search(re.sub(r"`[^`]*`", "", line)):
            yield number


def size_problems(document: Document, path: str) -> Iterator[Problem]:
    """A body is of a length that people read, and nothing in it is nested deeper than they can follow."""
    body, first = document.body, document.body_line
    if len(body) > LIMITS["characters"]:
        yield Problem(path, first, message_for("long_text", actual=len(body), limit=LIMITS["characters"]))
    elif len(fences := list(PATTERNS["fence"].finditer(body))) > LIMITS["fences"]:
        line = first + body.count("\n", 0, fences[LIMITS["fences"]].start())
        yield Problem(path, line, message_for("many_fences", limit=LIMITS["fences"]))
    else:
        text = _without_code(body)
        for place, message in _text_problems(text):
            yield Problem(path, first + text.count("\n", 0, place), message)


def _text_problems(text: str) -> Iterator[tuple[int, str]]:
    """(place in the text, message) of what people cannot follow and what MkDocs cannot read."""
    for paragraph in _PARAGRAPH.finditer(text):
        if len(paragraph[0]) > LIMITS["paragraph"]:
            yield paragraph.start(), message_for("long_paragraph", limit=LIMITS["paragraph"])
        elif sign := _left_open(paragraph[0]):
            yield paragraph.start(), message_for("left_open", limit=LIMITS["open"], sign=sign)
        for line in re.finditer("^.*$", paragraph[0], re.MULTILINE):
            marks = PATTERNS["marks"].match(line[0])
            if marks and len(PATTERNS["mark"].findall(marks[0])) > LIMITS["nested"]:
                yield paragraph.start() + line.start(), message_for("nested", limit=LIMITS["nested"])
    # Python's HTML parser, through which MkDocs reads every text, gives up on some of these.
    if declaration := PATTERNS["declaration"].search(text):
        yield declaration.start(), message_for("declaration")
    # MkDocs takes every link apart, and cannot when what should be a host has a bracket or an odd letter.
    for match in PATTERNS["bodyHost"].finditer(text):
        if not _is_host(host := match[1].strip()):
            yield match.start(1), message_for("body_host", given=host[: LIMITS["told"]])
            return


def _is_host(host: str) -> bool:
    try:
        urlsplit(f"//{host}")
    except ValueError:
        return False
    return not set(NO_HOST) & set(host)


def _left_open(paragraph: str) -> str:
    """The bracket of which too many are open at once; "" when none is."""
    for opening, closing in OPENS:
        if paragraph.count(opening) <= LIMITS["open"]:
            continue
        depth = 0
        for sign in re.findall(f"[{re.escape(opening + closing)}]", paragraph):
            depth = depth + 1 if sign == opening else max(0, depth - 1)
            if depth > LIMITS["open"]:
                return opening
    return ""
