"""Pages at old addresses."""

import re
from posixpath import join, normpath

import pytest

from kaytantopankki.links import redirect_pages
from tests.builders import catalogue, entry
from tests.cases import read_tables

TABLES = read_tables(__file__)


@pytest.mark.parametrize(("kind", "slug", "old", "new"), TABLES["old"])
def test_old_address_leads_to_the_new_one(kind: str, slug: str, old: str, new: str) -> None:
    """By itself, by its canonical address and by its link; in Finnish, and not in search engines."""
    ((file, html),) = redirect_pages(catalogue(entry(kind, slug, aliases_url=[old])), {})
    assert file == f"{old}index.html"
    links = re.findall(r'<meta http-equiv="refresh" content="0; url=(.*)">|<link rel="canonical" href="(.*)">', html)
    links = [address for pair in links for address in pair if address] + re.findall('<a href="(.*?)">', html)
    assert [normpath(join(old, link)) + "/" for link in links] == [new] * 3
    assert not any(link.startswith("/") for link in links)
    assert html.startswith('<!doctype html>\n<html lang="fi">')
    assert '<meta name="robots" content="noindex">' in html


def test_every_old_address_has_a_page() -> None:
    entries = (
        entry("practice", "puukoulu", aliases_url=["kaytannot/a/", "kaytannot/b/"]),
        entry("practice", "pyorat"),
        entry("news", "paiva", aliases_url=["uutiset/a/"]),
    )
    files = [file for file, _ in redirect_pages(catalogue(*entries), {})]
    assert files == ["kaytannot/a/index.html", "kaytannot/b/index.html", "uutiset/a/index.html"]


def test_a_beginning_of_an_address_leads_to_the_page_above_it() -> None:
    found = redirect_pages(catalogue(), TABLES["above"])
    assert {file: re.findall('<a href="(.*?)">', html) for file, html in found} == TABLES["beginnings"]
