"""Contributed text as Markdown that keeps to its place: none of it can become a heading, link or block of the whole."""

import re
from collections.abc import Iterable, Iterator

from markdown.extensions.fenced_code import FencedBlockPreprocessor

_MARKS = re.compile(r"[\\`*_\[\]<#&~]")
_HEADING = re.compile(r"\n( {0,3})(#{1,6})[ \t]*(?=[^#\n])")
_UNDERLINED = re.compile(r"^(?=\S)(?![-=>#])(.+)\n(?:=+|-+)[ \t]*$", re.MULTILINE)
# What could be the beginning of an address for links: the label may go on over lines.
_DEFINITION = re.compile(r"^([\s>*+\-\d.)]*)\[(?=(?:[^\[\]\\]|\\.)*\]:)", re.MULTILINE | re.DOTALL)
_FENCED = FencedBlockPreprocessor.FENCED_BLOCK_RE
_DEEPER, _DEEPEST = 3, 6


def plain(text: str) -> str:
    """A text as it stands, without marks that mean something."""
    return _MARKS.sub(_escaped, text)


def _escaped(mark: re.Match[str]) -> str:
    return f"\\{mark[0]}"


def quoted(body: str) -> str:
    """A text with marks of its own, as a quotation: whatever it leaves open, a code block or HTML, ends with it.

    Its headings go below those of the entry, and it defines no addresses, because those would hold everywhere.
    """
    lowered = "".join(_lowered(body)) if "#" in body or _underlines(body) else body
    safe = _DEFINITION.sub(r"\1\\[", lowered) if "]:" in body else lowered
    return "> " + safe.strip("\n").replace("\n", "\n> ") if body.strip() else ""


def _underlines(text: str) -> bool:
    return "\n--" in text or "\n==" in text or "\n-\n" in text or "\n=\n" in text


def _lowered(body: str) -> Iterator[str]:
    """The text with its headings below those of the entry; code stays as it is."""
    end = 0
    if "```" in body or "~~~" in body:
        for code in _FENCED.finditer(body):
            yield _headings_lowered(body[end : code.start()])
            yield code[0]
            end = code.end()
    yield _headings_lowered(body[end:])


def _headings_lowered(text: str) -> str:
    marked = _UNDERLINED.sub(r"## \1", text) if _underlines(text) else text
    return _HEADING.sub(_lower, f"\n{marked}")[1:]


def _lower(heading: re.Match[str]) -> str:
    return f"\n{heading[1]}{'#' * min(_DEEPEST, len(heading[2]) + _DEEPER)} "


def fact(label: str, text: str) -> str:
    """A line of a list; empty when there is nothing to tell."""
    return f"- **{label}:** {text}\n" if text else ""


def facts(label: str, items: Iterable[str]) -> str:
    """A list under a line of a list."""
    lines = "\n  - ".join(items)
    return f"- **{label}:**\n  - {lines}\n" if lines else ""


def cited(text: str, numbers: Iterable[int]) -> str:
    """A text with the numbers of its sources."""
    told = ", ".join(map(str, numbers))
    return f"{text} [{told}]" if text and told else text


def sentences(*parts: str | None) -> str:
    """Contributed sentences one after the other, each with a full stop at its end."""
    return " ".join(part if part[-1] in ".!?…" else f"{part}." for part in map(plain, filter(None, parts)))
