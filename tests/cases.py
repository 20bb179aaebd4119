"""Tables of cases, `tables/x.yml` beside `test_x.py`, and files that have what is expected."""

from itertools import zip_longest
from pathlib import Path
from typing import Any

import yaml


def table(name: str) -> Any:
    """A table by its folder and name, such as `content/whole`."""
    folder, _, name = name.rpartition("/")
    file = Path(__file__).parent / folder / "tables" / f"{name}.yml"
    return yaml.safe_load(file.read_text(encoding="utf-8"))


def read_tables(test_file: str) -> Any:
    """The tables of a test file by name."""
    file = Path(test_file)
    return table(f"{file.parent.relative_to(Path(__file__).parent)}/{file.stem.removeprefix('test_')}")


def compare(file: Path, text: str, bless: bool) -> None:
    """A text is as the file has it, or is written there."""
    if bless:
        file.write_text(text, encoding="utf-8")
    expected = file.read_text(encoding="utf-8") if file.exists() else ""
    assert text == expected, f"{file.name}: if this is as it should be, run pytest --bless"


def part(value: Any, expected: Any) -> Any:
    """As much of a value as is expected: the same keys of dictionaries and every item of lists, with plain spaces."""
    if isinstance(expected, dict) and isinstance(value, dict):
        return {key: part(value.get(key), item) for key, item in expected.items()}
    if isinstance(expected, list) and isinstance(value, list | tuple):
        return [part(*pair) for pair in zip_longest(value, expected)]
    return spaced(value) if isinstance(value, str) else value


def spaced(text: str) -> str:
    """A text with plain spaces for those that do not break."""
    return text.replace("\u00a0", " ")
