"""Macros for hand-written pages: `render_macros: true` in a page's front matter turns them on.

They write Markdown. Contributed entries cannot use them: their schema has no such field.
"""

from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

from catalogue.catalogue import Catalogue, Practice
from pages import links
from pages.events import row
from pages.fields import field_guide
from pages.finnish import short_moment
from pages.legend import legend
from pages.method import resemblance_weights, suggestion_weights


def define_env(env: Any) -> None:
    """Registers the macros; the catalogue is looked up at each call, because it is new in every build."""

    def catalogue() -> Catalogue:
        found: Catalogue = env.conf.extra["build"].catalogue
        return found

    @cache
    def drawings() -> dict[str, str]:
        return legend(Path(env.conf.config_file_path).parent / "overrides")

    def linked(entries: Iterable[Any], note: Callable[[Any], str]) -> str:
        up = "../" * env.variables["page"].file.src_uri.count("/")
        return "\n".join(
            f"- [{_plain(entry.data.title)}]({up}{links.address(entry).rstrip('/')}.md) {note(entry)}"
            for entry in entries
        )

    def where(practice: Practice) -> str:
        return ", ".join(practice.data.municipalities)

    @env.macro  # type: ignore[untyped-decorator]
    def uusimmat(määrä: int = 5) -> str:
        """The latest practices."""
        return linked(catalogue().newest[:määrä], where)

    @env.macro  # type: ignore[untyped-decorator]
    def määräajat(määrä: int = 5) -> str:
        """The next registration deadlines and events."""
        coming = catalogue().coming_events[:määrä]
        if not coming:
            return "Tulevia tapahtumia ei ole juuri nyt."
        return linked(coming, lambda entry: f"{row(catalogue(), entry)['deadline'] or short_moment(entry.data.start)}")

    @env.macro  # type: ignore[untyped-decorator]
    def käytännöt(teema: str = "", verkosto: str = "", kunta: str = "", määrä: int = 100) -> str:
        """Practices of a theme, network or municipality."""
        indexes = (
            (teema, catalogue().practices_by_theme),
            (verkosto, catalogue().practices_by_network),
            (kunta, catalogue().practices_by_municipality),
        )
        chosen = [index.get(key, ()) for key, index in indexes if key]
        found = [entry for entry in catalogue().newest if all(entry in group for group in chosen)]
        return linked(found[:määrä], where)

    @env.macro  # type: ignore[untyped-decorator]
    def merkki(sana: str) -> str:
        """The mark of a figure or a stage beside its word: "mitattu", "kokeilu"."""
        return drawings()[sana]

    @env.macro  # type: ignore[untyped-decorator]
    def palaute() -> str:
        """Where feedback goes: one address for the whole site."""
        return str(env.conf.extra["build"].feedback)

    env.macro(resemblance_weights, "samankaltaisuuden_painot")
    env.macro(suggestion_weights, "ehdotusten_painot")
    env.macro(field_guide, "kenttien_ohje")

    @env.macro  # type: ignore[untyped-decorator]
    def lukumäärä(laji: str) -> int:
        """How many entries of a kind there are."""
        counts = {
            "käytännöt": len(catalogue().practices),
            "uutiset": len(catalogue().news),
            "tapahtumat": len(catalogue().events),
            "verkostot": len(catalogue().networks),
            "hankkeet": len(catalogue().projects),
            "kunnat": len(catalogue().practices_by_municipality),
            "käyttöönotot": sum(len(catalogue().takers(entry)) for entry in catalogue().newest),
        }
        return counts[laji]


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
