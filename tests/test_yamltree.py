"""Values as the author wrote them, the line of each, and what is refused."""

import pytest

from kaytantopankki.content.front_matter import (
    _EXPLANATIONS,
    MAX_DEPTH,
    MAX_NODES,
    Loc,
    Value,
    YamlError,
    parse_yaml,
    without_empty,
)
from kaytantopankki.content.messages import message_for

NESTED = """\
# huomautus
title: Otsikko
tags:
  - yksi

  - kaksi
results:
  - indicator: a
    source: [1, 2]
  -
    indicator: b
uptake:
  suits:
    types:
    - urban
summary: >-
  Ensimmäinen
  toinen
last: "x"
"""

LINES: dict[Loc, int] = {
    (): 2,
    ("title",): 2,
    ("tags",): 3,
    ("tags", 0): 4,
    ("tags", 1): 6,
    ("results",): 7,
    ("results", 0): 8,
    ("results", 0, "indicator"): 8,
    ("results", 0, "source"): 9,
    ("results", 0, "source", 0): 9,
    ("results", 0, "source", 1): 9,
    ("results", 1): 11,
    ("results", 1, "indicator"): 11,
    ("uptake",): 12,
    ("uptake", "suits"): 13,
    ("uptake", "suits", "types"): 14,
    ("uptake", "suits", "types", 0): 15,
    ("summary",): 16,
    ("last",): 19,
}


def refused(text: str) -> tuple[tuple[int, str], ...]:
    with pytest.raises(YamlError) as error:
        parse_yaml(text)
    return error.value.problems


def test_every_key_and_item_has_its_line() -> None:
    assert parse_yaml(NESTED)[1] == LINES
    assert parse_yaml(NESTED, first_line=11)[1] == {loc: line + 10 for loc, line in LINES.items()}


@pytest.mark.parametrize("text", ["020", "no", "Yes", "2021-05", "2021-05-03", "1_000", "0x1F", "1e3", "12:30", ".inf"])
def test_plain_words_stay_as_written(text: str) -> None:
    assert parse_yaml(f"a: {text}\nb: [{text}]")[0] == {"a": text, "b": [text]}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None),
        ("~", None),
        ("null", None),
        ("# huomautus", None),
        ('""', ""),
        ("''", ""),
        ("'~'", "~"),
        ('"null"', "null"),
        ("|\n  a\n  b\n", "a\nb\n"),
        (">\n  a\n  b\n", "a b\n"),
        ('"a\\tb"', "a\tb"),
        ("a #b", "a"),
        ("a#b", "a#b"),
        ("{b: 1, c: [2, {d: ~}]}", {"b": "1", "c": ["2", {"d": None}]}),
        ("\n- 1\n-\n- - x\n", ["1", None, ["x"]]),
    ],
)
def test_values(text: str, value: Value) -> None:
    assert parse_yaml(f"a: {text}")[0] == {"a": value}


@pytest.mark.parametrize(("text", "value"), [("", None), ("# vain huomautus", None), ("- a", ["a"]), ("a", "a")])
def test_a_document_may_be_anything(text: str, value: Value) -> None:
    assert parse_yaml(text)[0] == value


def test_keys_left_empty_are_not_written() -> None:
    assert without_empty({"a": None, "b": {"c": None, "d": "x"}, "e": [None, {"f": None}]}) == {
        "b": {"d": "x"},
        "e": [None, {}],
    }


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a: 1\nb: *x", 2, "ankkurit ja viittaukset"),
        ("a: &x 1", 1, "ankkurit ja viittaukset"),
        ("a: &x [1]", 1, "ankkurit ja viittaukset"),
        ("a: 1\n*x : 2", 2, "ankkurit ja viittaukset"),
        ("&x a: 1", 1, "ankkurit ja viittaukset"),
        ("a: !!int 1", 1, 'tyyppimerkintä "tag:yaml.org,2002:int"'),
        ("a: 1\nb: !python/name:os.system x", 2, 'tyyppimerkintä "!python/name:os.system"'),
        ("a: !x {b: 1}", 1, 'tyyppimerkintä "!x"'),
        ("!x a: 1", 1, 'tyyppimerkintä "!x"'),
        ("a: 1\n---\nb: 2", 2, "kaksi etutietolohkoa"),
        ("a: 1\n? [b, c]\n: 2", 2, "kentän nimen pitää olla yksi sana"),
        ("a: 1\nb: x\u202ey", 2, "näkymätön merkki U+202E"),
        ("a: 1\nb: x\u200fy", 2, "näkymätön merkki U+200F"),
        ("a: 1\nb: x\u2066y", 2, "näkymätön merkki U+2066"),
        ("a: 1\nb: x\u061cy", 2, "näkymätön merkki U+061C"),
        ("a: 1\nb: x\u2028y", 2, "näkymätön merkki U+2028"),
        ("a: 1\nb: x\x00", 2, "näkymätön merkki U+0000"),
        ("a: 1\nb: x\x1b[31m", 2, "näkymätön merkki U+001B"),
        ("a: 1\nb: x\x85y", 2, "näkymätön merkki U+0085"),
        ("a: 1\nb: \ud800", 2, "näkymätön merkki U+D800"),
        ('a: 1\nb: "\\u202e"', 2, "näkymätön merkki U+202E"),
        ('a: 1\n"\\x07": 2', 2, "näkymätön merkki U+0007"),
        ('a: 1\nb: "\\ud800"', 2, "YAML ei aukea"),
        ("a: - b", 1, "YAML ei aukea"),
        ("a: " + "[" * (MAX_DEPTH + 1), 1, f"yli {MAX_DEPTH} sisäkkäistä tasoa"),
        ("[" * 100_000, 1, f"yli {MAX_DEPTH} sisäkkäistä tasoa"),
        ("a:\n" + "- 1\n" * MAX_NODES, MAX_NODES - 1, f"yli {MAX_NODES} kohtaa"),
    ],
)
def test_refused(text: str, line: int, words: str) -> None:
    ((found, message),) = refused(text)
    assert (found, words in message) == (line, True), message


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("a: 1\nb: 2\na: 3", [(3, "a", 1)]),
        ("a: 1\na: 2\na: 3", [(2, "a", 1), (3, "a", 1)]),
        ("x:\n  b: 1\n  b:\n    c: 1\n    c: 2\nx: 1", [(3, "b", 2), (5, "c", 4), (6, "x", 1)]),
        ("a:\n  - b: 1\n    b: 2", [(3, "b", 2)]),
        ("{a: 1, 'a': 2}", [(1, "a", 1)]),
    ],
)
def test_duplicate_keys_name_both_lines(text: str, problems: list[tuple[int, str, int]]) -> None:
    expected = tuple(
        (line, f'"{key}" on kahdesti (myös rivillä {first}), poista toinen') for line, key, first in problems
    )
    assert refused(text) == expected


def test_depth_and_size_within_the_limits_are_read() -> None:
    deepest = "[" * MAX_DEPTH + "]" * MAX_DEPTH
    assert max(map(len, parse_yaml(f"a: {deepest}")[1])) == MAX_DEPTH
    items = MAX_NODES - 3
    assert parse_yaml("a:\n" + "- x\n" * items)[0] == {"a": ["x"] * items}


# A mistake of each kind, with the line an author should mend.
MISTAKES = [
    ("a: 1\nb: c: d", 2),
    ("a: 1\n b: 2", 2),
    ("a\nb: 1", 2),
    ("a: x\nfoo\nb: y", 2),
    ("a: x\nfoo\n", 2),
    ("a: 1\nb: 'don't'", 2),
    ('a: 1\nb: "x" y', 2),
    ("a:\n  - b\n - c", 3),
    ("- a\n- b\nc: d", 3),
    ("a: 1\nb: @x", 2),
    ("a:\n\t- b", 2),
    ("a:\n  - x\n\t- y", 3),
    ("a: |\n\tx", 2),
    ("a: 1\nb: 'x\nc: 2\n\n", 2),
    ('a: 1\nb: "x\nc: 2\n\n', 2),
    ("a: 1\nb: [1,\n 2\nc: 3\n", 2),
    ("a: 1\nb: {c: 1\n\n\n", 2),
    ('a: 1\nb: "\\q"', 2),
]


@pytest.mark.parametrize(("text", "line"), MISTAKES)
def test_mistake_is_explained_at_its_line(text: str, line: int) -> None:
    ((found, message),) = refused(text)
    assert found == line
    assert message in [message_for(key) for _, key in _EXPLANATIONS]


def test_every_explanation_is_given() -> None:
    given = {refused(text)[0][1] for text, _ in MISTAKES}
    assert given == {message_for(key) for _, key in _EXPLANATIONS}
