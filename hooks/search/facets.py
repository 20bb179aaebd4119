"""Facets of all documents in columns, and the orders in which results may be shown."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from catalogue.catalogue import Catalogue
from catalogue.classes import INVESTMENTS, SIZES, titles
from catalogue.labels import Stage
from catalogue.reference import collation
from pages.finnish import capitalised
from search.documents import Document

# Key, title, and whether the values come in the order of their titles' table (otherwise the most common first).
_FACETS = (
    ("laji", "Sisältö", True),
    ("teema", "Teema", True),
    ("vaihe", "Vaihe", True),
    ("koko", "Kunnan koko", True),
    ("mitattu", "Tulokset", True),
    ("muualla", "Muualla", True),
    ("investointi", "Investointi", True),
    ("pullonkaula", "Pullonkaula", False),
    ("verkosto", "Verkosto", False),
    ("maakunta", "Maakunta", True),
    ("kunta", "Kunta", True),
    ("avainsana", "Avainsana", False),
    ("vuosi", "Alkoi", True),
)


def facet_titles(catalogue: Catalogue) -> dict[str, dict[str, str]]:
    """Finnish titles of facet values, in the order in which readers expect them."""
    words = catalogue.vocabulary
    return {
        "laji": {
            name: name
            for name in (
                "Käytäntö",
                "Uutinen",
                "Tapahtuma",
                "Kunta",
                "Maakunta",
                "Verkosto",
                "Yhteishanke",
                "Teema",
                "Avainsana",
                "Pullonkaula",
                "Sivu",
            )
        },
        "teema": {key: theme.title for key, theme in words.themes.items()},
        "vaihe": {stage.value: capitalised(stage.label) for stage in Stage},
        "koko": titles(SIZES),
        "mitattu": {"on": "Mitattu tulos"},
        "muualla": {"on": "Otettu käyttöön"},
        "investointi": titles(INVESTMENTS),
        "pullonkaula": {key: kind.title for key, kind in words.bottlenecks.items()},
        "verkosto": {entry.slug: entry.data.title for entry in catalogue.networks_by_title},
        "maakunta": {code: region.name for code, region in catalogue.regions.items()},
        "kunta": {name: name for name in catalogue.places},
        "avainsana": {tag: tag for tag in words.tags},
        "vuosi": {str(year): str(year) for year in range(2100, 1899, -1)},
    }


def facets(documents: Sequence[Document], titles: dict[str, dict[str, str]]) -> dict[str, Any]:
    """What the browser needs to count and to order: see the protocol of the search worker."""
    made, columns = [], {}
    for key, title, listed in _FACETS:
        counts = Counter(value for document in documents for value in document.facets.get(key, ()))
        order = (
            [value for value in titles[key] if counts[value]]
            if listed
            else [value for value, _ in counts.most_common()]
        )
        numbers = {value: number for number, value in enumerate(order)}
        made.append({"key": key, "title": title, "values": [[value, titles[key][value]] for value in order]})
        columns[key] = [[numbers[value] for value in document.facets.get(key, ())] for document in documents]
    return {
        "count": len(documents),
        "facets": made,
        "docs": columns,
        "order": {
            "uusin": _ranks(documents, lambda document: _descending(document.newest)),
            "kayttoonotot": _ranks(documents, lambda document: -document.adopters),
            "nimi": _ranks(documents, lambda document: collation(document.title)),
        },
    }


def _descending(text: str) -> tuple[int, ...]:
    return tuple(-ord(character) for character in text.ljust(16))


def _ranks(documents: Sequence[Document], key: Any) -> list[int]:
    """The place of each document in an order; equals keep their own order."""
    order = sorted(range(len(documents)), key=lambda number: key(documents[number]))
    ranks = [0] * len(order)
    for rank, number in enumerate(order):
        ranks[number] = rank
    return ranks
