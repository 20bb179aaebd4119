"""What is published beside the pages: data, feeds, calendars, link pictures, and what search engines read."""

from importlib.resources import files
from typing import Any

import yaml


def data_text(name: str) -> str:
    """A file of the folder `data`: Finnish texts and tables that are words and not code."""
    return files(__name__).joinpath("data", name).read_text(encoding="utf-8")


def data_table(name: str) -> Any:
    """A YAML file of the folder `data`."""
    return yaml.safe_load(data_text(name))
