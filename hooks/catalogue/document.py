"""A Markdown file taken apart: front matter with line numbers, and the body."""

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from catalogue import yamltree
from catalogue.problem import Problem
from catalogue.texts import say

MAX_BYTES = 300_000
FIRST_LINE = 2  # Of the front matter.
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)^---[ \t]*$\n?", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class Document:
    """Front matter as it is written, as plain values and with the line of each; the Markdown body with its first line."""

    front: str
    data: dict[str, yamltree.Value]
    lines: yamltree.Lines
    body: str
    body_line: int


def read_text(file: Path, path: str) -> str | Problem:
    """The file as NFC text with `\\n` line ends and no byte order mark, or why it cannot be read."""
    if file.is_symlink():
        return Problem(path, 1, say("file_link"))
    if not file.is_file():
        return Problem(path, 1, say("file_none"))
    if file.stat().st_size > MAX_BYTES:
        return Problem(path, 1, say("file_large", limit=MAX_BYTES // 1000))
    try:
        raw = file.read_bytes()
    except OSError:
        return Problem(path, 1, say("file_closed"))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return Problem(path, line, say("file_encoding"))
    return normalised(text)


def normalised(text: str) -> str:
    """NFC text with `\n` line ends and no byte order mark."""
    return unicodedata.normalize("NFC", text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))


def parse(text: str, path: str) -> Document | list[Problem]:
    """The document in `text`, or what is wrong with its front matter."""
    found = _FRONT_MATTER.match(text)
    if not found:
        if not text.startswith("---"):
            return [Problem(path, 1, say("front_none"))]
        return [Problem(path, 1, say("front_open"))]
    try:
        data, lines = yamltree.parse(found[1], FIRST_LINE)
    except yamltree.YamlError as error:
        return [Problem(path, line, message) for line, message in error.problems]
    if not isinstance(data, dict):
        return [Problem(path, 2, say("front_other"))]
    body = text[found.end() :]
    body_line = text.count("\n", 0, found.end()) + 1
    if bad := yamltree.CONTROL.search(body):
        line = body_line + body.count("\n", 0, bad.start())
        return [Problem(path, line, yamltree.invisible(bad[0]))]
    return Document(found[1], data, lines, body, body_line)
