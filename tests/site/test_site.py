"""What holds on every page of a built site."""

import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html

from kaytantopankki.content import field_types
from tests.access import document, kinds
from tests.cases import table
from tests.site.processes import ADDRESS
from tests.site.small import PLACE

KEYS = {
    choice.value
    for name in ("Stage", "AdoptionStage", "DecisionLevel", "MunicipalityType", "Standing", "Audience")
    for choice in getattr(field_types, name)
    if "_" in choice.value
}
ENGLISH = re.compile(
    r"\b(Skip to|Search|Back to top|Edit this|Table of contents|Next page|Previous page|Not found|None|undefined|null)\b"
)
BROKEN_FIGURE = re.compile(r"\d (?:\d{3}\b|€|kWh)")
MACHINE_DATE = re.compile(r"\b(19|20)\d\d-\d\d-\d\d\b")
# Not scripts and styles, what to write in a file, and names in other languages.
VISIBLE = "//body//text()[not(ancestor::script or ancestor::style or ancestor::code or ancestor::*[@lang!='fi'])]"
LOADED = "//script/@src | //img/@src | //iframe/@src | //link[@rel='stylesheet' or @rel='icon' or @rel='preload']/@href"


@cache
def parsed(file: Path) -> html.HtmlElement:
    return html.fromstring(file.read_text(encoding="utf-8"))


@cache
def pages(site: Path) -> tuple[tuple[str, html.HtmlElement], ...]:
    """(path, document) of every page that is not a redirect."""
    documents = ((str(file.relative_to(site)), parsed(file)) for file in sorted(site.rglob("*.html")))
    return tuple((path, page) for path, page in documents if not page.xpath("//meta[@http-equiv='refresh']"))


def test_every_kind_of_page_is_there(site: Path) -> None:
    assert [kind for kind in kinds.KINDS if not kinds.of_kind(site, kind)] == ["elementit/"]


def headings_in_order(page: html.HtmlElement) -> Iterator[object]:
    levels = [int(heading.tag[1]) for heading in page.xpath("//main//*[self::h1 or self::h2 or self::h3 or self::h4]")]
    yield from (levels for first, second in pairwise(levels) if second > first + 1)


def unique_identifiers(page: html.HtmlElement) -> Iterator[object]:
    ids = page.xpath("//@id")
    yield from {name for name in ids if ids.count(name) > 1}


def nothing_loaded_from_elsewhere(page: html.HtmlElement) -> Iterator[object]:
    yield from (source for source in page.xpath(LOADED) if urlsplit(source).netloc)


def text_for_people(page: html.HtmlElement) -> Iterator[object]:
    """In Finnish, without what is meant for machines, and with figures that stay on a line with their units."""
    text = " ".join(page.xpath(VISIBLE))
    yield from (pattern for pattern in (ENGLISH, MACHINE_DATE, re.compile(r"\{[{%]")) if pattern.search(text))
    yield from (key for key in KEYS if key in text)
    yield from filter(BROKEN_FIGURE.search, page.xpath(VISIBLE))


def no_empty_section(page: html.HtmlElement) -> Iterator[object]:
    for section in page.xpath("//main//section[h2]"):
        if not "".join(section.xpath("./*[not(self::h2)]//text()")).strip():
            yield section.findtext("h2")


@pytest.mark.parametrize(
    "rule", [headings_in_order, unique_identifiers, nothing_loaded_from_elsewhere, text_for_people, no_empty_section]
)
def test_every_page_has(site: Path, rule: Callable[[html.HtmlElement], Iterator[object]]) -> None:
    assert [(path, fault) for path, page in pages(site) for fault in rule(page)] == []


def test_every_page_holds_the_rules_of_a_document_and_leads_to_the_feeds(site: Path) -> None:
    for path, page in pages(site):
        assert document.problems(page, f"{ADDRESS}{path}".removesuffix("index.html")) == [], path
        assert not page.find_class("kp-header") or page.xpath("//footer//a[contains(@href, 'tilaa/')]"), path


def test_every_link_leads_somewhere(site: Path) -> None:
    """Pages, files and anchors within the site; the error page is served at any depth and so has absolute links."""
    broken = set()
    for path, page in pages(site):
        for target in page.xpath("//@href | //@src") if path != "404.html" else ():
            address = urlsplit(target)
            if address.scheme or address.netloc:
                continue
            file = (site / path).parent / unquote(address.path) if address.path else site / path
            file = file / "index.html" if file.is_dir() else file
            anchor = address.fragment if file.suffix == ".html" else ""
            if not file.is_file() or (anchor and not parsed(file).xpath(f"//*[@id='{unquote(anchor)}']")):
                broken.add((path, target))
    assert sorted(broken)[:20] == []


def test_edit_links_lead_to_the_source(small_repository: Path, site: Path) -> None:
    """On GitHub, or in the web form, which opens the file as it is written."""
    links = {href for _, page in pages(site) for href in page.xpath("//a/@href")}
    assert [href for href in links if "/main/" in href] == []
    sources = {href.split("/edit/julkaisu/")[1] for href in links if "/edit/julkaisu/" in href}
    for form, folder, copies in (("kaytanto", "practices", "kaytannot"), ("kunta", "docs/kunnat", "kunnat")):
        opened = {href.split("?muokkaa=")[1] for href in links if f"/osallistu/{form}/?muokkaa=" in href}
        for file in (small_repository / folder).glob("*.md"):
            assert file.stem in opened
            copy = site / f"osallistu/lahteet/{copies}/{file.stem}.json"
            assert json.loads(copy.read_text(encoding="utf-8")).encode() == file.read_bytes()
    assert {"docs/tietoa.md", "docs/verkostot/esimerkkikunnat.md", "docs/uutiset/posts/verkosto-alkoi.md"} <= sources
    assert [path for path in sources if not (small_repository / path).is_file()] == []


@pytest.mark.parametrize(("path", "tab", "crumbs"), table("site/pages")["places"])
def test_a_page_tells_where_it_is(site: Path, path: str, tab: str, crumbs: list[str]) -> None:
    page = parsed(site / path / "index.html")
    assert page.xpath("//nav[@id='tabs']//a[@aria-current]/text()") == [tab]
    assert page.xpath("//nav[@aria-label='Murupolku']//a/text()") == crumbs


def test_old_addresses_lead_on(site: Path) -> None:
    for old, new in (("kaytannot/vanha", "kaytannot/toka"), ("kaytannot/hirsikoulu", "kaytannot/puukoulu")):
        refresh = str(parsed(site / old / "index.html").xpath("string(//meta[@http-equiv='refresh']/@content)"))
        assert (site / old / refresh.split("url=")[1]).resolve() == (site / new).resolve()


def test_the_error_page_helps_in_finnish(site: Path) -> None:
    page = parsed(site / "404.html")
    assert page.findtext(".//h1") == "Sivua ei löytynyt"
    assert all(href.startswith(("/", "#", "http")) for href in page.xpath("//a/@href"))


def test_macros_write_into_hand_written_pages(site: Path) -> None:
    page = parsed(site / "tietoa/index.html")
    text = " ".join(page.xpath("string(//article)").split())
    assert "8 käytäntöä, Mitattu, palaute" in text
    assert page.xpath("//article//a[@href='../tapahtumat/verkostopaiva-2026/']")


def test_pictures_are_published_in_sizes_and_their_originals_are_not(small_repository: Path, site: Path) -> None:
    names = {f"koulu-jpg-{width}.webp" for width in (480, 960, 1000)}
    assert {file.name for file in (site / "assets/kuvat").glob("*koulu-jpg*")} == names
    assert PLACE.encode() in (small_repository / "docs/assets/kuvat/koulu.jpg").read_bytes()
    files = [file for file in site.rglob("*") if file.is_file()]
    assert not {"koulu.jpg", "turha.png"} & {file.name for file in files}
    assert not any(PLACE.encode() in file.read_bytes() for file in files)
    (shown,) = parsed(site / "kaytannot/eka/index.html").findall(".//figure/img")
    assert (shown.get("alt"), shown.get("width"), shown.get("height")) == ("Koulu & piha", "1000", "500")
    widths = {f"{source.split()[0].rsplit('/')[-1]} {source.split()[1]}" for source in shown.get("srcset").split(",")}
    assert widths == {f"{name} {name.split('-')[2].removesuffix('.webp')}w" for name in names}


def test_only_what_pages_load_of_the_theme_is_published(site: Path) -> None:
    gone = ("assets/javascripts", "assets/stylesheets", "assets/images", "partials")
    assert [folder for folder in gone if (site / folder).exists()] == []
