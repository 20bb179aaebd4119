"""Everything that a build needs of the repository: for MkDocs, and for the sources that are written out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Any

from catalogue.catalogue import Catalogue
from catalogue.load import Loaded, load
from opendata import Publisher, open_data_page, terms_of
from pages import generate, images, structured
from pages.head import head
from pages.hyphens import hyphenator
from pages.page import Link, Page, View
from pages.settings import Settings, Site
from publish.files import Beside
from publish.hand import Hand, hand_written
from search.analysis import Analyser
from search.documents import Document, written_page
from social import HEIGHT, WIDTH, Card, cards, site_card

# What the site is made of and is not published as it stands: beginnings of paths in docs/.
UNPUBLISHED = (images.PUBLISHED, "assets/css/", "assets/js/lomake/")


@dataclass(frozen=True)
class Made:
    """`pages` are by the path of their Markdown file, `cards` by the address of their page, and `card` is that of all
    other pages; `beside` is what is published beside the pages."""

    loaded: Loaded
    pages: dict[str, Page]
    cards: dict[str, Card]
    card: Card
    beside: Beside

    @property
    def catalogue(self) -> Catalogue:
        """The sound entries."""
        return self.loaded.catalogue

    @property
    def analyser(self) -> Analyser:
        """What knows the words."""
        return self.beside.analyser

    @cached_property
    def things(self) -> dict[str, structured.Node]:
        """What each page is about, by its address."""
        return structured.things(self.catalogue, self.beside.settings)

    def card_of(self, url: str) -> View:
        """The social card of a page, as its front matter has it."""
        card = self.cards.get(url, self.card)
        return {"url": card.address, "width": WIDTH, "height": HEIGHT, "alt": card.told}

    def head_of(self, page: Link, meta: Mapping[str, Any]) -> View:
        """What other programs read of a page with this front matter."""
        return head(self.beside.settings.site, page, meta, self.things.get(page.url))


def made(root: Path, today: date, review_months: int, site: Site) -> Made:
    """Everything that comes from the repository at `root`."""
    loaded = load(root, today)
    catalogue, pictures = loaded.catalogue, images.published(loaded.catalogue, root)
    settings = Settings(root / "overrides", review_months, pictures, site)
    analyser = Analyser(root / ".cache" / "haku")
    terms = terms_of(catalogue, Publisher(site.name, f"{site.url.rstrip('/')}/"))
    generated = chain(generate(catalogue, settings, analyser), [open_data_page(terms)])
    pages = {page.uri: page for page in generated}
    found = (*map(_found, hand_written(root / "docs")), *_titled(pages.values()))
    social = dict(cards(catalogue, site.name, hyphenator(analyser)))
    own = site_card(site.name, site.description)
    beside = Beside(catalogue, root, settings, pictures, (own, *social.values()), found, analyser, terms)
    return Made(loaded, pages, social, own, beside)


def _found(page: Hand) -> Document:
    return written_page(page.url, page.title, str(page.meta.get("description", "")), page.text)


def _titled(pages: Iterable[Page]) -> Iterable[Document]:
    """Pages without an entry that can be found."""
    return (written_page(page.url, page.title, page.description, "") for page in pages if page.findable)
