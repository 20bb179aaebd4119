"""Values as people write them, read as the schema has them: one rule for files, web forms and issue forms; and the words
by which entries refer to things.

A value that can mean only one thing is read. Any other is refused with what to write. `arvot.js` reads by the same
patterns and words.
"""

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date
from typing import Any, NamedTuple

from pydantic import BaseModel

from kaytantopankki.content import field_types, front_matter, municipalities
from kaytantopankki.content.fields import FieldSpec, field_specs
from kaytantopankki.content.messages import TARGETS, message_for, nearest, nearest_first
from kaytantopankki.data_files import data_table

WORDS: Mapping[str, Any] = data_table("content/data/written.yml")
# The key that is meant by each word in lower case, by what it names; a target that is not here is not checked.
KnownWords = Mapping[field_types.Target, Mapping[str, str]]
NO_WORDS: KnownWords = {}
_VOCABULARIES = ("theme", "tag", "indicator", "bottleneck")
# How many words of a vocabulary are listed: all, or the nearest of more.
MOST_LISTED, NEAREST_LISTED = 15, 5


def _either(words: Mapping[str, object]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_LONG_SCALES = {word: zeros for word, zeros in WORDS["scales"].items() if len(word) > 1}
_NUMBER = r"[-−–]?\d+(?:[ .,]\d{3})*(?:[.,]\d+)?"
_EURO = r"(?:€|eu?r?(?:oa?)?(?![a-zäö]))"
_DAY_AND_MONTH = rf"(?:(?:(\d{{1,2}})\. ?)?(?:(\d{{1,2}})(?:\. ?|/)|({'|'.join(WORDS['months'])})kuu(?:ta|n|ssa)? ))?"
PATTERNS = {
    # How exact, the number, the upper limit of a range, how many zeros, what else.
    "figure": rf"(?:({_either(WORDS['approx'])}) ?)?({_NUMBER})(?:(?: ?€)? ?[-−–—] ?({_NUMBER}))?"
    rf"(?: ?((?:{_either(_LONG_SCALES)})(?![^ €])|[tkm](?= ?{_EURO})))? ?((?!e\d)(?:[a-z]{{1,3}}[23]|[^0-9½¼¾])+)?",
    # One dot or comma before three digits: thousands or decimals.
    "unsure": r"([-−–]?[1-9]\d{0,2})[.,](\d{3})",
    "euros": r"€|euroa?|eur|e",
    "sources": r"(?:lähde|lähteet|rivit?)?[ \[(#]*\d+(?:(?:[\],;& \[)(#]|ja|sekä)+\d+)*[\]). ]*",
    "iso": r"(\d{4})-(\d{1,2})(?:-(\d{1,2})(?:[t ](\d{1,2})(?:[.:](\d\d))?)?)?",
    "finnish": rf"{_DAY_AND_MONTH}(\d{{4}})(?:,? (?:k(?:el)?lo )?(\d{{1,2}})(?:[.:](\d\d))?)?",
    "shortYear": r"(\d{1,2}\. ?\d{1,2}\. ?)(\d\d)",
    "span": r"(.*?\d\.?) ?(?:[–—]| - |(?<=\d{4})-(?=\d{4})|(?<=\.)-|(?<=[./]\d{4})-|(?<=\d[.:]\d\d)-|(?<=klo \d\d)-) ?(.*)",
    "clock": r"(?:klo )?(\d{1,2})[.:](\d\d)",
    "within": rf"(?:\D*?[ (](?!\d+/))??({_DAY_AND_MONTH}\d{{4}})\D*",
}
PATTERNS = {name: text.replace(r"\d", "[0-9]").replace(r"\D", "[^0-9]") for name, text in PATTERNS.items()}
_COMPILED = {name: re.compile(f"^(?:{text})$", re.IGNORECASE) for name, text in PATTERNS.items()}
LONGEST = 100  # Of what can be a number or a time.
_DAY = len("2024-05-03")
# The fields that begin a time, and those that end it.
ENDS = {"started": "ended", "start": "end", "since": "until"}
# Why values are not read, by their places.
Refused = dict[front_matter.Loc, str]


class Figure(NamedTuple):
    """A number, how exact it is, and the upper limit of a range; empty where there is none."""

    number: str
    approx: str = ""
    upper: str = ""


def read(
    model: type[BaseModel], data: Any, named: KnownWords = NO_WORDS, at: front_matter.Loc = ()
) -> tuple[Any, Refused]:
    """The data of a group with values as the schema has them, and why the others are left as they are written. Words are
    read as the keys that they mean in `named`."""
    refused: Refused = {}
    if not isinstance(data, dict):
        return data, refused
    specs = field_specs(model)
    # A field left empty is not written; an empty name that is no field may be text that has lost its place.
    data = {name: value for name, value in data.items() if value is not None or name not in specs}
    labels = {spec.label: key for key, spec in specs.items() if key not in data}
    values: dict[str, Any] = {}
    for name, value in data.items():
        key = name if name in specs else labels.get(name.casefold()) or name
        if key != name:
            near = message_for("rename_field", name=key)
            refused[(*at, name)] = message_for("unknown_field", given=name, near=near)
        if key in specs:
            value, more = _read_field(specs[key], value, named, (*at, key))
            refused |= more
        values[key] = value
    return _with_figures(specs, values, at, refused), refused


def _read_field(spec: FieldSpec, value: Any, named: KnownWords, at: front_matter.Loc) -> tuple[Any, Refused]:
    if isinstance(value, list) and spec.target == "municipality":  # What is after the first name of an item comes last.
        names = [municipalities.read_places(_plain(item)) if isinstance(item, str) else [item] for item in value]
        return [first for first, *_ in names] + [other for _, *others in names for other in others], {}
    if isinstance(value, list) and spec.list_limits is not None:
        items = [_read_item(spec, item, named, (*at, number)) for number, item in enumerate(value)]
        return [item for item, _ in items], {loc: text for _, refused in items for loc, text in refused.items()}
    if spec.many and isinstance(value, str) and value.strip() and (spec.text_key or not spec.submodel):
        value = value.lstrip("-–•* ")
        words = (
            re.split(", *", value) if spec.target or spec.choices else [": ".join(filter(None, (spec.text_key, value)))]
        )
        words = municipalities.read_places(value) if spec.target == "municipality" else words
        listed = '", "- '.join(_nearest_choice(spec, word) or word for word in words)
        return value, {at: message_for("not_list_but_text", given=listed)}
    if spec.single and isinstance(value, str) and _fits("sources", _plain(value)):
        return re.findall(r"[0-9]+", value), {}
    return _read_item(spec, value, named, at)


def _read_item(spec: FieldSpec, value: Any, named: KnownWords, at: front_matter.Loc) -> tuple[Any, Refused]:
    if spec.submodel:
        return read(spec.submodel, value, named, at)
    if not isinstance(value, str):
        return value, {}
    if spec.target == "municipality":
        names = municipalities.read_places(_plain(value))
        return names[0] if len(names) == 1 else value, {}
    if spec.target and spec.target in named:
        return key_meant(spec.target, value, named) or value, {}
    try:
        return read_value(spec, value), {}
    except ValueError as error:
        return value, {at: str(error)}


def _with_figures(
    specs: Mapping[str, FieldSpec], values: dict[str, Any], at: front_matter.Loc, refused: Refused
) -> dict[str, Any]:
    """The values of a group, with the exactness of its figures and the upper limits of ranges in their own fields. How
    exact figures are is read when all are equally exact."""
    figures = {}
    for key, value in values.items():
        if key in specs and specs[key].value_type is float and isinstance(value, str):
            with suppress(ValueError):
                figures[key] = _read_figure(specs[key], value)
    exactness = {figure.approx for figure in figures.values()}
    for key, figure in figures.items():
        more = {name: text for name, text in (("approx", figure.approx), (f"{key}_to", figure.upper)) if text}
        clear = all(name in specs and values.get(name, text) == text for name, text in more.items())
        if more and clear and (len(exactness) == 1 or not figure.approx):
            values |= {key: figure.number} | more
            del refused[(*at, key)]
    return values


def read_value(spec: FieldSpec, text: str) -> str:
    """One value as the schema has it. Raises ValueError in Finnish when it is not certain what is meant."""
    plain = _plain(text)
    if spec.choices:
        return _choice(spec, plain)
    if spec.value_type is bool:
        if truth := WORDS["truths"].get(plain.casefold()):
            return str(truth)
        raise ValueError(message_for("not_bool", given=plain))
    if spec.value_type in (int, float):
        figure = _read_figure(spec, plain)
        if figure.upper:
            raise ValueError(message_for("number_range", low=figure.number, high=figure.upper))
        if figure.approx:
            label = field_types.Approx(figure.approx).label
            raise ValueError(message_for("number_approx", digits=figure.number, value=figure.approx, label=label))
        return figure.number
    if spec.value_type in (field_types.Moment, date):
        return _moment(spec, plain)
    return f"https://{plain}" if spec.limits.get("pattern", "").startswith("^http") and plain[:4] == "www." else text


def _plain(text: str) -> str:
    return " ".join(text.split())


def _fits(name: str, text: str) -> re.Match[str] | None:
    return _COMPILED[name].fullmatch(text) if len(text) <= LONGEST else None


def _read_figure(spec: FieldSpec, text: str) -> Figure:
    """The figure in "noin 38 000 €" or "100–140". Raises ValueError in Finnish."""
    kind = "not_whole" if spec.value_type is int else "not_number"
    match = _fits("figure", _plain(text))
    if not match:
        raise ValueError(message_for(kind, given=text[:LONGEST]))
    approx, low, high, scale, rest = match.groups()
    zeros = WORDS["scales"].get((scale or "").casefold(), 0)
    numbers = [_digits(number, zeros) for number in (low, high) if number]
    if rest and not (spec.is_money and _fits("euros", rest.strip())):
        raise ValueError(message_for("number_rest", digits="–".join(numbers), rest=rest.strip()))
    if kind == "not_whole" and any("." in number for number in numbers):
        raise ValueError(message_for(kind, given=text[:LONGEST]))
    return Figure(numbers[0], WORDS["approx"].get((approx or "").casefold(), ""), "".join(numbers[1:]))


def _digits(number: str, zeros: int) -> str:
    """A number with a dot before its decimals. Raises ValueError when a dot may be before thousands as well."""
    plain = re.sub("[−–]", "-", number).replace(" ", "")
    if match := _fits("unsure", plain):
        decimal = re.sub(r"\.?0{2,4}$", "", f"{match[1]}.{match[2]}0")
        whole, decimal = _scaled(match[1] + match[2], zeros), _scaled(decimal, zeros)
        raise ValueError(message_for("number_unsure", given=number, whole=whole, decimal=decimal))
    separators = re.sub(r"[^.,]", "", plain)
    if separators and separators.count(separators[-1]) == 1:
        whole, _, decimals = plain.rpartition(separators[-1])
        return _scaled(f"{re.sub('[.,]', '', whole)}.{decimals}", zeros)
    return _scaled(re.sub("[.,]", "", plain), zeros)


def _scaled(digits: str, zeros: int) -> str:
    if not zeros:
        return digits
    number = float(f"{digits}e{zeros}")
    return str(int(number)) if number.is_integer() else repr(number)


def _choice(spec: FieldSpec, text: str) -> str:
    values = _choices(spec)
    if text.casefold() in values:
        return values[text.casefold()]
    labels = {choice.value: choice.label for choice in spec.choices}
    if value := _nearest_choice(spec, text):
        raise ValueError(message_for("write_choice", given=text, value=value, label=labels[value]))
    listed = ", ".join(f"{value} ({label})" for value, label in labels.items())
    raise ValueError(message_for("not_choice", given=text, choices=listed))


def _choices(spec: FieldSpec) -> dict[str, str]:
    """The choices of a field by value and by label."""
    values = {choice.label: choice.value for choice in spec.choices}
    return values | {value: value for value in values.values()}


def _nearest_choice(spec: FieldSpec, text: str) -> str:
    """The choice that a word is or is nearest to; "" when there is none."""
    values = _choices(spec)
    hints = (value for value in WORDS["choices"].get(text.casefold(), ()) if value in values)
    return next(hints, "") or values.get(nearest(text, values) or "", "")


def _moment(spec: FieldSpec, text: str) -> str:
    """Raises ValueError in Finnish, with the time to write when it can be worked out."""
    is_day, moment = spec.value_type is date, as_moment(text)
    if moment and not (is_day and len(moment) != _DAY):
        return str(field_types.Moment.parse(moment, text))
    short, clock, within, span = (_fits(name, text) for name in ("shortYear", "clock", "within", "span"))
    if short:
        raise ValueError(message_for("moment_short_year", value=as_moment(f"{short[1]}20{short[2]}")))
    if span:
        begins = (span[1], span[1] + span[2].partition(".")[2], span[1] + span[2][-4:])
        first = next(filter(None, map(as_moment, begins)), "")
        last = as_moment(span[2]) or as_moment(f"{first[:_DAY]} {span[2].removeprefix('klo ')}")
        if first and last:
            key = "moment_span" if spec.key in ENDS else "moment_either"
            raise ValueError(message_for(key, name=spec.key, first=first, end=ENDS.get(spec.key), last=last))
    if clock and not is_day:
        raise ValueError(message_for("moment_no_day", time=f"{int(clock[1]):02}:{clock[2]}"))
    moment = moment or (as_moment(within[1]) if within else "")
    if len(moment) >= (_DAY if is_day else 4):
        key = "moment_words" if len(moment) > 4 else "moment_year"
        raise ValueError(message_for(key, value=moment[:_DAY]))
    raise ValueError(message_for("day" if is_day else "moment"))


def as_moment(text: str) -> str:
    """A time as files have it, which the calendar may not have; "" when the text is none."""
    if match := _fits("iso", text):
        year, month, day, hour, minute = match.groups()
    elif match := _fits("finnish", text):
        day, month, name, year, hour, minute = match.groups()
        month = month or (name and str(WORDS["months"].index(name.casefold()) + 1))
    if not match or (hour and not day):
        return ""
    moment = "-".join([year, *(f"{int(part):02}" for part in (month, day) if part)])
    return f"{moment} {int(hour):02}:{minute or '00'}" if hour else moment


def words_meant(words: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Each word in lower case with the key that it means, of keys with their other words. A word of two means none."""
    meanings: dict[str, set[str]] = {}
    for key, others in words.items():
        for word in others:
            meanings.setdefault(_folded(word), set()).add(key)
    single = {word: next(iter(keys)) for word, keys in meanings.items() if len(keys) == 1}
    return single | {key.casefold(): key for key in words}


def key_meant(target: field_types.Target, word: str, known: KnownWords) -> str | None:
    """The key that is meant by a key, a title, a synonym, the address of a page or the path of a file."""
    text = _folded(word)
    if target == "municipality":
        names = municipalities.read_places(text)
        return names[0] if len(names) == 1 and names[0] in municipalities.places() else None
    folder, _, last = re.sub(r"[?#].*", "", text).rstrip("/").rpartition("/")
    place = not folder or folder.rpartition("/")[2] in (*WORDS["folders"], "..", ".")
    return known[target].get(text) or (known[target].get(last.removesuffix(".md")) if place else None)


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def unknown_reference_message(target: field_types.Target, word: str, names: Mapping[str, str]) -> str:
    """What to say of a word that means nothing, with the word that was probably meant."""
    if target == "municipality":
        return municipalities.unknown_place_message(word)
    if match := nearest(word, names):
        near = message_for("did_you_mean", near=names[match])
    elif target not in _VOCABULARIES:
        near = message_for("far_entry")
    else:
        keys = sorted(set(names.values()))
        few = len(keys) <= MOST_LISTED
        listed = keys if few else nearest_first(word, keys)[:NEAREST_LISTED]
        near = message_for("all_words" if few else "near_words", words=", ".join(listed))
    return message_for("unknown", what=TARGETS[target], given=word, near=near)
