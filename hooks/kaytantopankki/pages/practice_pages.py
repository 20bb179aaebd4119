"""The page of one practice, and how to refer to it: its author, a sentence, BibTeX and RIS."""

from collections.abc import Iterator

from kaytantopankki import formatting, links
from kaytantopankki.content import field_types, kind_submodels, municipalities, submodels
from kaytantopankki.content.catalogue import Catalogue, PracticeAdoption, PracticeEntry, adoptions_of, newest_source
from kaytantopankki.page import Context, Page, entry_page
from kaytantopankki.pages import assets, charts, figures
from kaytantopankki.pages.cards import CardRenderer
from kaytantopankki.settings import Settings, Site

TYPES = {"urban": "kaupunkimainen", "semi_urban": "taajaan asuttu", "rural": "maaseutumainen"}
_SHOWN_UNKNOWN = ("Kunnan koko", "Kuntien koko", "Vaihe", "Lopputulos", "Päätulos", "Kustannus")
_HIDDEN_UNKNOWN = ("Henkilöstö", "Käyttöikä", "Sopimus", "Säästö", "Takaisinmaksuaika")
# What TeX would take as a command; a brace that is not closed would end the field.
_TEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        **{character: f"\\{character}" for character in "{}%#$&_"},
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)


def practice_pages(catalogue: Catalogue, cards: CardRenderer, settings: Settings) -> Iterator[Page]:
    """A page for every practice."""
    for practice in catalogue.newest:
        theme = links.theme_link(catalogue, practice.data.themes[0])
        view = _view(catalogue, cards, practice, settings)
        yield entry_page("kaytannot/{slug}.md", practice, view, theme=theme["title"], theme_url=theme["url"])


def _view(catalogue: Catalogue, cards: CardRenderer, practice: PracticeEntry, settings: Settings) -> Context:
    data, words = practice.data, catalogue.vocabulary
    news, events = catalogue.news_about.get(practice.key, ()), catalogue.events_about.get(practice.key, ())
    return {
        "slug": practice.slug,
        "summary": data.summary,
        "summary_sv": data.summary_sv,
        "themes": [links.theme_link(catalogue, key) for key in data.themes],
        "where": links.place_links(catalogue, data.municipalities),
        "stage": formatting.stage_view(catalogue, practice),
        "outcome": formatting.outcome_view(practice),
        "milestones": milestones(data.milestones),
        "fresh": _freshness(catalogue, practice, settings.review_months),
        "facts": _key_facts(catalogue, practice),
        **figures.results(data.results, words),
        "evaluation": data.evaluation and formatting.fields_of(data.evaluation, "who", "how", "against", "source"),
        **figures.sums(data.costs),
        "funding": figures.funding(data.funding),
        "bottlenecks": [
            {**_bottleneck_row(catalogue, item), "where": item.municipality or ""} for item in data.bottlenecks
        ],
        "alternatives": [formatting.fields_of(item, "what", "why_not", "source") for item in data.alternatives],
        "starter": _starter(catalogue, practice),
        "spread": formatting.adoptions_text(catalogue, practice),
        **{
            kind: [adoption_row(catalogue, use) for use in adoptions_of(practice) if use.kind == kind]
            for kind in ("taken", "parallel", "other")
        },
        "adopters": len(catalogue.adopters(practice)),
        "named": [item.municipality for item in catalogue.adopters(practice) if item.model_named],
        "report": f"osallistu/kayttoonotto/?kaytanto={practice.slug}",
        "amend": f"osallistu/kaytanto/?muokkaa={practice.slug}",
        "lineage": charts.lineage_view(catalogue, practice),
        "superseded_by": links.entry_link(catalogue.practices[data.superseded_by]) if data.superseded_by else None,
        "related": cards.of(catalogue.related(practice)),
        "tags": [links.tag_link(tag) for tag in data.tags],
        "networks": links.entry_links(catalogue, "network", data.networks),
        "projects": links.entry_links(catalogue, "project", data.projects),
        "news": [{**links.entry_link(item), "date": formatting.short_moment(item.data.date)} for item in news],
        "events": [{**links.entry_link(item), "date": formatting.short_moment(item.data.start)} for item in events],
        "sources": figures.sources(data.sources),
        "contact": contact_details(practice),
        "image": assets.picture(data.image, settings.pictures),
        "citation": citation(settings.site, practice),
    }


def _freshness(catalogue: Catalogue, practice: PracticeEntry, review_months: int) -> Context:
    """Whether the entry is still true: newest source, last review, and who stands behind it."""
    data = practice.data
    newest = newest_source(practice)
    return {
        "newest": formatting.capitalised(formatting.moment(newest)) if newest else "",
        "reviewed": formatting.long_date(data.reviewed) if data.reviewed else "",
        "published": formatting.long_date(data.published),
        "updated": formatting.long_date(data.updated) if data.updated else "",
        "standing": formatting.capitalised(data.standing.label) if data.standing else "",
        "late": figures.overdue(practice.data.reviewed, catalogue.today, review_months),
    }


def _key_facts(catalogue: Catalogue, practice: PracticeEntry) -> list[Context]:
    """The key facts in the order readers ask for them; the most important are shown also when they are not known."""
    data, stage = practice.data, formatting.stage_view(catalogue, practice)
    population = catalogue.places[data.municipalities[0]].population
    as_of = f"Tieto: {formatting.short_moment(data.stage_as_of)}" if data.stage_as_of else ""
    main = figures.main_result(item for item in data.results if item.basis != field_types.Basis.TARGET)
    result = figures.result(main, catalogue.vocabulary) if main else {}
    investment, outcome = data.largest_investment, formatting.outcome_view(practice)
    years = links.search_url(vuosi=str(data.started.year)) if data.started else ""
    prices = ""
    if investment is not None:
        prices = links.search_url(investointi=municipalities.bin_of(investment, municipalities.INVESTMENTS))
    money = figures.sums(data.costs)
    facts = [
        _fact(
            "Kunnan koko" if len(data.municipalities) == 1 else "Kuntien koko",
            size_text(catalogue, practice),
            url=links.search_url(koko=municipalities.bin_of(population, municipalities.SIZES)),
        ),
        _fact("Vaihe", stage["label"], as_of, data.stage_note, url=stage["url"]),
        _fact("Lopputulos", outcome["text"], outcome["note"], url=outcome["url"], sources=outcome["sources"]),
        _fact("Aika", formatting.capitalised(formatting.period(data.started, data.ended)), url=years),
        _fact(
            "Päätulos",
            result.get("figure"),
            result.get("what"),
            basis=result.get("basis"),
            sources=result.get("sources", []),
        ),
        _money_fact("Kustannus", money["costs"], url=prices),
        _money_fact("Säästöt, tulot ja muut summat", money["other_money"]),
        _fact("Työmäärä", data.effort),
        _fact("Henkilöstö", data.staff),
        _fact("Käyttöikä", data.lifetime),
        _fact("Kohderyhmä", data.target_group),
        _fact("Tekijät", *(actor.text for actor in data.actors)),
        _fact("Käyttöönotto muualla", formatting.adoptions_text(catalogue, practice)),
    ]
    return [fact for fact in facts if fact["lines"] or fact["label"] in _SHOWN_UNKNOWN]


def _fact(label: str, *lines: str | None, **more: object) -> Context:
    return {"label": label, "lines": [line for line in lines if line], **more}


def _money_fact(label: str, sums: list[Context], **more: object) -> Context:
    """The first two of some sums, each with its name."""
    lines = [f"{item['what']}: {item['figure']}" for item in sums[:2]]
    return _fact(label, *lines, sources=sorted({number for item in sums[:2] for number in item["sources"]}), **more)


def milestones(items: tuple[kind_submodels.Milestone, ...]) -> list[Context]:
    """What happened and when, the first first; a step of no kind of its own has its note for a name."""
    return [
        {
            "date": formatting.capitalised(formatting.moment(item.date)),
            "what": item.note if is_named else formatting.capitalised(item.kind.label),
            "note": "" if is_named else item.note or "",
            "where": item.municipality or "",
            "sources": list(item.source),
        }
        for item in sorted(items, key=lambda item: item.date)
        for is_named in [item.kind == field_types.MilestoneKind.OTHER]
    ]


def size_text(catalogue: Catalogue, practice: PracticeEntry) -> str:
    """The population and type of the municipality, or the range of many."""
    names = practice.data.municipalities
    text = formatting.population_text(catalogue, names)
    return f"{text}, {TYPES[catalogue.places[names[0]].type]} kunta" if len(names) == 1 else text


def _starter(catalogue: Catalogue, practice: PracticeEntry) -> Context:
    """The starter card: the first steps, what is known as rows of lines, and the names of what is not known."""
    data, uptake = practice.data, practice.data.uptake or submodels.Uptake()
    decision, suits = uptake_texts(practice)
    contact = contact_details(practice)
    rows = {
        "Ehdot": _lines(*uptake.conditions),
        "Työmäärä": _lines(data.effort),
        "Henkilöstö": _lines(data.staff),
        "Käyttöikä": _lines(data.lifetime),
        **figures.cost_rows(catalogue, practice),
        "Kuka päättää": _lines(decision),
        "Kenelle sopii": _lines(suits),
        "Valmiit asiakirjat": [
            {"text": item.title, **formatting.fields_of(item, "url", "source")} for item in uptake.documents
        ],
        "Keneltä kysyä": [
            {
                "text": contact["name"],
                "url": contact["url"],
                "note": ". ".join(filter(None, (contact["checked"], contact["visits"]))),
            }
        ]
        if contact
        else [],
    }
    asked = {"Ensimmäiset askeleet": uptake.first_steps, **rows}
    missing = [label for label, lines in asked.items() if not lines and label not in _HIDDEN_UNKNOWN]
    return {
        "steps": list(uptake.first_steps),
        "steps_from": uptake.steps_from,
        "sources": list(uptake.source),
        "rows": [{"label": label, "lines": lines} for label, lines in rows.items() if lines],
        "missing": list(map(formatting.uncapitalised, missing)),
    }


def _lines(*texts: str | None) -> list[Context]:
    return [{"text": text} for text in texts if text]


def uptake_texts(practice: PracticeEntry) -> tuple[str, str]:
    """Who decides, and for whom the practice is meant, for a municipality that wants to do the same."""
    uptake = practice.data.uptake or submodels.Uptake()
    decision = formatting.capitalised(uptake.decision_level.label) if uptake.decision_level else ""
    return decision, suits_text(uptake.suits) if uptake.suits else ""


def suits_text(suits: submodels.Suits) -> str:
    """For whom a practice is meant: size and type of municipality, and the author's note."""
    low, high = suits.population_min, suits.population_max
    bounds = [formatting.number(bound) for bound in (low, high) if bound]
    limit = "" if len(bounds) == 2 else "vähintään " if low else "enintään "
    people = formatting.with_unit("–".join(bounds), formatting.agreeing(high or low or 0, "asukas", "asukasta"))
    sizes = f"{limit}{people}" if bounds else ""
    types = ", ".join(item.label for item in suits.types)
    return ". ".join(map(formatting.capitalised, filter(None, (sizes, types, suits.note))))


def contact_details(practice: PracticeEntry) -> Context | None:
    """Whom to ask: a unit and a role, and whether it was checked that they are right."""
    contact = practice.data.contact
    if contact is None:
        return None
    visits = {True: "Ottaa vierailijoita", False: "Ei ota vierailijoita", None: ""}[contact.hosts_visits]
    return {
        **formatting.contact_link(contact),
        "checked": f"Tarkistettu {formatting.long_date(contact.checked)}"
        if contact.checked
        else "Yhteystietoa ei ole tarkistettu",
        "visits": visits,
    }


def adoption_row(catalogue: Catalogue, use: PracticeAdoption) -> Context:
    """A row of the ledger of adoptions: what one municipality did with a practice. `unnamed` tells that the source
    does not name this model, where the heading does not."""
    item = use.adoption
    place = catalogue.places[item.municipality]
    return {
        "place": links.place_link(place),
        "size": formatting.counted(place.population, "asukas", "asukasta"),
        "stage": formatting.adoption_stage_view(catalogue, use),
        "when": _when(item),
        "unnamed": use.kind == "other" and item.model_named is False,
        **formatting.fields_of(item, "changed", "result", "why_not", "cost", "heard_from", "source"),
        "why_label": "Miksi lopetettiin" if item.stage == field_types.AdoptionStage.ENDED else "Miksi ei",
        "bottlenecks": [_bottleneck_row(catalogue, each) for each in item.bottlenecks],
        "event": links.entry_link(catalogue.events[item.heard_at]) if item.heard_at else None,
    }


def _bottleneck_row(catalogue: Catalogue, item: submodels.Bottleneck) -> Context:
    return {**links.bottleneck_link(catalogue, item.kind), **formatting.fields_of(item, "what", "solved", "source")}


def _when(item: submodels.Adoption) -> str:
    """Toukokuu 2024 · 2019–2022 · Toukokuu 2019 – kesäkuu 2022 · Päättyi 2022"""
    start, end = (formatting.moment(moment) if moment else "" for moment in (item.year, item.ended))
    if not end or item.year == item.ended:
        return formatting.capitalised(start)
    if not start:
        return f"Päättyi {end}"
    return formatting.capitalised(f"{start} – {end}" if " " in start + end else f"{start}–{end}")


def authors(practice: PracticeEntry) -> tuple[str, ...]:
    """The organisation or municipalities that describe their own work; empty when the site compiled the entry."""
    data = practice.data
    if data.standing in (None, field_types.Standing.COMPILED):
        return ()
    return (data.contact.organisation,) if data.contact else data.municipalities


def citation(site: Site, practice: PracticeEntry) -> Context:
    """The parts of the sentence, and the two formats, each part on one line. The version is the day on which the content
    last changed."""
    data, name = practice.data, formatting.listed(authors(practice))
    version = data.updated or data.published
    parts = {
        "slug": practice.slug,
        "author": " ".join((name or site.name).split()),
        "year": version.year,
        "title": " ".join(data.title.split()),
        "site": site.name if name else "",
        "version": formatting.short_date(version),
        "url": site.at(links.entry_url(practice)),
    }
    return {**parts, "bibtex": _bibtex(site, parts), "ris": _ris(site, parts)}


def _bibtex(site: Site, parts: Context) -> str:
    """The author in braces of its own: an organisation has no first and last name."""
    fields = {
        "author": f"{{{parts['author'].translate(_TEX)}}}",
        "title": f"{{{parts['title'].translate(_TEX)}}}",
        "howpublished": site.name.translate(_TEX),
        "year": str(parts["year"]),
        "note": f"Versio {parts['version']}",
        "url": parts["url"],
        "language": "finnish",
    }
    lines = (f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"@misc{{{parts['slug']},\n" + ",\n".join(lines) + "\n}"


def _ris(site: Site, parts: Context) -> str:
    made = {"TY": "ELEC", "AU": parts["author"], "TI": parts["title"], "PB": site.name, "PY": parts["year"]}
    found = {"ET": f"Versio {parts['version']}", "UR": parts["url"], "LA": "fi", "ER": ""}
    return "\n".join(f"{tag}  - {value}" for tag, value in (made | found).items())
