"""llms.txt by the convention of llmstxt.org, and the whole catalogue as Markdown for language models.

The catalogue is in parts that a model can hold in its mind: practices by their first theme, then what else there is.
The same parts are one after the other in one file, as long as that stays of a size that people load."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from kaytantopankki.content.catalogue import Catalogue
from kaytantopankki.formatting import counted, number
from kaytantopankki.outputs import data_text
from kaytantopankki.outputs.llms_texts import entry_text, municipality_text
from kaytantopankki.settings import Site

# In bytes: of a part, and of all in one file.
PART_SIZE, WHOLE_SIZE = 400_000, 4_000_000
_FOLDER, _WHOLE = "llms/", "llms-full.txt"


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
    size = sum(len(part.content) for part in parts)
    yield "llms.txt", _index(site, parts, size).encode()
    for part in parts:
        yield part.url, _introduction(site, part.title) + _with_heading(part)
    limit = f"Yli {number(WHOLE_SIZE / 1_000_000)} megatavun aineisto on vain osina, ja kaikki osat ovat tässä:"
    divided = f"Aineisto on {_kilobytes(size)}. {limit}\n\n{_listing(site, parts)}".encode()
    whole = b"".join(map(_with_heading, parts)) if size <= WHOLE_SIZE else divided
    yield _WHOLE, _introduction(site, "koko aineisto") + whole


def _introduction(site: Site, title: str) -> bytes:
    return f"# {' '.join(site.name.split())}: {title}\n\n{data_text('llms-intro.md')}\n".encode()


def _with_heading(part: _Part) -> bytes:
    return f"## {part.title}\n\n".encode() + part.content


def _index(site: Site, parts: list[_Part], size: int) -> str:
    practices = [part for part in parts if part.url.startswith(f"{_FOLDER}kaytannot-")]
    whole = f"- [Koko aineisto]({site.at(_WHOLE)}): yhtenä tiedostona, {_kilobytes(size)}\n"
    return data_text("llms-index.md").format(
        name=" ".join(site.name.split()),
        description=" ".join(site.description.split()) or "Kuntien hyvät käytännöt.",
        intro=data_text("llms-intro.md"),
        practices=_listing(site, practices),
        others=_listing(site, [part for part in parts if part not in practices]),
        whole=whole if size <= WHOLE_SIZE else "",
        root=site.url,
    )


def _listing(site: Site, parts: Iterable[_Part]) -> str:
    return "".join(
        f"- [{part.title}]({site.at(part.url)}): {part.count}, {_kilobytes(len(part.content))}\n" for part in parts
    )


def _kilobytes(size: int) -> str:
    return f"{number(max(1, round(size / 1000)))} kt"


def _parts(catalogue: Catalogue, site: Site) -> Iterator[_Part]:
    text: Callable[[Any], str] = partial(entry_text, catalogue, site)
    for key, theme in catalogue.vocabulary.themes.items():
        practices = (entry for entry in catalogue.practices_by_theme.get(key, ()) if entry.data.themes[0] == key)
        title = f"Käytännöt: {theme.title}"
        yield from _divide(f"kaytannot-{key}", title, map(text, practices), ("käytäntö", "käytäntöä"))
    yield from _divide("uutiset", "Uutiset", map(text, catalogue.latest_news), ("uutinen", "uutista"))
    yield from _divide("tapahtumat", "Tapahtumat", map(text, catalogue.events_newest), ("tapahtuma", "tapahtumaa"))
    yield from _divide("verkostot", "Verkostot", map(text, catalogue.networks_by_title), ("verkosto", "verkostoa"))
    yield from _divide("hankkeet", "Yhteishankkeet", map(text, catalogue.projects_by_title), ("hanke", "hanketta"))
    municipalities = (municipality_text(catalogue, site, place) for place in catalogue.places.values())
    yield from _divide("kunnat", "Kunnat", municipalities, ("kunta", "kuntaa"))


def _divide(name: str, title: str, texts: Iterable[str], words: tuple[str, str]) -> Iterator[_Part]:
    """One part, or as many as the length asks for; an entry is never cut in two."""
    portions: list[list[bytes]] = [[]]
    for text in map(str.encode, texts):
        if portions[-1] and sum(map(len, portions[-1])) + len(text) > PART_SIZE:
            portions.append([])
        portions[-1].append(text)
    for number_, portion in enumerate(filter(None, portions), 1):
        suffix, shown = (f"-{number_}", f"{title}, osa {number_}") if number_ > 1 else ("", title)
        yield _Part(f"{_FOLDER}{name}{suffix}.txt", shown, counted(len(portion), *words), b"".join(portion))
