"""How a practice is referred to, read back by programs that know BibTeX and RIS."""

from typing import Any

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import LatexDecodingMiddleware

from kaytantopankki.pages.practice_pages import citation
from kaytantopankki.settings import Site
from tests import builders
from tests.cases import read_tables

SITE = Site("Käytäntöpankki", "https://example.org/pankki/")


def cited(**fields: Any) -> dict[str, Any]:
    return citation(SITE, builders.entry("practice", "k-1", published="2024-05-03", **fields))


def line(text: str) -> str:
    return " ".join(text.split())


def bibtex(text: str) -> dict[str, str]:
    library = parse_string(text, append_middleware=[LatexDecodingMiddleware()])
    assert library.failed_blocks == []
    (block,) = library.entries
    assert len(library.blocks) == 1
    # The reader takes the character that TeX calls a circumflex for the accent of that name.
    fields = {field.key: field.value.replace("ˆ", "^") for field in block.fields}
    return {"key": block.key, "type": block.entry_type, **fields}


def test_the_sentence_names_the_site_once() -> None:
    own = cited(standing="own_report", updated="2025-01-02")
    assert (own["author"], own["site"]) == ("Turun kaupunki", "Käytäntöpankki")
    assert (own["year"], own["version"]) == (2025, "2.1.2025")
    compiled = cited()
    assert (compiled["author"], compiled["site"], compiled["version"]) == ("Käytäntöpankki", "", "3.5.2024")


@pytest.mark.parametrize("title", read_tables(__file__))
def test_both_formats_say_what_was_written(title: str) -> None:
    found = cited(title=title, standing="own_report", contact={"organisation": title})
    same = {"title": line(title), "year": "2024"}
    url = "https://example.org/pankki/kaytannot/k-1/"
    assert bibtex(found["bibtex"]) == same | {
        "key": "k-1",
        "type": "misc",
        "author": line(title),
        "howpublished": "Käytäntöpankki",
        "note": "Versio 3.5.2024",
        "url": url,
        "language": "finnish",
    }
    (ris,) = rispy.loads(found["ris"])
    assert ris == same | {
        "type_of_reference": "ELEC",
        "authors": [line(title)],
        "publisher": "Käytäntöpankki",
        "edition": "Versio 3.5.2024",
        "urls": [url],
        "language": "fi",
    }
    assert found["ris"].endswith("\nER  - ")
