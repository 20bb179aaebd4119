"""What stands in the `data` folders: Finnish texts, and tables that are words and not code."""

from pathlib import Path
from typing import Any

import yaml


def data_text(path: str) -> str:
    """A file by its path in this package, such as "outputs/data/robots.txt"."""
    return (Path(__file__).parent / path).read_text(encoding="utf-8")


def data_table(path: str) -> Any:
    """The content of a YAML file."""
    return yaml.load(data_text(path), yaml.CSafeLoader)
