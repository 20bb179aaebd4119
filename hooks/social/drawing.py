"""Social cards as pictures: a card of the index on birch bark, with a tab in the colour of its kind.

Everything is drawn as numbers of a palette of sixteen colours, which keeps a picture small and quick to write. Letters
have smooth edges because the palette has steps between their colour and the one behind them.
"""

import re
from collections.abc import Sequence
from functools import cache
from importlib.metadata import version
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont
from PIL import __version__ as pillow

from social.cards import Card
from social.wrapping import SOFT_HYPHEN, clamped, lines

WIDTH, HEIGHT = 1200, 630
Colour = tuple[int, int, int]
_PAPER, _CARD, _INK, _MUTED, _CURRANT = (245, 244, 241), (255, 255, 255), (36, 28, 38), (87, 80, 90), (91, 31, 75)
# The colours of the site's light scheme; white is legible on each.
TONES: dict[str, Colour] = {
    "site": _CURRANT,
    "practice": _CURRANT,
    "news": (51, 97, 127),
    "event": (122, 67, 0),
    "network": (47, 82, 55),
    "theme": (77, 106, 63),
    "place": _MUTED,
}
# Numbers in the palette: from what is behind the letters to their own colour.
_TITLE, _DETAIL, _SITE, _KIND = (1, 3, 4, 5, 6), (1, 7, 8, 9), (1, 10, 11, 2), (2, 12, 13, 1)
_BEHIND, _FACE, _TAB, _RULE = 0, 1, 2, 14
_LEFT, _TOP, _RIGHT, _BOTTOM = 56, 112, 1144, 582
_MARGIN, _TAB_HEIGHT, _FOOT = 56, 62, 88
_SIZES, _TALLEST, _LEADING, _DETAIL_SIZE = (80, 72, 64, 56, 50, 44, 38), 248, 1.16, 34
# Changes when another picture is drawn of the same card.
STYLE = f"1 {pillow} {version('fontpkg-schibsted-grotesk')}"


def drawn(card: Card) -> bytes:
    """The card as PNG."""
    picture = Image.new("L", (WIDTH, HEIGHT), _BEHIND)
    pen = ImageDraw.Draw(picture)
    pen.rounded_rectangle((_LEFT, _TOP, _RIGHT, _BOTTOM), 10, _FACE, corners=(not card.kind, True, True, True))
    for height in (_BOTTOM - _FOOT, _BOTTOM - _FOOT + 5):
        pen.rectangle((_LEFT, height, _RIGHT, height + 1), _RULE)
    if card.kind:
        _tab(picture, pen, legible(card.kind))
    size, title = _fitting(legible(card.title))
    _write(picture, _TOP + 40, title, _font(size, 700), _TITLE)
    below = _TOP + 40 + round(size * _LEADING * len(title)) + 18
    small = _font(_DETAIL_SIZE, 500)
    room = (_BOTTOM - _FOOT - 12 - below) // round(_DETAIL_SIZE * _LEADING)
    _write(picture, below, clamped(legible(card.detail), _WIDE, min(3, room), small.getlength), small, _DETAIL)
    _write(picture, _BOTTOM - 62, [legible(card.site)], _font(36, 800), _SITE)
    picture.putpalette([part for colour in _palette(TONES[card.tone]) for part in colour])
    output = BytesIO()
    picture.save(output, "PNG", bits=4)
    return output.getvalue()


def legible(text: str) -> str:
    """The text without the characters that the font lacks, which would be drawn as boxes."""
    known = "".join(letter if letter == SOFT_HYPHEN or ord(letter) in _letters() else " " for letter in text)
    return re.sub(" +", " ", known).strip()


def _tab(picture: Image.Image, pen: ImageDraw.ImageDraw, name: str) -> None:
    font = _font(34, 700)
    right = _LEFT + round(font.getlength(name)) + 2 * 32
    pen.rounded_rectangle((_LEFT, _TOP - _TAB_HEIGHT, right, _TOP), 10, _TAB, corners=(True, True, False, False))
    _write(picture, _TOP - _TAB_HEIGHT + 10, [name], font, _KIND, _LEFT + 32)


def _fitting(title: str) -> tuple[int, list[str]]:
    """The largest size in which the whole title fits, and its lines; in the smallest one the end may be left out."""
    for size in _SIZES:
        font = _font(size, 700)
        most = int(_TALLEST / (size * _LEADING))
        found = lines(title, _WIDE, font.getlength)
        if len(found) <= most and max(map(font.getlength, found)) <= _WIDE:
            return size, found
    return size, clamped(title, _WIDE, most, font.getlength)


def _write(
    picture: Image.Image,
    top: int,
    texts: Sequence[str],
    font: ImageFont.FreeTypeFont,
    colours: Sequence[int],
    left: int = _LEFT + _MARGIN,
) -> None:
    """Lines of text, each from `left` on. What is over the card's edge is left out."""
    steps = len(colours) - 1
    table = [colours[round(value / 255 * steps)] for value in range(256)]
    for number, text in enumerate(texts):
        width = min(round(font.getlength(text)) + 2, _RIGHT - left)
        mask = Image.new("L", (width, round(font.size * 1.3)), 0)
        ImageDraw.Draw(mask).text((0, 0), text, 255, font)
        picture.paste(mask.point(table), (left, top + round(number * font.size * _LEADING)))


def _palette(tone: Colour) -> list[Colour]:
    ramps = ((_TITLE, _CARD, _INK), (_DETAIL, _CARD, _MUTED), (_SITE, _CARD, tone), (_KIND, tone, _CARD))
    colours = {_BEHIND: _PAPER, _RULE: _CURRANT}
    for numbers, first, last in ramps:
        for step, number in enumerate(numbers):
            share = step / (len(numbers) - 1)
            red, green, blue = (round(a + (b - a) * share) for a, b in zip(first, last, strict=True))
            colours[number] = (red, green, blue)
    return [colours.get(number, _PAPER) for number in range(16)]


_WIDE = _RIGHT - _LEFT - 2 * _MARGIN


@cache
def _font(size: int, weight: int) -> ImageFont.FreeTypeFont:
    import fontpkg  # Imported here: a build that finds every card drawn already does not need it.

    font = ImageFont.truetype(str(fontpkg.path("Schibsted Grotesk")), size)
    font.set_variation_by_axes([weight])
    return font


@cache
def _letters() -> frozenset[int]:
    import fontpkg
    from fontTools.ttLib import TTFont

    return frozenset(TTFont(fontpkg.path("Schibsted Grotesk"), lazy=True).getBestCmap())
