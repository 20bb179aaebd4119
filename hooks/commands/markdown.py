"""Contributed text as Markdown that shows it as it stands."""

import re

_SPECIAL = re.compile(r"[\\`*_{}\[\]()<>#+!|~&$-]")
_WORD_JOINER = "\u2060"


def plain(text: str, longest: int = 300) -> str:
    """One line that is neither markup, HTML, a table cell's end nor a mention of a person or an issue."""
    line = " ".join(text.split())
    cut = line if len(line) <= longest else f"{line[:longest].rstrip()} …"
    quiet = re.sub(r"([@#])(?=\w)|(GH-)(?=\d)", rf"\g<0>{_WORD_JOINER}", cut)
    return _SPECIAL.sub(r"\\\g<0>", _unlinked(quiet))


def _unlinked(text: str) -> str:
    """Addresses stay readable but do not become links."""
    return re.sub(r"(https?:)(?=//)|(www)(?=\.)", rf"\g<0>{_WORD_JOINER}", text, flags=re.IGNORECASE)


def link(text: str, address: str) -> str:
    """A link; an address that could end it early is written as text."""
    safe = re.fullmatch(r"https?://[^\s<>()\\\[\]]+", address)
    return f"[{plain(text)}]({address})" if safe else f"{plain(text)} ({plain(address)})"
