"""What the site tells machines of its entries and places, in the words of schema.org: pure functions from the
catalogue to plain data."""

from collections.abc import Iterator

from catalogue.catalogue import Catalogue
from pages import links
from pages.settings import Settings
from pages.structured.events import event
from pages.structured.groups import network, project
from pages.structured.nodes import Node
from pages.structured.places import municipality, region
from pages.structured.site import dataset, front
from pages.structured.works import news, practice

__all__ = ["Node", "dataset", "things"]


def things(catalogue: Catalogue, settings: Settings) -> dict[str, Node]:
    """What each page is about, by its address relative to the site's root; pages that only list others have nothing."""
    return dict(_things(catalogue, settings)) if settings.site.url else {}


def _things(catalogue: Catalogue, settings: Settings) -> Iterator[tuple[str, Node]]:
    site = settings.site
    yield "", front(site)
    for entry in catalogue.practices.values():
        yield links.address(entry), practice(catalogue, settings, entry)
    for item in catalogue.news.values():
        yield links.address(item), news(catalogue, site, item)
    for meeting in catalogue.events.values():
        yield links.address(meeting), event(site, meeting)
    for group in catalogue.networks.values():
        yield links.address(group), network(site, group)
    for joint in catalogue.projects.values():
        yield links.address(joint), project(site, joint)
    for place in catalogue.places.values():
        yield links.place_link(place)["url"], municipality(catalogue, site, place)
    for area in catalogue.regions.values():
        yield links.region_link(catalogue, area.code)["url"], region(site, area)
