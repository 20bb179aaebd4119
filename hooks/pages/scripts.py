"""Scripts of pages that need many: one file of all, so that a reader waits for one request."""

from collections.abc import Iterator
from pathlib import Path

from rjsmin import jsmin

# In the order in which they build on one another.
PARTS = {
    "lomake": (
        "yaml",
        "sanat",
        "ajat",
        "teksti",
        "kokonaisuus",
        "tarkistus",
        "kentat",
        "virheet",
        "nakyma",
        "avaus",
        "lahetys",
        "sivu",
    )
}


def scripts(folder: Path) -> Iterator[tuple[str, str]]:
    """(address, script) of the scripts that are made of the parts in a folder of their name, without comments."""
    for name, parts in PARTS.items():
        text = "\n".join((folder / name / f"{part}.js").read_text(encoding="utf-8") for part in parts)
        yield f"assets/js/{name}.js", str(jsmin(text))
