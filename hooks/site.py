"""The MkDocs adapter: MkDocs' events call the library, and nothing else here knows of MkDocs."""

import gc
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from jinja2 import Environment
from markdown import Markdown
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as SitePage
from mkdocs.utils.templates import TemplateContext

from building.aside import aside
from building.clock import day
from building.session import Session
from catalogue.catalogue import Catalogue
from catalogue.layout import is_entry
from catalogue.problem import Problem
from generated import GeneratedPage, text_reader
from opendata.page import DATA_PAGE
from pages import body
from pages.hyphens import hyphenator
from pages.page import Link, Page
from pages.settings import Site
from publish.beside import Beside, Told, write
from publish.made import UNPUBLISHED, Made, made
from rendering.macros import Macros
from rendering.templates import given, prepared

log = logging.getLogger("mkdocs.hooks.kaytantopankki")
_COLLECT = 20_000, 20, 1000  # New objects until the collector looks at the newest, and how much more rarely at others.


@dataclass(frozen=True)
class Build:
    """What one build has made of the repository, kept in `config.extra` from event to event. `beside` is what the
    writing of what is published beside the pages tells."""

    made: Made
    beside: Told
    macros: Macros
    reader: Markdown
    entries: dict[str, bytes]  # The XML of those that stand in a feed, by the file of the page.

    @property
    def catalogue(self) -> Catalogue:
        """The sound entries."""
        return self.made.catalogue

    @property
    def pages(self) -> dict[str, Page]:
        """The pages that come from the catalogue, by the path of their Markdown file."""
        return self.made.pages

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong in the entries."""
        return self.made.loaded.problems


def today() -> date:
    """The day of the build in Finland; that of SOURCE_DATE_EPOCH when it is set, so that builds can be repeated."""
    try:
        return day(os.environ.get("SOURCE_DATE_EPOCH"))
    except ValueError as error:
        raise PluginError(f"{error}.") from error


@contextmanager
def _kept_for_the_build(collect: bool) -> Iterator[None]:
    """What is made inside lives to the end of the build, so the collector need not search it again and again: at
    5 000 entries that is a fifth of the time. Loading left much to collect; a server has no time for it. Of what is
    made later, what a page leaves behind is collected, and what stays is hardly ever searched."""
    gc.unfreeze()
    if collect:
        gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.set_threshold(*_COLLECT)
        gc.enable()


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Reads the catalogue and replaces the entries' files with the pages that are made of them."""
    session: Session = config.extra["session"]
    for file in [file for file in files if is_entry(file.src_uri) or _is_elsewhere(file, config)]:
        files.remove(file)
    for file in [file for file in files if file.src_uri.startswith(UNPUBLISHED)]:
        files.remove(file)
    for file in files.documentation_pages():
        file.edit_uri = f"docs/{file.src_uri}"
    config.theme.static_templates.discard("sitemap.xml")  # MkDocs' own tells the day of the build for every page.
    extra = config.extra
    with _kept_for_the_build(collect=not session.serving):
        found = made(Path(config.config_file_path).parent, today(), extra["review_months"], Site.of(config), session)
        beside = _written(found.beside, Path(config.site_dir), session)
    for problem in found.loaded.problems:
        log.warning(problem)
    for notice in found.loaded.notices:
        log.info(notice)
    macros = Macros(found.beside.root, config, found.catalogue, found.site.feedback)
    extra["build"] = Build(found, beside, macros, text_reader(config), {})
    in_nav = set(_nav_uris(config.nav))
    for page in found.pages.values():
        _add(files, config, page, in_nav)
    return files


def _written(beside: Beside, site: Path, session: Session) -> Told:
    """Writes all that is published beside the pages."""
    work = _preview(beside, site, session) if session.serving else _files(beside, site)
    # Two processes would both load the analyser's files, which take more than a gigabyte.
    return Told(work if session.serving or beside.analyser.fresh else aside(work))


def _files(beside: Beside, site: Path) -> Iterator[Any]:
    # Only the process that writes needs this code, and reads it while the other goes on.
    from publish.files import written

    yield from written(beside, site)


def _preview(beside: Beside, site: Path, session: Session) -> Iterator[Any]:
    from publish.preview import written

    yield from written(beside, site, session)


def _is_elsewhere(file: File, config: MkDocsConfig) -> bool:
    """Whether a file is not the site's own: one of the theme's scripts and styles, which no page loads, or one that a
    symbolic link in the sources leads to."""
    if file.generated_by or file.src_dir != config.docs_dir:
        return not file.generated_by
    return os.path.realpath(file.abs_src_path or "") != os.path.join(os.path.realpath(config.docs_dir), file.src_uri)


def _nav_uris(nav: Any) -> list[str]:
    """The files that the configuration names in its navigation."""
    if isinstance(nav, str):
        return [nav]
    items = nav.values() if isinstance(nav, dict) else nav or []
    return [uri for item in items for uri in _nav_uris(item)]


def _add(files: Files, config: MkDocsConfig, page: Page, in_nav: set[str]) -> None:
    written = files.get_file_from_path(page.uri)
    if written:
        return  # A hand-written page that shows the catalogue: its own front matter and text stay.
    inclusion = InclusionLevel.UNDEFINED if page.uri in in_nav else InclusionLevel.NOT_IN_NAV
    # A line break first: MkDocs would take what a text begins with for front matter, and obey it.
    file = File.generated(config, page.uri, content=f"\n{page.body}", inclusion=inclusion)
    file.edit_uri = page.source
    if inclusion is InclusionLevel.NOT_IN_NAV:  # Of others the navigation knows the title.
        GeneratedPage(None, file, config)
    files.append(file)


def on_page_markdown(markdown: str, page: SitePage, config: MkDocsConfig, **_: Any) -> str:
    """Gives a page its template and what it shows."""
    build: Build = config.extra["build"]
    page.meta.update(build.made.shared(page.url))
    made = build.pages.get(page.file.src_uri)
    if made:
        page.meta.setdefault("title", made.title)
        page.meta.setdefault("description", made.description)
        page.meta.setdefault("section", made.section)
        page.meta["template"] = made.template
        page.meta["crumbs"] = [{"title": link.title, "url": link.url} for link in made.crumbs]
        page.meta["view"] = dict(made.view)
        page.meta["feeds"] = build.made.offered.of(made.url, made.section)
        if not made.indexed:
            page.meta["robots"] = "noindex"
    return markdown if page.file.generated_by else build.macros.text(page.file.src_uri, page.meta, markdown)


def on_page_content(html: str, page: SitePage, config: MkDocsConfig, **_: Any) -> str:
    """Makes contributed text safe to show, and gives a hand-written page its heading."""
    build: Build = config.extra["build"]
    made = build.pages.get(page.file.src_uri)
    if not made and "<h1" not in html:
        page.meta.setdefault("heading", hyphenator(build.made.analyser)(page.title))
    if not made or not made.contributed:
        return html
    html = body.readable(html)
    page.meta["view"]["sections"] = body.sections(html)
    if entry := build.made.feed_entry(made, html):
        build.entries[made.uri] = entry
    return html


def on_page_context(context: TemplateContext, page: SitePage, config: MkDocsConfig, **_: Any) -> TemplateContext:
    """Adds what other programs read of a page."""
    build: Build = config.extra["build"]
    here = Link(page.title or config.site_name, page.url)
    if page.file.src_uri == DATA_PAGE:
        page.meta["view"] |= build.made.of_data(build.beside.data_files)
    context["head"] = build.made.head_of(here, page.meta)  # type: ignore[typeddict-unknown-key]
    return context


def on_env(env: Environment, config: MkDocsConfig, **_: Any) -> Environment:
    """Gives templates what they need."""
    folder, build = Path(config.config_file_path).parent / "overrides", config.extra["build"]
    names = given(folder, build.catalogue.today, build.beside.search_root, build.made.site.feedback)
    return prepared(env, folder, names, build.made.analyser)


def on_post_build(config: MkDocsConfig, **_: Any) -> None:
    """Writes the feeds, whose entries are known only now, ends the writing of what else is beside the pages, and keeps
    what was learnt of words for the next build."""
    build: Build = config.extra["build"]
    if build.made.offered.in_feeds.keys() <= build.entries.keys():  # A server renders only what has changed.
        for uri, content in build.made.feed_files(build.entries):
            write(Path(config.site_dir, uri), content)
    for learnt in build.beside.learnt():
        build.made.analyser.learn(learnt)
    build.made.analyser.save()
