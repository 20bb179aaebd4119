"""Small entries, catalogues and repositories made for one test."""

from datetime import date
from pathlib import Path
from typing import Any

import yaml

from kaytantopankki.content.catalogue import Catalogue
from kaytantopankki.content.models import KINDS, Entry
from kaytantopankki.content.vocabulary import FILES, Vocabulary
from tests.cases import read_tables

TODAY = date(2026, 11, 21)

_TABLES = read_tables(__file__)
LEAST: dict[str, dict[str, Any]] = _TABLES["least"]
WORDS: dict[str, dict[str, dict[str, Any]]] = _TABLES["words"]


def vocabulary(**changed: dict[str, Any]) -> Vocabulary:
    """The vocabulary, some of it changed."""
    words = {
        name: {key: FILES[name].model_validate(word) for key, word in some.items()}
        for name, some in (WORDS | changed).items()
    }
    return Vocabulary(**words)  # type: ignore[arg-type]


VOCABULARY = vocabulary()


def fields_of(kind: str, slug: str, **fields: Any) -> dict[str, Any]:
    """The fewest fields that make a sound entry, and those given."""
    title = {} if kind == "municipality" else {"title": slug.replace("-", " ").capitalize()}
    return {**title, **LEAST[kind], **fields}


def entry(kind: str, slug: str, body: str = "", **fields: Any) -> Entry[Any]:
    """A sound entry."""
    data = KINDS[kind].model.model_validate(fields_of(kind, slug, **fields))
    return Entry(kind, slug, f"{KINDS[kind].folder}/{slug}.md", data, body, 1, {})


def catalogue(*entries: Entry[Any], today: date = TODAY) -> Catalogue:
    """A catalogue of these entries."""
    groups = ({item.slug: item for item in entries if item.kind == kind} for kind in KINDS)
    practices, news, events, networks, projects, municipalities = groups
    return Catalogue(VOCABULARY, practices, news, events, networks, projects, municipalities, today)


def write_text(root: Path, path: str, text: str) -> None:
    """One file of a repository."""
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def write_entry(root: Path, kind: str, slug: str, body: str = "", **fields: Any) -> None:
    """One entry file."""
    data = yaml.safe_dump(fields_of(kind, slug, **fields), allow_unicode=True, sort_keys=False)
    write_text(root, f"{KINDS[kind].folder}/{slug}.md", f"---\n{data}---\n{body}")


def write_words(root: Path, **changed: dict[str, Any]) -> None:
    """The vocabulary files, some of them changed."""
    for name, words in (WORDS | changed).items():
        text = yaml.safe_dump(words, allow_unicode=True, sort_keys=False)
        write_text(root, f"practices/vocabulary/{name}.yml", text)
