"""Macros of hand-written pages: what each writes."""

from typing import Any

from kaytantopankki.pages.page_macros import PageMacros, shown_settings
from kaytantopankki.settings import Settings, Site
from tests import OVERRIDES
from tests.builders import catalogue, entry

SETTINGS = Settings(OVERRIDES, site=Site(feedback="mailto:palaute@example.org"))
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


def test_a_page_is_told_some_settings_and_no_others() -> None:
    shown = {"repo_url": "https://example.org/", "extra": {"review_months": 24}}
    config: dict[str, Any] = {**shown, "extra": {"review_months": 24, "build": object()}, "plugins": {}}
    assert shown_settings(config) == shown
