"""From files to entries: one file becomes one typed entry, or the list of its problems."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from pydantic import ValidationError

from catalogue import document, headings, kinds, limits
from catalogue.entry import Entry
from catalogue.layout import Kind, files_of
from catalogue.messages import explain, field_label, nearest_line
from catalogue.problem import Problem
from catalogue.recall import Recall
from catalogue.reference import slugify
from catalogue.references import written_references
from catalogue.texts import say
from catalogue.unknown import Named, unknown
from catalogue.yamltree import Lines, without_empty

NOTHING: Named = {}


def read_kind(
    root: Path, kind: Kind, named: Named, recall: Recall
) -> tuple[dict[str, Entry[kinds.Content]], list[Problem]]:
    """The sound entries of one kind by slug, and the problems of the others."""
    entries: dict[str, Entry[kinds.Content]] = {}
    problems: list[Problem] = []
    if (root / kind.folder).resolve() != root.resolve() / kind.folder:
        return {}, [Problem(kind.folder, 1, say("file_link"))]
    for file in files_of(root, kind):
        path = f"{kind.folder}/{file.name}"
        found = recall.entry(file, partial(read_file, file, path, kind, named))
        if isinstance(found, Entry):
            entries[found.slug] = found
        else:
            problems += found
    return entries, problems


def read_file(file: Path, path: str, kind: Kind, named: Named = NOTHING) -> Entry[kinds.Content] | list[Problem]:
    """One entry, or everything that is wrong with its file."""
    slug = file.stem
    if slug != slugify(slug):
        return [Problem(path, 1, say("file_named", name=slugify(slug) or "nimi"))]
    text = document.read_text(file, path)
    return [text] if isinstance(text, Problem) else read_entry(text, path, kind, named)


def read_entry(text: str, path: str, kind: Kind, named: Named = NOTHING) -> Entry[kinds.Content] | list[Problem]:
    """One entry from its text, or everything that is wrong with it.

    When the schema refuses it, the words in it that name nothing are told too: `named` has the right ones.
    """
    parsed = document.parse(text, path)
    if isinstance(parsed, list):
        return parsed
    slug = Path(path).stem
    problems = [*limits.problems(parsed, path)] or headings.problems(kind.name, parsed, path)
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
            yield Problem(path, nearest_line(lines, loc), f"{label}: {unknown(target, word, names)}")
