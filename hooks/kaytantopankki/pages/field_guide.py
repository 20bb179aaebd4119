"""The guide to the fields as Markdown, from the schema itself."""

import re
from collections.abc import Iterable, Iterator

from pydantic import BaseModel

from kaytantopankki.content import models, submodels
from kaytantopankki.content.field_types import Choice
from kaytantopankki.content.fields import FieldSpec, field_specs, submodels_of
from kaytantopankki.content.models import KINDS
from kaytantopankki.content.municipalities import slugify
from kaytantopankki.content.scaffold import description, limits_sentence

_KINDS = {
    "practice": "Käytäntö",
    "news": "Uutinen",
    "event": "Tapahtuma",
    "network": "Verkosto",
    "project": "Yhteishanke",
    "municipality": "Kunta",
}
_PARTS = {
    submodels.Source: "Lähde",
    submodels.Result: "Tulos",
    submodels.Cost: "Kustannus",
    submodels.Funding: "Rahoitus",
    submodels.Bottleneck: "Pullonkaula",
    submodels.Uptake: "Näin pääset alkuun",
    submodels.Suits: "Kenelle sopii",
    submodels.Template: "Valmis asiakirja",
    submodels.Adoption: "Käyttöönotto",
    submodels.Origin: "Esikuva",
    submodels.Contact: "Yhteys",
    submodels.Image: "Kuva",
    submodels.Goal: "Tavoite",
    models.Member: "Jäsen",
    models.MemberCount: "Jäsenmäärä",
    models.Now: "Pullonkaula nyt",
    models.Measure: "Mittarin arvo",
    models.Programme: "Ohjelma",
}
_SHARED, _INSIDE = "Kaikille yhteiset kentät", "Kenttien alakentät"
_COMMON = tuple(models.Content.model_fields)


def field_guide() -> str:
    """Every field of every kind, the required ones first, and the fields inside fields."""
    return "\n\n".join((_contents(), *_kinds(), f"## {_SHARED}", *_fields(models.Content), *_parts()))


def _contents() -> str:
    return "\n".join(f"- [{title}](#{slugify(title)})" for title in (*_KINDS.values(), _SHARED, _INSIDE))


def _kinds() -> Iterator[str]:
    for name, kind in KINDS.items():
        own = [spec for spec in field_specs(kind.model).values() if spec.key not in _COMMON]
        required = [spec for spec in own if spec.required]
        yield f"## {_KINDS[name]}\n\nTiedosto on kansiossa `{kind.folder}`."
        yield from (f"### {_KINDS[name]}: pakolliset kentät", *map(_field, required))
        yield from (
            f"### {_KINDS[name]}: vapaaehtoiset kentät",
            *map(_field, (spec for spec in own if not spec.required)),
        )


def _fields(model: type[BaseModel]) -> Iterable[str]:
    return map(_field, field_specs(model).values())


def _parts() -> Iterator[str]:
    yield f"## {_INSIDE}"
    for part in submodels_of(*(kind.model for kind in KINDS.values())):
        yield from (f"### {_PARTS[part]}", *_fields(part))


def _field(spec: FieldSpec) -> str:
    must = " (pakollinen)" if spec.required else ""
    limits = _plain(limits_sentence(spec))
    inside = f"Alakentät: [{_PARTS[spec.submodel].lower()}](#{_anchor(spec.submodel)})." if spec.submodel else ""
    choices = ", ".join(f"`{choice.value}` {choice.label}" for choice in spec.choices)
    default = f"Jos kenttä puuttuu, arvo on `{spec.default.value}`." if isinstance(spec.default, Choice) else ""
    said = (_plain(description(spec)), f"Vaihtoehdot: {choices}." if choices else "", limits, inside, default)
    return f"`{spec.key}` {spec.label}{must}\n:   {' '.join(filter(None, said))}"


def _anchor(part: type[BaseModel]) -> str:
    return slugify(_PARTS[part])


_WRITTEN_AS_IT_IS = re.compile(
    r"(?<![\w/])(?:[\w-]+(?:/[\w.-]*[\w-])+/?|[\w-]+\.(?:yml|jpg)|\d{4}-\d\d(?:-\d\d)?(?: \d\d:\d\d)?|true|false)(?!\w)"
)


def _plain(text: str) -> str:
    """What is written just as it stands, such as a path or a date, as code."""
    return _WRITTEN_AS_IT_IS.sub(r"`\g<0>`", text)
