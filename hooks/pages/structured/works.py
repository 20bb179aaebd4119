"""Practices and news as works: who wrote them, when, on what they are based and what they are about."""

from collections.abc import Iterable
from typing import Any

from catalogue.catalogue import Catalogue, News, Practice
from catalogue.parts import Source
from pages import images, links
from pages.authors import author
from pages.settings import Settings, Site
from pages.structured.nodes import LICENCE, Node, at, node, on, one_or_all, organisation, publisher


def practice(catalogue: Catalogue, settings: Settings, entry: Practice) -> Node:
    """An article, whose part the first steps are when the entry tells them."""
    data, site = entry.data, settings.site
    return {
        **_work("Article", catalogue, site, entry),
        **node(
            "Article",
            datePublished=on(data.published),
            dateModified=on(data.updated or data.published),
            author=_author(site, entry),
            keywords=list(data.tags),
            image=_image(settings, entry),
            isBasedOn=[
                site.at(links.address(catalogue.practices[item.practice]))
                for item in data.adapted_from
                if item.practice
            ],
            hasPart=_steps(entry),
        ),
    }


def news(catalogue: Catalogue, site: Site, entry: News) -> Node:
    """A news article; its date is as exact as its source."""
    data = entry.data
    return {
        **_work("NewsArticle", catalogue, site, entry),
        **node(
            "NewsArticle",
            datePublished=at(data.date),
            dateModified=on(data.updated),
            author=publisher(site),
            keywords=list(data.tags),
        ),
    }


def _work(kind: str, catalogue: Catalogue, site: Site, entry: Practice | News) -> Node:
    data, url = entry.data, site.at(links.address(entry))
    return {
        "@id": url,
        **node(
            kind,
            url=url,
            mainEntityOfPage=url,
            headline=data.title,
            description=data.summary,
            inLanguage="fi",
            isAccessibleForFree=True,
            license=LICENCE,
            publisher=publisher(site),
            articleSection=[catalogue.vocabulary.themes[key].title for key in data.themes],
            spatialCoverage=one_or_all(_places(catalogue, site, data.municipalities)),
            citation=[_source(item) for item in data.sources],
        ),
    }


def _author(site: Site, entry: Practice) -> Node:
    name = author(entry)
    return organisation(name) if name else publisher(site)


def _places(catalogue: Catalogue, site: Site, names: Iterable[str]) -> Iterable[Node]:
    for name in names:
        yield {"@id": site.at(links.place_link(catalogue.places[name])["url"]), **node("City", name=name)}


def _source(item: Source) -> Node:
    return node(
        "CreativeWork",
        name=item.title,
        url=item.url,
        publisher=organisation(item.publisher) if item.publisher else None,
        datePublished=at(item.date),
        inLanguage=item.language.value if item.language else None,
    )


def _image(settings: Settings, entry: Practice) -> Node | None:
    image = entry.data.image
    sizes = settings.pictures.get(image.file) if image else None
    if image is None or not sizes:
        return None
    width, _ = max(sizes)
    return node(
        "ImageObject",
        url=settings.site.at(images.address(image.file, width)),
        caption=image.caption or image.alt,
        creditText=image.credit,
    )


def _steps(entry: Practice) -> Any:
    """How to begin, only when the entry tells steps in their order."""
    steps = entry.data.uptake.first_steps if entry.data.uptake else ()
    if len(steps) < 2:
        return None
    told = [node("HowToStep", position=number, text=text) for number, text in enumerate(steps, 1)]
    return node("HowTo", name=f"Näin pääset alkuun: {entry.data.title}", inLanguage="fi", step=told)
