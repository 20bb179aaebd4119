"""`scripts/stale`: what has not been checked lately, by owner, and the issues made of it."""

import json
import shutil
from pathlib import Path

import pytest

from kaytantopankki.cli import stale
from tests.builders import write_entry
from tests.cases import compare, read_tables
from tests.cli import refused

FIXTURES = Path(__file__).parent.parent / "fixtures"
TABLES = read_tables(__file__)
FRESH = "2026-11-01"
# Programs that write down what they are asked, and answer from files beside them.
PROGRAMS = Path(__file__).with_name("programs")


def report(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert stale.main(arguments) == 0
    return capsys.readouterr().out


def test_each_owner_gets_a_list_to_tick(root: Path, bless: bool, capsys: pytest.CaptureFixture[str]) -> None:
    """Those with the most come first, and of each the oldest. News and events do not age."""
    for kind, slug, fields in TABLES["entries"]:
        write_entry(root, kind, slug, **fields)
    compare(FIXTURES / "stale.md", report(capsys), bless)


def test_the_months_are_those_of_the_site(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_entry(root, "municipality", "turku", reviewed="2026-01-01")
    assert report(capsys) == "Kaikki kirjaukset on tarkistettu ajallaan.\n"
    settings = (root / "mkdocs.yml").read_text(encoding="utf-8").replace("review_months: 24", "review_months: 6")
    (root / "mkdocs.yml").write_text(settings, encoding="utf-8")
    assert report(capsys).startswith("## Turku\n")


def test_only_links_that_are_surely_gone_are_told(
    root: Path, programs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("linkchecker", "answer.csv"):
        shutil.copy(PROGRAMS / name, programs)
    (programs / "code").write_text("1", encoding="utf-8")
    assert report(capsys, "--links") == "Kaikki kirjaukset on tarkistettu ajallaan.\n"
    documents = [{"title": "M", "url": f"https://{name}"} for name in ("a.fi/1", "c.fi/", "d.fi/", "e.fi/")]
    contact = {"organisation": "x", "url": "http://b.invalid/", "checked": FRESH}
    sources = [{"title": "L", "url": url} for url in ("https://a.fi/2)[x](y", "https://a.fi/1")]
    write_entry(
        root, "practice", "a", reviewed=FRESH, sources=sources, contact=contact, uptake={"documents": documents}
    )
    lines = report(capsys, "--links").splitlines()
    assert [line for line in lines if "Linkki" in line] == TABLES["links"]
    addresses = (programs / "addresses").read_text(encoding="utf-8").splitlines()
    assert len(addresses) == len(set(addresses)) == 6
    (programs / "code").write_text("2", encoding="utf-8")
    with pytest.raises(RuntimeError, match="rikki"):
        stale.main(["--links"])


def test_an_owner_gets_one_issue_that_is_renewed_and_closed(
    root: Path, programs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("Turku", "Ii", "Lahti", "Akaa"):
        write_entry(root, "municipality", name.lower(), municipality=name)
    bodies = {part.partition("\n")[0]: part.partition("\n\n")[2] for part in report(capsys).split("## ")[1:]}
    shutil.copy(PROGRAMS / "gh", programs)
    issues = [(3, "Turku", "vanha"), (4, "Hanko", "x"), (5, "Lahti", bodies["Lahti"].replace("\n", "\r\n"))]
    listed = [{"number": number, "title": f"Tarkista tiedot: {owner}", "body": body} for number, owner, body in issues]
    (programs / "open.json").write_text(json.dumps(listed), encoding="utf-8")
    assert report(capsys, "--issues", "--most", "1").splitlines() == TABLES["issues"]
    asked = (programs / "asked").read_text(encoding="utf-8")
    assert (
        f"issue create --title Tarkista tiedot: Akaa --label tarkistus --body-file -\n{bodies['Akaa'].strip()}" in asked
    )
    assert f"issue edit 3 --body-file -\n{bodies['Turku'].strip()}\n" in asked
    assert "issue close 4 --comment" in asked
    assert "Lahti" not in asked


def test_a_program_that_is_not_there_is_told(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(root))
    assert refused(capsys, stale.main, "--issues") == "Ohjelma gh puuttuu. Asenna se: sudo apt install gh\n"
