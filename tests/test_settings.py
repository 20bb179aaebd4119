"""What a network sets, the day of a build, and what the machine refuses: what is wrong is said with what to do."""

import errno
from pathlib import Path

import pytest

from kaytantopankki.cli.serve import check_settings
from kaytantopankki.os_errors import reason
from kaytantopankki.settings import build_date

SOUND = 'site_name: x\nextra:\n  feedback: ""\n  review_months: 24\n  identity: kunta.fi,2026\n'


@pytest.mark.parametrize(
    ("epoch", "problem"),
    [
        *((epoch, f'SOURCE_DATE_EPOCH arvo "{epoch}" ei kelpaa') for epoch in ("abc", "-1", "99999999999")),
        ("0", r"mukaan nyt on 1\.1\.1970\. Silloin kirjauksia ei vielä ollut\. Aseta aika oikein"),
    ],
)
def test_a_wrong_day(epoch: str, problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        build_date(epoch)


def test_the_day_is_that_of_finland() -> None:
    assert str(build_date("1795297500")) == "2026-11-21"
    assert str(build_date("1795298500")) == "2026-11-22"


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (SOUND, "site_name: x\nextra: a: b\n", "mkdocs.yml:2: tiedostoa ei voi lukea. Tarkista"),
        (SOUND, "site_name: x\nextra: 1\n", "mkdocs.yml: kohdasta extra puuttuu feedback"),
        ("24", "kaksi", "mkdocs.yml: kohdan extra review_months pitää olla"),
        ("24", "0", "mkdocs.yml: kohdan extra review_months pitää olla"),
        ("kunta.fi,2026", "kunta", "mkdocs.yml: kohdan extra identity pitää olla"),
    ],
)
def test_wrong_settings(tmp_path: Path, old: str, new: str, problem: str) -> None:
    for folder in ("docs", "practices"):
        (tmp_path / folder).mkdir()
    (tmp_path / "mkdocs.yml").write_text(SOUND)
    check_settings(tmp_path)
    (tmp_path / "mkdocs.yml").write_text(SOUND.replace(old, new))
    with pytest.raises(ValueError, match=problem):
        check_settings(tmp_path)


@pytest.mark.parametrize("name", ["mkdocs.yml", "docs", "practices"])
def test_what_is_missing(tmp_path: Path, name: str) -> None:
    for folder in {"docs", "practices"} - {name}:
        (tmp_path / folder).mkdir()
    if name != "mkdocs.yml":
        (tmp_path / "mkdocs.yml").write_text(SOUND)
    with pytest.raises(ValueError, match=f"{name} puuttuu.*git checkout -- {name}"):
        check_settings(tmp_path)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "levy on täynnä. Vapauta tilaa ja yritä uudelleen."),
        (errno.EFBIG, "tiedosto on suurempi kuin tämä kone sallii (ulimit -f)"),
        (errno.EACCES, "oikeudet eivät riitä. Korjaa tiedoston tai kansion oikeudet"),
        (errno.EROFS, "levylle ei voi kirjoittaa"),
        (errno.ENOENT, "tiedostoa tai kansiota ei ole, tai se katosi kesken kaiken"),
        (errno.EMFILE, "avoimia tiedostoja on liikaa (ulimit -n)"),
        (errno.EIO, "levy ei vastaa"),
        (errno.EISDIR, "tässä pitäisi olla tiedosto. Poista kansio"),
        (errno.EBUSY, "resource busy"),
    ],
)
def test_what_the_machine_refuses(number: int, words: str) -> None:
    told = reason(OSError(number, "resource busy", "käytäntö\udce4.md"))
    assert told.startswith("Syy: käytäntö\\udce4.md: ")
    assert words in told
