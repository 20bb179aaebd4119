"""The answers in the text of an issue, and what people write in them."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kaytantopankki.content.field_types import Approx
from kaytantopankki.content.front_matter import normalised

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


_SPACES = re.compile(r"(?<=\d)[ \u00a0\u202f](?=\d{3}(?!\d))")
_NUMBER = re.compile(r"[-−–]?\d+(?:[.,]\d+)?")
_RANGE = re.compile(rf"({_NUMBER.pattern})\s*[-–—]\s*({_NUMBER.pattern})")
_DAY = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})")
_MONTH = re.compile(r"(\d{1,2})[/.]\s?(\d{4})")
_MOMENT = re.compile(r"\d{4}(-\d{2}){0,2}")
_BULLET = re.compile(r"(?:[-*•–]|\d{1,2}[.)])\s+")
_LINK = re.compile(r"\[([^\]\[\n]{0,300})\]\(([^()\s]{1,700}(?:\([^()\s]{0,100}\)[^()\s]{0,100})?)\)")
_ADDRESS = re.compile(r"<?((?:https?://|www\.)[^\s;>]+)>?", re.IGNORECASE)
_EDGES = re.compile(r"^[\s,).]+|[\s,(]+$")  # What stood between an address and the rest.
_SAYS_TOO_MUCH = (
    "rivillä on liian monta osaa. Kirjoita yksi lähde riville ja erota puolipisteellä vain otsikko, julkaisija, osoite "
    "ja päiväys"
)


def split_lines(text: str) -> list[str]:
    """The lines of a list, without its marks."""
    found = (_BULLET.sub("", line.strip(), count=1) for line in text.split("\n"))
    return [join_lines(line) for line in found if line.strip()]


def join_lines(text: str) -> str:
    """Text whose lines are only wrapped."""
    return " ".join(text.split())


def read_figure(text: str, units: tuple[str, ...]) -> tuple[str, str, str]:
    """(how exact, number, upper limit) of "noin 38 000 €" or "100–140"; the text itself where no number is read."""
    rest = join_lines(text)
    approx = ""
    for choice in Approx:
        if rest.casefold().startswith(f"{choice.label} "):
            approx, rest = choice.value, rest[len(choice.label) + 1 :].strip()
    for unit in units:
        if unit and rest.casefold().endswith(unit.casefold()):
            rest = rest[: -len(unit)].strip()
            break
    digits = _SPACES.sub("", rest)
    if _NUMBER.fullmatch(digits):
        return approx, _plain(digits), ""
    if limits := _RANGE.fullmatch(digits):
        return approx, _plain(limits[1]), _plain(limits[2])
    return "", join_lines(text), ""


def _plain(digits: str) -> str:
    return digits.replace(",", ".").replace("−", "-").replace("–", "-")


def read_moment(text: str) -> str:
    """A Finnish day or month as entries have it ("3.5.2024" → "2024-05-03"); any other text as it is."""
    if day := _DAY.fullmatch(text.strip()):
        return f"{day[3]}-{int(day[2]):02}-{int(day[1]):02}"
    if month := _MONTH.fullmatch(text.strip()):
        return f"{month[2]}-{int(month[1]):02}"
    return join_lines(text)


def read_row(text: str) -> str:
    """The number in "[2]" or "lähde 2"; the text itself where there is not just one."""
    found = re.findall(r"\d+", text)
    return found[0] if len(found) == 1 and not re.search(r"[-−]\d", text) else text


def read_source(line: str) -> dict[str, str]:
    """A source from "title; publisher; address; date", whose parts may be in another order or missing. One that has
    only its address is called by it. Raises ValueError in Finnish when there are too many parts."""
    made: dict[str, str] = {}
    line = _LINK.sub(r"\1; \2;", line)
    if address := _ADDRESS.search(line):
        made["url"] = _unbracketed(address[1].rstrip(".,"))
        line = f"{line[: address.start()]};{line[address.end() :]}"
    for part in filter(None, (_EDGES.sub("", part) for part in line.split(";"))):
        name = _name_of(part, made)
        made[name] = read_moment(part) if name == "date" else part
    if "title" not in made and "url" in made:
        made["title"] = re.sub(r"^https?://", "", made["url"])
    return made


def _name_of(part: str, made: Mapping[str, str]) -> str:
    if "date" not in made and _MOMENT.fullmatch(read_moment(part)):
        return "date"
    try:
        return next(name for name in ("title", "publisher") if name not in made)
    except StopIteration:
        raise ValueError(_SAYS_TOO_MUCH) from None


def _unbracketed(address: str) -> str:
    """An address without the bracket that ends what it stands in."""
    return address.rstrip(")") if address.count(")") > address.count("(") else address
