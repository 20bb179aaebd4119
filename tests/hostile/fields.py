"""Every field of a kind, found from the schema, with a value of its own or a text that the caller gives."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from pydantic import BaseModel

from kaytantopankki.content import kind_submodels, submodels
from kaytantopankki.content.field_types import Basis, Moment
from kaytantopankki.content.fields import FieldSpec, field_specs
from kaytantopankki.content.front_matter import Loc

# What is not written beside the other fields of its group.
LEFT_OUT = {
    submodels.Result: {"before", "after", "value_to"},
    kind_submodels.Money: {"before", "after", "amount_to"},
    submodels.Origin: {"practice"},
}
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


def path_text(at: Loc, limit: int) -> str:
    """A text that is the way to its field."""
    return ".".join(map(str, at)).replace("_", "-")[:limit]


def untold(fields: dict[str, Any], text: str) -> set[str]:
    """Those of the fields filled with `path_text` that have something that a text does not tell."""
    told = (at for at, value in leaves(fields) if value == path_text(at, 99) and value not in text.lower())
    return {str(at[0]) for at in told}


def filled(model: type[BaseModel], text: Text, other: Other = lambda _, usual: usual, at: Loc = ()) -> dict[str, Any]:
    """Front matter with every field of the schema; each list has one item."""
    data = {}
    for name, spec in field_specs(model).items():
        several = spec.list_limits is not None
        value = _value(spec, (*at, name, 0) if several else (*at, name), text, other)
        if value is not None and name not in LEFT_OUT.get(model, ()):
            data[name] = [value] if several else value
    return data


def _value(spec: FieldSpec, at: Loc, text: Text, other: Other) -> Any:
    if spec.submodel:
        return filled(spec.submodel, text, other, at)
    if spec.choices:
        return other(at, PLAIN.get(spec.value_type, spec.choices[0].value))
    if spec.value_type is not str:
        return other(at, PLAIN[spec.value_type])
    if spec.target:
        return other(at, NAMES[spec.target]) if spec.target in NAMES else None
    if at[-1] == "file":
        return other(at, PICTURE)
    if "pattern" in spec.limits:
        return other(at, ADDRESS) if "aliases_url" not in at else None
    return text(at, spec.limits["max_length"])


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
