"""The site's style sheets: one file of all that pages have in common, so that a reader waits for one request."""

from collections.abc import Iterator
from pathlib import Path

from rcssmin import cssmin

# In the order in which they build on one another.
COMMON = ("tokens", "kp", "prose", "haku")
# Those that only some pages load, after the common one.
OWN = ("lomake", "avoin-data")


def sheets(folder: Path) -> Iterator[tuple[str, str]]:
    """(address, sheet) of the sheets in `folder`, without comments and needless space."""
    for name, parts in (("sivusto", COMMON), *((name, (name,)) for name in OWN)):
        text = "\n".join((folder / f"{part}.css").read_text(encoding="utf-8") for part in parts)
        yield f"assets/css/{name}.css", str(cssmin(text))
