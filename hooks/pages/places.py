"""Profiles of municipalities."""

from collections.abc import Iterator
from functools import partial

from catalogue.catalogue import Catalogue, Municipality
from catalogue.reference import Place
from insight.insight import Insight
from pages import figures, geo, links, marks
from pages.adoptions import adoption_row
from pages.cards import Deck
from pages.embeds import chosen, of_place
from pages.finnish import capitalised, counted, moment, number, short_moment
from pages.listing import paged
from pages.networks import goals
from pages.news import news_items
from pages.page import Later, Link, Page, View
from pages.reasons import peers, suggestions
from pages.regions import place_lists, region_page
from pages.sources import sources
from pages.tallies import tally

_LANGUAGES = {"fi": "suomi", "sv": "ruotsi"}
_TYPES = {"urban": "Kaupunkimainen", "semi_urban": "Taajaan asuttu", "rural": "Maaseutumainen"}


def place_pages(catalogue: Catalogue, deck: Deck, insight: Insight) -> Iterator[Page]:
    """A profile for each of the 308 municipalities, their alphabetical list, and the regions."""
    for place in catalogue.places.values():
        yield from _profile(catalogue, deck, insight, place)
    yield from place_lists(catalogue)
    for region in catalogue.regions.values():
        yield from region_page(catalogue, deck, region)


def _profile(catalogue: Catalogue, deck: Deck, insight: Insight, place: Place) -> Iterator[Page]:
    region, own = links.region_link(catalogue, place.region), catalogue.own_words.get(place.name)
    practices = deck.of(catalogue.practices_by_municipality.get(place.name, ()))
    yield from paged(
        Page(
            uri=f"kunnat/{place.slug}.md",
            title=place.name,
            template="kunta.html",
            section="kunnat/",
            view=Later(partial(_view, catalogue, insight, place)),
            crumbs=(Link("Kunnat", "kunnat/"), Link(region["title"], region["url"])),
            description=f"{place.genitive} ilmasto-, resurssiviisaus- ja kiertotaloustyö: käytännöt, käyttöönotot, tavoitteet ja verkostot.",
            body=own.body if own else "",
            source=own.path if own else None,
            contributed=True,
        ),
        "practices",
        practices,
    )


def _view(catalogue: Catalogue, insight: Insight, place: Place) -> View:
    own, embed = catalogue.own_words.get(place.name), of_place(catalogue, place)
    return {
        "name": place.name,
        "genitive": place.genitive,
        "locative": place.locative,
        "lead": _lead(catalogue, place),
        "population": number(place.population),
        "year": place.population_year,
        "type": _TYPES[place.type],
        "region": links.region_link(catalogue, place.region),
        "languages": " ja ".join(_LANGUAGES[code] for code in place.languages),
        "name_sv": place.name_sv if place.name_sv != place.name else "",
        "website": place.website,
        "domain": place.website.split("//")[-1].strip("/").removeprefix("www."),
        "map": geo.locator([place.name]),
        "memberships": _memberships(catalogue, place),
        "uses": _uses(catalogue, place, "taken"),
        "parallels": _uses(catalogue, place, "parallel"),
        "refusals": _uses(catalogue, place, "refused"),
        "projects": [links.entry_link(item) for item in catalogue.projects_by_municipality.get(place.name, ())],
        "news": news_items(catalogue.news_by_municipality.get(place.name, ())[:10]),
        "events": [
            {**links.entry_link(item), "date": short_moment(item.data.start), "summary": item.data.summary}
            for item in catalogue.events_by_municipality.get(place.name, ())[:10]
        ],
        "own": _own_words(catalogue, own) if own else None,
        "peers": peers(catalogue, insight, place),
        "embed": chosen(embed) if embed else "",
        "suggestions": suggestions(catalogue, insight, place),
    }


def _lead(catalogue: Catalogue, place: Place) -> str:
    """What there is of a municipality, in one sentence."""
    found = tally(catalogue, place.name)
    own, taken = found.own, found.taken
    if own and taken:
        return (
            f"{capitalised(place.locative)} on {counted(own, 'oma käytäntö', 'omaa käytäntöä')} ja "
            f"{counted(taken, 'muualta otettu käytäntö', 'muualta otettua käytäntöä')}."
        )
    if own:
        return f"{capitalised(place.locative)} on {counted(own, 'kirjattu käytäntö', 'kirjattua käytäntöä')}."
    if taken:
        return f"{capitalised(place.locative)} on käytössä {counted(taken, 'muualta otettu käytäntö', 'muualta otettua käytäntöä')}."
    return f"{capitalised(place.locative)} tehdystä työstä ei ole vielä kirjattu käytäntöjä."


def _uses(catalogue: Catalogue, place: Place, kind: str) -> list[View]:
    return [
        {
            **adoption_row(catalogue, use.adoption),
            "practice": links.entry_link(use.practice),
            "origin": marks.where(use.practice),
        }
        for use in catalogue.uses_by_municipality.get(place.name, ())
        if use.kind == kind
    ]


def _memberships(catalogue: Catalogue, place: Place) -> list[View]:
    rows = []
    for membership in catalogue.memberships.get(place.name, ()):
        since, until = membership.member.since, membership.member.until
        years = f"{since.year if since else ''}–{until.year}" if until else f"vuodesta {since.year}" if since else ""
        rows.append({**links.entry_link(membership.network), "years": years})
    return rows


def _own_words(catalogue: Catalogue, entry: Municipality) -> View:
    data = entry.data
    return {
        "goals": goals(data.goals),
        "action": data.key_action or "",
        "action_sources": list(data.key_action_source),
        "challenge": data.key_challenge or "",
        "challenge_sources": list(data.key_challenge_source),
        "bottlenecks": [
            {
                "kind": links.bottleneck_link(catalogue, item.kind),
                "what": item.what or "",
                "sources": list(item.source),
            }
            for item in data.bottlenecks_now
        ],
        "looking_for": list(data.looking_for),
        "can_offer": list(data.can_offer),
        "contacts": [
            {"name": ", ".join(filter(None, (item.organisation, item.unit, item.role))), "url": item.url or ""}
            for item in data.contacts
        ],
        "measures": [
            {
                "title": catalogue.vocabulary.indicators[item.indicator].title,
                "year": moment(item.year),
                "value": number(item.value),
                "unit": item.unit or catalogue.vocabulary.indicators[item.indicator].unit,
                "basis": figures.basis(item.basis),
                "note": item.note or "",
                "sources": list(item.source),
            }
            for item in data.indicators
        ],
        "programmes": [
            {
                "title": item.title,
                "year": moment(item.year) if item.year else "",
                "url": item.url or "",
                "note": item.note or "",
            }
            for item in data.programmes
        ],
        "standing": capitalised(data.standing.label) if data.standing else "",
        "sources": sources(data.sources),
    }
