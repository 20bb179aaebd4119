"""What each field takes, in words, from the schema: for the guide to the fields and for new files."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import yaml

from kaytantopankki.content import body_markdown, fields, models, municipalities
from kaytantopankki.content.field_types import Choice, Moment, Target
from kaytantopankki.data_files import data_template

_VAST = 10**6  # Limits beyond this only keep nonsense out.
_LONGEST_SLUG = 60


def advice(spec: fields.FieldSpec) -> str:
    """What to write in a field, with the limits and the choices."""
    choices = ", ".join(f"{choice.value} ({choice.label})" for choice in spec.choices)
    listed = f"Vaihtoehdot: {choices}." if choices else ""
    default = f"Jos kenttä puuttuu, arvo on {spec.default.value}." if isinstance(spec.default, Choice) else ""
    return " ".join(filter(None, (description(spec), listed, limits_sentence(spec), default)))


def description(spec: fields.FieldSpec) -> str:
    """What to write in a field; empty when it would only list the choices."""
    values = {choice.value for choice in spec.choices}
    words = spec.description.rstrip(".").replace(" tai ", ", ").split(", ")
    return "" if values.issuperset(words) else spec.description


def limits_sentence(spec: fields.FieldSpec) -> str:
    """How large, long or many the values of a field may be, as a sentence; empty when that need not be told."""
    return _sentence(", ".join(_field_limits(spec)))


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}." if text else ""


def _field_limits(spec: fields.FieldSpec) -> Iterator[str]:
    if spec.many:
        limits = spec.list_limits or {}
        yield _count(limits.get("min_length", 0), limits.get("max_length"))
    yield from (f"kukin {limit}" if spec.many else limit for limit in _value_limits(spec))


def _count(least: int, most: int | None) -> str:
    if least and most:
        return f"{least}–{most} kohtaa"
    if most:
        return f"enintään {most} kohtaa"
    return "ainakin yksi kohta" if least else "luettelo"


def _value_limits(spec: fields.FieldSpec) -> Iterator[str]:
    limits = spec.limits
    if spec.target:
        yield _names_of(spec.target)
    elif spec.value_type is bool and "true" not in spec.description and "false" not in spec.description:
        yield "true (kyllä) tai false (ei)"
    elif spec.value_type in (int, float):
        yield "kokonaisluku" if spec.value_type is int else "luku"
        for key, word in (("ge", "vähintään"), ("gt", "suurempi kuin"), ("le", "enintään")):
            if abs(limit := limits.get(key, _VAST)) < _VAST:
                yield f"{word} {limit:g}"
    elif spec.value_type is date:
        yield "päivä muodossa 2024-05-03"
    elif spec.value_type is Moment:
        yield "muoto 2024, 2024-05, 2024-05-03 tai 2024-05-03 13:00"
    elif limits.get("pattern", "").startswith("^https?"):
        yield "verkko-osoite"
    elif "max_length" in limits and "merkkiä" not in spec.description:
        yield f"enintään {limits['max_length']} merkkiä"


def _names_of(target: Target) -> str:
    """Where the names are that a reference may have."""
    if target == "municipality":
        return "kunnan suomenkielinen nimi perusmuodossa"
    if target in models.KINDS:
        return f"tiedoston nimi kansiosta {models.KINDS[target].folder} ilman päätettä .md"
    return f"sana tiedostosta practices/vocabulary/{target}s.yml"


def slug_of(kind: models.Kind, values: Mapping[str, Any]) -> str:
    """The file name without its ending: the title, after the municipality of a practice or the day of what happens."""
    name = municipalities.slugify(str(values.get("title") or values.get("municipality") or ""))
    if kind.name == "practice":
        before = municipalities.slugify(next(iter(values.get("municipalities", ())), ""))
    else:
        before = municipalities.slugify(str(values.get("date") or values.get("start") or "").partition(" ")[0])
    if not name or not before or name == before or name.startswith(f"{before}-"):
        return _cut(name)
    return _cut(f"{before}-{name}")


def _cut(slug: str) -> str:
    """At most the longest slug, cut between words."""
    return slug if len(slug) <= _LONGEST_SLUG else slug[: _LONGEST_SLUG + 1].rpartition("-")[0] or slug[:_LONGEST_SLUG]


def scaffold_text(kind: models.Kind, values: Mapping[str, Any], *, brief: bool = False) -> str:
    """The file: what is known filled in, the rest of the schema commented out, and the headings in order. A `brief` one
    has only what is known."""
    if brief:
        known = (
            line for key in fields.field_specs(kind.model) if key in values for line in yaml_text(key, values[key])
        )
        return "\n".join(["---", *known, "---", ""])
    return data_template("content/data/entry.md", sentence=_sentence).render(
        specs=fields.field_specs(kind.model).values(),
        values=values,
        headings=body_markdown.OF_KIND.get(kind.name),
        advice=advice,
        yaml_text=yaml_text,
    )


def yaml_text(key: str, value: Any) -> list[str]:
    """The lines of one field in front matter."""
    dumped: str = yaml.dump({key: value}, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10**6)
    return dumped.rstrip("\n").split("\n")


class _Dumper(yaml.SafeDumper):
    """Writes days as the other files do, without quotation marks, indents lists, and puts numbers on one line."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002
        super().increase_indent(flow, False)

    def represent_day(self, value: str) -> yaml.ScalarNode:
        try:
            tag = "timestamp" if date.fromisoformat(value).isoformat() == value else "str"
        except ValueError:
            tag = "str"
        return self.represent_scalar(f"tag:yaml.org,2002:{tag}", value)

    def represent_items(self, items: list[object]) -> yaml.SequenceNode:
        numbers = bool(items) and all(isinstance(item, int) for item in items)
        return self.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=numbers)


_Dumper.add_representer(str, _Dumper.represent_day)
_Dumper.add_representer(list, _Dumper.represent_items)
