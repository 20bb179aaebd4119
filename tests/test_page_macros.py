"""Macros of hand-written pages: what each writes."""

from types import SimpleNamespace

import pytest
from jinja2.exceptions import SecurityError
from macros import on_pre_page_macros

from kaytantopankki.pages.page_macros import PageMacros
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
    counts = [macros().lukumäärä(kind) for kind in ("käytännöt", "kunnat", "verkostot", "uutiset")]
    assert counts == ["2", "2", "1", "0"]
    counts = [macros().lukumäärä(kind, "kpl", "kappaletta") for kind in ("kunnat", "verkostot", "uutiset")]
    assert counts == ["2\u00a0kappaletta", "1\u00a0kpl", "0\u00a0kappaletta"]
    assert macros().palaute() == "mailto:palaute@example.org"


def test_a_page_reaches_nothing_but_macros_and_some_settings() -> None:
    config = {"repo_url": "https://example.org/", "extra": {"review_months": 24, "build": object()}, "plugins": {}}
    plugin = SimpleNamespace(variables={"config": config, "files": []}, macros={"palaute": str}, conf=config)
    on_pre_page_macros(plugin)
    assert plugin.variables == {
        "palaute": str,
        "config": {"repo_url": "https://example.org/", "extra": {"review_months": 24}},
    }
    with pytest.raises(SecurityError):
        plugin._env.from_string("{{ cycler.__init__.__globals__ }}").render(plugin.variables)
