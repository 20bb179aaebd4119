"""Macros for hand-written pages: `render_macros: true` in a page's front matter turns them on.

They write Markdown. Contributed entries cannot use them: their schema has no such field, and their text is never given
to Jinja.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined

from catalogue.catalogue import Catalogue, Practice
from pages import links
from pages.events import row
from pages.fields import field_guide
from pages.finnish import short_moment
from pages.legend import legend
from pages.method import resemblance_weights, suggestion_weights


class Macros:
    """What hand-written pages of the repository at `root` can ask for; `config` has the settings by their names."""

    def __init__(self, root: Path, config: Mapping[str, Any], catalogue: Catalogue, feedback: str) -> None:
        self._overrides, self._config = root / "overrides", config
        self._catalogue, self._feedback = catalogue, feedback
        self._jinja = Environment(undefined=StrictUndefined)

    def text(self, uri: str, meta: Mapping[str, Any], text: str) -> str:
        """The Markdown of the page in a file of docs/; as it is written, when it does not ask for macros."""
        if not meta.get("render_macros"):
            return text
        return self._jinja.from_string(text).render(config=self._config, **self._macros("../" * uri.count("/")))

    def _macros(self, up: str) -> dict[str, Callable[..., object]]:
        """Every macro by its name; `up` leads from the page to the folder of all pages."""

        def linked(entries: Iterable[Any], note: Callable[[Any], str]) -> str:
            return "\n".join(
                f"- [{_plain(entry.data.title)}]({up}{links.address(entry).rstrip('/')}.md) {note(entry)}"
                for entry in entries
            )

        def uusimmat(määrä: int = 5) -> str:
            """The latest practices."""
            return linked(self._catalogue.newest[:määrä], _where)

        def määräajat(määrä: int = 5) -> str:
            """The next registration deadlines and events."""
            coming = self._catalogue.coming_events[:määrä]
            return linked(coming, self._when) or "Tulevia tapahtumia ei ole juuri nyt."

        def käytännöt(teema: str = "", verkosto: str = "", kunta: str = "", määrä: int = 100) -> str:
            """Practices of a theme, network or municipality."""
            return linked([*self._chosen(teema, verkosto, kunta)][:määrä], _where)

        return {
            "uusimmat": uusimmat,
            "määräajat": määräajat,
            "käytännöt": käytännöt,
            "merkki": lambda sana: self._drawings[sana],  # The mark of a figure or a stage: "mitattu", "kokeilu".
            "palaute": lambda: self._feedback,  # Where feedback goes.
            "lukumäärä": lambda laji: self._counts[laji],  # How many entries of a kind there are.
            "samankaltaisuuden_painot": resemblance_weights,
            "ehdotusten_painot": suggestion_weights,
            "kenttien_ohje": field_guide,
        }

    def _chosen(self, theme: str, network: str, municipality: str) -> Iterator[Practice]:
        indexes = (
            (theme, self._catalogue.practices_by_theme),
            (network, self._catalogue.practices_by_network),
            (municipality, self._catalogue.practices_by_municipality),
        )
        chosen = [index.get(key, ()) for key, index in indexes if key]
        return (entry for entry in self._catalogue.newest if all(entry in group for group in chosen))

    def _when(self, event: Any) -> str:
        return row(self._catalogue, event)["deadline"] or short_moment(event.data.start)

    @cached_property
    def _drawings(self) -> dict[str, str]:
        return legend(self._overrides)

    @cached_property
    def _counts(self) -> dict[str, int]:
        found = self._catalogue
        return {
            "käytännöt": len(found.practices),
            "uutiset": len(found.news),
            "tapahtumat": len(found.events),
            "verkostot": len(found.networks),
            "hankkeet": len(found.projects),
            "kunnat": len(found.practices_by_municipality),
            "käyttöönotot": sum(len(found.takers(entry)) for entry in found.newest),
        }


def _where(practice: Practice) -> str:
    return ", ".join(practice.data.municipalities)


def _plain(text: str) -> str:
    """A title that cannot become Markdown or HTML."""
    return (
        text.replace("\\", "\\\\")
        .replace("[", "\\[")
        .replace("]", "\\]")
        .replace("<", "&lt;")
        .replace("*", "\\*")
        .replace("_", "\\_")
    )
