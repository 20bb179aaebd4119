"""Tables of cases: `tables/x.yml` beside `test_x.py`."""

from itertools import zip_longest
from pathlib import Path
from typing import Any

import yaml


def read_tables(test_file: str) -> Any:
    """The tables of a test file by name."""
    file = Path(test_file)
    table = file.parent / "tables" / f"{file.stem.removeprefix('test_')}.yml"
    return yaml.safe_load(table.read_text(encoding="utf-8"))


def part(value: Any, expected: Any) -> Any:
    """As much of a value as is expected: the same keys of dictionaries and every item of lists, with plain spaces."""
    if isinstance(expected, dict) and isinstance(value, dict):
        return {key: part(value.get(key), item) for key, item in expected.items()}
    if isinstance(expected, list) and isinstance(value, list | tuple):
        return [part(*pair) for pair in zip_longest(value, expected)]
    return value.replace("\u00a0", " ") if isinstance(value, str) else value
