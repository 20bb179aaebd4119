"""Files for language models: every entry with all that it tells, and nothing contributed that breaks out of its place."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from pydantic import ValidationError

from kaytantopankki.content.catalogue import Catalogue
from kaytantopankki.content.front_matter import CONTROL
from kaytantopankki.content.models import KINDS
from kaytantopankki.outputs import llms
from kaytantopankki.outputs.llms import escape_text, fenced, llms_files
from kaytantopankki.settings import Site
from tests.builders import catalogue, entry
from tests.cases import compare, read_tables
from tests.hostile.fields import filled, path_text, untold
from tests.hostile.snippets import SNIPPETS
from tests.test_pages_golden import small

GOLDEN = Path(__file__).parents[1] / "fixtures/llms"
TABLES = read_tables(__file__)
SITE = Site("Käytäntöpankki", "https://example.org/kp/", "Kuntien hyvät käytännöt.")
PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def texts(of: Catalogue, site: Site = SITE) -> dict[str, str]:
    return {url: content.decode() for url, content in llms_files(of, site)}


@cache
def texts_of_small() -> dict[str, str]:
    return texts(small())


def spaced(text: str) -> str:
    return " ".join(text.split())


def parsed(text: str) -> list[Token]:
    """The tokens; a text that defines addresses for links, which would hold for all of it, is refused."""
    environment: dict[str, Any] = {}
    tokens = PARSER.parse(text, environment)
    assert not environment.get("references")
    return tokens


def outline(text: str) -> list[tuple[int, str]]:
    """The headings: level and text."""
    headings = ((token, after) for token, after in pairwise(parsed(text)) if token.type == "heading_open")
    return [(int(token.tag[1]), words([after])) for token, after in headings if token.level == 0]


def words(tokens: Iterable[Token]) -> str:
    """The text of tokens without marks, on one line."""
    return spaced("".join(_text(tokens)))


def _text(tokens: Iterable[Token]) -> Iterator[str]:
    for token in tokens:
        if token.children is not None:
            yield from _text(token.children)
            yield " "
        elif token.type not in ("link_open", "link_close"):
            yield token.content or " " * token.type.endswith("break")


def entries(text: str) -> list[tuple[str, str, str]]:
    """The entries of a file: title, summary and own text."""
    sections: list[list[Token]] = []
    for token in parsed(text):
        if token.type == "heading_open" and token.level == 0 and token.tag in ("h2", "h3"):
            sections.append([])
        if sections:
            sections[-1].append(token)
    return [_entry(section) for section in sections if section[0].tag == "h3"]


def _entry(section: list[Token]) -> tuple[str, str, str]:
    lines = (words([token]) for token in section if token.type == "inline")
    summary = next((line for line in lines if line.startswith("Tiivistelmä: ")), "")
    own = "".join(token.content for token in section if token.type == "fence")
    return words(section[1:2]), summary.removeprefix("Tiivistelmä: "), own.strip("\n")


def test_files_keep_the_convention_and_are_named_in_the_first() -> None:
    """A heading, a summary as a quotation, text without headings, then sections of links, the last one optional."""
    first = texts_of_small()["llms.txt"]
    tokens = parsed(first)
    opening = ["heading_open", "inline", "heading_close", "blockquote_open", "paragraph_open"]
    assert [token.type for token in tokens[:5]] == opening
    assert words(tokens[3:6]) == SITE.description
    headings = outline(first)
    assert headings[0] == (1, SITE.name)
    assert {level for level, _ in headings[1:]} == {2}
    assert headings[-1] == (2, "Optional")
    listed = [line for line in first.splitlines() if line.startswith("- ")]
    assert all(re.fullmatch(r"- \[[^\]]+\]\(https://\S+\): .+", line) for line in listed)
    for url, content in texts_of_small().items():
        assert url == "llms.txt" or f"({SITE.at(url)})" in first
        assert "CC BY 4.0" in content
        assert "Tavoite ei ole tulos" in content


def test_the_one_file_has_every_entry_and_place_in_the_words_of_the_parts() -> None:
    read = entries(texts_of_small()["llms-full.txt"])
    parts = [found for url, text in texts_of_small().items() if url.startswith("llms/") for found in entries(text)]
    assert read == parts
    bodies = {spaced(item.data.title): item.body.strip("\n") for item in small().entries if item.kind != "municipality"}
    described = {name: item.body.strip("\n") for name, item in small().municipality_entries.items()}
    bodies |= {name: described.get(name, "") for name in small().places}
    assert {title: own for title, _, own in read} == bodies
    headings = outline(texts_of_small()["llms-full.txt"])
    assert [level for level, _ in headings].count(1) == 1
    assert [level for level, _ in headings].count(3) == len(bodies)
    assert {text for level, text in headings if level > 3} == {"Kuvaus"}


NAMED = {
    "practices": entry("practice", "esikuva", themes=["ruoka"], municipalities=["Lieto"]),
    "events": entry("event", "tapaaminen"),
    "networks": entry("network", "verkosto", members=[{"municipality": "Lieto"}]),
    "projects": entry("project", "hanke"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_of_an_entry_is_told(kind: str, bless: bool) -> None:
    """Each text is the way to its field, so that the golden file says where it stands."""
    model = KINDS[kind].model
    own = filled(model, path_text)
    fields = own | {name: [*own[name], *items] for name, items in TABLES["more"].get(kind, {}).items()}
    fields |= {name: [item.slug] for name, item in NAMED.items() if name in model.model_fields}
    if kind == "practice":
        fields |= {"related": ["esikuva"], "superseded_by": "esikuva"}
    item = entry(kind, "lieto", "Teksti.", **fields)
    text = texts(catalogue(item, *NAMED.values()))["llms-full.txt"]
    start = text.index("### Lieto\n" if kind == "municipality" else "### title\n")
    section = text[start : text.index("\n\n#### Kuvaus", start)] + "\n"
    left_out = set(TABLES["left_out"].get(kind, ()))
    assert untold(own, section) == left_out, "tell them in outputs/data/llms-entries.md or list them in tables/llms.yml"
    compare(GOLDEN / f"{kind}.md", section, bless)


@pytest.mark.parametrize("body", TABLES["leaks"])
def test_a_text_ends_where_it_should_whatever_it_leaves_open(body: str) -> None:
    first = entry("practice", "a", body, published="2026-02-02")
    second = entry("practice", "b", "Toisen teksti [1](https://example.org).")
    text = texts(catalogue(first, second))["llms/kaytannot-energia.txt"]
    assert outline(text)[2:] == [(3, "A"), (4, "Kuvaus"), (3, "B"), (4, "Kuvaus")]
    assert [own for _, _, own in entries(text)] == [item.body.strip("\n") for item in (first, second)]
    assert not {token.type for token in parsed(text)} & {"html_block", "code_block", "hr"}


@settings(deadline=None, max_examples=100)
@given(st.text(alphabet="#=->`~[]:<!/*_ \t\n1.)ab", max_size=60))
def test_no_text_breaks_the_outline(body: str) -> None:
    text = f"### A\n\n{fenced(body)}\n\n### B\n"
    assert outline(text) == [(3, "A"), (3, "B")]


@settings(deadline=None, max_examples=100)
@given(st.text(alphabet="#=->`~[]():<!/*_&;\\+ 1.abä", min_size=1, max_size=60).map(spaced).filter(bool))
def test_a_text_of_one_line_is_read_as_it_was_written(text: str) -> None:
    assert words(parsed(f"- **X:** {escape_text(text)}\n")) == spaced(f"X: {text}")


def test_a_hostile_title_and_summary_are_text() -> None:
    """Those that a file may hold and the schema takes."""
    hostile = []
    for number, snippet in enumerate(snippet for snippet in SNIPPETS if not CONTROL.search(snippet)):
        try:
            hostile.append(entry("practice", f"k-{number:03}", title=snippet, summary=snippet))
        except ValidationError:
            continue
    assert len(hostile) > 100
    read = entries(texts(catalogue(*hostile))["llms/kaytannot-energia.txt"])
    assert sorted(read) == sorted((spaced(item.data.title), spaced(item.data.title), "") for item in hostile)


def of_nine() -> dict[str, str]:
    return texts(catalogue(*(entry("practice", f"k{number}", "Teksti. " * 40) for number in range(9))))


def test_a_long_part_is_divided_between_entries_and_nothing_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(llms, "PART_SIZE", 1500)
    files = of_nine()
    parts = [url for url in files if url.startswith("llms/kaytannot-energia")]
    assert parts[:2] == ["llms/kaytannot-energia.txt", "llms/kaytannot-energia-2.txt"]
    assert "## Käytännöt: Energia, osa 2" in files[parts[1]]
    assert sorted(title for url in parts for title, *_ in entries(files[url])) == [f"K{number}" for number in range(9)]
    assert all(f"({SITE.at(url)})" in files["llms.txt"] for url in parts)


def test_without_an_address_of_its_own_links_lead_from_the_file() -> None:
    assert "](llms/kaytannot-energia.txt)" in texts(catalogue(entry("practice", "a")), Site("X"))["llms.txt"]
