"""What machines and other sites read of a built site."""

import gzip
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any
from urllib.robotparser import RobotFileParser

from lxml import html
from PIL import Image

from tests import schema_org
from tests.outputs.test_sitemap import read
from tests.site.processes import ADDRESS
from tests.site.test_site import pages, parsed

# Pages without anything of their own; those that other sites show in a frame are too.
NOT_FOUND = {"404.html", "haku/index.html", "vertaa/index.html", "tietosuoja/index.html"}
FRAME = re.compile("upota/.+/index.html")


def canonical(page: html.HtmlElement) -> str:
    return str(page.xpath("string(//link[@rel='canonical']/@href)"))


def meta(page: html.HtmlElement, name: str) -> list[str]:
    """The contents of a page's meta elements of one name or property."""
    return [str(value) for value in page.xpath(f"//head/meta[@name='{name}' or @property='{name}']/@content")]


def is_hidden(path: str) -> bool:
    return path in NOT_FOUND or bool(FRAME.match(path))


@cache
def nodes(site: Path, path: str) -> dict[str, Any]:
    """The JSON-LD of a page by type, as an independent reader finds it."""
    text = (site / path).read_text(encoding="utf-8")
    found = schema_org.things(text, ADDRESS + path.removesuffix("index.html"))
    assert [fault for node in found for fault in schema_org.wrong(node)] == []
    return {plain["@type"]: plain for plain in map(schema_org.plain, found)}


def test_titles_descriptions_and_addresses_are_every_pages_own(site: Path) -> None:
    shown = [(path, page) for path, page in pages(site) if path != "404.html"]
    for path, page in shown:
        (description,) = meta(page, "description")
        assert page.findtext(".//title"), path
        assert 0 < len(description) <= 160, path
        assert canonical(page) == ADDRESS + path.removesuffix("index.html")
    for texts in (
        [page.findtext(".//title") for _, page in shown],
        [meta(page, "description")[0] for _, page in shown],
    ):
        assert [text for text, count in Counter(texts).items() if count > 1] == []


def test_a_page_says_what_it_is_about(site: Path) -> None:
    for path, told in (("tietosuoja/index.html", "Pitkä sana "), ("index.html", "Kuntien hyvät käytännöt")):
        assert meta(parsed(site / path), "description")[0].startswith(told)


def test_social_media_are_told_the_same(site: Path) -> None:
    alts: dict[str, set[str]] = {}
    for path, page in pages(site):
        if path == "404.html" or FRAME.match(path):
            continue  # Nobody links to what is shown inside other sites.
        assert meta(page, "og:description") == meta(page, "description"), path
        assert meta(page, "og:url") == [canonical(page)], path
        (title,), (picture,), (alt,) = meta(page, "og:title"), meta(page, "og:image"), meta(page, "og:image:alt")
        assert (page.findtext(".//title") or "").startswith(title), path
        alts.setdefault(picture.removeprefix(ADDRESS), set()).add(alt.strip())
        size = (*meta(page, "og:image:width"), *meta(page, "og:image:height"))
        rest = [*meta(page, "og:locale"), *meta(page, "og:site_name"), *meta(page, "twitter:card")]
        assert (*size, *rest) == ("1200", "630", "fi_FI", "Käytäntöpankki", "summary_large_image"), path
    assert all(len(texts) == 1 and "" not in texts for texts in alts.values())
    for picture in alts:
        with Image.open(site / picture) as image:
            assert (image.format, image.size) == ("PNG", (1200, 630)), picture


def test_search_engines_find_every_page_that_has_something_of_its_own(site: Path) -> None:
    assert {path for path, page in pages(site) if meta(page, "robots") == ["noindex"]} == {
        path for path, _ in pages(site) if is_hidden(path)
    }
    text = (site / "sitemap.xml").read_text(encoding="utf-8")
    assert {*read(text)} == {canonical(page) for path, page in pages(site) if not is_hidden(path)}
    assert gzip.decompress((site / "sitemap.xml.gz").read_bytes()).decode() == text
    robots = RobotFileParser()
    robots.parse((site / "robots.txt").read_text(encoding="utf-8").splitlines())
    assert robots.site_maps() == [f"{ADDRESS}sitemap.xml"]
    assert all(
        robots.can_fetch(agent, f"{ADDRESS}{path}") for agent in ("Googlebot", "GPTBot") for path in ("", "haku/")
    )


def test_every_page_tells_where_and_what_it_is(site: Path) -> None:
    """In the words of schema.org, and the same that it shows."""
    kinds = Counter[str]()
    for path, page in pages(site):
        if is_hidden(path):
            continue
        told = nodes(site, path)
        if path != "index.html":
            items = told.pop("BreadcrumbList")["itemListElement"]
            assert [item["name"] for item in items[:-1]] == page.xpath("//nav[@aria-label='Murupolku']//a/text()"), path
            assert items[-1]["item"]["@id"] == canonical(page), path
            assert [item["position"] for item in items] == [*range(1, len(items) + 1)], path
            heading = str(page.xpath("string(//h1)")).replace("\u00ad", "").replace("\u00a0", " ")
            names = [node.get("headline", node.get("name")) for kind, node in told.items() if kind != "Dataset"]
            assert names in ([], [heading]), path
        kinds.update([*told])
    entries = {"Article": 8, "NewsArticle": 3, "Event": 3, "Organization": 1, "Project": 2}
    assert entries | {"WebSite": 1, "Dataset": 1} == kinds


def test_the_front_page_tells_how_to_search(site: Path) -> None:
    action = nodes(site, "index.html")["WebSite"]["potentialAction"]
    field = parsed(site / "index.html").xpath("string(//form[@role='search']//input/@name)")
    name = action["query-input"].removeprefix("required name=")
    assert action["target"]["urlTemplate"] == f"{ADDRESS}haku/?{field}={{{name}}}"


def test_every_link_of_llms_txt_leads_to_a_file_or_page(site: Path) -> None:
    text = "".join((site / name).read_text(encoding="utf-8") for name in ("llms.txt", "llms-full.txt"))
    links = [url.removeprefix(ADDRESS) for url in re.findall(r"[(<](https?://[^)>]*)[)>]", text) if ADDRESS in url]
    assert len(links) > 20
    assert {"kaytannot/eka/", "verkostot/esimerkkikunnat/", "tapahtumat/tyopaja-2025/"} <= {*links}
    files = (site / url / "index.html" if url.endswith("/") else site / url for url in links)
    assert [file for file in files if not file.is_file()] == []
