"""The web forms: a page for each, and the files from which its script makes the fields, checks and suggestions."""

import json
from collections.abc import Iterator
from pathlib import Path

from catalogue import forms, rules
from catalogue.catalogue import Catalogue
from catalogue.forms import Data
from catalogue.layout import KINDS
from insight.completeness import AHEAD, PARTS
from pages.formlayout import FORMS, HELP, IN_FORM, ONE
from pages.page import Link, Page
from pages.shelves import shelf_count, shelves

FOLDER, SOURCES = "osallistu/lomake", "osallistu/lahteet"
_TAB, _CRUMBS = "tietoa/", (Link("Tietoa", "tietoa/"), Link("Osallistu", "osallistu/"))
# Kinds whose entries can be opened in a form.
_OPENED = frozenset(form.kind for form in FORMS)


def form_pages() -> Iterator[Page]:
    """A page for every form."""
    for form in FORMS:
        yield Page(
            uri=f"osallistu/{form.name}.md",
            findable=True,
            title=form.title,
            template="lomake.html",
            section=_TAB,
            crumbs=_CRUMBS,
            description=form.lead,
            view={
                "name": form.name,
                "metered": form.kind == "practice" and not form.adds,
                "lead": form.lead,
                "need": list(form.need),
                "question": form.question,
                "folder": KINDS[form.kind].folder,
            },
        )


def form_files(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """(address, JSON): what each form is made of, and the practices that any of them may name."""
    words = _words(catalogue)
    for form in FORMS:
        made = {
            **forms.form(KINDS[form.kind]),
            **rules.rules(),
            "words": words,
            "inForm": IN_FORM,
            "one": ONE,
            "sections": [section._asdict() for section in form.sections],
            "asked": _asked() if form.kind == "practice" and not form.adds else [],
            "ahead": [stage.value for stage in AHEAD],
            "taken": _taken(catalogue, form.kind),
            "shelves": shelf_count(len(catalogue.of_kind(form.kind))),
            "old": _old(catalogue),
            **({"named": "municipality", "slugs": _slugs(catalogue)} if form.kind == "municipality" else {}),
        }
        _explain(made["fields"])
        if form.adds:
            made |= {"adds": form.adds, "record": _record(made["fields"], form.adds)}
        yield f"{FOLDER}/{form.name}.json", _json(made)
    yield f"{FOLDER}/kaytannot.json", _json([[entry.slug, entry.data.title] for entry in catalogue.practices_by_title])


def source_files(catalogue: Catalogue, root: Path) -> Iterator[tuple[str, str]]:
    """(address, JSON): the entries as they are written, for the forms that open them."""
    for kind in sorted(_OPENED):
        entries = catalogue.of_kind(kind)
        written = ((slug, (root / entry.path).read_bytes().decode()) for slug, entry in entries.items())
        yield from shelves(f"{SOURCES}/{KINDS[kind].address}", written, len(entries))


def _words(catalogue: Catalogue) -> dict[str, list[list[str]]]:
    """What each kind of reference may name: what is written, and what readers see."""
    words = catalogue.vocabulary
    named = {
        "theme": [[key, theme.title] for key, theme in words.themes.items()],
        "tag": [[key, ", ".join(tag.synonyms)] for key, tag in words.tags.items()],
        "indicator": [
            [key, f"{item.title} ({item.unit})" if item.unit else item.title] for key, item in words.indicators.items()
        ],
        "bottleneck": [[key, item.title] for key, item in words.bottlenecks.items()],
        "municipality": [[name, ""] for name in catalogue.places],
    }
    for kind in ("network", "project", "event", "news"):
        named[kind] = [[slug, entry.data.title] for slug, entry in catalogue.of_kind(kind).items()]
    return named


def _taken(catalogue: Catalogue, kind: str) -> list[list[str]]:
    """The file names and titles of the entries there are; those of practices are asked for when they are needed."""
    entries = catalogue.of_kind(kind).values() if kind != "practice" else ()
    return [[entry.slug, getattr(entry.data, "title", "")] for entry in entries]


def _old(catalogue: Catalogue) -> list[list[str]]:
    """The old addresses of the entries there are, and whose they are."""
    return [[address, entry.path] for entry in catalogue.entries for address in entry.data.aliases_url]


def _slugs(catalogue: Catalogue) -> dict[str, str]:
    return {place.name: place.slug for place in catalogue.places.values()}


def _record(fields: list[Data], name: str) -> list[Data]:
    """One item of a list and its own sources, which get their numbers when the item joins the entry."""
    by_name = {field["name"]: field for field in fields}
    return [*_without_numbers(by_name[name]["fields"]), by_name["sources"]]


def _without_numbers(fields: list[Data]) -> list[Data]:
    kept = (field for field in fields if field["name"] != "source")
    return [{**field, "fields": _without_numbers(field["fields"])} if "fields" in field else field for field in kept]


def _asked() -> list[Data]:
    """What readers ask for of a practice, with weights."""
    return [{"weight": part.weight, "told": part.told, "later": part.later, **part.missing._asdict()} for part in PARTS]


def _explain(fields: list[Data], path: str = "") -> None:
    """What to write, in the words of a form: a choice is chosen from words, and a source is only a number."""
    for field in fields:
        at = f"{path}{field['name']}"
        field["help"] = HELP.get(at, HELP.get(field["name"], field["help"]))
        _explain(field.get("fields", []), f"{at}.")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
