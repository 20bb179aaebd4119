"""Notices about the vocabularies; they break nothing."""

from collections.abc import Iterator

from catalogue.catalogue import Catalogue
from catalogue.problem import Problem

_FILES = {"theme": "themes", "tag": "tags", "indicator": "indicators", "bottleneck": "bottlenecks"}


def every_word_is_used(catalogue: Catalogue) -> Iterator[Problem]:
    """Every word of the vocabularies is used by some entry."""
    used = {(_FILES.get(target), word) for entry in catalogue.entries for _, target, word in entry.references}
    for (path, word), line in catalogue.vocabulary.lines.items():
        if (path.rsplit("/", 1)[-1].removesuffix(".yml"), word) not in used:
            yield Problem(path, line, f'sanaa "{word}" ei käytä yksikään kirjaus')
