"""From files to entries: one file becomes one typed entry, or the list of its problems."""

from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from catalogue import document, headings, kinds
from catalogue.entry import Entry
from catalogue.messages import explain
from catalogue.problem import Problem
from catalogue.reference import slugify
from catalogue.yamltree import without_empty


@dataclass(frozen=True)
class Kind:
    """A content kind: where its files are, where its pages go, and its schema."""

    name: str
    folder: str
    address: str
    model: type[kinds.Content]


KINDS = {
    kind.name: kind
    for kind in (
        Kind("practice", "practices", "kaytannot", kinds.Practice),
        Kind("news", "docs/uutiset/posts", "uutiset", kinds.News),
        Kind("event", "docs/tapahtumat", "tapahtumat", kinds.Event),
        Kind("network", "docs/verkostot", "verkostot", kinds.Network),
        Kind("project", "docs/hankkeet", "hankkeet", kinds.Project),
        Kind("municipality", "docs/kunnat", "kunnat", kinds.Municipality),
    )
}


def files_of(root: Path, kind: Kind) -> list[Path]:
    """The entry files of one kind, by name."""
    return sorted(file for file in (root / kind.folder).glob("*.md") if file.name != "index.md")


def read_kind(root: Path, kind: Kind) -> tuple[dict[str, Entry[kinds.Content]], list[Problem]]:
    """The sound entries of one kind by slug, and the problems of the others."""
    entries: dict[str, Entry[kinds.Content]] = {}
    problems: list[Problem] = []
    for file in files_of(root, kind):
        found = read_file(file, f"{kind.folder}/{file.name}", kind)
        if isinstance(found, Entry):
            entries[found.slug] = found
        else:
            problems += found
    return entries, problems


def read_file(file: Path, path: str, kind: Kind) -> Entry[kinds.Content] | list[Problem]:
    """One entry, or everything that is wrong with its file."""
    slug = file.stem
    if slug != slugify(slug):
        return [
            Problem(
                path,
                1,
                "tiedoston nimessä saa olla vain pieniä kirjaimia a–z, numeroita ja viivoja: "
                f'nimeä se "{slugify(slug) or "nimi"}.md"',
            )
        ]
    try:
        text = document.read_text(file, path)
    except OSError as error:
        return [Problem(path, 1, f"tiedostoa ei voi lukea: {error.strerror}")]
    return [text] if isinstance(text, Problem) else read_entry(text, path, kind)


def read_entry(text: str, path: str, kind: Kind) -> Entry[kinds.Content] | list[Problem]:
    """One entry from its text, or everything that is wrong with it."""
    parsed = document.parse(text, path)
    if isinstance(parsed, list):
        return parsed
    slug = Path(path).stem
    problems = headings.problems(kind.name, parsed, path)
    try:
        data = kind.model.model_validate(without_empty(parsed.data))
    except ValidationError as error:
        return sorted(explain(error, kind.model, path, parsed.lines) + problems, key=lambda problem: problem.line)
    return problems or Entry(kind.name, slug, path, data, parsed.body, parsed.body_line, parsed.lines)
