"""Every field of a kind, found from the schema, with a value of its own or a text that the caller gives."""

import typing
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from pydantic import BaseModel, StringConstraints

from kaytantopankki.content import submodels
from kaytantopankki.content.field_types import Basis, Choice, Moment, Ref
from kaytantopankki.content.front_matter import Loc

# What is not written beside the other fields of its group.
LEFT_OUT = {submodels.Result: {"before", "after", "value_to"}, submodels.Origin: {"practice"}}
# What names something, by what it names, and what is written in one way only.
NAMES = {
    "municipality": "Lieto",
    "theme": "energia",
    "tag": "lämpö",
    "indicator": "energiansaasto",
    "bottleneck": "rahoitus",
}
ADDRESS, PICTURE = "https://www.example.fi/", "kuva.png"
PLAIN: dict[Any, Any] = {Moment: "2020-05", date: "2020-05-03", int: 1, float: 1, bool: True, Basis: "estimated"}

# The place of a text, and how long it may be.
Text = Callable[[Loc, int], str]
# The place and the usual value of everything else.
Other = Callable[[Loc, Any], Any]


def filled(model: type[BaseModel], text: Text, other: Other = lambda _, usual: usual, at: Loc = ()) -> dict[str, Any]:
    """Front matter with every field of the schema; each list has one item."""
    found = {}
    for name, info in model.model_fields.items():
        if name not in LEFT_OUT.get(model, ()):
            value = _value(info.annotation, tuple(info.metadata), (*at, name), text, other)
            if value is not None and value != [None]:
                found[name] = value
    return found


def _value(annotation: Any, metadata: tuple[Any, ...], at: Loc, text: Text, other: Other) -> Any:
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Annotated:
        return _value(arguments[0], (*arguments[1:], *metadata), at, text, other)
    if origin is tuple:
        return [_value(arguments[0], (), (*at, 0), text, other)]
    if arguments:
        return _value(next(each for each in arguments if each is not type(None)), metadata, at, text, other)
    if issubclass(annotation, BaseModel):
        return filled(annotation, text, other, at)
    if issubclass(annotation, Choice):
        return other(at, PLAIN.get(annotation, next(iter(annotation)).value))
    return _text(metadata, at, text, other) if annotation is str else other(at, PLAIN[annotation])


def _text(metadata: tuple[Any, ...], at: Loc, text: Text, other: Other) -> Any:
    if target := next((item.target for item in metadata if isinstance(item, Ref)), None):
        return other(at, name) if (name := NAMES.get(target)) else None
    limits = next((item for item in metadata if isinstance(item, StringConstraints)), None)
    if limits and not limits.pattern:
        assert limits.max_length
        return text(at, limits.max_length)
    if at[-1] == "file":
        return other(at, PICTURE)
    return other(at, ADDRESS) if "aliases_url" not in at else None


def texts(model: type[BaseModel]) -> dict[Loc, int]:
    """Every text field, and how long it may be."""
    found: dict[Loc, int] = {}

    def noted(at: Loc, limit: int) -> str:
        found[at] = limit
        return "x"

    filled(model, noted)
    return found


def leaves(value: Any, at: Loc = ()) -> Iterator[tuple[Loc, Any]]:
    """(location, value) of everything in front matter or in an entry's data."""
    if isinstance(value, dict | BaseModel):
        for name, item in value.items() if isinstance(value, dict) else value:
            yield from leaves(item, (*at, name))
    elif isinstance(value, list | tuple):
        for number, item in enumerate(value):
            yield from leaves(item, (*at, number))
    else:
        yield at, value
