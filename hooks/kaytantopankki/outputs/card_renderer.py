"""Link pictures drawn as PNG files: a card of an index with a label, a title and facts."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from io import BytesIO
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, Template
from PIL import Image

from kaytantopankki.data_files import data_table
from kaytantopankki.outputs.typesetting import LEADING, TITLE_WEIGHT, Face, fit_title, legible
from kaytantopankki.pages import maps

_Colour = tuple[int, ...]  # Red, green and blue.
_Hyphenate = Callable[[object], str]

# All measures are in pixels.
WIDTH, HEIGHT = 1200, 630
LEFT, TOP, MARGIN, RULE = 48, 126, 104, 500  # The edges of the card and of its text; the line over the facts.
_TAB_TOP, _MAP_LEFT, _GAP = 54, 872, 40
_TEXT_TOP = TOP + 36
_LEAF = (MARGIN, 172, 344, 446)  # The day's leaf: left, top, right, bottom.
_LABEL_FACE, _FACT_FACE, _FIRST_FACE = Face(36), Face(30, 500), Face(32)
_LEAF_SIZES = (116, 92, 72, 56, 40)
_COMPRESSION = 6  # More takes ten times as long and saves a tenth.
LOOKS: Mapping[str, tuple[str, str]] = data_table("outputs/data/card_looks.yml")
# Places of colours in the palette: from ink over white and the look's colour to its wash, so that what is between two
# of them by number is between them by colour too.
INK, WHITE, GROUND, _WASH, _LAKKA, _RULE_LINE, _DOT = 0, 3, 6, 9, 10, 12, 13
# What the template of the drawing is told of them.
_MEASURES = {"width": WIDTH, "height": HEIGHT, "left": LEFT, "top": TOP, "margin": MARGIN, "rule": RULE, "leaf": _LEAF}
_COLOURS = {"ground": GROUND, "wash": _WASH, "lakka": _LAKKA, "rule": _RULE_LINE, "dot": _DOT}
_PARTIALS = ("kortti", "icons", "logo")
_TOKEN = re.compile(r"--kp-([\w-]+):\s*#([0-9a-f]{6})\b")


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
    def colours(self) -> Mapping[str, _Colour]:
        """The colours of the light scheme, which comes first."""
        tokens = _TOKEN.findall(self.sources[0].read_text(encoding="utf-8"))
        return {name: tuple(bytes.fromhex(value)) for name, value in reversed(tokens)}

    @cached_property
    def drawing(self) -> Template:
        """The template of all that is no words."""
        file = self.sources[1]
        return Environment(loader=FileSystemLoader(file.parent), trim_blocks=True).get_template(file.name)

    def palette(self, look: str) -> list[_Colour]:
        """The sixteen colours of a look."""
        ground, wash = (self.colours[name] for name in LOOKS[look])
        white, lakka = (255, 255, 255), (245, 182, 90)  # The brighter cloudberry of the mark.
        return [
            *_ramp(self.colours["ink"], white, 3),
            *_ramp(white, ground, 3),
            *_ramp(ground, wash, 3),
            *(wash, lakka, _ramp(lakka, ground, 2)[1], self.colours["rule"], self.colours["dot"]),
        ]

    @property
    def has_logo(self) -> bool:
        """Whether the name is drawn as on the site; a copy with another name writes it."""
        return self.name == "Käytäntöpankki"


def draw_card(card: Card, art: CardArt, hyphenate: _Hyphenate = str) -> bytes:
    """The picture; `hyphenate` gives a text with soft hyphens where its words may be divided."""
    label = _LABEL_FACE.one_line(legible(card.label), 460)
    tab = round(_LABEL_FACE.width(label)) + 2 * (MARGIN - LEFT) + 10
    wordless = replace(card, label="", title="", facts=(), subject="", leaf=("",) if card.leaf else ())
    image = _background(art, wordless, tab).copy()
    _LABEL_FACE.draw(image, (MARGIN, _TAB_TOP + 18), label, GROUND)
    if not art.has_logo:
        name = _LABEL_FACE.one_line(legible(art.name), 480)
        _LABEL_FACE.draw(image, (WIDTH - LEFT - _LABEL_FACE.width(name), _TAB_TOP + 18), name, WHITE)
    _draw_title(image, card, hyphenate)
    if card.leaf:
        _draw_leaf(image, card.leaf)
    _draw_facts(image, card)
    image.putpalette([part for colour in art.palette(card.look) for part in colour])
    output = BytesIO()
    image.save(output, "PNG", compress_level=_COMPRESSION)
    return output.getvalue()


def _ramp(start: _Colour, end: _Colour, steps: int) -> list[_Colour]:
    """The colour at the start and those between it and the end."""
    parts = list(zip(start, end, strict=True))
    return [tuple(round(first + (last - first) * step / steps) for first, last in parts) for step in range(steps)]


@lru_cache(maxsize=64)
def _background(art: CardArt, card: Card, tab: int) -> Image.Image:
    """The picture without its words, as numbers of colours; the tab is so many pixels wide."""
    import vl_convert  # Imported here, because pictures that have been drawn need it no more.

    picture = Image.open(BytesIO(vl_convert.svg_to_png(_svg(art, card, tab)))).convert("RGB")
    colours = art.palette(card.look)
    table = Image.new("P", (1, 1))
    table.putpalette([part for colour in colours + colours[:1] * (256 - len(colours)) for part in colour])
    numbers = picture.quantize(palette=table, dither=Image.Dither.NONE)
    return Image.frombytes("L", numbers.size, numbers.tobytes())


def _svg(art: CardArt, card: Card, tab: int) -> str:
    colours = ["#{:02x}{:02x}{:02x}".format(*colour) for colour in art.palette(card.look)]
    return art.drawing.render(
        card=card,
        has_logo=art.has_logo,
        tab={"top": _TAB_TOP, "width": tab},
        map={"left": _MAP_LEFT, "height": maps.HEIGHT, "places": maps.positions().items()},
        colours={name: colours[place] for name, place in _COLOURS.items()},
        **_MEASURES,
    )


def _draw_title(image: Image.Image, card: Card, hyphenate: _Hyphenate) -> None:
    left = _LEAF[2] + _GAP + 8 if card.leaf else MARGIN
    right = _MAP_LEFT - _GAP if card.marked else 790 if card.icon and card.look == "theme" else WIDTH - MARGIN
    height = RULE - _TEXT_TOP - 20
    size, lines = fit_title(legible(hyphenate(card.title)) or card.label, right - left, height)
    leading = size * LEADING
    top = _TEXT_TOP + min(24, (height - leading * len(lines)) / 2)
    for number, line in enumerate(lines):
        Face(size, TITLE_WEIGHT).draw(image, (left, top + leading * number), line, INK)


def _draw_leaf(image: Image.Image, leaf: Sequence[str]) -> None:
    left, top, right, bottom = _LEAF
    fitting = (size for size in _LEAF_SIZES if Face(size, 800).width(leaf[0]) < right - left - 30)
    size = next(fitting, _LEAF_SIZES[-1])
    height = size + 44 * len(leaf[1:])
    y = top + 14 + (bottom - top - 14 - height) / 2 - size * 0.12
    for face, line in zip((Face(size, 800), _FACT_FACE, _FACT_FACE), leaf, strict=False):
        line = face.one_line(line, right - left - 10)
        face.draw(image, ((left + right - face.width(line)) / 2, y), line, GROUND)
        y += size + 8 if face.size == size else 40


def _draw_facts(image: Image.Image, card: Card) -> None:
    aside = _FACT_FACE.width(card.subject) + 76 if card.subject else 0
    if card.subject and card.facts:
        end = WIDTH - MARGIN - (76 if card.icon else 0)
        _FACT_FACE.draw(image, (end - _FACT_FACE.width(card.subject), RULE + 36), card.subject, GROUND)
    rows = (RULE + 24, RULE + 64) if len(card.facts) > 1 else (RULE + 40,)
    for fact, face, y in zip(card.facts, (_FIRST_FACE, _FACT_FACE), rows, strict=False):
        face.draw(image, (MARGIN, y), face.one_line(legible(fact), WIDTH - 2 * MARGIN - aside - _GAP), INK)
