"""Lists of practices for frames of other sites."""

import re
from pathlib import Path

from lxml import html

from kaytantopankki.pages.assets import style_sheets
from kaytantopankki.pages.subscriptions import embed_files, embed_page
from kaytantopankki.settings import Settings, Site
from tests import OVERRIDES, ROOT, builders
from tests.cases import compare
from tests.test_pages_golden import GOLDEN, small

SETTINGS = Settings(OVERRIDES, site=Site("Käytäntöpankki", "https://example.org/pankki/"))
HOSTILE = "</iframe><script>alert(1)</script>\" onload='x' & {{ 7*7 }}"


def test_a_list_is_as_expected(bless: bool) -> None:
    files = dict(embed_files(small(), SETTINGS))
    compare(GOLDEN / "upote.html", files["upota/kunta/turku/index.html"] + "\n", bless)


def test_a_municipality_has_a_list_when_it_has_a_practice_and_a_network_always() -> None:
    turku = builders.entry("practice", "k", municipalities=["Turku"])
    network = builders.entry("network", "v", members=[{"municipality": "Ii"}])
    catalogue = builders.catalogue(turku, network)
    assert {file for file, _ in embed_files(catalogue, SETTINGS)} == {
        "upota/kunta/turku/index.html",
        "upota/verkosto/v/index.html",
    }
    assert "Käytäntöjä ei ole vielä kirjattu." in dict(embed_files(catalogue, SETTINGS))["upota/verkosto/v/index.html"]


def test_the_newest_six_are_shown_and_all_are_counted() -> None:
    entries = [builders.entry("practice", f"k-{number}", published=f"2026-01-{number:02}") for number in range(1, 10)]
    catalogue = builders.catalogue(*entries)
    ((_, text),) = embed_files(catalogue, SETTINGS)
    document = html.fromstring(text)
    links = [link.get("href", "") for link in document.iter("a")]
    assert links == [
        *(f"../../../kaytannot/k-{number}/" for number in range(9, 3, -1)),
        "../../../kunnat/turku/",
        "../../../",
    ]
    assert "Turku: 9 käytäntöä" in text.replace("\u00a0", " ")


def test_hostile_text_stays_text_in_the_list_and_in_the_code() -> None:
    practice = builders.entry("practice", "k", title=HOSTILE, summary=HOSTILE, networks=["v"])
    network = builders.entry("network", "v", title=HOSTILE)
    catalogue = builders.catalogue(practice, network)
    document = html.fromstring(dict(embed_files(catalogue, SETTINGS))["upota/verkosto/v/index.html"])
    assert document.xpath("//script | //*[@onload]") == []
    assert document.findtext(".//h1") == f"{HOSTILE}: jäsenten käytäntöjä"
    assert HOSTILE in [paragraph.text for paragraph in document.iter("p")]
    (frame,) = html.fragments_fromstring(embed_page(builders.catalogue(network), SETTINGS).view["example"])
    assert frame.tag == "iframe"
    assert frame.get("title") == f"{HOSTILE}: jäsenten käytäntöjä – Käytäntöpankki"
    assert frame.get("src") == "https://example.org/pankki/upota/verkosto/v/"


def test_a_site_without_lists_says_how_it_works_all_the_same() -> None:
    view = embed_page(builders.catalogue(), SETTINGS).view
    assert (view["lists"], view["example"]) == ([], "")


def test_the_sheet_of_a_list_has_the_tokens_it_uses_in_both_schemes_and_no_others() -> None:
    sheet = dict(style_sheets(Path(ROOT) / "docs/assets/css"))["assets/css/upote.css"]
    light, dark = sheet.split("@media (prefers-color-scheme:dark)")
    dark, rest = dark.split("}}", 1)
    declared = [re.findall(r"(--kp-[\w-]+):", part) for part in (light, dark, rest)]
    used = set(re.findall(r"var\((--kp-[\w-]+)", sheet))
    assert used == {*declared[0], *declared[2]}
    assert declared[0] == declared[1]
    assert 'data-md-color-scheme="slate"' not in sheet
