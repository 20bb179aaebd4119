"""What the head of a page tells other programs: description, link picture, and JSON-LD in the words of schema.org."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from kaytantopankki import formatting, links
from kaytantopankki.content import field_types, municipalities, submodels
from kaytantopankki.content.catalogue import Catalogue, EventEntry, NetworkEntry, NewsEntry, PracticeEntry, ProjectEntry
from kaytantopankki.page import Context, Link, Page
from kaytantopankki.pages import assets, practice_pages, subscriptions
from kaytantopankki.settings import Settings, Site

Node = dict[str, Any]
_DESCRIPTION_LENGTH = 160
_SCHEMA = "https://schema.org"
_LICENCE = "https://creativecommons.org/licenses/by/4.0/"
_WORKS = ("Article", "NewsArticle")
# What could end the script element, begin a comment in it, or break a line of an old script.
_ESCAPES = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}
# A project is an organisation with an aim to reach, and so are a programme and an agreement.
_NETWORK_TYPES = {"programme": "Project", "agreement": "Project"}
# An event that is only planned has not been scheduled.
_EVENT_STATUS = {"confirmed": "EventScheduled", "cancelled": "EventCancelled"}


def page_head(site: Site, page: Link, meta: Mapping[str, Any], node: Node | None) -> Context:
    """What the template writes. `meta` is the page's front matter: its description, crumbs, robots, and `social_card`
    (url relative to the site's root, width, height, alt); `node` is what the page is about."""
    card = meta.get("social_card") if site.url else None
    card = {**card, "url": site.at(card["url"])} if card else None
    is_work = node is not None and node["@type"] in _WORKS
    if node and card and is_work and "image" not in node:
        node = {**node, "image": _node("ImageObject", url=card["url"], caption=card["alt"])}
    return {
        "title": page.title if page.url else site.name,
        "description": _shortened(str(meta.get("description") or site.description or page.title)),
        "robots": meta.get("robots", ""),
        "type": "article" if is_work else "website",
        "published": node.get("datePublished", "") if node else "",
        "modified": node.get("dateModified", "") if node else "",
        "card": card,
        "data": _data_block([*([node] if node else []), *_breadcrumbs(site, page, meta)]),
    }


def _shortened(text: str, longest: int = _DESCRIPTION_LENGTH) -> str:
    """A text on one line, cut after a whole word when it is too long."""
    line = " ".join(text.split())
    if len(line) <= longest:
        return line
    whole = line[:longest].rpartition(" ")[0] or line[: longest - 1]
    return whole.rstrip(" ,;:–-") + "…"


def _data_block(nodes: Sequence[Node]) -> str:
    """JSON-LD that can stand in an HTML document as it is; empty when there is nothing to tell."""
    if not nodes:
        return ""
    text = json.dumps({"@context": _SCHEMA, "@graph": nodes}, ensure_ascii=False, separators=(",", ":"))
    return text.translate(_ESCAPES)


def jsonld_nodes(catalogue: Catalogue, settings: Settings) -> dict[str, Node]:
    """What each page is about, by its address relative to the site's root; pages that only list others have nothing."""
    return dict(_nodes(catalogue, settings)) if settings.site.url else {}


def dataset_node(site: Site, page: Page, files: Iterable[Mapping[str, Any]]) -> Node:
    """The open data that a page offers; of each file its title, url, media_type and number of bytes."""
    url = site.at(page.url)
    return _node(
        "Dataset",
        url,
        url=url,
        mainEntityOfPage=url,
        name=f"{site.name}: {page.title.lower()}",
        description=page.description,
        inLanguage="fi",
        isAccessibleForFree=True,
        license=_LICENCE,
        creator=_publisher(site),
        publisher=_publisher(site),
        spatialCoverage=_node("Country", name="Suomi", identifier="FI"),
        distribution=[
            _node(
                "DataDownload",
                name=file["title"],
                contentUrl=site.at(file["url"]),
                encodingFormat=file["media_type"],
                contentSize=f"{file['bytes']} B",
            )
            for file in files
        ],
    )


def _breadcrumbs(site: Site, page: Link, meta: Mapping[str, Any]) -> Iterator[Node]:
    """The way from the front page to a page; pages that are not to be found have none."""
    if page.url and site.url and not meta.get("robots"):
        crumbs = (Link(crumb["title"], crumb["url"]) for crumb in meta.get("crumbs") or ())
        items = [
            _node("ListItem", position=position, name=link.title, item=_node("WebPage", site.at(link.url)))
            for position, link in enumerate((Link("Etusivu", ""), *crumbs, page), 1)
        ]
        yield _node("BreadcrumbList", itemListElement=items)


def _nodes(catalogue: Catalogue, settings: Settings) -> Iterator[tuple[str, Node]]:
    site = settings.site
    yield "", _website(site)
    for entry in catalogue.entries:
        if entry.kind in _ENTRY_NODES:
            url = links.entry_url(entry)
            yield url, _ENTRY_NODES[entry.kind](catalogue, settings, entry, site.at(url))


def _node(kind: str, url: str = "", /, **properties: Any) -> Node:
    """A thing of one type, known by its address, with the properties that are known of it."""
    known = {name: value for name, value in properties.items() if value not in (None, "", [])}
    return {**({"@id": url} if url else {}), "@type": kind, **known}


def _organisation(name: str) -> Node:
    return _node("Organization", name=name)


def _publisher(site: Site) -> Node:
    """Who publishes the site: it speaks in its own name alone."""
    return _node("Organization", site.at("#julkaisija"), name=site.name, url=site.url)


def _iso(moment: field_types.Moment | None) -> str:
    """A moment as exactly as it is known: 2024, 2024-05, 2024-05-03 or 2024-05-03T13:00:00+03:00 in Finland."""
    time = subscriptions.instant(moment) if moment else None
    return time.isoformat() if time else str(moment or "")


def _website(site: Site) -> Node:
    """The site, and the address at which it is searched."""
    target = _node("EntryPoint", urlTemplate=f"{site.at('haku/?haku=')}{{hakusanat}}")
    return _node(
        "WebSite",
        site.at("#sivusto"),
        url=site.url,
        name=site.name,
        description=site.description,
        inLanguage="fi",
        license=_LICENCE,
        publisher=_publisher(site),
        potentialAction={**_node("SearchAction", target=target), "query-input": "required name=hakusanat"},
    )


def _practice(catalogue: Catalogue, settings: Settings, entry: PracticeEntry, url: str) -> Node:
    data, site, name = entry.data, settings.site, formatting.listed(practice_pages.authors(entry))
    days = {"datePublished": str(data.published), "dateModified": str(data.updated or data.published)}
    author = _organisation(name) if name else _publisher(site)
    origins = (catalogue.practices[origin.practice] for origin in data.adapted_from if origin.practice)
    return _node(
        "Article",
        url,
        **_work(catalogue, settings, entry, url, **days, author=author),
        isBasedOn=[site.at(links.entry_url(origin)) for origin in origins],
    )


def _news(catalogue: Catalogue, settings: Settings, entry: NewsEntry, url: str) -> Node:
    """A news article; its date is as exact as its source."""
    days = {"datePublished": _iso(entry.data.date), "dateModified": str(entry.data.updated or "")}
    author = _publisher(settings.site)
    return _node("NewsArticle", url, **_work(catalogue, settings, entry, url, **days, author=author))


def _work(catalogue: Catalogue, settings: Settings, entry: PracticeEntry | NewsEntry, url: str, **known: Any) -> Node:
    """What practices and news have in common, and what else is known of one."""
    data, site = entry.data, settings.site
    addresses = ((name, links.place_link(catalogue.places[name])["url"]) for name in data.municipalities)
    places = [_node("City", site.at(address), name=name) for name, address in addresses]
    return {
        "url": url,
        "mainEntityOfPage": url,
        "headline": data.title,
        "description": data.summary,
        "inLanguage": "fi",
        "isAccessibleForFree": True,
        "license": _LICENCE,
        "publisher": _publisher(site),
        "articleSection": [catalogue.vocabulary.themes[key].title for key in data.themes],
        "spatialCoverage": places[0] if len(places) == 1 else places,
        "citation": [_source(source) for source in data.sources],
        **known,
        "keywords": list(data.tags),
        "image": _image(settings, entry),
    }


def _source(source: submodels.Source) -> Node:
    return _node(
        "CreativeWork",
        name=source.title,
        url=source.url,
        publisher=_organisation(source.publisher) if source.publisher else None,
        datePublished=_iso(source.date),
        inLanguage=source.language.value if source.language else None,
    )


def _image(settings: Settings, entry: PracticeEntry | NewsEntry | EventEntry | NetworkEntry) -> Node | None:
    image = entry.data.image
    sizes = settings.pictures.get(image.file) if image else None
    if image is None or not sizes:
        return None
    width, _ = max(sizes)
    url = settings.site.at(assets.image_address(image.file, width))
    return _node("ImageObject", url=url, caption=image.caption or image.alt, creditText=image.credit)


def _event(_: Catalogue, settings: Settings, entry: EventEntry, url: str) -> Node:
    """An event; what is not known of it, such as its place, is left out."""
    data = entry.data
    offer = _node(
        "Offer", price=data.price, priceCurrency="EUR", description=data.price_note, url=data.registration_url
    )
    place = _node("Place", name=data.place, address=data.place) if data.place else None
    online = _node("VirtualLocation", url=data.registration_url or url) if data.online else None
    mode = "Mixed" if place and online else "Online" if online else "Offline"
    status = _EVENT_STATUS.get(data.status)
    series = settings.site.at(f"tapahtumat/sarjat/{municipalities.slugify(data.series or '')}/")
    return _node(
        "Event",
        url,
        url=url,
        mainEntityOfPage=url,
        name=data.title,
        description=data.summary,
        inLanguage="fi",
        startDate=_iso(data.start),
        endDate=_iso(data.end),
        eventStatus=f"{_SCHEMA}/{status}" if status else None,
        eventAttendanceMode=f"{_SCHEMA}/{mode}EventAttendanceMode" if place or online else None,
        location=[place, online] if place and online else place or online,
        organizer=[_organisation(name) for name in data.organisers],
        audience=[_node("Audience", audienceType=audience.label) for audience in data.audience],
        image=_image(settings, entry),
        isAccessibleForFree=None if data.price is None else not data.price,
        offers=None if data.price is None else offer,
        maximumAttendeeCapacity=data.capacity,
        superEvent=_node("EventSeries", name=data.series, url=series) if data.series else None,
    )


def _network(_: Catalogue, settings: Settings, entry: NetworkEntry, url: str) -> Node:
    kind = _NETWORK_TYPES.get(entry.data.type, "Organization")
    return _node(kind, url, **_group(entry, url), image=_image(settings, entry))


def _project(_: Catalogue, __: Settings, entry: ProjectEntry, url: str) -> Node:
    """A joint project with its leader and partners."""
    data = entry.data
    return _node(
        "Project",
        url,
        **_group(entry, url),
        member=[_organisation(name) for name in dict.fromkeys((data.coordinator, *data.partners)) if name],
        funder=[_organisation(name) for name in dict.fromkeys(item.funder for item in data.funding)],
        areaServed=[_node("City", name=name) for name in data.municipalities],
    )


def _group(entry: NetworkEntry | ProjectEntry, url: str) -> Node:
    """What networks and projects have in common; the `url` that is told is of their own site, if they have one."""
    data = entry.data
    return {
        "mainEntityOfPage": url,
        "name": data.title,
        "alternateName": data.short,
        "description": data.summary,
        "url": data.url or url,
        "foundingDate": _iso(data.started),
        "dissolutionDate": _iso(data.ended),
    }


_ENTRY_NODES: Mapping[str, Callable[[Catalogue, Settings, Any, str], Node]] = {
    "practice": _practice,
    "news": _news,
    "event": _event,
    "network": _network,
    "project": _project,
}
