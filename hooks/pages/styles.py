"""The site's style sheets: one file of all that pages have in common, so that a reader waits for one request."""

import re
from collections.abc import Iterator
from pathlib import Path

from rcssmin import cssmin

# In the order in which they build on one another.
COMMON = ("tokens", "kp", "prose", "haku")
# Those that only some pages load, after the common one.
OWN = ("lomake", "avoin-data")
# Those of pages that load nothing else, and have no script to choose the colours.
ALONE = ("upote",)

_DARK = re.compile(r'\[data-md-color-scheme="slate"\]\s*(\{[^}]*\})')
_TOKEN = re.compile(r"(--kp-[\w-]+):[^;}]*;?")


def sheets(folder: Path) -> Iterator[tuple[str, str]]:
    """(address, sheet) of the sheets in `folder`, without comments and needless space."""
    for name, parts in (("sivusto", COMMON), *((name, (name,)) for name in OWN)):
        yield f"assets/css/{name}.css", _sheet(folder, parts)
    for name in ALONE:
        yield f"assets/css/{name}.css", _needed(_following_the_system(_sheet(folder, ("tokens", name))))


def _sheet(folder: Path, parts: tuple[str, ...]) -> str:
    text = "\n".join((folder / f"{part}.css").read_text(encoding="utf-8") for part in parts)
    return str(cssmin(text))


def _following_the_system(sheet: str) -> str:
    """The dark colours for readers whose system is dark."""
    return _DARK.sub(r"@media (prefers-color-scheme:dark){:root\1}", sheet)


def _needed(sheet: str) -> str:
    """Without the tokens that the sheet does not use."""
    used = set(re.findall(r"var\((--kp-[\w-]+)", sheet))
    return _TOKEN.sub(lambda found: found[0] if found[1] in used else "", sheet)
