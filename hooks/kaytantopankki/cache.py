"""The cache: files that are costly to make are kept from one build to the next. A build can do without it."""

import logging
import os
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path

from kaytantopankki.os_errors import reason

log = logging.getLogger("mkdocs.hooks.building")  # A name under MkDocs' own, so that its reader sees the message.


def get_or_create(file: Path, sound: Callable[[bytes], bool], make: Callable[[], bytes]) -> bytes:
    """The content of a cached file; made anew when there is none or it is not `sound`."""
    with suppress(OSError):
        content = file.read_bytes()
        if content and sound(content):
            return content
    content = make()
    write_atomic(file, content)
    return content


def write_atomic(file: Path, content: bytes) -> None:
    """Writes the whole file or nothing; a message in the log tells when it cannot be written."""
    unfinished = file.with_name(f".{file.name}-{os.getpid()}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        unfinished.write_bytes(content)
        unfinished.replace(file)
    except OSError as error:
        _log_not_cached(file.parent, error.errno or 0)
    finally:
        with suppress(OSError):
            unfinished.unlink()


@cache
def _log_not_cached(folder: Path, number: int) -> None:
    """Says once of each folder that nothing is kept there."""
    log.info(
        "Välimuisti jäi tallentamatta. Sivusto on silti kunnossa, mutta seuraava kokoaminen kestää kauemmin. "
        + reason(OSError(number, os.strerror(number), str(folder)))
    )
