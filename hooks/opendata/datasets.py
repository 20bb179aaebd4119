"""The published sets of records: what each holds, and its fields."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from catalogue.catalogue import Catalogue
from catalogue.layout import KINDS
from opendata.adoptions import ADOPTION, adoption_records
from opendata.fields import Field, fields_of
from opendata.municipalities import MUNICIPALITY, municipality_records
from opendata.records import Publisher, Record, entry_record, units_of
from opendata.words import WORD, word_records

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


def datasets(catalogue: Catalogue, publisher: Publisher) -> Iterator[Dataset]:
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
