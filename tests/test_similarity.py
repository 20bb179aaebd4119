"""How much municipalities resemble one another."""

import numpy as np
import pytest

from kaytantopankki.analysis.similarity import WEIGHTS, MunicipalitySimilarity, Peer
from kaytantopankki.content.catalogue import Catalogue
from tests import builders


def of(*entries: object) -> MunicipalitySimilarity:
    return MunicipalitySimilarity(builders.catalogue(*entries))  # type: ignore[arg-type]


def network(slug: str, *names: str, **of_last: str) -> object:
    members: list[dict[str, str]] = [{"municipality": name} for name in names]
    members[-1] |= of_last
    return builders.entry("network", slug, members=members)


@pytest.fixture(scope="module")
def plain() -> MunicipalitySimilarity:
    return of()


def peer(resemblance: MunicipalitySimilarity, name: str, other: str) -> Peer:
    return resemblance.peer(name, other)


def test_the_weights_are_shares_of_one() -> None:
    assert sum(WEIGHTS.values()) == pytest.approx(1)


def test_every_part_is_between_nothing_and_all_and_the_same_both_ways(plain: MunicipalitySimilarity) -> None:
    assert set(plain.parts) == set(WEIGHTS)
    for part in plain.parts.values():
        assert part.shape == (308, 308)
        assert part.min() >= 0
        assert part.max() <= 1
        assert np.allclose(part, part.T)


def test_nothing_resembles_itself(plain: MunicipalitySimilarity) -> None:
    assert not plain.total.diagonal().any()
    assert all(found.place.name != "Turku" for found in plain.nearest("Turku", 307))


@pytest.mark.parametrize(
    ("name", "other", "kilometres"), [("Helsinki", "Turku", 150), ("Utsjoki", "Hanko", 1131), ("Espoo", "Helsinki", 17)]
)
def test_distances(plain: MunicipalitySimilarity, name: str, other: str, kilometres: int) -> None:
    assert peer(plain, name, other).kilometres == pytest.approx(kilometres, rel=0.08)


def test_size_counts_by_ratio(plain: MunicipalitySimilarity) -> None:
    places = plain.catalogue.places
    small, middle = places["Savitaipale"].population, places["Luumäki"].population
    found = peer(plain, "Savitaipale", "Luumäki").parts["size"]
    assert found == pytest.approx(1 - abs(np.log10(middle / small)))
    assert peer(plain, "Savitaipale", "Helsinki").parts["size"] == 0


def test_languages_count_by_the_share_in_common(plain: MunicipalitySimilarity) -> None:
    assert peer(plain, "Turku", "Vaasa").parts["languages"] == 1
    assert peer(plain, "Turku", "Salo").parts["languages"] == 0.5
    assert peer(plain, "Salo", "Maarianhamina").parts["languages"] == 0


def test_a_rare_network_counts_more_than_a_common_one() -> None:
    many = list(builders.catalogue().places)[:100]
    found = of(network("pieni", "Turku", "Lahti"), network("suuri", *many, "Oulu", "Kotka"))
    assert peer(found, "Turku", "Lahti").parts["networks"] > peer(found, "Oulu", "Kotka").parts["networks"] > 0
    assert [item.slug for item in peer(found, "Turku", "Lahti").networks] == ["pieni"]


def test_a_former_member_is_not_in_the_network() -> None:
    found = of(network("pieni", "Turku", "Lahti", until="2020"))
    assert peer(found, "Turku", "Lahti").parts["networks"] == 0
    assert peer(found, "Turku", "Lahti").networks == ()


@pytest.mark.parametrize(
    ("name", "names"),
    [
        ("Savitaipale", ["Lemi", "Rautjärvi", "Luumäki", "Taipalsaari", "Ruokolahti"]),
        ("Helsinki", ["Espoo", "Vantaa", "Tampere", "Turku", "Kauniainen"]),
        ("Ii", ["Liminka", "Muhos", "Nivala", "Kalajoki", "Oulainen"]),
        ("Kauniainen", ["Hanko", "Karkkila", "Loviisa", "Forssa", "Maarianhamina"]),
    ],
)
def test_the_nearest_without_networks(plain: MunicipalitySimilarity, name: str, names: list[str]) -> None:
    assert [found.place.name for found in plain.nearest(name)] == names


def test_the_score_is_the_weighted_sum(plain: MunicipalitySimilarity) -> None:
    found = peer(plain, "Turku", "Tampere")
    assert found.score == pytest.approx(sum(WEIGHTS[part] * value for part, value in found.parts.items()), abs=1e-5)


def test_the_same_catalogue_gives_the_same_figures() -> None:
    catalogue: Catalogue = builders.catalogue()
    assert np.array_equal(MunicipalitySimilarity(catalogue).total, MunicipalitySimilarity(catalogue).total)
