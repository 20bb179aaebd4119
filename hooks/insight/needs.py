"""What municipalities say they need, and what practices are about."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from catalogue.catalogue import Catalogue, Practice
from insight.wording import Wording, subjects, told
from search.terms import Terms

WEIGHTS = {"looking_for": 1.0, "key_challenge": 0.8, "goals": 0.3}  # How much a need counts by its field.
LEAST_LIKENESS = 0.28  # A weaker likeness of words is chance.


class Need(NamedTuple):
    """What a municipality says: how much it counts, its field and its text."""

    weight: float
    field: str
    text: str


class Likeness(NamedTuple):
    """A text by its number, how like it is (a cosine), and what each common term adds to that."""

    number: int
    share: float
    shared: Mapping[str, float]


class Fit(NamedTuple):
    """A need that a practice answers, and the words of the need that told so."""

    need: Need
    words: tuple[str, ...]


@dataclass(frozen=True)
class Needs:
    """The needs of municipalities, and how far practices answer them."""

    catalogue: Catalogue
    practices: tuple[Practice, ...]
    terms: Terms

    def of(self, name: str) -> Iterator[Need]:
        """The needs of a municipality, those of one field after another."""
        own = self.catalogue.own_words.get(name)
        if own:
            texts: dict[str, tuple[str, ...]] = {
                "looking_for": own.data.looking_for,
                "key_challenge": (own.data.key_challenge,) if own.data.key_challenge else (),
                "goals": tuple(goal.text for goal in own.data.goals),
            }
            yield from (Need(weight, field, text) for field, weight in WEIGHTS.items() for text in texts[field])

    def answers(self, text: str) -> Iterator[Likeness]:
        """The practices that are about the same things as a text, the likest first."""
        return likest(self._wording, text)

    @cached_property
    def points(self) -> Mapping[str, Mapping[int, float]]:
        """How well practices (by number) answer the need that they answer best, by municipality."""
        return {
            name: {number: need.weight * found.share for number, (need, found) in best.items()}
            for name, best in self._best.items()
        }

    def fit(self, name: str, number: int) -> Fit | None:
        """The need of a municipality that a practice answers best."""
        best = self._best.get(name, {}).get(number)
        return Fit(best[0], told(best[0].text, best[1].shared, self.terms)) if best else None

    @cached_property
    def _best(self) -> Mapping[str, Mapping[int, tuple[Need, Likeness]]]:
        found: dict[str, dict[int, tuple[Need, Likeness]]] = {}
        for name in self.catalogue.own_words:
            best = found.setdefault(name, {})
            for need in self.of(name):
                for answer in self.answers(need.text):
                    earlier = best.get(answer.number)
                    if not earlier or need.weight * answer.share > earlier[0].weight * earlier[1].share:
                        best[answer.number] = need, answer
        return found

    @cached_property
    def _wording(self) -> Wording:
        words = [_words(practice) for practice in self.practices]
        return Wording(self.terms, words, subjects(self.catalogue.vocabulary, self.terms))


def likest(wording: Wording, text: str) -> Iterator[Likeness]:
    """The texts that are about the same things as `text`, the likest first."""
    found = (Likeness(number, round(sum(shared.values()), 6), shared) for number, shared in wording.alike(text).items())
    alike = (item for item in found if item.share >= LEAST_LIKENESS)
    yield from sorted(alike, key=lambda item: (-item.share, item.number))


def _words(practice: Practice) -> str:
    """What a practice is about, in its own words."""
    data = practice.data
    solved = (item.what for item in data.bottlenecks if item.solved)
    return ". ".join((data.title, data.title, data.summary, *data.tags, *data.tags, *data.aliases, *solved))
