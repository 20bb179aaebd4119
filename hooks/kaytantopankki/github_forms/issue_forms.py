"""The issue forms of GitHub: what they ask, and their files."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

import yaml

from kaytantopankki.content import form_export, models, municipalities, vocabulary
from kaytantopankki.data_files import data_table
from kaytantopankki.pages.form_pages import FIELD_HELP, FORMS, IN_FORM, ONE, Form

_LAYOUT: form_export.Data = data_table("github_forms/data/issue_forms.yml")
CONSENT: str = _LAYOUT["consent"]["label"]
CONSENT_STATEMENTS: Sequence[str] = _LAYOUT["consent"]["statements"]
ISSUE_MESSAGES: Mapping[str, str] = IN_FORM | _LAYOUT["messages"]  # In place of messages.TEXTS.

FORM_FOLDER = ".github/ISSUE_TEMPLATE"
GENERATED_MARK = "# Tehty komennolla scripts/schema. Älä muuta käsin.\n"
_LONG_TEXT = 160  # A text that may be longer than this gets a field of many lines.


@dataclass(frozen=True)
class Question:
    """One field of an issue form. `path` is where the answer goes; `shape` is the field of the schema, None for text
    that is the body's; `options` are what is chosen from, with what is written in the entry."""

    path: tuple[str, ...]
    label: str
    help: str
    section: str
    required: bool = False
    shape: form_export.Data | None = None
    options: Mapping[str, str] = field(default_factory=dict)
    example: str = ""

    @property
    def id(self) -> str:
        """Names the field in an address that fills it in."""
        return "-".join(self.path) if self.shape else municipalities.slugify(self.heading)

    @property
    def heading(self) -> str:
        """The heading of the body under which the answer goes; "" when it goes into a field."""
        return self.path[0].removeprefix("# ") if self.shape is None else ""


@dataclass(frozen=True)
class IssueForm:
    """A form: the web form that asks the same, the fields of the kind, the title of a new issue, and the questions."""

    web: Form
    fields: Sequence[form_export.Data]
    issue_title: str
    questions: Sequence[Question]

    @property
    def labels(self) -> list[str]:
        """The headings of an issue that was written with the form, in order."""
        return [*(question.label for question in self.questions), CONSENT]


def make_issue_forms(words: vocabulary.Vocabulary) -> dict[str, IssueForm]:
    """Every issue form by its name."""
    return {form.name: _form(form, words) for form in FORMS if form.name in _LAYOUT["forms"]}


def fields_by_name(fields: Sequence[form_export.Data]) -> dict[str, form_export.Data]:
    """The fields of a schema by their names."""
    return {each["name"]: each for each in fields}


def _form(web: Form, words: vocabulary.Vocabulary) -> IssueForm:
    layout = _LAYOUT["forms"][web.name]
    fields = form_export.form_schema(models.KINDS[web.kind])["fields"]
    asked = fields_by_name(fields)
    if web.adds:  # The entry to which a record is added is named as in a reference to it.
        practice = fields_by_name(asked["adapted_from"]["fields"])["practice"]
        asked = {"practice": practice, **fields_by_name(asked[web.adds]["fields"]), "sources": asked["sources"]}
    questions = [_question(web, path, texts, asked, words) for path, texts in layout["questions"].items()]
    sections = ["", *(section.title for section in web.sections)]
    questions.sort(key=lambda question: sections.index(question.section))
    return IssueForm(web, fields, layout["issue_title"], questions)


def _question(
    web: Form, path: str, texts: Mapping[str, Any], fields: Mapping[str, form_export.Data], words: vocabulary.Vocabulary
) -> Question:
    first, _, inner = path.partition(".")
    section = next((each.title for each in web.sections if first in each.fields), "")
    if path.startswith("# "):
        return Question((path,), path[2:], texts["help"], section)
    shape = outer = fields[first]
    label = outer["label"]
    if inner:
        shape = fields_by_name(outer["fields"])[inner]
        label = f"{ONE.get(first, label)}: {shape['label']}"
    return Question(
        (first, inner) if inner else (first,),
        label[0].upper() + label[1:],
        texts.get("help") or FIELD_HELP.get(path) or FIELD_HELP.get(shape["name"]) or shape["help"],
        section,
        texts.get("required", False) or (shape.get("required", False) and not inner),
        shape,
        _options(shape, texts.get("only"), words),
        texts.get("example", ""),
    )


def _options(shape: form_export.Data, only: Sequence[str] | None, words: vocabulary.Vocabulary) -> Mapping[str, str]:
    """The options of a field by label; none when it is written."""
    if shape["type"] == "choice":
        return {label: value for value, label in shape["choices"] if not only or value in only}
    if shape["type"] == "bool":
        return {"kyllä": "true", "ei": "false"}
    lists = {"theme": words.themes, "bottleneck": words.bottlenecks, "indicator": words.indicators}
    items: Mapping[str, Any] = lists.get(shape.get("target", ""), {})
    units = {key: getattr(item, "unit", "") for key, item in items.items()}
    return {item.title + (f" ({units[key]})" if units[key] else ""): key for key, item in items.items()}


def form_files(words: vocabulary.Vocabulary, settings: Mapping[str, Any]) -> dict[str, str]:
    """Path and text of every issue form and of the page that offers them; `settings` is the content of mkdocs.yml."""
    site = settings["site_url"].rstrip("/") + "/"
    forms = {name: _template(form, site) for name, form in make_issue_forms(words).items()}
    forms["config"] = _chooser(site, settings["extra"]["feedback"])
    return {
        f"{FORM_FOLDER}/{name}.yml": GENERATED_MARK
        + yaml.dump(form, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10**6)
        for name, form in forms.items()
    }


def _template(form: IssueForm, site: str) -> form_export.Data:
    leads = {section.title: section.lead for section in form.web.sections}
    body = [_markdown(_LAYOUT["intro"].format(web_form=f"{site}osallistu/{form.web.name}/"))]
    for section, questions in groupby(form.questions, lambda question: question.section):
        if section:
            body.append(_markdown(f"## {section}\n\n{leads[section]}".rstrip()))
        body += map(_element, questions)
    boxes = [{"label": statement, "required": True} for statement in CONSENT_STATEMENTS]
    body.append({"type": "checkboxes", "id": "consent", "attributes": {"label": CONSENT, "options": boxes}})
    return {"name": form.web.title, "description": form.web.lead, "title": form.issue_title, "body": body}


def _markdown(text: str) -> form_export.Data:
    return {"type": "markdown", "attributes": {"value": text}}


def _element(question: Question) -> form_export.Data:
    """A list of prose has an item on each line; names of municipalities fit on one."""
    shape = question.shape or {"type": "group"}
    long = shape.get("prose") and ("list" in shape or shape["max_length"] > _LONG_TEXT)
    attributes: form_export.Data = {"label": question.label, "description": question.help}
    if question.options:
        kind = "dropdown"
        attributes |= {"multiple": True} if "list" in shape else {}
        attributes["options"] = list(question.options)
    else:
        kind = "textarea" if long or shape["type"] == "group" else "input"
        attributes |= {"placeholder": question.example} if question.example else {}
    required = {"validations": {"required": True}} if question.required else {}
    return {"type": kind, "id": question.id, "attributes": attributes, **required}


def _chooser(site: str, feedback: str) -> form_export.Data:
    """Blank issues stay: they are how one writes a message where no other address for feedback has been given."""
    links = [link | {"url": link["url"].format(site=site)} for link in _LAYOUT["links"]]
    if feedback.startswith(("http://", "https://")):
        message = _LAYOUT["feedback"]
        links.append({"name": message["name"], "url": feedback, "about": message["about"]})
    return {"blank_issues_enabled": True, "contact_links": links}


class _Dumper(yaml.SafeDumper):
    """Indents lists, and writes paragraphs as they are read."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002
        super().increase_indent(flow, False)

    def represent_text(self, value: str) -> yaml.ScalarNode:
        return self.represent_scalar("tag:yaml.org,2002:str", value, style="|" if "\n" in value else None)


_Dumper.add_representer(str, _Dumper.represent_text)
