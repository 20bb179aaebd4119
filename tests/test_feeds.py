"""Atom feeds of made entries: valid, complete, the same whatever the day and the site's address."""

from dataclasses import replace
from datetime import date
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

import feedparser
import pytest
from lxml import html

from kaytantopankki.content.catalogue import Catalogue
from kaytantopankki.content.models import Entry
from kaytantopankki.outputs.feeds import FeedPublisher, absolute_links, entry_xml, feed_article, feed_files, visible
from kaytantopankki.pages.body import readable
from kaytantopankki.pages.cards import CardRenderer
from kaytantopankki.pages.news_and_events import news_pages
from kaytantopankki.pages.practice_pages import practice_pages
from kaytantopankki.pages.subscriptions import ALL, FEW, HOUR, SOME, Subscriptions
from kaytantopankki.settings import Settings
from tests import builders
from tests.feed_rules import content_faults, faults, invalid
from tests.hostile.snippets import CLEANED, REFUSED, REFUSED_IN_BODY
from tests.html_reader import html_of
from tests.test_pages_golden import OVERRIDES, PICTURES, small

ROOT = Path(__file__).parent.parent
HERE = FeedPublisher("Käytäntöpankki", "https://example.org/pankki/", "example.org,2026")


def written(catalogue: Catalogue, publisher: FeedPublisher = HERE) -> dict[str, bytes]:
    """Every feed of a catalogue by its file."""
    deck, settings = CardRenderer(catalogue, OVERRIDES), Settings(OVERRIDES, pictures=PICTURES)
    made = chain(practice_pages(catalogue, deck, settings), news_pages(catalogue, deck))
    pages = {page.uri: page for page in made}
    offered = Subscriptions(catalogue)
    entries = {
        uri: entry_xml(
            catalogue,
            entry,
            publisher,
            feed_article(pages[uri], readable(html_of(pages[uri].body)), publisher, OVERRIDES),
        )
        for uri, entry in offered.in_feeds.items()
    }
    return dict(feed_files(offered.feeds, publisher, entries))


@cache
def feeds_of_small() -> dict[str, Any]:
    return {uri: feedparser.parse(content) for uri, content in written(small()).items()}


def only(*entries: Entry[Any], feed: str = "kaytannot/atom.xml") -> Any:
    """One feed of some entries, read back."""
    return feedparser.parse(written(builders.catalogue(*entries))[feed])


def the_entry(**fields: Any) -> Any:
    """The one entry of a feed of one practice."""
    (found,) = only(builders.entry("practice", "koulu", **fields)).entries
    return found


def test_feeds_are_valid(tmp_path: Path) -> None:
    files = []
    for uri, content in written(small()).items():
        files.append(tmp_path / uri.replace("/", "-"))
        files[-1].write_bytes(content)
        assert list(faults(content, HERE.absolute(uri))) == []
    assert len(files) == 18
    assert invalid(files) == ""


def test_an_invalid_feed_is_noticed(tmp_path: Path) -> None:
    content = written(small())["uutiset/atom.xml"]
    file = tmp_path / "atom.xml"
    for right, wrong in (
        (b"T06:00:00", b""),
        (b"published>", b"issued>"),
        (b'type="html"', b'type="markdown"'),
        (b"<name>", b"<name/><name>"),
        (b"<id>tag:", b"<id>"),
        (b"+02:00<", b"<"),
    ):
        assert right in content
        file.write_bytes(content.replace(right, wrong))
        assert "atom.xml" in invalid([file]), right
    wrong = content.replace(b"https://example.org/pankki/uutiset/", b"https://example.com/", 1)
    wrong = wrong.replace(b"&lt;p&gt;", b"&lt;p onclick=x&gt;&lt;script&gt;&lt;/script&gt;", 1)
    found = list(faults(wrong, HERE.absolute("uutiset/atom.xml")))
    assert any("self is elsewhere" in fault for fault in found)
    assert {"<p onclick>", "<script>"} <= {fault.split(": ")[-1] for fault in found}
    assert list(content_faults('<a href="../x/">x</a><img src="x.png">')) == ["address ../x/", "address x.png"]


def test_there_is_a_feed_for_whatever_has_entries() -> None:
    catalogue = small()
    with_entries = {
        place.slug
        for name, place in catalogue.places.items()
        if name in catalogue.practices_by_municipality
        or name in catalogue.news_by_municipality
        or any(use.kind == "taken" for use in catalogue.adoptions_by_municipality.get(name, ()))
    }
    assert {uri for uri in feeds_of_small() if uri.startswith("kunnat/")} == {
        f"kunnat/{slug}/atom.xml" for slug in with_entries
    }
    assert {entry.title for entry in feeds_of_small()["kaytannot/atom.xml"].entries} == {
        entry.data.title for entry in catalogue.newest
    }
    assert "verkostot/tyhja/atom.xml" not in written(builders.catalogue(builders.entry("network", "tyhja")))
    assert written(builders.catalogue()) == {}


def test_a_feed_says_what_it_is_and_where() -> None:
    feed = feeds_of_small()["teemat/energia/atom.xml"].feed
    assert (feed.title, feed.language, feed.generator) == ("Käytäntöpankki: Teema: Energia", "fi", "Käytäntöpankki")
    assert feed.id == "tag:example.org,2026:teemat/energia/atom.xml"
    assert "version" not in feed.generator_detail
    assert {link.rel: link.href for link in feed.links} == {
        "self": "https://example.org/pankki/teemat/energia/atom.xml",
        "alternate": "https://example.org/pankki/teemat/energia/",
        "license": "https://creativecommons.org/licenses/by/4.0/",
    }
    assert feed.rights.startswith("CC BY 4.0")


def test_an_entry_has_its_facts_before_its_text_and_its_sources_after() -> None:
    (entry,) = (one for one in feeds_of_small()["kaytannot/atom.xml"].entries if one.link.endswith("/puukoulu/"))
    text = str(html.fragment_fromstring(entry.content[0].value, create_parent="div").xpath("string()"))
    told = [
        *("Hirsinen koulu saa lämpönsä jäähallilta", "Kunta: Turku", "Vaihe: Vakiintunut", "Tulokset lukuina"),
        *("noin 90–120,5", "(arvio, 2024–2025)", "Tavoitteet", "Kustannukset", "Pullonkaulat", "Näin se ratkesi"),
        *("Ratkaisu", "Lähteet"),
    ]
    places = [text.index(words) for words in told]
    assert places == sorted(places)
    assert ' src="https://example.org/pankki/assets/kuvat/puukoulu-png-480.webp"' in entry.content[0].value
    assert 'href="https://example.org/pankki/kaytannot/puukoulu/#lahde-1"' in entry.content[0].value


def test_an_entry_is_filed_under_what_it_is_about() -> None:
    fields: dict[str, Any] = {"tags": ["lämpö"], "networks": ["verkosto"], "municipalities": ["Ii", "Pedersören kunta"]}
    network = builders.entry("network", "verkosto", title="Oma <verkosto>")
    (entry,) = only(builders.entry("practice", "koulu", **fields), network).entries
    assert [(tag.scheme.split(":")[-1], tag.term, tag.label) for tag in entry.tags] == [
        ("teemat", "energia", "Energia"),
        ("avainsanat", "lampo", "lämpö"),
        ("kunnat", "ii", "Ii"),
        ("kunnat", "pedersoren-kunta", "Pedersören kunta"),
        ("verkostot", "verkosto", "Oma <verkosto>"),
    ]
    assert "Oma &lt;verkosto&gt;</a>" in entry.content[0].value


@pytest.mark.parametrize(
    ("fields", "authors"),
    [
        ({}, ["Käytäntöpankki"]),
        ({"standing": "compiled"}, ["Käytäntöpankki"]),
        ({"standing": "own_report"}, ["Turun kaupunki"]),
        ({"standing": "verified", "contact": None, "sources": [{"title": "L"}]}, ["Turku"]),
        ({"standing": "peer_checked", "contact": None, "sources": [{"title": "L"}], "municipalities": ["Ii", "Lahti"]}, ["Ii", "Lahti"]),
    ],
)  # fmt: skip
def test_the_author_is_who_tells_it(fields: dict[str, Any], authors: list[str]) -> None:
    assert [author.name for author in the_entry(**fields).authors] == authors


@pytest.mark.parametrize(
    ("fields", "published", "updated"),
    [
        ({"published": "2026-01-05"}, "2026-01-05T06:00:00+02:00", "2026-01-05T06:00:00+02:00"),
        ({"published": "2026-01-05", "updated": "2026-07-01"}, "2026-01-05T06:00:00+02:00", "2026-07-01T06:00:00+03:00"),
        ({"published": "2026-03-29", "reviewed": "2026-10-25"}, "2026-03-29T06:00:00+03:00", "2026-10-25T06:00:00+02:00"),
        ({"published": "2026-07-01", "updated": "2026-01-05"}, "2026-07-01T06:00:00+03:00", "2026-07-01T06:00:00+03:00"),
    ],
)  # fmt: skip
def test_days_stand_at_six_in_finland(fields: dict[str, str], published: str, updated: str) -> None:
    found = the_entry(**fields)
    assert (found.published, found.updated) == (published, updated)
    assert HOUR == 6
    assert "kellonaika on 6.00" in (ROOT / "docs/tilaa.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("when", "published"), [("2025", "2025-01-01"), ("2025-06", "2025-06-01"), ("2025-06-13", "2025-06-13")]
)
def test_news_of_a_year_stand_on_its_first_day(when: str, published: str) -> None:
    (found,) = only(builders.entry("news", "uutinen", date=when), feed="uutiset/atom.xml").entries
    assert found.published.startswith(published)


def test_feeds_hold_the_last_changed_up_to_a_limit() -> None:
    old = builders.entry("practice", "vanha", published="2020-01-01", updated="2026-11-20")
    about: dict[str, Any] = {"networks": ["verkosto"], "published": "2026-02-01"}
    many = [builders.entry("practice", f"k-{number}", **about) for number in range(160)]
    feeds = written(builders.catalogue(old, *many, builders.entry("network", "verkosto")))
    counts = {uri: len(feedparser.parse(content).entries) for uri, content in feeds.items()}
    assert counts == {
        "kaytannot/atom.xml": ALL,
        "teemat/energia/atom.xml": SOME,
        "verkostot/verkosto/atom.xml": SOME,
        "kunnat/turku/atom.xml": FEW,
    }
    found = feedparser.parse(feeds["kunnat/turku/atom.xml"])
    assert found.entries[0].id.endswith("/vanha")
    assert found.feed.updated == found.entries[0].updated == "2026-11-20T06:00:00+02:00"


def test_a_municipality_hears_of_what_it_took_but_not_of_what_it_refused() -> None:
    adoptions = [{"municipality": "Ii", "stage": "in_use"}, {"municipality": "Lahti", "stage": "rejected"}]
    feeds = written(builders.catalogue(builders.entry("practice", "koulu", adoptions=adoptions)))
    assert {uri for uri in feeds if uri.startswith("kunnat/")} == {"kunnat/ii/atom.xml", "kunnat/turku/atom.xml"}


def test_ids_stay_when_the_site_moves_and_when_an_entry_is_renamed() -> None:
    catalogue = builders.catalogue(builders.entry("practice", "koulu"))
    elsewhere = written(catalogue, replace(HERE, name="Muu", url="https://example.com/"))["kaytannot/atom.xml"]
    before, moved = the_entry(), feedparser.parse(elsewhere).entries[0]
    assert before.id == moved.id == "tag:example.org,2026:kaytannot/koulu"
    assert (before.link, moved.link) == (
        "https://example.org/pankki/kaytannot/koulu/",
        "https://example.com/kaytannot/koulu/",
    )
    (renamed,) = only(
        builders.entry("practice", "puukoulu", aliases_url=["kaytannot/koulu/", "kaytannot/vali/"])
    ).entries
    assert (renamed.id, renamed.link) == (before.id, "https://example.org/pankki/kaytannot/puukoulu/")


def test_the_day_of_the_build_changes_nothing() -> None:
    practice = builders.entry("practice", "koulu")
    earlier, later = (builders.catalogue(practice, today=date(year, 5, 1)) for year in (2026, 2031))
    assert written(earlier) == written(later)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<a href="../toinen/#a">x</a>', '<a href="https://example.org/k/toinen/#a">x</a>'),
        ('<a href="#lahde-1" aria-label="lähde 1">1</a>', '<a href="https://example.org/k/koulu/#lahde-1">1</a>'),
        ('<a href="https://a.fi/?a=1&amp;b=2" title="a">x</a>', '<a href="https://a.fi/?a=1&amp;b=2" title="a">x</a>'),
        ('<a title=" href=" href="/x?&quot;">x</a>', '<a href="https://example.org/x?&quot;" title=" href=">x</a>'),
        ('<a href="//a.fi/">x</a>', '<a href="https://a.fi/">x</a>'),
        ('<a href="http://[x">x</a>', "<a>x</a>"),
        ('<code>&lt;a href="x"&gt; href="y"</code>', '<code>&lt;a href="x"&gt; href="y"</code>'),
        ('<h2 id="kohta-a">A</h2>', "<h2>A</h2>"),
        (readable("<table><tbody><tr><td>a</td></tr></tbody></table>"), "<table><tbody><tr><td>a</td></tr></tbody></table>"),
    ],
)  # fmt: skip
def test_addresses_are_whole(before: str, after: str) -> None:
    assert absolute_links(before, "https://example.org/k/koulu/") == after


HOSTILE = (
    *CLEANED[::3],
    *REFUSED,
    *REFUSED_IN_BODY,
    "]]>",
    "]]><script>hit(1)</script>",
    "<!--",
    "&amp;lt;",
    "a\x00b\x0b\x1f\x7f\x9f",
    "a\ud800b\udfff",
    "a\u202eb\u2066c",
    "a\ufffeb\uffff",
    "a\nb\tc\r\nd",
    "{{ 7 * 7 }}{% raw %}",
    "sana " * 2000,
)


FILLED: dict[str, dict[str, Any]] = {
    "practice": {
        "results": [{"indicator": "energiansaasto", "value": 1, "basis": "measured"}],
        "costs": [{"investment": 1}],
        "bottlenecks": [{"kind": "rahoitus", "what": "x"}],
    },
    "news": {},
}
PLACES: dict[str, tuple[str, ...]] = {
    "results": ("note", "unit", "period"),
    "costs": ("note",),
    "bottlenecks": ("what", "solved"),
    "sources": ("title", "publisher", "note"),
}


def hostile(kind: str, slug: str, snippet: str) -> Entry[Any]:
    """An entry with the text in every field of a feed, put in past the reader, which refuses much of it."""
    # A file cannot hold the halves of a character.
    body = snippet.encode(errors="ignore").decode()
    made = builders.entry(kind, slug, body=body, sources=[{"title": "Lähde"}], **FILLED[kind])
    parts = {
        name: tuple(part.model_copy(update=dict.fromkeys(fields, snippet)) for part in getattr(made.data, name, ()))
        for name, fields in PLACES.items()
    }
    return replace(made, data=made.data.model_copy(update={"title": f"Otsikko {snippet}", "summary": snippet, **parts}))


@pytest.mark.parametrize("kind", ["practice", "news"])
def test_hostile_text_stays_text(kind: str, tmp_path: Path) -> None:
    folder = "kaytannot" if kind == "practice" else "uutiset"
    entries = [hostile(kind, f"k-{number}", snippet) for number, snippet in enumerate(HOSTILE)]
    for start in range(0, len(entries), ALL):
        catalogue = builders.catalogue(*entries[start : start + ALL])
        content = written(catalogue)[f"{folder}/atom.xml"]
        file = tmp_path / f"{start}.xml"
        file.write_bytes(content)
        assert list(faults(content, HERE.absolute(f"{folder}/atom.xml"))) == []
        assert invalid([file]) == ""
        found = feedparser.parse(content, sanitize_html=False)
        assert {one.id: one.title for one in found.entries} == {
            HERE.tag_of(entry): visible(entry.data.title).strip() for entry in catalogue.entries
        }
