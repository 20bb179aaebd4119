"""The answers in the text of an issue, and the lists and sources in them."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from kaytantopankki.content import front_matter, written

_HEADING = re.compile(r"^###[ \t]++(.*[^ \t\n]|)[ \t]*$", re.MULTILINE)
_BOX = re.compile(r"[-*] \[([ xX])\] (.*)")
_NO_ANSWER = "_No response_"

_BULLET = re.compile(r"^[-*•–]\s+")
_NUMBERED = re.compile(r"^(\d{1,2})[.)]\s+")
_LINK = re.compile(r"\[([^\]\[\n]{0,300})\]\(([^()\s]{1,700}(?:\([^()\s]{0,100}\)[^()\s]{0,100})?)\)")
_ADDRESS = re.compile(r"<?((?:https?://|www\.)[^\s;>]+)>?", re.IGNORECASE)
_LIKE_ADDRESS = re.compile(r"^(?:\S*(?:[:/]/|\\\\)|www\.|[\w-]+\.(?:fi|com|eu|net|org)(?=/|$))\S*$")
_TOO_MANY_PARTS = (
    "rivillä on liian monta osaa. Kirjoita yksi lähde riville ja erota puolipisteellä vain otsikko, julkaisija, osoite "
    "ja päiväys"
)


@dataclass(frozen=True)
class ParsedIssue:
    """Answers by label, empty ones too; the text `before` the first label; labels that are `missing`; labels of which
    it is `unclear` which heading is the form's; and `other` headings, which are no label."""

    answers: dict[str, str]
    before: str
    missing: tuple[str, ...] = ()
    unclear: tuple[str, ...] = ()
    other: tuple[str, ...] = ()


def parse_issue(text: str, labels: Sequence[str]) -> ParsedIssue:
    """The answers to the questions; none when the headings can be read in more than one way."""
    text = front_matter.SPACES.sub(" ", front_matter.DROPPED.sub("", front_matter.normalised(text)))
    headings = list(_HEADING.finditer(text))
    known = [heading for heading in headings if heading[1] in labels]
    numbers = [labels.index(heading[1]) for heading in known]
    places, ways = _longest_rising(numbers, len(labels))
    if ways > 1:
        return ParsedIssue({}, "", unclear=tuple(labels[number] for number in _out_of_order(numbers)))
    starts = [known[place] for place in places]
    ends = [heading.start() for heading in starts[1:]] + [len(text)]
    given = {start[1]: text[start.end() : end].strip() for start, end in zip(starts, ends, strict=False)}
    answers = {label: "" if answer == _NO_ANSWER else answer for label, answer in given.items()}
    return ParsedIssue(
        answers,
        text[: starts[0].start()].strip() if starts else text.strip(),
        tuple(label for label in labels if label not in answers),
        other=tuple(heading[1] for heading in headings if heading[1] not in labels),
    )


def share_of_labels(text: str, labels: Sequence[str]) -> float:
    """How much of a form is in a text, from 0 to 1."""
    headings = {heading[1] for heading in _HEADING.finditer(front_matter.normalised(text))}
    return len(headings.intersection(labels)) / len(labels)


def _longest_rising(numbers: Sequence[int], end: int) -> tuple[list[int], int]:
    """The places of the longest rising subsequence of numbers below `end`, and how many there are that long."""
    best = [(-1, list[int](), 1)]  # For each place: its number, the longest subsequence that ends there, how many.
    for place, number in enumerate((*numbers, end)):
        earlier = [(places, ways) for last, places, ways in best if last < number]
        longest = max((places for places, _ in earlier), key=len)
        best.append((number, [*longest, place], sum(ways for places, ways in earlier if len(places) == len(longest))))
    _, places, ways = best[-1]
    return places[:-1], ways


def _out_of_order(numbers: Sequence[int]) -> list[int]:
    """The numbers that are there many times; when none is, those that come before their turn."""
    repeated = {number for number, count in Counter(numbers).items() if count > 1}
    return sorted(repeated or {number for number, following in pairwise(numbers) if following < number})


def ticked(answer: str) -> tuple[set[str], list[str]]:
    """The texts of the boxes that are ticked, and the lines that are no box."""
    lines = [line.strip() for line in answer.split("\n") if line.strip()]
    boxes = [box for line in lines if (box := _BOX.match(line))]
    return {box[2] for box in boxes if box[1] != " "}, [line for line in lines if not _BOX.match(line)]


def split_lines(text: str) -> list[str]:
    """The lines of a list, without its marks. Numbers are marks when they number all lines of many."""
    lines = list(filter(None, map(join_lines, text.split("\n"))))
    numbers = [match[1] for line in lines if (match := _NUMBERED.match(line))]
    numbered = len(lines) > 1 and numbers == [str(number) for number, _ in enumerate(lines, 1)]
    return [(_NUMBERED if numbered else _BULLET).sub("", line) for line in lines]


def join_lines(text: str) -> str:
    """Text whose lines are only wrapped."""
    return " ".join(text.split())


def read_source(line: str) -> dict[str, str]:
    """A source from "title; publisher; address; date", whose parts may be in another order or missing. One that has
    only its address is called by it. Raises ValueError in Finnish when there are too many parts."""
    source: dict[str, str] = {}
    line = _LINK.sub(r"\1; \2;", line)
    if match := _ADDRESS.search(line):
        url = match[1].rstrip(".,")
        source["url"] = url.rstrip(")") if url.count(")") > url.count("(") else url  # It may stand in brackets.
        line = f"{line[: match.start()]};{line[match.end() :]}"
    for part in filter(None, (part.lstrip(" ,).").rstrip(" ,(") for part in line.split(";"))):
        if "date" not in source and written.as_moment(part):
            source["date"] = part
        elif "url" not in source and _LIKE_ADDRESS.match(part):
            source["url"] = part
        elif "title" not in source:
            source["title"] = part
        elif "publisher" not in source and "://" not in part:
            source["publisher"] = part
        else:
            raise ValueError(_TOO_MANY_PARTS)
    if "title" not in source and "url" in source:
        source["title"] = re.sub(r"^https?://", "", source["url"])
    return source
