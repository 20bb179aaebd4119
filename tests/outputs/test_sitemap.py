"""sitemap.xml and robots.txt: whole addresses, days that the content tells, the same bytes every time."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from kaytantopankki.outputs.sitemap import last_changes, sitemap_files
from kaytantopankki.settings import Site
from tests.builders import catalogue, entry
from tests.cases import read_tables

TABLES = read_tables(__file__)
SITE = Site("Käytäntöpankki", "https://example.org/kp/", "Kuvaus.")
NAMESPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
RULES = etree.XMLSchema(etree.parse(Path(__file__).parents[1] / "fixtures/sitemap.xsd"))


def sitemap(*urls: str, site: Site = SITE, **changes: date) -> str:
    changed = {f"{name}/": day for name, day in changes.items()}
    return str(dict(sitemap_files(site, urls, changed))["sitemap.xml"])


def read(content: str) -> dict[str, str | None]:
    """Addresses and days as a stranger reads them."""
    tree = etree.fromstring(content.encode())
    RULES.assertValid(tree)
    return {url.findtext("s:loc", "", NAMESPACE): url.findtext("s:lastmod", namespaces=NAMESPACE) for url in tree}


@pytest.mark.parametrize("case", TABLES["changes"], ids=lambda case: case["rule"])
def test_a_page_changed(case: dict[str, Any]) -> None:
    entries = (entry(kind, slug, **fields) for kind, slug, fields in case["entries"])
    days = {url: str(day) for url, day in last_changes(catalogue(*entries)).items()}
    assert {url: days.get(url) for url in case["days"]} == case["days"]


def test_pages_are_told_once_in_order() -> None:
    content = sitemap("b/", "a/", "a/", b=date(2024, 1, 2))
    assert read(content) == {"https://example.org/kp/a/": None, "https://example.org/kp/b/": "2024-01-02"}
    assert content.count("<loc>") == 2


def test_an_address_is_escaped() -> None:
    content = sitemap("c/", site=Site("x", "https://example.org/?a=1&b=<", ""))
    assert "a=1&amp;b=&lt;c/" in content
    etree.fromstring(content.encode())


def test_the_rules_find_what_is_wrong() -> None:
    for wrong in ("<lastmod>2024-05</lastmod>", "<priority>2</priority>", "<loc>https://example.org/x/</loc>"):
        content = sitemap("a/").replace("</loc>", f"</loc>{wrong}")
        assert not RULES.validate(etree.fromstring(content.encode()))
    twice = "<url><loc>https://example.org/kp/a/</loc></url></urlset>"
    assert not RULES.validate(etree.fromstring(sitemap("a/").replace("</urlset>", twice).encode()))


def test_the_packed_sitemap_has_no_time_in_it_and_there_is_one_only_where_the_address_is_known() -> None:
    packed = dict(sitemap_files(SITE, ["a/"], {}))["sitemap.xml.gz"]
    assert isinstance(packed, bytes)
    assert packed[4:8] == b"\0\0\0\0"
    without_address = dict(sitemap_files(Site(), ["a/"], {}))
    assert list(without_address) == ["robots.txt"]
    assert "Sitemap" not in str(without_address["robots.txt"])
