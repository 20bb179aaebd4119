"""Words as they are compared: lower case, without dots and accents."""

import re
import unicodedata
from functools import lru_cache

WORD = re.compile(r"[^\W_]*[^\W\d_][^\W_]*(?:[-'’][^\W_]+)*-?|\d+(?:[.,]\d+)*")


@lru_cache(maxsize=200_000)
def fold(text: str) -> str:
    """ "Kaukolämpö" → "kaukolampo", "led-valo" → "ledvalo": as a word is compared, whichever way it is typed."""
    text = unicodedata.normalize("NFKD", text).replace("-", "").lower()
    return "".join(character for character in text if not unicodedata.combining(character))


@lru_cache(maxsize=64)  # What a document is found by and what is shown of it are the same texts.
def words(text: str) -> tuple[str, ...]:
    """The words of a text in their order, hyphenated ones whole: "led-valaistus", "3D", "ilmasto-", "2030"."""
    return tuple(WORD.findall(text.replace("\u00ad", "")))
