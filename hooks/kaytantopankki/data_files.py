"""What stands in the `data` folders: Finnish texts, tables that are words and not code, and templates of text."""

from pathlib import Path
from typing import Any

import yaml
from jinja2 import Environment, FileSystemLoader, Template

_PACKAGE = Path(__file__).parent


def data_text(path: str) -> str:
    """A file by its path in this package, such as "outputs/data/robots.txt"."""
    return (_PACKAGE / path).read_text(encoding="utf-8")


def data_table(path: str) -> Any:
    """The content of a YAML file."""
    return yaml.load(data_text(path), yaml.CSafeLoader)


def data_template(path: str, **filters: Any) -> Template:
    """A template that escapes nothing by itself, and the filters it uses."""
    env = Environment(
        loader=FileSystemLoader(_PACKAGE), trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    env.filters |= filters
    return env.get_template(path)
