"""Problems of contributed files, and what is said of them in Finnish."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from types import MappingProxyType
from typing import NamedTuple

from rapidfuzz import fuzz, process, utils


class Problem(NamedTuple):
    """One mistake in one file. `line` counts from 1; `message` is Finnish and says what to write instead."""

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


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
    "invisible": "tekstissä on näkymätön merkki {code}, poista se",
    "strange_host": 'osoitteen "{name}" merkki "{sign}" ({code}) ei ole a–z, å, ä, ö tai numero. '
    "Kirjoita osoite uudelleen käsin",
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
    "member_twice": "{name} on jo jäsenluettelossa, poista toinen",
    "ended_first": "päättyi ({later}) ennen kuin alkoi ({earlier}), korjaa toinen",
    "ends_first": "päättyy ({later}) ennen kuin alkaa ({earlier}), korjaa toinen",
    "left_first": "erosi ({later}) ennen kuin liittyi ({earlier}), korjaa toinen",
    "late_deadline": "ilmoittautuminen päättyy ({earlier}) vasta tapahtuman alun ({later}) jälkeen, korjaa päivä",
    "future_day": "{day} on tulevaisuudessa, korjaa se",
    # Where the entry is.
    "same_title": "sama otsikko on jo tiedostossa {other}, tarkenna otsikkoa",
    "kept_by_site": 'tiedoston nimi "{given}" on varattu sivuston omille luetteloille, anna toinen nimi',
    "kept_by_windows": 'tiedoston nimi "{given}" on varattu Windowsin laitteille, anna toinen nimi',
    "old_elsewhere": '"{given}" ei ole vanha sivun osoite. Kirjoita esimerkiksi "{address}/vanha-nimi/"',
    "old_taken": 'osoite "{given}" on jo käytössä ({owner}), poista se',
    "own_page": "sivuston oma sivu",
    "own_place": "kunta {name}",
    "misnamed": 'nimeä tiedosto "{slug}.md", niin se löytyy kunnan nimellä',
    "image_type": 'tyyppi "{suffix}" ei käy. Tallenna kuva muotoon {types}',
    "image_missing": "kuvaa {file} ei ole, lisää se kansioon",
    "image_large": "kuva on liian suuri ({actual} Mt, enintään {limit} Mt), pienennä se",
    "image_dots": "kuvassa on liikaa pisteitä{size}, enintään {limit} miljoonaa. Pienennä se",
    "image_moves": "kuva liikkuu. Tallenna siitä yksi paikallaan pysyvä kuva",
    "image_broken": "ei ole kuva, tai tiedosto on rikki. Tallenna kuva uudelleen muotoon jpg, png tai webp",
    # What the text says.
    "long_text": "teksti on liian pitkä ({actual} merkkiä), enintään {limit}",
    "many_fences": "tekstissä on liikaa koodilohkojen rajoja, enintään {limit}",
    "declaration": 'merkit "<!" eivät käy tekstissä. Kirjoita ne näin: &lt;!',
    "body_host": '"{given}" ei ole verkko-osoite. Korjaa osoite',
    "long_paragraph": "kappale on liian pitkä, enintään {limit} merkkiä. Jaa se tyhjillä riveillä",
    "left_open": 'kappaleessa on yli {limit} avointa merkkiä "{sign}". Sulje tai poista ne',
    "nested": "rivillä on yli {limit} sisäkkäistä luetteloa tai lainausta",
    "first_heading": 'otsikko "{given}": käytä tasoa ## (sivun pääotsikko tulee kentästä title)',
    "html_heading": "otsikko on HTML:ää. Kirjoita se merkeillä ##",
    "odd_heading": 'otsikko "{given}" ei kuulu rakenteeseen{near}',
    "headings": ". Käytä: {headings}",
    "heading_order": 'otsikko "{given}" on väärässä paikassa. Järjestys: {headings}',
    # What the file is.
    "file_large": "tiedosto on liian suuri, enintään {limit} kt",
    "many_nodes": "etutiedoissa on yli {limit} kohtaa, jaa sisältö pienempiin tiedostoihin",
    "file_link": "on linkki toiseen paikkaan. Tee siitä tavallinen tiedosto tai kansio",
    "file_none": "ei ole tiedosto. Poista se tai anna kansiolle nimi ilman päätettä",
    "file_closed": "tiedostoa ei voi lukea. Korjaa sen lukuoikeudet",
    "file_encoding": "tiedosto ei ole UTF-8-muodossa. Tallenna se uudelleen UTF-8-muodossa",
    "file_named": 'tiedoston nimessä saa olla vain pieniä kirjaimia a–z, numeroita ja viivoja: nimeä se "{name}.md"',
    "file_left_out": "tiedostoa ei lueta. Anna sille pääte .md ja siirrä se kansioon {folder}, tai poista se",
    "front_none": 'etutiedot puuttuvat. Aloita tiedosto rivillä "---"',
    "front_open": 'etutietojen loppu puuttuu. Lisää niiden jälkeen rivi "---"',
    "front_other": 'etutietojen pitää olla kenttiä, esimerkiksi "title: Otsikko"',
    "front_deep": "etutiedoissa on yli {limit} sisäkkäistä tasoa",
    # What YAML does not open.
    "yaml": "YAML ei aukea, tarkista sisennykset, kaksoispisteet ja lainausmerkit",
    "yaml_two": "tiedostossa on kaksi etutietolohkoa, yhdistä ne",
    "yaml_key": "kentän nimen pitää olla yksi sana",
    "yaml_twice": '"{given}" on kahdesti (myös rivillä {line}), poista toinen',
    "yaml_alias": "YAMLin ankkurit ja viittaukset (& ja *) eivät käy. Jos teksti alkaa näin, pane se lainausmerkkeihin",
    "yaml_tag": 'YAMLin tyyppimerkintä "{tag}" ei käy. Jos teksti alkaa huutomerkillä, pane se lainausmerkkeihin',
    "yaml_colon": "rivillä on ylimääräinen kaksoispiste tai väärä sisennys, tai edelliseltä riviltä puuttuu "
    "kaksoispiste. Jos kaksoispiste kuuluu tekstiin, pane teksti lainausmerkkeihin",
    "yaml_no_colon": "kentän nimen perästä puuttuu kaksoispiste",
    "yaml_indent": "sisennys tai lainausmerkit ovat pielessä. Tarkista tämä ja edellinen rivi",
    "yaml_dash": "luettelon kohdan pitää alkaa viivalla ja välilyönnillä, samalla sisennyksellä",
    "yaml_sign": "rivi tai arvo alkaa merkillä, joka ei käy (esimerkiksi sarkain, @ tai %). "
    "Sisennä välilyönneillä tai pane teksti lainausmerkkeihin",
    "yaml_tab": "rivillä on sarkain. Sisennä välilyönneillä",
    "yaml_quote": "lainausmerkki on jäänyt sulkematta",
    "yaml_bracket": "hakasulku tai aaltosulku on jäänyt sulkematta",
    "yaml_escape": r'kenoviiva ei käy lainausmerkeissä "…". Kirjoita se kahdesti: \\',
}


_OTHERWISE: ContextVar[Mapping[str, str]] = ContextVar("otherwise", default=MappingProxyType({}))


def message_for(key: str, **written: object) -> str:
    """A text with what was written in its places."""
    return _OTHERWISE.get().get(key, TEXTS[key]).format_map(written)


@contextmanager
def form_variants(texts: Mapping[str, str]) -> Iterator[None]:
    """Says these texts instead, to one who did not write the file."""
    token = _OTHERWISE.set(texts)
    try:
        yield
    finally:
        _OTHERWISE.reset(token)


LEAST_LIKENESS = 72


def nearest(word: str, words: Iterable[str]) -> str | None:
    """The most similar of `words`, or None when nothing is close enough to be meant."""
    found = process.extractOne(
        word, list(words), scorer=fuzz.ratio, processor=utils.default_process, score_cutoff=LEAST_LIKENESS
    )
    return found[0] if found else None


def did_you_mean(word: str, words: Iterable[str]) -> str:
    """`, tarkoititko "x"?`, or an empty text when nothing is near."""
    near = nearest(word, words)
    return message_for("did_you_mean", near=near) if near else ""
