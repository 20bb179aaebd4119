"""Pages at old addresses."""

import re
from html.parser import HTMLParser
from posixpath import join, normpath

import pytest

from kaytantopankki.links import redirect_pages
from tests.builders import catalogue, entry


class Links(HTMLParser):
    """Where a page leads: by itself, by its canonical address and by its link."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag in ("a", "link"):
            self.found.append(values["href"] or "")
        elif values.get("http-equiv") == "refresh":
            self.found.append(re.sub("^0; url=", "", values["content"] or ""))


@pytest.mark.parametrize(
    ("kind", "slug", "old", "new"),
    [
        ("practice", "puukoulu", "kaytannot/hirsikoulu/", "kaytannot/puukoulu/"),
        ("news", "paiva", "uutiset/vanha-paiva/", "uutiset/paiva/"),
        ("event", "paiva", "tapahtumat/paiva-2/", "tapahtumat/paiva/"),
        ("network", "fisu", "verkostot/resurssiviisaat/", "verkostot/fisu/"),
        ("project", "lampo", "hankkeet/kylma/", "hankkeet/lampo/"),
        ("municipality", "turku", "kunnat/abo/", "kunnat/turku/"),
        ("practice", "puukoulu", "hirsikoulu/", "kaytannot/puukoulu/"),
        ("practice", "puukoulu", "vanha/sivusto/hirsikoulu/", "kaytannot/puukoulu/"),
    ],
)
def test_old_address_leads_to_the_new_one(kind: str, slug: str, old: str, new: str) -> None:
    ((file, html),) = redirect_pages(catalogue(entry(kind, slug, aliases_url=[old])))
    assert file == f"{old}index.html"
    links = Links(html).found
    assert len(links) == 3
    assert {normpath(join(old, link)) + "/" for link in links} == {new}
    assert not any(link.startswith("/") for link in links)


def test_every_old_address_has_a_page() -> None:
    entries = (
        entry("practice", "puukoulu", aliases_url=["kaytannot/a/", "kaytannot/b/"]),
        entry("practice", "pyorat"),
        entry("news", "paiva", aliases_url=["uutiset/a/"]),
    )
    files = [file for file, _ in redirect_pages(catalogue(*entries))]
    assert files == ["kaytannot/a/index.html", "kaytannot/b/index.html", "uutiset/a/index.html"]


def test_no_old_addresses_no_pages() -> None:
    assert list(redirect_pages(catalogue(entry("practice", "pyorat")))) == []


def test_old_page_is_in_finnish_and_not_in_search_engines() -> None:
    ((_, html),) = redirect_pages(catalogue(entry("practice", "pyorat", aliases_url=["kaytannot/a/"])))
    assert html.startswith('<!doctype html>\n<html lang="fi">')
    assert '<meta name="robots" content="noindex">' in html
    assert "Sivu on siirtynyt" in html
