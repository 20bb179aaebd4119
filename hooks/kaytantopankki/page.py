"""A page to be built, as plain data."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from kaytantopankki.data_files import data_table

Context = dict[str, Any]
# What is said of each page that has a name of its own, by the path of its Markdown file.
TITLED: Mapping[str, Context] = data_table("pages/data/pages.yml")


@dataclass(frozen=True)
class Link:
    """A link's text and address; `url` is relative to the site's root."""

    title: str
    url: str


@dataclass(frozen=True)
class Page:
    """One page: a template of the theme, the data it shows, and the Markdown body it frames.

    `uri` is the path of the Markdown file, `source` the file to edit, relative to the repository. `view` holds only
    texts, numbers, lists and mappings, so that any generator can take it as front matter. A page that is
    `in_site_search` has no entry behind it, and is searched for by its title and description. A page that does not
    `allow_indexing` has nothing of its own for other search engines.
    """

    uri: str
    title: str
    template: str
    view: Context
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


def titled_page(uri: str, view: Context, **names: object) -> Page:
    """A page whose title, template, description and crumbs are in `pages/data/pages.yml`, where `names` are filled in."""
    about: Context = {
        key: text.format_map(names) if isinstance(text, str) else text for key, text in TITLED[uri].items()
    }
    crumbs = about.pop("crumbs", ())
    about["crumbs"] = tuple(Link(*(part.format_map(names) for part in crumb)) for crumb in crumbs)
    return Page(uri.format_map(names), view=view, **about)


def entry_page(uri: str, entry: Any, view: Context, **names: object) -> Page:
    """The page of an entry, which shows its text."""
    about = {"slug": entry.slug, "title": entry.data.title, "summary": entry.data.summary}
    page = titled_page(uri, view, **about, **names)
    return replace(page, body=entry.body, source=entry.path, untrusted=True)
