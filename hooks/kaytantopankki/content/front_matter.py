"""Markdown files taken apart: front matter as plain values with the line of each, and the body."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from kaytantopankki.content.messages import PARSER_ERRORS, Problem, message_for

Value: TypeAlias = "str | list[Value] | dict[str, Value] | None"
Loc = tuple[str | int, ...]
Lines = dict[Loc, int]

MAX_BYTES = 300_000
MAX_LINE = 5_000
MAX_DEPTH = 12
MAX_NODES = 20_000
FIRST_LINE = 2  # Of the front matter.
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)^---[ \t]*$\n?", re.DOTALL | re.MULTILINE)
# What nobody sees but what changes how text reads, sorts or is found: controls, directions, fillers, private letters.
CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ud800-\uf8ff\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
# Of these, what programs put into words as they please; and spaces that are not to be broken.
DROPPED, SPACES = re.compile(r"[\u00ad\u200b\u2060\ufeff]"), re.compile(r"[\u00a0\u2007\u2009\u202f]")
_CONFLICT = re.compile(r"^(?:<{7}|>{7}|\|{7})(?: |$)")
# A comment after a value that is not one word, number or address: text that YAML would leave out.
_CUT = re.compile(r"^\s+#.*\S")
_NOT_TEXT = re.compile(r"[^\sA-ZÅÄÖ]*")
# A key and its value, which what cannot be read is taken for; text in another program's quotation marks.
_NO_SPACE = re.compile(r"^([ \t]*(?:- +)?[\w-]+:)(?:\u00a0|(?=[^\s/]))")
_WINDOWS_PATH = re.compile(r"\b[A-Za-z]:\\[tn]|\\\\\w+\\[tn]")  # C:\temp, \\palvelin\tiedosto
_OTHER_BULLET = re.compile(r"^[ \t]*[*+•–] +")
_QUOTED_SIGNS = re.compile(r"[-\"'@%*>|`?]|[\[{].*[^\]}]$")  # With these no plain text begins.
_KEY = re.compile(r"^([ \t]*(?:- +)*[\w-]+:)[ \u00a0]*(.*)")
_WORD_QUOTES = re.compile("[”“„»](.*)[”“»]")
# A line that can be front matter: a key, an item, a comment, what is indented, or nothing. ## is a heading of the body.
_FRONT_ROW = re.compile(r"^(?:\s+\S|- |-$|#(?!#)|[\w\"'-]+:|$)")
_MOST_MENDED = 20
_UNREAD = "x"  # In place of a value that cannot be read.
# What is left open is mended where it begins, not where the parser gives up.
_LEFT_OPEN = ("yaml_no_colon", "yaml_quote", "yaml_bracket")


class _YamlError(Exception):
    """A line of YAML that this site does not accept, and a Finnish message."""


@dataclass(frozen=True)
class Document:
    """Front matter as plain values with the line of each; the Markdown body with its first line; and what cannot be read
    of the file."""

    data: dict[str, Value]
    lines: Lines
    body: str
    body_line: int
    problems: tuple[Problem, ...] = ()


def read_text(file: Path, path: str) -> str | Problem:
    """The file as NFC text with `\\n` line ends and no byte order mark, or why it cannot be read."""
    if file.is_symlink():
        return Problem(path, 1, message_for("file_link"))
    if not file.is_file():
        return Problem(path, 1, message_for("file_none"))
    if file.stat().st_size > MAX_BYTES:
        return Problem(path, 1, message_for("file_large", limit=MAX_BYTES // 1000))
    try:
        raw = file.read_bytes()
        return normalised(raw.decode("utf-8-sig"))
    except OSError:
        return Problem(path, 1, message_for("file_closed"))
    except UnicodeDecodeError as error:
        return Problem(path, raw.count(b"\n", 0, error.start) + 1, message_for("file_encoding"))


def normalised(text: str) -> str:
    """NFC text with `\\n` line ends and no byte order mark."""
    return unicodedata.normalize("NFC", text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))


def parse_document(text: str, path: str, *, required: bool = True) -> Document | list[Problem]:
    """The document in `text`, or why it is none. Front matter is not always `required`."""
    if unread := [*line_problems(text, path)]:
        return unread
    if not text.startswith("---"):
        if required:
            return [Problem(path, 1, message_for("front_none"))]
        return Document({}, {}, text, 1, tuple(Problem(path, *problem) for problem in _invisible(text, 1)))
    if match := _FRONT_MATTER.match(text):
        problems, front, body, body_line = [], match[1], text[match.end() :], text.count("\n", 0, match.end()) + 1
    else:
        rows = text.split("\n")
        body_line = _front_end(rows)
        problems = [(body_line, message_for("front_open"))]
        front, body = "\n".join(rows[1 : body_line - 1]), "\n".join(rows[body_line - 1 :])
    data, lines, told = parse_yaml(front, FIRST_LINE)
    problems += [*told, *_invisible(body, body_line)]
    if not isinstance(data, dict):
        problems = problems or [(FIRST_LINE, message_for("front_other"))]
        return [Problem(path, line, message) for line, message in problems]
    return Document(data, lines, body, body_line, tuple(Problem(path, *problem) for problem in problems))


def _front_end(rows: Sequence[str]) -> int:
    """The line that should close front matter: after the last value that can be part of it."""
    ends = (number for number, row in enumerate(rows) if number and (row.strip() == "---" or not _FRONT_ROW.match(row)))
    end = next(ends, len(rows))
    while not rows[end - 1].partition("#")[0].strip():
        end -= 1
    return end + 1


def line_problems(text: str, path: str) -> Iterator[Problem]:
    """The lines that are too long to be read, and those with which Git marks two versions that it could not join."""
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > MAX_LINE:
            yield Problem(path, number, message_for("long_line", actual=len(line), limit=MAX_LINE))
        elif _CONFLICT.match(line):
            yield Problem(path, number, message_for("conflict", given=line[:7]))


def parse_yaml(text: str, first_line: int = 1) -> tuple[Value, Lines, list[tuple[int, str]]]:
    """The values of one YAML document, the line of each, and (line, message) of what is wrong: a line that cannot be read
    is left out, so that the others are read.

    Lines count from `first_line` and are keyed by the path to the value, e.g. ("results", 0, "unit"); the document
    itself is ().
    """
    problems = [*_invisible(text, first_line)]
    rows = CONTROL.sub("", text).split("\n")
    for _ in range(_MOST_MENDED):
        builder = _Builder(first_line, rows)
        spaced = [place for place, row in enumerate(rows) if (match := _NO_SPACE.match(row)) and "\u00a0" in match[0]]
        number, message = 0, ""
        try:
            root = builder.document(yaml.parse("\n".join(rows), Loader=yaml.CSafeLoader))
            if not (spaced and isinstance(root, str)):
                return root, builder.lines, sorted({*problems, *builder.problems})
        except yaml.YAMLError as error:
            number, message = explained(error)
        except _YamlError as error:
            number, message = error.args[0] - first_line, error.args[1]
        if builder.nodes > MAX_NODES:
            return None, {}, [*problems, (first_line + number, message)]
        number = min(number, len(rows) - 1)
        above = rows[number - 1] if number else ""
        if message == message_for("yaml_colon") and above.strip() and not _KEY.match(above):
            number, message = number - 1, message_for("yaml_no_colon")
        for place in spaced or [number - bool(_NO_SPACE.match(above))]:
            rows[place], told = _mended(rows[place], message)
            if first_line + place not in dict(problems):
                problems.append((first_line + place, told))
    return None, {}, problems


def _mended(row: str, message: str) -> tuple[str, str]:
    """The row with what can be read, and what is wrong with it."""
    match = _KEY.match(row)
    if _OTHER_BULLET.match(row):
        return _OTHER_BULLET.sub("  - ", row), message_for("yaml_dash")
    if not match or match[2] == _UNREAD:
        return "", message
    if _NO_SPACE.match(row):
        return _NO_SPACE.sub(r"\1 ", row), message_for("yaml_space")
    given = match[2].strip()
    text, whole = _WORD_QUOTES.fullmatch(given), re.fullmatch(r"(['\"])(.*)\1", given)
    colon = message == message_for("yaml_colon") and re.match(r"[^\"'\[{].*:(?: |$)", given)
    sign = message in map(message_for, ("yaml", "yaml_sign", "yaml_indent")) and _QUOTED_SIGNS.match(given)
    if text or colon or (whole[1] in whole[2] if whole else sign):
        value = (text[1] if text else whole[2] if whole else given).replace('"', "”")
        message = message_for("yaml_quotes", write=f'{match[1].strip()} "{value}"')
    return f"{match[1]} {_UNREAD}", message


def _invisible(text: str, first_line: int) -> Iterator[tuple[int, str]]:
    """(line, message) of every line that has a sign that nobody sees, with the word where it stands."""
    for number, line in enumerate(text.split("\n") if CONTROL.search(text) else (), first_line):
        if match := CONTROL.search(line):
            before, after = line[: match.start()].split(" ")[-1], line[match.end() :].split(" ")[0]
            word = CONTROL.sub("", f"{before}|{after}")
            yield number, message_for("invisible_in", word=word, code=f"U+{ord(match[0]):04X}")


def explained(error: yaml.YAMLError) -> tuple[int, str]:
    """(line from 0, Finnish message) of what the parser gave up on."""
    problem, at, context = (getattr(error, name, None) for name in ("problem", "problem_mark", "context_mark"))
    key = next((key for words, key in PARSER_ERRORS.items() if words in (problem or "")), "yaml")
    mark = (key in _LEFT_OPEN and context) or at or context
    return mark.line if mark else 0, message_for(key)


class _Builder:
    """Builds values from parse events; keeps its own depth, so nesting cannot exhaust the stack."""

    def __init__(self, first_line: int, source: list[str]) -> None:
        self.first_line, self.source = first_line, source
        self.lines: Lines = {}
        self.problems: list[tuple[int, str]] = []
        self.nodes = 0

    def document(self, events: Iterator[Any]) -> Value:
        root: Value = None
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise _YamlError(self._line(event), message_for("yaml_two"))
            elif isinstance(event, yaml.NodeEvent):
                root = self._value(event, events, ())
        return root

    def _value(self, event: yaml.NodeEvent, events: Iterator[Any], loc: Loc) -> Value:
        self.lines.setdefault(loc, self._line(event))
        self._check(event, len(loc))
        if isinstance(event, yaml.ScalarEvent):
            if not event.style:
                self._refuse_cut(event)
            return None if not event.style and event.value in ("", "~", "null") else event.value
        if isinstance(event, yaml.SequenceStartEvent):
            items: list[Value] = []
            while not isinstance(item := next(events), yaml.SequenceEndEvent):
                items.append(self._value(item, events, (*loc, len(items))))
            return items
        return self._mapping(events, loc)

    def _refuse_cut(self, event: Any) -> None:
        """Tells of text after # that YAML would leave out, and of a key that would be text of the value above it."""
        first, end = event.start_mark.line + 1, event.end_mark
        cut = _CUT.match("".join(self.source[end.line : end.line + 1])[end.column :])
        if cut and not (_NOT_TEXT.fullmatch(event.value) if event.value else cut[0].strip()[1] == " "):
            self.problems.append((self.first_line + end.line, message_for("yaml_cut", given=cut[0].strip())))
        for number, row in enumerate(self.source[first : end.line + (end.column > 0)], first):
            if _NO_SPACE.match(row):
                self.problems.append((self.first_line + number, message_for("yaml_space")))

    def _mapping(self, events: Iterator[Any], loc: Loc) -> dict[str, Value]:
        mapping: dict[str, Value] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            line = self._line(event)
            self._check(event, len(loc))
            if not isinstance(event, yaml.ScalarEvent):
                raise _YamlError(line, message_for("yaml_key"))
            key = event.value
            if key in mapping:
                first = self.lines[(*loc, key)]
                self.problems.append((line, message_for("yaml_twice", given=key, line=first)))
            self.lines.setdefault((*loc, key), line)
            value = self._value(next(events), events, (*loc, key))
            mapping.setdefault(key, value)
        return mapping

    def _check(self, event: yaml.NodeEvent, depth: int) -> None:
        """Raises _YamlError for what is too much, and for what YAML has but this site does not."""
        line = self._line(event)
        self.nodes += 1
        if self.nodes > MAX_NODES:
            raise _YamlError(line, message_for("many_nodes", limit=MAX_NODES))
        if depth > MAX_DEPTH:
            raise _YamlError(line, message_for("front_deep", limit=MAX_DEPTH))
        if event.anchor:  # An alias has one too.
            raise _YamlError(line, message_for("yaml_alias"))
        # The whole text has been searched, but what is between quotation marks can be written as its code.
        if isinstance(event, yaml.ScalarEvent) and event.style == '"':
            if match := CONTROL.search(event.value):
                self.problems.append((line, message_for("invisible", code=f"U+{ord(match[0]):04X}")))
            elif re.search("[\t\n]", event.value) and _WINDOWS_PATH.search(self.source[line - self.first_line]):
                self.problems.append((line, message_for("yaml_escape")))
        if tag := getattr(event, "tag", None):
            self.problems.append((line, message_for("yaml_tag", tag=tag)))

    def _line(self, event: Any) -> int:
        return self.first_line + int(event.start_mark.line)
