"""The search files: everything can be read back by the rules of the browser, and the folder is named by its content."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kaytantopankki.search import index
from kaytantopankki.search.analyser import Analyser, words
from kaytantopankki.search.documents import Document, documents, written_page
from kaytantopankki.search.index import facet_titles, search_files
from tests import builders
from tests.search_reader import Entry, Made, Reader, analyser, document, made
from tests.test_pages_golden import small

ROOT = Path(__file__).parent.parent
# Words of all sorts: gradation, forms that begin otherwise, figures, and letters that are not in a file's name.
ODD = (
    document("Vesi ja katu", "Öisin ja yön kadulla 2030. CO₂ ja 20,5 %. EU:n 3D-tulostus. Raa'an å.", url="a/"),
    document("Żółw Łódź straße Ærø", "日本 Ørsted þing ð ß. Kaukolämpöverkko on a b. Kangasala.", url="b/", adopters=2),
    document("Katu", "Ilmasto- ja ympäristöohjelma.", url="c/", newest="2024", facets={"laji": ("Sivu",)}),
)
TITLES = facet_titles(builders.catalogue())
# Terms whose names have a meaning of their own in the browser or in file systems.
NAMES = document("constructor proto con aux nul", "toString valueOf")


# Prints the folder of some documents, with what an analyser keeps in a folder.
BUILD = """
import sys
from pathlib import Path
from search import index, shards
from search.analysis import Analyser
from search.terms import Terms
from tests.test_search_shards import ODD, TITLES

analyser = Analyser(Path(sys.argv[1]))
terms = Terms(analyser)
print(shards.files(list(ODD), index.build(ODD, terms), terms, analyser, TITLES)[0])
analyser.save()
"""


@cache
def of_small() -> Made:
    return made(documents(small()), small())


@pytest.fixture(params=["small", "odd", "split"])
def found(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Made:
    """Search files of a small catalogue, of odd words, and of a small catalogue whose shards are cut to pieces."""
    if request.param == "odd":
        return made([*ODD, NAMES])
    if request.param == "split":
        monkeypatch.setattr(index, "_MOST_ENTRIES", 3)
        monkeypatch.setattr(index, "_MOST_POSTINGS", 2)
        return made(documents(small()), small())
    return of_small()


def test_every_posting_can_be_read_back(found: Made) -> None:
    reader = Reader(found.root, found.files)
    assert {term: reader.postings(term) for term in found.built.postings} == found.built.postings
    assert all(documents == sorted(set(documents)) for documents in found.built.postings.values())


def test_nothing_else_can_be_read(found: Made) -> None:
    reader = Reader(found.root, found.files)
    assert {term for key in reader.posting_keys for term in reader.files[f"s/{key}.json"]} == set(found.built.postings)
    assert [reader.postings(term) for term in ("zzz", "vesii", "")] == [[], [], []]
    assert [reader.known(form) for form in ("zzz", "vesiisa", "")] == [set(), set(), set()]


def test_every_form_can_be_read_back_and_no_other(found: Made) -> None:
    expected: dict[str, set[Entry]] = {}
    for term, postings in found.built.postings.items():
        for lemma, pos in found.terms.lemmas[term]:
            for form in {term, *analyser().forms(lemma, pos)}:
                expected.setdefault(form, set()).add(Entry(lemma.replace("|", ""), len(postings)))
    assert [form for form in expected if len(words(form)) != 1] == []
    reader = Reader(found.root, found.files)
    assert {form: reader.known(form) for form in expected} == expected
    assert {form for key in reader.dictionary_keys for form in reader.dictionary(key)} == expected.keys()


def test_every_term_is_a_form_of_itself(found: Made) -> None:
    reader = Reader(found.root, found.files)
    for term, postings in found.built.postings.items():
        lemmas = {entry for entry in reader.known(term) if reader.folded(entry.lemma) == term}
        assert {entry.pages for entry in lemmas} == {len(postings)}, term


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("vedesta", "vesi"),
        ("oina", "yö"),
        ("yolla", "yö"),
        ("kadulta", "katu"),
        ("kaukolampoverkkoja", "kaukolämpöverkko"),
        ("lammon", "lämpö"),
        ("ilmastoohjelmassa", "ilmastoohjelma"),
        ("3dtulostuksen", "3D-tulostus"),
        ("eu", "EU"),
        ("zołwin", "żółw"),
    ],
)
def test_unseen_form_leads_to_its_lemma(form: str, lemma: str) -> None:
    assert lemma in {entry.lemma for entry in Reader(*made(ODD)[:2]).known(form)}


def test_files_have_plain_names_and_are_json(found: Made) -> None:
    name = re.compile(r"haku/[0-9a-f]{12}/(alku|rajaus|[ms]/[a-z0-9_]+|d/\d+)\.json")
    assert [file for file in found.files if not name.fullmatch(file)] == []
    assert all(file.startswith(found.root) for file in found.files)
    assert all(json.loads(content) is not None for content in found.files.values())


def test_start_names_every_shard(found: Made) -> None:
    reader = Reader(found.root, found.files)
    assert reader.files["alku.json"]["count"] == len(found.built.forms)
    assert reader.files.keys() == {
        "alku.json",
        "rajaus.json",
        *(f"m/{key}.json" for key in reader.dictionary_keys),
        *(f"s/{key}.json" for key in reader.posting_keys),
        *(f"d/{number}.json" for number in range(len(found.built.forms))),
    }


def test_large_groups_are_split(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "_MOST_ENTRIES", 3)
    monkeypatch.setattr(index, "_MOST_POSTINGS", 2)
    whole, split = Reader(*of_small()[:2]), Reader(*made(documents(small()), small())[:2])
    assert len(split.posting_keys) > 2 * len(whole.posting_keys)
    assert len(split.dictionary_keys) > 10 * len(whole.dictionary_keys)
    assert max(map(len, split.posting_keys)) == max(map(len, split.dictionary_keys)) == 5
    large = {key for key in split.posting_keys if len(split.files[f"s/{key}.json"]) > 2}
    assert {key for key in large if len(key) < 5} == set()


def test_a_document_shows_what_its_card_needs() -> None:
    one = written_page("tietoa/", "Tietoa", "Mikä.", "Katu. " + "Kadulla on vettä. " * 1000)
    found = made([one])
    shown = json.loads(found.files[f"{found.root}d/0.json"])
    assert {key: shown[key] for key in ("url", "title", "kind", "summary")} == {
        "url": "tietoa/",
        "title": "Tietoa",
        "kind": "Sivu",
        "summary": "Mikä.",
    }
    assert shown["forms"]["katu"] == "kadulla katu"
    assert one.text.startswith(shown["text"])
    assert 5000 < len(shown["text"]) < len(one.text)


def test_facets_are_with_the_files() -> None:
    found = made(ODD)
    assert json.loads(found.files[f"{found.root}rajaus.json"])["count"] == len(ODD)


def test_same_content_has_the_same_bytes() -> None:
    assert made(ODD)[:2] == made(ODD)[:2]


@pytest.mark.parametrize(
    "changed",
    [
        lambda: [document("Vesi ja kadut", ODD[0].text, url="a/"), *ODD[1:]],
        lambda: [document(ODD[0].title, "Öisin.", url="a/"), *ODD[1:]],
        lambda: [document(ODD[0].title, ODD[0].text, url="aa/"), *ODD[1:]],
        lambda: [document(ODD[0].title, ODD[0].text, url="a/", shown={"where": "Turku"}), *ODD[1:]],
        lambda: [document(ODD[0].title, ODD[0].text, url="a/", facets={"laji": ("Kunta",)}), *ODD[1:]],
        lambda: [document(ODD[0].title, ODD[0].text, url="a/", adopters=5), *ODD[1:]],
        lambda: [document(ODD[0].title, ODD[0].text, url="a/", prior=0.5), *ODD[1:]],
        lambda: [ODD[1], ODD[0], ODD[2]],
        lambda: list(ODD[:2]),
    ],
)
def test_folder_changes_with_the_content(changed: Callable[[], list[Document]]) -> None:
    assert made(changed()).root != made(ODD).root


def test_folder_does_not_depend_on_what_was_made_before() -> None:
    first = made(ODD).root
    made([NAMES])
    assert made(ODD).root == first


def test_no_documents_make_sound_files() -> None:
    found = made([])
    assert {name.removeprefix(found.root) for name in found.files} == {"alku.json", "rajaus.json"}
    assert Reader(found.root, found.files).known("vesi") == set()


def test_folder_is_the_same_in_another_run(tmp_path: Path) -> None:
    """Sets have another order in each run of Python; one of the runs finds what another has kept."""
    runs = {
        subprocess.run(
            [sys.executable, "-c", BUILD, tmp_path / cache],
            env=os.environ | {"PYTHONHASHSEED": seed},
            cwd=ROOT,
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for cache, seed in (("a", "1"), ("a", "2"), ("b", "4"))
    }
    assert runs == {f"{made(ODD).root}\n"}


def test_search_files_of_a_catalogue_and_written_pages(tmp_path: Path) -> None:
    pages = [written_page("tietoa/", "Tietoa", "Mikä tämä on.", "Katu.")]
    entries: Any = [builders.entry("practice", "vesi", tags=["lämpö"])]
    first, second = analyser(), Analyser(tmp_path)
    root, files = search_files(builders.catalogue(*entries), first, pages)
    assert (root, files) == search_files(builders.catalogue(*entries), second, pages)
    shown = [json.loads(content) for name, content in files.items() if "/d/" in name]
    assert {"kaytannot/vesi/", "kunnat/turku/", "avainsanat/lampo/", "tietoa/"} <= {one["url"] for one in shown}
