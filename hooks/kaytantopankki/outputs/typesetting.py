"""Letters of the site's font as pictures, and titles set in lines."""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import fontpkg
from fontTools.ttLib import TTFont
from PIL import Image, ImageFont

from kaytantopankki.pages.templates import SOFT_HYPHEN

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


def text_width(text: str, face: Face) -> float:
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


def draw_text(image: Image.Image, place: tuple[float, float], text: str, face: Face, ink: int) -> None:
    """Puts a text on a picture whose colours lie in rows: what is between the ink and the ground is between them."""
    x, y = place
    for letter in text:
        if drawn := _picture(letter, face.size, face.weight):
            picture, (left, top) = drawn
            image.paste(ink, (round(x / face.step) * face.step + left, round(y) + top), picture)
        x += _advance(letter, face.weight) * face.size


Width = Callable[[str, int], float]  # Of a text at a size, in pixels.
SIZES = (72, 64, 58, 52, 46, 42, 38, 34)
_WITHOUT_HYPHENS = SIZES[:4]  # In these sizes a word goes to the next line rather than over two,
_LARGE_LINES = 3  # and there are not more lines than this.
LEADING = 1.14
ELLIPSIS = "…"
_SPACES = re.compile(r"[^\S\u00a0]+")
_AFTER_HYPHEN = re.compile(r"(?<=[^\W\d_]-)(?=[^\W\d_])")


@dataclass(frozen=True)
class LineBox:
    """Room for a title, in pixels."""

    width: float
    height: float


@dataclass(frozen=True)
class TypesetTitle:
    """Lines of one size."""

    size: int
    lines: tuple[str, ...]


def legible(text: str, letters: Collection[str]) -> str:
    """The text in the letters that there are: ḧ becomes h, and what has no letter, such as an emoji, is left out."""
    known = "".join(
        letter if letter in letters or letter == SOFT_HYPHEN else _plain(letter, letters)
        for letter in _SPACES.sub(" ", unicodedata.normalize("NFC", text))
    )
    return _SPACES.sub(" ", known).strip()


def _plain(letter: str, letters: Collection[str]) -> str:
    return "".join(part for part in unicodedata.normalize("NFKD", letter) if part in letters)


def fit_title(text: str, box: LineBox, width: Width) -> TypesetTitle:
    """The text in the largest size that fits; what is too long in the smallest ends with an ellipsis after a word.

    Soft hyphens in the text are where a word may go on to the next line.
    """
    for hyphens, sizes in ((False, _WITHOUT_HYPHENS), (True, SIZES[len(_WITHOUT_HYPHENS) - 1 :])):
        for size in sizes:
            lines = _lines(text, size, box.width, width, hyphens)
            if len(lines) <= _most(box, size) and all(width(line, size) <= box.width for line in lines):
                return TypesetTitle(size, _balanced(text, size, box.width, width, hyphens, lines))
    return TypesetTitle(SIZES[-1], _shortened(text, box, width))


def _most(box: LineBox, size: int) -> int:
    lines = int(box.height / (size * LEADING))
    return min(lines, _LARGE_LINES) if size in _WITHOUT_HYPHENS else lines


def _balanced(
    text: str, size: int, widest: float, width: Width, hyphens: bool, lines: Sequence[str]
) -> tuple[str, ...]:
    """As many lines, but about as long as each other, and no more hyphens than there were."""
    least, most, best = widest / 2, widest, lines
    while most - least > size / 4:
        middle = (least + most) / 2
        tried = _lines(text, size, middle, width, hyphens)
        fits = len(tried) == len(lines) and all(width(line, size) <= middle for line in tried)
        if fits and _hyphens(tried) <= _hyphens(lines):
            most, best = middle, tried
        else:
            least = middle
    return tuple(best)


def _hyphens(lines: Sequence[str]) -> int:
    return sum(line.endswith("-") for line in lines)


def _shortened(text: str, box: LineBox, width: Width) -> tuple[str, ...]:
    size, words = SIZES[-1], text.split(" ")
    for count in range(len(words) - 1, 0, -1):
        lines = _lines(" ".join(words[:count]) + ELLIPSIS, size, box.width, width, True)
        if len(lines) <= _most(box, size) and all(width(line, size) <= box.width for line in lines):
            return tuple(lines)
    return _letters(text.replace(SOFT_HYPHEN, ""), size, box, width)


def _letters(word: str, size: int, box: LineBox, width: Width) -> tuple[str, ...]:
    """What is no word but an endless row of letters: as many as there is room for."""
    lines = [""]
    for letter in word:
        if width(lines[-1] + letter, size) > box.width:
            lines.append("")
        lines[-1] += letter
    most = _most(box, size)
    if len(lines) <= most:
        return tuple(lines)
    last = lines[most - 1]
    while width(last + ELLIPSIS, size) > box.width:
        last = last[:-1]
    return (*lines[: most - 1], last + ELLIPSIS)


def _lines(text: str, size: int, widest: float, width: Width, hyphens: bool) -> list[str]:
    lines: list[str] = []
    line = ""
    for joint, part in _parts(text, hyphens, lambda word: width(word, size) > widest):
        if lines or line:
            held = line.removesuffix("-") if joint == SOFT_HYPHEN else line
            longer = held + (joint if joint == " " else "") + part
            # A part that ends with a seam must have room for its hyphen.
            if width(longer, size) <= widest:
                line = longer
                continue
            lines.append(line)
        line = part
    return [*lines, line]


def _parts(text: str, hyphens: bool, too_long: Callable[[str], bool]) -> Iterator[tuple[str, str]]:
    """(What is before it, part): words, and the parts of those too long for a line, each but the last with a hyphen."""
    for word in text.split(" "):
        whole = word.replace(SOFT_HYPHEN, "")
        joint = " "
        for half in _AFTER_HYPHEN.split(whole if not (hyphens and too_long(whole)) else word):
            *seams, last = half.split(SOFT_HYPHEN)
            for part in seams:
                yield joint, part + "-"
                joint = SOFT_HYPHEN
            yield joint, last
            joint = ""
