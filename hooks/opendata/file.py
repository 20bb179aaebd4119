"""A published file of the data."""

from dataclasses import dataclass
from typing import Literal

from opendata.terms import FOLDER

Group = Literal["json", "table", "sheet", "schema", "example", "package", "text", "bundle"]


@dataclass(frozen=True)
class DataFile:
    """A published file. `rows` is how many records it has, where that can be said."""

    uri: str
    group: Group
    title: str
    description: str
    content: bytes
    rows: int | None = None

    @property
    def name(self) -> str:
        """The name of the file inside the folder of the data."""
        return self.uri.removeprefix(FOLDER)
