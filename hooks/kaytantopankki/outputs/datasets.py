"""The published sets of records: what each holds, and its fields."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from kaytantopankki.content.catalogue import Catalogue, PracticeAdoption, PracticeEntry
from kaytantopankki.content.field_types import Choice, Direction, MunicipalityType
from kaytantopankki.content.models import KINDS, Municipality
from kaytantopankki.content.municipalities import Place, slugify
from kaytantopankki.content.submodels import Adoption
from kaytantopankki.outputs.records import (
    DataPublisher,
    Field,
    Record,
    Units,
    empty_record,
    entry_record,
    fields_of,
    published_fields,
    units_of,
)


class Relation(Choice):
    """How an adoption relates to the practice; the values are those of `Use.kind`."""

    TAKEN = "taken", "otti mallin käyttöön"
    PARALLEL = "parallel", "sama malli käytössä, yhteyttä ei sanota"
    REFUSED = "refused", "ei ottanut tai vasta harkitsee"


_RELATIONS = ", ".join(f"{choice.value} ({choice.label})" for choice in Relation)
ADOPTION = (
    Field("id", "tunnus", "Käyttöönoton tunnus. Se voi muuttua, jos käyttöönottojen järjestys muuttuu.", "id"),
    Field("practice", "käytäntö", "Käytännön tunnus.", "key", target="practice"),
    Field("practice_title", "käytännön otsikko", "Mikä otettiin käyttöön.", repeated=True),
    Field("practice_url", "käytännön sivu", "Käytännön sivu tällä sivustolla.", "url", repeated=True),
    Field(
        "origins",
        "alkukunnat",
        "Kunnat, joissa käytäntö tehtiin ensin.",
        "place",
        many=True,
        target="municipality",
        repeated=True,
    ),
    Field("relation", "yhteys", f"Vaihtoehdot: {_RELATIONS}.", "choice", choices=Relation),
    *fields_of(Adoption),
)


def adoption_records(practices: Iterable[tuple[PracticeEntry, Record]]) -> Iterator[Record]:
    """The adoptions of each practice, in the author's order."""
    for practice, record in practices:
        common = {
            "practice": record["id"],
            "practice_title": record["title"],
            "practice_url": record["url"],
            "origins": record["municipalities"],
        }
        both = zip(practice.data.adoptions, record["adoptions"], strict=True)
        for number, (adoption, written) in enumerate(both, 1):
            identity = {"id": f"practice/{practice.slug}/adoptions/{number}"}
            yield identity | common | {"relation": PracticeAdoption(practice, adoption).kind} | written


_OWN = tuple(field for field in fields_of(Municipality) if field.name != "municipality")
_REGION = (
    Field("code", "koodi", "Maakunnan numero Tilastokeskuksen luokituksessa."),
    Field("name", "nimi", "Suomenkielinen nimi."),
)
_COUNTS = tuple(
    Field(name, title, description, "integer")
    for name, title, description in (
        ("practices", "käytäntöjä", "Kunnassa tehdyt käytännöt."),
        ("taken", "muualta otettuja", "Käytännöt, jotka kunta on ottanut muualta."),
        ("parallel", "samoja malleja", "Käytännöt, joista kunnalla on sama malli, mutta yhteyttä ei sanota."),
        ("refused", "ottamatta jätettyjä", "Käytännöt, joita kunta ei ottanut tai vasta harkitsee."),
        ("news", "uutisia", "Uutiset, jotka koskevat kuntaa."),
        ("events", "tapahtumia", "Tapahtumat kunnassa tai kunnasta."),
        ("projects", "yhteishankkeita", "Hankkeet, joissa kunta on mukana."),
    )
)
_NETWORKS = (
    Field("id", "verkosto", "Verkoston tunnus.", "key", target="network"),
    Field("title", "verkoston nimi", "Verkoston nimi."),
    Field("since", "liittyi", "Vuosi tai päivä.", "moment", required=False),
    Field("until", "erosi", "Vuosi tai päivä.", "moment", required=False),
)
MUNICIPALITY = (
    Field("code", "kuntanumero", "Kolme merkkiä, esimerkiksi 020. Käsittele tekstinä, ettei nolla katoa.", "id"),
    Field("name", "nimi", "Suomenkielinen nimi."),
    Field("name_sv", "nimi ruotsiksi", "Ruotsinkielinen nimi."),
    Field("url", "sivu", "Kunnan sivu tällä sivustolla.", "url"),
    Field("website", "verkkosivu", "Kunnan oma verkkosivu. Lähde: Wikidata.", "url", required=False),
    Field("region", "maakunta", "Maakunta vuoden 2026 alussa.", "part", part=_REGION, part_name="region"),
    Field("population", "väkiluku", "Asukkaita vuoden lopussa. Lähde: Tilastokeskus.", "integer"),
    Field("population_year", "väkiluvun vuosi", "Minkä vuoden lopussa.", "integer"),
    Field(
        "type",
        "kuntaryhmä",
        "Tilastokeskuksen tilastollinen kuntaryhmitys. Vaihtoehdot: "
        + ", ".join(f"{choice.value} ({choice.label})" for choice in MunicipalityType)
        + ".",
        "choice",
        choices=MunicipalityType,
    ),
    Field("languages", "kielet", "Kunnan kielet, enemmistön kieli ensin.", many=True),
    Field("latitude", "leveyspiiri", "Kuntakeskuksen sijainti, WGS 84, astetta. Lähde: Maanmittauslaitos.", "number"),
    Field("longitude", "pituuspiiri", "Kuntakeskuksen sijainti, WGS 84, astetta. Lähde: Maanmittauslaitos.", "number"),
    Field("counts", "määrät", "Mitä sivustolla on kunnasta.", "part", part=_COUNTS, part_name="counts"),
    Field(
        "networks",
        "verkostot",
        "Verkostot, joissa kunta on tai on ollut.",
        "part",
        many=True,
        part=_NETWORKS,
        part_name="membership",
        repeated=True,
    ),
    Field("described", "oma kuvaus", "true, jos kunnasta on kirjattu tavoitteita tai muuta omaa tietoa.", "boolean"),
    *_OWN,
    Field("body", "teksti", "Kunnan kuvaus Markdown-muodossa.", required=False),
)


def municipality_records(catalogue: Catalogue, publisher: DataPublisher) -> Iterator[Record]:
    """All municipalities in Finnish alphabetical order."""
    units = units_of(catalogue)
    for place in catalogue.places.values():
        yield {
            **_facts(catalogue, publisher, place),
            "counts": _counts(catalogue, place),
            "networks": _networks(catalogue, place),
            **_own_words(catalogue, place, units),
        }


def _facts(catalogue: Catalogue, publisher: DataPublisher, place: Place) -> Record:
    region = catalogue.regions[place.region]
    return {
        "code": place.code,
        "name": place.name,
        "name_sv": place.name_sv,
        "url": f"{publisher.url}kunnat/{place.slug}/",
        "website": place.website or None,
        "region": {"code": region.code, "name": region.name},
        "population": place.population,
        "population_year": place.population_year,
        "type": place.type.value,
        "languages": list(place.languages),
        "latitude": place.latitude,
        "longitude": place.longitude,
    }


def _counts(catalogue: Catalogue, place: Place) -> Record:
    uses = Counter(use.kind for use in catalogue.adoptions_by_municipality.get(place.name, ()))
    return {
        "practices": len(catalogue.practices_by_municipality.get(place.name, ())),
        "taken": uses["taken"],
        "parallel": uses["parallel"],
        "refused": uses["refused"],
        "news": len(catalogue.news_by_municipality.get(place.name, ())),
        "events": len(catalogue.events_by_municipality.get(place.name, ())),
        "projects": len(catalogue.projects_by_municipality.get(place.name, ())),
    }


def _networks(catalogue: Catalogue, place: Place) -> list[Record]:
    return [
        {
            "id": item.network.slug,
            "title": item.network.data.title,
            "since": str(item.member.since) if item.member.since else None,
            "until": str(item.member.until) if item.member.until else None,
        }
        for item in catalogue.memberships.get(place.name, ())
    ]


def _own_words(catalogue: Catalogue, place: Place, units: Units) -> Record:
    entry = catalogue.municipality_entries.get(place.name)
    written = published_fields(entry, units) if entry else empty_record(_OWN)
    written.pop("municipality", None)
    return {"described": entry is not None, **written, "body": (entry.body.strip() or None) if entry else None}


class Word(Choice):
    """What a word of the vocabularies is."""

    THEME = "theme", "teema"
    TAG = "tag", "avainsana"
    INDICATOR = "indicator", "mittari"
    BOTTLENECK = "bottleneck", "pullonkaulan laji"


def _choice(name: str, title: str, said: str, choices: type[Choice], required: bool = True) -> Field:
    listed = ", ".join(f"{choice.value} ({choice.label})" for choice in choices)
    return Field(name, title, f"{said} Vaihtoehdot: {listed}.", "choice", required=required, choices=choices)


WORD = (
    _choice("kind", "laji", "Mihin sanastoon sana kuuluu.", Word),
    Field("id", "tunnus", "Avain tai sana, jota muut tiedostot käyttävät."),
    Field("title", "nimi", "Suomenkielinen nimi."),
    Field("description", "kuvaus", "Mitä sana tarkoittaa.", required=False),
    Field("unit", "yksikkö", "Mittarin yksikkö. Tyhjä, jos yksikkö vaihtelee.", required=False),
    _choice("direction", "suunta", "Kumpi suunta mittarissa on parempi.", Direction, required=False),
    Field("synonyms", "rinnakkaiset sanat", "Muita sanoja samasta asiasta.", many=True),
    Field("url", "sivu", "Sivu, jolla ovat sanan käytännöt.", "url", required=False),
)


def word_records(catalogue: Catalogue, publisher: DataPublisher) -> Iterator[Record]:
    """Every word, in the order of the vocabulary files."""
    words, site = catalogue.vocabulary, publisher.url
    for key, theme in words.themes.items():
        yield _word("theme", key, theme.title, theme.description, f"{site}teemat/{key}/", theme.synonyms)
    for key, tag in words.tags.items():
        yield _word("tag", key, key, tag.description, f"{site}avainsanat/{slugify(key)}/", tag.synonyms)
    for key, item in words.indicators.items():
        measured = {"unit": item.unit or None, "direction": item.direction.value}
        yield _word("indicator", key, item.title, item.description) | measured
    for key, kind in words.bottlenecks.items():
        yield _word("bottleneck", key, kind.title, kind.description, f"{site}pullonkaulat/{key}/")


def _word(
    kind: str, key: str, title: str, said: str | None, url: str | None = None, synonyms: tuple[str, ...] = ()
) -> Record:
    return {
        "kind": kind,
        "id": key,
        "title": title,
        "description": said,
        "unit": None,
        "direction": None,
        "synonyms": list(synonyms),
        "url": url,
    }


_ID = Field("id", "tunnus", "Kirjauksen tunnus, sama kuin sivun osoitteessa.", "id")
_URL = Field("url", "sivu", "Kirjauksen sivu tällä sivustolla.", "url")
_BODY = Field(
    "body", "teksti", "Kirjauksen teksti Markdown-muodossa. Puhdista se, jos näytät sen HTML:nä.", required=False
)


@dataclass(frozen=True)
class Dataset:
    """Records of one sort. `kind` is what one record is."""

    name: str
    kind: str
    title: str
    description: str
    fields: tuple[Field, ...]
    records: list[Record] = field(default_factory=list)


def _entries(name: str, kind: str, title: str, description: str) -> Dataset:
    fields = (_ID, _URL, *fields_of(KINDS[kind].model), _BODY)
    return Dataset(name, kind, title, description, fields)


EMPTY = (
    _entries("practices", "practice", "Käytännöt", "Mitä kunnat ovat tehneet, mitä se maksoi ja mitä siitä tuli."),
    Dataset(
        "adoptions",
        "adoption",
        "Käyttöönotot",
        "Mikä kunta otti minkä käytännön, mistä ja milloin, ja kuka jätti ottamatta.",
        ADOPTION,
    ),
    Dataset(
        "municipalities",
        "municipality",
        "Kunnat",
        "Kaikki 308 kuntaa: perustiedot, verkostot, tavoitteet ja määrät.",
        MUNICIPALITY,
    ),
    _entries("networks", "network", "Verkostot", "Kuntien verkostot, niiden jäsenet ja tavoitteet."),
    _entries("projects", "project", "Yhteishankkeet", "Kuntien yhteiset hankkeet ja niiden rahoitus."),
    _entries("events", "event", "Tapahtumat", "Tapaamiset, työpajat ja verkostopäivät."),
    _entries("news", "news", "Uutiset", "Uutiset, päätökset, julkaisut ja rahoitushaut."),
    Dataset("vocabulary", "word", "Sanasto", "Teemat, avainsanat, mittarit ja pullonkaulojen lajit.", WORD),
)


def datasets(catalogue: Catalogue, publisher: DataPublisher) -> Iterator[Dataset]:
    """Every set with its records, in the order of `EMPTY`."""
    units = units_of(catalogue)
    found = {
        kind: [entry_record(entry, publisher, units) for entry in catalogue.of_kind(kind).values()]
        for kind in KINDS
        if kind != "municipality"
    }
    found["adoption"] = [*adoption_records(zip(catalogue.practices.values(), found["practice"], strict=True))]
    found["municipality"] = [*municipality_records(catalogue, publisher)]
    found["word"] = [*word_records(catalogue, publisher)]
    for empty in EMPTY:
        yield replace(empty, records=found[empty.kind])
