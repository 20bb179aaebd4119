"""A card drawn as a PNG of sixteen colours."""

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from io import BytesIO

from PIL import Image

from previews.art import GROUND, INK, WHITE, Art, palette
from previews.card import WIDTH, Card
from previews.ground import LEAF, LEFT, MAP_LEFT, MARGIN, RULE, TAB_TOP, TOP, ground
from previews.letters import Face, letters, width, write
from previews.typesetting import ELLIPSIS, LEADING, Box, fitted, legible

_TITLE, _LABEL, _FACT, _FIRST = 750, Face(36), Face(30, 500), Face(32)
_TEXT_TOP, _GAP = TOP + 36, 40
_COMPRESSION = 6  # More takes ten times as long and saves a tenth.
_ROWS = (RULE + 24, RULE + 64)
Divided = Callable[[object], str]


def drawn(card: Card, art: Art, divided: Divided = str) -> bytes:
    """The picture; `divided` gives a text with soft hyphens where its words may be divided."""
    label = _one_line(legible(card.label, letters()), _LABEL, 460)
    tab = round(width(label, _LABEL)) + 2 * (MARGIN - LEFT) + 10
    wordless = replace(card, label="", title="", facts=(), subject="", leaf=("",) if card.leaf else ())
    image = _shared(art, wordless, tab).copy()
    write(image, (MARGIN, TAB_TOP + 18), label, _LABEL, GROUND)
    _write_name(image, art)
    _write_title(image, card, divided)
    _write_leaf(image, card)
    _write_facts(image, card)
    image.putpalette([part for colour in palette(art, card.look) for part in colour])
    output = BytesIO()
    image.save(output, "PNG", compress_level=_COMPRESSION)
    return output.getvalue()


@lru_cache(maxsize=64)
def _shared(art: Art, card: Card, tab: int) -> Image.Image:
    return ground(art, card, tab)


def _write_name(image: Image.Image, art: Art) -> None:
    """The site's name, where it has no drawing of its own."""
    if not art.logo:
        name = _one_line(legible(art.name, letters()), _LABEL, 480)
        write(image, (WIDTH - LEFT - width(name, _LABEL), TAB_TOP + 18), name, _LABEL, WHITE)


def _write_title(image: Image.Image, card: Card, divided: Divided) -> None:
    left = LEAF[2] + _GAP + 8 if card.leaf else MARGIN
    right = MAP_LEFT - _GAP if card.marked else 790 if card.icon and card.look == "theme" else WIDTH - MARGIN
    box = Box(right - left, RULE - _TEXT_TOP - 20)
    text = legible(divided(card.title), letters()) or card.label
    setting = fitted(text, box, lambda line, size: width(line, Face(size, _TITLE)))
    leading = setting.size * LEADING
    top = _TEXT_TOP + min(24, (box.height - leading * len(setting.lines)) / 2)
    for number, line in enumerate(setting.lines):
        write(image, (left, top + leading * number), line, Face(setting.size, _TITLE), INK)


def _write_leaf(image: Image.Image, card: Card) -> None:
    if not card.leaf:
        return
    left, top, right, bottom = LEAF
    size = next(
        size for size in (116, 92, 72, 56, 40) if width(card.leaf[0], Face(size, 800)) < right - left - 30 or size == 40
    )
    middle = (left + right) / 2
    height = size + 44 * len(card.leaf[1:])
    y = top + 14 + (bottom - top - 14 - height) / 2 - size * 0.12
    for face, line in zip((Face(size, 800), _FACT, _FACT), card.leaf, strict=False):
        line = _one_line(line, face, right - left - 10)
        write(image, (middle - width(line, face) / 2, y), line, face, GROUND)
        y += size + 8 if face.size == size else 40


def _write_facts(image: Image.Image, card: Card) -> None:
    aside = width(card.subject, _FACT) + 76 if card.subject else 0
    if card.subject and card.facts:
        end = WIDTH - MARGIN - (76 if card.icon else 0)
        write(image, (end - width(card.subject, _FACT), RULE + 36), card.subject, _FACT, GROUND)
    faces = (_FIRST, _FACT)
    rows = _ROWS if len(card.facts) > 1 else (RULE + 40,)
    for fact, face, y in zip(card.facts, faces, rows, strict=False):
        line = _one_line(legible(fact, letters()), face, WIDTH - 2 * MARGIN - aside - _GAP)
        write(image, (MARGIN, y), line, face, INK)


def _one_line(text: str, face: Face, widest: float) -> str:
    """As many whole words of a text as there is room for."""
    words = text.split(" ")
    for count in range(len(words), 0, -1):
        line = " ".join(words[:count]).rstrip(",;:–- ") + ELLIPSIS if count < len(words) else text
        if width(line, face) <= widest:
            return line
    return ""
