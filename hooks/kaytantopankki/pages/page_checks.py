"""What is wrong beside the entries: the settings, the templates and the hand-written pages."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, TemplateSyntaxError

from kaytantopankki.content import body_markdown, front_matter, messages
from kaytantopankki.content.loader import Loaded
from kaytantopankki.content.static_pages import Links, StaticPage
from kaytantopankki.page import TITLED
from kaytantopankki.pages import form_pages, generate
from kaytantopankki.pages.page_macros import MACROS, PageMacros, expanded, shown_settings
from kaytantopankki.settings import SETTINGS_FILE, Settings, macro_pages, nav_lines, settings_problems

_CALL = re.compile(rf"\{{\{{\s*(?:{'|'.join(MACROS)})\b")


def fatal_problems(root: Path) -> list[messages.Problem]:
    """What lets no page be made: wrong settings and broken templates."""
    return [*settings_problems(root), *_template_problems(root)]


def page_problems(
    root: Path, loaded: Loaded, config: Mapping[str, Any], settings: Settings
) -> Iterator[messages.Problem]:
    """What is wrong with the macros and links of hand-written pages, and with the navigation; `config` is what
    mkdocs.yml says."""
    texts = {page.uri: page.text for page in loaded.pages}
    with_macros = macro_pages((root / SETTINGS_FILE).read_text(encoding="utf-8"))
    shown = {"config": shown_settings(config)}
    for page in loaded.pages:
        if page.uri in with_macros:
            macros = PageMacros(loaded.catalogue, settings, page.uri)
            text = expanded(page, {**shown, **{name: getattr(macros, name) for name in MACROS}})
            if isinstance(text, str):
                texts[page.uri] = text
            else:
                yield from text
        else:
            yield from _unrun_macros(page)
    named = {*TITLED, *(page.uri for page in form_pages.form_pages())}
    links = Links(root, texts, named, lambda: frozenset(page.uri for page in generate(loaded.catalogue, settings)))
    for page in loaded.pages:
        yield from links.problems(page)
    for uri, line in nav_lines(root):
        if not links.leads_to_page(uri):
            near = links.near("docs/index.md", f"docs/{uri}")
            yield messages.Problem(SETTINGS_FILE, line, messages.message_for("nav_file", given=uri, near=near))


def _unrun_macros(page: StaticPage) -> Iterator[messages.Problem]:
    """Macros on a page that does not run them: readers would see their code."""
    for number, line in enumerate(body_markdown.without_code(page.text).split("\n")):
        if _CALL.search(re.sub(r"`[^`]*`", "", line)):
            yield page.problem(number, messages.message_for("macros_off"))


def _template_problems(root: Path) -> Iterator[messages.Problem]:
    """Each template that cannot be read."""
    env = Environment()
    for file in sorted((root / "overrides").rglob("*.html")):
        path = file.relative_to(root).as_posix()
        text = front_matter.read_text(file, path)
        if isinstance(text, messages.Problem):
            yield text
            continue
        try:
            env.parse(text)
        except TemplateSyntaxError as error:
            yield messages.Problem(path, error.lineno, messages.message_for("template", why=error.message))
