"""How much municipalities resemble one another.

The weights are the only thing to change; the method page of the site prints them from here. Every part is between 0
and 1:

- size: 1 for the same population, falling evenly with the logarithm of the ratio to 0 at ten to one
- near: 1 at the same place, falling evenly with the distance of the seats to 0 at NEAR_KM
- kind: the same statistical grouping
- region: the same region
- networks: networks in common, a rare one more than one where a third of the country is (idf), at most 1
- languages: languages in common of all the languages of the two
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from catalogue.catalogue import Catalogue, Membership, Network
from catalogue.reference import Place

Matrix = NDArray[np.float64]
WEIGHTS = {"size": 0.4, "near": 0.1, "kind": 0.15, "region": 0.1, "networks": 0.2, "languages": 0.05}
NEAR_KM = 200.0
_SIZE_RATIO = 10.0
_RARE = 10  # A network of this many members counts as one whole; a smaller one as more.
_NETWORKS = 1.5  # How many such networks in common make the part full.
_EARTH_KM = 6371.0


@dataclass(frozen=True)
class Peer:
    """A municipality that resembles another: how much (0–1), by which parts, how far (km), networks in common."""

    place: Place
    score: float
    parts: Mapping[str, float]
    kilometres: int
    networks: tuple[Network, ...]


@dataclass(frozen=True)
class Resemblance:
    """The resemblance of every pair of municipalities, in the order of the places."""

    catalogue: Catalogue

    @cached_property
    def number(self) -> Mapping[str, int]:
        """The row and column of each municipality by name."""
        return {name: row for row, name in enumerate(self.catalogue.places)}

    @cached_property
    def parts(self) -> Mapping[str, Matrix]:
        """Each part of the resemblance as a square matrix."""
        places = list(self.catalogue.places.values())
        population = np.log([place.population for place in places])
        ratio = np.abs(population[:, None] - population[None, :]) / np.log(_SIZE_RATIO)
        return {
            "size": np.clip(1 - ratio, 0, 1),
            "near": np.clip(1 - self.kilometres / NEAR_KM, 0, 1),
            "kind": _same([place.type.value for place in places]),
            "region": _same([place.region for place in places]),
            "networks": self._networks(),
            "languages": _jaccard([set(place.languages) for place in places]),
        }

    @cached_property
    def total(self) -> Matrix:
        """The weighted sum of the parts; a municipality is not its own peer."""
        total = sum((weight * self.parts[name] for name, weight in WEIGHTS.items()), np.zeros(1))
        # Rounded so that the order does not hang on how a processor adds.
        return np.round(total * (1 - np.eye(len(total))), 6)

    @cached_property
    def kilometres(self) -> Matrix:
        """Great-circle distances of the seats, in kilometres."""
        places = self.catalogue.places.values()
        latitude = np.radians([place.latitude for place in places])
        longitude = np.radians([place.longitude for place in places])
        across = np.sin((latitude[:, None] - latitude[None, :]) / 2) ** 2
        along = np.sin((longitude[:, None] - longitude[None, :]) / 2) ** 2
        chord = across + np.cos(latitude)[:, None] * np.cos(latitude)[None, :] * along
        distance: Matrix = 2 * _EARTH_KM * np.arcsin(np.sqrt(chord))
        return distance

    def nearest(self, name: str, count: int = 5) -> tuple[Peer, ...]:
        """The municipalities that resemble `name` most; equals in alphabetical order."""
        row = self.total[self.number[name]]
        names = list(self.catalogue.places)
        return tuple(self.peer(name, names[other]) for other in np.argsort(-row, kind="stable")[:count])

    def peer(self, name: str, other: str) -> Peer:
        """How `other` resembles `name`."""
        here, there = self.number[name], self.number[other]
        common = {item.network.slug for item in self._present(name)}
        return Peer(
            self.catalogue.places[other],
            float(self.total[here, there]),
            {part: float(matrix[here, there]) for part, matrix in self.parts.items()},
            round(float(self.kilometres[here, there])),
            tuple(item.network for item in self._present(other) if item.network.slug in common),
        )

    def _present(self, name: str) -> list[Membership]:
        return [item for item in self.catalogue.memberships.get(name, ()) if not item.member.until]

    def _networks(self) -> Matrix:
        """Networks in common by their rarity."""
        slugs = {slug: column for column, slug in enumerate(self.catalogue.networks)}
        member = np.zeros((len(self.number), len(slugs)))
        for name, row in self.number.items():
            for item in self._present(name):
                member[row, slugs[item.network.slug]] = 1
        size = np.maximum(member.sum(axis=0), 1)
        rarity = np.log(len(self.number) / size) / np.log(len(self.number) / _RARE)
        return np.asarray(np.clip((member * rarity) @ member.T / _NETWORKS, 0, 1))


def _same(values: list[str]) -> Matrix:
    keys = np.unique(np.array(values), return_inverse=True)[1]
    same: Matrix = np.equal(keys[:, None], keys[None, :]).astype(np.float64)
    return same


def _jaccard(sets: list[set[str]]) -> Matrix:
    words = sorted(set().union(*sets))
    has = np.array([[word in found for word in words] for found in sets], dtype=np.float64)
    common = has @ has.T
    counts = has.sum(axis=1)
    return np.asarray(common / (counts[:, None] + counts[None, :] - common))
