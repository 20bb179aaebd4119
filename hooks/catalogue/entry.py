"""One entry: what its author wrote, and where."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

from catalogue.document import FIRST_LINE
from catalogue.kinds import Content
from catalogue.messages import field_label, nearest_line
from catalogue.problem import Problem
from catalogue.references import references
from catalogue.types import Target
from catalogue.yamltree import Lines, Loc, parse

C = TypeVar("C", bound=Content)


@dataclass(frozen=True)
class Entry(Generic[C]):
    """A file of the catalogue. `path` is relative to the repository; `body` is Markdown from `body_line` on, `front` is
    the YAML before it."""

    kind: str
    slug: str
    path: str
    data: C
    body: str
    body_line: int
    front: str

    @cached_property
    def key(self) -> tuple[str, str]:
        """Identity across kinds."""
        return self.kind, self.slug

    @cached_property
    def references(self) -> tuple[tuple[Loc, Target, str], ...]:
        """What its fields name; see `catalogue.references`."""
        return tuple(references(self.data))

    @cached_property
    def lines(self) -> Lines:
        """The line of each value, found when it is asked for: most entries have no problem, and lines take more room
        than the text."""
        return parse(self.front, FIRST_LINE)[1]

    def problem(self, loc: Loc, message: str) -> Problem:
        """A problem at one field of this entry, named in Finnish."""
        label = field_label(type(self.data), loc)
        return Problem(self.path, nearest_line(self.lines, loc), f"{label}: {message}" if label else message)

    def refused(self, judge: Callable[[str], object]) -> Iterator[Problem]:
        """What `judge` raises as ValueError about lines of the body. Most are sound, so the whole is judged first."""
        if not refusal(judge, self.body):
            return
        for number, line in enumerate(self.body.split("\n")):
            if message := refusal(judge, line):
                yield Problem(self.path, self.body_line + number, f"teksti: {message}")


def refusal(judge: Callable[[str], object], text: str) -> str:
    """What `judge` raises as ValueError about a text; "" when the text is sound."""
    try:
        judge(text)
    except ValueError as error:
        return str(error)
    return ""
