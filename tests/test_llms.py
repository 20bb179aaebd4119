"""Files for language models: the whole catalogue, entry by entry, and nothing contributed that breaks out of its place."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from kaytantopankki.content.catalogue import Catalogue
from kaytantopankki.content.field_types import Basis
from kaytantopankki.content.front_matter import CONTROL
from kaytantopankki.content.loader import load
from kaytantopankki.formatting import number
from kaytantopankki.outputs import llms
from kaytantopankki.outputs.llms import llms_files
from kaytantopankki.outputs.llms_texts import escape_text, quoted
from kaytantopankki.settings import Site
from tests.builders import catalogue, entry
from tests.hostile.snippets import SNIPPETS
from tests.markdown_reader import Read, entries, outline, parsed, words

ROOT = Path(__file__).resolve().parents[1]
SITE = Site("Käytäntöpankki", "https://example.org/kp/", "Kuntien hyvät käytännöt.")
LEAKS = (
    "Avattu lohko:\n\n```\n# koodia",
    "~~~~\nkoodia",
    "Avattu huomautus <!-- piilossa",
    "<div>\n<script>\nx",
    "<![CDATA[ x",
    "# Ensimmäinen\n\n## Toinen\n\n### Kolmas\n\n###### Kuudes",
    "Alleviivattu\n============\n\nToinen\n---",
    "   # Sisennetty",
    "- # Luettelossa\n- ## Toinen\n\n1. ### Kolmas",
    "> # Lainauksessa",
    "[1]: https://evil.example/",
    "- [1]: https://evil.example/",
    "> [1]: <https://evil.example/> 'x'",
    "[pitkä\nnimi]: https://evil.example/",
    "[a\\]b]: https://evil.example/",
    "Teksti\n\n[1]:\nhttps://evil.example/\n",
    "| a | b |\n| - | - |\n| 1 | 2 |",
    "***\n\n---\n\n___",
    "Loppu ilman rivinvaihtoa \\",
    "1. yksi\n\n        koodi",
    "\n\n    koodi ensin",
)


@pytest.fixture(scope="module")
def real() -> Catalogue:
    return load(ROOT, date.today()).catalogue


@pytest.fixture(scope="module")
def made(real: Catalogue) -> dict[str, str]:
    return texts(real)


def texts(of: Catalogue, site: Site = SITE) -> dict[str, str]:
    return {url: content.decode() for url, content in llms_files(of, site)}


def part(name: str, *of: Any) -> str:
    return texts(catalogue(*of))[f"llms/{name}.txt"]


def one(name: str, of: Any) -> Read:
    (found,) = entries(part(name, of))
    return found


def spaced(text: str) -> str:
    return " ".join(text.split())


# The whole of it.


def test_the_first_file_keeps_the_convention(made: dict[str, str]) -> None:
    """A heading, a summary as a quotation, text without headings, then sections of links, the last one optional."""
    tokens = parsed(made["llms.txt"])
    assert [token.type for token in tokens[:5]] == [
        *("heading_open", "inline", "heading_close", "blockquote_open", "paragraph_open"),
    ]
    assert words(tokens[3:6]) == SITE.description
    headings = outline(made["llms.txt"])
    assert headings[0] == (1, SITE.name)
    assert {level for level, _ in headings[1:]} == {2}
    assert headings[-1] == (2, "Optional")
    listed = [line for line in made["llms.txt"].splitlines() if line.startswith("- ")]
    assert all(re.fullmatch(r"- \[[^\]]+\]\(https://\S+\): .+", line) for line in listed)


def test_every_file_is_named_in_the_first_and_tells_the_licence(made: dict[str, str]) -> None:
    for url, content in made.items():
        assert url == "llms.txt" or f"({SITE.at(url)})" in made["llms.txt"]
        assert "CC BY 4.0" in content
        assert "Tavoite ei ole tulos" in content


def test_the_one_file_has_all_that_the_parts_have_in_the_same_words(made: dict[str, str]) -> None:
    whole = entries(made["llms-full.txt"])
    parts = [found for url, content in made.items() if url.startswith("llms/") for found in entries(content)]
    assert whole == parts


def test_there_is_nothing_in_the_outline_but_parts_entries_and_texts(made: dict[str, str], real: Catalogue) -> None:
    headings = outline(made["llms-full.txt"])
    assert [level for level, _ in headings].count(1) == 1
    expected = len(list(real.entries)) - len(real.municipalities) + len(real.places)
    assert [level for level, _ in headings].count(3) == expected
    assert {text for level, text in headings if level > 3} == {"Kuvaus"}


def test_every_practice_is_told_whole(made: dict[str, str], real: Catalogue) -> None:
    found = {
        read.links[0].split("/")[-2]: read for read in entries(made["llms-full.txt"]) if "/kaytannot/" in read.links[0]
    }
    assert found.keys() == real.practices.keys()
    for slug, practice in real.practices.items():
        data, read = practice.data, found[slug]
        all_told = "\n".join(read.lines)
        assert read.title == spaced(data.title)
        assert read.told("Tiivistelmä") == spaced(data.summary)
        assert read.told("Kunnat") == ", ".join(data.municipalities)
        for item in (*data.bottlenecks, *(each for adoption in data.adoptions for each in adoption.bottlenecks)):
            assert spaced(item.what).rstrip(".") in all_told
            assert spaced(item.solved or "").rstrip(".") in all_told
        for adoption in data.adoptions:
            (line,) = (line for line in read.lines if line.startswith(f"{adoption.municipality}: "))
            assert spaced(adoption.changed or "").rstrip(".") in line
            assert all(str(source) in line.rpartition("[")[2] for source in adoption.source)
        for number_, source in enumerate(data.sources, 1):
            assert f"[{number_}] {spaced(source.title)}" in all_told
            assert not source.url or source.url in read.links or source.url in all_told
        assert spaced(" ".join(read.quoted)) == words(parsed(practice.body))


def test_every_figure_has_its_basis_and_no_target_is_among_the_results(made: dict[str, str], real: Catalogue) -> None:
    found = {read.title: read for read in entries(made["llms-full.txt"])}
    for practice in real.practices.values():
        lines = found[spaced(practice.data.title)].lines
        for item in practice.data.results:
            value = number(item.value if item.value is not None else item.before or 0)
            (heading,) = [
                line
                for line in lines
                if line == ("Tavoitteet, eivät tuloksia:" if item.basis == Basis.TARGET else "Tulokset:")
            ]
            under = [line for line in lines[lines.index(heading) + 1 :] if spaced(value) in line]
            assert any(f"({item.basis.label}" in line for line in under), practice.slug


def test_other_entries_are_there_with_their_texts(made: dict[str, str], real: Catalogue) -> None:
    found = {read.title: read for read in entries(made["llms-full.txt"])}
    for item in real.entries:
        title = item.data.municipality if item.kind == "municipality" else spaced(item.data.title)
        assert spaced(" ".join(found[title].quoted)) == words(parsed(item.body))
    for place in real.places.values():
        assert f"{spaced(number(place.population))} asukasta" in found[place.name].told("Perustiedot")


# One at a time.


def test_the_facts_of_a_practice() -> None:
    read = one(
        "kaytannot-energia",
        entry(
            "practice",
            "lampo",
            title="Lämpö *talteen* #1",
            results=[
                {
                    "indicator": "energiansaasto",
                    "value": 10,
                    "value_to": 20,
                    "unit": "MWh",
                    "basis": "measured",
                    "period": "2020",
                    "source": [1, 2],
                },
                {"indicator": "energiansaasto", "before": 3, "after": 1, "basis": "estimated", "approx": None},
                {"indicator": "energiansaasto", "value": 99, "basis": "target"},
            ],
            costs=[{"investment": 1900000, "basis": "estimated", "year": "2019", "note": "Arvio.", "source": 1}],
            funding=[{"funder": "EU", "amount": 5000}],
            bottlenecks=[
                {"kind": "rahoitus", "what": "Rahaa ei ollut", "solved": "Avustus"},
                {"kind": "rahoitus", "what": "Loppui"},
            ],
            uptake={"first_steps": ["Mittaa"], "suits": {"population_min": 5000}, "decision_level": "board"},
            adoptions=[
                {
                    "municipality": "Ii",
                    "stage": "in_use",
                    "year": "2020",
                    "changed": "Muutti",
                    "model_named": True,
                    "source": 2,
                }
            ],
            sources=[
                {"title": "A", "url": "https://example.org/a_b*c"},
                {"title": "B", "publisher": "Yle", "date": "2020-05"},
            ],
            standing="verified",
        ),
    )
    assert read.title == "Lämpö *talteen* #1"
    assert read.links[0] == "https://example.org/kp/kaytannot/lampo/"
    assert "https://example.org/a_b*c" in read.links
    assert read.lines[read.lines.index("Tulokset:") :] == [
        "Tulokset:",
        "Energiansäästö: 10–20 MWh (mitattu; 2020) [1, 2]",
        "Energiansäästö: 3 → 1 (arvio)",
        "Tavoitteet, eivät tuloksia:",
        "Energiansäästö: 99 (tavoite)",
        "Kustannukset:",
        "Investointi: 1 900 000 € (arvio; 2019). Arvio. [1]",
        "Rahoitus:",
        "EU: 5 000 € (ilmoitettu)",
        "Pullonkaulat:",
        "Rahoitus: Rahaa ei ollut. Ratkaisu: Avustus.",
        "Rahoitus: Loppui. Ratkaisua ei kerrota.",
        "Ensimmäiset askeleet:",
        "Mittaa",
        "Kuka päättää: lautakunta tai hallitus",
        "Kenelle sopii: vähintään 5 000 asukasta",
        "Käyttöönotot muualla:",
        "Ii: käytössä, 2020. Muutettu: Muutti. Lähde kertoo mallin tulleen täältä. [2]",
        "Yhteys: Turun kaupunki",
        "Luotettavuus: Todennettu tulos",
        "Päivät: julkaistu 2026-01-01",
        "Lähteet:",
        "[1] A, päiväys ei tiedossa https://example.org/a_b*c",
        "[2] B, Yle, toukokuu 2020",
    ]


@pytest.mark.parametrize("body", LEAKS)
def test_a_text_ends_where_it_should_whatever_it_leaves_open(body: str) -> None:
    first = entry("practice", "a", body, published="2026-02-02")
    text = part("kaytannot-energia", first, entry("practice", "b", "Toisen teksti [1](https://example.org)."))
    expected = [(3, "A"), (4, "Kuvaus"), (3, "B"), (4, "Kuvaus")]
    assert outline(text)[2:] == expected
    assert entries(text)[1].quoted == ["Toisen teksti 1."]
    assert [
        token.type for token in parsed(text) if token.level == 0 and token.type in ("html_block", "fence", "hr")
    ] == []


@settings(deadline=None, max_examples=300)
@given(st.text(alphabet="#=->`~[]:<!/*_ \t\n1.)ab", max_size=60))
def test_no_text_breaks_the_outline(body: str) -> None:
    text = f"### A\n\n{quoted(body)}\n\n### B\n"
    assert outline(text) == [(3, "A"), (3, "B")]


@settings(deadline=None, max_examples=300)
@given(
    st.text(min_size=1, max_size=60).filter(
        lambda text: "\n" not in text and text.strip() == text and text.isprintable()
    )
)
def test_a_text_of_one_line_is_read_as_it_was_written(text: str) -> None:
    tokens = parsed(f"- **X:** {escape_text(text)}\n")
    assert words(tokens) == spaced(f"X: {text}")


def test_a_hostile_title_and_summary_are_text() -> None:
    tried = 0
    for snippet in (snippet for snippet in SNIPPETS if not CONTROL.search(snippet)):  # Files with those are refused.
        try:
            hostile = entry("practice", "a", title=snippet, summary=snippet, published="2026-02-02")
        except ValidationError:
            continue
        first, second = entries(part("kaytannot-energia", hostile, entry("practice", "b")))
        assert (first.title, first.told("Tiivistelmä")) == (spaced(snippet), spaced(snippet))
        assert second.title == "B"
        tried += 1
    assert tried > 100


def test_headings_of_a_text_go_below_those_of_the_entry_and_code_stays() -> None:
    body = "## Ratkaisu\n\n```\n# ei otsikko\n```\n\nAlle\n----\n\n#### Syvä"
    assert quoted(body).replace("> ", "") == "##### Ratkaisu\n\n```\n# ei otsikko\n```\n\n##### Alle\n\n###### Syvä"


def test_a_colon_after_the_number_of_a_source_stays() -> None:
    assert quoted("Kolme aihetta [1]:\n\n- yksi") == "> Kolme aihetta [1]:\n> \n> - yksi"


# Sizes.


def test_a_long_part_is_divided_between_entries_and_nothing_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(llms, "_PART", 1500)
    of = catalogue(*(entry("practice", f"k{number}", "Teksti. " * 40) for number in range(9)))
    found = texts(of)
    parts = [url for url in found if url.startswith("llms/kaytannot-energia")]
    assert parts[:2] == ["llms/kaytannot-energia.txt", "llms/kaytannot-energia-2.txt"]
    assert len(parts) > 2
    titles = [read.title for url in parts for read in entries(found[url])]
    assert sorted(titles) == [f"K{number}" for number in range(9)]
    assert all(f"({SITE.at(url)})" in found["llms.txt"] for url in parts)


def test_what_is_too_much_for_one_file_is_told_to_be_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(llms, "_MOST", 2000)
    found = texts(catalogue(*(entry("practice", f"k{number}", "Teksti. " * 40) for number in range(9))))
    assert entries(found["llms-full.txt"]) == []
    assert all(f"({SITE.at(url)})" in found["llms-full.txt"] for url in found if url.startswith("llms/"))
    assert SITE.at("llms-full.txt") not in found["llms.txt"]


def test_the_same_catalogue_gives_the_same_bytes(real: Catalogue) -> None:
    assert list(llms_files(real, SITE)) == list(llms_files(real, SITE))


def test_without_an_address_of_its_own_links_lead_from_the_file() -> None:
    assert "](llms/kaytannot-energia.txt)" in texts(catalogue(entry("practice", "a")), Site("X"))["llms.txt"]
