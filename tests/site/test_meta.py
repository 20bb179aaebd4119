"""What machines and other sites read of every built page, compared with the catalogue entry by entry."""

from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import rispy
from bibtexparser.entrypoint import parse_string
from lxml import html
from PIL import Image

from kaytantopankki.content.catalogue import Catalogue
from kaytantopankki.content.loader import load
from kaytantopankki.content.models import KINDS
from tests import schema_org
from tests.site.test_site import ROOT, pages

NOT_FOUND = {"404.html", "haku/index.html", "vertaa/index.html"}


@cache
def catalogue() -> Catalogue:
    return load(ROOT, date.today()).catalogue


@cache
def told(site: Path) -> dict[str, dict[str, dict[str, Any]]]:
    """The things of every page by type, as an independent reader finds them; by the page's file."""
    found = {}
    for path, document in pages(site):
        text, address = (site / path).read_text(encoding="utf-8"), canonical(document)
        if "application/ld+json" in text:
            things = schema_org.things(text, address)
            found[path] = {schema_org.plain(thing)["@type"]: thing for thing in things}
            assert len(found[path]) == len(things), path
    return found


def one(site: Path, path: str, kind: str) -> dict[str, Any]:
    thing: dict[str, Any] = schema_org.plain(told(site)[f"{path}/index.html"][kind])
    return thing


def canonical(document: html.HtmlElement) -> str:
    return str(str(document.xpath("string(//link[@rel='canonical']/@href)")))


def meta(document: html.HtmlElement, name: str) -> list[str]:
    return [str(value) for value in document.xpath(f"//head/meta[@name='{name}' or @property='{name}']/@content")]


def root_of(site: Path) -> str:
    return canonical(html.parse(str(site / "index.html")).getroot())


def test_titles_descriptions_and_addresses_are_every_pages_own(site: Path) -> None:
    titles, descriptions, addresses, wrong = Counter[str](), Counter[str](), Counter[str](), []
    for path, document in pages(site):
        (description,) = meta(document, "description")
        titles[document.findtext(".//title") or ""] += 1
        descriptions[description] += 1
        addresses[canonical(document)] += 1
        if not 20 <= len(description) <= 160 or (path != "404.html" and not canonical(document).startswith("https://")):
            wrong.append(path)
        if path != "404.html" and canonical(document) != root_of(site) + path.removesuffix("index.html"):
            wrong.append(path)
    assert wrong == []
    for found in (titles, descriptions, addresses):
        assert [text for text, count in found.items() if count > 1] == []


def test_social_media_are_told_the_same(site: Path) -> None:
    for path, document in pages(site):
        if path == "404.html" or (path.startswith("upota/") and path != "upota/index.html"):
            continue
        assert meta(document, "og:description") == meta(document, "description"), path
        assert meta(document, "og:url") == [canonical(document)], path
        assert meta(document, "og:locale") == ["fi_FI"], path
        assert meta(document, "og:site_name") == ["Käytäntöpankki"], path
        (title,) = meta(document, "og:title")
        assert (document.findtext(".//title") or "").startswith(title), path
        assert meta(document, "twitter:card") == ["summary_large_image"], path
        (picture,), (alt,) = meta(document, "og:image"), meta(document, "og:image:alt")
        assert alt.strip(), path
        size = (*meta(document, "og:image:width"), *meta(document, "og:image:height"))
        assert size == size_of(site / picture.removeprefix(root_of(site))), path


@cache
def size_of(picture: Path) -> tuple[str, str]:
    """Width and height of a picture, which is there."""
    with Image.open(picture) as image:
        return str(image.width), str(image.height)


def test_pages_without_anything_of_their_own_are_kept_out_of_search_engines(site: Path) -> None:
    frames = {str(file.relative_to(site)) for file in (site / "upota").glob("*/*/index.html")}
    hidden = {path for path, document in pages(site) if meta(document, "robots") == ["noindex"]}
    assert hidden == NOT_FOUND | frames
    listed = {item.text for item in html.fromstring((site / "sitemap.xml").read_bytes()).iter("loc")}
    every = {root_of(site) + path.removesuffix("index.html") for path, _ in pages(site)}
    assert listed == every - {root_of(site) + path.removesuffix("index.html") for path in hidden}


def test_the_vocabulary_knows_everything_that_is_told(site: Path) -> None:
    faults = {
        f"{path}: {fault}"
        for path, things in told(site).items()
        for thing in things.values()
        for fault in schema_org.wrong(thing)
    }
    assert sorted(faults)[:10] == []


def test_every_page_tells_where_it_is(site: Path) -> None:
    assert len(told(site)) > 700
    for path, document in pages(site):
        if path == "index.html" or meta(document, "robots"):
            continue
        items = schema_org.plain(told(site)[path]["BreadcrumbList"])["itemListElement"]
        shown = document.xpath("//nav[@aria-label='Murupolku']//a")
        assert [item["name"] for item in items[:-1]] == [link.text for link in shown], path
        assert items[-1]["item"]["@id"] == canonical(document), path
        assert [item["position"] for item in items] == list(range(1, len(items) + 1))


def test_practices_are_articles(site: Path) -> None:
    for slug, entry in catalogue().practices.items():
        found, data = one(site, f"kaytannot/{slug}", "Article"), entry.data
        assert found["headline"] == data.title
        assert found["description"] == data.summary
        assert found["datePublished"] == data.published.isoformat()
        assert found["dateModified"] == (data.updated or data.published).isoformat()
        assert found["license"] == "https://creativecommons.org/licenses/by/4.0/"
        where = found["spatialCoverage"]
        names = [item["name"] for item in (where if isinstance(where, list) else [where])]
        assert names == list(data.municipalities)
        cited = found.get("citation", [])
        titles = [item["name"] for item in (cited if isinstance(cited, list) else [cited])]
        assert titles == [source.title for source in data.sources]
        assert ("hasPart" in found) == bool(data.uptake and len(data.uptake.first_steps) > 1)


def test_news_and_events_tell_when(site: Path) -> None:
    for slug, entry in catalogue().news.items():
        found = one(site, f"uutiset/{slug}", "NewsArticle")
        assert (found["headline"], found["datePublished"]) == (entry.data.title, str(entry.data.date))
    for slug, event in catalogue().events.items():
        found = one(site, f"tapahtumat/{slug}", "Event")
        assert found["name"] == event.data.title
        assert found["startDate"][:16].replace("T", " ") == str(event.data.start)
        assert len(found["startDate"]) in ((25,) if event.data.start.hour >= 0 else (4, 7, 10))
        assert ("location" in found) == bool(event.data.place or event.data.online)
        assert found.get("eventStatus", "")[19:] == {"confirmed": "EventScheduled", "cancelled": "EventCancelled"}.get(
            event.data.status, ""
        )


def test_groups_and_places_are_who_they_are(site: Path) -> None:
    for slug, network in catalogue().networks.items():
        things = told(site)[f"verkostot/{slug}/index.html"]
        (kind,) = things.keys() - {"BreadcrumbList"}
        assert kind == ("Organization" if network.data.type in ("network", "service") else "Project")
        assert schema_org.plain(things[kind])["name"] == network.data.title
    for slug, project in catalogue().projects.items():
        assert one(site, f"hankkeet/{slug}", "Project")["name"] == project.data.title
    for place in catalogue().places.values():
        found = one(site, f"kunnat/{place.slug}", "City")
        assert (found["name"], found["identifier"]["value"]) == (place.name, place.code)
        assert (found["geo"]["latitude"], found["geo"]["longitude"]) == (place.latitude, place.longitude)
        assert found["containedInPlace"]["name"] == catalogue().regions[place.region].name
        assert found["sameAs"] == place.website
    for region in catalogue().regions.values():
        found = one(site, f"maakunnat/{region.slug}", "AdministrativeArea")
        assert (found["name"], found["identifier"]["value"]) == (region.name, region.code)


def test_the_front_page_tells_how_to_search(site: Path) -> None:
    action = schema_org.plain(told(site)["index.html"]["WebSite"])["potentialAction"]
    address, _, question = action["target"]["urlTemplate"].partition("?")
    assert address == root_of(site) + "haku/"
    form = html.parse(str(site / "index.html")).getroot().find(".//form[@role='search']")
    assert form is not None
    assert question == f"{form.find('.//input').get('name')}={{{action['query-input'].removeprefix('required name=')}}}"


def test_the_open_data_tells_its_files(site: Path) -> None:
    found = one(site, "avoin-data", "Dataset")["distribution"]
    page = html.parse(str(site / "avoin-data/index.html")).getroot()
    listed = {link.get("href") for link in page.xpath("//table//a[@download]")}
    told = {item["contentUrl"].removeprefix(root_of(site)): item for item in found}
    assert {f"../{url}" for url in told} >= listed
    assert len(listed) > 10
    for url, item in told.items():
        assert item["contentSize"] == f"{(site / url).stat().st_size} B"


def test_practices_can_be_cited(site: Path) -> None:
    """Of every practice, by readers of BibTeX and RIS."""
    for slug, entry in catalogue().practices.items():
        file = site / KINDS["practice"].address / slug / "index.html"
        document = html.fromstring(file.read_text(encoding="utf-8"))
        sentence = str(document.xpath("string(//*[@id='viite'])"))
        (block,) = parse_string(str(document.xpath("string(//*[@id='bibtex'])"))).entries
        (reference,) = rispy.loads(str(document.xpath("string(//*[@id='ris'])")))
        assert entry.data.title in sentence
        assert canonical(document) in sentence
        assert block["url"] == reference["urls"][0] == canonical(document)
        assert reference["title"] == entry.data.title
        assert block["year"] == reference["year"] == str((entry.data.updated or entry.data.published).year)
