"""The MkDocs adapter: MkDocs' events call the library, and no other file knows of MkDocs."""

import gc
import logging
import os
import signal
import sys
import traceback
from collections.abc import Iterable
from datetime import date
from functools import partial
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, TemplateError
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as SitePage
from mkdocs.utils import CountHandler
from mkdocs.utils.templates import TemplateContext
from watchdog.observers.polling import PollingObserver

from kaytantopankki import formatting, os_errors
from kaytantopankki.build import ServeState, SiteBuild, build_site, write_assets, write_changes, write_file
from kaytantopankki.content import messages, models
from kaytantopankki.content.static_pages import UNPUBLISHED, StaticPage
from kaytantopankki.data_files import data_text
from kaytantopankki.outputs.open_data import DATA_PAGE
from kaytantopankki.page import Link, Page
from kaytantopankki.pages import body, page_checks, templates
from kaytantopankki.settings import Site, build_date, nav_lines
from kaytantopankki.staging import Staging

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

log = logging.getLogger("mkdocs.hooks.kaytantopankki")
_OVERRIDES = "/overrides/"
# `mkdocs serve` gives no other place to keep what one build leaves to the next.
_state = ServeState()


def on_startup(command: str, dirty: bool, **_: Any) -> None:
    """Ends a build that is told to end in an orderly way, so that nothing of it is left."""
    _state.serving = command == "serve"
    # Nearly all that a build makes lives to its end: to look for the rest takes a sixth of the time. 0 turns it off.
    gc.set_threshold(200_000 if _state.serving else 0)
    if not os.environ.get("SOURCE_DATE_EPOCH"):  # MkDocs would read an empty one as a number.
        os.environ.pop("SOURCE_DATE_EPOCH", None)
    logging.getLogger("mkdocs.plugins.mkdocs_macros").setLevel(logging.WARNING)  # It lists all that it has read.
    # A server ends by itself when it is interrupted.
    stop = signal.default_int_handler if _state.serving else lambda *_: sys.exit(os_errors.INTERRUPTED)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    if dirty:  # MkDocs warns that links may be wrong, because it does not know which pages have changed. We do.
        logging.getLogger("mkdocs.commands.build").addFilter(lambda record: "'dirty' build" not in record.msg)


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Has the site made in a temporary folder; a server shows nothing of a build before it has ended."""
    root = Path(config.config_file_path).parent
    if problems := page_checks.fatal_problems(root):
        raise Abort("\n".join(map(str, problems)))
    if _state.serving:
        config.watch.extend(str(root / name) for name in ("practices", "overrides", "hooks"))
        return config
    config.extra["staging"] = stage = Staging.begin(Path(config.site_dir))
    config.site_dir = str(stage.build_dir)
    return config


@event_priority(-100)  # When other plugins have added their files.
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Reads the catalogue, writes what is published beside the pages, and replaces the entries' files with pages."""
    _remove_unpublishable(files, config)
    config.theme.static_templates.discard("sitemap.xml")  # MkDocs' own tells the day of the build for every page.
    root, site_dir = Path(config.config_file_path).parent, Path(config.site_dir)
    build = build_site(root, _today(), config.extra["review_months"], Site.of(config), _state)
    config.extra["build"] = build
    if _state.serving:
        write_changes(build, site_dir, _state)
    else:
        write_assets(build, site_dir)
    build.page_problems = tuple(page_checks.page_problems(root, build.loaded, config, build.settings))
    for problem in build.problems:
        log.warning(problem)
    for notice in build.loaded.notices:
        log.info(notice)
    in_nav = {uri for uri, _ in nav_lines(root)}
    for page in build.pages.values():
        _add(files, config, page, in_nav)
    if _state.serving:
        _mark_changed(files, config, build)
    return files


def _remove_unpublishable(files: Files, config: MkDocsConfig) -> None:
    """Leaves hand-written pages and what stands beside them: entries become pages of their own."""
    for file in list(files):
        unpublished = file.src_uri.startswith(UNPUBLISHED) or os_errors.printable(file.src_uri) != file.src_uri
        if unpublished or models.is_entry(file.src_uri) or _is_elsewhere(file, config):
            files.remove(file)
    for file in files.documentation_pages():
        file.edit_uri = f"docs/{file.src_uri}"


def _is_elsewhere(file: File, config: MkDocsConfig) -> bool:
    """Whether a file is not the site's own: one of the theme's scripts and styles, which no page loads, or one that a
    symbolic link in the sources leads to."""
    if file.generated_by or file.src_dir != config.docs_dir:
        return not file.generated_by
    return os.path.realpath(file.abs_src_path or "") != os.path.join(os.path.realpath(config.docs_dir), file.src_uri)


def _today() -> date:
    """The day of the build in Finland; that of SOURCE_DATE_EPOCH when it is set, so that builds can be repeated."""
    try:
        return build_date(os.environ.get("SOURCE_DATE_EPOCH"))
    except ValueError as error:
        raise PluginError(f"{error}.") from error


def _add(files: Files, config: MkDocsConfig, page: Page, in_nav: set[str]) -> None:
    if files.get_file_from_path(page.uri):
        return  # A hand-written page that shows the catalogue: its own front matter and text stay.
    inclusion = InclusionLevel.UNDEFINED if page.uri in in_nav else InclusionLevel.NOT_IN_NAV
    # Contributed texts never meet MkDocs' Markdown, macros or front matter; see `on_page_content`.
    file = File.generated(config, page.uri, content="", inclusion=inclusion)
    file.edit_uri = page.source
    files.append(file)


def _mark_changed(files: Files, config: MkDocsConfig, build: SiteBuild) -> None:
    """Says of each page whether it has changed, for `mkdocs serve --dirty`, and takes away those that are no more.
    Hand-written pages may show anything."""
    pages, frame = build.pages, _frame(config, build)
    before = _state.pages if frame == _state.frame else {}
    _state.frame, _state.pages = frame, {}  # Nothing is known of what a build that fails has written.
    for file in files.documentation_pages():
        same = file.generated_by is not None and before.get(file.src_uri) == pages.get(file.src_uri, file)
        file.is_modified = partial(bool, not same)  # type: ignore[method-assign]
    here = frozenset(file.dest_uri for file in files.documentation_pages())
    for gone in _state.output_files - here:
        Path(config.site_dir, gone).unlink(missing_ok=True)
    _state.output_files = here


def _frame(config: MkDocsConfig, build: SiteBuild) -> object:
    """What every page depends on: the templates, the settings and the day."""
    settings = Path(config.config_file_path)
    files = (settings, *(settings.parent / "overrides").rglob("*"))
    return sorted((str(file), file.stat().st_mtime_ns) for file in files), build.catalogue.today


def on_env(env: Environment, config: MkDocsConfig, **_: Any) -> Environment:
    """Gives templates what they need; `preview` is what only the writer of the site is told."""
    if _state.serving:  # Templates are compiled once, and again when they have changed.
        env = _state.environment = _state.environment or env
        env.auto_reload = True
    build: SiteBuild = config.extra["build"]
    settings = build.settings
    names = templates.global_names(settings.templates, build.catalogue.today, build.search_root, settings.site.feedback)
    preview = {"problems": build.problems} if _state.serving else None
    return templates.configure_environment(env, settings.templates, {**names, "preview": preview}, build.analyser)


def on_page_read_source(page: SitePage, config: MkDocsConfig, **_: Any) -> str | None:
    """The text of a hand-written page as the check has read it, after front matter in which MkDocs finds nothing."""
    written = _written(page, config)
    return f"---\n{{}}\n---\n{written.text}" if written else None


def _written(page: SitePage, config: MkDocsConfig) -> StaticPage | None:
    build: SiteBuild = config.extra["build"]
    return next((written for written in build.loaded.pages if written.uri == page.file.src_uri), None)


@event_priority(100)  # Before the plugin that runs macros.
def on_page_markdown(markdown: str, page: SitePage, config: MkDocsConfig, **_: Any) -> str:
    """Gives a page its template and what it shows."""
    build: SiteBuild = config.extra["build"]
    page.meta.update(build.social_card(page.url))
    if written := _written(page, config):
        if problems := [str(problem) for problem in build.problems if problem.path == written.path]:
            page.meta["title"] = "Sivulla on korjattavaa"  # Whoever looks at the page sees there what has been told.
            return "\n".join(f"    {problem}" for problem in problems)
        page.meta.update(written.meta)
    if made := build.pages.get(page.file.src_uri):
        page.meta.setdefault("title", made.title)
        page.meta.setdefault("description", made.description)
        page.meta.setdefault("section", made.section)
        if not made.allow_indexing:
            page.meta["robots"] = "noindex"
    return markdown


def on_page_content(html: str, page: SitePage, config: MkDocsConfig, **_: Any) -> str:
    """Gives a page its contributed text, and a hand-written page its heading."""
    build: SiteBuild = config.extra["build"]
    made = build.pages.get(page.file.src_uri)
    if not made and "<h1" not in html:
        page.meta.setdefault("heading", templates.hyphenator(build.analyser)(page.title))
    if not made:
        return body.hand_written(html)
    page.meta["template"] = made.template
    page.meta["crumbs"] = [{"title": link.title, "url": link.url} for link in made.crumbs]
    page.meta["view"] = dict(made.view)
    page.meta["feeds"] = build.subscriptions.of(made.url, made.section)
    if not made.untrusted:
        return html
    html = build.body_html(made)
    page.meta["view"]["sections"] = body.sections(html)
    build.add_feed_entry(made, html)
    return html


def on_page_context(context: TemplateContext, page: SitePage, config: MkDocsConfig, **_: Any) -> TemplateContext:
    """Adds what other programs read of a page."""
    build: SiteBuild = config.extra["build"]
    if page.file.src_uri == DATA_PAGE and "view" in page.meta:
        page.meta["view"] |= build.data_page_context()
    context["head"] = build.page_head(Link(page.title or config.site_name, page.url), page.meta)  # type: ignore[typeddict-unknown-key]
    return context


def on_post_page(output: str, **_: Any) -> str:
    """Keeps every figure of a page on one line with its unit."""
    return formatting.unbroken(output)


@event_priority(-100)  # When all others have written what they write.
def on_post_build(config: MkDocsConfig) -> None:
    """Writes the feeds, whose entries are known only now, keeps what was learnt of words, and puts the site in its
    place, unless MkDocs is about to call the build off."""
    build: SiteBuild = config.extra["build"]
    for uri, content in build.feed_files():
        write_file(Path(config.site_dir, uri), content)
    if _state.serving:
        _state.pages = build.pages
        return
    build.analyser.save()
    stage: Staging = config.extra["staging"]
    config.site_dir = str(stage.site)
    handlers = logging.getLogger("mkdocs").handlers
    if config.strict and any(isinstance(handler, CountHandler) and handler.get_counts() for handler in handlers):
        stage.rollback()
    else:
        stage.commit()


def on_serve(server: LiveReloadServer, config: MkDocsConfig, **_: Any) -> LiveReloadServer:
    """Looks for changes oftener than MkDocs does, and shows why a build has failed until another has not."""
    build, answer = server.builder, server.get_app()
    assert answer

    def rebuild() -> None:
        try:
            build()
            _state.failure = ""
        except (Exception, SystemExit) as error:
            problems = page_checks.fatal_problems(Path(config.config_file_path).parent)
            _state.failure = "\n".join(map(str, problems)) or str(error) or repr(error)
            log.error(_state.failure, exc_info=not problems and not isinstance(error, MkDocsException))

    def respond(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        if not _state.failure or environ["PATH_INFO"].startswith("/livereload/"):
            return answer(environ, start_response)
        start_response("500 Internal Server Error", [("Content-Type", "text/html; charset=utf-8")])
        return [data_text("data/failure.html").format(escape(_state.failure)).encode()]

    server.builder = rebuild
    server.set_app(respond)
    for path in (config.docs_dir, config.config_file_path):
        server.unwatch(path)
    server.build_delay = 0.05
    server.observer = PollingObserver(timeout=0.25)
    server.watch(config.docs_dir)
    server.watch(config.config_file_path)
    return server


def on_build_error(error: Exception) -> None:
    """Tells what the machine refused, and which template cannot be shown; any other error is told as it is."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if _OVERRIDES in frame.filename]
    if isinstance(error, TemplateError) and frames:
        path = _OVERRIDES[1:] + frames[-1].filename.rpartition(_OVERRIDES)[2]
        told = messages.Problem(path, frames[-1].lineno or 1, messages.message_for("template", why=error))
        raise Abort(str(told)) from error
    if isinstance(error, OSError) and error.errno:
        raise Abort(f"Sivusto ei valmistunut, eikä aiempaa muutettu. {os_errors.reason(error)}") from error


def on_shutdown() -> None:
    """Stops what still runs."""
    _state.stop_indexing()
