"""What is costly to make is kept from one build to the next, whole or not at all; a build can do without."""

import atexit
import logging
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from shutil import rmtree
from tempfile import NamedTemporaryFile, mkdtemp

from kaytantopankki.os_errors import reason

log = logging.getLogger("mkdocs.hooks.building")  # A name under MkDocs' own, so that its reader sees the message.


def get_or_create(file: Path, sound: Callable[[bytes], bool], make: Callable[[], bytes]) -> bytes:
    """What an earlier build kept in the file; made anew when it is not there or is no longer `sound`."""
    try:
        content = file.read_bytes()
    except OSError:
        content = b""
    if content and sound(content):
        return content
    content = make()
    write_atomic(file, content)
    return content


def write_atomic(file: Path, content: bytes) -> bool:
    """Writes the file if it can be written, and tells when it cannot."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        _write(file, content)
    except OSError as error:
        log_not_cached(file.parent, error.errno or 0)
        return False
    return True


def _write(file: Path, content: bytes) -> None:
    with NamedTemporaryFile(dir=file.parent, prefix=f".{file.name}-", delete=False) as unfinished:
        try:
            unfinished.write(content)
            unfinished.close()
            os.chmod(unfinished.name, 0o644)  # A temporary file is for its writer's eyes only.
            os.replace(unfinished.name, file)
        except BaseException:
            os.unlink(unfinished.name)
            raise


def temp_file(name: str, content: bytes) -> Path:
    """A file for what cannot be kept but is needed as one; it goes away with the process."""
    file = _temp_folder() / name
    file.write_bytes(content)
    return file


@cache
def _temp_folder() -> Path:
    folder = Path(mkdtemp(prefix="kaytantopankki-"))
    atexit.register(rmtree, folder, ignore_errors=True)
    return folder


@cache
def log_not_cached(folder: Path, number: int) -> None:
    """Says once of each folder that nothing is kept there."""
    log.info(
        "Välimuisti jäi tallentamatta. Sivusto on silti kunnossa, mutta seuraava kokoaminen kestää kauemmin. "
        + reason(OSError(number, os.strerror(number), str(folder)))
    )
