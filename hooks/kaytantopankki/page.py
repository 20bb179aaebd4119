"""A page to be built, as plain data."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Context = dict[str, Any]


class LazyContext(Mapping[str, Any]):
    """A view that is made when it is asked for: by the process that makes the page, and once."""

    def __init__(self, make: Callable[[], Context]) -> None:
        self._make: Callable[[], Context] | None = make
        self._made: Context = {}

    @property
    def _view(self) -> Context:
        if self._make:
            self._made, self._make = self._make(), None
        return self._made

    def __getitem__(self, name: str) -> Any:
        return self._view[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._view)

    def __len__(self) -> int:
        return len(self._view)


@dataclass(frozen=True)
class Link:
    """Words that lead to a page of this site; `url` is relative to the site's root."""

    title: str
    url: str


@dataclass(frozen=True)
class Page:
    """One page: a template of the theme, the data it shows, and the Markdown body it frames.

    `uri` is the path of the Markdown file, `source` the file to edit, relative to the repository. `view` holds only texts, numbers, lists and mappings, so that any generator
    can take it as front matter. A page that is `in_site_search` has no entry behind it, and is searched for by its title and
    description. A page that does not `allow_indexing` has nothing of its own for other search engines.
    """

    uri: str
    title: str
    template: str
    view: Mapping[str, Any]
    crumbs: tuple[Link, ...] = ()
    description: str = ""
    body: str = ""
    source: str | None = None
    untrusted: bool = False
    in_site_search: bool = False
    allow_indexing: bool = True

    @property
    def url(self) -> str:
        """The address of the page, relative to the site's root."""
        return address_of(self.uri)

    @property
    def section(self) -> str:
        """The address of the tab that the page belongs to: its first crumb, else the first folder of its own address."""
        return self.crumbs[0].url if self.crumbs else "".join(self.url.partition("/")[:2])


def address_of(uri: str) -> str:
    """The address of the page of a Markdown file: kunnat/index.md → kunnat/, vertaa.md → vertaa/."""
    return uri.removesuffix("index.md") if uri.endswith("index.md") else uri.removesuffix(".md") + "/"
