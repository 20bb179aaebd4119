"""Soft hyphens at the seams of long compounds, for titles and narrow cells: browsers often lack Finnish patterns."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Protocol

SOFT_HYPHEN = "\u00ad"
_LEAST_LETTERS, _LEAST_BETWEEN = 12, 3
_LONG = re.compile(rf"[^\W\d_]{{{_LEAST_LETTERS},}}")


class Divided(Protocol):
    """One meaning of a word, with the compound parts of its lemma."""

    @property
    def parts(self) -> tuple[str, ...]: ...


class Lexicon(Protocol):
    """What knows the meanings of word forms, the likeliest first."""

    def readings(self, word: str) -> Sequence[Divided]: ...


def hyphenator(lexicon: Lexicon | None) -> Callable[[object], str]:
    """A function from a text to the same text with soft hyphens; without a lexicon nothing is changed."""
    if lexicon is None:
        return str

    @cache
    def divided(word: str) -> str:
        ends = [0, *_seams(word, lexicon), len(word)]
        return SOFT_HYPHEN.join(word[start:end] for start, end in pairwise(ends))

    return lambda text: _LONG.sub(lambda found: divided(found[0]), str(text))


def _seams(word: str, lexicon: Lexicon) -> list[int]:
    """Where the compound parts of a word form end, none of them too near to another or to the ends of the word."""
    seams = [0]
    for end in _ends(word, _parts(word, lexicon)):
        if end - seams[-1] >= _LEAST_BETWEEN and len(word) - end >= _LEAST_BETWEEN:
            seams.append(end)
    return seams[1:]


def _parts(word: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The parts of the likeliest meaning. What is written with capitals may be known only without them."""
    for form in dict.fromkeys((word, word.lower())):
        likeliest = lexicon.readings(form)[:1]
        if likeliest and len(likeliest[0].parts) > 1:
            return likeliest[0].parts
    return ()


def _ends(word: str, parts: Sequence[str]) -> Iterator[int]:
    """Ends of the parts before the last, as far as they stand in the word as they do in its lemma."""
    end, letters = 0, word.lower()
    for part in parts[:-1]:
        if not letters.startswith(part.lower(), end):
            return
        end += len(part)
        yield end
