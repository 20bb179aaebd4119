"""Made text about subjects that the site does not tell of, to try the search in a larger body of text."""

import random
from pathlib import Path

import yaml

from kaytantopankki.content.catalogue import Catalogue
from kaytantopankki.search.analyser import Analyser, Terms
from kaytantopankki.search.documents import documents
from tests.search import queries

_CASES = ("+sg+nom", "+sg+gen", "+sg+par", "+sg+ine", "+sg+ela", "+sg+ade", "+pl+nom", "+pl+gen", "+pl+par", "+pl+ine")
_COMPOUNDS = 0.06  # So common among words that 4 400 documents bring tens of thousands of new lemmas.


class Filler:
    """Sentences of words that stand neither in the catalogue nor in any judged query."""

    def __init__(self, catalogue: Catalogue, cache: Path) -> None:
        terms = Terms(Analyser(cache))
        texts = [text for document in documents(catalogue) for _, text in document.texts]
        texts += [query.text for query in queries.read("all")]
        taken = {term for text in texts for term, _ in terms.weighted(text)}
        data = yaml.safe_load(Path(__file__).with_name("filler.yml").read_text(encoding="utf-8"))

        def free(line: str) -> list[str]:
            return [word for word in line.split() if not any(term in taken for term, _ in terms.of_word(word))]

        self._subjects = [[_cases(word) for word in free(line)] for line in data["subjects"]]
        self._verbs = free(data["verbs"])

    def sentence(self, chance: random.Random, length: int) -> str:
        """So many words of one subject: nouns in different cases, compounds of them, and a verb."""
        subject = chance.choice(self._subjects)
        said = [self._noun(chance, subject) for _ in range(length - 1)]
        said.insert(1, chance.choice(self._verbs))
        return " ".join(said).capitalize() + "."

    def _noun(self, chance: random.Random, subject: list[list[str]]) -> str:
        noun = chance.choice(chance.choice(subject))
        if chance.random() < _COMPOUNDS:
            return chance.choice(chance.choice(chance.choice(self._subjects))[:2]) + noun
        return noun

    def news(self, count: int) -> dict[str, str]:
        """Markdown of news items by file name."""
        chance = random.Random(count)
        return {f"tayte-{number}.md": self._item(number, chance) for number in range(count)}

    def _item(self, number: int, chance: random.Random) -> str:
        return f"""---
title: {self.sentence(chance, 5)[:-1]}
date: {2012 + number % 13}-{number % 12 + 1:02}-{number % 28 + 1:02}
summary: {self.sentence(chance, 12)}
sources:
  - title: {self.sentence(chance, 4)[:-1]}
    url: https://example.org/{number}
---

{" ".join(self.sentence(chance, 9) for _ in range(10))}
"""


def _cases(word: str) -> list[str]:
    """A noun in its cases, the nominative and the genitive first."""
    from pypykko.generate import generate_wordform  # Imported here: it takes seconds and much memory.

    return [min(found) for case in _CASES if (found := list(generate_wordform(word, "noun", case) or ()))] or [word]
