"""Sites that are built and served. `tables/` has what is tried and told."""

from pathlib import Path
from typing import Any

import yaml


def table(name: str) -> Any:
    """The cases of one test module."""
    return yaml.safe_load((Path(__file__).parent / "tables" / f"{name}.yml").read_text(encoding="utf-8"))
