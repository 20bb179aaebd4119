"""How much municipalities resemble one another."""

from typing import Any

import numpy as np
import pytest

from kaytantopankki.analysis.similarity import WEIGHTS, MunicipalitySimilarity
from tests import builders
from tests.cases import read_tables

TABLES = read_tables(__file__)


def similarity(*entries: Any) -> MunicipalitySimilarity:
    return MunicipalitySimilarity(builders.catalogue(*entries))


def network(slug: str, *names: str, **of_last: str) -> Any:
    members: list[dict[str, str]] = [{"municipality": name} for name in names]
    members[-1] |= of_last
    return builders.entry("network", slug, members=members)


@pytest.fixture(scope="module")
def plain() -> MunicipalitySimilarity:
    return similarity()


def test_every_part_is_between_nothing_and_all_and_the_same_both_ways(plain: MunicipalitySimilarity) -> None:
    assert sum(WEIGHTS.values()) == pytest.approx(1)
    assert plain.parts.keys() == WEIGHTS.keys()
    for part in plain.parts.values():
        assert part.shape == (308, 308)
        assert (part.min() >= 0, part.max() <= 1, np.allclose(part, part.T)) == (True, True, True)


def test_the_score_is_the_weighted_sum_and_nothing_resembles_itself(plain: MunicipalitySimilarity) -> None:
    tampere = plain.compare("Turku", "Tampere")
    assert tampere.score == pytest.approx(sum(WEIGHTS[part] * value for part, value in tampere.parts.items()), abs=1e-5)
    assert not plain.total.diagonal().any()
    assert all(found.place.name != "Turku" for found in plain.most_similar("Turku", 307))


@pytest.mark.parametrize(("name", "other", "kilometres"), TABLES["distances"])
def test_distances(plain: MunicipalitySimilarity, name: str, other: str, kilometres: int) -> None:
    assert plain.compare(name, other).kilometres == pytest.approx(kilometres, rel=0.08)


def test_size_counts_by_ratio_and_languages_by_the_share_in_common(plain: MunicipalitySimilarity) -> None:
    places = plain.catalogue.places
    ratio = places["Luumäki"].population / places["Savitaipale"].population
    assert plain.compare("Savitaipale", "Luumäki").parts["size"] == pytest.approx(1 - abs(np.log10(ratio)))
    assert plain.compare("Savitaipale", "Helsinki").parts["size"] == 0
    languages = [plain.compare(*pair.split()).parts["languages"] for pair in ("Turku Vaasa", "Turku Salo", "Salo Geta")]
    assert languages == [1, 0.5, 0]


def test_a_rare_network_counts_more_than_a_common_one_and_a_former_one_not_at_all() -> None:
    many = list(builders.catalogue().places)[:100]
    found = similarity(
        network("pieni", "Turku", "Lahti"),
        network("suuri", *many, "Oulu", "Kotka"),
        network("entinen", "Inari", "Utsjoki", until="2020"),
    )
    rare, common = found.compare("Turku", "Lahti"), found.compare("Oulu", "Kotka")
    assert rare.parts["networks"] > common.parts["networks"] > 0
    assert [item.slug for item in rare.networks] == ["pieni"]
    former = found.compare("Inari", "Utsjoki")
    assert (former.parts["networks"], former.networks) == (0, ())


@pytest.mark.parametrize(("name", "names"), TABLES["most_similar"].items())
def test_the_most_similar_without_networks(plain: MunicipalitySimilarity, name: str, names: list[str]) -> None:
    assert [found.place.name for found in plain.most_similar(name)] == names
