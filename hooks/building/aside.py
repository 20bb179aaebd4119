"""Work that goes on in a process of its own while this one does something else."""

import atexit
import os
import signal
import sys
import threading
from collections.abc import Iterator
from ctypes import CDLL
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import TypeVar

T = TypeVar("T")
_WHEN_PARENT_DIES = 1  # PR_SET_PDEATHSIG of Linux.


def can_fork() -> bool:
    """Whether a process of its own can be had safely, and there is a core for it."""
    return sys.platform == "linux" and threading.active_count() == 1 and os.cpu_count() != 1


def aside(work: Iterator[T]) -> Iterator[T]:
    """The values of `work`, made ahead in a forked process where that is safe and there is a core for it; else the work
    itself, which goes on when a value is asked for. An OSError of the work is raised to whoever asks."""
    if not can_fork():
        return work
    fork = get_context("fork")
    receiver, sender = fork.Pipe(duplex=False)
    process = fork.Process(target=_send, args=(work, sender), daemon=True)
    process.start()
    atexit.register(_stop, process)
    sender.close()  # So that the end of the process is the end of the pipe.
    return _received(receiver, process)


def _send(work: Iterator[T], sender: Connection) -> None:
    CDLL(None).prctl(_WHEN_PARENT_DIES, signal.SIGKILL)  # A parent that is killed cannot end this process itself.
    try:
        for value in work:
            sender.send(value)
    except KeyboardInterrupt:
        pass  # The whole group of processes is interrupted, and the one that people see tells it.
    except OSError as error:
        sender.send(error)


def _stop(process: BaseProcess) -> None:
    """Before what was made is cleared away, nobody makes more of it."""
    process.kill()
    process.join()


def _received(receiver: Connection, process: BaseProcess) -> Iterator[T]:
    while True:
        try:
            value = receiver.recv()
        except EOFError:
            break
        if isinstance(value, OSError):
            raise value
        yield value
    process.join()
    if process.exitcode:
        raise ChildProcessError(f"{process.name}: {process.exitcode}")
