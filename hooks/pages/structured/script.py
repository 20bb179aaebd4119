"""Things as the content of a script element."""

import json
from collections.abc import Sequence

from pages.structured.nodes import Node

# What could end the element, begin a comment in it, or break a line of an old script.
_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def data_block(things: Sequence[Node]) -> str:
    """JSON-LD that can stand in an HTML document as it is; empty when there is nothing to tell."""
    if not things:
        return ""
    told = {"@context": "https://schema.org", "@graph": things}
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    for character, escape in _ESCAPES.items():
        text = text.replace(character, escape)
    return text
