"""The issue forms of GitHub: what they ask, and their files."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

import yaml

from kaytantopankki.content import models, municipalities, vocabulary
from kaytantopankki.content.fields import FieldSpec, field_specs
from kaytantopankki.content.form_export import Data
from kaytantopankki.data_files import data_table
from kaytantopankki.pages.form_pages import FIELD_HELP, FORMS, IN_FORM, ONE, Form

_LAYOUT: Data = data_table("github_forms/data/issue_forms.yml")
CONSENT: str = _LAYOUT["consent"]["label"]
CONSENT_STATEMENTS: Sequence[str] = _LAYOUT["consent"]["statements"]
ISSUE_MESSAGES: Mapping[str, str] = IN_FORM | _LAYOUT["messages"]  # In place of messages.TEXTS.

FORM_FOLDER = ".github/ISSUE_TEMPLATE"
GENERATED_MARK = "# Tehty komennolla scripts/schema. Älä muuta käsin.\n"
_LONG_TEXT = 160  # A text that may be longer than this gets a field of many lines.


@dataclass(frozen=True)
class Question:
    """One field of an issue form. `path` is where the answer goes; `spec` is the field of the schema, None for text
    that is the body's; `options` are what is chosen from, with what is written in the entry."""

    path: tuple[str, ...]
    label: str
    help: str
    section: str
    required: bool = False
    spec: FieldSpec | None = None
    options: Mapping[str, str] = field(default_factory=dict)
    example: str = ""

    @property
    def id(self) -> str:
        """Names the field in an address that fills it in."""
        return "-".join(self.path) if self.spec else municipalities.slugify(self.heading)

    @property
    def heading(self) -> str:
        """The heading of the body under which the answer goes; "" when it goes into a field."""
        return self.path[0].removeprefix("# ") if self.spec is None else ""


@dataclass(frozen=True)
class IssueForm:
    """A form: the web form that asks the same, the title of a new issue, and the questions."""

    web: Form
    issue_title: str
    questions: Sequence[Question]

    @property
    def labels(self) -> list[str]:
        """The headings of an issue that was written with the form, in order."""
        return [*(question.label for question in self.questions), CONSENT]


def make_issue_forms(words: vocabulary.Vocabulary) -> dict[str, IssueForm]:
    """Every issue form by its name."""
    return {form.name: _form(form, words) for form in FORMS if form.name in _LAYOUT["forms"]}


def _form(web: Form, words: vocabulary.Vocabulary) -> IssueForm:
    layout = _LAYOUT["forms"][web.name]
    asked = field_specs(models.KINDS[web.kind].model)
    if web.adds:  # The entry to which a record is added is named as in a reference to it.
        practice = asked["adapted_from"].parts["practice"]
        asked = {"practice": practice, **asked[web.adds].parts, "sources": asked["sources"]}
    questions = [_question(web, path, texts, asked, words) for path, texts in layout["questions"].items()]
    sections = ["", *(section.title for section in web.sections)]
    questions.sort(key=lambda question: sections.index(question.section))
    return IssueForm(web, layout["issue_title"], questions)


def _question(
    web: Form, path: str, texts: Mapping[str, Any], specs: Mapping[str, FieldSpec], words: vocabulary.Vocabulary
) -> Question:
    first, _, inner = path.partition(".")
    section = next((each.title for each in web.sections if first in each.fields), "")
    if path.startswith("# "):
        return Question((path,), path[2:], texts["help"], section)
    spec = specs[first]
    label = spec.label
    if inner:
        spec = spec.parts[inner]
        label = f"{ONE.get(first, label)}: {spec.label}"
    return Question(
        (first, inner) if inner else (first,),
        label[0].upper() + label[1:],
        texts.get("help") or FIELD_HELP.get(path) or FIELD_HELP.get(spec.key) or spec.description,
        section,
        texts.get("required", False) or (spec.required and not inner),
        spec,
        _options(spec, texts.get("only"), words),
        texts.get("example", ""),
    )


def _options(spec: FieldSpec, only: Sequence[str] | None, words: vocabulary.Vocabulary) -> Mapping[str, str]:
    """The options of a field by label; none when it is written."""
    if spec.choices:
        return {choice.label: choice.value for choice in spec.choices if not only or choice.value in only}
    if spec.value_type is bool:
        return {"kyllä": "true", "ei": "false"}
    lists = {"theme": words.themes, "bottleneck": words.bottlenecks, "indicator": words.indicators}
    items: Mapping[str, Any] = lists.get(spec.target or "", {})
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


def _template(form: IssueForm, site: str) -> Data:
    leads = {section.title: section.lead for section in form.web.sections}
    body = [_markdown(_LAYOUT["intro"].format(web_form=f"{site}osallistu/{form.web.name}/"))]
    for section, questions in groupby(form.questions, lambda question: question.section):
        if section:
            body.append(_markdown(f"## {section}\n\n{leads[section]}".rstrip()))
        body += map(_element, questions)
    boxes = [{"label": statement, "required": True} for statement in CONSENT_STATEMENTS]
    body.append({"type": "checkboxes", "id": "consent", "attributes": {"label": CONSENT, "options": boxes}})
    return {"name": form.web.title, "description": form.web.lead, "title": form.issue_title, "body": body}


def _markdown(text: str) -> Data:
    return {"type": "markdown", "attributes": {"value": text}}


def _element(question: Question) -> Data:
    """A list of prose has an item on each line; names of municipalities fit on one."""
    spec = question.spec
    long = not spec or spec.submodel or (spec.is_prose and (spec.many or spec.limits["max_length"] > _LONG_TEXT))
    attributes: Data = {"label": question.label, "description": question.help}
    if question.options:
        kind = "dropdown"
        attributes |= {"multiple": True} if spec and spec.many else {}
        attributes["options"] = list(question.options)
    else:
        kind = "textarea" if long else "input"
        attributes |= {"placeholder": question.example} if question.example else {}
    required = {"validations": {"required": True}} if question.required else {}
    return {"type": kind, "id": question.id, "attributes": attributes, **required}


def _chooser(site: str, feedback: str) -> Data:
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
