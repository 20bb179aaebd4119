"""Entries read by two processes are those, with their problems, that one would read."""

import os
import subprocess
import sys
from pathlib import Path

from tests.site.small import SOUND, repository, write

ROOT = Path(__file__).resolve().parents[1]
# Run in a Python of its own, because one that has threads, as that of these tests may, is not forked.
PROGRAM = """
import os, sys
from datetime import date
from pathlib import Path
from building.ahead import Ahead
from catalogue import load, reading

def noted(*of):
    here.append(of[0])
    return read_entry(*of)

here, read_entry = [], reading.read_entry
reading.read_entry = noted
root, day = Path.cwd(), date(2026, 6, 1)
alone = load.load(root, day)
count, here[:] = len(here), []
together = load.load(root, day, Ahead(root))
assert together == alone, "not the same"
assert [entry.lines for entry in together.catalogue.entries] == [entry.lines for entry in alone.catalogue.entries]
print(count, len(here), len(together.problems))
"""


def run(root: Path, first: str = "") -> list[int]:
    done = subprocess.run(
        [sys.executable, "-c", first + PROGRAM],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(ROOT / "hooks")},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return [int(word) for word in done.stdout.split()]


def test_the_latter_half_is_read_elsewhere(tmp_path: Path) -> None:
    root = repository(tmp_path / "checkout")
    for number in range(450):
        tag = "tags:\n  - kaukolampö\n" if number % 100 == 0 else ""
        write(root, f"monta-{number}", SOUND.format(title=f"Käytäntö {number}", more=tag))
    write(root, "aa-rikki", "---\ntitle: [\n")
    write(root, "zz-rikki", "---\ntitle: [\n")
    count, here, problems = run(root)
    assert count == 455
    assert here == 455 // 2 + 1  # What is wrong in the latter half is read again here.
    assert problems == 7
    assert run(root, "import os; os.cpu_count = lambda: 1\n") == [455, 455, 7]


def test_few_entries_are_read_here(tmp_path: Path) -> None:
    assert run(repository(tmp_path / "checkout")) == [3, 3, 0]
