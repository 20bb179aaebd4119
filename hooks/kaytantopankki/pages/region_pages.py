"""The list and the map of municipalities, and the pages of regions."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from kaytantopankki import links
from kaytantopankki.analysis.aggregates import PracticeCount, own_practice_counts, practice_count
from kaytantopankki.content.catalogue import Catalogue, PracticeEntry
from kaytantopankki.content.municipalities import Place, Region
from kaytantopankki.formatting import number
from kaytantopankki.page import Context, LazyContext, Link, Page
from kaytantopankki.pages import maps
from kaytantopankki.pages.cards import MOST_PER_PAGE, CardRenderer, index_pages, paged

_UP = (Link("Kunnat", "kunnat/"),)


def place_lists(catalogue: Catalogue) -> Iterator[Page]:
    """The alphabetical list of all municipalities, and the map of them with its table."""
    tallies = {name: practice_count(catalogue, name) for name in catalogue.places}
    yield from _alphabetical(catalogue, tallies)
    yield from _map(catalogue, tallies)


def _alphabetical(catalogue: Catalogue, tallies: Mapping[str, PracticeCount]) -> Iterator[Page]:
    counts = own_practice_counts(catalogue)
    regions = [
        {
            **links.region_link(catalogue, code),
            "practices": len(catalogue.practices_by_region.get(code, ())),
            "places": len(catalogue.places_by_region[code]),
        }
        for code in catalogue.regions
    ]
    page = Page(
        uri="kunnat/index.md",
        title="Kunnat",
        template="kunnat.html",
        section="kunnat/",
        description="Suomen 308 kuntaa: mitä kukin on tehnyt ja ottanut käyttöön.",
        view={"map": maps.dot_map(counts), "with_practices": len(counts), "regions": regions},
    )
    yield from index_pages(page, "groups", [_row(place, tallies[place.name]) for place in catalogue.places.values()])


def _map(catalogue: Catalogue, tallies: Mapping[str, PracticeCount]) -> Iterator[Page]:
    recorded = [place for place in catalogue.places.values() if tallies[place.name].total]
    recorded.sort(key=lambda place: tallies[place.name], reverse=True)
    yield from paged(
        Page(
            uri="kunnat/kartta.md",
            in_site_search=True,
            title="Kuntakartta",
            template="kuntakartta.html",
            section="kunnat/",
            crumbs=_UP,
            description="Suomen kunnat kartalla: omat käytännöt ja muualta otetut käytännöt.",
            view=LazyContext(partial(_map_view, catalogue, tallies)),
        ),
        "rows",
        [{**_row(place, tallies[place.name]), "region": catalogue.regions[place.region].name} for place in recorded],
        MOST_PER_PAGE,
    )


def _map_view(catalogue: Catalogue, tallies: Mapping[str, PracticeCount]) -> Context:
    return {
        "map": maps.country_map(tallies),
        "regions": [links.region_link(catalogue, code) for code in catalogue.regions],
        "own": sum(bool(found.own) for found in tallies.values()),
        "taken": sum(bool(found.taken) for found in tallies.values()),
        "none": sum(not (found.own or found.taken) for found in tallies.values()),
    }


def _row(place: Place, found: PracticeCount) -> Context:
    return {
        **links.place_link(place),
        "population": number(place.population),
        "practices": found.own,
        "uses": found.taken,
        "parallels": found.parallel,
    }


def region_page(catalogue: Catalogue, deck: CardRenderer, region: Region) -> Iterator[Page]:
    """A region: its map, the practices of its municipalities, and the municipalities."""
    practices = catalogue.practices_by_region.get(region.code, ())
    yield from paged(
        Page(
            uri=f"maakunnat/{region.slug}.md",
            title=region.name,
            template="maakunta.html",
            section="kunnat/",
            crumbs=_UP,
            view=LazyContext(partial(_region_view, catalogue, region, practices)),
            description=f"{region.genitive} kunnat ja niiden käytännöt.",
        ),
        "practices",
        deck.of(practices),
    )


def _region_view(catalogue: Catalogue, region: Region, practices: Sequence[PracticeEntry]) -> Context:
    places = catalogue.places_by_region[region.code]
    tallies = {place.name: practice_count(catalogue, place.name) for place in places}
    themes = Counter(practice.data.themes[0] for practice in practices)
    return {
        "name": region.name,
        "genitive": region.genitive,
        "locative": region.locative,
        "population": number(region.population),
        "year": region.population_year,
        "map": maps.region_map(places, tallies),
        "places": [_row(place, tallies[place.name]) for place in places],
        "count": len(practices),
        "themes": [{**links.theme_link(catalogue, key), "count": count} for key, count in themes.most_common()],
    }
