"""The municipalities and regions of Finland."""

import pytest

from kaytantopankki.content.field_types import MunicipalityType
from kaytantopankki.content.municipalities import (
    Place,
    Region,
    areas,
    collation,
    formers,
    places,
    read_places,
    regions,
    slugify,
    unknown_place_message,
)
from tests.cases import read_tables

CASES = read_tables(__file__)


def test_every_municipality_is_in_a_region_and_every_region_has_some() -> None:
    assert (len(places()), len(regions())) == (308, 19)
    assert len({place.code for place in places().values()}) == 308
    assert {place.region for place in places().values()} == set(regions())


def test_addresses_are_unique_and_plain() -> None:
    for slugs in ([place.slug for place in places().values()], [region.slug for region in regions().values()]):
        assert len(set(slugs)) == len(slugs)
        assert [slugify(slug) for slug in slugs] == slugs


def test_numbers_are_sensible() -> None:
    for place in places().values():
        assert 50 < place.population < 800_000, place
        assert 59 < place.latitude < 71, place
        assert 19 < place.longitude < 32, place
        assert place.website.startswith(("https://", "http://")), place
        assert place.languages
        assert set(place.languages) <= {"fi", "sv", "se"}, place
        assert place.population_year == 2025
    for region in regions().values():
        people = sum(place.population for place in places().values() if place.region == region.code)
        assert people == region.population, region
    assert {place.type for place in places().values()} == set(MunicipalityType)


def test_names_are_inflected() -> None:
    items: list[Place | Region] = [*places().values(), *regions().values()]
    for item in items:
        assert item.genitive.removesuffix(" Tl").endswith("n"), item
        assert item.locative.endswith(("ssa", "ssä", "lla", "llä", "nna")), item


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in CASES["meant"].items() for text in texts])
def test_the_municipality_that_was_meant(name: str, text: str) -> None:
    assert unknown_place_message(text) == f'tuntematon kunta "{text}", tarkoititko "{name}"?'


@pytest.mark.parametrize("text", CASES["nothing_meant"])
def test_nothing_is_meant(text: str) -> None:
    assert read_places(text) == [text]
    message = unknown_place_message(text)
    assert message == f'tuntematon kunta "{text}". Kirjoita kunnan suomenkielinen nimi perusmuodossa'


@pytest.mark.parametrize(("text", "message"), CASES["told"].items())
def test_what_is_no_municipality_of_today_is_told_with_those_that_are(text: str, message: str) -> None:
    assert unknown_place_message(text) == message


@pytest.mark.parametrize(("text", "names"), CASES["read"].items())
def test_a_form_reads_names_that_are_certain(text: str, names: list[str]) -> None:
    assert read_places(text) == names


def test_every_form_of_every_name_means_its_municipality() -> None:
    for place in places().values():
        for form in (place.name, place.genitive, place.locative, f"{place.name_sv} kommun"):
            assert read_places(form) == [place.name]


def test_every_former_municipality_leads_to_those_of_today() -> None:
    assert len({former.name.replace("mlk", "maalaiskunta") for former in formers()}) == 153
    for former in formers():
        assert places().keys() >= {*former.municipalities}
        assert former.name not in places()
        assert 2001 <= former.since <= 2025
        for text in (former.name, former.name_sv, f"{former.genitive} kunta", f"{former.name} - {former.name_sv}"):
            message = unknown_place_message(text)
            assert message.startswith(f"entinen kunta {former.name} kuuluu") or former.name == "Loimaan kunta", text
            assert all(f'"{name}"' in message for name in former.municipalities)


def test_every_municipality_is_in_one_region_and_one_subregion() -> None:
    found = [name for area in areas() for name in area.municipalities]
    assert sorted(found) == sorted([*places(), *places()])
    assert len(areas()) == 19 + 69


def test_finnish_order() -> None:
    assert sorted(sorted(CASES["in_order"]), key=collation) == CASES["in_order"]
    assert list(places())[:2] == ["Akaa", "Alajärvi"]
    assert list(places())[-2:] == ["Ähtäri", "Äänekoski"]


def test_slugify() -> None:
    assert {text: slugify(text) for text in CASES["slugs"]} == CASES["slugs"]
