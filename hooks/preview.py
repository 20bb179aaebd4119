"""The third MkDocs adapter: a server makes again only what has changed, and tells its writer what is not shown."""

import logging
import os
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from watchdog.observers.polling import PollingObserver, PollingObserverVFS

from building.session import Session
from catalogue import vocabulary
from catalogue.load import VOCABULARY


@event_priority(-100)  # When the pages are there.
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Says of each page whether it has changed, for `mkdocs serve --dirty`, and takes away those that are no more.
    Hand-written pages may show anything."""
    session: Session = config.extra["session"]
    if not session.serving:
        return files
    made, frame = config.extra["build"].pages, _frame(config)
    before = session.pages if frame == session.frame else {}
    session.frame, session.pages = frame, {}  # Nothing is known of what a build that fails has written.
    for file in files.documentation_pages():
        same = file.generated_by is not None and before.get(file.src_uri) == made.get(file.src_uri, file)
        file.is_modified = partial(bool, not same)  # type: ignore[method-assign]
    here = frozenset(file.dest_uri for file in files.documentation_pages())
    for gone in session.shown - here:
        Path(config.site_dir, gone).unlink(missing_ok=True)
    session.shown = here
    return files


def _frame(config: MkDocsConfig) -> object:
    """What every page shows: the templates, the settings and the day."""
    settings = Path(config.config_file_path)
    files = (settings, *(settings.parent / "overrides").rglob("*"))
    return sorted((str(file), file.stat().st_mtime_ns) for file in files), config.extra["build"].catalogue.today


@event_priority(100)  # Before any template is read.
def on_env(env: Environment, config: MkDocsConfig, **_: Any) -> Environment:
    """What only the writer of the site is told."""
    session, build = config.extra["session"], config.extra["build"]
    env.globals["preview"] = {"named": session.named, "problems": build.problems} if session.serving else None
    return env


def on_serve(server: LiveReloadServer, config: MkDocsConfig, **_: Any) -> LiveReloadServer:
    """Looks for changes oftener than MkDocs does; of a part only at its own files."""
    session: Session = config.extra["session"]
    for path in (config.docs_dir, config.config_file_path):
        server.unwatch(path)
    server.build_delay = 0.05
    if session.named:
        settings = Path(config.config_file_path)
        words = (f"{VOCABULARY}/{name}.yml" for name in vocabulary.FILES)
        server.observer = _looking_at([settings.name, *session.named, *words])  # type: ignore[assignment]
        server.watch(str(settings.parent))
    else:
        server.observer = PollingObserver(timeout=0.25)
        server.watch(config.docs_dir)
        server.watch(config.config_file_path)
    return server


def _looking_at(paths: Sequence[str]) -> PollingObserverVFS:
    """Looks at these files of a folder alone: watching a file, as it is, looks at all that are beside it."""
    entries: list[Any] = [SimpleNamespace(name=path) for path in paths]
    return PollingObserverVFS(os.stat, lambda _: iter(entries), polling_interval=0.1)


def on_startup(dirty: bool, **_: Any) -> None:
    """MkDocs warns that links may be wrong, because it does not know which pages have changed. Here they are known."""
    if dirty:
        logging.getLogger("mkdocs.commands.build").addFilter(lambda record: "'dirty' build" not in record.msg)


@event_priority(-150)  # When the other adapter has told what is remembered.
def on_pre_build(config: MkDocsConfig) -> None:
    """Of links that lead nowhere only those of the named entries are told: others lead to what is not in the part."""
    log = logging.getLogger("mkdocs.structure.pages")
    for old in list(log.filters):
        log.removeFilter(old)
    if names := [Path(path).name for path in config.extra["session"].named]:
        log.addFilter(lambda record: any(f"/{name}'" in record.getMessage() for name in names))
