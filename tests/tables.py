"""Tables of cases: `tables/x.yml` beside `test_x.py`."""

from pathlib import Path
from typing import Any

import yaml


def read_tables(test_file: str) -> Any:
    """The tables of a test file by name."""
    file = Path(test_file)
    table = file.parent / "tables" / f"{file.stem.removeprefix('test_')}.yml"
    return yaml.safe_load(table.read_text(encoding="utf-8"))
