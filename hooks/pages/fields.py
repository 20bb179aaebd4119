"""The guide to the fields as Markdown, from the schema itself."""

import re
from collections.abc import Iterable, Iterator

from pydantic import BaseModel

from catalogue import kinds, parts
from catalogue.guide import Guide, guides, parts_of, sentence
from catalogue.layout import KINDS
from catalogue.reference import slugify

_KINDS = {
    "practice": "Käytäntö",
    "news": "Uutinen",
    "event": "Tapahtuma",
    "network": "Verkosto",
    "project": "Yhteishanke",
    "municipality": "Kunta",
}
_PARTS = {
    parts.Source: "Lähde",
    parts.Result: "Tulos",
    parts.Cost: "Kustannus",
    parts.Funding: "Rahoitus",
    parts.Bottleneck: "Pullonkaula",
    parts.Uptake: "Näin pääset alkuun",
    parts.Suits: "Kenelle sopii",
    parts.Template: "Valmis asiakirja",
    parts.Adoption: "Käyttöönotto",
    parts.Origin: "Esikuva",
    parts.Contact: "Yhteys",
    parts.Image: "Kuva",
    parts.Goal: "Tavoite",
    kinds.Member: "Jäsen",
    kinds.MemberCount: "Jäsenmäärä",
    kinds.Now: "Pullonkaula nyt",
    kinds.Measure: "Mittarin arvo",
    kinds.Programme: "Ohjelma",
}
_SHARED, _INSIDE = "Kaikille yhteiset kentät", "Kenttien alakentät"
_COMMON = tuple(kinds.Content.model_fields)


def field_guide() -> str:
    """Every field of every kind, the required ones first, and the fields inside fields."""
    return "\n\n".join((_contents(), *_kinds(), f"## {_SHARED}", *_fields(kinds.Content), *_parts()))


def _contents() -> str:
    return "\n".join(f"- [{title}](#{slugify(title)})" for title in (*_KINDS.values(), _SHARED, _INSIDE))


def _kinds() -> Iterator[str]:
    for name, kind in KINDS.items():
        own = [guide for guide in guides(kind.model) if guide.key not in _COMMON]
        required = [guide for guide in own if guide.required]
        yield f"## {_KINDS[name]}\n\nTiedosto on kansiossa `{kind.folder}`."
        yield from (f"### {_KINDS[name]}: pakolliset kentät", *map(_field, required))
        yield from (f"### {_KINDS[name]}: vapaaehtoiset kentät", *map(_field, (g for g in own if not g.required)))


def _fields(model: type[BaseModel]) -> Iterable[str]:
    return map(_field, guides(model))


def _parts() -> Iterator[str]:
    yield f"## {_INSIDE}"
    for part in parts_of(*(kind.model for kind in KINDS.values())):
        yield from (f"### {_PARTS[part]}", *_fields(part))


def _field(guide: Guide) -> str:
    must = " (pakollinen)" if guide.required else ""
    limits = _plain(sentence(guide.limits))
    inside = f"Alakentät: [{_PARTS[guide.part].lower()}](#{_anchor(guide.part)})." if guide.part else ""
    choices = ", ".join(f"`{choice.value}` {choice.label}" for choice in guide.choices)
    default = f"Jos kenttä puuttuu, arvo on `{guide.default}`." if guide.default else ""
    said = (_plain(guide.said), f"Vaihtoehdot: {choices}." if choices else "", limits, inside, default)
    return f"`{guide.key}` {guide.label}{must}\n:   {' '.join(filter(None, said))}"


def _anchor(part: type[BaseModel]) -> str:
    return slugify(_PARTS[part])


_WRITTEN_AS_IT_IS = re.compile(
    r"(?<![\w/])(?:[\w-]+(?:/[\w.-]*[\w-])+/?|[\w-]+\.(?:yml|jpg)|\d{4}-\d\d(?:-\d\d)?(?: \d\d:\d\d)?|true|false)(?!\w)"
)


def _plain(text: str) -> str:
    """What is written just as it stands, such as a path or a date, as code."""
    return _WRITTEN_AS_IT_IS.sub(r"`\g<0>`", text)
