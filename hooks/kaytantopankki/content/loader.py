"""What authors have written: the catalogue and the hand-written pages, with everything that is wrong in them."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, get_args

from kaytantopankki.content import checks, front_matter, models, municipalities, vocabulary, written
from kaytantopankki.content.body_markdown import body_problems, size_problems
from kaytantopankki.content.catalogue import Catalogue
from kaytantopankki.content.field_types import Target
from kaytantopankki.content.fields import validate, with_references
from kaytantopankki.content.file_checks import Scope, read_source
from kaytantopankki.content.messages import Problem, message_for
from kaytantopankki.content.static_pages import StaticPage, page_paths, read_page

VOCABULARY = "practices/vocabulary"
_Stamp = tuple[int, int, int]
_Entries = Mapping[str, Mapping[str, models.Entry[Any]]]
_NO_ENTRIES: _Entries = {}
_Result = models.Entry[Any] | list[Problem]


@dataclass(frozen=True)
class Loaded:
    """A catalogue of sound entries, every hand-written page, what is wrong with the other entries and with the pages,
    notices that break nothing, and the words by which entries refer to things."""

    catalogue: Catalogue
    pages: tuple[StaticPage, ...]
    problems: tuple[Problem, ...]
    notices: tuple[Problem, ...]
    named: written.KnownWords


class EntryCache:
    """Sound entries by file. What was wrong is read again, because other files may have mended it."""

    def __init__(self) -> None:
        self._entries: dict[Path, tuple[_Stamp, models.Entry[Any]]] = {}

    def entry(self, file: Path, read: Callable[[], _Result]) -> _Result:
        """The entry of the file, read only if the file has changed."""
        stamp = _stamp(file)
        cached = self._entries.get(file)
        if cached and cached[0] == stamp:
            return cached[1]
        result = read()
        if isinstance(result, models.Entry) and not result.problems and stamp and stamp == _stamp(file):
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
    entries = {kind.name: _read_kind(root, kind, cache or EntryCache(), problems) for kind in models.KINDS.values()}
    named = names_of(root, words, entries)
    catalogue = _catalogue(words, {kind: _with_keys(group, named) for kind, group in entries.items()}, today)
    scope = Scope(catalogue, named, root)
    unread = {(entry.path, line) for entry in catalogue.entries for line in entry.unread}
    checked = (problem for check in checks.CHECKS for problem in check(scope))
    problems += (problem for problem in checked if (problem.path, problem.line) not in unread)
    broken = {problem.path for problem in problems}
    sound = _without(catalogue, broken) if broken else catalogue
    pages = tuple(read_page(root, path) for path in page_paths(root))
    problems += (problem for page in pages for problem in page.problems)
    return Loaded(sound, pages, tuple(sorted(set(problems))), tuple(sorted(checks.unused_words(catalogue))), named)


def _read_kind(
    root: Path, kind: models.Kind, cache: EntryCache, problems: list[Problem]
) -> dict[str, models.Entry[Any]]:
    """The entries of one kind by slug; adds what is wrong with them and with files that are none to `problems`."""
    if (root / kind.folder).resolve() != root.resolve() / kind.folder:
        problems.append(Problem(kind.folder, 1, message_for("file_link")))
        return {}
    entries: dict[str, models.Entry[Any]] = {}
    for file in models.entry_files(root, kind):
        result = cache.entry(file, partial(_file_entry, file, f"{kind.folder}/{file.name}", kind))
        if isinstance(result, models.Entry):
            entries[result.slug] = result
        problems += result.problems if isinstance(result, models.Entry) else result
    return entries


def read_file(file: Path, path: str, kind: models.Kind) -> _Result:
    """One entry, or everything that is wrong with its file."""
    return _sound(_file_entry(file, path, kind))


def read_entry(text: str, path: str, kind: models.Kind, named: written.KnownWords = written.NO_WORDS) -> _Result:
    """One entry from its text, or everything that is wrong with it, words too that are not in `named`."""
    entry = _text_entry(text, path, kind)
    if isinstance(entry, models.Entry):
        entry = replace(entry, problems=(*entry.problems, *checks.unknown_references(entry, named)))
    return _sound(entry)


def _sound(result: _Result) -> _Result:
    return list(result.problems) if isinstance(result, models.Entry) and result.problems else result


def _file_entry(file: Path, path: str, kind: models.Kind) -> _Result:
    text = read_source(file, path)
    return [text] if isinstance(text, Problem) else _text_entry(text, path, kind)


def _text_entry(text: str, path: str, kind: models.Kind) -> _Result:
    """The entry of a text, with its problems; or why there is none."""
    document = front_matter.parse_document(text, path)
    if isinstance(document, list):
        return document
    data, told = validate(kind.model, written.read(kind.model, document.data), path, document.lines)
    unreadable = [*size_problems(document, path)]
    told += unreadable or body_problems(kind.name, document, path)
    unread = frozenset(problem.line for problem in document.problems)
    problems = sorted((*document.problems, *(problem for problem in told if problem.line not in unread)))
    slug, body = Path(path).stem, "" if unreadable else document.body
    return models.Entry(kind.name, slug, path, data, body, document.body_line, document.lines, tuple(problems), unread)


def _with_keys(group: Mapping[str, models.Entry[Any]], named: written.KnownWords) -> dict[str, models.Entry[Any]]:
    """The entries with the key of each thing that they refer to by another word."""

    def key_of(target: Target, word: str) -> str:
        return (written.key_meant(target, word, named) if target in named else None) or word

    whole = ((entry, with_references(entry.data, key_of)) for entry in group.values() if not entry.problems)
    return {
        **group,
        **{entry.slug: replace(entry, data=data) for entry, data in whole if data not in (None, entry.data)},
    }


def _catalogue(words: vocabulary.Vocabulary, entries: _Entries, today: date) -> Catalogue:
    practices, news, events, networks, projects, municipalities = (entries[kind] for kind in models.KINDS)
    return Catalogue(words, practices, news, events, networks, projects, municipalities, today)


def names_of(root: Path, words: vocabulary.Vocabulary, entries: _Entries = _NO_ENTRIES) -> written.KnownWords:
    """Every word by which something may be referred to, whether its own file is sound or not.

    A vocabulary that cannot be read has no names: its file is the problem, not the words that entries take from it.
    """
    named: dict[Target, Mapping[str, str]] = {}
    others: dict[str, tuple[str, ...]]
    for target in get_args(Target):
        if target == "municipality":
            others = dict.fromkeys(municipalities.places(), ())
        elif target in models.KINDS:
            group = entries.get(target, {})
            stems = (file.stem for file in models.entry_files(root, models.KINDS[target]))
            slugs = (stem for stem in stems if stem == municipalities.slugify(stem))
            others = {
                slug: (getattr(group[slug].data, "title", None) or "",) if slug in group else () for slug in slugs
            }
        else:
            others = {
                key: words.names(f"{target}s", key) for path, key in words.lines if path.endswith(f"/{target}s.yml")
            }
        if others or target in models.KINDS:
            named[target] = written.words_meant(others)
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

    def key_of(target: Target, word: str) -> str | None:
        return word if target not in present or word in present[target] else None

    count = None
    while count != sum(map(len, kept.values())):  # An entry that cannot stay takes its links with it.
        count = sum(map(len, kept.values()))
        for target in ("practice", "news", "event", "network", "project"):
            present[target] = frozenset(kept[target])
        for kind, group in kept.items():
            whole = ((entry, with_references(entry.data, key_of)) for entry in group.values())
            kept[kind] = {entry.slug: replace(entry, data=data) for entry, data in whole if data is not None}
    return _catalogue(catalogue.vocabulary, kept, catalogue.today)
