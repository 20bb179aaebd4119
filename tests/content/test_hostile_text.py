"""Hostile text in every field and in the body: shown as text, cleaned, or refused with file and line."""

from functools import cache
from html import unescape
from itertools import cycle
from typing import Any

import pytest
import yaml

from kaytantopankki.content.body_markdown import render_html
from kaytantopankki.content.front_matter import Document, Loc, parse_document
from kaytantopankki.content.loader import read_entry
from kaytantopankki.content.models import KINDS, Entry
from kaytantopankki.pages.body import readable
from tests.hostile.fields import ADDRESS, filled, leaves, texts
from tests.hostile.reader import problems_of
from tests.hostile.snippets import BAD_ADDRESSES, CLEANED, CONTEXTS, GOOD_ADDRESSES, REFUSED, REFUSED_IN_BODY, SNIPPETS
from tests.html_reader import wrongs

SHOWN = CLEANED + REFUSED_IN_BODY
LEAST = "---\ntitle: x\ndate: 2020\nsummary: x\n---\n"
NAMED = ("näkymätön merkki", "ei julkaista", "YAML ei aukea")


def written(data: dict[str, Any], body: str = "") -> str:
    front = yaml.safe_dump(data, allow_unicode=False, sort_keys=False, width=10**9)
    return f"---\n{front}---\n{body}"


@cache
def head(kind: str) -> str:
    return written(filled(KINDS[kind].model, lambda *_: "x"))


def read(kind: str, text: str) -> Entry[Any] | dict[int, str]:
    """The entry, or what is said of each line."""
    found = read_entry(text, f"{KINDS[kind].folder}/x.md", KINDS[kind])
    return found if isinstance(found, Entry) else {problem.line: problem.message for problem in found}


def lines(text: str) -> dict[Loc, int]:
    document = parse_document(text, "x.md")
    assert isinstance(document, Document)
    return document.lines


def in_turn(snippets: tuple[str, ...]) -> list[tuple[str, str]]:
    """Each snippet with a kind of entry, so that every kind has its share."""
    return list(zip(cycle(KINDS), snippets))


def test_there_are_enough_of_them() -> None:
    assert len(SNIPPETS) == len(set(SNIPPETS)) > 240
    assert sum(len(texts(kind.model)) for kind in KINDS.values()) > 90


@pytest.mark.parametrize("kind", KINDS)
def test_fields_show_it_as_it_is_written(kind: str) -> None:
    """Every snippet in one field after another, until all of them have been shown."""
    waiting = list(SHOWN)
    while waiting:
        before = len(waiting)

        def text(_: Loc, limit: int) -> str:
            chosen = next((snippet for snippet in waiting if len(snippet) <= limit), "x")
            if chosen != "x":
                waiting.remove(chosen)
            return chosen

        data = filled(KINDS[kind].model, text)
        found = read(kind, written(data))
        assert isinstance(found, Entry), found
        shown = dict(leaves(found.data))
        assert [shown[at] for at in texts(KINDS[kind].model)] == [
            value.strip() for at, value in leaves(data) if at in texts(KINDS[kind].model)
        ]
        assert len(waiting) < before


@pytest.mark.parametrize("kind", KINDS)
def test_fields_that_are_too_short_for_it_say_so(kind: str) -> None:
    text = written(filled(KINDS[kind].model, lambda _, limit: CLEANED[0] * (limit // len(CLEANED[0]) + 1)))
    found, where = read(kind, text), lines(text)
    assert isinstance(found, dict)
    assert {where[at] for at in texts(KINDS[kind].model)} == set(found)
    assert all("liian pitkä" in message for message in found.values())


@pytest.mark.parametrize(("kind", "snippet"), in_turn(REFUSED))
def test_fields_refuse_it(kind: str, snippet: str) -> None:
    """All at once what the schema refuses, and the first one what the reader refuses."""
    places = lines(head(kind))
    expected = {places[at] for at in texts(KINDS[kind].model)}
    found = read(kind, written(filled(KINDS[kind].model, lambda *_: snippet)))
    assert isinstance(found, dict)
    assert set(found) == ({min(expected)} if len(found) == 1 else expected)
    assert all(any(word in message for word in NAMED) for message in found.values())


def test_every_other_field_refuses_it() -> None:
    """Dates, numbers, choices and addresses; names are compared with those that exist."""
    for kind, snippet in in_turn((*CLEANED[::4], *REFUSED_IN_BODY, *BAD_ADDRESSES)):

        def other(at: Loc, usual: Any, bad: str = snippet) -> Any:
            return usual if _is_name(at) else bad

        strange = filled(KINDS[kind].model, lambda *_: "x", other)
        text = written(strange)
        found, where = read(kind, text), lines(text)
        assert isinstance(found, dict)
        assert {where[at] for at, value in leaves(strange) if value == snippet} == set(found)


def _is_name(at: Loc) -> bool:
    return bool({"municipality", "municipalities", "themes", "tags", "indicator", "followed_by"} & set(at)) or (
        at[-1] == "kind" and "bottlenecks" in str(at)
    )


def test_addresses_that_lead_where_they_say() -> None:
    for kind, address in in_turn(GOOD_ADDRESSES):

        def other(_: Loc, usual: Any, good: str = address) -> Any:
            return good if usual == ADDRESS else usual

        data = filled(KINDS[kind].model, lambda *_: "x", other)
        found = read(kind, written(data))
        assert isinstance(found, Entry)
        assert [value for _, value in leaves(found.data)].count(address) == str(data).count("x.example") > 0


def test_bodies_are_cleaned_of_it() -> None:
    """Each snippet in some of the places where a text may have it; the browser sees them in all."""
    places = cycle(CONTEXTS)
    for snippet in SHOWN:
        for context in ("@", next(places), next(places)):
            body = f"Alku.\n\n{context.replace('@', snippet)}\n\nLoppu.\n"
            assert wrongs(readable(render_html(body, str))) == []
            found = read("news", LEAST + body)
            line = LEAST.count("\n") + 3 + context[: context.index("@")].count("\n")
            assert isinstance(found, Entry) or min(found) <= line  # HTML around it is refused too.


@pytest.mark.parametrize(("kind", "snippet"), in_turn(REFUSED + REFUSED_IN_BODY))
def test_bodies_refuse_it(kind: str, snippet: str) -> None:
    text = f"{head(kind)}\nAlku.\n\n{snippet}\n\nLoppu.\n"
    last = text[: text.index(snippet)].count("\n") + 1
    problems = [problem for problem in problems_of(text, KINDS[kind]) if problem.line >= last]
    assert {problem.line for problem in problems} == {last}, problems


def test_a_template_in_a_body_is_text() -> None:
    assert unescape(readable(render_html("{{ 7*7 }} {% x %} ${y}", str))) == "<p>{{ 7*7 }} {% x %} ${y}</p>"
