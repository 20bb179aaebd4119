"""Who took up what, and from where: one record for each municipality and practice."""

from collections.abc import Iterable, Iterator

from catalogue.catalogue import Practice, Use
from catalogue.labels import Choice
from catalogue.parts import Adoption
from opendata.fields import Field, fields_of
from opendata.records import Record


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


def adoption_records(practices: Iterable[tuple[Practice, Record]]) -> Iterator[Record]:
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
            yield identity | common | {"relation": Use(practice, adoption).kind} | written
