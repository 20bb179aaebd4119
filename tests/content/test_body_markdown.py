"""Contributed texts are shown as GitHub shows them, and their links lead where GitHub's do."""

import json
import re
from pathlib import Path
from urllib.parse import unquote

import lxml.html
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kaytantopankki.content.body_markdown import (
    body_links,
    heading_anchors,
    page_url,
    render_html,
    site_href,
    unseen_words,
)
from kaytantopankki.content.loader import load
from kaytantopankki.pages.body import readable
from tests.builders import TODAY, write_entry, write_text, write_words
from tests.cases import read_tables
from tests.content.test_fuzz import LONG, timed
from tests.github_markdown import github_structure, our_structure

CASES = read_tables(__file__)
FIXTURES = Path(__file__).parents[1] / "fixtures/markdown"
CONSTRUCTS = (FIXTURES / "constructs.txt").read_text(encoding="utf-8").split("\n=====\n")
NAMES = ("https", "script", "CDATA", "nbsp")  # Parts of marks.
DIFFERENT = CASES["different"]


@pytest.mark.parametrize("body", CONSTRUCTS)
def test_the_structure_is_that_of_github(body: str) -> None:
    assert (our_structure(body) == github_structure(body)) is (body not in DIFFERENT)


def test_there_are_constructs_of_every_kind() -> None:
    assert len(CONSTRUCTS) >= 150
    assert DIFFERENT.keys() <= set(CONSTRUCTS)


@pytest.mark.parametrize(("body", "shown"), CASES["tags"])
def test_tags_that_a_text_may_not_use_are_shown_as_text(body: str, shown: str) -> None:
    assert render_html(body, str) == f"<p>{shown}</p>"


def test_links_between_files_of_the_repository_lead_to_pages() -> None:
    def href(written: str) -> str:
        return site_href("practices/lampo.md", "kaytannot/lampo/", written)

    assert href("ekotuki.md") == "../ekotuki/"
    assert href("../docs/uutiset/posts/uusi.md") == "../../uutiset/uusi/"
    assert href("../docs/tietoa.md#lisenssi") == "../../tietoa/#kohta-lisenssi"
    assert href("../docs/kunnat/index.md") == "../../kunnat/"
    assert href("https://example.org/a.md") == "https://example.org/a.md"
    assert href("../README.md") == "../README.md"
    assert page_url("docs/index.md") == "/"


def test_places_on_the_same_page_are_found_by_githubs_anchor() -> None:
    html = render_html("## Lähtötilanne\n\n## Lähtötilanne\n\n[alkuun](#lähtötilanne) [tähän](#lähtötilanne-1)", str)
    assert '<h2 id="lahtotilanne">' in html
    assert '<h2 id="lahtotilanne-1">' in html
    assert 'href="#lahtotilanne">alkuun' in html
    assert 'href="#lahtotilanne-1">tähän' in html


def test_anchors_are_githubs() -> None:
    assert heading_anchors("# Näin se tehtiin: 1. vaihe!") == ["näin-se-tehtiin-1-vaihe"]
    assert heading_anchors("# A\n\n## Opit `b`\n\n## Opit `b`") == ["a", "opit-b", "opit-b-1"]


def test_links_and_pictures_are_found_with_their_lines() -> None:
    body = "Alku\n\n- [yksi](a.md)\n- toinen\n  rivi [kaksi](b.md)\n\n![kuva](k.png) https://example.org\n"
    found = [(link.href, link.text, link.line, link.is_image) for link in body_links(body)]
    assert found == [tuple(link) for link in CASES["found"]]


def test_footnotes_stand_at_the_end() -> None:
    html = render_html("Teksti[^a].\n\n[^a]: Selitys.\n\nLoppu.", str)
    assert html.index("Loppu") < html.index("Selitys")
    assert '<a href="#fn1" id="fnref1">1</a>' in html
    assert '<li id="fn1"' in html


@pytest.mark.parametrize(("link", "message"), CASES["links"])
def test_links_that_lead_nowhere_are_told_with_their_line(tmp_path: Path, link: str, message: str) -> None:
    write_words(tmp_path)
    write_entry(tmp_path, "news", "uutinen")
    write_entry(tmp_path, "practice", "toka")
    write_entry(tmp_path, "practice", "eka", f"\n## Lähtötilanne\n\nAlku\nja {link}.\n")
    (problem,) = load(tmp_path, TODAY).problems
    lines = (tmp_path / "practices/eka.md").read_text(encoding="utf-8").split("\n")
    assert problem.path == "practices/eka.md"
    assert link in lines[problem.line - 1]
    assert message in problem.message


def test_links_that_lead_somewhere_are_sound(tmp_path: Path) -> None:
    write_words(tmp_path)
    write_text(tmp_path, "docs/tietoa.md", "Tietoa")
    write_entry(tmp_path, "news", "uutinen", "[x](../../../practices/eka.md)")
    write_entry(tmp_path, "practice", "toka", "[a](eka.md) https://example.org <https://example.org/b>")
    body = "\n## Lähtötilanne\n\n[a](toka.md) [b](../docs/uutiset/posts/uutinen.md#alku) [c](#lähtötilanne)"
    write_entry(tmp_path, "practice", "eka", f"{body} [d](../docs/tietoa.md)\n")
    assert load(tmp_path, TODAY).problems == ()


# Signs and marks that texts may hold, each as JSON on a line of its own.
MARKS = [*map(json.loads, (FIXTURES / "marks.txt").read_text(encoding="utf-8").splitlines())]


@settings(max_examples=20_000 if LONG else 300, deadline=None)
@given(st.lists(st.sampled_from([*MARKS, *["kunta", "sähkö", "päätti", "yhdessä"] * 12]), min_size=1, max_size=40))
def test_every_word_is_shown_or_told(pieces: list[str]) -> None:
    body = " ".join(pieces)
    if any(unseen_words(body)) or any(link.is_image for link in body_links(body)):
        return
    timed(lambda: readable(render_html(body, str)))
    page = lxml.html.fragment_fromstring(readable(render_html(body, str)), create_parent="div")
    shown = page.text_content() + " ".join(
        unquote(value) for element in page.iter() for value in element.attrib.values()
    )
    assert [word for word in re.findall(r"[^\W\d_]{4,}", body) if word not in shown and word not in NAMES] == []


def test_a_word_that_no_page_shows_is_told() -> None:
    body = "Alku.\n\n[viite]: https://example.org\n\n[^1]: Selitys.\n\n~~~ kunta päätti\nkoodi\n~~~\n"
    assert [*unseen_words(body)] == [(2, "example"), (4, "Selitys"), (6, "kunta")]
    assert [*unseen_words("[a][viite] b[^1]\n\n[viite]: https://example.org\n[^1]: Selitys.\n\n```yaml\nx\n```")] == []
    assert [*unseen_words("CO<sub>2</sub>, m<sup>2</sup>, <kbd>Ctrl</kbd>, yksi<br>kaksi ja <del>kolme</del>")] == []
