"""The real content: what can be verified of it without its sources."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kaytantopankki.content.catalogue import Catalogue
from kaytantopankki.content.field_types import AdoptionStage, Basis, Stage
from kaytantopankki.content.loader import load
from kaytantopankki.content.models import Entry
from kaytantopankki.pages.figures import legend

ROOT = Path(__file__).resolve().parents[1]
CITED = re.compile(r"\[\d{1,2}(, ?\d{1,2})*\]")
PRIVATE = re.compile(r"\S+@\S+|\(at\)|(?<!\d)(\+358|0(4\d|50))[ \-]?\d{2,4}[ \-]?\d{3,}")


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load(ROOT, date.today()).catalogue


def paragraphs(entry: Entry[Any]) -> Iterator[str]:
    """Paragraphs and list items of a body, headings left out."""
    for block in re.split(r"\n\s*\n", entry.body):
        if block.strip() and not block.lstrip().startswith("#"):
            yield block.strip()


def test_the_content_has_no_problems() -> None:
    assert load(ROOT, date.today()).problems == ()


def test_there_is_as_much_as_a_reader_needs(catalogue: Catalogue) -> None:
    practices = [entry.data for entry in catalogue.practices.values()]
    assert len(practices) >= 110
    assert len(catalogue.news) + len(catalogue.events) >= 50
    assert len(catalogue.networks) >= 8
    assert len(catalogue.projects) >= 6
    assert len(catalogue.municipalities) >= 45
    assert sum(any(result.basis != Basis.TARGET for result in data.results) for data in practices) >= 60
    assert sum(bool(data.costs or data.funding) for data in practices) >= 35
    lessons = [entry for entry in catalogue.practices.values() if entry.data.bottlenecks or "\n## Opit" in entry.body]
    assert len(lessons) >= 50
    adoptions = [adoption for data in practices for adoption in data.adoptions]
    assert len(adoptions) >= 40
    assert [adoption for adoption in adoptions if not adoption.source] == []


def test_every_figure_in_a_text_names_its_source(catalogue: Catalogue) -> None:
    """A paragraph with a figure has a source number, unless the entry has a single source."""
    bare = [
        (entry.path, block)
        for entry in catalogue.practices.values()
        if len(entry.data.sources) > 1
        for block in paragraphs(entry)
        if re.search(r"\d", CITED.sub("", block)) and not CITED.search(block)
    ]
    assert bare == []


def test_no_sentence_stands_in_two_entries(catalogue: Catalogue) -> None:
    sentences: Counter[str] = Counter()
    for entry in catalogue.entries:
        text = CITED.sub("", " ".join(paragraphs(entry)))
        sentences.update({sentence.strip() for sentence in re.split(r"(?<=[.!?])\s", text) if len(sentence) > 60})
    assert [sentence for sentence, count in sentences.items() if count > 1] == []


def test_bodies_have_no_private_data(catalogue: Catalogue) -> None:
    assert [(entry.path, found[0]) for entry in catalogue.entries if (found := PRIVATE.search(entry.body))] == []


def test_sources_are_dated_no_later_than_today(catalogue: Catalogue) -> None:
    late = [
        (entry.path, str(source.date))
        for entry in catalogue.entries
        for source in entry.data.sources
        if source.date and source.date.first_day > date.today()
    ]
    assert late == []


def test_every_tag_is_used_twice_and_has_words_people_search_by(catalogue: Catalogue) -> None:
    tags = catalogue.vocabulary.tags
    used = Counter(tag for entry in catalogue.practices.values() for tag in entry.data.tags)
    assert [tag for tag in tags if used[tag] < 2] == []
    assert [tag for tag, word in tags.items() if not word.synonyms] == []
    assert 100 <= len(tags) <= 150


def test_no_theme_is_empty(catalogue: Catalogue) -> None:
    assert [key for key in catalogue.vocabulary.themes if len(catalogue.practices_by_theme.get(key, ())) < 4] == []


def test_every_entry_says_where_it_comes_from(catalogue: Catalogue) -> None:
    assert [entry.path for entry in catalogue.entries if not entry.data.sources] == []


def test_links_between_entries_are_there(catalogue: Catalogue) -> None:
    """The documents that the site serves are linked both ways with what they speak of."""
    assert catalogue.events_about["network", "kestava-kaupunki"]
    assert {entry.slug for entry in catalogue.news_about["network", "fisu"]} >= {
        "2025-02-04-kemi",
        "2015-06-02-verkosto-julkistetaan",
    }
    assert catalogue.series.keys() >= {"FISU-verkostopäivät", "Kestävyystoimien skaalaus 2023"}
    assert catalogue.events_about["practice", "salo-ilmasto-ymparistoohjelma"]
    assert {membership.network.slug for membership in catalogue.memberships["Lapua"]} >= {"kestavat"}


@pytest.mark.parametrize("page", ["ohje", "osallistu/index", "osallistu/tarkistus", "sanasto", "tietoa"])
def test_a_hand_written_page_is_short(page: str) -> None:
    text = (ROOT / f"docs/{page}.md").read_text(encoding="utf-8").split("---\n", 2)[2]
    assert len(re.findall(r"\w+", text)) <= 350


def test_the_pages_that_explain_marks_show_them() -> None:
    marks = legend(ROOT / "overrides")
    drawings = {label: mark.rsplit("</svg> ", 1)[0] for label, mark in marks.items()}
    guide, words = (
        set(re.findall(r'merkki\("([^"]+)"\)', (ROOT / f"docs/{page}.md").read_text(encoding="utf-8")))
        for page in ("ohje", "sanasto")
    )
    assert {basis.label for basis in Basis} <= guide & words
    assert guide | words <= set(marks)
    assert {drawings[stage.label] for stage in (*Stage, *AdoptionStage)} <= {drawings[label] for label in guide}
