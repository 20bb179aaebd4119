"""The starter card, our own divisions on it, and the ledger with its prefilled forms."""

import json
from typing import Any

import pytest

from kaytantopankki.analysis.aggregates import Payback, paybacks, per_inhabitant, round_significant
from kaytantopankki.page import Context
from kaytantopankki.pages.practice_pages import adoption_row, model_origin_text, starter
from tests.builders import catalogue, entry

NBSP = "\u00a0"


def card(**fields: Any) -> Context:
    made = catalogue(entry("practice", "k", **fields))
    view = starter(made, made.practices["k"])
    assert json.loads(json.dumps(view)) == view
    return view


def rows(view: Context) -> dict[str, list[str]]:
    return {row["label"]: [line["text"] for line in row["lines"]] for row in view["rows"]}


def cost(basis: str = "reported", **figures: Any) -> dict[str, Any]:
    return {"basis": basis, **figures}


def share(*costs: Any, municipalities: tuple[str, ...] = ("Turku",)) -> float | None:
    made = catalogue(entry("practice", "k", costs=list(costs), municipalities=list(municipalities)))
    found = per_inhabitant(made, made.practices["k"])
    return found.euros if found else None


def back(*costs: Any) -> list[Payback]:
    return paybacks(entry("practice", "k", costs=list(costs)))


@pytest.mark.parametrize(
    ("value", "result"), [(212.7, 210), (0.2371, 0.24), (9.96, 10), (149_895, 150_000), (0, 0), (4, 4), (1, 1)]
)
def test_rounded(value: float, result: float) -> None:
    assert round_significant(value) == pytest.approx(result)


@pytest.mark.parametrize(
    ("costs", "municipalities", "euros"),
    [
        ([cost(investment=2_096_330)], ["Turku"], 10),
        ([cost("estimated", investment=2_096_330), cost(yearly=5)], ["Turku"], 10),
        ([cost(investment=2_096_330), cost("target", investment=1)], ["Turku"], 10),
        ([cost("target", investment=2_096_330)], ["Turku"], None),
        ([cost(investment=2_096_330), cost(investment=1)], ["Turku"], None),
        ([cost(investment=2_096_330)], ["Turku", "Salo"], None),
        ([cost(amount=2_096_330, note="Muu")], ["Turku"], None),
        ([cost(investment=0)], ["Turku"], None),
    ],
)
def test_investment_for_each_inhabitant(costs: list[Any], municipalities: list[str], euros: float | None) -> None:
    assert share(*costs, municipalities=tuple(municipalities)) == euros


@pytest.mark.parametrize(
    ("costs", "years"),
    [
        ([cost(investment=100, yearly_saving=40)], [2.5]),
        ([cost(investment=280_000), cost("estimated", yearly_saving=25_000, approx="about")], [11]),
        ([cost(investment=100, yearly_saving=40), cost(payback_years=7)], [7]),
        ([cost(payback_years=7), cost(payback_years=9)], [7, 9]),
        ([cost("target", investment=100), cost(yearly_saving=40)], []),
        ([cost(investment=100), cost("target", yearly_saving=40)], []),
        ([cost(investment=100), cost(investment=90), cost(yearly_saving=40)], []),
        ([cost(investment=100), cost(yearly_saving=40, approx="at_least")], []),
        ([cost(investment=100, approx="over"), cost(yearly_saving=40)], []),
        ([cost(investment=100), cost(yearly_saving=0)], []),
        ([cost(investment=100)], []),
        ([], []),
    ],
)
def test_payback_is_given_or_computed_from_single_figures(costs: list[Any], years: list[float]) -> None:
    found = back(*costs)
    assert [item.years for item in found] == years
    computed = not any("payback_years" in given for given in costs)
    assert all(item.computed == computed for item in found)


@pytest.mark.parametrize(
    ("years", "approx", "result"),
    [
        (3, None, "fits"),
        (4, None, "fits"),
        (4.1, None, "longer"),
        (6, None, "longer"),
        (4, "about", "about"),
        (3, "about", "fits"),
        (6, "about", "longer"),
        (3, "over", "unknown"),
        (4, "over", "longer"),
        (5, "at_least", "longer"),
        (4, "at_least", "about"),
        (6, "at_most", "unknown"),
        (4, "at_most", "fits"),
        (4, "nearly", "fits"),
    ],
)
def test_council_term(years: float, approx: str | None, result: str) -> None:
    (item,) = back(cost(payback_years=years, approx=approx))
    assert item.council_term == result


def test_known_facts_come_with_basis_and_sources() -> None:
    view = card(
        effort="Kaksi kuukautta.",
        costs=[
            cost("measured", investment=2_096_330, note="Putket", year=2020, source=1),
            cost(yearly=900, source=1),
            cost("target", investment=5, note="Suunnitelma", source=1),
        ],
        sources=[{"title": "S"}],
        uptake={
            "conditions": ["Ehto."],
            "decision_level": "council",
            "suits": {"population_max": 5000, "note": "Saaristo."},
            "documents": [{"title": "Malli", "url": "https://x.example/", "source": 1}],
        },
        contact={"organisation": "Turku", "hosts_visits": False, "checked": "2026-05-03"},
    )
    assert rows(view) == {
        "Ehdot": ["Ehto."],
        "Työmäärä": ["Kaksi kuukautta."],
        "Investointi": [
            f"2{NBSP}096{NBSP}330{NBSP}€",
            f"5{NBSP}€",
            f"Noin 10{NBSP}€/asukas, kun asukkaita on 210{NBSP}000",
        ],
        "Kustannus vuodessa": [f"900{NBSP}€/v"],
        "Kuka päättää": ["Valtuusto"],
        "Kenelle sopii": [f"Enintään 5{NBSP}000 asukasta. Saaristo."],
        "Valmiit asiakirjat": ["Malli"],
        "Keneltä kysyä": ["Turku"],
    }
    money = view["rows"][2]["lines"]
    assert [(line["basis"] or {}).get("label") for line in money] == ["Mitattu", "Tavoite", None]
    assert [(line["note"], line["sources"]) for line in money[:2]] == [("Putket, 2020", [1]), ("Suunnitelma", [1])]
    assert money[2]["trace"][0] == (
        f"Investointi 2{NBSP}096{NBSP}330{NBSP}€ jaettuna asukasluvulla 209{NBSP}633 (31.12.2025) on noin "
        f"10{NBSP}€ asukasta kohti."
    )
    assert view["rows"][-1]["lines"][0]["note"] == "Tarkistettu 3. toukokuuta 2026. Ei ota vierailijoita"
    assert view["missing"] == ["ensimmäiset askeleet"]


def test_what_is_not_known_is_one_list() -> None:
    view = card()
    assert rows(view) == {"Keneltä kysyä": ["Turun kaupunki"]}
    assert view["missing"] == [
        "ensimmäiset askeleet",
        "ehdot",
        "työmäärä",
        "investointi",
        "kustannus vuodessa",
        "kuka päättää",
        "kenelle sopii",
        "valmiit asiakirjat",
    ]


@pytest.mark.parametrize(
    ("costs", "text", "note"),
    [
        (
            [cost(payback_years=6)],
            f"Maksaa itsensä takaisin 6{NBSP}vuodessa: pitempi kuin nelivuotinen valtuustokausi",
            "",
        ),
        (
            [cost("estimated", payback_years=4, approx="about", note="Arvio")],
            f"Maksaa itsensä takaisin noin 4{NBSP}vuodessa: suunnilleen nelivuotisen valtuustokauden mittainen aika",
            "Arvio",
        ),
        (
            [cost("target", payback_years=2)],
            f"Tavoite: maksaa itsensä takaisin 2{NBSP}vuodessa: mahtuu nelivuotiseen valtuustokauteen",
            "",
        ),
        (
            [cost(investment=100, yearly_saving=40)],
            f"Maksaa itsensä takaisin noin 2,5{NBSP}vuodessa: mahtuu nelivuotiseen valtuustokauteen",
            "Laskettu: investointi / säästö",
        ),
    ],
)
def test_payback_in_words(costs: list[Any], text: str, note: str) -> None:
    (row,) = (row for row in card(costs=costs)["rows"] if row["label"] == "Takaisinmaksuaika")
    (line,) = row["lines"]
    assert (line["text"], line["note"]) == (text, note)
    assert bool(line["trace"]) == note.startswith("Laskettu")
    assert (line["basis"] is None) == note.startswith("Laskettu")


@pytest.mark.parametrize(("approx", "word"), [(None, "Noin"), ("nearly", "Noin"), ("over", "Vähintään noin"), ("at_most", "Enintään noin")])  # fmt: skip
def test_bound_of_an_investment_is_kept_in_the_division(approx: str | None, word: str) -> None:
    (line,) = (line for row in card(costs=[cost(investment=900_000, approx=approx)])["rows"] for line in row["lines"] if line["trace"])  # fmt: skip
    assert line["text"].startswith(f"{word} 4,30{NBSP}€/asukas")


@pytest.mark.parametrize(
    ("fields", "when"),
    [
        ({}, ""),
        ({"year": "2024-05"}, "Toukokuu 2024"),
        ({"year": 2019, "ended": 2022}, "2019–2022"),
        ({"year": "2019-05", "ended": 2022}, "Toukokuu 2019 – 2022"),
        ({"year": 2023, "ended": 2023}, "2023"),
        ({"ended": 2023}, "Päättyi 2023"),
    ],
)
def test_time_of_an_adoption(fields: dict[str, Any], when: str) -> None:
    assert adoption(**fields)["when"] == when


def adoption(**fields: Any) -> Context:
    made = catalogue(entry("practice", "k", adoptions=[{"municipality": "Ii", **fields}]))
    return adoption_row(made, made.practices["k"].data.adoptions[0])


def test_nothing_of_an_adoption_is_lost() -> None:
    row = adoption(
        stage="ended",
        result="Säästöä.",
        why_not="Raha loppui.",
        cost="Vähän.",
        heard_from="Kollega",
        changed="Kaikki.",
        bottlenecks=[{"kind": "rahoitus", "what": "Rahaa ei ollut."}],
    )
    assert (row["why_label"], row["why_not"], row["result"]) == ("Miksi lopetettiin", "Raha loppui.", "Säästöä.")
    assert (row["cost"], row["heard"], row["changed"]) == ("Vähän.", "Kollega", "Kaikki.")
    assert row["bottlenecks"] == [
        {
            "title": "Rahoitus",
            "url": "pullonkaulat/rahoitus/",
            "what": "Rahaa ei ollut.",
            "solved": "",
            "sources": [],
        }
    ]
    assert adoption(stage="rejected")["why_label"] == "Miksi ei"


@pytest.mark.parametrize(
    ("named", "words"),
    [
        ([], ""),
        ([False], ""),
        ([None], "Lähteet eivät kerro, mistä malli saatiin."),
        ([True], "Lähteen mukaan malli saatiin täältä."),
        ([True, True, False], "Lähteiden mukaan kaikki saivat mallin täältä."),
        (
            [True, None, True],
            "Lähteiden mukaan mallin saivat täältä Ii ja Kemi. Muista lähteet eivät kerro, mistä malli saatiin.",
        ),
    ],
)
def test_of_whom_a_source_says_that_the_model_came_from_here(named: list[bool | None], words: str) -> None:
    towns = ("Ii", "Oulu", "Kemi")
    given = [{"municipality": town, "stage": "in_use", "model_named": value} for town, value in zip(towns, named, strict=False)]  # fmt: skip
    assert model_origin_text(entry("practice", "k", adoptions=given)) == words
