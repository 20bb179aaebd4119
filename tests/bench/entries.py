"""Made entries of the real vocabulary, spread over all municipalities."""

import random
from collections.abc import Callable

from kaytantopankki.content import vocabulary
from kaytantopankki.content.municipalities import places

WORDS = [
    "kunta",
    "rakennus",
    "lämpö",
    "energia",
    "koulu",
    "jäte",
    "vesi",
    "luonto",
    "hankinta",
    "päätös",
    "mittari",
    "kokeilu",
    "asukas",
    "yritys",
    "tulos",
    "säästö",
    "päästö",
    "matka",
    "ruoka",
    "kaava",
    "tiekartta",
    "valtuusto",
]
Sentence = Callable[[random.Random, int], str]


def synthetic(count: int, words: vocabulary.Vocabulary, sentence: Sentence, news_too: bool = True) -> dict[str, str]:
    """Markdown by file: practices, every tenth a news item if wanted, spread over all municipalities."""
    chance = random.Random(count)
    names = list(places())
    return {
        f"uutiset/posts/uutinen-{number}.md" if news_too and number % 10 == 9 else f"kaytannot/kaytanto-{number}.md": (
            news if news_too and number % 10 == 9 else practice
        )(number, names, words, chance, sentence)
        for number in range(count)
    }


def sentence(chance: random.Random, length: int) -> str:
    return " ".join(chance.choices(WORDS, k=length)).capitalize() + "."


def practice(
    number: int, names: list[str], words: vocabulary.Vocabulary, chance: random.Random, sentence: Sentence
) -> str:
    own, other = chance.sample(names, 2)
    tags = "".join(f"\n  - {tag}" for tag in chance.sample(list(words.tags), 4))
    themes = "".join(f"\n  - {theme}" for theme in chance.sample(list(words.themes), 2))
    sections = "\n\n".join(
        f"## {title}\n\n{' '.join(sentence(chance, 9) for _ in range(4))} [1]"
        for title in ("Lähtötilanne", "Ratkaisu", "Tulokset", "Opit")
    )
    return f"""---
title: Käytäntö {number} {sentence(chance, 4)[:-1]}
summary: {sentence(chance, 14)}
municipalities:
  - {own}
themes:{themes}
tags:{tags}
stage: in_use
published: 2024-{number % 12 + 1:02}-{number % 28 + 1:02}
started: {2005 + number % 20}
results:
  - indicator: energiansaasto
    value: {chance.randrange(1, 9000)}
    basis: measured
    note: {sentence(chance, 5)[:-1]}
    source: 1
  - indicator: energiansaasto
    value: {chance.randrange(1, 9000)}
    basis: estimated
    source: 2
costs:
  - investment: {chance.randrange(1, 900) * 1000}
    source: 1
bottlenecks:
  - kind: {chance.choice(list(words.bottlenecks))}
    what: {sentence(chance, 9)}
    solved: {sentence(chance, 9)}
adoptions:
  - municipality: {other}
    stage: in_use
    year: {2010 + number % 15}
    changed: {sentence(chance, 9)}
    source: 2
sources:
  - title: {sentence(chance, 5)}
    url: https://example.org/{number}
    date: 2020-05-01
  - title: {sentence(chance, 5)}
    url: https://example.org/{number}/b
---

{sections}
"""


def news(number: int, names: list[str], words: vocabulary.Vocabulary, chance: random.Random, sentence: Sentence) -> str:
    return f"""---
title: Uutinen {number} {sentence(chance, 4)[:-1]}
date: {2012 + number % 13}-{number % 12 + 1:02}-{number % 28 + 1:02}
summary: {sentence(chance, 14)}
municipalities:
  - {chance.choice(names)}
themes:
  - {chance.choice(list(words.themes))}
tags:
  - {chance.choice(list(words.tags))}
sources:
  - title: {sentence(chance, 5)}
    url: https://example.org/{number}
---

{" ".join(sentence(chance, 9) for _ in range(8))} [1]
"""
