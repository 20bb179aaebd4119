"""The schema and the rules of the content kinds as plain data, for the web form and for editors."""

import json
import re
import typing
from collections.abc import Iterator
from datetime import date
from typing import Any

from annotated_types import Ge, Gt, Le, MaxLen, MinLen
from pydantic import AfterValidator, BaseModel, BeforeValidator, StringConstraints
from pydantic.fields import FieldInfo

from kaytantopankki.content import body_rules, field_types, vocabulary
from kaytantopankki.content.body_rules import OF_KIND
from kaytantopankki.content.checks import BODY_SOURCES, BY_NOW, FIGURES, ORDERS, RESULT_BASES, TARGET_WORDS
from kaytantopankki.content.field_types import MOMENT_PATTERN, Choice
from kaytantopankki.content.file_checks import NOT_FREE, OWN, TYPES
from kaytantopankki.content.front_matter import CONTROL, MAX_BYTES, MAX_NODES
from kaytantopankki.content.messages import LEAST_LIKENESS, TEXTS
from kaytantopankki.content.models import KINDS, Kind
from kaytantopankki.content.municipalities import FORMS, FORMS_FROM, WHAT, places
from kaytantopankki.content.scaffold import submodels_of
from kaytantopankki.content.submodels import Submodel
from kaytantopankki.content.validation import choices_of, pattern_text

Data = dict[str, Any]
_TYPES = {str: "text", float: "number", int: "whole", bool: "bool", date: "day", field_types.Moment: "moment"}
_forms_LIMITS = {Ge: "ge", Gt: "gt", Le: "le", MinLen: "min_length", MaxLen: "max_length"}
# What a validator of catalogue.types asks for; the rest follows from the type itself.
_PROSE = {"_one_line", "no_private_data"}
_KNOWN = _PROSE | {"_unwrapped", "_iso_day", "_sensible_year", "_as_list"}


def form_schema(kind: Kind) -> Data:
    """What a file of a kind is made of."""
    return {
        "kind": kind.name,
        "folder": kind.folder,
        "address": kind.address,
        "headings": OF_KIND.get(kind.name, ()),
        "orders": [order._asdict() for order in ORDERS.get(kind.name, ())],
        **group(kind.model),
    }


def group(model: type[BaseModel]) -> Data:
    """The fields of a group in the order in which they are written, and what they must not say together."""
    rules = [
        {"wrong": rule.wrong, "text": rule.text, "fields": rule.fields}
        for rule in (model.rules if issubclass(model, Submodel) else ())
    ]
    return {"fields": [_field(name, model.model_fields[name]) for name in in_order(model)], "rules": rules}


def in_order(model: type[BaseModel]) -> list[str]:
    """The names of a group's fields as they are written: its own before those that it has in common with others. How
    exact a figure is comes right after the figure."""
    own = [name for name in model.model_fields if name in model.__annotations__]
    names = own + [name for name in model.model_fields if name not in own]
    if "approx" in names:
        names.remove("approx")
        figures = [name for name in names if _shape(model.model_fields[name].annotation)["type"] == "number"]
        names.insert(names.index(figures[-1]) + 1, "approx")
    return names


def _field(name: str, info: FieldInfo) -> Data:
    shape = _shape(info.annotation, info.metadata)
    default = info.default if info.default is not None and not info.is_required() and info.default != () else None
    return {
        "name": name,
        "label": info.title,
        "help": info.description,
        **({"required": True} if info.is_required() else {}),
        **(
            {"default": str(default).lower() if isinstance(default, bool) else str(default)}
            if default is not None
            else {}
        ),
        **shape,
    }


def _shape(annotation: Any, metadata: typing.Iterable[Any] = ()) -> Data:
    """What a value is and how far it may go; a list says so, and what its items are."""
    metadata = list(metadata)
    while typing.get_origin(annotation) not in (None, tuple):
        inner = [each for each in typing.get_args(annotation) if each is not type(None)]
        if typing.get_origin(annotation) is typing.Annotated:
            metadata = [*inner[1:], *metadata]
        annotation = inner[0]
    limits = _limits(metadata)
    if typing.get_origin(annotation) is tuple:
        alone = any(isinstance(each, BeforeValidator) for each in metadata)  # One item may be written without a list.
        return {"list": {**limits, **({"alone": True} if alone else {})}, **_shape(typing.get_args(annotation)[0])}
    if issubclass(annotation, BaseModel):
        return {"type": "group", **group(annotation)}
    if issubclass(annotation, Choice):
        return {"type": "choice", "choices": [[choice.value, choice.label] for choice in annotation]}
    return {"type": _TYPES[annotation], **limits}


def _limits(metadata: typing.Iterable[Any]) -> Data:
    found: Data = {}
    for item in metadata:
        if isinstance(item, FieldInfo):
            found |= _limits(item.metadata)
        elif isinstance(item, StringConstraints):
            named = {name: getattr(item, name) for name in ("min_length", "max_length", "pattern")}
            found |= {name: value for name, value in named.items() if value is not None}
        elif isinstance(item, field_types.Ref):
            found["target"] = item.target
        elif isinstance(item, AfterValidator | BeforeValidator):
            found |= _checked(item.func.__name__)
        elif name := _forms_LIMITS.get(type(item)):
            value = getattr(item, name)
            found[name] = int(value) if value == int(value) else value
        elif pattern := getattr(item, "pattern", None):
            found["pattern"] = pattern
    if "pattern" in found:
        found["says"] = pattern_text(found["pattern"])
    return found


def _checked(validator: str) -> Data:
    """Raises ValueError for a validator that the form would not know of."""
    if validator not in _KNOWN:
        raise ValueError(f"the web form has no rule for {validator}")
    return {"prose": True} if validator in _PROSE else {}


_rules_LIMITS = {
    "characters": body_rules.MOST_CHARACTERS,
    "paragraph": body_rules.MOST_IN_PARAGRAPH,
    "fences": body_rules.MOST_FENCES,
    "nested": body_rules.MOST_NESTED,
    "open": body_rules.MOST_OPEN,
    "told": body_rules.LONGEST_TOLD,
    "bytes": MAX_BYTES,
    "nodes": MAX_NODES,
}
_PATTERNS = {
    "bodySources": BODY_SOURCES,
    "heading": body_rules.HEADING,
    "underline": body_rules.UNDERLINE,
    "rule": body_rules.RULE,
    "html": body_rules.HTML,
    "fence": body_rules.FENCE,
    "marks": body_rules.MARKS,
    "mark": body_rules.MARK,
    "declaration": body_rules.DECLARATION,
    "bodyHost": body_rules.ADDRESS_HOST,
    "host": body_rules.HOST,
    "strange": body_rules.STRANGE,
    **field_types.PRIVATE,
}


def form_rules() -> dict[str, Any]:
    """Texts, patterns, limits and words by which a value, a text and an entry are judged."""
    return {
        "texts": {key: text for key, text in TEXTS.items() if key not in BUILD_ONLY_MESSAGES},
        "limits": _rules_LIMITS,
        "patterns": {"control": [_escaped(CONTROL.pattern), "u"]}
        | {name: script_pattern(pattern) for name, pattern in _PATTERNS.items()},
        "private": list(field_types.PRIVATE),
        "opens": body_rules.OPENS,
        "noHost": body_rules.NO_HOST,
        "years": [field_types.EARLIEST_YEAR, field_types.LATEST_YEAR],
        "day": field_types.DAY_PATTERN,
        "moment": field_types.MOMENT_PATTERN,
        "byNow": BY_NOW,
        "targetWords": TARGET_WORDS,
        "resultBases": RESULT_BASES,
        "figures": {"practice": FIGURES},
        "what": WHAT,
        "likeness": LEAST_LIKENESS,
        "placeForms": FORMS,
        "places": [[getattr(place, name) for name in FORMS_FROM] for place in places().values()],
        "folders": {name: kind.folder for name, kind in KINDS.items()},
        "addresses": {kind.address: name for name, kind in KINDS.items() if kind.address in OWN},
        "notFree": {text: sorted(names) for text, names in NOT_FREE.items()},
        "pictures": TYPES,
    }


def script_pattern(pattern: re.Pattern[str]) -> list[str]:
    r"""A pattern and its flags as a script has them; `\w` is any letter and number, as in Python."""
    flags = {re.IGNORECASE: "i", re.MULTILINE: "m"}
    return [
        pattern.pattern.replace(r"\w", r"\p{L}\p{N}_"),
        "u" + "".join(name for flag, name in flags.items() if pattern.flags & flag),
    ]


def _escaped(pattern: str) -> str:
    r"""A pattern that has the characters themselves, as a script writes it: "\u200b" and "\u{e0000}"."""
    return re.sub(r"\\U000?0*([0-9a-f]+)", r"\\u{\1}", pattern.encode("unicode_escape").decode())


_WRITTEN = "the form writes the front matter itself, and what it opens it reads with a stricter reader of its own"
_DISK = "only the build sees files"
_NETWORK = "networks have no form"

BUILD_ONLY_MESSAGES = {
    "wrong": "every type has a text of its own; this is for one that nobody has thought of",
    "empty_item": "the form leaves out items that are empty",
    "too_large": "the form says of so many digits that the number is over its limit",
    "letters": "only words of the vocabularies are held to it",
    "member_twice": _NETWORK,
    "left_first": _NETWORK,
    "image_missing": _DISK,
    "image_large": _DISK,
    "image_dots": _DISK,
    "image_moves": _DISK,
    "image_broken": _DISK,
    "file_link": _DISK,
    "file_none": _DISK,
    "file_closed": _DISK,
    "file_encoding": "a browser writes nothing but UTF-8",
    "file_named": "the form makes the file's name of the title by the rule of the build",
    "file_left_out": _DISK,
    "front_none": _WRITTEN,
    "front_open": _WRITTEN,
    "front_other": _WRITTEN,
    "front_deep": "no field of the form is so deep",
    "yaml": _WRITTEN,
    "yaml_two": _WRITTEN,
    "yaml_key": _WRITTEN,
    "yaml_twice": _WRITTEN,
    "yaml_alias": _WRITTEN,
    "yaml_tag": _WRITTEN,
    "yaml_colon": _WRITTEN,
    "yaml_no_colon": _WRITTEN,
    "yaml_indent": _WRITTEN,
    "yaml_dash": _WRITTEN,
    "yaml_sign": _WRITTEN,
    "yaml_tab": _WRITTEN,
    "yaml_quote": _WRITTEN,
    "yaml_bracket": _WRITTEN,
    "yaml_escape": _WRITTEN,
}


SCHEMA_FOLDER = "schemas"
_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_PLACES = "#/$defs/kunta"
Schema = dict[str, Any]


def editor_schemas() -> dict[str, str]:
    """Path and text of every schema: one for each kind of entry, and one for each vocabulary."""
    made = {name: _schema(kind.model) for name, kind in KINDS.items()}
    made |= {name: _words(model) for name, model in vocabulary.FILES.items()}
    return {
        f"{SCHEMA_FOLDER}/{name}.schema.json": json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
        for name, schema in made.items()
    }


def _words(model: type[BaseModel]) -> Schema:
    """A vocabulary has words of the author's choice, each with the same fields."""
    word = _schema(model)
    defs = {"$defs": word.pop("$defs")} if "$defs" in word else {}
    return {"$schema": word.pop("$schema"), "type": "object", "additionalProperties": word} | defs


def _schema(model: type[BaseModel]) -> Schema:
    schema = model.model_json_schema()
    choices = {choice.__name__: choice for choice in _choices(model)}
    defs: Schema = schema.pop("$defs", {})
    for name, part in defs.items():
        _unnamed(part)
        if name in choices:
            part["enumDescriptions"] = [choice.label for choice in choices[name]]
    _unnamed(schema)
    whole: Schema = _as_yaml_is_read({"$schema": _DIALECT, **schema, "$defs": defs})
    if _PLACES in json.dumps(whole):
        whole["$defs"]["kunta"] = {"enum": list(places())}
    return whole if whole["$defs"] else {key: value for key, value in whole.items() if key != "$defs"}


def _choices(model: type[BaseModel]) -> Iterator[type[Choice]]:
    for part in (model, *submodels_of(model)):
        for info in part.model_fields.values():
            if found := choices_of(info.annotation):
                yield found


def _unnamed(schema: Schema) -> None:
    """Takes away the names and docstrings of the code, which are not for authors."""
    schema.pop("title", None)
    schema.pop("description", None)


def _as_yaml_is_read(schema: Any) -> Any:
    """The build reads every value as text; other readers take 2024 for a number and an empty value for null."""
    if isinstance(schema, list):
        return [_as_yaml_is_read(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    names = schema.get("x-names")
    if names == "municipality":
        told = {key: schema[key] for key in ("title", "description") if key in schema}
        return {"$ref": _PLACES, **told}
    whole = {key: _as_yaml_is_read(value) for key, value in schema.items() if key not in ("x-names", "default")}
    if whole.get("type") == "string" and "enum" not in whole and whole.get("pattern", MOMENT_PATTERN) == MOMENT_PATTERN:
        whole["type"] = ["string", "number"]
    return whole
