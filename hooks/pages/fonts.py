"""The site's font: Schibsted Grotesk from its package, subset to the letters of Finnish and Swedish."""

import hashlib
from importlib.metadata import version
from io import BytesIO
from pathlib import Path

from building.cache import kept

LETTERS = "".join(map(chr, range(0x20, 0x7F))) + "ÅÄÖåäöŠšŽžÉé\u00a0\u00ad§°±²³·½×–—‘’“”•…€−→₂«»"


def woff2(cache: Path) -> bytes:
    """The subset as WOFF2; made once for each version of the font and set of letters, then read from `cache`."""
    key = hashlib.sha256(
        f"{version('fontpkg-schibsted-grotesk')} {version('fonttools')} {LETTERS}".encode()
    ).hexdigest()[:16]
    return kept(cache / f"schibsted-grotesk-{key}.woff2", _whole, _subset)


def _whole(content: bytes) -> bool:
    """Whether a font is as long as it says."""
    return content[:4] == b"wOF2" and int.from_bytes(content[8:12], "big") == len(content)


def _subset() -> bytes:
    import fontpkg  # Imported here, because they take longer to load than the font does when it is made already.
    from fontTools import subset
    from fontTools.ttLib import TTFont

    options = subset.Options()
    options.flavor = "woff2"
    options.layout_features = ["kern", "liga", "calt", "ccmp", "locl", "mark", "tnum", "lnum"]
    options.name_IDs = [0, 1, 2, 13, 14]
    font = TTFont(fontpkg.path("Schibsted Grotesk"), recalcTimestamp=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=LETTERS)
    subsetter.subset(font)
    output = BytesIO()
    font.flavor = "woff2"
    font.save(output)
    return output.getvalue()
