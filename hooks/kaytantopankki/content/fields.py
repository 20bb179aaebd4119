"""The fields of a model as its annotations tell them, what they refer to, and what the schema refuses in them: told to
the author in Finnish, with the line to mend."""

import typing
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cache, reduce
from operator import getitem
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from kaytantopankki.content import field_types, front_matter
from kaytantopankki.content.messages import SCHEMA_ERRORS, Problem, did_you_mean, message_for

_LIMITS = ("ge", "gt", "le", "min_length", "max_length", "pattern")
_EMPTY: dict[type, Any] = {str: "", date: date.min}  # In place of a value that every group has.
_UNREAD = object()  # In place of a value that cannot be read: the schema takes it for nothing.
M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True)
class FieldSpec:
    """One field: its key, Finnish label, what to write in it, and the type of its value or of the items of its list.

    `metadata` are the annotations of a value, `target` what kind of thing it is the name of, and `limits` how large or
    long it may be, by pydantic's names. `list_limits` are how many items a list may have, None when the field is no
    list; a `single` item may be written without the list.
    """

    key: str
    label: str
    description: str
    required: bool
    default: Any
    value_type: type[Any]
    metadata: tuple[Any, ...]
    target: field_types.Target | None
    limits: dict[str, Any]
    list_limits: dict[str, Any] | None
    single: bool

    @property
    def many(self) -> bool:
        """Whether values are written as a list."""
        return self.list_limits is not None and not self.single

    @property
    def submodel(self) -> type[BaseModel] | None:
        return self.value_type if issubclass(self.value_type, BaseModel) else None

    @property
    def parts(self) -> dict[str, "FieldSpec"]:
        """The fields of the group that a value is."""
        return field_specs(self.submodel) if self.submodel else {}

    @property
    def text_key(self) -> str:
        """The field of a group that a text in place of the group is meant for: the text that it must have, if any."""
        texts = (spec for spec in self.parts.values() if spec.required and spec.value_type is str and not spec.target)
        return next((spec.key for spec in texts), "")

    @property
    def is_money(self) -> bool:
        """Whether a value is in euros."""
        return "€" in self.metadata

    @property
    def is_prose(self) -> bool:
        """Whether a value is a text that people read."""
        return any(getattr(item, "func", None) is field_types.no_private_data for item in self.metadata)

    @property
    def choices(self) -> tuple[field_types.Choice, ...]:
        return tuple(self.value_type) if issubclass(self.value_type, field_types.Choice) else ()


def _limits_of(metadata: tuple[Any, ...]) -> dict[str, Any]:
    """The limits in the annotations of a type, whole numbers as such; the last of each name counts."""
    limits: dict[str, Any] = {}
    for item in metadata:
        if isinstance(item, FieldInfo):
            limits |= _limits_of(tuple(item.metadata))
        else:
            given = {name: getattr(item, name, None) for name in _LIMITS}
            limits |= {name: _whole_number(limit) for name, limit in given.items() if limit is not None}
    return limits


def _whole_number(limit: Any) -> Any:
    """A float without decimals as an int; everything else as it is."""
    return int(limit) if isinstance(limit, float) and limit.is_integer() else limit


@cache
def field_specs(model: type[BaseModel]) -> dict[str, FieldSpec]:
    """The fields of a model by key, in the order of the schema."""
    return {key: _field_spec(key, info) for key, info in model.model_fields.items()}


def _field_spec(key: str, info: FieldInfo) -> FieldSpec:
    annotation, metadata = _unwrapped(info.annotation, tuple(info.metadata))
    list_limits, single = None, False
    if typing.get_origin(annotation) is tuple:
        list_limits, single = _limits_of(metadata), any(isinstance(item, BeforeValidator) for item in metadata)
        annotation, metadata = _unwrapped(typing.get_args(annotation)[0], ())
    target = next((item.target for item in metadata if isinstance(item, field_types.Ref)), None)
    return FieldSpec(
        key,
        info.title or key,
        info.description or "",
        info.is_required(),
        info.default,
        annotation,
        metadata,
        target,
        _limits_of(metadata),
        list_limits,
        single,
    )


def _unwrapped(annotation: Any, metadata: tuple[Any, ...]) -> tuple[Any, tuple[Any, ...]]:
    """The type inside `Annotated[…]` and `… | None`, with all that is noted of it."""
    while typing.get_origin(annotation) not in (None, tuple):
        inner = [each for each in typing.get_args(annotation) if each is not type(None)]
        if typing.get_origin(annotation) is typing.Annotated:
            metadata = (*inner[1:], *metadata)
        annotation = inner[0]
    return annotation, metadata


def submodels_of(*models: type[BaseModel]) -> tuple[type[BaseModel], ...]:
    """Every group of fields inside these models, each once, in the order of the schema."""
    seen: list[type[BaseModel]] = list(models)
    for model in seen:
        seen += [part for spec in field_specs(model).values() if (part := spec.submodel) and part not in seen]
    return tuple(dict.fromkeys(seen[len(models) :]))


def values(part: BaseModel, at: front_matter.Loc = ()) -> Iterator[tuple[front_matter.Loc, FieldSpec, Any]]:
    """(location, field, value) of every value in a group of fields and in the groups inside it."""
    for spec in field_specs(type(part)).values():
        value, loc = getattr(part, spec.key), (*at, spec.key)
        items = (
            [((*loc, number), item) for number, item in enumerate(value)]
            if isinstance(value, tuple)
            else [(loc, value)]
        )
        for place, item in items:
            if isinstance(item, BaseModel):
                yield from values(item, place)
            elif item is not None:
                yield place, spec, item


def web_addresses(part: BaseModel) -> Iterator[tuple[front_matter.Loc, str]]:
    """(location, address) of every web address in the fields of a part."""
    return ((loc, value) for loc, _, value in values(part) if isinstance(value, str) and value.startswith("http"))


def with_references(part: M, key_of: Callable[[field_types.Target, str], str | None]) -> M | None:
    """The part with its references as `key_of` has them, without those of which it has None; None when the part cannot
    be without one of them."""
    changes: dict[str, Any] = {}
    for spec in field_specs(type(part)).values():
        value = getattr(part, spec.key)
        if (spec.target or spec.submodel) and (kept := _with_keys(value, spec.target, key_of)) != value:
            changes[spec.key] = kept
    if not changes:
        return part
    try:
        return type(part).model_validate({**dict(part), **changes})
    except ValidationError:
        return None


def _with_keys(
    value: Any, target: field_types.Target | None, key_of: Callable[[field_types.Target, str], str | None]
) -> Any:
    """A field's value; items of a list that have no key are left out."""
    if value is None:
        return None
    if isinstance(value, tuple):
        kept = (_with_keys(item, target, key_of) for item in value)
        return tuple(item for item in kept if item is not None)
    return key_of(target, value) if target else with_references(value, key_of)


def validate(
    model: type[M],
    read: tuple[Any, dict[front_matter.Loc, str]],
    path: str,
    lines: front_matter.Lines,
    at: front_matter.Loc = (),
) -> tuple[M, list[Problem]]:
    """The group that values of a file are, as `written.read` gives them, and its problems, each at the line of its field;
    `at` is where the group stands in the file. When there are problems, it has what is sound."""
    values, refused = read
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
    specs = field_specs(model)
    given = data if isinstance(data, dict) else {key: _UNREAD for key, spec in specs.items() if spec.single}
    return model.model_construct(**{key: _sound_value(model, spec, given.get(key)) for key, spec in specs.items()})


def _sound_value(model: type[BaseModel], spec: FieldSpec, given: Any) -> Any:
    with suppress(ValidationError):
        return _adapter(model, spec.key).validate_python(spec.default if given is None else given)
    if spec.single:
        return (0,)  # A number of a source that no check asks for.
    if spec.list_limits is not None and isinstance(given, list) and (spec.submodel or spec.target):
        part = spec.submodel
        return tuple(_sound_part(part, item) if part else _sound_item(model, spec.key, item) for item in given)
    if spec.list_limits is not None:
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
) -> Problem:
    """A problem at one field of a file, named in Finnish; `at` is where the model stands in the file."""
    label = field_label(model, loc)
    return Problem(path, _nearest_line(lines, (*at, *loc)), f"{label}: {message}" if label else message)


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
) -> Iterator[tuple[str | int, type[BaseModel] | None, FieldSpec | None]]:
    """(step, model that it is taken in, field) for each step of a location."""
    parent: type[BaseModel] | None = model
    for step in loc:
        spec = field_specs(parent).get(step) if parent and isinstance(step, str) else None
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
            return strange or message_for(pattern_message(context["pattern"]), given=given)
        case "string_type" | "enum":
            return message_for("empty_item" if given is None else "not_text")
        case "tuple_type":
            return message_for("not_list")
        case "model_type" if isinstance(given, str):
            return _text_for_part(given, details["loc"], model)
        case kind:
            limit = next((context[name] for name in _LIMITS if name in context), None)
            actual = len(given) if hasattr(given, "__len__") else 0
            return message_for(SCHEMA_ERRORS.get(kind, "wrong"), given=given, actual=actual, limit=_whole_number(limit))


def _unknown_field(loc: front_matter.Loc, model: type[BaseModel], given: Any) -> str:
    key = str(loc[-1])
    parent = [parent for _, parent, _ in _steps(model, loc)][-1] or model
    if new := getattr(parent, "renamed", {}).get(key):
        return message_for("renamed_field", given=key, new=new.format(given=given))
    far = "unknown_field_text" if given is None and " " in key else "unknown_field_far"
    near = did_you_mean(key, parent.model_fields) or message_for(far)
    return message_for("unknown_field", given=key, near=near)


def _text_for_part(given: str, loc: front_matter.Loc, model: type[BaseModel]) -> str:
    """What to write when a part is written as text: the text that it must have."""
    specs = [spec for _, _, spec in _steps(model, loc) if spec]
    name = specs[-1].text_key if specs else ""
    return message_for("not_part_but_text" if name else "not_part", name=name, given=given)


def pattern_message(pattern: str) -> str:
    """The key of the message that tells what a pattern asks for."""
    if pattern.startswith("^https?"):
        return "url"
    if "(/" in pattern:
        return "old_address"
    return "file_name" if r"\." in pattern else "letters"
