"""The tables that join others: what has a page, what refers to what, lists of texts, and what cites which source."""

from opendata.fields import Field
from opendata.tables import PAGED, Reference, Table

KIND = Field("kind", "laji", f"Mitä kirjaus on. Vaihtoehdot: {', '.join(PAGED)}.", "id")
ENTRY = Field("entry", "kirjaus", "Kirjauksen tunnus. Kunnan tunnus on kuntanumero.", "id")
POSITION = Field("position", "järjestys", "Monesko luettelossa.", "integer")
OWNER = Reference(("kind", "entry"), "entries", ("kind", "id"))
_FIELD = Field("field", "kenttä", "Kentän nimi. Pisteen jälkeen on ryhmän sisällä oleva kenttä.", "id")
_IN_LIST = ("kind", "entry", "field", "position")

JOINING = (
    Table(
        "entries",
        "Sivut",
        "Kaikki, joilla on sivu: laji, tunnus, otsikko ja osoite.",
        (
            KIND,
            Field("id", "tunnus", ENTRY.description, "key"),
            Field("title", "otsikko", "Otsikko tai nimi."),
            Field("url", "sivu", "Sivu tällä sivustolla.", "url"),
        ),
        ("kind", "id"),
    ),
    Table(
        "links",
        "Viittaukset",
        "Mikä kirjaus viittaa mihin: teemat, avainsanat, kunnat, verkostot.",
        (
            KIND,
            ENTRY,
            _FIELD,
            POSITION,
            Field("target_kind", "kohteen laji", "Mihin viitataan. Samat vaihtoehdot kuin sarakkeessa kind.", "id"),
            Field("target", "kohde", "Kohteen tunnus.", "key"),
        ),
        _IN_LIST,
        (OWNER, Reference(("target_kind", "target"), "entries", ("kind", "id"))),
    ),
    Table(
        "texts",
        "Tekstiluettelot",
        "Luettelot, joiden kohdat ovat pelkkää tekstiä.",
        (
            KIND,
            Field("entry", "kirjaus", ENTRY.description, "key"),
            _FIELD,
            POSITION,
            Field("text", "teksti", "Luettelon yksi kohta."),
        ),
        _IN_LIST,
        (OWNER,),
    ),
    Table(
        "citations",
        "Lähdeviitteet",
        "Mikä tieto on mistäkin lähteestä.",
        (
            KIND,
            ENTRY,
            Field("item", "kohta", "Sen rivin tunnus, jonka tieto on lähteestä.", "id"),
            Field("source", "lähde", "Lähteen tunnus taulukossa sources.", "id"),
        ),
        ("item", "source"),
        (OWNER, Reference(("source",), "sources", ("id",))),
    ),
)
