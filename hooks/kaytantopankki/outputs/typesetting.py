"""The site's font, and titles set in lines."""

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache

import fontpkg
from fontTools.ttLib import TTFont
from PIL import ImageFont

from kaytantopankki.pages.templates import SOFT_HYPHEN

ELLIPSIS = "…"
LEADING = 1.14
TITLE_WEIGHT = 750
SIZES = (72, 64, 58, 52, 46, 42, 38, 34)
_WITHOUT_HYPHENS = SIZES[:4]  # In these sizes a word goes to the next line rather than over two,
_LARGE_LINES = 3  # and there are not more lines than this.
_FONT = "Schibsted Grotesk"
_SPACES = re.compile(r"[^\S\u00a0]+")
_AFTER_HYPHEN = re.compile(r"(?<=[^\W\d_]-)(?=[^\W\d_])")


@dataclass(frozen=True)
class Face:
    """A size in pixels and a weight, from 400 to 900."""

    size: int
    weight: int = 700

    @property
    def font(self) -> ImageFont.FreeTypeFont:
        """The font, to draw with."""
        return _font(self.size, self.weight)

    def width(self, text: str) -> float:
        """How wide a text is, in pixels."""
        return self.font.getlength(text)

    def one_line(self, text: str, widest: float) -> str:
        """As many whole words of a text as there is room for."""
        words = text.split(" ")
        for count in range(len(words), 0, -1):
            line = " ".join(words[:count]).rstrip(",;:–- ") + ELLIPSIS if count < len(words) else text
            if self.width(line) <= widest:
                return line
        return ""


@cache
def _letters() -> Collection[str]:
    """What the font can write."""
    with TTFont(fontpkg.path(_FONT), lazy=True) as font:
        return frozenset(map(chr, font.getBestCmap()))


@cache
def _font(size: int, weight: int) -> ImageFont.FreeTypeFont:
    # The basic layout is the same on every machine; the other needs a library that not all have.
    font = ImageFont.truetype(fontpkg.path(_FONT), size, layout_engine=ImageFont.Layout.BASIC)
    font.set_variation_by_axes([weight])
    return font


def legible(text: str) -> str:
    """The text in the letters of the font: ḧ becomes h, and what has no letter, such as an emoji, is left out."""
    spaced = _SPACES.sub(" ", unicodedata.normalize("NFC", text))
    known = {*_letters(), SOFT_HYPHEN}
    parts = (letter if letter in known else unicodedata.normalize("NFKD", letter) for letter in spaced)
    return _SPACES.sub(" ", "".join(letter for part in parts for letter in part if letter in known)).strip()


def fit_title(text: str, width: float, height: float) -> tuple[int, list[str]]:
    """The largest size in which a text fits in a box, and its lines; what is too long in the smallest ends with an
    ellipsis after a word. Soft hyphens in the text are where a word may go on to the next line."""
    ways = [(size, False) for size in _WITHOUT_HYPHENS] + [(size, True) for size in SIZES[len(_WITHOUT_HYPHENS) - 1 :]]
    for size, hyphens in ways:
        if lines := _fitting_lines(text, size, width, height, hyphens):
            return size, lines
    return SIZES[-1], _shortened(text, SIZES[-1], width, height)


def _title_width(line: str, size: int) -> float:
    return Face(size, TITLE_WEIGHT).width(line)


def _fitting_lines(text: str, size: int, width: float, height: float, hyphens: bool) -> list[str]:
    """The text in lines; none when it does not fit in the box."""
    lines = _lines(text, size, width, hyphens)
    most = min(int(height / (size * LEADING)), _LARGE_LINES if size in _WITHOUT_HYPHENS else len(lines))
    return lines if len(lines) <= most and all(_title_width(line, size) <= width for line in lines) else []


def _shortened(text: str, size: int, width: float, height: float) -> list[str]:
    """As many words as there is room for, or of an endless row of letters as many letters."""
    ends = [*range(len(text.partition(" ")[0])), *(place for place, sign in enumerate(text) if sign == " ")]
    shorter = (_fitting_lines(text[:end] + ELLIPSIS, size, width, height, True) for end in reversed(ends))
    return next(filter(None, shorter), [ELLIPSIS])


def _lines(text: str, size: int, width: float, hyphens: bool) -> list[str]:
    """The text in lines, each as full as it can be."""
    lines: list[str] = []
    line = ""
    for joint, part in _parts(text, size, width, hyphens):
        if lines or line:
            start = line.removesuffix("-") if joint == SOFT_HYPHEN else line
            longer = start + (joint if joint == " " else "") + part
            # A part that ends with a seam must have room for its hyphen.
            if _title_width(longer, size) <= width:
                line = longer
                continue
            lines.append(line)
        line = part
    return [*lines, line]


def _parts(text: str, size: int, width: float, hyphens: bool) -> Iterator[tuple[str, str]]:
    """(What is before it, part): words, and the parts of those too long for a line, each but the last with a hyphen."""
    for word in text.split(" "):
        whole = word.replace(SOFT_HYPHEN, "")
        joint = " "
        for half in _AFTER_HYPHEN.split(word if hyphens and _title_width(whole, size) > width else whole):
            *seams, last = half.split(SOFT_HYPHEN)
            for part in seams:
                yield joint, part + "-"
                joint = SOFT_HYPHEN
            yield joint, last
            joint = ""
