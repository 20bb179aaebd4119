"""Errors of the operating system in Finnish, with what to do about them."""

import errno
import os

from kaytantopankki.data_files import data_table

INTERRUPTED = "Kokoaminen keskeytettiin. Sivustoa ei muutettu."
_ADVICE: dict[int, str] = {getattr(errno, name): text for name, text in data_table("data/os_errors.yml").items()}


def reason(error: OSError) -> str:
    """The refusal in Finnish, with what to do about it."""
    place = f"{printable(os.fsdecode(error.filename))}: " if isinstance(error.filename, str | bytes) else ""
    return f"Syy: {place}{_ADVICE.get(error.errno or 0, error.strerror or str(error))}."


def printable(text: str) -> str:
    """A text on one line that a terminal can show, whatever its bytes are."""
    return "".join(sign if sign.isprintable() else f"\\x{ord(sign):02x}" for sign in text)
