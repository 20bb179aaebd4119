"""Soft hyphens stand at the seams of long compounds, and nowhere else."""

from collections import Counter

import pytest
from markupsafe import Markup

from kaytantopankki.pages.cards import BASE, CardRenderer
from kaytantopankki.pages.templates import SOFT_HYPHEN, hyphenator
from kaytantopankki.search.analyser import Reading
from tests import OVERRIDES, builders
from tests.cases import read_tables
from tests.search.reader import analyser

CASES = read_tables(__file__)


class Stub:
    """Real readings of some words; counts how often it is asked for each."""

    def __init__(self) -> None:
        self.asked: Counter[str] = Counter()

    def readings(self, word: str) -> tuple[Reading, ...]:
        self.asked[word] += 1
        return tuple(Reading(lemma, "noun") for lemma in CASES["lemmas"].get(word, ()))


@pytest.mark.parametrize("expected", CASES["texts"])
def test_text(expected: str) -> None:
    text = expected.replace("|", "")
    assert hyphenator(Stub())(text) == expected.replace("|", SOFT_HYPHEN)
    assert hyphenator(None)(text) == text


def test_each_long_word_is_looked_up_once() -> None:
    stub = Stub()
    divide = hyphenator(stub)
    assert divide("vedenkulutuksen ja vedenkulutuksen") == divide("vedenkulutuksen ja vedenkulutuksen")
    assert divide(2024) == "2024"
    assert stub.asked == {"vedenkulutuksen": 1}


def test_what_comes_out_is_still_escaped() -> None:
    divided = hyphenator(Stub())(Markup("<b>ilmastobudjetti</b>"))
    assert type(divided) is str
    assert Markup("{}").format(divided) == "&lt;b&gt;ilmasto\u00adbudjetti&lt;/b&gt;"


def test_the_real_analyser() -> None:
    words = (
        "resurssi|viisaus|ohjelma|työ Energia|tehokkuus|sopimuksissa kauko|lämpö|verkkoon hiili|jalan|jälki "
        "jäte|veden|puhdistamot lämmön|talteen|otto Uusi|kaupunki Uudenkaupungin kustannukset"
    )
    assert hyphenator(analyser())(words.replace("|", "")) == words.replace("|", SOFT_HYPHEN)


def test_the_title_of_a_card_is_divided_and_its_address_is_not() -> None:
    entry = builders.entry("practice", "ilmastobudjetti", title="<i>ilmastobudjetti</i>")
    (html,) = CardRenderer(builders.catalogue(entry), OVERRIDES, Stub()).of([entry])
    assert f'<a href="{BASE}/kaytannot/ilmastobudjetti/">&lt;i&gt;ilmasto\u00adbudjetti&lt;/i&gt;</a>' in html
