"""Problems of contributed files, and what is said of them in Finnish."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from math import inf
from types import MappingProxyType
from typing import NamedTuple

from rapidfuzz import fuzz, process, utils
from rapidfuzz.distance import Indel

from kaytantopankki.data_files import data_table
from kaytantopankki.os_errors import printable

_TABLE = data_table("content/data/messages.yml")
# Messages by key; those of the second table are never said by the web form.
BUILD_ONLY_MESSAGES: Mapping[str, str] = _TABLE["build_only"]
TEXTS: Mapping[str, str] = _TABLE["build_and_form"] | _TABLE["build_only"]
# The key of the message by an error of the schema, and by words of the YAML parser.
SCHEMA_ERRORS: Mapping[str, str] = _TABLE["schema_errors"]
PARSER_ERRORS: Mapping[str, str] = _TABLE["parser_errors"]
# What each target of a reference is called.
TARGETS: Mapping[str, str] = _TABLE["targets"]
# How similar words must be, of 100, for one to be meant by the other.
LEAST_LIKENESS = 72
_variants: ContextVar[Mapping[str, str]] = ContextVar("variants", default=MappingProxyType({}))


class Problem(NamedTuple):
    """One mistake in one file. `line` counts from 1; `message` is Finnish and says what to write instead."""

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        """One line: no sign of a problem may begin a line or a command of its own."""
        return printable(f"{self.path}:{self.line}: {self.message}")


def message_for(key: str, **values: object) -> str:
    """The message of a key, filled in with these values."""
    return _variants.get().get(key, TEXTS[key]).format_map(values)


@contextmanager
def form_variants(texts: Mapping[str, str]) -> Iterator[None]:
    """Uses these messages instead, for one who filled in a form and did not write the file."""
    token = _variants.set(texts)
    try:
        yield
    finally:
        _variants.reset(token)


def nearest(word: str, words: Iterable[str], least: float = LEAST_LIKENESS, most: float = inf) -> str | None:
    """The most similar of `words`, or None when nothing is close enough to be meant: `least` of 100 is alike, and at
    `most` so many letters are too few or too many."""
    match = process.extractOne(
        word, list(words), scorer=fuzz.ratio, processor=utils.default_process, score_cutoff=least
    )
    near = match and Indel.distance(word, match[0], processor=utils.default_process) <= most
    return match[0] if match and near else None


def nearest_first(word: str, words: Iterable[str]) -> list[str]:
    """The words, the most similar first."""
    return [
        match[0]
        for match in process.extract(word, list(words), scorer=fuzz.ratio, processor=utils.default_process, limit=None)
    ]


def did_you_mean(word: str, words: Iterable[str]) -> str:
    """`, tarkoititko "x"?`, or an empty text when nothing is near."""
    near = nearest(word, words)
    return message_for("did_you_mean", near=near) if near else ""
