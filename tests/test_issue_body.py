"""Answers are found in the text of an issue, whatever headings they have."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaytantopankki.github_forms.parse import answers, share, ticked

LABELS = ("Nimi", "Ratkaisu", "Opit", "Lupa")


def issue(*values: str, labels: tuple[str, ...] = LABELS) -> str:
    return "\n\n".join(f"### {label}\n\n{value}" for label, value in zip(labels, values, strict=True))


def test_every_answer_is_found() -> None:
    body = answers(issue("A", "B\n\nC", "_No response_", "- [X] x"), LABELS)
    assert body.answers == {"Nimi": "A", "Ratkaisu": "B\n\nC", "Opit": "", "Lupa": "- [X] x"}
    assert (body.before, body.missing, body.unclear, body.other) == ("", (), (), ())


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_are_those_of_any_system(end: str) -> None:
    text = issue("A", "B\n\nC", "", "x")
    assert answers(text.replace("\n", end), LABELS) == answers(text, LABELS)


@pytest.mark.parametrize(
    "answer",
    ["### Opit", "a\n\n### Opit\n\nb", "a\n\n### Ratkaisu\n\nb", "a\n\n### Lupa\n\n### Opit\n\nb"],
)
def test_a_heading_of_an_answer_that_may_be_the_forms_is_asked_about(answer: str) -> None:
    body = answers(issue("A", answer, "C", "x"), LABELS)
    assert body.answers == {}
    assert body.unclear


@pytest.mark.parametrize(
    "answer",
    [
        "a\n\n### Lupa\n\nb",
        "a\n\n### Nimi\n\nb",
        "### Muu",
        "#### Opit",
        "## Opit",
        "x ### Opit",
        "    ### Opit",
        "###Opit",
        "### opit",
        "### Opit:",
    ],
)
def test_other_headings_belong_to_the_answer(answer: str) -> None:
    """The label of a question that is not the next one cannot be the form's: every question is there in order."""
    body = answers(issue("A", answer, "C", "x"), LABELS)
    assert body.answers == {"Nimi": "A", "Ratkaisu": answer.strip(), "Opit": "C", "Lupa": "x"}


def test_a_missing_label_is_told_with_the_headings_that_are_there() -> None:
    body = answers(issue("A", "B", "C", "x", labels=("Nimi", "Ratkaisu", "Mitä opimme", "Lupa")), LABELS)
    assert body.missing == ("Opit",)
    assert body.other == ("Mitä opimme",)


def test_labels_in_another_order_are_asked_about() -> None:
    assert answers(issue("A", "B", labels=("Opit", "Nimi")), LABELS).unclear == ("Opit",)
    moved = answers(issue("A", "B", "C", "x", labels=("Nimi", "Opit", "Lupa", "Ratkaisu")), LABELS)
    assert moved.missing == ("Ratkaisu",)


def test_what_stands_before_the_form_is_kept() -> None:
    assert answers("Hei!\n\n" + issue("A", "B", "C", "x"), LABELS).before == "Hei!"
    assert answers("Pelkkää tekstiä", LABELS).before == "Pelkkää tekstiä"
    assert answers("", LABELS).missing == LABELS


VALUE = st.text(max_size=30) | st.sampled_from(["### Muu", "### Lupa", "a\n### b", "- [x] c", "```\n### d"])


@given(st.lists(VALUE, min_size=4, max_size=4))
def test_what_was_answered_is_what_is_read_or_nothing_is(values: list[str]) -> None:
    body = answers(issue(*values), LABELS)
    if body.unclear:
        assert any("### " in value for value in values)
        return
    assert body.missing == ()
    plain = [value for value in values if value.isascii() and value.isprintable() and value.strip() == value]
    assert {value for value in plain if value != "_No response_"} <= set(body.answers.values())


@given(st.lists(st.sampled_from(LABELS), max_size=9))
def test_nothing_is_answered_in_two_ways(labels: list[str]) -> None:
    """All ways to read the headings in the form's order, tried one by one."""
    import itertools

    places = [LABELS.index(label) for label in labels]
    rows = [
        row
        for size in range(1, 5)
        for row in itertools.combinations(range(len(places)), size)
        if all(places[a] < places[b] for a, b in itertools.pairwise(row))
    ]
    longest = max(map(len, rows), default=0)
    ways = [row for row in rows if len(row) == longest]
    body = answers("\n".join(f"### {label}\n{number}" for number, label in enumerate(labels)), LABELS)
    assert bool(body.unclear) is (len(ways) > 1)
    if len(ways) == 1:
        assert list(body.answers) == [labels[place] for place in ways[0]]


def test_a_text_full_of_labels_is_read_at_once() -> None:
    assert answers("### Opit\n" * 7000, LABELS).unclear == ("Opit",)


def test_how_much_of_a_form_there_is() -> None:
    assert share(issue("A", "B", labels=("Nimi", "Opit")), LABELS) == 0.5
    assert share("", LABELS) == 0


def test_boxes() -> None:
    assert ticked("- [X] a\n- [x] b\n- [ ] c\n* [x] d\nmuuta\n\n[x] e") == ({"a", "b", "d"}, ["muuta", "[x] e"])
