"""Synthetic entries of the real vocabulary, spread over all municipalities."""

import random
from collections.abc import Callable
from typing import Any

import yaml

from kaytantopankki.content.municipalities import places
from kaytantopankki.content.vocabulary import Vocabulary

WORDS = (
    *("kunta", "rakennus", "lämpö", "energia", "koulu", "jäte", "vesi", "luonto", "hankinta", "päätös", "mittari"),
    *("kokeilu", "asukas", "yritys", "tulos", "säästö", "päästö", "matka", "ruoka", "kaava", "tiekartta", "valtuusto"),
)
Sentence = Callable[[random.Random, int], str]


def sentence(chance: random.Random, length: int) -> str:
    return " ".join(chance.choices(WORDS, k=length)).capitalize() + "."


def synthetic(count: int, words: Vocabulary, sentence: Sentence, news_too: bool = True) -> dict[str, str]:
    """Markdown by file: practices, every tenth a news item if wanted."""
    chance = random.Random(count)
    entries = {}
    for number in range(count):
        if news_too and number % 10 == 9:
            entries[f"uutiset/posts/uutinen-{number}.md"] = _news(number, words, chance, sentence)
        else:
            entries[f"kaytannot/kaytanto-{number}.md"] = _practice(number, words, chance, sentence)
    return entries


def _practice(number: int, words: Vocabulary, chance: random.Random, sentence: Sentence) -> str:
    municipality, adopter = chance.sample([*places()], 2)
    result = {"indicator": "energiansaasto", "value": chance.randrange(1, 9000)}
    data = {
        "title": f"Käytäntö {number} {sentence(chance, 4)[:-1]}",
        "summary": sentence(chance, 14),
        "municipalities": [municipality],
        "themes": chance.sample([*words.themes], 2),
        "tags": chance.sample([*words.tags], 4),
        "stage": "in_use",
        "published": f"2024-{number % 12 + 1:02}-{number % 28 + 1:02}",
        "started": str(2005 + number % 20),
        "results": [
            {**result, "basis": "measured", "note": sentence(chance, 5)[:-1], "source": 1},
            {**result, "basis": "estimated", "source": 2},
        ],
        "costs": [{"investment": chance.randrange(1, 900) * 1000, "source": 1}],
        "bottlenecks": [
            {"kind": chance.choice([*words.bottlenecks]), "what": sentence(chance, 9), "solved": sentence(chance, 9)}
        ],
        "adoptions": [
            {"municipality": adopter, "stage": "in_use", "year": 2015, "changed": sentence(chance, 9), "source": 2}
        ],
        "sources": [
            {"title": sentence(chance, 5), "url": f"https://example.org/{number}", "date": "2020-05-01"},
            {"title": sentence(chance, 5), "url": f"https://example.org/{number}/b"},
        ],
    }
    titles = ("Lähtötilanne", "Ratkaisu", "Tulokset", "Opit")
    return _markdown(data, "\n\n".join(f"## {title}\n\n{_paragraph(chance, sentence, 4)}" for title in titles))


def _news(number: int, words: Vocabulary, chance: random.Random, sentence: Sentence) -> str:
    data = {
        "title": f"Uutinen {number} {sentence(chance, 4)[:-1]}",
        "date": f"{2012 + number % 13}-{number % 12 + 1:02}-{number % 28 + 1:02}",
        "summary": sentence(chance, 14),
        "municipalities": [chance.choice([*places()])],
        "themes": [chance.choice([*words.themes])],
        "tags": [chance.choice([*words.tags])],
        "sources": [{"title": sentence(chance, 5), "url": f"https://example.org/{number}"}],
    }
    return _markdown(data, _paragraph(chance, sentence, 8))


def _paragraph(chance: random.Random, sentence: Sentence, length: int) -> str:
    return f"{' '.join(sentence(chance, 9) for _ in range(length))} [1]"


def _markdown(data: dict[str, Any], body: str) -> str:
    front = yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)
    return f"---\n{front}---\n\n{body}\n"
