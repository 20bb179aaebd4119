"""CSV that spreadsheets open as it is meant: text is text, and numbers are numbers."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import Any

# A spreadsheet takes a cell that begins with one of these for a formula, or the rest of it for another cell.
_RISKY = frozenset("=+-@\t\r\n'")


def safe(text: str) -> str:
    """The text with an apostrophe before it if a spreadsheet might run it. To undo: take one leading apostrophe away."""
    return f"'{text}" if text[:1] in _RISKY else text


def csv_file(header: Sequence[str], rows: Iterable[Sequence[Any]], texts: Sequence[int], delimiter: str = ",") -> bytes:
    """UTF-8 with a byte order mark, lines ended by CR LF. `texts` are the places of the columns that have free text."""
    written = StringIO()
    writer = csv.writer(written, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows((_guarded(row, texts) for row in rows) if texts else rows)
    return written.getvalue().encode("utf-8-sig")


def _guarded(row: Sequence[Any], texts: Sequence[int]) -> Sequence[Any]:
    for place in texts:
        if (cell := row[place]) and cell[0] in _RISKY:
            return [safe(cell) if number in texts and cell else cell for number, cell in enumerate(row)]
    return row
