"""Profiles of municipalities, and why something is suggested to them; their list and map, and the pages of regions."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from kaytantopankki import formatting, links
from kaytantopankki.analysis import Analysis, aggregates, ranking, similarity
from kaytantopankki.content import field_types, municipalities
from kaytantopankki.content.catalogue import Catalogue, MunicipalityEntry, PracticeAdoption, newest_source
from kaytantopankki.data_files import data_table
from kaytantopankki.page import Context, Page, titled_page
from kaytantopankki.pages import figures, indicator_pages, maps, network_pages, news_and_events, practice_pages
from kaytantopankki.pages.cards import MOST_PER_PAGE, CardRenderer, lettered_pages, numbered_pages

_NEAR_KM = 60
_SAME_SIZE, _NEARLY_SAME_SIZE = 0.85, 0.65  # Populations at most 1.4-fold and 2.2-fold.
_MUCH_LARGER = 5
_MOST_ADOPTERS = 3
_WORDS = data_table("pages/data/suggestions.yml")


def place_pages(catalogue: Catalogue, cards: CardRenderer, analysis: Analysis) -> Iterator[Page]:
    """A profile for each of the 308 municipalities, their alphabetical list, and the regions."""
    for place in catalogue.places.values():
        yield from _profile(cards, analysis, place)
    counts = {name: aggregates.practice_count(catalogue, name) for name in catalogue.places}
    yield from _list_pages(catalogue, counts)
    yield from _map_pages(catalogue, counts)
    yield from _region_pages(catalogue, cards, counts)


def _list_pages(catalogue: Catalogue, counts: Mapping[str, aggregates.PracticeCount]) -> Iterator[Page]:
    own = catalogue.practices_by_municipality
    regions = [
        {
            **links.region_link(catalogue, code),
            "practices": len(catalogue.practices_by_region.get(code, ())),
            "places": len(catalogue.places_by_region[code]),
        }
        for code in catalogue.regions
    ]
    page = titled_page("kunnat/index.md", {"map": maps.dot_map(own), "with_practices": len(own), "regions": regions})
    yield from lettered_pages(
        page, "groups", [_count_row(place, counts[place.name]) for place in catalogue.places.values()]
    )


def _map_pages(catalogue: Catalogue, counts: Mapping[str, aggregates.PracticeCount]) -> Iterator[Page]:
    recorded = [place for place in catalogue.places.values() if counts[place.name].total]
    recorded.sort(key=lambda place: counts[place.name], reverse=True)
    page = titled_page(
        "kunnat/kartta.md",
        {
            "map": maps.country_map(counts),
            "regions": [links.region_link(catalogue, code) for code in catalogue.regions],
            "own": sum(bool(count.own) for count in counts.values()),
            "taken": sum(bool(count.taken) for count in counts.values()),
            "none": sum(not (count.own or count.taken) for count in counts.values()),
        },
    )
    rows = [
        {**_count_row(place, counts[place.name]), "region": catalogue.regions[place.region].name} for place in recorded
    ]
    yield from numbered_pages(page, "rows", rows, MOST_PER_PAGE)


def _count_row(place: municipalities.Place, count: aggregates.PracticeCount) -> dict[str, object]:
    return {
        **links.place_link(place),
        "population": formatting.number(place.population),
        "practices": count.own,
        "uses": count.taken,
        "parallels": count.parallel,
    }


def _region_pages(
    catalogue: Catalogue, cards: CardRenderer, counts: Mapping[str, aggregates.PracticeCount]
) -> Iterator[Page]:
    """Each region: its map, the practices of its municipalities, and the municipalities."""
    for code, region in catalogue.regions.items():
        practices, places = catalogue.practices_by_region.get(code, ()), catalogue.places_by_region[code]
        themes = (practice.data.themes[0] for practice in practices)
        view = {
            **formatting.fields_of(region, "name", "genitive", "locative", "population"),
            "year": region.population_year,
            "map": maps.region_map(places, counts),
            "places": [_count_row(place, counts[place.name]) for place in places],
            "count": len(practices),
            "themes": links.with_counts(lambda key: links.theme_link(catalogue, key), themes),
        }
        about = {"slug": region.slug, "name": region.name, "genitive": region.genitive}
        yield from numbered_pages(titled_page("maakunnat/{slug}.md", view, **about), "practices", cards.of(practices))


def _profile(cards: CardRenderer, analysis: Analysis, place: municipalities.Place) -> Iterator[Page]:
    catalogue = analysis.catalogue
    region, entry = links.region_link(catalogue, place.region), catalogue.municipality_entries.get(place.name)
    count = aggregates.practice_count(catalogue, place.name)
    view = {
        **formatting.fields_of(place, "name", "genitive", "locative", "website"),
        "practice_count": count.own,
        "taken_count": count.taken,
        "population": formatting.number(place.population),
        "year": place.population_year,
        "type": formatting.capitalised(practice_pages.TYPES[place.type]),
        "region": region,
        "languages": " ja ".join(field_types.Language(code).label for code in place.languages),
        "name_sv": place.name_sv if place.name_sv != place.name else "",
        "domain": place.website.split("//")[-1].strip("/").removeprefix("www."),
        "map": maps.locator_svg([place.name]),
        "memberships": [
            {**links.entry_link(item.network), "years": formatting.period(item.member.since, item.member.until)}
            for item in catalogue.memberships.get(place.name, ())
        ],
        "uses": _adoptions(catalogue, place, "taken"),
        "parallels": _adoptions(catalogue, place, "parallel"),
        "others": _adoptions(catalogue, place, "other"),
        "projects": [links.entry_link(item) for item in catalogue.projects_by_municipality.get(place.name, ())],
        "news": list(map(news_and_events.news_row, catalogue.news_by_municipality.get(place.name, ())[:10])),
        "events": [
            {**links.entry_link(item), "date": formatting.short_moment(item.data.start), "summary": item.data.summary}
            for item in catalogue.events_by_municipality.get(place.name, ())[:10]
        ],
        "own": _municipality_entry(catalogue, entry) if entry else None,
        "peers": _peers(analysis, place),
        "embed": f"upota/?lista=kunta/{place.slug}" if count.own else "",
        "suggestions": _suggestions(analysis, place),
    }
    about = {"slug": place.slug, "name": place.name, "genitive": place.genitive}
    page = titled_page("kunnat/{slug}.md", view, **about, region=region["title"], region_url=region["url"])
    page = replace(page, body=entry.body if entry else "", source=entry.path if entry else None, untrusted=True)
    yield from numbered_pages(page, "practices", cards.of(catalogue.practices_by_municipality.get(place.name, ())))


def _adoptions(catalogue: Catalogue, place: municipalities.Place, kind: str) -> list[Context]:
    """Of practices that began elsewhere, those of a kind: taken, the same of its own, or not known to be in use."""
    return [
        {
            **practice_pages.adoption_row(catalogue, use),
            "practice": links.entry_link(use.practice),
            "origin": formatting.municipalities_text(use.practice),
        }
        for use in catalogue.adoptions_by_municipality.get(place.name, ())
        if use.kind == kind
    ]


def _municipality_entry(catalogue: Catalogue, entry: MunicipalityEntry) -> Context:
    """What the municipality says of itself."""
    data, measures = entry.data, indicator_pages.yearly(catalogue, entry.data.indicators)
    followed = {key for item in data.programmes for key in item.followed_by}
    return {
        "goals": [formatting.fields_of(item, *network_pages.GOAL_FIELDS) for item in data.goals],
        **formatting.fields_of(data, "key_action", "key_action_source", "key_challenge", "key_challenge_source"),
        "bottlenecks": [
            {"kind": links.bottleneck_link(catalogue, item.kind), **formatting.fields_of(item, "what", "source")}
            for item in data.bottlenecks_now
        ],
        **formatting.fields_of(data, "looking_for", "can_offer"),
        "contacts": list(map(formatting.contact_link, data.contacts)),
        "measures": [item for item in measures if item["key"] not in followed],
        "programmes": list(indicator_pages.programme_rows(data.programmes, measures)),
        "standing": formatting.capitalised(data.standing.label) if data.standing else "",
        "sources": figures.sources(data.sources),
    }


def _peers(analysis: Analysis, place: municipalities.Place) -> list[Context]:
    """The municipalities most like this one, with why."""
    return [
        {
            **links.place_link(peer.place),
            "population": formatting.number(peer.place.population),
            "why": formatting.capitalised(formatting.listed(_likeness(place, peer))),
            "practices": len(analysis.catalogue.practices_by_municipality.get(peer.place.name, ())),
        }
        for peer in analysis.similarity.most_similar(place.name)
    ]


def _likeness(place: municipalities.Place, peer: similarity.SimilarMunicipality) -> list[str]:
    """What two municipalities have in common, the weightiest first."""
    size = peer.parts["size"]
    languages = " ".join(sorted(place.languages)) if place.languages == peer.place.languages else ""
    common = (
        "samankokoinen" if size >= _SAME_SIZE else "samaa kokoluokkaa" if size >= _NEARLY_SAME_SIZE else "",
        "sama maakunta" if peer.parts["region"] else "",
        f"{formatting.with_unit(str(peer.kilometres), 'km')} päässä" if peer.kilometres <= _NEAR_KM else "",
        "sama kuntaryhmä" if peer.parts["kind"] else "",
        *(network.data.short or network.data.title for network in peer.networks),
        _WORDS["languages"].get(languages, ""),
    )
    return [text for text in common if text]


def _suggestions(analysis: Analysis, place: municipalities.Place) -> list[Context]:
    """What the municipality could take into use next, with reasons for and against."""
    return [
        {
            **formatting.practice_row(item.practice),
            "stage": formatting.stage_view(analysis.catalogue, item.practice),
            "summary": item.practice.data.summary,
            "why": [
                *({"good": True, **reason} for reason in _reasons_for(analysis, place, item)),
                *({"good": False, "text": text} for text in _reasons_against(analysis, place, item)),
            ],
            "points": [
                {"title": _WORDS["points"][reason], "value": formatting.signed(value)}
                for reason, value in sorted(item.points.items(), key=lambda part: -abs(part[1]))
            ],
            "score": formatting.number(round(item.score, 2)),
        }
        for item in analysis.ranking.suggestions(place.name)
    ]


def _reasons_for(analysis: Analysis, place: municipalities.Place, item: ranking.Suggestion) -> Iterator[Context]:
    """Each reason in words; some name municipalities, and say how many more there are."""
    if item.need:
        shared = f" Yhteistä: {formatting.listed(item.need_words)}." if item.need_words else ""
        yield {"text": f"{_WORDS['need'][item.need.field]}: ”{item.need.text.rstrip('.')}”.{shared}"}
    for now, solved in item.solved:
        kind = analysis.catalogue.vocabulary.bottlenecks[now.kind].title
        yield {"text": f"Ratkaisi pullonkaulan, joka kunnalla on nyt ({kind}): {solved.solved}"}
    yield from _adopters(analysis, place, item)
    origin = analysis.similarity.compare(place.name, item.origin)
    likeness = _likeness(place, origin)
    if len(likeness) >= 2:
        places = [{**links.place_link(origin.place), "note": ", ".join(likeness)}]
        yield {"text": "Tehty kunnassa", "places": places}
    main = figures.main_result(item.practice.data.results)
    if item.basis and main:
        result = figures.result(main, analysis.catalogue.vocabulary)
        yield {"text": f"{_WORDS['result'][item.basis]}. {result['what'].rstrip('.')}: {result['figure']}."}
    if item.suits and ranking.is_suitable(item.suits, place):
        yield {"text": f"Sopii tällaisille kunnille. {practice_pages.suits_text(item.suits)}."}


def _adopters(analysis: Analysis, place: municipalities.Place, item: ranking.Suggestion) -> Iterator[Context]:
    """Who has it, the most alike first; those whose source does not name this model, and those that are not known to
    use it, are told apart."""
    for kind, text in _WORDS["adopted"].items():
        uses = [use for use in item.adopters if use.kind == kind]
        places = []
        for use in uses[:_MOST_ADOPTERS]:
            stage, *likeness = _stage_and_likeness(analysis, place, use)
            notes = likeness if stage == field_types.AdoptionStage.IN_USE.label else [stage, *likeness]
            link = links.place_link(analysis.catalogue.places[use.adoption.municipality])
            places.append({**link, "note": ", ".join(notes)})
        rest = len(uses) - len(places)
        more = f" ja {formatting.counted(rest, 'muu kunta', 'muuta kuntaa')}" if rest else ""
        if places:
            yield {"text": text, "places": places, "rest": more}


def _stage_and_likeness(analysis: Analysis, place: municipalities.Place, use: PracticeAdoption) -> list[str]:
    """How far another municipality is with a practice, and at most two things that it has in common with this one."""
    stage = formatting.adoption_stage_view(analysis.catalogue, use)["label"].lower()
    return [stage, *_likeness(place, analysis.similarity.compare(place.name, use.adoption.municipality))[:2]]


def _reasons_against(analysis: Analysis, place: municipalities.Place, item: ranking.Suggestion) -> Iterator[str]:
    catalogue = analysis.catalogue
    for use in item.refusers:
        notes, why_not = ", ".join(_stage_and_likeness(analysis, place, use)), use.adoption.why_not
        yield f"{use.adoption.municipality} ({notes})" + (f": {why_not}" if why_not else ".")
    if item.suits and not ranking.is_suitable(item.suits, place):
        yield f"Tarkoitettu muunlaisille kunnille. {practice_pages.suits_text(item.suits)}."
    if not item.basis:
        yield "Tulosta ei ole kirjattu."
    elif item.basis is field_types.Basis.ESTIMATED:
        yield "Tulos on arvio, ei toteuma."
    if "ended" in item.points:
        yield f"Käytäntö on päättynyt: {formatting.municipalities_text(item.practice)}."
    newest = newest_source(item.practice)
    if newest is None:
        yield "Lähteitä ei ole päivätty."
    elif catalogue.today.year - newest.year > ranking.FRESH_YEARS:
        yield f"Uusin lähde on vuodelta {newest.year}."
    smallest_origin = min(catalogue.places[name].population for name in item.practice.data.municipalities)
    if smallest_origin > _MUCH_LARGER * place.population:
        times = round(smallest_origin / place.population)
        yield f"Alkukunta on noin {times} kertaa suurempi."
