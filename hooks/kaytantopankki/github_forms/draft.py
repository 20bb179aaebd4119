"""The file that a filled form proposes: a new practice, or a practice with one more adoption."""

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from kaytantopankki.content import body_markdown, front_matter, messages, models, municipalities, written
from kaytantopankki.content.field_types import Moment
from kaytantopankki.content.fields import FieldSpec
from kaytantopankki.content.form_export import fields_in_order
from kaytantopankki.content.loader import Loaded
from kaytantopankki.content.scaffold import slug_of, yaml_text
from kaytantopankki.github_forms import issue_forms, parse

_NOT_CHOSEN = "None"  # GitHub keeps this word for a field in which nothing is chosen.
_NO_SLUG = "kirjaus-asiasta"
_GROUPS_WITH_SOURCE = ("results", "costs")
_DASHES = re.compile(r"---[ \t]*\r?\n?")  # The line that ends front matter.
_BLANK_OR_COMMENT = re.compile(r"^(?:\s*$|#)")
_ITEM = re.compile(r"^( *)-\s")
_FIELD = re.compile(r"^[\"']?(\w+)[\"']?[ \t]*:")
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
    """A proposed file. `record` and `sources` are where the added items begin in its lists; 0 in a new file. When it has
    `problems`, it is only to be checked."""

    kind: models.Kind
    slug: str
    text: str
    record: int = 0
    sources: int = 0
    problems: tuple[messages.Problem, ...] = ()

    @property
    def path(self) -> str:
        """The path of the file in the repository."""
        return f"{self.kind.folder}/{self.slug}.md"


def read_answers(form: issue_forms.IssueForm, answers: Mapping[str, str]) -> FilledForm:
    """The values of a form's questions, as they are written."""
    filled = FilledForm()
    for question in form.questions:
        if not (answer := answers.get(question.label, "")):
            continue
        try:
            if (longest := max(map(len, answer.split("\n")))) > front_matter.MAX_LINE:
                raise ValueError(messages.message_for("long_line", actual=longest, limit=front_matter.MAX_LINE))
            if invisible := front_matter.CONTROL.search(answer):
                raise ValueError(issue_forms.ISSUE_MESSAGES["invisible"].format(code=f"U+{ord(invisible[0]):04X}"))
            if question.spec is None:
                filled.texts[question.heading] = answer
            elif value := _value(question, question.spec, answer, filled):
                group = filled.values.setdefault(question.path[0], {}) if question.path[1:] else filled.values
                group[question.path[-1]] = value
        except ValueError as error:
            filled.problems.append(messages.Problem(question.label, 0, str(error)))
    if len(filled.values.get("sources", ())) == 1:
        for name in filled.values.keys() & _GROUPS_WITH_SOURCE:
            filled.values[name].setdefault("source", "1")
        if "outcome" in filled.values:
            filled.values.setdefault("outcome_source", "1")
    return filled


def _value(question: issue_forms.Question, spec: FieldSpec, answer: str, filled: FilledForm) -> Any:
    """The value of an answer. Raises ValueError in Finnish when there is none."""
    if question.options:
        values = _choices(question, spec, answer)
        return values if spec.many else next(iter(values), None)
    if question.path == ("sources",):
        return _sources(question, answer, filled)
    if not spec.many:
        return parse.join_lines(answer)
    if spec.is_prose:
        return parse.split_lines(answer)
    return [*filter(None, map(parse.join_lines, re.split("[,;\n]", answer)))]


def _choices(question: issue_forms.Question, spec: FieldSpec, answer: str) -> list[str]:
    """The values of the options in an answer, and other words as they are; GitHub writes many with a comma between."""
    values: list[str] = []
    rest = "" if answer == _NOT_CHOSEN else parse.join_lines(answer)
    while rest:
        fitting = [option for option in question.options if rest == option or rest.startswith(f"{option}, ")]
        word = max(fitting, key=len, default=rest.partition(", ")[0])
        values.append(question.options.get(word, word))
        rest = rest[len(word) + 2 :]
    if len(values) > 1 and not spec.many:
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


def draft_entry(form: issue_forms.IssueForm, filled: FilledForm, content: Loaded, root: Path) -> Draft:
    """The proposed file."""
    return (_with_adoption if form.web.adds else _practice)(form, filled, content, root)


def _practice(form: issue_forms.IssueForm, filled: FilledForm, content: Loaded, root: Path) -> Draft:
    kind = models.KINDS[form.web.kind]
    written_values = {**filled.values, "published": content.catalogue.today.isoformat()}
    values = _as_in_file(kind.model, written_values, content.named)
    slug, problem = slug_of(kind, values), ""
    if not municipalities.slugify(values.get("title", "")):
        problem = "kirjoita otsikko sanoina: siitä tulee sivun osoite"
    elif (root / kind.folder / f"{slug}.md").exists():
        problem = (
            f"samanniminen käytäntö on jo täällä ({kind.address}/{slug}/). Tarkenna otsikkoa tai kerro kommentilla, "
            "mitä siihen pitää lisätä"
        )
    title = next(question.label for question in form.questions if question.path == ("title",))
    headings = [heading for heading in body_markdown.PRACTICE if heading in filled.texts]
    body = "".join(f"\n## {heading}\n\n{filled.texts[heading]}\n" for heading in headings)
    text = _front_matter(values) + body
    return _only_checked(kind, text, title, problem) if problem else Draft(kind, slug, text)


def _with_adoption(form: issue_forms.IssueForm, filled: FilledForm, content: Loaded, root: Path) -> Draft:
    kind = models.KINDS[form.web.kind]
    values, specs = dict(filled.values), {spec.key: spec for spec in fields_in_order(kind.model)}
    name, given = values.pop("practice", ""), values.pop("sources", [])
    slug = written.key_meant("practice", name, content.named) if name else ""
    practice = content.catalogue.practices.get(slug or "")
    sources, numbers = _new_sources(given, practice.data.sources if practice else ())
    if numbers:
        values["source"] = numbers
    lists = {form.web.adds: [values], "sources": sources}
    added = {
        key: [_as_in_file(specs[key].value_type, item, content.named) for item in items]
        for key, items in lists.items()
        if items
    }
    try:
        if not practice:
            raise ValueError(_no_practice(name, slug, content))
        text = _insert_items((root / practice.path).read_bytes().decode("utf-8"), added, list(specs))
    except ValueError as error:
        return _only_checked(kind, _front_matter(added), form.questions[0].label, str(error))
    return Draft(kind, practice.slug, text, len(practice.data.adoptions), len(practice.data.sources))


def _only_checked(kind: models.Kind, text: str, label: str, problem: str) -> Draft:
    return Draft(kind, _NO_SLUG, text, problems=(messages.Problem(label, 0, problem),))


def _no_practice(name: str, slug: str | None, content: Loaded) -> str:
    if not name:
        return "puuttuu, kirjoita käytännön sivun osoite tai nimi"
    if slug:
        return f'käytännön "{slug}" tiedosto ei ole kunnossa. Ylläpitäjä korjaa sen ja lisää käyttöönoton'
    return written.unknown_reference_message("practice", name, content.named["practice"])


def _new_sources(given: Sequence[Values], existing: Sequence[Any]) -> tuple[list[Values], list[str]]:
    """The sources that are new to a practice, and the numbers of all that were given."""
    numbers = {source.url: number for number, source in enumerate(existing, 1) if source.url}
    new = [source for source in given if source.get("url") not in numbers]
    new_numbers = itertools.count(len(existing) + 1)
    return new, [str(numbers.get(source.get("url")) or next(new_numbers)) for source in given]


def _as_in_file(model: type[BaseModel], values: Values, named: written.KnownWords) -> Values:
    """The values as the schema has them and in its order, with a record in every list of them, and numbers as numbers."""
    values, _ = written.read(model, values, named)
    return {spec.key: _typed(spec, values[spec.key], named) for spec in fields_in_order(model) if spec.key in values}


def _typed(spec: FieldSpec, value: Any, named: written.KnownWords) -> Any:
    if spec.submodel:
        records = value if isinstance(value, list) else [value]
        typed = [_as_in_file(spec.submodel, record, named) for record in records]
        return typed if spec.many else typed[0]
    if isinstance(value, list):
        items = [_scalar(spec, item) for item in value]
        return items[0] if spec.single and len(items) == 1 else items
    return _scalar(spec, value)


def _scalar(spec: FieldSpec, text: str) -> Any:
    """The value that YAML writes without quotation marks: a number that looks the same as the text, or a truth value."""
    if spec.value_type is bool and text in ("true", "false"):
        return text == "true"
    if spec.value_type in (float, int, Moment) and re.fullmatch(r"-?\d{1,99}(\.\d{1,99})?", text, re.ASCII):
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
    if not isinstance(document, front_matter.Document) or document.problems:
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
