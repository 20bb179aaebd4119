"""How much a body may hold."""

import pytest

from kaytantopankki.content.body_rules import (
    MOST_CHARACTERS,
    MOST_FENCES,
    MOST_IN_PARAGRAPH,
    MOST_NESTED,
    MOST_OPEN,
    size_problems,
)
from kaytantopankki.content.front_matter import Document


def found(body: str) -> list[tuple[int, str]]:
    return [(problem.line, problem.message) for problem in size_problems(Document("", {}, {}, body, 10), "x.md")]


@pytest.mark.parametrize(
    "body",
    [
        "",
        "sana " * (MOST_IN_PARAGRAPH // 5),
        ("x" * (MOST_IN_PARAGRAPH - 2) + "\n\n") * (MOST_CHARACTERS // MOST_IN_PARAGRAPH),
        "[" * MOST_OPEN + "\n\n" + "[" * MOST_OPEN,
        "[a](b) <c> " * 300,
        ") ] > " * 300,
        "- " * MOST_NESTED + "a",
        "> " * MOST_NESTED + "a",
        "- [1] - 2 - 3 - 4 - 5 - 6 - 7 - 8 - 9",
        "```\n" + "[" * 100 + "\n" + "- " * 30 + "\n```",
        "[a](https://x.fi) [b](<https://x.fi>) // [1] <//x.fi/[1]> [c](/[1]//) [a](https://x.fi)[1] // ([2])",
        "<!-- a --> < ! a",
        "```\na\n```\n" * (MOST_FENCES // 2),
        "- - - - - - - -\n\n* * * *",
    ],
)
def test_bodies_within_the_limits(body: str) -> None:
    assert found(body) == []


@pytest.mark.parametrize(
    ("body", "line", "words"),
    [
        ("x\n\n" * MOST_CHARACTERS, 10, f"teksti on liian pitkä ({3 * MOST_CHARACTERS} merkkiä), enintään"),
        ("a\n\n" + "sana " * 900, 12, "kappale on liian pitkä"),
        ("a\n```\n" * (MOST_FENCES + 1), 10 + 2 * MOST_FENCES + 1, "liikaa koodilohkojen rajoja"),
        ("a\n\nb\n" + "[a](" * (MOST_OPEN + 1), 12, 'yli 20 avointa merkkiä "("'),
        ("![" * (MOST_OPEN + 1), 10, 'yli 20 avointa merkkiä "["'),
        ("<a " * (MOST_OPEN + 1), 10, 'yli 20 avointa merkkiä "<"'),
        ("a\n" + "- " * (MOST_NESTED + 1) + "a", 11, "yli 8 sisäkkäistä luetteloa"),
        ('a\n\n<![" x', 12, 'merkit "<!" eivät käy'),
        ("<!DOCTYPE html [<!x y>]>", 10, 'merkit "<!" eivät käy'),
        ("a\n[b](https://[kunta]/x)", 11, '"[kunta]" ei ole verkko-osoite'),
        ("[b](<https://a [b>)", 10, "ei ole verkko-osoite"),
        ("![b](//x\u2100.fi)", 10, "ei ole verkko-osoite"),
        ("[b](ht\ntps:// a\n[b])", 11, "ei ole verkko-osoite"),
        ("[b](//a(b)[c])", 10, "ei ole verkko-osoite"),
        ("[b]: http://]", 10, "ei ole verkko-osoite"),
        ("1. " * (MOST_NESTED + 1) + "a", 10, "yli 8 sisäkkäistä luetteloa"),
        (">" * (MOST_NESTED + 2) + " a", 10, "yli 8 sisäkkäistä luetteloa"),
        ("> - 1) + * > - + > a", 10, "yli 8 sisäkkäistä luetteloa"),
    ],
)
def test_bodies_over_the_limits(body: str, line: int, words: str) -> None:
    ((at, message),) = found(body)
    assert (at, words in message) == (line, True), message
