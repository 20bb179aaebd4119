"""Where the data is published, and on what terms."""

from dataclasses import dataclass
from datetime import date

from catalogue.catalogue import Catalogue
from opendata.records import Publisher, Record

VERSION = "1.0"
FOLDER = "data/v1/"
LICENCE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Nimeä 4.0 Kansainvälinen",
    "url": "https://creativecommons.org/licenses/by/4.0/deed.fi",
}
# What the facts of municipalities are from, as their licences ask to be told.
ORIGINS = (
    ("Kuntaluokitukset ja väkiluku: Tilastokeskus, CC BY 4.0", "https://stat.fi/"),
    (
        "Kuntakeskusten sijainnit: Maanmittauslaitos, Maastotietokanta 4/2025, CC BY 4.0",
        "https://www.maanmittauslaitos.fi/",
    ),
    ("Kuntien verkkosivujen osoitteet: Wikidata, CC0", "https://www.wikidata.org/"),
)


@dataclass(frozen=True)
class Terms:
    """Who publishes the data and how new it is. `modified` is the day of the newest change; None when there is none."""

    publisher: Publisher
    modified: date | None

    @property
    def root(self) -> str:
        """The address of the folder that all files are in."""
        return self.publisher.url + FOLDER

    @property
    def attribution(self) -> str:
        """How the data is to be named where it is used."""
        return f"{self.publisher.name}, {self.publisher.url}, CC BY 4.0"

    @property
    def envelope(self) -> Record:
        """What every JSON file begins with."""
        return {
            "version": VERSION,
            "modified": str(self.modified) if self.modified else None,
            "license": LICENCE,
            "attribution": self.attribution,
        }


def terms_of(catalogue: Catalogue, publisher: Publisher) -> Terms:
    """The terms, with the newest day that an entry tells it was published, changed, reviewed or dated."""
    days = [day for entry in catalogue.entries for day in (entry.data.updated, entry.data.reviewed) if day]
    days += [entry.data.published for entry in catalogue.practices.values()]
    days += [entry.data.date.first_day for entry in catalogue.news.values()]
    return Terms(publisher, max(days, default=None))
