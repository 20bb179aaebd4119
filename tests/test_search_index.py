"""How much each document is about each term."""

from collections.abc import Sequence

import pytest

from kaytantopankki.search import index
from kaytantopankki.search.documents import ALIAS, BODY, SUMMARY, TITLE, Document
from kaytantopankki.search.index import Index
from kaytantopankki.search.terms import DERIVED, PART, WHOLE, Terms, weighted
from tests.search_reader import analyser, document


def build(*documents: Document) -> Index:
    return index.build_index(documents, Terms(analyser()))


def impacts(term: str, documents: Sequence[Document]) -> list[int]:
    """The impact of a term in each document, 0 where it is not."""
    found = dict(build(*documents).postings[term])
    return [found.get(number, 0) for number in range(len(documents))]


@pytest.mark.parametrize(
    ("why", "term", "documents"),
    [
        ("title over body", "vesi", [document("vesi", "katu"), document("katu", "vesi")]),
        ("short over long", "vesi", [document("koulu", "vesi"), document("koulu", "vesi" + " katu" * 50)]),
        ("often over seldom", "vesi", [document("koulu", "vesi vesi katu"), document("koulu", "vesi katu katu")]),
        ("whole over part", "verkko", [document("verkko"), document("lämpöverkko")]),
        ("part over base", "palvella", [document("palvella"), document("palvelu"), document("ruokapalvelu")]),
        ("prior", "vesi", [document("vesi", prior=1.0), document("vesi", prior=0.7)]),
    ],
)
def test_the_first_is_more_about_it(why: str, term: str, documents: list[Document]) -> None:
    found = impacts(term, documents)
    assert found == sorted(found, reverse=True), why
    assert len(set(found)) == len(found), why
    assert min(found) > 0, why


def test_weights_fall_from_title_to_body() -> None:
    weights = (TITLE, ALIAS, SUMMARY, BODY)
    documents = [
        document("koulu", texts=tuple((weight, "vesi" if weight == here else "katu") for weight in weights))
        for here in weights
    ]
    found = impacts("vesi", documents)
    assert found == sorted(found, reverse=True)
    assert len(set(found)) == len(found)


def test_repetition_saturates() -> None:
    few, many, most = impacts("vesi", [document("vesi", texts=((count, "vesi"),)) for count in (1.0, 10.0, 100.0)])
    assert few < many <= most < 10 * few


@pytest.mark.parametrize(
    ("prior", "weight", "impact"), [(100.0, 100.0, 255), (1.0, 1e-9, 1), (1e-9, 1.0, 1), (1e-9, 1e-9, 1)]
)
def test_impact_is_a_byte_and_never_nothing(prior: float, weight: float, impact: int) -> None:
    found = build(document("koulu", texts=((weight, "vesi"), (1.0, "katu katu")), prior=prior), document("katu"))
    assert found.postings["vesi"] == [(0, impact)]
    assert {impact for pairs in found.postings.values() for _, impact in pairs} <= set(range(1, 256))


def test_documents_are_numbered_in_their_order() -> None:
    found = build(document("vesi"), document("katu"), document("vesi"), document("katu"), document("vesi"))
    assert [number for number, _ in found.postings["vesi"]] == [0, 2, 4]
    assert [number for number, _ in found.postings["katu"]] == [1, 3]
    assert len(found.forms) == 5


def test_every_inflection_is_the_same_term() -> None:
    found = build(document("vesi"), document("veden"), document("vettä"), document("Vedestä"))
    assert len({impact for _, impact in found.postings["vesi"]}) == 1
    assert [number for number, _ in found.postings["vesi"]] == [0, 1, 2, 3]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("vesi", {("vesi", WHOLE)}),
        ("vesi ja katu", {("vesi", WHOLE), ("katu", WHOLE)}),
        ("Ja vesi on tai ei", {("vesi", WHOLE)}),
        ("kierrätys", {("kierratys", WHOLE), ("kierrattaa", DERIVED)}),
        *(
            (
                f"ilmasto- {joiner} ympäristöohjelma",
                {
                    ("ilmasto", WHOLE),
                    ("ilmastoohjelma", PART * 2),
                    ("ymparistoohjelma", WHOLE),
                    ("ymparisto", PART),
                    ("ohjelma", PART),
                },
            )
            for joiner in ("ja", "sekä", "tai", "JA")
        ),
        (
            "ilmasto- vesi ympäristöohjelma",
            {("ilmasto", WHOLE), ("vesi", WHOLE), ("ymparistoohjelma", WHOLE), ("ymparisto", PART), ("ohjelma", PART)},
        ),
        ("ilmasto- ohjelma", {("ilmasto", WHOLE), ("ohjelma", WHOLE)}),
        ("ohjelma ja ilmasto-", {("ilmasto", WHOLE), ("ohjelma", WHOLE)}),
        ("ilmasto- ja", {("ilmasto", WHOLE)}),
        ("", set()),
        ("– ja –", set()),
    ],
)
def test_weighted(text: str, found: set[tuple[str, float]]) -> None:
    assert set(weighted(text, Terms(analyser()))) == found


def test_expanded_suspended_hyphen_weighs_almost_as_much_as_a_word() -> None:
    assert PART < PART * 2 < WHOLE


def test_forms_are_those_that_stand_on_the_page() -> None:
    one = document("Kadun vesi", "Katu, kadulla ja Kaukolämpöverkot.", shown={"summary": "Katuja."})
    (forms,) = build(one).forms
    assert forms["katu"] == ["kadulla", "kadun", "katu", "katuja"]
    assert forms["vesi"] == ["vesi"]
    assert forms["kaukolampoverkko"] == forms["verkko"] == forms["lampo"] == ["kaukolampoverkot"]
    assert "ja" not in forms


def test_forms_are_not_taken_from_what_is_not_shown() -> None:
    (forms,) = build(document("koulu", texts=((TITLE, "koulu"), (ALIAS, "vesi")))).forms
    assert forms.keys() == {"koulu"}


def test_no_documents() -> None:
    assert build() == Index({}, [])
