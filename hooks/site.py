"""The MkDocs adapter: MkDocs' events call the library, and nothing else here knows of MkDocs."""

import gc
import logging
import os
from base64 import b64encode
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as SitePage
from mkdocs.utils.meta import get_data

import pages as site_pages
from building.clock import day
from building.session import Session
from catalogue.catalogue import Catalogue
from catalogue.layout import KINDS
from catalogue.load import load
from catalogue.problem import Problem
from pages import body, images
from pages.hyphens import hyphenator
from pages.page import Page
from publish import preview
from publish.aside import aside
from publish.files import Beside, written
from search.analysis import Analyser
from search.documents import Document, written_page

log = logging.getLogger("mkdocs.hooks.kaytantopankki")
# What the site is made of and is not published as it stands.
_SOURCES = (images.PUBLISHED, "assets/css/", "assets/js/lomake/")


@dataclass(frozen=True)
class Build:
    """What one build has made of the repository, kept in `config.extra` from event to event. `beside` writes what is
    published beside the pages; see `publish.files.written` for what it gives."""

    catalogue: Catalogue
    pages: dict[str, Page]
    problems: tuple[Problem, ...]
    beside: Iterator[Any]
    feedback: str
    analyser: Analyser


def today() -> date:
    """The day of the build in Finland; that of SOURCE_DATE_EPOCH when it is set, so that builds can be repeated."""
    try:
        return day(os.environ.get("SOURCE_DATE_EPOCH"))
    except ValueError as error:
        raise PluginError(f"{error}.") from error


@contextmanager
def _kept_for_the_build(collect: bool) -> Iterator[None]:
    """What is made inside lives to the end of the build, so the collector need not search it again and again: at
    5 000 entries that is a fifth of the time. Loading left much to collect; a server has no time for it."""
    gc.unfreeze()
    if collect:
        gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Reads the catalogue and replaces the entries' files with the pages that are made of them."""
    root, session = Path(config.config_file_path).parent, config.extra["session"]
    for file in [file for file in files if not _is_entry(file) and _is_elsewhere(file, config)]:
        files.remove(file)
    with _kept_for_the_build(collect=not session.serving):
        loaded = load(root, today(), session.recall, session.part(root))
        pictures = images.published(loaded.catalogue, root)
        profiles = session.profiles(loaded.catalogue)
        settings = site_pages.Settings(root / "overrides", config.extra["review_months"], pictures, profiles)
        analyser = session.reader(root / ".cache" / "haku")
        made = {page.uri: page for page in site_pages.generate(loaded.catalogue, settings, analyser)}
        found = (*_written_pages(files), *_made_pages(made.values()))
        beside = _written(Beside(loaded.catalogue, root, pictures, found, analyser), Path(config.site_dir), session)
    feedback = config.extra["feedback"] or f"{config.repo_url}/issues/new"
    for problem in loaded.problems:
        log.warning(problem)
    for notice in loaded.notices:
        log.info(notice)
    config.extra["build"] = Build(loaded.catalogue, made, loaded.problems, beside, feedback, analyser)
    for file in [file for file in files if _is_entry(file) or file.src_uri.startswith(_SOURCES)]:
        files.remove(file)
    in_nav = set(_nav_uris(config.nav))
    for page in made.values():
        _add(files, config, page, in_nav)
    for file in files.documentation_pages():
        if file.generated_by is None:
            file.edit_uri = f"docs/{file.src_uri}"
    return files


def _written(beside: Beside, site: Path, session: Session) -> Iterator[Any]:
    """What writes all that is published beside the pages."""
    if session.serving:
        return preview.written(beside, site, session)
    # Two processes would both load the analyser's files, which take more than a gigabyte.
    return written(beside, site) if beside.analyser.fresh else aside(written(beside, site))


def _written_pages(files: Files) -> Iterator[Document]:
    """Hand-written pages that can be found: those with a text of their own."""
    for file in files.documentation_pages():
        if not _is_entry(file):
            text, meta = get_data(file.content_string)
            if text.strip():
                yield written_page(file.url, str(meta.get("title", file.name)), str(meta.get("description", "")), text)


def _made_pages(made: Iterable[Page]) -> Iterator[Document]:
    """Pages without an entry that can be found."""
    return (written_page(page.url, page.title, page.description, "") for page in made if page.findable)


def _is_entry(file: File) -> bool:
    """Whether a file is in the folder of a kind of entry; whatever is no entry there is not published."""
    first, _, rest = file.src_uri.partition("/")
    return rest != "index.md" and any(first == kind.address for kind in KINDS.values())


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
    files.append(file)


def on_page_markdown(markdown: str, page: SitePage, config: MkDocsConfig, **_: Any) -> str:
    """Gives a page its template and what it shows."""
    made = config.extra["build"].pages.get(page.file.src_uri)
    if made:
        page.meta.setdefault("title", made.title)
        page.meta.setdefault("description", made.description)
        page.meta.setdefault("section", made.section)
        page.meta["template"] = made.template
        page.meta["crumbs"] = [{"title": link.title, "url": link.url} for link in made.crumbs]
        page.meta["view"] = dict(made.view)
    return markdown


def on_page_content(html: str, page: SitePage, config: MkDocsConfig, **_: Any) -> str:
    """Makes contributed text safe to show."""
    made = config.extra["build"].pages.get(page.file.src_uri)
    if not made or not made.contributed:
        return html
    html = body.readable(html)
    page.meta["view"]["sections"] = body.sections(html)
    return html


def on_env(env: Environment, config: MkDocsConfig, **_: Any) -> Environment:
    """Our own templates escape what they show; the theme's are written for an environment that does not."""
    overrides = Path(config.config_file_path).parent / "overrides"
    own = {str(file.relative_to(overrides)) for file in overrides.rglob("*.html")}
    env.autoescape = lambda name: name in own
    env.trim_blocks = env.lstrip_blocks = True
    _quicken(env)
    env.filters["tavuta"] = hyphenator(config.extra["build"].analyser)
    env.globals["built"] = config.extra["build"].catalogue.today
    env.globals["search_root"] = next(config.extra["build"].beside)
    env.globals["feedback"] = config.extra["build"].feedback
    scheme = env.get_template("partials/kp/scheme.js").render()
    env.globals["scheme_hash"] = b64encode(sha256(scheme.encode()).digest()).decode()
    return env


def _quicken(env: Environment) -> None:
    """Makes two things cheap that every page does a thousand times: what a view holds is looked up in it first, and the
    names that all templates see are one plain dict, which does not change while pages are made."""
    elsewhere = env.getattr

    def value(obj: Any, attribute: str) -> Any:
        return obj[attribute] if type(obj) is dict and attribute in obj else elsewhere(obj, attribute)

    env.getattr = value  # type: ignore[method-assign]
    env.make_globals = lambda d: {**env.globals, **(d or {})}  # type: ignore[method-assign]


def on_post_build(config: MkDocsConfig, **_: Any) -> None:
    """Ends the writing of what is beside the pages, and keeps what was learnt of words for the next build."""
    build: Build = config.extra["build"]
    for learnt in build.beside:
        build.analyser.learn(learnt)
    build.analyser.save()
