"""What the schema refuses, told to the author in Finnish with the line to mend."""

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from kaytantopankki.content import field_types, fields, front_matter, messages

# The message for each of pydantic's types of error that has always the same.
_LIMITS = ("min_length", "max_length", "ge", "gt", "le")


def explain(
    error: ValidationError, model: type[BaseModel], path: str, lines: front_matter.Lines, at: front_matter.Loc = ()
) -> list[messages.Problem]:
    """The problems of one entry, each at the line of its field; `at` is where the model stands in the file."""
    return sorted(
        {
            field_problem(path, lines, model, details["loc"], _message(details, model), at)
            for details in error.errors(include_url=False)
        }
    )


def field_problem(
    path: str,
    lines: front_matter.Lines,
    model: type[BaseModel],
    loc: front_matter.Loc,
    message: str,
    at: front_matter.Loc = (),
) -> messages.Problem:
    """A problem at one field of a file, named in Finnish; `at` is where the model stands in the file."""
    label = field_label(model, loc)
    return messages.Problem(path, _nearest_line(lines, (*at, *loc)), f"{label}: {message}" if label else message)


def _nearest_line(lines: front_matter.Lines, loc: front_matter.Loc) -> int:
    """The line of `loc`, or of the nearest thing around it that is in the file."""
    while loc and loc not in lines:
        loc = loc[:-1]
    return lines.get(loc, 1)


def field_label(model: type[BaseModel], loc: front_matter.Loc) -> str:
    """The Finnish path to a field: "tulokset 2, yksikkö". An item that is one word is named by its list alone."""
    words: list[str] = []
    for step, parent, spec in _steps(model, loc):
        if spec:
            words.append(spec.label)
        elif isinstance(step, int) and parent:
            words[-1:] = [f"{words[-1]} {step + 1}"] if words else [str(step + 1)]
    return ", ".join(words)


def _steps(
    model: type[BaseModel], loc: front_matter.Loc
) -> Iterator[tuple[str | int, type[BaseModel] | None, fields.FieldSpec | None]]:
    """(step, model that it is taken in, field) for each step of a location."""
    parent: type[BaseModel] | None = model
    for step in loc:
        spec = fields.field_specs(parent).get(step) if parent and isinstance(step, str) else None
        yield step, parent, spec
        if spec:
            parent = spec.submodel


def _message(details: ErrorDetails, model: type[BaseModel]) -> str:
    given, context = details["input"], details.get("ctx", {})
    match details["type"]:
        case "value_error":
            return str(context["error"])
        case "extra_forbidden":
            return _unknown_field(details["loc"], model, given)
        case "enum":
            return _not_a_choice(str(given), details["loc"], model)
        case "string_pattern_mismatch":
            strange = field_types.refusal(field_types.check_homograph, given)
            return strange or messages.message_for(pattern_message(context["pattern"]), given=given)
        case "float_parsing" | "int_parsing" as kind:
            return _not_a_number(str(given), whole=kind == "int_parsing")
        case "string_type":
            return messages.message_for("empty_item" if given is None else "not_text")
        case "tuple_type":
            return messages.message_for("not_list_but_text" if isinstance(given, str) else "not_list", given=given)
        case "model_type" if isinstance(given, str):
            return _text_for_part(given, details["loc"], model)
        case kind:
            limit = next((context[name] for name in _LIMITS if name in context), None)
            actual = len(given) if hasattr(given, "__len__") else 0
            return messages.message_for(
                messages.SCHEMA_ERRORS.get(kind, "wrong"), given=given, actual=actual, limit=fields.whole_number(limit)
            )


def _unknown_field(loc: front_matter.Loc, model: type[BaseModel], given: Any) -> str:
    key = str(loc[-1])
    parent = [parent for _, parent, _ in _steps(model, loc)][-1] or model
    if new := getattr(parent, "renamed", {}).get(key):
        return messages.message_for("renamed_field", given=key, new=new.format(given=given))
    near = messages.did_you_mean(key, parent.model_fields) or messages.message_for("unknown_field_far")
    return messages.message_for("unknown_field", given=key, near=near)


def _text_for_part(given: str, loc: front_matter.Loc, model: type[BaseModel]) -> str:
    """What to write when a part is written as text: the text that it must have."""
    specs = [spec for _, _, spec in _steps(model, loc) if spec]
    name = specs[-1].text_key if specs else ""
    return messages.message_for("not_part_but_text" if name else "not_part", name=name, given=given)


def _not_a_choice(given: str, loc: front_matter.Loc, model: type[BaseModel]) -> str:
    choices = [spec.choices for _, _, spec in _steps(model, loc) if spec][-1]
    for choice in choices:
        if given.casefold() == choice.label:
            return messages.message_for("write_choice", value=choice.value, label=choice.label)
    listed = ", ".join(f"{choice.value} ({choice.label})" for choice in choices)
    return messages.message_for("not_choice", given=given, choices=listed)


def _not_a_number(given: str, *, whole: bool) -> str:
    digits = given.replace(" ", "").replace("\u00a0", "").replace(",", ".")
    is_number = digits.isdecimal() if whole else not field_types.refusal(float, digits)
    write, refuse = ("write_whole", "not_whole") if whole else ("write_number", "not_number")
    return messages.message_for(write, digits=digits) if is_number else messages.message_for(refuse, given=given)


def pattern_message(pattern: str) -> str:
    """The key of the message that tells what a pattern asks for."""
    if pattern.startswith("^https?"):
        return "url"
    if "(/" in pattern:
        return "old_address"
    return "file_name" if r"\." in pattern else "letters"
