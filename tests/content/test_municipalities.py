"""The municipalities and regions of Finland."""

import pytest

from kaytantopankki.content.field_types import MunicipalityType
from kaytantopankki.content.municipalities import (
    Place,
    Region,
    collation,
    place_called,
    places,
    regions,
    slugify,
)
from kaytantopankki.content.references import unknown_reference_message
from tests.content import table

CASES = table("municipalities")


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
    message = unknown_reference_message("municipality", text, {})
    assert message == f'tuntematon kunta "{text}", tarkoititko "{name}"?'


@pytest.mark.parametrize("text", CASES["nothing_meant"])
def test_nothing_is_meant(text: str) -> None:
    assert place_called(text) is None
    assert "tarkoititko" not in unknown_reference_message("municipality", text, {})


def test_every_form_of_every_name_means_its_municipality() -> None:
    for place in places().values():
        assert {place_called(form) for form in (place.name, place.genitive, place.locative)} == {place.name}


def test_finnish_order() -> None:
    assert sorted(sorted(CASES["in_order"]), key=collation) == CASES["in_order"]
    assert list(places())[:2] == ["Akaa", "Alajärvi"]
    assert list(places())[-2:] == ["Ähtäri", "Äänekoski"]


def test_slugify() -> None:
    assert {text: slugify(text) for text in CASES["slugs"]} == CASES["slugs"]
