"""What each field takes, in words, from the schema: for new files and for the guide to the fields."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import BaseModel

from catalogue.labels import Choice
from catalogue.layout import KINDS
from catalogue.messages import choices_of, part_of
from catalogue.references import ref_fields
from catalogue.types import DAY_PATTERN, MOMENT_PATTERN, Target

_VAST = 10**6  # Limits beyond this only keep nonsense out.


@dataclass(frozen=True)
class Guide:
    """One field: its key, Finnish label, what to write, its limits in words, and what it is made of."""

    key: str
    label: str
    description: str
    required: bool
    many: bool
    limits: str
    default: str
    part: type[BaseModel] | None
    choices: tuple[Choice, ...]

    @property
    def advice(self) -> str:
        """What to write, with the limits and the choices."""
        choices = ", ".join(f"{choice.value} ({choice.label})" for choice in self.choices)
        listed = f"Vaihtoehdot: {choices}." if choices else ""
        told = " ".join(filter(None, (self.said, listed, sentence(self.limits))))
        return f"{told} Jos kenttä puuttuu, arvo on {self.default}." if self.default else told

    @property
    def said(self) -> str:
        """What to write; empty when it would only list the choices."""
        bare = {choice.value for choice in self.choices}
        words = self.description.rstrip(".").replace(" tai ", ", ").split(", ")
        return "" if bare.issuperset(words) else self.description


@cache
def guides(model: type[BaseModel]) -> tuple[Guide, ...]:
    """The fields of a kind or a part, in the order of the schema."""
    schema = model.model_json_schema()
    targets = dict(ref_fields(model))
    return tuple(
        Guide(
            name,
            info.title or name,
            info.description or "",
            info.is_required(),
            (shape := _present(schema["properties"][name])).get("type") == "array",
            ", ".join(_limits(shape, info.description or "", targets.get(name))),
            str(info.default.value) if isinstance(info.default, Choice) else "",
            part_of(info.annotation),
            tuple(choices_of(info.annotation) or ()),
        )
        for name, info in model.model_fields.items()
    )


def parts_of(*models: type[BaseModel]) -> tuple[type[BaseModel], ...]:
    """Every part inside these models, each once, in the order of the schema."""
    found: list[type[BaseModel]] = list(models)
    for model in found:
        found += [part for guide in guides(model) if (part := guide.part) and part not in found]
    return tuple(dict.fromkeys(found[len(models) :]))


def sentence(text: str) -> str:
    """The text with a capital letter and a full stop; empty when it is empty."""
    return f"{text[0].upper()}{text[1:]}." if text else ""


def named_in(target: Target) -> str:
    """Where the names are that a reference may have."""
    if target == "municipality":
        return "kunnan suomenkielinen nimi perusmuodossa"
    if target in KINDS:
        return f"tiedoston nimi kansiosta {KINDS[target].folder} ilman päätettä .md"
    return f"sana tiedostosta practices/vocabulary/{target}s.yml"


def _present(schema: dict[str, Any]) -> dict[str, Any]:
    """The shape of a field that may be left out."""
    found: dict[str, Any] = next((item for item in schema.get("anyOf", ()) if item.get("type") != "null"), schema)
    return found


def _limits(shape: dict[str, Any], description: str, target: Target | None = None) -> Iterator[str]:
    kind = shape.get("type")
    if kind == "array":
        yield from _counts(shape.get("minItems", 0), shape.get("maxItems"))
        if target:
            yield f"kukin {named_in(target)}"
        elif shape["items"].get("type"):
            yield from (f"kukin {limit}" for limit in _limits(shape["items"], description))
    elif target:
        yield named_in(target)
    elif kind == "boolean" and "true" not in description and "false" not in description:
        yield "true (kyllä) tai false (ei)"
    elif kind in ("number", "integer"):
        yield from _sizes(shape)
    elif kind == "string":
        yield from _texts(shape, description)


def _counts(least: int, most: int | None) -> Iterator[str]:
    if least and most:
        yield f"{least}–{most} kohtaa"
    elif most:
        yield f"enintään {most} kohtaa"
    else:
        yield "ainakin yksi kohta" if least else "luettelo"


def _sizes(shape: dict[str, Any]) -> Iterator[str]:
    yield "kokonaisluku" if shape["type"] == "integer" else "luku"
    words = {"minimum": "vähintään", "exclusiveMinimum": "suurempi kuin", "maximum": "enintään"}
    for key, word in words.items():
        if abs(limit := shape.get(key, _VAST)) < _VAST:
            yield f"{word} {limit:g}"


def _texts(shape: dict[str, Any], description: str) -> Iterator[str]:
    pattern = shape.get("pattern", "")
    if pattern == DAY_PATTERN:
        yield "päivä muodossa 2024-05-03"
    elif pattern == MOMENT_PATTERN:
        yield "muoto 2024, 2024-05, 2024-05-03 tai 2024-05-03 13:00"
    elif pattern.startswith("^https?"):
        yield "verkko-osoite"
    elif "maxLength" in shape and "merkkiä" not in description:
        yield f"enintään {shape['maxLength']} merkkiä"
