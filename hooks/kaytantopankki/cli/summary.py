"""`scripts/summary`: what a change adds and what it changes, as Markdown for those who review it."""

import os
import posixpath
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from difflib import SequenceMatcher
from io import BytesIO
from itertools import zip_longest
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple
from urllib.parse import unquote

from PIL import Image
from pydantic import BaseModel

from kaytantopankki import cli, formatting
from kaytantopankki.analysis.overview import completeness
from kaytantopankki.content import (
    field_types,
    fields,
    file_checks,
    front_matter,
    loader,
    messages,
    models,
    static_pages,
)
from kaytantopankki.content.body_markdown import body_links, escape_markdown, markdown_link, size_problems
from kaytantopankki.content.catalogue import NetworkEntry
from kaytantopankki.settings import SETTINGS_FILE, macro_pages

_MOST = 100  # GitHub shows at most a mebibyte.
_MOST_MISSING = 4
_LONGEST_PATH = 1000
_FIELDS_OF_NEW = (
    *("summary", "municipalities", "stage", "goals", "indicators", "programmes", "results", "costs", "budget"),
    *("funding", "adoptions", "adapted_from", "uptake", "url", "registration_url"),
)
_SENTENCE_END = re.compile(r"(?<=[.!?]) ")
# Files that are no entries, by their paths: the first that fits. All others may be run, as mkdocs.yml says what is, and
# are told first.
_CODE = "**Ajettavaa koodia**"
_GROUPS = {
    "sanastot": re.compile(r"^practices/vocabulary/[^/]+\.yml$"),
    "käsin kirjoitetut sivut": re.compile(r"^docs/.+\.md$"),
    "muut tiedostot": re.compile(
        r"^(?:docs|practices)/.+\.(?:md|png|jpe?g|webp|gif|avif|ico|txt|csv|ics|woff2)$|^[^/]+\.md$|^LICENSE$|^schemas/.+\.json$"
    ),
}
_PAGES = ("kuntien sivuilla", "verkostojen sivuilla")
_KIND_NAMES = {kind: word for word, kind in cli.KIND_WORDS.items()}


class _ChangedEntry(NamedTuple):
    """An entry file before and after: None when there was or is no file, its problems when it cannot be read."""

    path: str
    old_path: str
    kind: models.Kind
    old: models.Entry[Any] | list[messages.Problem] | None
    new: models.Entry[Any] | list[messages.Problem] | None

    @property
    def title(self) -> str:
        """The title, or the municipality, and the path."""
        entry = self.old if self.new is None else self.new
        data = entry.data if isinstance(entry, models.Entry) else None
        name = getattr(data, "title", None) or getattr(data, "municipality", "")
        return escape_markdown(f"{name} ({self.path})" if name else self.path)


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the summary."""
    parser = cli.ArgumentParser(cli.GUIDES["summary"])
    parser.add_argument("base")
    base = parser.parse_args(arguments).base
    try:
        root = cli.repository_root()
        paths = [*_changed_paths(root, base)]
        entries = [*_changed_entries(root, base, paths)]
        others = [*_others(root, base, paths, {item.path for item in entries})]
        print(_summary(entries, [*_networks(root)], [*_pictures(root, base, paths, entries)], others), end="")
    except subprocess.CalledProcessError:
        cli.refuse(f'Git ei löydä vertailukohtaa "{base}".')
    return 0


def _changed_entries(root: Path, base: str, paths: Sequence[tuple[str, str]]) -> Iterator[_ChangedEntry]:
    """The entries among the changed files."""
    kinds = {kind.folder: kind for kind in models.KINDS.values()}
    for old_path, path in paths:
        file = PurePosixPath(path)
        kind = kinds.get(str(file.parent))
        if kind and file.suffix == ".md" and file.name != "index.md":
            old = loader.read_entry(_text(root, base, old_path, False), path, kind) if old_path else None
            new = loader.read_file(root / path, path, kind) if (root / path).exists() else None
            yield _ChangedEntry(path, old_path or path, kind, old, new)


def _others(root: Path, base: str, paths: Sequence[tuple[str, str]], entries: Collection[str]) -> Iterator[str]:
    """A line for each group of changed files that are no entries, what is run first."""
    told: dict[str, list[str]] = {group: [] for group in (_CODE, *_GROUPS)}
    allowed = {f"docs/{page}" for page in macro_pages(_text(root, base, SETTINGS_FILE, True))}
    for old_path, path in paths:
        words = " (uusi)" if not old_path else "" if (root / path).exists() else " (poistuu)"
        moved = f" (oli {old_path})" if old_path not in ("", path) else words
        text = _text(root, base, path, True) if re.fullmatch(r"docs/.*\.md", path) and path not in allowed else ""
        if static_pages.MACRO.search(text):
            moved += " (pyytää makroja)"
        for each in {old_path or path, path} if path not in entries else ():
            group = next((group for group, pattern in _GROUPS.items() if pattern.match(each)), _CODE)
            told[group].append(escape_markdown(f"{path}{moved}"))
        if path == SETTINGS_FILE:
            was = macro_pages(_text(root, base, old_path, False))
            now = macro_pages(_text(root, base, path, True))
            told[_CODE] += [f"makrot päälle: {escape_markdown(page)}" for page in sorted(now - was)]
            told[_CODE] += [f"makrot pois: {escape_markdown(page)}" for page in sorted(was - now)]
    for group, names in told.items():
        more = formatting.counted(len(names) - _MOST, "muu", "muuta")
        if names:
            yield f"- {group}: {', '.join(names[:_MOST])}" + (f" ja {more}" if len(names) > _MOST else "")


def _changed_paths(root: Path, base: str) -> Iterator[tuple[str, str]]:
    """(path before, path now) of every changed file; the path before is "" for a new one."""
    changed = _git(root, "diff", "--name-status", "-z", "-M", "--end-of-options", base, "--")
    parts = iter(os.fsdecode(changed).split("\0"))
    for status in filter(None, parts):
        path = next(parts)
        yield (path, next(parts)) if status[0] == "R" else ("" if status[0] == "A" else path, path)
    untracked = _git(root, "ls-files", "--others", "--exclude-standard", "-z")
    yield from (("", path) for path in os.fsdecode(untracked).split("\0") if path)


def _git(root: Path, *arguments: str) -> bytes:
    return subprocess.run(("git", "-C", str(root), *arguments), stdout=subprocess.PIPE, check=True).stdout


def _content(root: Path, base: str, path: str, is_new: bool) -> bytes:
    """A file as it was in the version `base`, or as it is; empty when the repository has none of that name."""
    if not path or len(path) > _LONGEST_PATH or not (root / path).resolve().is_relative_to(root.resolve()):
        return b""
    if is_new:
        return (root / path).read_bytes() if os.path.isfile(root / path) else b""
    return subprocess.run(("git", "-C", str(root), "show", f"{base}:{path}"), capture_output=True, check=False).stdout


def _text(root: Path, base: str, path: str, is_new: bool) -> str:
    return _content(root, base, path, is_new).decode(errors="replace")


def _networks(root: Path) -> Iterator[NetworkEntry]:
    """The networks whose files can be read."""
    kind = models.KINDS["network"]
    for file in models.entry_files(root, kind):
        entry = loader.read_file(file, f"{kind.folder}/{file.name}", kind)
        if isinstance(entry, models.Entry):
            yield entry


def _shown_on(entry: Any, networks: Sequence[NetworkEntry]) -> tuple[list[str], list[str]]:
    """The municipalities and the networks on whose pages an entry and its adoptions are shown. A practice is also on
    the page of every network whose members its municipalities are now."""
    if not isinstance(entry, models.Entry):
        return [], []
    data = entry.data
    own = (*getattr(data, "municipalities", ()), *filter(None, [getattr(data, "municipality", "")]))
    others = (item.municipality for name in ("adoptions", "members") for item in getattr(data, name, ()))
    titles = {network.slug: network.data.title for network in networks}
    named = [titles.get(name, name) for name in getattr(data, "networks", ())]
    members = [item.data.title for item in networks if {*own} & {*item.data.present_members}]
    of_members = members if entry.kind == "practice" else []
    return list(dict.fromkeys((*own, *others))), sorted({*named, *of_members}, key=str.casefold)


def _pictures(
    root: Path, base: str, paths: Sequence[tuple[str, str]], entries: Sequence[_ChangedEntry]
) -> Iterator[str]:
    """A row for each picture that is added, removed or changed, or is described in other words: files of pictures, and
    the pictures of changed entries and texts."""
    shown: dict[str, dict[bool, str]] = defaultdict(dict)  # Its description before and now, by its path.
    for pair in paths:
        for path, is_new in zip(pair, (False, True), strict=True):
            if PurePosixPath(path).suffix in file_checks.TYPES:
                shown[path].setdefault(is_new, "")
            text = _text(root, base, path, is_new) if path.endswith(".md") else ""
            document = front_matter.parse_document(text, path, required=False)
            if isinstance(document, list) or any(size_problems(document, path)):
                continue  # The check tells what is wrong with it.
            for link in body_links(document.body):
                if link.is_image:
                    file = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(link.href)))
                    shown[link.href if "://" in link.href else file][is_new] = link.text
    for item in entries:
        for entry, is_new in ((item.old, False), (item.new, True)):
            if image := getattr(entry.data, "image", None) if isinstance(entry, models.Entry) else None:
                shown[f"{file_checks.FOLDER}/{image.file}"][is_new] = image.alt
    for path, texts in sorted(shown.items()):
        contents = {is_new: _content(root, base, path, is_new) for is_new in texts}
        if (texts.get(False), contents.get(False)) != (texts.get(True), contents.get(True)):
            cells = [_picture(contents[is_new], texts[is_new]) if is_new in texts else "–" for is_new in (False, True)]
            yield f"| {' | '.join(map(escape_markdown, (path, *cells)))} |"


def _picture(content: bytes, text: str) -> str:
    """The size of a picture and its description."""
    try:
        with Image.open(BytesIO(content)) as image:
            dots = f"{image.width} × {image.height}, "
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        dots = ""
    size = f"{dots}{formatting.file_size(len(content))}" if content else "ei tiedostoa"
    return f"{size}: {text}" if text else size


def _summary(
    changed: Sequence[_ChangedEntry], networks: Sequence[NetworkEntry], pictures: Sequence[str], others: Sequence[str]
) -> str:
    """New entries in a table, what changes in each of the others, pictures, and other files."""
    new = [item for item in changed if item.old is None and item.new is not None]
    removed = [item for item in changed if item.new is None]
    edited = [item for item in changed if item.old is not None and item.new is not None]
    lines = ["## Sisällön muutokset", ""]
    if not changed:
        lines.append("Kirjaukset eivät muutu.")
    if new:
        lines += ["### Uudet", "", "| Laji | Otsikko | Kattavuus | Puuttuu |", "| --- | --- | --- | --- |"]
        lines += [*(_new_row(item) for item in new[:_MOST]), ""]
        for item in new[:_MOST]:
            lines += _new_details(item, networks)
    for item in edited[:_MOST]:
        lines += [f"### {_KIND_NAMES[item.kind.name].capitalize()}: {item.title}", "", *_edits(item, networks), ""]
    if removed:
        lines += ["### Poistuvat", ""]
        for item in removed[:_MOST]:
            lines.append("; ".join([f"- {item.title}", *_shown_lines(item.old, networks)]))
        lines.append("")
    if more := sum(max(0, len(group) - _MOST) for group in (new, edited, removed)):
        lines += [f"Lisäksi {formatting.counted(more, 'muu', 'muuta')}.", ""]
    if not changed and (pictures or others):
        lines.append("")
    if pictures:
        lines += ["### Kuvat", "", "| Kuva | Ennen | Nyt |", "| --- | --- | --- |", *pictures[:_MOST], ""]
        lines += [f"Lisäksi {formatting.counted(len(pictures) - _MOST, 'muu', 'muuta')}.", ""] * (len(pictures) > _MOST)
    if others:
        lines += ["### Muut kuin kirjaukset", "", *others]
    return "\n".join(lines).rstrip() + "\n"


def _new_row(item: _ChangedEntry) -> str:
    score, missing = "–", "–"
    if not isinstance(item.new, models.Entry):
        missing = "Tiedostossa on virheitä"
    elif item.new.kind == "practice":
        complete = completeness(item.new)
        score = f"{complete.score} %"
        missing = ", ".join(part.label for part in complete.missing[:_MOST_MISSING]) or "–"
    return f"| {_KIND_NAMES[item.kind.name]} | {item.title} | {score} | {missing} |"


def _new_details(item: _ChangedEntry, networks: Sequence[NetworkEntry]) -> Iterator[str]:
    """The figures of a new entry, on whose pages it would be shown, and its sources with links."""
    if not isinstance(item.new, models.Entry):
        return
    data = item.new.data
    values = [(name, value) for name in _FIELDS_OF_NEW for value in _items(getattr(data, name, None))]
    yield from (f"#### {item.title}", "")
    yield from (
        f"- {fields.field_label(type(data), (name,))}: {escape_markdown(_in_words(value))}" for name, value in values
    )
    yield from (f"- {line}" for line in _shown_lines(item.new, networks))
    for position, source in enumerate(data.sources, 1):
        title = markdown_link(source.title, source.url) if source.url else escape_markdown(source.title)
        rest = (source.publisher, str(source.date) if source.date else "", source.note)
        yield f"- lähde {position}: {', '.join([title, *(escape_markdown(text) for text in rest if text)])}"
    yield ""


def _items(value: Any) -> tuple[Any, ...]:
    """Each record of a list by itself, and any other value that is there."""
    if isinstance(value, tuple) and value and isinstance(value[0], BaseModel):
        return value
    return (value,) if value else ()


def _shown_lines(entry: Any, networks: Sequence[NetworkEntry]) -> Iterator[str]:
    """Where an entry is shown, a line for municipalities and one for networks, if any."""
    for where, names in zip(_PAGES, _shown_on(entry, networks), strict=True):
        if names:
            yield f"{where}: {escape_markdown(', '.join(names))}"


def _edits(item: _ChangedEntry, networks: Sequence[NetworkEntry]) -> Iterator[str]:
    if item.old_path != item.path:
        address = escape_markdown(f"{item.kind.address}/{PurePosixPath(item.old_path).stem}/")
        old_path = escape_markdown(item.old_path)
        yield f"Tiedosto oli {old_path}. Vanha osoite kuuluu kenttään `aliases_url`: {address}\n"
    if not isinstance(item.new, models.Entry):
        yield "Tiedostossa on virheitä. Ne ovat tarkistuksen tuloksissa."
    elif not isinstance(item.old, models.Entry):
        yield "Vanhassa tiedostossa oli virheitä, joten kenttiä ei voi verrata."
    elif rows := list(_changed_fields(item.old, item.new, networks)):
        yield from ("| Kenttä | Ennen | Nyt |", "| --- | --- | --- |")
        yield from (f"| {' | '.join(cell or '–' for cell in row)} |" for row in rows)
    else:
        yield "Kenttien sisältö ei muutu."


def _changed_fields(
    old: models.Entry[Any], new: models.Entry[Any], networks: Sequence[NetworkEntry]
) -> Iterator[tuple[str, str, str]]:
    """(field by its Finnish path, what it was, what it is) as Markdown, in the order of the schema, with the words marked
    that change in a text; then the sentences of the body that change, where it is shown, and completeness."""
    for loc, before, after in _changes((), old.data, new.data):
        texts = (_in_words(before), _in_words(after))
        words = [text.split() for text in texts]
        alike = isinstance(before, str | tuple) and set.intersection(*map(set, words))
        pair = _marked_words(*words) if alike else map(escape_markdown, texts)
        yield (fields.field_label(type(new.data), loc), *pair)
    yield from (("teksti", *pair) for pair in _changed_sentences(old.body, new.body))
    for where, before, after in zip(_PAGES, _shown_on(old, networks), _shown_on(new, networks), strict=True):
        gone, come = (
            ", ".join(name for name in names if name not in others)
            for names, others in ((before, after), (after, before))
        )
        if gone or come:
            yield where, gone and f"~~{escape_markdown(gone)}~~", come and f"**{escape_markdown(come)}**"
    if new.kind == "practice" and (score := completeness(new).score) != (was := completeness(old).score):
        yield "kattavuus", f"{was} %", f"{score} %"


def _changed_sentences(old: str, new: str) -> Iterator[tuple[str, str]]:
    """(sentences before, sentences now) of each place where the text changes, with the words marked that do."""
    before, after = (_SENTENCE_END.split(" ".join(body.split())) for body in (old, new))
    for equal, removed, added in _compared(before, after):
        if not equal:
            yield _marked_words(" ".join(removed).split(), " ".join(added).split())


def _marked_words(before: list[str], after: list[str]) -> tuple[str, str]:
    """Two texts as Markdown: words of the first alone are struck out, words of the second alone are bold."""
    old, new = [], []
    for equal, *both in _compared(before, after):
        removed, added = (escape_markdown(" ".join(words)) for words in both)
        old.append(removed if equal or not removed else f"~~{removed}~~")
        new.append(added if equal or not added else f"**{added}**")
    return " ".join(filter(None, old)), " ".join(filter(None, new))


def _compared(before: list[str], after: list[str]) -> Iterator[tuple[bool, list[str], list[str]]]:
    """(whether they are equal, part before, part now) of two texts."""
    for tag, start, end, new_start, new_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        yield tag == "equal", before[start:end], after[new_start:new_end]


def _changes(loc: front_matter.Loc, old: Any, new: Any) -> Iterator[tuple[front_matter.Loc, Any, Any]]:
    """(location, value before, value now) of what differs. In lists of groups, those that are not in both are compared
    in pairs; a group that has only moved is no change."""
    if old == new:
        return
    if isinstance(old, BaseModel) and isinstance(new, BaseModel):
        for name in type(new).model_fields:
            yield from _changes((*loc, name), getattr(old, name), getattr(new, name))
    elif isinstance(old, tuple) and isinstance(new, tuple) and any(isinstance(item, BaseModel) for item in old + new):
        removed = [(number, item) for number, item in enumerate(old) if item not in new]
        added = [(number, item) for number, item in enumerate(new) if item not in old]
        for (old_number, before), (new_number, now) in zip_longest(removed, added, fillvalue=(-1, None)):
            yield from _changes((*loc, old_number if now is None else new_number), before, now)
    else:
        yield loc, old, new


def _in_words(value: Any) -> str:
    match value:
        case None | ():
            return ""
        case BaseModel():
            own = type(value).__annotations__  # A figure comes before what all records have: its note and its source.
            infos = sorted(type(value).model_fields.items(), key=lambda item: item[0] not in own)
            parts = {info.title: _in_words(getattr(value, name)) for name, info in infos}
            return "; ".join(f"{title}: {words}" for title, words in parts.items() if words)
        case tuple():
            return ", ".join(map(_in_words, value))
        case bool():
            return "kyllä" if value else "ei"
        case field_types.Choice():
            return value.label
        case int() | float():
            return formatting.number(value).replace(formatting.NBSP, " ")
    return str(value)


if __name__ == "__main__":
    sys.exit(main())
