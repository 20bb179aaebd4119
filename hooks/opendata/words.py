"""The vocabularies as published records."""

from collections.abc import Iterator

from catalogue.catalogue import Catalogue
from catalogue.labels import Choice, Direction
from catalogue.reference import slugify
from opendata.fields import Field
from opendata.records import Publisher, Record


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


def word_records(catalogue: Catalogue, publisher: Publisher) -> Iterator[Record]:
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
