"""Work in a process of its own: the same values in the same order, its faults told, and nothing left running."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

from building.aside import aside

HOOKS = Path(__file__).resolve().parents[1] / "hooks"
# Run in a Python of its own, because one that has threads, as that of these tests may, is not forked.
START = """
import os, sys
from multiprocessing import active_children
from building.aside import aside
def work():
    yield os.getpid()
"""


def run(program: str) -> subprocess.CompletedProcess[str]:
    """A program that begins with START; `work` is a generator whose first value is the process it runs in."""
    return subprocess.run(
        [sys.executable, "-c", START + program],
        env={**os.environ, "PYTHONPATH": str(HOOKS)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_the_values_come_in_order_from_a_process_of_its_own() -> None:
    done = run("""
    yield "a" * 1_000_000
    yield {"b": 1}
found = aside(work())
assert next(found) != os.getpid()
assert [*found] == ["a" * 1_000_000, {"b": 1}]
assert active_children() == []
""")
    assert done.returncode == 0, done.stderr


def test_a_file_that_cannot_be_written_is_told_to_whoever_asks() -> None:
    done = run("""
    open("/ei/kansiota", "w")
found = aside(work())
next(found)
try:
    next(found)
except FileNotFoundError as error:
    print(error.filename)
""")
    assert done.stdout == "/ei/kansiota\n", done.stderr


def test_a_fault_of_the_program_ends_the_build() -> None:
    done = run("""
    raise KeyError("vika")
found = aside(work())
next(found)
next(found)
""")
    assert done.returncode == 1
    assert "KeyError: 'vika'" in done.stderr
    assert "ChildProcessError" in done.stderr


def test_beside_other_threads_the_work_stays_in_this_process() -> None:
    """A process that has threads cannot be forked safely."""

    def work() -> Iterator[int]:
        yield os.getpid()

    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        found = aside(work())
    finally:
        done.set()
        thread.join()
    assert list(found) == [os.getpid()]
