"""Synthetic entries of the real vocabulary, spread over all municipalities."""

import random
import re
from collections.abc import Callable
from pathlib import Path

from kaytantopankki.content.municipalities import places
from kaytantopankki.content.vocabulary import Vocabulary

WORDS = (
    *("kunta", "rakennus", "lämpö", "energia", "koulu", "jäte", "vesi", "luonto", "hankinta", "päätös", "mittari"),
    *("kokeilu", "asukas", "yritys", "tulos", "säästö", "päästö", "matka", "ruoka", "kaava", "tiekartta", "valtuusto"),
)
Sentence = Callable[[random.Random, int], str]
_PRACTICE, _NEWS = (Path(__file__).with_name(name).read_text(encoding="utf-8") for name in ("practice.md", "news.md"))
# <n>, <4 words>, <1..12>, <text> or a word of the vocabulary, such as <theme>.
_GAP = re.compile(r"<(?:(\d+) words|(\d+)\.\.(\d+)|(\w+))>")


def sentence(chance: random.Random, length: int) -> str:
    return " ".join(chance.choices(WORDS, k=length)).capitalize() + "."


def synthetic(count: int, words: Vocabulary, sentence: Sentence, news_too: bool = True) -> dict[str, str]:
    """Markdown by file: practices, every tenth a news item if wanted."""
    chance = random.Random(count)
    entries = {}
    for number in range(count):
        is_news = news_too and number % 10 == 9
        uri = f"uutiset/posts/uutinen-{number}.md" if is_news else f"kaytannot/kaytanto-{number}.md"
        entries[uri] = _filled(_NEWS if is_news else _PRACTICE, number, words, chance, sentence)
    return entries


def _filled(template: str, number: int, words: Vocabulary, chance: random.Random, sentence: Sentence) -> str:
    known = {"municipality": places(), "theme": words.themes, "tag": words.tags, "bottleneck": words.bottlenecks}
    left = {name: chance.sample([*values], min(len(values), 4)) for name, values in known.items()}  # Each only once.

    def value(gap: re.Match[str]) -> str:
        length, least, most, name = gap.groups()
        if length:
            return sentence(chance, int(length))[:-1]
        if least:
            return f"{chance.randint(int(least), int(most)):02}"
        if name == "text":
            return " ".join(sentence(chance, 9) for _ in range(4))
        return str(number) if name == "n" else left[name].pop()

    return _GAP.sub(value, template)
