"""Readings and forms of words, and the cache that keeps them."""

import json
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from kaytantopankki.content.municipalities import Place, Region, places, regions
from kaytantopankki.search.analyser import Analyser, Reading, fold, words
from kaytantopankki.search.terms import WHOLE, Terms
from tests.search_reader import analyser

# Analyses with whatever is in a folder, refuses every connection, and tells whether pykko was needed.
PROBE = """
import json, sys
from pathlib import Path

def refuse(event, arguments):
    if event.startswith("socket."):
        raise RuntimeError(event)

sys.addaudithook(refuse)
from search.analysis import Analyser

analyser = Analyser(Path(sys.argv[1]))
found = [repr(analyser.readings("kadun")), *analyser.forms("katu", "noun")]
analyser.save()
print(json.dumps([found, analyser.analysed, "pypykko" in sys.modules]))
"""


@pytest.mark.parametrize(
    ("word", "lemma", "pos", "base"),
    [
        ("katu", "katu", "noun", ""),
        ("kadun", "katu", "noun", ""),
        ("kaduilla", "katu", "noun", ""),
        ("vesi", "vesi", "noun", ""),
        ("veden", "vesi", "noun", ""),
        ("vettä", "vesi", "noun", ""),
        ("öitä", "yö", "noun", ""),
        ("juoksee", "juosta", "verb", ""),
        ("kaukolämpöverkossa", "kauko|lämpö|verkko", "noun", ""),
        ("Kaukolämpöverkko", "kauko|lämpö|verkko", "noun", ""),
        ("vedenkulutuksen", "veden|kulutus", "noun", ""),
        ("kierrätyksen", "kierrätys", "noun", "kierrättää"),
        ("hankinnan", "hankinta", "noun", "hankkia"),
        ("ilmasto-ohjelmassa", "ilmasto-ohjelma", "noun", ""),
        ("Turussa", "Turku", "proper", ""),
        ("Uudessakaupungissa", "Uusi|kaupunki", "proper", ""),
        ("Villmanstrandin", "Villmanstrand", "proper", ""),
        ("Motivassa", "Motiva", "noun", ""),
        ("vähähiilisen", "vähähiilinen", "adjective", ""),
        ("2030", "2030", "numeral", ""),
    ],
)
def test_reading(word: str, lemma: str, pos: str, base: str) -> None:
    assert Reading(lemma, pos, base) in analyser().readings(word)


def test_word_with_two_meanings_has_both_readings() -> None:
    assert {reading.lemma for reading in analyser().readings("kadun")} == {"katu", "katua"}


@pytest.mark.parametrize("word", ["Żółw"])
def test_unknown_word_has_no_reading(word: str) -> None:
    assert analyser().readings(word) == ()


@pytest.mark.parametrize(
    ("lemma", "parts", "whole"),
    [
        ("katu", ("katu",), "katu"),
        ("kauko|lämpö|verkko", ("kauko", "lämpö", "verkko"), "kaukolämpöverkko"),
        ("led-valaistus", ("led", "valaistus"), "led-valaistus"),
        ("työ|maa-aika", ("työ", "maa", "aika"), "työmaa-aika"),
        ("vuokra-|asunto", ("vuokra", "asunto"), "vuokra-asunto"),
    ],
)
def test_parts_of_a_reading(lemma: str, parts: tuple[str, ...], whole: str) -> None:
    reading = Reading(lemma, "noun")
    assert (reading.parts, reading.whole) == (parts, whole)


@pytest.mark.parametrize(
    ("lemma", "pos", "among", "not_among"),
    [
        ("katu", "noun", "katu kadun kadulla katua katuun katuna kadut katujen katuja kaduilla katuihin", "katun"),
        ("vesi", "noun", "vesi veden vedessa vetta veteen vetena vetensa vesien vesia vesissa vesiin", "vesin"),
        ("yö", "noun", "yo yon yolla yohon oita oissa oiden", "yoita"),
        ("hyvä", "adjective", "hyva hyvan hyvaa hyvat hyvien hyvissa hyviin", "hyviä"),
        ("juosta", "verb", "juosta juoksen juoksee juostaan juoksi juokseminen juoksevan juossut", "juostan"),
        ("kierrättää", "verb", "kierrattaa kierratetaan kierratti kierrattaminen kierrattamisesta", ""),
        ("talkoot", "noun-pl", "talkoot talkoiden talkoita talkoissa talkoisiin", "talkootn"),
        ("kauko|lämpö|verkko", "noun", "kaukolampoverkko kaukolampoverkon kaukolampoverkkoja", "kaukolammonverkon"),
        ("veden|kulutus", "noun", "vedenkulutus vedenkulutuksen vedenkulutusta", "vesikulutus vetenkulutus"),
        ("led-valaistus", "noun", "ledvalaistus ledvalaistuksen ledvalaistukseen", "led-valaistus"),
        ("vuokra-|asunto", "noun", "vuokraasunto vuokraasunnon vuokraasuntoja", "vuokraasunton"),
        ("oma|varaisuus", "noun", "omavaraisuus omavaraisuuden omavaraisuutta", "omavaraisuusn"),
        ("Riihi|mäki", "proper", "riihimaki riihimaen riihimaella riihimaelta", "riihimakin"),
        ("Uusi|kaupunki", "proper", "uusikaupunki uudenkaupungin uudessakaupungissa", "uusikaupungin"),
        ("Etelä-Savo", "proper", "etelasavo etelasavon etelasavossa", "etela-savon"),
        ("Etu|lampi", "proper", "etulampi etulammen etulammella", "etulampin"),
        ("Rauta|lampi", "proper", "rautalampi rautalammin rautalammella", "rautalampin"),
        ("laki", "noun", "laki lain lakia laeissa laen lakea", "lakin"),
        ("vika", "noun", "vika vian vikaa vioissa", "vikan"),
        ("toimen|pide", "noun", "toimenpide toimenpiteen toimenpiteita", "toimenpiden"),
        ("oppimis|kokonaisuus", "noun", "oppimiskokonaisuus oppimiskokonaisuuden", ""),
        ("oppimiskokonaisuus", "noun", "oppimiskokonaisuus oppimiskokonaisuuden", ""),
        ("vähähiilinen", "adjective", "vahahiilinen vahahiilisen vahahiilista vahahiilisia", "vahahiilinenn"),
        ("vähähiilisyys", "noun", "vahahiilisyys vahahiilisyyden vahahiilisyytta", "vahahiilisyyksen"),
        ("Motiva", "noun", "motiva motivan motivaa motivassa motivalta", "motivn"),
        ("Villmanstrand", "proper", "villmanstrand villmanstrandin villmanstrandissa villmanstrandista", ""),
        ("Żółw", "noun", "zołw zołwin zołwissa", ""),
        ("HINKU", "noun", "hinku hinkun hinkussa", "hinku:n"),
        ("2030", "numeral", "2030", "2030n"),
        ("20,5", "numeral", "20,5", "20,5n"),
        ("CO₂", "noun", "co2 co2n", "co₂"),
    ],
)
def test_forms(lemma: str, pos: str, among: str, not_among: str) -> None:
    forms = analyser().forms(lemma, pos)
    assert set(among.split()) - set(forms) == set()
    assert set(not_among.split()) & set(forms) == set()
    assert fold(lemma.replace("|", "")) in forms
    assert [form for form in forms if [fold(word) for word in words(form)] != [form]] == []
    assert len(forms) == len(set(forms))


def test_every_municipality_and_region_is_known_by_its_inflected_names() -> None:
    terms = Terms(analyser())
    missing = []
    named: list[Place | Region] = [*places().values(), *regions().values()]
    for place in named:
        found = [term for word in words(place.name) for term, weight in terms.of_word(word) if weight == WHOLE]
        forms = {form for term in found for lemma in terms.lemmas[term] for form in analyser().forms(*lemma)}
        wanted = {fold(word) for form in (place.name, place.genitive, place.locative) for word in words(form)}
        missing += sorted(wanted - forms - {"kunnassa"})
    assert missing == []


def test_nothing_is_analysed_twice() -> None:
    fresh = Analyser()
    first = fresh.readings("kadun"), fresh.forms("katu", "noun")
    assert fresh.analysed == 2
    assert (fresh.readings("kadun"), fresh.forms("katu", "noun")) == first
    assert fresh.analysed == 2


def test_cache_keeps_what_was_analysed(tmp_path: Path) -> None:
    first = Analyser(tmp_path)
    found = first.readings("kadun"), first.readings("Żółw"), first.forms("Uusi|kaupunki", "proper")
    first.save()
    second = Analyser(tmp_path)
    assert (second.readings("kadun"), second.readings("Żółw"), second.forms("Uusi|kaupunki", "proper")) == found
    assert second.analysed == 0
    (file,) = tmp_path.iterdir()
    assert version("pypykko") in file.name


def test_cache_grows_by_new_words(tmp_path: Path) -> None:
    for analysed, known in (("kadun", 1), ("veden", 2), ("kadun", 2)):
        one = Analyser(tmp_path)
        one.readings(analysed)
        one.save()
        (file,) = tmp_path.iterdir()
        assert len(json.loads(file.read_text(encoding="utf-8"))["readings"]) == known


def test_cache_is_not_written_when_nothing_was_analysed(tmp_path: Path) -> None:
    Analyser(tmp_path / "haku").save()
    assert not (tmp_path / "haku").exists()


@pytest.mark.parametrize(
    "broken",
    [
        b"",
        b"{",
        b'{"readings": {"kadun": [["ka',
        b"[]",
        b"{}",
        b'{"readings": {}}',
        b'{"readings": 1, "forms": 2}',
        b"\xff",
    ],
)
def test_broken_cache_is_made_anew(tmp_path: Path, broken: bytes) -> None:
    maker = Analyser(tmp_path)
    maker.readings("kadun")
    maker.save()
    (file,) = tmp_path.iterdir()
    whole = file.read_bytes()
    file.write_bytes(broken)
    one = Analyser(tmp_path)
    assert one.readings("kadun") == maker.readings("kadun")
    one.save()
    assert file.read_bytes() == whole


def test_cache_of_another_version_is_not_used(tmp_path: Path) -> None:
    maker = Analyser(tmp_path)
    maker.readings("kadun")
    maker.save()
    (file,) = tmp_path.iterdir()
    wrong = file.read_text(encoding="utf-8").replace("katu", "hatu")
    file.rename(tmp_path / file.name.replace(version("pypykko"), "0.0.0"))
    (tmp_path / file.name.replace(version("pypykko"), "0.0.0")).write_text(wrong, encoding="utf-8")
    one = Analyser(tmp_path)
    assert one.readings("kadun") == maker.readings("kadun")
    assert one.analysed == 1


def test_analysis_needs_no_network_and_a_cached_one_no_analyser(tmp_path: Path) -> None:
    runs = [
        json.loads(subprocess.run([sys.executable, "-c", PROBE, tmp_path], check=True, capture_output=True).stdout)
        for _ in range(2)
    ]
    assert runs == [[runs[0][0], 2, True], [runs[0][0], 0, False]]
    assert "kadun" in runs[0][0]
