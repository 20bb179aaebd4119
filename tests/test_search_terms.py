"""What words are found by."""

import pytest

from kaytantopankki.search.analyser import fold
from kaytantopankki.search.terms import DERIVED, PART, WHOLE, Terms
from tests.search_reader import analyser


@pytest.fixture
def terms() -> Terms:
    return Terms(analyser())


def test_whole_word_weighs_more_than_a_part_and_a_part_more_than_a_base() -> None:
    assert 1 >= WHOLE > PART > DERIVED > PART * DERIVED > 0


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("vesi", {"vesi": WHOLE}),
        ("vettä", {"vesi": WHOLE}),
        ("Turussa", {"turku": WHOLE}),
        ("Åbo", {"abo": WHOLE}),
        ("2030", {"2030": WHOLE}),
        ("20,5", {"20,5": WHOLE}),
        ("kadun", {"katu": WHOLE, "katua": WHOLE}),
        (
            "kaukolämpöverkossa",
            {"kaukolampoverkko": WHOLE}
            | dict.fromkeys(("kauko", "lampo", "verkko", "kaukolampo", "lampoverkko"), PART),
        ),
        ("vedenkulutus", {"vedenkulutus": WHOLE, "vesi": PART, "kulutus": PART}),
        ("kierrätyksen", {"kierratys": WHOLE, "kierrattaa": DERIVED}),
        ("ruokapalvelut", {"ruokapalvelu": WHOLE, "ruoka": PART, "palvelu": PART, "palvella": PART * DERIVED}),
        ("led-valaistuksen", {"ledvalaistus": WHOLE, "led": PART, "valaistus": PART}),
        ("EU-hanke", {"euhanke": WHOLE, "eu": PART, "hanke": PART}),
        ("yötyö", {"yotyo": WHOLE, "tyo": PART}),
        ("kestävän", {"kestaa": WHOLE, "kestava": WHOLE}),
        ("ilmasto-", {"ilmasto": WHOLE}),
        ("tuulivoima-", {"tuulivoima": WHOLE, "tuuli": PART, "voima": PART}),
        ("KAUKOLÄMPÖ", {"kaukolampo": WHOLE}),
        ("Żółw", {"zołw": WHOLE}),
        ("Żółw-", {"zołw": WHOLE}),
        ("Żółw-Żółw", {"zołwzołw": WHOLE, "zołw": PART}),
        ("日本-東京", {"日本東京": WHOLE, "日本": PART, "東京": PART}),
    ],
)
def test_terms_of_a_word(terms: Terms, word: str, found: dict[str, float]) -> None:
    assert dict(terms.of_word(word)) == pytest.approx(found)


@pytest.mark.parametrize("part", ["3d", "tulostus"])
def test_word_with_figures_is_found_by_its_parts(terms: Terms, part: str) -> None:
    assert dict(terms.of_word("3D-tulostus"))[part] == PART


@pytest.mark.parametrize(
    ("term", "forms"),
    [
        ("katu", "katu kadun kaduilla Katujen katuihin"),
        ("vesi", "vesi veden vettä vedestä vesien Vesi"),
        ("kunta", "kunta kunnan kuntien kunnissamme"),
        ("ilmastoohjelma", "ilmasto-ohjelma ilmasto-ohjelman ilmasto-ohjelmissa"),
        ("uusikaupunki", "Uusikaupunki Uudenkaupungin Uudessakaupungissa"),
        ("motiva", "Motiva Motivan Motivassa"),
    ],
)
def test_every_form_has_the_same_term(terms: Terms, term: str, forms: str) -> None:
    assert {dict(terms.of_word(form)).get(term) for form in forms.split()} == {WHOLE}


def test_every_term_has_a_lemma_that_is_written_like_it(terms: Terms) -> None:
    found = {
        term
        for word in ("kaukolämpöverkko", "vedenkulutus", "kierrätys", "led-valaistus", "Żółw-Żółw", "3D-tulostus")
        for term, _ in terms.of_word(word)
    }
    found |= set(terms.suspended("ilmasto-", "ympäristöohjelma"))
    assert found == terms.lemmas.keys()
    assert all(fold(lemma.replace("|", "")) == term for term, lemmas in terms.lemmas.items() for lemma, _ in lemmas)


@pytest.mark.parametrize(
    ("first", "compound", "found"),
    [
        ("ilmasto-", "ympäristöohjelma", ["ilmastoohjelma"]),
        ("Ilmasto-", "ympäristöohjelmassa", ["ilmastoohjelma"]),
        ("kauko-", "lämpöverkkoja", ["kaukoverkko"]),
        ("ilmasto-", "ohjelma", []),
        ("ilmasto-", "Żółw", []),
    ],
)
def test_suspended_hyphen(terms: Terms, first: str, compound: str, found: list[str]) -> None:
    assert list(terms.suspended(first, compound)) == found
