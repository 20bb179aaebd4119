"""A new entry's file from its kind and what is known: commented front matter, made from the schema."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

import yaml
from pydantic import BaseModel

from catalogue.guide import Guide, guides, sentence
from catalogue.headings import PRACTICE
from catalogue.layout import Kind
from catalogue.reference import slugify

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


def text(kind: Kind, values: Mapping[str, Any]) -> str:
    """The file: what is known filled in, the rest of the schema commented out, and the headings in order."""
    fields = {guide.key: guide for guide in guides(kind.model)}
    lines = ["---"]
    for guide in _required_first(fields, values):
        lines += [f"# {sentence(guide.label)} {guide.advice}", *written(guide.key, values[guide.key])]
    lines += ["", *_OPTIONAL]
    for guide in fields.values():
        if guide.key not in values:
            lines += (f"# {line}" for line in _blank(guide))
    return "\n".join([*lines, *_headings(kind), "---", ""])


def _required_first(fields: Mapping[str, Guide], values: Mapping[str, Any]) -> list[Guide]:
    return sorted((fields[key] for key in fields if key in values), key=lambda guide: not guide.required)


def written(key: str, value: Any) -> list[str]:
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


def _blank(guide: Guide, start: str = "") -> Iterator[str]:
    """A field to be filled in, with what to write; `start` stands before it and indents what is inside it."""
    must = "Pakollinen. " if guide.required and start else ""
    yield f"{start}{guide.key}: # {guide.label}. {must}{guide.advice}".rstrip()
    inside = " " * len(start) + "  "
    if guide.part:
        yield from _blank_part(guide.part, inside, many=guide.many)
    elif guide.many:
        yield f"{inside}-"


def _blank_part(part: type[BaseModel], inside: str, *, many: bool) -> Iterator[str]:
    for number, guide in enumerate(guides(part)):
        start = inside + ("  " if number else "- ") if many else inside
        yield from _blank(guide, start)


def _headings(kind: Kind) -> Iterator[str]:
    yield ""
    yield "# Kirjoita teksti viimeisen viivarivin alle. Viittaa lähteeseen sen numerolla, esimerkiksi [1]."
    if headings := _PROSE.get(kind.name):
        yield "# Väliotsikot tässä järjestyksessä, vain tarvittavat:"
        yield from (f"#   ## {heading}" for heading in headings)
