"""llms.txt by the convention of llmstxt.org, and the whole catalogue as Markdown for language models.

The catalogue is in parts that a model can hold in its mind: practices by their first theme, then what else there is.
The same parts are one after the other in one file."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from kaytantopankki import formatting, links
from kaytantopankki.analysis.aggregates import practice_count
from kaytantopankki.content.catalogue import Catalogue, adoptions_of
from kaytantopankki.data_files import data_template, data_text
from kaytantopankki.pages import figures, news_and_events, practice_pages
from kaytantopankki.settings import Site

PART_SIZE = 400_000  # In bytes.
_FOLDER, _WHOLE = "llms/", "llms-full.txt"
_MARKS = re.compile(r"[\\`*_\[\]<#&~]")


@dataclass(frozen=True)
class _Part:
    """Some of the catalogue: where it is, what is in it, and its text without the introduction that all parts share."""

    url: str
    title: str
    count: str
    content: bytes


def llms_files(catalogue: Catalogue, site: Site) -> Iterator[tuple[str, bytes]]:
    """Address and content of all files."""
    parts = list(_parts(catalogue, site))
    whole = b"".join(map(_with_heading, parts))
    yield "llms.txt", _index(site, parts, len(whole)).encode()
    for part in parts:
        yield part.url, _introduction(site, part.title) + _with_heading(part)
    yield _WHOLE, _introduction(site, "koko aineisto") + whole


def _introduction(site: Site, title: str) -> bytes:
    return f"# {' '.join(site.name.split())}: {title}\n\n{data_text('outputs/data/llms-intro.md')}\n".encode()


def _with_heading(part: _Part) -> bytes:
    return f"## {part.title}\n\n".encode() + part.content


def _index(site: Site, parts: list[_Part], size: int) -> str:
    practices = [part for part in parts if part.url.startswith(f"{_FOLDER}kaytannot-")]
    return data_text("outputs/data/llms-index.md").format(
        name=" ".join(site.name.split()),
        description=" ".join(site.description.split()) or "Kuntien hyvät käytännöt.",
        intro=data_text("outputs/data/llms-intro.md"),
        practices=_listing(site, practices),
        others=_listing(site, [part for part in parts if part not in practices]),
        whole=f"- [Koko aineisto]({site.at(_WHOLE)}): yhtenä tiedostona, {_kilobytes(size)}\n",
        root=site.url,
    )


def _listing(site: Site, parts: Iterable[_Part]) -> str:
    return "".join(
        f"- [{part.title}]({site.at(part.url)}): {part.count}, {_kilobytes(len(part.content))}\n" for part in parts
    )


def _kilobytes(size: int) -> str:
    return f"{formatting.number(max(1, round(size / 1000)))} kt"


def _parts(catalogue: Catalogue, site: Site) -> Iterator[_Part]:
    write = _texts(catalogue, site)
    for key, theme in catalogue.vocabulary.themes.items():
        practices = (entry for entry in catalogue.practices_by_theme.get(key, ()) if entry.data.themes[0] == key)
        title = f"Käytännöt: {theme.title}"
        yield from _divide(f"kaytannot-{key}", title, map(write.entry, practices), ("käytäntö", "käytäntöä"))
    for name, title, entries, words in (
        ("uutiset", "Uutiset", catalogue.latest_news, ("uutinen", "uutista")),
        ("tapahtumat", "Tapahtumat", catalogue.events_newest, ("tapahtuma", "tapahtumaa")),
        ("verkostot", "Verkostot", catalogue.networks_by_title, ("verkosto", "verkostoa")),
        ("hankkeet", "Yhteishankkeet", catalogue.projects_by_title, ("hanke", "hanketta")),
    ):
        yield from _divide(name, title, map(write.entry, entries), words)
    yield from _divide("kunnat", "Kunnat", map(write.municipality, catalogue.places.values()), ("kunta", "kuntaa"))


def _divide(name: str, title: str, texts: Iterable[str], words: tuple[str, str]) -> Iterator[_Part]:
    """One part, or as many as the length asks for; an entry is never cut in two."""
    portions: list[list[bytes]] = [[]]
    for text in map(str.encode, texts):
        if portions[-1] and sum(map(len, portions[-1])) + len(text) > PART_SIZE:
            portions.append([])
        portions[-1].append(text)
    for number, portion in enumerate(filter(None, portions), 1):
        suffix, shown = (f"-{number}", f"{title}, osa {number}") if number > 1 else ("", title)
        yield _Part(f"{_FOLDER}{name}{suffix}.txt", shown, formatting.counted(len(portion), *words), b"".join(portion))


def _texts(catalogue: Catalogue, site: Site) -> Any:
    """The macros that write an entry and a municipality."""
    names: dict[str, Any] = {
        "catalogue": catalogue,
        "site": site,
        "formatting": formatting,
        "links": links,
        "figures": figures,
        "news_and_events": news_and_events,
        "practice_count": practice_count,
        "adoptions_of": adoptions_of,
        "practice_pages": practice_pages,
        "types": practice_pages.TYPES,
    }
    filters = {"text": escape_text, "texts": _joined, "sentences": _sentences, "fenced": fenced}
    return data_template("outputs/data/llms-entries.md", **filters).make_module(names)


def escape_text(text: str) -> str:
    """A text as it stands, without marks that mean something."""
    return _MARKS.sub(r"\\\g<0>", text)


def _joined(texts: Iterable[str | None], separator: str = ", ") -> str:
    """Contributed texts, those that there are."""
    return separator.join(map(escape_text, filter(None, texts)))


def _sentences(texts: Iterable[str | None]) -> str:
    """Contributed sentences one after the other, each with a full stop at its end."""
    return " ".join(text if text[-1] in ".!?…" else f"{text}." for text in map(escape_text, filter(None, texts)))


def fenced(body: str) -> str:
    """A text with marks of its own in a block of code that nothing in it can end."""
    fence = "`" * max([3, *(len(run) + 1 for run in re.findall("`+", body))])
    return f"{fence}markdown\n{body.strip(chr(10))}\n{fence}" if body.strip() else ""
