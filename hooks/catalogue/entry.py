"""One entry: what its author wrote, and where."""

from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

from catalogue.kinds import Content
from catalogue.messages import field_label, nearest_line
from catalogue.problem import Problem
from catalogue.yamltree import Lines, Loc

C = TypeVar("C", bound=Content)


@dataclass(frozen=True)
class Entry(Generic[C]):
    """A file of the catalogue. `path` is relative to the repository; `body` is Markdown from `body_line` on."""

    kind: str
    slug: str
    path: str
    data: C
    body: str
    body_line: int
    lines: Lines

    @cached_property
    def key(self) -> tuple[str, str]:
        """Identity across kinds."""
        return self.kind, self.slug

    def problem(self, loc: Loc, message: str) -> Problem:
        """A problem at one field of this entry, named in Finnish."""
        label = field_label(type(self.data), loc)
        return Problem(self.path, nearest_line(self.lines, loc), f"{label}: {message}" if label else message)
