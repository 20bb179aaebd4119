"""What is costly to make is kept from one build to the next, whole or not at all; a build can do without."""

import logging
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import NamedTemporaryFile

from building.faults import reason

log = logging.getLogger("mkdocs.hooks.building")  # A name under MkDocs' own, so that its reader sees the message.


def kept(file: Path, sound: Callable[[bytes], bool], make: Callable[[], bytes]) -> bytes:
    """What an earlier build kept in the file; made anew when it is not there or is no longer `sound`."""
    try:
        content = file.read_bytes()
    except OSError:
        content = b""
    if content and sound(content):
        return content
    content = make()
    keep(file, content)
    return content


def keep(file: Path, content: bytes) -> bool:
    """Writes the file if it can be written, and tells when it cannot."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        _write(file, content)
    except OSError as error:
        tell(file.parent, error.errno or 0)
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


@cache
def tell(folder: Path, number: int) -> None:
    """Says once of each folder that nothing is kept there."""
    log.info(
        "Välimuisti jäi tallentamatta. Sivusto on silti kunnossa, mutta seuraava kokoaminen kestää kauemmin. "
        + reason(OSError(number, os.strerror(number), str(folder)))
    )
