"""The whole site's sources for another generator: pages as Markdown, data, files, templates and settings."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from building.session import Session
from opendata.page import DATA_PAGE
from pages import body
from pages.hyphens import hyphenator
from pages.page import Link, Page
from pages.settings import Site
from publish.beside import Content
from publish.files import held
from publish.hand import Hand, published, read
from publish.made import UNPUBLISHED, Made, made
from rendering.configuration import READY, configuration, read_me, templates, written_yaml
from rendering.content import Templates
from rendering.macros import Macros
from rendering.moves import led, moved, own_folder, titles
from rendering.prose import Prose
from rendering.templates import given


def sources(root: Path, today: date, settings: Mapping[str, Any]) -> Iterator[tuple[str, Content]]:
    """(path, content or the file to copy) of everything; `settings` is what mkdocs.yml says."""
    found = made(root, today, settings["extra"]["review_months"], Site.of(settings), Session())
    yield from _Writer(root, settings, found).all()


class _Writer:
    """What the pages of one build have in common."""

    def __init__(self, root: Path, settings: Mapping[str, Any], found: Made) -> None:
        self.root, self.settings, self.made = root, settings, found
        self.docs, self.overrides = root / "docs", root / "overrides"
        self.uris = [uri for uri in published(self.docs) if not uri.startswith(UNPUBLISHED)]
        feedback = found.site.feedback
        search_root, self.data_files, self.beside = held(found.beside)
        self.entries: dict[str, bytes] = {}
        self.names = given(self.overrides, found.catalogue.today, search_root, feedback)
        self.hyphenated = hyphenator(found.analyser)
        self.templates = Templates(self.overrides, settings, self.names, found.analyser)
        self.macros = Macros(root, settings, found.catalogue, feedback)
        self.tabs = dict(titles(settings["nav"]))
        self.prose = Prose(settings["markdown_extensions"], {*self.uris, *found.pages})

    def all(self) -> Iterator[tuple[str, Content]]:
        """Everything, each path once: what is hand-written wins."""
        for uri in self.uris:
            if not uri.endswith(".md"):
                yield f"docs/{uri}", self.docs / uri
            elif uri not in self.made.pages:
                hand = read(self.docs, uri)
                yield f"docs/{uri}", self._hand_written(hand, self.macros.text(hand.uri, hand.meta, hand.text))
        for page in self.made.pages.values():
            yield f"docs/{own_folder(page.uri)}", self._ready(page)
            yield (
                f"data/{page.uri.removesuffix('.md')}.json",
                _json({"template": page.template, "view": dict(page.view)}),
            )
        for uri, content in (*self.beside.items(), *self.made.feed_files(self.entries)):
            yield f"docs/{uri}", content
        nav = moved(self.settings["nav"], self.made.pages)
        yield "mkdocs.yml", configuration({**self.settings, "nav": nav}, self.names)
        if sitemap := self.beside.get("sitemap.xml"):
            yield "overrides/sitemap.xml", f"{{% raw %}}{sitemap!s}{{% endraw %}}"
        yield "LUE-MINUT.md", read_me()
        yield from templates(self.overrides)

    def _hand_written(self, page: Hand, text: str) -> str:
        """A hand-written page stays Markdown."""
        title = self.tabs.get(page.uri, page.title)
        kept = {name: value for name, value in page.meta.items() if name != "render_macros"}
        meta = {"heading": self.hyphenated(title), **kept, "edit_url": self._edit_url(f"docs/{page.uri}")}
        return self._front_matter(meta, Link(title, page.url)) + led(text, page.uri, self.made.pages)

    def _ready(self, page: Page) -> str:
        """A page of the catalogue, with its content ready."""
        hand = read(self.docs, page.uri) if page.uri in self.uris else None
        html = self.prose.html(hand.text if hand else page.body, page.uri)
        view = dict(page.view)
        if page.uri == DATA_PAGE:
            view |= self.made.of_data(self.data_files)
        if page.contributed:
            html = body.readable(html)
            view["sections"] = body.sections(html)
            if entry := self.made.feed_entry(page, html):
                self.entries[page.uri] = entry
        meta = {**_meta(page, hand), "feeds": self.made.offered.of(page.url, page.section)}
        link = Link(self.tabs.get(page.uri, meta["title"]), page.url)
        shown = {
            "title": link.title,
            "content": html,
            "meta": {**meta, "view": view},
            "url": page.url,
            "canonical_url": urljoin(self.settings.get("site_url") or "", page.url),
            "edit_url": self._edit_url(f"docs/{page.uri}" if hand else page.source),
            "is_homepage": page.url == "",
        }
        content = self.templates.content(page.template, shown)
        ready = {**meta, "template": READY, "extrahead": content.head, "scripts": content.scripts}
        if page.view.get("framed"):
            ready["view"] = {"framed": True}
        return f"{self._front_matter(ready, link)}\n{content.html}\n"

    def _front_matter(self, meta: Mapping[str, Any], page: Link) -> str:
        head = self.made.head_of(page, {**meta, **self.made.shared(page.url)})
        return f"---\n{written_yaml({**meta, 'head': head})}---\n"

    def _edit_url(self, source: str | None) -> str:
        return f"{self.settings['repo_url'].rstrip('/')}/{self.settings['edit_uri']}{source}" if source else ""


def _meta(page: Page, hand: Hand | None) -> dict[str, Any]:
    """The front matter of a page of the catalogue; what somebody wrote into it wins."""
    return {
        "title": page.title,
        "description": page.description,
        "section": page.section,
        **(hand.meta if hand else {}),
        "crumbs": [{"title": link.title, "url": link.url} for link in page.crumbs],
        **({} if page.indexed else {"robots": "noindex"}),
    }


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"
