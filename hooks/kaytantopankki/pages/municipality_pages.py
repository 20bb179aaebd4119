"""Profiles of municipalities, and why something is suggested to them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from math import exp, log

from kaytantopankki import formatting, links
from kaytantopankki.analysis import Analysis, ranking, similarity
from kaytantopankki.analysis.aggregates import practice_count
from kaytantopankki.analysis.ranking import FRESH_YEARS, Suggestion, is_suitable
from kaytantopankki.analysis.similarity import SimilarMunicipality
from kaytantopankki.content.catalogue import Catalogue, MunicipalityEntry
from kaytantopankki.content.field_types import AdoptionStage, Basis
from kaytantopankki.content.municipalities import Place
from kaytantopankki.content.submodels import Adoption
from kaytantopankki.formatting import capitalised, counted, listed, moment, number, short_moment
from kaytantopankki.page import Context, LazyContext, Link, Page
from kaytantopankki.pages import figures, maps
from kaytantopankki.pages.cards import CardRenderer, paged
from kaytantopankki.pages.embed_page import embeds, of_place
from kaytantopankki.pages.figures import sources
from kaytantopankki.pages.network_pages import network_goals
from kaytantopankki.pages.news_and_events import news_items
from kaytantopankki.pages.practice_pages import adoption_row, suited
from kaytantopankki.pages.region_pages import place_lists, region_page

_NEAR_KM = 60
_SAME_SIZE, _NEARLY_SAME_SIZE = 0.85, 0.65  # Populations at most 1.4-fold and 2.2-fold.
_MUCH_LARGER = 5
_SHOWN_TAKERS = 3
_reasons_LANGUAGES = {("sv",): "ruotsinkielinen", ("fi", "sv"): "kaksikielinen", ("sv", "fi"): "kaksikielinen"}
_NEED = {
    "looking_for": "Kunta etsii",
    "key_challenge": "Kunnan keskeinen haaste",
    "goals": "Kunnan tavoite",
}
_FOUND = {
    Basis.MEASURED: "Tulos on mitattu",
    Basis.REPORTED: "Lähde ilmoittaa tuloksen",
    Basis.ESTIMATED: "Tuloksesta on arvio",
}
_GAVE_UP = {AdoptionStage.REJECTED: "ei ottanut", AdoptionStage.ENDED: "lopetti"}
_POINTS = {
    "reach": "käyttö samankaltaisissa kunnissa",
    "origin": "alkukunta on samankaltainen",
    "evidence": "tuloksen peruste",
    "need": "vastaa kunnan tarpeeseen",
    "solved": "ratkaisi pullonkaulan, joka kunnalla on",
    "suits": "kenelle käytännön sanotaan sopivan",
    "refused": "samankaltainen kunta ei ottanut tai lopetti",
    "old": "lähteiden ikä",
    "ended": "käytäntö on päättynyt alkukunnassa",
}


def peers(catalogue: Catalogue, insight: Analysis, place: Place) -> list[Context]:
    """The municipalities most like this one, with why."""
    return [
        {
            **links.place_link(peer.place),
            "population": number(peer.place.population),
            "why": capitalised(listed(likeness(place, peer))),
            "practices": len(catalogue.practices_by_municipality.get(peer.place.name, ())),
        }
        for peer in insight.similarity.most_similar(place.name)
    ]


def likeness(place: Place, peer: SimilarMunicipality) -> list[str]:
    """What two municipalities have in common, the weightiest first."""
    return list(_likeness(place, peer))


def _likeness(place: Place, peer: SimilarMunicipality) -> Iterator[str]:
    if peer.parts["size"] >= _SAME_SIZE:
        yield "samankokoinen"
    elif peer.parts["size"] >= _NEARLY_SAME_SIZE:
        yield "samaa kokoluokkaa"
    if peer.parts["region"]:
        yield "sama maakunta"
    if peer.kilometres <= _NEAR_KM:
        yield f"{peer.kilometres}\u00a0km päässä"
    if peer.parts["kind"]:
        yield "sama kuntaryhmä"
    yield from (network.data.short or network.data.title for network in peer.networks)
    if place.languages == peer.place.languages and place.languages in _reasons_LANGUAGES:
        yield _reasons_LANGUAGES[place.languages]


def suggestions(catalogue: Catalogue, insight: Analysis, place: Place) -> list[Context]:
    """What the municipality could take into use next, with reasons for and against."""
    return [
        {
            **links.entry_link(item.practice),
            "where": formatting.where(item.practice),
            "stage": formatting.stage(item.practice),
            "slug": item.practice.slug,
            "summary": item.practice.data.summary,
            "why": [*_for(catalogue, insight, place, item), *_against(catalogue, insight, place, item)],
            "points": [
                {"title": capitalised(_POINTS[reason]), "value": signed(value)}
                for reason, value in _ranked(item.points)
            ],
            "score": number(round(item.score, 2)),
        }
        for item in insight.ranking.suggestions(place.name)
    ]


def _ranked(points: Mapping[str, float]) -> list[tuple[str, float]]:
    return sorted(points.items(), key=lambda part: -abs(part[1]))


def signed(value: float) -> str:
    """+1,43 or −0,1"""
    return ("+" if value > 0 else "") + number(round(value, 2))


def _for(catalogue: Catalogue, insight: Analysis, place: Place, item: Suggestion) -> Iterator[Context]:
    if item.need:
        shared = f" Yhteistä: {listed([word.lower() for word in item.need_words])}." if item.need_words else ""
        yield _reason(True, f"{_NEED[item.need.field]}: ”{item.need.text.rstrip('.')}”.{shared}")
    for now, solved in item.solved:
        kind = links.bottleneck_title(catalogue, now.kind)
        yield _reason(True, f"Ratkaisi pullonkaulan, joka kunnalla on nyt ({kind.lower()}): {solved.solved}")
    yield from _takers(catalogue, insight, place, item)
    if origin := _origin(insight, place, item):
        yield origin
    if item.basis:
        main = figures.main_result(item.practice.data.results)
        if main:
            shown = figures.result(main, catalogue.vocabulary)
            figure = " ".join(filter(None, (shown["value"], shown["unit"])))
            yield _reason(True, f"{_FOUND[item.basis]}: {figure}, {shown['what'][:1].lower()}{shown['what'][1:]}.")
    if item.suits and is_suitable(item.suits, place):
        yield _reason(True, f"Sopii tällaisille kunnille: {suited(item.suits)}.")


def _takers(catalogue: Catalogue, insight: Analysis, place: Place, item: Suggestion) -> Iterator[Context]:
    """Who has it, the most alike first; those whose source does not name this model are told apart."""
    named = [adoption for adoption in item.adopters if adoption.model_named is not False]
    parallel = [adoption for adoption in item.adopters if adoption.model_named is False]
    for adoptions, text in ((named, "Käytössä muualla"), (parallel, "Sama malli käytössä")):
        if adoptions:
            rest = len(adoptions) - _SHOWN_TAKERS
            yield {
                **_reason(True, text),
                "places": [_taker(catalogue, insight, place, adoption) for adoption in adoptions[:_SHOWN_TAKERS]],
                "rest": f" ja {counted(rest, 'muu kunta', 'muuta kuntaa')}" if rest > 0 else "",
            }


def _taker(catalogue: Catalogue, insight: Analysis, place: Place, adoption: Adoption) -> Context:
    peer = insight.similarity.compare(place.name, adoption.municipality)
    stage = {AdoptionStage.PILOT: ["kokeilee"], AdoptionStage.CONSIDERING: ["harkitsee"]}
    notes = [*(stage.get(adoption.stage, []) if adoption.stage else []), *likeness(place, peer)[:2]]
    return {**links.place_link(catalogue.places[adoption.municipality]), "note": ", ".join(notes)}


def _origin(insight: Analysis, place: Place, item: Suggestion) -> Context | None:
    peer = insight.similarity.compare(place.name, item.origin)
    alike = likeness(place, peer)
    if len(alike) < 2:
        return None
    return {
        **_reason(True, "Tehty kunnassa"),
        "places": [{**links.place_link(peer.place), "note": ", ".join(alike)}],
        "rest": "",
    }


def _against(catalogue: Catalogue, insight: Analysis, place: Place, item: Suggestion) -> Iterator[Context]:
    for adoption in item.refusers:
        peer = insight.similarity.compare(place.name, adoption.municipality)
        told = f" ({', '.join(likeness(place, peer)[:2])})" if likeness(place, peer) else ""
        why = f": {adoption.why_not}" if adoption.why_not else "."
        yield _reason(False, f"{adoption.municipality}{told} {_GAVE_UP[adoption.stage or AdoptionStage.REJECTED]}{why}")
    if item.suits and not is_suitable(item.suits, place):
        yield _reason(False, f"Tarkoitettu muunlaisille kunnille: {suited(item.suits)}.")
    if not item.basis:
        yield _reason(False, "Tulosta ei ole kirjattu.")
    elif item.basis is Basis.ESTIMATED:
        yield _reason(False, "Tulos on arvio, ei toteuma.")
    if "ended" in item.points:
        yield _reason(False, f"Käytäntö on päättynyt: {formatting.where(item.practice)}.")
    if item.newest is None:
        yield _reason(False, "Lähteitä ei ole päivätty.")
    elif catalogue.today.year - item.newest > FRESH_YEARS:
        yield _reason(False, f"Uusin lähde on vuodelta {item.newest}.")
    origins = [catalogue.places[name].population for name in item.practice.data.municipalities]
    if min(origins) > _MUCH_LARGER * place.population:
        times = round(exp(log(min(origins) / place.population)))
        yield _reason(False, f"Alkukunta on noin {times} kertaa suurempi.")


def _reason(good: bool, text: str) -> Context:
    return {"good": good, "text": text, "places": [], "rest": ""}


_ALIKE = {
    "size": "Asukasluku: sama väkiluku on 1, kymmenkertainen ero 0",
    "near": f"Matka kuntakeskusten välillä: sama paikka on 1, {number(similarity.NEAR_KM)} kilometriä tai enemmän 0",
    "kind": "Kuntaryhmä: kaupunkimainen, taajaan asuttu tai maaseutumainen (Tilastokeskus)",
    "region": "Maakunta",
    "networks": "Yhteiset verkostot: pieni verkosto painaa enemmän kuin suuri",
    "languages": "Kielet: yhteisten kielten osuus",
}
_FITTING = {
    "reach": "Käyttö muualla: luonnollinen logaritmi summasta, jossa on 1 ja kaikkien käyttäjäkuntien samankaltaisuudet. "
    "Kokeilu painaa 0,7 ja harkinta 0,2. Myös saman mallin käyttö lasketaan",
    "origin": "Alkukunta: sen samankaltaisuus; jos alkukuntia on monta, lähin",
    "evidence": "Tulos: mitattu 1, ilmoitettu 0,6, arvio 0,3. Tavoite ei ole tulos",
    "need": "Tarve: kuinka paljon käytäntö puhuu samoista asioista kuin se, mitä kunta etsii (1), sen keskeinen haaste (0,8) "
    "tai sen tavoite (0,3)",
    "solved": "Ratkaistu pullonkaula: käytäntö ratkaisi sellaisen, joka kunnalla on nyt",
    "suits": "Käytännön sanotaan sopivan tällaiselle kunnalle",
    "unsuited": "Käytännön sanotaan sopivan muunlaiselle kunnalle",
    "refused": "Niiden kuntien samankaltaisuudet yhteensä, jotka eivät ottaneet; lopettanut kunta painaa puolet",
    "old": f"Ikä: uusin lähde on yli {ranking.FRESH_YEARS} vuotta vanha; täysi vähennys {ranking.OLD_YEARS} vuoden iässä",
    "ended": "Käytäntö on päättynyt alkukunnassa",
}


def resemblance_weights() -> str:
    """The parts of the resemblance and their weights."""
    rows = ((_ALIKE[part], number(weight)) for part, weight in similarity.WEIGHTS.items())
    return _table(("Osa", "Paino"), rows)


def suggestion_weights() -> str:
    """The parts of a suggestion's points and their weights."""
    return _table(
        ("Osa", "Kerroin"), ((text, signed(ranking.RANKING_WEIGHTS[part])) for part, text in _FITTING.items())
    )


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


_places_LANGUAGES = {"fi": "suomi", "sv": "ruotsi"}
_TYPES = {"urban": "Kaupunkimainen", "semi_urban": "Taajaan asuttu", "rural": "Maaseutumainen"}


def place_pages(catalogue: Catalogue, deck: CardRenderer, insight: Analysis) -> Iterator[Page]:
    """A profile for each of the 308 municipalities, their alphabetical list, and the regions."""
    for place in catalogue.places.values():
        yield from _profile(catalogue, deck, insight, place)
    yield from place_lists(catalogue)
    for region in catalogue.regions.values():
        yield from region_page(catalogue, deck, region)


def _profile(catalogue: Catalogue, deck: CardRenderer, insight: Analysis, place: Place) -> Iterator[Page]:
    region, own = links.region_link(catalogue, place.region), catalogue.municipality_entries.get(place.name)
    practices = deck.of(catalogue.practices_by_municipality.get(place.name, ()))
    yield from paged(
        Page(
            uri=f"kunnat/{place.slug}.md",
            title=place.name,
            template="kunta.html",
            section="kunnat/",
            view=LazyContext(partial(_view, catalogue, insight, place)),
            crumbs=(Link("Kunnat", "kunnat/"), Link(region["title"], region["url"])),
            description=f"{place.genitive} ilmasto-, resurssiviisaus- ja kiertotaloustyö: käytännöt, käyttöönotot, tavoitteet ja verkostot.",
            body=own.body if own else "",
            source=own.path if own else None,
            untrusted=True,
        ),
        "practices",
        practices,
    )


def _view(catalogue: Catalogue, insight: Analysis, place: Place) -> Context:
    own, embed = catalogue.municipality_entries.get(place.name), of_place(catalogue, place)
    return {
        "name": place.name,
        "genitive": place.genitive,
        "locative": place.locative,
        "lead": _lead(catalogue, place),
        "population": number(place.population),
        "year": place.population_year,
        "type": _TYPES[place.type],
        "region": links.region_link(catalogue, place.region),
        "languages": " ja ".join(_places_LANGUAGES[code] for code in place.languages),
        "name_sv": place.name_sv if place.name_sv != place.name else "",
        "website": place.website,
        "domain": place.website.split("//")[-1].strip("/").removeprefix("www."),
        "map": maps.locator_svg([place.name]),
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
        "embed": embeds(embed) if embed else "",
        "suggestions": suggestions(catalogue, insight, place),
    }


def _lead(catalogue: Catalogue, place: Place) -> str:
    """What there is of a municipality, in one sentence."""
    found = practice_count(catalogue, place.name)
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


def _uses(catalogue: Catalogue, place: Place, kind: str) -> list[Context]:
    return [
        {
            **adoption_row(catalogue, use.adoption),
            "practice": links.entry_link(use.practice),
            "origin": formatting.where(use.practice),
        }
        for use in catalogue.adoptions_by_municipality.get(place.name, ())
        if use.kind == kind
    ]


def _memberships(catalogue: Catalogue, place: Place) -> list[Context]:
    rows = []
    for membership in catalogue.memberships.get(place.name, ()):
        since, until = membership.member.since, membership.member.until
        years = f"{since.year if since else ''}–{until.year}" if until else f"vuodesta {since.year}" if since else ""
        rows.append({**links.entry_link(membership.network), "years": years})
    return rows


def _own_words(catalogue: Catalogue, entry: MunicipalityEntry) -> Context:
    data = entry.data
    return {
        "goals": network_goals(data.goals),
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
                "basis": figures.basis_view(item.basis),
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
