"""What can be found, and with which texts and facets."""

import re
from typing import Any

import pytest

from kaytantopankki.content.catalogue import Catalogue
from kaytantopankki.content.field_types import Choice
from kaytantopankki.pages import generate
from kaytantopankki.search.documents import BODY, SUMMARY, TITLE, Document, documents, written_page
from kaytantopankki.settings import Settings
from tests import OVERRIDES
from tests.builders import catalogue, entry
from tests.cases import read_tables
from tests.test_pages_golden import small

CASES = read_tables(__file__)
# Pages that list others: an index in each folder, its later pages, and lists by series, year, theme and letter.
LISTS = re.compile(r"[a-z]*/?|.*/(sivu|kirjaimet|sarjat|vuosi|teema)/[^/]+/")
PUUKOULU = "kaytannot/puukoulu/"


def by_url(of_catalogue: Catalogue) -> dict[str, Document]:
    return {document.url: document for document in documents(of_catalogue)}


def of(kind: str, body: str = "", **fields: Any) -> Document:
    """The document of one entry; Oulu is in a network, from which Kemi has left."""
    members = [{"municipality": "Oulu"}, {"municipality": "Kemi", "until": 2020}]
    one = catalogue(entry(kind, "sivu", body, **fields), entry("network", "verkosto", members=members))
    return next(document for document in documents(one) if document.url.endswith("/sivu/"))


def texts(document: Document) -> str:
    return " ".join(text for _, text in document.texts)


@pytest.mark.parametrize("of_catalogue", [catalogue(), small()], ids=["empty", "small"])
def test_every_page_with_something_of_its_own_is_found_once(of_catalogue: Catalogue) -> None:
    generated = generate(of_catalogue, Settings(OVERRIDES))
    pages = {page.url: page.title.casefold() for page in generated if not page.in_site_search}
    found = list(documents(of_catalogue))
    assert len({document.url for document in found}) == len(found)
    assert {document.url for document in found} == {url for url in pages if not LISTS.fullmatch(url)}
    assert [document.url for document in found if not pages[document.url].endswith(document.title.casefold())] == []
    practices = [f"kaytannot/{item.slug}/" for item in of_catalogue.newest]
    assert [document.url for document in found][: len(practices)] == practices


@pytest.mark.parametrize(("kind", "url", "words"), CASES["kinds"])
def test_every_kind_of_page_says_what_it_is_and_is_found_by_its_names(kind: str, url: str, words: str) -> None:
    document = by_url(small())[url]
    assert (document.shown["kind"], document.facets["laji"]) == (kind, (kind,))
    assert (TITLE, document.title) in document.texts or kind == "Kunta"
    assert [word for word in words.split("|") if word not in texts(document)] == []


@pytest.mark.parametrize("kind", ["practice", "news", "event", "network", "project"])
def test_texts_of_an_entry(kind: str) -> None:
    document = of(kind, "Leipä on *lämmintä* [1].", title="Pääsky lentää", summary="Kesä tuli.")
    assert {(TITLE, "Pääsky lentää"), (SUMMARY, "Kesä tuli."), (BODY, "Leipä on lämmintä.")} <= set(document.texts)
    assert document.shown["summary"] == "Kesä tuli."
    assert "Leipä on lämmintä." in document.text


def test_texts_of_a_practice() -> None:
    document = by_url(small())[PUUKOULU]
    weights = {text: weight for weight, text in document.texts}
    order = ["Puukoulu lämpiää hukkalämmöllä", "hukkalämpökoulu", small().practices["puukoulu"].data.summary]
    assert sorted((weights[text] for text in order), reverse=True) == [weights[text] for text in order]
    assert all(weights[text] > BODY for text in order)
    assert [part for part in CASES["practice_parts"] if part not in document.text] == []
    assert document.shown.items() >= {"where": "Turku", "theme": "Energia", "stage": "Vakiintunut"}.items()


def test_every_municipality_is_found_by_its_swedish_name() -> None:
    found = by_url(catalogue())
    for place in catalogue().places.values():
        (weight, text), *_ = found[f"kunnat/{place.slug}/"].texts
        assert weight > TITLE
        assert text == f"{place.name}. {place.name_sv}"


def test_former_municipalities_lead_to_those_of_today() -> None:
    found = by_url(catalogue(entry("practice", "valot", municipalities=["Raasepori"])))
    for url in ("kunnat/raasepori/", "kaytannot/valot/"):
        assert texts(found[url]).count("Karjaa. Karis. Pohja. Pojo. Tammisaari. Ekenäs") == 1
    assert found["kunnat/raasepori/"].shown["summary"].endswith(" Entisiä kuntia: Karjaa, Pohja, Tammisaari.")
    ended = " Entisiä kuntia: Jyväskylän maalaiskunta, Korpilahti."
    assert found["kunnat/jyvaskyla/"].shown["summary"].endswith(ended)
    assert "Längelmäki" in texts(found["kunnat/jamsa/"])
    assert "Längelmäki" in texts(found["kunnat/orivesi/"])
    assert found["kunnat/turku/"].shown["summary"].endswith("Maakunta: Varsinais-Suomi.")


def test_values_of_the_schema_are_not_text() -> None:
    """Readers see "lautakunta", never "board"."""
    coded = {choice.value for kind in Choice.__subclasses__() for choice in kind}
    seen = [
        text
        for document in documents(small())
        for text in (document.title, document.text, texts(document), *document.shown.values())
    ]
    found = {word for text in seen for word in text.split()}
    assert found & coded == set()
    assert found >= {"Puukoulu", "Vakiintunut"}


@pytest.mark.parametrize(("markdown", "text"), CASES["without_markup"].items())
def test_without_markup(markdown: str, text: str) -> None:
    assert written_page("tietoa/", "Tietoa", "", markdown).text == text


def test_written_page() -> None:
    markdown = 'Täällä on {{ lukumäärä("käytännöt") }} käytäntöä.\n\n## Lue\n\n- Ensin **tämä**.'
    document = written_page("tietoa/", "Tietoa", "Mikä tämä on.", markdown)
    assert (document.url, document.title, document.text) == ("tietoa/", "Tietoa", "Täällä on käytäntöä. Ensin tämä.")
    assert {(TITLE, "Tietoa"), (SUMMARY, "Mikä tämä on."), (BODY, document.text)} <= set(document.texts)
    assert document.facets == {"laji": ("Sivu",)}
    assert document.shown == {"kind": "Sivu", "summary": "Mikä tämä on."}


@pytest.mark.parametrize(("fields", "facets"), CASES["facets_of_a_practice"])
def test_facets_of_a_practice(fields: dict[str, Any], facets: dict[str, str]) -> None:
    found = of("practice", **fields).facets
    assert {key: " ".join(found[key]) for key in facets} == facets


@pytest.mark.parametrize(("kind", "fields", "facets", "newest"), CASES["facets_of_entries"])
def test_facets_and_age_of_entries(kind: str, fields: dict[str, Any], facets: Any, newest: str) -> None:
    document = of(kind, **fields)
    assert {key: list(document.facets[key]) for key in facets} == facets
    assert document.newest == newest


def test_facets_of_a_municipality() -> None:
    facets = by_url(small())["kunnat/turku/"].facets
    assert {key: list(values) for key, values in facets.items()} == CASES["facets_of_turku"]


def test_adopters_are_those_who_took_the_model() -> None:
    stages = {"Salo": "in_use", "Lahti": "pilot", "Ii": "ended", "Kemi": "considering", "Oulu": "rejected"}
    adoptions = [{"municipality": name, "stage": stage} for name, stage in stages.items()]
    assert of("practice", adoptions=adoptions).adopters == 2
