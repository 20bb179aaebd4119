"""The guide to the fields of every kind of entry, as Markdown for a hand-written page, from the schema itself."""

import re
from collections.abc import Iterator
from importlib.resources import files

import yaml
from pydantic import BaseModel

from kaytantopankki.content.field_types import Choice
from kaytantopankki.content.fields import FieldSpec, field_specs, submodels_of
from kaytantopankki.content.models import KINDS, Content
from kaytantopankki.content.municipalities import slugify
from kaytantopankki.content.scaffold import description, limits_sentence

_TITLES = yaml.safe_load(files("kaytantopankki.pages").joinpath("data", "field_guide.yml").read_text(encoding="utf-8"))
_SHARED, _INSIDE = "Kaikille yhteiset kentät", "Kenttien alakentät"
# What is written just as it stands, such as a path or a date.
_LITERAL = re.compile(
    r"(?<![\w/])(?:[\w-]+(?:/[\w.-]*[\w-])+/?|[\w-]+\.(?:yml|jpg)|\d{4}-\d\d(?:-\d\d)?(?: \d\d:\d\d)?|true|false)(?!\w)"
)


def field_guide() -> str:
    """Every field of every kind, the required ones first, and the fields inside fields."""
    return "\n\n".join(_paragraphs())


def _paragraphs() -> Iterator[str]:
    yield "\n".join(f"- [{title}](#{slugify(title)})" for title in (*_TITLES["kinds"].values(), _SHARED, _INSIDE))
    for name, kind in KINDS.items():
        title = _TITLES["kinds"][name]
        fields = [field for field in field_specs(kind.model).values() if field.key not in Content.model_fields]
        yield f"## {title}\n\nTiedosto on kansiossa `{kind.folder}`."
        yield from (f"### {title}: pakolliset kentät", *(_field(field) for field in fields if field.required))
        yield from (f"### {title}: vapaaehtoiset kentät", *(_field(field) for field in fields if not field.required))
    yield from (f"## {_SHARED}", *map(_field, field_specs(Content).values()))
    yield f"## {_INSIDE}"
    for submodel in submodels_of(*(kind.model for kind in KINDS.values())):
        yield from (f"### {_title(submodel)}", *map(_field, field_specs(submodel).values()))


def _field(field: FieldSpec) -> str:
    must = " (pakollinen)" if field.required else ""
    choices = ", ".join(f"`{choice.value}` {choice.label}" for choice in field.choices)
    sentences = (
        _with_code(description(field)),
        f"Vaihtoehdot: {choices}." if choices else "",
        _with_code(limits_sentence(field)),
        f"Alakentät: [{_title(field.submodel).lower()}](#{slugify(_title(field.submodel))})." if field.submodel else "",
        f"Jos kenttä puuttuu, arvo on `{field.default.value}`." if isinstance(field.default, Choice) else "",
    )
    return f"`{field.key}` {field.label}{must}\n:   {' '.join(filter(None, sentences))}"


def _title(submodel: type[BaseModel]) -> str:
    return str(_TITLES["submodels"][submodel.__name__])


def _with_code(text: str) -> str:
    return _LITERAL.sub(r"`\g<0>`", text)
