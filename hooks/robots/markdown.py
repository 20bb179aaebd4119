"""Contributed text as Markdown that keeps to its place: none of it can become a heading, link or block of the whole."""

import re
from collections.abc import Iterable, Iterator

from markdown.extensions.fenced_code import FencedBlockPreprocessor

_MARKS = re.compile(r"[\\`*_\[\]<#&~]")
_HEADING = re.compile(r"^( {0,3})(#{1,6})[ \t]*(?=[^#\n])", re.MULTILINE)
_UNDERLINED = re.compile(r"^(?=\S)(?![-=>#])(.+)\n(?:=+|-+)[ \t]*$", re.MULTILINE)
_FENCED = FencedBlockPreprocessor.FENCED_BLOCK_RE
_DEEPER, _DEEPEST = 3, 6


def plain(text: str) -> str:
    """A text as it stands, without marks that mean something."""
    return _MARKS.sub(r"\\\g<0>", text)


def quoted(body: str) -> str:
    """A text with marks of its own, as a quotation: whatever it leaves open, a code block or HTML, ends with it.

    Its headings go below those of the entry, and it defines no addresses, because those would hold everywhere.
    """
    lowered = _lowered(body) if "#" in body or "\n--" in body or "\n==" in body else body
    return "> " + lowered.strip("\n").replace("]:", "]\\:").replace("\n", "\n> ") if body.strip() else ""


def _lowered(body: str) -> str:
    """The text with its headings below those of the entry; code stays as it is."""
    found, end = "", 0
    for code in _FENCED.finditer(body):
        found += _headings_lowered(body[end : code.start()]) + code[0]
        end = code.end()
    return found + _headings_lowered(body[end:])


def _headings_lowered(text: str) -> str:
    return _HEADING.sub(
        lambda heading: f"{heading[1]}{'#' * min(_DEEPEST, len(heading[2]) + _DEEPER)} ",
        _UNDERLINED.sub(r"## \1", text),
    )


def fact(label: str, text: str) -> Iterator[str]:
    """A line of a list; none when there is nothing to tell."""
    if text:
        yield f"- **{label}:** {text}"


def facts(label: str, items: Iterable[str]) -> Iterator[str]:
    """A list under a line of a list."""
    lines = [f"  - {item}" for item in items]
    if lines:
        yield f"- **{label}:**"
        yield from lines


def cited(text: str, numbers: Iterable[int]) -> str:
    """A text with the numbers of its sources."""
    told = ", ".join(map(str, numbers))
    return f"{text} [{told}]" if text and told else text


def sentences(*parts: str | None) -> str:
    """Contributed sentences one after the other, each with a full stop at its end."""
    return " ".join(part if part[-1] in ".!?…" else f"{part}." for part in map(plain, filter(None, parts)))
