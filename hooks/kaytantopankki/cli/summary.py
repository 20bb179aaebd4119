"""`scripts/summary`: what a change adds to the content and what it changes, as Markdown for those who review it."""

import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from pydantic import BaseModel

from kaytantopankki.analysis.overview import completeness
from kaytantopankki.cli import ArgumentParser, refuse, repository_root
from kaytantopankki.cli.new_entry import KIND_WORDS
from kaytantopankki.content.field_types import Choice
from kaytantopankki.content.front_matter import Loc
from kaytantopankki.content.loader import read_entry, read_file
from kaytantopankki.content.models import KINDS, Entry, Kind
from kaytantopankki.content.validation import field_label
from kaytantopankki.github_forms.comments import escape_markdown

_MISSING = (None, ())


@dataclass(frozen=True)
class FieldChange:
    """A field by its Finnish path, and what it was and is; empty when it was or is not there."""

    field: str
    old: str
    new: str


def field_changes(old: Entry[Any], new: Entry[Any]) -> list[FieldChange]:
    """The changed fields in the order of the schema, and the text."""
    found = [
        FieldChange(field_label(type(new.data), loc), _told(was), _told(now))
        for loc, was, now in _parts(old.data, new.data)
    ]
    if old.body.strip() != new.body.strip():
        found.append(FieldChange("teksti", _size(old.body), _size(new.body)))
    return found


def _parts(old: BaseModel, new: BaseModel, at: Loc = ()) -> Iterator[tuple[Loc, Any, Any]]:
    for name in type(new).model_fields:
        yield from _differences((*at, name), getattr(old, name), getattr(new, name))


def _differences(loc: Loc, old: Any, new: Any) -> Iterator[tuple[Loc, Any, Any]]:
    if old == new:
        return
    if isinstance(old, BaseModel) and isinstance(new, BaseModel):
        yield from _parts(old, new, loc)
    elif isinstance(old, tuple) and isinstance(new, tuple) and any(isinstance(item, BaseModel) for item in old + new):
        yield from _items(loc, old, new)
    else:
        yield loc, old, new


def _items(loc: Loc, old: tuple[Any, ...], new: tuple[Any, ...]) -> Iterator[tuple[Loc, Any, Any]]:
    """Those that are not in both lists, in pairs; an item that has only moved is no change."""
    gone = [item for item in old if item not in new]
    come = [(number, item) for number, item in enumerate(new) if item not in old]
    for position in range(max(len(gone), len(come))):
        was = gone[position] if position < len(gone) else None
        number, now = come[position] if position < len(come) else (old.index(was), None)
        if was is None or now is None:
            yield (*loc, number), was, now
        else:
            yield from _differences((*loc, number), was, now)


def _told(value: Any) -> str:
    """A value in words."""
    if value in _MISSING:
        return ""
    if isinstance(value, BaseModel):
        return "; ".join(
            f"{info.title}: {_told(item)}"
            for name, info in type(value).model_fields.items()
            if (item := getattr(value, name)) not in _MISSING
        )
    if isinstance(value, tuple):
        return ", ".join(map(_told, value))
    if isinstance(value, bool):
        return "kyllä" if value else "ei"
    return value.label if isinstance(value, Choice) else f"{value:g}" if isinstance(value, float) else str(value)


def _size(body: str) -> str:
    words = len(body.split())
    return f"{words} sanaa" if words else ""


GUIDE = """Käyttö: scripts/summary VERTAILUKOHTA

Kertoo, mitkä kirjaukset ovat uusia ja mitkä kentät muuttuvat, kun vertaa työkansiota Gitin versioon
VERTAILUKOHTA, esimerkiksi origin/main.
"""
_MOST = 100  # GitHub shows at most a mebibyte.
_LACKS = 4
_NAMES = {kind: word for word, kind in KIND_WORDS.items()}


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


def changed_entries(root: Path, base: str) -> Iterator[Changed]:
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
        lines += ["### Poistuvat", "", *(f"- {escape_markdown(item.path)}" for item in gone[:_MOST]), ""]
    if more := sum(max(0, len(group) - _MOST) for group in (fresh, other, gone)):
        lines.append(f"Lisäksi {more} muuta.")
    return "\n".join(lines).rstrip() + "\n"


def _title(item: Changed) -> str:
    data = item.new.data if isinstance(item.new, Entry) else None
    name = getattr(data, "title", None) or getattr(data, "municipality", "")
    return escape_markdown(f"{name} ({item.path})" if name else item.path)


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
    return [
        f"Tiedosto oli {escape_markdown(item.was)}. Vanha osoite kuuluu kenttään `aliases_url`: {escape_markdown(address)}",
        "",
    ]


def _changes(item: Changed) -> list[str]:
    if not isinstance(item.new, Entry):
        return ["Tiedostossa on virheitä. Ne ovat tarkistuksen tuloksissa."]
    if not isinstance(item.old, Entry):
        return ["Vanhassa tiedostossa oli virheitä, joten kenttiä ei voi verrata."]
    rows = [
        f"| {escape_markdown(row.field)} | {_cell(row.old)} | {_cell(row.new)} |"
        for row in field_changes(item.old, item.new)
    ]
    if item.new.kind == "practice" and (score := completeness(item.new).score) != (was := completeness(item.old).score):
        rows.append(f"| kattavuus | {was} % | {score} % |")
    return ["| Kenttä | Ennen | Nyt |", "| --- | --- | --- |", *rows] if rows else ["Kenttien sisältö ei muutu."]


def _cell(text: str) -> str:
    return escape_markdown(text) or "–"


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the summary."""
    parser = ArgumentParser(GUIDE)
    parser.add_argument("base")
    base = parser.parse_args(arguments).base
    root = repository_root()
    try:
        print(summary(list(changed_entries(root, base))), end="")
    except subprocess.CalledProcessError:
        refuse(f'Git ei löydä vertailukohtaa "{base}".')
    return 0


if __name__ == "__main__":
    sys.exit(main())
