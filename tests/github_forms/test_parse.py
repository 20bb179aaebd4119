"""Answers are found in the text of an issue, whatever headings they have; numbers, days and sources as people write."""

import itertools
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kaytantopankki.content import field_types, written
from kaytantopankki.content.fields import field_specs
from kaytantopankki.content.kind_submodels import Money
from kaytantopankki.content.submodels import Result
from kaytantopankki.github_forms import parse
from kaytantopankki.github_forms.parse import ParsedIssue, parse_issue
from tests.cases import read_tables

LABELS = ("Nimi", "Ratkaisu", "Opit", "Lupa")
TABLES = read_tables(__file__)


def issue(*answers: str, labels: tuple[str, ...] = LABELS) -> str:
    return "\n\n".join(f"### {label}\n\n{answer}" for label, answer in zip(labels, answers, strict=True))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_answer_is_found(end: str) -> None:
    text = "Hei!\n\n" + issue("A", "B\n\nC", "_No response_", "- [X] x")
    answers = {"Nimi": "A", "Ratkaisu": "B\n\nC", "Opit": "", "Lupa": "- [X] x"}
    assert parse_issue(text.replace("\n", end), LABELS) == ParsedIssue(answers, "Hei!")


@pytest.mark.parametrize(
    "answer", ["### Opit", "a\n\n### Opit\n\nb", "a\n\n### Ratkaisu\n\nb", "a\n\n### Lupa\n\n### Opit\n\nb"]
)
def test_a_heading_of_an_answer_that_may_be_the_forms_is_asked_about(answer: str) -> None:
    parsed = parse_issue(issue("A", answer, "C", "x"), LABELS)
    assert parsed.answers == {}
    assert parsed.unclear


@pytest.mark.parametrize(
    "answer",
    ["a\n\n### Lupa\n\nb", "a\n\n### Nimi\n\nb", "### Muu", "#### Opit", "## Opit", "x ### Opit", "    ### Opit",
     "###Opit", "### opit", "### Opit:"],
)  # fmt: skip
def test_other_headings_belong_to_the_answer(answer: str) -> None:
    """The label of a question that is not the next one cannot be the form's: every question is there in order."""
    parsed = parse_issue(issue("A", answer, "C", "x"), LABELS)
    assert parsed.answers == {"Nimi": "A", "Ratkaisu": answer.strip(), "Opit": "C", "Lupa": "x"}


def test_a_missing_label_is_told_with_the_headings_that_are_there() -> None:
    parsed = parse_issue(issue("A", "B", "C", "x", labels=("Nimi", "Ratkaisu", "Mitä opimme", "Lupa")), LABELS)
    assert parsed.missing == ("Opit",)
    assert parsed.other == ("Mitä opimme",)
    assert parse_issue("Pelkkää tekstiä", LABELS) == ParsedIssue({}, "Pelkkää tekstiä", missing=LABELS)


def test_labels_in_another_order_are_asked_about() -> None:
    assert parse_issue(issue("A", "B", labels=("Opit", "Nimi")), LABELS).unclear == ("Opit",)
    moved = parse_issue(issue("A", "B", "C", "x", labels=("Nimi", "Opit", "Lupa", "Ratkaisu")), LABELS)
    assert moved.missing == ("Ratkaisu",)


@given(st.lists(st.sampled_from(LABELS), max_size=9))
@settings(deadline=None)
def test_nothing_is_answered_in_two_ways(labels: list[str]) -> None:
    """All ways to read the headings in the form's order, tried one by one."""
    numbers = [LABELS.index(label) for label in labels]
    rising = [
        places
        for size in range(1, 5)
        for places in itertools.combinations(range(len(numbers)), size)
        if all(numbers[a] < numbers[b] for a, b in itertools.pairwise(places))
    ]
    longest = max(map(len, rising), default=0)
    ways = [places for places in rising if len(places) == longest]
    parsed = parse_issue("\n".join(f"### {label}\n{number}" for number, label in enumerate(labels)), LABELS)
    assert bool(parsed.unclear) is (len(ways) > 1)
    if len(ways) == 1:
        starts = {label: answer.partition("\n")[0] for label, answer in parsed.answers.items()}
        assert starts == {labels[place]: str(place) for place in ways[0]}


def test_how_much_of_a_form_there_is() -> None:
    assert parse.share_of_labels(issue("A", "B", labels=("Nimi", "Opit")), LABELS) == 0.5
    assert parse.share_of_labels("", LABELS) == 0


def test_boxes() -> None:
    answer = "- [X] a\n- [x] b\n- [ ] c\n* [x] d\nmuuta\n\n[x] e"
    assert parse.ticked(answer) == ({"a", "b", "d"}, ["muuta", "[x] e"])


@pytest.mark.parametrize("name", TABLES)
def test_what_people_write_is_read(name: str) -> None:
    read = getattr(parse, name)
    assert {text: read(text) for text in TABLES[name]} == TABLES[name]


def test_too_many_parts_of_a_source_are_told() -> None:
    with pytest.raises(ValueError, match="liian monta osaa"):
        parse.read_source("a; b; c")


LONG = ("[" * 60_000, "[a](" * 15_000, "https://" * 7_000, "a(" * 30_000, "1 " * 30_000, "noin " * 12_000)


@pytest.mark.timeout(20)
@pytest.mark.parametrize("line", LONG, ids=lambda line: line[:8])
def test_a_long_line_is_read_at_once(line: str) -> None:
    for spec in (*field_specs(Result).values(), *field_specs(Money).values()):
        field_types.refusal(partial(written.read_value, spec), line)
    assert all(parse.read_source(line).values())


@pytest.mark.timeout(20)
def test_a_text_full_of_labels_is_read_at_once() -> None:
    assert parse_issue("### Opit\n" * 7000, LABELS).unclear == ("Opit",)
