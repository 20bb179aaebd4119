"""The schema and the rules of the content kinds as plain data, for the web form and for editors."""

import json
import re
from datetime import date
from typing import Any

from pydantic import AfterValidator, BaseModel, BeforeValidator

from kaytantopankki.content import body_markdown, checks, field_types, front_matter, messages, municipalities, written
from kaytantopankki.content.fields import FieldSpec, field_specs, pattern_message, submodels_of
from kaytantopankki.content.file_checks import NOT_FREE, TYPES
from kaytantopankki.content.models import KINDS, Kind
from kaytantopankki.content.submodels import Submodel
from kaytantopankki.content.vocabulary import FILES
from kaytantopankki.content.written import MOST_LISTED, NEAREST_LISTED

Data = dict[str, Any]
SCHEMA_FOLDER = "schemas"
_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_PLACES = "#/$defs/kunta"
_TYPES = {str: "text", float: "number", int: "whole", bool: "bool", date: "day", field_types.Moment: "moment"}
# The validators of field_types that the form knows: those of a text, and those that follow from the type itself.
_KNOWN = {"_one_line", "no_private_data", "_unwrapped", "_iso_day", "_sensible_year"}
_PATTERNS = {
    "bodySources": checks.BODY_SOURCES,
    "dropped": front_matter.DROPPED,
    "spaces": front_matter.SPACES,
    "years": checks.YEARS,
    "placeSeparator": municipalities.SEPARATOR,
    **body_markdown.PATTERNS,
    **body_markdown.PASTED,
    **field_types.HOSTS,
    **field_types.PRIVATE,
}
_LIMITS = {
    **body_markdown.LIMITS,
    "bytes": front_matter.MAX_BYTES,
    "line": front_matter.MAX_LINE,
    "nodes": front_matter.MAX_NODES,
}


def form_schema(kind: Kind) -> Data:
    """What a file of a kind is made of."""
    return {
        "kind": kind.name,
        "folder": kind.folder,
        "address": kind.address,
        "headings": body_markdown.OF_KIND.get(kind.name, ()),
        "orders": [order._asdict() for order in checks.ORDERS.get(kind.name, ())],
        **_group(kind.model),
    }


def _group(model: type[BaseModel]) -> Data:
    """The fields of a group in the order in which they are written, and what they must not say together."""
    rules = [
        {"wrong": rule.wrong, "text": rule.text, "fields": rule.fields}
        for rule in (model.rules if issubclass(model, Submodel) else ())
    ]
    return {"fields": [_field(spec) for spec in fields_in_order(model)], "rules": rules}


def fields_in_order(model: type[BaseModel]) -> list[FieldSpec]:
    """The fields of a group as they are written: its own before those that it has in common with others. How exact a
    figure is comes right after the figure."""
    specs = sorted(field_specs(model).values(), key=lambda spec: spec.key not in model.__annotations__)
    figures = [spec for spec in specs if spec.value_type is float]
    if figures and (approx := field_specs(model).get("approx")):
        specs.remove(approx)
        specs.insert(specs.index(figures[-1]) + 1, approx)
    return specs


def _field(spec: FieldSpec) -> Data:
    data: Data = {"name": spec.key, "label": spec.label, "help": spec.description}
    if spec.required:
        data["required"] = True
    elif spec.default not in (None, ()):
        data["default"] = str(spec.default).lower() if isinstance(spec.default, bool) else str(spec.default)
    if spec.list_limits is not None:
        data["list"] = spec.list_limits | ({"alone": True} if spec.single else {})
    return data | _shape(spec)


def _shape(spec: FieldSpec) -> Data:
    """What a value is, and how far it may go."""
    if spec.submodel:
        return {"type": "group", "text": spec.text_key, **_group(spec.submodel)}
    if spec.choices:
        return {"type": "choice", "choices": [[choice.value, choice.label] for choice in spec.choices]}
    limits = spec.limits
    target = {"target": spec.target} if spec.target else {}
    says = {"says": pattern_message(limits["pattern"])} if "pattern" in limits else {}
    money = {"money": True} if spec.is_money else {}
    return {"type": _TYPES[spec.value_type], **limits, **money, **target, **_prose(spec), **says}


def _prose(spec: FieldSpec) -> Data:
    """Whether a value is a text that people read. Raises ValueError for a validator that the form would not know of."""
    validators = {item.func.__name__ for item in spec.metadata if isinstance(item, AfterValidator | BeforeValidator)}
    if unknown := validators - _KNOWN:
        raise ValueError(f"the web form has no rule for {', '.join(sorted(unknown))}")
    return {"prose": True} if spec.is_prose else {}


def form_rules() -> Data:
    """Messages, patterns, limits and words by which a value, a text and an entry are judged."""
    return {
        "texts": {key: text for key, text in messages.TEXTS.items() if key not in messages.BUILD_ONLY_MESSAGES},
        "limits": _LIMITS,
        "patterns": {"control": [_escaped(front_matter.CONTROL.pattern), "u"]}
        | {name: _script_pattern(pattern) for name, pattern in _PATTERNS.items()},
        "private": list(field_types.PRIVATE),
        "pasted": list(body_markdown.PASTED),
        "opens": body_markdown.OPENS,
        "noHost": body_markdown.NO_HOST,
        "years": [field_types.EARLIEST_YEAR, field_types.LATEST_YEAR],
        "moment": field_types.MOMENT_PATTERN,
        "written": {**written.WORDS, "patterns": written.PATTERNS, "ends": written.ENDS, "longest": written.LONGEST},
        "listed": [MOST_LISTED, NEAREST_LISTED],
        "byNow": checks.BY_NOW,
        "inUse": checks.IN_USE,
        "targetWords": checks.TARGET_WORDS,
        "resultBases": checks.RESULT_BASES,
        "figures": checks.FIGURES,
        "results": checks.RESULTS,
        "what": messages.TARGETS,
        "likeness": messages.LEAST_LIKENESS,
        "placeLikeness": [municipalities.LEAST_LIKENESS, municipalities.MOST_ODD_LETTERS],
        "mostListed": municipalities.MOST_LISTED,
        "placeForms": municipalities.PLACE_FORMS,
        "areaForms": municipalities.AREA_FORMS,
        "places": [_names(place) for place in municipalities.places().values()],
        # Municipalities by their place in `places`.
        "formers": [[*_names(former), _numbers(former), former.since] for former in municipalities.formers()],
        "areas": [[*_names(area), _numbers(area)] for area in municipalities.areas()],
        "folders": {name: kind.folder for name, kind in KINDS.items()},
        "addresses": {kind.address: name for name, kind in KINDS.items()},
        "notFree": {text: sorted(names) for text, names in NOT_FREE.items()},
        "pictures": TYPES,
    }


def _names(item: municipalities.Named) -> list[str]:
    """Of what the ways to write a name are made; ~ is the name itself."""
    forms = (item.name_sv, item.genitive, item.locative)
    return [item.name, *(re.sub(f"^{re.escape(item.name)}", "~", form) for form in forms)]


def _numbers(known: municipalities.Named) -> list[int]:
    order = [*municipalities.places()]
    return [order.index(name) for name in known.municipalities if name in order]


def _script_pattern(pattern: re.Pattern[str]) -> list[str]:
    r"""A pattern and its flags as a script has them; `\w` is any letter and number, as in Python."""
    flags = {re.IGNORECASE: "i", re.MULTILINE: "m"}
    return [
        pattern.pattern.replace(r"\w", r"\p{L}\p{N}_"),
        "u" + "".join(name for flag, name in flags.items() if pattern.flags & flag),
    ]


def _escaped(pattern: str) -> str:
    r"""A pattern that has the characters themselves, as a script writes it: "\u200b" and "\u{e0000}"."""
    return re.sub(r"\\U000?0*([0-9a-f]+)", r"\\u{\1}", pattern.encode("unicode_escape").decode())


def editor_schemas() -> dict[str, str]:
    """Path and text of every schema: one for each kind of entry, and one for each vocabulary."""
    schemas = {name: _schema(kind.model) for name, kind in KINDS.items()}
    schemas |= {name: _vocabulary_schema(model) for name, model in FILES.items()}
    return {
        f"{SCHEMA_FOLDER}/{name}.schema.json": json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
        for name, schema in schemas.items()
    }


def _vocabulary_schema(model: type[BaseModel]) -> Data:
    """A vocabulary has words of the author's choice, each with the same fields."""
    word = _schema(model)
    defs = {"$defs": word.pop("$defs")} if "$defs" in word else {}
    return {"$schema": word.pop("$schema"), "type": "object", "additionalProperties": word} | defs


def _schema(model: type[BaseModel]) -> Data:
    """JSON Schema of a model, without the names and docstrings of the code, which are not for authors."""
    schema = model.model_json_schema()
    defs: Data = schema.pop("$defs", {})
    for part in (schema, *defs.values()):
        part.pop("title", None)
        part.pop("description", None)
    for submodel in (model, *submodels_of(model)):
        for spec in field_specs(submodel).values():
            if spec.choices:
                defs[spec.value_type.__name__]["enumDescriptions"] = [choice.label for choice in spec.choices]
    whole: Data = _as_yaml_is_read({"$schema": _DIALECT, **schema, "$defs": defs})
    if _PLACES in json.dumps(whole):
        whole["$defs"]["kunta"] = {"enum": list(municipalities.places())}
    return whole if whole["$defs"] else {key: value for key, value in whole.items() if key != "$defs"}


def _as_yaml_is_read(schema: Any) -> Any:
    """The build reads every value as text; other readers take 2024 for a number and an empty value for null."""
    if isinstance(schema, list):
        return [_as_yaml_is_read(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    if schema.get("x-names") == "municipality":
        return {"$ref": _PLACES, **{key: schema[key] for key in ("title", "description") if key in schema}}
    whole = {key: _as_yaml_is_read(value) for key, value in schema.items() if key not in ("x-names", "default")}
    pattern = whole.get("pattern", field_types.MOMENT_PATTERN)
    if whole.get("type") == "string" and "enum" not in whole and pattern == field_types.MOMENT_PATTERN:
        whole["type"] = ["string", "number"]
    return whole
