"""The pages of the web forms, from `data/web_forms.yml`, and the files from which their script makes the fields."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from kaytantopankki import formatting
from kaytantopankki.analysis.overview import CRITERIA, EARLY_STAGES
from kaytantopankki.content import form_export, models
from kaytantopankki.content.catalogue import Catalogue
from kaytantopankki.data_files import data_table
from kaytantopankki.page import Page, titled_page


class _Section(NamedTuple):
    """Fields that belong together. One that is not open at once is unfolded; `# Opit` is a heading of the text."""

    title: str
    fields: list[str]
    lead: str = ""
    open: bool = False


class Form(NamedTuple):
    """A form: its page, the kind of entry it makes, what is needed at least, and its sections in reading order.

    `question` is the name in the address that opens an entry in the form. A form that `adds` adds one record to that
    list of an entry; any other makes or changes a whole entry.
    """

    name: str
    kind: str
    title: str
    lead: str
    need: list[str]
    sections: list[_Section]
    question: str = "muokkaa"
    adds: str = ""

    @property
    def asks_completeness(self) -> bool:
        """Whether the form shows how complete the entry is."""
        return self.kind == "practice" and not self.adds


_WORDS = data_table("pages/data/web_forms.yml")
FORMS = tuple(
    Form(name, **{**settings, "sections": [_Section(**section) for section in settings["sections"]]})
    for name, settings in _WORDS["forms"].items()
)
# What to write, where the schema's description is meant for those who write the file by hand: by field or by its path.
FIELD_HELP: dict[str, str] = _WORDS["field_help"]
# One item of a list, for its heading and for the buttons that add and remove it.
ONE: dict[str, str] = _WORDS["one"]
# What a form says instead of what the build says of a file, by the key of the message.
IN_FORM: dict[str, str] = _WORDS["messages"]


def form_pages() -> Iterator[Page]:
    """A page for every form."""
    for form in FORMS:
        view = {
            **formatting.fields_of(form, "name", "lead", "need", "question"),
            "metered": form.asks_completeness,
            "folder": models.KINDS[form.kind].folder,
        }
        yield titled_page("osallistu/{name}.md", view, name=form.name, title=form.title, lead=form.lead)


def form_files(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """(address, JSON): what each form is made of, and all that any of them may name."""
    references = _references(catalogue)
    for form in FORMS:
        yield f"osallistu/lomake/{form.name}.json", _json(_form_data(catalogue, form, references))
    practices = [[entry.slug, entry.data.title] for entry in catalogue.practices_by_title]
    yield "osallistu/lomake/luettelot.json", _json({**references, "practice": practices})


def source_files(catalogue: Catalogue, root: Path) -> Iterator[tuple[str, str]]:
    """(address, JSON): the entries as they are written, for the forms that open them."""
    for kind in sorted({form.kind for form in FORMS}):
        for slug, entry in catalogue.of_kind(kind).items():
            address = f"osallistu/lahteet/{models.KINDS[kind].address}/{slug}.json"
            yield address, _json((root / entry.path).read_bytes().decode())


def _form_data(catalogue: Catalogue, form: Form, references: form_export.Data) -> form_export.Data:
    """A form's fields, rules and words, and what is already taken. Practices are too many for `taken`, and tags for
    `words`, where only what its lists show is: the script asks for all when it needs them."""
    others = [] if form.kind == "practice" else catalogue.of_kind(form.kind).values()
    data = {
        **form_export.form_schema(models.KINDS[form.kind]),
        **form_export.form_rules(),
        "inForm": IN_FORM,
        "one": ONE,
        **{name: _WORDS[name] for name in ("first", "prose", "refused", "says")},
        "sections": [section._asdict() for section in form.sections],
        "asked": [
            {
                "weight": item.weight,
                "told": item.condition,
                **formatting.fields_of(item, "later", "field", "label", "why"),
            }
            for item in (CRITERIA if form.asks_completeness else ())
        ],
        "ahead": [stage.value for stage in EARLY_STAGES],
        "taken": [[entry.slug, getattr(entry.data, "title", "")] for entry in others],
        "old": [[address, entry.path] for entry in catalogue.entries for address in entry.data.aliases_url],
    }
    if form.kind == "municipality":
        data |= {"named": "municipality", "slugs": {place.name: place.slug for place in catalogue.places.values()}}
    text = _json(data["fields"])
    data["words"] = {key: words for key, words in references.items() if f'"target":"{key}"' in text and key != "tag"}
    _set_help(data["fields"])
    if form.adds:
        by_name = {field["name"]: field for field in data["fields"]}
        # The item has sources of its own, which get their numbers when it joins the entry.
        record = [*_without_source_numbers(by_name[form.adds]["fields"]), by_name["sources"]]
        data |= {"adds": form.adds, "record": record}
    return data


def _references(catalogue: Catalogue) -> form_export.Data:
    """What each kind of reference may name: what is written, and what readers see."""
    words = catalogue.vocabulary
    indicators = words.indicators.items()
    return {
        "theme": [[key, theme.title, *theme.synonyms] for key, theme in words.themes.items()],
        "tag": [[key, "", *tag.synonyms] for key, tag in words.tags.items()],
        "indicator": [[key, f"{item.title} ({item.unit})" if item.unit else item.title] for key, item in indicators],
        "bottleneck": [[key, item.title] for key, item in words.bottlenecks.items()],
        **{
            kind: [[slug, entry.data.title] for slug, entry in catalogue.of_kind(kind).items()]
            for kind in ("network", "project", "event", "news")
        },
    }


def _without_source_numbers(fields: list[form_export.Data]) -> list[form_export.Data]:
    kept = (field for field in fields if field["name"] != "source")
    return [
        {**field, "fields": _without_source_numbers(field["fields"])} if "fields" in field else field for field in kept
    ]


def _set_help(fields: list[form_export.Data], path: str = "") -> None:
    """Puts the form's own help in place of the schema's description, in fields inside fields too."""
    for field in fields:
        name = field["name"]
        field["help"] = FIELD_HELP.get(f"{path}{name}", FIELD_HELP.get(name, field["help"]))
        _set_help(field.get("fields", []), f"{path}{name}.")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
