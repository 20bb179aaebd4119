"""Values in the order and shape in which entries have them."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from catalogue.forms import Data
from commands.issueform.questions import named

Values = dict[str, Any]


class Figure(NamedTuple):
    """A number with how exact it is, and the upper limit of a range; empty where there is none."""

    approx: str
    number: str
    upper: str


def arranged(fields: Sequence[Data], values: Values) -> Values:
    """The values in the order of the schema, with a record in every list of them, and numbers as numbers."""
    by_name = named(fields)
    return {name: _arranged(field, values[name]) for name, field in by_name.items() if name in values}


def _arranged(field: Data, value: Any) -> Any:
    if field["type"] == "group":
        if isinstance(value, list):
            return [arranged(field["fields"], item) for item in value]
        records = [arranged(field["fields"], record) for record in _records(value)]
        return records if "list" in field else records[0]
    if isinstance(value, list):
        items = [_scalar(field, item) for item in value]
        return items[0] if field.get("list", {}).get("alone") and len(items) == 1 else items
    return _scalar(field, value)


def _records(group: Values) -> list[Values]:
    """The group once for each way in which its figures are exact: a record says it of all its figures."""
    figures = {name: value for name, value in group.items() if isinstance(value, Figure)}
    made = []
    for approx in dict.fromkeys(figure.approx for figure in figures.values()) or [""]:
        own = {name: figure.number for name, figure in figures.items() if figure.approx == approx}
        uppers = {f"{name}_to": figures[name].upper for name in own if figures[name].upper}
        rest = {name: value for name, value in group.items() if name not in figures}
        made.append({**rest, **own, **uppers, **({"approx": approx} if approx else {})})
    return made


def _scalar(field: Data, text: str) -> Any:
    """What YAML writes without quotation marks where it means what it looks like."""
    if field["type"] == "bool":
        return text == "true"
    if field["type"] in ("number", "whole", "moment") and text[-1:].isdigit():
        for number in (int, float):
            try:
                made = number(text)
            except ValueError:
                continue
            if str(made) == text:
                return made
    return text
