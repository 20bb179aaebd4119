"""Adding items to lists in an entry's front matter, with every other byte as it was."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from catalogue import document, scaffold
from catalogue.document import Document

_NOT_WRITTEN = "käytännön tiedostoon ei voi lisätä tätä ohjelmalla. Ylläpitäjä lisää sen käsin"


def inserted(raw: str, added: Mapping[str, Sequence[Any]], order: Sequence[str]) -> str:
    """The file with items added to the ends of its lists; a list that is not there gets its place from `order`.

    Raises ValueError in Finnish when the lists are written so that the items cannot be added line by line.
    """
    before = _parsed(raw)
    text = raw
    for name in added:
        text = _with_list(text, name, added[name], order)
    after = _parsed(text)
    wanted = {**before.data, **{name: [*_listed(before, name), *_as_read(added[name])] for name in added}}
    if after.data != wanted or after.body != before.body:
        raise ValueError(_NOT_WRITTEN)
    return text


def _parsed(raw: str) -> Document:
    parsed = document.parse(document.normalised(raw), "")
    if not isinstance(parsed, Document):
        raise ValueError(_NOT_WRITTEN)
    return parsed


def _listed(parsed: Document, name: str) -> Sequence[Any]:
    value = parsed.data.get(name)
    if value is not None and not isinstance(value, list):
        raise ValueError(_NOT_WRITTEN)
    return value or ()


def _as_read(items: Sequence[Any]) -> Sequence[Any]:
    """Items as they will be read: every scalar as the text that stands in the file."""
    lines = "\n".join(scaffold.written("items", list(items)))
    parsed = document.parse(document.normalised(f"---\n{lines}\n---\n"), "")
    if not isinstance(parsed, Document):
        raise ValueError(_NOT_WRITTEN)
    return _listed(parsed, "items")


def _with_list(raw: str, name: str, items: Sequence[Any], order: Sequence[str]) -> str:
    rows = re.split(r"(?<=\n)", raw)
    end = "\r\n" if rows[0].endswith("\r\n") else "\n"
    front = _front(rows)
    found = next(((key, value) for key, value in front.value if key.value == name), None)
    lines = scaffold.written(name, list(items))
    if found is None:
        place = _after(front, name, order)
    elif isinstance(found[1], yaml.SequenceNode) and found[1].value and not found[1].flow_style:
        place = _last_line(found[1])
        while not rows[place].strip():  # Such lines at the end of a block of text are no part of it.
            place -= 1
        column = found[1].start_mark.column
        lines = [" " * column + line[2:] for line in lines[1:]]
    else:
        raise ValueError(_NOT_WRITTEN)
    # The first row is the line of dashes, and marks count from the row after it.
    return "".join([*rows[: place + 1], *(line + end for line in lines), *rows[place + 1 :]])


def _front(rows: Sequence[str]) -> yaml.MappingNode:
    """The front matter as nodes with their places."""
    ends = (number for number, row in enumerate(rows) if number and re.fullmatch(r"---[ \t]*\r?\n?", row))
    node = yaml.compose("".join(rows[1 : next(ends, 1)]), Loader=yaml.CSafeLoader)
    if not isinstance(node, yaml.MappingNode):
        raise ValueError(_NOT_WRITTEN)
    return node


def _after(front: yaml.MappingNode, name: str, order: Sequence[str]) -> int:
    """The line after which a new list goes: that of the last field that comes before it in the schema."""
    earlier = order[: order.index(name)]
    before = [value for key, value in front.value if key.value in earlier]
    return max((_last_line(value) for value in before), default=0)


def _last_line(node: yaml.Node) -> int:
    """The number of the line on which a value ends, counted from 1. A list ends where its last item does: its own mark
    is where the next thing begins."""
    if isinstance(node, yaml.MappingNode) and node.value and not node.flow_style:
        return _last_line(node.value[-1][1])
    if isinstance(node, yaml.SequenceNode) and node.value and not node.flow_style:
        return _last_line(node.value[-1])
    # A block of text ends at the beginning of the line after it.
    return node.end_mark.line + (1 if node.end_mark.column else 0)
