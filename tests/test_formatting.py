"""Dates, numbers, counts and stages as Finnish text; a plain space stands for one that does not break."""

from datetime import date
from typing import Any

import pytest

from kaytantopankki import formatting
from kaytantopankki.content.field_types import Moment
from kaytantopankki.content.municipalities import places
from tests.builders import catalogue, entry


def spaced(text: str) -> str:
    return text.replace(formatting.NBSP, " ")


@pytest.mark.parametrize(
    ("value", "text", "euros"),
    [
        (0, "0", "0"),
        (999, "999", "999"),
        (49500, "49 500", "49 500"),
        (1900000.0, "1 900 000", "1 900 000"),
        (1e13, "10 000 000 000 000", "10 000 000 000 000"),
        (1.5, "1,5", "1,50"),
        (-1234.5, "−1 234,5", None),
        (0.0125, "0,0125", "0,01"),
        (0.1 + 0.2, "0,3", "0,30"),
        (0.99999, "1", "1,00"),
    ],
)
def test_number_and_euros(value: float, text: str, euros: str | None) -> None:
    assert " " not in formatting.number(value)
    assert spaced(formatting.number(value)) == text
    assert euros is None or spaced(formatting.euros(value)) == euros


@pytest.mark.parametrize(("value", "unit", "text"), [(-3, "%", "−3 %"), (12.5, "MWh/v", "12,5 MWh/v"), (12, "", "12")])
def test_amount_stays_on_one_line(value: float, unit: str, text: str) -> None:
    assert formatting.amount(value, unit) == text.replace(" ", formatting.NBSP)


def test_dates_have_the_month_in_the_partitive() -> None:
    assert formatting.short_date(date(2024, 2, 29)) == "29.2.2024"
    assert formatting.long_date(date(2024, 2, 29)) == "29. helmikuuta 2024"
    assert [formatting.long_date(date(2021, month, 1)).split()[1] for month in range(1, 13)] == [
        *("tammikuuta", "helmikuuta", "maaliskuuta", "huhtikuuta", "toukokuuta", "kesäkuuta"),
        *("heinäkuuta", "elokuuta", "syyskuuta", "lokakuuta", "marraskuuta", "joulukuuta"),
    ]


@pytest.mark.parametrize(
    ("value", "texts"),
    [
        ("2021", ("2021", "2021", "", "")),
        ("2021-12", ("joulukuu 2021", "12/2021", "", "")),
        ("2021-05-03", ("3. toukokuuta 2021", "3.5.2021", "", "maanantai")),
        ("2021-05-09 13:00", ("9. toukokuuta 2021", "9.5.2021", "klo 13", "sunnuntai")),
        ("2021-05-08 09:05", ("8. toukokuuta 2021", "8.5.2021", "klo 9.05", "lauantai")),
        ("2021-05-08 00:00", ("8. toukokuuta 2021", "8.5.2021", "klo 0", "lauantai")),
    ],
)
def test_moment_is_told_as_exactly_as_it_is_known(value: str, texts: tuple[str, ...]) -> None:
    moment = Moment.parse(value)
    forms = (formatting.moment, formatting.short_moment, formatting.time_text, formatting.weekday)
    assert tuple(spaced(form(moment)) for form in forms) == texts


@pytest.mark.parametrize(
    ("started", "ended", "text"),
    [
        ("2018-11", "2021", "2018–2021"),
        ("2019-01", "2019-12-31", "2019"),
        ("2004", None, "vuodesta 2004"),
        (None, "2020-06", "vuoteen 2020"),
        (None, None, ""),
    ],
)
def test_period(started: str | None, ended: str | None, text: str) -> None:
    first, last = (Moment.parse(value) if value else None for value in (started, ended))
    assert formatting.period(first, last) == text


def test_counts_lists_and_capitals() -> None:
    counts = [spaced(formatting.counted(count, "käytäntö", "käytäntöä")) for count in (0, 1, 1200)]
    assert counts == ["0 käytäntöä", "1 käytäntö", "1 200 käytäntöä"]
    lists = [formatting.listed(words) for words in ([], ["Turku"], ["Turku", "Ii"], ("Turku", "Ii", "Lahti"))]
    assert lists == ["", "Turku", "Turku ja Ii", "Turku, Ii ja Lahti"]
    assert [formatting.capitalised(text) for text in ("", "äiti", "EU:n", "1 kunta")] == ["", "Äiti", "EU:n", "1 kunta"]


@pytest.mark.parametrize(
    ("names", "text", "population"),
    [
        ("Turku", "Turku", "{Turku} asukasta"),
        ("Turku Ii Lahti", "Turku, Ii ja Lahti", "3 kuntaa, {Ii}–{Turku} asukasta"),
        ("Ii Kemi Lahti Oulu Turku", "Ii, Kemi, Lahti ja 2 muuta kuntaa", "5 kuntaa, {Ii}–{Oulu} asukasta"),
    ],
)
def test_municipalities_of_a_practice(names: str, text: str, population: str) -> None:
    practice = entry("practice", "k", municipalities=names.split())
    assert formatting.municipalities_text(practice) == text
    found = formatting.population_text(catalogue(practice), practice.data.municipalities)
    figures = {name: formatting.number(place.population) for name, place in places().items() if name in names}
    assert spaced(found) == spaced(population.format(**figures))


def test_adoptions_are_counted_by_stage_and_drawn_while_they_are_few() -> None:
    def view(*stages: str | None, **fields: Any) -> dict[str, Any]:
        towns = ("Ii", "Kemi", "Lahti", "Oulu", "Turku", "Salo", "Raisio", "Vaasa", "Kuopio", "Espoo", "Vantaa")
        adoptions = [{"municipality": town, "stage": stage} for town, stage in zip(towns, stages, strict=False)]
        practice = entry("practice", "k", adoptions=[*adoptions, *fields.get("also", [])])
        return formatting.adoptions_view(catalogue(practice), practice)

    assert view() == {"count": 0, "dots": [], "text": ""}
    same = {"municipality": "Helsinki", "stage": "in_use", "model_named": False}
    found = view("in_use", "in_use", "pilot", "rejected", "ended", None, also=[same])
    assert found["dots"] == ["full", "full", "half", "struck", "barred", "none"]
    assert spaced(found["text"]) == (
        "Käytössä 2 kunnassa, 1 kokeilee, 1 lopetti, 1 ei ottanut, 1 otti mallin, vaihe ei tiedossa, "
        "sama malli 1 muussa kunnassa"
    )
    assert view(*["in_use"] * 11)["dots"] == []
