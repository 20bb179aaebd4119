"""What the schema refuses, told to the author in Finnish with the line to mend."""

import typing
from collections.abc import Callable, Iterator
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from catalogue.hosts import looks_like_itself
from catalogue.labels import Choice
from catalogue.nearest import did_you_mean
from catalogue.problem import Problem
from catalogue.texts import say
from catalogue.yamltree import Lines, Loc


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
            current = part_of(current.model_fields[step].annotation)


def part_of(annotation: Any) -> type[BaseModel] | None:
    """The group of fields inside an annotation such as `tuple[Result, ...]` or `Uptake | None`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(filter(None, map(part_of, typing.get_args(annotation))), None)


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
        near = did_you_mean(key, owner.model_fields) or say("unknown_field_far")
        return say("unknown_field", given=key, near=near)
    if kind == "enum":
        return _choice_message(details, model)
    if kind == "value_error":
        return str(details["ctx"]["error"])
    if message := _MESSAGES.get(kind):
        return message(details)
    return say("wrong")


def _choice_message(details: ErrorDetails, model: type[BaseModel]) -> str:
    annotation: Any = None
    for step, current in _walk(model, details["loc"]):
        if isinstance(step, str) and current and step in current.model_fields:
            annotation = current.model_fields[step].annotation
    choices = choices_of(annotation)
    if choices is None:
        return say("wrong")
    given = str(details["input"])
    for choice in choices:
        if given.casefold() == choice.label:
            return say("write_choice", value=choice.value, label=choice.label)
    return say("not_choice", given=given, choices=", ".join(f"{choice.value} ({choice.label})" for choice in choices))


def _limit(key: str, text: str) -> Callable[[ErrorDetails], str]:
    return lambda details: say(
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
        return say("not_number", given=given)
    return say("write_number", digits=digits)


def _whole_number_message(details: ErrorDetails) -> str:
    given = str(details["input"])
    digits = _digits(given)
    return say("write_whole", digits=digits) if digits.isdecimal() else say("not_whole", given=given)


def _digits(given: str) -> str:
    return given.replace(" ", "").replace("\u00a0", "").replace(",", ".")


def _pattern_message(details: ErrorDetails) -> str:
    try:
        looks_like_itself(details["input"])
    except ValueError as error:
        return str(error)
    return say(pattern_text(str(details["ctx"]["pattern"])), given=details["input"])


def pattern_text(pattern: str) -> str:
    """The key of the text that tells what a pattern asks for."""
    if pattern.startswith("^https?"):
        return "url"
    if "(/" in pattern:
        return "old_address"
    return "file_name" if r"\." in pattern else "letters"


_MESSAGES: dict[str, Callable[[ErrorDetails], str]] = {
    "missing": lambda _: say("missing"),
    "string_too_long": _limit("max_length", "too_long"),
    "string_too_short": lambda _: say("empty"),
    "string_type": lambda details: say("empty_item" if details["input"] is None else "not_text"),
    "string_pattern_mismatch": _pattern_message,
    "too_short": _limit("min_length", "too_few"),
    "too_long": _limit("max_length", "too_many"),
    "tuple_type": lambda details: (
        say("not_list_but_text", given=details["input"]) if isinstance(details["input"], str) else say("not_list")
    ),
    "model_type": lambda _: say("not_part"),
    "float_parsing": _number_message,
    "float_type": lambda _: say("number"),
    "int_parsing": _whole_number_message,
    "int_parsing_size": lambda _: say("too_large"),
    "int_type": lambda _: say("whole"),
    "finite_number": lambda _: say("endless"),
    "greater_than_equal": _limit("ge", "least"),
    "greater_than": _limit("gt", "over"),
    "less_than_equal": _limit("le", "most"),
    "bool_parsing": lambda details: say("not_bool", given=details["input"]),
    "bool_type": lambda _: say("bool"),
    "date_from_datetime_parsing": lambda details: say("no_such_day", given=details["input"]),
    "date_type": lambda _: say("date"),
}
