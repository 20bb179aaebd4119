"""What has not been checked lately, by owner, and the issues made of it."""

import json
import sys
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from kaytantopankki.cli import stale
from kaytantopankki.cli.stale import StaleEntry, stale_by_owner
from tests.builders import catalogue, entry

SITE = "https://example.fi/sivusto/"


def owners(*entries: object, months: int = 24) -> dict[str, list[str]]:
    found = stale_by_owner(catalogue(*entries), months)  # type: ignore[arg-type]
    return {name: [aged.entry.slug for aged in group] for name, group in found.items()}


@pytest.mark.parametrize(
    ("reviewed", "late"), [(None, True), ("2024-11-21", True), ("2024-11-22", False), ("2026-11-01", False)]
)
def test_an_entry_is_late_when_its_review_is_past_or_was_never_made(reviewed: str | None, late: bool) -> None:
    found = owners(entry("municipality", "turku", **({"reviewed": reviewed} if reviewed else {})))
    assert (found == {"Turku": ["turku"]}) is late


def test_the_months_are_the_sites_own() -> None:
    practice = entry("municipality", "turku", reviewed="2026-01-01")
    assert owners(practice, months=24) == {}
    assert owners(practice, months=6) == {"Turku": ["turku"]}


def test_a_contact_that_was_never_checked_is_told_of_a_reviewed_entry() -> None:
    contact = {"organisation": "Turun kaupunki"}
    fresh = entry("practice", "a", reviewed="2026-11-01", contact={**contact, "checked": "2020-01-01"})
    unchecked = entry("practice", "b", reviewed="2026-11-01", contact=contact)
    own = entry("municipality", "ii", municipality="Ii", reviewed="2026-11-01", contacts=[contact])
    found = stale_by_owner(catalogue(fresh, unchecked, own), 24)
    assert {name: [aged.entry.slug for aged in group] for name, group in found.items()} == {
        "Ii": ["ii"],
        "Turku": ["b"],
    }
    assert found["Turku"][0].unchecked == ("Turun kaupunki",)
    assert not found["Turku"][0].late


def test_news_and_events_do_not_age() -> None:
    assert owners(entry("news", "a"), entry("event", "b")) == {}


def test_the_owner_is_the_first_municipality_or_who_leads() -> None:
    found = owners(
        entry("practice", "kaksi", municipalities=["Lahti", "Turku"]),
        entry("network", "vetajalla", coordinators=["Motiva", "SYKE"]),
        entry("network", "ilman"),
        entry("project", "johdettu", coordinator="Turun kaupunki", municipalities=["Ii"]),
        entry("project", "kuntien", municipalities=["Ii", "Lahti"]),
        entry("project", "kenenkaan"),
    )
    assert found == {
        "Ii": ["kuntien"],
        "Ilman": ["ilman"],
        "Kenenkaan": ["kenenkaan"],
        "Lahti": ["kaksi"],
        "Motiva": ["vetajalla"],
        "Turun kaupunki": ["johdettu"],
    }


def test_those_with_the_most_come_first_and_their_oldest_entry() -> None:
    def sourced(slug: str, day: str, place: str) -> object:
        return entry("practice", slug, municipalities=[place], sources=[{"title": "Lähde", "date": day}])

    found = owners(sourced("a", "2020", "Ii"), sourced("b", "2022", "Turku"), sourced("c", "2015", "Turku"))
    assert list(found.items()) == [("Turku", ["c", "b"]), ("Ii", ["a"])]


def test_broken_links_are_told_of_entries_that_are_otherwise_fine() -> None:
    url = "https://turku.fi/vanha"
    fine = entry("practice", "a", reviewed="2026-11-01", contact=None, sources=[{"title": "Lähde", "url": url}])
    assert stale_by_owner(catalogue(fine), 24) == {}
    found = stale_by_owner(catalogue(fine), 24, {url: "sivua ei ole"})
    assert found["Turku"][0].broken == ((url, "sivua ei ole"),)


def test_addresses_are_found_at_every_depth() -> None:
    practice = entry(
        "practice",
        "a",
        sources=[{"title": "L", "url": "https://a.fi"}],
        contact={"organisation": "x", "url": "http://b.fi"},
        uptake={"documents": [{"title": "M", "url": "https://c.fi"}]},
    )
    assert set(stale.entry_addresses(practice.data)) == {"https://a.fi", "http://b.fi", "https://c.fi"}


def one(**fields: Any) -> StaleEntry:
    return stale_by_owner(catalogue(entry("practice", "a", **fields)), 24)["Turku"][0]


def test_the_text_is_a_list_to_tick() -> None:
    contact = {"organisation": "Turun kaupunki"}
    text = stale.issue_body([one(reviewed="2020-05-03", contact=contact, title="Valot")], SITE)
    assert text.splitlines()[2:] == [
        "- [ ] [Valot](https://example.fi/sivusto/kaytannot/a/), tiedosto `practices/a.md`",
        "  - Tarkistettu viimeksi 3.5.2020.",
        "  - Yhteystietoa ei ole tarkistettu: Turun kaupunki.",
        "  - Puuttuu: tulos, kustannus tai rahoitus, pullonkaulat, ensimmäiset askeleet ja 9 muuta.",
    ]
    assert text.startswith("1\u00a0kirjaus odottaa tarkistusta.")


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("<img src=x>", "\\<img src=x\\>"),
        ("[a](https://x.fi)", "\\[a\\]\\(https:\u2060//x.fi\\)"),
        ("@kaikki fixes #1", "@\u2060kaikki fixes \\#\u20601"),
        ("a | b `c` *d* _e_", "a \\| b \\`c\\` \\*d\\* \\_e\\_"),
    ],
)
def test_a_hostile_title_is_only_text(title: str, shown: str) -> None:
    assert f"[{shown}](https://example.fi" in stale.issue_body([one(title=title)], SITE)


def test_an_address_cannot_end_its_link() -> None:
    url = "https://a.fi/x)[y](https://b.fi"
    aged = stale_by_owner(
        catalogue(entry("practice", "a", sources=[{"title": "L", "url": url}])), 24, {url: "sivua ei ole"}
    )
    assert f"]({url}" not in stale.issue_body(aged["Turku"], SITE)


def test_the_report_has_a_heading_for_each_owner() -> None:
    report = stale.stale_report(stale_by_owner(catalogue(entry("municipality", "turku")), 24), SITE)
    assert report.startswith("## Turku\n\n")
    assert "tiedosto `docs/kunnat/turku.md`\n  - Ei ole tarkistettu." in report
    assert stale.stale_report({}, SITE) == "Kaikki kirjaukset on tarkistettu ajallaan."


CSV = """# created by LinkChecker
urlname;parentname;base;result;warningstring;infostring;valid;url
https://a.fi/1;;;404 Not Found;;;False;https://a.fi/1
"https://a.fi/2;x";;;410 Gone;;;False;x
https://b.invalid/;;;"ConnectionError: (Caused by NameResolutionError(""b.invalid""))";;;False;x
https://c.fi/;;;403 Forbidden;;;False;x
https://d.fi/;;;ReadTimeout: slow;;;False;x
https://e.fi/;;;200 OK;;;True;x
# Stopped
"""


def test_only_what_is_surely_gone_is_a_broken_link() -> None:
    assert stale.read_linkchecker(CSV) == {
        "https://a.fi/1": "sivua ei ole",
        "https://a.fi/2;x": "sivua ei ole",
        "https://b.invalid/": "palvelinta ei löydy",
    }


def test_the_checker_is_given_every_address_once() -> None:
    program = """import sys
given = sys.stdin.read().split()
print("urlname;result;valid")
for address in given:
    print(f"{address}/{len(given)};404 Not Found;False")
sys.exit(1)"""
    found = stale.broken_links(["https://a.fi", "https://b.fi", "https://a.fi"], (sys.executable, "-c", program))
    assert found == {"https://a.fi/2": "sivua ei ole", "https://b.fi/2": "sivua ei ole"}


def test_a_checker_that_fails_is_not_taken_for_sound_links() -> None:
    with pytest.raises(RuntimeError, match="rikki"):
        stale.broken_links(
            ["https://a.fi"], (sys.executable, "-c", "import sys; print('rikki', file=sys.stderr); sys.exit(2)")
        )


class GitHub:
    """Answers as gh does, and remembers what was asked."""

    def __init__(self, *open_issues: dict[str, object]) -> None:
        self.open = open_issues
        self.asked: list[tuple[tuple[str, ...], str]] = []

    def __call__(self, arguments: Sequence[str], text: str) -> str:
        self.asked.append((tuple(arguments), text))
        return json.dumps(self.open) if arguments[:2] == ("issue", "list") else ""

    def done(self, verb: str) -> list[tuple[tuple[str, ...], str]]:
        return [(arguments, text) for arguments, text in self.asked if arguments[:2] == ("issue", verb)]


def test_an_owner_gets_one_issue_that_is_renewed_and_closed() -> None:
    groups = stale_by_owner(
        catalogue(entry("municipality", "turku"), entry("municipality", "ii", municipality="Ii")), 24
    )
    github = GitHub(
        {"number": 3, "title": "Tarkista tiedot: Turku", "body": "vanha"},
        {"number": 4, "title": "Tarkista tiedot: Lahti", "body": "x"},
    )
    done = stale.renew_issues(groups, SITE, 10, github)
    assert done == ["Uusi: Tarkista tiedot: Ii", "Päivitetty: Tarkista tiedot: Turku", "Valmis: Tarkista tiedot: Lahti"]
    created, edited, closed = (github.done(verb) for verb in ("create", "edit", "close"))
    assert created[0][0][2:4] == ("--title", "Tarkista tiedot: Ii")
    assert created[0][1] == stale.issue_body(groups["Ii"], SITE)
    assert (edited[0][0][2], edited[0][1]) == ("3", stale.issue_body(groups["Turku"], SITE))
    assert closed[0][0][2] == "4"


def test_an_issue_that_is_as_it_should_be_is_left_alone() -> None:
    groups = stale_by_owner(catalogue(entry("municipality", "turku")), 24)
    body = stale.issue_body(groups["Turku"], SITE).replace("\n", "\r\n")
    github = GitHub({"number": 3, "title": "Tarkista tiedot: Turku", "body": body})
    assert stale.renew_issues(groups, SITE, 10, github) == []


def test_only_so_many_new_issues_are_made_at_once() -> None:
    entries = [entry("municipality", name.lower(), municipality=name) for name in ("Ii", "Lahti", "Turku")]
    github = GitHub()
    stale.renew_issues(stale_by_owner(catalogue(*entries, today=date(2026, 11, 21)), 24), SITE, 2, github)
    assert len(github.done("create")) == 2
