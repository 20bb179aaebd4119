"""The kinds of value that fields are made of, and the Finnish labels of fixed choices."""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Literal, TypeVar

from pydantic import AfterValidator, BeforeValidator, Field, GetJsonSchemaHandler, StringConstraints
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import core_schema

from kaytantopankki.content.messages import message_for
from kaytantopankki.data_files import data_table

T = TypeVar("T")
_CHOICES = data_table("content/data/choices.yml")


class Choice(StrEnum):
    """A fixed value with its Finnish word; authors write the value, readers see the label."""

    label: str

    def __new__(cls, value: str, label: str = "") -> "Choice":
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


def _choice(name: str) -> Any:
    """The choice of this name in `data/choices.yml`."""
    members = {value.upper(): (value, label) for value, label in _CHOICES[name].items()}
    return Choice(name, members)  # type: ignore[arg-type]  # The call makes a new class, not a member.


Stage = _choice("Stage")
AdoptionStage = _choice("AdoptionStage")
Basis = _choice("Basis")
Approx = _choice("Approx")
MoneyKind = _choice("MoneyKind")
EventStatus = _choice("EventStatus")
DecisionLevel = _choice("DecisionLevel")
MunicipalityType = _choice("MunicipalityType")
NewsType = _choice("NewsType")
Audience = _choice("Audience")
ProjectStage = _choice("ProjectStage")
Language = _choice("Language")
ProgrammeKind = _choice("ProgrammeKind")
ActionStage = _choice("ActionStage")
Standing = _choice("Standing")
NetworkType = _choice("NetworkType")
Direction = _choice("Direction")
MilestoneKind = _choice("MilestoneKind")
ActorKind = _choice("ActorKind")
Outcome = _choice("Outcome")

_MOMENT = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ](\d{2}):(\d{2}))?)?)?")
_DAY = r"\d{4}-\d{2}-\d{2}"
DAY_PATTERN, MOMENT_PATTERN = f"^{_DAY}$", f"^{_MOMENT.pattern}$"
EARLIEST_YEAR, LATEST_YEAR = 1900, 2100
_WRONG_YEAR = message_for("year", first=EARLIEST_YEAR, last=LATEST_YEAR)


@dataclass(frozen=True, order=True)
class Moment:
    """A year, month, day or minute, as exactly as the source tells it. Orders by its beginning."""

    year: int
    month: int = 0
    day: int = 0
    hour: int = -1
    minute: int = 0

    @classmethod
    def parse(cls, text: str, written: str = "") -> "Moment":
        """The moment of a text as files have it. Raises ValueError in Finnish, of the text as it was `written`."""
        match = _MOMENT.fullmatch(text)
        if not match:
            raise ValueError(message_for("moment"))
        year, *rest = parts = [int(part) for part in match.groups() if part]
        if not EARLIEST_YEAR <= year <= LATEST_YEAR:
            raise ValueError(_WRONG_YEAR)
        try:
            day = date(year, *[*rest, 1, 1][:2])
        except ValueError:
            raise ValueError(message_for("not_in_calendar", given=written or text)) from None
        if len(parts) == 5 and (parts[3] > 23 or parts[4] > 59):
            raise ValueError(message_for("no_such_time", given=text[-5:]))
        if len(parts) == 5 and parts[3] == 3 and day.month == 3 and day.day > 24 and day.weekday() == 6:
            raise ValueError(message_for("no_such_hour", given=text[-5:], value=f"{day} 04:{text[-2:]}"))
        return cls(*parts)

    def __str__(self) -> str:
        text = f"{self.year:04}"
        if self.month:
            text += f"-{self.month:02}"
        if self.day:
            text += f"-{self.day:02}"
        return text + (f" {self.hour:02}:{self.minute:02}" if self.hour >= 0 else "")

    @property
    def first_day(self) -> date:
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last_day(self) -> date:
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: Any) -> core_schema.CoreSchema:
        text = core_schema.str_schema(pattern=MOMENT_PATTERN)
        return core_schema.no_info_plain_validator_function(
            lambda value: value if isinstance(value, cls) else cls.parse(str(value)),
            json_schema_input_schema=text,
            serialization=core_schema.plain_serializer_function_ser_schema(str, return_schema=text),
        )


def _iso_day(value: Any) -> Any:
    if isinstance(value, str) and not re.fullmatch(_DAY, value):
        raise ValueError(message_for("day"))
    if isinstance(value, str) and value.startswith("0000"):  # Pydantic's own calendar has no such year.
        raise ValueError(_WRONG_YEAR)
    return value


def _sensible_year(value: date) -> date:
    if not EARLIEST_YEAR <= value.year <= LATEST_YEAR:
        raise ValueError(_WRONG_YEAR)
    return value


def _one_line(value: str) -> str:
    if "\n" in value:
        raise ValueError(message_for("one_line"))
    return value


def _unwrapped(value: Any) -> Any:
    """Front matter wraps long text over lines; a single line break is only a space."""
    if not isinstance(value, str) or "\n\n" in value or "\n" not in value:
        return value
    return " ".join(line.strip() for line in value.split("\n"))


# Telephone: with the country code, and Finnish mobile numbers; not the groups of a large number such as 1 045 000 000.
# Each begins with a letter to look for, and looks back only then: every text is searched.
PRIVATE = {
    "email": re.compile(r"@(?<=\S@)\S|\(at\)|\(ät\)"),
    "phone": re.compile(
        r"\+358[\d ()\u00a0-]{6,}|0(?<!\d0)(?<!\d[ \u00a0]0)(4\d|50)\d?[ \u00a0-]?\d{2,4}[ \u00a0-]?\d{3,}"
    ),
}


def no_private_data(value: str) -> str:
    """The text itself; raises ValueError when it has an e-mail address or a telephone number."""
    for kind, pattern in PRIVATE.items():
        if pattern.search(value):
            raise ValueError(message_for(kind))
    return value


# Hosts of addresses however they are written, and letters that no host of ours has.
HOSTS = {
    "host": re.compile(r"""https?:/*([^\s/?#<>"'()\[\]|]+)""", re.IGNORECASE),
    "strange": re.compile(r"[^A-Za-z0-9åäöÅÄÖ.:@%_\\-]"),
}


def refusal(judge: Callable[[T], object], value: T) -> str:
    """What `judge` raises as ValueError about a value; "" when the value is sound."""
    try:
        judge(value)
    except ValueError as error:
        return str(error)
    return ""


def check_homograph(text: str) -> str:
    """The text itself; raises ValueError when a host in it has a letter that only looks like one of ours.

    Names written as xn--… are read first, because readers see them decoded.
    """
    for match in HOSTS["host"].finditer(text):
        name = ".".join(map(_decoded, match[1].split(".")))
        if strange := HOSTS["strange"].search(name):
            code = f"U+{ord(strange[0]):04X}"
            raise ValueError(message_for("strange_host", name=name, sign=strange[0], code=code))
    return text


def _decoded(label: str) -> str:
    if not label.lower().startswith("xn--"):
        return label
    try:
        return label[4:].encode("ascii").decode("punycode")
    except UnicodeError:
        return "\ufffd"


def _text(longest: int) -> Any:
    """A type of plain text of 1 to `longest` characters, without line breaks or private contact data."""
    return Annotated[
        str,
        StringConstraints(strip_whitespace=True, min_length=1, max_length=longest),
        BeforeValidator(_unwrapped),
        AfterValidator(_one_line),
        AfterValidator(no_private_data),
    ]


Line = _text(160)
Sentence = _text(400)
Paragraph = _text(1200)
Summary = _text(200)
Title = _text(120)
Day = Annotated[
    date,
    BeforeValidator(_iso_day, json_schema_input_type=Annotated[str, Field(pattern=DAY_PATTERN)]),
    AfterValidator(_sensible_year),
]
Amount = Annotated[float, Field(allow_inf_nan=False, ge=-1e13, le=1e13)]
Euros = Annotated[Amount, "€"]
Count = Annotated[int, Field(ge=0, le=10**9)]
Url = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True,
        max_length=600,
        pattern=r"""^https?://[A-Za-z0-9.\-åäöÅÄÖ]+(:\d{1,5})?(/[^\s<>"`]*)?([?#][^\s<>"`]*)?$""",
    ),
]
OldAddress = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*(/[a-z0-9][a-z0-9-]*)*/$", max_length=200)]
SourceNumber = Annotated[int, Field(ge=1, le=99)]
SourceNumbers = Annotated[
    tuple[SourceNumber, ...],
    BeforeValidator(
        lambda value: value if isinstance(value, list | tuple) else [value],
        json_schema_input_type=SourceNumber | list[SourceNumber],
    ),
]

Target = Literal[
    "municipality", "theme", "tag", "indicator", "bottleneck", "practice", "news", "event", "network", "project"
]


@dataclass(frozen=True)
class Ref:
    """Marks a text field as the name or key of something else in the catalogue."""

    target: Target

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {**handler(schema), "x-names": self.target}


_Key = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
MunicipalityName = Annotated[_Key, Ref("municipality")]
ThemeKey = Annotated[_Key, Ref("theme")]
TagKey = Annotated[_Key, Ref("tag")]
IndicatorKey = Annotated[_Key, Ref("indicator")]
BottleneckKey = Annotated[_Key, Ref("bottleneck")]
PracticeSlug = Annotated[_Key, Ref("practice")]
NewsSlug = Annotated[_Key, Ref("news")]
EventSlug = Annotated[_Key, Ref("event")]
NetworkSlug = Annotated[_Key, Ref("network")]
ProjectSlug = Annotated[_Key, Ref("project")]
