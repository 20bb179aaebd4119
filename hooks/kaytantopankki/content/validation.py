"""What the schema refuses, told to the author in Finnish with the line to mend."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from functools import cache, reduce
from operator import getitem
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from kaytantopankki.content import field_types, fields, front_matter, messages, written

# The message for each of pydantic's types of error that has always the same.
M = TypeVar("M", bound=BaseModel)
_EMPTY: dict[type, Any] = {str: "", date: date.min}  # In place of a value that every group has.
_UNREAD = object()  # In place of a value that cannot be read: the schema takes it for nothing.
_LIMITS = ("min_length", "max_length", "ge", "gt", "le")


def validate(
    model: type[M], data: front_matter.Value, path: str, lines: front_matter.Lines, at: front_matter.Loc = ()
) -> tuple[M, list[messages.Problem]]:
    """The group that the data of a file are, and its problems, each at the line of its field; `at` is where the group
    stands in the file. When there are problems, it has what is sound."""
    values, refused = written.read(model, front_matter.without_empty(data) or {})
    told = [(loc, message) for loc, message in refused.items()]
    for *above, last in refused:
        reduce(getitem, above, values)[last] = _UNREAD
    try:
        part = model.model_validate(values)
    except ValidationError as error:
        part = _sound_part(model, values)
        for details in error.errors(include_url=False):
            if not any(details["loc"][: len(loc)] == loc for loc in refused):
                told.append((details["loc"], _message(details, model)))
    return part, sorted({field_problem(path, lines, model, loc, message, at) for loc, message in told})


def _sound_part(model: type[M], data: Any) -> M:
    """The group with the values that the schema takes. Lists have as many items as in the data."""
    specs = fields.field_specs(model)
    given = data if isinstance(data, dict) else {key: _UNREAD for key, spec in specs.items() if spec.single}
    return model.model_construct(**{key: _sound_value(model, spec, given.get(key)) for key, spec in specs.items()})


def _sound_value(model: type[BaseModel], spec: fields.FieldSpec, given: Any) -> Any:
    with suppress(ValidationError):
        return _adapter(model, spec.key).validate_python(spec.default if given is None else given)
    if spec.single:
        return (0,)  # A number of a source that no check asks for.
    if spec.list_metadata is not None and isinstance(given, list) and (spec.submodel or spec.target):
        part = spec.submodel
        return tuple(_sound_part(part, item) if part else _sound_item(model, spec.key, item) for item in given)
    if spec.list_metadata is not None:
        return ()
    if spec.submodel:
        return _sound_part(spec.submodel, given) if isinstance(given, dict) else None
    return _EMPTY.get(spec.value_type) if spec.required and not spec.target else None


def _sound_item(model: type[BaseModel], key: str, item: Any) -> Any:
    """An item of a list when the schema takes it alone."""
    try:
        return _adapter(model, key).validate_python([item])[0]
    except (ValidationError, TypeError):
        return None


@cache
def _adapter(model: type[BaseModel], key: str) -> TypeAdapter[Any]:
    info = model.model_fields[key]
    return TypeAdapter(Annotated[info.annotation, info])  # type: ignore[arg-type]  # Made of what the model has.


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
        case "string_pattern_mismatch":
            strange = field_types.refusal(field_types.check_homograph, given)
            return strange or messages.message_for(pattern_message(context["pattern"]), given=given)
        case "string_type":
            return messages.message_for("empty_item" if given is None else "not_text")
        case "tuple_type":
            return messages.message_for("not_list")
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


def pattern_message(pattern: str) -> str:
    """The key of the message that tells what a pattern asks for."""
    if pattern.startswith("^https?"):
        return "url"
    if "(/" in pattern:
        return "old_address"
    return "file_name" if r"\." in pattern else "letters"
