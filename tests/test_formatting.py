"""Dates, numbers, counts and stages as Finnish text."""

from datetime import date
from typing import Any

import pytest

from kaytantopankki import formatting
from kaytantopankki.content.catalogue import adoptions_of
from kaytantopankki.content.field_types import Moment
from kaytantopankki.content.municipalities import places
from kaytantopankki.pages.news_and_events import when
from tests.builders import catalogue, entry
from tests.cases import read_tables, spaced

CASES = read_tables(__file__)


@pytest.mark.parametrize(("value", "text", "euros"), CASES["numbers"])
def test_number_and_euros(value: float, text: str, euros: str | None) -> None:
    assert " " not in formatting.number(value)
    assert spaced(formatting.number(value)) == text
    assert euros is None or spaced(formatting.euros(value)) == euros


@pytest.mark.parametrize(("written", "text"), CASES["unbroken"])
def test_a_figure_and_its_unit_stay_on_one_line(written: str, text: str) -> None:
    assert formatting.unbroken(written) == text.replace("_", formatting.NBSP)


def test_dates_have_the_month_in_the_partitive() -> None:
    assert formatting.short_date(date(2024, 2, 29)) == "29.2.2024"
    assert formatting.long_date(date(2024, 2, 29)) == "29. helmikuuta 2024"
    assert [formatting.long_date(date(2021, month, 1)).split()[1] for month in range(1, 13)] == [
        *("tammikuuta", "helmikuuta", "maaliskuuta", "huhtikuuta", "toukokuuta", "kesäkuuta"),
        *("heinäkuuta", "elokuuta", "syyskuuta", "lokakuuta", "marraskuuta", "joulukuuta"),
    ]


@pytest.mark.parametrize(("value", "long", "short", "time", "weekday"), CASES["moments"])
def test_moment_is_told_as_exactly_as_it_is_known(value: str, long: str, short: str, time: str, weekday: str) -> None:
    moment = Moment.parse(value)
    assert (formatting.moment(moment), formatting.short_moment(moment)) == (long, short)
    told = ", ".join(filter(None, (f"{weekday} {long}".strip(), time)))
    assert spaced(when(entry("event", "t-1", start=value))) == formatting.capitalised(told)


@pytest.mark.parametrize(("started", "ended", "text"), CASES["periods"])
def test_period(started: str | None, ended: str | None, text: str) -> None:
    first, last = (Moment.parse(value) if value else None for value in (started, ended))
    assert formatting.period(first, last) == text


def test_counts_lists_and_capitals() -> None:
    counts = [spaced(formatting.counted(count, "käytäntö", "käytäntöä")) for count in (0, 1, 1200)]
    assert counts == ["0 käytäntöä", "1 käytäntö", "1 200 käytäntöä"]
    lists = [formatting.listed(words) for words in ([], ["Turku"], ["Turku", "Ii"], ("Turku", "Ii", "Lahti"))]
    assert lists == ["", "Turku", "Turku ja Ii", "Turku, Ii ja Lahti"]
    assert [formatting.capitalised(text) for text in ("", "äiti", "EU:n", "1 kunta")] == ["", "Äiti", "EU:n", "1 kunta"]


@pytest.mark.parametrize(("names", "text", "population"), CASES["municipalities"])
def test_municipalities_of_a_practice(names: list[str], text: str, population: str) -> None:
    practice = entry("practice", "k", municipalities=names)
    assert formatting.municipalities_text(practice) == text
    figures = {name: formatting.number(places()[name].population) for name in names}
    found = formatting.population_text(catalogue(practice), practice.data.municipalities)
    assert spaced(found) == spaced(population.format(**figures))


def test_adoptions_are_counted_by_stage_and_drawn_while_they_are_few() -> None:
    towns = ("Ii", "Kemi", "Lahti", "Oulu", "Salo", "Vaasa", "Raisio", "Kuopio", "Espoo", "Vantaa", "Helsinki")
    many = [{"municipality": town, "stage": "in_use"} for town in towns]
    adoptions = {"none": [], "some": CASES["adoptions"], "many": many}
    practices = {slug: entry("practice", slug, adoptions=given) for slug, given in adoptions.items()}
    views = {
        slug: formatting.adoptions_view(catalogue(*practices.values()), practice)
        for slug, practice in practices.items()
    }
    assert views["none"] == {"count": 0, "dots": [], "text": ""}
    assert (views["some"]["count"], views["many"]["count"], views["many"]["dots"]) == (4, 11, [])
    assert views["some"]["dots"] == [
        *("full", "full", "half", "struck", "barred", "none", "ring", "ring", "ring", "barred")
    ]
    assert spaced(views["some"]["text"]) == CASES["spread"]


@pytest.mark.parametrize(("fields", "label", "text"), CASES["stages"])
def test_a_stage_has_the_year_when_what_is_known_is_over_two_years_old(
    fields: dict[str, Any], label: str, text: str
) -> None:
    """On 21 November 2026."""
    practice = entry("practice", "k", adoptions=[{"municipality": "Ii", **fields}])
    (use,) = adoptions_of(practice)
    view = formatting.adoption_stage_view(catalogue(practice), use)
    assert (spaced(view["label"]), spaced(view["text"])) == (label, text)


def test_the_stage_of_a_practice_has_its_year_too_and_what_was_made_of_it_is_counted() -> None:
    old = entry("practice", "old", stage="in_use", stage_as_of="2019-05", started="2017")
    found = catalogue(old, entry("practice", "own", adapted_from=[{"practice": "old"}], municipalities=["Ii"]))
    view = formatting.stage_view(found, old)
    assert (spaced(view["label"]), spaced(view["text"])) == ("Käytössä 2019", "Käytössä 2019, vuodesta 2017")
    assert spaced(formatting.adoptions_text(found, old)) == "1 tästä tehty oma käytäntö"
