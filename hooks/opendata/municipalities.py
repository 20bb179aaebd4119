"""All municipalities: facts, what the catalogue has of each, and what each says of itself."""

from collections import Counter
from collections.abc import Iterator

from catalogue.catalogue import Catalogue
from catalogue.kinds import Municipality
from catalogue.labels import MunicipalityType
from catalogue.reference import Place
from opendata.fields import Field, fields_of
from opendata.records import Publisher, Record, Units, empty, units_of, used

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


def municipality_records(catalogue: Catalogue, publisher: Publisher) -> Iterator[Record]:
    """All municipalities in Finnish alphabetical order."""
    units = units_of(catalogue)
    for place in catalogue.places.values():
        yield {
            **_facts(catalogue, publisher, place),
            "counts": _counts(catalogue, place),
            "networks": _networks(catalogue, place),
            **_own_words(catalogue, place, units),
        }


def _facts(catalogue: Catalogue, publisher: Publisher, place: Place) -> Record:
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
    uses = Counter(use.kind for use in catalogue.uses_by_municipality.get(place.name, ()))
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
    entry = catalogue.own_words.get(place.name)
    written = used(entry, units) if entry else empty(_OWN)
    written.pop("municipality", None)
    return {"described": entry is not None, **written, "body": (entry.body.strip() or None) if entry else None}
