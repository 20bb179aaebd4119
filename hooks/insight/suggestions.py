"""What a municipality could take into use next, and what speaks for and against it."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from catalogue.catalogue import Practice, newest_source
from catalogue.kinds import Now
from catalogue.labels import AdoptionStage, Basis
from catalogue.parts import Adoption, Bottleneck, Suits
from insight.needs import Fit
from insight.scoring import REFUSED, TAKEN, Scoring, basis, declared


@dataclass(frozen=True)
class Suggestion:
    """A practice for a municipality: its points in all and by reason, and what each reason rests on."""

    practice: Practice
    score: float
    points: Mapping[str, float]
    takers: tuple[Adoption, ...]
    refusers: tuple[Adoption, ...]
    origin: str
    basis: Basis | None
    fit: Fit | None
    solved: tuple[tuple[Now, Bottleneck], ...]
    suits: Suits | None
    newest: int | None


@dataclass(frozen=True)
class Suggestions:
    """Suggestions for every municipality."""

    scoring: Scoring

    def of(self, name: str, count: int = 5) -> tuple[Suggestion, ...]:
        """The best suggestions for a municipality; equals by the order of publication."""
        row = self.scoring.resemblance.number[name]
        order = np.argsort(-self.scoring.scores[row], kind="stable")[:count]
        return tuple(self._suggestion(name, row, int(column)) for column in order if self.scoring.open[row, column])

    def _suggestion(self, name: str, row: int, column: int) -> Suggestion:
        practice = self.scoring.practices[column]
        newest = newest_source(practice)
        return Suggestion(
            practice,
            float(self.scoring.scores[row, column]),
            {
                reason: round(float(part[row, column]), 3)
                for reason, part in self.scoring.parts.items()
                if part[row, column]
            },
            self._nearest_first(row, practice, TAKEN),
            self._nearest_first(row, practice, REFUSED),
            max(
                practice.data.municipalities,
                key=lambda origin: self.scoring.resemblance.total[row, self.scoring.resemblance.number[origin]],
            ),
            basis(practice),
            self.scoring.needs.fit(name, column),
            self._solved(name, practice),
            declared(practice),
            newest.year if newest else None,
        )

    def _nearest_first(
        self, row: int, practice: Practice, by_stage: Mapping[AdoptionStage | None, float]
    ) -> tuple[Adoption, ...]:
        found = [item for item in practice.data.adoptions if by_stage.get(item.stage)]
        alike = self.scoring.resemblance.total[row]
        return tuple(sorted(found, key=lambda item: -alike[self.scoring.resemblance.number[item.municipality]]))

    def _solved(self, name: str, practice: Practice) -> tuple[tuple[Now, Bottleneck], ...]:
        own = self.scoring.catalogue.own_words.get(name)
        return tuple(
            (now, item)
            for now in (own.data.bottlenecks_now if own else ())
            for item in practice.data.bottlenecks
            if item.solved and item.kind == now.kind
        )
