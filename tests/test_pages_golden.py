"""Every page of a small repository, compared with what is expected."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
import yaml

from kaytantopankki.content.catalogue import Catalogue
from kaytantopankki.content.loader import load
from kaytantopankki.page import Page
from kaytantopankki.pages import generate
from kaytantopankki.pages.cards import BASE, CardRenderer
from kaytantopankki.settings import Settings
from tests import OVERRIDES, builders
from tests.cases import compare, read_tables

FIXTURES = Path(__file__).parent / "fixtures" / "pages"
REPO, GOLDEN = FIXTURES / "repo", FIXTURES / "golden"
TODAY = date(2026, 11, 21)
PICTURES = {"puukoulu.png": ((480, 320), (900, 600))}

SHOWN: dict[str, str] = read_tables(__file__)
# What is drawn from places and steps; the drawings have tests of their own.
DRAWN = ("map", "svg", "lineage")


@cache
def small() -> Catalogue:
    loaded = load(REPO, TODAY)
    assert loaded.problems == ()
    return loaded.catalogue


@cache
def pages_of_small() -> tuple[Page, ...]:
    return tuple(generate(small(), Settings(OVERRIDES, pictures=PICTURES)))


@cache
def large() -> tuple[Page, ...]:
    """More entries of every kind than fit on a page, all of them about the same things."""
    about: dict[str, Any] = {"networks": ["verkosto"], "projects": ["hanke"]}
    where: dict[str, Any] = {"municipalities": ["Turku"], "themes": ["energia"]}
    entries = [
        builders.entry("network", "verkosto", members=[{"municipality": "Turku"}]),
        builders.entry("project", "hanke", networks=["verkosto"], municipalities=["Turku"]),
        *(builders.entry("practice", f"k-{number}", tags=["lämpö"], **about) for number in range(150)),
        *(builders.entry("news", f"u-{number}", **about, **where) for number in range(150)),
        *(builders.entry("event", f"m-{number}", **about, **where) for number in range(150)),
        *(builders.entry("event", f"t-{number}", start="2027-01-01", **about, **where) for number in range(150)),
    ]
    return tuple(generate(builders.catalogue(*entries), Settings(OVERRIDES)))


def compare_facts(name: str, facts: dict[str, Any], bless: bool, cards: dict[str, str] | None = None) -> None:
    """Facts as YAML that a person can read."""
    shown = readable(facts, cards or {})
    text = yaml.safe_dump(shown, allow_unicode=True, sort_keys=False, default_flow_style=None, width=116)
    compare(GOLDEN / f"{name}.yml", text, bless)


def written(value: Any, indent: str = "") -> str:
    """JSON in which what fits on a line is on one line."""
    short = json.dumps(value, ensure_ascii=False)
    if len(indent + short) <= 120 or not value or not isinstance(value, dict | list):
        return short
    deeper = indent + "  "
    if isinstance(value, list):
        return "[\n" + ",\n".join(deeper + written(item, deeper) for item in value) + f"\n{indent}]"
    items = (f"{deeper}{json.dumps(key)}: {written(item, deeper)}" for key, item in value.items())
    return "{\n" + ",\n".join(items) + f"\n{indent}}}"


def readable(value: Any, cards: dict[str, str]) -> Any:
    """A view that a person can read: the names of cards, the first eight of a list, no drawings and nothing empty."""
    if isinstance(value, dict):
        known = {key: item for key, item in value.items() if key not in DRAWN and item not in (None, "", [], {})}
        return {key: readable(item, cards) for key, item in known.items()}
    if isinstance(value, list):
        more = [f"… {len(value)}"] if len(value) > 8 else []
        return [readable(item, cards) for item in value[:8]] + more
    return cards.get(value, value) if isinstance(value, str) else value


def lists(value: Any) -> Iterator[list[Any]]:
    """Every list in a view but the dots of maps and the addresses of pages."""
    if isinstance(value, list):
        yield value
    items = (
        value
        if isinstance(value, list)
        else [item for key, item in value.items() if key not in ("map", "urls")]
        if isinstance(value, dict)
        else []
    )
    for item in items:
        yield from lists(item)


@pytest.mark.parametrize(("name", "uri"), SHOWN.items())
def test_page_is_as_expected(name: str, uri: str, bless: bool) -> None:
    (page,) = (page for page in pages_of_small() if page.uri == uri)
    newest = small().newest
    html = CardRenderer(small(), OVERRIDES).of(newest)
    cards = {card: f"card of {entry.slug}" for card, entry in zip(html, newest, strict=True)}
    facts = {
        "template": page.template,
        "title": page.title,
        "description": page.description,
        "section": page.section,
        "crumbs": [[link.title, link.url] for link in page.crumbs],
        "source": page.source,
        "view": dict(page.view),
    }
    compare_facts(name, facts, bless, cards)


def test_cards_are_as_expected(bless: bool) -> None:
    html = CardRenderer(small(), OVERRIDES).of(small().practices[slug] for slug in ("puukoulu", "lainapyorat"))
    compare(GOLDEN / "kortit.html", "".join(html).replace(BASE, "BASE"), bless)


def test_addresses_are_as_expected(bless: bool) -> None:
    """Every page, but of municipalities and regions only how many there are."""
    uris = [page.uri for page in pages_of_small()]
    places = Counter(
        uri.partition("/")[0] for uri in uris if re.fullmatch(r"(kunnat|maakunnat)/(?!index|kartta).*", uri)
    )
    others = [
        uri for uri in uris if uri.partition("/")[0] not in places or uri in ("kunnat/index.md", "kunnat/kartta.md")
    ]
    compare(
        GOLDEN / "osoitteet.txt",
        "\n".join([*others, *(f"{folder}/: {count}" for folder, count in places.items())]) + "\n",
        bless,
    )


def test_every_template_is_shown_and_every_expectation_is_met() -> None:
    by_uri = {page.uri: page.template for page in pages_of_small()}
    unseen = set(by_uri.values()) - {by_uri[uri] for uri in SHOWN.values()}
    assert unseen == set(), "add a page of each to tests/tables/pages_golden.yml, and run pytest --bless"
    expected = {*(f"{name}.yml" for name in SHOWN), "kortit.html", "upote.html", "osoitteet.txt", "vertailu.yml"}
    assert {file.name for file in GOLDEN.iterdir() if file.is_file()} == expected


def test_pages_hold_only_plain_data() -> None:
    for page in pages_of_small():
        view = dict(page.view)
        assert json.loads(json.dumps(view)) == view


def test_pages_know_the_files_they_come_from() -> None:
    entries = {entry.path: entry for entry in small().entries}
    pages = {page.source: page for page in pages_of_small() if page.source}
    assert pages.keys() == entries.keys()
    assert all(page.body == entries[path].body and page.untrusted for path, page in pages.items())


def test_no_page_is_too_long() -> None:
    longest = {page.uri: max((len(items) for items in lists(dict(page.view))), default=0) for page in large()}
    assert max(longest.values()) == 100
    groups = [page.view["groups"] for page in large() if "groups" in page.view]
    assert max(sum(len(group["items"]) for group in page) for page in groups) in range(50, 101)


def test_later_pages_follow_the_first() -> None:
    listed = [page for page in large() if page.view.get("paging")]
    for _, portion in groupby(listed, key=lambda page: page.view["paging"]["urls"][0]):
        pages = list(portion)
        assert [page.url for page in pages] == pages[0].view["paging"]["urls"]
        assert [page.view["paging"]["number"] for page in pages] == list(range(1, len(pages) + 1))
        assert {page.section for page in pages} == {pages[0].section}
    firsts = {page.view["paging"]["urls"][0] for page in listed}
    assert firsts == {
        *("kaytannot/", "teemat/energia/", "avainsanat/lampo/", "kunnat/turku/", "maakunnat/varsinais-suomi/"),
        *("verkostot/verkosto/", "hankkeet/hanke/", "tapahtumat/"),
        *("uutiset/", "uutiset/vuosi/2026/", "uutiset/teema/energia/"),
    }
