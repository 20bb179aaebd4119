"""The list and the map of municipalities, and the pages of regions."""

from collections import Counter
from collections.abc import Iterator, Mapping

from kaytantopankki import links
from kaytantopankki.analysis.aggregates import PracticeCount, own_practice_counts, practice_count
from kaytantopankki.content.catalogue import Catalogue
from kaytantopankki.content.municipalities import Place, Region
from kaytantopankki.formatting import number
from kaytantopankki.page import Link, Page
from kaytantopankki.pages import maps
from kaytantopankki.pages.cards import MOST_PER_PAGE, CardRenderer, index_pages, paged

_UP = (Link("Kunnat", "kunnat/"),)


def place_lists(catalogue: Catalogue) -> Iterator[Page]:
    """The alphabetical list of all municipalities, and the map of them with its table."""
    counts = {name: practice_count(catalogue, name) for name in catalogue.places}
    yield from _alphabetical(catalogue, counts)
    yield from _map(catalogue, counts)


def _alphabetical(catalogue: Catalogue, counts: Mapping[str, PracticeCount]) -> Iterator[Page]:
    own = own_practice_counts(catalogue)
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
        description="Suomen 308 kuntaa: mitä kukin on tehnyt ja ottanut käyttöön.",
        view={"map": maps.dot_map(own), "with_practices": len(own), "regions": regions},
    )
    yield from index_pages(page, "groups", [_row(place, counts[place.name]) for place in catalogue.places.values()])


def _map(catalogue: Catalogue, counts: Mapping[str, PracticeCount]) -> Iterator[Page]:
    recorded = [place for place in catalogue.places.values() if counts[place.name].total]
    recorded.sort(key=lambda place: counts[place.name], reverse=True)
    page = Page(
        uri="kunnat/kartta.md",
        in_site_search=True,
        title="Kuntakartta",
        template="kuntakartta.html",
        crumbs=_UP,
        description="Suomen kunnat kartalla: omat käytännöt ja muualta otetut käytännöt.",
        view={
            "map": maps.country_map(counts),
            "regions": [links.region_link(catalogue, code) for code in catalogue.regions],
            "own": sum(bool(count.own) for count in counts.values()),
            "taken": sum(bool(count.taken) for count in counts.values()),
            "none": sum(not (count.own or count.taken) for count in counts.values()),
        },
    )
    rows = [{**_row(place, counts[place.name]), "region": catalogue.regions[place.region].name} for place in recorded]
    yield from paged(page, "rows", rows, MOST_PER_PAGE)


def _row(place: Place, count: PracticeCount) -> dict[str, object]:
    return {
        **links.place_link(place),
        "population": number(place.population),
        "practices": count.own,
        "uses": count.taken,
        "parallels": count.parallel,
    }


def region_page(catalogue: Catalogue, cards: CardRenderer, region: Region) -> Iterator[Page]:
    """A region: its map, the practices of its municipalities, and the municipalities."""
    practices = catalogue.practices_by_region.get(region.code, ())
    places = catalogue.places_by_region[region.code]
    counts = {place.name: practice_count(catalogue, place.name) for place in places}
    themes = Counter(practice.data.themes[0] for practice in practices)
    page = Page(
        uri=f"maakunnat/{region.slug}.md",
        title=region.name,
        template="maakunta.html",
        crumbs=_UP,
        description=f"{region.genitive} kunnat ja niiden käytännöt.",
        view={
            "name": region.name,
            "genitive": region.genitive,
            "locative": region.locative,
            "population": number(region.population),
            "year": region.population_year,
            "map": maps.region_map(places, counts),
            "places": [_row(place, counts[place.name]) for place in places],
            "count": len(practices),
            "themes": [{**links.theme_link(catalogue, key), "count": count} for key, count in themes.most_common()],
        },
    )
    yield from paged(page, "practices", cards.of(practices))
