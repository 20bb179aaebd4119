"""Soft hyphens stand at the seams of long compounds, and nowhere else."""

from collections import Counter
from pathlib import Path

import pytest
from markupsafe import Markup

from kaytantopankki.pages.cards import BASE, CardRenderer
from kaytantopankki.pages.templates import SOFT_HYPHEN, hyphenator
from kaytantopankki.search.analyser import Reading
from tests import builders
from tests.search_reader import analyser

OVERRIDES = Path(__file__).resolve().parents[1] / "overrides"
LEMMAS = {
    "resurssiviisausohjelmatyössä": ["resurssi|viisaus|ohjelma|työ"],
    "Energiatehokkuussopimus": ["energia|tehokkuus|sopimus"],
    "vedenkulutuksen": ["veden|kulutus"],
    "Uudenkaupungin": ["Uusi|kaupunki"],
    "suurtenkaupunkien": ["suurten|kaupungit|liitto"],
    "ilmastotoimien": ["ilmasto|toimi", "ilmas|totoimi"],
    "rakentaminen": ["rakentaa", "raken|taminen"],
    "rakennustyömaa": ["rakennus|työ|maa"],
    "aaltoenergiayö": ["aalto|energia|yö"],
    "kuntayöpäivystys": ["kunta|yö|päivystys"],
    "itäaaltoenergia": ["itä|aalto|energia"],
    "ilmastobudjetti": ["ilmasto|budjetti"],
    "tietoliikenne": ["tieto-liikenne"],
    "ilmastotyöt": ["ilmasto|työ"],
}


class Stub:
    """Real readings of some words; counts how often it is asked for each."""

    def __init__(self) -> None:
        self.asked: Counter[str] = Counter()

    def readings(self, word: str) -> tuple[Reading, ...]:
        self.asked[word] += 1
        return tuple(Reading(lemma, "noun") for lemma in LEMMAS.get(word, ()))


def seen(text: object) -> str:
    return hyphenator(Stub())(text).replace(SOFT_HYPHEN, "|")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("resurssiviisausohjelmatyössä", "resurssi|viisaus|ohjelma|työssä"),
        ("Energiatehokkuussopimus", "Energia|tehokkuus|sopimus"),
        ("vedenkulutuksen", "veden|kulutuksen"),
        ("Uudenkaupungin", "Uudenkaupungin"),  # "Uusi" does not stand in it.
        ("suurtenkaupunkien", "suurten|kaupunkien"),  # "kaupungit" does not, but "suurten" does.
        ("ilmastotoimien", "ilmasto|toimien"),  # The likeliest reading only.
        ("rakentaminen", "rakentaminen"),
        ("tuntematonsanavain", "tuntematonsanavain"),
        ("ILMASTOBUDJETTI", "ILMASTO|BUDJETTI"),
        ("ilmastotyöt", "ilmastotyöt"),  # Eleven letters.
        ("rakennustyömaa-alueella", "rakennus|työ|maa-alueella"),  # The hyphen is a place to break already.
        ("tietoliikenne", "tieto|liikenne"),  # The lemma is known with a hyphen, the word is written without one.
        ("aaltoenergiayö", "aalto|energiayö"),  # Two letters stay with what they end.
        ("kuntayöpäivystys", "kunta|yöpäivystys"),
        ("itäaaltoenergia", "itä|aalto|energia"),
    ],
)
def test_word(text: str, expected: str) -> None:
    assert seen(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kunta: vedenkulutuksen (ilmastotoimien) tulos", "Kunta: veden|kulutuksen (ilmasto|toimien) tulos"),
        ("LED-ilmastobudjetti 2025–2030", "LED-ilmasto|budjetti 2025–2030"),
        ("vedenkulutuksen2030", "veden|kulutuksen2030"),
        ("<b>ilmastobudjetti</b>", "<b>ilmasto|budjetti</b>"),
        ("ilmasto|budjetti", "ilmasto|budjetti"),
        ("", ""),
        (2024, "2024"),
    ],
)
def test_text(text: object, expected: str) -> None:
    assert seen(text) == expected


def test_only_soft_hyphens_are_added() -> None:
    for word in LEMMAS:
        assert hyphenator(Stub())(word).replace(SOFT_HYPHEN, "") == word


def test_each_word_is_looked_up_once() -> None:
    stub = Stub()
    divide = hyphenator(stub)
    assert divide("vedenkulutuksen ja vedenkulutuksen") == divide("vedenkulutuksen ja vedenkulutuksen")
    assert stub.asked == {"vedenkulutuksen": 1}


def test_short_words_are_not_looked_up() -> None:
    stub = Stub()
    hyphenator(stub)("ilmastotyöt ja muut työt kunta-alalla")
    assert not stub.asked


def test_without_a_lexicon_nothing_is_changed() -> None:
    assert hyphenator(None)("vedenkulutuksen") == "vedenkulutuksen"


def test_what_comes_out_is_still_escaped() -> None:
    divided = hyphenator(Stub())(Markup("<b>ilmastobudjetti</b>"))
    assert type(divided) is str
    assert Markup("{}").format(divided) == "&lt;b&gt;ilmasto\u00adbudjetti&lt;/b&gt;"


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("resurssiviisausohjelmatyö", "resurssi|viisaus|ohjelma|työ"),
        ("Energiatehokkuussopimuksissa", "Energia|tehokkuus|sopimuksissa"),
        ("kaukolämpöverkkoon", "kauko|lämpö|verkkoon"),
        ("hiilijalanjälki", "hiili|jalan|jälki"),
        ("jätevedenpuhdistamot", "jäte|veden|puhdistamot"),
        ("lämmöntalteenotto", "lämmön|talteen|otto"),
        ("Uusikaupunki", "Uusi|kaupunki"),
        ("Uudenkaupungin", "Uudenkaupungin"),
        ("kustannukset", "kustannukset"),
    ],
)
def test_word_by_the_real_analyser(word: str, expected: str) -> None:
    assert hyphenator(analyser())(word).replace(SOFT_HYPHEN, "|") == expected


def test_the_title_of_a_card_is_divided_and_its_address_is_not() -> None:
    entry = builders.entry("practice", "ilmastobudjetti", title="<i>ilmastobudjetti</i>")
    (html,) = CardRenderer(builders.catalogue(entry), OVERRIDES, Stub()).of([entry])
    assert f'<a href="{BASE}/kaytannot/ilmastobudjetti/">&lt;i&gt;ilmasto\u00adbudjetti&lt;/i&gt;</a>' in html
