"""The reading and checking of content. `tables/` has what goes in and what comes out, by module."""

from pathlib import Path
from typing import Any

import yaml


def table(name: str) -> Any:
    """The cases of one module."""
    return yaml.safe_load((Path(__file__).parent / "tables" / f"{name}.yml").read_text(encoding="utf-8"))
