"""The catalogue of a repository, with everything that is wrong in it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, get_args

from catalogue import vocabulary
from catalogue.catalogue import Catalogue
from catalogue.checks import CHECKS, NOTICES
from catalogue.checks.scope import Scope
from catalogue.entry import Entry
from catalogue.layout import KINDS, files_of
from catalogue.problem import Problem
from catalogue.prune import pruned
from catalogue.reading import read_kind
from catalogue.recall import Recall
from catalogue.reference import places
from catalogue.types import Target
from catalogue.vocabulary import Vocabulary

VOCABULARY = "practices/vocabulary"


@dataclass(frozen=True)
class Loaded:
    """A catalogue of sound entries, the problems of the others, and notices that break nothing."""

    catalogue: Catalogue
    problems: tuple[Problem, ...]
    notices: tuple[Problem, ...]


def load(root: Path, today: date, recall: Recall | None = None) -> Loaded:
    """Reads everything under `root`. An entry with a problem is left out, and so are links to it. `recall` saves reading
    again what an earlier reading with it found."""
    words, problems = vocabulary.load(root / VOCABULARY, VOCABULARY)
    named = names_of(root, words)
    entries: dict[str, dict[str, Entry[Any]]] = {}
    for name, kind in KINDS.items():
        entries[name], found = read_kind(root, kind, named, recall or Recall())
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
            named[target] = frozenset(file.stem for file in files_of(root, KINDS[target]))
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
            whole = ((entry, pruned(entry.data, present)) for entry in group.values())
            kept[kind] = {entry.slug: replace(entry, data=data) for entry, data in whole if data is not None}
    return _catalogue(words, kept, catalogue.today)
