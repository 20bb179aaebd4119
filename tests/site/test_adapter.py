"""The site as a whole: what the day and the settings change, and that a second build is quick."""

import filecmp
import sys
from itertools import product
from pathlib import Path

from tests.site.processes import BUILD, run
from tests.site.small import write_practice

SPRING = "1805000000"  # 14 March 2027, when all events of the small repository are over.
FIRST = ("sähkö", "lämpö", "pyörä", "juna", "vesi", "metsä")
SECOND = ("varasto", "mittari", "huolto", "asema", "kokeilu", "kauppa", "sopimus", "reitti", "kurssi", "lainaus")


def test_another_day_changes_what_is_to_come_and_not_what_others_keep(checkout: Path) -> None:
    coming = (checkout / "site/tapahtumat/index.html").read_text(encoding="utf-8").replace("\u00a0", " ")
    assert "9 päivää aikaa" in coming
    assert run(checkout, *BUILD, "--strict", "--site-dir", "later", SOURCE_DATE_EPOCH=SPRING)[0] == 0
    later = (checkout / "later/tapahtumat/index.html").read_text(encoding="utf-8")
    assert "Tulevia tapahtumia ei ole juuri nyt" in later
    kept = ["sitemap.xml", "sitemap.xml.gz", "robots.txt", "llms.txt"]  # In its texts a stage may become old.
    kept += [f"assets/kortit/{file.name}" for file in (checkout / "site/assets/kortit").glob("*.png")]
    assert len(kept) > 5
    assert filecmp.cmpfiles(checkout / "site", checkout / "later", kept, shallow=False)[1:] == ([], [])


def test_addresses_follow_the_settings(checkout: Path) -> None:
    settings = {"SITE_URL": "https://toinen.example/polku/", "REPO_URL": "https://toinen.example/repo"}
    assert run(checkout, *BUILD, "--strict", **settings)[0] == 0
    page = (checkout / "site/kaytannot/eka/index.html").read_text(encoding="utf-8")
    assert 'href="https://toinen.example/polku/kaytannot/eka/"' in page
    page = (checkout / "site/tietoa/index.html").read_text(encoding="utf-8")
    assert 'href="https://toinen.example/repo/edit/julkaisu/docs/tietoa.md"' in page


def test_no_word_is_analysed_twice(checkout: Path) -> None:
    """Neither those of the search nor those that only the template of a page meets, as the titles of sources are."""
    for number, (first, second) in enumerate(product(FIRST, SECOND)):
        write_practice(checkout, f"sana-{number}", f"Kolmas {number}", source=f"Lähde {first}{second}kirja")
    outputs = [run(checkout, SITE_URL="http://127.0.0.1/")[1] for _ in range(2)]
    assert ["analysoin uusia sanoja" in output for output in outputs] == [True, False]


def test_properdocs_makes_the_same_files(checkout: Path) -> None:
    """The maintained continuation of MkDocs 1, which can take its place at any time."""
    code, output = run(checkout, sys.executable, "-m", "properdocs", "build", "--strict", "--site-dir", "properdocs")
    assert code == 0, output
    for folder in ("site", "properdocs"):
        assert len(files := sorted(contents(checkout / folder))) > 100, files
    assert contents(checkout / "properdocs") == contents(checkout / "site")


def test_an_odd_machine_makes_the_same_files(checkout: Path) -> None:
    """No home, no programs, no letters but those of ASCII, and a path with spaces."""
    odd = checkout.rename(checkout.with_name("polku ä, väli"))
    machine = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PATH": str(odd)}
    code, output = run(odd, "/usr/bin/env", "-u", "HOME", *BUILD, "--strict", "--site-dir", "odd", **machine)
    assert code == 0, output
    assert contents(odd / "odd") == contents(odd / "site")


def contents(folder: Path) -> dict[str, bytes]:
    """The content of every file by its path, but for compressed ones, which tell when they were made."""
    files = (file for file in folder.rglob("*") if file.is_file() and file.suffix != ".gz")
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}
