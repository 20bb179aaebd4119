"""Every field that names something else in the catalogue, found from the schema."""

import typing
from collections.abc import Iterator
from functools import cache
from typing import Any

from pydantic import BaseModel

from catalogue.messages import part_of
from catalogue.types import Ref, Target
from catalogue.yamltree import Loc


@cache
def ref_fields(model: type[BaseModel]) -> tuple[tuple[str, Target | None], ...]:
    """The fields of a model that are references (with their target) or hold parts with references (None)."""
    found: list[tuple[str, Target | None]] = []
    for name, info in model.model_fields.items():
        if target := _target(info.annotation) or _target_of(info.metadata):
            found.append((name, target))
        elif (part := part_of(info.annotation)) and ref_fields(part):
            found.append((name, None))
    return tuple(found)


def _target(annotation: Any) -> Target | None:
    if target := _target_of(getattr(annotation, "__metadata__", ())):
        return target
    return next(filter(None, map(_target, typing.get_args(annotation))), None) if part_of(annotation) is None else None


def _target_of(metadata: Any) -> Target | None:
    return next((item.target for item in metadata if isinstance(item, Ref)), None)


def references(part: BaseModel, at: Loc = ()) -> Iterator[tuple[Loc, Target, str]]:
    """(location, what is meant, the author's word) for every reference in a part, in the order of the schema."""
    for name, target in ref_fields(type(part)):
        for loc, value in _items(getattr(part, name), (*at, name)):
            if target:
                yield loc, target, value
            else:
                yield from references(value, loc)


def written_references(model: type[BaseModel], data: Any, at: Loc = ()) -> Iterator[tuple[Loc, Target, str]]:
    """The same from front matter as it is written, whether the schema accepts it or not."""
    if not isinstance(data, dict):
        return
    for name, target in ref_fields(model):
        value = data.get(name)
        part = part_of(model.model_fields[name].annotation)
        for loc, item in _items(tuple(value) if isinstance(value, list) else value, (*at, name)):
            if target and isinstance(item, str):
                yield loc, target, item
            elif not target and part:
                yield from written_references(part, item, loc)


def _items(value: Any, at: Loc) -> Iterator[tuple[Loc, Any]]:
    if isinstance(value, tuple):
        yield from (((*at, number), item) for number, item in enumerate(value))
    elif value is not None:
        yield at, value
