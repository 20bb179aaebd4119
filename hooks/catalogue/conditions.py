"""Conditions on the fields of an entry as plain data, so that the build and the web form judge by one rule."""

from typing import Any

# ("given", field): has a value · ("is", field, value) · ("above", field, other): the first number is the greater
# ("some", field, condition): holds for an item of a list · ("not", condition) · ("all" | "any", condition…)
# A field inside another is named with a dot: "uptake.suits".
Condition = tuple[Any, ...]


def given(field: str) -> Condition:
    """The field has a value; an empty list is none."""
    return ("given", field)


def holds(condition: Condition, part: object) -> bool:
    """Whether a condition is true of a group of fields. A field that is not there is not given."""
    match condition:
        case ("given", field):
            return _value(part, field) not in (None, ())
        case ("is", field, value):
            return bool(_value(part, field) == value)
        case ("above", field, other):
            first, second = _value(part, field), _value(part, other)
            return first is not None and second is not None and bool(first > second)
        case ("some", field, inner):
            return any(holds(inner, item) for item in _value(part, field) or ())
        case ("not", inner):
            return not holds(inner, part)
        case ("all", *inner):
            return all(holds(each, part) for each in inner)
        case ("any", *inner):
            return any(holds(each, part) for each in inner)
    raise ValueError(f"no such condition: {condition}")


def _value(part: object, field: str) -> Any:
    for name in field.split("."):
        part = getattr(part, name, None)
    return part
