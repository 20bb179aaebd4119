"""What the schema refuses, told to the author in Finnish with the line to mend."""

import typing
from collections.abc import Callable, Iterator
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from kaytantopankki.content.body_rules import check_homograph
from kaytantopankki.content.field_types import Choice
from kaytantopankki.content.front_matter import Lines, Loc
from kaytantopankki.content.messages import Problem, did_you_mean, message_for


def explain(error: ValidationError, model: type[BaseModel], path: str, lines: Lines, at: Loc = ()) -> list[Problem]:
    """The problems of one entry, each at the line of its field; `at` is where the model stands in the file."""
    problems = []
    for details in error.errors(include_url=False):
        loc = details["loc"]
        message = _message(details, model)
        label = field_label(model, loc)
        problems.append(Problem(path, nearest_line(lines, (*at, *loc)), f"{label}: {message}" if label else message))
    return sorted(set(problems))


def nearest_line(lines: Lines, loc: Loc) -> int:
    """The line of `loc`, or of the nearest thing around it that is in the file."""
    while loc and loc not in lines:
        loc = loc[:-1]
    return lines.get(loc, 1)


def field_label(model: type[BaseModel], loc: Loc) -> str:
    """The Finnish path to a field: "tulokset 2, yksikkö". An item that is one word is named by its list alone."""
    words: list[str] = []
    for step, fields in _walk(model, loc):
        if isinstance(step, int):
            if fields is None:
                continue
            words[-1:] = [f"{words[-1]} {step + 1}"] if words else [str(step + 1)]
        elif fields and step in fields.model_fields:
            words.append(fields.model_fields[step].title or step)
    return ", ".join(words)


def _walk(model: type[BaseModel], loc: Loc) -> Iterator[tuple[str | int, type[BaseModel] | None]]:
    current: type[BaseModel] | None = model
    for step in loc:
        yield step, current
        if isinstance(step, str) and current and step in current.model_fields:
            current = submodel_of(current.model_fields[step].annotation)


def submodel_of(annotation: Any) -> type[BaseModel] | None:
    """The group of fields inside an annotation such as `tuple[Result, ...]` or `Uptake | None`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(filter(None, map(submodel_of, typing.get_args(annotation))), None)


def choices_of(annotation: Any) -> type[Choice] | None:
    """The fixed choices inside an annotation."""
    if isinstance(annotation, type) and issubclass(annotation, Choice):
        return annotation
    return next(filter(None, map(choices_of, typing.get_args(annotation))), None)


def _message(details: ErrorDetails, model: type[BaseModel]) -> str:
    loc, kind = details["loc"], details["type"]
    if kind == "extra_forbidden":
        key = str(loc[-1])
        owner = model
        for step, current in _walk(model, loc):
            if step == loc[-1] and current:
                owner = current
        near = did_you_mean(key, owner.model_fields) or message_for("unknown_field_far")
        return message_for("unknown_field", given=key, near=near)
    if kind == "enum":
        return _choice_message(details, model)
    if kind == "value_error":
        return str(details["ctx"]["error"])
    if message := _MESSAGES.get(kind):
        return message(details)
    return message_for("wrong")


def _choice_message(details: ErrorDetails, model: type[BaseModel]) -> str:
    annotation: Any = None
    for step, current in _walk(model, details["loc"]):
        if isinstance(step, str) and current and step in current.model_fields:
            annotation = current.model_fields[step].annotation
    choices = choices_of(annotation)
    if choices is None:
        return message_for("wrong")
    given = str(details["input"])
    for choice in choices:
        if given.casefold() == choice.label:
            return message_for("write_choice", value=choice.value, label=choice.label)
    return message_for(
        "not_choice", given=given, choices=", ".join(f"{choice.value} ({choice.label})" for choice in choices)
    )


def _limit(key: str, text: str) -> Callable[[ErrorDetails], str]:
    return lambda details: message_for(
        text, limit=_plain(details["ctx"][key]), given=details["input"], actual=_length(details["input"])
    )


def _plain(limit: float) -> float:
    return int(limit) if limit == int(limit) else limit


def _length(value: Any) -> int:
    return len(value) if hasattr(value, "__len__") else 0


def _number_message(details: ErrorDetails) -> str:
    given = str(details["input"])
    digits = _digits(given)
    try:
        float(digits)
    except ValueError:
        return message_for("not_number", given=given)
    return message_for("write_number", digits=digits)


def _whole_number_message(details: ErrorDetails) -> str:
    given = str(details["input"])
    digits = _digits(given)
    return message_for("write_whole", digits=digits) if digits.isdecimal() else message_for("not_whole", given=given)


def _digits(given: str) -> str:
    return given.replace(" ", "").replace("\u00a0", "").replace(",", ".")


def _pattern_message(details: ErrorDetails) -> str:
    try:
        check_homograph(details["input"])
    except ValueError as error:
        return str(error)
    return message_for(pattern_text(str(details["ctx"]["pattern"])), given=details["input"])


def pattern_text(pattern: str) -> str:
    """The key of the text that tells what a pattern asks for."""
    if pattern.startswith("^https?"):
        return "url"
    if "(/" in pattern:
        return "old_address"
    return "file_name" if r"\." in pattern else "letters"


_MESSAGES: dict[str, Callable[[ErrorDetails], str]] = {
    "missing": lambda _: message_for("missing"),
    "string_too_long": _limit("max_length", "too_long"),
    "string_too_short": lambda _: message_for("empty"),
    "string_type": lambda details: message_for("empty_item" if details["input"] is None else "not_text"),
    "string_pattern_mismatch": _pattern_message,
    "too_short": _limit("min_length", "too_few"),
    "too_long": _limit("max_length", "too_many"),
    "tuple_type": lambda details: (
        message_for("not_list_but_text", given=details["input"])
        if isinstance(details["input"], str)
        else message_for("not_list")
    ),
    "model_type": lambda _: message_for("not_part"),
    "float_parsing": _number_message,
    "float_type": lambda _: message_for("number"),
    "int_parsing": _whole_number_message,
    "int_parsing_size": lambda _: message_for("too_large"),
    "int_type": lambda _: message_for("whole"),
    "finite_number": lambda _: message_for("endless"),
    "greater_than_equal": _limit("ge", "least"),
    "greater_than": _limit("gt", "over"),
    "less_than_equal": _limit("le", "most"),
    "bool_parsing": lambda details: message_for("not_bool", given=details["input"]),
    "bool_type": lambda _: message_for("bool"),
    "date_from_datetime_parsing": lambda details: message_for("no_such_day", given=details["input"]),
    "date_type": lambda _: message_for("date"),
}
