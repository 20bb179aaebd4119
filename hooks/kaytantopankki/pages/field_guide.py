"""The guide to the fields of every kind of entry, as Markdown for a hand-written page, from the schema itself."""

import re
from collections.abc import Iterator
from importlib.resources import files

import yaml
from pydantic import BaseModel

from kaytantopankki.content.models import KINDS, Content
from kaytantopankki.content.municipalities import slugify
from kaytantopankki.content.scaffold import FieldGuide, describe_field, field_guides, submodels_of

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
        guides = [guide for guide in field_guides(kind.model) if guide.key not in Content.model_fields]
        yield f"## {title}\n\nTiedosto on kansiossa `{kind.folder}`."
        yield from (f"### {title}: pakolliset kentät", *(_field(guide) for guide in guides if guide.required))
        yield from (f"### {title}: vapaaehtoiset kentät", *(_field(guide) for guide in guides if not guide.required))
    yield from (f"## {_SHARED}", *map(_field, field_guides(Content)))
    yield f"## {_INSIDE}"
    for submodel in submodels_of(*(kind.model for kind in KINDS.values())):
        yield from (f"### {_title(submodel)}", *map(_field, field_guides(submodel)))


def _field(guide: FieldGuide) -> str:
    must = " (pakollinen)" if guide.required else ""
    choices = ", ".join(f"`{choice.value}` {choice.label}" for choice in guide.choices)
    sentences = (
        _with_code(guide.said),
        f"Vaihtoehdot: {choices}." if choices else "",
        _with_code(describe_field(guide.limits)),
        f"Alakentät: [{_title(guide.part).lower()}](#{slugify(_title(guide.part))})." if guide.part else "",
        f"Jos kenttä puuttuu, arvo on `{guide.default}`." if guide.default else "",
    )
    return f"`{guide.key}` {guide.label}{must}\n:   {' '.join(filter(None, sentences))}"


def _title(submodel: type[BaseModel]) -> str:
    return str(_TITLES["submodels"][submodel.__name__])


def _with_code(text: str) -> str:
    return _LITERAL.sub(r"`\g<0>`", text)
