"""Link pictures drawn as PNG files: a card of an index with a label, a title and facts."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, Template
from PIL import Image, ImageDraw

from kaytantopankki.data_files import data_table
from kaytantopankki.outputs.typesetting import LEADING, TITLE_WEIGHT, Face, fit_title, legible
from kaytantopankki.pages import maps

_Hyphenate = Callable[[object], str]

# All measures are in pixels.
WIDTH, HEIGHT = 1200, 630
LEFT, TOP, MARGIN, RULE = 48, 126, 104, 500  # The edges of the card and of its text; the line over the facts.
_TAB_TOP, _MAP_LEFT, _GAP = 54, 872, 40
_TEXT_TOP = TOP + 36
_LEAF = (MARGIN, 172, 344, 446)  # The day's leaf: left, top, right, bottom.
_LABEL_FACE, _FACT_FACE, _FIRST_FACE = Face(36), Face(30, 500), Face(32)
_LEAF_SIZES = (116, 92, 72, 56, 40)
LOOKS: Mapping[str, tuple[str, str]] = data_table("outputs/data/card_looks.yml")
# What the template of the drawing is told of them.
_MEASURES = {"width": WIDTH, "height": HEIGHT, "left": LEFT, "top": TOP, "margin": MARGIN, "rule": RULE, "leaf": _LEAF}
WHITE, _LAKKA = "#ffffff", "#f5b65a"  # The brighter cloudberry of the mark.
_PARTIALS = ("kortti", "icons", "logo")
_TOKEN = re.compile(r"--kp-([\w-]+):\s*(#[0-9a-f]{6})\b")


@dataclass(frozen=True)
class Card:
    """What stands on a card. `look` is a key of `LOOKS`; the label stands on the tab, the facts under the line.

    A `leaf` is the day of a calendar, the large figures first; `marked` are the municipalities that stand out on a
    small map. A card has at most one of them.
    """

    look: str
    label: str
    title: str
    facts: tuple[str, ...] = ()
    subject: str = ""
    icon: str = ""
    leaf: tuple[str, ...] = ()
    marked: tuple[str, ...] = ()

    @property
    def alt(self) -> str:
        """The words of the picture."""
        return f"{self.label}: {'. '.join(filter(None, (self.title, *self.facts, *self.leaf[1:], self.subject)))}"


@dataclass(frozen=True)
class CardArt:
    """The site's own drawings and colours, read from its style sheet and templates; `name` is the site's."""

    root: Path
    name: str

    @property
    def sources(self) -> tuple[Path, ...]:
        """The files that the pictures depend on: the style sheet, then the template and what it includes."""
        partials = self.root / "overrides/partials/kp"
        return (self.root / "docs/assets/css/tokens.css", *(partials / f"{name}.html" for name in _PARTIALS))

    @cached_property
    def _tokens(self) -> Mapping[str, str]:
        """The colours of the light scheme, which comes first."""
        return dict(reversed(_TOKEN.findall(self.sources[0].read_text(encoding="utf-8"))))

    @cached_property
    def drawing(self) -> Template:
        """The template of all that is no words."""
        file = self.sources[1]
        return Environment(loader=FileSystemLoader(file.parent), trim_blocks=True).get_template(file.name)

    def colours(self, look: str) -> Mapping[str, str]:
        """The colours of a look by what they are for."""
        ground, wash = (self._tokens[name] for name in LOOKS[look])
        shared = {name: self._tokens[name] for name in ("ink", "rule", "dot")}
        return {**shared, "ground": ground, "wash": wash, "lakka": _LAKKA}

    @property
    def has_logo(self) -> bool:
        """Whether the name is drawn as on the site; a copy with another name writes it."""
        return self.name == "Käytäntöpankki"


def draw_card(card: Card, art: CardArt, hyphenate: _Hyphenate = str) -> bytes:
    """The picture; `hyphenate` gives a text with soft hyphens where its words may be divided."""
    import vl_convert  # Imported here, because pictures that have been drawn need it no more.

    label = _LABEL_FACE.one_line(legible(card.label), 460)
    tab = round(_LABEL_FACE.width(label)) + 2 * (MARGIN - LEFT) + 10
    image = Image.open(BytesIO(vl_convert.svg_to_png(_svg(art, card, tab)))).convert("RGB")
    draw, colours = ImageDraw.Draw(image), art.colours(card.look)
    draw.text((MARGIN, _TAB_TOP + 18), label, colours["ground"], _LABEL_FACE.font)
    if not art.has_logo:
        name = _LABEL_FACE.one_line(legible(art.name), 480)
        place = (WIDTH - LEFT - _LABEL_FACE.width(name), _TAB_TOP + 18)
        draw.text(place, name, WHITE, _LABEL_FACE.font)
    _draw_title(draw, card, colours["ink"], hyphenate)
    if card.leaf:
        _draw_leaf(draw, card.leaf, colours["ground"])
    _draw_facts(draw, card, colours)
    output = BytesIO()
    image.quantize(method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(output, "PNG")
    return output.getvalue()


def _svg(art: CardArt, card: Card, tab: int) -> str:
    return art.drawing.render(
        card=card,
        has_logo=art.has_logo,
        tab={"top": _TAB_TOP, "width": tab},
        map={"left": _MAP_LEFT, "height": maps.HEIGHT, "places": maps.positions().items()},
        colours=art.colours(card.look),
        **_MEASURES,
    )


def _draw_title(draw: ImageDraw.ImageDraw, card: Card, ink: str, hyphenate: _Hyphenate) -> None:
    left = _LEAF[2] + _GAP + 8 if card.leaf else MARGIN
    right = _MAP_LEFT - _GAP if card.marked else 790 if card.icon and card.look == "theme" else WIDTH - MARGIN
    height = RULE - _TEXT_TOP - 20
    size, lines = fit_title(legible(hyphenate(card.title)) or card.label, right - left, height)
    leading = size * LEADING
    top = _TEXT_TOP + min(24, (height - leading * len(lines)) / 2)
    for number, line in enumerate(lines):
        draw.text((left, top + leading * number), line, ink, Face(size, TITLE_WEIGHT).font)


def _draw_leaf(draw: ImageDraw.ImageDraw, leaf: Sequence[str], ink: str) -> None:
    left, top, right, bottom = _LEAF
    fitting = (size for size in _LEAF_SIZES if Face(size, 800).width(leaf[0]) < right - left - 30)
    size = next(fitting, _LEAF_SIZES[-1])
    height = size + 44 * len(leaf[1:])
    y = top + 14 + (bottom - top - 14 - height) / 2 - size * 0.12
    for face, line in zip((Face(size, 800), _FACT_FACE, _FACT_FACE), leaf, strict=False):
        line = face.one_line(line, right - left - 10)
        draw.text(((left + right - face.width(line)) / 2, y), line, ink, face.font)
        y += size + 8 if face.size == size else 40


def _draw_facts(draw: ImageDraw.ImageDraw, card: Card, colours: Mapping[str, str]) -> None:
    aside = _FACT_FACE.width(card.subject) + 76 if card.subject else 0
    if card.subject and card.facts:
        end = WIDTH - MARGIN - (76 if card.icon else 0)
        place = (end - _FACT_FACE.width(card.subject), RULE + 36)
        draw.text(place, card.subject, colours["ground"], _FACT_FACE.font)
    rows = (RULE + 24, RULE + 64) if len(card.facts) > 1 else (RULE + 40,)
    for fact, face, y in zip(card.facts, (_FIRST_FACE, _FACT_FACE), rows, strict=False):
        line = face.one_line(legible(fact), WIDTH - 2 * MARGIN - aside - _GAP)
        draw.text((MARGIN, y), line, colours["ink"], face.font)
