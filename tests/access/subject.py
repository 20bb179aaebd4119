"""A built and served site that is measured."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from lxml import html
from playwright.sync_api import Browser, Page

from tests.access.browser import context, open_page
from tests.access.keys import Task
from tests.access.kinds import file
from tests.access.visit import Visit, visit


@dataclass
class Subject:
    """`pages` are its kinds of page, `tasks` what must work by keyboard, `missed` what does not hold."""

    name: str
    folder: Path
    address: str
    pages: tuple[str, ...]
    tasks: tuple[Task, ...]
    browser: Browser
    missed: list[str] = field(default_factory=list)

    def miss(self, what: str, where: str, problems: list[str]) -> int:
        """Notes what does not hold on a page; returns how many places there are."""
        self.missed += [f"{what}, {where or 'front page'}: {problem}" for problem in problems]
        return len(problems)

    @cached_property
    def visits(self) -> list[Visit]:
        """Each kind of page as the first of a visit, before it is asked anything."""
        return [visit(self.browser, self.address, path.partition("?")[0]) for path in self.pages]

    def each(self, width: int = 1280, scheme: str = "light", **settings: Any) -> Iterator[tuple[str, Page]]:
        """Opens every kind of page in turn in one visit."""
        with context(self.browser, width, scheme, **settings) as made:
            page = made.new_page()
            for path in self.pages:
                open_page(page, self.address, path)
                yield path, page

    def documents(self) -> Iterator[tuple[str, html.HtmlElement]]:
        """Every kind of page as it is served, before any script."""
        for path in self.pages:
            yield path, html.fromstring(file(self.folder, path).read_text(encoding="utf-8"))

    def every_page(self) -> list[str]:
        """The address of each page of the whole site, without those that only lead on to another."""
        files = sorted(self.folder.rglob("*.html"))
        whole = [page for page in files if 'http-equiv="refresh"' not in page.read_text(encoding="utf-8")]
        return [str(page.relative_to(self.folder)).removesuffix("index.html") for page in whole]
