"""How people write numbers, days and sources in a text field, and what it is in an entry."""

import re
from collections.abc import Mapping

from catalogue.labels import Approx

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


def lines(text: str) -> list[str]:
    """The lines of a list, without its marks."""
    found = (_BULLET.sub("", line.strip(), count=1) for line in text.split("\n"))
    return [one_line(line) for line in found if line.strip()]


def one_line(text: str) -> str:
    """Text whose lines are only wrapped."""
    return " ".join(text.split())


def figure(text: str, units: tuple[str, ...]) -> tuple[str, str, str]:
    """(how exact, number, upper limit) of "noin 38 000 €" or "100–140"; the text itself where no number is read."""
    rest = one_line(text)
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
    return "", one_line(text), ""


def _plain(digits: str) -> str:
    return digits.replace(",", ".").replace("−", "-").replace("–", "-")


def moment(text: str) -> str:
    """A Finnish day or month as entries have it ("3.5.2024" → "2024-05-03"); any other text as it is."""
    if day := _DAY.fullmatch(text.strip()):
        return f"{day[3]}-{int(day[2]):02}-{int(day[1]):02}"
    if month := _MONTH.fullmatch(text.strip()):
        return f"{month[2]}-{int(month[1]):02}"
    return one_line(text)


def row(text: str) -> str:
    """The number in "[2]" or "lähde 2"; the text itself where there is not just one."""
    found = re.findall(r"\d+", text)
    return found[0] if len(found) == 1 and not re.search(r"[-−]\d", text) else text


def source(line: str) -> dict[str, str]:
    """A source from "title; publisher; address; date", whose parts may be in another order or missing. One that has
    only its address is called by it. Raises ValueError in Finnish when there are too many parts."""
    made: dict[str, str] = {}
    line = _LINK.sub(r"\1; \2;", line)
    if address := _ADDRESS.search(line):
        made["url"] = _unbracketed(address[1].rstrip(".,"))
        line = f"{line[: address.start()]};{line[address.end() :]}"
    for part in filter(None, (_EDGES.sub("", part) for part in line.split(";"))):
        name = _name_of(part, made)
        made[name] = moment(part) if name == "date" else part
    if "title" not in made and "url" in made:
        made["title"] = re.sub(r"^https?://", "", made["url"])
    return made


def _name_of(part: str, made: Mapping[str, str]) -> str:
    if "date" not in made and _MOMENT.fullmatch(moment(part)):
        return "date"
    try:
        return next(name for name in ("title", "publisher") if name not in made)
    except StopIteration:
        raise ValueError(_SAYS_TOO_MUCH) from None


def _unbracketed(address: str) -> str:
    """An address without the bracket that ends what it stands in."""
    return address.rstrip(")") if address.count(")") > address.count("(") else address
