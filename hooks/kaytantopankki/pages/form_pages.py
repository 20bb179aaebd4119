"""The web forms: a page for each, and the files from which its script makes the fields, checks and suggestions."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from kaytantopankki.analysis.overview import CRITERIA, EARLY_STAGES
from kaytantopankki.content import form_export
from kaytantopankki.content.catalogue import Catalogue
from kaytantopankki.content.form_export import Data
from kaytantopankki.content.models import KINDS
from kaytantopankki.page import Link, Page


class Section(NamedTuple):
    """Fields that belong together. One that is not open at once is unfolded; `# Opit` is a heading of the text."""

    title: str
    fields: tuple[str, ...]
    lead: str = ""
    open: bool = False


class Form(NamedTuple):
    """A form: its page, the kind of entry it makes, what is needed at least, and its parts in reading order."""

    name: str
    kind: str
    title: str
    lead: str
    need: tuple[str, ...]
    sections: tuple[Section, ...]
    question: str = "muokkaa"  # In the address: the entry to open.
    adds: str = ""  # The list to which the form adds one record; otherwise it makes or changes a whole entry.


_PRACTICE = (
    Section(
        "Perustiedot",
        ("title", "summary", "municipalities", "themes", "stage", "published"),
        "Nämä tarvitaan aina.",
        open=True,
    ),
    Section(
        "Mistä tämä tiedetään",
        ("sources", "contact"),
        "Kirjoita ainakin yksi lähde tai yhteys. Yhteys on yksikkö ja tehtävä, ei ihmisen nimi.",
        open=True,
    ),
    Section(
        "Mitä tehtiin",
        (
            "# ",
            "# Lähtötilanne",
            "# Ratkaisu",
            "# Näin se tehtiin",
            "started",
            "ended",
            "stage_note",
            "stage_as_of",
            "actors",
        ),
    ),
    Section("Tulokset", ("results", "# Tulokset"), "Yksikin luku, jolla on lähde, auttaa. Tavoite ei ole vielä tulos."),
    Section("Kustannukset ja rahoitus", ("costs", "funding", "effort"), "Suuruusluokkakin auttaa."),
    Section("Pullonkaulat ja opit", ("bottlenecks", "# Opit"), "Mikä oli vaikeaa, ja miten se ratkesi?"),
    Section("Näin pääset alkuun", ("uptake",), "Mistä toinen kunta aloittaisi?"),
    Section("Käyttöönotto muualla", ("adoptions", "# Käyttöönotto muualla")),
    Section(
        "Löytyminen ja yhteydet",
        ("tags", "aliases", "networks", "projects", "related", "adapted_from", "superseded_by"),
    ),
    Section("Kuva", ("image",), "Kuvatiedosto lähetetään erikseen. Tässä kerrotaan, mitä kuvassa näkyy."),
    Section("Ajantasaisuus", ("standing", "updated", "reviewed", "aliases_url")),
)

FORMS = (
    Form(
        "kaytanto",
        "practice",
        "Kerro käytännöstä",
        "Täytä, mitä tiedät. Lyhyen kirjauksen ehtii tehdä kymmenessä minuutissa, ja sitä voi täydentää myöhemmin.",
        ("otsikko ja tiivistelmä", "kunta, teema ja vaihe", "yksi lähde tai yhteys"),
        _PRACTICE,
    ),
    Form(
        "kayttoonotto",
        "practice",
        "Kerro käyttöönotosta",
        "Otitteko toisen kunnan käytännön käyttöön, kokeilitteko tai jätittekö ottamatta? Sekin auttaa seuraavaa.",
        ("kunta",),
        (
            Section("Mitä teitte", ("municipality", "stage", "year", "changed", "why_not", "result"), open=True),
            Section("Kustannus ja pullonkaulat", ("cost", "bottlenecks")),
            Section("Mistä kuulitte", ("heard_from", "heard_at", "model_named", "ended")),
            Section("Mistä tämä tiedetään", ("sources",), "Lähde lisätään käytännön lähdeluetteloon.", open=True),
        ),
        question="kaytanto",
        adds="adoptions",
    ),
    Form(
        "kunta",
        "municipality",
        "Kerro kunnastanne",
        "Mihin kunta pyrkii, mitä se tekee juuri nyt, mikä on vaikeinta ja missä se voi auttaa muita.",
        ("kunta",),
        (
            Section(
                "Kunta ja ihmiset",
                ("municipality", "contacts"),
                "Yhteys on yksikkö ja tehtävä, ei ihmisen nimi.",
                open=True,
            ),
            Section("Tavoitteet", ("goals",), open=True),
            Section("Keskeinen toimenpide", ("key_action", "key_action_source", "can_offer"), open=True),
            Section(
                "Keskeinen haaste",
                ("key_challenge", "key_challenge_source", "bottlenecks_now", "looking_for"),
                open=True,
            ),
            Section("Luvut ja ohjelmat", ("indicators", "programmes")),
            Section("Mistä tämä tiedetään", ("sources", "standing", "updated", "reviewed", "aliases_url", "# ")),
        ),
    ),
    Form(
        "uutinen",
        "news",
        "Kerro uutinen",
        "Lyhyt uutinen kunnan tai verkoston kestävyystyöstä.",
        ("otsikko", "päiväys", "tiivistelmä"),
        (
            Section("Uutinen", ("title", "date", "summary", "type", "# "), open=True),
            Section("Mistä tämä tiedetään", ("sources",), open=True),
            Section("Mitä uutinen koskee", ("municipalities", "networks", "projects", "practices", "events")),
            Section("Löytyminen", ("themes", "tags")),
            Section("Ajantasaisuus", ("updated", "reviewed", "aliases_url")),
        ),
    ),
    Form(
        "tapahtuma",
        "event",
        "Kerro tapahtumasta",
        "Kokous, työpaja tai verkostopäivä, johon muutkin kunnat voivat tulla.",
        ("tapahtuman nimi", "tiivistelmä", "alkamisaika"),
        (
            Section("Tapahtuma", ("title", "summary", "start", "end", "place", "online", "status", "# "), open=True),
            Section("Ilmoittautuminen", ("registration_deadline", "registration_url", "audience"), open=True),
            Section("Kuka järjestää", ("organisers", "networks", "projects", "municipalities", "series")),
            Section("Mitä tapahtumassa on", ("themes", "practices", "recap")),
            Section("Mistä tämä tiedetään", ("sources", "updated", "reviewed", "aliases_url")),
        ),
    ),
)

# What to write, where the schema's own words are meant for those who write the file by hand: by field or by its path.
FIELD_HELP = {
    "stage": "Missä vaiheessa käytäntö on nyt.",
    "adoptions.stage": "Jätä valitsematta, jos lähde ei kerro.",
    "basis": "Ilmoitettu: lähde antaa luvun mutta ei kerro, miten se on saatu. Tavoite ei ole tulos.",
    "standing": "Kuka on tietojen takana.",
    "decision_level": "Kuka päättää käyttöönotosta.",
    "types": "Millaisille kunnille tämä sopii.",
    "language": "Valitse, jos lähde ei ole suomeksi.",
    "source": "Lähteen järjestysnumero lähdeluettelossa; monta näin: 1, 3.",
    "tags": "Sanoja sanastosta, esimerkiksi kaukolämpö. Kirjoita alku, niin selain ehdottaa.",
    "kind": "Millaisesta esteestä on kyse.",
    "indicator": "Mitä luku mittaa. Suluissa on mittarin yksikkö.",
    "municipalities": "Missä tehtiin. Kirjoita nimen alku, niin selain ehdottaa.",
    "published": "Milloin kirjaus julkaistaan täällä. Tavallisesti tämä päivä.",
    "related": "Muita käytäntöjä samasta asiasta: sivun osoite tai nimi.",
    "superseded_by": "Uudempi käytäntö, joka korvaa tämän: sivun osoite tai nimi.",
    "practice": "Toinen käytäntö tällä sivustolla: sivun osoite tai nimi.",
    "model_named": "Kertooko lähde, että malli saatiin täältä?",
    "hosts_visits": "Voiko kohteeseen tulla tutustumaan?",
    "online": "Voiko tapahtumaan osallistua etänä?",
    "type": "Millainen uutinen se on.",
    "audience": "Kenelle tapahtuma on tarkoitettu.",
    "status": "Onko tapahtuma varma.",
    "start": "Päivä ja kellonaika, esimerkiksi 3.5.2026 13.00.",
    "aliases_url": "Osoitteet, joista ohjataan tänne, esimerkiksi kaytannot/vanha-nimi/. Tavallisesti tyhjä.",
    "file": "Kuvatiedoston nimi, esimerkiksi turku-puukoulu.jpg. Pieniä kirjaimia, numeroita ja viivoja.",
}

# One item of a list, for its heading and for the buttons that add and remove it.
ONE = {
    "sources": "lähde",
    "municipalities": "kunta",
    "themes": "teema",
    "tags": "avainsana",
    "results": "tulos",
    "costs": "kustannus",
    "funding": "rahoittaja",
    "actors": "tekijä",
    "bottlenecks": "pullonkaula",
    "conditions": "ehto",
    "first_steps": "askel",
    "documents": "asiakirja",
    "adoptions": "käyttöönotto",
    "adapted_from": "esikuva",
    "related": "käytäntö",
    "networks": "verkosto",
    "projects": "yhteishanke",
    "aliases": "hakusana",
    "aliases_url": "vanha osoite",
    "contacts": "yhteys",
    "goals": "tavoite",
    "bottlenecks_now": "pullonkaula",
    "looking_for": "asia, johon etsitään ratkaisua",
    "can_offer": "asia, jossa voitte auttaa",
    "indicators": "luku",
    "programmes": "ohjelma",
    "practices": "käytäntö",
    "events": "tapahtuma",
    "organisers": "järjestäjä",
}

# What a form says instead of what the build says of a file: fields are called by their labels and chosen from lists, and
# days are written as people write them.
IN_FORM = {
    "far_municipality": ". Valitse kunta luettelosta",
    "far_entry": ". Valitse luettelosta",
    "far_word": ". Valitse luettelosta",
    "figure_source": "lähde puuttuu, kirjoita lähteen järjestysnumero, esimerkiksi 1",
    "not_choice": '"{given}" ei ole vaihtoehto. Valitse luettelosta',
    "target_as_result": "selite puhuu tavoitteesta, mutta peruste on muu. Valitse perusteeksi tavoite tai korjaa selite",
    "future_result": "ajanjakso on tulevaisuudessa, mutta perusteena on tulos. Valitse perusteeksi tavoite tai arvio",
    "traceable": "lisää ainakin yksi lähde tai yhteys",
    "taken": "kunnan tiedot ovat jo täällä. Avaa ne kunnan sivulta linkistä Korjaa tai täydennä",
    "itself": "tarkoittaa tätä samaa käytäntöä, poista se",
    "empty": "on tyhjä, kirjoita sisältö",
    "invisible": "tekstissä on näkymätön merkki {code}. Kirjoita kohta uudelleen",
    "first_heading": 'väliotsikko "{given}" on liian ylhäällä. Kirjoita sen alkuun ## tai poista se',
    "same_title": "samanniminen kirjaus on jo olemassa, tarkenna otsikkoa",
    "kept_by_site": 'otsikosta tulee sivun osoite, ja "{given}" on varattu sivuston omalle luettelolle. Tarkenna otsikkoa',
    "kept_by_windows": 'otsikosta tulee tiedoston nimi, ja "{given}" ei käy nimeksi kaikissa koneissa. Tarkenna otsikkoa',
    "misnamed": "nämä ovat toisen kunnan tiedot. Valitse alkuperäinen kunta tai kirjoita uudelle kunnalle oma lomake",
    "old_address": '"{given}" ei käy osoitteeksi. Kirjoita esimerkiksi kaytannot/vanha-nimi/',
    "old_taken": 'osoite "{given}" on jo käytössä, poista se',
    "file_large": "kirjaus on liian pitkä, enintään {limit} kt. Lyhennä tekstejä",
    "many_nodes": "kirjauksessa on liian monta kohtaa, enintään {limit}. Poista osa",
    "day": "kirjoita päivä näin: 3.5.2024",
    "date": "kirjoita päivä näin: 3.5.2024",
    "no_such_day": "päivää {given} ei ole, kirjoita päivä näin: 3.5.2024",
    "moment": "kirjoita vuosi, kuukausi, päivä tai aika: 2024, 5/2024, 3.5.2024 tai 3.5.2024 klo 13.00",
    "not_in_calendar": "päivää {given} ei ole kalenterissa, korjaa se",
    "no_such_time": "kellonaikaa {given} ei ole, kirjoita aika väliltä 00.00–23.59",
}


FOLDER, SOURCES = "osallistu/lomake", "osallistu/lahteet"
_TAB, _CRUMBS = "tietoa/", (Link("Tietoa", "tietoa/"), Link("Osallistu", "osallistu/"))
# Kinds whose entries can be opened in a form.
_OPENED = frozenset(form.kind for form in FORMS)


def form_pages() -> Iterator[Page]:
    """A page for every form."""
    for form in FORMS:
        yield Page(
            uri=f"osallistu/{form.name}.md",
            in_site_search=True,
            title=form.title,
            template="lomake.html",
            section=_TAB,
            crumbs=_CRUMBS,
            description=form.lead,
            view={
                "name": form.name,
                "metered": form.kind == "practice" and not form.adds,
                "lead": form.lead,
                "need": list(form.need),
                "question": form.question,
                "folder": KINDS[form.kind].folder,
            },
        )


def form_files(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """(address, JSON): what each form is made of, and the practices that any of them may name."""
    words = _words(catalogue)
    for form in FORMS:
        made = {
            **form_export.form_schema(KINDS[form.kind]),
            **form_export.form_rules(),
            "words": words,
            "inForm": IN_FORM,
            "one": ONE,
            "sections": [section._asdict() for section in form.sections],
            "asked": _asked() if form.kind == "practice" and not form.adds else [],
            "ahead": [stage.value for stage in EARLY_STAGES],
            "taken": _taken(catalogue, form.kind),
            "old": _old(catalogue),
            **({"named": "municipality", "slugs": _slugs(catalogue)} if form.kind == "municipality" else {}),
        }
        _explain(made["fields"])
        if form.adds:
            made |= {"adds": form.adds, "record": _record(made["fields"], form.adds)}
        yield f"{FOLDER}/{form.name}.json", _json(made)
    yield f"{FOLDER}/kaytannot.json", _json([[entry.slug, entry.data.title] for entry in catalogue.practices_by_title])


def source_files(catalogue: Catalogue, root: Path) -> Iterator[tuple[str, str]]:
    """(address, JSON): the entries as they are written, for the forms that open them."""
    for kind in sorted(_OPENED):
        for slug, entry in catalogue.of_kind(kind).items():
            yield f"{SOURCES}/{KINDS[kind].address}/{slug}.json", _json((root / entry.path).read_bytes().decode())


def _words(catalogue: Catalogue) -> dict[str, list[list[str]]]:
    """What each kind of reference may name: what is written, and what readers see."""
    words = catalogue.vocabulary
    named = {
        "theme": [[key, theme.title] for key, theme in words.themes.items()],
        "tag": [[key, ", ".join(tag.synonyms)] for key, tag in words.tags.items()],
        "indicator": [
            [key, f"{item.title} ({item.unit})" if item.unit else item.title] for key, item in words.indicators.items()
        ],
        "bottleneck": [[key, item.title] for key, item in words.bottlenecks.items()],
        "municipality": [[name, ""] for name in catalogue.places],
    }
    for kind in ("network", "project", "event", "news"):
        named[kind] = [[slug, entry.data.title] for slug, entry in catalogue.of_kind(kind).items()]
    return named


def _taken(catalogue: Catalogue, kind: str) -> list[list[str]]:
    """The file names and titles of the entries there are; those of practices are asked for when they are needed."""
    entries = catalogue.of_kind(kind).values() if kind != "practice" else ()
    return [[entry.slug, getattr(entry.data, "title", "")] for entry in entries]


def _old(catalogue: Catalogue) -> list[list[str]]:
    """The old addresses of the entries there are, and whose they are."""
    return [[address, entry.path] for entry in catalogue.entries for address in entry.data.aliases_url]


def _slugs(catalogue: Catalogue) -> dict[str, str]:
    return {place.name: place.slug for place in catalogue.places.values()}


def _record(fields: list[Data], name: str) -> list[Data]:
    """One item of a list and its own sources, which get their numbers when the item joins the entry."""
    by_name = {field["name"]: field for field in fields}
    return [*_without_numbers(by_name[name]["fields"]), by_name["sources"]]


def _without_numbers(fields: list[Data]) -> list[Data]:
    kept = (field for field in fields if field["name"] != "source")
    return [{**field, "fields": _without_numbers(field["fields"])} if "fields" in field else field for field in kept]


def _asked() -> list[Data]:
    """What readers ask for of a practice, with weights."""
    return [
        {
            "weight": item.weight,
            "told": item.condition,
            "later": item.later,
            "field": item.field,
            "label": item.label,
            "why": item.why,
        }
        for item in CRITERIA
    ]


def _explain(fields: list[Data], path: str = "") -> None:
    """What to write, in the words of a form: a choice is chosen from words, and a source is only a number."""
    for field in fields:
        at = f"{path}{field['name']}"
        field["help"] = FIELD_HELP.get(at, FIELD_HELP.get(field["name"], field["help"]))
        _explain(field.get("fields", []), f"{at}.")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
