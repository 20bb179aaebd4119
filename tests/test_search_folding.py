"""Words as the search compares them."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kaytantopankki.search.analyser import fold, words


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Kaukolämpö", "kaukolampo"),
        ("ÖLJY", "oljy"),
        ("Åbo", "abo"),
        ("Linné", "linne"),
        ("Škoda", "skoda"),
        ("Žižkov", "zizkov"),
        ("ka\u0308si", "kasi"),
        ("led-valo", "ledvalo"),
        ("Vuokra-Asunto", "vuokraasunto"),
        ("ilmasto-", "ilmasto"),
        ("raa'an", "raa'an"),
        ("CO₂", "co2"),
        ("2030", "2030"),
        ("20,5", "20,5"),
        ("straße", "straße"),
        ("Łódź", "łodz"),
        ("İzmir", "izmir"),
        ("", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@settings(deadline=None, derandomize=True, database=None)
@given(st.text(max_size=20))
def test_folded_text_stays_as_it_is(text: str) -> None:
    folded = fold(text)
    assert fold(folded) == folded
    assert folded == folded.lower()
    assert "-" not in folded
    assert not any(unicodedata.combining(character) for character in folded)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Vesi, sähkö ja lämpö.", ["Vesi", "sähkö", "ja", "lämpö"]),
        ("“Hyvä!” (Turku)", ["Hyvä", "Turku"]),
        ("led-valaistus", ["led-valaistus"]),
        ("Etelä-Savon-matka", ["Etelä-Savon-matka"]),
        ("ilmasto- ja ympäristöohjelma", ["ilmasto-", "ja", "ympäristöohjelma"]),
        ("ohjelma ja -suunnitelma", ["ohjelma", "ja", "suunnitelma"]),
        ("vuonna 2030", ["vuonna", "2030"]),
        ("2015–2019", ["2015", "2019"]),
        ("20,5 % ja 1.5", ["20,5", "ja", "1.5"]),
        ("Loppu 2030.", ["Loppu", "2030"]),
        ("2030-luvulla", ["2030", "luvulla"]),
        ("3D-tulostus ja ECO3", ["3D-tulostus", "ja", "ECO3"]),
        ("6Aika, C2 ja Agenda-2030", ["6Aika", "C2", "ja", "Agenda-2030"]),
        ("CO₂-päästöt", ["CO₂-päästöt"]),
        ("EU:n", ["EU", "n"]),
        ("raa'an ja raa’an", ["raa'an", "ja", "raa’an"]),
        ("kauko\u00adlämpö\u00adverkko", ["kaukolämpöverkko"]),
        ("a_b", ["a", "b"]),
        ("– % & -", []),
        ("", []),
    ],
)
def test_words(text: str, found: list[str]) -> None:
    assert [*words(text)] == found
