"""How many practices each municipality has: its own, those taken from elsewhere, and similar models."""

from collections import Counter
from dataclasses import dataclass

from catalogue.catalogue import Catalogue
from pages.finnish import counted


@dataclass(frozen=True)
class Tally:
    """What is recorded of one municipality. `parallel` counts models that were not said to come from elsewhere."""

    own: int = 0
    taken: int = 0
    parallel: int = 0

    @property
    def total(self) -> int:
        return self.own + self.taken + self.parallel

    @property
    def order(self) -> tuple[int, int, int]:
        """Sort key: its own practices first, then what was taken."""
        return (self.own, self.taken, self.parallel)

    @property
    def words(self) -> str:
        """9 omaa käytäntöä, 4 muualta otettua · empty when nothing is recorded"""
        taken = ("muualta otettu", "muualta otettua")
        if not self.own:
            taken = (f"{taken[0]} käytäntö", f"{taken[1]} käytäntöä")
        parts = (
            (self.own, ("oma käytäntö", "omaa käytäntöä")),
            (self.taken, taken),
            (self.parallel, ("samanlainen malli", "samanlaista mallia")),
        )
        return ", ".join(counted(count, *forms) for count, forms in parts if count)


def tally(catalogue: Catalogue, name: str) -> Tally:
    """The figures of one municipality."""
    kinds = Counter(use.kind for use in catalogue.uses_by_municipality.get(name, ()))
    return Tally(len(catalogue.practices_by_municipality.get(name, ())), kinds["taken"], kinds["parallel"])


def practice_counts(catalogue: Catalogue) -> dict[str, int]:
    """How many practices of its own each municipality has, where it has any."""
    return {name: len(found) for name, found in catalogue.practices_by_municipality.items()}
