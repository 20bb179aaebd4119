"""Macros of hand-written pages: what each writes, and what is said of those that are wrong."""

from pathlib import Path

import pytest

from kaytantopankki.pages.page_macros import MACROS, PageMacros, macro_problems
from kaytantopankki.settings import Settings, Site
from tests.builders import catalogue, entry, write_text

ROOT = Path(__file__).resolve().parents[1]
SETTINGS = Settings(ROOT / "overrides", site=Site(feedback="mailto:palaute@example.org"))
CATALOGUE = catalogue(
    entry("practice", "hukkalounas", published="2026-02-01", title="Hukka_lounas [koulussa]", themes=["ruoka"]),
    entry("practice", "lampo", municipalities=["Lahti", "Turku"], networks=["fisu"]),
    entry("network", "fisu"),
    entry("event", "paiva", start="2026-12-01T09:00", registration_deadline="2026-11-25"),
)


def macros(uri: str = "tietoa.md") -> PageMacros:
    return PageMacros(CATALOGUE, SETTINGS, uri)


def test_lists_are_links_with_the_municipalities() -> None:
    newest = "- [Hukka\\_lounas \\[koulussa\\]](kaytannot/hukkalounas.md) Turku"
    assert macros().uusimmat(1) == newest
    assert macros().käytännöt(teema="ruoka") == newest
    assert macros().käytännöt(verkosto="fisu", kunta="Lahti") == "- [Lampo](kaytannot/lampo.md) Lahti, Turku"
    assert macros("osallistu/index.md").uusimmat(1).startswith("- [Hukka\\_lounas \\[koulussa\\]](../kaytannot/")


def test_deadlines_are_those_to_come() -> None:
    assert macros().määräajat().startswith("- [Paiva](tapahtumat/paiva.md) ")
    assert PageMacros(catalogue(), SETTINGS, "").määräajat() == "Tulevia tapahtumia ei ole juuri nyt."


def test_counts_and_feedback() -> None:
    assert [macros().lukumäärä(kind) for kind in ("käytännöt", "kunnat", "verkostot", "uutiset")] == [
        "2",
        "2",
        "1",
        "0",
    ]
    counts = [macros().lukumäärä(kind, "kpl", "kappaletta") for kind in ("kunnat", "verkostot", "uutiset")]
    assert counts == ["2\u00a0kappaletta", "1\u00a0kpl", "0\u00a0kappaletta"]
    assert macros().palaute() == "mailto:palaute@example.org"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{{ uusimat(5) }}", 'tuntematon "uusimat", tarkoititko "uusimmat"?'),
        ('{{ lukumäärä("kayttoonotot") }}', 'tuntematon "kayttoonotot", tarkoititko "käyttöönotot"?'),
        ('{{ merkki("mitatu") }}', 'tuntematon "mitatu", tarkoititko "mitattu"?'),
        ('{{ käytännöt(teema="enrgia") }}', 'tuntematon "enrgia", tarkoititko "energia"?'),
        ('{{ käytännöt(tema="energia") }}', 'tuntematon "tema", tarkoititko "teema"?'),
        ("{{ lukumäärä() }}", "arvoja on liikaa tai liian vähän. Oikea muoto: lukumäärä(laji, yksi, monta)"),
        ("{{ merkki(“mitattu”) }}", 'kirjoita makron tekstien ympärille suorat lainausmerkit: "teksti"'),
        ('{{ merkki("mitattu") }', "makroa ei voi lukea. Tarkista sulkeet, lainausmerkit ja pilkut"),
        ("{% if uusimmat %}", "makroa ei voi lukea. Tarkista sulkeet, lainausmerkit ja pilkut"),
        ("{{ palaute.__init__.__globals__ }}", "access to attribute '__init__' of 'method' object is unsafe."),
    ],
)
def test_what_is_wrong_is_told_with_file_and_line(tmp_path: Path, text: str, message: str) -> None:
    write_text(tmp_path, "docs/a.md", f"---\ntitle: A\nrender_macros: true\n---\n\nAlku.\n\n{text}\n")
    (problem,) = macro_problems(tmp_path / "docs", {}, CATALOGUE, SETTINGS)
    assert (problem.path, problem.line) == ("docs/a.md", 8)
    assert problem.message.startswith(f"makro: {message}")


def test_misspelt_macros_of_all_pages_are_told_at_once(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_text(tmp_path, f"docs/{name}.md", "---\nrender_macros: true\n---\n{{ uusimat() }}\n\n{{ palate() }}\n")
    write_text(tmp_path, "docs/c.md", "{{ uusimat() }}\n")
    problems = macro_problems(tmp_path / "docs", {}, CATALOGUE, SETTINGS)
    assert [(problem.path, problem.line) for problem in problems] == [
        ("docs/a.md", 4),
        ("docs/a.md", 6),
        ("docs/b.md", 4),
        ("docs/b.md", 6),
    ]


def test_a_sound_page_has_no_problem(tmp_path: Path) -> None:
    calls = "\n".join(
        ["{{ config.repo_url }}", "{{ uusimmat(määrä=2) }}", '{{ merkki("mitattu") }}', "{{ kenttien_ohje() }}"]
    )
    write_text(tmp_path, "docs/a.md", f"---\nrender_macros: true\n---\n{calls}\n{{# {' '.join(MACROS)} #}}\n")
    settings = {"repo_url": "https://example.org/"}
    assert [*macro_problems(tmp_path / "docs", settings, CATALOGUE, SETTINGS)] == []
