"""The second MkDocs adapter: how a build begins, ends and fails. `site.py` says what is built."""

import gc
import logging
import os
import signal
import sys
from collections import deque
from collections.abc import Iterator
from multiprocessing import parent_process
from pathlib import Path
from typing import Any, NoReturn

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.utils import CountHandler

from building import faults, settings, staging
from building.session import Session

log = logging.getLogger("mkdocs.hooks.kaytantopankki")
# One run of MkDocs has one of these, and `mkdocs serve` gives no other place to keep it from build to build.
_session = Session()
_WATCHED = ("practices", "overrides", "hooks")


def on_startup(command: str, **_: Any) -> None:
    """Ends a build that is told to end in an orderly way, so that nothing of it is left."""
    _session.begin(command)
    # A server ends by itself when it is interrupted.
    stop = signal.default_int_handler if _session.serving else _interrupted
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)


def _interrupted(*_: Any) -> NoReturn:
    if parent_process():
        raise KeyboardInterrupt  # The process that people see tells it.
    sys.exit(faults.INTERRUPTED)


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Has the site made out of sight; a server shows nothing of a build before it has ended."""
    root = Path(config.config_file_path).parent
    if problem := settings.problem(root, config.extra):
        raise PluginError(problem)
    if _session.serving:
        config.watch.extend(str(root / name) for name in _WATCHED if not _session.named)
        return config
    config.extra["staging"] = made = staging.begun(Path(config.site_dir))
    config.site_dir = str(made.made)
    return config


def on_pre_build(config: MkDocsConfig) -> None:
    """Lets the other adapter know what is remembered."""
    config.extra["session"] = _session


@event_priority(100)  # Before any other looks at them.
def on_files(files: Files, config: MkDocsConfig, **_: Any) -> Files:
    """Leaves out files whose name cannot stand in an address, and nothing else."""
    deque(os.walk(config.docs_dir, onerror=_refuse), maxlen=0)
    for file in [file for file in files if faults.printable(file.src_uri) != file.src_uri]:
        log.warning(f"docs/{faults.printable(file.src_uri)}: {faults.BAD_NAME}")
        files.remove(file)
    return files


def _refuse(error: OSError) -> NoReturn:
    """MkDocs passes over a folder that cannot be read: pages would be missing, and nobody would know."""
    raise error


@event_priority(-100)  # When all others have written what they write.
def on_post_build(config: MkDocsConfig) -> None:
    """Puts the site in its place, unless MkDocs is about to call the build off."""
    if _session.serving:
        _session.pages = config.extra["build"].pages
        return
    made = config.extra["staging"]
    config.site_dir = str(made.site)
    if config.strict and any(handler.get_counts() for handler in _counters()):
        staging.given_up(made)
    else:
        staging.published(made)


def _counters() -> Iterator[CountHandler]:
    """What counts the warnings of a strict build."""
    return (handler for handler in logging.getLogger("mkdocs").handlers if isinstance(handler, CountHandler))


def on_build_error(error: Exception) -> None:
    """Tells what the machine refused; any other error is told as it is."""
    if isinstance(error, OSError) and error.errno:
        raise Abort(f"Sivusto ei valmistunut, eikä aiempaa muutettu. {faults.reason(error)}") from error


def on_shutdown() -> None:
    """Stops what still runs, and ends at once: what is frozen Python does not take apart, object by object."""
    gc.freeze()
    _session.end()
