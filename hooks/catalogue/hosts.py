"""Names of hosts that are what they look like."""

import re

from catalogue.texts import say

HOST = re.compile(r"""https?:/*([^\s/?#<>"'()\[\]|]+)""", re.IGNORECASE)
STRANGE = re.compile(r"[^A-Za-z0-9åäöÅÄÖ.:@%_\\-]")


def looks_like_itself(text: str) -> str:
    """The text itself; raises ValueError when a host in it has a letter that only looks like one of ours.

    Names written as xn--… are read first, because readers see them decoded.
    """
    for found in HOST.finditer(text):
        name = ".".join(map(_decoded, found[1].split(".")))
        if strange := STRANGE.search(name):
            code = f"U+{ord(strange[0]):04X}"
            raise ValueError(say("strange_host", name=name, sign=strange[0], code=code))
    return text


def _decoded(label: str) -> str:
    if not label.lower().startswith("xn--"):
        return label
    try:
        return label[4:].encode("ascii").decode("punycode")
    except UnicodeError:
        return "\ufffd"
