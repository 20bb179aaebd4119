"""Every source number in an entry, with its place."""

from collections.abc import Iterator
from functools import cache

from pydantic import BaseModel

from catalogue.messages import part_of
from catalogue.yamltree import Loc

_NUMBERS = ("source", "key_action_source", "key_challenge_source")


@cache
def _parts(model: type[BaseModel]) -> tuple[str, ...]:
    """Fields that are source numbers, or that hold parts that have some."""
    return tuple(
        name
        for name, info in model.model_fields.items()
        if name in _NUMBERS or ((part := part_of(info.annotation)) and _parts(part))
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
