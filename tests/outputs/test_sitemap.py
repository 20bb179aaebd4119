"""sitemap.xml and robots.txt: whole addresses, days that the content tells, the same bytes every time."""

import gzip
from datetime import date
from pathlib import Path
from typing import Any
from urllib.robotparser import RobotFileParser

import pytest
from lxml import etree

from kaytantopankki.outputs.sitemap import last_changes, sitemap_files
from kaytantopankki.settings import Site
from tests.builders import TODAY, catalogue, entry

SITE = Site("Käytäntöpankki", "https://example.org/kp/", "Kuvaus.")
NAMESPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
RULES = etree.XMLSchema(etree.parse(Path(__file__).parent / "fixtures/sitemap.xsd"))


def days(*entries: Any) -> dict[str, str]:
    return {url: str(day) for url, day in last_changes(catalogue(*entries)).items()}


def sitemap(*urls: str, site: Site = SITE, **changes: date) -> str:
    changed = {f"{name}/": day for name, day in changes.items()}
    return str(dict(sitemap_files(site, urls, changed))["sitemap.xml"])


def read(content: str) -> dict[str, str | None]:
    """Addresses and days as a stranger reads them."""
    tree = etree.fromstring(content.encode())
    RULES.assertValid(tree)
    return {url.findtext("s:loc", "", NAMESPACE): url.findtext("s:lastmod", namespaces=NAMESPACE) for url in tree}


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, "2025-03-01"),
        ({"updated": "2025-05-01"}, "2025-05-01"),
        ({"updated": "2025-05-01", "reviewed": "2026-01-01"}, "2026-01-01"),
        ({"reviewed": "2027-01-01"}, "2025-03-01"),
        ({"published": str(date.fromordinal(TODAY.toordinal() + 1))}, None),
    ],
)
def test_a_practice_changed_when_it_was_last_written_or_found_true(fields: dict[str, str], expected: str) -> None:
    assert days(entry("practice", "a", **{"published": "2025-03-01", **fields})).get("kaytannot/a/") == expected


def test_a_news_item_changed_on_its_day_and_on_none_when_only_its_month_is_known() -> None:
    changes = days(entry("news", "a", date="2020-05-03"), entry("news", "b", date="2021-06", themes=["ruoka"]))
    assert changes["uutiset/a/"] == changes["uutiset/"] == changes["uutiset/vuosi/2020/"] == "2020-05-03"
    assert not {"uutiset/b/", "uutiset/vuosi/2021/", "uutiset/teema/ruoka/"} & changes.keys()


def test_an_event_changed_when_it_was_written_not_when_it_is_held() -> None:
    assert "tapahtumat/a/" not in days(entry("event", "a", start="2026-01-01"))
    changes = days(entry("event", "b", start="2026-01-01", updated="2025-12-01", series="Päivät"))
    assert changes["tapahtumat/b/"] == changes["tapahtumat/sarjat/paivat/"] == "2025-12-01"


def test_a_list_changed_when_the_newest_of_its_entries_did() -> None:
    bottleneck = {"kind": "rahoitus", "what": "x"}
    old = entry("practice", "a", published="2024-01-01", tags=["lämpö"], bottlenecks=[bottleneck])
    new = entry("practice", "b", published="2025-01-01", municipalities=["Ii"], themes=["ruoka"])
    now = entry("municipality", "lieto", municipality="Lieto", updated="2024-06-01", bottlenecks_now=[bottleneck])
    fisu = entry("network", "fisu", members=[{"municipality": "Ii"}])
    changes = days(old, new, now, fisu)
    assert {url for url, day in changes.items() if day == "2025-01-01"} == {
        *("", "kaytannot/", "kaytannot/b/", "teemat/", "teemat/ruoka/", "avainsanat/", "pullonkaulat/"),
        *("kunnat/", "kunnat/ii/", "kunnat/kartta/", "maakunnat/pohjois-pohjanmaa/", "kohtaamiset/", "tilannekuva/"),
        *("verkostot/", "verkostot/fisu/", "verkostot/fisu/tilannekuva/"),
    }
    assert changes["kunnat/turku/"] == changes["teemat/energia/"] == changes["avainsanat/lampo/"] == "2024-01-01"
    assert changes["kunnat/lieto/"] == changes["pullonkaulat/rahoitus/"] == "2024-06-01"
    assert "kunnat/akaa/" not in changes


def test_pages_are_told_once_in_order_with_the_day_of_the_first_part_of_a_long_list() -> None:
    day = date(2024, 1, 2)
    content = sitemap("b/sivu/2/", "b/kirjaimet/a-h/", "b/", "a/", "a/", "b/sivu/", b=day)
    assert list(read(content).items()) == [
        ("https://example.org/kp/a/", None),
        ("https://example.org/kp/b/", "2024-01-02"),
        ("https://example.org/kp/b/kirjaimet/a-h/", "2024-01-02"),
        ("https://example.org/kp/b/sivu/", None),
        ("https://example.org/kp/b/sivu/2/", "2024-01-02"),
    ]


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


def test_the_packed_sitemap_is_the_same_and_has_no_time_in_it() -> None:
    files = dict(sitemap_files(SITE, ["a/"], {}))
    packed = files["sitemap.xml.gz"]
    assert isinstance(packed, bytes)
    assert gzip.decompress(packed).decode() == files["sitemap.xml"]
    assert packed[4:8] == b"\0\0\0\0"


def test_robots_may_read_everything_and_find_the_sitemap_where_there_is_one() -> None:
    robots = RobotFileParser()
    robots.parse(str(dict(sitemap_files(SITE, ["a/"], {}))["robots.txt"]).splitlines())
    assert robots.can_fetch("GPTBot", "https://example.org/kp/llms.txt")
    assert robots.site_maps() == ["https://example.org/kp/sitemap.xml"]
    without_address = dict(sitemap_files(Site(), ["a/"], {}))
    assert list(without_address) == ["robots.txt"]
    assert "Sitemap" not in str(without_address["robots.txt"])
