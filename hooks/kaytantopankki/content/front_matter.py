"""Markdown files taken apart: front matter as plain values with the line of each, and the body."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from kaytantopankki.content.messages import Problem, message_for

Value: TypeAlias = "str | list[Value] | dict[str, Value] | None"
Loc = tuple[str | int, ...]
Lines = dict[Loc, int]

MAX_DEPTH = 12
MAX_NODES = 20_000
# What nobody sees but what changes how text reads, sorts or is found: controls, directions, fillers, private letters.
CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ud800-\uf8ff\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)


class YamlError(Exception):
    """Text that is not the YAML this site accepts: a list of (line, Finnish message)."""

    def __init__(self, *problems: tuple[int, str]) -> None:
        super().__init__(problems)
        self.problems = problems


def parse_yaml(text: str, first_line: int = 1) -> tuple[Value, Lines]:
    """The values of one YAML document and the line of each, counted from `first_line`.

    Lines are keyed by the path to the value, e.g. ("results", 0, "unit"); the document itself is ().
    Raises YamlError.
    """
    if bad := CONTROL.search(text):
        line = first_line + text.count("\n", 0, bad.start())
        raise YamlError((line, invisible(bad[0])))
    builder = _Builder(first_line)
    try:
        root = builder.document(yaml.parse(text, Loader=yaml.CSafeLoader))
    except yaml.MarkedYAMLError as error:
        raise YamlError((first_line + _line(error), _explain(error))) from None
    except yaml.YAMLError:
        raise YamlError((first_line, message_for("yaml"))) from None
    if builder.duplicates:
        raise YamlError(*builder.duplicates)
    return root, builder.lines


def without_empty(value: Value) -> Value:
    """Keys left empty are keys not written."""
    if isinstance(value, dict):
        return {key: without_empty(item) for key, item in value.items() if item is not None}
    if isinstance(value, list):
        return [without_empty(item) for item in value]
    return value


class _Builder:
    """Builds values from parse events; keeps its own depth, so nesting cannot exhaust the stack."""

    def __init__(self, first_line: int) -> None:
        self.first_line = first_line
        self.lines: Lines = {}
        self.duplicates: list[tuple[int, str]] = []
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
        line = self._line(event)
        self._refuse(event, line, len(loc))
        self.lines.setdefault(loc, line)
        if isinstance(event, yaml.ScalarEvent):
            plain_empty = not event.style and event.value in ("", "~", "null")
            return None if plain_empty else event.value
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(events, loc)
        return self._mapping(events, loc)

    def _sequence(self, events: Iterator[Any], loc: Loc) -> list[Value]:
        items: list[Value] = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            items.append(self._value(event, events, (*loc, len(items))))
        return items

    def _mapping(self, events: Iterator[Any], loc: Loc) -> dict[str, Value]:
        mapping: dict[str, Value] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            line = self._line(event)
            self._refuse(event, line, len(loc))
            if not isinstance(event, yaml.ScalarEvent):
                raise YamlError((line, message_for("yaml_key")))
            key = event.value
            if key in mapping:
                first = self.lines[(*loc, key)]
                self.duplicates.append((line, message_for("yaml_twice", given=key, line=first)))
            self.lines.setdefault((*loc, key), line)
            value = self._value(next(events), events, (*loc, key))
            mapping.setdefault(key, value)
        return mapping

    def _refuse(self, event: yaml.NodeEvent, line: int, depth: int) -> None:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            raise YamlError((line, message_for("many_nodes", limit=MAX_NODES)))
        if depth > MAX_DEPTH:
            raise YamlError((line, message_for("front_deep", limit=MAX_DEPTH)))
        if event.anchor:  # An alias has one too.
            raise YamlError((line, message_for("yaml_alias")))
        # The whole text has been searched, but what is between quotation marks can be written as its code.
        if isinstance(event, yaml.ScalarEvent) and event.style == '"' and (bad := CONTROL.search(event.value)):
            raise YamlError((line, invisible(bad[0])))
        if tag := getattr(event, "tag", None):
            raise YamlError((line, message_for("yaml_tag", tag=tag)))

    def _line(self, event: yaml.Event) -> int:
        mark = event.start_mark
        return self.first_line + (mark.line if mark else 0)


def invisible(character: str) -> str:
    """What is said of a character that nobody sees."""
    return message_for("invisible", code=f"U+{ord(character):04X}")


def _line(error: yaml.MarkedYAMLError) -> int:
    begun = any(words in (error.problem or "") for words in _BEGUN)
    mark = (begun and error.context_mark) or error.problem_mark or error.context_mark
    return mark.line if mark else 0


# What is left open is mended where it begins, not where the parser gives up.
_BEGUN = ("could not find expected ':'", "found unexpected end of stream", "did not find expected ',' or")


# libyaml's own words, and the text that says what an author should do about them.
_EXPLANATIONS = (
    ("mapping values are not allowed", "yaml_colon"),
    ("could not find expected ':'", "yaml_no_colon"),
    ("did not find expected key", "yaml_indent"),
    ("did not find expected '-'", "yaml_dash"),
    ("found character that cannot start any token", "yaml_sign"),
    ("found a tab character", "yaml_tab"),
    ("found unexpected end of stream", "yaml_quote"),
    ("did not find expected ',' or", "yaml_bracket"),
    ("found unknown escape character", "yaml_escape"),
)


def _explain(error: yaml.MarkedYAMLError) -> str:
    problem = error.problem or ""
    return message_for(next((key for words, key in _EXPLANATIONS if words in problem), "yaml"))


MAX_BYTES = 300_000
FIRST_LINE = 2  # Of the front matter.
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)^---[ \t]*$\n?", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class Document:
    """Front matter as it is written, as plain values and with the line of each; the Markdown body with its first line."""

    front: str
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
    except OSError:
        return Problem(path, 1, message_for("file_closed"))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return Problem(path, line, message_for("file_encoding"))
    return normalised(text)


def normalised(text: str) -> str:
    """NFC text with `\n` line ends and no byte order mark."""
    return unicodedata.normalize("NFC", text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))


def parse_document(text: str, path: str) -> Document | list[Problem]:
    """The document in `text`, or what is wrong with its front matter."""
    found = _FRONT_MATTER.match(text)
    if not found:
        if not text.startswith("---"):
            return [Problem(path, 1, message_for("front_none"))]
        return [Problem(path, 1, message_for("front_open"))]
    try:
        data, lines = parse_yaml(found[1], FIRST_LINE)
    except YamlError as error:
        return [Problem(path, line, message) for line, message in error.problems]
    if not isinstance(data, dict):
        return [Problem(path, 2, message_for("front_other"))]
    body = text[found.end() :]
    body_line = text.count("\n", 0, found.end()) + 1
    if bad := CONTROL.search(body):
        line = body_line + body.count("\n", 0, bad.start())
        return [Problem(path, line, invisible(bad[0]))]
    return Document(found[1], data, lines, body, body_line)
