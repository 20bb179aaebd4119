"""Where each check draws its line; the full list of what they say is in `fixtures/wrong`."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, get_args

import pytest

from catalogue.checks import Check, addresses, content, events, links
from catalogue.checks.scope import Scope
from catalogue.entry import Entry
from catalogue.reference import places
from catalogue.types import Target
from tests.builders import catalogue, entry

NAMED: Mapping[Target, frozenset[str]] = {target: frozenset() for target in get_args(Target)}
NOON, MIDNIGHT = {"start": "2026-12-01 12:00"}, {"start": "2026-12-01 00:00"}
SOURCE = {"sources": [{"title": "Lähde"}]}


def result(**fields: Any) -> dict[str, Any]:
    return {"results": [{"indicator": "a", "value": 1, "basis": "measured", "source": 1, **fields}]}


def found(check: Check, *entries: Entry[Any], root: Path = Path("nowhere")) -> list[str]:
    named = {**NAMED, "municipality": frozenset(places())}
    return [problem.message for problem in check(Scope(catalogue(*entries), named, root))]


# A check, a kind, its fields, and how many problems they make.
CASES: list[tuple[Check, str, dict[str, Any], int]] = [
    (events.deadline_before_start, "event", {"start": "2026-12-01", "registration_deadline": "2026-12-01"}, 0),
    (events.deadline_before_start, "event", {"start": "2026-12", "registration_deadline": "2026-12-31"}, 0),
    (events.deadline_before_start, "event", {"start": "2026-12-01 09:00", "registration_deadline": "2026-12-01"}, 0),
    (events.deadline_before_start, "event", {"start": "2026-12-01", "registration_deadline": "2026-12-01 10:00"}, 0),
    (events.deadline_before_start, "event", {"start": "2026-12-01", "registration_deadline": "2026-12-02"}, 1),
    (events.deadline_before_start, "event", NOON | {"registration_deadline": "2026-12-01 12:00"}, 0),
    (events.deadline_before_start, "event", NOON | {"registration_deadline": "2026-12-01 12:01"}, 1),
    (events.deadline_before_start, "event", MIDNIGHT | {"registration_deadline": "2026-12-01 00:01"}, 1),
    (events.end_after_start, "event", {"start": "2026-12-01", "end": "2026-12-01"}, 0),
    (events.end_after_start, "event", {"start": "2026-12-01", "end": "2026-12-01 10:00"}, 0),
    (events.end_after_start, "event", NOON | {"end": "2026-12-01"}, 0),
    (events.end_after_start, "event", NOON | {"end": "2026-12-01 12:00"}, 0),
    (events.end_after_start, "event", NOON | {"end": "2026-12-01 11:59"}, 1),
    (events.end_after_start, "event", NOON | {"end": "2026-12-01 00:00"}, 1),
    (events.end_after_start, "event", {"start": "2026-12-02", "end": "2026-12"}, 0),
    (events.end_after_start, "event", {"start": "2026-12-01", "end": "2026-11"}, 1),
    (content.ends_after_it_starts, "practice", {"started": "2024-06", "ended": "2024"}, 0),
    (content.ends_after_it_starts, "project", {"started": "2024-06-01", "ended": "2024-06-01"}, 0),
    (content.ends_after_it_starts, "practice", {"started": "2024-06", "ended": "2024-05"}, 1),
    (content.ends_after_it_starts, "network", {"started": "2024", "ended": "2023"}, 1),
    (content.ends_after_it_starts, "project", {"started": "2024", "ended": "2023"}, 1),
    (content.nothing_happens_in_the_future, "practice", {"published": "2026-11-21", "reviewed": "2026-11-21"}, 0),
    (content.nothing_happens_in_the_future, "practice", {"published": "2026-11-22"}, 1),
    (content.nothing_happens_in_the_future, "network", {"updated": "2026-11-22", "reviewed": "2026-11-22"}, 2),
    (content.target_is_not_a_result, "practice", result(note="Säästö", period="2020–2026"), 0),
    (content.target_is_not_a_result, "practice", result(note="Tavoite", basis="target", period="2030"), 0),
    (content.target_is_not_a_result, "practice", result(basis="estimated", period="2030"), 0),
    (content.target_is_not_a_result, "practice", result(period="alaviite 202²"), 0),
    (content.target_is_not_a_result, "practice", result(note="TAVOITE on 5 %"), 1),
    (content.target_is_not_a_result, "practice", result(basis="reported", note="Vuoteen 2030 mennessä"), 1),
    (content.target_is_not_a_result, "practice", result(period="2020–2027"), 1),
    (content.figures_have_a_source, "practice", result(source=[]), 0),
    (content.figures_have_a_source, "practice", SOURCE | result(source=[]), 1),
    (content.figures_have_a_source, "practice", SOURCE | result(), 0),
    (content.adopted_once, "practice", {"adoptions": [{"municipality": "Lieto"}] * 3}, 2),
    (content.origin_does_not_adopt, "practice", {"adoptions": [{"municipality": "Lieto"}]}, 0),
    (content.origin_does_not_adopt, "practice", {"adoptions": [{"municipality": "Turku"}]}, 1),
    (content.member_once, "network", {"members": [{"municipality": "Lieto"}, {"municipality": "Turku"}]}, 0),
    (content.member_once, "network", {"members": [{"municipality": "Lieto"}] * 2}, 1),
    (links.source_numbers_exist, "practice", result(), 1),
    (links.source_numbers_exist, "practice", SOURCE | result(), 0),
    (links.source_numbers_exist, "practice", SOURCE | result(source=[1, 2, 3]), 2),
    (links.no_link_to_itself, "practice", {"related": ["y"]}, 0),
    (links.no_link_to_itself, "practice", {"related": ["x"], "superseded_by": "x"}, 2),
    (links.no_link_to_itself, "news", {"practices": ["x"]}, 0),
    (links.references_exist, "news", {"municipalities": ["Turku", "Turun"], "themes": ["x"]}, 2),
    (addresses.old_addresses_are_free, "practice", {"aliases_url": ["kaytannot/y/", "uutiset/y/"]}, 0),
    (addresses.old_addresses_are_free, "practice", {"aliases_url": ["kaytannot/x/", "kunnat/turku/", "muu/x/"]}, 3),
    (addresses.old_addresses_are_free, "practice", {"aliases_url": ["kaytannot/", "kaytannot/a/b/"]}, 2),
    (addresses.one_file_for_a_municipality, "municipality", {"municipality": "Turku"}, 1),
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
    messages = found(links.body_source_numbers_exist, entry("practice", "x", body, **SOURCE))
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
    assert len(found(addresses.titles_differ, one, other)) == count


def test_one_old_address_leads_to_one_page() -> None:
    both = [entry("practice", slug, aliases_url=["kaytannot/old/"]) for slug in ("a", "b")]
    assert found(addresses.old_addresses_are_free, *both) == [
        'vanhat osoitteet: osoite "kaytannot/old/" on jo käytössä (practices/a.md), poista se'
    ]


@pytest.mark.parametrize(
    ("name", "size", "words"),
    [
        ("a.jpg", 500_000, []),
        ("a.jpg", 501_000, ["kuva, tiedosto: kuva on liian suuri (501 kt, enintään 500 kt), pienennä se"]),
        ("b.jpg", 1, ["kuva, tiedosto: kuvaa docs/assets/kuvat/a.jpg ei ole, lisää se kansioon"]),
    ],
)
def test_image(tmp_path: Path, name: str, size: int, words: list[str]) -> None:
    folder = tmp_path / content.IMAGES
    folder.mkdir(parents=True)
    (folder / name).write_bytes(bytes(size))
    image = {"file": "a.jpg", "alt": "Koulu", "credit": "Kunta", "licence": "CC BY 4.0"}
    assert found(content.image_is_usable, entry("practice", "x", image=image), root=tmp_path) == words


def test_image_is_not_a_link(tmp_path: Path) -> None:
    folder = tmp_path / content.IMAGES
    folder.mkdir(parents=True)
    (folder / "real.jpg").write_bytes(b"x")
    (folder / "a.jpg").symlink_to(folder / "real.jpg")
    image = {"file": "a.jpg", "alt": "Koulu", "credit": "Kunta", "licence": "CC BY 4.0"}
    assert len(found(content.image_is_usable, entry("practice", "x", image=image), root=tmp_path)) == 1
