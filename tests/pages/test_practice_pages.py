"""The starter card, our own divisions on it, and the ledger of adoptions; a plain space stands for one that does not
break."""

import json
from typing import Any

import pytest

from kaytantopankki.analysis.aggregates import paybacks, per_inhabitant, round_significant
from kaytantopankki.formatting import NBSP
from kaytantopankki.page import Context
from kaytantopankki.pages.cards import CardRenderer
from kaytantopankki.pages.practice_pages import practice_pages
from kaytantopankki.pages.templates import environment
from kaytantopankki.settings import Settings, Site
from tests import OVERRIDES
from tests.builders import catalogue, entry
from tests.cases import read_tables

SETTINGS = Settings(OVERRIDES, 24, {}, Site("Käytäntöpankki", "https://example.org/"))
CASES = read_tables(__file__)


def view(**fields: Any) -> Context:
    """What the page of a practice shows."""
    entries = catalogue(entry("practice", "k", **fields))
    (page,) = practice_pages(entries, CardRenderer(entries, SETTINGS.templates), SETTINGS)
    shown: Context = json.loads(json.dumps(page.view).replace(NBSP, " ").replace("\\u00a0", " "))
    return shown


def lines(card: Context, label: str) -> list[Context]:
    given: Context = {"note": "", "basis": None, "trace": []}
    return [given | line for row in card["rows"] if row["label"] == label for line in row["lines"]]


def test_rounded() -> None:
    values = {212.7: 210, 0.2371: 0.24, 9.96: 10, 149_895: 150_000, 0: 0, 4: 4}
    assert {value: round_significant(value) for value in values} == pytest.approx(values)


@pytest.mark.parametrize(("costs", "euros"), CASES["per_inhabitant"])
def test_investment_for_each_inhabitant(costs: list[Any], euros: float | None) -> None:
    entries = catalogue(
        entry("practice", "k", costs=costs), entry("practice", "m", costs=costs, municipalities=["Turku", "Salo"])
    )
    share = per_inhabitant(entries, entries.practices["k"])
    assert (share and share[0]) == euros
    assert per_inhabitant(entries, entries.practices["m"]) is None


@pytest.mark.parametrize(("costs", "years"), CASES["paybacks"])
def test_payback_is_given_or_computed_from_single_figures(costs: list[Any], years: list[float]) -> None:
    found = paybacks(entry("practice", "k", costs=costs))
    computed = not any(given["kind"] == "payback" for given in costs)
    assert [(item.years, item.computed) for item in found] == [(value, computed) for value in years]


@pytest.mark.parametrize(("approx", "fits"), CASES["council_term"])
def test_council_term(approx: str | None, fits: dict[float, str]) -> None:
    found = paybacks(
        entry("practice", "k", costs=[{"kind": "payback", "years": years, "approx": approx} for years in fits])
    )
    assert {item.years: item.council_term for item in found} == fits


def test_known_facts_come_with_basis_and_sources() -> None:
    card = view(**CASES["known"]["fields"])["starter"]
    assert {row["label"]: [line["text"] for line in row["lines"]] for row in card["rows"]} == CASES["known"]["rows"]
    investments = lines(card, "Investointi")
    assert [line["basis"] and line["basis"]["label"] for line in investments] == ["Mitattu", "Tavoite", None]
    assert [(line["note"], line["sources"]) for line in investments[:2]] == [
        ("Putket, 2020", [1]),
        ("Suunnitelma", [1]),
    ]
    assert investments[2]["trace"][0] == (
        "Investointi 2 096 330 € jaettuna asukasluvulla 209 633 (31.12.2025) on noin 10 € asukasta kohti."
    )
    assert lines(card, "Keneltä kysyä")[0]["note"] == "Tarkistettu 3. toukokuuta 2026. Ei ota vierailijoita"
    assert card["missing"] == ["ensimmäiset askeleet"]


def test_what_is_not_known_is_one_list() -> None:
    card = view()["starter"]
    assert [row["label"] for row in card["rows"]] == ["Keneltä kysyä"]
    assert card["missing"] == [
        *("ensimmäiset askeleet", "ehdot", "työmäärä", "investointi", "kustannus vuodessa", "kuka päättää"),
        *("kenelle sopii", "valmiit asiakirjat"),
    ]


@pytest.mark.parametrize(("suits", "text"), CASES["suits"])
def test_for_whom_it_is_meant(suits: dict[str, Any], text: str) -> None:
    assert lines(view(uptake={"suits": suits})["starter"], "Kenelle sopii")[0]["text"] == text


@pytest.mark.parametrize(("costs", "text", "note"), CASES["payback_lines"])
def test_payback_in_words(costs: list[Any], text: str, note: str) -> None:
    (line,) = lines(view(costs=costs)["starter"], "Takaisinmaksuaika")
    assert (line["text"], line["note"]) == (text, note)
    assert bool(line["trace"]) == (line["basis"] is None) == note.startswith("Laskettu")


@pytest.mark.parametrize(("approx", "word"), CASES["bounds"])
def test_bound_of_an_investment_is_kept_in_the_division(approx: str | None, word: str) -> None:
    investment = {"kind": "investment", "amount": 900_000, "approx": approx}
    _, line = lines(view(costs=[investment])["starter"], "Investointi")
    assert line["text"].startswith(f"{word} 4,30 €/asukas")


@pytest.mark.parametrize(("fields", "when"), CASES["times"])
def test_time_of_an_adoption(fields: dict[str, Any], when: str) -> None:
    assert view(adoptions=[{"municipality": "Ii", **fields}])["other"][0]["when"] == when


def test_nothing_of_an_adoption_is_lost() -> None:
    ended = CASES["ended"]
    row, rejected = view(adoptions=[ended, {"municipality": "Kemi", "stage": "rejected"}])["other"]
    assert (row["why_label"], rejected["why_label"]) == ("Miksi lopetettiin", "Miksi ei")
    assert [row[name] for name in ("result", "why_not", "cost", "changed")] == [
        ended[name] for name in ("result", "why_not", "cost", "changed")
    ]
    assert row["heard_from"] == "Kollega"
    link = {"title": "Rahoitus", "url": "pullonkaulat/rahoitus/"}
    assert row["bottlenecks"] == [{**link, "what": "Rahaa ei ollut.", "solved": "", "sources": []}]


@pytest.mark.parametrize(("named", "words"), CASES["model_origin"])
def test_of_whom_a_source_says_that_the_model_came_from_here(named: list[bool | None], words: str) -> None:
    adoptions = [
        {"municipality": town, "stage": "in_use", "model_named": value}
        for town, value in zip(("Ii", "Oulu", "Kemi"), named, strict=False)
    ]
    page = view(adoptions=adoptions)
    naming = environment(SETTINGS.templates).get_template("partials/kp/ledger.html").module.naming  # type: ignore[attr-defined]
    assert (str(naming(page["adopters"], page["named"])) if page["adopters"] else "") == words
    assert len(page["parallel"]) == named.count(False)
