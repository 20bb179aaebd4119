"""What can be found, and with which texts and facets."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kaytantopankki.content.catalogue import Catalogue
from kaytantopankki.content.field_types import (
    AdoptionStage,
    Approx,
    Audience,
    Basis,
    DecisionLevel,
    EventStatus,
    MunicipalityType,
    Stage,
    Standing,
)
from kaytantopankki.content.loader import load
from kaytantopankki.pages import generate
from kaytantopankki.search.documents import BODY, SUMMARY, TITLE, Document, documents, without_markup, written_page
from kaytantopankki.settings import Settings
from tests.builders import catalogue, entry

ROOT = Path(__file__).parent.parent
REPO = ROOT / "tests" / "fixtures" / "pages" / "repo"
# Pages that list others: an index in each folder, its later pages, and lists by series, year, theme and letter.
LISTS = re.compile(r"[a-z]*/?|.*/(sivu|kirjaimet|sarjat|vuosi|teema)/[^/]+/")


@cache
def small() -> Catalogue:
    return load(REPO, date(2026, 11, 21)).catalogue


@cache
def real() -> Catalogue:
    return load(ROOT, date(2026, 11, 21)).catalogue


def practice(**fields: Any) -> Document:
    """The document of a practice with these fields."""
    network = entry("network", "verkosto", members=[{"municipality": "Oulu"}, {"municipality": "Kemi", "until": 2020}])
    return next(documents(catalogue(entry("practice", "koulu", **fields), network)))


def of(kind: str, body: str = "", **fields: Any) -> Document:
    """The document of one entry."""
    return by_url(catalogue(entry(kind, "sivu", body, **fields)))[f"{FOLDERS[kind]}/sivu/"]


FOLDERS = {
    "practice": "kaytannot",
    "news": "uutiset",
    "event": "tapahtumat",
    "network": "verkostot",
    "project": "hankkeet",
}


def by_url(of_catalogue: Catalogue) -> dict[str, Document]:
    return {document.url: document for document in documents(of_catalogue)}


def texts(document: Document) -> str:
    return " ".join(text for _, text in document.texts)


def strings(document: Document) -> Iterator[str]:
    """Everything of a document that readers may see."""
    yield from (document.title, document.text, *document.shown.values(), *(text for _, text in document.texts))


@pytest.mark.parametrize("of_catalogue", [catalogue, small, real])
def test_every_page_with_something_of_its_own_is_found_once(of_catalogue: Any) -> None:
    generated = generate(of_catalogue(), Settings(ROOT / "overrides"))
    pages = {page.url: page.title.casefold() for page in generated if not page.in_site_search}
    found = list(documents(of_catalogue()))
    assert len({document.url for document in found}) == len(found)
    assert {document.url for document in found} == {url for url in pages if not LISTS.fullmatch(url)}
    assert [document.url for document in found if not pages[document.url].endswith(document.title.casefold())] == []


@pytest.mark.parametrize(
    ("kind", "url"),
    [
        ("Käytäntö", "kaytannot/puukoulu/"),
        ("Uutinen", "uutiset/verkosto-alkoi/"),
        ("Tapahtuma", "tapahtumat/verkostopaiva-2024/"),
        ("Verkosto", "verkostot/esimerkkikunnat/"),
        ("Yhteishanke", "hankkeet/yhteinen-lampo/"),
        ("Kunta", "kunnat/turku/"),
        ("Kunta", "kunnat/pedersoren-kunta/"),
        ("Maakunta", "maakunnat/paijat-hame/"),
        ("Teema", "teemat/energia/"),
        ("Avainsana", "avainsanat/kaukolampo/"),
        ("Pullonkaula", "pullonkaulat/rahoitus/"),
    ],
)
def test_every_kind_of_page_says_what_it_is(kind: str, url: str) -> None:
    document = by_url(small())[url]
    assert (document.shown["kind"], document.facets["laji"]) == (kind, (kind,))
    assert document.title
    assert (TITLE, document.title) in document.texts or kind == "Kunta"


def test_every_municipality_and_region_is_found() -> None:
    kinds = [document.shown["kind"] for document in documents(catalogue())]
    assert (kinds.count("Kunta"), kinds.count("Maakunta")) == (308, 19)


def test_practices_come_newest_first() -> None:
    first = list(documents(small()))[: len(small().newest)]
    assert [document.url for document in first] == [f"kaytannot/{item.slug}/" for item in small().newest]


@pytest.mark.parametrize("kind", ["news", "event", "network", "project"])
def test_texts_of_an_entry(kind: str) -> None:
    document = of(kind, "Leipä on *lämmintä* [1].", title="Pääsky lentää", summary="Kesä tuli.")
    assert {(TITLE, "Pääsky lentää"), (SUMMARY, "Kesä tuli."), (BODY, "Leipä on lämmintä.")} <= set(document.texts)
    assert document.shown["summary"] == "Kesä tuli."
    assert "Leipä on lämmintä." in document.text


def test_texts_of_a_practice() -> None:
    document = by_url(small())["kaytannot/puukoulu/"]
    weights = {text: weight for weight, text in document.texts}
    order = ["Puukoulu lämpiää hukkalämmöllä", "hukkalämpökoulu", small().practices["puukoulu"].data.summary]
    assert sorted((weights[text] for text in order), reverse=True) == [weights[text] for text in order]
    assert all(weights[text] > BODY for text in order)
    for part in (
        "Öljykattila oli lopussa.",
        "Putken hinta yllätti.",
        "Jäähallin yhtiö maksoi puolet.",
        "Kolmas pankki suostui.",
        "Jäähallia ei ole.",
        "Mittaa hukkalämpö.",
        "EU:n LIFE-ohjelma",
        "energia-asiantuntija",
    ):
        assert part in document.text
    assert document.shown["where"] == "Turku"
    assert document.shown["theme"] == "Energia"
    assert document.shown["stage"] == "Vakiintunut"


def test_texts_of_a_municipality_hold_its_own_words() -> None:
    document = by_url(small())["kunnat/turku/"]
    for text in (document.text, texts(document)):
        assert "Kaupunki kertoo itse työstään." in text
        assert "Liikenteen päästöt eivät vähene." in text
        assert "Puukoulun sopimusmallin." in text


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("kunnat/lappeenranta/", ["Lappeenranta", "Villmanstrand", "Etelä-Karjala"]),
        ("kaytannot/puukoulu/", ["Turku", "Åbo", "Lahtis", "hirsi", "puutalo", "lämpöverkko", "Energia", "Ruoka"]),
        ("tapahtumat/verkostopaiva-2024/", ["Turku", "Åbo", "Verkostopäivät", "Motiva"]),
        ("verkostot/esimerkkikunnat/", ["ESKU", "Turku", "Åbo", "Mariehamn", "Ei jätettä"]),
        ("hankkeet/yhteinen-lampo/", ["LÄMPÖ", "Salo", "Lahtis", "Ympäristöministeriö"]),
        ("maakunnat/varsinais-suomi/", ["Varsinais-Suomi", "Egentliga Finland", "Turku"]),
        ("teemat/energia/", ["Energia", "sähkö", "Lämpöä ja sähköä säästäen."]),
        ("avainsanat/kaukolampo/", ["Kaukolämpö", "lämpöverkko"]),
    ],
)
def test_other_names_are_texts(url: str, words: list[str]) -> None:
    text = texts(by_url(small())[url])
    assert [word for word in words if word not in text] == []


def test_every_municipality_is_found_by_its_swedish_name() -> None:
    found = by_url(catalogue())
    for place in catalogue().places.values():
        (title, *_) = found[f"kunnat/{place.slug}/"].texts
        assert title[0] > TITLE
        assert {place.name, place.name_sv} <= set(title[1].split(". "))


def test_values_of_the_schema_are_not_text() -> None:
    """Readers see "lautakunta", never "board"."""
    choices = (AdoptionStage, Approx, Audience, Basis, DecisionLevel, EventStatus, MunicipalityType, Stage, Standing)
    coded = {choice.value for kind in choices for choice in kind}
    found = {word for document in documents(small()) for text in strings(document) for word in text.split()}
    assert found & coded == set()
    assert found & {"lautakunta", "Puukoulu", "Vakiintunut"} == {"Puukoulu", "Vakiintunut"}


def test_real_bodies_are_shown_without_marks() -> None:
    marks = re.compile(r"\*\*|`|\[|\]\(|\{\{|(^|\s)(#+|[-+|>]) |\s[.,;!?]")
    shown = {entry.path: without_markup(entry.body) for entry in real().entries}
    assert {path: mark[0] for path, text in shown.items() if (mark := marks.search(text))} == {}
    assert [entry.path for entry in real().entries if entry.body.strip() and not shown[entry.path]] == []


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("Lämpö otetaan talteen.", "Lämpö otetaan talteen."),
        ("Lämpö [1], vesi [2, 3] ja sähkö [10].", "Lämpö, vesi ja sähkö."),
        ("Lämpö. [1] [2]\n\nVesi.", "Lämpö. Vesi."),
        ("Säästö (noin puolet [1])", "Säästö (noin puolet)"),
        ("## Opit\n\nMittaa.\n\n### Muuta\n", "Mittaa."),
        ("Koulu\n\n## Opit\n", "Koulu"),
        ("**Mittaa**, *kysy* ja `laske`.", "Mittaa, kysy ja laske."),
        ("_Mittaa_ heti", "Mittaa heti"),
        ("> Mittaa heti.", "Mittaa heti."),
        ("[Motiva](https://motiva.example/a_b) auttaa.", "Motiva auttaa."),
        ("Katso [ohje](../kaytannot/koulu.md).", "Katso ohje."),
        ("- Mittaa\n- Kysy\n  - Laske", "Mittaa Kysy Laske"),
        ("1. Mittaa\n2. Kysy", "Mittaa Kysy"),
        ("Mitattu\n:   Laskettu toteutuneesta.", "Mitattu Laskettu toteutuneesta."),
        ("| Vuosi | MWh |\n|---|---|\n| 2020 | 5 |", "Vuosi MWh 2020 5"),
        ("Alkoi 3. huhtikuuta 2013.", "Alkoi 3. huhtikuuta 2013."),
        ("Säästö on 10–20 % – ehkä enemmän.", "Säästö on 10–20 % – ehkä enemmän."),
        ("Rivi\n  toinen\trivi", "Rivi toinen rivi"),
        ("", ""),
    ],
)
def test_plain(markdown: str, text: str) -> None:
    assert without_markup(markdown) == text


def test_written_page() -> None:
    markdown = 'Täällä on {{ lukumäärä("käytännöt") }} käytäntöä.\n\n## Lue\n\n- Ensin **tämä**.'
    document = written_page("tietoa/", "Tietoa", "Mikä tämä on.", markdown)
    assert (document.url, document.title, document.text) == ("tietoa/", "Tietoa", "Täällä on käytäntöä. Ensin tämä.")
    assert document.texts == ((TITLE, "Tietoa"), (SUMMARY, "Mikä tämä on."), (BODY, document.text))
    assert document.facets == {"laji": ("Sivu",)}
    assert document.shown == {"kind": "Sivu", "summary": "Mikä tämä on."}


@pytest.mark.parametrize(
    ("fields", "facet", "values"),
    [
        ({}, "laji", ("Käytäntö",)),
        ({"themes": ["ruoka", "energia"]}, "teema", ("ruoka", "energia")),
        ({"tags": ["pyöräily", "lämpö"]}, "avainsana", ("pyöräily", "lämpö")),
        ({"municipalities": ["Turku", "Salo"]}, "kunta", ("Turku", "Salo")),
        ({"municipalities": ["Turku", "Salo"]}, "maakunta", ("02",)),
        ({"municipalities": ["Turku", "Oulu"]}, "maakunta", ("02", "17")),
        ({"stage": "pilot"}, "vaihe", ("pilot",)),
        ({"municipalities": ["Luhanka"]}, "koko", ("alle5",)),
        ({"municipalities": ["Ii"]}, "koko", ("5-20",)),
        ({"municipalities": ["Kajaani"]}, "koko", ("20-100",)),
        ({"municipalities": ["Turku"]}, "koko", ("yli100",)),
        ({"municipalities": ["Turku", "Luhanka", "Oulu"]}, "koko", ("yli100", "alle5")),
        ({"networks": ["verkosto"]}, "verkosto", ("verkosto",)),
        ({"municipalities": ["Oulu"]}, "verkosto", ("verkosto",)),
        ({"municipalities": ["Kemi"]}, "verkosto", ()),
        ({"municipalities": ["Turku"]}, "verkosto", ()),
        ({"started": "2018-05"}, "vuosi", ("2018",)),
        ({"ended": "2018"}, "vuosi", ()),
        ({"bottlenecks": [{"kind": "rahoitus", "what": "A."}] * 2}, "pullonkaula", ("rahoitus",)),
        ({}, "pullonkaula", ()),
        *(
            ({"costs": [{"investment": euros}]}, "investointi", (name,))
            for euros, name in (
                (0, "alle50"),
                (49_999, "alle50"),
                (50_000, "50-500"),
                (499_999, "50-500"),
                (500_000, "500-5000"),
                (4_999_999, "500-5000"),
                (5_000_000, "yli5000"),
                (900_000_000, "yli5000"),
            )
        ),
        ({"costs": [{"investment": 1_000}, {"yearly": 1}, {"investment": 60_000}]}, "investointi", ("50-500",)),
        ({"costs": [{"yearly": 60_000}]}, "investointi", ()),
        ({}, "investointi", ()),
        *(
            (
                {"results": [{"indicator": "energiansaasto", "value": 1, "basis": basis}]},
                "mitattu",
                ("on",) if basis == Basis.MEASURED else (),
            )
            for basis in Basis
        ),
        ({}, "mitattu", ()),
        *(
            (
                {"adoptions": [{"municipality": "Salo", "stage": stage}]},
                "muualla",
                () if stage in (AdoptionStage.CONSIDERING, AdoptionStage.REJECTED) else ("on",),
            )
            for stage in (None, *AdoptionStage)
        ),
        ({"adoptions": [{"municipality": "Salo", "model_named": False}]}, "muualla", ()),
        ({}, "muualla", ()),
    ],
)
def test_facets_of_a_practice(fields: dict[str, Any], facet: str, values: tuple[str, ...]) -> None:
    assert practice(**fields).facets[facet] == values


@pytest.mark.parametrize(
    ("kind", "fields", "facets"),
    [
        ("news", {"date": "2024-05-03", "tags": ["lämpö"]}, {"vuosi": ("2024",), "avainsana": ("lämpö",)}),
        ("event", {"start": "2025-05-03 09:00", "themes": ["ruoka"]}, {"vuosi": ("2025",), "teema": ("ruoka",)}),
        ("event", {"municipalities": ["Turku", "Oulu"]}, {"kunta": ("Turku", "Oulu")}),
        ("network", {"started": "2015"}, {"vuosi": ("2015",), "verkosto": ("sivu",)}),
        ("network", {}, {"vuosi": (), "kunta": (), "teema": ()}),
        ("project", {"municipalities": ["Turku"]}, {"kunta": ("Turku",), "vuosi": (), "verkosto": ()}),
    ],
)
def test_facets_of_other_entries(kind: str, fields: dict[str, Any], facets: dict[str, tuple[str, ...]]) -> None:
    assert facets.items() <= of(kind, **fields).facets.items()


def test_facets_of_a_municipality() -> None:
    assert by_url(small())["kunnat/turku/"].facets == {
        "laji": ("Kunta",),
        "kunta": ("Turku",),
        "maakunta": ("02",),
        "verkosto": ("esimerkkikunnat",),
        "koko": ("yli100",),
    }


@pytest.mark.parametrize(
    ("kind", "fields", "newest"),
    [
        ("practice", {"sources": [{"title": "A", "date": "2020-01"}, {"title": "B", "date": 2019}]}, "2020-01"),
        ("practice", {}, ""),
        ("news", {"date": "2024-05-03"}, "2024-05-03"),
        ("event", {"start": "2024-05-03 09:00"}, "2024-05-03 09:00"),
        ("network", {"started": "2015"}, "2015"),
        ("network", {}, ""),
    ],
)
def test_how_new_an_entry_is(kind: str, fields: dict[str, Any], newest: str) -> None:
    assert of(kind, **fields).newest == newest


def test_adopters_are_those_who_took_the_model() -> None:
    stages: list[Any] = ["in_use", "pilot", "ended", "considering", "rejected"]
    adoptions = [{"municipality": name, "stage": stage}
                 for name, stage in zip(("Salo", "Lahti", "Ii", "Kemi", "Oulu"), stages, strict=True)]  # fmt: skip
    assert practice(adoptions=adoptions).adopters == 3
