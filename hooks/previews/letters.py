"""The site's font as pictures of single letters, which are put side by side.

Letters are drawn once and then only pasted; each starts at an even pixel, so that a letter of one size always gives
the same bytes and the picture packs small.
"""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache, lru_cache

import fontpkg
from fontTools.ttLib import TTFont
from PIL import Image, ImageFont

_FONT, _UNITS = "Schibsted Grotesk", 1000
_TIGHTER = -0.012  # In ems, as headings on the site.


@dataclass(frozen=True)
class Face:
    """A size in pixels and a weight, from 400 to 900. Small letters start at any pixel: steps of two would show."""

    size: int
    weight: int = 700

    @property
    def step(self) -> int:
        return 2 if self.size >= 46 else 1


@cache
def letters() -> Collection[str]:
    """What the font can write."""
    with TTFont(fontpkg.path(_FONT), lazy=True) as font:
        return frozenset(map(chr, font.getBestCmap()))


@lru_cache(maxsize=64)
def _font(size: int, weight: int) -> ImageFont.FreeTypeFont:
    # The basic layout is the same on every machine; the other needs a library that not all have.
    font = ImageFont.truetype(fontpkg.path(_FONT), size, layout_engine=ImageFont.Layout.BASIC)
    font.set_variation_by_axes([weight])
    return font


@lru_cache(maxsize=4096)
def _advance(letter: str, weight: int) -> float:
    """How far the next letter is, in ems."""
    return _font(_UNITS, weight).getlength(letter) / _UNITS + (_TIGHTER if weight >= 700 else 0)


def width(text: str, face: Face) -> float:
    """How wide a text is, in pixels, rather too much than too little."""
    return sum(_advance(letter, face.weight) for letter in text) * face.size + face.step


@lru_cache(maxsize=2048)
def _picture(letter: str, size: int, weight: int) -> tuple[Image.Image, tuple[int, int]] | None:
    """A letter, and where it stands from the start of its line's top; none for a space."""
    font = _font(size, weight)
    left, top, right, bottom = map(int, font.getbbox(letter))
    if right <= left or bottom <= top:
        return None
    mask = font.getmask(letter, mode="L")
    picture = Image.frombytes("L", mask.size, bytes(mask))
    return picture, (left, top)


def write(image: Image.Image, place: tuple[float, float], text: str, face: Face, ink: int) -> None:
    """Puts a text on a picture whose colours lie in rows: what is between the ink and the ground is between them."""
    x, y = place
    for letter in text:
        if drawn := _picture(letter, face.size, face.weight):
            picture, (left, top) = drawn
            image.paste(ink, (round(x / face.step) * face.step + left, round(y) + top), picture)
        x += _advance(letter, face.weight) * face.size
