"""An author's mistake, as a value."""

from typing import NamedTuple


class Problem(NamedTuple):
    """One mistake in one file. `line` counts from 1; `message` is Finnish and says what to write instead."""

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"
