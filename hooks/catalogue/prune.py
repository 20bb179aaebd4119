"""An entry without its links to what is not there."""

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import BaseModel

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
            if not kept and part.__class__.model_fields[name].is_required():
                return None
            changes[name] = kept
    return part.model_copy(update=changes) if changes else part


def _kept(value: Any, target: Target | None, present: Mapping[Target, frozenset[str]]) -> Any:
    if isinstance(value, tuple):
        kept = (_kept(item, target, present) for item in value)
        return tuple(item for item in kept if item is not None)
    if target is None:
        return pruned(value, present)
    return value if target not in present or value in present[target] else None
