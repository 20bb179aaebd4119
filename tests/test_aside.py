"""Work in a process of its own: the same values in the same order, its faults told, and nothing left running."""

import multiprocessing
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from publish.aside import aside


def numbers(file: Path) -> Iterator[int | str]:
    yield os.getpid()
    file.write_text("tehty", encoding="utf-8")
    yield "loppu" * 100_000


def test_the_values_come_in_order_from_a_process_of_its_own(tmp_path: Path) -> None:
    work = aside(numbers(tmp_path / "tiedosto"))
    assert next(work) != os.getpid()
    assert list(work) == ["loppu" * 100_000]
    assert (tmp_path / "tiedosto").read_text(encoding="utf-8") == "tehty"
    assert multiprocessing.active_children() == []


def test_beside_other_threads_the_work_stays_in_this_process(tmp_path: Path) -> None:
    """A process that has threads cannot be forked safely."""
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        work = aside(numbers(tmp_path / "tiedosto"))
    finally:
        done.set()
        thread.join()
    assert next(work) == os.getpid()
    assert list(work) == ["loppu" * 100_000]


def test_a_file_that_cannot_be_written_is_told_to_whoever_asks(tmp_path: Path) -> None:
    work = aside(numbers(tmp_path / "ei-kansiota" / "tiedosto"))
    next(work)
    with pytest.raises(FileNotFoundError, match="ei-kansiota"):
        next(work)


def test_a_fault_of_the_program_ends_the_build(capfd: pytest.CaptureFixture[str]) -> None:
    def faulty() -> Iterator[int]:
        yield 1
        raise KeyError("vika")

    work = aside(faulty())
    assert next(work) == 1
    with pytest.raises(ChildProcessError):
        next(work)
    assert "KeyError: 'vika'" in capfd.readouterr().err
