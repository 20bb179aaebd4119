"""The fields of a model as its annotations tell them, and what an entry's fields refer to."""

import typing
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ValidationError
from pydantic.fields import FieldInfo

from kaytantopankki.content import field_types, front_matter

_LIMITS = ("ge", "gt", "le", "min_length", "max_length", "pattern")
M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True)
class FieldSpec:
    """One field: its key, Finnish label, what to write in it, and the type of its value or of the items of its list.

    `metadata` are the annotations of a value, and `list_metadata` those of the list; None when the field is no list.
    """

    key: str
    label: str
    description: str
    required: bool
    default: Any
    value_type: type[Any]
    metadata: tuple[Any, ...]
    list_metadata: tuple[Any, ...] | None

    @property
    def single(self) -> bool:
        """Whether one item of a list may be written without the list."""
        return any(isinstance(item, BeforeValidator) for item in self.list_metadata or ())

    @property
    def many(self) -> bool:
        """Whether values are written as a list."""
        return self.list_metadata is not None and not self.single

    @property
    def submodel(self) -> type[BaseModel] | None:
        return self.value_type if issubclass(self.value_type, BaseModel) else None

    @property
    def text_key(self) -> str:
        """The field of a group that a text in place of the group is meant for: the text that it must have, if any."""
        specs = field_specs(self.submodel).values() if self.submodel else ()
        return next((spec.key for spec in specs if spec.required and spec.value_type is str and not spec.target), "")

    @property
    def is_money(self) -> bool:
        """Whether a value is in euros."""
        return "€" in self.metadata

    @property
    def choices(self) -> tuple[field_types.Choice, ...]:
        return tuple(self.value_type) if issubclass(self.value_type, field_types.Choice) else ()

    @property
    def target(self) -> field_types.Target | None:
        """What kind of thing the value is the name of."""
        return next((item.target for item in self.metadata if isinstance(item, field_types.Ref)), None)

    @property
    def limits(self) -> dict[str, Any]:
        """How large or long a value may be, by pydantic's names of the limits."""
        return _limits_of(self.metadata)

    @property
    def list_limits(self) -> dict[str, Any]:
        """How many items a list may have."""
        return _limits_of(self.list_metadata or ())


def _limits_of(metadata: tuple[Any, ...]) -> dict[str, Any]:
    """The limits in the annotations of a type, whole numbers as such; the last of each name counts."""
    limits: dict[str, Any] = {}
    for item in metadata:
        if isinstance(item, FieldInfo):
            limits |= _limits_of(tuple(item.metadata))
        else:
            given = {name: getattr(item, name, None) for name in _LIMITS}
            limits |= {name: whole_number(limit) for name, limit in given.items() if limit is not None}
    return limits


def whole_number(limit: Any) -> Any:
    """A float without decimals as an int; everything else as it is."""
    return int(limit) if isinstance(limit, float) and limit.is_integer() else limit


@cache
def field_specs(model: type[BaseModel]) -> dict[str, FieldSpec]:
    """The fields of a model by key, in the order of the schema."""
    return {key: _field_spec(key, info) for key, info in model.model_fields.items()}


def _field_spec(key: str, info: FieldInfo) -> FieldSpec:
    annotation, metadata = _unwrapped(info.annotation, tuple(info.metadata))
    list_metadata = None
    if typing.get_origin(annotation) is tuple:
        list_metadata = metadata
        annotation, metadata = _unwrapped(typing.get_args(annotation)[0], ())
    label, description = info.title or key, info.description or ""
    return FieldSpec(key, label, description, info.is_required(), info.default, annotation, metadata, list_metadata)


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


def references(model: type[BaseModel], data: object) -> Iterator[tuple[front_matter.Loc, field_types.Target, str]]:
    """(location, what is meant, the author's word) for every reference in data of a model, in the order of the schema.

    The data are an instance of the model, or front matter as it is written, whether the schema accepts it or not.
    """
    if isinstance(data, dict | BaseModel):
        for loc, spec, word in _values(model, data):
            if spec.target and isinstance(word, str):
                yield loc, spec.target, word


def source_numbers(part: BaseModel) -> Iterator[tuple[front_matter.Loc, int]]:
    """(location of the field, source number) for every number in a part."""
    for loc, spec, number in _values(type(part), part):
        if spec.key == "source" or spec.key.endswith("_source"):
            yield loc[:-1], number


def _values(
    model: type[BaseModel], data: dict[str, Any] | BaseModel, at: front_matter.Loc = ()
) -> Iterator[tuple[front_matter.Loc, FieldSpec, Any]]:
    """(location, field, value) of every value in data of a model and in the parts inside it."""
    for spec in field_specs(model).values():
        value = data.get(spec.key) if isinstance(data, dict) else getattr(data, spec.key)
        for loc, item in _items(value, (*at, spec.key)):
            if spec.submodel is None:
                yield loc, spec, item
            elif isinstance(item, dict | BaseModel):
                yield from _values(spec.submodel, item, loc)


def _items(value: object, at: front_matter.Loc) -> Iterator[tuple[front_matter.Loc, Any]]:
    """(location, value) of each item of a list, or of the value itself; nothing when there is none."""
    if isinstance(value, list | tuple):
        yield from (((*at, number), item) for number, item in enumerate(value))
    elif value is not None:
        yield at, value


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
