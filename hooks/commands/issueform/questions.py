"""The questions of an issue form, from the same data as the web forms."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from catalogue import forms
from catalogue.forms import Data
from catalogue.layout import KINDS
from catalogue.reference import slugify
from catalogue.vocabulary import Vocabulary
from commands.issueform import layout
from pages.formlayout import FORMS, HELP, ONE, Form

WEB_FORMS = {form.name: form for form in FORMS}
Options = Mapping[str, str]  # What is chosen from, and what is written in the entry.


@dataclass(frozen=True)
class Question:
    """One field of an issue form. `path` is where the answer goes; `shape` is the field of the schema, None for text
    that is the body's."""

    path: tuple[str, ...]
    label: str
    help: str
    section: str
    required: bool = False
    shape: Data | None = None
    options: Options = field(default_factory=dict)

    @property
    def id(self) -> str:
        """Names the field in an address that fills it in."""
        return "-".join(self.path) if self.shape else slugify(self.heading)

    @property
    def heading(self) -> str:
        """The heading of the body under which the answer goes; "" when it goes into a field."""
        return self.path[0].removeprefix("# ") if self.shape is None else ""


@dataclass(frozen=True)
class IssueForm:
    """A form: the web form that asks the same, the fields of the kind, and the questions in order."""

    web: Form
    fields: Sequence[Data]
    questions: Sequence[Question]


def issue_forms(words: Vocabulary) -> dict[str, IssueForm]:
    """Every issue form by its name."""
    return {name: _form(name, words) for name in layout.ASKED}


def _form(name: str, words: Vocabulary) -> IssueForm:
    web = WEB_FORMS[name]
    fields = forms.form(KINDS[web.kind])["fields"]
    own = named(fields)[web.adds]["fields"] + [named(fields)["sources"]] if web.adds else fields
    asked = [_question(web, path, own, words) for path in layout.ASKED[name]]
    sections = [section.title for section in web.sections]
    asked.sort(key=lambda question: sections.index(question.section))
    return IssueForm(web, fields, [*([_which(fields)] if web.adds else []), *asked])


def named(fields: Sequence[Data]) -> dict[str, Data]:
    """The fields by name."""
    return {each["name"]: each for each in fields}


def _which(fields: Sequence[Data]) -> Question:
    """The entry to which a record is added."""
    shape = named(named(fields)["adapted_from"]["fields"])["practice"]
    return Question(("practice",), _capital(shape["label"]), layout.HELP["practice"], "", True, shape)


def _question(web: Form, path: str, fields: Sequence[Data], words: Vocabulary) -> Question:
    first, _, inner = path.partition(".")
    section = next(each.title for each in web.sections if first in each.fields)
    if path.startswith("# "):
        return Question((path,), path[2:], layout.HELP[path], section)
    shape = outer = named(fields)[first]
    if inner:
        shape = named(outer["fields"])[inner]
    label = f"{ONE.get(first, outer['label'])}: {shape['label']}" if inner else shape["label"]
    within = f"{web.adds}.{path}" if web.adds else path
    told = (words_.get(each) for words_ in (layout.HELP, HELP) for each in (within, path, shape["name"]))
    return Question(
        (first, inner) if inner else (first,),
        _capital(label),
        next(filter(None, told), shape["help"]),
        section,
        shape.get("required", False) and not inner,
        shape,
        _options(path, shape, words),
    )


def _options(path: str, shape: Data, words: Vocabulary) -> Options:
    """What a field is chosen from; nothing when it is written."""
    if shape["type"] == "choice":
        only = layout.ONLY.get(path)
        return {label: value for value, label in shape["choices"] if not only or value in only}
    if shape["type"] == "bool":
        return {"kyllä": "true", "ei": "false"}
    match shape.get("target"):
        case "theme":
            return {theme.title: key for key, theme in words.themes.items()}
        case "bottleneck":
            return {item.title: key for key, item in words.bottlenecks.items()}
        case "indicator":
            indicators = words.indicators.items()
            return {f"{item.title} ({item.unit})" if item.unit else item.title: key for key, item in indicators}
    return {}


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
