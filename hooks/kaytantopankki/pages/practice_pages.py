"""The page of one practice."""

from collections.abc import Iterator

from kaytantopankki import formatting, links
from kaytantopankki.content.catalogue import Catalogue, PracticeAdoption, PracticeEntry
from kaytantopankki.content.field_types import AdoptionStage, Basis
from kaytantopankki.content.municipalities import INVESTMENTS, SIZES, bin_of
from kaytantopankki.content.submodels import Adoption, Bottleneck, Suits
from kaytantopankki.formatting import capitalised, counted, listed, long_date, moment, number, period, short_moment
from kaytantopankki.page import Context, Link, Page
from kaytantopankki.pages import assets, figures
from kaytantopankki.pages.cards import CardRenderer
from kaytantopankki.pages.charts import lineage_view
from kaytantopankki.pages.citation import citation
from kaytantopankki.pages.figures import freshness, sources
from kaytantopankki.settings import Settings


def adoption_rows(catalogue: Catalogue, practice: PracticeEntry, same: bool) -> list[Context]:
    """Rows of the ledger; `same` picks those where the source tells of the same model without naming this one."""
    return [adoption_row(catalogue, item) for item in practice.data.adoptions if (item.model_named is False) == same]


def adoption_row(catalogue: Catalogue, item: Adoption) -> Context:
    """What one municipality did with a practice."""
    event = catalogue.events[item.heard_at] if item.heard_at else None
    place = catalogue.places[item.municipality]
    return {
        "place": links.place_link(place),
        "size": counted(place.population, "asukas", "asukasta"),
        "stage": formatting.adoption_stage_view(item),
        "when": _when(item),
        "changed": item.changed or "",
        "result": item.result or "",
        "why_not": item.why_not or "",
        "why_label": "Miksi lopetettiin" if item.stage == AdoptionStage.ENDED else "Miksi ei",
        "cost": item.cost or "",
        "bottlenecks": [
            {
                **links.bottleneck_link(catalogue, each.kind),
                "what": each.what,
                "solved": each.solved or "",
                "sources": list(each.source),
            }
            for each in item.bottlenecks
        ],
        "heard": item.heard_from or "",
        "event": links.entry_link(event) if event else None,
        "sources": list(item.source),
    }


def naming(practice: PracticeEntry) -> str:
    """Of which adopters a source says that they got the model from here."""
    takers = [item for item in practice.data.adoptions if PracticeAdoption(practice, item).kind == "taken"]
    named = [item.municipality for item in takers if item.model_named]
    if not takers:
        return ""
    if not named:
        return "Lähteet eivät kerro, mistä malli saatiin."
    if len(named) == len(takers):
        return (
            "Lähteen mukaan malli saatiin täältä."
            if len(named) == 1
            else "Lähteiden mukaan kaikki saivat mallin täältä."
        )
    return f"Lähteiden mukaan mallin saivat täältä {listed(named)}. Muista lähteet eivät kerro, mistä malli saatiin."


def _when(item: Adoption) -> str:
    """Toukokuu 2024 · 2019–2022 · Toukokuu 2019 – kesäkuu 2022 · Päättyi 2022"""
    if item.ended is None:
        return capitalised(moment(item.year)) if item.year else ""
    if item.year is None:
        return f"Päättyi {moment(item.ended)}"
    if item.year == item.ended:
        return capitalised(moment(item.year))
    start, end = moment(item.year), moment(item.ended)
    return capitalised(f"{start} – {end}" if " " in start + end else f"{start}–{end}")


def starter(catalogue: Catalogue, practice: PracticeEntry) -> Context:
    """What is known as rows of lines, the first steps, and the names of what is not known."""
    data, plain = practice.data, starter_card(practice) or {}
    contact = contact_details(practice)
    rows = [
        _row("Ehdot", [figures.cost_line(text) for text in plain.get("conditions", [])]),
        _row("Työmäärä", [figures.cost_line(data.effort)] if data.effort else []),
        *(_row(label, lines) for label, lines in figures.cost_rows(catalogue, practice).items()),
        _row("Kuka päättää", [figures.cost_line(plain["decision"])] if plain.get("decision") else []),
        _row("Kenelle sopii", [figures.cost_line(plain["suits"])] if plain.get("suits") else []),
        _row(
            "Valmiit asiakirjat",
            [
                figures.cost_line(item["title"], url=item["url"], sources=item["sources"])
                for item in plain.get("documents", [])
            ],
        ),
        _row("Keneltä kysyä", _contact_lines(contact) if contact else []),
    ]
    steps = plain.get("steps", [])
    unknown = {row["label"] for row in rows if not row["lines"]} - {"Säästö vuodessa", "Takaisinmaksuaika"}
    missing = [row["label"] for row in rows if row["label"] in unknown]
    return {
        "steps": steps,
        "rows": [row for row in rows if row["lines"]],
        "missing": [name[:1].lower() + name[1:] for name in ([] if steps else ["Ensimmäiset askeleet"]) + missing],
    }


def starter_card(practice: PracticeEntry) -> Context | None:
    """What the author wrote for receivers, when there is anything."""
    uptake = practice.data.uptake
    if uptake is None:
        return None
    return {
        "steps": list(uptake.first_steps),
        "conditions": list(uptake.conditions),
        "decision": capitalised(uptake.decision_level.label) if uptake.decision_level else "",
        "suits": suited(uptake.suits) if uptake.suits else "",
        "documents": [
            {"title": item.title, "url": item.url or "", "sources": list(item.source)} for item in uptake.documents
        ],
    }


def contact_details(practice: PracticeEntry) -> Context | None:
    """Whom to ask: a unit and a role, and whether it was checked that they are right."""
    contact = practice.data.contact
    if contact is None:
        return None
    visits = {True: "Ottaa vierailijoita", False: "Ei ota vierailijoita", None: ""}[contact.hosts_visits]
    return {
        "name": ", ".join(filter(None, (contact.organisation, contact.unit, contact.role))),
        "url": contact.url or "",
        "checked": f"Tarkistettu {long_date(contact.checked)}"
        if contact.checked
        else "Yhteystietoa ei ole tarkistettu",
        "visits": visits,
    }


def suited(suits: Suits) -> str:
    """For whom a practice is meant: size and kind of municipality, and the author's note."""
    low, high = suits.population_min, suits.population_max
    if low and high:
        sizes = f"{number(low)}–{number(high)} asukasta"
    elif low or high:
        sizes = f"vähintään {number(low)} asukasta" if low else f"enintään {number(high or 0)} asukasta"
    else:
        sizes = ""
    types = ", ".join(item.label for item in suits.types)
    return ". ".join(map(capitalised, filter(None, (sizes, types, suits.note))))


def _row(label: str, lines: list[Context]) -> Context:
    return {"label": label, "lines": lines}


def _contact_lines(contact: Context) -> list[Context]:
    rest = ". ".join(filter(None, (contact["checked"], contact["visits"])))
    return [figures.cost_line(contact["name"], url=contact["url"], note=rest)]


_TYPES = {"urban": "kaupunkimainen", "semi_urban": "taajaan asuttu", "rural": "maaseutumainen"}


def practice_pages(catalogue: Catalogue, deck: CardRenderer, settings: Settings) -> Iterator[Page]:
    """A page for every practice."""
    for practice in catalogue.newest:
        data = practice.data
        theme = links.theme_link(catalogue, data.themes[0])
        yield Page(
            uri=f"kaytannot/{practice.slug}.md",
            title=data.title,
            template="kaytanto.html",
            section="kaytannot/",
            crumbs=(Link("Käytännöt", "kaytannot/"), Link(theme["title"], theme["url"])),
            description=data.summary,
            body=practice.body,
            source=practice.path,
            untrusted=True,
            view=_view(catalogue, deck, practice, settings),
        )


def _view(catalogue: Catalogue, deck: CardRenderer, practice: PracticeEntry, settings: Settings) -> Context:
    data, words = practice.data, catalogue.vocabulary
    spread = formatting.adoptions_text(data.adoptions)
    superseding = catalogue.practices[data.superseded_by] if data.superseded_by else None
    return {
        "slug": practice.slug,
        "summary": data.summary,
        "themes": [links.theme_link(catalogue, key) for key in data.themes],
        "where": links.place_links(catalogue, data.municipalities),
        "stage": formatting.stage_view(practice),
        "fresh": freshness(catalogue, practice, settings.review_months),
        "facts": _facts(catalogue, practice, spread),
        "results": figures.results(data.results, words),
        "targets": figures.targets(data.results, words),
        "costs": figures.costs(data.costs),
        "funding": figures.funding(data.funding),
        "bottlenecks": [_bottleneck(catalogue, item) for item in data.bottlenecks],
        "starter": starter(catalogue, practice),
        "spread": spread,
        "adoptions": adoption_rows(catalogue, practice, same=False),
        "same_model": adoption_rows(catalogue, practice, same=True),
        "naming": naming(practice),
        "report": links.form_url("kayttoonotto", "kaytanto", practice.slug),
        "amend": links.form_url("kaytanto", "muokkaa", practice.slug),
        "lineage": lineage_view(catalogue, practice),
        "superseded_by": links.entry_link(superseding) if superseding else None,
        "related": deck.of(catalogue.related(practice)),
        "tags": [links.tag_link(tag) for tag in data.tags],
        "networks": links.entry_links(catalogue, "network", data.networks),
        "projects": links.entry_links(catalogue, "project", data.projects),
        "news": [
            {**links.entry_link(item), "date": short_moment(item.data.date)}
            for item in catalogue.news_about.get(practice.key, ())
        ],
        "events": [
            {**links.entry_link(item), "date": short_moment(item.data.start)}
            for item in catalogue.events_about.get(practice.key, ())
        ],
        "sources": sources(data.sources),
        "contact": contact_details(practice),
        "image": _image(practice, settings),
        "citation": citation(settings.site, practice),
    }


def _facts(catalogue: Catalogue, practice: PracticeEntry, spread: str) -> list[Context]:
    """The key facts in the order readers ask for them; what is not known is said to be so."""
    data = practice.data
    stage = capitalised(data.stage.label)
    if data.stage_as_of:
        stage += f" (tieto: {short_moment(data.stage_as_of)})"
    main = figures.main_result(item for item in data.results if item.basis != Basis.TARGET)
    result = figures.result(main, catalogue.vocabulary) if main else None
    money = figures.costs(data.costs)
    investment = max((cost.investment for cost in data.costs if cost.investment is not None), default=None)
    facts: list[Context] = [
        {
            "label": "Kunnan koko" if len(data.municipalities) == 1 else "Kuntien koko",
            "lines": [size(catalogue, practice)],
            "url": links.search_url(koko=_size_class(catalogue, practice)),
        },
        {
            "label": "Vaihe",
            "lines": list(filter(None, (stage, data.stage_note))),
            "url": links.search_url(vaihe=data.stage.value),
        },
        {
            "label": "Aika",
            "lines": list(filter(None, [capitalised(period(data.started, data.ended))])),
            "url": links.search_url(vuosi=str(data.started.year)) if data.started else "",
        },
        {
            "label": "Päätulos",
            "lines": [f"{result['value']} {result['unit']}", result["what"]] if result else [],
            "basis": result["basis"] if result else None,
            "sources": result["sources"] if result else [],
        },
        {
            "label": "Kustannus",
            "lines": [f"{item['what']}: {item['value']} {item['unit']}" for item in money[:2]],
            "sources": sorted({number for item in money[:2] for number in item["sources"]}),
            "url": links.search_url(investointi=bin_of(investment, INVESTMENTS)) if investment is not None else "",
        },
        {"label": "Työmäärä", "lines": list(filter(None, [data.effort]))},
        {"label": "Tekijät", "lines": list(data.actors)},
        {"label": "Käyttöönotto muualla", "lines": list(filter(None, [spread]))},
    ]
    optional = ("Aika", "Tekijät", "Työmäärä", "Käyttöönotto muualla")
    return [fact for fact in facts if fact["lines"] or fact["label"] not in optional]


def size(catalogue: Catalogue, practice: PracticeEntry) -> str:
    """The population and type of the municipality, or the range of many."""
    places = [catalogue.places[name] for name in practice.data.municipalities]
    if len(places) == 1:
        return f"{counted(places[0].population, 'asukas', 'asukasta')}, {_TYPES[places[0].type]} kunta"
    return formatting.population_text(catalogue, practice.data.municipalities)


def _size_class(catalogue: Catalogue, practice: PracticeEntry) -> str:
    return bin_of(catalogue.places[practice.data.municipalities[0]].population, SIZES)


def _bottleneck(catalogue: Catalogue, item: Bottleneck) -> Context:
    return {
        "kind": links.bottleneck_title(catalogue, item.kind),
        "url": links.bottleneck_link(catalogue, item.kind)["url"],
        "where": item.municipality or "",
        "what": item.what,
        "solved": item.solved or "",
        "sources": list(item.source),
    }


def _image(practice: PracticeEntry, settings: Settings) -> Context | None:
    image = practice.data.image
    sizes = settings.pictures.get(image.file) if image else None
    if image is None or not sizes:
        return None
    return {
        "files": [
            {"src": assets.image_address(image.file, width), "width": width, "height": height}
            for width, height in sizes
        ],
        "alt": image.alt,
        "caption": image.caption or "",
        "credit": f"Kuva: {image.credit}, {image.licence}",
    }
