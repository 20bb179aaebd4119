"""Contributed text as safe HTML, its source numbers and its sections."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kaytantopankki.pages.body import hand_written, readable, sections
from tests.cases import read_tables
from tests.html_reader import Seen, html_of, wrongs

TEXTS: dict[str, Any] = read_tables(__file__)
PIECES = st.sampled_from(
    [
        *("<script>", "</script>", "<style>", "<svg>", "</svg>", "<math>", "<mtext>", "<h2>", "</h2>", "<h2 id='"),
        *("<a href=", "<a title='", "</a>", "<em>", "</em>", "<table>", "<tr><td>", "</table>", "<blockquote>", "<li>"),
        *("<code>", "</code>", "<pre>", "</pre>", "<p>", "</p>", "<br>", "<hr/>", "<!--", "-->", "<![CDATA[", "]]>"),
        *("javascript:", "https://x/", "onclick=x ", "title=", "[1]", " [2]", "&lt;", "&#106;", "&quot;", "kunta"),
        *("'", '"', ">", "<", "/", "=", " ", "\n", "\n\n", "\n## ", "`", "```\n", "\x00", "\u00a0"),
    ]
)


@pytest.mark.parametrize("snippet", [*TEXTS["hostile"], *TEXTS["swallowing"]])
def test_hostile_text_leaves_nothing_behind(snippet: str) -> None:
    source = f"Alku.\n\n{snippet}\n\nLoppu.\n"
    for html in (source, html_of(source)):
        assert wrongs(readable(html)) == []
        text = Seen(readable(html)).text.strip()
        assert text.startswith("Alku.")
        if snippet in TEXTS["hostile"]:
            assert text.endswith("Loppu.")
            assert "kunta" not in Seen(html).text or "kunta" in text


@pytest.mark.parametrize(
    "html",
    ["<script>x</script>", "<p onclick=x>", '<a href="javascript:x">y</a>', "<em>", "<!-- x -->", "<!DOCTYPE html>"],
)
def test_the_parser_of_these_tests_sees_what_is_wrong(html: str) -> None:
    assert Seen(html).wrong


@settings(max_examples=200, deadline=None, derandomize=True, database=None)
@given(st.lists(PIECES, max_size=25).map("".join))
def test_random_text_leaves_nothing_behind(text: str) -> None:
    for html in (text, html_of(text)):
        assert wrongs(readable(html)) == []


@pytest.mark.parametrize("text", TEXTS["ordinary"])
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    before, after = Seen(html_of(text)), Seen(readable(html_of(text)))
    tags = [tag for tag in after.tags if tag != "div"]  # A table is framed.
    assert (after.text, tags, after.addresses, after.wrong) == (before.text, before.tags, before.addresses, [])


@pytest.mark.parametrize(
    "address", ["http://www.ii.fi/?a=1#b", "HTTPS://WWW.TURKU.FI", "../turku/", "/kunnat/turku/", "#lahteet", "?b", ""]
)
def test_addresses_that_stay(address: str) -> None:
    seen = Seen(readable(f'<a href="{address}">kunta</a>'))
    assert (seen.addresses, seen.text) == ([address], "kunta")


@pytest.mark.parametrize("scheme", ["javascript:", "vbscript:", "data:", "file:", "mailto:", "tel:", "ftp:", "x:"])
def test_addresses_that_go_while_their_text_stays(scheme: str) -> None:
    assert readable(f'<a href="{scheme}x">kunta</a>') == "<a>kunta</a>"


@pytest.mark.parametrize(("text", "html"), TEXTS["numbers"])
def test_source_numbers_are_links_only_in_text(text: str, html: str) -> None:
    link = r'<sup><a href="#lahde-\1" aria-label="lähde \1">\1</a></sup>'
    assert readable(html_of(text)) == re.sub(r"\^(\d+?)(?=\D|$)", link, html)


def test_tables_scroll_by_keyboard() -> None:
    html = readable(html_of("a | b\n--- | ---:\n1 | 2 [1]\n"))
    assert html.startswith('<div class="scroll" role="region" tabindex="0" aria-label="Taulukko"><table>')
    assert html.endswith("</table></div>")
    assert Seen(html).tags.count("td") == 2
    assert "style" not in html


@pytest.mark.parametrize("prepared", [readable, hand_written])
def test_no_two_tables_of_a_text_have_the_same_name(prepared: Callable[[str], str]) -> None:
    html = prepared("<table></table><p>a</p><table></table>")
    assert re.findall('aria-label="(.*?)"', html) == ["Taulukko 1", "Taulukko 2"]


@pytest.mark.parametrize("case", TEXTS["sections"], ids=lambda case: case["text"])
def test_sections(case: dict[str, Any]) -> None:
    text: str = case["text"]
    pieces = sections(readable(text if text.startswith("<") else html_of(text)))
    assert [[piece["id"], piece["title"], piece["html"]] for piece in pieces] == case["pieces"]


@pytest.mark.parametrize("name", ["lahde-1", "kohta-x"])
def test_ids_of_the_text_are_never_those_of_the_page(name: str) -> None:
    html = readable(f'<h2 id="{name}">a</h2><h3 id="{name}">b</h3><p><a href="#{name}">c</a> <a href="#muu">d</a></p>')
    assert html == f'<h2 id="kohta-{name}">a</h2><h3>b</h3><p><a href="#kohta-{name}">c</a> <a href="#muu">d</a></p>'


@pytest.mark.parametrize("letter", ["&#x202e;", "&rlm;", "&shy;", "&#xE000;", "&#x200b;", "&#x1;", "\u202e"])
def test_what_nobody_sees_is_not_shown(letter: str) -> None:
    assert readable(f"<p>kun{letter}ta</p>").replace("\ufffd", "") == "<p>kunta</p>"
