"""`scripts/summary`: what a change adds to the content and what it changes, as Markdown for those who review it."""

import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from catalogue.entry import Entry
from catalogue.layout import KINDS, Kind
from catalogue.reading import read_entry, read_file
from commands import repository
from commands.arguments import Arguments, refuse
from commands.changes import changes
from commands.markdown import plain
from commands.new import WORDS
from insight.completeness import completeness

GUIDE = """Käyttö: scripts/summary VERTAILUKOHTA

Kertoo, mitkä kirjaukset ovat uusia ja mitkä kentät muuttuvat, kun vertaa työkansiota Gitin versioon
VERTAILUKOHTA, esimerkiksi origin/main.
"""
_MOST = 100  # GitHub shows at most a mebibyte.
_LACKS = 4
_NAMES = {kind: word for word, kind in WORDS.items()}


@dataclass(frozen=True)
class Changed:
    """An entry file before and after: None when there was or is no file, "" when it cannot be read. `was`: its path
    before."""

    path: str
    kind: Kind
    old: Entry[Any] | str | None
    new: Entry[Any] | str | None
    was: str


def kind_of(path: str) -> Kind | None:
    """The kind whose entries are in the folder of the file."""
    pure = PurePosixPath(path)
    found = (kind for kind in KINDS.values() if str(pure.parent) == kind.folder)
    return next(found, None) if pure.suffix == ".md" and pure.name != "index.md" else None


def changed(root: Path, base: str) -> Iterator[Changed]:
    """The entries that differ from `base`."""
    for old_path, path in _renames(root, base):
        kind = kind_of(path)
        if kind:
            old = None if old_path is None else _entry(read_entry(_git(root, "show", f"{base}:{old_path}"), path, kind))
            new = _entry(read_file(root / path, path, kind)) if (root / path).exists() else None
            yield Changed(path, kind, old, new, old_path or path)


def _entry(read: Entry[Any] | list[Any]) -> Entry[Any] | str:
    return read if isinstance(read, Entry) else ""


def _renames(root: Path, base: str) -> Iterator[tuple[str | None, str]]:
    """(path before, path now) of every changed file; no path before for a new one."""
    folders = [kind.folder for kind in KINDS.values()]
    words = iter(_git(root, "diff", "--name-status", "-z", "-M", "--end-of-options", base, "--", *folders).split("\0"))
    for status in words:
        if not status:
            break
        path = next(words)
        yield (path, next(words)) if status[0] == "R" else (None if status[0] == "A" else path, path)
    untracked = _git(root, "ls-files", "--others", "--exclude-standard", "-z", "--", *folders)
    yield from ((None, path) for path in untracked.split("\0") if path)


def _git(root: Path, *arguments: str) -> str:
    command = ("git", "-C", str(root), *arguments)
    return subprocess.run(command, stdout=subprocess.PIPE, check=True, encoding="utf-8", errors="replace").stdout


def summary(found: Sequence[Changed]) -> str:
    """New entries in a table, then what changes in each of the others."""
    fresh = [item for item in found if item.old is None and item.new is not None]
    gone = [item for item in found if item.new is None]
    other = [item for item in found if item.old is not None and item.new is not None]
    lines = ["## Sisällön muutokset", ""]
    if not found:
        lines.append("Kirjaukset eivät muutu.")
    if fresh:
        lines += ["### Uudet", "", "| Laji | Otsikko | Kattavuus | Puuttuu |", "| --- | --- | --- | --- |"]
        lines += [*(_row(item) for item in fresh[:_MOST]), ""]
    for item in other[:_MOST]:
        lines += [f"### {_NAMES[item.kind.name].capitalize()}: {_title(item)}", "", *_moved(item), *_changes(item), ""]
    if gone:
        lines += ["### Poistuvat", "", *(f"- {plain(item.path)}" for item in gone[:_MOST]), ""]
    if more := sum(max(0, len(group) - _MOST) for group in (fresh, other, gone)):
        lines.append(f"Lisäksi {more} muuta.")
    return "\n".join(lines).rstrip() + "\n"


def _title(item: Changed) -> str:
    data = item.new.data if isinstance(item.new, Entry) else None
    name = getattr(data, "title", None) or getattr(data, "municipality", "")
    return plain(f"{name} ({item.path})" if name else item.path)


def _row(item: Changed) -> str:
    score, lacks = "–", "–"
    if not isinstance(item.new, Entry):
        lacks = "Tiedostossa on virheitä"
    elif item.new.kind == "practice":
        found = completeness(item.new)
        score = f"{found.score} %"
        lacks = ", ".join(missing.label for missing in found.missing[:_LACKS]) or "–"
    return f"| {_NAMES[item.kind.name]} | {_title(item)} | {score} | {lacks} |"


def _moved(item: Changed) -> list[str]:
    if item.was == item.path:
        return []
    address = f"{item.kind.address}/{PurePosixPath(item.was).stem}/"
    return [f"Tiedosto oli {plain(item.was)}. Vanha osoite kuuluu kenttään `aliases_url`: {plain(address)}", ""]


def _changes(item: Changed) -> list[str]:
    if not isinstance(item.new, Entry):
        return ["Tiedostossa on virheitä. Ne ovat tarkistuksen tuloksissa."]
    if not isinstance(item.old, Entry):
        return ["Vanhassa tiedostossa oli virheitä, joten kenttiä ei voi verrata."]
    rows = [f"| {plain(row.field)} | {_cell(row.old)} | {_cell(row.new)} |" for row in changes(item.old, item.new)]
    if item.new.kind == "practice" and (score := completeness(item.new).score) != (was := completeness(item.old).score):
        rows.append(f"| kattavuus | {was} % | {score} % |")
    return ["| Kenttä | Ennen | Nyt |", "| --- | --- | --- |", *rows] if rows else ["Kenttien sisältö ei muutu."]


def _cell(text: str) -> str:
    return plain(text) or "–"


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the summary."""
    parser = Arguments(GUIDE)
    parser.add_argument("base")
    base = parser.parse_args(arguments).base
    root = repository.here()
    try:
        print(summary(list(changed(root, base))), end="")
    except subprocess.CalledProcessError:
        refuse(f'Git ei löydä vertailukohtaa "{base}".')
    return 0


if __name__ == "__main__":
    sys.exit(main())
