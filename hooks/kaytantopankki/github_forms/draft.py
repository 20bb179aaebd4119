"""The file that a filled form proposes: a new practice, or a practice with one more adoption."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from kaytantopankki.content import front_matter, scaffold
from kaytantopankki.content.body_rules import PRACTICE
from kaytantopankki.content.catalogue import Catalogue
from kaytantopankki.content.field_types import no_private_data
from kaytantopankki.content.form_export import Data
from kaytantopankki.content.front_matter import CONTROL, Document
from kaytantopankki.content.messages import did_you_mean
from kaytantopankki.content.models import KINDS, Kind
from kaytantopankki.content.municipalities import place_called, slugify
from kaytantopankki.github_forms import parse
from kaytantopankki.github_forms.issue_forms import IN_ISSUE, IssueForm, Question, named

Values = dict[str, Any]


class Figure(NamedTuple):
    """A number with how exact it is, and the upper limit of a range; empty where there is none."""

    approx: str
    number: str
    upper: str


def in_schema_order(fields: Sequence[Data], values: Values) -> Values:
    """The values in the order of the schema, with a record in every list of them, and numbers as numbers."""
    by_name = named(fields)
    return {name: _arranged(field, values[name]) for name, field in by_name.items() if name in values}


def _arranged(field: Data, value: Any) -> Any:
    if field["type"] == "group":
        if isinstance(value, list):
            return [in_schema_order(field["fields"], item) for item in value]
        records = [in_schema_order(field["fields"], record) for record in _records(value)]
        return records if "list" in field else records[0]
    if isinstance(value, list):
        items = [_scalar(field, item) for item in value]
        return items[0] if field.get("list", {}).get("alone") and len(items) == 1 else items
    return _scalar(field, value)


def _records(group: Values) -> list[Values]:
    """The group once for each way in which its figures are exact: a record says it of all its figures."""
    figures = {name: value for name, value in group.items() if isinstance(value, Figure)}
    made = []
    for approx in dict.fromkeys(figure.approx for figure in figures.values()) or [""]:
        own = {name: figure.number for name, figure in figures.items() if figure.approx == approx}
        uppers = {f"{name}_to": figures[name].upper for name in own if figures[name].upper}
        rest = {name: value for name, value in group.items() if name not in figures}
        made.append({**rest, **own, **uppers, **({"approx": approx} if approx else {})})
    return made


def _scalar(field: Data, text: str) -> Any:
    """What YAML writes without quotation marks where it means what it looks like."""
    if field["type"] == "bool":
        return text == "true"
    if field["type"] in ("number", "whole", "moment") and text[-1:].isdigit():
        for number in (int, float):
            try:
                made = number(text)
            except ValueError:
                continue
            if str(made) == text:
                return made
    return text


_NOT_WRITTEN = "käytännön tiedostoon ei voi lisätä tätä ohjelmalla. Ylläpitäjä lisää sen käsin"


def insert_items(raw: str, added: Mapping[str, Sequence[Any]], order: Sequence[str]) -> str:
    """The file with items added to the ends of its lists; a list that is not there gets its place from `order`.

    Raises ValueError in Finnish when the lists are written so that the items cannot be added line by line.
    """
    before = _parsed(raw)
    text = raw
    for name in added:
        text = _with_list(text, name, added[name], order)
    after = _parsed(text)
    wanted = {**before.data, **{name: [*_listed(before, name), *_as_read(added[name])] for name in added}}
    if after.data != wanted or after.body != before.body:
        raise ValueError(_NOT_WRITTEN)
    return text


def _parsed(raw: str) -> Document:
    parsed = front_matter.parse_document(front_matter.normalised(raw), "")
    if not isinstance(parsed, Document):
        raise ValueError(_NOT_WRITTEN)
    return parsed


def _listed(parsed: Document, name: str) -> Sequence[Any]:
    value = parsed.data.get(name)
    if value is not None and not isinstance(value, list):
        raise ValueError(_NOT_WRITTEN)
    return value or ()


def _as_read(items: Sequence[Any]) -> Sequence[Any]:
    """Items as they will be read: every scalar as the text that stands in the file."""
    lines = "\n".join(scaffold.yaml_text("items", list(items)))
    parsed = front_matter.parse_document(front_matter.normalised(f"---\n{lines}\n---\n"), "")
    if not isinstance(parsed, Document):
        raise ValueError(_NOT_WRITTEN)
    return _listed(parsed, "items")


def _with_list(raw: str, name: str, items: Sequence[Any], order: Sequence[str]) -> str:
    rows = re.split(r"(?<=\n)", raw)
    end = "\r\n" if rows[0].endswith("\r\n") else "\n"
    front = _front(rows)
    found = next(((key, value) for key, value in front.value if key.value == name), None)
    lines = scaffold.yaml_text(name, list(items))
    if found is None:
        place = _after(front, name, order)
    elif isinstance(found[1], yaml.SequenceNode) and found[1].value and not found[1].flow_style:
        place = _last_line(found[1])
        while not rows[place].strip():  # Such lines at the end of a block of text are no part of it.
            place -= 1
        column = found[1].start_mark.column
        lines = [" " * column + line[2:] for line in lines[1:]]
    else:
        raise ValueError(_NOT_WRITTEN)
    # The first row is the line of dashes, and marks count from the row after it.
    return "".join([*rows[: place + 1], *(line + end for line in lines), *rows[place + 1 :]])


def _front(rows: Sequence[str]) -> yaml.MappingNode:
    """The front matter as nodes with their places."""
    ends = (number for number, row in enumerate(rows) if number and re.fullmatch(r"---[ \t]*\r?\n?", row))
    node = yaml.compose("".join(rows[1 : next(ends, 1)]), Loader=yaml.CSafeLoader)
    if not isinstance(node, yaml.MappingNode):
        raise ValueError(_NOT_WRITTEN)
    return node


def _after(front: yaml.MappingNode, name: str, order: Sequence[str]) -> int:
    """The line after which a new list goes: that of the last field that comes before it in the schema."""
    earlier = order[: order.index(name)]
    before = [value for key, value in front.value if key.value in earlier]
    return max((_last_line(value) for value in before), default=0)


def _last_line(node: yaml.Node) -> int:
    """The number of the line on which a value ends, counted from 1. A list ends where its last item does: its own mark
    is where the next thing begins."""
    if isinstance(node, yaml.MappingNode) and node.value and not node.flow_style:
        return _last_line(node.value[-1][1])
    if isinstance(node, yaml.SequenceNode) and node.value and not node.flow_style:
        return _last_line(node.value[-1])
    # A block of text ends at the beginning of the line after it.
    return node.end_mark.line + (1 if node.end_mark.column else 0)


_MOST_LISTED = 15
_NOT_CHOSEN = "None"  # GitHub keeps this word for a field in which nothing is chosen.
_EUROS = ("€", "euroa")
_SOURCED = ("results", "costs")  # Groups whose figures have a source.


class AnswerProblem(NamedTuple):
    """What is wrong with an answer, and what to do; the label is that of the question, or "" for the whole issue."""

    label: str
    message: str


@dataclass
class ReadAnswers:
    """What the answers say. `texts` go into the body under their headings; `notes` are for those who review it."""

    values: Values = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    complaints: list[AnswerProblem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read_answers(form: IssueForm, answers: Mapping[str, str]) -> ReadAnswers:
    """The values of a form's questions, in the order and shape of the schema."""
    made = ReadAnswers()
    units = _units(form, answers)
    for question in form.questions:
        answer = answers.get(question.label, "")
        if bad := CONTROL.search(answer):
            made.complaints.append(
                AnswerProblem(question.label, IN_ISSUE["invisible"].format(code=f"U+{ord(bad[0]):04X}"))
            )
        elif answer and question.shape is None:
            made.texts[question.heading] = answer
            made.complaints += _private(question, answer)
        elif answer and question.shape:
            _read_answer(made, question, question.shape, answer, units)
    _number_sources(made.values)
    return made


def _private(question: Question, answer: str) -> list[AnswerProblem]:
    """What the checks between entries would tell only after the schema has accepted every field."""
    try:
        no_private_data(answer)
    except ValueError as error:
        return [AnswerProblem(question.label, str(error))]
    return []


def _units(form: IssueForm, answers: Mapping[str, str]) -> tuple[str, ...]:
    """The unit of the chosen indicator, as it stands in its option."""
    label = next((question.label for question in form.questions if question.id == "results-indicator"), "")
    _, _, unit = answers.get(label, "").rpartition(" (")
    return (unit.removesuffix(")"),) if unit else ()


def _read_answer(made: ReadAnswers, question: Question, shape: Data, answer: str, units: tuple[str, ...]) -> None:
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


def _chosen(made: ReadAnswers, question: Question, answer: str) -> list[str]:
    """The values of the options in an answer; GitHub writes many with a comma between them."""
    found: list[str] = []
    rest = "" if answer == _NOT_CHOSEN else parse.join_lines(answer)
    while rest:
        fits = [option for option in question.options if rest == option or rest.startswith(f"{option}, ")]
        if not fits:
            made.complaints.append(AnswerProblem(question.label, _no_option(rest, question)))
            return found
        option = max(fits, key=len)
        found.append(question.options[option])
        rest = rest[len(option) + 2 :]
    if len(found) > 1 and question.shape and "list" not in question.shape:
        made.complaints.append(AnswerProblem(question.label, "valitse vain yksi"))
    return found


def _no_option(given: str, question: Question) -> str:
    near = did_you_mean(given, question.options)
    if not near:
        listed = list(question.options)
        more = " …" if len(listed) > _MOST_LISTED else ""
        near = f". Vaihtoehdot: {' · '.join(listed[:_MOST_LISTED])}{more}"
    return f'"{given}" ei ole vaihtoehto{near}'


def _sources(made: ReadAnswers, question: Question, answer: str) -> list[dict[str, str]]:
    found = []
    for number, line in enumerate(parse.split_lines(answer), 1):
        try:
            source = parse.read_source(line)
        except ValueError as error:
            made.complaints.append(AnswerProblem(f"{question.label}, rivi {number}", str(error)))
            source = {"title": line}
        if source.get("title", " ") in source.get("url", ""):
            made.notes.append(f"Lähteellä {number} ei ole otsikkoa. Sen paikalla on osoite.")
        found.append(source)
    return found


def _figure(question: Question, answer: str, units: tuple[str, ...]) -> Figure:
    figure = Figure(*parse.read_figure(answer, units))
    return figure if question.path == ("results", "value") or not figure.upper else Figure("", answer, "")


def _items(shape: Data, answer: str) -> list[str]:
    if "prose" in shape:
        return parse.split_lines(answer)
    items = filter(None, (parse.join_lines(item) for item in answer.replace(";", ",").replace("\n", ",").split(",")))
    return [parse.read_row(item) if shape["type"] == "whole" else _written(shape, item) for item in items]


def _written(shape: Data, answer: str) -> str:
    text = parse.join_lines(answer)
    if shape.get("target") == "municipality":
        return place_called(text) or text
    return parse.read_moment(text) if shape["type"] == "moment" else text


def _number_sources(values: Values) -> None:
    """When there is one source, the figures are from it."""
    for name in _SOURCED:
        if name in values and len(values.get("sources", ())) == 1:
            values[name].setdefault("source", ["1"])


_ADDRESS = re.compile(r"(?:^|/)kaytannot/([a-z0-9-]{1,200})/?(?:[?#]\S*)?$")


@dataclass(frozen=True)
class Draft:
    """A file as it would be. `record` and `sources` tell where in its lists what was added begins; 0 in a new file."""

    kind: Kind
    slug: str
    text: str
    record: int = 0
    sources: int = 0

    @property
    def path(self) -> str:
        return f"{self.kind.folder}/{self.slug}.md"


def draft_entry(form: IssueForm, made: ReadAnswers, catalogue: Catalogue, root: Path) -> Draft | AnswerProblem:
    """The proposed file, or why there can be none."""
    return _adoption(form, made, catalogue, root) if form.web.adds else _practice(form, made, catalogue, root)


def _practice(form: IssueForm, made: ReadAnswers, catalogue: Catalogue, root: Path) -> Draft | AnswerProblem:
    kind = KINDS[form.web.kind]
    values = in_schema_order(form.fields, {**made.values, "published": catalogue.today.isoformat()})
    slug = scaffold.slug_of(kind, values)
    label = next(question.label for question in form.questions if question.path == ("title",))
    if not slugify(values.get("title", "")):
        return AnswerProblem(label, "kirjoita otsikko sanoina: siitä tulee sivun osoite")
    if (root / kind.folder / f"{slug}.md").exists():
        return AnswerProblem(
            label,
            f"samanniminen käytäntö on jo täällä ({kind.address}/{slug}/). Tarkenna otsikkoa tai kerro kommentilla, "
            "mitä siihen pitää lisätä",
        )
    return Draft(kind, slug, _text(values, made.texts))


def _text(values: Values, texts: Mapping[str, str]) -> str:
    front = [line for name, value in values.items() for line in scaffold.yaml_text(name, value)]
    body = [line for heading in PRACTICE if heading in texts for line in ("", f"## {heading}", "", texts[heading])]
    return "\n".join(["---", *front, "---", *body, ""])


def _adoption(form: IssueForm, made: ReadAnswers, catalogue: Catalogue, root: Path) -> Draft | AnswerProblem:
    values = dict(made.values)
    which = form.questions[0]
    try:
        slug = _named(values.pop("practice", ""), catalogue)
        old = catalogue.practices[slug].data
        sources, numbers = _joined(values.pop("sources", []), old.sources)
        fields = named(form.fields)
        record = in_schema_order(
            fields[form.web.adds]["fields"], {**values, **({"source": numbers} if numbers else {})}
        )
        added = {form.web.adds: [record]}
        if sources:
            added["sources"] = [in_schema_order(fields["sources"]["fields"], source) for source in sources]
        raw = (root / catalogue.practices[slug].path).read_bytes().decode("utf-8")
        text = insert_items(raw, added, [field["name"] for field in form.fields])
    except ValueError as error:
        return AnswerProblem(which.label, str(error))
    return Draft(KINDS[form.web.kind], slug, text, len(old.adoptions), len(old.sources))


def _named(text: str, catalogue: Catalogue) -> str:
    """The practice that an address, a file name or a title means. Raises ValueError in Finnish."""
    if not text:
        raise ValueError("puuttuu, kirjoita käytännön sivun osoite tai nimi")
    titles = {entry.data.title.casefold(): slug for slug, entry in catalogue.practices.items()}
    address = _ADDRESS.search(text)
    word = address[1] if address else text.casefold().removesuffix(".md").rpartition("/")[2]
    for found in (word, titles.get(text.casefold(), "")):
        if found in catalogue.practices:
            return found
    near = did_you_mean(text, [entry.data.title for entry in catalogue.practices.values()])
    raise ValueError(f'käytäntöä "{text}" ei ole{near or ". Kopioi tähän käytännön sivun osoite selaimesta"}')


def _joined(given: Sequence[Values], old: Sequence[Any]) -> tuple[list[Values], list[str]]:
    """The sources that are new to a practice, and the numbers of all that were given."""
    numbers = {source.url: number for number, source in enumerate(old, 1) if source.url}
    fresh: list[Values] = []
    found = []
    for source in given:
        number = numbers.get(source.get("url", ""))
        if number is None:
            fresh.append(source)
            number = len(old) + len(fresh)
        found.append(str(number))
    return fresh, found
