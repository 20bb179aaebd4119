"""What holds on every page of the built site."""

import json
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html

from kaytantopankki.content import field_types
from kaytantopankki.content.loader import load
from kaytantopankki.content.models import KINDS, entry_files

ROOT = Path(__file__).resolve().parents[2]
ENTRIES = sum(len(entry_files(ROOT, kind)) for kind in KINDS.values())
KEYS = {
    choice.value
    for name in ("Stage", "AdoptionStage", "DecisionLevel", "MunicipalityType", "Standing", "Audience")
    for choice in getattr(field_types, name)
    if "_" in choice.value
}
ENGLISH = re.compile(
    r"\b(Skip to|Search|Back to top|Edit this|Table of contents|Next page|Previous page|Not found|None|undefined|null)\b"
)
MACHINE_DATE = re.compile(r"\b(19|20)\d\d-\d\d-\d\d\b")


def pages(site: Path) -> Iterator[tuple[str, html.HtmlElement]]:
    """(path, document) of every page that is not a redirect."""
    for file in sorted(site.rglob("*.html")):
        document = parsed(file)
        if not document.xpath("//meta[@http-equiv='refresh']"):
            yield str(file.relative_to(site)), document


@cache
def parsed(file: Path) -> html.HtmlElement:
    return html.fromstring(file.read_text(encoding="utf-8"))


def visible(document: html.HtmlElement) -> str:
    """The text of a page without scripts and styles."""
    return " ".join(document.xpath("//body//text()[not(ancestor::script or ancestor::style)]"))


def test_every_kind_of_page_is_there(site: Path) -> None:
    catalogue = load(ROOT, date.today()).catalogue
    expected = [f"kaytannot/{slug}" for slug in catalogue.practices] + [
        f"kunnat/{place.slug}" for place in catalogue.places.values()
    ]
    expected += [f"maakunnat/{region.slug}" for region in catalogue.regions.values()]
    expected += [f"teemat/{key}" for key in catalogue.vocabulary.themes]
    expected += [f"verkostot/{slug}" for slug in catalogue.networks] + [
        f"hankkeet/{slug}" for slug in catalogue.projects
    ]
    expected += [f"uutiset/{slug}" for slug in catalogue.news] + [f"tapahtumat/{slug}" for slug in catalogue.events]
    expected += [
        ".",
        "kaytannot",
        "teemat",
        "avainsanat",
        "kunnat",
        "verkostot",
        "hankkeet",
        "uutiset",
        "tapahtumat",
        "tietoa",
        "ohje",
        "sanasto",
        "osallistu",
        "menetelma",
        "avoin-data",
        "kunnat/kartta",
        "kohtaamiset",
        "pullonkaulat",
        "tilannekuva",
        "verkostot/fisu/tilannekuva",
        "vertaa",
        "tilaa",
    ]
    assert [path for path in expected if not (site / path / "index.html").is_file()] == []
    assert sum(1 for _ in (site / "kunnat").glob("*/index.html")) == 308 + 1  # And the map.


def test_one_heading_language_title_and_description(site: Path) -> None:
    wrong = []
    for path, document in pages(site):
        found = (
            len(document.xpath("//h1")),
            document.get("lang"),
            bool(document.findtext(".//title")),
            bool(document.xpath("string(//meta[@name='description']/@content)")),
        )
        if found != (1, "fi", True, True):
            wrong.append((path, found))
    assert wrong == []


def test_headings_come_in_order(site: Path) -> None:
    wrong = []
    for path, document in pages(site):
        levels = [
            int(heading.tag[1]) for heading in document.xpath("//main//*[self::h1 or self::h2 or self::h3 or self::h4]")
        ]
        wrong += [(path, levels) for first, second in pairwise(levels) if second > first + 1]
    assert wrong == []


def test_identifiers_are_unique(site: Path) -> None:
    wrong = [
        (path, sorted({name for name in found if found.count(name) > 1}))
        for path, document in pages(site)
        if len(found := document.xpath("//@id")) != len(set(found))
    ]
    assert wrong == []


def test_every_link_leads_somewhere(site: Path) -> None:
    """Pages, files and anchors within the site; the error page is served at any depth and so has absolute links."""
    broken = set()
    for path, document in pages(site):
        if path == "404.html":
            continue
        for target in document.xpath("//@href | //@src"):
            parts = urlsplit(target)
            if parts.scheme or parts.netloc:
                continue
            file = (site / path).parent / unquote(parts.path) if parts.path else site / path
            file = file / "index.html" if file.is_dir() else file
            if not file.is_file() or (
                parts.fragment
                and file.suffix == ".html"
                and not parsed(file).xpath(f"//*[@id='{unquote(parts.fragment)}']")
            ):
                broken.add((path, target))
    assert sorted(broken)[:20] == []


def test_nothing_is_loaded_from_elsewhere(site: Path) -> None:
    loaded = {
        source
        for _, document in pages(site)
        for source in document.xpath(
            "//script/@src | //img/@src | //iframe/@src | //link[@rel='stylesheet' or @rel='icon' or @rel='preload']/@href"
        )
        if urlsplit(source).netloc
    }
    assert loaded == set()


def test_text_is_finnish_and_meant_for_people(site: Path) -> None:
    wrong = []
    for path, document in pages(site):
        foreign = document.xpath("//*[@lang and @lang!='fi']")
        for element in foreign[1:] if foreign and foreign[0] is document else foreign:
            element.drop_tree() if element.getparent() is not None else None
        for example in document.xpath("//code"):  # What to write in a file.
            example.drop_tree()
        text = visible(document)
        found = [
            *ENGLISH.findall(text),
            *MACHINE_DATE.findall(text),
            *(key for key in KEYS if key in text),
            *re.findall(r"\{[{%]", text),
        ]
        if found:
            wrong.append((path, found))
    parsed.cache_clear()
    assert wrong == []


@pytest.mark.parametrize("selector", ["card", "newslist", "index", "series"])
def test_no_page_holds_more_than_a_hundred_entries(site: Path, selector: str) -> None:
    query = {
        "card": "count(//article[@class='card'])",
        "newslist": "count(//ul[contains(@class,'newslist')]/li)",
        "index": "count(//div[@class='index']//li)",
        "series": "count(//ol[@class='series']/li)",
    }[selector]
    assert [path for path, document in pages(site) if document.xpath(query) > 100] == []


def test_no_section_is_empty(site: Path) -> None:
    empty = [
        (path, section.findtext("h2"))
        for path, document in pages(site)
        for section in document.xpath("//main//section[h2]")
        if not "".join(section.xpath("./*[not(self::h2)]//text()")).strip()
    ]
    assert empty == []


def test_edit_links_lead_to_the_source(site: Path) -> None:
    """On GitHub, or in the web form, which opens the file as it is written."""
    links = {href for _, document in pages(site) for href in document.xpath("//a/@href")}
    found = {href.split("/edit/main/")[1] for href in links if "/edit/main/" in href}
    for name, folder, source in (
        ("kaytanto", "practices", "osallistu/lahteet/kaytannot"),
        ("kunta", "docs/kunnat", "osallistu/lahteet/kunnat"),
    ):
        opened = {href.split("?muokkaa=")[1] for href in links if f"/osallistu/{name}/?muokkaa=" in href}
        written = {file.stem for file in (ROOT / folder).glob("*.md")} - {"index"}
        assert written <= opened
        for slug in written:
            published: str = json.loads((site / source / f"{slug}.json").read_text(encoding="utf-8"))
            assert published.encode() == (ROOT / folder / f"{slug}.md").read_bytes()
        found |= {f"{folder}/{slug}.md" for slug in written}
    assert len(found) > ENTRIES * 0.9
    assert [path for path in found if not (ROOT / path).is_file()] == []


def test_the_tab_of_a_page_is_marked(site: Path) -> None:
    for path, tab in (
        ("kaytannot/ekotuki", "Käytännöt"),
        ("kunnat/turku", "Kunnat"),
        ("maakunnat/uusimaa", "Kunnat"),
        ("teemat/ruoka", "Teemat"),
        ("hankkeet/reivi", "Verkostot"),
        ("uutiset", "Uutiset"),
        ("tietoa", "Tietoa"),
    ):
        document = parsed(site / path / "index.html")
        assert document.xpath("//nav[@id='tabs']//a[@aria-current]/text()") == [tab], path


def test_breadcrumbs_lead_up(site: Path) -> None:
    crumbs = parsed(site / "kunnat/turku/index.html").xpath("//nav[@aria-label='Murupolku']//a/text()")
    assert crumbs == ["Etusivu", "Kunnat", "Varsinais-Suomi"]


def test_old_addresses_lead_on(site: Path) -> None:
    catalogue = load(ROOT, date.today()).catalogue
    old = [(address, entry) for entry in catalogue.entries for address in entry.data.aliases_url]
    assert old
    for address, entry in old:
        document = parsed(site / address / "index.html")
        target = document.xpath("string(//meta[@http-equiv='refresh']/@content)").split("url=")[1]
        assert (site / address / target / "index.html").resolve() == (
            site / KINDS[entry.kind].address / entry.slug / "index.html"
        ).resolve()


def test_the_error_page_helps_in_finnish(site: Path) -> None:
    document = parsed(site / "404.html")
    assert document.findtext(".//h1") == "Sivua ei löytynyt"
    assert all(href.startswith(("/", "#", "http")) for href in document.xpath("//a/@href"))


def test_nothing_of_the_theme_that_no_page_loads_is_published(site: Path) -> None:
    gone = ("assets/javascripts", "assets/stylesheets", "assets/images", "partials")
    assert [folder for folder in gone if (site / folder).exists()] == []
