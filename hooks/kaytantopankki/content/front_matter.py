"""Markdown files taken apart: front matter as plain values with the line of each, and the body."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from kaytantopankki.content.messages import PARSER_ERRORS, Problem, message_for

Value: TypeAlias = "str | list[Value] | dict[str, Value] | None"
Loc = tuple[str | int, ...]
Lines = dict[Loc, int]

MAX_BYTES = 300_000
MAX_DEPTH = 12
MAX_NODES = 20_000
FIRST_LINE = 2  # Of the front matter.
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)^---[ \t]*$\n?", re.DOTALL | re.MULTILINE)
_NOT_FRONT_MATTER = re.compile(r"^(?:$|(?![ \t#-]|[\w-]+:).)", re.MULTILINE)
# What nobody sees but what changes how text reads, sorts or is found: controls, directions, fillers, private letters.
CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ud800-\uf8ff\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
_CONFLICT = re.compile(r"^(?:<{7}|>{7})(?: |$)")
# A comment after a value that is not one word, number or address: text that YAML would leave out.
_CUT = re.compile(r"\s+#.*\S")
_NOT_TEXT = re.compile(r"[^\sA-ZÅÄÖ]*")
_NO_BREAK_SPACE = re.compile(r"^[ \t-]*[\w-]+:\u00a0", re.MULTILINE)
# What is left open is mended where it begins, not where the parser gives up.
_LEFT_OPEN = ("yaml_no_colon", "yaml_quote", "yaml_bracket")


class YamlError(Exception):
    """Text that is not the YAML this site accepts: a list of (line, Finnish message)."""

    def __init__(self, *problems: tuple[int, str]) -> None:
        super().__init__(problems)
        self.problems = problems


@dataclass(frozen=True)
class Document:
    """Front matter as plain values with the line of each; the Markdown body with its first line."""

    data: dict[str, Value]
    lines: Lines
    body: str
    body_line: int


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
    """The document in `text`, or what is wrong with its front matter, which is not always `required`."""
    if conflicts := [*conflict_problems(text, path)]:
        return conflicts
    match = _FRONT_MATTER.match(text)
    if not match and (required or text.startswith("---")):
        return [_without_end(text, path) if text.startswith("---") else Problem(path, 1, message_for("front_none"))]
    start = match.end() if match else 0
    body, body_line = text[start:], text.count("\n", 0, start) + 1
    try:
        data, lines = parse_yaml(match[1], FIRST_LINE) if match else ({}, {})
        if not isinstance(data, dict):
            raise YamlError((FIRST_LINE, message_for("front_other")))
        _refuse_invisible(body, body_line)
    except YamlError as error:
        return [Problem(path, line, message) for line, message in error.problems]
    return Document(data, lines, body, body_line)


def _without_end(text: str, path: str) -> Problem:
    """Front matter that does not end, at the first line that cannot be of it."""
    written = text.rstrip()
    other = _NOT_FRONT_MATTER.search(written, written.find("\n") + 1 or len(written))
    return Problem(path, written.count("\n", 0, other.start() if other else None) + 1, message_for("front_open"))


def conflict_problems(text: str, path: str) -> Iterator[Problem]:
    """The lines with which Git marks two versions of a text that it could not join."""
    for number, line in enumerate(text.split("\n"), 1):
        if _CONFLICT.match(line):
            yield Problem(path, number, message_for("conflict", given=line[:7]))


def parse_yaml(text: str, first_line: int = 1) -> tuple[Value, Lines]:
    """The values of one YAML document and the line of each, counted from `first_line`.

    Lines are keyed by the path to the value, e.g. ("results", 0, "unit"); the document itself is ().
    Raises YamlError.
    """
    _refuse_invisible(text, first_line)
    builder = _Builder(first_line, text.split("\n"))
    try:
        root = builder.document(yaml.parse(text, Loader=yaml.CSafeLoader))
    except yaml.MarkedYAMLError as error:
        line, message = explained(error)
        if space := _NO_BREAK_SPACE.search(text):
            line, message = text.count("\n", 0, space.start()), message_for("yaml_space")
        raise YamlError((first_line + line, message)) from None
    except yaml.YAMLError:
        raise YamlError((first_line, message_for("yaml"))) from None
    if builder.problems:
        raise YamlError(*builder.problems)
    return root, builder.lines


def without_empty(value: Value) -> Value:
    """Keys left empty are keys not written."""
    if isinstance(value, dict):
        return {key: without_empty(item) for key, item in value.items() if item is not None}
    if isinstance(value, list):
        return [without_empty(item) for item in value]
    return value


def _refuse_invisible(text: str, first_line: int) -> None:
    """Raises YamlError with every line that has a sign that nobody sees, and the word where it stands."""
    problems = []
    for number, line in enumerate(text.split("\n") if CONTROL.search(text) else (), first_line):
        if match := CONTROL.search(line):
            before, after = line[: match.start()].split(" ")[-1], line[match.end() :].split(" ")[0]
            word = CONTROL.sub("", f"{before}|{after}")
            problems.append((number, message_for("invisible_in", word=word, code=f"U+{ord(match[0]):04X}")))
    if problems:
        raise YamlError(*problems)


def explained(error: yaml.MarkedYAMLError) -> tuple[int, str]:
    """(line from 0, Finnish message) of what the parser gave up on."""
    key = next((key for words, key in PARSER_ERRORS.items() if words in (error.problem or "")), "yaml")
    mark = (key in _LEFT_OPEN and error.context_mark) or error.problem_mark or error.context_mark
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
                    raise YamlError((self._line(event), message_for("yaml_two")))
            elif isinstance(event, yaml.NodeEvent):
                root = self._value(event, events, ())
        return root

    def _value(self, event: yaml.NodeEvent, events: Iterator[Any], loc: Loc) -> Value:
        self.lines.setdefault(loc, self._line(event))
        self._check(event, len(loc))
        if isinstance(event, yaml.ScalarEvent):
            plain_empty = not event.style and event.value in ("", "~", "null")
            if not event.style:
                self._refuse_cut(event)
            return None if plain_empty else event.value
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(events, loc)
        return self._mapping(events, loc)

    def _refuse_cut(self, event: yaml.ScalarEvent) -> None:
        """Tells of text after # that YAML would leave out."""
        end = event.end_mark
        cut = _CUT.match(self.source[end.line], end.column) if end and end.line < len(self.source) else None
        if end and cut and not _NOT_TEXT.fullmatch(event.value):
            self.problems.append((self.first_line + end.line, message_for("yaml_cut", given=cut[0].strip())))

    def _sequence(self, events: Iterator[Any], loc: Loc) -> list[Value]:
        items: list[Value] = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            items.append(self._value(event, events, (*loc, len(items))))
        return items

    def _mapping(self, events: Iterator[Any], loc: Loc) -> dict[str, Value]:
        mapping: dict[str, Value] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            line = self._line(event)
            self._check(event, len(loc))
            if not isinstance(event, yaml.ScalarEvent):
                raise YamlError((line, message_for("yaml_key")))
            key = event.value
            if key in mapping:
                first = self.lines[(*loc, key)]
                self.problems.append((line, message_for("yaml_twice", given=key, line=first)))
            self.lines.setdefault((*loc, key), line)
            value = self._value(next(events), events, (*loc, key))
            mapping.setdefault(key, value)
        return mapping

    def _check(self, event: yaml.NodeEvent, depth: int) -> None:
        """Raises YamlError for what is too much, and for what YAML has but this site does not."""
        line = self._line(event)
        self.nodes += 1
        if self.nodes > MAX_NODES:
            raise YamlError((line, message_for("many_nodes", limit=MAX_NODES)))
        if depth > MAX_DEPTH:
            raise YamlError((line, message_for("front_deep", limit=MAX_DEPTH)))
        if event.anchor:  # An alias has one too.
            raise YamlError((line, message_for("yaml_alias")))
        # The whole text has been searched, but what is between quotation marks can be written as its code.
        if isinstance(event, yaml.ScalarEvent) and event.style == '"' and (match := CONTROL.search(event.value)):
            raise YamlError((line, message_for("invisible", code=f"U+{ord(match[0]):04X}")))
        if tag := getattr(event, "tag", None):
            raise YamlError((line, message_for("yaml_tag", tag=tag)))

    def _line(self, event: yaml.Event) -> int:
        mark = event.start_mark
        return self.first_line + (mark.line if mark else 0)
