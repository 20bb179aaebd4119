"""Who met each kind of bottleneck, who solved it, and who may have an answer to a need."""

from typing import Any

import pytest

from kaytantopankki.analysis import Analysis
from kaytantopankki.content.models import Entry
from kaytantopankki.page import Context
from kaytantopankki.pages.bottleneck_pages import bottleneck_pages, meetings_page
from kaytantopankki.pages.cards import PER_PAGE
from kaytantopankki.search.analyser import CachedAnalyser, Terms
from tests.builders import catalogue, entry
from tests.cases import read_tables
from tests.test_sentences import text_of

SOLVED = {"kind": "rahoitus", "what": "Rahaa ei ollut.", "solved": "Tukea saatiin."}
OPEN = {"kind": "rahoitus", "what": "Rahaa ei vieläkään ole."}
FULL = (
    entry("practice", "solved", title="A", bottlenecks=[SOLVED, OPEN], themes=["energia", "ruoka"]),
    entry("practice", "open", title="B", bottlenecks=[OPEN, OPEN], municipalities=["Turku", "Salo"]),
    entry("practice", "taken", title="C", adoptions=[{"municipality": "Ii", "bottlenecks": [SOLVED, OPEN]}]),
    entry("municipality", "turku", bottlenecks_now=[{"kind": "rahoitus"}]),
    entry("municipality", "ii", municipality="Ii", bottlenecks_now=[{"kind": "rahoitus", "what": "Ei rahaa."}]),
)


def views(*entries: Entry[Any]) -> dict[str, Context]:
    """The views of the pages of a catalogue by address."""
    return {page.url: dict(page.view) for page in bottleneck_pages(catalogue(*entries))}


def test_list_counts_practices_and_not_their_bottlenecks() -> None:
    listed = views(*FULL)["pullonkaulat/"]
    (kind,) = listed["met"]
    assert [kind[name] for name in ("practices", "solved", "adoptions", "now")] == [2, 1, 1, 2]
    assert listed["unmet"] == []


def test_a_kind_that_nobody_met_is_told_apart() -> None:
    empty = views()
    assert empty["pullonkaulat/"]["met"] == []
    assert [kind["url"] for kind in empty["pullonkaulat/"]["unmet"]] == ["pullonkaulat/rahoitus/"]
    assert (empty["pullonkaulat/rahoitus/"]["rows"], empty["pullonkaulat/rahoitus/"]["search"]) == ([], "")


def test_page_of_a_kind_has_its_rows_by_section() -> None:
    view = views(*FULL)["pullonkaulat/rahoitus/"]
    rows = [(row["section"], row.get("practice", {}).get("title", ""), row["size"]) for row in view["rows"]]
    assert rows == [
        ("solved", "A", "209\u00a0633\u00a0asukasta"),
        ("open", "A", "209\u00a0633\u00a0asukasta"),
        *[("open", "B", "2\u00a0kuntaa, 50\u00a0339–209\u00a0633\u00a0asukasta")] * 2,
        *[("adoption", "C", "9\u00a0755\u00a0asukasta")] * 2,
        ("now", "", "9\u00a0755\u00a0asukasta"),
        ("now", "", "209\u00a0633\u00a0asukasta"),
    ]
    assert [(theme["title"], theme["count"]) for theme in view["themes"]] == [("Energia", 2), ("Ruoka", 1)]


@pytest.mark.parametrize(("practices", "words"), read_tables(__file__))
def test_the_page_of_a_kind_says(practices: list[dict[str, Any]], words: str) -> None:
    found = catalogue(*(entry("practice", f"k-{number}", **fields) for number, fields in enumerate(practices)))
    (page,) = (page for page in bottleneck_pages(found) if page.url == "pullonkaulat/rahoitus/")
    assert words in text_of(page)


def test_many_places_are_counted() -> None:
    places = ["Turku", "Salo", "Ii", "Kemi", "Oulu"]
    (row,) = views(entry("practice", "k", municipalities=places, bottlenecks=[OPEN]))["pullonkaulat/rahoitus/"]["rows"]
    assert (row["places"], row["where"]) == ([], "Turku, Salo, Ii ja 2 muuta kuntaa")


def test_long_pages_are_divided() -> None:
    practices = [entry("practice", f"k-{number}", bottlenecks=[SOLVED, OPEN]) for number in range(PER_PAGE)]
    pages = views(*practices)
    sections = [{row["section"] for row in pages[f"pullonkaulat/rahoitus/{page}"]["rows"]} for page in ("", "sivu/2/")]
    assert sections == [{"solved"}, {"open"}]


def test_a_need_meets_practices_and_offers_that_speak_of_the_same_thing() -> None:
    entries = catalogue(
        entry("practice", "lampo", title="Lämpö talteen"),
        entry("municipality", "lohja", municipality="Lohja", looking_for=["Miten lämpö saadaan talteen?"]),
        entry("municipality", "kotka", municipality="Kotka", can_offer=["Näytämme, miten lämpö kulkee"]),
    )
    view = meetings_page(entries, Analysis(entries, Terms(CachedAnalyser()))).view
    ((need,), (offer,)) = view["needs"], view["offers"]
    assert (need["title"], need["label"], need["offers"]) == ("Lohja", "Etsii", [offer])
    assert [(item["title"], item["where"], item["words"]) for item in need["practices"]] == [
        ("Lämpö talteen", "Turku", "lämpö")
    ]
    assert (view["open"], view["looked_for"]) == ([], True)
