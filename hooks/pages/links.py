"""Where things are on the site."""

from functools import lru_cache
from urllib.parse import urlencode

from catalogue.catalogue import Catalogue
from catalogue.entry import Entry
from catalogue.layout import KINDS
from catalogue.reference import Place, slugify
from pages.page import View


def address(entry: Entry) -> str:  # type: ignore[type-arg]
    """The page of an entry, relative to the site's root."""
    return f"{KINDS[entry.kind].address}/{entry.slug}/"


def entry_link(entry: Entry) -> View:  # type: ignore[type-arg]
    """An entry's title and address."""
    return {"title": entry.data.title, "url": address(entry)}


def entry_links(catalogue: Catalogue, kind: str, slugs: tuple[str, ...]) -> list[View]:
    """Titles and addresses of entries of one kind."""
    return [entry_link(catalogue.of_kind(kind)[slug]) for slug in slugs]


def place_link(place: Place) -> View:
    """A municipality's name and profile."""
    return {"title": place.name, "url": f"kunnat/{place.slug}/"}


def place_links(catalogue: Catalogue, names: tuple[str, ...]) -> list[View]:
    """Municipalities by name."""
    return [place_link(catalogue.places[name]) for name in names]


def region_link(catalogue: Catalogue, code: str) -> View:
    """A region's name and page."""
    region = catalogue.regions[code]
    return {"title": region.name, "url": f"maakunnat/{region.slug}/"}


def theme_link(catalogue: Catalogue, key: str) -> View:
    """A theme's title, icon and page."""
    theme = catalogue.vocabulary.themes[key]
    return {"title": theme.title, "url": f"teemat/{key}/", "icon": theme.icon}


def tag_link(tag: str) -> View:
    """A tag and its page."""
    return {"title": tag, "url": f"avainsanat/{slugify(tag)}/"}


@lru_cache(maxsize=4096)
def search(facet: str, value: str) -> str:
    """The search with one value of one facet chosen."""
    return f"haku/?{urlencode({facet: value})}"


def search_by(**chosen: str) -> str:
    """The search with one value of each of several facets chosen."""
    return f"haku/?{urlencode(chosen)}"


def form(name: str, question: str, slug: str) -> str:
    """A web form opened with an entry."""
    return f"osallistu/{name}/?{question}={slug}"


def bottleneck_link(catalogue: Catalogue, key: str) -> View:
    """A kind of bottleneck and its page."""
    return {"title": bottleneck_title(catalogue, key), "url": f"pullonkaulat/{key}/"}


def bottleneck_title(catalogue: Catalogue, key: str) -> str:
    """The name of a kind of bottleneck."""
    title: str = catalogue.vocabulary.bottlenecks[key].title
    return title
