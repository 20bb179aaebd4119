"""From answers to what is written in an entry."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from catalogue.forms import Data
from catalogue.nearest import did_you_mean
from catalogue.reference import place_called
from catalogue.types import no_private_data
from catalogue.yamltree import CONTROL
from commands.issueform import writing
from commands.issueform.arrangement import Figure, Values
from commands.issueform.layout import IN_ISSUE
from commands.issueform.questions import IssueForm, Question

_MOST_LISTED = 15
_NOT_CHOSEN = "None"  # GitHub keeps this word for a field in which nothing is chosen.
_EUROS = ("€", "euroa")
_SOURCED = ("results", "costs")  # Groups whose figures have a source.


class Complaint(NamedTuple):
    """What is wrong with an answer, and what to do; the label is that of the question, or "" for the whole issue."""

    label: str
    message: str


@dataclass
class Read:
    """What the answers say. `texts` go into the body under their headings; `notes` are for those who review it."""

    values: Values = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    complaints: list[Complaint] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read(form: IssueForm, answers: Mapping[str, str]) -> Read:
    """The values of a form's questions, in the order and shape of the schema."""
    made = Read()
    units = _units(form, answers)
    for question in form.questions:
        answer = answers.get(question.label, "")
        if bad := CONTROL.search(answer):
            made.complaints.append(Complaint(question.label, IN_ISSUE["invisible"].format(code=f"U+{ord(bad[0]):04X}")))
        elif answer and question.shape is None:
            made.texts[question.heading] = answer
            made.complaints += _private(question, answer)
        elif answer and question.shape:
            _read_answer(made, question, question.shape, answer, units)
    _number_sources(made.values)
    return made


def _private(question: Question, answer: str) -> list[Complaint]:
    """What the checks between entries would tell only after the schema has accepted every field."""
    try:
        no_private_data(answer)
    except ValueError as error:
        return [Complaint(question.label, str(error))]
    return []


def _units(form: IssueForm, answers: Mapping[str, str]) -> tuple[str, ...]:
    """The unit of the chosen indicator, as it stands in its option."""
    label = next((question.label for question in form.questions if question.id == "results-indicator"), "")
    _, _, unit = answers.get(label, "").rpartition(" (")
    return (unit.removesuffix(")"),) if unit else ()


def _read_answer(made: Read, question: Question, shape: Data, answer: str, units: tuple[str, ...]) -> None:
    if question.options:
        value: Any = _chosen(made, question, answer)
        value = value if "list" in shape else (value or [None])[0]
    elif question.path == ("sources",):
        value = _sources(made, question, answer)
    elif shape["type"] == "number":
        value = _figure(question, answer, _EUROS if question.path[0] == "costs" else units)
    elif "list" in shape:
        value = _items(shape, answer)
    else:
        value = _written(shape, answer)
    if value:
        outer = made.values.setdefault(question.path[0], {}) if question.path[1:] else made.values
        outer[question.path[-1]] = value


def _chosen(made: Read, question: Question, answer: str) -> list[str]:
    """The values of the options in an answer; GitHub writes many with a comma between them."""
    found: list[str] = []
    rest = "" if answer == _NOT_CHOSEN else writing.one_line(answer)
    while rest:
        fits = [option for option in question.options if rest == option or rest.startswith(f"{option}, ")]
        if not fits:
            made.complaints.append(Complaint(question.label, _no_option(rest, question)))
            return found
        option = max(fits, key=len)
        found.append(question.options[option])
        rest = rest[len(option) + 2 :]
    if len(found) > 1 and question.shape and "list" not in question.shape:
        made.complaints.append(Complaint(question.label, "valitse vain yksi"))
    return found


def _no_option(given: str, question: Question) -> str:
    near = did_you_mean(given, question.options)
    if not near:
        listed = list(question.options)
        more = " …" if len(listed) > _MOST_LISTED else ""
        near = f". Vaihtoehdot: {' · '.join(listed[:_MOST_LISTED])}{more}"
    return f'"{given}" ei ole vaihtoehto{near}'


def _sources(made: Read, question: Question, answer: str) -> list[dict[str, str]]:
    found = []
    for number, line in enumerate(writing.lines(answer), 1):
        try:
            source = writing.source(line)
        except ValueError as error:
            made.complaints.append(Complaint(f"{question.label}, rivi {number}", str(error)))
            source = {"title": line}
        if source.get("title", " ") in source.get("url", ""):
            made.notes.append(f"Lähteellä {number} ei ole otsikkoa. Sen paikalla on osoite.")
        found.append(source)
    return found


def _figure(question: Question, answer: str, units: tuple[str, ...]) -> Figure:
    figure = Figure(*writing.figure(answer, units))
    return figure if question.path == ("results", "value") or not figure.upper else Figure("", answer, "")


def _items(shape: Data, answer: str) -> list[str]:
    if "prose" in shape:
        return writing.lines(answer)
    items = filter(None, (writing.one_line(item) for item in answer.replace(";", ",").replace("\n", ",").split(",")))
    return [writing.row(item) if shape["type"] == "whole" else _written(shape, item) for item in items]


def _written(shape: Data, answer: str) -> str:
    text = writing.one_line(answer)
    if shape.get("target") == "municipality":
        return place_called(text) or text
    return writing.moment(text) if shape["type"] == "moment" else text


def _number_sources(values: Values) -> None:
    """When there is one source, the figures are from it."""
    for name in _SOURCED:
        if name in values and len(values.get("sources", ())) == 1:
            values[name].setdefault("source", ["1"])
