"""Entries and municipalities as Markdown for language models."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import starmap
from typing import Any

from markdown.extensions.fenced_code import FencedBlockPreprocessor

from kaytantopankki import formatting, links
from kaytantopankki.analysis.aggregates import practice_count
from kaytantopankki.content import field_types, models, municipalities, submodels, vocabulary
from kaytantopankki.content.catalogue import (
    Catalogue,
    EventEntry,
    NetworkEntry,
    NewsEntry,
    PracticeAdoption,
    PracticeEntry,
    ProjectEntry,
    adoptions_of,
)
from kaytantopankki.outputs import data_table
from kaytantopankki.page import Context
from kaytantopankki.pages import figures, network_pages
from kaytantopankki.settings import Site

_MARKS = re.compile(r"[\\`*_\[\]<#&~]")
_HEADING = re.compile(r"^( {0,3})(#{1,6})[ \t]*(?=[^#\n])", re.MULTILINE)
_UNDERLINED = re.compile(r"^(?=\S)(?![-=>#])(.+)\n(?:=+|-+)[ \t]*$", re.MULTILINE)
# What could be the beginning of an address for links: the label may go on over lines.
_DEFINITION = re.compile(r"^([\s>*+\-\d.)]*)\[(?=(?:[^\[\]\\]|\\.)*\]:)", re.MULTILINE | re.DOTALL)
_FENCED = FencedBlockPreprocessor.FENCED_BLOCK_RE
_DEEPER, _DEEPEST = 3, 6
_WORDS = data_table("llms.yml")


def entry_text(catalogue: Catalogue, site: Site, entry: models.Entry[Any]) -> str:
    """An entry: its title as a heading, its facts as a list, and its text as a quotation."""
    lines = (
        _fact("Osoite", f"<{site.at(links.entry_url(entry))}>"),
        _fact("Tiivistelmä", escape_text(entry.data.summary)),
        *_FACTS[entry.kind](catalogue, entry),
        *_provenance(entry.data),
    )
    return _section(escape_text(entry.data.title), lines, entry.body)


def municipality_text(catalogue: Catalogue, site: Site, place: municipalities.Place) -> str:
    """A municipality: its basic facts, and what it says of itself where it has an entry."""
    entry = catalogue.municipality_entries.get(place.name)
    languages = " ja ".join(map(_WORDS["languages"].__getitem__, place.languages))
    basic = (
        catalogue.regions[place.region].name,
        f"{formatting.number(place.population)} asukasta 31.12.{place.population_year}",
        f"{_WORDS['municipality_types'][place.type][0]} kunta",
        f"{'kieli' if len(place.languages) == 1 else 'kielet'} {languages}",
    )
    memberships = catalogue.memberships.get(place.name, ())
    networks = (item.network.data.title for item in memberships if not item.member.until)
    lines = (
        _fact("Osoite", f"<{site.at(f'kunnat/{place.slug}/')}>"),
        _fact("Perustiedot", ", ".join(basic)),
        _fact("Verkostot", _joined(*networks)),
        _fact("Kirjattu", practice_count(catalogue, place.name).words),
        *((*_municipality(catalogue, entry.data), *_provenance(entry.data)) if entry else ()),
    )
    return _section(place.name, lines, entry.body if entry else "")


def _section(title: str, lines: Iterable[str], body: str) -> str:
    text = quoted(body)
    return f"### {title}\n\n{''.join(lines)}\n" + (f"#### Kuvaus\n\n{text}\n\n" if text else "")


def escape_text(text: str) -> str:
    """A text as it stands, without marks that mean something."""
    return _MARKS.sub(r"\\\g<0>", text)


def quoted(body: str) -> str:
    """A text with marks of its own, as a quotation: whatever it leaves open, a code block or HTML, ends with it.

    Its headings go below those of the entry, and it defines no addresses, because those would hold everywhere.
    """
    lowered = "".join(_with_lower_headings(body))
    safe = _DEFINITION.sub(r"\1\\[", lowered) if "]:" in body else lowered
    return "> " + safe.strip("\n").replace("\n", "\n> ") if body.strip() else ""


def _with_lower_headings(body: str) -> Iterator[str]:
    """The text with its headings below those of the entry; code stays as it is."""
    end = 0
    for code in _FENCED.finditer(body):
        yield _lower_headings(body[end : code.start()])
        yield code[0]
        end = code.end()
    yield _lower_headings(body[end:])


def _lower_headings(text: str) -> str:
    marked = _UNDERLINED.sub(r"## \1", text)
    return _HEADING.sub(lambda match: f"{match[1]}{'#' * min(_DEEPEST, len(match[2]) + _DEEPER)} ", marked)


def _fact(label: str, text: str) -> str:
    """A line of a list; empty when there is nothing to tell."""
    return f"- **{label}:** {text}\n" if text else ""


def _list(label: str, items: Iterable[str]) -> str:
    """A list under a line of a list."""
    lines = "\n  - ".join(items)
    return f"- **{label}:**\n  - {lines}\n" if lines else ""


def _joined(*texts: str | None, separator: str = ", ") -> str:
    """Contributed texts, those that there are."""
    return separator.join(map(escape_text, filter(None, texts)))


def _sentences(*texts: str | None) -> str:
    """Contributed sentences one after the other, each with a full stop at its end."""
    return " ".join(text if text[-1] in ".!?…" else f"{text}." for text in map(escape_text, filter(None, texts)))


def _note(text: str | None) -> str:
    return f". {escape_text(text)}" if text else ""


def _linked(text: str, url: str | None) -> str:
    """A text, if there is one, with an address after it."""
    return f"{text} <{url}>".lstrip() if url else text


def _cited(text: str, numbers: Iterable[int]) -> str:
    """A text with the numbers of its sources."""
    citation = ", ".join(map(str, numbers))
    return f"{text} [{citation}]" if text and citation else text


def _in_words(value: field_types.Moment | None) -> str:
    return formatting.moment(value) if value else ""


def _titles(catalogue: Catalogue, kind: str, slugs: Iterable[str]) -> str:
    """Entries of one kind by title."""
    return _joined(*(catalogue.of_kind(kind)[slug].data.title for slug in slugs))


def _provenance(data: Any) -> Iterator[str]:
    """Who stands behind an entry, when it was written and found true, and its sources."""
    standing = getattr(data, "standing", None)
    yield _fact("Luotettavuus", formatting.capitalised(standing.label) if standing else "")
    published = getattr(data, "published", None)
    days = (("julkaistu", published), ("päivitetty", data.updated), ("tarkistettu", data.reviewed))
    yield _fact("Päivät", ", ".join(f"{name} {day}" for name, day in days if day))
    yield _list("Lähteet", (f"[{position}] {_source(source)}" for position, source in enumerate(data.sources, 1)))


def _source(source: submodels.Source) -> str:
    date = _in_words(source.date) or "päiväys ei tiedossa"
    text = _joined(source.title, source.publisher, date, source.language.label if source.language else "")
    return _linked(text, source.url) + _note(source.note)


def _subjects(catalogue: Catalogue, data: Any) -> Iterator[str]:
    """What an entry is about."""
    yield _fact("Kunnat", ", ".join(data.municipalities))
    yield _themes(catalogue, data)
    yield _fact("Verkostot", _titles(catalogue, "network", data.networks))
    yield _fact("Yhteishankkeet", _titles(catalogue, "project", getattr(data, "projects", ())))
    yield _fact("Käytännöt", _titles(catalogue, "practice", getattr(data, "practices", ())))


def _themes(catalogue: Catalogue, data: Any) -> str:
    return _fact("Teemat", ", ".join(catalogue.vocabulary.themes[key].title for key in data.themes))


def _practice(catalogue: Catalogue, entry: PracticeEntry) -> Iterator[str]:
    data, words = entry.data, catalogue.vocabulary
    as_of = f" (tieto: {formatting.short_moment(data.stage_as_of)})" if data.stage_as_of else ""
    yield _fact("Kunnat", ", ".join(data.municipalities))
    yield _fact("Vaihe", f"{formatting.stage_view(catalogue, entry)['text']}{as_of}{_note(data.stage_note)}")
    yield _themes(catalogue, data)
    yield _fact("Avainsanat", _joined(*data.tags))
    yield _fact("Hakusanat", _joined(*data.aliases))
    results = (figures.result(item, words) for item in data.results if item.basis != field_types.Basis.TARGET)
    yield _list("Tulokset", map(_result, results))
    yield _list("Tavoitteet, eivät tuloksia", map(_result, figures.targets(data.results, words)))
    yield _list("Kustannukset", map(_cost, figures.costs(data.costs)))
    yield _list("Rahoitus", map(_funding, figures.funding(data.funding)))
    yield _fact("Työmäärä", _joined(data.effort))
    yield _fact("Tekijät", _joined(*data.actors))
    yield _list("Pullonkaulat", (_bottleneck(catalogue, item) for item in data.bottlenecks))
    if data.uptake:
        yield from _uptake(data.uptake)
    yield _list("Käyttöönotot muualla", (_adoption(catalogue, use) for use in adoptions_of(entry)))
    origins = (
        (catalogue.practices[item.practice].data.title if item.practice else item.place, item)
        for item in data.adapted_from
    )
    yield _list("Esikuvat", (_cited(_sentences(title, item.note), item.source) for title, item in origins))
    yield _fact("Korvaava käytäntö", _titles(catalogue, "practice", filter(None, [data.superseded_by])))
    yield _fact("Liittyvät käytännöt", _titles(catalogue, "practice", data.related))
    yield _fact("Verkostot", _titles(catalogue, "network", data.networks))
    yield _fact("Yhteishankkeet", _titles(catalogue, "project", data.projects))
    if data.contact:
        yield _fact("Yhteys", _contact(data.contact))
    if image := data.image:
        yield _fact("Kuva", _sentences(image.alt, image.caption, image.credit, image.licence))


def _result(item: Context) -> str:
    aside = _joined(item["basis"]["label"].lower(), item["when"], item["where"], separator="; ")
    figure = " ".join(filter(None, (item["value"], escape_text(item["unit"]))))
    return _cited(f"{escape_text(item['what'])}: {figure} ({aside})", item["sources"])


def _cost(item: Context) -> str:
    aside = "; ".join(filter(None, (item["basis"]["label"].lower(), item["when"])))
    text = f"{escape_text(item['what'])}: {item['value']} {item['unit']} ({aside}){_note(item['note'])}"
    return _cited(text, item["sources"])


def _funding(item: Context) -> str:
    """Who paid, how much, and on what basis that is told."""
    sum_ = f": {item['amount']} ({item['basis']['label'].lower()})" if item["amount"] else ""
    return _cited(f"{escape_text(item['funder'])}{sum_}{_note(item['note'])}", item["sources"])


def _bottleneck(catalogue: Catalogue, item: submodels.Bottleneck) -> str:
    where = f" ({item.municipality})" if item.municipality else ""
    solved = f"Ratkaisu: {_sentences(item.solved)}" if item.solved else "Ratkaisua ei kerrota."
    text = f"{links.bottleneck_title(catalogue, item.kind)}{where}: {_sentences(item.what)} {solved}"
    return _cited(text, item.source)


def _uptake(uptake: submodels.Uptake) -> Iterator[str]:
    yield _list("Käyttöönoton ehdot", map(escape_text, uptake.conditions))
    yield _list("Ensimmäiset askeleet", map(escape_text, uptake.first_steps))
    yield _fact("Kuka päättää", uptake.decision_level.label if uptake.decision_level else "")
    if suits := uptake.suits:
        bounds = (("vähintään", suits.population_min), ("enintään", suits.population_max))
        sizes = (
            f"{word} {formatting.counted(size, 'asukas', 'asukasta')}" for word, size in bounds if size is not None
        )
        types = ", ".join(_WORDS["municipality_types"][kind][1] for kind in suits.types)
        yield _fact("Kenelle sopii", _joined(", ".join(sizes), types, suits.note, separator="; "))
    documents = (_cited(_linked(escape_text(item.title), item.url), item.source) for item in uptake.documents)
    yield _list("Valmiit asiakirjat", documents)


def _adoption(catalogue: Catalogue, use: PracticeAdoption) -> str:
    item, stage = use.adoption, formatting.adoption_stage_view(catalogue, use)["text"].lower()
    sentences = {
        "Muutettu": item.changed,
        "Tulos": item.result,
        "Miksi ei": item.why_not,
        "Kustannus": item.cost,
        "Mistä kuultiin": catalogue.events[item.heard_at].data.title if item.heard_at else item.heard_from,
    }
    parts = (
        f"{item.municipality}: {stage}.",
        *(f"{label}: {_sentences(text)}" for label, text in sentences.items() if text),
        *(f"Pullonkaula: {_bottleneck(catalogue, bottleneck)}" for bottleneck in item.bottlenecks),
        _WORDS["model_named"][item.model_named],
    )
    return _cited(" ".join(filter(None, parts)), item.source)


def _news(catalogue: Catalogue, entry: NewsEntry) -> Iterator[str]:
    yield _fact("Päiväys", formatting.moment(entry.data.date))
    yield _fact("Tyyppi", entry.data.type.label)
    yield from _subjects(catalogue, entry.data)


def _event(catalogue: Catalogue, entry: EventEntry) -> Iterator[str]:
    data = entry.data
    yield _fact("Alkaa", str(data.start))
    yield _fact("Päättyy", str(data.end or ""))
    yield _fact("Paikka", _joined(data.place, "etäyhteys" if data.online else ""))
    yield _fact("Tila", data.status.label)
    yield _fact("Ilmoittaudu viimeistään", str(data.registration_deadline or ""))
    yield _fact("Ilmoittautuminen", _linked("", data.registration_url))
    yield _fact("Kenelle", formatting.listed([audience.label for audience in data.audience]))
    yield _fact("Sarja", _joined(data.series))
    yield _fact("Järjestäjät", _joined(*data.organisers))
    yield from _subjects(catalogue, data)


def _network(_: Catalogue, entry: NetworkEntry) -> Iterator[str]:
    data = entry.data
    yield _fact("Tyyppi", data.type.label)
    yield _fact("Toiminnassa", formatting.period(data.started, data.ended))
    yield _fact("Koordinaattorit", _joined(*data.coordinators))
    yield _fact(
        "Jäsenkunnat" if data.members_complete else "Kirjatut jäsenkunnat", ", ".join(network_pages.members(entry))
    )
    yield _list("Tavoitteet, eivät tuloksia", map(_goal, data.goals))
    yield _list("Liittyminen", map(escape_text, data.joining))
    yield _fact("Verkkosivu", _linked("", data.url))


def _project(catalogue: Catalogue, entry: ProjectEntry) -> Iterator[str]:
    data = entry.data
    yield _fact("Vaihe", formatting.stage_label(data.stage, data.stage_as_of, catalogue.today).lower())
    yield _fact("Aika", formatting.period(data.started, data.ended))
    yield _fact("Koordinaattori", _joined(data.coordinator))
    yield _fact("Kumppanit", _joined(*data.partners))
    yield _fact("Budjetti", _joined(network_pages.project_budget(entry), data.budget_note, separator=". "))
    yield _list("Rahoitus", map(_funding, figures.funding(data.funding)))
    yield _fact("Verkkosivu", _linked("", data.url))
    yield from _subjects(catalogue, data)


def _municipality(catalogue: Catalogue, data: models.Municipality) -> Iterator[str]:
    """What a municipality says of itself."""
    words = catalogue.vocabulary
    yield _list("Tavoitteet, eivät tuloksia", map(_goal, data.goals))
    yield _fact("Keskeinen toimenpide", _cited(_joined(data.key_action), data.key_action_source))
    yield _fact("Keskeinen haaste", _cited(_joined(data.key_challenge), data.key_challenge_source))
    current = (
        (_sentences(words.bottlenecks[item.kind].title, item.what), item.source) for item in data.bottlenecks_now
    )
    yield _list("Pullonkaulat nyt", starmap(_cited, current))
    yield _list("Etsii", map(escape_text, data.looking_for))
    yield _list("Tarjoaa", map(escape_text, data.can_offer))
    yield _list("Mittarit", (_measure(words.indicators[item.indicator], item) for item in data.indicators))
    programmes = ((_joined(item.title, _in_words(item.year)), item) for item in data.programmes)
    yield _list("Ohjelmat", (_cited(_linked(text, item.url), item.source) for text, item in programmes))
    yield _list("Yhteydet", map(_contact, data.contacts))


def _measure(indicator: vocabulary.Indicator, item: models.Measure) -> str:
    figure = formatting.amount(item.value, escape_text(item.unit or indicator.unit))
    text = f"{indicator.title} {formatting.moment(item.year)}: {figure} ({item.basis.label}){_note(item.note)}"
    return _cited(text, item.source)


def _goal(item: submodels.Goal) -> str:
    """A goal, the year it is for, and where it was decided."""
    when = f"vuoteen {item.year.year}" if item.year else ""
    since = f"vertailuvuosi {item.baseline.year}" if item.baseline else ""
    aside = _joined(when, since, item.document, separator="; ")
    return _cited(f"{formatting.capitalised(escape_text(item.text))}{f' ({aside})' if aside else ''}", item.source)


def _contact(item: submodels.Contact) -> str:
    """Whom to ask: organisation, unit, role and address."""
    visits = "; ottaa vierailijoita" if item.hosts_visits else ""
    return _linked(f"{_joined(item.organisation, item.unit, item.role)}{visits}", item.url)


_FACTS: Mapping[str, Callable[[Catalogue, Any], Iterator[str]]] = {
    "practice": _practice,
    "news": _news,
    "event": _event,
    "network": _network,
    "project": _project,
}
