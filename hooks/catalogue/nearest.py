"""The nearest right word for a wrong one."""

from collections.abc import Iterable

from rapidfuzz import fuzz, process, utils

from catalogue.texts import say

LEAST_LIKENESS = 72


def nearest(word: str, words: Iterable[str]) -> str | None:
    """The most similar of `words`, or None when nothing is close enough to be meant."""
    found = process.extractOne(
        word, list(words), scorer=fuzz.ratio, processor=utils.default_process, score_cutoff=LEAST_LIKENESS
    )
    return found[0] if found else None


def did_you_mean(word: str, words: Iterable[str]) -> str:
    """`, tarkoititko "x"?`, or an empty text when nothing is near."""
    near = nearest(word, words)
    return say("did_you_mean", near=near) if near else ""
