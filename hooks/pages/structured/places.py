"""Municipalities and regions."""

from catalogue.catalogue import Catalogue
from catalogue.reference import Place, Region
from pages import links
from pages.settings import Site
from pages.structured.nodes import Node, node


def municipality(catalogue: Catalogue, site: Site, place: Place) -> Node:
    """A municipality with its official number, the place of its seat, and its region."""
    url, area = site.at(links.place_link(place)["url"]), catalogue.regions[place.region]
    return {
        "@id": url,
        **node(
            "City",
            mainEntityOfPage=url,
            url=url,
            name=place.name,
            alternateName=_swedish(place),
            identifier=_code("kuntanumero", place.code),
            geo=node("GeoCoordinates", latitude=place.latitude, longitude=place.longitude),
            containedInPlace=_area(catalogue, site, area),
            sameAs=place.website,
        ),
    }


def region(site: Site, area: Region) -> Node:
    """A region with its official number."""
    url = site.at(f"maakunnat/{area.slug}/")
    return {
        "@id": url,
        **node(
            "AdministrativeArea",
            mainEntityOfPage=url,
            url=url,
            name=area.name,
            alternateName=_swedish(area),
            identifier=_code("maakuntanumero", area.code),
            containedInPlace=node("Country", name="Suomi", identifier="FI"),
        ),
    }


def _area(catalogue: Catalogue, site: Site, area: Region) -> Node:
    url = site.at(links.region_link(catalogue, area.code)["url"])
    return {"@id": url, **node("AdministrativeArea", name=area.name)}


def _swedish(place: Place | Region) -> str | None:
    return place.name_sv if place.name_sv != place.name else None


def _code(register: str, value: str) -> Node:
    """A number in the classification of Statistics Finland."""
    return node("PropertyValue", propertyID=register, value=value)
