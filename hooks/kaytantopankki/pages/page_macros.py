"""Macros for the hand-written pages that mkdocs.yml lists. They write Markdown.

The guide to the fields of every kind of entry is written from the schema itself.
"""

import inspect
import re
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, nodes
from jinja2.sandbox import SandboxedEnvironment

from kaytantopankki import formatting, links
from kaytantopankki.analysis import ranking, similarity
from kaytantopankki.content import field_types, fields, messages, models, municipalities, scaffold, written
from kaytantopankki.content.catalogue import Catalogue, EventEntry, PracticeEntry
from kaytantopankki.content.static_pages import StaticPage
from kaytantopankki.data_files import data_table, data_template
from kaytantopankki.pages import figures
from kaytantopankki.pages.templates import environment
from kaytantopankki.settings import Settings

_TITLES, _WEIGHTS = data_table("pages/data/field_guide.yml"), data_table("pages/data/weights.yml")
_MARKDOWN = str.maketrans({"<": "&lt;", **{sign: f"\\{sign}" for sign in "\\[]*_"}})
# What is written just as it stands, such as a path or a date.
_LITERAL = re.compile(
    r"(?<![\w/-])(?:[\w-]+(?:/[\w.-]*[\w-])+/?|[\w-]+\.(?:yml|jpg)|\d{4}-\d\d(?:-\d\d)?(?: \d\d:\d\d)?|true|false)(?!\w)"
)


class PageMacros:
    """The macros of one page, at `uri` in docs/: each public method is one. ValueError in Finnish when an argument names
    nothing."""

    def __init__(self, catalogue: Catalogue, settings: Settings, uri: str) -> None:
        self._catalogue, self._settings = catalogue, settings
        self._up = "../" * uri.count("/")

    def uusimmat(self, määrä: int = 5) -> str:
        """The latest practices."""
        return self._listed(self._catalogue.newest[:määrä], _where)

    def määräajat(self, määrä: int = 5) -> str:
        """The next registration deadlines and events."""
        coming = self._catalogue.coming_events[:määrä]
        return self._listed(coming, _deadline_or_start) or "Tulevia tapahtumia ei ole juuri nyt."

    def käytännöt(self, teema: str = "", verkosto: str = "", kunta: str = "", määrä: int = 100) -> str:
        """Practices of a theme, network or municipality."""
        return self._listed([*self._chosen(teema, verkosto, kunta)][:määrä], _where)

    def merkki(self, sana: str) -> str:
        """The mark of a figure or a stage: "mitattu", "kokeilu"."""
        macros: Any = environment(self._settings.templates).get_template("partials/kp/marks.html").module
        marks = {
            stage.label: f"{macros.dot(formatting.STAGE_MARKS[stage])} {formatting.capitalised(stage.label)}"
            for stage in (*field_types.Stage, *field_types.AdoptionStage)
        }
        marks |= {basis.label: str(macros.basis(figures.basis_view(basis))) for basis in field_types.Basis}
        return str(_value(marks, sana))

    def palaute(self) -> str:
        """Where feedback goes."""
        return self._settings.site.feedback

    def lukumäärä(self, laji: str, yksi: str = "", monta: str = "") -> str:
        """How many entries of a kind there are, with the words for one and for many."""
        catalogue = self._catalogue
        counts = {
            "käytännöt": len(catalogue.practices),
            "uutiset": len(catalogue.news),
            "tapahtumat": len(catalogue.events),
            "verkostot": len(catalogue.networks),
            "hankkeet": len(catalogue.projects),
            "kunnat": len(catalogue.practices_by_municipality),
            "käyttöönotot": sum(len(catalogue.adopters(entry)) for entry in catalogue.newest),
        }
        return formatting.counted(_value(counts, laji), yksi, monta)

    def samankaltaisuuden_painot(self) -> str:
        """The parts of the resemblance of municipalities and their weights, as a table."""
        weights = similarity.WEIGHTS
        return _table("Paino", {part: formatting.number(weights[part]) for part in weights}, _WEIGHTS["similarity"])

    def ehdotusten_painot(self) -> str:
        """The parts of a suggestion's points and their weights, as a table."""
        weights, texts = ranking.RANKING_WEIGHTS, _WEIGHTS["ranking"]
        return _table("Kerroin", {part: formatting.signed(weights[part]) for part in texts}, texts)

    def kenttien_ohje(self) -> str:
        """Every field of every kind, the required ones first, and the fields inside fields."""
        filters = {"code": lambda text: _LITERAL.sub(r"`\g<0>`", text), "slug": municipalities.slugify}
        return data_template("pages/data/field-guide.md", **filters).render(
            titles=_TITLES,
            kinds=models.KINDS,
            content=models.Content,
            submodels=fields.submodels_of(*(kind.model for kind in models.KINDS.values())),
            specs=lambda model: fields.field_specs(model).values(),
            scaffold=scaffold,
        )

    def _listed(self, entries: Iterable[Any], note: Callable[[Any], str]) -> str:
        return "\n".join(
            f"- [{entry.data.title.translate(_MARKDOWN)}]({self._up}{links.entry_url(entry).rstrip('/')}.md) {note(entry)}"
            for entry in entries
        )

    def _chosen(self, theme: str, network: str, municipality: str) -> Iterator[PracticeEntry]:
        catalogue = self._catalogue
        asked: tuple[tuple[field_types.Target, str, Mapping[str, Any], Mapping[str, Any]], ...] = (
            ("theme", theme, catalogue.vocabulary.themes, catalogue.practices_by_theme),
            ("network", network, catalogue.networks, catalogue.practices_by_network),
            ("municipality", municipality, catalogue.places, catalogue.practices_by_municipality),
        )
        for target, key, names, _ in asked:
            if key and key not in names:
                words = written.words_meant(dict.fromkeys(names, ()))
                raise ValueError(written.unknown_reference_message(target, str(key), words))
        chosen = [index.get(key, ()) for _, key, _, index in asked if key]
        return (entry for entry in catalogue.newest if all(entry in group for group in chosen))


_SIMPLE = (nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.Call, nodes.Keyword, nodes.Const)
MACROS = tuple(name for name in vars(PageMacros) if not name.startswith("_"))


def sandbox() -> SandboxedEnvironment:
    """Where macros run: from their names nobody reaches a module, a file or the program's own objects."""
    env = SandboxedEnvironment(undefined=StrictUndefined)
    env.globals.clear()
    return env


def shown_settings(config: Mapping[str, Any]) -> dict[str, Any]:
    """What a page can tell of the settings in mkdocs.yml."""
    return {"repo_url": config["repo_url"], "extra": {"review_months": config["extra"]["review_months"]}}


def expanded(page: StaticPage, names: Mapping[str, Any]) -> str | list[messages.Problem]:
    """The text of a page after its macros have run, or what is wrong with them: misspelt names all at once; when the
    names are right, the first call that fails."""
    env = sandbox()
    try:
        tree = env.parse(page.text)
        # Nothing else, because a loop or a sum of texts can go on for ever.
        if other := next((node for node in tree.find_all(nodes.Node) if not isinstance(node, _SIMPLE)), None):
            advice = "sivulla voi vain kutsua makroja ja näyttää asetuksia: {{ uusimmat(5) }}"
            return [page.problem(other.lineno - 1, f"makro: {advice}")]
        unknown = [node for node in tree.find_all(nodes.Name) if node.name not in names]
        if not unknown:
            return env.from_string(page.text).render(names)
        wrong = ((node, messages.did_you_mean(node.name, names)) for node in unknown)
        return [page.problem(node.lineno - 1, f'makro: tuntematon "{node.name}"{near}') for node, near in wrong]
    except TemplateSyntaxError as error:
        return [page.problem(error.lineno - 1, f"makro: {_syntax(page, error)}")]
    except RecursionError:
        return [page.problem(0, "makro: sulkeita on sisäkkäin liikaa")]
    except (TemplateError, ValueError, TypeError, ArithmeticError, LookupError, AttributeError) as error:
        lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == "<template>"]
        line = (lines[-1] or 1) - 1 if lines else 0
        return [page.problem(line, f"makro: {_failure(page, line, error, names)}")]


def _value(known: Mapping[str, Any], name: str) -> Any:
    if name not in known:
        raise ValueError(f'tuntematon "{name}"{messages.did_you_mean(name, known)}')
    return known[name]


def _syntax(page: StaticPage, error: TemplateSyntaxError) -> str:
    line = page.text.split("\n")[error.lineno - 1 : error.lineno]
    if line and re.search("[“”„’‘»«]", line[0]):
        return 'kirjoita makron tekstien ympärille suorat lainausmerkit: "teksti"'
    return f"makroa ei voi lukea. Tarkista sulkeet, lainausmerkit ja pilkut ({error.message})"


def _failure(page: StaticPage, line: int, error: Exception, names: Mapping[str, Any]) -> str:
    if not isinstance(error, TypeError):
        return str(error)
    text = page.text.split("\n")[line]
    calls = {name: inspect.signature(names[name]).parameters for name in MACROS if re.search(rf"\b{name}\(", text)}
    wrong = re.search(r"unexpected keyword argument '(\w+)'", str(error))
    if wrong and len(calls) == 1:
        return f'tuntematon "{wrong[1]}"{messages.did_you_mean(wrong[1], *calls.values())}'
    usage = ", ".join(f"{name}({', '.join(parameters)})" for name, parameters in calls.items())
    return f"arvoja on liikaa tai liian vähän. Oikea muoto: {usage}" if usage else str(error)


def _where(practice: PracticeEntry) -> str:
    return ", ".join(practice.data.municipalities)


def _deadline_or_start(event: EventEntry) -> str:
    return formatting.short_moment(event.data.registration_deadline or event.data.start)


def _table(value_title: str, values: Mapping[str, str], texts: Mapping[str, str]) -> str:
    """A Markdown table of the parts of a sum, with the number of each."""
    numbers = {"near_km": formatting.number(similarity.NEAR_KM)}
    numbers |= {"fresh_years": str(ranking.FRESH_YEARS), "old_years": str(ranking.OLD_YEARS)}
    rows = [("Osa", value_title), ("---", "---")]
    rows += [(texts[part].format_map(numbers), value) for part, value in values.items()]
    return "\n".join(f"| {text} | {value} |" for text, value in rows)
