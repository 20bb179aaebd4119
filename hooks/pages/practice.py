"""The page of one practice."""

from collections.abc import Iterator

from catalogue.catalogue import Catalogue, Practice
from catalogue.classes import INVESTMENTS, SIZES, class_of
from catalogue.labels import Basis
from catalogue.parts import Adoption, Bottleneck
from pages import figures, links, marks
from pages.cards import Deck
from pages.finnish import capitalised, counted, day, moment, number, period, short_moment
from pages.page import Link, Page, View
from pages.settings import Settings
from pages.sources import freshness, sources

_TYPES = {"urban": "kaupunkimainen", "semi_urban": "taajaan asuttu", "rural": "maaseutumainen"}


def practice_pages(catalogue: Catalogue, deck: Deck, settings: Settings) -> Iterator[Page]:
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
            contributed=True,
            view=_view(catalogue, deck, practice, settings),
        )


def _view(catalogue: Catalogue, deck: Deck, practice: Practice, settings: Settings) -> View:
    data, words = practice.data, catalogue.vocabulary
    spread = marks.spread_text(data.adoptions)
    superseding = catalogue.practices[data.superseded_by] if data.superseded_by else None
    return {
        "slug": practice.slug,
        "summary": data.summary,
        "themes": [links.theme_link(catalogue, key) for key in data.themes],
        "where": links.place_links(catalogue, data.municipalities),
        "stage": marks.stage(practice),
        "fresh": freshness(catalogue, practice, settings.review_months),
        "facts": _facts(catalogue, practice, spread),
        "results": figures.results(data.results, words),
        "targets": figures.targets(data.results, words),
        "costs": figures.costs(data.costs),
        "funding": figures.funding(data.funding),
        "bottlenecks": [_bottleneck(catalogue, item) for item in data.bottlenecks],
        "starter": _starter(practice),
        "spread": spread,
        "adoptions": _adoptions(catalogue, data.adoptions, same=False),
        "same_model": _adoptions(catalogue, data.adoptions, same=True),
        "origins": [
            _origin(catalogue, item.practice, item.place, item.note, item.source) for item in data.adapted_from
        ],
        "descendants": [links.entry_link(item) for item in catalogue.descendants.get(practice.slug, ())],
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
        "contact": _contact(practice),
        "image": _image(practice),
    }


def _facts(catalogue: Catalogue, practice: Practice, spread: str) -> list[View]:
    """The key facts in the order readers ask for them; what is not known is said to be so."""
    data = practice.data
    stage = capitalised(data.stage.label)
    if data.stage_as_of:
        stage += f" (tieto: {short_moment(data.stage_as_of)})"
    main = figures.main_result(item for item in data.results if item.basis != Basis.TARGET)
    result = figures.result(main, catalogue.vocabulary) if main else None
    money = figures.costs(data.costs)
    investment = max((cost.investment for cost in data.costs if cost.investment is not None), default=None)
    facts: list[View] = [
        {
            "label": "Kunnan koko" if len(data.municipalities) == 1 else "Kuntien koko",
            "lines": [_size(catalogue, practice)],
            "url": links.search("koko", _size_class(catalogue, practice)),
        },
        {
            "label": "Vaihe",
            "lines": list(filter(None, (stage, data.stage_note))),
            "url": links.search("vaihe", data.stage.value),
        },
        {
            "label": "Aika",
            "lines": list(filter(None, [capitalised(period(data.started, data.ended))])),
            "url": links.search("vuosi", str(data.started.year)) if data.started else "",
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
            "url": links.search("investointi", class_of(investment, INVESTMENTS)) if investment is not None else "",
        },
        {"label": "Työmäärä", "lines": list(filter(None, [data.effort]))},
        {"label": "Tekijät", "lines": list(data.actors)},
        {"label": "Käytössä muualla", "lines": list(filter(None, [spread]))},
    ]
    optional = ("Aika", "Tekijät", "Työmäärä", "Käytössä muualla")
    return [fact for fact in facts if fact["lines"] or fact["label"] not in optional]


def _size(catalogue: Catalogue, practice: Practice) -> str:
    places = [catalogue.places[name] for name in practice.data.municipalities]
    if len(places) == 1:
        return f"{counted(places[0].population, 'asukas', 'asukasta')}, {_TYPES[places[0].type]} kunta"
    smallest, largest = min(place.population for place in places), max(place.population for place in places)
    return f"{len(places)} kuntaa, {number(smallest)}–{counted(largest, 'asukas', 'asukasta')}"


def _size_class(catalogue: Catalogue, practice: Practice) -> str:
    return class_of(catalogue.places[practice.data.municipalities[0]].population, SIZES)


def _bottleneck(catalogue: Catalogue, item: Bottleneck) -> View:
    return {
        "kind": links.bottleneck_title(catalogue, item.kind),
        "url": links.search("pullonkaula", item.kind),
        "where": item.municipality or "",
        "what": item.what,
        "solved": item.solved or "",
        "sources": list(item.source),
    }


def _starter(practice: Practice) -> View | None:
    """The receiver's starter card, when there is anything to put on it."""
    uptake = practice.data.uptake
    if uptake is None:
        return None
    suits = uptake.suits
    sizes = ""
    if suits and (suits.population_min or suits.population_max):
        low, high = suits.population_min, suits.population_max
        sizes = (
            f"{number(low)}–{number(high)} asukasta"
            if low and high
            else f"vähintään {number(low)} asukasta"
            if low
            else f"enintään {number(high or 0)} asukasta"
        )
    types = ", ".join(item.label for item in suits.types) if suits else ""
    return {
        "steps": list(uptake.first_steps),
        "conditions": list(uptake.conditions),
        "decision": capitalised(uptake.decision_level.label) if uptake.decision_level else "",
        "suits": ". ".join(map(capitalised, filter(None, (sizes, types, suits.note if suits else "")))),
        "documents": [
            {"title": item.title, "url": item.url or "", "sources": list(item.source)} for item in uptake.documents
        ],
    }


def _adoptions(catalogue: Catalogue, adoptions: tuple[Adoption, ...], same: bool) -> list[View]:
    """Rows of the ledger; `same` picks those where the source tells of the same model without naming this one."""
    return [adoption_row(catalogue, item) for item in adoptions if (item.model_named is False) == same]


def adoption_row(catalogue: Catalogue, item: Adoption) -> View:
    """What one municipality did with a practice."""
    event = catalogue.events[item.heard_at] if item.heard_at else None
    place = catalogue.places[item.municipality]
    return {
        "place": links.place_link(place),
        "size": counted(place.population, "asukas", "asukasta"),
        "stage": marks.adoption_stage(item),
        "when": capitalised(
            f"{moment(item.year)}–{moment(item.ended)}"
            if item.year and item.ended and item.year != item.ended
            else moment(item.year)
            if item.year
            else ""
        ),
        "changed": item.changed or "",
        "result": item.result or "",
        "why_not": item.why_not or "",
        "cost": item.cost or "",
        "bottlenecks": [
            {"kind": links.bottleneck_title(catalogue, each.kind), "what": each.what, "solved": each.solved or ""}
            for each in item.bottlenecks
        ],
        "heard": item.heard_from or "",
        "event": links.entry_link(event) if event else None,
        "sources": list(item.source),
    }


def _origin(
    catalogue: Catalogue, practice: str | None, place: str | None, note: str | None, source: tuple[int, ...]
) -> View:
    known = catalogue.practices.get(practice) if practice else None
    return {
        "practice": {**links.entry_link(known), "where": marks.where(known)} if known else None,
        "place": place or "",
        "note": note or "",
        "sources": list(source),
    }


def _contact(practice: Practice) -> View | None:
    contact = practice.data.contact
    if contact is None:
        return None
    return {
        "name": ", ".join(filter(None, (contact.organisation, contact.unit, contact.role))),
        "url": contact.url or "",
        "checked": f"Tarkistettu {day(contact.checked)}" if contact.checked else "Yhteystietoa ei ole tarkistettu",
        "visits": "Ottaa vierailijoita" if contact.hosts_visits else "",
    }


def _image(practice: Practice) -> View | None:
    image = practice.data.image
    if image is None:
        return None
    return {
        "url": f"assets/kuvat/{image.file}",
        "alt": image.alt,
        "caption": image.caption or "",
        "credit": f"Kuva: {image.credit}, {image.licence}",
    }
