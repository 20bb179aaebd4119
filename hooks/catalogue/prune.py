"""An entry without its links to what is not there."""

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from catalogue.references import ref_fields
from catalogue.types import Target

P = TypeVar("P", bound=BaseModel)


def pruned(part: P, present: Mapping[Target, frozenset[str]]) -> P | None:
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
        return pruned(value, present)
    return value if target not in present or value in present[target] else None
