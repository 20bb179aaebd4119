"""Files taken apart: what is read, and what is refused."""

from pathlib import Path

import pytest

from kaytantopankki.content.front_matter import MAX_BYTES, Document, parse_document, read_text
from kaytantopankki.content.messages import Problem


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


def test_symlink_is_refused(tmp_path: Path) -> None:
    (tmp_path / "real.md").write_text("---\n---\n")
    (tmp_path / "x.md").symlink_to(tmp_path / "real.md")
    assert str(read_text(tmp_path / "x.md", "x.md")).startswith("x.md:1: on linkki toiseen paikkaan")


@pytest.mark.parametrize(
    ("text", "body", "body_line"),
    [
        ("---\na: 1\n---\n", "", 4),
        ("---\na: 1\n---", "", 3),
        ("---  \na: 1\n--- \t\n\nTeksti\n", "\nTeksti\n", 4),
        ("---\na: 1\n---\nb: 2\n---\n", "b: 2\n---\n", 4),
        ("---\na: 1\n---\n\tx\n", "\tx\n", 4),
    ],
)
def test_document_has_two_parts(text: str, body: str, body_line: int) -> None:
    assert parse_document(text, "x.md") == Document("a: 1\n", {"a": "1"}, {(): 2, ("a",): 2}, body, body_line)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", 1, "etutiedot puuttuvat"),
        ("title: Otsikko\n", 1, "etutiedot puuttuvat"),
        ("\n---\na: 1\n---\n", 1, "etutiedot puuttuvat"),
        ("---\na: 1\n", 1, "etutietojen loppu puuttuu"),
        ("---\na: 1\n ---\n", 1, "etutietojen loppu puuttuu"),
        ("---", 1, "etutietojen loppu puuttuu"),
        ("---\n---\n", 2, "pitää olla kenttiä"),
        ("---\nvain tekstiä\n---\n", 2, "pitää olla kenttiä"),
        ("---\n- a\n---\n", 2, "pitää olla kenttiä"),
        ("---\na: 1\nb: *a\n---\n", 3, "ankkurit ja viittaukset"),
        ("---\na: 'auki\n---\n", 2, "lainausmerkki on jäänyt sulkematta"),
        ("---\na: 1\n--- # b\nc: 2\n---\n", 3, "kaksi etutietolohkoa"),
        ("---\na: x\u202ey\n---\n", 2, "tekstissä on näkymätön merkki U+202E"),
        ("---\na: 1\n---\n\nTeksti\nx\u200ey\n", 6, "tekstissä on näkymätön merkki U+200E"),
        ("---\na: 1\n---\nx\x08\n", 4, "tekstissä on näkymätön merkki U+0008"),
    ],
)
def test_document_that_is_refused(text: str, line: int, words: str) -> None:
    found = parse_document(text, "x.md")
    assert isinstance(found, list)
    assert [(problem.path, problem.line) for problem in found] == [("x.md", line)]
    assert words in found[0].message


def test_every_duplicate_is_told_at_once() -> None:
    found = parse_document("---\na: 1\na: 2\nb: 1\nb: 2\n---\n", "x.md")
    assert isinstance(found, list)
    assert [problem.line for problem in found] == [3, 5]
