"""What the schema refuses, told to the author in Finnish with the line to mend."""

import typing
from collections.abc import Callable, Iterator
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from catalogue.labels import Choice
from catalogue.nearest import did_you_mean
from catalogue.problem import Problem
from catalogue.yamltree import Lines, Loc


def explain(error: ValidationError, model: type[BaseModel], path: str, lines: Lines, at: Loc = ()) -> list[Problem]:
    """The problems of one entry, each at the line of its field; `at` is where the model stands in the file."""
    problems = []
    for details in error.errors(include_url=False):
        loc = details["loc"]
        message = _message(details, model)
        label = field_label(model, loc)
        problems.append(Problem(path, nearest_line(lines, (*at, *loc)), f"{label}: {message}" if label else message))
    return sorted(set(problems))


def nearest_line(lines: Lines, loc: Loc) -> int:
    """The line of `loc`, or of the nearest thing around it that is in the file."""
    while loc and loc not in lines:
        loc = loc[:-1]
    return lines.get(loc, 1)


def field_label(model: type[BaseModel], loc: Loc) -> str:
    """The Finnish path to a field: "tulokset 2, yksikkö". An item that is one word is named by its list alone."""
    words: list[str] = []
    for step, fields in _walk(model, loc):
        if isinstance(step, int):
            if fields is None:
                continue
            words[-1:] = [f"{words[-1]} {step + 1}"] if words else [str(step + 1)]
        elif fields and step in fields.model_fields:
            words.append(fields.model_fields[step].title or step)
    return ", ".join(words)


def _walk(model: type[BaseModel], loc: Loc) -> Iterator[tuple[str | int, type[BaseModel] | None]]:
    current: type[BaseModel] | None = model
    for step in loc:
        yield step, current
        if isinstance(step, str) and current and step in current.model_fields:
            current = part_of(current.model_fields[step].annotation)


def part_of(annotation: Any) -> type[BaseModel] | None:
    """The group of fields inside an annotation such as `tuple[Result, ...]` or `Uptake | None`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(filter(None, map(part_of, typing.get_args(annotation))), None)


def choices_of(annotation: Any) -> type[Choice] | None:
    """The fixed choices inside an annotation."""
    if isinstance(annotation, type) and issubclass(annotation, Choice):
        return annotation
    return next(filter(None, map(choices_of, typing.get_args(annotation))), None)


def _message(details: ErrorDetails, model: type[BaseModel]) -> str:
    loc, kind = details["loc"], details["type"]
    if kind == "extra_forbidden":
        key = str(loc[-1])
        owner = model
        for step, current in _walk(model, loc):
            if step == loc[-1] and current:
                owner = current
        return f'tuntematon kenttä "{key}"{did_you_mean(key, owner.model_fields) or ", poista se"}'
    if kind == "enum":
        return _choice_message(details, model)
    if kind == "value_error":
        return str(details["ctx"]["error"])
    if message := _MESSAGES.get(kind):
        return message(details)
    return "arvo ei käy, katso kentän ohje"


def _choice_message(details: ErrorDetails, model: type[BaseModel]) -> str:
    annotation: Any = None
    for step, current in _walk(model, details["loc"]):
        if isinstance(step, str) and current and step in current.model_fields:
            annotation = current.model_fields[step].annotation
    choices = choices_of(annotation)
    if choices is None:
        return f'"{details["input"]}" ei ole vaihtoehto'
    given = str(details["input"])
    for choice in choices:
        if given.casefold() == choice.label:
            return f'kirjoita "{choice.value}" ({choice.label})'
    listed = ", ".join(f"{choice.value} ({choice.label})" for choice in choices)
    return f'"{given}" ei ole vaihtoehto. Valitse: {listed}'


def _limit(key: str, template: str) -> Callable[[ErrorDetails], str]:
    return lambda details: template.format(
        _plain(details["ctx"][key]), given=details["input"], actual=_length(details["input"])
    )


def _plain(limit: float) -> float:
    return int(limit) if limit == int(limit) else limit


def _length(value: Any) -> int:
    return len(value) if hasattr(value, "__len__") else 0


def _number_message(details: ErrorDetails) -> str:
    given = str(details["input"])
    digits = _digits(given)
    try:
        float(digits)
    except ValueError:
        return f'"{given}" ei ole luku. Kirjoita pelkkä luku, esimerkiksi 1900000 tai 0.5; yksikkö tulee mittarista'
    return f"kirjoita {digits} (ei välilyöntejä; desimaalit erottaa piste)"


def _whole_number_message(details: ErrorDetails) -> str:
    given = str(details["input"])
    digits = _digits(given)
    return (
        f"kirjoita {digits} (ei välilyöntejä)"
        if digits.isdecimal()
        else f'"{given}" ei ole kokonaisluku, kirjoita esimerkiksi 12'
    )


def _digits(given: str) -> str:
    return given.replace(" ", "").replace("\u00a0", "").replace(",", ".")


def _pattern_message(details: ErrorDetails) -> str:
    pattern, given = str(details["ctx"]["pattern"]), details["input"]
    if pattern.startswith("^https?"):
        return f'"{given}" ei ole verkko-osoite. Kirjoita koko osoite ilman välilyöntejä, alku https://'
    if "(/" in pattern:
        return f'"{given}" ei käy osoitteeksi. Kirjoita polku muodossa "kaytannot/vanha-nimi/"'
    if r"\." in pattern:
        return f'"{given}" ei käy tiedoston nimeksi. Käytä merkkejä a–z, 0–9 ja viivaa: "turku-puukoulu.jpg"'
    return f'"{given}" ei käy. Käytä vain pieniä kirjaimia a–z'


_MESSAGES: dict[str, Callable[[ErrorDetails], str]] = {
    "missing": lambda _: "puuttuu, lisää se",
    "string_too_long": _limit("max_length", "liian pitkä ({actual} merkkiä), enintään {0}"),
    "string_too_short": lambda _: "on tyhjä, kirjoita sisältö tai poista kenttä",
    "string_type": lambda details: (
        "on tyhjä, kirjoita sisältö tai poista kohta"
        if details["input"] is None
        else "kirjoita tekstiä, ei luetteloa eikä alakenttiä"
    ),
    "string_pattern_mismatch": _pattern_message,
    "too_short": _limit("min_length", "anna ainakin {0}"),
    "too_long": _limit("max_length", "liian monta ({actual}), enintään {0}"),
    "tuple_type": lambda details: (
        f'kirjoita luettelona, jokainen omalle rivilleen: "- {details["input"]}"'
        if isinstance(details["input"], str)
        else "kirjoita luettelona, kohdat alkavat viivalla"
    ),
    "model_type": lambda _: 'kirjoita alakenttinä, kukin omalle rivilleen muodossa "kenttä: arvo"',
    "float_parsing": _number_message,
    "float_type": lambda _: "kirjoita luku",
    "int_parsing": _whole_number_message,
    "int_parsing_size": lambda _: "luku on liian suuri",
    "int_type": lambda _: "kirjoita kokonaisluku",
    "finite_number": lambda _: "kirjoita tavallinen luku",
    "greater_than_equal": _limit("ge", "luku {given} on liian pieni, vähintään {0}"),
    "greater_than": _limit("gt", "luvun {given} pitää olla suurempi kuin {0}"),
    "less_than_equal": _limit("le", "luku {given} on liian suuri, enintään {0}"),
    "bool_parsing": lambda details: f'"{details["input"]}" ei käy. Kirjoita true (kyllä) tai false (ei)',
    "bool_type": lambda _: "kirjoita true (kyllä) tai false (ei)",
    "date_from_datetime_parsing": lambda details: f'päivää "{details["input"]}" ei ole. Kirjoita muodossa "2024-05-03"',
    "date_type": lambda _: 'kirjoita päivä muodossa "2024-05-03"',
}
