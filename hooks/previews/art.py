"""The site's colours and drawings for the pictures of links."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader

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
class Art:
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


def palette(art: Art, look: str) -> list[Colour]:
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
