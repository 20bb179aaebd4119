"""What authors have written: the catalogue and the hand-written pages, with everything that is wrong in them."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, get_args

from pydantic import ValidationError

from kaytantopankki.content import checks, front_matter, messages, models, municipalities, vocabulary
from kaytantopankki.content.body_markdown import body_problems
from kaytantopankki.content.catalogue import Catalogue
from kaytantopankki.content.field_types import Target
from kaytantopankki.content.fields import KnownNames, references, without_dangling_references
from kaytantopankki.content.file_checks import Scope, read_source
from kaytantopankki.content.static_pages import StaticPage, page_paths, read_page
from kaytantopankki.content.validation import explain, field_problem

VOCABULARY = "practices/vocabulary"
_NO_NAMES: KnownNames = {}
_Stamp = tuple[int, int, int]
_Entries = Mapping[str, Mapping[str, models.Entry[Any]]]


@dataclass(frozen=True)
class Loaded:
    """A catalogue of sound entries, every hand-written page, what is wrong with the other entries and with the pages,
    and notices that break nothing."""

    catalogue: Catalogue
    pages: tuple[StaticPage, ...]
    problems: tuple[messages.Problem, ...]
    notices: tuple[messages.Problem, ...]


class EntryCache:
    """Sound entries by file. What was wrong is read again, because other files may have mended it."""

    def __init__(self) -> None:
        self._entries: dict[Path, tuple[_Stamp, models.Entry[Any]]] = {}

    def entry(
        self, file: Path, read: Callable[[], models.Entry[Any] | list[messages.Problem]]
    ) -> models.Entry[Any] | list[messages.Problem]:
        """The entry of the file, read only if the file has changed."""
        stamp = _stamp(file)
        cached = self._entries.get(file)
        if cached and cached[0] == stamp:
            return cached[1]
        result = read()
        if isinstance(result, models.Entry) and stamp and stamp == _stamp(file):
            self._entries[file] = stamp, result
        return result


def _stamp(file: Path) -> _Stamp | None:
    """What changes when a file is written or another takes its place."""
    try:
        status = os.lstat(file)
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino


def load(root: Path, today: date, cache: EntryCache | None = None) -> Loaded:
    """Reads everything under `root`. An entry with a problem is left out, and so are links to it. What is in `cache` is
    not read again."""
    words, problems = vocabulary.load(root / VOCABULARY, VOCABULARY)
    named = names_of(root, words)
    entries = {
        kind.name: _read_kind(root, kind, named, cache or EntryCache(), problems) for kind in models.KINDS.values()
    }
    catalogue = _catalogue(words, entries, today)
    scope = Scope(catalogue, named, root)
    problems += (problem for check in checks.CHECKS for problem in check(scope))
    broken = {problem.path for problem in problems}
    sound = _without(catalogue, broken) if broken else catalogue
    pages = tuple(read_page(root, path) for path in page_paths(root))
    problems += (problem for page in pages for problem in page.problems)
    return Loaded(sound, pages, tuple(sorted(set(problems))), tuple(sorted(checks.unused_words(catalogue))))


def _read_kind(
    root: Path, kind: models.Kind, named: KnownNames, cache: EntryCache, problems: list[messages.Problem]
) -> dict[str, models.Entry[Any]]:
    """The sound entries of one kind by slug; adds the problems of the others to `problems`."""
    if (root / kind.folder).resolve() != root.resolve() / kind.folder:
        problems.append(messages.Problem(kind.folder, 1, messages.message_for("file_link")))
        return {}
    entries: dict[str, models.Entry[Any]] = {}
    for file in models.entry_files(root, kind):
        path = f"{kind.folder}/{file.name}"
        result = cache.entry(file, partial(read_file, file, path, kind, named))
        if isinstance(result, models.Entry):
            entries[result.slug] = result
        else:
            problems += result
    return entries


def read_file(
    file: Path, path: str, kind: models.Kind, named: KnownNames = _NO_NAMES
) -> models.Entry[Any] | list[messages.Problem]:
    """One entry, or everything that is wrong with its file."""
    text = read_source(file, path)
    return [text] if isinstance(text, messages.Problem) else read_entry(text, path, kind, named)


def read_entry(
    text: str, path: str, kind: models.Kind, named: KnownNames = _NO_NAMES
) -> models.Entry[Any] | list[messages.Problem]:
    """One entry from its text, or everything that is wrong with it.

    When the schema refuses it, the words in it that name nothing are told too: `named` has the right ones.
    """
    document = front_matter.parse_document(text, path)
    if isinstance(document, list):
        return document
    problems = body_problems(kind.name, document, path)
    present = front_matter.without_empty(document.data)
    try:
        data = kind.model.model_validate(present)
    except ValidationError as error:
        problems += explain(error, kind.model, path, document.lines)
        for loc, target, word in references(kind.model, present):
            if (names := named.get(target)) is not None and word not in names:
                message = checks.unknown_reference_message(target, word, names)
                problems.append(field_problem(path, document.lines, kind.model, loc, message))
        return sorted(problems, key=lambda problem: problem.line)
    slug = Path(path).stem
    return problems or models.Entry(kind.name, slug, path, data, document.body, document.body_line, document.lines)


def _catalogue(words: vocabulary.Vocabulary, entries: _Entries, today: date) -> Catalogue:
    practices, news, events, networks, projects, municipalities = (entries[kind] for kind in models.KINDS)
    return Catalogue(words, practices, news, events, networks, projects, municipalities, today)


def names_of(root: Path, words: vocabulary.Vocabulary) -> dict[Target, frozenset[str]]:
    """Every name that may be referred to, whether its own file is sound or not.

    A vocabulary that cannot be read has no names: its file is the problem, not the words that entries take from it.
    """
    named: dict[Target, frozenset[str]] = {"municipality": frozenset(municipalities.places())}
    for target in get_args(Target):
        keys = frozenset(key for path, key in words.lines if path.endswith(f"/{target}s.yml"))
        if target in models.KINDS and target not in named:
            stems = (file.stem for file in models.entry_files(root, models.KINDS[target]))
            named[target] = frozenset(stem for stem in stems if stem == municipalities.slugify(stem))
        elif keys:
            named[target] = keys
    return named


def _without(catalogue: Catalogue, broken: set[str]) -> Catalogue:
    """The catalogue without the broken files and without links that would lead to them."""
    kept: dict[str, dict[str, models.Entry[Any]]] = {
        kind: {slug: entry for slug, entry in catalogue.of_kind(kind).items() if entry.path not in broken}
        for kind in models.KINDS
    }
    present: dict[Target, frozenset[str]] = {
        target: frozenset(getattr(catalogue.vocabulary, f"{target}s"))
        for target in get_args(Target)
        if f"{target}s" in vocabulary.FILES
    }
    count = None
    while count != sum(map(len, kept.values())):  # An entry that cannot stay takes its links with it.
        count = sum(map(len, kept.values()))
        for target in ("practice", "news", "event", "network", "project"):
            present[target] = frozenset(kept[target])
        for kind, group in kept.items():
            whole = ((entry, without_dangling_references(entry.data, present)) for entry in group.values())
            kept[kind] = {entry.slug: replace(entry, data=data) for entry, data in whole if data is not None}
    return _catalogue(catalogue.vocabulary, kept, catalogue.today)
