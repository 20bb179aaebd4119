"""The types of the content kinds as plain data for the web form: fields, their limits, and the rules between them."""

import typing
from datetime import date
from typing import Any

from annotated_types import Ge, Gt, Le, MaxLen, MinLen
from pydantic import AfterValidator, BaseModel, BeforeValidator, StringConstraints
from pydantic.fields import FieldInfo

from catalogue import types as t
from catalogue.checks.times import ORDERS
from catalogue.headings import OF_KIND
from catalogue.labels import Choice
from catalogue.layout import Kind
from catalogue.messages import pattern_text
from catalogue.parts import Part

Data = dict[str, Any]
_TYPES = {str: "text", float: "number", int: "whole", bool: "bool", date: "day", t.Moment: "moment"}
_LIMITS = {Ge: "ge", Gt: "gt", Le: "le", MinLen: "min_length", MaxLen: "max_length"}
# What a validator of catalogue.types asks for; the rest follows from the type itself.
_PROSE = {"_one_line", "no_private_data"}
_KNOWN = _PROSE | {"_unwrapped", "_iso_day", "_sensible_year", "_as_list"}


def form(kind: Kind) -> Data:
    """What a file of a kind is made of."""
    return {
        "kind": kind.name,
        "folder": kind.folder,
        "address": kind.address,
        "headings": OF_KIND.get(kind.name, ()),
        "orders": [order._asdict() for order in ORDERS.get(kind.name, ())],
        **group(kind.model),
    }


def group(model: type[BaseModel]) -> Data:
    """The fields of a group in the order in which they are written, and what they must not say together."""
    rules = [
        {"wrong": rule.wrong, "text": rule.text, "fields": rule.fields}
        for rule in (model.rules if issubclass(model, Part) else ())
    ]
    return {"fields": [_field(name, model.model_fields[name]) for name in in_order(model)], "rules": rules}


def in_order(model: type[BaseModel]) -> list[str]:
    """The names of a group's fields as they are written: its own before those that it has in common with others. How
    exact a figure is comes right after the figure."""
    own = [name for name in model.model_fields if name in model.__annotations__]
    names = own + [name for name in model.model_fields if name not in own]
    if "approx" in names:
        names.remove("approx")
        figures = [name for name in names if _shape(model.model_fields[name].annotation)["type"] == "number"]
        names.insert(names.index(figures[-1]) + 1, "approx")
    return names


def _field(name: str, info: FieldInfo) -> Data:
    shape = _shape(info.annotation, info.metadata)
    default = info.default if info.default is not None and not info.is_required() and info.default != () else None
    return {
        "name": name,
        "label": info.title,
        "help": info.description,
        **({"required": True} if info.is_required() else {}),
        **(
            {"default": str(default).lower() if isinstance(default, bool) else str(default)}
            if default is not None
            else {}
        ),
        **shape,
    }


def _shape(annotation: Any, metadata: typing.Iterable[Any] = ()) -> Data:
    """What a value is and how far it may go; a list says so, and what its items are."""
    metadata = list(metadata)
    while typing.get_origin(annotation) not in (None, tuple):
        inner = [each for each in typing.get_args(annotation) if each is not type(None)]
        if typing.get_origin(annotation) is typing.Annotated:
            metadata = [*inner[1:], *metadata]
        annotation = inner[0]
    limits = _limits(metadata)
    if typing.get_origin(annotation) is tuple:
        alone = any(isinstance(each, BeforeValidator) for each in metadata)  # One item may be written without a list.
        return {"list": {**limits, **({"alone": True} if alone else {})}, **_shape(typing.get_args(annotation)[0])}
    if issubclass(annotation, BaseModel):
        return {"type": "group", **group(annotation)}
    if issubclass(annotation, Choice):
        return {"type": "choice", "choices": [[choice.value, choice.label] for choice in annotation]}
    return {"type": _TYPES[annotation], **limits}


def _limits(metadata: typing.Iterable[Any]) -> Data:
    found: Data = {}
    for item in metadata:
        if isinstance(item, FieldInfo):
            found |= _limits(item.metadata)
        elif isinstance(item, StringConstraints):
            named = {name: getattr(item, name) for name in ("min_length", "max_length", "pattern")}
            found |= {name: value for name, value in named.items() if value is not None}
        elif isinstance(item, t.Ref):
            found["target"] = item.target
        elif isinstance(item, AfterValidator | BeforeValidator):
            found |= _checked(item.func.__name__)
        elif name := _LIMITS.get(type(item)):
            value = getattr(item, name)
            found[name] = int(value) if value == int(value) else value
        elif pattern := getattr(item, "pattern", None):
            found["pattern"] = pattern
    if "pattern" in found:
        found["says"] = pattern_text(found["pattern"])
    return found


def _checked(validator: str) -> Data:
    """Raises ValueError for a validator that the form would not know of."""
    if validator not in _KNOWN:
        raise ValueError(f"the web form has no rule for {validator}")
    return {"prose": True} if validator in _PROSE else {}
