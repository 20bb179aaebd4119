"""Addresses and links of the site, relative to its root, and pages that lead on from addresses without a page."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from html import escape
from urllib.parse import urlencode

from kaytantopankki.content import models, municipalities
from kaytantopankki.content.catalogue import Catalogue
from kaytantopankki.data_files import data_text
from kaytantopankki.page import Context


def entry_url(entry: models.Entry) -> str:  # type: ignore[type-arg]
    """The page of an entry."""
    return f"{models.KINDS[entry.kind].address}/{entry.slug}/"


def entry_link(entry: models.Entry) -> Context:  # type: ignore[type-arg]
    """An entry's title and page."""
    return {"title": entry.data.title, "url": entry_url(entry)}


def entry_links(catalogue: Catalogue, kind: str, slugs: tuple[str, ...]) -> list[Context]:
    """Titles and pages of entries of one kind."""
    return [entry_link(catalogue.of_kind(kind)[slug]) for slug in slugs]


def place_link(place: municipalities.Place) -> Context:
    """A municipality's name and profile."""
    return {"title": place.name, "url": f"kunnat/{place.slug}/"}


def place_links(catalogue: Catalogue, names: tuple[str, ...]) -> list[Context]:
    """Municipalities by name."""
    return [place_link(catalogue.places[name]) for name in names]


def region_link(catalogue: Catalogue, code: str) -> Context:
    """A region's name and page."""
    region = catalogue.regions[code]
    return {"title": region.name, "url": f"maakunnat/{region.slug}/"}


def theme_link(catalogue: Catalogue, key: str) -> Context:
    """A theme's title, icon and page."""
    theme = catalogue.vocabulary.themes[key]
    return {"title": theme.title, "url": f"teemat/{key}/", "icon": theme.icon}


def tag_link(tag: str) -> Context:
    """A tag and its page."""
    return {"title": tag, "url": f"avainsanat/{municipalities.slugify(tag)}/"}


def bottleneck_link(catalogue: Catalogue, key: str) -> Context:
    """A kind of bottleneck and its page."""
    return {"title": catalogue.vocabulary.bottlenecks[key].title, "url": f"pullonkaulat/{key}/"}


def indicator_link(catalogue: Catalogue, key: str) -> Context:
    """An indicator and its page, which it has when some entry uses it."""
    return {"title": catalogue.vocabulary.indicators[key].title, "url": f"mittarit/{key}/"}


def with_counts(link: Callable[[str], Context], keys: Iterable[str], most: int | None = None) -> list[Context]:
    """Links of the most common keys with how many times each comes."""
    return [{**link(key), "count": count} for key, count in Counter(keys).most_common(most)]


def search_url(**facets: str) -> str:
    """The search page with one value of each facet chosen."""
    return f"haku/?{urlencode(facets)}"


def redirect_pages(catalogue: Catalogue, above: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """(file, HTML) for every old address, and for every beginning of an address that has pages under it and is none: a
    page that leads on at once, and by a link where that is not possible. `above` has the page above each page, by its
    address."""
    targets = {old: entry_url(entry) for entry in catalogue.entries for old in entry.data.aliases_url}
    for url, target in above.items():
        parts = url.split("/")
        for count in range(1, len(parts) - 1):
            folder = "/".join(parts[:count]) + "/"
            if folder in above:
                target = folder
            else:
                targets.setdefault(folder, target)
    redirect = data_text("data/redirect.html")
    for url, target in targets.items():
        yield f"{url}index.html", redirect.format(new=escape("../" * url.count("/") + target))
