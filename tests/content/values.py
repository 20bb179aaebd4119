"""One table of written values for three doors: where each kind of value is written, and an entry around it."""

import copy
from collections.abc import Iterator
from typing import Any, NamedTuple

from tests.builders import WORDS
from tests.cases import table

Data = dict[str, Any]
# A practice with a sound value in every place.
WHOLE: Data = table("content/places")["around"]
# The place of each kind in a file, and the form and the question of an issue that asks it.
PLACES: dict[str, tuple[list[str | int], str, str]] = table("content/places")["places"]


class Written(NamedTuple):
    """A value as it is written, and what it is read as, or "" and what is said of it."""

    kind: str
    text: str
    read: str
    told: str


def written_values() -> Iterator[Written]:
    for kind, outcomes in table("content/values").items():
        yield from (Written(kind, text, read, "") for text, read in outcomes.get("read", {}).items())
        yield from (Written(kind, text, "", told) for text, told in outcomes.get("told", {}).items())


def entry_with(value: Written, number: int) -> Data:
    """A practice in which the value is written."""
    *above, last = PLACES[value.kind][0]
    data: Data = {"title": f"Otsikko {number}", **copy.deepcopy(WHOLE)}
    part: Any = data
    for step in above:
        part = part[step]
    part[last] = value.text
    return data


def read_back(data: Any, kind: str) -> str:
    """What is at the place of a kind in an entry: a figure with how exact it is and its upper limit."""
    if kind == "municipality":
        return _text(data["municipalities"])
    *above, last = PLACES[kind][0]
    for step in above:
        data = data[step]
    text = _text(data[last])
    if kind in ("number", "money"):
        upper = data.get(f"{last}_to")
        text = " ".join(filter(None, [data.get("approx"), text + (f"–{_text(upper)}" if upper else "")]))
    return text


def _text(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(_text, value))
    return value if isinstance(value, str) else str(value).lower().removesuffix(".0")


def names_of(vocabulary: dict[str, dict[str, Any]]) -> dict[str, list[list[str]]]:
    """Keys, titles and synonyms by kind of word, as the web form has them."""
    return {
        name[:-1]: [[key, word.get("title", ""), *word.get("synonyms", ())] for key, word in words.items()]
        for name, words in vocabulary.items()
    }


VOCABULARY = names_of(WORDS)
