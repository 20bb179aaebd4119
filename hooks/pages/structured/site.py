"""The site itself, where a page is in it, and its open data."""

from collections.abc import Iterable, Mapping
from typing import Any

from pages.page import Link, Page
from pages.settings import Site
from pages.structured.nodes import LICENCE, Node, node, publisher

_SEARCH, _WORDS = "haku/?haku=", "hakusanat"


def front(site: Site) -> Node:
    """The site, and the address at which it is searched."""
    target = node("EntryPoint", urlTemplate=f"{site.at(_SEARCH)}{{{_WORDS}}}")
    return {
        "@id": site.at("#sivusto"),
        **node(
            "WebSite",
            url=site.url,
            name=site.name,
            description=site.description,
            inLanguage="fi",
            license=LICENCE,
            publisher=publisher(site),
            potentialAction={**node("SearchAction", target=target), "query-input": f"required name={_WORDS}"},
        ),
    }


def breadcrumbs(site: Site, crumbs: Iterable[Link]) -> Node:
    """The way from the front page to a page, which is the last of the crumbs."""
    way = (Link("Etusivu", ""), *crumbs)
    items = [
        node("ListItem", position=place, name=link.title, item=_page(site, link)) for place, link in enumerate(way, 1)
    ]
    return node("BreadcrumbList", itemListElement=items)


def _page(site: Site, link: Link) -> Node:
    return {"@id": site.at(link.url), **node("WebPage")}


def dataset(site: Site, page: Page, files: Iterable[Mapping[str, Any]]) -> Node:
    """The open data that a page offers; of each file its name, contentUrl, encodingFormat and contentSize in bytes."""
    url = site.at(page.url)
    return {
        "@id": url,
        **node(
            "Dataset",
            url=url,
            mainEntityOfPage=url,
            name=f"{site.name}: {page.title.lower()}",
            description=page.description,
            inLanguage="fi",
            isAccessibleForFree=True,
            license=LICENCE,
            creator=publisher(site),
            publisher=publisher(site),
            spatialCoverage=node("Country", name="Suomi", identifier="FI"),
            distribution=[
                node("DataDownload", **{**file, "contentSize": f"{file['contentSize']} B"}) for file in files
            ],
        ),
    }
