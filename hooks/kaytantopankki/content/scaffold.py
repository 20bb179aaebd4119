"""What each field takes, in words, from the schema: for the guide to the fields and for new files."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Final

import yaml
from pydantic import BaseModel

from kaytantopankki.content.body_rules import PRACTICE
from kaytantopankki.content.field_types import DAY_PATTERN, MOMENT_PATTERN, Choice, Target
from kaytantopankki.content.models import KINDS, Kind
from kaytantopankki.content.municipalities import slugify
from kaytantopankki.content.references import ref_fields
from kaytantopankki.content.validation import choices_of, submodel_of

_VAST = 10**6  # Limits beyond this only keep nonsense out.


@dataclass(frozen=True)
class FieldGuide:
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
        told = " ".join(filter(None, (self.said, listed, describe_field(self.limits))))
        return f"{told} Jos kenttä puuttuu, arvo on {self.default}." if self.default else told

    @property
    def said(self) -> str:
        """What to write; empty when it would only list the choices."""
        bare = {choice.value for choice in self.choices}
        words = self.description.rstrip(".").replace(" tai ", ", ").split(", ")
        return "" if bare.issuperset(words) else self.description


@cache
def field_guides(model: type[BaseModel]) -> tuple[FieldGuide, ...]:
    """The fields of a kind or a part, in the order of the schema."""
    schema = model.model_json_schema()
    targets = dict(ref_fields(model))
    return tuple(
        FieldGuide(
            name,
            info.title or name,
            info.description or "",
            info.is_required(),
            (shape := _present(schema["properties"][name])).get("type") == "array",
            ", ".join(_limits(shape, info.description or "", targets.get(name))),
            str(info.default.value) if isinstance(info.default, Choice) else "",
            submodel_of(info.annotation),
            tuple(choices_of(info.annotation) or ()),
        )
        for name, info in model.model_fields.items()
    )


def submodels_of(*models: type[BaseModel]) -> tuple[type[BaseModel], ...]:
    """Every part inside these models, each once, in the order of the schema."""
    found: list[type[BaseModel]] = list(models)
    for model in found:
        found += [part for guide in field_guides(model) if (part := guide.part) and part not in found]
    return tuple(dict.fromkeys(found[len(models) :]))


def describe_field(text: str) -> str:
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


_LONGEST_SLUG: Final = 60
_PROSE: Final = {"practice": PRACTICE}
_OPTIONAL: Final = (
    "# Tästä alkavat vapaaehtoiset kentät. Ota kenttä käyttöön poistamalla rivin alusta # ja välilyönti.",
    "# Kentän nimen perässä on ohje. Poista ne kentät, joita et tarvitse.",
)


def slug_of(kind: Kind, values: Mapping[str, Any]) -> str:
    """The file name without its ending: the title, after the municipality of a practice or the day of what happens."""
    name = slugify(str(values.get("title") or values.get("municipality") or ""))
    before = slugify(_before(kind, values))
    if not name or not before or name == before or name.startswith(f"{before}-"):
        return name
    return _cut(f"{before}-{name}")


def _before(kind: Kind, values: Mapping[str, Any]) -> str:
    if kind.name == "practice":
        return str(next(iter(values.get("municipalities", ())), ""))
    return str(values.get("date") or values.get("start") or "").partition(" ")[0]


def _cut(slug: str) -> str:
    """At most the longest slug, cut between words."""
    return slug if len(slug) <= _LONGEST_SLUG else slug[: _LONGEST_SLUG + 1].rpartition("-")[0] or slug[:_LONGEST_SLUG]


def scaffold_text(kind: Kind, values: Mapping[str, Any]) -> str:
    """The file: what is known filled in, the rest of the schema commented out, and the headings in order."""
    fields = {guide.key: guide for guide in field_guides(kind.model)}
    lines = ["---"]
    for guide in _required_first(fields, values):
        lines += [f"# {describe_field(guide.label)} {guide.advice}", *yaml_text(guide.key, values[guide.key])]
    lines += ["", *_OPTIONAL]
    for guide in fields.values():
        if guide.key not in values:
            lines += (f"# {line}" for line in _blank(guide))
    return "\n".join([*lines, *_headings(kind), "---", ""])


def _required_first(fields: Mapping[str, FieldGuide], values: Mapping[str, Any]) -> list[FieldGuide]:
    return sorted((fields[key] for key in fields if key in values), key=lambda guide: not guide.required)


def yaml_text(key: str, value: Any) -> list[str]:
    """The lines of one field in front matter."""
    dumped: str = yaml.dump({key: value}, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10**6)
    return dumped.rstrip("\n").split("\n")


class _Dumper(yaml.SafeDumper):
    """Writes days as the other files do, without quotation marks, indents lists, and puts numbers on one line."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002
        super().increase_indent(flow, False)

    def represent_day(self, value: str) -> yaml.ScalarNode:
        tag = "tag:yaml.org,2002:timestamp" if _is_day(value) else "tag:yaml.org,2002:str"
        return self.represent_scalar(tag, value)

    def represent_items(self, items: list[object]) -> yaml.SequenceNode:
        numbers = bool(items) and all(isinstance(item, int) for item in items)
        return self.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=numbers)


_Dumper.add_representer(str, _Dumper.represent_day)
_Dumper.add_representer(list, _Dumper.represent_items)


def _is_day(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _blank(guide: FieldGuide, start: str = "") -> Iterator[str]:
    """A field to be filled in, with what to write; `start` stands before it and indents what is inside it."""
    must = "Pakollinen. " if guide.required and start else ""
    yield f"{start}{guide.key}: # {guide.label}. {must}{guide.advice}".rstrip()
    inside = " " * len(start) + "  "
    if guide.part:
        yield from _blank_part(guide.part, inside, many=guide.many)
    elif guide.many:
        yield f"{inside}-"


def _blank_part(part: type[BaseModel], inside: str, *, many: bool) -> Iterator[str]:
    for number, guide in enumerate(field_guides(part)):
        start = inside + ("  " if number else "- ") if many else inside
        yield from _blank(guide, start)


def _headings(kind: Kind) -> Iterator[str]:
    yield ""
    yield "# Kirjoita teksti viimeisen viivarivin alle. Viittaa lähteeseen sen numerolla, esimerkiksi [1]."
    if headings := _PROSE.get(kind.name):
        yield "# Väliotsikot tässä järjestyksessä, vain tarvittavat:"
        yield from (f"#   ## {heading}" for heading in headings)
