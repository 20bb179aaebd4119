"""Every field that names something else in the catalogue or a source, found from the schema."""

import typing
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from kaytantopankki.content.field_types import Ref, Target
from kaytantopankki.content.front_matter import Loc
from kaytantopankki.content.validation import submodel_of


@cache
def ref_fields(model: type[BaseModel]) -> tuple[tuple[str, Target | None], ...]:
    """The fields of a model that are references (with their target) or hold parts with references (None)."""
    found: list[tuple[str, Target | None]] = []
    for name, info in model.model_fields.items():
        if target := _target(info.annotation) or _target_of(info.metadata):
            found.append((name, target))
        elif (part := submodel_of(info.annotation)) and ref_fields(part):
            found.append((name, None))
    return tuple(found)


def _target(annotation: Any) -> Target | None:
    if target := _target_of(getattr(annotation, "__metadata__", ())):
        return target
    return (
        next(filter(None, map(_target, typing.get_args(annotation))), None) if submodel_of(annotation) is None else None
    )


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
        part = submodel_of(model.model_fields[name].annotation)
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


_NUMBERS = ("source", "key_action_source", "key_challenge_source")


@cache
def _parts(model: type[BaseModel]) -> tuple[str, ...]:
    """Fields that are source numbers, or that hold parts that have some."""
    return tuple(
        name
        for name, info in model.model_fields.items()
        if name in _NUMBERS or ((part := submodel_of(info.annotation)) and _parts(part))
    )


def source_numbers(part: BaseModel, at: Loc = ()) -> Iterator[tuple[Loc, int]]:
    """(location, source number) for every number in a part."""
    for name in _parts(type(part)):
        value = getattr(part, name)
        if name in _NUMBERS:
            yield from (((*at, name), number) for number in value)
        elif isinstance(value, tuple):
            for index, item in enumerate(value):
                yield from source_numbers(item, (*at, name, index))
        elif value is not None:
            yield from source_numbers(value, (*at, name))


P = TypeVar("P", bound=BaseModel)


def without_dangling_references(part: P, present: Mapping[Target, frozenset[str]]) -> P | None:
    """The part without references to names that are not present; None when it cannot be without one of them."""
    changes: dict[str, Any] = {}
    for name, target in ref_fields(type(part)):
        value = getattr(part, name)
        if value is None or value == ():
            continue
        kept = _kept(value, target, present)
        if kept != value:
            changes[name] = kept
    if not changes:
        return part
    try:
        return type(part).model_validate({**dict(part), **changes})
    except ValidationError:
        return None


def _kept(value: Any, target: Target | None, present: Mapping[Target, frozenset[str]]) -> Any:
    if isinstance(value, tuple):
        kept = (_kept(item, target, present) for item in value)
        return tuple(item for item in kept if item is not None)
    if target is None:
        return without_dangling_references(value, present)
    return value if target not in present or value in present[target] else None
