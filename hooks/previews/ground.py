"""What all cards of one look share: the coloured ground, the card with its tab, the mark, an icon or a small map."""

import re
from collections.abc import Sequence
from io import BytesIO

from PIL import Image

from pages import geo
from previews.art import DOT, GROUND, LAKKA, RULE_LINE, WASH, Art, palette
from previews.card import HEIGHT, WIDTH, Card

LEFT, TOP, TAB_TOP, MARGIN, RULE = 48, 126, 54, 104, 500  # Of the card, in pixels.
LEAF = (MARGIN, 172, 344, 446)  # The day's leaf: left, top, right, bottom.
MAP_LEFT, _LOGO = 872, 250


def ground(art: Art, card: Card, tab: int) -> Image.Image:
    """The picture without its words, as numbers of colours; the tab is so many pixels wide."""
    import vl_convert  # Imported here, because pictures that have been drawn need it no more.

    picture = Image.open(BytesIO(vl_convert.svg_to_png(_svg(art, card, tab)))).convert("RGB")
    colours = palette(art, card.look)
    table = Image.new("P", (1, 1))
    table.putpalette([part for colour in colours + colours[:1] * (256 - len(colours)) for part in colour])
    numbers = picture.quantize(palette=table, dither=Image.Dither.NONE)
    return Image.frombytes("L", numbers.size, numbers.tobytes())


def _svg(art: Art, card: Card, tab: int) -> str:
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


def _logo(art: Art, colours: Sequence[str]) -> str:
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
    scale = 346 / geo.HEIGHT
    chosen = set(marked)
    dots = [
        f'<circle cx="{x}" cy="{y}" r="{(26 if len(chosen) == 1 else 10) if name in chosen else 4}" '
        f'fill="{colours[GROUND if name in chosen else DOT]}"/>'
        for name, (x, y) in sorted(geo.positions().items(), key=lambda item: item[0] in chosen)
    ]
    return f'<g transform="translate({MAP_LEFT} {TOP + 18}) scale({scale:.4f})">{"".join(dots)}</g>'
