"""Macros for hand-written pages: `render_macros: true` in a page's front matter turns them on. They write Markdown."""

import inspect
import re
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from jinja2 import StrictUndefined, TemplateSyntaxError, nodes
from jinja2.exceptions import TemplateError
from jinja2.sandbox import SandboxedEnvironment

from kaytantopankki import links
from kaytantopankki.content.catalogue import Catalogue, PracticeEntry
from kaytantopankki.content.loader import StaticPage, static_pages
from kaytantopankki.content.messages import Problem, did_you_mean
from kaytantopankki.formatting import short_moment
from kaytantopankki.pages.field_guide import field_guide
from kaytantopankki.pages.figures import legend
from kaytantopankki.pages.municipality_pages import resemblance_weights, suggestion_weights
from kaytantopankki.pages.news_and_events import event_row


class PageMacros:
    """The macros of one page, at `uri` in docs/: each public method is one. ValueError in Finnish when an argument names
    nothing."""

    def __init__(self, catalogue: Catalogue, templates: Path, feedback: str, uri: str) -> None:
        self._catalogue, self._templates, self._feedback = catalogue, templates, feedback
        self._up = "../" * uri.count("/")

    def uusimmat(self, määrä: int = 5) -> str:
        """The latest practices."""
        return self._listed(self._catalogue.newest[:määrä], _where)

    def määräajat(self, määrä: int = 5) -> str:
        """The next registration deadlines and events."""
        coming = self._catalogue.coming_events[:määrä]
        return self._listed(coming, self._when) or "Tulevia tapahtumia ei ole juuri nyt."

    def käytännöt(self, teema: str = "", verkosto: str = "", kunta: str = "", määrä: int = 100) -> str:
        """Practices of a theme, network or municipality."""
        return self._listed([*self._chosen(teema, verkosto, kunta)][:määrä], _where)

    def merkki(self, sana: str) -> str:
        """The mark of a figure or a stage: "mitattu", "kokeilu"."""
        return str(_value(legend(self._templates), sana))

    def palaute(self) -> str:
        """Where feedback goes."""
        return self._feedback

    def lukumäärä(self, laji: str) -> int:
        """How many entries of a kind there are."""
        found = self._catalogue
        counts = {
            "käytännöt": len(found.practices),
            "uutiset": len(found.news),
            "tapahtumat": len(found.events),
            "verkostot": len(found.networks),
            "hankkeet": len(found.projects),
            "kunnat": len(found.practices_by_municipality),
            "käyttöönotot": sum(len(found.adopters(entry)) for entry in found.newest),
        }
        return int(_value(counts, laji))

    samankaltaisuuden_painot = staticmethod(resemblance_weights)
    ehdotusten_painot = staticmethod(suggestion_weights)
    kenttien_ohje = staticmethod(field_guide)

    def _listed(self, entries: Iterable[Any], note: Callable[[Any], str]) -> str:
        return "\n".join(
            f"- [{_plain(entry.data.title)}]({self._up}{links.entry_url(entry).rstrip('/')}.md) {note(entry)}"
            for entry in entries
        )

    def _chosen(self, theme: str, network: str, municipality: str) -> Iterator[PracticeEntry]:
        found = self._catalogue
        asked = (
            (theme, found.vocabulary.themes, found.practices_by_theme),
            (network, found.networks, found.practices_by_network),
            (municipality, found.places, found.practices_by_municipality),
        )
        for key, names, _ in asked:
            if key:
                _value(names, key)
        chosen = [index.get(key, ()) for key, _, index in asked if key]
        return (entry for entry in found.newest if all(entry in group for group in chosen))

    def _when(self, event: Any) -> str:
        return event_row(self._catalogue, event)["deadline"] or short_moment(event.data.start)


MACROS = tuple(name for name in vars(PageMacros) if not name.startswith("_"))


def macro_problems(
    docs: Path, config: Mapping[str, Any], catalogue: Catalogue, templates: Path, feedback: str
) -> Iterator[Problem]:
    """What is wrong with the macros of the hand-written pages in `docs`; `config` is what mkdocs.yml says."""
    for page in static_pages(docs):
        if page.meta.get("render_macros"):
            macros = PageMacros(catalogue, templates, feedback, page.uri)
            yield from _page_problems(page, {"config": config, **{name: getattr(macros, name) for name in MACROS}})


def _value(known: Mapping[str, Any], name: str) -> Any:
    if name not in known:
        raise ValueError(f'tuntematon "{name}"{did_you_mean(name, known)}')
    return known[name]


def _page_problems(page: StaticPage, names: Mapping[str, Any]) -> Iterator[Problem]:
    """Misspelt names all at once; when the names are right, the first call that fails."""
    env = SandboxedEnvironment(undefined=StrictUndefined)
    try:
        tree = env.parse(page.text)
        local = {node.name for node in tree.find_all(nodes.Name) if node.ctx != "load"}
        unknown = [
            node
            for node in tree.find_all(nodes.Name)
            if node.ctx == "load" and node.name not in {*names, *local, *env.globals}
        ]
        for node in unknown:
            message = f'makro: tuntematon "{node.name}"{did_you_mean(node.name, names)}'
            yield Problem(page.path, page.first_line + node.lineno - 1, message)
        if not unknown:
            env.from_string(page.text).render(names)
    except TemplateSyntaxError as error:
        yield Problem(page.path, page.first_line + error.lineno - 1, f"makro: {_syntax(page, error)}")
    except (TemplateError, ValueError, TypeError, ArithmeticError, LookupError) as error:
        lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == "<template>"]
        line = page.first_line + (lines[-1] or 1) - 1 if lines else page.first_line
        yield Problem(page.path, line, f"makro: {_failure(page, line, error, names)}")


def _syntax(page: StaticPage, error: TemplateSyntaxError) -> str:
    line = page.text.splitlines()[error.lineno - 1 : error.lineno]
    if line and re.search("[“”„’‘»«]", line[0]):
        return 'kirjoita makron tekstien ympärille suorat lainausmerkit: "teksti"'
    return f"makroa ei voi lukea. Tarkista sulkeet, lainausmerkit ja pilkut ({error.message})"


def _failure(page: StaticPage, line: int, error: Exception, names: Mapping[str, Any]) -> str:
    if not isinstance(error, TypeError):
        return str(error)
    text = page.text.splitlines()[line - page.first_line]
    calls = {name: inspect.signature(names[name]).parameters for name in MACROS if re.search(rf"\b{name}\(", text)}
    wrong = re.search(r"unexpected keyword argument '(\w+)'", str(error))
    if wrong and len(calls) == 1:
        return f'tuntematon "{wrong[1]}"{did_you_mean(wrong[1], *calls.values())}'
    usage = ", ".join(f"{name}({', '.join(parameters)})" for name, parameters in calls.items())
    return f"arvoja on liikaa tai liian vähän. Oikea muoto: {usage}" if usage else str(error)


def _where(practice: PracticeEntry) -> str:
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
