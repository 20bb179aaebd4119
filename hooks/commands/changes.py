"""What differs between two versions of an entry, field by field."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from catalogue.entry import Entry
from catalogue.labels import Choice
from catalogue.messages import field_label
from catalogue.yamltree import Loc

_MISSING = (None, ())


@dataclass(frozen=True)
class Change:
    """A field by its Finnish path, and what it was and is; empty when it was or is not there."""

    field: str
    old: str
    new: str


def changes(old: Entry[Any], new: Entry[Any]) -> list[Change]:
    """The changed fields in the order of the schema, and the text."""
    found = [
        Change(field_label(type(new.data), loc), _told(was), _told(now)) for loc, was, now in _parts(old.data, new.data)
    ]
    if old.body.strip() != new.body.strip():
        found.append(Change("teksti", _size(old.body), _size(new.body)))
    return found


def _parts(old: BaseModel, new: BaseModel, at: Loc = ()) -> Iterator[tuple[Loc, Any, Any]]:
    for name in type(new).model_fields:
        yield from _differences((*at, name), getattr(old, name), getattr(new, name))


def _differences(loc: Loc, old: Any, new: Any) -> Iterator[tuple[Loc, Any, Any]]:
    if old == new:
        return
    if isinstance(old, BaseModel) and isinstance(new, BaseModel):
        yield from _parts(old, new, loc)
    elif isinstance(old, tuple) and isinstance(new, tuple) and any(isinstance(item, BaseModel) for item in old + new):
        yield from _items(loc, old, new)
    else:
        yield loc, old, new


def _items(loc: Loc, old: tuple[Any, ...], new: tuple[Any, ...]) -> Iterator[tuple[Loc, Any, Any]]:
    """Those that are not in both lists, in pairs; an item that has only moved is no change."""
    gone = [item for item in old if item not in new]
    come = [(number, item) for number, item in enumerate(new) if item not in old]
    for position in range(max(len(gone), len(come))):
        was = gone[position] if position < len(gone) else None
        number, now = come[position] if position < len(come) else (old.index(was), None)
        if was is None or now is None:
            yield (*loc, number), was, now
        else:
            yield from _differences((*loc, number), was, now)


def _told(value: Any) -> str:
    """A value in words."""
    if value in _MISSING:
        return ""
    if isinstance(value, BaseModel):
        return "; ".join(
            f"{info.title}: {_told(item)}"
            for name, info in type(value).model_fields.items()
            if (item := getattr(value, name)) not in _MISSING
        )
    if isinstance(value, tuple):
        return ", ".join(map(_told, value))
    if isinstance(value, bool):
        return "kyllä" if value else "ei"
    return value.label if isinstance(value, Choice) else f"{value:g}" if isinstance(value, float) else str(value)


def _size(body: str) -> str:
    words = len(body.split())
    return f"{words} sanaa" if words else ""
