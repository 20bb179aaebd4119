"""The search files: everything can be read back by the rules of the browser, and the folder is named by its content."""

import os
import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from kaytantopankki.content.field_types import Stage
from kaytantopankki.search.analyser import Terms
from kaytantopankki.search.documents import ALIAS, BODY, SUMMARY, TITLE, Document, documents, written_page
from tests import ROOT, builders
from tests.cases import read_tables
from tests.search.reader import Entry, Lexicon, document, read
from tests.test_pages_golden import small

TABLES = read_tables(__file__)
# Words of all sorts: gradation, forms that begin otherwise, figures, letters that are not in a file's name, and names
# that have a meaning of their own in the browser or in file systems.
ODD = (
    document("Vesi ja katu", "Öisin ja yön kadulla 2030. CO₂ ja 20,5 %. EU:n 3D-tulostus. Raa'an å.", url="a/"),
    document("Żółw Łódź straße Ærø", "日本 Ørsted þing ð ß. Kaukolämpöverkkoja on a b.", url="b/", adopters=2),
    document("Katu", "Ilmasto- ja ympäristöohjelma.", url="c/", newest="2024", facets={"laji": ("Sivu",)}),
    document("constructor proto con aux nul", "toString valueOf"),
)
# So many words with the same letters at their beginning that their shards are cut to pieces as far as can be.
MANY = tuple(
    document(beginning, " ".join(f"{beginning}{number:04}" for number in range(3001)), url=f"{beginning}{copy}/")
    for beginning in ("abcdef", "ånyt")
    for copy in range(2)
)


def impacts(term: str, documents: Sequence[Document]) -> list[int]:
    """The impact of a term in each document, 0 where it is not."""
    postings = dict(read(documents).postings(term))
    return [postings.get(number, 0) for number in range(len(documents))]


IMPACTS = [
    *(pytest.param(term, [document(**one) for one in found], id=name) for name, term, found in TABLES["impacts"]),
    pytest.param(
        "vesi",
        [
            document("koulu", texts=[(weight, "vesi" if weight == here else "katu") for weight in (6, 5, 3, 1)])
            for here in (TITLE, ALIAS, SUMMARY, BODY)
        ],
        id="weights",
    ),
]


@pytest.mark.parametrize(("term", "documents"), IMPACTS)
def test_the_first_is_more_about_it(term: str, documents: list[Document]) -> None:
    found = impacts(term, documents)
    assert found == sorted(set(found), reverse=True)
    assert len(found) == len(documents)
    assert min(found) > 0


def test_repetition_saturates() -> None:
    few, many, most = impacts("vesi", [document("vesi", texts=((count, "vesi"),)) for count in (1.0, 10.0, 100.0)])
    assert few < many <= most < 10 * few


@pytest.mark.parametrize(("prior", "weight", "impact"), [(100.0, 100.0, 255), (1.0, 1e-9, 1), (1e-9, 1.0, 1)])
def test_impact_is_a_byte_and_never_nothing(prior: float, weight: float, impact: int) -> None:
    about_water = document("koulu", texts=((weight, "vesi"), (1.0, "katu katu")), prior=prior)
    assert impacts("vesi", [about_water, document("katu")]) == [impact, 0]


def test_every_inflection_is_the_same_term() -> None:
    found = impacts("vesi", [document("vesi"), document("veden"), document("katu"), document("Vedestä")])
    assert found == [found[0], found[0], 0, found[0]]


def test_the_index_has_the_forms_that_are_shown_and_a_document_what_its_card_needs() -> None:
    page = written_page("tietoa/", "Kadun vesi", "Katuja.", "Katu, kadulla ja kaukolämpöverkot. " + "Vettä on. " * 1000)
    hidden = document("koulu", texts=((TITLE, "koulu"), (ALIAS, "vesi")))
    reader = read([page, hidden])
    shown = reader.files["d/0.json"]
    about = [shown[key] for key in ("url", "title", "kind", "summary")]
    assert about == ["tietoa/", "Kadun vesi", "Sivu", "Katuja."]
    assert reader.shown("katu") == "kadulla kadun katuja"
    assert reader.shown("kaukolampoverkko") == reader.shown("lampo") == "kaukolampoverkot"
    assert [reader.shown(term) for term in ("ja", "koulu")] == ["", ""]
    assert page.text.startswith(shown["text"])
    assert 5000 < len(shown["text"]) < len(page.text)


@pytest.mark.parametrize("found", [ODD, MANY], ids=["odd", "many"])
def test_everything_can_be_read_back_and_nothing_else(found: tuple[Document, ...]) -> None:
    terms, reader = Terms(Lexicon()), read(found)
    pages: dict[str, set[int]] = {}
    for number, one in enumerate(found):
        for term, _ in (pair for _, text in one.texts for pair in terms.weighted(text)):
            pages.setdefault(term, set()).add(number)
    assert {term: [number for number, _ in reader.postings(term)] for term in pages} == {
        term: sorted(numbers) for term, numbers in pages.items()
    }
    assert {term for key in reader.posting_keys for term in reader.files[f"s/{key}.json"]} == pages.keys()
    entries: dict[str, set[Entry]] = {}
    for term, numbers in pages.items():
        for lemma, pos in terms.lemmas[term]:
            for form in {term, *Lexicon().forms(lemma, pos)}:
                entries.setdefault(form, set()).add(Entry(lemma.replace("|", ""), len(numbers)))
    read_back = {form: {Entry(*entry[:2]) for entry in reader.known(form)} for form in entries}
    assert read_back == entries
    assert {form for key in reader.dictionary_keys for form in reader.dictionary(key)} == entries.keys()
    assert [reader.postings("zzz"), reader.known("zzz"), reader.known("")] == [[], set(), set()]


def test_large_groups_are_split_by_up_to_five_letters_and_others_are_not() -> None:
    few, many = read(ODD), read(MANY)
    assert many.dictionary_keys == many.posting_keys == {"abcde", "anyt", *(f"anyt{digit}" for digit in range(4))}
    assert {len(key) for key in few.dictionary_keys if "_" not in key} == {1}
    assert {len(key) for key in few.posting_keys if "_" not in key} == {1, 2}


def test_files_have_plain_names_and_the_start_names_every_shard() -> None:
    reader = read(ODD)
    assert re.fullmatch(r"haku/[0-9a-f]{12}/", reader.root)
    assert all(re.fullmatch(r"(alku|rajaus|[ms]/[a-z0-9_]+|d/\d+)\.json", name) for name in reader.files)
    assert reader.files["alku.json"]["count"] == len(ODD)
    assert reader.files.keys() == {
        "alku.json",
        "rajaus.json",
        *(f"m/{key}.json" for key in reader.dictionary_keys),
        *(f"s/{key}.json" for key in reader.posting_keys),
        *(f"d/{number}.json" for number in range(len(ODD))),
    }


def test_the_folder_tells_the_content() -> None:
    def first(**fields: Any) -> list[Document]:
        return [document(**{"title": ODD[0].title, "body": ODD[0].text, "url": "a/", **fields}), *ODD[1:]]

    changed = [*(first(**fields) for fields in TABLES["changes"]), [ODD[1], ODD[0], *ODD[2:]], ODD[:2]]
    assert len({read(ODD).root, *(read(found).root for found in changed)}) == 1 + len(changed)
    assert read(first()).root == read(ODD).root


def test_the_folder_is_the_same_in_another_run() -> None:
    """Sets have another order in each run of Python."""
    program = "from tests.search.test_index import ODD, read; print(read(ODD).root)"
    environment = os.environ | {"PYTHONHASHSEED": "7", "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "hooks")])}
    run = subprocess.run([sys.executable, "-c", program], env=environment, check=True, capture_output=True, text=True)
    assert run.stdout == f"{read(ODD).root}\n"


@pytest.mark.parametrize(("form", "entry"), TABLES["told"])
def test_what_is_told_of_a_word(form: str, entry: list[Any]) -> None:
    """Verbs, and words whose basic form stands nowhere, are marked; a word of the vocabulary tells what it means."""
    words = {"search": {"katu": {"finnish": ["raitti"], "swedish": ["gata"]}, "vesi katu": {"english": ["wet street"]}}}
    catalogue = replace(builders.catalogue(), vocabulary=builders.vocabulary(**words))
    found = read([document("Katu", "Veden kadulla.")], catalogue).known(form)
    assert Entry(*entry) in found


def test_no_documents_make_sound_files() -> None:
    reader = read([])
    assert reader.files.keys() == {"alku.json", "rajaus.json"}
    assert reader.known("vesi") == set()
    facets = reader.files["rajaus.json"]
    assert facets["count"] == 0
    assert [facet["values"] for facet in facets["facets"]] == [*facets["docs"].values()] == [[]] * len(facets["facets"])


def test_search_files_of_a_catalogue_and_written_pages() -> None:
    pages = [written_page("tietoa/", "Tietoa", "Mikä tämä on.", "Katu.")]
    catalogue = builders.catalogue(builders.entry("practice", "vesi", tags=["lämpö"]))
    reader = read([*documents(catalogue), *pages], catalogue)
    urls = {content["url"] for name, content in reader.files.items() if name.startswith("d/")}
    assert {"kaytannot/vesi/", "kunnat/turku/", "avainsanat/lampo/", "tietoa/"} <= urls


def facets(*found: Document) -> Any:
    return read(found).files["rajaus.json"]


def values(columns: Any, key: str) -> list[str]:
    """The values of a facet in the order in which readers see them."""
    (facet,) = (facet for facet in columns["facets"] if facet["key"] == key)
    return [value for value, _ in facet["values"]]


def test_columns_tell_the_values_of_every_document_and_orders_are_permutations() -> None:
    found = list(documents(small()))
    columns = read(found, small()).files["rajaus.json"]
    assert columns["count"] == len(found)
    assert columns["docs"].keys() == {key for each in found for key in each.facets}
    for key, column in columns["docs"].items():
        names = values(columns, key)
        assert [tuple(names[number] for number in numbers) for numbers in column] == [
            tuple(each.facets.get(key, ())) for each in found
        ]
    assert columns["order"].keys() == {"uusin", "kayttoonotot", "nimi"}
    assert all(sorted(ranks) == list(range(len(found))) for ranks in columns["order"].values())
    titles = {facet["key"]: dict(facet["values"]) for facet in columns["facets"]}
    assert titles["vaihe"].items() <= {(stage.value, stage.label.capitalize()) for stage in Stage}
    assert titles["maakunta"]["02"] == "Varsinais-Suomi"
    assert titles["verkosto"]["esimerkkikunnat"] == "Esimerkkikunnat"
    assert titles["pullonkaula"]["rahoitus"] == small().vocabulary.bottlenecks["rahoitus"].title


@pytest.mark.parametrize(("order", "found", "ranks"), TABLES["orders"])
def test_order(order: str, found: list[dict[str, Any]], ranks: list[int]) -> None:
    assert facets(*(document(**one) for one in found))["order"][order] == ranks


@pytest.mark.parametrize(("key", "given", "order"), TABLES["values"])
def test_order_of_values(key: str, given: str, order: str) -> None:
    columns = facets(*(document("vesi", facets={key: (value,)}) for value in given.split()))
    assert values(columns, key) == order.split()
    assert columns["docs"][key] == [[order.split().index(value)] for value in given.split()]
