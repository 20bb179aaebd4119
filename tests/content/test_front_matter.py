"""Files taken apart: values as the author wrote them, the line of each, and what is refused."""

from pathlib import Path

import pytest

from kaytantopankki.content.front_matter import (
    MAX_BYTES,
    MAX_DEPTH,
    MAX_NODES,
    Document,
    parse_document,
    parse_yaml,
    read_text,
)
from kaytantopankki.content.messages import PARSER_ERRORS, TEXTS, Problem
from tests.cases import read_tables

CASES = read_tables(__file__)


def refused(text: str) -> list[tuple[int, str]]:
    return parse_yaml(text)[2]


def test_every_key_and_item_has_its_line() -> None:
    lines = {tuple(loc): line for loc, line in CASES["lines"]}
    assert parse_yaml(CASES["nested"])[1] == lines
    assert parse_yaml(CASES["nested"], first_line=11)[1] == {loc: line + 10 for loc, line in lines.items()}


def test_values_stay_as_written() -> None:
    for text in CASES["plain_words"]:
        assert parse_yaml(f"a: {text}\nb: [{text}]")[0] == {"a": text, "b": [text]}
    for text, value in CASES["values"]:
        assert parse_yaml(f"a: {text}")[0] == {"a": value}
    for text, value in CASES["documents"]:
        assert parse_yaml(text)[0] == value


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        *CASES["refused"],
        ("a: " + "[" * 900, 1, "yli 12 sisäkkäistä tasoa"),
        ("a:\n" + "- x\n" * MAX_NODES, MAX_NODES - 1, "yli 20000 kohtaa"),
    ],
)
def test_yaml_that_is_refused(text: str, line: int, words: str) -> None:
    ((found, message),) = refused(text)
    assert (found, words in message) == (line, True), message


@pytest.mark.parametrize(("text", "problems"), CASES["duplicates"])
def test_duplicate_keys_name_both_lines(text: str, problems: list[tuple[int, str, int]]) -> None:
    assert refused(text) == [
        (line, f'"{key}" on kahdesti (myös rivillä {first}), poista toinen') for line, key, first in problems
    ]


def test_depth_and_size_within_the_limits_are_read() -> None:
    deepest = "[" * MAX_DEPTH + "]" * MAX_DEPTH
    assert max(map(len, parse_yaml(f"a: {deepest}")[1])) == MAX_DEPTH
    items = MAX_NODES - 3
    assert parse_yaml("a:\n" + "- x\n" * items)[0] == {"a": ["x"] * items}


@pytest.mark.parametrize(("text", "value", "lines"), CASES["mended"])
def test_what_is_wrong_hides_nothing_else(text: str, value: object, lines: list[int]) -> None:
    found, _, problems = parse_yaml(text)
    assert (found, [line for line, _ in problems]) == (value, lines)


def test_mistakes_are_explained_at_their_line() -> None:
    found = [refused(text) for text, _ in CASES["mistakes"]]
    assert [[line for line, _ in problems] for problems in found] == [[line] for _, line in CASES["mistakes"]]
    assert {message for ((_, message),) in found} >= {TEXTS[key] for key in PARSER_ERRORS.values()}


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"a\nb\n", "a\nb\n"),
        (b"\xef\xbb\xbf---\n", "---\n"),
        (b"a\r\nb\rc\n", "a\nb\nc\n"),
        ("a\u0308 A\u030a o\u0308".encode(), "ä Å ö"),
        (b"", ""),
        (b"a" * MAX_BYTES, "a" * MAX_BYTES),
    ],
)
def test_text_is_normal(tmp_path: Path, raw: bytes, text: str) -> None:
    file = tmp_path / "x.md"
    file.write_bytes(raw)
    assert read_text(file, "x.md") == text


@pytest.mark.parametrize(
    ("raw", "line", "words"),
    [
        ("---\ntitle: Hyvä".encode("latin-1"), 2, "ei ole UTF-8-muodossa"),
        ("---\n".encode("utf-16"), 1, "ei ole UTF-8-muodossa"),
        (b"a\xed\xa0\x80\n", 1, "ei ole UTF-8-muodossa"),
        (b"---\n\nx: \xc0\xaf\n---\n", 3, "ei ole UTF-8-muodossa"),
        (b"a\n" * (MAX_BYTES // 2) + b"a", 1, "liian suuri, enintään 300 kt"),
    ],
)
def test_bytes_that_are_refused(tmp_path: Path, raw: bytes, line: int, words: str) -> None:
    file = tmp_path / "x.md"
    file.write_bytes(raw)
    problem = read_text(file, "practices/x.md")
    assert isinstance(problem, Problem)
    assert (problem.path, problem.line) == ("practices/x.md", line)
    assert words in problem.message


def test_document_has_two_parts() -> None:
    for text, body, body_line in CASES["files"]:
        assert parse_document(text, "x.md") == Document({"a": "1"}, {(): 2, ("a",): 2}, body, body_line)


@pytest.mark.parametrize(("text", "line", "words"), CASES["refused_files"])
def test_document_that_is_refused(text: str, line: int, words: str) -> None:
    document = parse_document(text, "x.md")
    found = document.problems if isinstance(document, Document) else document
    assert [(problem.path, problem.line) for problem in found] == [("x.md", line)]
    assert words in found[0].message
