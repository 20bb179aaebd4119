"""The README and the guide for contributors say what is true."""

import re
from datetime import date
from pathlib import Path

import pytest

from catalogue.entry import Entry
from catalogue.layout import KINDS
from catalogue.load import load
from catalogue.reading import read_entry
from catalogue.references import references

ROOT = Path(__file__).resolve().parents[1]


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_the_example_of_the_guide_is_a_sound_entry() -> None:
    example = re.search(r"```[a-z]*\n(---\n.*?)```", read("CONTRIBUTING.md"), re.DOTALL)
    assert example
    entry = read_entry(example[1], "practices/esimerkki.md", KINDS["practice"])
    assert isinstance(entry, Entry)
    catalogue = load(ROOT, date.today()).catalogue
    words = {
        "theme": catalogue.vocabulary.themes,
        "tag": catalogue.vocabulary.tags,
        "indicator": catalogue.vocabulary.indicators,
        "bottleneck": catalogue.vocabulary.bottlenecks,
        "municipality": catalogue.places,
    }
    assert [word for _, target, word in references(entry.data) if word not in words[target]] == []


@pytest.mark.parametrize(("name", "most"), [("README.md", 60), ("CONTRIBUTING.md", 120)])
def test_documents_are_short(name: str, most: int) -> None:
    assert len(read(name).splitlines()) <= most


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_what_the_documents_name_exists(name: str) -> None:
    text = read(name)
    links = [target for target in re.findall(r"\]\(([^)#]+)\)", text) if not target.startswith("http")]
    paths = re.findall(r"`((?:docs|hooks|overrides|practices|scripts|tests)/[\w./-]*)`", text)
    missing = [path for path in {*links, *paths} if not (ROOT / path).exists()]
    assert [path for path in missing if path not in ("docs/assets/kuvat", "docs/assets/kuvat/")] == []
