"""The file that a filled form proposes: a new practice, or a practice with one more adoption."""

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kaytantopankki.content import body_markdown, front_matter, messages, models, municipalities
from kaytantopankki.content.catalogue import Catalogue
from kaytantopankki.content.field_types import no_private_data
from kaytantopankki.content.form_export import Data
from kaytantopankki.content.scaffold import slug_of, yaml_text
from kaytantopankki.github_forms import issue_forms, parse

_NOT_CHOSEN = "None"  # GitHub keeps this word for a field in which nothing is chosen.
_MOST_OPTIONS = 15
_EUROS = ("€", "euroa")
_GROUPS_WITH_SOURCE = ("results", "costs")
_DASHES = re.compile(r"---[ \t]*\r?\n?")  # The line that ends front matter.
_BLANK_OR_COMMENT = re.compile(r"\s*$|#")
_ITEM = re.compile(r"( *)-\s")
_FIELD = re.compile(r"[\"']?(\w+)[\"']?[ \t]*:")
_PRACTICE_URL = re.compile(r"(?:^|/)kaytannot/([a-z0-9-]{1,200})/?(?:[?#]\S*)?$")
_CANNOT_INSERT = "käytännön tiedostoon ei voi lisätä tätä ohjelmalla. Ylläpitäjä lisää sen käsin"

Values = dict[str, Any]


@dataclass
class FilledForm:
    """The content of the answers: values of fields, texts of the body by heading, problems (whose path is the label of
    the question, or "" for the whole issue), and notes for reviewers."""

    values: Values = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    problems: list[messages.Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Draft:
    """A proposed file. `record` and `sources` are where the added items begin in its lists; 0 in a new file."""

    kind: models.Kind
    slug: str
    text: str
    record: int = 0
    sources: int = 0

    @property
    def path(self) -> str:
        """The path of the file in the repository."""
        return f"{self.kind.folder}/{self.slug}.md"


def read_answers(form: issue_forms.IssueForm, answers: Mapping[str, str]) -> FilledForm:
    """The values of a form's questions, in the shape of the schema."""
    filled = FilledForm()
    units = _units(form, answers)
    for question in form.questions:
        if not (answer := answers.get(question.label, "")):
            continue
        try:
            if invisible := front_matter.CONTROL.search(answer):
                raise ValueError(issue_forms.ISSUE_MESSAGES["invisible"].format(code=f"U+{ord(invisible[0]):04X}"))
            if question.shape is None:
                filled.texts[question.heading] = no_private_data(answer)
            elif value := _value(question, question.shape, answer, units, filled):
                group = filled.values.setdefault(question.path[0], {}) if question.path[1:] else filled.values
                group[question.path[-1]] = value
        except ValueError as error:
            filled.problems.append(messages.Problem(question.label, 0, str(error)))
    if len(filled.values.get("sources", ())) == 1:
        for name in filled.values.keys() & _GROUPS_WITH_SOURCE:
            filled.values[name].setdefault("source", ["1"])
        if "outcome" in filled.values:
            filled.values.setdefault("outcome_source", ["1"])
    return filled


def _units(form: issue_forms.IssueForm, answers: Mapping[str, str]) -> Sequence[str]:
    """The unit of the chosen indicator, as it stands in its option."""
    label = next((question.label for question in form.questions if question.id == "results-indicator"), "")
    _, _, unit = answers.get(label, "").rpartition(" (")
    return (unit.removesuffix(")"),) if unit else ()


def _value(question: issue_forms.Question, shape: Data, answer: str, units: Sequence[str], filled: FilledForm) -> Any:
    """The value of an answer. Raises ValueError in Finnish when there is none."""
    if question.options:
        values = _choices(question, shape, answer)
        return values if "list" in shape else next(iter(values), None)
    if question.path == ("sources",):
        return _sources(question, answer, filled)
    if shape["type"] == "number":
        return parse.read_figure(answer, _EUROS if question.path[0] == "costs" else units)
    if "list" not in shape:
        return _text(shape, answer)
    if "prose" in shape:
        return parse.split_lines(answer)
    items = filter(None, map(parse.join_lines, re.split("[,;\n]", answer)))
    if shape.get("target") == "municipality":
        return [name for item in items for name in municipalities.read_places(item)]
    return [parse.read_source_number(item) if shape["type"] == "whole" else _text(shape, item) for item in items]


def _text(shape: Data, answer: str) -> str:
    text = parse.join_lines(answer)
    if shape.get("target") == "municipality":
        names = municipalities.read_places(text)
        return names[0] if len(names) == 1 else text
    return parse.read_moment(text) if shape["type"] == "moment" else text


def _choices(question: issue_forms.Question, shape: Data, answer: str) -> list[str]:
    """The values of the options in an answer; GitHub writes many with a comma between them."""
    values: list[str] = []
    rest = "" if answer == _NOT_CHOSEN else parse.join_lines(answer)
    while rest:
        fitting = [option for option in question.options if rest == option or rest.startswith(f"{option}, ")]
        if not fitting:
            options = list(question.options)
            more = " …" if len(options) > _MOST_OPTIONS else ""
            listed = f". Vaihtoehdot: {' · '.join(options[:_MOST_OPTIONS])}{more}"
            raise ValueError(f'"{rest}" ei ole vaihtoehto{messages.did_you_mean(rest, options) or listed}')
        option = max(fitting, key=len)
        values.append(question.options[option])
        rest = rest[len(option) + 2 :]
    if len(values) > 1 and "list" not in shape:
        raise ValueError("valitse vain yksi")
    return values


def _sources(question: issue_forms.Question, answer: str, filled: FilledForm) -> list[Values]:
    sources = []
    for number, line in enumerate(parse.split_lines(answer), 1):
        try:
            source = parse.read_source(line)
        except ValueError as error:
            filled.problems.append(messages.Problem(f"{question.label}, rivi {number}", 0, str(error)))
            source = {"title": line}
        if source.get("title", " ") in source.get("url", ""):
            filled.notes.append(f"Lähteellä {number} ei ole otsikkoa. Sen paikalla on osoite.")
        sources.append(source)
    return sources


def draft_entry(
    form: issue_forms.IssueForm, filled: FilledForm, catalogue: Catalogue, root: Path
) -> Draft | messages.Problem:
    """The proposed file, or why there can be none."""
    return _with_adoption(form, filled, catalogue, root) if form.web.adds else _practice(form, filled, catalogue, root)


def _practice(
    form: issue_forms.IssueForm, filled: FilledForm, catalogue: Catalogue, root: Path
) -> Draft | messages.Problem:
    kind = models.KINDS[form.web.kind]
    values = _in_schema_order(form.fields, {**filled.values, "published": catalogue.today.isoformat()})
    slug = slug_of(kind, values)
    title = next(question.label for question in form.questions if question.path == ("title",))
    if not municipalities.slugify(values.get("title", "")):
        return messages.Problem(title, 0, "kirjoita otsikko sanoina: siitä tulee sivun osoite")
    if (root / kind.folder / f"{slug}.md").exists():
        message = (
            f"samanniminen käytäntö on jo täällä ({kind.address}/{slug}/). Tarkenna otsikkoa tai kerro kommentilla, "
            "mitä siihen pitää lisätä"
        )
        return messages.Problem(title, 0, message)
    headings = [heading for heading in body_markdown.PRACTICE if heading in filled.texts]
    body = "".join(f"\n## {heading}\n\n{filled.texts[heading]}\n" for heading in headings)
    return Draft(kind, slug, _front_matter(values) + body)


def _with_adoption(
    form: issue_forms.IssueForm, filled: FilledForm, catalogue: Catalogue, root: Path
) -> Draft | messages.Problem:
    values = dict(filled.values)
    fields = issue_forms.fields_by_name(form.fields)
    try:
        slug = _practice_called(values.pop("practice", ""), catalogue)
        practice = catalogue.practices[slug]
        sources, numbers = _new_sources(values.pop("sources", []), practice.data.sources)
        if numbers:
            values["source"] = numbers
        added = {form.web.adds: [_in_schema_order(fields[form.web.adds]["fields"], values)]}
        if sources:
            added["sources"] = [_in_schema_order(fields["sources"]["fields"], source) for source in sources]
        text = _insert_items((root / practice.path).read_bytes().decode("utf-8"), added, list(fields))
    except ValueError as error:
        return messages.Problem(form.questions[0].label, 0, str(error))
    return Draft(models.KINDS[form.web.kind], slug, text, len(practice.data.adoptions), len(practice.data.sources))


def _practice_called(text: str, catalogue: Catalogue) -> str:
    """The practice that an address, a file name or a title means. Raises ValueError in Finnish."""
    if not text:
        raise ValueError("puuttuu, kirjoita käytännön sivun osoite tai nimi")
    titles = {entry.data.title.casefold(): slug for slug, entry in catalogue.practices.items()}
    address = _PRACTICE_URL.search(text)
    slug = address[1] if address else text.casefold().removesuffix(".md").rpartition("/")[2]
    for called in (slug, titles.get(text.casefold(), "")):
        if called in catalogue.practices:
            return called
    near = messages.did_you_mean(text, [entry.data.title for entry in catalogue.practices.values()])
    raise ValueError(f'käytäntöä "{text}" ei ole{near or ". Kopioi tähän käytännön sivun osoite selaimesta"}')


def _new_sources(given: Sequence[Values], existing: Sequence[Any]) -> tuple[list[Values], list[str]]:
    """The sources that are new to a practice, and the numbers of all that were given."""
    numbers = {source.url: number for number, source in enumerate(existing, 1) if source.url}
    new = [source for source in given if source.get("url") not in numbers]
    new_numbers = itertools.count(len(existing) + 1)
    return new, [str(numbers.get(source.get("url")) or next(new_numbers)) for source in given]


def _in_schema_order(fields: Sequence[Data], values: Values) -> Values:
    """The values in the order of the schema, with a record in every list of them, and numbers as numbers."""
    by_name = issue_forms.fields_by_name(fields)
    return {name: _typed(shape, values[name]) for name, shape in by_name.items() if name in values}


def _typed(shape: Data, value: Any) -> Any:
    if shape["type"] == "group":
        records = value if isinstance(value, list) else [_with_figure_spread(value)]
        typed = [_in_schema_order(shape["fields"], record) for record in records]
        return typed if "list" in shape else typed[0]
    if isinstance(value, list):
        items = [_scalar(shape, item) for item in value]
        return items[0] if shape.get("list", {}).get("alone") and len(items) == 1 else items
    return _scalar(shape, value)


def _with_figure_spread(group: Values) -> Values:
    """The group with the number, the upper limit and the exactness of its figure in fields of their own."""
    spread: Values = {}
    for name, value in group.items():
        if isinstance(value, parse.Figure):
            parts = {name: value.number, f"{name}_to": value.upper, "approx": value.approx}
            spread |= {key: part for key, part in parts.items() if part}
        else:
            spread[name] = value
    return spread


def _scalar(shape: Data, text: str) -> Any:
    """The value that YAML writes without quotation marks: a number that looks the same as the text, or a truth value."""
    if shape["type"] == "bool":
        return text == "true"
    if shape["type"] in ("number", "whole", "moment") and re.fullmatch(r"-?\d{1,99}(\.\d{1,99})?", text, re.ASCII):
        number = float(text) if "." in text else int(text)
        return number if str(number) == text else text
    return text


def _front_matter(values: Mapping[str, Any]) -> str:
    lines = (line for name, value in values.items() for line in yaml_text(name, value))
    return "\n".join(["---", *lines, "---", ""])


def _insert_items(raw: str, added: Mapping[str, Sequence[Values]], order: Sequence[str]) -> str:
    """The file with items added to the ends of its lists; a list that is not there gets its place from `order`.

    Raises ValueError in Finnish when the lists are written so that the items cannot be added line by line.
    """
    before = _parsed(raw)
    text = raw
    for name, items in added.items():
        text = _with_list(text, name, items, order)
    after = _parsed(text)
    new = _parsed(_front_matter(added))
    lists = {name: value for name, value in before.data.items() if isinstance(value, list)}
    new_lists = {name: value for name, value in new.data.items() if isinstance(value, list)}
    expected = before.data | {name: lists.get(name, []) + items for name, items in new_lists.items()}
    if after.data != expected or after.body != before.body:
        raise ValueError(_CANNOT_INSERT)
    return text


def _parsed(raw: str) -> front_matter.Document:
    document = front_matter.parse_document(front_matter.normalised(raw), "")
    if not isinstance(document, front_matter.Document):
        raise ValueError(_CANNOT_INSERT)
    return document


def _with_list(raw: str, name: str, items: Sequence[Values], order: Sequence[str]) -> str:
    """The file with items at the end of one list, whose place is before the blank lines and comments above the next
    field."""
    rows = re.split(r"(?<=\n)", raw)
    line_end = "\r\n" if rows[0].endswith("\r\n") else "\n"
    end = next((number for number, row in enumerate(rows) if number and _DASHES.fullmatch(row)), None)
    if end is None:
        raise ValueError(_CANNOT_INSERT)
    fields = {match[1]: number for number, row in enumerate(rows[:end]) if (match := _FIELD.match(row))}
    lines = yaml_text(name, list(items))
    start = max((fields[key] for key in order[: order.index(name)] if key in fields), default=0)
    start = fields.get(name, start)
    place = min((number for number in fields.values() if number > start), default=end)
    if name in fields:
        item = next(filter(None, map(_ITEM.match, rows[start + 1 : place])), None)
        if not item:
            raise ValueError(_CANNOT_INSERT)
        lines = [item[1] + line[2:] for line in lines[1:]]
    while _BLANK_OR_COMMENT.match(rows[place - 1]):
        place -= 1
    return "".join([*rows[:place], *(line + line_end for line in lines), *rows[place:]])
