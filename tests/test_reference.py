"""The municipalities and regions of Finland."""

import pytest

from kaytantopankki.content.field_types import MunicipalityType
from kaytantopankki.content.municipalities import Place, Region, collation, meant_place, places, regions, slugify


def test_counts() -> None:
    assert (len(places()), len(regions())) == (308, 19)
    assert len({place.code for place in places().values()}) == 308


def test_every_municipality_is_in_a_region_and_every_region_has_some() -> None:
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


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Turku", "Turku"),
        ("turku", "Turku"),
        ("  Turku ", "Turku"),
        ("Turun", "Turku"),
        ("Turussa", "Turku"),
        ("Turusta", "Turku"),
        ("Åbo", "Turku"),
        ("Åbo stad", "Turku"),
        ("Turun kaupunki", "Turku"),
        ("Tuku", "Turku"),
        ("Tampereella", "Tampere"),
        ("Tampereelta", "Tampere"),
        ("Tammerfors", "Tampere"),
        ("Helsinfors", "Helsinki"),
        ("Seinäjoella", "Seinäjoki"),
        ("Riihimaki", "Riihimäki"),
        ("Iin kunta", "Ii"),
        ("Iissä", "Ii"),
        ("Pedersöre", "Pedersören kunta"),
        ("Korsholm", "Mustasaari"),
        ("Maarianhaminassa", "Maarianhamina"),
        ("Lieto", "Lieto"),
        ("Loimaa", "Loimaa"),
    ],
)
def test_meant_place(text: str, name: str) -> None:
    assert meant_place(text) == name


@pytest.mark.parametrize("text", ["", "Xyzzy", "Tukholma-Arlanda", "1234"])
def test_nothing_is_meant(text: str) -> None:
    assert meant_place(text) is None


def test_every_form_of_every_name_means_its_municipality() -> None:
    for place in places().values():
        assert meant_place(place.name) == place.name
        assert meant_place(place.genitive) == place.name
        assert meant_place(place.locative) == place.name


def test_finnish_order() -> None:
    words = ["Akaa", "Espoo", "Vantaa", "Zürich", "Ylöjärvi", "Äänekoski", "Åland", "Öland", "äiti", "Ähtäri", "Šakki"]
    assert sorted(words, key=collation) == [
        "Akaa",
        "Espoo",
        "Šakki",
        "Vantaa",
        "Ylöjärvi",
        "Zürich",
        "Åland",
        "Ähtäri",
        "äiti",
        "Äänekoski",
        "Öland",
    ]
    assert list(places())[:2] == ["Akaa", "Alajärvi"]
    assert list(places())[-2:] == ["Ähtäri", "Äänekoski"]


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Pedersören kunta", "pedersoren-kunta"),
        ("  Äänekoski ", "aanekoski"),
        ("Mänttä-Vilppula", "mantta-vilppula"),
        ("CO₂ & lämpö!", "co2-lampo"),
        ("!!", ""),
    ],
)
def test_slugify(text: str, slug: str) -> None:
    assert slugify(text) == slug
