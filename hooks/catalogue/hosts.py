"""Names of hosts that are what they look like."""

import re

_HOST = re.compile(r"""https?:/*([^\s/?#<>"'()\[\]|]+)""", re.IGNORECASE)
_STRANGE = re.compile(r"[^A-Za-z0-9åäöÅÄÖ.:@%_\\-]")


def looks_like_itself(text: str) -> str:
    """The text itself; raises ValueError when a host in it has a letter that only looks like one of ours.

    Names written as xn--… are read first, because readers see them decoded.
    """
    for found in _HOST.finditer(text):
        name = ".".join(map(_decoded, found[1].split(".")))
        if strange := _STRANGE.search(name):
            raise ValueError(
                f'osoitteen "{name}" merkki "{strange[0]}" (U+{ord(strange[0]):04X}) ei ole a–z, å, ä, ö tai numero. '
                "Kirjoita osoite uudelleen käsin"
            )
    return text


def _decoded(label: str) -> str:
    if not label.lower().startswith("xn--"):
        return label
    try:
        return label[4:].encode("ascii").decode("punycode")
    except UnicodeError:
        return "\ufffd"
