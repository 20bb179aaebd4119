"""The fourth MkDocs adapter: two processes make the pages between them, where there is a core for each.

MkDocs has no event by which to make only some pages, so the other process calls what MkDocs itself calls for a page.
"""

import logging
from bisect import bisect
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import accumulate
from logging import LogRecord
from logging.handlers import QueueHandler
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from queue import SimpleQueue
from typing import Any

from mkdocs.commands.build import _build_page, _populate_page
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from building.aside import aside, can_fork
from building.half import Anchors, Half, sendable
from building.session import Session
from opendata.page import DATA_PAGE
from publish.beside import Told

_KEY = "halves"
# What a page costs by its template, about in milliseconds at 1 000 entries (scripts/bench prints them); only proportions
# matter. The costliest come first, and profiles of municipalities before practices, so that in a large site one process
# makes them all: they need the same matrix.
_COSTS = {
    "tilannekuva.html": 50,
    "kuntakartta.html": 40,
    "kunta.html": 2.6,
    "kaytanto.html": 2.5,
    "pullonkaula.html": 1.5,
}
_OF_OTHERS, _OF_HAND_WRITTEN = 0.5, 20


class Halves(Files):
    """The site's files. `here` has the pages that this process makes, once that is settled; None is all of them."""

    here: frozenset[str] | None = None

    def documentation_pages(self, *, inclusion: Any = InclusionLevel.is_included) -> list[File]:
        pages = super().documentation_pages(inclusion=inclusion)
        return [file for file in pages if self.here is None or file.src_uri in self.here]


@event_priority(-200)  # When no page is added any more.
def on_files(files: Files, **_: Any) -> Files:
    """Lets the files know that their pages are made in two places."""
    return Halves(files)


@event_priority(-200)
def on_nav(nav: Navigation, config: MkDocsConfig, files: Halves) -> Navigation:
    """Has another process begin with its half. This one makes the pages that are written by hand and those in the
    navigation, which the other only reads for their titles."""
    session: Session = config.extra["session"]
    build = config.extra["build"]
    # Two processes would both load the analyser's files, which take more than a gigabyte.
    if session.serving or build.made.analyser.fresh or not can_fork():
        return nav
    pages = files.documentation_pages()
    named = [page.file for page in nav.pages]

    def cost(file: File) -> float:
        page = build.pages.get(file.src_uri)
        return _COSTS.get(page.template, _OF_OTHERS) if page else _OF_HAND_WRITTEN

    # What all pages need is told to the other process; the files of the open data are for one page alone.
    rest = [file for file in pages if file.generated_by and file not in named and file.src_uri != DATA_PAGE]
    there = _cheaper_half(rest, sum(map(cost, {*pages} - {*rest})), cost)
    files.here = frozenset(file.src_uri for file in {*pages} - {*there})
    receiver, sender = Pipe(duplex=False)
    config.extra[_KEY] = files, there, aside(_made(named, there, files, nav, config, receiver))
    config.extra["build"] = replace(build, beside=Told(_telling(build.beside.values, sender)))
    return nav


def _cheaper_half(files: Sequence[File], others: float, cost: Callable[[File], float]) -> list[File]:
    """So many of the files, from the cheaper end, that they cost as much as the rest of them and what `others` do. What
    stands together in the catalogue is made together, so that the two processes share most of their memory."""
    costliest_first = sorted(files, key=cost, reverse=True)
    so_far = [*accumulate(map(cost, costliest_first), initial=others)]
    return costliest_first[bisect(so_far, so_far[-1] / 2) :]


def _telling(values: Iterator[Any], other: Connection) -> Iterator[Any]:
    """The values; the first is told to the other process too."""
    first = next(values)
    with suppress(BrokenPipeError):  # It has failed, and what it failed at is asked for in the end.
        other.send(first)
    yield first
    yield from values


def _made(
    named: Iterable[File], mine: Iterable[File], files: Files, nav: Navigation, config: MkDocsConfig, told: Connection
) -> Iterator[Half]:
    """Makes pages as MkDocs does, and tells once what came of it."""
    build = config.extra["build"] = replace(config.extra["build"], beside=Told(iter(told.recv, None)))
    kept: SimpleQueue[LogRecord] = SimpleQueue()
    log = logging.getLogger("mkdocs")
    log.handlers = [logging.NullHandler()]
    error = None
    try:
        for file in named:
            _populate_page(_page(file, config), config, files)
        log.handlers = [QueueHandler(kept)]
        for file in mine:
            _populate_page(_page(file, config), config, files)
        env = config.plugins.on_env(config.theme.get_env(), config=config, files=files)
        for file in mine:
            _build_page(_page(file, config), config, [], nav, env)
    except Exception as found:
        error = sendable(found)
    said = [kept.get() for _ in range(kept.qsize())]
    anchors = {} if error else {file.src_uri: _anchors(_page(file, config)) for file in mine}
    yield Half(said, anchors, build.entries, error)


def _page(file: File, config: MkDocsConfig) -> Page:
    return file.page or Page(None, file, config)


def _anchors(page: Page) -> Anchors:
    return Anchors(
        page.present_anchor_ids, {file.src_uri: links for file, links in (page.links_to_anchors or {}).items()}
    )


@event_priority(200)  # Before the feeds are written.
def on_post_build(config: MkDocsConfig) -> None:
    """Waits for the other process, and follows the links from one half to the other."""
    if _KEY not in config.extra:
        return
    files, there, told = config.extra.pop(_KEY)
    (half,) = told
    for record in half.said:
        logging.getLogger(record.name).handle(record)
    if half.error:
        raise half.error
    config.extra["build"].entries.update(half.entries)
    _follow_links(files, there, half.anchors, config)


def _follow_links(files: Halves, there: list[File], anchors: dict[str, Anchors], config: MkDocsConfig) -> None:
    """Warns of links that lead nowhere, as MkDocs has done of those within the half of this process."""
    here = [file.page for file in files.documentation_pages() if file.page]
    for file in there:
        page, found = _page(file, config), anchors[file.src_uri]
        page.present_anchor_ids = found.present
        page.links_to_anchors = {files.src_uris[uri]: links for uri, links in found.links.items()}
    for page in here:
        links = page.links_to_anchors or {}
        page.links_to_anchors = {file: to for file, to in links.items() if file.src_uri in anchors}
    for page in (*here, *(_page(file, config) for file in there)):
        page.validate_anchor_links(files=files, log_level=config.validation.links.anchors)
