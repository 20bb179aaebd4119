"""What is said of a mistake, with {places} for what was written: the build and the web form say the same."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from types import MappingProxyType

TEXTS = {
    # What the type of a field refuses.
    "missing": "puuttuu, lisää se",
    "wrong": "arvo ei käy, katso kentän ohje",
    "empty": "on tyhjä, kirjoita sisältö tai poista kenttä",
    "empty_item": "on tyhjä, kirjoita sisältö tai poista kohta",
    "not_text": "kirjoita tekstiä, ei luetteloa eikä alakenttiä",
    "not_list": "kirjoita luettelona, kohdat alkavat viivalla",
    "not_list_but_text": 'kirjoita luettelona, jokainen omalle rivilleen: "- {given}"',
    "not_part": 'kirjoita alakenttinä, kukin omalle rivilleen muodossa "kenttä: arvo"',
    "unknown_field": 'tuntematon kenttä "{given}"{near}',
    "unknown_field_far": ", poista se",
    "too_long": "liian pitkä ({actual} merkkiä), enintään {limit}",
    "too_few": "anna ainakin {limit}",
    "too_many": "liian monta ({actual}), enintään {limit}",
    "one_line": "kirjoita teksti yhdelle riville",
    "email": "sähköpostiosoitteita ei julkaista. Kirjoita yksikkö ja tehtävä tai verkkosivun osoite",
    "phone": "puhelinnumeroita ei julkaista. Kirjoita yksikkö ja tehtävä tai verkkosivun osoite",
    "not_number": '"{given}" ei ole luku. Kirjoita pelkkä luku, esimerkiksi 1900000 tai 0.5; yksikkö tulee mittarista',
    "write_number": "kirjoita {digits} (ei välilyöntejä; desimaalit erottaa piste)",
    "number": "kirjoita luku",
    "not_whole": '"{given}" ei ole kokonaisluku, kirjoita esimerkiksi 12',
    "write_whole": "kirjoita {digits} (ei välilyöntejä)",
    "whole": "kirjoita kokonaisluku",
    "too_large": "luku on liian suuri",
    "endless": "kirjoita tavallinen luku",
    "least": "luku {given} on liian pieni, vähintään {limit}",
    "over": "luvun {given} pitää olla suurempi kuin {limit}",
    "most": "luku {given} on liian suuri, enintään {limit}",
    "not_bool": '"{given}" ei käy. Kirjoita true (kyllä) tai false (ei)',
    "bool": "kirjoita true (kyllä) tai false (ei)",
    "no_such_day": 'päivää "{given}" ei ole. Kirjoita muodossa "2024-05-03"',
    "date": 'kirjoita päivä muodossa "2024-05-03"',
    "day": 'kirjoita päivä muodossa "2024-05-03" (vuosi-kuukausi-päivä)',
    "moment": 'kirjoita vuosi, kuukausi, päivä tai aika muodossa "2024", "2024-05", "2024-05-03" tai "2024-05-03 13:00"',
    "year": "vuoden pitää olla {first}–{last}",
    "not_in_calendar": 'päivää "{given}" ei ole kalenterissa, korjaa se',
    "no_such_time": 'kellonaikaa "{given}" ei ole, kirjoita aika väliltä 00:00–23:59',
    "url": '"{given}" ei ole verkko-osoite. Kirjoita koko osoite ilman välilyöntejä, alku https://',
    "old_address": '"{given}" ei käy osoitteeksi. Kirjoita polku muodossa "kaytannot/vanha-nimi/"',
    "file_name": '"{given}" ei käy tiedoston nimeksi. Käytä merkkejä a–z, 0–9 ja viivaa: "turku-puukoulu.jpg"',
    "letters": '"{given}" ei käy. Käytä vain pieniä kirjaimia a–z',
    "not_choice": '"{given}" ei ole vaihtoehto. Valitse: {choices}',
    "write_choice": 'kirjoita "{value}" ({label})',
    "invisible": "tiedostossa on näkymätön merkki {code}, poista se",
    # What fields of one group say together; the names of fields stand in braces.
    "traceable": "lisää ainakin yksi lähde ({sources}) tai yhteys ({contact})",
    "figure_lacks": "kirjoita joko {value} tai sekä {before} että {after}",
    "figure_twice": "kirjoita joko {value} tai {before} ja {after}, ei molempia",
    "figure_range": "{value_to} on vaihteluvälin yläraja: sen pitää olla suurempi kuin {value}",
    "cost_lacks": "kirjoita ainakin yksi luku: {investment}, {yearly}, {yearly_saving}, {amount} tai {payback_years}",
    "cost_note": "kun kirjoitat {amount}, kerro kentässä {note}, mikä summa on",
    "population": "{population_min} on suurempi kuin {population_max}, vaihda ne",
    "origin": "kirjoita joko {practice} tai {place}",
    # What names nothing.
    "unknown": 'tuntematon {what} "{given}"{near}',
    "did_you_mean": ', tarkoititko "{near}"?',
    "far_municipality": ". Kirjoita kunnan suomenkielinen nimi perusmuodossa",
    "far_entry": ". Kirjoita tiedoston nimi kansiosta {folder} ilman päätettä .md",
    "far_word": ". Sanat ovat tiedostossa practices/vocabulary/{target}s.yml",
    "itself": "viittaa tähän samaan tiedostoon, poista viittaus",
    # What the whole entry says.
    "no_source": "lähdettä {number} ei ole ({listed}), lisää lähde tai korjaa numero",
    "sources_listed": "luettelossa on {count}",
    "sources_none": "luettelo on tyhjä",
    "figure_source": 'lähde puuttuu, lisää "source: 1" (lähteen järjestysnumero)',
    "origin_adopts": "{name} on käytännön oma kunta, ei käyttöönottaja. Poista kohta",
    "adopted_twice": "{name} on jo luettelossa, yhdistä kohdat",
    "listed_twice": '"{given}" on luettelossa kahdesti, poista toinen',
    "target_as_result": 'selite puhuu tavoitteesta, mutta peruste on "{basis}". Kirjoita "target" tai korjaa selite',
    "future_result": 'ajanjakso on tulevaisuudessa, mutta peruste on "{basis}". '
    'Kirjoita perusteeksi "target" tai "estimated"',
    "ended_first": "päättyi ({ended}) ennen kuin alkoi ({started}), korjaa toinen",
    "ends_first": "päättyy ({end}) ennen kuin alkaa ({start}), korjaa toinen",
    "late_deadline": "ilmoittautuminen päättyy ({deadline}) vasta tapahtuman alun ({start}) jälkeen, korjaa päivä",
    "future_day": "päivä {day} on tulevaisuudessa, korjaa se",
    "same_title": "sama otsikko on jo tiedostossa {other}, tarkenna otsikkoa",
    "first_heading": 'otsikko "{given}": käytä tasoa ## (sivun pääotsikko tulee kentästä title)',
    "html_heading": "otsikko on HTML:ää. Kirjoita se merkeillä ##",
    "odd_heading": 'otsikko "{given}" ei kuulu rakenteeseen{near}',
    "headings": ". Käytä: {headings}",
    "heading_order": 'otsikko "{given}" on väärässä paikassa. Järjestys: {headings}',
}


_OTHERWISE: ContextVar[Mapping[str, str]] = ContextVar("otherwise", default=MappingProxyType({}))


def say(key: str, **written: object) -> str:
    """A text with what was written in its places."""
    return _OTHERWISE.get().get(key, TEXTS[key]).format_map(written)


@contextmanager
def said_otherwise(texts: Mapping[str, str]) -> Iterator[None]:
    """Says these texts instead, to one who did not write the file."""
    token = _OTHERWISE.set(texts)
    try:
        yield
    finally:
        _OTHERWISE.reset(token)
