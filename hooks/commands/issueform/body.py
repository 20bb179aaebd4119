"""The answers in the text of an issue, found by the labels of the form's questions.

GitHub writes every question of a form as `### Label` with the answer below it, in the order of the form, and leaves
whatever was answered as it is: an answer may have headings of its own, even the label of another question.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from catalogue.document import normalised

_HEADING = re.compile(r"^###[ \t]+(.*?)[ \t]*$", re.MULTILINE)
_BOX = re.compile(r"[-*] \[([ xX])\] (.*)")
_NOTHING = "_No response_"


@dataclass(frozen=True)
class Body:
    """Answers by label, empty ones too. `before` is what stands before the first label; `missing` are labels that are
    not there, `unclear` those of which one cannot tell which heading is the form's, and `other` the headings that are
    no label."""

    answers: dict[str, str]
    before: str
    missing: tuple[str, ...] = ()
    unclear: tuple[str, ...] = ()
    other: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Chain:
    """The longest row of labels in the form's order that ends at a heading: how long it is, in how many ways it can be
    made (at most 2, which means many), and the heading before."""

    length: int
    ways: int
    before: int


def answers(text: str, labels: Sequence[str]) -> Body:
    """What was answered to each question. When headings can be read in more than one way, nothing is answered."""
    text = normalised(text)
    order = {label: number for number, label in enumerate(labels)}
    headings = list(_HEADING.finditer(text))
    known = [heading for heading in headings if heading[1] in order]
    numbers = [order[heading[1]] for heading in known]
    chain, ways = _longest(numbers)
    if ways > 1:
        return Body({}, "", unclear=tuple(labels[number] for number in _unclear(numbers)))
    starts = [known[each] for each in chain]
    ends = [heading.start() for heading in starts[1:]] + [len(text)]
    found = {start[1]: _answer(text[start.end() : end]) for start, end in zip(starts, ends, strict=False)}
    return Body(
        found,
        text[: starts[0].start()].strip() if starts else text.strip(),
        tuple(label for label in labels if label not in found),
        other=tuple(heading[1] for heading in headings if heading[1] not in order),
    )


def share(text: str, labels: Sequence[str]) -> float:
    """How much of a form is in a text."""
    found = {heading[1] for heading in _HEADING.finditer(normalised(text))}
    return len(found.intersection(labels)) / len(labels)


def _answer(text: str) -> str:
    answer = text.strip()
    return "" if answer == _NOTHING else answer


def _longest(numbers: Sequence[int]) -> tuple[list[int], int]:
    """The places of the longest rising row of numbers, and in how many ways there is one so long (2 means many)."""
    chains: list[_Chain] = []
    best: dict[int, int] = {}  # The place at which the best chain that ends with a number ends.
    for place, number in enumerate(numbers):
        earlier = [chains[best[each]] for each in best if each < number]
        length = max((chain.length for chain in earlier), default=0)
        equal = [best[each] for each in best if each < number and chains[best[each]].length == length]
        ways = min(2, sum(chains[each].ways for each in equal)) if equal else 1
        chains.append(_Chain(length + 1, ways, equal[0] if equal else -1))
        rival = best.get(number)
        if rival is None or chains[rival].length < length + 1:
            best[number] = place
        elif chains[rival].length == length + 1:
            chains[place] = _Chain(length + 1, 2, chains[place].before)
            best[number] = place
    return _traced(chains)


def _unclear(numbers: Sequence[int]) -> list[int]:
    """What is there many times; when nothing is, what comes before its turn."""
    found = {number for number, count in Counter(numbers).items() if count > 1} or {
        number for number, following in pairwise(numbers) if following < number
    }
    return sorted(found)


def _traced(chains: Sequence[_Chain]) -> tuple[list[int], int]:
    whole = max((chain.length for chain in chains), default=0)
    last = [place for place, chain in enumerate(chains) if chain.length == whole]
    places = []
    place = last[-1] if last else -1
    while place >= 0:
        places.append(place)
        place = chains[place].before
    return places[::-1], min(2, sum(chains[each].ways for each in last)) if last else 1


def ticked(answer: str) -> tuple[set[str], list[str]]:
    """The texts of the boxes that are ticked, and the lines that are no box."""
    lines = [line.strip() for line in answer.split("\n") if line.strip()]
    boxes = {line: _BOX.match(line) for line in lines}
    return (
        {box[2] for box in boxes.values() if box and box[1] != " "},
        [line for line in lines if not boxes[line]],
    )
