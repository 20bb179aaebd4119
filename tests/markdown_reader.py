"""The files for language models, read with a Markdown parser that the site does not use."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


@dataclass
class Read:
    """An entry as a reader finds it: its title, the lines of its list, the links in them, and the words quoted."""

    title: str
    lines: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    quoted: list[str] = field(default_factory=list)

    def told(self, label: str) -> str:
        """What stands after a label."""
        (line,) = (line for line in self.lines if line.startswith(f"{label}:"))
        return line.removeprefix(f"{label}:").strip()


def parsed(text: str) -> list[Token]:
    """The tokens; a text that defines addresses for links, which would hold for all of it, is refused."""
    environment: dict[str, Any] = {}
    tokens = PARSER.parse(text, environment)
    assert not environment.get("references")
    return tokens


def outline(text: str) -> list[tuple[int, str]]:
    """The headings of the whole, those in quotations left out: level and text."""
    return list(_outline(parsed(text)))


def _outline(tokens: Sequence[Token]) -> Iterator[tuple[int, str]]:
    for token, following in pairwise(tokens):
        if token.type == "heading_open" and token.level == 0:
            yield int(token.tag[1]), words([following])


def words(tokens: Iterable[Token]) -> str:
    """The text of tokens without marks, on one line."""
    return " ".join("".join(_text(tokens)).split())


def _text(tokens: Iterable[Token]) -> Iterator[str]:
    for token in tokens:
        if token.children is not None:
            yield from _text(token.children)
            yield " "
        elif token.type in ("text", "code_inline", "code_block", "fence", "html_inline", "html_block", "text_special"):
            yield token.content
        elif token.type in ("softbreak", "hardbreak"):
            yield " "


def entries(text: str) -> list[Read]:
    """The entries of a file, in their order."""
    found: list[Read] = []
    inside, depth = parsed(text), 0
    for position, token in enumerate(inside):
        depth += {"blockquote_open": 1, "blockquote_close": -1}.get(token.type, 0)
        if token.type == "heading_open" and token.level == 0 and token.tag == "h3":
            found.append(Read(words([inside[position + 1]])))
        elif not found or token.type not in ("inline", "code_block", "fence", "html_block"):
            continue
        elif depth:
            found[-1].quoted.append(words([token]))
        elif inside[position - 1].type != "heading_open":
            found[-1].lines.append(words([token]))
            found[-1].links += [str(child.attrs["href"]) for child in token.children or () if child.type == "link_open"]
    return found
