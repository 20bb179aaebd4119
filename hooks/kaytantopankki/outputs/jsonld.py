"""What the site tells machines of its entries and places, in the words of schema.org."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from kaytantopankki import links
from kaytantopankki.content.catalogue import Catalogue, EventEntry, NetworkEntry, NewsEntry, PracticeEntry, ProjectEntry
from kaytantopankki.content.field_types import EventStatus, Moment, NetworkType
from kaytantopankki.content.municipalities import Place, Region, slugify
from kaytantopankki.content.submodels import Source
from kaytantopankki.page import Link, Page
from kaytantopankki.pages import assets
from kaytantopankki.pages.citation import author
from kaytantopankki.settings import Settings, Site

Node = dict[str, Any]
FINLAND = ZoneInfo("Europe/Helsinki")
LICENCE = "https://creativecommons.org/licenses/by/4.0/"


def json_node(kind: str, /, **properties: Any) -> Node:
    """A thing of one type with the properties that are known of it."""
    return {"@type": kind, **{name: value for name, value in properties.items() if value not in (None, "", [])}}


def organisation(name: str, **properties: Any) -> Node:
    """An organisation by its name."""
    return json_node("Organization", name=name, **properties)


def publisher(site: Site) -> Node:
    """Who publishes the site: it speaks in its own name alone."""
    return {"@id": site.at("#julkaisija"), **organisation(site.name, url=site.url)}


def iso_moment(moment: Moment | None) -> str | None:
    """A moment as exactly as it is known: 2024, 2024-05, 2024-05-03 or 2024-05-03T13:00:00+03:00 in Finland."""
    if moment is None or moment.hour < 0:
        return str(moment) if moment else None
    local = datetime(moment.year, moment.month, moment.day, moment.hour, moment.minute, tzinfo=FINLAND)
    return local.isoformat()


def iso_day(day: date | None) -> str | None:
    """2024-05-03"""
    return day.isoformat() if day else None


def one_or_all(values: Iterable[Any]) -> Any:
    """The only value by itself, many as a list."""
    found = list(values)
    return found[0] if len(found) == 1 else found


# What could end the element, begin a comment in it, or break a line of an old script.
_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def data_block(things: Sequence[Node]) -> str:
    """JSON-LD that can stand in an HTML document as it is; empty when there is nothing to tell."""
    if not things:
        return ""
    told = {"@context": "https://schema.org", "@graph": things}
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    for character, escape in _ESCAPES.items():
        text = text.replace(character, escape)
    return text


_SEARCH, _WORDS = "haku/?haku=", "hakusanat"


def website_node(site: Site) -> Node:
    """The site, and the address at which it is searched."""
    target = json_node("EntryPoint", urlTemplate=f"{site.at(_SEARCH)}{{{_WORDS}}}")
    return {
        "@id": site.at("#sivusto"),
        **json_node(
            "WebSite",
            url=site.url,
            name=site.name,
            description=site.description,
            inLanguage="fi",
            license=LICENCE,
            publisher=publisher(site),
            potentialAction={**json_node("SearchAction", target=target), "query-input": f"required name={_WORDS}"},
        ),
    }


def breadcrumb_node(site: Site, crumbs: Iterable[Link]) -> Node:
    """The way from the front page to a page, which is the last of the crumbs."""
    way = (Link("Etusivu", ""), *crumbs)
    items = [
        json_node("ListItem", position=place, name=link.title, item=_page(site, link))
        for place, link in enumerate(way, 1)
    ]
    return json_node("BreadcrumbList", itemListElement=items)


def _page(site: Site, link: Link) -> Node:
    return {"@id": site.at(link.url), **json_node("WebPage")}


def dataset_node(site: Site, page: Page, files: Iterable[Mapping[str, Any]]) -> Node:
    """The open data that a page offers; of each file its name, contentUrl, encodingFormat and contentSize in bytes."""
    url = site.at(page.url)
    return {
        "@id": url,
        **json_node(
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
            spatialCoverage=json_node("Country", name="Suomi", identifier="FI"),
            distribution=[
                json_node("DataDownload", **{**file, "contentSize": f"{file['contentSize']} B"}) for file in files
            ],
        ),
    }


# A project is an organisation with an aim to reach, and so are a programme and an agreement.
_TYPES = {NetworkType.PROGRAMME: "Project", NetworkType.AGREEMENT: "Project"}


def network_node(site: Site, entry: NetworkEntry) -> Node:
    """A network with its own web page."""
    data = entry.data
    return _group(_TYPES.get(data.type, "Organization"), site, entry)


def project_node(site: Site, entry: ProjectEntry) -> Node:
    """A joint project with its leader and partners."""
    data = entry.data
    names = dict.fromkeys(filter(None, (data.coordinator, *data.partners)))
    return {
        **_group("Project", site, entry),
        **json_node(
            "Project",
            member=[organisation(name) for name in names],
            funder=[organisation(name) for name in dict.fromkeys(item.funder for item in data.funding)],
            areaServed=[json_node("City", name=name) for name in data.municipalities],
        ),
    }


def _group(kind: str, site: Site, entry: NetworkEntry | ProjectEntry) -> Node:
    data, url = entry.data, site.at(links.entry_url(entry))
    return {
        "@id": url,
        **json_node(
            kind,
            mainEntityOfPage=url,
            name=data.title,
            alternateName=data.short,
            description=data.summary,
            url=data.url or url,
            foundingDate=iso_moment(data.started),
            dissolutionDate=iso_moment(data.ended),
        ),
    }


def municipality_node(catalogue: Catalogue, site: Site, place: Place) -> Node:
    """A municipality with its official number, the place of its seat, and its region."""
    url, area = site.at(links.place_link(place)["url"]), catalogue.regions[place.region]
    return {
        "@id": url,
        **json_node(
            "City",
            mainEntityOfPage=url,
            url=url,
            name=place.name,
            alternateName=_swedish(place),
            identifier=_code("kuntanumero", place.code),
            geo=json_node("GeoCoordinates", latitude=place.latitude, longitude=place.longitude),
            containedInPlace=_area(catalogue, site, area),
            sameAs=place.website,
        ),
    }


def region_node(site: Site, area: Region) -> Node:
    """A region with its official number."""
    url = site.at(f"maakunnat/{area.slug}/")
    return {
        "@id": url,
        **json_node(
            "AdministrativeArea",
            mainEntityOfPage=url,
            url=url,
            name=area.name,
            alternateName=_swedish(area),
            identifier=_code("maakuntanumero", area.code),
            containedInPlace=json_node("Country", name="Suomi", identifier="FI"),
        ),
    }


def _area(catalogue: Catalogue, site: Site, area: Region) -> Node:
    url = site.at(links.region_link(catalogue, area.code)["url"])
    return {"@id": url, **json_node("AdministrativeArea", name=area.name)}


def _swedish(place: Place | Region) -> str | None:
    return place.name_sv if place.name_sv != place.name else None


def _code(register: str, value: str) -> Node:
    """A number in the classification of Statistics Finland."""
    return json_node("PropertyValue", propertyID=register, value=value)


_SCHEMA = "https://schema.org/"
# An event that is only planned has not been scheduled.
_STATUS = {EventStatus.CONFIRMED: "EventScheduled", EventStatus.CANCELLED: "EventCancelled"}


def event_node(site: Site, entry: EventEntry) -> Node:
    """An event; what is not known of it, such as its place, is left out."""
    data, url = entry.data, site.at(links.entry_url(entry))
    status = _STATUS.get(data.status)
    return {
        "@id": url,
        **json_node(
            "Event",
            url=url,
            mainEntityOfPage=url,
            name=data.title,
            description=data.summary,
            inLanguage="fi",
            startDate=iso_moment(data.start),
            endDate=iso_moment(data.end),
            eventStatus=_SCHEMA + status if status else None,
            eventAttendanceMode=_attendance(entry),
            location=_location(entry, url),
            organizer=[organisation(name) for name in data.organisers],
            audience=[json_node("Audience", audienceType=item.label) for item in data.audience],
            superEvent=_series(site, entry),
        ),
    }


def _attendance(entry: EventEntry) -> str | None:
    place, online = entry.data.place, entry.data.online
    mode = "Mixed" if place and online else "Online" if online else "Offline" if place else ""
    return f"{_SCHEMA}{mode}EventAttendanceMode" if mode else None


def _location(entry: EventEntry, url: str) -> Any:
    place, online = entry.data.place, entry.data.online
    where = json_node("Place", name=place, address=place) if place else None
    net = json_node("VirtualLocation", url=entry.data.registration_url or url) if online else None
    return [where, net] if where and net else where or net


def _series(site: Site, entry: EventEntry) -> Node | None:
    name = entry.data.series
    return json_node("EventSeries", name=name, url=site.at(f"tapahtumat/sarjat/{slugify(name)}/")) if name else None


def practice_node(catalogue: Catalogue, settings: Settings, entry: PracticeEntry) -> Node:
    """An article, whose part the first steps are when the entry tells them."""
    data, site = entry.data, settings.site
    return {
        **_work("Article", catalogue, site, entry),
        **json_node(
            "Article",
            datePublished=iso_day(data.published),
            dateModified=iso_day(data.updated or data.published),
            author=_author(site, entry),
            keywords=list(data.tags),
            image=_image(settings, entry),
            isBasedOn=[
                site.at(links.entry_url(catalogue.practices[item.practice]))
                for item in data.adapted_from
                if item.practice
            ],
            hasPart=_steps(entry),
        ),
    }


def news_node(catalogue: Catalogue, site: Site, entry: NewsEntry) -> Node:
    """A news article; its date is as exact as its source."""
    data = entry.data
    return {
        **_work("NewsArticle", catalogue, site, entry),
        **json_node(
            "NewsArticle",
            datePublished=iso_moment(data.date),
            dateModified=iso_day(data.updated),
            author=publisher(site),
            keywords=list(data.tags),
        ),
    }


def _work(kind: str, catalogue: Catalogue, site: Site, entry: PracticeEntry | NewsEntry) -> Node:
    data, url = entry.data, site.at(links.entry_url(entry))
    return {
        "@id": url,
        **json_node(
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


def _author(site: Site, entry: PracticeEntry) -> Node:
    name = author(entry)
    return organisation(name) if name else publisher(site)


def _places(catalogue: Catalogue, site: Site, names: Iterable[str]) -> Iterable[Node]:
    for name in names:
        yield {"@id": site.at(links.place_link(catalogue.places[name])["url"]), **json_node("City", name=name)}


def _source(item: Source) -> Node:
    return json_node(
        "CreativeWork",
        name=item.title,
        url=item.url,
        publisher=organisation(item.publisher) if item.publisher else None,
        datePublished=iso_moment(item.date),
        inLanguage=item.language.value if item.language else None,
    )


def _image(settings: Settings, entry: PracticeEntry) -> Node | None:
    image = entry.data.image
    sizes = settings.pictures.get(image.file) if image else None
    if image is None or not sizes:
        return None
    width, _ = max(sizes)
    return json_node(
        "ImageObject",
        url=settings.site.at(assets.image_address(image.file, width)),
        caption=image.caption or image.alt,
        creditText=image.credit,
    )


def _steps(entry: PracticeEntry) -> Any:
    """How to begin, only when the entry tells steps in their order."""
    steps = entry.data.uptake.first_steps if entry.data.uptake else ()
    if len(steps) < 2:
        return None
    told = [json_node("HowToStep", position=number, text=text) for number, text in enumerate(steps, 1)]
    return json_node("HowTo", name=f"Näin pääset alkuun: {entry.data.title}", inLanguage="fi", step=told)


def jsonld_nodes(catalogue: Catalogue, settings: Settings) -> dict[str, Node]:
    """What each page is about, by its address relative to the site's root; pages that only list others have nothing."""
    return dict(_things(catalogue, settings)) if settings.site.url else {}


def _things(catalogue: Catalogue, settings: Settings) -> Iterator[tuple[str, Node]]:
    site = settings.site
    yield "", website_node(site)
    for entry in catalogue.practices.values():
        yield links.entry_url(entry), practice_node(catalogue, settings, entry)
    for item in catalogue.news.values():
        yield links.entry_url(item), news_node(catalogue, site, item)
    for meeting in catalogue.events.values():
        yield links.entry_url(meeting), event_node(site, meeting)
    for group in catalogue.networks.values():
        yield links.entry_url(group), network_node(site, group)
    for joint in catalogue.projects.values():
        yield links.entry_url(joint), project_node(site, joint)
    for place in catalogue.places.values():
        yield links.place_link(place)["url"], municipality_node(catalogue, site, place)
    for area in catalogue.regions.values():
        yield links.region_link(catalogue, area.code)["url"], region_node(site, area)
