"""Where each check draws its line; the full list of what they say is in `fixtures/wrong`."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, get_args

import pytest

from kaytantopankki.content import checks, file_checks
from kaytantopankki.content.checks import Check
from kaytantopankki.content.field_types import Target
from kaytantopankki.content.file_checks import Scope
from kaytantopankki.content.messages import message_for
from kaytantopankki.content.models import KINDS, Entry
from kaytantopankki.content.municipalities import places
from kaytantopankki.pages import generate
from kaytantopankki.settings import Settings
from tests.builders import catalogue, entry

ROOT = Path(__file__).parent.parent
NAMED: Mapping[Target, frozenset[str]] = {target: frozenset() for target in get_args(Target)}
NOON, MIDNIGHT = {"start": "2026-12-01 12:00"}, {"start": "2026-12-01 00:00"}
SOURCE = {"sources": [{"title": "Lähde"}]}


def result(**fields: Any) -> dict[str, Any]:
    return {"results": [{"indicator": "a", "value": 1, "basis": "measured", "source": 1, **fields}]}


def member(**fields: Any) -> dict[str, Any]:
    return {"members": [{"municipality": "Lieto", **fields}]}


def adoption(**fields: Any) -> dict[str, Any]:
    return {"adoptions": [{"municipality": "Lieto", **fields}]}


def contact(checked: str) -> dict[str, Any]:
    return {"contact": {"organisation": "Kaupunki", "checked": checked}}


def found(check: Check, *entries: Entry[Any], root: Path = Path("nowhere")) -> list[str]:
    named = {**NAMED, "municipality": frozenset(places())}
    return [problem.message for problem in check(Scope(catalogue(*entries), named, root))]


# A check, a kind, its fields, and how many problems they make.
CASES: list[tuple[Check, str, dict[str, Any], int]] = [
    (checks.times_are_in_order, "event", {"start": "2026-12-01", "registration_deadline": "2026-12-01"}, 0),
    (checks.times_are_in_order, "event", {"start": "2026-12", "registration_deadline": "2026-12-31"}, 0),
    (checks.times_are_in_order, "event", {"start": "2026-12-01 09:00", "registration_deadline": "2026-12-01"}, 0),
    (checks.times_are_in_order, "event", {"start": "2026-12-01", "registration_deadline": "2026-12-01 10:00"}, 0),
    (checks.times_are_in_order, "event", {"start": "2026-12-01", "registration_deadline": "2026-12-02"}, 1),
    (checks.times_are_in_order, "event", NOON | {"registration_deadline": "2026-12-01 12:00"}, 0),
    (checks.times_are_in_order, "event", NOON | {"registration_deadline": "2026-12-01 12:01"}, 1),
    (checks.times_are_in_order, "event", MIDNIGHT | {"registration_deadline": "2026-12-01 00:01"}, 1),
    (checks.times_are_in_order, "event", {"start": "2026-12-01", "end": "2026-12-01"}, 0),
    (checks.times_are_in_order, "event", {"start": "2026-12-01", "end": "2026-12-01 10:00"}, 0),
    (checks.times_are_in_order, "event", NOON | {"end": "2026-12-01"}, 0),
    (checks.times_are_in_order, "event", NOON | {"end": "2026-12-01 12:00"}, 0),
    (checks.times_are_in_order, "event", NOON | {"end": "2026-12-01 11:59"}, 1),
    (checks.times_are_in_order, "event", NOON | {"end": "2026-12-01 00:00"}, 1),
    (checks.times_are_in_order, "event", {"start": "2026-12-02", "end": "2026-12"}, 0),
    (checks.times_are_in_order, "event", {"start": "2026-12-01", "end": "2026-11"}, 1),
    (checks.times_are_in_order, "practice", {"started": "2024-06", "ended": "2024"}, 0),
    (checks.times_are_in_order, "project", {"started": "2024-06-01", "ended": "2024-06-01"}, 0),
    (checks.times_are_in_order, "practice", {"started": "2024-06", "ended": "2024-05"}, 1),
    (checks.times_are_in_order, "network", {"started": "2024", "ended": "2023"}, 1),
    (checks.times_are_in_order, "project", {"started": "2024", "ended": "2023"}, 1),
    (checks.nothing_is_of_the_future, "practice", {"published": "2026-11-21", "reviewed": "2026-11-21"}, 0),
    (checks.nothing_is_of_the_future, "practice", {"published": "2026-11-22"}, 1),
    (checks.nothing_is_of_the_future, "network", {"updated": "2026-11-22", "reviewed": "2026-11-22"}, 2),
    (checks.target_is_not_a_result, "practice", result(note="Säästö", period="2020–2026"), 0),
    (checks.target_is_not_a_result, "practice", result(note="Tavoite", basis="target", period="2030"), 0),
    (checks.target_is_not_a_result, "practice", result(basis="estimated", period="2030"), 0),
    (checks.target_is_not_a_result, "practice", result(period="alaviite 202²"), 0),
    (checks.target_is_not_a_result, "practice", result(note="TAVOITE on 5 %"), 1),
    (checks.target_is_not_a_result, "practice", result(basis="reported", note="Vuoteen 2030 mennessä"), 1),
    (checks.target_is_not_a_result, "practice", result(period="2020–2027"), 1),
    (checks.figures_have_a_source, "practice", result(source=[]), 0),
    (checks.figures_have_a_source, "practice", SOURCE | result(source=[]), 1),
    (checks.figures_have_a_source, "practice", SOURCE | result(), 0),
    (checks.adopted_once, "practice", {"adoptions": [{"municipality": "Lieto"}] * 3}, 2),
    (checks.origin_does_not_adopt, "practice", {"adoptions": [{"municipality": "Lieto"}]}, 0),
    (checks.origin_does_not_adopt, "practice", {"adoptions": [{"municipality": "Turku"}]}, 1),
    (checks.member_once, "network", {"members": [{"municipality": "Lieto"}, {"municipality": "Turku"}]}, 0),
    (checks.member_once, "network", {"members": [{"municipality": "Lieto"}] * 2}, 1),
    (checks.source_numbers_exist, "practice", result(), 1),
    (checks.source_numbers_exist, "practice", SOURCE | result(), 0),
    (checks.source_numbers_exist, "practice", SOURCE | result(source=[1, 2, 3]), 2),
    (checks.no_link_to_itself, "practice", {"related": ["y"]}, 0),
    (checks.no_link_to_itself, "practice", {"related": ["x"], "superseded_by": "x"}, 2),
    (checks.no_link_to_itself, "news", {"practices": ["x"]}, 0),
    (checks.references_exist, "news", {"municipalities": ["Turku", "Turun"], "themes": ["x"]}, 2),
    (file_checks.old_addresses_are_free, "practice", {"aliases_url": ["kaytannot/y/", "uutiset/y/"]}, 0),
    (file_checks.old_addresses_are_free, "practice", {"aliases_url": ["kaytannot/x/", "kunnat/turku/", "muu/x/"]}, 3),
    (file_checks.old_addresses_are_free, "practice", {"aliases_url": ["kaytannot/", "kaytannot/a/b/"]}, 2),
    (file_checks.old_addresses_are_free, "event", {"aliases_url": ["tapahtumat/sarjat/", "kunnat/kartta/"]}, 2),
    (file_checks.old_addresses_are_free, "event", {"aliases_url": ["kaytannot/sivu/", "uutiset/vuosi/"]}, 2),
    (file_checks.one_file_for_a_municipality, "municipality", {"municipality": "Turku"}, 1),
    (checks.times_are_in_order, "network", member(since="2020-05", until="2020"), 0),
    (checks.times_are_in_order, "network", member(since="2020"), 0),
    (checks.times_are_in_order, "network", member(until="2020"), 0),
    (checks.times_are_in_order, "network", member(since="2020", until="2019-12-31"), 1),
    (checks.times_are_in_order, "practice", adoption(year="2020-05", ended="2020"), 0),
    (checks.times_are_in_order, "practice", adoption(ended="2020"), 0),
    (checks.times_are_in_order, "practice", adoption(year="2020", ended="2019"), 1),
    (checks.nothing_is_of_the_future, "practice", {"stage_as_of": "2026-11-21"}, 0),
    (checks.nothing_is_of_the_future, "practice", {"stage_as_of": "2026-11-22"}, 1),
    (checks.nothing_is_of_the_future, "project", {"stage_as_of": "2027"}, 1),
    (checks.nothing_is_of_the_future, "news", {"date": "2026-11"}, 0),
    (checks.nothing_is_of_the_future, "news", {"date": "2026-12"}, 1),
    (checks.nothing_is_of_the_future, "event", {"sources": [{"title": "a", "date": "2099"}]}, 1),
    (checks.nothing_is_of_the_future, "practice", contact("2026-11-21"), 0),
    (checks.nothing_is_of_the_future, "practice", contact("2026-11-22"), 1),
    (checks.nothing_is_of_the_future, "municipality", {"contacts": [contact("2027-01-01")["contact"]] * 2}, 2),
    (checks.hosts_look_like_themselves, "network", {"url": "https://www.hämeenlinna.fi:80/ä/я?x=я"}, 0),
    (checks.hosts_look_like_themselves, "network", {"url": "https://xn--hmeenlinna-v5a.fi"}, 0),
    (checks.hosts_look_like_themselves, "network", {"url": "https://xn--turu-b5d.fi"}, 1),
    (checks.hosts_look_like_themselves, "network", {"url": "https://xn--99999999.fi"}, 1),
]


@pytest.mark.parametrize(("check", "kind", "fields", "count"), CASES)
def test_check(check: Check, kind: str, fields: dict[str, Any], count: int) -> None:
    assert len(found(check, entry(kind, "x", **fields))) == count


@pytest.mark.parametrize(
    ("body", "numbers"),
    [
        ("Luku [1].", []),
        ("Luku [2] ja [0].", ["2", "0"]),
        ("Luku [1, 3] ja [1,12].", ["3", "12"]),
        ("[2](https://example.fi) [3][x] [4]: y", ["3", "4"]),
        ("[123] [x] [-1] [^2]", []),
    ],
)
def test_source_numbers_in_the_text(body: str, numbers: list[str]) -> None:
    messages = found(checks.body_source_numbers_exist, entry("practice", "x", body, **SOURCE))
    assert [message.split()[2] for message in messages] == numbers


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        (entry("practice", "a", title="Sama"), entry("practice", "b", title="SAMA"), 1),
        (entry("practice", "a", title="Sama"), entry("news", "b", title="Sama"), 0),
        (entry("municipality", "turku"), entry("municipality", "lieto", municipality="Lieto"), 0),
    ],
)
def test_titles_differ_within_a_kind(one: Entry[Any], other: Entry[Any], count: int) -> None:
    assert len(found(file_checks.titles_differ, one, other)) == count


def test_one_old_address_leads_to_one_page() -> None:
    both = [entry("practice", slug, aliases_url=["kaytannot/old/"]) for slug in ("a", "b")]
    assert found(file_checks.old_addresses_are_free, *both) == [
        'vanhat osoitteet: osoite "kaytannot/old/" on jo käytössä (practices/a.md), poista se'
    ]


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ("[a](https://www.turku.fi/я) ja <http://hämeenlinna.fi>", 0),
        ("[a](https://www.turк u.fi)", 1),
        ("[a](HTTPS://www.turкu.fi)\n\n[b](https://www.turкu.fi)", 2),
        ("<https://xn--turu-b5d.fi/>", 1),
        ("[a](https:/www.turкu.fi) https:\\\\turкu.fi", 1),
        ("turкu.fi", 0),
    ],
)
def test_hosts_in_the_text(body: str, count: int) -> None:
    assert len(found(checks.hosts_look_like_themselves, entry("practice", "x", body))) == count


@pytest.mark.parametrize(
    ("slug", "owner"),
    [("sivu", "sivuston"), ("kartta", "sivuston"), ("con", "Windowsin"), ("lpt9", "Windowsin"), ("konsoli", "")],
)
def test_names_that_are_kept(slug: str, owner: str) -> None:
    messages = found(file_checks.names_are_free, entry("practice", slug))
    assert len(messages) == bool(owner)
    assert all(owner in message for message in messages)


def test_every_name_that_the_lists_use_is_kept() -> None:
    """Second parts of the addresses of generated pages that are no entry's own."""
    items = [entry("practice", f"a{number}") for number in range(70)]
    items += [entry("news", f"a{number}", themes=["ruoka"]) for number in range(40)]
    items += [entry("event", f"a{number}", series="Sarja") for number in range(3)]
    made = catalogue(*items, entry("network", "x"), entry("project", "x"))
    own = {(KINDS[item.kind].address, item.slug) for item in made.entries}
    own |= {("kunnat", place.slug) for place in made.places.values()}
    parts = [page.uri.removesuffix(".md").split("/") for page in generate(made, Settings(ROOT / "overrides"))]
    used = {
        second
        for first, second, *_ in (part for part in parts if len(part) > 1 and part[0] in file_checks.OWN)
        if (first, second) not in own
    }
    assert {"index", "sivu", "vuosi", "teema", "kirjaimet", "kartta", "sarjat"} <= used
    assert used <= file_checks.KEPT


def write(root: Path, path: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text("x")


@pytest.mark.parametrize(
    ("path", "where"),
    [
        ("practices/a.md", ""),
        ("practices/vocabulary/tags.yml", ""),
        ("practices/.DS_Store", ""),
        ("docs/tapahtumat/index.md", ""),
        ("docs/tapahtumat/a.md", ""),
        ("docs/uutiset/posts/a.md", ""),
        ("docs/muu/a.html", ""),
        ("practices/index.md", "kansioon practices"),
        ("practices/A.MD", "kansioon practices"),
        ("practices/a.markdown", "kansioon practices"),
        ("practices/a/b.md", "kansioon practices"),
        ("practices/a.md/b.md", "kansioon practices"),
        ("practices/vocabulary/muu.yml", "kansioon practices"),
        ("docs/kaytannot/a.md", "kansioon practices"),
        ("docs/uutiset/a.md", "kansioon docs/uutiset/posts"),
        ("docs/uutiset/posts/index.md", "kansioon docs/uutiset/posts"),
        ("docs/tapahtumat/a.html", "kansioon docs/tapahtumat"),
        ("docs/verkostot/a/tilannekuva.md", "kansioon docs/verkostot"),
    ],
)
def test_files_that_are_not_read(tmp_path: Path, path: str, where: str) -> None:
    write(tmp_path, path)
    messages = found(file_checks.nothing_is_left_out, root=tmp_path)
    assert len(messages) == bool(where)
    assert all(f"{where}, tai" in message for message in messages)


@pytest.mark.parametrize("path", ["docs/a.txt", "docs/kunnat/a.md", "practices/a.md", "docs/uutiset/posts"])
def test_links_to_other_places(tmp_path: Path, path: str) -> None:
    write(tmp_path, "muu/a.md")
    write(tmp_path, "docs/b.md")
    write(tmp_path, "practices/b.md")
    assert found(file_checks.nothing_is_a_link, root=tmp_path) == []
    (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / path).symlink_to(tmp_path / "muu")
    scope = Scope(catalogue(), NAMED, tmp_path)
    assert [(problem.path, problem.message) for problem in file_checks.nothing_is_a_link(scope)] == [
        (path, message_for("file_link"))
    ]
