"""Profiles of municipalities, and why something is suggested to them."""

from collections.abc import Iterable, Iterator, Sequence
from math import exp, log

from kaytantopankki import formatting, links
from kaytantopankki.analysis import Analysis, ranking, similarity
from kaytantopankki.analysis.aggregates import practice_count
from kaytantopankki.analysis.ranking import FRESH_YEARS, Suggestion, is_suitable
from kaytantopankki.analysis.similarity import SimilarMunicipality
from kaytantopankki.content.catalogue import Catalogue, MunicipalityEntry
from kaytantopankki.content.field_types import AdoptionStage, Basis
from kaytantopankki.content.municipalities import Place
from kaytantopankki.formatting import capitalised, counted, listed, moment, number, short_moment
from kaytantopankki.page import Context, Link, Page
from kaytantopankki.pages import figures, maps
from kaytantopankki.pages.cards import CardRenderer, paged
from kaytantopankki.pages.network_pages import network_goals
from kaytantopankki.pages.news_and_events import news_items
from kaytantopankki.pages.practice_pages import adoption_row, suits_text
from kaytantopankki.pages.region_pages import place_lists, region_page
from kaytantopankki.pages.subscriptions import embed_of_place

_LANGUAGES = {"fi": "suomi", "sv": "ruotsi"}
_TYPES = {"urban": "Kaupunkimainen", "semi_urban": "Taajaan asuttu", "rural": "Maaseutumainen"}
_NEAR_KM = 60
_SAME_SIZE, _NEARLY_SAME_SIZE = 0.85, 0.65  # Populations at most 1.4-fold and 2.2-fold.
_MUCH_LARGER = 5
_MOST_ADOPTERS = 3
_COMMON_LANGUAGES = {("sv",): "ruotsinkielinen", ("fi", "sv"): "kaksikielinen", ("sv", "fi"): "kaksikielinen"}
_NEED = {
    "looking_for": "Kunta etsii",
    "key_challenge": "Kunnan keskeinen haaste",
    "goals": "Kunnan tavoite",
}
_RESULT = {
    Basis.MEASURED: "Tulos on mitattu",
    Basis.REPORTED: "Lähde ilmoittaa tuloksen",
    Basis.ESTIMATED: "Tuloksesta on arvio",
}
_ADOPTER_NOTES = {AdoptionStage.PILOT: ["kokeilee"], AdoptionStage.CONSIDERING: ["harkitsee"]}
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
_SIMILARITY_PARTS = {
    "size": "Asukasluku: sama väkiluku on 1, kymmenkertainen ero 0",
    "near": f"Matka kuntakeskusten välillä: sama paikka on 1, {number(similarity.NEAR_KM)} kilometriä tai enemmän 0",
    "kind": "Kuntaryhmä: kaupunkimainen, taajaan asuttu tai maaseutumainen (Tilastokeskus)",
    "region": "Maakunta",
    "networks": "Yhteiset verkostot: pieni verkosto painaa enemmän kuin suuri",
    "languages": "Kielet: yhteisten kielten osuus",
}
_RANKING_PARTS = {
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


def place_pages(catalogue: Catalogue, cards: CardRenderer, analysis: Analysis) -> Iterator[Page]:
    """A profile for each of the 308 municipalities, their alphabetical list, and the regions."""
    for place in catalogue.places.values():
        yield from _profile(catalogue, cards, analysis, place)
    yield from place_lists(catalogue)
    for region in catalogue.regions.values():
        yield from region_page(catalogue, cards, region)


def _profile(catalogue: Catalogue, cards: CardRenderer, analysis: Analysis, place: Place) -> Iterator[Page]:
    region, entry = links.region_link(catalogue, place.region), catalogue.municipality_entries.get(place.name)
    page = Page(
        uri=f"kunnat/{place.slug}.md",
        title=place.name,
        template="kunta.html",
        view=_view(catalogue, analysis, place),
        crumbs=(Link("Kunnat", "kunnat/"), Link(region["title"], region["url"])),
        description=f"{place.genitive} ilmasto-, resurssiviisaus- ja kiertotaloustyö: käytännöt, käyttöönotot, tavoitteet ja "
        "verkostot.",
        body=entry.body if entry else "",
        source=entry.path if entry else None,
        untrusted=True,
    )
    yield from paged(page, "practices", cards.of(catalogue.practices_by_municipality.get(place.name, ())))


def _view(catalogue: Catalogue, analysis: Analysis, place: Place) -> Context:
    entry, embed = catalogue.municipality_entries.get(place.name), embed_of_place(catalogue, place)
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
        "map": maps.locator_svg([place.name]),
        "memberships": _memberships(catalogue, place),
        "uses": _adoptions(catalogue, place, "taken"),
        "parallels": _adoptions(catalogue, place, "parallel"),
        "refusals": _adoptions(catalogue, place, "refused"),
        "projects": [links.entry_link(item) for item in catalogue.projects_by_municipality.get(place.name, ())],
        "news": news_items(catalogue.news_by_municipality.get(place.name, ())[:10]),
        "events": [
            {**links.entry_link(item), "date": short_moment(item.data.start), "summary": item.data.summary}
            for item in catalogue.events_by_municipality.get(place.name, ())[:10]
        ],
        "own": _municipality_entry(catalogue, entry) if entry else None,
        "peers": _peers(catalogue, analysis, place),
        "embed": embed.help_url if embed else "",
        "suggestions": _suggestions(catalogue, analysis, place),
    }


def _lead(catalogue: Catalogue, place: Place) -> str:
    """What there is of a municipality, in one sentence."""
    count, where = practice_count(catalogue, place.name), capitalised(place.locative)
    taken = counted(count.taken, "muualta otettu käytäntö", "muualta otettua käytäntöä")
    if count.own and count.taken:
        return f"{where} on {counted(count.own, 'oma käytäntö', 'omaa käytäntöä')} ja {taken}."
    if count.own:
        return f"{where} on {counted(count.own, 'kirjattu käytäntö', 'kirjattua käytäntöä')}."
    if count.taken:
        return f"{where} on käytössä {taken}."
    return f"{where} tehdystä työstä ei ole vielä kirjattu käytäntöjä."


def _memberships(catalogue: Catalogue, place: Place) -> list[Context]:
    rows = []
    for membership in catalogue.memberships.get(place.name, ()):
        since, until = membership.member.since, membership.member.until
        years = f"{since.year if since else ''}–{until.year}" if until else f"vuodesta {since.year}" if since else ""
        rows.append({**links.entry_link(membership.network), "years": years})
    return rows


def _adoptions(catalogue: Catalogue, place: Place, kind: str) -> list[Context]:
    """What the municipality took, had of its own, or refused of practices that began elsewhere."""
    return [
        {
            **adoption_row(catalogue, use.adoption),
            "practice": links.entry_link(use.practice),
            "origin": formatting.municipalities_text(use.practice),
        }
        for use in catalogue.adoptions_by_municipality.get(place.name, ())
        if use.kind == kind
    ]


def _municipality_entry(catalogue: Catalogue, entry: MunicipalityEntry) -> Context:
    """What the municipality says of itself."""
    data, indicators = entry.data, catalogue.vocabulary.indicators
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
                "title": indicators[item.indicator].title,
                "year": moment(item.year),
                "value": number(item.value),
                "unit": item.unit or indicators[item.indicator].unit,
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
        "sources": figures.sources(data.sources),
    }


def _peers(catalogue: Catalogue, analysis: Analysis, place: Place) -> list[Context]:
    """The municipalities most like this one, with why."""
    return [
        {
            **links.place_link(peer.place),
            "population": number(peer.place.population),
            "why": capitalised(listed(_likeness(place, peer))),
            "practices": len(catalogue.practices_by_municipality.get(peer.place.name, ())),
        }
        for peer in analysis.similarity.most_similar(place.name)
    ]


def _likeness(place: Place, peer: SimilarMunicipality) -> list[str]:
    """What two municipalities have in common, the weightiest first."""
    size = peer.parts["size"]
    common = (
        "samankokoinen" if size >= _SAME_SIZE else "samaa kokoluokkaa" if size >= _NEARLY_SAME_SIZE else "",
        "sama maakunta" if peer.parts["region"] else "",
        f"{peer.kilometres}\u00a0km päässä" if peer.kilometres <= _NEAR_KM else "",
        "sama kuntaryhmä" if peer.parts["kind"] else "",
        *(network.data.short or network.data.title for network in peer.networks),
        _COMMON_LANGUAGES.get(place.languages, "") if place.languages == peer.place.languages else "",
    )
    return [text for text in common if text]


def _suggestions(catalogue: Catalogue, analysis: Analysis, place: Place) -> list[Context]:
    """What the municipality could take into use next, with reasons for and against."""
    return [
        {
            **links.entry_link(item.practice),
            "where": formatting.municipalities_text(item.practice),
            "stage": formatting.stage_view(item.practice),
            "slug": item.practice.slug,
            "summary": item.practice.data.summary,
            "why": [
                *_reasons_for(catalogue, analysis, place, item),
                *(_reason(text, good=False) for text in _reasons_against(catalogue, analysis, place, item)),
            ],
            "points": [
                {"title": capitalised(_POINTS[reason]), "value": _signed(value)}
                for reason, value in sorted(item.points.items(), key=lambda part: -abs(part[1]))
            ],
            "score": number(round(item.score, 2)),
        }
        for item in analysis.ranking.suggestions(place.name)
    ]


def _reason(text: str, good: bool = True, places: Sequence[Context] = (), rest: str = "") -> Context:
    """A reason for or against a suggestion, the municipalities it names, and how many more there are."""
    return {"good": good, "text": text, "places": list(places), "rest": rest}


def _reasons_for(catalogue: Catalogue, analysis: Analysis, place: Place, item: Suggestion) -> Iterator[Context]:
    if item.need:
        shared = f" Yhteistä: {listed([word.lower() for word in item.need_words])}." if item.need_words else ""
        yield _reason(f"{_NEED[item.need.field]}: ”{item.need.text.rstrip('.')}”.{shared}")
    for now, solved in item.solved:
        kind = links.bottleneck_title(catalogue, now.kind).lower()
        yield _reason(f"Ratkaisi pullonkaulan, joka kunnalla on nyt ({kind}): {solved.solved}")
    yield from _adopters(catalogue, analysis, place, item)
    origin = analysis.similarity.compare(place.name, item.origin)
    likeness = _likeness(place, origin)
    if len(likeness) >= 2:
        yield _reason("Tehty kunnassa", places=[{**links.place_link(origin.place), "note": ", ".join(likeness)}])
    main = figures.main_result(item.practice.data.results)
    if item.basis and main:
        result = figures.result(main, catalogue.vocabulary)
        figure = " ".join(filter(None, (result["value"], result["unit"])))
        yield _reason(f"{_RESULT[item.basis]}: {figure}, {result['what'][:1].lower()}{result['what'][1:]}.")
    if item.suits and is_suitable(item.suits, place):
        yield _reason(f"Sopii tällaisille kunnille: {suits_text(item.suits)}.")


def _adopters(catalogue: Catalogue, analysis: Analysis, place: Place, item: Suggestion) -> Iterator[Context]:
    """Who has it, the most alike first; those whose source does not name this model are told apart."""
    named = [adoption for adoption in item.adopters if adoption.model_named is not False]
    parallel = [adoption for adoption in item.adopters if adoption.model_named is False]
    for adoptions, text in ((named, "Käytössä muualla"), (parallel, "Sama malli käytössä")):
        places = []
        for adoption in adoptions[:_MOST_ADOPTERS]:
            likeness = _likeness(place, analysis.similarity.compare(place.name, adoption.municipality))
            stage = _ADOPTER_NOTES.get(adoption.stage, []) if adoption.stage else []
            link = links.place_link(catalogue.places[adoption.municipality])
            places.append({**link, "note": ", ".join([*stage, *likeness[:2]])})
        rest = len(adoptions) - len(places)
        if places:
            yield _reason(text, True, places, f" ja {counted(rest, 'muu kunta', 'muuta kuntaa')}" if rest else "")


def _reasons_against(catalogue: Catalogue, analysis: Analysis, place: Place, item: Suggestion) -> Iterator[str]:
    for adoption in item.refusers:
        likeness = _likeness(place, analysis.similarity.compare(place.name, adoption.municipality))[:2]
        alike = f" ({', '.join(likeness)})" if likeness else ""
        verb = "lopetti" if adoption.stage == AdoptionStage.ENDED else "ei ottanut"
        yield f"{adoption.municipality}{alike} {verb}" + (f": {adoption.why_not}" if adoption.why_not else ".")
    if item.suits and not is_suitable(item.suits, place):
        yield f"Tarkoitettu muunlaisille kunnille: {suits_text(item.suits)}."
    if not item.basis:
        yield "Tulosta ei ole kirjattu."
    elif item.basis is Basis.ESTIMATED:
        yield "Tulos on arvio, ei toteuma."
    if "ended" in item.points:
        yield f"Käytäntö on päättynyt: {formatting.municipalities_text(item.practice)}."
    if item.newest is None:
        yield "Lähteitä ei ole päivätty."
    elif catalogue.today.year - item.newest > FRESH_YEARS:
        yield f"Uusin lähde on vuodelta {item.newest}."
    smallest_origin = min(catalogue.places[name].population for name in item.practice.data.municipalities)
    if smallest_origin > _MUCH_LARGER * place.population:
        times = round(exp(log(smallest_origin / place.population)))
        yield f"Alkukunta on noin {times} kertaa suurempi."


def _signed(value: float) -> str:
    """+1,43 or −0,1"""
    return ("+" if value > 0 else "") + number(round(value, 2))


def resemblance_weights() -> str:
    """The parts of the resemblance and their weights, as a Markdown table."""
    return _table(
        ("Osa", "Paino"), ((_SIMILARITY_PARTS[part], number(weight)) for part, weight in similarity.WEIGHTS.items())
    )


def suggestion_weights() -> str:
    """The parts of a suggestion's points and their weights, as a Markdown table."""
    weights = ranking.RANKING_WEIGHTS
    return _table(("Osa", "Kerroin"), ((text, _signed(weights[part])) for part, text in _RANKING_PARTS.items()))


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
