"""The catalogue of a repository, with everything that is wrong in it."""

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, get_args

from pydantic import ValidationError

from kaytantopankki.content import body_rules, front_matter, models, vocabulary
from kaytantopankki.content.catalogue import Catalogue
from kaytantopankki.content.checks import CHECKS, NOTICES
from kaytantopankki.content.field_types import Target
from kaytantopankki.content.file_checks import Scope
from kaytantopankki.content.front_matter import Lines, without_empty
from kaytantopankki.content.messages import Problem, message_for
from kaytantopankki.content.models import KINDS, Entry, Kind, entry_files
from kaytantopankki.content.municipalities import Named, places, slugify, unknown_reference_message
from kaytantopankki.content.references import without_dangling_references, written_references
from kaytantopankki.content.validation import explain, field_label, nearest_line
from kaytantopankki.content.vocabulary import Vocabulary

NOTHING: Named = {}


ReadResult = Entry[Any] | list[Problem]
_Stamp = tuple[int, int, int]
CachedEntry = tuple[_Stamp, Entry[Any]]


class EntryCache:
    """Sound entries by file. What was wrong is read again, because other files may have mended it."""

    def __init__(self) -> None:
        self.kept: dict[Path, CachedEntry] = {}

    def entry(self, file: Path, read: Callable[[], ReadResult]) -> ReadResult:
        """The entry of the file, read only if the file has changed."""
        stamp = _stamp(file)
        kept = self.kept.get(file)
        if kept and kept[0] == stamp:
            return kept[1]
        found = read()
        if isinstance(found, Entry) and stamp and stamp == _stamp(file):
            self.kept[file] = stamp, found
        return found


def _stamp(file: Path) -> _Stamp | None:
    """What changes when a file is written or another takes its place."""
    try:
        seen = os.lstat(file)
    except OSError:
        return None
    return seen.st_mtime_ns, seen.st_size, seen.st_ino


def read_kind(
    root: Path, kind: Kind, named: Named, recall: EntryCache
) -> tuple[dict[str, Entry[models.Content]], list[Problem]]:
    """The sound entries of one kind by slug, and the problems of the others."""
    entries: dict[str, Entry[models.Content]] = {}
    problems: list[Problem] = []
    if (root / kind.folder).resolve() != root.resolve() / kind.folder:
        return {}, [Problem(kind.folder, 1, message_for("file_link"))]
    for file in entry_files(root, kind):
        path = f"{kind.folder}/{file.name}"
        found = recall.entry(file, partial(read_file, file, path, kind, named))
        if isinstance(found, Entry):
            entries[found.slug] = found
        else:
            problems += found
    return entries, problems


def read_file(file: Path, path: str, kind: Kind, named: Named = NOTHING) -> Entry[models.Content] | list[Problem]:
    """One entry, or everything that is wrong with its file."""
    slug = file.stem
    if slug != slugify(slug):
        return [Problem(path, 1, message_for("file_named", name=slugify(slug) or "nimi"))]
    text = front_matter.read_text(file, path)
    return [text] if isinstance(text, Problem) else read_entry(text, path, kind, named)


def read_entry(text: str, path: str, kind: Kind, named: Named = NOTHING) -> Entry[models.Content] | list[Problem]:
    """One entry from its text, or everything that is wrong with it.

    When the schema refuses it, the words in it that name nothing are told too: `named` has the right ones.
    """
    parsed = front_matter.parse_document(text, path)
    if isinstance(parsed, list):
        return parsed
    slug = Path(path).stem
    problems = [*body_rules.size_problems(parsed, path)] or body_rules.heading_problems(kind.name, parsed, path)
    try:
        data = kind.model.model_validate(present := without_empty(parsed.data))
    except ValidationError as error:
        problems += explain(error, kind.model, path, parsed.lines)
        problems += _unknown_words(kind, present, path, parsed.lines, named)
        return sorted(problems, key=lambda problem: problem.line)
    return problems or Entry(kind.name, slug, path, data, parsed.body, parsed.body_line, parsed.front)


def _unknown_words(kind: Kind, data: object, path: str, lines: Lines, named: Named) -> Iterator[Problem]:
    for loc, target, word in written_references(kind.model, data):
        if (names := named.get(target)) is not None and word not in names:
            label = field_label(kind.model, loc)
            yield Problem(path, nearest_line(lines, loc), f"{label}: {unknown_reference_message(target, word, names)}")


VOCABULARY = "practices/vocabulary"


@dataclass(frozen=True)
class Loaded:
    """A catalogue of sound entries, the problems of the others, and notices that break nothing."""

    catalogue: Catalogue
    problems: tuple[Problem, ...]
    notices: tuple[Problem, ...]


def load(root: Path, today: date, recall: EntryCache | None = None) -> Loaded:
    """Reads everything under `root`. An entry with a problem is left out, and so are links to it. `recall` saves reading
    again what an earlier reading with it found."""
    words, problems = vocabulary.load(root / VOCABULARY, VOCABULARY)
    named = names_of(root, words)
    entries: dict[str, dict[str, Entry[Any]]] = {}
    for name, kind in KINDS.items():
        entries[name], found = read_kind(root, kind, named, recall or EntryCache())
        problems += found
    catalogue = _catalogue(words, entries, today)
    scope = Scope(catalogue, named, root)
    problems += (problem for check in CHECKS for problem in check(scope))
    notices = (notice for check in NOTICES for notice in check(catalogue))
    broken = {problem.path for problem in problems}
    sound = _without(catalogue, broken) if broken else catalogue
    return Loaded(sound, tuple(sorted(set(problems))), tuple(sorted(notices)))


def _catalogue(words: Vocabulary, entries: Mapping[str, Mapping[str, Entry[Any]]], today: date) -> Catalogue:
    return Catalogue(
        words,
        entries["practice"],
        entries["news"],
        entries["event"],
        entries["network"],
        entries["project"],
        entries["municipality"],
        today,
    )


def names_of(root: Path, words: Vocabulary) -> dict[Target, frozenset[str]]:
    """Every name that may be referred to, whether its own file is sound or not.

    A vocabulary that cannot be read has no names: its file is the problem, not the words that entries take from it.
    """
    keys = {
        name: frozenset(key for path, key in words.lines if path.endswith(f"/{name}.yml")) for name in vocabulary.FILES
    }
    named: dict[Target, frozenset[str]] = {"municipality": frozenset(places())}
    for target in get_args(Target):
        if target in KINDS and target not in named:
            named[target] = frozenset(file.stem for file in entry_files(root, KINDS[target]))
        elif words_of_target := keys.get(f"{target}s"):
            named[target] = words_of_target
    return named


def _without(catalogue: Catalogue, broken: set[str]) -> Catalogue:
    """The catalogue without the broken files and without links that would lead to them."""
    kept: dict[str, dict[str, Entry[Any]]] = {
        kind: {slug: entry for slug, entry in catalogue.of_kind(kind).items() if entry.path not in broken}
        for kind in KINDS
    }
    words = catalogue.vocabulary
    present: dict[Target, frozenset[str]] = {
        "theme": frozenset(words.themes),
        "tag": frozenset(words.tags),
        "indicator": frozenset(words.indicators),
        "bottleneck": frozenset(words.bottlenecks),
    }
    count = -1
    while count != (count := sum(map(len, kept.values()))):  # an entry that cannot stay takes its links with it
        for target in ("practice", "news", "event", "network", "project"):
            present[target] = frozenset(kept[target])
        for kind, group in kept.items():
            whole = ((entry, without_dangling_references(entry.data, present)) for entry in group.values())
            kept[kind] = {entry.slug: replace(entry, data=data) for entry, data in whole if data is not None}
    return _catalogue(words, kept, catalogue.today)
