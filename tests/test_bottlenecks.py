"""Who met each kind of bottleneck, who solved it, and the pages that tell it."""

from typing import Any

import pytest

from kaytantopankki.content.catalogue import Catalogue
from kaytantopankki.page import Context
from kaytantopankki.pages.bottleneck_pages import bottleneck_pages
from kaytantopankki.pages.cards import PER_PAGE
from kaytantopankki.search.documents import documents
from tests.builders import catalogue, entry
from tests.test_pages_golden import small

SOLVED = {"kind": "rahoitus", "what": "Rahaa ei ollut.", "solved": "Tukea saatiin."}
OPEN = {"kind": "rahoitus", "what": "Rahaa ei vieläkään ole."}


def made(*entries: Any) -> dict[str, Context]:
    """The pages of a catalogue by address."""
    return {page.url: dict(page.view) for page in bottleneck_pages(catalogue(*entries))}


def full() -> Catalogue:
    return catalogue(
        entry("practice", "solved", title="A", bottlenecks=[SOLVED, OPEN], themes=["energia", "ruoka"]),
        entry("practice", "open", title="B", bottlenecks=[OPEN, OPEN], municipalities=["Turku", "Salo"]),
        entry("practice", "taken", title="C", adoptions=[{"municipality": "Ii", "bottlenecks": [SOLVED, OPEN]}]),
        entry("municipality", "turku", bottlenecks_now=[{"kind": "rahoitus"}]),
        entry("municipality", "ii", municipality="Ii", bottlenecks_now=[{"kind": "rahoitus", "what": "Ei rahaa."}]),
    )


def test_indexes_keep_first_implementations_adoptions_and_the_present_apart() -> None:
    found = full()
    assert [item.practice.slug for item in found.past_bottlenecks_by_kind["rahoitus"]] == [
        "solved",
        "solved",
        "open",
        "open",
    ]
    adopted = found.adoption_bottlenecks_by_kind["rahoitus"]
    assert [(item.practice.slug, item.adoption and item.adoption.municipality) for item in adopted] == [
        ("taken", "Ii"),
        ("taken", "Ii"),
    ]
    assert [item.municipality.slug for item in found.current_bottlenecks_by_kind["rahoitus"]] == ["ii", "turku"]


def test_list_counts_practices_and_not_their_bottlenecks() -> None:
    pages = {page.url: page.view for page in bottleneck_pages(full())}
    (kind,) = pages["pullonkaulat/"]["met"]
    assert {name: kind[name] for name in ("practices", "solved", "adoptions", "now")} == {
        "practices": 2,
        "solved": 1,
        "adoptions": 1,
        "now": 2,
    }
    assert pages["pullonkaulat/"]["unmet"] == []


def test_kinds_come_most_met_first_and_those_nobody_met_apart() -> None:
    (listed,) = (page.view for page in bottleneck_pages(small()) if page.url == "pullonkaulat/")
    assert [kind["title"] for kind in listed["met"]] == ["Osaaminen", "Rahoitus"]
    empty = made()
    assert empty["pullonkaulat/"]["met"] == []
    assert [kind["url"] for kind in empty["pullonkaulat/"]["unmet"]] == ["pullonkaulat/rahoitus/"]
    assert empty["pullonkaulat/rahoitus/"]["rows"] == []
    assert empty["pullonkaulat/rahoitus/"]["search"] == ""


def test_page_of_a_kind_has_its_rows_by_section() -> None:
    (view,) = (page.view for page in bottleneck_pages(full()) if page.url == "pullonkaulat/rahoitus/")
    rows = [(row["section"], row.get("practice", {}).get("title", ""), row["size"]) for row in view["rows"]]
    assert rows == [
        ("solved", "A", "209\u00a0633\u00a0asukasta"),
        ("open", "A", "209\u00a0633\u00a0asukasta"),
        ("open", "B", "2 kuntaa, 50\u00a0339–209\u00a0633\u00a0asukasta"),
        ("open", "B", "2 kuntaa, 50\u00a0339–209\u00a0633\u00a0asukasta"),
        ("adoption", "C", "9\u00a0755\u00a0asukasta"),
        ("adoption", "C", "9\u00a0755\u00a0asukasta"),
        ("now", "", "9\u00a0755\u00a0asukasta"),
        ("now", "", "209\u00a0633\u00a0asukasta"),
    ]
    assert [place["title"] for place in view["rows"][4]["places"]] == ["Ii"]
    assert (view["rows"][4]["origin"], view["rows"][4]["solved"]) == ("Turku", "Tukea saatiin.")
    assert view["rows"][5]["solved"] == ""
    assert [(theme["title"], theme["count"]) for theme in view["themes"]] == [("Energia", 2), ("Ruoka", 1)]
    assert view["themes"][1]["url"] == "haku/?pullonkaula=rahoitus&teema=ruoka"


@pytest.mark.parametrize(
    ("bottlenecks", "words"),
    [
        ([[SOLVED]], "1\u00a0käytäntö on kohdannut tämän. Ratkaisu on kirjattu."),
        ([[OPEN]], "1\u00a0käytäntö on kohdannut tämän. Ratkaisua ei ole vielä kirjattu."),
        ([[SOLVED], [OPEN]], "2\u00a0käytäntöä on kohdannut tämän. Niistä 1 kertoo ratkaisun."),
    ],
)
def test_summary(bottlenecks: list[list[Any]], words: str) -> None:
    practices = (entry("practice", f"k-{number}", bottlenecks=given) for number, given in enumerate(bottlenecks))
    assert made(*practices)["pullonkaulat/rahoitus/"]["summary"] == words


@pytest.mark.parametrize(
    ("own", "of_adoption", "words"),
    [([1], [1, 2], "1\u00a0lähde"), ([], [1, 2], "2\u00a0lähdettä"), ([], [], "")],
)
def test_an_adopters_bottleneck_is_sourced_by_its_adoption(own: list[int], of_adoption: list[int], words: str) -> None:
    adoption = {"municipality": "Ii", "bottlenecks": [{**OPEN, "source": own}], "source": of_adoption}
    (row,) = made(entry("practice", "k", adoptions=[adoption]))["pullonkaulat/rahoitus/"]["rows"]
    assert row["sources"] == words


def test_long_pages_are_divided() -> None:
    practices = [entry("practice", f"k-{number}", bottlenecks=[SOLVED, OPEN]) for number in range(PER_PAGE)]
    pages = made(*practices)
    first, second = pages["pullonkaulat/rahoitus/"], pages["pullonkaulat/rahoitus/sivu/2/"]
    assert {row["section"] for row in first["rows"]} == {"solved"}
    assert {row["section"] for row in second["rows"]} == {"open"}


def test_kinds_are_found_by_search() -> None:
    (found,) = (item for item in documents(catalogue()) if item.url == "pullonkaulat/rahoitus/")
    assert found.title == "Rahoitus"
    assert found.facets == {"laji": ("Pullonkaula",)}
    assert {"pullonkaula", "Rahoitus", "Rahaa ei löydy."} <= {text for _, text in found.texts}
