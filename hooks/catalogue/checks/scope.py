"""What a check looks at."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from catalogue.catalogue import Catalogue
from catalogue.types import Target


@dataclass(frozen=True)
class Scope:
    """The entries read so far, every name that may be referred to, and the repository for files such as images.

    Targets whose names could not be read are not in `named`.
    """

    catalogue: Catalogue
    named: Mapping[Target, frozenset[str]]
    root: Path
