"""Errors of the operating system in Finnish, with what to do about them."""

import errno
import os
from pathlib import Path

import yaml

INTERRUPTED = "Kokoaminen keskeytettiin. Sivustoa ei muutettu."
_TEXTS = yaml.safe_load((Path(__file__).parent / "data" / "os_errors.yml").read_text(encoding="utf-8"))
_ADVICE: dict[int, str] = {getattr(errno, name): text for name, text in _TEXTS.items()}


def reason(error: OSError) -> str:
    """The refusal in Finnish, with what to do about it."""
    place = f"{printable(os.fsdecode(error.filename))}: " if isinstance(error.filename, str | bytes) else ""
    return f"Syy: {place}{_ADVICE.get(error.errno or 0, error.strerror or str(error))}."


def printable(text: str) -> str:
    """A file name that a terminal can show, whatever its bytes are."""
    return text.encode("utf-8", "backslashreplace").decode()
