"""The rules of the build as plain data for the web form, whatever kind an entry is of."""

import re
from typing import Any

from catalogue import headings, hosts, limits
from catalogue import types as t
from catalogue.checks.addresses import NOT_FREE, OWN
from catalogue.checks.content import FIGURES, RESULT_BASES, TARGET_WORDS
from catalogue.checks.images import TYPES
from catalogue.checks.links import BODY_SOURCES
from catalogue.checks.times import BY_NOW
from catalogue.document import MAX_BYTES
from catalogue.layout import KINDS
from catalogue.nearest import LEAST_LIKENESS
from catalogue.only_build import ONLY_BUILD
from catalogue.reference import FORMS, FORMS_FROM, places
from catalogue.texts import TEXTS
from catalogue.unknown import WHAT
from catalogue.yamltree import CONTROL, MAX_NODES

_LIMITS = {
    "characters": limits.MOST_CHARACTERS,
    "paragraph": limits.MOST_IN_PARAGRAPH,
    "fences": limits.MOST_FENCES,
    "nested": limits.MOST_NESTED,
    "open": limits.MOST_OPEN,
    "told": limits.LONGEST_TOLD,
    "bytes": MAX_BYTES,
    "nodes": MAX_NODES,
}
_PATTERNS = {
    "bodySources": BODY_SOURCES,
    "heading": headings.HEADING,
    "underline": headings.UNDERLINE,
    "rule": headings.RULE,
    "html": headings.HTML,
    "fence": limits.FENCE,
    "marks": limits.MARKS,
    "mark": limits.MARK,
    "declaration": limits.DECLARATION,
    "bodyHost": limits.HOST,
    "host": hosts.HOST,
    "strange": hosts.STRANGE,
    **t.PRIVATE,
}


def rules() -> dict[str, Any]:
    """Texts, patterns, limits and words by which a value, a text and an entry are judged."""
    return {
        "texts": {key: text for key, text in TEXTS.items() if key not in ONLY_BUILD},
        "limits": _LIMITS,
        "patterns": {"control": [_escaped(CONTROL.pattern), "u"]}
        | {name: script_pattern(pattern) for name, pattern in _PATTERNS.items()},
        "private": list(t.PRIVATE),
        "opens": limits.OPENS,
        "noHost": limits.NO_HOST,
        "years": [t.EARLIEST_YEAR, t.LATEST_YEAR],
        "day": t.DAY_PATTERN,
        "moment": t.MOMENT_PATTERN,
        "byNow": BY_NOW,
        "targetWords": TARGET_WORDS,
        "resultBases": RESULT_BASES,
        "figures": {"practice": FIGURES},
        "what": WHAT,
        "likeness": LEAST_LIKENESS,
        "placeForms": FORMS,
        "places": [[getattr(place, name) for name in FORMS_FROM] for place in places().values()],
        "folders": {name: kind.folder for name, kind in KINDS.items()},
        "addresses": {kind.address: name for name, kind in KINDS.items() if kind.address in OWN},
        "notFree": {text: sorted(names) for text, names in NOT_FREE.items()},
        "pictures": TYPES,
    }


def script_pattern(pattern: re.Pattern[str]) -> list[str]:
    r"""A pattern and its flags as a script has them; `\w` is any letter and number, as in Python."""
    flags = {re.IGNORECASE: "i", re.MULTILINE: "m"}
    return [
        pattern.pattern.replace(r"\w", r"\p{L}\p{N}_"),
        "u" + "".join(name for flag, name in flags.items() if pattern.flags & flag),
    ]


def _escaped(pattern: str) -> str:
    r"""A pattern that has the characters themselves, as a script writes it: "\u200b" and "\u{e0000}"."""
    return re.sub(r"\\U000?0*([0-9a-f]+)", r"\\u{\1}", pattern.encode("unicode_escape").decode())
