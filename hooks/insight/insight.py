"""What is computed from a catalogue, each part once."""

from dataclasses import dataclass
from functools import cached_property

from catalogue.catalogue import Catalogue
from insight.meetings import Meetings
from insight.scoring import Scoring
from insight.similarity import Resemblance
from insight.suggestions import Suggestions
from search.terms import Terms


@dataclass(frozen=True)
class Insight:
    """Resemblance of municipalities, suggestions to them, and who could help whom."""

    catalogue: Catalogue
    terms: Terms

    @cached_property
    def resemblance(self) -> Resemblance:
        return Resemblance(self.catalogue)

    @cached_property
    def scoring(self) -> Scoring:
        return Scoring(self.catalogue, self.resemblance, self.terms)

    @cached_property
    def suggestions(self) -> Suggestions:
        return Suggestions(self.scoring)

    @cached_property
    def meetings(self) -> Meetings:
        return Meetings(self.scoring)
