"""sitemap.xml and robots.txt: whole addresses, days that the content tells, the same bytes every time."""

import gzip
from datetime import date
from pathlib import Path
from typing import Any
from urllib.robotparser import RobotFileParser

import pytest
from lxml import etree

from kaytantopankki.outputs.sitemap import last_changes, newest_change, sitemap, sitemap_files
from kaytantopankki.settings import Site
from tests.builders import TODAY, catalogue, entry

SITE = Site("Käytäntöpankki", "https://example.org/kp/", "Kuvaus.")
NAMESPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
RULES = etree.XMLSchema(etree.parse(Path(__file__).parent / "fixtures/sitemap.xsd"))


def days(*entries: Any) -> dict[str, str]:
    return {url: str(day) for url, day in last_changes(catalogue(*entries)).items()}


def read(content: str) -> dict[str, str | None]:
    """Addresses and days as a stranger reads them."""
    tree = etree.fromstring(content.encode())
    RULES.assertValid(tree)
    return {url.findtext("s:loc", "", NAMESPACE): url.findtext("s:lastmod", namespaces=NAMESPACE) for url in tree}


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"published": "2025-03-01"}, "2025-03-01"),
        ({"published": "2025-03-01", "updated": "2025-05-01"}, "2025-05-01"),
        ({"published": "2025-03-01", "updated": "2025-05-01", "reviewed": "2026-01-01"}, "2026-01-01"),
        ({"published": "2025-03-01", "reviewed": "2027-01-01"}, "2025-03-01"),
    ],
)
def test_a_practice_changed_when_it_was_last_written_or_found_true(fields: dict[str, str], expected: str) -> None:
    assert days(entry("practice", "a", **fields))["kaytannot/a/"] == expected


def test_what_is_published_tomorrow_has_not_changed_yet() -> None:
    assert "kaytannot/a/" not in days(entry("practice", "a", published=str(date.fromordinal(TODAY.toordinal() + 1))))


def test_a_news_item_changed_on_its_day_and_on_none_when_only_its_month_is_known() -> None:
    found = days(entry("news", "a", date="2020-05-03"), entry("news", "b", date="2021-06"))
    assert found["uutiset/a/"] == found["uutiset/"] == found["uutiset/vuosi/2020/"] == "2020-05-03"
    assert "uutiset/b/" not in found
    assert "uutiset/vuosi/2021/" not in found


def test_an_event_changed_when_it_was_written_not_when_it_is_held() -> None:
    assert "tapahtumat/a/" not in days(entry("event", "a", start="2026-01-01"))
    assert days(entry("event", "b", start="2026-01-01", updated="2025-12-01"))["tapahtumat/b/"] == "2025-12-01"


def test_a_list_changed_when_the_newest_of_its_entries_did() -> None:
    old = entry(
        "practice", "a", published="2024-01-01", tags=["lämpö"], bottlenecks=[{"kind": "rahoitus", "what": "x"}]
    )
    new = entry("practice", "b", published="2025-01-01", municipalities=["Ii"], themes=["ruoka"])
    fisu = entry("network", "fisu", members=[{"municipality": "Ii"}])
    found = days(old, new, fisu)
    assert found[""] == found["kaytannot/"] == found["teemat/"] == found["verkostot/fisu/"] == "2025-01-01"
    assert found["verkostot/fisu/tilannekuva/"] == found["kunnat/ii/"] == found["teemat/ruoka/"] == "2025-01-01"
    assert found["maakunnat/pohjois-pohjanmaa/"] == "2025-01-01"
    assert found["kunnat/turku/"] == found["teemat/energia/"] == found["avainsanat/lampo/"] == "2024-01-01"
    assert found["pullonkaulat/rahoitus/"] == "2024-01-01"
    assert "kunnat/akaa/" not in found


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("uutiset/sivu/2/", "uutiset/"),
        ("avainsanat/kirjaimet/a-h/", "avainsanat/"),
        ("kaytannot/sivu/", "kaytannot/sivu/"),
        ("", ""),
    ],
)
def test_a_further_part_of_a_list_changes_with_the_first(url: str, expected: str) -> None:
    assert newest_change(url) == expected


def test_pages_are_told_once_in_order_with_the_day_where_it_is_known() -> None:
    told = {"b/": date(2024, 1, 2)}
    assert list(read(sitemap(SITE, ["b/sivu/2/", "b/", "a/", "a/"], told)).items()) == [
        ("https://example.org/kp/a/", None),
        ("https://example.org/kp/b/", "2024-01-02"),
        ("https://example.org/kp/b/sivu/2/", "2024-01-02"),
    ]


def test_an_address_is_escaped() -> None:
    content = sitemap(Site("x", "https://example.org/?a=1&b=<", ""), ["c/"], {})
    assert "a=1&amp;b=&lt;c/" in content
    etree.fromstring(content.encode())


def test_the_rules_find_what_is_wrong() -> None:
    for wrong in ("<lastmod>2024-05</lastmod>", "<priority>2</priority>", "<loc>https://example.org/x/</loc>"):
        content = sitemap(SITE, ["a/"], {}).replace("</loc>", f"</loc>{wrong}")
        assert not RULES.validate(etree.fromstring(content.encode()))
    twice = "<url><loc>https://example.org/kp/a/</loc></url></urlset>"
    assert not RULES.validate(etree.fromstring(sitemap(SITE, ["a/"], {}).replace("</urlset>", twice).encode()))


def test_the_packed_sitemap_is_the_same_and_has_no_time_in_it() -> None:
    first, second = (dict(sitemap_files(SITE, ["a/"], {})) for _ in range(2))
    packed = first["sitemap.xml.gz"]
    assert isinstance(packed, bytes)
    assert gzip.decompress(packed).decode() == first["sitemap.xml"]
    assert packed[4:8] == b"\0\0\0\0"
    assert first == second


def test_robots_may_read_everything_and_find_the_sitemap() -> None:
    content = dict(sitemap_files(SITE, ["a/"], {}))["robots.txt"]
    robots = RobotFileParser()
    robots.parse(str(content).splitlines())
    assert robots.can_fetch("GPTBot", "https://example.org/kp/llms.txt")
    assert robots.site_maps() == ["https://example.org/kp/sitemap.xml"]


def test_a_site_that_does_not_know_where_it_is_has_no_sitemap() -> None:
    found = dict(sitemap_files(Site(), ["a/"], {}))
    assert list(found) == ["robots.txt"]
    assert "Sitemap" not in str(found["robots.txt"])
