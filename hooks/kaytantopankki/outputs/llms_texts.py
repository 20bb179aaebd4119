"""Entries and municipalities as Markdown for language models."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from markdown.extensions.fenced_code import FencedBlockPreprocessor

from kaytantopankki import formatting, links
from kaytantopankki.analysis.aggregates import practice_count
from kaytantopankki.content.catalogue import (
    Catalogue,
    EventEntry,
    MunicipalityEntry,
    NetworkEntry,
    NewsEntry,
    PracticeEntry,
    ProjectEntry,
)
from kaytantopankki.content.field_types import Basis
from kaytantopankki.content.models import Entry
from kaytantopankki.content.municipalities import Place
from kaytantopankki.content.submodels import Adoption, Bottleneck, Contact, Goal, Source, Uptake
from kaytantopankki.formatting import amount, capitalised, counted, listed, moment, number, period, short_moment
from kaytantopankki.page import Context
from kaytantopankki.pages import figures
from kaytantopankki.pages.network_pages import members, project_budget
from kaytantopankki.settings import Site

_MARKS = re.compile(r"[\\`*_\[\]<#&~]")
_HEADING = re.compile(r"\n( {0,3})(#{1,6})[ \t]*(?=[^#\n])")
_UNDERLINED = re.compile(r"^(?=\S)(?![-=>#])(.+)\n(?:=+|-+)[ \t]*$", re.MULTILINE)
# What could be the beginning of an address for links: the label may go on over lines.
_DEFINITION = re.compile(r"^([\s>*+\-\d.)]*)\[(?=(?:[^\[\]\\]|\\.)*\]:)", re.MULTILINE | re.DOTALL)
_FENCED = FencedBlockPreprocessor.FENCED_BLOCK_RE
_DEEPER, _DEEPEST = 3, 6


def escape_text(text: str) -> str:
    """A text as it stands, without marks that mean something."""
    return _MARKS.sub(_escaped, text)


def _escaped(mark: re.Match[str]) -> str:
    return f"\\{mark[0]}"


def quoted(body: str) -> str:
    """A text with marks of its own, as a quotation: whatever it leaves open, a code block or HTML, ends with it.

    Its headings go below those of the entry, and it defines no addresses, because those would hold everywhere.
    """
    lowered = "".join(_lowered(body)) if "#" in body or _underlines(body) else body
    safe = _DEFINITION.sub(r"\1\\[", lowered) if "]:" in body else lowered
    return "> " + safe.strip("\n").replace("\n", "\n> ") if body.strip() else ""


def _underlines(text: str) -> bool:
    return "\n--" in text or "\n==" in text or "\n-\n" in text or "\n=\n" in text


def _lowered(body: str) -> Iterator[str]:
    """The text with its headings below those of the entry; code stays as it is."""
    end = 0
    if "```" in body or "~~~" in body:
        for code in _FENCED.finditer(body):
            yield _headings_lowered(body[end : code.start()])
            yield code[0]
            end = code.end()
    yield _headings_lowered(body[end:])


def _headings_lowered(text: str) -> str:
    marked = _UNDERLINED.sub(r"## \1", text) if _underlines(text) else text
    return _HEADING.sub(_lower, f"\n{marked}")[1:]


def _lower(heading: re.Match[str]) -> str:
    return f"\n{heading[1]}{'#' * min(_DEEPEST, len(heading[2]) + _DEEPER)} "


def fact(label: str, text: str) -> str:
    """A line of a list; empty when there is nothing to tell."""
    return f"- **{label}:** {text}\n" if text else ""


def facts(label: str, items: Iterable[str]) -> str:
    """A list under a line of a list."""
    lines = "\n  - ".join(items)
    return f"- **{label}:**\n  - {lines}\n" if lines else ""


def cited(text: str, numbers: Iterable[int]) -> str:
    """A text with the numbers of its sources."""
    told = ", ".join(map(str, numbers))
    return f"{text} [{told}]" if text and told else text


def sentences(*parts: str | None) -> str:
    """Contributed sentences one after the other, each with a full stop at its end."""
    return " ".join(part if part[-1] in ".!?…" else f"{part}." for part in map(escape_text, filter(None, parts)))


def text_block(body: str) -> str:
    """The text of an entry under a heading of its own; empty when there is none."""
    text = quoted(body)
    return f"#### Kuvaus\n\n{text}\n\n" if text else ""


def titles(catalogue: Catalogue, kind: str, slugs: Iterable[str]) -> str:
    """Entries of one kind by title."""
    return ", ".join(escape_text(catalogue.of_kind(kind)[slug].data.title) for slug in slugs)


def standing(data: Any) -> Iterator[str]:
    """Who stands behind an entry, and when it was written and found true."""
    label = data.standing.label if getattr(data, "standing", None) else ""
    yield fact("Luotettavuus", capitalised(label))
    days = (
        ("julkaistu", getattr(data, "published", None)),
        ("päivitetty", data.updated),
        ("tarkistettu", data.reviewed),
    )
    yield fact("Päivät", ", ".join(f"{name} {day}" for name, day in days if day))


def contact(item: Contact) -> str:
    """Whom to ask: organisation, unit, role and address."""
    told = ", ".join(map(escape_text, filter(None, (item.organisation, item.unit, item.role))))
    visits = "; ottaa vierailijoita" if item.hosts_visits else ""
    return f"{told}{visits}{f' <{item.url}>' if item.url else ''}"


def sources(items: tuple[Source, ...]) -> Iterator[str]:
    """Sources with the numbers that the text and the figures refer to."""
    for position, item in enumerate(items, 1):
        when = moment(item.date) if item.date else "päiväys ei tiedossa"
        parts = (
            escape_text(item.title),
            escape_text(item.publisher or ""),
            when,
            item.language.label if item.language else "",
        )
        link, note = f" <{item.url}>" if item.url else "", f". {escape_text(item.note)}" if item.note else ""
        yield f"[{position}] {', '.join(filter(None, parts))}{link}{note}"


def funding(item: Context) -> str:
    """Who paid, how much, and on what basis that is told."""
    amount = f": {item['amount']} ({item['basis']['label'].lower()})" if item["amount"] else ""
    note = f". {escape_text(item['note'])}" if item["note"] else ""
    return cited(f"{escape_text(item['funder'])}{amount}{note}", item["sources"])


def goal(item: Goal) -> str:
    """A goal, the year it is for, and where it was decided."""
    when = f"vuoteen {item.year.year}" if item.year else ""
    since = f"vertailuvuosi {item.baseline.year}" if item.baseline else ""
    aside = "; ".join(filter(None, (when, since, escape_text(item.document or ""))))
    return cited(f"{capitalised(escape_text(item.text))}{f' ({aside})' if aside else ''}", item.source)


_practices_TYPES = {"urban": "kaupunkimaiset", "semi_urban": "taajaan asutut", "rural": "maaseutumaiset"}


def practice_text(catalogue: Catalogue, site: Site, entry: PracticeEntry) -> str:
    """The heading, the facts as a list, and the text as a quotation."""
    lines = "".join(_facts(catalogue, site, entry))
    return f"### {escape_text(entry.data.title)}\n\n{lines}\n{text_block(entry.body)}"


def _facts(catalogue: Catalogue, site: Site, entry: PracticeEntry) -> Iterator[str]:
    data, words = entry.data, catalogue.vocabulary
    yield f"- **Osoite:** <{site.at(links.entry_url(entry))}>\n"
    yield f"- **Tiivistelmä:** {escape_text(data.summary)}\n"
    yield f"- **Kunnat:** {', '.join(data.municipalities)}\n"
    stage = f"{formatting.stage_view(entry)['text']}{f' (tieto: {short_moment(data.stage_as_of)})' if data.stage_as_of else ''}"
    yield f"- **Vaihe:** {stage}{f'. {escape_text(data.stage_note)}' if data.stage_note else ''}\n"
    yield f"- **Teemat:** {', '.join(words.themes[key].title for key in data.themes)}\n"
    yield fact("Avainsanat", ", ".join(map(escape_text, data.tags)))
    yield fact("Hakusanat", ", ".join(map(escape_text, data.aliases)))
    results = [item for item in data.results if item.basis != Basis.TARGET]
    yield facts("Tulokset", (_result(figures.result(item, words)) for item in results))
    yield facts("Tavoitteet, eivät tuloksia", map(_result, figures.targets(data.results, words)))
    yield facts("Kustannukset", map(_cost, figures.costs(data.costs)))
    yield facts("Rahoitus", map(funding, figures.funding(data.funding)))
    yield fact("Työmäärä", escape_text(data.effort or ""))
    yield fact("Tekijät", ", ".join(map(escape_text, data.actors)))
    yield facts("Pullonkaulat", (_bottleneck(catalogue, item) for item in data.bottlenecks))
    if data.uptake:
        yield from _uptake(data.uptake)
    yield facts("Käyttöönotot muualla", (_adoption(catalogue, item) for item in data.adoptions))
    yield from _relations(catalogue, entry)
    if data.image:
        yield f"- **Kuva:** {sentences(data.image.alt, data.image.caption, data.image.credit, data.image.licence)}\n"
    yield from standing(data)
    yield facts("Lähteet", sources(data.sources))


def _relations(catalogue: Catalogue, entry: PracticeEntry) -> Iterator[str]:
    data = entry.data
    origins = (
        cited(
            sentences(catalogue.practices[item.practice].data.title if item.practice else item.place, item.note),
            item.source,
        )
        for item in data.adapted_from
    )
    yield facts("Esikuvat", origins)
    yield fact("Korvaava käytäntö", titles(catalogue, "practice", filter(None, [data.superseded_by])))
    yield fact("Liittyvät käytännöt", titles(catalogue, "practice", data.related))
    yield fact("Verkostot", titles(catalogue, "network", data.networks))
    yield fact("Yhteishankkeet", titles(catalogue, "project", data.projects))
    if data.contact:
        yield fact("Yhteys", contact(data.contact))


def _result(item: Context) -> str:
    aside = "; ".join(filter(None, (item["basis"]["label"].lower(), escape_text(item["when"]), item["where"])))
    figure = " ".join(filter(None, (item["value"], escape_text(item["unit"]))))
    return cited(f"{escape_text(item['what'])}: {figure} ({aside})", item["sources"])


def _cost(item: Context) -> str:
    aside = "; ".join(filter(None, (item["basis"]["label"].lower(), item["when"])))
    note = f". {escape_text(item['note'])}" if item["note"] else ""
    return cited(f"{escape_text(item['what'])}: {item['value']} {item['unit']} ({aside}){note}", item["sources"])


def _bottleneck(catalogue: Catalogue, item: Bottleneck) -> str:
    where = f" ({item.municipality})" if item.municipality else ""
    solved = f" Ratkaisu: {sentences(item.solved)}" if item.solved else " Ratkaisua ei kerrota."
    return cited(f"{links.bottleneck_title(catalogue, item.kind)}{where}: {sentences(item.what)}{solved}", item.source)


def _uptake(item: Uptake) -> Iterator[str]:
    yield facts("Käyttöönoton ehdot", map(escape_text, item.conditions))
    yield facts("Ensimmäiset askeleet", map(escape_text, item.first_steps))
    yield fact("Kuka päättää", item.decision_level.label if item.decision_level else "")
    if item.suits:
        least, most = item.suits.population_min, item.suits.population_max
        sizes = (("vähintään", least), ("enintään", most))
        size = ", ".join(f"{word} {counted(bound, 'asukas', 'asukasta')}" for word, bound in sizes if bound is not None)
        types = ", ".join(_practices_TYPES[kind] for kind in item.suits.types)
        yield fact("Kenelle sopii", "; ".join(filter(None, (size, types, escape_text(item.suits.note or "")))))
    documents = (
        cited(f"{escape_text(each.title)}{f' <{each.url}>' if each.url else ''}", each.source)
        for each in item.documents
    )
    yield facts("Valmiit asiakirjat", documents)


def _adoption(catalogue: Catalogue, item: Adoption) -> str:
    stage = item.stage.label if item.stage else "vaihe ei tiedossa"
    heard = catalogue.events[item.heard_at].data.title if item.heard_at else item.heard_from
    when = period(item.year, item.ended) if item.ended else moment(item.year) if item.year else ""
    own = (
        ("Muutettu", item.changed),
        ("Tulos", item.result),
        ("Miksi ei", item.why_not),
        ("Kustannus", item.cost),
        ("Mistä kuultiin", heard),
    )
    named = {True: "Lähde kertoo mallin tulleen täältä.", False: "Sama malli, mutta lähde ei kerro sen tulleen täältä."}
    parts = (
        f"{', '.join(filter(None, (f'{item.municipality}: {stage}', when)))}.",
        *(f"{label}: {sentences(text)}" for label, text in own if text),
        *(f"Pullonkaula: {_bottleneck(catalogue, each)}" for each in item.bottlenecks),
        *([] if item.model_named is None else [named[item.model_named]]),
    )
    return cited(" ".join(parts), item.source)


def _text(site: Site, entry: Entry[Any], lines: Iterable[str]) -> str:
    data = entry.data
    head = (fact("Osoite", f"<{site.at(links.entry_url(entry))}>"), fact("Tiivistelmä", escape_text(data.summary)))
    listing = "".join((*head, *lines, *standing(data), facts("Lähteet", sources(data.sources))))
    return f"### {escape_text(data.title)}\n\n{listing}\n{text_block(entry.body)}"


def _subjects(catalogue: Catalogue, data: Any) -> Iterator[str]:
    """What an entry is about."""
    yield fact("Kunnat", ", ".join(data.municipalities))
    yield fact("Teemat", ", ".join(catalogue.vocabulary.themes[key].title for key in data.themes))
    yield fact("Verkostot", titles(catalogue, "network", data.networks))
    yield fact("Yhteishankkeet", titles(catalogue, "project", getattr(data, "projects", ())))
    yield fact("Käytännöt", titles(catalogue, "practice", getattr(data, "practices", ())))


def news_text(catalogue: Catalogue, site: Site, entry: NewsEntry) -> str:
    """A news item."""
    data = entry.data
    first = (fact("Päiväys", moment(data.date)), fact("Tyyppi", data.type.label))
    return _text(site, entry, (*first, *_subjects(catalogue, data)))


def event_text(catalogue: Catalogue, site: Site, entry: EventEntry) -> str:
    """An event."""
    data = entry.data
    place = ", ".join(filter(None, (escape_text(data.place or ""), "etäyhteys" if data.online else "")))
    lines = (
        fact("Alkaa", str(data.start)),
        fact("Päättyy", str(data.end or "")),
        fact("Paikka", place),
        fact("Tila", data.status.label),
        fact("Ilmoittaudu viimeistään", str(data.registration_deadline or "")),
        fact("Ilmoittautuminen", f"<{data.registration_url}>" if data.registration_url else ""),
        fact("Kenelle", listed([item.label for item in data.audience])),
        fact("Sarja", escape_text(data.series or "")),
        fact("Järjestäjät", ", ".join(map(escape_text, data.organisers))),
        *_subjects(catalogue, data),
    )
    return _text(site, entry, lines)


def network_text(site: Site, entry: NetworkEntry) -> str:
    """A network: its members and goals."""
    data = entry.data
    present = members(entry)
    lines = (
        fact("Tyyppi", data.type.label),
        fact("Toiminnassa", period(data.started, data.ended)),
        fact("Koordinaattorit", ", ".join(map(escape_text, data.coordinators))),
        fact("Jäsenkunnat" if data.members_complete else "Kirjatut jäsenkunnat", ", ".join(present)),
        facts("Tavoitteet, eivät tuloksia", map(goal, data.goals)),
        facts("Liittyminen", map(escape_text, data.joining)),
        fact("Verkkosivu", f"<{data.url}>" if data.url else ""),
    )
    return _text(site, entry, lines)


def project_text(catalogue: Catalogue, site: Site, entry: ProjectEntry) -> str:
    """A joint project."""
    data = entry.data
    lines = (
        fact("Vaihe", data.stage.label),
        fact("Aika", period(data.started, data.ended)),
        fact("Koordinaattori", escape_text(data.coordinator or "")),
        fact("Kumppanit", ", ".join(map(escape_text, data.partners))),
        fact("Budjetti", ". ".join(filter(None, (project_budget(entry), escape_text(data.budget_note or ""))))),
        facts("Rahoitus", map(funding, figures.funding(data.funding))),
        fact("Verkkosivu", f"<{data.url}>" if data.url else ""),
        *_subjects(catalogue, data),
    )
    return _text(site, entry, lines)


_places_TYPES = {"urban": "kaupunkimainen", "semi_urban": "taajaan asuttu", "rural": "maaseutumainen"}
_LANGUAGES = {"fi": "suomi", "sv": "ruotsi"}


def place_text(catalogue: Catalogue, site: Site, place: Place) -> str:
    """A municipality: its basic facts, and its own words where it has some."""
    own = catalogue.municipality_entries.get(place.name)
    basic = (
        catalogue.regions[place.region].name,
        f"{number(place.population)} asukasta 31.12.{place.population_year}",
        f"{_places_TYPES[place.type]} kunta",
        f"{'kieli' if len(place.languages) == 1 else 'kielet'} {' ja '.join(map(_LANGUAGES.__getitem__, place.languages))}",
    )
    memberships = catalogue.memberships.get(place.name, ())
    lines = (
        f"- **Osoite:** <{site.at(f'kunnat/{place.slug}/')}>\n",
        f"- **Perustiedot:** {', '.join(basic)}\n",
        fact(
            "Verkostot",
            ", ".join(escape_text(item.network.data.title) for item in memberships if not item.member.until),
        ),
        fact("Kirjattu", practice_count(catalogue, place.name).words),
        *(_own_words(catalogue, own) if own else ()),
    )
    return f"### {place.name}\n\n" + "".join(lines) + f"\n{text_block(own.body) if own else ''}"


def _own_words(catalogue: Catalogue, entry: MunicipalityEntry) -> Iterator[str]:
    data, words = entry.data, catalogue.vocabulary
    yield facts("Tavoitteet, eivät tuloksia", map(goal, data.goals))
    yield fact("Keskeinen toimenpide", cited(escape_text(data.key_action or ""), data.key_action_source))
    yield fact("Keskeinen haaste", cited(escape_text(data.key_challenge or ""), data.key_challenge_source))
    hindrances = (
        cited(sentences(words.bottlenecks[item.kind].title, item.what), item.source) for item in data.bottlenecks_now
    )
    yield facts("Pullonkaulat nyt", hindrances)
    yield facts("Etsii", map(escape_text, data.looking_for))
    yield facts("Tarjoaa", map(escape_text, data.can_offer))
    measures = (
        cited(
            f"{words.indicators[item.indicator].title} {moment(item.year)}: "
            f"{amount(item.value, escape_text(item.unit or words.indicators[item.indicator].unit))} ({item.basis.label})"
            f"{f'. {escape_text(item.note)}' if item.note else ''}",
            item.source,
        )
        for item in data.indicators
    )
    yield facts("Mittarit", measures)
    programmes = (
        cited(
            ", ".join(filter(None, (escape_text(item.title), moment(item.year) if item.year else "")))
            + (f" <{item.url}>" if item.url else ""),
            item.source,
        )
        for item in data.programmes
    )
    yield facts("Ohjelmat", programmes)
    yield facts("Yhteydet", map(contact, data.contacts))
    yield from standing(data)
    yield facts("Lähteet", sources(data.sources))
