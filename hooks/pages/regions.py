"""The list and the map of municipalities, and the pages of regions."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from catalogue.catalogue import Catalogue, Practice
from catalogue.reference import Place, Region
from pages import atlas, geo, links
from pages.cards import Deck
from pages.finnish import number
from pages.listing import MOST_PER_PAGE, index_pages, paged
from pages.page import Later, Link, Page, View
from pages.tallies import Tally, practice_counts, tally

_UP = (Link("Kunnat", "kunnat/"),)


def place_lists(catalogue: Catalogue) -> Iterator[Page]:
    """The alphabetical list of all municipalities, and the map of them with its table."""
    tallies = {name: tally(catalogue, name) for name in catalogue.places}
    yield from _alphabetical(catalogue, tallies)
    yield from _map(catalogue, tallies)


def _alphabetical(catalogue: Catalogue, tallies: Mapping[str, Tally]) -> Iterator[Page]:
    counts = practice_counts(catalogue)
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
        view={"map": geo.country(counts), "with_practices": len(counts), "regions": regions},
    )
    yield from index_pages(page, "groups", [_row(place, tallies[place.name]) for place in catalogue.places.values()])


def _map(catalogue: Catalogue, tallies: Mapping[str, Tally]) -> Iterator[Page]:
    recorded = [place for place in catalogue.places.values() if tallies[place.name].total]
    recorded.sort(key=lambda place: tallies[place.name].order, reverse=True)
    yield from paged(
        Page(
            uri="kunnat/kartta.md",
            findable=True,
            title="Kuntakartta",
            template="kuntakartta.html",
            section="kunnat/",
            crumbs=_UP,
            description="Suomen kunnat kartalla: omat käytännöt ja muualta otetut käytännöt.",
            view=Later(partial(_map_view, catalogue, tallies)),
        ),
        "rows",
        [{**_row(place, tallies[place.name]), "region": catalogue.regions[place.region].name} for place in recorded],
        MOST_PER_PAGE,
    )


def _map_view(catalogue: Catalogue, tallies: Mapping[str, Tally]) -> View:
    return {
        "map": atlas.country(tallies),
        "regions": [links.region_link(catalogue, code) for code in catalogue.regions],
        "own": sum(bool(found.own) for found in tallies.values()),
        "taken": sum(bool(found.taken) for found in tallies.values()),
        "none": sum(not (found.own or found.taken) for found in tallies.values()),
    }


def _row(place: Place, found: Tally) -> View:
    return {
        **links.place_link(place),
        "population": number(place.population),
        "practices": found.own,
        "uses": found.taken,
        "parallels": found.parallel,
    }


def region_page(catalogue: Catalogue, deck: Deck, region: Region) -> Iterator[Page]:
    """A region: its map, the practices of its municipalities, and the municipalities."""
    practices = catalogue.practices_by_region.get(region.code, ())
    yield from paged(
        Page(
            uri=f"maakunnat/{region.slug}.md",
            title=region.name,
            template="maakunta.html",
            section="kunnat/",
            crumbs=_UP,
            view=Later(partial(_region_view, catalogue, region, practices)),
            description=f"{region.genitive} kunnat ja niiden käytännöt.",
        ),
        "practices",
        deck.of(practices),
    )


def _region_view(catalogue: Catalogue, region: Region, practices: Sequence[Practice]) -> View:
    places = catalogue.places_by_region[region.code]
    tallies = {place.name: tally(catalogue, place.name) for place in places}
    themes = Counter(practice.data.themes[0] for practice in practices)
    return {
        "name": region.name,
        "genitive": region.genitive,
        "locative": region.locative,
        "population": number(region.population),
        "year": region.population_year,
        "map": atlas.region(places, tallies),
        "places": [_row(place, tallies[place.name]) for place in places],
        "count": len(practices),
        "themes": [{**links.theme_link(catalogue, key), "count": count} for key, count in themes.most_common()],
    }
