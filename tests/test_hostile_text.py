"""Hostile text in every field and in the body: shown as text, cleaned, or refused with file and line."""

from functools import cache
from html import unescape
from typing import Any

import pytest
import yaml

from kaytantopankki.content.front_matter import Document, Loc, parse_document
from kaytantopankki.content.loader import read_entry
from kaytantopankki.content.models import KINDS, Entry
from kaytantopankki.pages.body import readable
from tests.hostile.contexts import CONTEXTS
from tests.hostile.fields import ADDRESS, filled, leaves, texts
from tests.hostile.reader import problems_of
from tests.hostile.snippets import BAD_ADDRESSES, CLEANED, GOOD_ADDRESSES, REFUSED, REFUSED_IN_BODY, SNIPPETS
from tests.html_reader import html_of, wrongs


def written(data: dict[str, Any], body: str = "") -> str:
    front = yaml.safe_dump(data, allow_unicode=False, sort_keys=False, width=10**9)
    return f"---\n{front}---\n{body}"


def read(kind: str, text: str) -> Entry[Any] | dict[int, str]:
    """The entry, or what is said of each line."""
    found = read_entry(text, f"{KINDS[kind].folder}/x.md", KINDS[kind])
    return found if isinstance(found, Entry) else {problem.line: problem.message for problem in found}


def lines(text: str) -> dict[Loc, int]:
    parsed = parse_document(text, "x.md")
    assert isinstance(parsed, Document)
    return parsed.lines


def test_there_are_enough_of_them() -> None:
    assert len(SNIPPETS) == len(set(SNIPPETS)) > 240
    assert sum(len(texts(kind.model)) for kind in KINDS.values()) > 90


@pytest.mark.parametrize("snippet", CLEANED + REFUSED_IN_BODY)
def test_fields_show_it_as_it_is_written(snippet: str) -> None:
    for name, kind in KINDS.items():
        data = filled(kind.model, lambda _, limit: snippet if len(snippet) <= limit else "x")
        found = read(name, written(data))
        assert isinstance(found, Entry), found
        assert [value for _, value in leaves(found.data)].count(snippet.strip()) == sum(
            len(snippet) <= limit for limit in texts(kind.model).values()
        )


@pytest.mark.parametrize("snippet", CLEANED[::10])
@pytest.mark.parametrize("kind", KINDS)
def test_fields_that_are_too_short_for_it_say_so(kind: str, snippet: str) -> None:
    text = written(filled(KINDS[kind].model, lambda _, limit: snippet * (limit // len(snippet) + 1)))
    found, where = read(kind, text), lines(text)
    assert isinstance(found, dict)
    assert {where[at] for at in texts(KINDS[kind].model)} == set(found)
    assert all("liian pitkä" in message for message in found.values())


@pytest.mark.parametrize("snippet", REFUSED)
@pytest.mark.parametrize("kind", KINDS)
def test_fields_refuse_it(kind: str, snippet: str) -> None:
    """All at once what the schema refuses, and the first one what the reader refuses."""
    text = written(filled(KINDS[kind].model, lambda *_: snippet))
    places = lines(head(kind))
    expected = {places[at] for at in texts(KINDS[kind].model)}
    found = read(kind, text)
    assert isinstance(found, dict)
    if len(found) == 1:
        expected = {min(expected)}
    assert set(found) == expected
    assert all(any(word in message for word in NAMED) for message in found.values())


NAMED = ("näkymätön merkki", "ei julkaista", "YAML ei aukea")


@pytest.mark.parametrize("snippet", [*CLEANED, *REFUSED_IN_BODY, *BAD_ADDRESSES])
def test_every_other_field_refuses_it(snippet: str) -> None:
    """Dates, numbers, choices and addresses; names are compared with those that exist."""
    for name, kind in KINDS.items():
        strange = filled(kind.model, lambda *_: "x", lambda at, value: value if _is_name(at) else snippet)
        changed = {at for at, value in leaves(strange) if value == snippet}
        text = written(strange)
        found, where = read(name, text), lines(text)
        assert isinstance(found, dict)
        assert {where[at] for at in changed} == set(found)


def _is_name(at: Loc) -> bool:
    return bool({"municipality", "municipalities", "themes", "tags", "indicator"} & set(at)) or (
        at[-1] == "kind" and "bottlenecks" in str(at)
    )


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("address", GOOD_ADDRESSES)
def test_addresses_that_lead_where_they_say(kind: str, address: str) -> None:
    data = filled(KINDS[kind].model, lambda *_: "x", lambda _, usual: address if usual == ADDRESS else usual)
    found = read(kind, written(data))
    assert isinstance(found, Entry)
    assert [value for _, value in leaves(found.data)].count(address) == str(data).count("x.example") > 0


@cache
def head(kind: str) -> str:
    return written(filled(KINDS[kind].model, lambda *_: "x"))


@pytest.mark.parametrize("snippet", CLEANED)
def test_bodies_are_cleaned_of_it(snippet: str) -> None:
    for context in CONTEXTS:
        body = f"Alku.\n\n{context.replace('@', snippet)}\n\nLoppu.\n"
        assert wrongs(readable(html_of(body))) == []
        found = read("news", LEAST + body)
        assert isinstance(found, Entry) or list(found) == [
            LEAST.count("\n") + 3 + context[: context.index("@")].count("\n")
        ]


LEAST = "---\ntitle: x\ndate: 2020\nsummary: x\n---\n"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("snippet", REFUSED + REFUSED_IN_BODY)
def test_bodies_refuse_it(kind: str, snippet: str) -> None:
    text = f"{head(kind)}\nAlku.\n\n{snippet}\n\nLoppu.\n"
    last = text[: text.index(snippet)].count("\n") + 1
    problems = [problem for problem in problems_of(text, KINDS[kind]) if problem.line >= last]
    assert [problem.line for problem in problems] == [last], problems


def test_a_template_in_a_body_is_text() -> None:
    assert unescape(readable(html_of("{{ 7*7 }} {% x %} ${y}"))) == "<p>{{ 7*7 }} {% x %} ${y}</p>"
